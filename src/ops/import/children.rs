//! What an account has, by the names that rows use for it. Loaded once for each account in turn.

use std::collections::HashMap;

use crate::domain::fold::{fold, fold_id};
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::store::{Reader, StoreError};

/// How many accounts are remembered before all are forgotten, so that memory stays bounded.
const REMEMBERED: usize = 2000;

/// Contacts, needs and interactions of accounts by their keys.
#[derive(Default)]
pub(super) struct Children {
    known: HashMap<(Kind, i64), HashMap<String, i64>>,
}

impl Children {
    /// The record of an account with a key that [`title_key`] or [`external_key`] made.
    pub(super) fn find(
        &mut self,
        reader: Reader,
        kind: Kind,
        account: i64,
        key: &str,
    ) -> Result<Option<i64>, StoreError> {
        if !self.known.contains_key(&(kind, account)) {
            if self.known.len() >= REMEMBERED {
                self.known.clear();
            }
            let mut keys = HashMap::new();
            for entry in reader.entries_of_account(kind, account)? {
                note(&mut keys, &entry);
            }
            self.known.insert((kind, account), keys);
        }
        Ok(self.known.get(&(kind, account)).and_then(|keys| keys.get(key)).copied())
    }

    /// Remembers a record that was written.
    pub(super) fn written(&mut self, entry: &Entry) {
        if let Some(keys) = entry.account().and_then(|account| self.known.get_mut(&(entry.kind, account))) {
            note(keys, entry);
        }
    }
}

fn note(keys: &mut HashMap<String, i64>, entry: &Entry) {
    keys.entry(title_key(entry)).or_insert(entry.id);
    for id in external_ids(entry) {
        keys.entry(external_key(id)).or_insert(entry.id);
    }
}

/// The key by which a record is known within its account: its title, for interactions with the date.
pub(super) fn title_key(entry: &Entry) -> String {
    match (entry.kind, entry.get("date")) {
        (Kind::Interaction, Value::Date(date)) => format!("{date} {}", fold(entry.title())),
        _ => name_key(entry.title()),
    }
}

/// The key of a contact or need that is called so.
pub(super) fn name_key(name: &str) -> String {
    fold(name)
}

/// The key of an external id. No title folds to it: folding leaves no control characters at the start.
pub(super) fn external_key(id: &str) -> String {
    format!("\u{1}{}", fold_id(id))
}

pub(super) fn external_ids(entry: &Entry) -> &[String] {
    match entry.get("external_ids") {
        Value::List(ids) => ids,
        _ => &[],
    }
}
