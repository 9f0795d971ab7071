//! What an account has, by the keys and names that rows use for it. Loaded once for each account in turn.

use std::collections::HashMap;

use crate::domain::company::email_key;
use crate::domain::fold::{fold, fold_id};
use crate::domain::identity::{self, is_called_by_name};
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::store::{Reader, StoreError};

/// How many accounts are remembered before all are forgotten, so that memory stays bounded.
const REMEMBERED: usize = 2000;

/// The records of one kind that an account has, by their keys; those of one key in their order.
type Keys = HashMap<String, Vec<i64>>;

/// The records of accounts by their keys.
#[derive(Default)]
pub(super) struct Children {
    known: HashMap<(Kind, i64), Keys>,
}

impl Children {
    /// The records of an account with a key that [`record_key`], [`name_key`] or [`external_key`] made, in their order.
    pub(super) fn find(
        &mut self,
        reader: Reader,
        kind: Kind,
        account: i64,
        key: &str,
    ) -> Result<&[i64], StoreError> {
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
        let found = self.known.get(&(kind, account)).and_then(|keys| keys.get(key));
        Ok(found.map_or(&[], Vec::as_slice))
    }

    /// Remembers a record that was written.
    pub(super) fn written(&mut self, entry: &Entry) {
        if let Some(keys) = self.known.get_mut(&(entry.kind, entry.account().unwrap_or(0))) {
            note(keys, entry);
        }
    }
}

fn note(keys: &mut Keys, entry: &Entry) {
    let mut note = |key: String| {
        let ids = keys.entry(key).or_default();
        if !ids.contains(&entry.id) {
            ids.push(entry.id);
        }
    };
    note(record_key(entry));
    if is_called_by_name(entry.kind) || entry.kind.references().next().is_some() {
        note(name_key(&entry.title()));
    }
    if entry.kind == Kind::Contact
        && let Some(mail) = email_key(entry.text("email"))
    {
        note(mail_key(&mail));
    }
    for id in entry.list("external_ids") {
        note(external_key(id));
    }
    // An industry goes by any of its names.
    for name in entry.list("aliases").iter().filter(|_| entry.kind == Kind::Industry) {
        let mut called = entry.clone();
        called.set("name", Value::Text(name.clone()));
        note(record_key(&called));
        note(name_key(name));
    }
}

/// The key by which a record is known within its account. No title folds to it: folding leaves no control characters at
/// the start.
pub(super) fn record_key(entry: &Entry) -> String {
    format!("\u{2}{}", identity::key(entry))
}

/// The key of a record that is called so.
pub(super) fn name_key(name: &str) -> String {
    fold(name)
}

/// The key of a person by a mail address. No title folds to it.
pub(super) fn mail_key(mail: &str) -> String {
    format!("\u{3}{mail}")
}

/// The key of an external id. No title folds to it.
pub(super) fn external_key(id: &str) -> String {
    format!("\u{1}{}", fold_id(id))
}
