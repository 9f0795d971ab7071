//! The history: what each operation changed.

mod text;
mod write;

use std::ops::RangeInclusive;

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::{Map, Value as Json};

use super::reader::find;
use super::{Reader, Store, StoreError};
use crate::domain::date::Moment;
use crate::domain::kind::Kind;
use crate::domain::language::Text;
use crate::domain::record::{Entry, Misfit};
use crate::domain::value::Value;

use text::{is_kept, journal_text};

pub(super) use text::changed_fields;
pub(super) use write::{Runs, begin, changed, end, removed};

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
pub struct Change {
    pub operation: i64,
    pub kind: Kind,
    pub record: i64,
    pub account: Option<i64>,
    /// The changed fields as they were; nothing for a record that was created.
    pub before: Option<Map<String, Json>>,
    /// The changed fields as they became; nothing for a record that was removed.
    pub after: Option<Map<String, Json>>,
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

/// A row of the journal: a change of one record, or the creation of several.
#[derive(Debug)]
pub(super) struct Noted {
    pub(super) id: i64,
    pub(super) operation: i64,
    pub(super) kind: Kind,
    record: i64,
    through: i64,
    account: Option<i64>,
    pub(super) before: Option<Map<String, Json>>,
    pub(super) after: Option<Map<String, Json>>,
}

impl Noted {
    /// The numbers of the records that it is about.
    pub(super) fn records(&self) -> RangeInclusive<i64> {
        self.record..=self.through
    }

    /// The same in runs of no more than so many, the last first.
    pub(super) fn runs(&self, most: i64) -> impl Iterator<Item = RangeInclusive<i64>> {
        let (first, last) = (self.record, self.through);
        let ends = (0..=(last - first) / most).map(move |run| last - run * most);
        ends.map(move |end| first.max(end - most + 1)..=end)
    }

    /// What it says about one of its records.
    fn of(&self, record: i64, connection: &Connection) -> Result<Change, StoreError> {
        let after = match self.before {
            None => Some(created_state(connection, self.kind, record, self.id)?),
            Some(_) => self.after.clone(),
        };
        Ok(Change {
            operation: self.operation,
            kind: self.kind,
            record,
            account: self.account_of(record),
            before: self.before.clone(),
            after,
        })
    }

    fn account_of(&self, record: i64) -> Option<i64> {
        if self.kind == Kind::Account { Some(record) } else { self.account }
    }
}

/// What a record was when a row of the journal created it: what it is, or was when it was removed, without what
/// changed since.
fn created_state(
    connection: &Connection,
    kind: Kind,
    record: i64,
    row: i64,
) -> Result<Map<String, Json>, StoreError> {
    let mut entry = find(connection, kind, record)?.unwrap_or_else(|| Entry::blank(kind));
    let mut statement = connection.prepare_cached(&format!(
        "{NOTED} WHERE \"kind\" = ?1 AND \"record\" = ?2 AND \"id\" > ?3 AND \"before\" IS NOT NULL ORDER BY \"id\" DESC"
    ))?;
    let mut rows = statement.query((kind.name(), record, row))?;
    while let Some(row) = rows.next()? {
        let Some(Noted { before: Some(before), after, .. }) = read_noted(row)? else { continue };
        if after.is_none() {
            entry = Entry::blank(kind);
        }
        put_fields(&mut entry, &before)?;
    }
    object(&journal_text(&entry, is_kept)?, kind, record)
}

pub(super) fn put_fields(entry: &mut Entry, values: &Map<String, Json>) -> Result<(), StoreError> {
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

pub(super) const NOTED: &str = "SELECT \"id\", \"operation\", \"kind\", \"record\", coalesce(\"through\", \"record\"), \
     \"account\", \"before\", \"after\" FROM \"change\"";

/// Reads a row that [`NOTED`] selects; none of a kind that this program does not know.
pub(super) fn read_noted(row: &Row) -> Result<Option<Noted>, StoreError> {
    let name: String = row.get(2)?;
    let Some(kind) = Kind::named(&name) else { return Ok(None) };
    let record = row.get(3)?;
    let state = |column| -> Result<Option<Map<String, Json>>, StoreError> {
        let text: Option<String> = row.get(column)?;
        text.map(|text| object(&text, kind, record)).transpose()
    };
    Ok(Some(Noted {
        id: row.get(0)?,
        operation: row.get(1)?,
        kind,
        record,
        through: row.get(4)?,
        account: row.get(5)?,
        before: state(6)?,
        after: state(7)?,
    }))
}

fn object(text: &str, kind: Kind, id: i64) -> Result<Map<String, Json>, StoreError> {
    serde_json::from_str(text).map_err(|_| Misfit::Value { kind, id, field: "before" }.into())
}

impl Store {
    /// Operations, newest first; of one account, when given, and of those that were merged into it. `limit` 0 is all.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn history(&self, account: Option<i64>, limit: usize) -> Result<Vec<Operation>, StoreError> {
        let condition = match account {
            Some(account) => format!("WHERE \"number\" IN ({})", self.numbers_of_account(account)?),
            None => String::new(),
        };
        self.operations(&condition, limit)
    }

    /// The same of an account together with what answered the questions about its industry.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn history_with_industry(
        &self,
        account: i64,
        industry: i64,
        limit: usize,
    ) -> Result<Vec<Operation>, StoreError> {
        let of_account = self.numbers_of_account(account)?;
        let condition = format!(
            "WHERE \"number\" IN ({of_account} UNION ALL SELECT c.\"operation\" FROM \"change\" c \
             JOIN \"industry_finding\" f ON f.\"id\" BETWEEN c.\"record\" AND coalesce(c.\"through\", c.\"record\") \
             WHERE c.\"kind\" = 'industry_finding' AND f.\"industry\" = {industry})"
        );
        self.operations(&condition, limit)
    }

    /// The query for the numbers of the operations that touched an account.
    fn numbers_of_account(&self, account: i64) -> Result<String, StoreError> {
        let of_one = |account: i64| {
            format!(
                "SELECT \"operation\" FROM \"change\" WHERE \"account\" = {account} UNION ALL \
                 SELECT \"operation\" FROM \"change\" WHERE \"through\" IS NOT NULL AND \"kind\" = 'account' \
                 AND {account} BETWEEN +\"record\" AND \"through\""
            )
        };
        let all: Vec<String> = self.read().with_merged(account)?.into_iter().map(of_one).collect();
        Ok(all.join(" UNION ALL "))
    }

    fn operations(&self, condition: &str, limit: usize) -> Result<Vec<Operation>, StoreError> {
        let limit = i64::try_from(limit).ok().filter(|limit| *limit > 0).unwrap_or(-1);
        let mut statement = self
            .connection
            .prepare_cached(&format!("{OPERATION} {condition} ORDER BY \"number\" DESC LIMIT ?1"))?;
        let rows = statement.query_map([limit], read_operation)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// # Errors
    /// When the file cannot be read.
    pub fn operation(&self, number: i64) -> Result<Option<Operation>, StoreError> {
        operation(&self.connection, number)
    }

    /// The changes of an operation, oldest first; of one account, when given. `limit` 0 is all.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn changes_of_operation(
        &self,
        number: i64,
        account: Option<i64>,
        limit: usize,
    ) -> Result<Vec<Change>, StoreError> {
        let mut changes = Vec::new();
        let accounts = account.map(|account| self.read().with_merged(account)).transpose()?;
        let mut statement =
            self.connection.prepare_cached(&format!("{NOTED} WHERE \"operation\" = ?1 ORDER BY \"id\""))?;
        let mut rows = statement.query([number])?;
        while let Some(row) = rows.next()? {
            let Some(noted) = read_noted(row)? else { continue };
            let is_wanted = |record: &i64| {
                let of = noted.account_of(*record);
                accounts.as_ref().is_none_or(|accounts| of.is_some_and(|of| accounts.contains(&of)))
            };
            for record in noted.records().filter(is_wanted) {
                if limit > 0 && changes.len() == limit {
                    return Ok(changes);
                }
                changes.push(noted.of(record, &self.connection)?);
            }
        }
        Ok(changes)
    }

    /// The changes of all records of a kind since a moment, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn changes_since(&self, kind: Kind, since: Moment) -> Result<Vec<Change>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{NOTED} WHERE \"operation\" IN (SELECT \"number\" FROM \"operation\" WHERE \"at\" >= ?1) \
             AND +\"kind\" = ?2 ORDER BY \"id\""
        ))?;
        let mut rows = statement.query((since.to_string(), kind.name()))?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            let Some(noted) = read_noted(row)? else { continue };
            for record in noted.records() {
                changes.push(noted.of(record, &self.connection)?);
            }
        }
        Ok(changes)
    }
}

impl Reader<'_> {
    /// The changes of one record before the operation that runs, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn changes_of(&self, kind: Kind, record: i64) -> Result<Vec<Change>, StoreError> {
        let connection = self.connection()?;
        noted_of(connection, kind, record)?.iter().map(|noted| noted.of(record, connection)).collect()
    }
}

pub(super) fn operation(connection: &Connection, number: i64) -> Result<Option<Operation>, StoreError> {
    Ok(connection
        .prepare_cached(&format!("{OPERATION} WHERE \"number\" = ?1"))?
        .query_row([number], read_operation)
        .optional()?)
}

/// A row of the journal.
pub(super) fn noted(connection: &Connection, id: i64) -> Result<Option<Noted>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("{NOTED} WHERE \"id\" = ?1"))?;
    let mut rows = statement.query([id])?;
    rows.next()?.map_or(Ok(None), read_noted)
}

/// What the journal says about a record, oldest first.
pub(super) fn noted_of(connection: &Connection, kind: Kind, record: i64) -> Result<Vec<Noted>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "{NOTED} WHERE \"id\" IN ( \
         SELECT \"id\" FROM \"change\" WHERE \"kind\" = ?1 AND \"record\" = ?2 UNION ALL \
         SELECT \"id\" FROM \"change\" WHERE \"through\" IS NOT NULL AND \"kind\" = ?1 \
         AND ?2 BETWEEN \"record\" + 1 AND \"through\") ORDER BY \"id\""
    ))?;
    let mut rows = statement.query((kind.name(), record))?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.extend(read_noted(row)?);
    }
    Ok(all)
}
