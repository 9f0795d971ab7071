//! What is found is what the records say, whatever was done to them.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::domain::record::Field;
use crate::domain::value::Value;
use crate::domain::words::words;
use crate::ops;

fn entry(kind: Kind, fields: &[(&str, &str)]) -> Entry {
    let mut entry = Entry::blank(kind);
    for (name, text) in fields {
        entry.set(name, Value::Text((*text).to_owned()));
    }
    entry
}

fn add(session: &mut Session, mut entry: Entry, account: Option<i64>) -> i64 {
    if let Some(account) = account {
        entry.set("account", Value::Link(account));
    }
    ops::records::add(session, entry).unwrap().value.id
}

fn find(session: &Session, text: &str, scope: SearchScope, limit: usize) -> Results {
    search(session, &Labels::default(), &Wanted { text, scope, limit, width: 40 }).unwrap()
}

fn places(session: &Session, text: &str) -> Vec<(Kind, i64)> {
    find(session, text, SearchScope::default(), 0).found.iter().map(|found| (found.kind, found.id)).collect()
}

#[test]
fn the_account_of_that_name_comes_first_and_scope_narrows() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::in_folder(&folder);
    let mut huawei = entry(
        Kind::Account,
        &[("name", "华为技术有限公司"), ("note", "a long note about many other things")],
    );
    huawei.set("aliases", Value::List(vec!["华为".to_owned()]));
    let huawei = add(&mut session, huawei, None);
    let other = add(&mut session, entry(Kind::Account, &[("name", "华为华为华为")]), None);
    let need = add(&mut session, entry(Kind::Need, &[("title", "华为云")]), Some(huawei));
    let contact =
        add(&mut session, entry(Kind::Contact, &[("name", "王芳"), ("note", "met at 华为")]), Some(other));
    assert_eq!(places(&session, "华为")[0], (Kind::Account, huawei));
    assert_eq!(places(&session, "ｈｕａｗｅｉ"), [], "no such text");
    let needs = find(&session, "华为", SearchScope { kinds: vec![Kind::Need], account: None }, 0);
    assert_eq!((needs.found.len(), needs.found[0].id), (1, need));
    let of_other = find(&session, "华为", SearchScope { kinds: Vec::new(), account: Some(other) }, 0);
    let found: BTreeSet<(Kind, i64)> = of_other.found.iter().map(|found| (found.kind, found.id)).collect();
    assert_eq!(found, BTreeSet::from([(Kind::Account, other), (Kind::Contact, contact)]));
    let first = find(&session, "华为", SearchScope::default(), 1);
    assert_eq!((first.found.len(), first.total), (1, 4));
}

#[test]
fn a_hit_is_shown_from_the_text_it_stands_in() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::in_folder(&folder);
    let account = add(&mut session, entry(Kind::Account, &[("name", "Example Steel")]), None);
    let mut finding = entry(
        Kind::Finding,
        &[
            ("item", "trend.rivalry"),
            ("answered", "known"),
            ("value", "4"),
            ("note", "Three ＢＩＤＤＥＲＳ in each tender"),
        ],
    );
    finding.set("date", Value::Date(session.today));
    add(&mut session, finding, Some(account));
    let found = find(&session, "bidders", SearchScope::default(), 0).found.remove(0);
    assert_eq!((found.kind, found.field, found.title.en.as_str()), (Kind::Finding, "note", "Rivalry"));
    assert_eq!(found.excerpt.text(), "Three ＢＩＤＤＥＲＳ in each tender");
    assert!(found.excerpt.parts.iter().any(|part| part.is_hit && part.text == "ＢＩＤＤＥＲＳ"));
    assert_eq!(found.account.unwrap().name, "Example Steel");
}

#[test]
fn the_personal_file_is_never_found() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::in_folder(&folder);
    let account = add(&mut session, entry(Kind::Account, &[("name", "Example Steel")]), None);
    for field in Kind::Contact.fields().iter().filter(|field| field.private) {
        let mut contact = entry(Kind::Contact, &[("name", field.name)]);
        if matches!(field.shape, crate::domain::record::Shape::Text | crate::domain::record::Shape::Paragraph)
        {
            contact.set(field.name, Value::Text("zebra".to_owned()));
        }
        add(&mut session, contact, Some(account));
    }
    assert_eq!(places(&session, "zebra"), []);
    assert_eq!(places(&session, "Example").len(), 1);
}

#[test]
fn nothing_that_is_typed_breaks_the_search() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::in_folder(&folder);
    add(&mut session, entry(Kind::Account, &[("name", "NEAR OR AND NOT 示例 \"quoted\" (x)*")]), None);
    for text in [
        "", " ", "\"", "\"\"", "*", "NEAR", "NEAR(", "NEAR(a b, 3)", "OR", "AND AND", "NOT", "(", ")",
        "a OR", "title:x", "^a", "-", "x*", "{title}: x", "'; DROP TABLE search; --", "👍",
        "👨\u{200d}👩\u{200d}👧", "\u{0}", "a\u{0}b", "\u{202e}", "%", "_", "\\", "示例*", "\u{E000}",
        "é\u{301}\u{301}",
    ] {
        find(&session, text, SearchScope::default(), 10);
    }
    assert_eq!(places(&session, "near OR \"quoted").len(), 1, "words like any other");
    assert_eq!(places(&session, "\u{E000}"), []);
    let long = "海".repeat(1 << 20);
    let wanted = Wanted { text: &long, scope: SearchScope::default(), limit: 1, width: 40 };
    assert!(matches!(
        search(&session, &Labels::default(), &wanted),
        Err(OpsError::Refused(Refusal::LongSearch { .. }))
    ));
}

#[test]
fn a_note_of_a_megabyte_is_searched() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::in_folder(&folder);
    let note = format!("{}针 needle{}", "草堆 hay ".repeat(40_000), " 草堆".repeat(80_000));
    add(&mut session, entry(Kind::Account, &[("name", "Example"), ("note", &note)]), None);
    for query in ["针", "needle"] {
        let found = find(&session, query, SearchScope::default(), 0);
        assert!(found.found[0].excerpt.text().contains("针 needle"));
    }
}

/// Whether every term stands in one column of the record, as the index has them.
fn says(entry: &Entry, wanted: &[Term]) -> bool {
    let texts: Vec<_> = searched_texts(entry).into_iter().flat_map(|(_, texts)| texts).map(words).collect();
    wanted
        .iter()
        .all(|term| texts.iter().any(|words| (0..words.len()).any(|at| term.begins(&words[at..]).is_some())))
}

#[derive(Clone, Debug)]
enum Act {
    Add(String, String),
    Edit(usize, String),
    Move(usize),
    Remove(usize),
    Undo,
    Redo,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let text = || "[海上外华为 ]{1,5}( [ab]{1,3})?";
    proptest::collection::vec(
        prop_oneof![
            3 => (text(), text()).prop_map(|(title, problem)| Act::Add(title, problem)),
            2 => (any::<usize>(), text()).prop_map(|(which, text)| Act::Edit(which, text)),
            1 => any::<usize>().prop_map(Act::Move),
            1 => any::<usize>().prop_map(Act::Remove),
            2 => Just(Act::Undo),
            1 => Just(Act::Redo),
        ],
        1..14,
    )
}

fn perform(session: &mut Session, act: Act, accounts: [i64; 2]) {
    let needs = || session.store.read().entries_of_account(Kind::Need, accounts[0]).unwrap();
    let pick = |which: usize| {
        let needs = needs();
        (!needs.is_empty()).then(|| needs[which % needs.len()].clone())
    };
    let field = |name: &str| Kind::Need.field(name).unwrap().clone();
    // A refusal (a name that is taken, nothing to undo) changes nothing, which is what is checked.
    match act {
        Act::Add(title, problem) => {
            let mut need =
                entry(Kind::Need, &[("title", &title), ("problem", &problem), ("essence", &title)]);
            need.set("account", Value::Link(accounts[0]));
            let _ = ops::records::add(session, need);
        }
        Act::Edit(which, text) => {
            if let Some(need) = pick(which) {
                let _ = ops::records::edit(
                    session,
                    Kind::Need,
                    need.id,
                    &[(field("problem"), Value::Text(text))],
                );
            }
        }
        Act::Move(which) => {
            if let Some(need) = pick(which) {
                let _ = ops::records::edit(
                    session,
                    Kind::Need,
                    need.id,
                    &[(field("account"), Value::Link(accounts[1]))],
                );
            }
        }
        Act::Remove(which) => {
            if let Some(need) = pick(which) {
                ops::records::remove(session, Kind::Need, need.id).unwrap();
            }
        }
        Act::Undo => {
            if let Ok(plan) = ops::history::undo_plan(session, None) {
                let _ = ops::history::undo(session, &plan, |_| {});
            }
        }
        Act::Redo => {
            if let Ok(plan) = ops::history::redo_plan(session) {
                let _ = ops::history::undo(session, &plan, |_| {});
            }
        }
    }
}

#[test]
fn every_text_of_every_kind_is_found_however_it_came() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::in_folder(&folder);
    let mut account = entry(Kind::Account, &[("name", "Nordstahl")]);
    account.set("aliases", Value::List(vec!["示例钢铁".to_owned()]));
    account.set("tags", Value::List(vec!["alpha".to_owned(), "beta".to_owned()]));
    account.put(&Field::own("Rank \"x\""), Value::Text("zinc".to_owned()));
    let account = add(&mut session, account, None);
    let contact = add(&mut session, entry(Kind::Contact, &[("name", "Ann")]), Some(account));
    let found = |session: &Session, query: &str| -> Vec<(Kind, i64)> {
        let results = find(session, query, SearchScope::default(), 0);
        results.found.iter().map(|found| (found.kind, found.id)).collect()
    };
    for query in ["nordstahl", "钢铁", "alpha", "beta", "zinc"] {
        assert_eq!(found(&session, query), [(Kind::Account, account)], "{query}");
    }
    assert_eq!(found(&session, "ann"), [(Kind::Contact, contact)]);
    let changes = [
        (Kind::Account.field("tags").unwrap().clone(), Value::List(vec!["gamma".to_owned()])),
        (Field::own("Rank \"x\""), Value::Text("lead".to_owned())),
    ];
    ops::records::edit(&mut session, Kind::Account, account, &changes).unwrap();
    for query in ["gamma", "lead", "nordstahl"] {
        assert_eq!(found(&session, query), [(Kind::Account, account)], "{query}");
    }
    for query in ["alpha", "beta", "zinc"] {
        assert_eq!(found(&session, query), [], "{query}");
    }
    let plan = ops::history::undo_plan(&session, None).unwrap();
    ops::history::undo(&mut session, &plan, |_| {}).unwrap();
    assert_eq!((found(&session, "zinc"), found(&session, "lead")), (vec![(Kind::Account, account)], vec![]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_index_says_what_the_records_say(acts in acts()) {
        let folder = tempfile::tempdir().unwrap();
        let mut session = Session::in_folder(&folder);
        let accounts = ["first", "second"].map(|name| add(&mut session, entry(Kind::Account, &[("name", name)]), None));
        for act in acts {
            perform(&mut session, act, accounts);
        }
        for query in ["海", "上海", "海外", "华为 a", "b", "ab"] {
            for account in accounts {
                let scope = SearchScope { kinds: vec![Kind::Need], account: Some(account) };
                let found: BTreeSet<i64> = find(&session, query, scope, 0).found.iter().map(|found| found.id).collect();
                let needs = session.store.read().entries_of_account(Kind::Need, account).unwrap();
                let expected: BTreeSet<i64> =
                    needs.iter().filter(|need| says(need, &terms(query))).map(|need| need.id).collect();
                prop_assert_eq!(found, expected, "{}", query);
            }
        }
    }
}
