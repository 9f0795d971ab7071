//! What has to hold of records that an undo or a redo brings back: what they lead to is there and in the same account,
//! nothing has taken their place since, and one answer to each question is in force.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension};

use super::reader::{entries_of_account, entries_where, find};
use super::{StoreError, Writer};
use crate::domain::identity::sole;
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Shape};
use crate::domain::value::Value;

/// Records that came back or changed back.
#[derive(Debug, Default)]
pub(super) struct Restored {
    /// What they lead to, and one that leads there.
    targets: BTreeSet<(Kind, i64, Kind, i64)>,
    /// Those that share their place within an account with no other.
    placed: BTreeSet<(Kind, i64)>,
    came_back: BTreeSet<(Kind, i64)>,
    /// Those that go to another account, and the one they leave.
    moved: BTreeMap<(Kind, i64), i64>,
    /// The questions, by account, that answers came to or left.
    answered: BTreeSet<(i64, String)>,
}

impl Restored {
    /// Notes what a record is again, and which account it was of until now.
    pub(super) fn note(&mut self, entry: &Entry, left: Option<i64>) {
        if let Some(left) = left.filter(|left| Some(*left) != entry.account()) {
            self.moved.insert((entry.kind, entry.id), left);
        }
        if entry.kind == Kind::Finding {
            let accounts = left.into_iter().chain(entry.account());
            self.answered.extend(accounts.map(|account| (account, entry.text("item").to_owned())));
        }
        self.targets.extend(links(entry).map(|(_, to, id)| (to, id, entry.kind, entry.id)));
        if sole(entry).is_some() {
            self.placed.insert((entry.kind, entry.account().unwrap_or(0)));
            self.came_back.insert((entry.kind, entry.id));
        }
    }

    /// Leaves one answer in force for each question where accounts part that were one: answers that were given since stay
    /// with the account that they were given for, and so does their rank.
    pub(super) fn settle(&self, writer: &mut Writer) -> Result<(), StoreError> {
        if self.moved.is_empty() {
            return Ok(());
        }
        for (account, item) in &self.answered {
            let mut answers =
                entries_where(writer.connection()?, Kind::Finding, "\"account\" = ?1", [*account])?;
            answers.retain(|answer| answer.text("item") == item);
            let is_old = |answer: &Entry| answer.get("superseded") == &Value::YesNo(true);
            let in_force = answers.iter().filter(|answer| !is_old(answer)).max_by_key(|answer| {
                // What came back is older than what was answered since.
                (!self.came_back.contains(&(Kind::Finding, answer.id)), answer.id)
            });
            let newest = || answers.iter().max_by_key(|answer| answer.id);
            let Some(in_force) = in_force.or_else(newest).map(|answer| answer.id) else { continue };
            for before in &answers {
                let is_superseded = before.id != in_force;
                if is_old(before) != is_superseded {
                    let mut after = before.clone();
                    after.set("superseded", if is_superseded { Value::YesNo(true) } else { Value::Empty });
                    writer.update(before, &after)?;
                }
            }
        }
        Ok(())
    }

    /// # Errors
    /// When something that they lead to is gone or of another account, or another record stands in the place of one of them.
    pub(super) fn check(self, connection: &Connection) -> Result<(), StoreError> {
        let mut known = None;
        for (to, id, kind, from) in self.targets {
            if known == Some((to, id)) {
                continue;
            }
            if exists(connection, to, id)? {
                known = Some((to, id));
                continue;
            }
            // On the way it may have led there for a while.
            if let Some(entry) = find(connection, kind, from)?.filter(|entry| leads_to(entry, to, id)) {
                return Err(StoreError::LeadsNowhere { kind, name: entry.title().into_owned(), to, id });
            }
        }
        for ((kind, id), left) in self.moved {
            refuse_parted(connection, kind, id, left)?;
        }
        for (kind, account) in self.placed {
            let mut places = BTreeSet::new();
            // Those that came back are looked at last, so that one of them is found to be the second.
            let mut entries = entries_of_account(connection, kind, account)?;
            entries.sort_by_key(|entry| self.came_back.contains(&(kind, entry.id)));
            for entry in entries {
                if let Some(place) = sole(&entry)
                    && !places.insert(place)
                    && self.came_back.contains(&(kind, entry.id))
                {
                    let name = entry.title().into_owned();
                    return Err(StoreError::PlaceTaken { kind, name });
                }
            }
        }
        Ok(())
    }
}

fn exists(connection: &Connection, kind: Kind, id: i64) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached(&format!("SELECT 1 FROM \"{kind}\" WHERE \"id\" = ?1"))?
        .query_row([id], |_| Ok(()))
        .optional()?
        .is_some())
}

/// Where a record leads: by which field, to which kind, to which record.
fn links(entry: &Entry) -> impl Iterator<Item = (&'static str, Kind, i64)> + '_ {
    entry.kind.fields().iter().zip(&entry.values).flat_map(|(field, value)| {
        let ids: &[i64] = match value {
            Value::Link(id) => std::slice::from_ref(id),
            Value::Links(ids) => ids,
            _ => &[],
        };
        let to = match field.shape {
            Shape::Link(to) | Shape::Links(to) => Some(to),
            _ => None,
        };
        to.into_iter().flat_map(move |to| ids.iter().map(move |id| (field.name, to, *id)))
    })
}

fn leads_to(entry: &Entry, to: Kind, id: i64) -> bool {
    links(entry).any(|(_, kind, led)| (kind, led) == (to, id))
}

/// Refuses that a record goes to another account than one that was tied to it since.
fn refuse_parted(connection: &Connection, kind: Kind, id: i64, left: i64) -> Result<(), StoreError> {
    let Some(entry) = find(connection, kind, id)? else { return Ok(()) };
    let within = |(field, to, _): &(&str, Kind, i64)| to.belongs_to_account() && !leads_anywhere(kind, field);
    for (_, to, id) in links(&entry).filter(within) {
        if let Some(other) = find(connection, to, id)?
            && other.account() != entry.account()
        {
            return Err(parted(&entry, &other));
        }
    }
    for (pointing, field) in kind.references().filter(|(kind, field)| !leads_anywhere(*kind, field.name)) {
        let name = field.name;
        let condition = if field.shape.is_several() {
            format!(
                "replace(replace(\"{name}\", '[', ','), ']', ',') LIKE '%,' || ?1 || ',%' AND \"account\" = {left}"
            )
        } else {
            format!("\"{name}\" = ?1")
        };
        let others = entries_where(connection, pointing, &condition, [id])?;
        if let Some(other) = others.iter().find(|other| other.account() != entry.account()) {
            return Err(parted(&entry, other));
        }
    }
    Ok(())
}

/// Whether a field may lead to a record of another account.
fn leads_anywhere(kind: Kind, field: &str) -> bool {
    kind == Kind::ContactDistinction && field == "other"
}

fn parted(entry: &Entry, other: &Entry) -> StoreError {
    StoreError::Parted {
        kind: entry.kind,
        name: entry.title().into_owned(),
        tied: other.kind,
        to: other.title().into_owned(),
    }
}
