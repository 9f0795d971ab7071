//! The history: what each operation changed.

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::{Map, Value as Json};

use super::records::{changed_fields, is_journalled, journal_text};
use super::statements::Statements;
use super::{OperationDraft, Store, StoreError};
use crate::domain::date::Moment;
use crate::domain::kind::Kind;
use crate::domain::language::Text;
use crate::domain::record::{Entry, Field, Misfit};

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
        .prepare_cached(
            "UPDATE \"operation\" SET \"summary_en\" = ?2, \"summary_zh\" = ?3 WHERE \"number\" = ?1",
        )?
        .execute((number, &summary.en, &summary.zh))?;
    Ok(())
}

fn kept_of_removed(entry: &Entry) -> Vec<&'static Field> {
    let fields = entry.kind.fields().iter().zip(&entry.values);
    fields
        .filter(|(field, value)| !value.is_empty() && (is_journalled(field) || field.name == "created"))
        .map(|(field, _)| field)
        .collect()
}

const NOTE: &str = "INSERT INTO \"change\" (\"operation\", \"kind\", \"record\", \"account\", \"before\", \"after\") \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/// Writes down one change of one record.
pub(super) fn note(
    statements: &mut Statements,
    operation: i64,
    before: Option<&Entry>,
    after: Option<&Entry>,
) -> Result<(), StoreError> {
    let Some(entry) = after.or(before) else { return Ok(()) };
    let fields = match (before, after) {
        (Some(before), Some(after)) => Some(changed_fields(before, after)),
        // When a removed record was added belongs to what comes back with it.
        (Some(_), None) => Some(kept_of_removed(entry)),
        (None, _) => None,
    };
    let text = |entry: Option<&Entry>| entry.map(|entry| journal_text(entry, fields.as_deref())).transpose();
    statements.get(NOTE)?.execute(params![
        operation,
        entry.kind.name(),
        entry.id,
        entry.account(),
        text(before)?,
        text(after)?
    ])?;
    Ok(())
}

pub(super) const OPERATION: &str = "SELECT \"number\", \"at\", \"user\", \"command\", \"summary_en\", \"summary_zh\", \
     \"undoes\", \"undone_by\" FROM \"operation\"";

pub(super) fn read_operation(row: &Row) -> Result<Operation, rusqlite::Error> {
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

pub(super) const CHANGE: &str =
    "SELECT \"id\", \"operation\", \"kind\", \"record\", \"account\", \"before\", \"after\" FROM \"change\"";

pub(super) fn read_change(row: &Row) -> Result<Option<ChangeRow>, StoreError> {
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

    /// The changes of an operation, oldest first. `limit` 0 is all.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn changes_of_operation(&self, number: i64, limit: usize) -> Result<Vec<ChangeRow>, StoreError> {
        let limit = i64::try_from(limit).ok().filter(|limit| *limit > 0).unwrap_or(-1);
        self.changes("WHERE \"operation\" = ?1 ORDER BY \"id\" LIMIT ?2", number, limit)
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
}

pub(super) fn operation(connection: &Connection, number: i64) -> Result<Option<Operation>, StoreError> {
    Ok(connection
        .prepare_cached(&format!("{OPERATION} WHERE \"number\" = ?1"))?
        .query_row([number], read_operation)
        .optional()?)
}

pub(super) fn changes(
    connection: &Connection,
    rest: &str,
    key: i64,
    limit: i64,
) -> Result<Vec<ChangeRow>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("{CHANGE} {rest}"))?;
    let mut rows = statement.query((key, limit))?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        changes.extend(read_change(row)?);
    }
    Ok(changes)
}
