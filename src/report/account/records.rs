//! Records that are told as they are: a table of what matters most, and what else is known of each.

use std::cmp::Ordering;

use serde::Serialize;

use super::{Labelled, Subject};
use crate::domain::economics::Alternative;
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::playbook::shown::alternative;

/// The records of one kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    pub kind: &'static str,
    pub title: String,
    /// The labels of the columns, the record's own name first.
    pub columns: Vec<String>,
    pub records: Vec<Told>,
}

/// One record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    pub id: i64,
    pub name: String,
    /// One for each column.
    pub cells: Vec<String>,
    /// What else is recorded.
    pub details: Vec<Labelled>,
}

/// In which of the five looks the records of a kind are told; what belongs to our strategy stands there.
const PLACES: &[(Kind, &str)] = &[
    (Kind::Plan, "customer"),
    (Kind::Feedback, "customer"),
    (Kind::SurveyAnswer, "customer"),
    (Kind::ResearchGoal, "customer"),
    (Kind::Rival, "competition"),
    (Kind::Factor, "competition"),
    (Kind::RivalMark, "competition"),
    (Kind::Requirement, "self"),
    (Kind::Order, "self"),
    (Kind::Project, "opportunity"),
    (Kind::EconomicLine, "opportunity"),
    (Kind::ValueYear, "opportunity"),
];

/// What a report does not tell of a record.
const UNTOLD: &[&str] = &["account", "custom", "external_ids", "created", "updated"];

/// The records that belong to a look.
pub(super) fn sections(subject: &Subject, look: &str) -> Vec<Section> {
    let here = PLACES.iter().filter(|(_, place)| *place == look);
    here.filter_map(|(kind, _)| section(subject, *kind)).collect()
}

/// The records of a kind, where there are some.
pub(super) fn section(subject: &Subject, kind: Kind) -> Option<Section> {
    let mut entries = subject.facts().entries(kind);
    entries.sort_by(|one, other| by_order(kind, one, other));
    let is_shown =
        |name: &&&str| !UNTOLD.contains(*name) && entries.iter().any(|entry| !entry.get(name).is_empty());
    let columns: Vec<&str> = kind.columns().iter().filter(is_shown).copied().collect();
    let label = |name: &&str| subject.label(&format!("{kind}.{name}"));
    (!entries.is_empty()).then(|| Section {
        kind: kind.name(),
        title: subject.label(&format!("{kind}.plural")),
        columns: columns.iter().map(label).collect(),
        records: entries.iter().map(|entry| told(subject, entry, &columns)).collect(),
    })
}

fn told(subject: &Subject, entry: &Entry, columns: &[&str]) -> Told {
    let mut filled = subject.filled(entry, |field| !UNTOLD.contains(&field.name));
    if entry.kind == Kind::EconomicLine {
        for told in filled.iter_mut().filter(|told| told.key == "alternative") {
            let meant = Alternative::named(&told.text);
            alternative(&meant, subject.language).clone_into(&mut told.text);
        }
    }
    let (shown, details): (Vec<Labelled>, Vec<Labelled>) =
        filled.into_iter().partition(|told| columns.contains(&told.key.as_str()));
    let cell = |name: &&str| {
        let told = shown.iter().find(|told| told.key == *name);
        told.map(|told| told.text.clone()).unwrap_or_default()
    };
    Told {
        id: entry.id,
        name: entry.title().into_owned(),
        cells: columns.iter().map(cell).collect(),
        details,
    }
}

/// In the order of the kind's lists; what has no value there comes last.
fn by_order(kind: Kind, one: &Entry, other: &Entry) -> Ordering {
    let Some(order) = kind.order() else { return one.id.cmp(&other.id) };
    let field = order.trim_start_matches('-');
    let (left, right) = (one.get(field), other.get(field));
    let ordering = match (left, right) {
        (Value::Date(left), Value::Date(right)) => left.cmp(right),
        (Value::Number(left), Value::Number(right)) => left.total_cmp(right),
        (Value::Integer(left), Value::Integer(right)) => left.cmp(right),
        _ => return left.is_empty().cmp(&right.is_empty()),
    };
    if order.starts_with('-') { ordering.reverse() } else { ordering }
}
