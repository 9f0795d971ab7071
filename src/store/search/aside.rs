//! A whole index made beside the file, on a thread of its own, while the records go in: sorting the words of a long first list takes as
//! long as writing its rows. At the end its tables are copied.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, Error, params, params_from_iter};

use super::index::{EMPTY, Indexed, Waiting, each};
use crate::store::StoreError;
use crate::store::statements::Statements;

/// How many bundles of changes wait at most.
const BUNDLES: usize = 128;

/// As the file has it (see the migrations). It is written once, so nothing is merged on the way; nobody else sees it, so nothing is
/// logged.
const MAKE: &str = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768; \
     CREATE VIRTUAL TABLE \"search\" USING fts5 (\"title\", \"body\", content = '', tokenize = \"ascii\"); \
     INSERT INTO \"search\" (\"search\", \"rank\") VALUES ('hashsize', 16777216), ('automerge', 0), ('crisismerge', 1999); \
     BEGIN;";

/// The tables of an index: how one is read, and how its rows are written into another.
const TABLES: &[(&str, &str)] = &[
    (
        "SELECT \"id\", \"block\" FROM \"search_data\" ORDER BY \"id\"",
        "INSERT OR REPLACE INTO \"search_data\" (\"id\", \"block\") VALUES (?1, ?2)",
    ),
    (
        "SELECT \"segid\", \"term\", \"pgno\" FROM \"search_idx\" ORDER BY \"segid\", \"term\"",
        "INSERT INTO \"search_idx\" (\"segid\", \"term\", \"pgno\") VALUES (?1, ?2, ?3)",
    ),
    (
        "SELECT \"id\", \"sz\" FROM \"search_docsize\" ORDER BY \"id\"",
        "INSERT INTO \"search_docsize\" (\"id\", \"sz\") VALUES (?1, ?2)",
    ),
];

/// What comes later is merged little by little, and not all at once because there are many parts by now.
const NEVER_ALL_AT_ONCE: &str = "INSERT INTO \"search\" (\"search\", \"rank\") VALUES ('crisismerge', 1999)";

/// FTS5 keeps in mind what it last knew of the tables. Taking back a change makes it read them again.
const READ_AGAIN: &str = "SAVEPOINT \"copied\"; \
     INSERT INTO \"search\" (rowid, \"title\", \"body\") VALUES (-1, 'a', 'a'); \
     ROLLBACK TO \"copied\"; RELEASE \"copied\";";

/// An index that is being made.
#[derive(Debug)]
pub(super) struct Aside {
    changes: SyncSender<Waiting>,
    maker: JoinHandle<Result<Connection, Error>>,
}

impl Aside {
    /// One that will be the whole index of a file; none where that has one already.
    pub(super) fn of_empty(file: &Connection) -> Result<Option<Self>, StoreError> {
        let is_empty: bool = file
            .prepare_cached("SELECT NOT EXISTS (SELECT 1 FROM \"search_docsize\")")?
            .query_row([], |row| row.get(0))?;
        if !is_empty {
            return Ok(None);
        }
        let (changes, receiver) = sync_channel(BUNDLES);
        // Where there is no thread to be had, the index is made in the file.
        let maker = std::thread::Builder::new().spawn(move || make(&receiver));
        Ok(maker.ok().map(|maker| Self { changes, maker }))
    }

    /// Leaves changes to the thread. False where that has failed: [`Aside::copy`] says why.
    pub(super) fn take(&self, waiting: Waiting) -> bool {
        self.changes.send(waiting).is_ok()
    }

    /// Copies the index into the file.
    pub(super) fn copy(self, statements: &mut Statements) -> Result<(), StoreError> {
        drop(self.changes);
        let made = self.maker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        // What was forgotten record by record has left its traces in an index that holds nothing any more.
        statements.get(EMPTY)?.execute([])?;
        statements.get(NEVER_ALL_AT_ONCE)?.execute([])?;
        for (read, write) in TABLES {
            let mut select = made.prepare(read)?;
            let columns = select.column_count();
            let insert = statements.get(write)?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                let cells = (0..columns).map(|column| row.get_ref(column).map(ToSqlOutput::Borrowed));
                insert.execute(params_from_iter(cells.collect::<Result<Vec<_>, _>>()?))?;
            }
        }
        Ok(statements.connection.execute_batch(READ_AGAIN)?)
    }
}

fn make(changes: &Receiver<Waiting>) -> Result<Connection, Error> {
    // Without a name SQLite keeps it in memory, and in a nameless file when it grows.
    let made = Connection::open("")?;
    made.execute_batch(MAKE)?;
    for waiting in changes {
        each(waiting, |statement, rowid, Indexed { title, body }| {
            made.prepare_cached(statement)?.execute(params![rowid, title, body]).map(|_| ())
        })?;
    }
    made.execute_batch("COMMIT;")?;
    Ok(made)
}
