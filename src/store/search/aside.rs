//! A whole index made beside the file, on a thread of its own, while the records go in: sorting the words of a long first list takes as
//! long as writing its rows. At the end its tables are copied.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use rusqlite::{Connection, Error, params};

use super::index::{ADD, EMPTY, Indexed, REMOVE, Waiting, each};
use crate::store::statements::Statements;
use crate::store::{StoreError, sqlite};

/// How many bundles of changes wait at most.
const BUNDLES: usize = 128;

/// It is written once, so nothing is merged on the way; nobody else sees it, so nothing is logged.
const ALONE: &str = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768;";
const UNMERGED: &str = "INSERT INTO \"search\" (\"search\", \"rank\") VALUES \
     ('hashsize', 16777216), ('automerge', 0), ('crisismerge', 1999); \
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
    file: Ours,
}

/// A file beside that of the records which goes when it is not needed any more. One writes at a time, so there is one of its name. It
/// stands there and not where temporary files do, since it needs room like the file itself and holds words of its texts.
#[derive(Debug)]
struct Ours(PathBuf);

impl Drop for Ours {
    fn drop(&mut self) {
        // What cannot go now, as some systems keep what is open, goes when the file is opened next.
        let _ = std::fs::remove_file(&self.0);
    }
}

impl Aside {
    /// One that will be the whole index of a file; none where that has one already, or where none can be made beside it: the index is
    /// then made in the file itself.
    pub(super) fn of_empty(file: &Connection) -> Result<Option<Self>, StoreError> {
        let is_empty: bool = file
            .prepare_cached("SELECT NOT EXISTS (SELECT 1 FROM \"search_docsize\")")?
            .query_row([], |row| row.get(0))?;
        if !is_empty {
            return Ok(None);
        }
        let table: String =
            file.query_row("SELECT \"sql\" FROM sqlite_schema WHERE \"name\" = 'search'", [], |row| {
                row.get(0)
            })?;
        Ok(Self::begun(file, format!("{ALONE} {table}; {UNMERGED}")))
    }

    /// One that begins with some statements, where there is a file and a thread to be had.
    pub(super) fn begun(file: &Connection, statements: String) -> Option<Self> {
        let path = beside(file)?;
        // Who holds the right to write and finds one finds what somebody left who was stopped.
        let _ = std::fs::remove_file(&path);
        sqlite::make_ours(&path).ok()?;
        let file = Ours(path);
        let path = file.0.clone();
        let (changes, receiver) = sync_channel(BUNDLES);
        let maker = std::thread::Builder::new().spawn(move || make(&path, &statements, &receiver)).ok()?;
        Some(Self { changes, maker, file })
    }

    /// Leaves changes to the thread. False where that has failed: [`Aside::copy`] says so.
    pub(super) fn take(&self, waiting: Waiting) -> bool {
        self.changes.send(waiting).is_ok()
    }

    /// Copies the index into the file. False where it could not be made, as when there was no room for it.
    pub(super) fn copy(self, statements: &mut Statements) -> Result<bool, StoreError> {
        let Self { changes, maker, file } = self;
        drop(changes);
        let made = maker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        let connection = statements.beside_records();
        let attached = made.and_then(|()| {
            let path = file.0.to_str().ok_or_else(|| Error::InvalidPath(file.0.clone()))?;
            connection.execute("ATTACH DATABASE ?1 AS \"aside\"", [path])
        });
        if attached.is_err() {
            return Ok(false);
        }
        // What was forgotten record by record has left its traces in an index that holds nothing any more.
        statements.get(EMPTY)?.execute([])?;
        statements.get(NEVER_ALL_AT_ONCE)?.execute([])?;
        connection.execute_batch(COPY)?;
        connection.execute_batch(READ_AGAIN)?;
        Ok(true)
    }
}

/// Where the index of a file is made; nowhere for one that has no name.
fn beside(file: &Connection) -> Option<PathBuf> {
    let path = file.path().filter(|path| !path.is_empty())?;
    Some(sqlite::beside(Path::new(path), sqlite::ASIDE))
}

/// Lets go of an index that was copied. Not before the end of the transaction that copied it.
pub(in crate::store) fn let_go(file: &Connection) -> Result<(), Error> {
    if file.is_readonly("aside").is_ok() { file.execute_batch("DETACH DATABASE \"aside\"") } else { Ok(()) }
}

fn make(path: &Path, statements: &str, changes: &Receiver<Waiting>) -> Result<(), Error> {
    let made = Connection::open(path)?;
    made.execute_batch(statements)?;
    let (mut add, mut remove) = (made.prepare(ADD)?, made.prepare(REMOVE)?);
    for waiting in changes {
        each(waiting, |statement, rowid, Indexed { title, body }| {
            let statement = if statement == ADD { &mut add } else { &mut remove };
            statement.execute(params![rowid, title, body]).map(|_| ())
        })?;
    }
    made.execute_batch("COMMIT;")
}
