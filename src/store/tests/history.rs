//! What the journal tells of records that were created together, and what the index keeps of removed ones.

use super::*;

fn rows(store: &Store) -> i64 {
    store.connection.query_row("SELECT count(*) FROM \"change\"", [], |row| row.get(0)).unwrap()
}

pub(super) fn undo(store: &mut Store, number: i64) -> i64 {
    store
        .write::<_, StoreError>(&draft(Some(number)), true, |writer| {
            Ok((writer.revert(number, |_| ())?, Text::default()))
        })
        .unwrap()
        .operation
        .unwrap()
}

/// The kind, number and title of each record that an operation created.
fn created(store: &Store, number: i64) -> Vec<(Kind, i64, String)> {
    let changes = store.changes_of_operation(number, None, 0).unwrap();
    let titled = changes.iter().filter(|change| change.before.is_none()).map(|change| {
        let title = change.after.as_ref().and_then(|after| after.get(change.kind.title_field()));
        let title = title.and_then(serde_json::Value::as_str).unwrap_or_default();
        (change.kind, change.record, title.to_owned())
    });
    titled.collect()
}

/// Five accounts, two contacts of the first and one of the second.
fn imported(store: &mut Store) -> i64 {
    let written = write(store, |writer| {
        for name in ["A", "B", "C", "D", "E"] {
            writer.insert(&mut named(Kind::Account, name, 0))?;
        }
        for (name, account) in [("Ann", 1), ("Bob", 1), ("Carl", 2)] {
            writer.insert(&mut named(Kind::Contact, name, account))?;
        }
        Ok(())
    });
    written.operation.unwrap()
}

#[test]
fn records_created_together_share_rows_and_are_told_one_by_one() {
    let (_folder, mut store) = store();
    let number = imported(&mut store);
    assert_eq!(rows(&store), 3);
    let all = created(&store, number);
    assert_eq!(all.len(), 8);
    assert_eq!(all[3], (Kind::Account, 4, "D".to_owned()));
    assert_eq!(all[7], (Kind::Contact, 3, "Carl".to_owned()));
    assert_eq!(store.changes_of_operation(number, None, 6).unwrap().len(), 6);
    let of_first = store.changes_of_operation(number, Some(1), 0).unwrap();
    assert_eq!(
        of_first.iter().map(|change| (change.kind, change.record)).collect::<Vec<_>>(),
        [(Kind::Account, 1), (Kind::Contact, 1), (Kind::Contact, 2)]
    );
    for account in 1..=5 {
        assert_eq!(store.history(Some(account), 0).unwrap().len(), 1, "{account}");
    }
    assert!(store.history(Some(6), 0).unwrap().is_empty());
    let plan = store.read().undo_plan(store.operation(number).unwrap().unwrap()).unwrap();
    assert_eq!(plan.created, [(Kind::Account, 5), (Kind::Contact, 3)].into());
    assert!(plan.removed.is_empty() && plan.changed.is_empty());
}

#[test]
fn what_a_record_was_when_it_was_created_is_told_whatever_became_of_it() {
    let (_folder, mut store) = store();
    let number = imported(&mut store);
    let before = created(&store, number);
    write(&mut store, |writer| {
        let third = writer.read().get(Kind::Account, 3)?;
        let mut renamed = third.clone();
        renamed.set("name", Value::Text("C2".to_owned()));
        renamed.set("city", Value::Text("Lyon".to_owned()));
        writer.update(&third, &renamed)?;
        let fourth = writer.read().get(Kind::Account, 4)?;
        writer.delete(&fourth)
    });
    assert_eq!(created(&store, number), before);
    let changes = store.changes_of_operation(number, Some(3), 0).unwrap();
    assert_eq!(changes[0].after.as_ref().unwrap().len(), 1, "the city came later: {changes:?}");
}

#[test]
fn records_created_together_go_and_come_back_together() {
    let (_folder, mut store) = store();
    let number = imported(&mut store);
    let before: Vec<_> = (1..=5).map(|id| known(&store.read().get(Kind::Account, id).unwrap())).collect();
    let undone = undo(&mut store, number);
    assert_eq!(store.read().live(Kind::Account).unwrap(), 0);
    assert_eq!(store.changes_of_operation(undone, None, 0).unwrap().len(), 8);
    undo(&mut store, undone);
    let after: Vec<_> = (1..=5).map(|id| known(&store.read().get(Kind::Account, id).unwrap())).collect();
    assert_eq!(before, after);
    assert_eq!(created(&store, number).len(), 8);
}

#[test]
fn later_work_on_one_of_many_records_stands_in_the_way() {
    let (_folder, mut store) = store();
    let number = imported(&mut store);
    let dependences = |store: &Store| -> Vec<i64> {
        store.read().dependences(number).unwrap().iter().map(|later| later.operation).collect()
    };
    assert!(dependences(&store).is_empty());
    write(&mut store, |writer| writer.insert(&mut named(Kind::Account, "Elsewhere", 0)));
    assert!(dependences(&store).is_empty());
    let below = write(&mut store, |writer| {
        let other = writer.read().get(Kind::Account, 6)?;
        let mut moved = other.clone();
        moved.set("parent", Value::Link(4));
        writer.update(&other, &moved)
    });
    let contact = write(&mut store, |writer| writer.insert(&mut named(Kind::Contact, "Dora", 5)));
    let edited = write(&mut store, |writer| {
        let second = writer.read().get(Kind::Account, 2)?;
        let mut changed = second.clone();
        changed.set("city", Value::Text("Lyon".to_owned()));
        writer.update(&second, &changed)
    });
    let expected: Vec<i64> =
        [below.operation, contact.operation, edited.operation].into_iter().flatten().collect();
    assert_eq!(dependences(&store), expected);
}

#[test]
fn the_index_forgets_every_word_of_a_removed_record() {
    let (_folder, mut store) = store();
    let words = |store: &Store| -> i64 {
        store
            .connection
            .execute_batch(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab (main, search, instance)",
            )
            .unwrap();
        store.connection.query_row("SELECT count(*) FROM temp.words", [], |row| row.get(0)).unwrap()
    };
    for &kind in Kind::ALL {
        let first = filled(&mut store, kind);
        let before = store.read().get(kind, first.id).unwrap();
        let mut after = before.clone();
        after.set(kind.title_field(), Value::Text("另一个 name".to_owned()));
        let is_text = |field: &Field| matches!(field.shape, Shape::Text | Shape::Paragraph);
        if !kind.is_answer() && kind.field(kind.title_field()).is_some_and(is_text) {
            write(&mut store, |writer| writer.update(&before, &after));
        }
        for operation in store.history(None, 0).unwrap() {
            undo(&mut store, operation.number);
        }
        assert_eq!(words(&store), 0, "{kind}");
        store = self::store().1;
    }
}

#[test]
fn industries_have_names_of_their_own_and_an_undo_is_not_refused_for_one() {
    let (_folder, mut store) = store();
    let industry = |name: &str, alias: &str| {
        let mut entry = named(Kind::Industry, name, 0);
        entry.set("aliases", Value::List(vec![alias.to_owned()]));
        entry
    };
    write(&mut store, |writer| {
        let mut steel = industry("Steel", "Iron");
        writer.insert(&mut steel)?;
        let refused = writer.insert(&mut industry("Metal", "ＩＲＯＮ"));
        assert!(matches!(refused, Err(StoreError::NameTaken { id: 1, .. })), "{refused:?}");
        let mut renamed = steel.clone();
        renamed.set("aliases", Value::List(vec!["Ore".to_owned()]));
        writer.update(&steel, &renamed)?;
        writer.insert(&mut industry("Metal", "Iron"))?;
        assert!(matches!(
            writer.insert(&mut industry("Ore", "Pits")),
            Err(StoreError::NameTaken { id: 1, .. })
        ));
        writer.delete(&renamed)?;
        writer.insert(&mut industry("Ore", "Pits"))
    });
    let removed = write(&mut store, |writer| writer.delete(&writer.read().get(Kind::Industry, 2)?));
    // A file from before names were refused.
    let shared = "UPDATE \"industry\" SET \"aliases\" = '[\"Iron\"]' WHERE \"name\" = 'Ore'";
    store.connection.execute(shared, []).unwrap();
    undo(&mut store, removed.operation.unwrap());
    assert_eq!(store.read().get(Kind::Industry, 2).unwrap().title(), "Metal");
}

#[test]
fn a_record_whose_name_is_taken_leaves_nothing_behind() {
    let (_folder, mut store) = store();
    let number = imported(&mut store);
    let taken = write(&mut store, |writer| {
        let mut entry = named(Kind::Account, "F", 0);
        entry.set("aliases", Value::List(vec!["free".to_owned(), "a".to_owned()]));
        let refused = writer.insert(&mut entry);
        assert!(matches!(refused, Err(StoreError::NameTaken { id: 1, .. })), "{refused:?}");
        let second = writer.read().get(Kind::Account, 2)?;
        let mut renamed = second.clone();
        renamed.set("name", Value::Text("c".to_owned()));
        assert!(matches!(writer.update(&second, &renamed), Err(StoreError::NameTaken { id: 3, .. })));
        Ok(())
    });
    assert_eq!(taken.operation, None, "nothing was changed");
    let free = write(&mut store, |writer| writer.insert(&mut named(Kind::Account, "Free", 0)));
    assert_eq!(free.value, 6);
    assert_eq!(store.read().live(Kind::Account).unwrap(), 6);
    undo(&mut store, free.operation.unwrap());
    undo(&mut store, number);
    let keys: i64 =
        store.connection.query_row("SELECT count(*) FROM \"account_key\"", [], |row| row.get(0)).unwrap();
    assert_eq!((keys, store.read().live(Kind::Account).unwrap()), (0, 0));
}

fn refused_redo(store: &mut Store, undone: i64) -> StoreError {
    store
        .write::<_, StoreError>(&draft(Some(undone)), false, |writer| {
            Ok((writer.revert(undone, |_| ())?, Text::default()))
        })
        .unwrap_err()
}

#[test]
fn nothing_comes_back_where_another_record_stands_by_now() {
    let (_folder, mut store) = store();
    imported(&mut store);
    let finding = |value: &str| {
        let mut finding = named(Kind::Finding, "trend.rivalry", 1);
        finding.set("value", Value::Text(value.to_owned()));
        finding.set("answered", Value::Text("known".to_owned()));
        finding.set("date", Value::Date("2026-03-01".parse().unwrap()));
        finding
    };
    let relation = |from, to| {
        let mut relation = named(Kind::Relation, "ally", 1);
        relation.set("from", Value::Link(from));
        relation.set("to", Value::Link(to));
        relation
    };
    for (mut first, mut second) in [
        (named(Kind::Contact, "Dora", 1), named(Kind::Contact, "DORA", 1)),
        (named(Kind::Need, "Faster", 1), named(Kind::Need, "faster", 1)),
        (finding("4"), finding("2")),
        (relation(1, 2), relation(2, 1)),
    ] {
        let added = write(&mut store, |writer| writer.insert(&mut first)).operation.unwrap();
        let undone = undo(&mut store, added);
        let again = write(&mut store, |writer| writer.insert(&mut second)).operation.unwrap();
        let refused = refused_redo(&mut store, undone);
        assert!(matches!(refused, StoreError::PlaceTaken { .. }), "{refused}");
        undo(&mut store, again);
        undo(&mut store, undone);
    }
}

#[test]
fn nothing_comes_back_that_leads_to_a_record_that_is_gone() {
    let (_folder, mut store) = store();
    imported(&mut store);
    let ann = write(&mut store, |writer| writer.insert(&mut named(Kind::Contact, "Dora", 1)));
    let mut need = named(Kind::Need, "Faster", 1);
    need.set("stakeholders", Value::Links(vec![ann.value]));
    let need = write(&mut store, |writer| writer.insert(&mut need)).operation.unwrap();
    let undone = undo(&mut store, need);
    undo(&mut store, ann.operation.unwrap());
    let refused = refused_redo(&mut store, undone);
    assert!(matches!(refused, StoreError::LeadsNowhere { to: Kind::Contact, .. }), "{refused}");
}
