//! A whole index made beside the file, on a thread of its own, while the records go in: sorting the words of a long first list takes as
//! long as writing its rows. At the end its tables are copied.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use rusqlite::{Connection, Error, params};
use tempfile::{NamedTempFile, TempPath};

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

/// Copies the tables of an index: whole, from one empty table to the other, which `SQLite` does page by page.
const COPY: &str = "DELETE FROM main.\"search_data\"; \
     INSERT INTO main.\"search_data\" SELECT * FROM \"aside\".\"search_data\"; \
     INSERT INTO main.\"search_idx\" SELECT * FROM \"aside\".\"search_idx\"; \
     INSERT INTO main.\"search_docsize\" SELECT * FROM \"aside\".\"search_docsize\";";

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
    maker: JoinHandle<Result<(), Error>>,
    /// The file that it is made in.
    file: TempPath,
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
        // Where there is no file or no thread to be had, the index is made in the file of the records.
        let Ok(file) = NamedTempFile::new().map(NamedTempFile::into_temp_path) else { return Ok(None) };
        let Some(path) = file.to_str().map(str::to_owned) else { return Ok(None) };
        let maker = std::thread::Builder::new().spawn(move || make(&path, &receiver));
        Ok(maker.ok().map(|maker| Self { changes, maker, file }))
    }

    /// Leaves changes to the thread. False where that has failed: [`Aside::copy`] says why.
    pub(super) fn take(&self, waiting: Waiting) -> bool {
        self.changes.send(waiting).is_ok()
    }

    /// Copies the index into the file.
    pub(super) fn copy(self, statements: &mut Statements) -> Result<(), StoreError> {
        drop(self.changes);
        self.maker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        // What was forgotten record by record has left its traces in an index that holds nothing any more.
        statements.get(EMPTY)?.execute([])?;
        statements.get(NEVER_ALL_AT_ONCE)?.execute([])?;
        let connection = statements.connection;
        connection.execute("ATTACH DATABASE ?1 AS \"aside\"", [self.file.to_str()])?;
        connection.execute_batch(COPY)?;
        Ok(connection.execute_batch(READ_AGAIN)?)
    }
}

/// Lets go of an index that was copied. Not before the end of the transaction that copied it.
pub(in crate::store) fn let_go(file: &Connection) -> Result<(), Error> {
    if file.is_readonly("aside").is_ok() { file.execute_batch("DETACH DATABASE \"aside\"") } else { Ok(()) }
}

fn make(path: &str, changes: &Receiver<Waiting>) -> Result<(), Error> {
    let made = Connection::open(path)?;
    made.execute_batch(MAKE)?;
    for waiting in changes {
        each(waiting, |statement, rowid, Indexed { title, body }| {
            made.prepare_cached(statement)?.execute(params![rowid, title, body]).map(|_| ())
        })?;
    }
    made.execute_batch("COMMIT;")
}
