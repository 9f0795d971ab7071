//! Rows that are about the record which alone has their website, address, number or id: under what it is called, which is told.

use super::alike::{Claim, is_personal, may_be_one};
use super::children::{external_key, mail_key, name_key};
use super::everybody::{Person, TOLD, told};
use super::find::is_another;
use super::merge::under_its_name;
use super::place::{Places, Row};
use super::{Mismatch, OnConflict, Stop};
use crate::domain::company::{domain_key, email_key, phone_keys};
use crate::domain::credit_code;
use crate::domain::fold::{fold, fold_id};
use crate::domain::identity::told_apart;
use crate::domain::kind::Kind;
use crate::domain::person::person_key;
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::import::drafts::Draft;
use crate::store::{Prepared, Reader, Writer};

/// Whether a row has the name of who has its keys.
pub(super) enum Named {
    /// It has, or there is nobody.
    Now,
    /// Other rows have to be read before that is sure.
    Later,
}

/// Who has the keys of a row.
enum Held {
    By(Box<Entry>),
    ByNobody,
    Later,
}

/// Leaves what a record is known by as it is written there, where rows may change nothing: `steel.example` says nothing against `https://www.steel.example/`.
fn take_keys(before: &Entry, given: &mut Entry) {
    for (field, is_same) in [
        ("website", (|one, other| domain_key(one) == domain_key(other)) as fn(&str, &str) -> bool),
        ("email", |one, other| email_key(one) == email_key(other)),
        ("phone", |one, other| phone_keys(one) == phone_keys(other)),
    ] {
        let (held, own) = (before.get(field), given.get(field));
        if !held.is_empty() && !own.is_empty() && is_same(held.as_text(), own.as_text()) {
            given.set(field, held.clone());
        }
    }
}

impl Places<'_, '_> {
    /// Tells that a row is about a record which is called otherwise. Its other name is kept where the row may change the record.
    pub(super) fn meet_by_key(&mut self, row: Row, draft: &mut Draft, before: &Entry) {
        let written = draft.entry.title().into_owned();
        if before.kind == Kind::Account {
            self.met.insert(fold(&written), before.id);
        }
        self.tell_name(row, draft.line, written, before.title().into_owned());
        self.leave_keys(before, draft);
        if self.order.on_conflict == OnConflict::Update && before.kind == Kind::Account {
            under_its_name(before, &mut draft.entry);
        } else {
            draft.entry.set("name", Value::Text(before.title().into_owned()));
        }
    }

    /// Gives a row without a name that of the account which its ids, or a key that no other account has, say it is about; and one of a person
    /// the name and the company.
    pub(super) fn name_by_key(
        &mut self,
        writer: &Writer,
        row: Row,
        draft: &mut Draft,
        prepared: &mut Prepared,
    ) -> Result<Named, Stop> {
        if draft.entry.kind == Kind::Contact {
            return self.person_by_key(writer.read(), row, draft, prepared);
        }
        if draft.entry.kind != Kind::Account || !draft.entry.title().is_empty() {
            return Ok(Named::Now);
        }
        let held = self.account_by_key(writer.read(), &draft.entry);
        let Some(before) = held.map_err(|stop| stop.at(row.columns.filling("name")))? else {
            return Ok(Named::Now);
        };
        self.tell_name(row, draft.line, String::new(), before.title().into_owned());
        draft.entry.set("name", Value::Text(before.title().into_owned()));
        self.leave_keys(&before, draft);
        *prepared = Prepared::found(&draft.entry);
        Ok(Named::Now)
    }

    /// The account that has an id of a row, or else alone one of its keys and no other id in a system that knows the row's.
    fn account_by_key(&mut self, reader: Reader, entry: &Entry) -> Result<Option<Entry>, Stop> {
        let code = credit_code::as_external_id(entry.text("credit_code"));
        for id in entry.list("external_ids").iter().chain(&code) {
            if let Some(id) = reader.account_of_key(&fold_id(id))? {
                return Ok(Some(reader.get(Kind::Account, id)?));
            }
        }
        let mut holders = self.holders.holding(reader, entry)?;
        let other = holders.first().map(|holder| holder.title().into_owned());
        holders.retain(|holder| !is_another(holder, entry));
        match (holders.as_slice(), other) {
            ([], None) => Ok(None),
            ([], Some(name)) => Err(Mismatch::OtherId { name }.into()),
            ([_], _) => Ok(holders.pop()),
            (several, _) => {
                let names: Vec<_> = several.iter().take(TOLD).map(Entry::title).collect();
                Err(Mismatch::SeveralAccounts { names: names.join(", ") }.into())
            }
        }
    }

    /// Gives a row that calls nobody by name, or names no company, both of the person who alone has its id or its mail address.
    fn person_by_key(
        &mut self,
        reader: Reader,
        row: Row,
        draft: &mut Draft,
        prepared: &mut Prepared,
    ) -> Result<Named, Stop> {
        self.alikes.lead(None);
        let home = draft.links.iter().find(|link| link.field.name == "account");
        let title = draft.entry.title().into_owned();
        if home.is_some() && !title.is_empty() {
            return Ok(Named::Now);
        }
        let company = match home.and_then(|home| home.names.first()) {
            Some(name) => match self.account_called(reader, name)? {
                Some(account) => Some(account),
                None => return Ok(Named::Now),
            },
            None => None,
        };
        let before = match self.person_holding(reader, &draft.entry, company)? {
            Held::By(before) => *before,
            Held::Later => return Ok(Named::Later),
            Held::ByNobody => return Ok(Named::Now),
        };
        let (name, account) = (before.title().into_owned(), before.account().unwrap_or(0));
        let namesakes = self.children.find(reader, Kind::Contact, account, &name_key(&name))?;
        let place = namesakes.iter().position(|id| *id == before.id).map_or(1, |place| place + 1);
        if person_key(&title) != person_key(&name) {
            self.alikes.lead(Some(before.id));
        }
        if title != name {
            self.tell_name(row, draft.line, title, name.clone());
        }
        draft.links.retain(|link| link.field.name != "account");
        draft.entry.set("account", Value::Link(account));
        draft.entry.set("name", Value::Text(told_apart(&name, place).into_owned()));
        self.leave_keys(&before, draft);
        *prepared = Prepared::found(&draft.entry);
        Ok(Named::Now)
    }

    /// The person who has an id of a row, whatever that calls them, or else its mail address, of a company where that is known. No address
    /// of a whole office tells who.
    fn person_holding(&mut self, reader: Reader, entry: &Entry, company: Option<i64>) -> Result<Held, Stop> {
        let ids: Vec<String> = entry.list("external_ids").iter().map(|id| external_key(id)).collect();
        let has_id =
            |person: &Entry| person.list("external_ids").iter().any(|id| ids.contains(&external_key(id)));
        let held = self.people_holding(reader, &ids, company, has_id)?;
        if let Some(person) = the_only(reader, held, company)? {
            return Ok(Held::By(Box::new(person)));
        }
        let Some(mail) = email_key(entry.text("email")) else { return Ok(Held::ByNobody) };
        if !is_personal(&mail) {
            return Err(Mismatch::OfOffice { mail }.into());
        }
        let has_mail = |person: &Entry| email_key(person.text("email")).as_ref() == Some(&mail);
        let mut held = self.people_holding(reader, &[mail_key(&mail)], company, has_mail)?;
        let Some(first) = held.first().map(|person| person.title().into_owned()) else {
            return Ok(Held::ByNobody);
        };
        held.retain(|person| !is_another(person, entry));
        if held.is_empty() {
            return Err(Mismatch::OtherId { name: first }.into());
        }
        let title = entry.title();
        if title.is_empty() {
            return Ok(
                the_only(reader, held, company)?.map_or(Held::ByNobody, |person| Held::By(Box::new(person)))
            );
        }
        let is_called = |person: &&Entry| person_key(&person.title()) == person_key(&title);
        if let (Some(person), None) = {
            let mut called = held.iter().filter(is_called);
            (called.next(), called.next())
        } {
            return Ok(Held::By(Box::new(person.clone())));
        }
        held.retain(|person| may_be_one(&person.title(), &title));
        let Some(person) = the_only(reader, held, company)? else {
            return Err(Mismatch::OtherName { name: first }.into());
        };
        match self.alikes.claim_person(person.id, entry) {
            Claim::Later => Ok(Held::Later),
            Claim::Alone => Ok(Held::By(Box::new(person))),
            Claim::Called => Err(Mismatch::OtherName { name: first }.into()),
            Claim::Several => Err(Mismatch::SeveralNames { name: first }.into()),
        }
    }

    /// Those who have one of some keys, which they may have had before a row of this import.
    fn people_holding(
        &mut self,
        reader: Reader,
        keys: &[String],
        company: Option<i64>,
        has: impl Fn(&Entry) -> bool,
    ) -> Result<Vec<Entry>, Stop> {
        let mut ids = Vec::new();
        match company {
            Some(company) => {
                for key in keys {
                    ids.extend(self.children.find(reader, Kind::Contact, company, key)?);
                }
                ids.sort_unstable();
                ids.dedup();
            }
            None if keys.is_empty() => {}
            None => ids = self.everybody.holding(reader, keys)?,
        }
        let people = ids.into_iter().map(|id| reader.get(Kind::Contact, id));
        let mut people = people.collect::<Result<Vec<_>, _>>()?;
        people.retain(has);
        Ok(people)
    }

    /// Leaves what a record is known by as it is written there, where rows may change nothing.
    fn leave_keys(&self, before: &Entry, draft: &mut Draft) {
        if self.order.on_conflict != OnConflict::Update {
            take_keys(before, &mut draft.entry);
        }
    }

    pub(super) fn tell_name(&mut self, row: Row, line: u64, written: String, name: String) {
        self.tell_understood(row, "name", line, written, name);
    }
}

/// The only one of some people; of several nobody knows which is meant.
fn the_only(reader: Reader, mut people: Vec<Entry>, company: Option<i64>) -> Result<Option<Entry>, Stop> {
    if people.len() < 2 {
        return Ok(people.pop());
    }
    let several: Vec<Person> =
        people.iter().map(|person| (person.account().unwrap_or(0), person.id)).collect();
    let names = told(reader, &several)?;
    Err(match company {
        None => Mismatch::SeveralPeople { names },
        Some(_) => Mismatch::SeveralThere { names },
    }
    .into())
}
