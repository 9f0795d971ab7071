//! Which questions a walk asks, and how it goes to and fro.

use std::sync::LazyLock;

use super::*;
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::date::{Moment, parse_date};
use crate::domain::finding::Finding;
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Record};
use crate::domain::value::Value;

static PLAYBOOK: LazyLock<Playbook> = LazyLock::new(|| Playbook::built_in().unwrap());
const TODAY: Date = Date::constant(2026, 7, 1);

/// An account with answers: question, answer (empty: nobody knew), days ago.
fn facts(answers: &[(&str, &str, i64)]) -> Facts {
    let mut entry = Entry::blank(Kind::Account);
    entry.set("name", Value::Text("示例钢铁".into()));
    let mut facts = Facts::of(Account::from_entry(&entry).unwrap());
    for (item, value, days) in answers {
        let mut entry = Entry::blank(Kind::Finding);
        entry.set("account", Value::Link(1));
        entry.set("item", Value::Text((*item).into()));
        entry.set("answered", Value::Text(if value.is_empty() { "unknown" } else { "known" }.into()));
        entry.set("value", if value.is_empty() { Value::Empty } else { Value::Text((*value).into()) });
        entry.set("date", Value::Date(parse_date(&format!("-{days}d"), TODAY).unwrap().date));
        facts.findings.push(Finding::from_entry(&entry).unwrap());
    }
    facts
}

fn decision_maker() -> Contact {
    let mut entry = Entry::blank(Kind::Contact);
    entry.set("account", Value::Link(1));
    entry.set("name", Value::Text("Ann".into()));
    entry.set("level", Value::Text("decision".into()));
    Contact::from_entry(&entry).unwrap()
}

fn walk(facts: &Facts, which: Which, look: Option<&str>) -> Walk {
    Walk::plan(&PLAYBOOK, facts, TODAY, &Scope { which, look: look.map(str::to_owned) })
}

fn asks(facts: &Facts, which: Which, item: &str) -> bool {
    walk(facts, which, None).remaining().iter().any(|id| id == item)
}

#[test]
fn each_choice_asks_what_it_says() {
    let facts = facts(&[
        ("trend.rivalry", "4", 10),
        ("trend.verdict", "4", 400),
        ("trend.policy", "", 10),
        ("trend.technology", "", 31),
    ]);
    let asked = |item: &str| Which::EACH.map(|which| asks(&facts, which, item));
    // In the order most, gaps, stale, all.
    assert_eq!(asked("trend.rivalry"), [false, false, false, true], "answered");
    assert_eq!(asked("trend.verdict")[1..], [false, true, true], "stale");
    assert_eq!(asked("trend.policy"), [false, false, false, true], "nobody knew ten days ago");
    assert_eq!(asked("trend.technology")[1..], [true, false, true], "nobody knew a month ago");
    assert_eq!(asked("trend.entrants")[1..], [true, false, true], "open");
    assert_eq!(walk(&facts, Which::Most, None).len(), MOST);
}

#[test]
fn one_look_can_be_walked_alone_in_the_order_of_the_method() {
    let walk = walk(&facts(&[]), Which::Gaps, Some("trend"));
    let trend: Vec<String> =
        PLAYBOOK.looks[0].items.iter().map(|item| format!("trend.{}", item.id)).collect();
    assert_eq!(walk.remaining(), trend);
    assert_eq!((walk.number(), walk.current()), (1, Some("trend.market_size")));
}

#[test]
fn a_walk_goes_on_and_back_and_counts() {
    let mut walk = walk(&facts(&[]), Which::Gaps, Some("trend"));
    assert!(!walk.back(), "there is nothing before the first");
    walk.settle(Outcome::Answered);
    walk.settle(Outcome::Unknown);
    walk.settle(Outcome::Skipped);
    assert!(walk.back() && walk.back());
    assert_eq!((walk.number(), walk.current()), (2, Some("trend.market_growth")));
    walk.settle(Outcome::Skipped);
    walk.settle(Outcome::Answered);
    let tally = walk.tally();
    assert_eq!((tally.answered, tally.unknown, tally.skipped), (2, 1, 0), "passing over takes nothing back");
    assert_eq!(tally.left, walk.len() - 3);
    while walk.current().is_some() {
        walk.settle(Outcome::Skipped);
    }
    walk.settle(Outcome::Answered);
    assert_eq!((walk.tally().left, walk.number()), (0, walk.len() + 1));
    assert!(walk.back() && walk.current().is_some());
}

#[test]
fn a_record_answers_its_question_and_it_is_passed_over() {
    let mut facts = facts(&[("customer.finance_contact", "", 3)]);
    assert!(asks(&facts, Which::Gaps, "customer.decision_contact"));
    assert!(!asks(&facts, Which::Gaps, "customer.finance_contact"), "nobody knew one lately");
    let mut walk = walk(&facts, Which::Gaps, None);
    while walk.current() != Some("customer.decision_contact") {
        walk.settle(Outcome::Skipped);
    }
    facts.contacts.push(decision_maker());
    let coverage = coverage(&PLAYBOOK, &facts, TODAY);
    assert_eq!(walk.pass_answered(&PLAYBOOK, &coverage), 1);
    assert_eq!(walk.tally().on_record, 1);
    assert!(!asks(&facts, Which::All, "customer.decision_contact"), "there is nothing to ask any more");
}

#[test]
fn the_next_walk_goes_on_where_this_one_was_left() {
    let mut walk = walk(&facts(&[]), Which::Gaps, Some("trend"));
    walk.settle(Outcome::Answered);
    walk.settle(Outcome::Skipped);
    let mut left = LeftWalk { items: walk.remaining(), ..left(&walk.scope().name(), &[]) };
    let nothing = facts(&[]);
    let resume = |left: &LeftWalk, look| Walk::resume(&PLAYBOOK, &nothing, TODAY, left, look);
    let resumed = resume(&left, None).unwrap();
    assert_eq!((resumed.current(), resumed.remaining()), (walk.current(), walk.remaining()));
    assert_eq!(resumed.scope(), walk.scope());
    assert_eq!(resume(&left, Some("trend")), Some(resumed));
    assert_eq!(resume(&left, Some("self")), None, "it was through another look");
    left.items = vec!["trend.gone".into(), "trend.verdict".into()];
    assert_eq!(resume(&left, None).unwrap().remaining(), ["trend.verdict"]);
}

#[test]
fn the_rest_of_a_walk_through_all_looks_can_be_gone_on_with_in_one() {
    let left = left("gaps", &["trend.verdict", "self.satisfaction"]);
    let resumed = Walk::resume(&PLAYBOOK, &facts(&[]), TODAY, &left, Some("self")).unwrap();
    assert_eq!(resumed.remaining(), ["self.satisfaction"]);
    assert_eq!(resumed.scope().name(), "gaps:self");
}

#[test]
fn what_was_answered_since_is_not_asked_when_a_walk_goes_on() {
    let items = ["trend.rivalry", "trend.verdict", "trend.policy"];
    let mut known = facts(&[("trend.rivalry", "4", 0), ("trend.policy", "", 0)]);
    let rest = |known: &Facts, which| {
        Walk::resume(&PLAYBOOK, known, TODAY, &left(which, &items), None).unwrap().remaining()
    };
    assert_eq!(rest(&known, "gaps"), ["trend.verdict"]);
    assert_eq!(rest(&known, "all"), items, "these were answers before");
    known.findings[0].created = Some("2026-07-01T09:00:00Z".parse().unwrap());
    assert_eq!(rest(&known, "all"), items[1..]);
}

fn left(scope: &str, items: &[&str]) -> LeftWalk {
    LeftWalk {
        at: Moment::start_of(TODAY),
        scope: scope.into(),
        items: items.iter().map(|item| (*item).to_owned()).collect(),
        operation: 7,
        coverage: 10.0,
        tier: "-".into(),
        stage: None,
    }
}

#[test]
fn the_name_of_a_scope_is_read_back() {
    for which in Which::EACH {
        for look in [None, Some("trend".to_owned())] {
            let scope = Scope { which, look };
            assert_eq!(Scope::named(&scope.name()), scope);
        }
    }
    assert_eq!(Scope::named("unheard_of"), Scope { which: Which::All, look: None });
}
