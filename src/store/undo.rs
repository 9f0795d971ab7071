//! Taking operations back: what it would do, what forbids it, and doing it.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use serde_json::{Map, Value as Json};

use super::journal::{CHANGE, ChangeRow, Operation, changes, operation, read_change};
use super::{Reader, Store, StoreError, Writer};
use crate::domain::kind::Kind;
use crate::domain::language::Text;
use crate::domain::record::{Entry, Misfit};
use crate::domain::value::Value;

/// A later operation that builds on what would be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependence {
    pub operation: i64,
    pub summary: Text,
}

/// What taking an operation back would do.
#[derive(Clone, Debug, PartialEq)]
pub struct UndoPlan {
    pub operation: Operation,
    /// Records that would go, come back and change, by kind.
    pub created: BTreeMap<Kind, usize>,
    pub removed: BTreeMap<Kind, usize>,
    pub changed: BTreeMap<Kind, usize>,
    /// Later operations that forbid it.
    pub dependences: Vec<Dependence>,
}

/// Which of two changes of the same record stand in each other's way: both touch a field, or one makes or removes it.
fn collide(earlier: &ChangeRow, later: &ChangeRow) -> bool {
    match (&earlier.before, &earlier.after, &later.after) {
        (Some(_), Some(earlier), Some(later)) => earlier.keys().any(|field| later.contains_key(field)),
        _ => true,
    }
}

impl Store {
    /// What taking an operation back would do, and what forbids it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn undo_plan(&self, operation: Operation) -> Result<UndoPlan, StoreError> {
        let number = operation.number;
        let mut plan = UndoPlan {
            operation,
            created: BTreeMap::new(),
            removed: BTreeMap::new(),
            changed: BTreeMap::new(),
            dependences: Vec::new(),
        };
        let mut statement = self.connection.prepare_cached(
            "SELECT \"kind\", \"before\" IS NULL, \"after\" IS NULL, count(*) FROM \"change\" \
             WHERE \"operation\" = ?1 GROUP BY 1, 2, 3",
        )?;
        let mut rows = statement.query([number])?;
        while let Some(row) = rows.next()? {
            let name: String = row.get(0)?;
            let Some(kind) = Kind::named(&name) else { continue };
            let counts = match (row.get(1)?, row.get(2)?) {
                (true, false) => &mut plan.created,
                (false, true) => &mut plan.removed,
                _ => &mut plan.changed,
            };
            counts.insert(kind, usize::try_from(row.get::<_, i64>(3)?).unwrap_or(0));
        }
        plan.dependences = self.read().dependences(number)?;
        Ok(plan)
    }
}

impl Reader<'_> {
    /// Later operations in force that build on this one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn dependences(&self, number: i64) -> Result<Vec<Dependence>, StoreError> {
        let mut found = Vec::new();
        for later in dependences(self.connection, number)? {
            let operation = operation(self.connection, later)?;
            found.extend(
                operation.map(|operation| Dependence { operation: later, summary: operation.summary }),
            );
        }
        Ok(found)
    }
}

/// Later operations in force that build on this one: they change what it changed, belong to an account
/// that it made, move an account on from where it moved it, or point at a record that it made.
fn dependences(connection: &Connection, number: i64) -> Result<Vec<i64>, StoreError> {
    let mut found = BTreeSet::new();
    let mut statement = connection.prepare_cached(
        "SELECT earlier.\"id\", later.\"id\", later.\"operation\", \
                earlier.\"kind\" = later.\"kind\" AND earlier.\"record\" = later.\"record\" \
         FROM \"change\" earlier \
         JOIN \"change\" later ON later.\"account\" = earlier.\"account\" AND later.\"operation\" > earlier.\"operation\" \
         JOIN \"operation\" o ON o.\"number\" = later.\"operation\" \
         WHERE earlier.\"operation\" = ?1 AND o.\"undoes\" IS NULL AND o.\"undone_by\" IS NULL \
           AND NOT (later.\"before\" IS NOT DISTINCT FROM '{}' AND later.\"after\" IS NOT DISTINCT FROM '{}') \
           AND ((earlier.\"kind\" = later.\"kind\" AND earlier.\"record\" = later.\"record\") \
             OR (earlier.\"kind\" = 'account' AND earlier.\"before\" IS NULL) \
             OR (earlier.\"kind\" = 'stage_move' AND later.\"kind\" = 'stage_move'))",
    )?;
    let mut rows = statement.query([number])?;
    while let Some(row) = rows.next()? {
        let (earlier, later, operation, same): (i64, i64, i64, bool) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        if found.contains(&operation) {
            continue;
        }
        let of = |id| changes(connection, "WHERE \"id\" = ?1 LIMIT ?2", id, 1);
        let stands_in_the_way = !same
            || match (of(earlier)?.first(), of(later)?.first()) {
                (Some(earlier), Some(later)) => collide(earlier, later),
                _ => false,
            };
        if stands_in_the_way {
            found.insert(operation);
        }
    }
    for kind in Kind::ALL {
        found.extend(pointing_operations(connection, number, *kind)?);
    }
    Ok(found.into_iter().collect())
}

/// Operations after this one that let other records point at those of a kind that this one made.
fn pointing_operations(connection: &Connection, number: i64, kind: Kind) -> Result<Vec<i64>, StoreError> {
    let mut operations = Vec::new();
    let made =
        "SELECT \"record\" FROM \"change\" WHERE \"operation\" = ?1 AND \"kind\" = ?2 AND \"before\" IS NULL";
    for (pointing, field) in kind.references().filter(|(_, field)| field.name != "account") {
        let points = if field.shape.is_several() {
            format!(
                "r.\"{0}\" IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(r.\"{0}\") j WHERE j.value IN ({made}))",
                field.name
            )
        } else {
            format!("r.\"{}\" IN ({made})", field.name)
        };
        let mut statement = connection.prepare_cached(&format!(
            "SELECT DISTINCT c.\"operation\" FROM \"{pointing}\" r \
             JOIN \"change\" c ON c.\"account\" = coalesce({account}, r.\"id\") AND c.\"kind\" = '{pointing}' AND c.\"record\" = r.\"id\" \
             JOIN \"operation\" o ON o.\"number\" = c.\"operation\" \
             WHERE {points} AND c.\"operation\" > ?1 AND o.\"undoes\" IS NULL AND o.\"undone_by\" IS NULL",
            account = if pointing == Kind::Account { "r.\"id\"" } else { "r.\"account\"" },
        ))?;
        let rows = statement.query_map((number, kind.name()), |row| row.get::<_, i64>(0))?;
        for operation in rows {
            operations.push(operation?);
        }
    }
    Ok(operations)
}

/// How many changes are taken back between two looks at the list.
const CHUNK: i64 = 1000;

impl Writer<'_> {
    /// Takes back every change of an operation, newest first. Calls `step` with how many were taken back.
    ///
    /// # Errors
    /// When the file refuses it.
    pub fn revert(&mut self, number: i64, mut step: impl FnMut(usize)) -> Result<usize, StoreError> {
        // An operation whose changes cancel out still has to be marked as taken back.
        self.number()?;
        let mut newest = i64::MAX;
        let mut reverted = 0;
        loop {
            let chunk = {
                let mut statement = self.connection.prepare_cached(&format!(
                    "{CHANGE} WHERE \"operation\" = ?1 AND \"id\" < ?2 ORDER BY \"id\" DESC LIMIT ?3"
                ))?;
                let mut rows = statement.query((number, newest, CHUNK))?;
                let mut chunk = Vec::new();
                while let Some(row) = rows.next()? {
                    newest = row.get(0)?;
                    chunk.extend(read_change(row)?);
                }
                chunk
            };
            if chunk.is_empty() {
                return Ok(reverted);
            }
            for change in &chunk {
                self.revert_change(change)?;
                reverted += 1;
            }
            step(reverted);
        }
    }

    fn revert_change(&mut self, change: &ChangeRow) -> Result<(), StoreError> {
        let current = self.read().find(change.kind, change.record)?;
        match (&change.before, current) {
            (None, Some(current)) => self.delete(&current),
            (None, None) => Ok(()),
            (Some(before), Some(current)) => {
                let mut after = current.clone();
                put_fields(&mut after, before)?;
                self.update(&current, &after).map(|_| ())
            }
            (Some(before), None) => {
                let mut entry = Entry::blank(change.kind);
                entry.id = change.record;
                put_fields(&mut entry, before)?;
                self.insert(&mut entry).map(|_| ())
            }
        }
    }
}

fn put_fields(entry: &mut Entry, values: &Map<String, Json>) -> Result<(), StoreError> {
    for field in entry.kind.fields() {
        if let Some(json) = values.get(field.name) {
            let value = Value::from_json(&field.shape, json).ok_or(Misfit::Value {
                kind: entry.kind,
                id: entry.id,
                field: field.name,
            })?;
            entry.set(field.name, value);
        }
    }
    Ok(())
}
