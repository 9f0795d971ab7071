//! An index that is made beside the file is the same as one that is made in it.

use super::*;
use crate::domain::words::terms;

const ACCOUNTS: usize = 2_000;

fn account(number: usize) -> Entry {
    let mut entry = Entry::blank(Kind::Account);
    entry.set("name", Value::Text(format!("示例{number}科技有限公司")));
    entry.set("address", Value::Text(format!("{number} Sample Road, 苏州工业园区 {}", number % 7)));
    entry.set("website", Value::Text(format!("https://c{number}.example.com")));
    entry
}

/// Adds accounts in one operation; every third one is changed in it again, every fifth one leaves again.
fn add(writer: &mut Writer, numbers: std::ops::Range<usize>) -> Result<(), StoreError> {
    for number in numbers {
        let mut entry = account(number);
        writer.insert(&mut entry)?;
        if number % 3 == 0 {
            let mut changed = entry.clone();
            changed.set("city", Value::Text(format!("Lyon {number}")));
            writer.update(&entry, &changed)?;
            entry = changed;
        }
        if number % 5 == 0 {
            writer.delete(&entry)?;
        }
    }
    Ok(())
}

/// Every word of the index with its places.
fn words(store: &Store) -> Vec<(String, i64, String, i64)> {
    store
        .connection
        .execute_batch("CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, search, instance)")
        .unwrap();
    let mut statement =
        store.connection.prepare("SELECT term, doc, col, \"offset\" FROM temp.words").unwrap();
    let rows =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).unwrap();
    let words = rows.collect::<Result<_, _>>().unwrap();
    drop(statement);
    store.connection.execute_batch("DROP TABLE temp.words").unwrap();
    words
}

fn found(store: &Store, text: &str) -> usize {
    store.search(&terms(text), &SearchScope::default(), 0).unwrap().1
}

#[test]
fn a_long_first_list_is_indexed_as_several_short_ones_are() {
    let (_folder, mut long) = store();
    // What the connection knows of the empty index must not outlive it.
    assert_eq!(found(&long, "苏州"), 0);
    let first = write(&mut long, |writer| add(writer, 0..ACCOUNTS));
    let (_folder, mut short) = store();
    for begin in (0..ACCOUNTS).step_by(100) {
        write(&mut short, |writer| add(writer, begin..begin + 100));
    }
    assert_eq!(words(&long), words(&short));
    assert_eq!(found(&long, "苏州"), ACCOUNTS / 5 * 4);
    assert_eq!(found(&long, "Lyon"), found(&short, "Lyon"));

    write(&mut long, |writer| add(writer, ACCOUNTS..ACCOUNTS * 2));
    assert_eq!(found(&long, "苏州"), ACCOUNTS / 5 * 8);
    long.connection.execute_batch("INSERT INTO \"search\" (\"search\") VALUES ('integrity-check')").unwrap();
    for operation in [2, first.operation.unwrap()] {
        history::undo(&mut long, operation);
    }
    assert_eq!(words(&long), []);
}

#[test]
fn a_long_list_comes_into_an_index_from_which_all_has_gone_one_by_one() {
    let (_folder, mut short) = store();
    write(&mut short, |writer| add(writer, 0..1));
    for begin in (0..ACCOUNTS).step_by(100) {
        write(&mut short, |writer| add(writer, begin..begin + 100));
    }
    for before in [1, 900] {
        let (_folder, mut store) = store();
        let first = write(&mut store, |writer| add(writer, 1..before + 1)).operation.unwrap();
        history::undo(&mut store, first);
        assert_eq!(words(&store), []);
        write(&mut store, |writer| add(writer, 0..ACCOUNTS));
        assert_eq!(found(&store, "苏州"), ACCOUNTS / 5 * 4, "{before}");
        assert_eq!(words(&store).len(), words(&short).len(), "{before}");
        store
            .connection
            .execute_batch("INSERT INTO \"search\" (\"search\") VALUES ('integrity-check')")
            .unwrap();
        write(&mut store, |writer| add(writer, ACCOUNTS..ACCOUNTS + 10));
        assert_eq!(found(&store, "苏州"), ACCOUNTS / 5 * 4 + 8, "{before}");
    }
}

#[test]
fn what_was_indexed_beside_a_long_list_stays_when_that_goes_and_both_come_back() {
    let (_folder, mut store) = store();
    let list = write(&mut store, |writer| add(writer, 0..ACCOUNTS)).operation.unwrap();
    let (all, undone) = (words(&store), history::undo(&mut store, list));
    assert_eq!(words(&store), []);
    write(&mut store, |writer| add(writer, ACCOUNTS..ACCOUNTS + 10));
    let few = words(&store);
    let again = history::undo(&mut store, undone);
    assert_eq!(words(&store).len(), all.len() + few.len());
    history::undo(&mut store, again);
    assert_eq!(words(&store), few);
}

#[test]
fn a_long_list_that_is_not_kept_leaves_no_word() {
    let (folder, mut store) = store();
    store
        .write::<(), StoreError>(&draft(None), false, |writer| {
            add(writer, 0..ACCOUNTS)?;
            assert!(!folder.path().join("accounts.db-aside").exists(), "nobody searches in what is not kept");
            Ok(((), Text::default()))
        })
        .unwrap();
    let broken = store.write::<(), StoreError>(&draft(None), true, |writer| {
        add(writer, 0..ACCOUNTS)?;
        Err(StoreError::Missing { kind: Kind::Account, id: 0 })
    });
    assert!(broken.is_err());
    assert_eq!(words(&store), []);
    write(&mut store, |writer| add(writer, 0..10));
    assert_eq!(found(&store, "苏州"), 8);
}

#[test]
fn an_index_for_which_there_is_no_room_beside_the_file_is_made_in_it() {
    let (folder, mut full) = store();
    write(&mut full, |writer| {
        writer.index = crate::store::search::with_little_room(writer.connection().unwrap());
        add(writer, 0..ACCOUNTS)
    });
    let (_folder, mut other) = store();
    write(&mut other, |writer| add(writer, 0..ACCOUNTS));
    assert_eq!(words(&full), words(&other));
    write(&mut full, |writer| add(writer, ACCOUNTS..ACCOUNTS + 100));
    assert_eq!(found(&full, "苏州"), (ACCOUNTS + 100) / 5 * 4);
    full.connection.execute_batch("INSERT INTO \"search\" (\"search\") VALUES ('integrity-check')").unwrap();
    assert!(!folder.path().join("accounts.db-aside").exists());
}

#[test]
fn where_nothing_can_be_made_beside_the_file_the_index_is_made_in_it() {
    let (folder, mut store) = store();
    // Nobody, not even root, makes a file in its place.
    std::fs::create_dir_all(folder.path().join("accounts.db-aside/held")).unwrap();
    write(&mut store, |writer| add(writer, 0..ACCOUNTS));
    assert_eq!(found(&store, "苏州"), ACCOUNTS / 5 * 4);
}

#[test]
fn what_was_left_of_an_index_goes_when_the_file_is_opened_while_nobody_writes() {
    let (folder, store) = store();
    let (path, left) = (folder.path().join("accounts.db"), folder.path().join("accounts.db-aside"));
    std::fs::write(&left, "words of customers").unwrap();
    store.connection.execute_batch("BEGIN IMMEDIATE").unwrap();
    drop(Store::open(&path).unwrap());
    assert!(left.exists(), "who writes may need it");
    store.connection.execute_batch("ROLLBACK").unwrap();
    drop(Store::open(&path).unwrap());
    assert!(!left.exists());
}

#[test]
fn an_index_beside_the_file_is_for_its_owner_alone_and_is_gone_in_the_end() {
    let (folder, mut store) = store();
    let aside = folder.path().join("accounts.db-aside");
    write(&mut store, |writer| {
        add(writer, 0..ACCOUNTS)?;
        #[cfg(unix)]
        let mode = std::os::unix::fs::MetadataExt::mode(&std::fs::metadata(&aside).unwrap());
        #[cfg(unix)]
        assert_eq!(mode & 0o777, 0o600);
        Ok::<_, StoreError>(())
    });
    assert!(!aside.exists());
}
