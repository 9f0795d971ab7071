//! No two industries go by one name, for an account inherits from the one that its industry names.

use super::{Reader, StoreError};
use crate::domain::industry::{Industry, key};
use crate::domain::kind::Kind;
use crate::domain::record::Entry;

/// Refuses an industry one of whose names, whatever its writing, is one of another's. Those that it had `before` may stay.
///
/// # Errors
/// When one is, or the file cannot be read.
pub(super) fn refuse_taken(reader: Reader, before: Option<&Entry>, after: &Entry) -> Result<(), StoreError> {
    if after.kind != Kind::Industry {
        return Ok(());
    }
    let names = |entry: &Entry| -> Vec<String> {
        let title = entry.title().into_owned();
        std::iter::once(title).chain(entry.list("aliases").iter().cloned()).collect()
    };
    let held: Vec<String> = before.map(names).into_iter().flatten().map(|name| key(&name)).collect();
    let new: Vec<(String, String)> = names(after)
        .into_iter()
        .map(|name| (key(&name), name))
        .filter(|(key, _)| !held.contains(key))
        .collect();
    if new.is_empty() {
        return Ok(());
    }
    for other in reader.of_account::<Industry>(0)? {
        if other.id.number() == after.id {
            continue;
        }
        let keys: Vec<String> = other.keys().collect();
        if let Some((_, name)) = new.iter().find(|(key, _)| keys.contains(key)) {
            let (name, by, id) = (name.clone(), other.name, other.id.number());
            return Err(StoreError::NameTaken { kind: Kind::Industry, name, by, id });
        }
    }
    Ok(())
}
