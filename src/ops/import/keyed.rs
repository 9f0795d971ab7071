//! Rows that are about the record which alone has their website, address, number or id: under what it is called, which is told.

use super::children::name_key;
use super::home::Understood;
use super::merge::under_its_name;
use super::place::{Places, Row};
use super::{OnConflict, Stop};
use crate::domain::company::{domain_key, email_key, phone_keys};
use crate::domain::credit_code;
use crate::domain::fold::{fold, fold_id};
use crate::domain::identity::told_apart;
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::import::drafts::Draft;
use crate::store::{Prepared, Reader, Writer};

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
        if self.order.on_conflict != OnConflict::Update {
            take_keys(before, &mut draft.entry);
        }
        if self.order.on_conflict == OnConflict::Update && before.kind == Kind::Account {
            under_its_name(before, &mut draft.entry);
        } else {
            draft.entry.set("name", Value::Text(before.title().into_owned()));
        }
    }

    /// Gives a row without a name that of the account which its ids, or a key that no other account has, say it is about.
    pub(super) fn name_by_key(
        &mut self,
        writer: &Writer,
        row: Row,
        draft: &mut Draft,
        prepared: &mut Prepared,
    ) -> Result<(), Stop> {
        if draft.entry.kind == Kind::Contact {
            return self.person_by_key(writer.read(), row, draft, prepared);
        }
        if draft.entry.kind != Kind::Account || !draft.entry.title().is_empty() {
            return Ok(());
        }
        let code = credit_code::as_external_id(draft.entry.text("credit_code"));
        let mut name = None;
        for id in draft.entry.list("external_ids").iter().chain(&code) {
            if let Some(id) = writer.read().account_of_key(&fold_id(id))? {
                name = Some(writer.read().get(Kind::Account, id)?.title().into_owned());
                break;
            }
        }
        if name.is_none() {
            name = self.alikes.name_by_key(writer.read(), &draft.entry)?;
        }
        let Some(name) = name else { return Ok(()) };
        self.tell_name(row, draft.line, String::new(), name.clone());
        draft.entry.set("name", Value::Text(name.clone()));
        if self.order.on_conflict != OnConflict::Update
            && let Some(id) = writer.read().account_of_key(&fold(&name))?
        {
            take_keys(&writer.read().get(Kind::Account, id)?, &mut draft.entry);
        }
        *prepared = Prepared::of(&draft.entry);
        Ok(())
    }

    /// Gives a row that calls nobody by name, or names no company, both of the person who alone has its id or its mail address.
    fn person_by_key(
        &mut self,
        reader: Reader,
        row: Row,
        draft: &mut Draft,
        prepared: &mut Prepared,
    ) -> Result<(), Stop> {
        let home = draft.links.iter().find(|link| link.field.name == "account");
        let title = draft.entry.title().into_owned();
        if home.is_some() && !title.is_empty() {
            return Ok(());
        }
        let company = match home.and_then(|home| home.names.first()) {
            Some(name) => match self.account_called(reader, name)? {
                Some(account) => Some(account),
                None => return Ok(()),
            },
            None => None,
        };
        let Some((account, id)) = self.everybody.holder(reader, &draft.entry, company)? else {
            return Ok(());
        };
        let name = reader.get(Kind::Contact, id)?.title().into_owned();
        let namesakes = self.children.find(reader, Kind::Contact, account, &name_key(&name))?;
        let place = namesakes.iter().position(|namesake| *namesake == id).map_or(1, |place| place + 1);
        if title != name {
            self.tell_name(row, draft.line, title, name.clone());
        }
        draft.links.retain(|link| link.field.name != "account");
        draft.entry.set("account", Value::Link(account));
        draft.entry.set("name", Value::Text(told_apart(&name, place).into_owned()));
        *prepared = Prepared::of(&draft.entry);
        Ok(())
    }

    fn tell_name(&mut self, row: Row, line: u64, written: String, name: String) {
        if let Some(column) = row.columns.column_of("name") {
            self.understood.push(Understood { column, line, written, name });
        }
    }
}
