//! What two accounts both had and one account has once: people, needs, rivals, years, orders.

use std::collections::BTreeMap;

use super::fields::{self, Choices, Settled};
use super::{Merged, links};
use crate::domain::company::email_key;
use crate::domain::fold::fold;
use crate::domain::identity;
use crate::domain::kind::Kind;
use crate::domain::person::person_key;
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::ops::OpsError;
use crate::store::{Reader, Writer};

/// What became of a record that met one with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Both are one now.
    Joined,
    /// Both stay; the one that came has this name now.
    KeptApart(String),
}

/// A record of an account that went, which the kept account had already.
#[derive(Clone, Debug, PartialEq)]
pub struct Twin {
    pub kind: Kind,
    /// The one that was there.
    pub kept: i64,
    /// The one that came.
    pub came: i64,
    pub name: String,
    pub fate: Fate,
    /// Where they became one, the fields of which a value went.
    pub lost: Vec<Settled>,
}

/// The kinds that are known by more than a name, and of which what both accounts know is one thing, not two.
const KNOWN_BY_MORE: [Kind; 5] =
    [Kind::Trip, Kind::Order, Kind::RivalMark, Kind::EconomicLine, Kind::SurveyAnswer];

/// The kinds whose records may meet their like, each after those that its records lead to.
fn kinds() -> impl Iterator<Item = Kind> {
    let is_named_once = |kind: Kind| kind.belongs_to_account() && kind.has_unique_titles();
    let is_met = move |kind: &Kind| is_named_once(*kind) || KNOWN_BY_MORE.contains(kind);
    Kind::ALL.iter().copied().filter(is_met)
}

/// Where the records were that come to others of their kind.
pub(super) struct Homes(BTreeMap<(Kind, i64), String>);

impl Homes {
    /// Of accounts what belongs to them; of people what they said and where they go.
    pub(super) fn of(reader: Reader, others: &[Entry]) -> Result<Self, OpsError> {
        let mut homes = BTreeMap::new();
        for other in others {
            let mut note = |entries: Vec<Entry>| {
                homes
                    .extend(entries.iter().map(|entry| ((entry.kind, entry.id), other.title().into_owned())));
            };
            if other.kind == Kind::Account {
                for kind in kinds() {
                    note(reader.entries_of_account(kind, other.id)?);
                }
                continue;
            }
            for (kind, field) in other.kind.references().filter(|(kind, _)| KNOWN_BY_MORE.contains(kind)) {
                note(reader.pointing_at(kind, field, other.id)?);
            }
        }
        Ok(Self(homes))
    }

    /// The account, or the person, that a record came from; none where it was there.
    fn find(&self, entry: &Entry) -> Option<&str> {
        self.0.get(&(entry.kind, entry.id)).map(String::as_str)
    }

    fn are_of(&self, kind: Kind) -> bool {
        self.0.keys().any(|(known, _)| *known == kind)
    }
}

/// Joins or keeps apart what is one thing twice in an account now.
pub(super) fn meet(
    writer: &mut Writer,
    homes: &Homes,
    choices: &Choices,
    merged: &mut Merged,
) -> Result<(), OpsError> {
    let account = match merged.before.kind {
        Kind::Account => merged.before.id,
        _ => merged.before.account().unwrap_or_default(),
    };
    for kind in kinds().filter(|kind| homes.are_of(*kind)) {
        let mut known: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for entry in writer.read().entries_of_account(kind, account)? {
            if let Some(key) = key(&entry) {
                known.entry(key).or_default().push(entry);
            }
        }
        for mut alike in known.into_values().filter(|alike| alike.len() > 1) {
            // Those of the kept account stand first; the others come in the order of their numbers.
            alike.sort_by_key(|entry| (homes.find(entry).is_some(), entry.id));
            Meeting { writer, homes, choices, account }.all(alike, merged)?;
        }
    }
    Ok(())
}

/// People are told apart as they are looked for; what is bought and reckoned by its amount, too.
fn key(entry: &Entry) -> Option<String> {
    match entry.kind {
        Kind::Contact => Some(person_key(&entry.title())),
        Kind::SurveyAnswer => identity::answered(entry),
        Kind::Order | Kind::EconomicLine | Kind::Trip => {
            Some(format!("{}{}", identity::key(entry), entry.get("amount").to_json()))
        }
        _ => identity::sole(entry),
    }
}

/// Whether two records with one key are one. People are unless their e-mail addresses differ, needs and trips only where
/// nothing differs; what is bought and reckoned several times only where both say the same, or an order has its number.
fn is_one(kept: &Entry, came: &Entry) -> bool {
    let settled =
        |one: &Entry, other| fields::settle(one, std::slice::from_ref(other), &Choices::default()).1;
    let nothing_differs = || settled(kept, came).iter().all(|settled| !settled.is_conflict());
    let say_the_same = || settled(kept, came).is_empty() && settled(came, kept).is_empty();
    match kept.kind {
        Kind::Contact => match (email_key(kept.text("email")), email_key(came.text("email"))) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        },
        Kind::Order => !came.text("number").is_empty() || say_the_same(),
        Kind::EconomicLine => say_the_same(),
        Kind::Need | Kind::Trip => nothing_differs(),
        _ => true,
    }
}

/// Whether an account may have several that are alike, of which each stands for one of another account.
fn may_be_several(kind: Kind) -> bool {
    matches!(kind, Kind::Order | Kind::EconomicLine | Kind::Trip)
}

/// A record that stays, and where those came from that it is now.
struct Standing {
    entry: Entry,
    homes: Vec<String>,
}

/// Records of one account that are alike.
struct Meeting<'m, 'w> {
    writer: &'m mut Writer<'w>,
    homes: &'m Homes,
    choices: &'m Choices,
    account: i64,
}

impl Meeting<'_, '_> {
    fn all(&mut self, alike: Vec<Entry>, merged: &mut Merged) -> Result<(), OpsError> {
        let mut standing: Vec<Standing> = Vec::new();
        for entry in alike {
            let Some(home) = self.homes.find(&entry).map(str::to_owned) else {
                standing.push(Standing { entry, homes: Vec::new() });
                continue;
            };
            let kind = entry.kind;
            let is_free = |kept: &Standing| !may_be_several(kind) || !kept.homes.contains(&home);
            if let Some(kept) = standing.iter_mut().find(|kept| is_free(kept) && is_one(&kept.entry, &entry))
            {
                merged.twins.push(self.join(&kept.entry, &entry, &mut merged.void)?);
                merged.stays_where_it_was(kind);
                kept.entry = self.writer.read().get(kind, kept.entry.id)?;
                kept.homes.push(home);
                continue;
            }
            let is_called_so = |kept: &&Standing| fold(&kept.entry.title()) == fold(&entry.title());
            let namesake = standing.iter().find(is_called_so).filter(|_| kind.has_unique_titles());
            let entry = match namesake.and(standing.first()) {
                Some(first) => {
                    let (twin, renamed) = self.keep_apart(first.entry.id, &entry, &home)?;
                    merged.twins.push(twin);
                    renamed
                }
                None => entry,
            };
            standing.push(Standing { entry, homes: vec![home] });
        }
        Ok(())
    }

    fn join(&mut self, kept: &Entry, came: &Entry, void: &mut usize) -> Result<Twin, OpsError> {
        let (kind, name) = (came.kind, self.named(came)?);
        let choices = Choices { prefers_other: self.prefers_other(kept, came), ..Choices::default() };
        let (mut after, mut lost) = fields::settle(kept, std::slice::from_ref(came), &choices);
        links::lead_to(self.writer, kind, &[came.id], kept.id, &mut BTreeMap::new(), void)?;
        let now = self.writer.read().get(kind, kept.id)?;
        if kind == Kind::Contact && self.stands_below(&after, kept.id)? {
            after.set("reports_to", now.get("reports_to").clone());
            if self.stands_below(&after, kept.id)? {
                after.set("reports_to", Value::Empty);
            }
        }
        self.writer.delete(came)?;
        self.writer.update(&now, &after)?;
        lost.retain(Settled::is_conflict);
        Ok(Twin { kind, kept: kept.id, came: came.id, name, fate: Fate::Joined, lost })
    }

    /// Of two answers of one person the newer is what they say; of all else what is wanted of the whole stays.
    fn prefers_other(&self, kept: &Entry, came: &Entry) -> bool {
        match (kept.kind, kept.get("date"), came.get("date")) {
            (Kind::SurveyAnswer, Value::Date(kept), Value::Date(came)) => came > kept,
            _ => self.choices.prefers_other,
        }
    }

    fn keep_apart(&mut self, first: i64, entry: &Entry, home: &str) -> Result<(Twin, Entry), OpsError> {
        let (kind, name) = (entry.kind, entry.title().into_owned());
        let new_name = another_name(self.writer, self.account, entry, home)?;
        let mut after = entry.clone();
        after.set(kind.title_field(), Value::Text(new_name.clone()));
        self.writer.update(entry, &after)?;
        let fate = Fate::KeptApart(new_name);
        Ok((Twin { kind, kept: first, came: entry.id, name, fate, lost: Vec::new() }, after))
    }

    /// What a record is called: a mark by the factor and the rival, an answer by its round and question.
    fn named(&self, entry: &Entry) -> Result<String, OpsError> {
        let reader = self.writer.read();
        let title = |kind, field| -> Result<String, OpsError> {
            let found = reader.titles(kind, &[entry.get(field).as_integer().unwrap_or_default()])?;
            Ok(found.into_iter().next().map(|named| named.name).unwrap_or_default())
        };
        Ok(match entry.kind {
            Kind::RivalMark => {
                format!("{} · {}", title(Kind::Factor, "factor")?, title(Kind::Rival, "rival")?)
            }
            Kind::SurveyAnswer => format!("{} · {}", entry.title(), entry.text("question")),
            _ => entry.title().into_owned(),
        })
    }

    /// Whether a record would report, directly or through others, to a person.
    fn stands_below(&self, record: &Entry, person: i64) -> Result<bool, OpsError> {
        let (mut next, mut steps) = (record.get("reports_to").as_integer(), 0);
        while let Some(id) = next {
            if id == person {
                return Ok(true);
            }
            // A file changed by other hands may hold a circle.
            steps += 1;
            next = match self.writer.read().find(Kind::Contact, id)? {
                Some(entry) if steps < 1000 => entry.get("reports_to").as_integer(),
                _ => None,
            };
        }
        Ok(false)
    }
}

/// A name that nothing of this kind has in the account: with the account it came from, then with a number.
fn another_name(writer: &Writer, account: i64, entry: &Entry, home: &str) -> Result<String, OpsError> {
    let mut name = format!("{} ({home})", entry.title());
    let mut number = 2;
    while !writer.read().titled(entry.kind, account, &name)?.is_empty() {
        name = format!("{} ({home} {number})", entry.title());
        number += 1;
    }
    Ok(name)
}
