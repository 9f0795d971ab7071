//! Which operation to take back next, and several that are taken back as one.

use rusqlite::{Connection, OptionalExtension};

use super::journal::{OPERATION, read_operation};
use super::{Operation, OperationDraft, Reader, Store, StoreError, Writer, Written};
use crate::domain::language::Text;

/// Of the operations in force the one that came into force last: by being done, or by being redone.
const NEWEST_IN_FORCE: &str = "\"number\" = (
    SELECT o.\"number\" FROM \"operation\" o
    LEFT JOIN \"operation\" undo ON undo.\"number\" = o.\"undoes\"
    LEFT JOIN \"operation\" redone ON redone.\"number\" = undo.\"undoes\"
    WHERE (o.\"undoes\" IS NULL AND o.\"undone_by\" IS NULL)
        OR (redone.\"number\" IS NOT NULL AND redone.\"undone_by\" IS NULL)
    ORDER BY o.\"number\" DESC LIMIT 1)";

/// The newest undo that was not redone.
const NEWEST_UNDO: &str = "\"undone_by\" IS NULL \
     AND \"undoes\" IN (SELECT \"number\" FROM \"operation\" WHERE \"undoes\" IS NULL)";

impl Store {
    /// What `undo` takes back next: the operation in force that came into force last, by being done or redone; of the
    /// latter kind its redo.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last_to_undo(&self) -> Result<Option<Operation>, StoreError> {
        self.newest(NEWEST_IN_FORCE)
    }

    /// What `redo` takes back next: the newest undo that is still in force.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last_to_redo(&self) -> Result<Option<Operation>, StoreError> {
        self.newest(NEWEST_UNDO)
    }

    fn newest(&self, condition: &str) -> Result<Option<Operation>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&format!("{OPERATION} WHERE {condition} ORDER BY \"number\" DESC LIMIT 1"))?
            .query_row([], read_operation)
            .optional()?)
    }

    /// The operations that were made as one with this one, itself among them, newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn made_together(&self, number: i64) -> Result<Vec<Operation>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{OPERATION} WHERE \"number\" = ?1 OR \"number\" IN (SELECT other.\"operation\" FROM \"together\" own \
             JOIN \"together\" other ON other.\"first\" = own.\"first\" WHERE own.\"operation\" = ?1) \
             ORDER BY \"number\" DESC"
        ))?;
        let found = statement.query_map([number], read_operation)?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// Runs `work`, which makes several operations of the history; all are kept or none. `keep` false takes everything
    /// back at the end.
    ///
    /// # Errors
    /// Those of `work`, and of the file; nothing is kept then.
    pub fn write_together<T, E: From<StoreError>>(
        &mut self,
        keep: bool,
        work: impl FnOnce(&mut Together) -> Result<T, E>,
    ) -> Result<T, E> {
        self.transact(keep, |connection| {
            let mut together = Together { connection, keep, operations: Vec::new() };
            let value = work(&mut together)?;
            together.remember()?;
            Ok((value, !together.operations.is_empty()))
        })
    }
}

/// An open transaction for several operations that are made as one.
#[derive(Debug)]
pub struct Together<'c> {
    connection: &'c Connection,
    keep: bool,
    operations: Vec<i64>,
}

impl Together<'_> {
    /// What is there after the operations so far.
    #[must_use]
    pub fn read(&self) -> Reader<'_> {
        Reader::of(self.connection)
    }

    /// Runs `work` as the next operation.
    ///
    /// # Errors
    /// Those of `work`, and of the file.
    pub fn write<T, E: From<StoreError>>(
        &mut self,
        draft: &OperationDraft,
        work: impl FnOnce(&mut Writer) -> Result<(T, Text), E>,
    ) -> Result<Written<T>, E> {
        let (value, operation) = Writer::run(self.connection, draft, self.keep, None, work)?;
        self.operations.extend(operation);
        Ok(Written { value, operation: operation.filter(|_| self.keep) })
    }

    fn remember(&self) -> Result<(), StoreError> {
        let [first, _, ..] = self.operations.as_slice() else { return Ok(()) };
        let mut statement = self
            .connection
            .prepare_cached("INSERT INTO \"together\" (\"operation\", \"first\") VALUES (?1, ?2)")?;
        for operation in &self.operations {
            statement.execute((operation, first))?;
        }
        Ok(())
    }
}
