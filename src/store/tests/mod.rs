//! One suite for every kind of record: what is written is read, journalled, found and taken back.

mod files;
mod filters;
mod history;
mod search;
mod waiting;

use std::collections::BTreeSet;

use super::*;
use crate::domain::identity::linked_kinds;
use crate::domain::language::{Language, Text};
use crate::domain::money::{Currency, Money};
use crate::domain::record::{Entry, Field, Shape};
use crate::domain::value::Value;
use crate::playbook::Labels;

fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("accounts.db")).unwrap();
    (folder, store)
}

fn draft(undoes: Option<i64>) -> OperationDraft {
    OperationDraft {
        at: "2026-03-02T12:00:00Z".parse().unwrap(),
        user: "ann".to_owned(),
        command: "acct test".to_owned(),
        undoes,
    }
}

fn write<T>(store: &mut Store, work: impl FnOnce(&mut Writer) -> Result<T, StoreError>) -> Written<T> {
    store.write::<T, StoreError>(&draft(None), true, |writer| Ok((work(writer)?, Text::default()))).unwrap()
}

/// A value that a field can hold; the same each time.
fn sample(field: &Field, salt: &str) -> Value {
    match field.shape {
        Shape::Text | Shape::Paragraph | Shape::Own => {
            Value::Text(format!("{} {salt} 华为\n\"'%_", field.name))
        }
        Shape::Integer { least, most } => Value::Integer(most.min(least + 3)),
        Shape::Year => Value::Integer(1987),
        Shape::Number | Shape::Percent => Value::Number(12.5),
        Shape::Money => Value::Money(Money { minor: -120_050, currency: Currency::CNY }),
        Shape::Date => Value::Date("2026-02-28".parse().unwrap()),
        Shape::Moment => Value::Moment("2026-02-28T01:02:03Z".parse().unwrap()),
        Shape::YesNo => Value::YesNo(true),
        Shape::Choice(choices) => Value::Text(choices.values[choices.values.len() - 1].to_owned()),
        Shape::Choices(choices) => {
            Value::List(choices.values.iter().map(|value| (*value).to_owned()).collect())
        }
        Shape::List => Value::List(vec![format!("{} {salt}", field.name), format!("二\" {salt}")]),
        Shape::Link(_) => Value::Link(1),
        Shape::Links(_) => Value::Links(vec![1]),
        Shape::Custom => Value::Custom([("site".to_owned(), Value::Text("北京".to_owned()))].into()),
        Shape::Data => Value::Data(Box::new(serde_json::json!({"a": [1, null]}))),
    }
}

fn full(kind: Kind, salt: &str) -> Entry {
    let mut entry = Entry::blank(kind);
    for field in kind.fields().iter().filter(|field| sql::is_written(field)) {
        if !matches!(field.name, "parent" | "reports_to" | "created" | "updated") {
            entry.set(field.name, sample(field, salt));
        }
    }
    entry
}

/// An account, a contact and what else a record of the kind leads to, then one of the kind.
fn filled(store: &mut Store, kind: Kind) -> Entry {
    let mut led_to = BTreeSet::from([Kind::Account, Kind::Contact]);
    let mut waiting = vec![kind];
    while let Some(from) = waiting.pop() {
        waiting.extend(linked_kinds(from).filter(|to| led_to.insert(*to)));
    }
    write(store, |writer| {
        led_to.iter().try_for_each(|kind| writer.insert(&mut full(*kind, "first")).map(|_| ()))
    });
    let mut entry = full(kind, "second");
    write(store, |writer| writer.insert(&mut entry));
    entry
}

fn known(entry: &Entry) -> Vec<(&'static str, Value)> {
    let fields = entry.kind.fields().iter().zip(&entry.values);
    fields
        .filter(|(field, _)| sql::is_written(field))
        .map(|(field, value)| (field.name, value.clone()))
        .collect()
}

#[test]
fn every_kind_is_read_as_it_was_written() {
    for &kind in Kind::ALL {
        let (_folder, mut store) = store();
        let entry = filled(&mut store, kind);
        let read = store.read().get(kind, entry.id).unwrap();
        assert_eq!(known(&read), known(&entry), "{kind}");
    }
}

#[test]
fn a_record_of_any_kind_holds_what_it_was_given_and_nothing_else() {
    for &kind in Kind::ALL {
        let (_folder, mut store) = store();
        let entry = filled(&mut store, kind);
        write(&mut store, |writer| {
            assert!(writer.holds(entry.id, &entry)?, "{kind}");
            assert!(!writer.holds(entry.id + 1, &entry)?, "{kind}");
            for field in kind.fields().iter().filter(|field| sql::is_written(field)) {
                let mut said = Entry::blank(kind);
                said.put(field, entry.get(field.name).clone());
                assert!(writer.holds(entry.id, &said)?, "{kind}.{}", field.name);
                let other = match sample(field, "other") {
                    Value::Text(text) => Value::Text(format!("{text} other")),
                    Value::Money(money) => Value::Money(Money { currency: Currency::EUR, ..money }),
                    _ => continue,
                };
                said.put(field, other);
                assert!(!writer.holds(entry.id, &said)?, "{kind}.{}", field.name);
            }
            Ok(())
        });
    }
}

#[test]
fn every_kind_comes_back_from_a_removal_as_it_was() {
    for &kind in Kind::ALL {
        let (_folder, mut store) = store();
        let entry = filled(&mut store, kind);
        let before = store.read().get(kind, entry.id).unwrap();
        let removed = write(&mut store, |writer| writer.delete(&before));
        assert!(store.read().find(kind, entry.id).unwrap().is_none(), "{kind}");
        let number = removed.operation.unwrap();
        store
            .write::<_, StoreError>(&draft(Some(number)), true, |writer| {
                Ok((writer.revert(number, |_| ())?, Text::default()))
            })
            .unwrap();
        assert_eq!(known(&store.read().get(kind, entry.id).unwrap()), known(&before), "{kind}");
    }
}

#[test]
fn every_field_of_every_kind_changes_and_changes_back() {
    for &kind in Kind::ALL {
        let (_folder, mut store) = store();
        let entry = filled(&mut store, kind);
        let before = store.read().get(kind, entry.id).unwrap();
        for field in kind.fields().iter().filter(|field| field.is_given() && !field.is_required()) {
            let mut after = before.clone();
            after.put(field, Value::Empty);
            if after == before {
                continue;
            }
            let written = write(&mut store, |writer| writer.update(&before, &after));
            assert_eq!(written.value, [field], "{kind}.{}", field.name);
            assert!(
                store.read().get(kind, entry.id).unwrap().get(field.name).is_empty(),
                "{kind}.{}",
                field.name
            );
            let number = written.operation.unwrap();
            store
                .write::<_, StoreError>(&draft(Some(number)), true, |writer| {
                    Ok((writer.revert(number, |_| ())?, Text::default()))
                })
                .unwrap();
            assert_eq!(
                known(&store.read().get(kind, entry.id).unwrap()),
                known(&before),
                "{kind}.{}",
                field.name
            );
        }
    }
}

#[test]
fn every_choice_of_every_field_is_admitted_by_the_schema_and_no_other() {
    let (_folder, mut store) = store();
    write(&mut store, |writer| {
        writer.insert(&mut full(Kind::Account, "first"))?;
        writer.insert(&mut full(Kind::Contact, "first"))
    });
    for &kind in Kind::ALL {
        for field in kind.fields().iter().filter(|field| sql::is_written(field)) {
            let Shape::Choice(choices) = field.shape else { continue };
            for value in choices.values.iter().copied().chain(["nonsense"]) {
                let mut entry = full(kind, value);
                entry.set(field.name, Value::Text(value.to_owned()));
                let written = store.write::<_, StoreError>(&draft(None), false, |writer| {
                    if kind == Kind::Account {
                        entry.set("aliases", Value::Empty);
                        entry.set("external_ids", Value::Empty);
                    }
                    Ok((writer.insert(&mut entry)?, Text::default()))
                });
                assert_eq!(written.is_ok(), value != "nonsense", "{kind}.{} {value}", field.name);
            }
        }
    }
}

#[test]
fn every_kind_field_and_choice_has_a_label_in_both_languages() {
    let labels = Labels::default();
    let mut missing = Vec::new();
    let mut look = |key: String| {
        for language in [Language::English, Language::Chinese] {
            if labels.find(&key, language).is_none() {
                missing.push(key.clone());
            }
        }
    };
    for &kind in Kind::ALL {
        look(kind.name().to_owned());
        for field in
            kind.fields().iter().filter(|field| !matches!(field.name, "created" | "updated" | "custom"))
        {
            look(format!("{kind}.{}", field.name));
            if let Shape::Choice(choices) | Shape::Choices(choices) = field.shape {
                choices.values.iter().for_each(|value| look(format!("{}.{value}", choices.name)));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_dry_run_and_an_error_leave_nothing_behind() {
    let (_folder, mut store) = store();
    let trial = store
        .write::<_, StoreError>(&draft(None), false, |writer| {
            Ok((writer.insert(&mut full(Kind::Account, "trial"))?, Text::default()))
        })
        .unwrap();
    assert_eq!(trial.operation, None);
    let failed = store.write::<(), StoreError>(&draft(None), true, |writer| {
        writer.insert(&mut full(Kind::Account, "failed"))?;
        Err(StoreError::Missing { kind: Kind::Account, id: 7 })
    });
    assert!(failed.is_err());
    assert_eq!(store.read().live(Kind::Account).unwrap(), 0);
    assert!(store.history(None, 0).unwrap().is_empty());
    assert_eq!(store.search(&crate::domain::words::terms("华为"), &SearchScope::default(), 10).unwrap().1, 0);
}

fn named(kind: Kind, name: &str, account: i64) -> Entry {
    let mut entry = Entry::blank(kind);
    entry.set(kind.title_field(), Value::Text(name.to_owned()));
    if account > 0 {
        entry.set("account", Value::Link(account));
    }
    entry
}

#[test]
fn a_resembling_account_is_found_among_many_other_records_and_not_by_its_legal_form() {
    let (_folder, mut store) = store();
    write(&mut store, |writer| {
        let account = writer.insert(&mut named(Kind::Account, "Example Steel Co., Ltd.", 0))?;
        writer.insert(&mut named(Kind::Account, "Northern Paper Co., Ltd.", 0))?;
        for number in 0..300 {
            let mut contact = named(Kind::Contact, &format!("Steele {number}"), account);
            contact.set("level", Value::Text("decision".to_owned()));
            writer.insert(&mut contact)?;
        }
        Ok(())
    });
    let names = |text: &str| -> Vec<String> {
        store.accounts_resembling(text).unwrap().into_iter().map(|named| named.name).collect()
    };
    assert_eq!(names("Stele Ltd."), ["Example Steel Co., Ltd."]);
    assert_eq!(names("Papre Co., Ltd."), ["Northern Paper Co., Ltd."]);
    assert_eq!(names("Seel"), ["Example Steel Co., Ltd."]);
    assert_eq!(names("Nothern"), ["Northern Paper Co., Ltd."]);
    assert_eq!(names("Ltd.").len(), 2);
}

#[test]
fn what_leads_to_a_contact_in_a_list_is_found_within_the_account() {
    let (_folder, mut store) = store();
    let contact = write(&mut store, |writer| {
        let account = writer.insert(&mut named(Kind::Account, "Example Steel", 0))?;
        let contact = writer.insert(&mut named(Kind::Contact, "Ann", account))?;
        for contacts in [vec![contact], vec![contact + 10, contact], vec![contact + 10]] {
            let mut log = named(Kind::Interaction, "met", account);
            log.set("contacts", Value::Links(contacts));
            log.set("date", Value::Date("2026-03-01".parse().unwrap()));
            writer.insert(&mut log)?;
        }
        Ok(contact)
    })
    .value;
    let field = Kind::Interaction.field("contacts").unwrap();
    let found = store.read().pointing_at(Kind::Interaction, field, contact).unwrap();
    assert_eq!(found.iter().map(|entry| entry.id).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_snapshot_is_one_state_of_the_file() {
    let (_folder, store) = store();
    let mut other = Store::open(store.path()).unwrap();
    let seen = store.snapshot::<_, StoreError>(|store| {
        let before = store.read().live(Kind::Account)?;
        write(&mut other, |writer| writer.insert(&mut named(Kind::Account, "Example Steel", 0)));
        Ok((before, store.read().live(Kind::Account)?))
    });
    assert_eq!(seen.unwrap(), (0, 0));
    assert_eq!(store.read().live(Kind::Account).unwrap(), 1);
}

#[test]
fn an_account_is_found_by_its_credit_code_and_two_cannot_share_one() {
    const CODE: &str = "91310000MA1FAKE015";
    let (_folder, mut store) = store();
    let coded = |name: &str, code: &str| {
        let mut account = named(Kind::Account, name, 0);
        account.set("credit_code", Value::Text(code.to_owned()));
        account
    };
    write(&mut store, |writer| {
        for (name, code) in [("Steel", CODE), ("Paper", "-"), ("Glass", "-")] {
            writer.insert(&mut coded(name, code))?;
        }
        Ok(())
    });
    assert_eq!(store.read().account_by_key("USCC:91310000ma1fake015").unwrap().unwrap().name, "Steel");
    assert_eq!(store.read().accounts_coded(CODE).unwrap().len(), 1);
    assert_eq!(store.read().accounts_coded("-").unwrap(), []);
    write(&mut store, |writer| {
        let taken = writer.insert(&mut coded("Iron", CODE));
        assert!(matches!(taken, Err(StoreError::NameTaken { by, .. }) if by == "Steel"));
        Ok(())
    });
}

#[test]
fn external_ids_that_differ_in_case_are_two_and_one_typed_in_other_case_is_found() {
    let (_folder, mut store) = store();
    write(&mut store, |writer| {
        for (name, id) in [("Steel", "sf:0015AbC"), ("Paper", "SF:0015abc"), ("Glass", "sf:0016XyZ")] {
            let mut account = named(Kind::Account, name, 0);
            account.set("external_ids", Value::List(vec![id.to_owned()]));
            account.set("aliases", Value::List(vec![format!("{name}: China")]));
            writer.insert(&mut account)?;
        }
        Ok(())
    });
    let reader = store.read();
    for (text, expected) in [
        ("SF:0015AbC", Some("Steel")),
        ("sf：0015abc", Some("Paper")),
        ("sf:0015ABC", None),
        ("SF:0016xyz", Some("Glass")),
        ("sf:0016XYZ", Some("Glass")),
        ("sf:0017", None),
        ("GLASS: china", Some("Glass")),
    ] {
        let found = reader.account_by_key(text).unwrap().map(|named| named.name);
        assert_eq!(found.as_deref(), expected, "{text}");
    }
    assert_eq!(reader.account_called("sf:0016xyz").unwrap(), None);
    assert_eq!(reader.account_called("glass: China").unwrap(), Some(3));
    assert_eq!(reader.accounts_beginning("SF:0016X", 9).unwrap().len(), 1);
}
