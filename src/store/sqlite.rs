//! What is particular to `SQLite`: opening, pragmas, the functions that our SQL calls, the copy before a migration.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{Store, StoreError};
use crate::domain::fold::fold;
use crate::domain::number::number_in;

/// How long a command waits for another one that is writing.
const PATIENCE: Duration = Duration::from_secs(60);

/// First bytes of every `SQLite` file.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// How the name of a file goes on in which an index is made.
pub(super) const ASIDE: &str = "-aside";

/// Memory for pages of the file, in kibibytes.
pub(super) const PAGES: u32 = 64 << 10;

pub(super) fn open(path: &Path) -> Result<Connection, StoreError> {
    let is_new = prepare_file(path)?;
    #[cfg(unix)]
    free_companions(path);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    if is_new {
        keep_a_log(&connection)?;
    } else if needs_a_log(&connection) {
        if is_unfinished(path) {
            return Err(StoreError::Unfinished { path: path.to_owned() });
        }
        connection = open_unchanging(path)?;
    } else if has_left_the_log(path) {
        // Who writes straight into it goes back to the log; who was stopped meanwhile could not.
        let _ = connection.pragma_update(None, "journal_mode", "wal");
    }
    set_up(&connection)?;
    sweep(&connection);
    Ok(connection)
}

/// Takes away what an index was made in by somebody who was stopped. Who may write now knows that nobody else does.
fn sweep(connection: &Connection) {
    let left = connection.path().map(|path| beside(Path::new(path), ASIDE)).filter(|left| left.exists());
    let Some(left) = left else { return };
    // Where it has to stay, it goes another time.
    let _ = connection.busy_timeout(Duration::ZERO);
    if connection.execute_batch("BEGIN IMMEDIATE").is_ok() {
        let _ = std::fs::remove_file(left);
        let _ = connection.execute_batch("ROLLBACK");
    }
    let _ = connection.busy_timeout(PATIENCE);
}

/// Lets readers and a writer work side by side. `SQLite` does not wait by itself for those who opened the new file
/// meanwhile.
pub(super) fn keep_a_log(connection: &Connection) -> Result<(), rusqlite::Error> {
    let begun = Instant::now();
    loop {
        match connection.pragma_update(None, "journal_mode", "wal") {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                    && begun.elapsed() < PATIENCE =>
            {
                std::thread::sleep(Duration::from_millis(5));
            }
            done => return done,
        }
    }
}

/// The same where it is no matter if that cannot be now: whoever opens the file next does it. Nobody is waited for.
pub(super) fn keep_a_log_again(connection: &Connection) {
    let _ = connection.busy_timeout(Duration::ZERO);
    let _ = connection.pragma_update(None, "journal_mode", "wal");
    let _ = connection.busy_timeout(PATIENCE);
}

/// Lets what is written go into the file at once, unless others have it open. Whether it does.
pub(super) fn leave_the_log(connection: &Connection) -> bool {
    let mode =
        connection.pragma_update_and_check(None, "journal_mode", "delete", |row| row.get::<_, String>(0));
    mode.is_ok_and(|mode| mode == "delete")
}

/// Whether a file says of itself that it is written without a log.
fn has_left_the_log(path: &Path) -> bool {
    /// Where the header tells how the file is written, and what stands there for a log.
    const WRITTEN: usize = 18;
    const BY_A_LOG: u8 = 2;
    let mut head = [0; WRITTEN + 1];
    File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok_and(|()| head[WRITTEN] != BY_A_LOG)
}

/// How much memory there is for pages of the file, in kibibytes.
pub(super) fn keep_pages(connection: &Connection, kibibytes: u32) -> Result<(), StoreError> {
    Ok(connection.pragma_update(None, "cache_size", -i64::from(kibibytes))?)
}

/// A database of its own that is gone when it is closed.
pub(super) fn open_temporary() -> Result<Connection, StoreError> {
    // Without a name SQLite keeps it in memory, and in a nameless file when it grows.
    let connection = Connection::open("")?;
    set_up(&connection)?;
    Ok(connection)
}

fn set_up(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF;",
    )?;
    keep_pages(connection, PAGES)?;
    sort_in_memory(connection)?;
    connection.set_prepared_statement_cache_capacity(64);
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("fold", 1, flags, |context| {
        Ok(context.get::<Option<String>>(0)?.map(|text| fold(&text)))
    })?;
    connection.create_scalar_function("number_in", 1, flags, |context| {
        Ok(context.get::<Option<String>>(0)?.and_then(|text| number_in(&text)))
    })?;
    Ok(())
}

/// Sorts and gathers in memory, as small answers to questions are.
pub(super) fn sort_in_memory(connection: &Connection) -> Result<(), StoreError> {
    Ok(connection.execute_batch("PRAGMA temp_store = MEMORY;")?)
}

/// Sorts and gathers in files that are gone afterwards, as far as the memory for pages does not do.
pub(super) fn sort_in_files(connection: &Connection) -> Result<(), StoreError> {
    Ok(connection.execute_batch("PRAGMA temp_store = DEFAULT;")?)
}

/// Whether the file cannot even be read, because the files that go beside it cannot be made.
fn needs_a_log(connection: &Connection) -> bool {
    let read = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0));
    let code = read.err().and_then(|error| error.sqlite_error_code());
    matches!(code, Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
}

/// Lets the owner write the log and its index again: `SQLite` makes them as the file is, and while that may only be read,
/// as files that may only be read.
#[cfg(unix)]
fn free_companions(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let Ok(file) = std::fs::metadata(path) else { return };
    if file.permissions().readonly() {
        return;
    }
    for ending in ["-wal", "-shm"] {
        let companion = beside(path, ending);
        if std::fs::metadata(&companion).is_ok_and(|found| found.permissions().readonly()) {
            let rights = std::fs::Permissions::from_mode(file.permissions().mode());
            // Where this fails, the first write says that the file may only be read.
            let _ = std::fs::set_permissions(&companion, rights);
        }
    }
}

/// The path of a file whose name goes on.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Whether the file alone is not all there is: the log beside it holds what is not in it yet, or the journal what is there too much,
/// since a write was stopped.
fn is_unfinished(path: &Path) -> bool {
    let holds_something = |ending| std::fs::metadata(beside(path, ending)).is_ok_and(|file| file.len() > 0);
    holds_something("-wal") || holds_something("-journal")
}

/// Opens a file that nobody can write here for reading alone, without a log.
fn open_unchanging(path: &Path) -> Result<Connection, StoreError> {
    let io = |error| StoreError::Io { path: path.to_owned(), error };
    let path = std::path::absolute(path).map_err(io)?;
    let mut address = String::from("file:");
    for letter in path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/").chars() {
        match letter {
            '%' => address.push_str("%25"),
            '?' => address.push_str("%3f"),
            '#' => address.push_str("%23"),
            letter => address.push(letter),
        }
    }
    address.push_str("?immutable=1");
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    Ok(Connection::open_with_flags(address, flags)?)
}

/// Makes the file, readable by its owner alone, or checks that it is a database. Tells whether it is new.
fn prepare_file(path: &Path) -> Result<bool, StoreError> {
    let io = |error| StoreError::Io { path: path.to_owned(), error };
    match File::open(path) {
        Ok(file) => check_file(&file, path),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                std::fs::create_dir_all(folder).map_err(io)?;
            }
            match make_ours(path) {
                Ok(()) => Ok(true),
                // Another process was faster.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    check_file(&File::open(path).map_err(io)?, path)
                }
                Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                    Err(StoreError::ReadOnly { path: path.to_owned() })
                }
                Err(error) => Err(io(error)),
            }
        }
        Err(error) => Err(io(error)),
    }
}

/// Makes a file for its owner alone, where there is none.
pub(super) fn make_ours(path: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, OURS);
    options.open(path).map(|_| ())
}

/// How a new file is made: for its owner alone.
#[cfg(unix)]
const OURS: u32 = 0o600;

/// Tells whether a file is new: empty, as we make it. Any other empty file is somebody else's.
fn check_file(mut file: &File, path: &Path) -> Result<bool, StoreError> {
    let io = |error| StoreError::Io { path: path.to_owned(), error };
    let mut head = Vec::new();
    file.by_ref().take(MAGIC.len() as u64).read_to_end(&mut head).map_err(io)?;
    match head.as_slice() {
        MAGIC => Ok(false),
        [] if is_made_by_us(file).map_err(io)? => Ok(true),
        _ => Err(StoreError::NotADatabase { path: path.to_owned() }),
    }
}

#[cfg(unix)]
fn is_made_by_us(file: &File) -> std::io::Result<bool> {
    Ok(std::os::unix::fs::MetadataExt::mode(&file.metadata()?) & 0o777 == OURS)
}

#[cfg(not(unix))]
fn is_made_by_us(_: &File) -> std::io::Result<bool> {
    Ok(true)
}

/// Copies the file beside itself before its schema changes: `accounts.db` to `accounts.db.schema-3`, or `.schema-3-2` where
/// an older copy has that name. The copy has its name only when it is complete.
pub(super) fn back_up(connection: &Connection, path: &Path, schema: i64) -> Result<PathBuf, StoreError> {
    let partial = beside(path, &format!(".schema-{schema}.{}.part", std::process::id()));
    // Left by a process with our number that was stopped.
    let _ = std::fs::remove_file(&partial);
    let copied = prepare_file(&partial).and_then(|_| {
        connection.backup("main", &partial, None::<fn(rusqlite::backup::Progress)>)?;
        let io = |error| StoreError::Io { path: partial.clone(), error };
        OpenOptions::new().write(true).open(&partial).and_then(|file| file.sync_all()).map_err(io)
    });
    let mut number = 1;
    let named = copied.and_then(|()| {
        loop {
            let copy = match number {
                1 => beside(path, &format!(".schema-{schema}")),
                _ => beside(path, &format!(".schema-{schema}-{number}")),
            };
            number += 1;
            if !copy.exists() {
                break match std::fs::rename(&partial, &copy) {
                    Ok(()) => Ok(copy),
                    Err(error) => Err(StoreError::Io { path: copy, error }),
                };
            }
        }
    });
    if named.is_err() {
        // Why there is no copy has to be told, not that half of one is left.
        let _ = std::fs::remove_file(&partial);
    }
    named
}

impl Store {
    /// Overwrites what deleted values have left behind in the file and its log. False when another program that
    /// reads the file kept a part of the log.
    ///
    /// # Errors
    /// When the file cannot be written, or the disk has no room for a second copy.
    pub fn erase_free_space(&self) -> Result<bool, StoreError> {
        // The copy that this makes can be larger than the memory.
        sort_in_files(&self.connection)?;
        self.connection.execute_batch("VACUUM;")?;
        let busy: i64 = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        Ok(busy == 0)
    }
}

#[cfg(test)]
impl Store {
    /// Leaves no place for another file, which writing the file anew needs.
    pub(crate) fn without_room(&self) {
        for number in 0..10 {
            self.connection.execute_batch(&format!("ATTACH ':memory:' AS \"held_{number}\"")).unwrap();
        }
    }
}

impl StoreError {
    /// Tells a file that stays locked from other database errors.
    pub(super) fn of_file(error: rusqlite::Error, path: &Path) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path: path.to_owned() },
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen) => Self::ReadOnly { path: path.to_owned() },
            Some(ErrorCode::NotADatabase) => Self::NotADatabase { path: path.to_owned() },
            _ => Self::Sql(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_log_made_while_the_file_could_only_be_read_is_written_again() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("accounts.db");
        drop(Store::open(&path).unwrap());
        let log = beside(&path, "-shm");
        std::fs::write(&log, "").unwrap();
        std::fs::set_permissions(&log, std::fs::Permissions::from_mode(0o400)).unwrap();
        free_companions(&path);
        assert_eq!(std::fs::metadata(&log).unwrap().permissions().mode() & 0o777, OURS);
    }

    #[test]
    fn a_file_alone_is_not_all_there_is_while_a_log_or_a_journal_stands_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("accounts.db");
        for ending in ["-wal", "-journal"] {
            std::fs::write(beside(&path, ending), "").unwrap();
            assert!(!is_unfinished(&path), "{ending}");
            std::fs::write(beside(&path, ending), "x").unwrap();
            assert!(is_unfinished(&path), "{ending}");
            std::fs::remove_file(beside(&path, ending)).unwrap();
        }
    }

    #[test]
    fn a_copy_is_whole_and_never_an_older_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("accounts.db");
        let store = Store::open(&path).unwrap();
        store.connection.execute_batch("CREATE TABLE mine (x); INSERT INTO mine VALUES (7)").unwrap();
        let first = folder.path().join("accounts.db.schema-3");
        // As a full disk leaves it.
        std::fs::write(&first, "").unwrap();
        for expected in ["accounts.db.schema-3-2", "accounts.db.schema-3-3"] {
            let copy = back_up(&store.connection, &path, 3).unwrap();
            assert_eq!(copy, folder.path().join(expected));
            let kept: i64 = Connection::open(&copy)
                .unwrap()
                .query_row("SELECT x FROM mine", [], |row| row.get(0))
                .unwrap();
            assert_eq!(kept, 7);
        }
        assert_eq!(std::fs::metadata(&first).unwrap().len(), 0);
        let parts = std::fs::read_dir(folder.path()).unwrap().flatten();
        assert!(parts.into_iter().all(|file| !file.file_name().to_string_lossy().ends_with(".part")));
    }
}
