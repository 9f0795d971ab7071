//! A condition lets the same records pass in SQL and in memory.

use proptest::prelude::*;

use super::{Kind, StoreError, Text, draft, named, store, write};
use crate::domain::filter::Filter;
use crate::domain::money::{Currency, Money};
use crate::domain::parse::{Identifiers, Reading};
use crate::domain::record::{Entry, Field, Presence, Shape};
use crate::domain::schema::Schema;
use crate::domain::value::Value;
use crate::store::{Query, Sort};

fn words() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "east", "East ", "ＥＡＳＴ", "华东", "华", "a%b", "a_b", "a\\b", "\"q\"", "d'or", "1", "a, b", ",",
        "[", "\"", "\\",
    ])
    .prop_map(str::to_owned)
}

fn optional(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    prop_oneof![1 => Just(Value::Empty), 3 => value]
}

/// A field of the user's own of each shape that a playbook can declare, with values for it.
fn own() -> Vec<(Field, Vec<&'static str>)> {
    let field = |name, shape| Field {
        name,
        shape,
        presence: Presence::Optional,
        private: false,
        custom: true,
        rule: None,
        not_before: None,
    };
    vec![
        (field("price", Shape::Money), vec!["CNY 2", "EUR 1", "EUR 2"]),
        (field("signed", Shape::Date), vec!["2026-02-28", "2026-03-01"]),
        (field("share", Shape::Percent), vec!["1", "2", "2.5"]),
        (field("listed", Shape::YesNo), vec!["yes", "no"]),
        (field("sites", Shape::List), vec!["a%b", "east; 华东"]),
        (field("motto", Shape::Text), vec!["a_b", "east"]),
        (field("$m", Shape::Money), vec!["CNY 2", "EUR 1", "EUR 2"]),
        (field("a.b", Shape::Percent), vec!["1", "2", "2.5"]),
        (field("[x]", Shape::List), vec!["a, b", "east; 华东"]),
        (Field::own("ratio"), vec!["10", "1,200", "1.5%", "n/a"]),
        (Field::own("a\"b\\c"), vec!["10", "1,200", "1.5%", "n/a"]),
    ]
}

fn reading() -> Reading<'static> {
    Reading { today: "2026-03-02".parse().unwrap(), currency: Currency::CNY, words: &Identifiers }
}

fn account() -> impl Strategy<Value = Entry> {
    // What people write is trimmed before it is kept.
    let tags =
        prop::collection::vec(words().prop_map(|word| word.trim().to_owned()), 1..3).prop_map(Value::List);
    let money = (0i64..4, prop::bool::ANY).prop_map(|(amount, euro)| {
        let currency = if euro { Currency::EUR } else { Currency::CNY };
        Value::Money(Money { minor: amount * 100, currency })
    });
    let relation = prop::sample::select(vec!["customer", "prospect", "lost"]);
    (
        optional(words().prop_map(Value::Text)),
        optional(tags),
        optional((0i64..4).prop_map(Value::Integer)),
        optional(money),
        optional(relation.prop_map(|text| Value::Text(text.to_owned()))),
        optional(prop::bool::ANY.prop_map(Value::YesNo)),
        prop::collection::vec(0usize..4, own().len()),
    )
        .prop_map(|(region, tags, employees, revenue, relation, archived, chosen)| {
            let mut entry = Entry::blank(Kind::Account);
            for ((field, texts), place) in own().iter().zip(chosen) {
                if let Some(text) = texts.get(place) {
                    entry.put(field, field.parse(text, &reading()).unwrap().value);
                }
            }
            for (name, value) in [
                ("region", region),
                ("tags", tags),
                ("employees", employees),
                ("revenue", revenue),
                ("relation", relation),
                ("archived", archived),
            ] {
                let field = Kind::Account.field(name).unwrap();
                let value = match value {
                    Value::Text(text) => Value::Text(text.trim().to_owned()),
                    value => value,
                };
                entry.put(field, value);
            }
            entry
        })
}

fn condition() -> impl Strategy<Value = String> {
    let operator = prop::sample::select(vec!["=", "!=", "~", "<", "<=", ">", ">="]);
    let field = prop::sample::select(vec![
        "region", "tag", "employees", "revenue", "relation", "archived", "price", "signed", "share",
        "listed", "sites", "motto", "ratio", "$m", "a.b", "[x]", "a\"b\\c",
    ]);
    let values = prop_oneof![
        words(),
        Just(String::new()),
        Just("2".to_owned()),
        Just("CNY 2".to_owned()),
        Just("EUR 1".to_owned()),
        Just("2026-03-01".to_owned()),
        Just("prospect".to_owned()),
        Just("yes".to_owned()),
        Just("no".to_owned()),
    ];
    (field, operator, values).prop_map(|(field, operator, value)| format!("{field}{operator}{value}"))
}

#[test]
fn a_value_kept_under_a_name_of_its_own_is_found_by_it_and_compared_as_a_number() {
    let (_folder, mut store) = store();
    store
        .write::<_, StoreError>(&draft(None), true, |writer| {
            for (name, ratio) in [("a", "9"), ("b", "10.5"), ("c", "1,200"), ("d", "n/a")] {
                let mut entry = Entry::blank(Kind::Account);
                entry.set("name", Value::Text(name.to_owned()));
                entry.put(&Field::own("P/E ratio"), Value::Text(ratio.to_owned()));
                writer.insert(&mut entry)?;
            }
            Ok(((), Text::default()))
        })
        .unwrap();
    assert_eq!(store.custom_name(Kind::Account, "pe RATIO").unwrap().as_deref(), Some("P/E ratio"));
    assert_eq!(store.custom_name(Kind::Account, "pe").unwrap(), None);
    let filter = Filter::on(Field::own("P/E ratio"), "pe>9.5", &reading()).unwrap();
    let sort = vec![Sort { field: Field::own("P/E ratio"), descending: true }];
    let query = Query { filters: vec![filter], sort, ..Query::all(Kind::Account) };
    let found = store.page(&query).unwrap().entries;
    assert_eq!(found.iter().map(Entry::title).collect::<Vec<_>>(), ["c", "b"]);
}

#[test]
fn a_value_of_the_users_own_is_found_and_sorted_by_whatever_name_it_has() {
    for name in ["$m", "a\"b", "[x]", "$", "$.a", "a.b", "it's", "\\", "0", "华 东"] {
        let (_folder, mut store) = store();
        store
            .write::<_, StoreError>(&draft(None), true, |writer| {
                for value in ["1", "3", "2"] {
                    let mut entry = Entry::blank(Kind::Account);
                    entry.set("name", Value::Text(format!("Company {value}")));
                    entry.put(&Field::own(name), Value::Text(value.to_owned()));
                    writer.insert(&mut entry)?;
                }
                Ok(((), Text::default()))
            })
            .unwrap();
        assert_eq!(store.custom_name(Kind::Account, name).unwrap().as_deref(), Some(name));
        let filter = Filter::on(Field::own(name), "n>1", &reading()).unwrap();
        let sort = vec![Sort { field: Field::own(name), descending: true }];
        let query = Query { filters: vec![filter], sort, ..Query::all(Kind::Account) };
        let found = store.page(&query).unwrap().entries;
        assert_eq!(found.iter().map(Entry::title).collect::<Vec<_>>(), ["Company 3", "Company 2"], "{name}");
    }
}

#[test]
fn amounts_in_another_currency_are_passed_over_and_counted() {
    let (_folder, mut store) = store();
    let revenue = Kind::Account.field("revenue").unwrap();
    store
        .write::<_, StoreError>(&draft(None), true, |writer| {
            for (name, amount) in [("a", "CNY 5"), ("b", "USD 5"), ("c", "EUR 1"), ("d", ""), ("e", "CNY 1")]
            {
                let mut entry = Entry::blank(Kind::Account);
                entry.set("name", Value::Text(name.to_owned()));
                entry.put(revenue, revenue.parse(amount, &reading()).unwrap().value);
                writer.insert(&mut entry)?;
            }
            Ok(((), Text::default()))
        })
        .unwrap();
    let passed_over = |conditions: &[&str]| -> Vec<usize> {
        let filter =
            |text: &&str| Filter::parse(&Schema::default(), Kind::Account, text, &reading()).unwrap();
        let query = Query { filters: conditions.iter().map(filter).collect(), ..Query::all(Kind::Account) };
        store.passed_over(&query).unwrap().iter().map(|passed_over| passed_over.count).collect()
    };
    assert_eq!(passed_over(&["revenue>2"]), [2]);
    assert_eq!(passed_over(&["revenue>2", "name=b"]), [1]);
    assert_eq!(passed_over(&["revenue>USD 2"]), [3]);
    assert!(passed_over(&["revenue!=2"]).is_empty() && passed_over(&["revenue="]).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn sql_and_memory_agree(
        accounts in prop::collection::vec(account(), 1..6),
        conditions in prop::collection::vec(condition(), 1..30),
    ) {
        let (_folder, mut store) = store();
        let mut accounts = accounts;
        store
            .write::<_, StoreError>(&draft(None), true, |writer| {
                for (number, account) in accounts.iter_mut().enumerate() {
                    account.set("name", Value::Text(format!("Company {number}")));
                    writer.insert(account)?;
                }
                Ok(((), Text::default()))
            })
            .unwrap();
        let reading = reading();
        let schema = Schema::with_custom(own().into_iter().map(|(field, _)| (Kind::Account, field)).collect());
        for condition in conditions {
            let Ok(filter) = Filter::parse(&schema, Kind::Account, &condition, &reading) else {
                continue;
            };
            let expected: Vec<i64> =
                accounts.iter().filter(|entry| filter.matches(entry)).map(|entry| entry.id).collect();
            let query = Query { filters: vec![filter], with_archived: true, ..Query::all(Kind::Account) };
            let page = store.page(&query).unwrap();
            let found: Vec<i64> = page.entries.iter().map(|entry| entry.id).collect();
            prop_assert_eq!(&found, &expected, "{}", condition);
            prop_assert_eq!(store.count(&query).unwrap(), expected.len());
        }
    }
}

#[test]
fn a_day_compares_with_a_moment_and_what_is_found_is_counted() {
    let (_folder, mut store) = store();
    write(&mut store, |writer| {
        for name in ["a", "b", "c"] {
            writer.insert(&mut named(Kind::Account, name, 0))?;
        }
        Ok(())
    });
    let updated = Kind::Account.field("updated").unwrap();
    for (condition, expected) in [
        ("updated=2026-03-02", 3),
        ("updated!=2026-03-02", 0),
        ("updated<2026-03-02", 0),
        ("updated<=2026-03-02", 3),
        ("updated>2026-03-02", 0),
        ("updated>=2026-03-02", 3),
        ("updated<2026-03-03", 3),
        ("updated>=2026-03-01", 3),
    ] {
        let filter = Filter::on(updated.clone(), condition, &reading()).unwrap();
        let all = Query { filters: vec![filter], ..Query::all(Kind::Account) };
        assert_eq!(store.count(&all).unwrap(), expected, "{condition}");
        let page = store.page(&Query { limit: Some(2), ..all }).unwrap();
        assert_eq!((page.entries.len(), page.total), (expected.min(2), expected), "{condition}");
    }
}

#[test]
fn those_of_an_industry_that_are_not_archived_are_found_by_its_names() {
    let (_folder, mut store) = store();
    for (name, industry, is_archived) in
        [("Mill", "Steel", false), ("Gone", "Steel", true), ("厂", "钢铁", false), ("Port", "Ships", false)]
    {
        let mut account = named(Kind::Account, name, 0);
        account.set("industry", Value::Text(industry.to_owned()));
        account.set("archived", Value::YesNo(is_archived));
        write(&mut store, |writer| writer.insert(&mut account));
    }
    let is_steel = |name: &str| matches!(name, "Steel" | "钢铁");
    let living = store.read().living_in(is_steel).unwrap();
    assert_eq!(living, [(1, "Mill".to_owned()), (3, "厂".to_owned())]);
    assert_eq!(store.read().accounts_in(is_steel).unwrap().len(), 3);
}
