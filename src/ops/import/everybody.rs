//! Everybody whom we know, for rows that name no account: whose a trip or an answer in a survey is, by the mail address, the name or the
//! note of its row; and who has the id or the mail address of a row. Who has left is nobody's traveller any more, and still has both.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::children::{external_key, mail_key};
use super::{Mismatch, Stop};
use crate::domain::company::email_key;
use crate::domain::fold::fold;
use crate::domain::id::number_of;
use crate::domain::kind::Kind;
use crate::domain::person::person_key;
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::domain::words::stands_alone;
use crate::import::columns::Columns;
use crate::import::drafts::Draft;
use crate::store::{Reader, StoreError};

/// How much of a note is searched for names, in characters.
const SEARCHED: usize = 200;

/// How many people are named where several may be meant.
pub(super) const TOLD: usize = 5;

/// How many of those who have one key are looked at.
const MOST_READ: usize = 20;

/// Account and contact.
pub(super) type Person = (i64, i64);

/// Everybody, by name, by mail address and by the ids of systems; loaded with the first row that asks for it.
#[derive(Default)]
pub(super) struct Everybody {
    known: Option<Known>,
}

#[derive(Default)]
struct Known {
    people: HashMap<String, Vec<Person>>,
    /// Those who have left.
    left: HashSet<Person>,
    /// The longest name, in characters.
    longest: usize,
}

impl Everybody {
    /// Gives a trip its account and its person, where the row names no account; where it names one and no person, the only one who
    /// may be meant, if that is one of that account.
    pub(super) fn settle(
        &mut self,
        reader: Reader,
        columns: &Columns,
        draft: &mut Draft,
    ) -> Result<(), Stop> {
        let kind = draft.entry.kind;
        let links = |name: &str| draft.links.iter().any(|link| link.field.name == name);
        let is_whose = kind == Kind::Trip || kind == Kind::SurveyAnswer && links("contact");
        if !is_whose || links("account") {
            let is_open = kind == Kind::Trip && !links("contact") && draft.entry.get("contact").is_empty();
            return if is_open { self.settle_within(reader, draft) } else { Ok(()) };
        }
        let known = self.known(reader)?;
        let named = draft.links.iter().find(|link| link.field.name == "contact");
        let named = named.and_then(|link| link.names.first()).cloned().unwrap_or_default();
        // What somebody answers may name anybody.
        let note = if kind == Kind::Trip { draft.entry.text("note").to_owned() } else { String::new() };
        let (account, contact) = match known.meant(&named, &note).as_slice() {
            [person] => *person,
            [] => {
                let names: Vec<&str> =
                    [named.as_str(), note.as_str()].into_iter().filter(|name| !name.is_empty()).collect();
                let names = names.join("; ");
                let nobody = match kind {
                    Kind::Trip => Mismatch::NoTraveller { names },
                    _ => Mismatch::NoRespondent { names },
                };
                return Err(Stop::from(nobody).at(columns.filling("contact")));
            }
            several => {
                let names = told(reader, several)?;
                let several = Mismatch::SeveralTravellers { names };
                return Err(Stop::from(several).at(columns.filling("contact")));
            }
        };
        draft.links.retain(|link| link.field.name != "contact");
        draft.entry.set("account", Value::Link(account));
        draft.entry.set("contact", Value::Link(contact));
        Ok(())
    }

    fn settle_within(&mut self, reader: Reader, draft: &mut Draft) -> Result<(), Stop> {
        let note = draft.entry.text("note").to_owned();
        let mut people = self.known(reader)?.meant("", &note);
        let named = draft.links.iter().find(|link| link.field.name == "account");
        let Some(name) = named.and_then(|link| link.names.first()) else { return Ok(()) };
        let mut accounts = BTreeMap::new();
        for (account, _) in &people {
            if !accounts.contains_key(account) {
                accounts.insert(*account, goes_by(&reader.get(Kind::Account, *account)?, name));
            }
        }
        people.retain(|(account, _)| accounts.get(account) == Some(&true));
        if let [(account, contact)] = people.as_slice() {
            draft.links.retain(|link| link.field.name != "account");
            draft.entry.set("account", Value::Link(*account));
            draft.entry.set("contact", Value::Link(*contact));
        }
        Ok(())
    }

    /// The people who have one of some keys, by their numbers.
    ///
    /// # Errors
    /// When they are more than are looked at, or the file cannot be read.
    pub(super) fn holding(&mut self, reader: Reader, keys: &[String]) -> Result<Vec<i64>, Stop> {
        let known = self.known(reader)?;
        let held = || keys.iter().flat_map(|key| known.holding(key)).copied();
        if held().nth(MOST_READ).is_some() {
            let first: BTreeSet<Person> = held().take(MOST_READ).collect();
            let first: Vec<Person> = first.into_iter().collect();
            return Err(Mismatch::SeveralPeople { names: told(reader, &first)? }.into());
        }
        let people: BTreeSet<i64> = held().map(|(_, contact)| contact).collect();
        Ok(people.into_iter().collect())
    }

    /// Remembers a person as the import wrote it, where somebody has asked already.
    pub(super) fn written(&mut self, before: Option<&Entry>, contact: &Entry) {
        let keys =
            |contact: &Entry| keys(&contact.title(), contact.text("email"), contact.list("external_ids"));
        if let (Some(known), Some(account)) = (&mut self.known, contact.account()) {
            let held = before.map(keys).unwrap_or_default();
            let new = keys(contact).into_iter().filter(|key| !held.contains(key));
            let has_left = contact.get("left") == &Value::YesNo(true);
            known.add(new, (account, contact.id), has_left);
        }
    }

    fn known(&mut self, reader: Reader) -> Result<&mut Known, StoreError> {
        Ok(match &mut self.known {
            Some(known) => known,
            empty => empty.insert(Known::load(reader)?),
        })
    }
}

/// Whether an account goes by a name or a number.
fn goes_by(account: &Entry, name: &str) -> bool {
    let name = name.trim();
    let names = std::iter::once(account.title().into_owned()).chain(account.list("aliases").iter().cloned());
    number_of(name) == Some(account.id) || names.into_iter().any(|known| fold(&known) == fold(name))
}

/// People with their companies, so that a person can choose.
pub(super) fn told(reader: Reader, people: &[Person]) -> Result<String, StoreError> {
    let mut names = Vec::new();
    for (account, contact) in people.iter().take(TOLD) {
        let (account, contact) = (reader.get(Kind::Account, *account)?, reader.get(Kind::Contact, *contact)?);
        names.push(format!("{} ({})", contact.title(), account.title()));
    }
    if people.len() > TOLD {
        names.push("...".to_owned());
    }
    Ok(names.join(", "))
}

/// What a person goes by: a name, a mail address, the ids of systems.
fn keys(name: &str, email: &str, external_ids: &[String]) -> Vec<String> {
    let name = Some(person_key(name)).filter(|key| key.chars().nth(1).is_some());
    let mail = email_key(email).map(|mail| mail_key(&mail));
    name.into_iter().chain(mail).chain(external_ids.iter().map(|id| external_key(id))).collect()
}

impl Known {
    fn load(reader: Reader) -> Result<Self, StoreError> {
        let mut known = Self::default();
        reader.each_known(|person| {
            let keys = keys(person.name, person.email.unwrap_or_default(), &person.external_ids);
            known.add(keys, (person.account, person.contact), person.has_left);
        })?;
        Ok(known)
    }

    fn add(&mut self, keys: impl IntoIterator<Item = String>, person: Person, has_left: bool) {
        if has_left {
            self.left.insert(person);
        } else {
            self.left.remove(&person);
        }
        for key in keys {
            if !key.starts_with(char::is_control) {
                self.longest = self.longest.max(key.chars().count());
            }
            let people = self.people.entry(key).or_default();
            // Those of one person come in one go.
            if people.last() != Some(&person) {
                people.push(person);
            }
        }
    }

    /// Those with a mail address or an id.
    fn holding(&self, key: &str) -> &[Person] {
        self.people.get(key).map_or(&[], Vec::as_slice)
    }

    /// Those whom a row may mean. Those whom it names come before those of whom its note speaks, which decides between several.
    fn meant(&self, named: &str, note: &str) -> Vec<Person> {
        let named: BTreeSet<Person> = named.split(';').flat_map(|name| self.called(name)).collect();
        if named.len() == 1 {
            return named.into_iter().collect();
        }
        let mentioned = self.mentioned(note);
        let both: BTreeSet<Person> = named.intersection(&mentioned).copied().collect();
        let meant = match (named.is_empty(), both.is_empty()) {
            (true, _) => mentioned,
            (false, true) => named,
            (false, false) => both,
        };
        meant.into_iter().collect()
    }

    /// Those called so: `Ann Example <ann@example.com>`, either of both, in which the address says more.
    fn called(&self, text: &str) -> Vec<Person> {
        let name = text.split_once('<').map_or(text, |(name, _)| name);
        let by_mail = email_key(text).map(|mail| self.there(&mail_key(&mail)).collect()).unwrap_or_default();
        match by_mail {
            none if Vec::is_empty(&none) => self.there(&person_key(name)).collect(),
            people => people,
        }
    }

    /// Those who go by a key and have not left.
    fn there(&self, key: &str) -> impl Iterator<Item = Person> {
        self.holding(key).iter().filter(|person| !self.left.contains(person)).copied()
    }

    /// Those whose names stand in a text; a name within a longer one does not count.
    fn mentioned(&self, text: &str) -> BTreeSet<Person> {
        let text: String = text.chars().take(SEARCHED).collect();
        let text = person_key(&text);
        let starts: Vec<usize> =
            text.char_indices().map(|(at, _)| at).filter(|at| is_boundary(&text, *at)).collect();
        let mut found = BTreeSet::new();
        let mut covered = 0;
        for start in starts {
            let ends = text[start..].char_indices().map(|(at, letter)| start + at + letter.len_utf8());
            let ends: Vec<usize> =
                ends.take(self.longest).filter(|end| *end > covered && is_boundary(&text, *end)).collect();
            let longest = ends.into_iter().rev().find_map(|end| {
                let people = self.people.get(&text[start..end])?;
                Some((end, people))
            });
            if let Some((end, people)) = longest {
                covered = end;
                found.extend(people.iter().filter(|person| !self.left.contains(person)));
            }
        }
        found
    }
}

/// Whether a name can begin or end here: at a space, an end, or beside characters that are written without spaces.
fn is_boundary(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text[..at].chars().next_back(), text[at..].chars().next()) else {
        return true;
    };
    before == ' ' || after == ' ' || stands_alone(before) || stands_alone(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        let mut known = Known::default();
        for (name, email, person) in [
            ("Ann Example", Some("Ann@example.com"), (1, 1)),
            ("Bob Example", None, (1, 2)),
            ("Bob Example", Some("bob@example.org"), (2, 3)),
            ("王芳", None, (2, 4)),
            ("王芳华", None, (2, 5)),
            ("X", None, (2, 6)),
        ] {
            known.add(keys(name, email.unwrap_or_default(), &[]), person, false);
        }
        known.add(keys("Dee Gone", "dee@example.com", &[]), (1, 7), true);
        known.add(keys("Cy New", "dee@example.com", &[]), (1, 8), false);
        known
    }

    #[test]
    fn the_one_who_is_named_is_meant() {
        let known = known();
        for (named, note, people) in [
            ("Ann Example", "", &[(1, 1)][..]),
            ("EXAMPLE, Ann", "", &[(1, 1)]),
            ("Somebody Else <ann@EXAMPLE.com>; Stranger <x@example.net>", "", &[(1, 1)]),
            ("ann@example.com", "", &[(1, 1)]),
            ("Bob Example", "", &[(1, 2), (2, 3)]),
            ("Bob Example <bob@example.org>", "", &[(2, 3)]),
            ("Ann Example; Bob Example <bob@example.org>", "Trip of Bob Example", &[(2, 3)]),
            ("Ann Example; Bob Example <bob@example.org>", "Fair", &[(1, 1), (2, 3)]),
            ("Stranger", "Visit of Ann Example to Berlin", &[(1, 1)]),
            ("", "王芳出差北京", &[(2, 4)]),
            ("", "王芳华出差北京", &[(2, 5)]),
            ("", "王芳、Ann Example 出差", &[(1, 1), (2, 4)]),
            ("", "Annex Examples", &[]),
            ("", "Joann Example", &[]),
            ("Dee Gone", "", &[]),
            ("", "Trip of Dee Gone", &[]),
            ("dee@example.com", "", &[(1, 8)]),
            ("", "X", &[]),
            ("", "", &[]),
        ] {
            assert_eq!(known.meant(named, note), people, "{named} | {note}");
        }
    }
    #[test]
    fn a_key_that_very_many_share_is_noted_in_no_time() {
        let mut known = Known::default();
        for person in 0..200_000 {
            known.add(keys("", "none@none.example", &[]), (1, person), false);
        }
        assert_eq!(known.holding(&mail_key("none@none.example")).len(), 200_000);
    }
}
