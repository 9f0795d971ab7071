//! Writing the history down: operations, and what each changes.

use std::collections::BTreeMap;

use rusqlite::{Connection, params, params_from_iter};

use super::text::{changed_fields, is_kept, journal_text};
use crate::domain::kind::Kind;
use crate::domain::language::Text;
use crate::domain::record::{Entry, Field};
use crate::domain::value::Value;
use crate::store::cells::Cells;
use crate::store::statements::Statements;
use crate::store::{OperationDraft, StoreError};

pub(in crate::store) fn begin(
    connection: &Connection,
    number: i64,
    draft: &OperationDraft,
) -> Result<(), StoreError> {
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

pub(in crate::store) fn end(connection: &Connection, number: i64, summary: &Text) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE \"operation\" SET \"summary_en\" = ?2, \"summary_zh\" = ?3 WHERE \"number\" = ?1",
        )?
        .execute((number, &summary.en, &summary.zh))?;
    Ok(())
}

const NOTE: &str = "INSERT INTO \"change\" (\"operation\", \"kind\", \"record\", \"account\", \"before\", \"after\") \
     VALUES (?, ?, ?, ?, ?, ?)";

/// How many removed records one statement notes.
const TOGETHER: usize = 16;

/// Records that were created one after the other, so far.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// The row of the journal.
    change: i64,
    account: Option<i64>,
    first: i64,
    last: i64,
}

/// The runs of created records that may go on, by kind.
#[derive(Debug, Default)]
pub(in crate::store) struct Runs(BTreeMap<Kind, Run>);

impl Runs {
    /// Writes down that a record was created.
    pub(in crate::store) fn created(
        &mut self,
        statements: &mut Statements,
        operation: i64,
        entry: &Entry,
    ) -> Result<(), StoreError> {
        let account = entry.account();
        if let Some(run) = self.0.get_mut(&entry.kind)
            && run.last + 1 == entry.id
            && (entry.kind == Kind::Account || run.account == account)
        {
            run.last = entry.id;
            return Ok(());
        }
        write(statements, operation, entry, None, None)?;
        let change = statements.beside_records().last_insert_rowid();
        let run = Run { change, account, first: entry.id, last: entry.id };
        match self.0.insert(entry.kind, run) {
            Some(ended) => ended.end(statements.beside_records()),
            None => Ok(()),
        }
    }

    /// Writes down how far the runs went.
    pub(in crate::store) fn end(&mut self, connection: &Connection) -> Result<(), StoreError> {
        std::mem::take(&mut self.0).into_values().try_for_each(|run| run.end(connection))
    }
}

impl Run {
    fn end(self, connection: &Connection) -> Result<(), StoreError> {
        if self.last > self.first {
            connection
                .prepare_cached(
                    "UPDATE \"change\" SET \"through\" = ?2, \
                     \"account\" = CASE \"kind\" WHEN 'account' THEN NULL ELSE \"account\" END WHERE \"id\" = ?1",
                )?
                .execute((self.change, self.last))?;
        }
        Ok(())
    }
}

/// Writes down that a record was changed.
pub(in crate::store) fn changed(
    statements: &mut Statements,
    operation: i64,
    before: &Entry,
    after: &Entry,
) -> Result<(), StoreError> {
    let fields = changed_fields(before, after);
    let is_changed = |field: &Field, _: &Value| fields.iter().any(|changed| changed.name == field.name);
    let [before, after_text] = [before, after].map(|entry| journal_text(entry, is_changed));
    write(statements, operation, after, Some(&before?), Some(&after_text?))
}

/// Writes down that records were removed, and when they were added: that comes back with them.
pub(in crate::store) fn removed(
    statements: &Statements,
    operation: i64,
    entries: &[Entry],
) -> Result<(), StoreError> {
    let is_kept =
        |field: &Field, value: &Value| is_kept(field, value) || field.name == "created" && !value.is_empty();
    let mut cells = Cells::default();
    for entries in entries.chunks(TOGETHER) {
        cells.clear();
        for entry in entries {
            cells.integer(operation);
            cells.text(entry.kind.name());
            cells.integer(entry.id);
            match entry.account() {
                Some(account) => cells.integer(account),
                None => cells.null(),
            }
            cells.text(&journal_text(entry, is_kept)?);
            cells.null();
        }
        let text = format!("{NOTE}{}", ", (?, ?, ?, ?, ?, ?)".repeat(entries.len() - 1));
        let mut statement = statements.beside_records().prepare_cached(&text)?;
        statement.execute(params_from_iter(cells.values(0..cells.len())))?;
    }
    Ok(())
}

fn write(
    statements: &mut Statements,
    operation: i64,
    entry: &Entry,
    before: Option<&str>,
    after: Option<&str>,
) -> Result<(), StoreError> {
    statements.get(NOTE)?.execute(params![
        operation,
        entry.kind.name(),
        entry.id,
        entry.account(),
        before,
        after
    ])?;
    Ok(())
}
