//! What has to hold of records that an undo or a redo brings back: what they lead to is there, and nothing has taken
//! their place since.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};

use super::StoreError;
use super::reader::{entries_where, find};
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Shape};
use crate::domain::relation::Bond;
use crate::domain::value::Value;

/// Records that came back or changed back.
#[derive(Debug, Default)]
pub(super) struct Restored {
    /// What they lead to, and one that leads there.
    targets: BTreeSet<(Kind, i64, Kind, i64)>,
    /// Those that share their place within an account with no other.
    placed: BTreeSet<(Kind, i64)>,
    came_back: BTreeSet<(Kind, i64)>,
}

impl Restored {
    pub(super) fn note(&mut self, entry: &Entry) {
        for (field, value) in entry.kind.fields().iter().zip(&entry.values) {
            let (Shape::Link(to) | Shape::Links(to)) = field.shape else { continue };
            let ids: &[i64] = match value {
                Value::Link(id) => std::slice::from_ref(id),
                Value::Links(ids) => ids,
                _ => continue,
            };
            self.targets.extend(ids.iter().map(|&id| (to, id, entry.kind, entry.id)));
        }
        if let (Some(account), Some(_)) = (entry.account(), place(entry)) {
            self.placed.insert((entry.kind, account));
            self.came_back.insert((entry.kind, entry.id));
        }
    }

    /// # Errors
    /// When something that they lead to is gone, or another record stands in the place of one of them.
    pub(super) fn check(self, connection: &Connection) -> Result<(), StoreError> {
        let mut known = None;
        for (to, id, kind, from) in self.targets {
            if known != Some((to, id)) && !exists(connection, to, id)? {
                let name = find(connection, kind, from)?.map(|entry| entry.title().to_owned());
                return Err(StoreError::LeadsNowhere { kind, name: name.unwrap_or_default(), to, id });
            }
            known = Some((to, id));
        }
        for (kind, account) in self.placed {
            let mut places = BTreeSet::new();
            // Those that came back are looked at last, so that one of them is found to be the second.
            let mut entries = entries_where(connection, kind, "\"account\" = ?1", account)?;
            entries.sort_by_key(|entry| self.came_back.contains(&(kind, entry.id)));
            for entry in entries {
                if let Some(place) = place(&entry)
                    && !places.insert(place)
                    && self.came_back.contains(&(kind, entry.id))
                {
                    let name = entry.title().to_owned();
                    return Err(StoreError::PlaceTaken { kind, name });
                }
            }
        }
        Ok(())
    }
}

/// What no two records of an account have in common: the name of a contact, need or plan, the question that a finding in force
/// answers, the bond between two people.
fn place(entry: &Entry) -> Option<String> {
    match entry.kind {
        Kind::Contact | Kind::Need | Kind::Plan => Some(fold(entry.title())),
        Kind::Finding if entry.get("superseded") != &Value::YesNo(true) => {
            Some(entry.text("item").to_owned())
        }
        Kind::Relation => {
            let bond = entry.text("relation");
            let [one, other] = ["from", "to"].map(|end| entry.get(end).as_integer().unwrap_or(0));
            // Only a mentor's has a direction.
            let swaps = other < one && bond != Bond::Mentor.as_str();
            let (one, other) = if swaps { (other, one) } else { (one, other) };
            Some(format!("{bond} {one} {other}"))
        }
        _ => None,
    }
}

fn exists(connection: &Connection, kind: Kind, id: i64) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached(&format!("SELECT 1 FROM \"{kind}\" WHERE \"id\" = ?1"))?
        .query_row([id], |_| Ok(()))
        .optional()?
        .is_some())
}
