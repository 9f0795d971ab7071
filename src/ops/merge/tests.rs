//! Merging, and taking it back.

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::relation::Bond;
use crate::ops::dupes::distinguish;
use crate::ops::people::{Pair, relate};
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
    fields.iter().for_each(|(field, value)| entry.set(field, value.clone()));
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
    use crate::ops::looks::{AnswerDraft, answer};
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
    answer(session, &playbook, account, &[draft]).unwrap().value[0].finding.id.number()
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
    assert_eq!((bob.title(), bob.get("reports_to")), ("Bob (Two)", &Value::Link(ann.id)));
    assert_eq!(merged.moved[&Kind::Contact], 1);
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
    let told: Vec<(&str, &str)> = needs.iter().map(|need| (need.title(), need.text("goal"))).collect();
    assert_eq!(told, [("Same", "faster"), ("Differs", "now"), ("Differs (Two)", "later")]);
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

/// One thing that somebody does, with numbers that say to what.
type Deed = (u8, usize, usize, usize);

fn people_of(session: &Session, account: i64) -> Vec<i64> {
    let people = session.store.read().entries_of_account(Kind::Contact, account).unwrap();
    people.iter().map(|person| person.id).collect()
}

/// Does it, where it may be done.
fn deed(session: &mut Session, accounts: &[i64], (sort, whose, which, what): Deed) {
    let account = accounts[whose % accounts.len()];
    let of_account = ("account", Value::Link(account));
    let day = ("date", Value::Date(format!("2026-01-{:02}", 1 + which % 28).parse().unwrap()));
    let people = people_of(session, account);
    let person = |place: usize| people.get(place % people.len().max(1)).copied();
    let (kind, fields) = match sort % 10 {
        0 | 1 => {
            let mut fields = vec![of_account, ("name", text(["Ann", "Bob", "Eve"][which % 3]))];
            fields.push(("email", text(["", "a@example.com", "b@example.com"][what % 3])));
            fields.extend(person(what).map(|above| ("reports_to", Value::Link(above))));
            (Kind::Contact, fields)
        }
        2 => {
            let title = text(["Faster", "Cheaper"][which % 2]);
            let stakeholders = Value::Links(person(what).into_iter().collect());
            (Kind::Need, vec![of_account, ("title", title), ("stakeholders", stakeholders)])
        }
        3 => {
            let item = ["customer.direction", "customer.vision"][what % 2];
            let date = format!("2026-01-{:02}", 1 + which % 28);
            finding(session, account, item, &format!("answer {what}"), &date);
            return;
        }
        4 => {
            let contacts = Value::Links(person(which).into_iter().chain(person(what)).collect());
            (Kind::Interaction, vec![of_account, ("summary", text("Visit")), day, ("contacts", contacts)])
        }
        5 => {
            let stage = text(["aware", "pain", "goal"][what % 3]);
            (Kind::StageMove, vec![of_account, ("step", text("set")), ("to_stage", stage), day])
        }
        6 => {
            let tier = text(["S", "A", "B"][what % 3]);
            (Kind::Grade, vec![of_account, ("method", text("manual")), ("tier", tier), day])
        }
        7 => {
            let (Some(from), Some(to)) = (person(which), person(what)) else { return };
            let (from, to) = (Id::new(from), Id::new(to));
            let _ = relate(session, Pair { account: Id::new(account), from, to, bond: Bond::Ally }, None);
            return;
        }
        8 => {
            let pair = [account, accounts[which % accounts.len()]];
            let _ = distinguish(session, Kind::Account, pair, None);
            return;
        }
        _ => {
            let field = ["city", "phone", "tags", "parent"][which % 4];
            let value = match field {
                "tags" => Value::List(vec![format!("tag {what}")]),
                "parent" => Value::Link(accounts[what % accounts.len()]),
                _ => text(&format!("value {what}")),
            };
            let field = Kind::Account.field(field).cloned().unwrap();
            let _ = records::edit(session, Kind::Account, account, &[(field, value)]);
            return;
        }
    };
    let mut entry = Entry::blank(kind);
    fields.into_iter().for_each(|(field, value)| entry.set(field, value));
    // What may not be done, a second person of one name, is left.
    let _ = records::add(session, entry);
}

/// Without what follows from other records, and without what was added since.
fn stored(all: Vec<Json>, known: &[Json]) -> Vec<Json> {
    let is_known =
        |one: &Json| known.iter().any(|known| known["id"] == one["id"] && known["kind"] == one["kind"]);
    let mut stored: Vec<Json> = all.into_iter().filter(is_known).collect();
    for one in &mut stored {
        let kind = Kind::named(one["kind"].as_str().unwrap()).unwrap();
        for field in kind.fields() {
            // An answer that was given since supersedes the one before it.
            let follows =
                field.presence == crate::domain::record::Presence::Derived || field.name == "superseded";
            if follows {
                one["values"][field.name] = Json::Null;
            }
        }
    }
    stored
}

fn deeds(most: usize) -> impl Strategy<Value = Vec<Deed>> {
    prop::collection::vec((any::<u8>(), 0..3_usize, 0..28_usize, 0..12_usize), 0..most)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_merge_that_is_undone_leaves_everything_as_it_was(
        before in deeds(24), since in deeds(8), kept in 0..3_usize, both in any::<bool>()
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut session = Session::in_folder(&folder);
        let accounts = ["One", "Two", "Three"].map(|name| account(&mut session, name));
        before.into_iter().for_each(|done| deed(&mut session, &accounts, done));
        let others: Vec<i64> = accounts.iter().copied().filter(|id| *id != accounts[kept]).collect();
        let others = if both { others } else { others[..1].to_vec() };
        let (into, all) = (accounts[kept], everything(&session));
        let Ok(merged) = merge(&mut session, &merging(into, &others)) else {
            // A third account stands between them.
            prop_assert_eq!(everything(&session), all);
            return Ok(());
        };
        let operation = merged.operation.unwrap();
        let of_merged = everything(&session);
        undo(&mut session, operation).unwrap();
        prop_assert_eq!(&everything(&session), &all);
        let plan = history::redo_plan(&session).unwrap();
        history::undo(&mut session, &plan, |_| {}).unwrap();
        prop_assert_eq!(&everything(&session), &of_merged);

        // What is added since is tied to nobody, so that it may stay with the account that was kept.
        let is_untied = |done: &Deed| matches!(done.0 % 10, 2 | 3 | 5 | 6);
        let untied = since.into_iter().filter(is_untied).map(|(sort, _, which, what)| (sort, 0, which, what));
        for done in untied {
            let has_people = !people_of(&session, into).is_empty();
            if done.0 % 10 != 2 || !has_people {
                deed(&mut session, &[into], done);
            }
        }
        let added = everything(&session);
        if let Err(error) = undo(&mut session, operation) {
            // A need of the same name as one that would come back.
            prop_assert!(matches!(error, OpsError::Store(StoreError::PlaceTaken { .. })), "{error}");
            prop_assert_eq!(everything(&session), added);
            return Ok(());
        }
        let now = everything(&session);
        prop_assert_eq!(stored(now.clone(), &all), stored(all.clone(), &all));
        let is_new = |one: &&Json| !all.iter().any(|known| known["id"] == one["id"] && known["kind"] == one["kind"]);
        for one in now.iter().filter(is_new) {
            prop_assert_eq!(&one["values"]["account"], &json!(into));
        }
        let new = |of: &[Json]| of.iter().filter(is_new).count();
        prop_assert_eq!(new(&now), new(&added));
    }
}
