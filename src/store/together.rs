//! Which operation to take back next, and several that are taken back as one.

use rusqlite::OptionalExtension;

use super::journal::{OPERATION, read_operation};
use super::{Operation, OperationDraft, Store, StoreError, Writer, Written};
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

    /// The last operation that put this one in force: its last redo, or itself.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn put_in_force_by(&self, number: i64) -> Result<i64, StoreError> {
        let redone: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT max(redo.\"number\") FROM \"operation\" undo \
                 JOIN \"operation\" redo ON redo.\"undoes\" = undo.\"number\" WHERE undo.\"undoes\" = ?1",
            )?
            .query_row([number], |row| row.get(0))?;
        Ok(redone.unwrap_or(number))
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

    /// Runs `work` once for each draft, each as one operation of the history; all are kept or none. `keep` false takes
    /// everything back at the end.
    ///
    /// # Errors
    /// Those of `work`, and of the file; nothing is kept then.
    pub fn write_together<T, E: From<StoreError>>(
        &mut self,
        drafts: &[OperationDraft],
        keep: bool,
        mut work: impl FnMut(&mut Writer, &OperationDraft) -> Result<(T, Text), E>,
    ) -> Result<Vec<Written<T>>, E> {
        self.transact(keep, |connection| {
            let mut written = Vec::with_capacity(drafts.len());
            let mut first = None;
            for draft in drafts {
                let (value, operation) = Writer::run(connection, draft, None, |writer| work(writer, draft))?;
                if let (Some(operation), true) = (operation, drafts.len() > 1) {
                    connection
                        .prepare_cached("INSERT INTO \"together\" (\"operation\", \"first\") VALUES (?1, ?2)")
                        .and_then(|mut statement| {
                            statement.execute((operation, *first.get_or_insert(operation)))
                        })
                        .map_err(StoreError::from)?;
                }
                written.push(Written { value, operation: operation.filter(|_| keep) });
            }
            let changed = written.iter().any(|written| written.operation.is_some());
            Ok((written, changed))
        })
    }
}
