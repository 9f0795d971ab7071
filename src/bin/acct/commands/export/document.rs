//! An account and everything that belongs to it as one document that a person reads and edits.

use std::collections::HashMap;

use acct::domain::kind::Kind;
use acct::domain::nesting::{follows, home, parts};
use acct::domain::record::{Entry, Field, Presence, Shape};
use acct::domain::schema::Schema;
use acct::domain::value::Value;
use acct::store::{Store, StoreError};
use serde_json::{Map, Value as Json, json};

use super::is_exported;
use super::left_out::{LeftOut, Reason};
use super::records::{Namesakes, Personal, data};

/// How documents are made.
pub(super) struct Documents<'s> {
    store: &'s Store,
    schema: &'s Schema,
    personal: Personal,
    computed: bool,
    namesakes: HashMap<Kind, Namesakes>,
    pub(super) left_out: LeftOut,
}

impl<'s> Documents<'s> {
    pub(super) fn of(
        store: &'s Store,
        schema: &'s Schema,
        personal: Personal,
        computed: bool,
    ) -> Result<Self, StoreError> {
        let mut namesakes = HashMap::new();
        for &kind in Kind::ALL {
            namesakes.insert(kind, Namesakes::of(store, kind)?);
        }
        Ok(Self { store, schema, personal, computed, namesakes, left_out: LeftOut::default() })
    }

    /// The document of an account. The same facts give the same document.
    pub(super) fn document(&mut self, account: &Entry) -> Result<Json, StoreError> {
        let mut map = self.fields(account)?;
        for kind in parts(Kind::Account) {
            let entries = self.entries(kind, account.id)?;
            let mut nested: Vec<(Kind, Vec<Entry>)> = Vec::new();
            for part in parts(kind).filter(|part| *part != kind) {
                nested.push((part, self.entries(part, account.id)?));
            }
            let mut records = Vec::new();
            for entry in &entries {
                let mut record = self.fields(entry)?;
                for (part, entries) in &nested {
                    let Some((_, field)) = home(*part) else { continue };
                    let own = entries.iter().filter(|part| *part.get(field.name) == Value::Link(entry.id));
                    let own = own.map(|part| Ok(Json::Object(self.fields(part)?)));
                    put(&mut record, *part, own.collect::<Result<_, StoreError>>()?);
                }
                records.push(Json::Object(record));
            }
            put(&mut map, kind, records);
        }
        Ok(Json::Object(map))
    }

    /// The document of the records of a kind that belong to no account, and how many there are.
    pub(super) fn shared(&mut self, kind: Kind) -> Result<(Json, usize), StoreError> {
        let entries = self.entries(kind, 0)?;
        let records = entries.iter().map(|entry| Ok(Json::Object(self.fields(entry)?)));
        let records = records.collect::<Result<_, StoreError>>()?;
        let mut map = Map::new();
        put(&mut map, kind, records);
        Ok((Json::Object(map), entries.len()))
    }

    /// The records of an account that go out.
    fn entries(&mut self, kind: Kind, account: i64) -> Result<Vec<Entry>, StoreError> {
        let mut entries = self.store.read().entries_of_account(kind, account)?;
        if kind.last_counts() {
            // In the order of their days, in which they are taken in.
            entries.sort_by_key(|entry| entry.get("date").as_date());
        }
        if is_exported(kind, self.personal == Personal::With) {
            return Ok(entries);
        }
        self.left_out.note(Reason::Personal, kind, None, entries.len() as u64);
        Ok(Vec::new())
    }

    /// What is known of a record, in the order of its fields.
    fn fields(&mut self, entry: &Entry) -> Result<Map<String, Json>, StoreError> {
        let mut map = Map::new();
        let mut has_file = false;
        for field in self.schema.fields(entry.kind).filter(|field| !field.custom) {
            let value = entry.get(field.name);
            // Where nothing is said of it a record begins with its first status.
            if value.is_empty() && field.name == "status" && entry.kind.first_status().is_some() {
                map.insert(field.name.to_owned(), Json::Null);
                continue;
            }
            let is_left_out = follows(entry.kind, field)
                || (field.presence == Presence::Derived && !self.computed)
                || value.is_empty();
            if is_left_out {
                continue;
            }
            if field.private && self.personal == Personal::Without {
                has_file = true;
                continue;
            }
            map.insert(field.name.to_owned(), self.value(entry, field)?);
        }
        self.left_out.note(Reason::Personal, entry.kind, None, u64::from(has_file));
        Ok(map)
    }

    fn value(&self, entry: &Entry, field: &Field) -> Result<Json, StoreError> {
        let value = entry.get(field.name);
        match (field.shape, value) {
            // As people write it.
            (Shape::Money, Value::Money(money)) => Ok(json!(money.to_string())),
            _ => match self.namesakes.get(&entry.kind) {
                Some(namesakes) => data(self.store.read(), namesakes, entry, field, value),
                None => Ok(Json::Null),
            },
        }
    }
}

fn put(map: &mut Map<String, Json>, kind: Kind, records: Vec<Json>) {
    if !records.is_empty() {
        map.insert(kind.plural(), Json::Array(records));
    }
}
