//! The history: what each operation changed, and how it is taken back.

use std::collections::BTreeMap;

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::{Map, Value as Json};

use super::records::{changed_fields, journal_text};
use super::{OperationDraft, Reader, Store, StoreError, Writer};
use crate::domain::date::Moment;
use crate::domain::kind::Kind;
use crate::domain::language::Text;
use crate::domain::record::{Entry, Misfit};
use crate::domain::value::Value;

/// One operation of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    pub number: i64,
    pub at: Moment,
    pub user: String,
    pub command: String,
    pub summary: Text,
    /// The operation that this one took back.
    pub undoes: Option<i64>,
    pub undone_by: Option<i64>,
}

/// One change of one record.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeRow {
    pub id: i64,
    pub operation: i64,
    pub kind: Kind,
    pub record: i64,
    pub account: Option<i64>,
    /// The changed fields as they were; nothing for a record that was created.
    pub before: Option<Map<String, Json>>,
    /// The changed fields as they became; nothing for a record that was removed.
    pub after: Option<Map<String, Json>>,
}

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

pub(super) fn begin(connection: &Connection, number: i64, draft: &OperationDraft) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO \"operation\" (\"number\", \"at\", \"user\", \"command\", \"summary_en\", \"summary_zh\", \"undoes\") \
             VALUES (?1, ?2, ?3, ?4, '', '', ?5)",
        )?
        .execute(params![number, draft.at.to_string(), draft.user, draft.command, draft.undoes])?;
    let Some(undone) = draft.undoes else { return Ok(()) };
    // Taking back a taking-back puts the first operation in force again.
    connection
        .prepare_cached(
            "UPDATE \"operation\" SET \"undone_by\" = NULL \
             WHERE \"number\" = (SELECT \"undoes\" FROM \"operation\" WHERE \"number\" = ?1)",
        )?
        .execute([undone])?;
    connection
        .prepare_cached("UPDATE \"operation\" SET \"undone_by\" = ?2 WHERE \"number\" = ?1")?
        .execute((undone, number))?;
    Ok(())
}

pub(super) fn end(connection: &Connection, number: i64, summary: &Text) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE \"operation\" SET \"summary_en\" = ?2, \"summary_zh\" = ?3 WHERE \"number\" = ?1")?
        .execute((number, &summary.en, &summary.zh))?;
    Ok(())
}

/// Writes down one change of one record.
pub(super) fn note(
    connection: &Connection,
    operation: i64,
    before: Option<&Entry>,
    after: Option<&Entry>,
) -> Result<(), StoreError> {
    let Some(entry) = after.or(before) else { return Ok(()) };
    let fields = before.zip(after).map(|(before, after)| changed_fields(before, after));
    let text = |entry: Option<&Entry>| entry.map(|entry| journal_text(entry, fields.as_deref())).transpose();
    connection
        .prepare_cached(
            "INSERT INTO \"change\" (\"operation\", \"kind\", \"record\", \"account\", \"before\", \"after\") \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![operation, entry.kind.name(), entry.id, entry.account(), text(before)?, text(after)?])?;
    Ok(())
}

const OPERATION: &str = "SELECT \"number\", \"at\", \"user\", \"command\", \"summary_en\", \"summary_zh\", \
     \"undoes\", \"undone_by\" FROM \"operation\"";

fn read_operation(row: &Row) -> Result<Operation, rusqlite::Error> {
    let at: String = row.get(1)?;
    let at = at.parse().map_err(|_| rusqlite::Error::InvalidColumnType(1, "at".to_owned(), Type::Text))?;
    Ok(Operation {
        number: row.get(0)?,
        at,
        user: row.get(2)?,
        command: row.get(3)?,
        summary: Text { en: row.get(4)?, zh: row.get(5)? },
        undoes: row.get(6)?,
        undone_by: row.get(7)?,
    })
}

const CHANGE: &str = "SELECT \"id\", \"operation\", \"kind\", \"record\", \"account\", \"before\", \"after\" FROM \"change\"";

fn read_change(row: &Row) -> Result<Option<ChangeRow>, StoreError> {
    let name: String = row.get(2)?;
    let Some(kind) = Kind::named(&name) else { return Ok(None) };
    let record = row.get(3)?;
    let object = |column| -> Result<Option<Map<String, Json>>, StoreError> {
        let text: Option<String> = row.get(column)?;
        text.map(|text| serde_json::from_str(&text))
            .transpose()
            .map_err(|_| Misfit::Value { kind, id: record, field: "before" }.into())
    };
    Ok(Some(ChangeRow {
        id: row.get(0)?,
        operation: row.get(1)?,
        kind,
        record,
        account: row.get(4)?,
        before: object(5)?,
        after: object(6)?,
    }))
}

/// Which of two changes of the same record stand in each other's way: both touch a field, or one makes or removes it.
fn collide(earlier: &ChangeRow, later: &ChangeRow) -> bool {
    match (&earlier.before, &earlier.after, &later.after) {
        (Some(_), Some(earlier), Some(later)) => earlier.keys().any(|field| later.contains_key(field)),
        _ => true,
    }
}

impl Store {
    /// Operations, newest first; of one account, when given. `limit` 0 is all.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn history(&self, account: Option<i64>, limit: usize) -> Result<Vec<Operation>, StoreError> {
        let condition = match account {
            Some(_) => "WHERE \"number\" IN (SELECT \"operation\" FROM \"change\" WHERE \"account\" = ?1)",
            None => "WHERE ?1 = 0",
        };
        let limit = i64::try_from(limit).ok().filter(|limit| *limit > 0).unwrap_or(-1);
        let mut statement = self
            .connection
            .prepare_cached(&format!("{OPERATION} {condition} ORDER BY \"number\" DESC LIMIT ?2"))?;
        let rows = statement.query_map((account.unwrap_or(0), limit), read_operation)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// # Errors
    /// When the file cannot be read.
    pub fn operation(&self, number: i64) -> Result<Option<Operation>, StoreError> {
        operation(&self.connection, number)
    }

    /// The newest operation in force that is not itself a taking-back.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last_to_undo(&self) -> Result<Option<Operation>, StoreError> {
        self.last_operation("\"undoes\" IS NULL AND \"undone_by\" IS NULL")
    }

    /// The newest undo that is still in force.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last_to_redo(&self) -> Result<Option<Operation>, StoreError> {
        self.last_operation(
            "\"undone_by\" IS NULL AND \"undoes\" IN (SELECT \"number\" FROM \"operation\" WHERE \"undoes\" IS NULL)",
        )
    }

    fn last_operation(&self, condition: &str) -> Result<Option<Operation>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&format!("{OPERATION} WHERE {condition} ORDER BY \"number\" DESC LIMIT 1"))?
            .query_row([], read_operation)
            .optional()?)
    }

    /// The changes of an operation, oldest first. `limit` 0 is all.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn changes_of_operation(&self, number: i64, limit: usize) -> Result<Vec<ChangeRow>, StoreError> {
        let limit = i64::try_from(limit).ok().filter(|limit| *limit > 0).unwrap_or(-1);
        self.changes("WHERE \"operation\" = ?1 ORDER BY \"id\" LIMIT ?2", number, limit)
    }

    /// The changes of an account and of everything that belongs to it, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn changes_of_account(&self, account: i64) -> Result<Vec<ChangeRow>, StoreError> {
        self.changes("WHERE \"account\" = ?1 ORDER BY \"id\" LIMIT ?2", account, -1)
    }

    /// The changes of all records of a kind since a moment, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn changes_since(&self, kind: Kind, since: Moment) -> Result<Vec<ChangeRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{CHANGE} WHERE \"operation\" IN (SELECT \"number\" FROM \"operation\" WHERE \"at\" >= ?1) \
             AND \"kind\" = ?2 ORDER BY \"id\""
        ))?;
        let mut rows = statement.query((since.to_string(), kind.name()))?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            changes.extend(read_change(row)?);
        }
        Ok(changes)
    }

    fn changes(&self, rest: &str, key: i64, limit: i64) -> Result<Vec<ChangeRow>, StoreError> {
        changes(&self.connection, rest, key, limit)
    }

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

fn operation(connection: &Connection, number: i64) -> Result<Option<Operation>, StoreError> {
    Ok(connection
        .prepare_cached(&format!("{OPERATION} WHERE \"number\" = ?1"))?
        .query_row([number], read_operation)
        .optional()?)
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
            found.extend(operation.map(|operation| Dependence { operation: later, summary: operation.summary }));
        }
        Ok(found)
    }
}

pub(super) fn changes(connection: &Connection, rest: &str, key: i64, limit: i64) -> Result<Vec<ChangeRow>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("{CHANGE} {rest}"))?;
    let mut rows = statement.query((key, limit))?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        changes.extend(read_change(row)?);
    }
    Ok(changes)
}

/// Later operations in force that build on this one: they change what it changed, belong to an account
/// that it made, or point at a record that it made.
fn dependences(connection: &Connection, number: i64) -> Result<Vec<i64>, StoreError> {
    let mut found = std::collections::BTreeSet::new();
    let mut statement = connection.prepare_cached(
        "SELECT earlier.\"id\", later.\"id\", later.\"operation\", \
                earlier.\"kind\" = later.\"kind\" AND earlier.\"record\" = later.\"record\" \
         FROM \"change\" earlier \
         JOIN \"change\" later ON later.\"account\" = earlier.\"account\" AND later.\"operation\" > earlier.\"operation\" \
         JOIN \"operation\" o ON o.\"number\" = later.\"operation\" \
         WHERE earlier.\"operation\" = ?1 AND o.\"undoes\" IS NULL AND o.\"undone_by\" IS NULL \
           AND NOT (later.\"before\" IS NOT DISTINCT FROM '{}' AND later.\"after\" IS NOT DISTINCT FROM '{}') \
           AND ((earlier.\"kind\" = later.\"kind\" AND earlier.\"record\" = later.\"record\") \
             OR (earlier.\"kind\" = 'account' AND earlier.\"before\" IS NULL))",
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
    let made = "SELECT \"record\" FROM \"change\" WHERE \"operation\" = ?1 AND \"kind\" = ?2 AND \"before\" IS NULL";
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
            let value = Value::from_json(&field.shape, json)
                .ok_or(Misfit::Value { kind: entry.kind, id: entry.id, field: field.name })?;
            entry.set(field.name, value);
        }
    }
    Ok(())
}

