//! Merging, and taking it back.

mod undone;

use serde_json::{Value as Json, json};

use super::*;
use crate::domain::kind::Kind;
use crate::ops::{history, records};
use crate::store::{Query, StoreError};

/// Everything that stands in the file, as programs see it.
fn everything(session: &Session) -> Vec<Json> {
    let mut all = Vec::new();
    for kind in Kind::ALL {
        let query = Query { with_archived: true, ..Query::all(*kind) };
        session
            .store
            .each(&query, |entry| {
                let fields = entry.kind.fields().iter().zip(&entry.values);
                let values: serde_json::Map<String, Json> =
                    fields.map(|(field, value)| (field.name.to_owned(), value.to_json())).collect();
                all.push(json!({"kind": kind.name(), "id": entry.id, "values": values}));
                Ok::<(), StoreError>(())
            })
            .unwrap();
    }
    all
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn add(session: &mut Session, kind: Kind, fields: &[(&str, Value)]) -> i64 {
    let mut entry = Entry::blank(kind);
    for (field, value) in fields {
        entry.set(field, value.clone());
    }
    records::add(session, entry).unwrap().value.id
}

fn account(session: &mut Session, name: &str) -> i64 {
    add(session, Kind::Account, &[("name", text(name))])
}

fn contact(session: &mut Session, account: i64, name: &str, more: &[(&str, Value)]) -> i64 {
    let fields = [&[("account", Value::Link(account)), ("name", text(name))], more].concat();
    add(session, Kind::Contact, &fields)
}

fn finding(session: &mut Session, account: i64, item: &str, value: &str, date: &str) -> i64 {
    use crate::ops::looks::{AnswerDraft, Subject, answer};
    let draft = AnswerDraft {
        item: item.to_owned(),
        answer: Some(crate::analysis::answers::Answer::Text(value.to_owned())),
        note: None,
        source: None,
        method: None,
        date: date.parse().unwrap(),
        confidence: None,
    };
    let playbook = session.playbook.get().unwrap();
    answer(session, &playbook, Subject::Account(account), &[draft]).unwrap().value[0].finding.id.number()
}

fn merging(into: i64, others: &[i64]) -> Merging {
    Merging { kind: Kind::Account, into, others: others.to_vec(), choices: Choices::default() }
}

fn undo(session: &mut Session, operation: i64) -> Result<(), OpsError> {
    let plan = history::undo_plan(session, Some(operation))?;
    history::undo(session, &plan, |_| {}).map(|_| ())
}

fn in_force(session: &Session, account: i64) -> Vec<String> {
    let findings: Vec<crate::domain::finding::Finding> = session.store.read().of_account(account).unwrap();
    let standing = findings.into_iter().filter(|finding| finding.superseded != Some(true));
    standing.map(|finding| finding.value.map(|value| value.0).unwrap_or_default()).collect()
}

#[test]
fn everything_that_belongs_to_one_belongs_to_the_other_afterwards_and_both_names_lead_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::in_folder(&folder);
    let [kept, other, daughter] =
        ["Example Steel", "示例钢铁", "Daughter"].map(|name| account(&mut session, name));
    let ann = contact(&mut session, other, "Ann", &[]);
    let bob = contact(&mut session, other, "Bob", &[("reports_to", Value::Link(ann))]);
    add(
        &mut session,
        Kind::Interaction,
        &[
            ("account", Value::Link(other)),
            ("summary", text("Visit")),
            ("date", Value::Date(session_day())),
            ("contacts", Value::Links(vec![ann, bob])),
        ],
    );
    let parent = Kind::Account.field("parent").cloned().unwrap();
    records::edit(&mut session, Kind::Account, daughter, &[(parent, Value::Link(other))]).unwrap();
    let merged = merge(&mut session, &merging(kept, &[other])).unwrap().value;
    let moved: Vec<(&str, usize)> = merged.moved.iter().map(|(kind, count)| (kind.name(), *count)).collect();
    assert_eq!(moved, [("account", 1), ("contact", 2), ("interaction", 1)]);
    let reader = session.store.read();
    assert_eq!(reader.account_by_key("示例钢铁").unwrap().unwrap().id, kept);
    assert_eq!(reader.get(Kind::Account, daughter).unwrap().get("parent"), &Value::Link(kept));
    assert_eq!(reader.entries_of_account(Kind::Contact, kept).unwrap().len(), 2);
    assert_eq!(*reader.get(Kind::Account, kept).unwrap().get("last_contact"), Value::Date(session_day()));
    assert_eq!(reader.merged_into(other).unwrap(), Some(kept));
    assert_eq!(reader.merged_into(daughter).unwrap(), None);
}

fn session_day() -> crate::domain::date::Date {
    "2026-02-01".parse().unwrap()
}

#[test]
fn of_two_answers_the_newer_is_in_force_and_each_goes_back_with_its_account() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::in_folder(&folder);
    let [kept, other] = ["One", "Two"].map(|name| account(&mut session, name));
    finding(&mut session, kept, "customer.direction", "old", "2026-01-01");
    finding(&mut session, other, "customer.direction", "newer", "2026-02-01");
    let operation = merge(&mut session, &merging(kept, &[other])).unwrap().operation.unwrap();
    assert_eq!(in_force(&session, kept), ["newer"]);
    finding(&mut session, kept, "customer.direction", "since", "2026-03-01");
    assert_eq!(in_force(&session, kept), ["since"]);
    undo(&mut session, operation).unwrap();
    assert_eq!(
        (in_force(&session, kept), in_force(&session, other)),
        (vec!["since".to_owned()], vec!["newer".to_owned()])
    );
    let plan = history::redo_plan(&session).unwrap();
    history::undo(&mut session, &plan, |_| {}).unwrap();
    assert_eq!(in_force(&session, kept), ["since"]);
}

#[test]
fn people_with_one_name_become_one_unless_their_addresses_differ() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::in_folder(&folder);
    let [kept, other] = ["One", "Two"].map(|name| account(&mut session, name));
    let mail = |address: &str| ("email", text(address));
    let ann = contact(&mut session, kept, "Ann", &[("title", text("CFO"))]);
    let bob = contact(&mut session, kept, "Bob", &[mail("bob@example.com")]);
    let same_ann = contact(&mut session, other, "ann", &[mail("ann@example.com"), ("title", text("CEO"))]);
    let other_bob = contact(
        &mut session,
        other,
        "Bob",
        &[mail("bob@example.org"), ("reports_to", Value::Link(same_ann))],
    );
    let merged = merge(&mut session, &merging(kept, &[other])).unwrap().value;
    let fates: Vec<(i64, i64, Fate)> =
        merged.twins.into_iter().map(|twin| (twin.kept, twin.came, twin.fate)).collect();
    let apart = Fate::KeptApart("Bob (Two)".to_owned());
    assert_eq!(fates, [(ann, same_ann, Fate::Joined), (bob, other_bob, apart)]);
    let ann = session.store.read().get(Kind::Contact, ann).unwrap();
    assert_eq!((ann.text("title"), ann.text("email")), ("CFO", "ann@example.com"));
    let bob = session.store.read().get(Kind::Contact, other_bob).unwrap();
    assert_eq!((bob.text("name"), bob.get("reports_to")), ("Bob (Two)", &Value::Link(ann.id)));
    assert_eq!(merged.moved[&Kind::Contact], 1);
}

#[test]
fn rivals_and_factors_with_one_name_become_one_and_so_do_their_marks() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::in_folder(&folder);
    let [kept, other] = ["One", "Two"].map(|name| account(&mut session, name));
    let before = everything(&session);
    let mut made = Vec::new();
    for (account, name, product, mark) in [(kept, "Rival Ltd", "", 5), (other, "rival ltd", "Mill", 1)] {
        let of = ("account", Value::Link(account));
        let factor = add(&mut session, Kind::Factor, &[of.clone(), ("name", text("Price"))]);
        let rival = [of.clone(), ("name", text(name)), ("product", text(product))];
        let rival = add(&mut session, Kind::Rival, &rival);
        let links = [("factor", Value::Link(factor)), ("rival", Value::Link(rival))];
        let marked = [&[of, ("mark", Value::Integer(mark))][..], &links].concat();
        made.push((factor, rival, add(&mut session, Kind::RivalMark, &marked)));
    }
    let operation = merge(&mut session, &merging(kept, &[other])).unwrap().operation.unwrap();
    let reader = session.store.read();
    let [(factor, rival, first), (_, came, second)] = made[..] else { panic!("two of each") };
    assert_eq!(reader.entries_of_account(Kind::Rival, kept).unwrap().len(), 1);
    assert_eq!(reader.get(Kind::Rival, rival).unwrap().text("product"), "Mill");
    assert_eq!(reader.find(Kind::Rival, came).unwrap(), None);
    let mark = reader.get(Kind::RivalMark, first).unwrap();
    assert_eq!((mark.get("factor"), mark.get("rival")), (&Value::Link(factor), &Value::Link(rival)));
    assert_eq!((mark.get("mark"), reader.find(Kind::RivalMark, second).unwrap()), (&Value::Integer(5), None));
    undo(&mut session, operation).unwrap();
    assert_eq!(everything(&session).len(), before.len() + 6);
}

#[test]
fn needs_become_one_only_where_nothing_differs() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::in_folder(&folder);
    let [kept, other] = ["One", "Two"].map(|name| account(&mut session, name));
    for (account, title, goal) in
        [(kept, "Same", ""), (other, "same", "faster"), (kept, "Differs", "now"), (other, "Differs", "later")]
    {
        let fields = [("account", Value::Link(account)), ("title", text(title)), ("goal", text(goal))];
        add(&mut session, Kind::Need, &fields);
    }
    merge(&mut session, &merging(kept, &[other])).unwrap();
    let needs = session.store.read().entries_of_account(Kind::Need, kept).unwrap();
    let told: Vec<(&str, &str)> = needs.iter().map(|need| (need.text("title"), need.text("goal"))).collect();
    assert_eq!(told, [("Same", "faster"), ("Differs", "now"), ("Differs (Two)", "later")]);
}

#[test]
fn what_an_account_has_once_is_one_afterwards_and_what_leads_to_it_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::in_folder(&folder);
    let accounts = ["One", "Two"].map(|name| account(&mut session, name));
    let yuan = |amount: i64| {
        Value::Money(crate::domain::money::Money::new(amount * 100, crate::domain::money::Currency::CNY))
    };
    let of = |id: i64, more: &[(&'static str, Value)]| [&[("account", Value::Link(id))], more].concat();
    let mut rivals = Vec::new();
    for (place, &id) in accounts.iter().enumerate() {
        let rival = [("name", text(["Alpha", "alpha"][place])), (["price", "product"][place], text("x"))];
        let rival = add(&mut session, Kind::Rival, &of(id, &rival));
        let factor = add(&mut session, Kind::Factor, &of(id, &[("name", text("Price"))]));
        let links = [("factor", Value::Link(factor)), ("rival", Value::Link(rival))];
        let mark = [&links[..], &[("mark", Value::Integer([5, 1][place]))]].concat();
        add(&mut session, Kind::RivalMark, &of(id, &mark));
        let year = [("year", Value::Integer(2025)), (["planned_return", "actual_return"][place], yuan(7))];
        add(&mut session, Kind::ValueYear, &of(id, &year));
        let order = [("title", text("Gears")), ("date", Value::Date(session_day())), ("amount", yuan(9))];
        let numbered = [&order[..], &[("number", text("HT-3"))]].concat();
        let lined = [&order[..], &[("line", text(["Drives", "Spares"][place]))]].concat();
        for fields in [numbered, lined, order.to_vec()] {
            add(&mut session, Kind::Order, &of(id, &fields));
        }
        for _ in 0..=place {
            let line = [("title", text("Power")), ("alternative", text("ours")), ("side", text("cost"))];
            let line = [&line[..], &[("year", Value::Integer(2026)), ("amount", yuan(3))]].concat();
            add(&mut session, Kind::EconomicLine, &of(id, &line));
        }
        rivals.push(rival);
    }
    let before = everything(&session);
    let written = merge(&mut session, &merging(accounts[0], &accounts[1..])).unwrap();
    let reader = session.store.read();
    let left = |kind: Kind| reader.entries_of_account(kind, accounts[0]).unwrap();
    let counts = [Kind::Rival, Kind::Factor, Kind::RivalMark, Kind::ValueYear].map(|kind| left(kind).len());
    assert_eq!(counts, [1; 4]);
    // The one with a number is one, as is the one of which both say the same; what differs in its line is two.
    assert_eq!((left(Kind::Order).len(), left(Kind::EconomicLine).len()), (4, 2));
    let rival = &left(Kind::Rival)[0];
    assert_eq!((rival.id, rival.text("price"), rival.text("product")), (rivals[0], "x", "x"));
    let mark = &left(Kind::RivalMark)[0];
    assert_eq!((mark.get("mark"), mark.get("rival")), (&Value::Integer(5), &Value::Link(rivals[0])));
    let twin = written.value.twins.iter().find(|twin| twin.kind == Kind::RivalMark).unwrap();
    assert_eq!((twin.name.as_str(), twin.lost.len()), ("Price · Alpha", 1));
    assert_eq!(written.value.moved.get(&Kind::Rival), None);
    undo(&mut session, written.operation.unwrap()).unwrap();
    assert_eq!(everything(&session), before);
    let other = Choices { prefers_other: true, ..Choices::default() };
    let preferring = Merging { choices: other, ..merging(accounts[0], &accounts[1..]) };
    let seen = preview(&mut session, &preferring).unwrap();
    assert_eq!(everything(&session), before, "a preview keeps nothing");
    let mark = seen.twins.iter().find(|twin| twin.kind == Kind::RivalMark).unwrap();
    assert_eq!(mark.lost[0].value, Value::Integer(1));
}

#[test]
fn a_person_answers_a_question_of_a_round_once_and_the_newer_answer_counts() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::in_folder(&folder);
    let [one, two] = ["One", "Two"].map(|name| account(&mut session, name));
    for (id, day, score) in [(one, "2026-01-01", 3.0), (two, "2026-02-01", 9.0)] {
        let ann = contact(&mut session, id, "Ann", &[]);
        let asked = [("account", Value::Link(id)), ("survey", text("2026 H1")), ("question", text("nps"))];
        let said = [("date", Value::Date(day.parse().unwrap())), ("score", Value::Number(score))];
        add(
            &mut session,
            Kind::SurveyAnswer,
            &[&asked[..], &said, &[("contact", Value::Link(ann))]].concat(),
        );
        // Nobody knows whose this is.
        add(&mut session, Kind::SurveyAnswer, &[&asked[..], &said].concat());
    }
    merge(&mut session, &merging(one, &[two])).unwrap();
    let answers = session.store.read().entries_of_account(Kind::SurveyAnswer, one).unwrap();
    let told: Vec<(bool, &Value)> =
        answers.iter().map(|answer| (answer.get("contact").is_empty(), answer.get("score"))).collect();
    let score = Value::Number;
    assert_eq!(told, [(false, &score(9.0)), (true, &score(3.0)), (true, &score(9.0))]);
}

#[test]
fn no_account_comes_to_stand_below_itself() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::in_folder(&folder);
    let top = account(&mut session, "Top");
    let below = |session: &mut Session, name: &str, parent: i64| {
        add(session, Kind::Account, &[("name", text(name)), ("parent", Value::Link(parent))])
    };
    let between = below(&mut session, "Between", top);
    let bottom = below(&mut session, "Bottom", between);
    for (into, other) in [(top, bottom), (bottom, top)] {
        let refused = merge(&mut session, &merging(into, &[other])).unwrap_err();
        assert!(refused.to_string().contains("Between"), "{refused}");
    }
    assert!(merge(&mut session, &merging(top, &[top])).is_err());
    assert!(merge(&mut session, &merging(top, &[bottom, bottom])).is_err());
    merge(&mut session, &merging(bottom, &[between])).unwrap();
    let bottom = session.store.read().get(Kind::Account, bottom).unwrap();
    assert_eq!(bottom.get("parent"), &Value::Link(top), "what stood above the parent stands above both");
}

#[test]
fn what_was_tied_to_a_person_since_stands_in_the_way_of_parting() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::in_folder(&folder);
    let [kept, other] = ["One", "Two"].map(|name| account(&mut session, name));
    let ann = contact(&mut session, other, "Ann", &[]);
    let operation = merge(&mut session, &merging(kept, &[other])).unwrap().operation.unwrap();
    let visit = [
        ("account", Value::Link(kept)),
        ("summary", text("Visit")),
        ("date", Value::Date(session_day())),
        ("contacts", Value::Links(vec![ann])),
    ];
    let visit = add(&mut session, Kind::Interaction, &visit);
    let before = everything(&session);
    let refused = undo(&mut session, operation).unwrap_err();
    assert!(
        refused.to_string().contains("\"Ann\"") && refused.to_string().contains("\"Visit\""),
        "{refused}"
    );
    assert_eq!(everything(&session), before);
    records::remove(&mut session, Kind::Interaction, visit).unwrap();
    undo(&mut session, operation).unwrap();
    assert_eq!(session.store.read().get(Kind::Contact, ann).unwrap().account(), Some(other));
}

#[test]
fn people_of_one_account_become_one_and_no_relation_leads_from_somebody_to_themselves() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::in_folder(&folder);
    let [steel, paper] = ["Steel", "Paper"].map(|name| account(&mut session, name));
    let [ann, annie, bob] = ["Ann", "Annie", "Bob"].map(|name| contact(&mut session, steel, name, &[]));
    for (from, to) in [(ann, annie), (ann, bob), (bob, annie)] {
        let ends = [("from", Value::Link(from)), ("to", Value::Link(to)), ("relation", text("ally"))];
        add(&mut session, Kind::Relation, &[&[("account", Value::Link(steel))], &ends[..]].concat());
    }
    let stranger = contact(&mut session, paper, "Ann", &[]);
    let before = everything(&session);
    let people = |others: &[i64]| Merging { kind: Kind::Contact, ..merging(ann, others) };
    assert!(merge(&mut session, &people(&[stranger])).is_err());
    let operation = merge(&mut session, &people(&[annie])).unwrap().operation.unwrap();
    let relations = session.store.read().entries_of_account(Kind::Relation, steel).unwrap();
    let ends: Vec<(&Value, &Value)> = relations.iter().map(|one| (one.get("from"), one.get("to"))).collect();
    assert_eq!(ends, [(&Value::Link(ann), &Value::Link(bob))]);
    undo(&mut session, operation).unwrap();
    assert_eq!(everything(&session), before);
}
