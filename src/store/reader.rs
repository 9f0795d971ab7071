//! Generic reading of records, inside a write or outside.

use std::collections::BTreeSet;
use std::fmt;

use rusqlite::{Connection, OptionalExtension, Params};

use super::{StoreError, sql};
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Field, Record, Shape};

/// Reads records of any kind.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'c> {
    connection: &'c Connection,
    /// What the write in which this reads has not written yet.
    unwritten: Option<&'c dyn Unwritten>,
}

/// New records that wait to be written.
pub(super) trait Unwritten: fmt::Debug {
    /// Writes them.
    fn write(&self) -> Result<(), StoreError>;
}

impl<'c> Reader<'c> {
    pub(super) fn of(connection: &'c Connection) -> Self {
        Self { connection, unwritten: None }
    }

    /// A reader that finds what waits to be written, too.
    pub(super) fn within(connection: &'c Connection, unwritten: &'c dyn Unwritten) -> Self {
        Self { connection, unwritten: Some(unwritten) }
    }

    /// Where all records are written.
    pub(super) fn connection(self) -> Result<&'c Connection, StoreError> {
        self.unwritten.map_or(Ok(()), Unwritten::write)?;
        Ok(self.connection)
    }

    /// Where the names of all accounts are written, and perhaps not all records.
    pub(super) fn names(self) -> &'c Connection {
        self.connection
    }
}

impl Reader<'_> {
    /// # Errors
    /// When the file cannot be read.
    pub fn find(&self, kind: Kind, id: i64) -> Result<Option<Entry>, StoreError> {
        find(self.connection()?, kind, id)
    }

    /// # Errors
    /// When there is no such record, or the file cannot be read.
    pub fn get(&self, kind: Kind, id: i64) -> Result<Entry, StoreError> {
        self.find(kind, id)?.ok_or(StoreError::Missing { kind, id })
    }

    /// All records of a kind that belong to an account, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of_account<R: Record>(&self, account: i64) -> Result<Vec<R>, StoreError> {
        self.entries_of_account(R::KIND, account)?
            .iter()
            .map(|entry| R::from_entry(entry).map_err(StoreError::from))
            .collect()
    }

    /// The same in their generic form. What belongs to no account is all in one place, whose number is 0.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn entries_of_account(&self, kind: Kind, account: i64) -> Result<Vec<Entry>, StoreError> {
        entries_of_account(self.connection()?, kind, account)
    }

    /// Whether an account has records of any of some kinds that belong to accounts.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn has_any(&self, account: i64, kinds: &BTreeSet<Kind>) -> Result<bool, StoreError> {
        for kind in kinds.iter().filter(|kind| kind.belongs_to_account()) {
            let text = format!("SELECT 1 FROM \"{kind}\" WHERE \"account\" = ?1 LIMIT 1");
            let found =
                self.connection()?.prepare_cached(&text)?.query_row([account], |_| Ok(())).optional()?;
            if found.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// How many records of a kind there are.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn live(&self, kind: Kind) -> Result<i64, StoreError> {
        Ok(self
            .connection()?
            .prepare_cached("SELECT \"live\" FROM \"counter\" WHERE \"kind\" = ?1")?
            .query_row([kind.name()], |row| row.get(0))
            .optional()?
            .unwrap_or(0))
    }

    /// Records of another kind whose `field` points at this one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn pointing_at(&self, kind: Kind, field: &Field, id: i64) -> Result<Vec<Entry>, StoreError> {
        if !field.shape.is_several() {
            return entries_where(self.connection()?, kind, &format!("\"{}\" = ?1", field.name), [id]);
        }
        // A list of numbers is JSON text; its brackets and commas delimit each number.
        let mut condition =
            format!("replace(replace(\"{}\", '[', ','), ']', ',') LIKE '%,' || ?1 || ',%'", field.name);
        if let Some(account) = self.account_of_linked(kind, field, id)? {
            // Such a text has no index, but what an account has does.
            condition.push_str(&format!(" AND \"account\" = {account}"));
        }
        entries_where(self.connection()?, kind, &condition, [id])
    }

    /// The account that a record which a list leads to belongs to: what leads there belongs to it too.
    fn account_of_linked(self, kind: Kind, field: &Field, id: i64) -> Result<Option<i64>, StoreError> {
        match field.shape {
            Shape::Links(to) if to.belongs_to_account() && kind.belongs_to_account() => Ok(self
                .connection()?
                .prepare_cached(&format!("SELECT \"account\" FROM \"{to}\" WHERE \"id\" = ?1"))?
                .query_row([id], |row| row.get(0))
                .optional()?),
            _ => Ok(None),
        }
    }
}

pub(super) fn find(connection: &Connection, kind: Kind, id: i64) -> Result<Option<Entry>, StoreError> {
    Ok(entries_where(connection, kind, "\"id\" = ?1", [id])?.pop())
}

/// The records of an account; those of a kind that belongs to none where the account is 0.
pub(super) fn entries_of_account(
    connection: &Connection,
    kind: Kind,
    account: i64,
) -> Result<Vec<Entry>, StoreError> {
    let condition = if kind.belongs_to_account() { "\"account\" = ?1" } else { "0 = ?1" };
    entries_where(connection, kind, condition, [account])
}

pub(super) fn entries_where(
    connection: &Connection,
    kind: Kind,
    condition: &str,
    numbers: impl Params,
) -> Result<Vec<Entry>, StoreError> {
    let text = format!("{} WHERE {condition} ORDER BY \"id\"", sql::select(kind));
    let mut statement = connection.prepare_cached(&text)?;
    let mut rows = statement.query(numbers)?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(sql::read(kind, row)?);
    }
    Ok(entries)
}
