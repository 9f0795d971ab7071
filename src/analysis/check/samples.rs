//! An account that is soundly worked on, and records to spoil it with, for tests.

use std::sync::LazyLock;

use crate::analysis::facts::Facts;
use crate::domain::date::Date;
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Record};
use crate::domain::value::Value;
use crate::playbook::{Labels, Playbook};

pub(in crate::analysis) static PLAYBOOK: LazyLock<Playbook> = LazyLock::new(|| Playbook::built_in().unwrap());
pub(in crate::analysis) static LABELS: LazyLock<Labels> = LazyLock::new(Labels::default);

pub(in crate::analysis) fn today() -> Date {
    "2026-03-02".parse().unwrap()
}

pub(in crate::analysis) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub(in crate::analysis) fn day(day: &str) -> Value {
    Value::Date(day.parse().unwrap())
}

pub(in crate::analysis) fn record<R: Record>(id: i64, values: &[(&str, Value)]) -> R {
    let mut entry = Entry::blank(R::KIND);
    entry.id = id;
    entry.set("account", Value::Link(1));
    for (name, value) in values {
        entry.set(name, value.clone());
    }
    R::from_entry(&entry).unwrap()
}

/// A customer with an owner, three people of whom two trust us, and a talk yesterday that agreed on a next step.
pub(in crate::analysis) fn sound() -> Facts {
    let mut account = Entry::blank(Kind::Account);
    account.id = 1;
    for (name, value) in
        [("name", text("Ann's Steel")), ("relation", text("customer")), ("owner", text("ann"))]
    {
        account.set(name, value);
    }
    let mut facts = Facts::of(Record::from_entry(&account).unwrap());
    facts.contacts = vec![
        person(1, "Boss", "decision", 4),
        person(2, "Engineer", "management", 3),
        person(3, "User", "operation", 1),
    ];
    facts.interactions = vec![talk("2026-03-01", Some("2026-03-09"))];
    facts
}

pub(in crate::analysis) fn person(
    id: i64,
    name: &str,
    level: &str,
    relationship: i64,
) -> crate::domain::contact::Contact {
    record(
        id,
        &[
            ("name", text(name)),
            ("level", text(level)),
            ("function", text("user")),
            ("relationship", Value::Integer(relationship)),
        ],
    )
}

pub(in crate::analysis) fn talk(on: &str, due: Option<&str>) -> crate::domain::interaction::Interaction {
    record(
        8,
        &[
            ("summary", text("Call")),
            ("date", day(on)),
            ("next_step", if due.is_some() { text("Send the report") } else { Value::Empty }),
            ("next_date", due.map_or(Value::Empty, day)),
        ],
    )
}

pub(in crate::analysis) fn need(values: &[(&str, Value)]) -> crate::domain::need::Need {
    let mut all = vec![
        ("title", text("Closing")),
        ("urgency", Value::Integer(5)),
        ("importance", Value::Integer(4)),
        ("essence", text("two ledgers")),
        ("stakeholders", Value::Links(vec![1])),
    ];
    all.extend(values.iter().cloned());
    record(20, &all)
}

pub(in crate::analysis) fn plan(values: &[(&str, Value)]) -> crate::domain::plan::Plan {
    let mut all =
        vec![("title", text("Second line")), ("purchase_date", day("2026-03-09")), ("owner", text("bo"))];
    all.extend(values.iter().cloned());
    record(30, &all)
}

pub(in crate::analysis) fn project(values: &[(&str, Value)]) -> crate::domain::project::Project {
    let mut all = vec![
        ("name", text("Mill control")),
        ("close_date", day("2026-03-09")),
        ("decision_makers", Value::Links(vec![1])),
    ];
    all.extend(values.iter().cloned());
    record(40, &all)
}

pub(in crate::analysis) fn requirement(values: &[(&str, Value)]) -> crate::domain::requirement::Requirement {
    let mut all = vec![("title", text("ISO 9001")), ("status", text("open"))];
    all.extend(values.iter().cloned());
    record(50, &all)
}

pub(in crate::analysis) fn answer(
    id: i64,
    item: &str,
    value: &str,
    on: &str,
    source: &str,
) -> crate::domain::finding::Finding {
    record(
        id,
        &[
            ("item", text(item)),
            ("answered", text("known")),
            ("value", text(value)),
            ("date", day(on)),
            ("source", if source.is_empty() { Value::Empty } else { text(source) }),
        ],
    )
}

pub(in crate::analysis) fn moved(
    step: &str,
    to: &str,
    on: &str,
    values: &[(&str, Value)],
) -> crate::domain::stage_move::StageMove {
    let mut all = vec![("step", text(step)), ("to_stage", text(to)), ("date", day(on))];
    all.extend(values.iter().cloned());
    record(30, &all)
}

pub(in crate::analysis) fn signal(signal: &str, stage: &str, on: &str) -> crate::domain::signal::Signal {
    record(40, &[("signal", text(signal)), ("stage", text(stage)), ("date", day(on))])
}

pub(in crate::analysis) fn grade(
    tier: &str,
    computed: Option<&str>,
    method: &str,
    on: &str,
) -> crate::domain::grade::Grade {
    record(
        50,
        &[
            ("date", day(on)),
            ("tier", text(tier)),
            ("method", text(method)),
            ("computed", computed.map_or(Value::Empty, text)),
        ],
    )
}
