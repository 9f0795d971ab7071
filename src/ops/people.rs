//! People: how they stand to each other, where they will be, and forgetting their personal file.

use super::records::{check, insert, told};
use super::{OpsError, Refusal, Session, summary};
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::language::{Bilingual as _, Language, Text};
use crate::domain::record::{Entry, Record};
use crate::domain::relation::{Bond, Relation};
use crate::domain::trip::Trip;
use crate::playbook::labels::Labels;
use crate::store::{Forgotten, Reader, Written};

/// A stay to be noted.
#[derive(Clone, Debug)]
pub struct Stay {
    pub place: String,
    pub from: Date,
    /// The last day.
    pub to: Date,
    pub travelling_by: Option<String>,
    pub note: Option<String>,
}

/// Two people of one account and what the first is to the second.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    pub account: Id<Account>,
    pub from: Id<Contact>,
    pub to: Id<Contact>,
    pub bond: Bond,
}

/// What became of a relation between two people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Related {
    Added,
    Changed,
    /// It was there already, with this note.
    Known,
}

/// What was forgotten of a person.
#[derive(Clone, Debug)]
pub struct Forgetting {
    pub name: String,
    pub forgotten: Forgotten,
    pub traces: Traces,
}

/// What is left in the file of what was removed for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Traces {
    Gone,
    /// A part of the file could not be overwritten yet, because another program reads it.
    BeingRead,
    /// The file could not be written anew, as where the disk has no room for a second copy.
    Left {
        reason: Text,
    },
}

impl Pair {
    /// Whether a relation is this one. Those without a direction are the same from both sides.
    fn is(&self, relation: &Relation) -> bool {
        let ends = (relation.from, relation.to);
        relation.relation == self.bond
            && (ends == (self.from, self.to) || !self.bond.has_direction() && ends == (self.to, self.from))
    }

    fn known(&self, reader: Reader) -> Result<Option<Relation>, OpsError> {
        let all: Vec<Relation> = reader.of_account(self.account.number())?;
        Ok(all.into_iter().find(|relation| self.is(relation)))
    }

    fn summary(&self, reader: Reader, english: &str, chinese: &str) -> Result<Text, OpsError> {
        let labels = Labels::default();
        let key = format!("{}.{}", Bond::CHOICES.name, self.bond);
        let name =
            |id: Id<Contact>| reader.get(Kind::Contact, id.number()).map(|entry| entry.title().into_owned());
        let (from, to) = (told(reader, &reader.get(Kind::Contact, self.from.number())?)?, name(self.to)?);
        let bond = |language| labels.get(&key, language).to_lowercase();
        Ok(summary(
            format!("{english} relation of {from} to {to}: {}", bond(Language::English)),
            format!("{chinese}人际关系 {from} 与 {to}：{}", bond(Language::Chinese)),
        ))
    }
}

/// Notes how a person stands to a colleague. The same relation noted again takes the new note.
///
/// # Errors
/// When it is one and the same person, or one of them is gone.
pub fn relate(session: &mut Session, pair: Pair, note: Option<String>) -> Result<Written<Related>, OpsError> {
    if pair.from == pair.to {
        return Err(Refusal::OwnColleague.into());
    }
    session.write(|writer| {
        let Some(known) = pair.known(writer.read())? else {
            let relation = Relation {
                id: Id::new(0),
                account: pair.account,
                from: pair.from,
                to: pair.to,
                relation: pair.bond,
                note,
                created: None,
                updated: None,
            };
            insert(writer, &mut relation.to_entry())?;
            return Ok((Related::Added, pair.summary(writer.read(), "Added", "新增")?));
        };
        let before = known.to_entry();
        let after = Relation { note: note.or_else(|| known.note.clone()), ..known }.to_entry();
        let changed = writer.update(&before, &after)?;
        let related = if changed.is_empty() { Related::Known } else { Related::Changed };
        Ok((related, pair.summary(writer.read(), "Changed", "修改")?))
    })
}

/// Takes a relation between two people away.
///
/// # Errors
/// When there is none of this kind.
pub fn unrelate(session: &mut Session, pair: Pair) -> Result<Written<()>, OpsError> {
    session.write(|writer| {
        let known = pair.known(writer.read())?.ok_or(Refusal::NoRelation)?;
        let told = pair.summary(writer.read(), "Removed", "删除")?;
        writer.delete(&known.to_entry())?;
        Ok(((), told))
    })
}

/// Notes where a person is or will be. The summary does not say where, as it stays when the trip is forgotten.
///
/// # Errors
/// When the stay ends before it begins, or the person is gone.
pub fn add_trip(session: &mut Session, contact: i64, stay: Stay) -> Result<Written<Entry>, OpsError> {
    let today = session.today;
    session.write(|writer| {
        let person = writer.read().get(Kind::Contact, contact)?;
        let trip = Trip {
            id: Id::new(0),
            account: Id::new(person.account().unwrap_or_default()),
            contact: Id::new(contact),
            place: stay.place,
            from: stay.from,
            to: Some(stay.to),
            travelling_by: stay.travelling_by,
            note: stay.note,
            external_ids: Vec::new(),
            created: None,
            updated: None,
        };
        let mut entry = trip.to_entry();
        check(&entry, Kind::Trip.fields(), today)?;
        insert(writer, &mut entry)?;
        let person = told(writer.read(), &person)?;
        Ok((entry, summary(format!("Added a trip of {person}"), format!("新增 {person} 的行程"))))
    })
}

/// Takes a trip away; the history keeps it until the person is forgotten.
///
/// # Errors
/// When there is no such trip.
pub fn remove_trip(session: &mut Session, trip: i64) -> Result<Written<Entry>, OpsError> {
    session.write(|writer| {
        let entry = writer.read().get(Kind::Trip, trip)?;
        let person = entry.get("contact").as_integer().unwrap_or_default();
        let person = told(writer.read(), &writer.read().get(Kind::Contact, person)?)?;
        writer.delete(&entry)?;
        Ok((entry, summary(format!("Removed a trip of {person}"), format!("删除 {person} 的行程"))))
    })
}

/// What forgetting a person would remove, without doing it.
///
/// # Errors
/// When there never was such a person.
pub fn what_would_be_forgotten(session: &mut Session, contact: i64) -> Result<Forgotten, OpsError> {
    let keep_nothing = std::mem::replace(&mut session.dry_run, true);
    let written = session.write(|writer| Ok((writer.forget(contact)?, Text::default())));
    session.dry_run = keep_nothing;
    Ok(written?.value)
}

/// Removes a person's personal file and trips for good, from the record and from the history. Nothing brings it back.
///
/// # Errors
/// When there never was such a person.
pub fn forget(session: &mut Session, contact: i64) -> Result<Written<Forgetting>, OpsError> {
    let written = session.write(|writer| {
        let name = match writer.read().find(Kind::Contact, contact)? {
            Some(entry) => told(writer.read(), &entry)?,
            None => writer.read().removed_contact(contact)?.map(|(_, name)| name).unwrap_or_default(),
        };
        let forgotten = writer.forget(contact)?;
        let told =
            summary(format!("Forgot the personal file of {name}"), format!("永久删除 {name} 的个人档案"));
        Ok((Forgetting { name, forgotten, traces: Traces::Gone }, told))
    })?;
    // The forgetting is kept by now, whatever becomes of its traces.
    let traces = if written.operation.is_some() { erase_traces(session) } else { Traces::Gone };
    Ok(Written { value: Forgetting { traces, ..written.value }, operation: written.operation })
}

/// Overwrites what was removed for good, also where that could not be done at the time.
pub fn erase_traces(session: &Session) -> Traces {
    match session.store.erase_free_space() {
        Ok(true) => Traces::Gone,
        Ok(false) => Traces::BeingRead,
        Err(error) => Traces::Left { reason: Text { en: error.to_string(), zh: error.in_chinese() } },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::Value;

    #[test]
    fn who_was_forgotten_is_forgotten_also_where_the_file_cannot_be_written_anew() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = Session::in_folder(&folder);
        let contact = session
            .write(|writer| {
                let mut account = Entry::blank(Kind::Account);
                account.set("name", Value::Text("One".to_owned()));
                let account = writer.insert(&mut account)?;
                let mut contact = Entry::blank(Kind::Contact);
                contact.set("account", Value::Link(account));
                contact.set("name", Value::Text("Ann".to_owned()));
                contact.set("family", Value::Text("SECRET".to_owned()));
                Ok((writer.insert(&mut contact)?, Text::default()))
            })
            .unwrap()
            .value;
        session.store.without_room();
        let done = forget(&mut session, contact).unwrap();
        assert!(done.operation.is_some());
        assert!(matches!(done.value.traces, Traces::Left { .. }), "{:?}", done.value.traces);
        assert!(session.store.read().get(Kind::Contact, contact).unwrap().get("family").is_empty());
        // Once there is room again.
        let session = Session::in_folder(&folder);
        assert_eq!(erase_traces(&session), Traces::Gone);
        let bytes = std::fs::read(folder.path().join("accounts.db")).unwrap();
        assert!(!bytes.windows(6).any(|window| window == b"SECRET"));
    }
}
