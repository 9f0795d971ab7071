//! Files that are refused stay as they are.

use super::*;

#[test]
fn a_newer_file_is_refused_and_left_alone() {
    let (folder, store) = store();
    let path = folder.path().join("accounts.db");
    store.connection.pragma_update(None, "user_version", 999).unwrap();
    drop(store);
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(Store::open(&path), Err(StoreError::Newer { found: 999, .. })));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_file_that_cannot_be_brought_up_to_date_stays_as_it_is_and_leaves_no_copy() {
    let (folder, store) = store();
    let path = folder.path().join("accounts.db");
    // Its tables are those of today, so what follows an earlier schema cannot be added.
    store.connection.pragma_update(None, "user_version", 1).unwrap();
    drop(store);
    assert!(Store::open(&path).is_err());
    let is_copy = |name: &str| name.contains("schema");
    let files = std::fs::read_dir(folder.path()).unwrap();
    let names: Vec<String> =
        files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert!(!names.iter().any(|name| is_copy(name)), "{names:?}");
    let connection = Connection::open(&path).unwrap();
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, 1);
}

#[test]
fn a_database_of_another_program_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    let other = Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE t (x)").unwrap();
    drop(other);
    assert!(matches!(Store::open(&path), Err(StoreError::NotADatabase { .. })));
}

fn mode(connection: &Connection) -> String {
    connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap()
}

#[test]
fn a_first_long_write_leaves_the_log_and_comes_back_to_it() {
    let (folder, mut store) = store();
    let long = store.before_long_write().unwrap();
    assert_eq!((long, mode(&store.connection).as_str()), (LongWrite::Straight, "delete"));
    write(&mut store, |writer| writer.insert(&mut full(Kind::Account, "")));
    store.after_long_write(long);
    assert_eq!(mode(&store.connection), "wal");
    // What is there already has its readers.
    assert_eq!(store.before_long_write().unwrap(), LongWrite::Logged);
    drop(store);
    assert_eq!(
        Store::open(&folder.path().join("accounts.db")).unwrap().read().live(Kind::Account).unwrap(),
        1
    );
}

#[test]
fn who_was_stopped_in_a_long_write_leaves_a_file_that_is_written_by_the_log_again() {
    let (folder, store) = store();
    store.before_long_write().unwrap();
    drop(store);
    let store = Store::open(&folder.path().join("accounts.db")).unwrap();
    assert_eq!(mode(&store.connection), "wal");
}

#[test]
fn a_file_that_others_have_open_is_written_by_the_log() {
    let (folder, store) = store();
    let other = Store::open(&folder.path().join("accounts.db")).unwrap();
    other.read().live(Kind::Account).unwrap();
    assert_eq!(store.before_long_write().unwrap(), LongWrite::Logged);
}

#[test]
fn who_cannot_go_back_to_the_log_since_others_read_leaves_that_to_the_next_one() {
    let (folder, mut store) = store();
    let path = folder.path().join("accounts.db");
    let long = store.before_long_write().unwrap();
    write(&mut store, |writer| writer.insert(&mut full(Kind::Account, "")));
    let reader = Connection::open(&path).unwrap();
    reader.execute_batch("BEGIN").unwrap();
    let _: i64 = reader.query_row("SELECT count(*) FROM \"account\"", [], |row| row.get(0)).unwrap();
    let begun = std::time::Instant::now();
    store.after_long_write(long);
    assert!(begun.elapsed().as_secs() < 10, "nobody is waited for");
    assert_eq!(mode(&store.connection), "delete");
    drop((reader, store));
    assert_eq!(mode(&Store::open(&path).unwrap().connection), "wal");
}
