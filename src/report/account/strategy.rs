//! Our strategy for the account on a page: what we commit against what is right, what holds the customer, what we aim at and do.

use std::cmp::Ordering;

use serde::Serialize;

use super::economics::Amount;
use super::records::{Section, section};
use super::{Subject, rounded, short};
use crate::analysis::strategy::{
    Commitment, actions, age_in_words, commitment, control_points, lacks, late, pursued,
};
use crate::domain::date::span_days;
use crate::domain::kind::Kind;
use crate::playbook::Span;
use crate::say;

/// The strategy page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StrategyView {
    /// Strategies, control points, objectives and actions.
    pub records: Vec<Section>,
    pub resources: Vec<Resource>,
    /// What the customer is expected to bring this year.
    pub returned: Option<Amount>,
    /// What it ordered within a year, by currency.
    pub ordered: Vec<Amount>,
    /// What the strategy lacks, where there is one or parts of it.
    pub missing: Vec<String>,
}

/// One thing that we commit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Resource {
    pub label: String,
    pub committed: String,
    /// What the tier's policy asks for.
    pub policy: String,
    /// Below, within or above it.
    pub verdict: String,
    /// People, or percent of what the customer brings a year.
    pub value: f64,
}

pub(super) fn strategy(subject: &Subject) -> StrategyView {
    let (facts, today) = (subject.facts(), subject.today);
    let committed = commitment(subject.playbook, facts, today);
    let records: Vec<Section> = [
        section(subject, Kind::Strategy),
        with(section(subject, Kind::ControlPoint), subject.say("Age", "已有时间"), &ages(subject)),
        with(section(subject, Kind::Objective), subject.say("Actions done", "行动完成"), &progress(subject)),
        with(section(subject, Kind::Action), subject.say("Late", "逾期"), &lateness(subject)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let missing = if records.is_empty() { Vec::new() } else { lacks(facts, today) };
    StrategyView {
        resources: resources(subject, &committed),
        returned: committed.returned.map(|money| subject.amount(money)),
        ordered: committed.ordered.iter().map(|money| subject.amount(money)).collect(),
        missing: missing.iter().map(|lack| subject.text(&lack.what).to_owned()).collect(),
        records,
    }
}

/// A section with one more column, by the numbers of its records.
fn with(section: Option<Section>, column: &str, cells: &[(i64, String)]) -> Option<Section> {
    let mut section = section?;
    if cells.iter().all(|(_, cell)| cell.is_empty()) {
        return Some(section);
    }
    section.columns.push(column.to_owned());
    for record in &mut section.records {
        let cell = cells.iter().find(|(id, _)| *id == record.id);
        record.cells.push(cell.map(|(_, cell)| cell.clone()).unwrap_or_default());
    }
    Some(section)
}

fn ages(subject: &Subject) -> Vec<(i64, String)> {
    let age = |since| age_in_words(span_days(since, subject.today), subject.language);
    let points = control_points(subject.facts());
    points.iter().map(|point| (point.id.number(), point.since.map(age).unwrap_or_default())).collect()
}

fn progress(subject: &Subject) -> Vec<(i64, String)> {
    let told = |pursued: &crate::analysis::strategy::Pursued| {
        let (done, all) = (pursued.done, pursued.actions.len());
        say!(subject.language, "{done} of {all}", "{done} / {all}")
    };
    pursued(subject.facts()).iter().map(|one| (one.objective.id.number(), told(one))).collect()
}

fn lateness(subject: &Subject) -> Vec<(i64, String)> {
    let told = |days: i64| say!(subject.language, "{days} d overdue", "逾期 {days} 天");
    let late = |action: &crate::domain::strategy::Action| {
        late(action.status, action.due_date, subject.today).map(told).unwrap_or_default()
    };
    actions(subject.facts()).iter().map(|action| (action.id.number(), late(action))).collect()
}

fn resources(subject: &Subject, committed: &Commitment) -> Vec<Resource> {
    let language = subject.language;
    let span = |of: fn(&crate::playbook::TierPolicy) -> Span| {
        committed.policy.map(|policy| of(policy).in_words(language)).unwrap_or_default()
    };
    let verdict = |place: Option<Ordering>| match place {
        Some(Ordering::Less) => subject.say("below", "偏低").to_owned(),
        Some(Ordering::Greater) => subject.say("above", "偏高").to_owned(),
        Some(Ordering::Equal) => subject.say("as it should be", "符合").to_owned(),
        None => String::new(),
    };
    let people = committed.people.map(|people| Resource {
        label: subject.say("People (full-time)", "人力（全职人数）").to_owned(),
        committed: short(people),
        policy: span(|policy| policy.people),
        verdict: verdict(committed.people_place()),
        value: rounded(people),
    });
    let money = committed.percent.map(|percent| Resource {
        label: subject.say("Money a year", "年投入资金").to_owned(),
        committed: format!(
            "{} · {}%",
            committed.money.map(|money| money.short(language)).unwrap_or_default(),
            short(percent)
        ),
        policy: format!("{}%", span(|policy| policy.money_percent)),
        verdict: verdict(committed.money_place()),
        value: rounded(percent),
    });
    people.into_iter().chain(money).collect()
}
