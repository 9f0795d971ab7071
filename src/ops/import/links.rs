//! What the cells of linking columns lead to: a record that is there, or one that a later row may bring.

use super::children::name_key;
use super::{Mismatch, Stop};
use crate::domain::fold::{fold, fold_id};
use crate::domain::id::number_of;
use crate::domain::identity::apart;
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Shape};
use crate::domain::value::Value;
use crate::import::drafts::Link;
use crate::store::Reader;

/// What a cell of a linking column leads to.
pub(super) enum Linked {
    To(Value),
    /// To a record that a later row may bring.
    Later {
        key: String,
    },
}

/// The kind of record that a column leads to.
pub(super) fn target(link: &Link) -> Kind {
    match link.field.shape {
        Shape::Link(kind) | Shape::Links(kind) => kind,
        _ => Kind::Account,
    }
}

/// A record of the row's own kind may come later; anything else has to be there.
pub(super) fn missing_link(entry: &Entry, link: &Link, name: &str) -> Result<Linked, Stop> {
    let (bare, its_place) = apart(name);
    let key = match target(link) {
        kind if kind != entry.kind => return Err(no_record(kind, name).into()),
        Kind::Account => fold(name),
        kind => waited_key(kind, entry.account().unwrap_or(0), bare),
    };
    if number(name).is_some() {
        return Err(Mismatch::NoRecord { name: name.to_owned() }.into());
    }
    let is_own = match entry.kind {
        // Another account may have the same external id but for the case of its letters.
        Kind::Account => {
            fold(&entry.title()) == key
                || entry.list("aliases").iter().any(|alias| fold(alias) == key)
                || entry.list("external_ids").iter().any(|id| fold_id(id) == fold_id(name))
        }
        _ => apart(&entry.title()).1 == its_place && waited_keys(entry).contains(&key),
    };
    if is_own {
        return Err(Mismatch::Circular { name: entry.title().into_owned() }.into());
    }
    Ok(Linked::Later { key })
}

/// Why a record that a cell names is not there.
pub(super) fn no_record(kind: Kind, name: &str) -> Mismatch {
    let name = name.to_owned();
    match kind {
        Kind::Account => Mismatch::NoAccount { name },
        Kind::Contact => Mismatch::NoContact { name },
        kind => Mismatch::NoneOfName { kind, name },
    }
}

/// The keys that rows wait for and a record fulfils.
pub(super) fn waited_keys(entry: &Entry) -> Vec<String> {
    match entry.kind {
        Kind::Account => {
            let mut keys = vec![fold(&entry.title())];
            keys.extend(
                entry.list("external_ids").iter().chain(entry.list("aliases")).map(|name| fold(name)),
            );
            keys
        }
        kind => vec![waited_key(kind, entry.account().unwrap_or(0), apart(&entry.title()).0)],
    }
}

fn waited_key(kind: Kind, account: i64, name: &str) -> String {
    format!("{kind} {account} {}", name_key(name))
}

/// The number in `#12`.
pub(super) fn number(text: &str) -> Option<i64> {
    number_of(text)
}

/// The account that a cell names: by name, alias, external id or `#12`.
pub(super) fn account(reader: Reader, name: &str) -> Result<Option<i64>, Stop> {
    if let Some(account) = reader.account_called(name)? {
        return Ok(Some(account));
    }
    match number(name) {
        Some(id) if reader.find(Kind::Account, id)?.is_some() => Ok(Some(id)),
        Some(_) => Err(Mismatch::NoRecord { name: name.to_owned() }.into()),
        None => Ok(None),
    }
}
