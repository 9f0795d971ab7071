//! People, needs, rivals and buying factors that two accounts both had, and that would have one name in one account.

use std::collections::BTreeMap;

use super::fields::{self, Choices, Settled};
use super::{Merged, links};
use crate::domain::company::email_key;
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::person::person_key;
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::ops::OpsError;
use crate::store::{Reader, Writer};

/// What is known by its name in an account, and met there by others.
const KINDS: [Kind; 4] = [Kind::Contact, Kind::Need, Kind::Factor, Kind::Rival];

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

/// Whose the records of the accounts were that go.
pub(super) struct Homes(BTreeMap<(Kind, i64), String>);

impl Homes {
    pub(super) fn of(reader: Reader, others: &[Entry]) -> Result<Self, OpsError> {
        let mut homes = BTreeMap::new();
        for other in others.iter().filter(|other| other.kind == Kind::Account) {
            for kind in KINDS {
                for entry in reader.entries_of_account(kind, other.id)? {
                    homes.insert((kind, entry.id), other.title().into_owned());
                }
            }
        }
        Ok(Self(homes))
    }

    /// The account that a record came from; none where it was there.
    fn find(&self, entry: &Entry) -> Option<&str> {
        self.0.get(&(entry.kind, entry.id)).map(String::as_str)
    }
}

/// Joins or keeps apart what has one name in an account now: people are one unless their e-mail addresses differ, needs only
/// where nothing differs, rivals and factors always: what they are called is what they are.
pub(super) fn meet(writer: &mut Writer, homes: &Homes, merged: &mut Merged) -> Result<(), OpsError> {
    for kind in KINDS {
        let mut named: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for entry in writer.read().entries_of_account(kind, merged.before.id)? {
            named.entry(key(&entry)).or_default().push(entry);
        }
        for mut alike in named.into_values().filter(|alike| alike.len() > 1) {
            // Those of the kept account stand first; the others come in the order of their numbers.
            alike.sort_by_key(|entry| (homes.find(entry).is_some(), entry.id));
            meet_all(writer, homes, alike, merged)?;
        }
    }
    Ok(())
}

/// People are told apart as they are looked for, needs as they are named.
fn key(entry: &Entry) -> String {
    if entry.kind == Kind::Contact { person_key(&entry.title()) } else { fold(&entry.title()) }
}

fn meet_all(
    writer: &mut Writer,
    homes: &Homes,
    alike: Vec<Entry>,
    merged: &mut Merged,
) -> Result<(), OpsError> {
    let account = merged.before.id;
    let mut standing: Vec<Entry> = Vec::new();
    for entry in alike {
        let (Some(home), Some(first)) = (homes.find(&entry), standing.first()) else {
            standing.push(entry);
            continue;
        };
        let (kind, name) = (entry.kind, entry.title().into_owned());
        if let Some(at) = standing.iter().position(|kept| is_one(kept, &entry)) {
            let kept = standing[at].id;
            let lost = join(writer, &standing[at], &entry, merged)?;
            standing[at] = writer.read().get(kind, kept)?;
            merged.twins.push(Twin { kind, kept, came: entry.id, name, fate: Fate::Joined, lost });
        } else if standing.iter().any(|kept| fold(&kept.title()) == fold(&name)) {
            let new_name = another_name(writer, account, &entry, home)?;
            let mut after = entry.clone();
            after.set(kind.title_field(), Value::Text(new_name.clone()));
            writer.update(&entry, &after)?;
            let fate = Fate::KeptApart(new_name);
            merged.twins.push(Twin { kind, kept: first.id, came: entry.id, name, fate, lost: Vec::new() });
            standing.push(after);
        } else {
            standing.push(entry);
        }
    }
    Ok(())
}

fn is_one(kept: &Entry, came: &Entry) -> bool {
    match kept.kind {
        Kind::Contact => {
            return match (email_key(kept.text("email")), email_key(came.text("email"))) {
                (Some(one), Some(other)) => one == other,
                _ => true,
            };
        }
        Kind::Factor | Kind::Rival => return true,
        _ => {}
    }
    let (_, settled) = fields::settle(kept, std::slice::from_ref(came), &Choices::default());
    settled.iter().all(|settled| !settled.is_conflict())
}

fn join(
    writer: &mut Writer,
    kept: &Entry,
    came: &Entry,
    merged: &mut Merged,
) -> Result<Vec<Settled>, OpsError> {
    let (mut after, mut settled) = fields::settle(kept, std::slice::from_ref(came), &Choices::default());
    links::lead_to(writer, kept.kind, &[came.id], kept.id, &mut BTreeMap::new(), &mut merged.void)?;
    let now = writer.read().get(kept.kind, kept.id)?;
    if kept.kind == Kind::Contact && stands_below(writer, after.get("reports_to").as_integer(), kept.id)? {
        after.set("reports_to", now.get("reports_to").clone());
        if stands_below(writer, after.get("reports_to").as_integer(), kept.id)? {
            after.set("reports_to", Value::Empty);
        }
    }
    writer.delete(came)?;
    writer.update(&now, &after)?;
    if let Some(moved) = merged.moved.get_mut(&came.kind) {
        *moved -= 1;
    }
    merged.moved.retain(|_, moved| *moved > 0);
    settled.retain(Settled::is_conflict);
    Ok(settled)
}

/// Whether somebody reports, directly or through others, to a person.
fn stands_below(writer: &Writer, from: Option<i64>, person: i64) -> Result<bool, OpsError> {
    let (mut next, mut steps) = (from, 0);
    while let Some(id) = next {
        if id == person {
            return Ok(true);
        }
        // A file changed by other hands may hold a circle.
        steps += 1;
        next = match writer.read().find(Kind::Contact, id)? {
            Some(entry) if steps < 1000 => entry.get("reports_to").as_integer(),
            _ => None,
        };
    }
    Ok(false)
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
