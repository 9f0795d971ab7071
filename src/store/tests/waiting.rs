//! New records wait to be written, and whoever reads finds them.

use super::*;

fn named(kind: Kind, name: &str, account: Option<i64>) -> Entry {
    let mut entry = Entry::blank(kind);
    entry.set("name", Value::Text(name.to_owned()));
    if let Some(account) = account {
        entry.set("account", Value::Link(account));
    }
    entry
}

#[test]
fn what_waits_is_found_changed_and_removed_as_if_it_were_written() {
    let (_folder, mut store) = store();
    write(&mut store, |writer| {
        for number in 0..40 {
            let mut account = named(Kind::Account, &format!("示例{number}"), None);
            if number % 3 == 0 {
                account.set("city", Value::Text("Lyon".to_owned()));
            }
            let id = writer.insert(&mut account)?;
            writer.insert(&mut named(Kind::Contact, "Ann Example", Some(id)))?;
            match number % 4 {
                0 => assert_eq!(writer.read().get(Kind::Account, id)?, account),
                1 => {
                    let mut changed = account.clone();
                    changed.set("region", Value::Text("East".to_owned()));
                    writer.update(&account, &changed)?;
                }
                2 => assert!(writer.holds(id, &account)?),
                _ => {
                    let person = writer.read().entries_of_account(Kind::Contact, id)?.remove(0);
                    writer.delete(&person)?;
                    writer.delete(&account)?;
                }
            }
        }
        Ok(())
    });
    let accounts = store.page(&Query::all(Kind::Account)).unwrap().entries;
    assert_eq!(accounts.len(), 30);
    assert_eq!(accounts.iter().filter(|account| account.text("region") == "East").count(), 10);
    assert_eq!(store.read().live(Kind::Contact).unwrap(), 30);
}

#[test]
fn rows_of_several_kinds_and_columns_that_nobody_reads_are_all_written() {
    let (_folder, mut store) = store();
    let of = |number: usize| {
        let mut account = named(Kind::Account, &format!("Example {number}"), None);
        for (field, every) in [("city", 2), ("region", 3), ("address", 5)] {
            if number.is_multiple_of(every) {
                account.set(field, Value::Text(format!("{field} {number} 示例")));
            }
        }
        account
    };
    write(&mut store, |writer| {
        for number in 0..500 {
            let id = writer.insert(&mut of(number))?;
            writer.insert(&mut named(Kind::Contact, "Ann Example", Some(id)))?;
            writer.insert(&mut named(Kind::Contact, "王示例", Some(id)))?;
        }
        Ok(())
    });
    let accounts = store.page(&Query::all(Kind::Account)).unwrap().entries;
    assert_eq!(accounts.len(), 500);
    for (number, account) in accounts.iter().enumerate() {
        let expected = of(number);
        for field in ["name", "city", "region", "address"] {
            assert_eq!(account.get(field), expected.get(field), "{number} {field}");
        }
        assert_eq!(store.read().entries_of_account(Kind::Contact, account.id).unwrap().len(), 2);
    }
    let broken: i64 = store
        .connection
        .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(broken, 0);
}

#[test]
fn a_name_that_was_given_in_the_same_write_is_found_and_another_is_not() {
    let (_folder, mut store) = store();
    write(&mut store, |writer| {
        assert_eq!(writer.account_named("示例钢铁")?, Likeness::default());
        let id = writer.insert(&mut named(Kind::Account, "示例钢铁有限公司", None))?;
        assert_eq!(writer.account_named("示例钢铁有限公司")?.same, Some(id));
        assert_eq!(writer.account_named("示例钢铁")?.near, Some(id));
        assert_eq!(writer.account_named("示例造船")?, Likeness::default());
        Ok(())
    });
    write(&mut store, |writer| {
        assert!(writer.account_named("示例钢铁")?.near.is_some());
        Ok(())
    });
}
