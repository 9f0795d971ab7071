//! The needs of an account as the method's evaluation table has them.

use serde::Serialize;

use super::{Labelled, Named, Subject};
use crate::analysis::needs as rules;
use crate::domain::need::Need as Record;
use crate::domain::record::Record as _;

/// One need.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Need {
    pub id: i64,
    pub title: String,
    pub kind: Option<Named>,
    pub status: Option<Named>,
    pub horizon: Option<Named>,
    pub urgency: Option<i64>,
    pub importance: Option<i64>,
    /// Urgency x importance, 1-25.
    pub priority: Option<i64>,
    pub quadrant: Option<Named>,
    /// How many of the seven columns are filled.
    pub filled: usize,
    pub columns: usize,
    /// Labels of the columns without a word.
    pub missing: Vec<String>,
    /// The chain of whys, first asked first.
    pub whys: Vec<String>,
    /// What is recorded, in the order of the evaluation table.
    pub details: Vec<Labelled>,
    pub contradicted: bool,
}

/// What the table of needs shows already, or what stands apart.
const IN_TABLE: &[&str] = &[
    "account", "title", "kind", "horizon", "urgency", "importance", "status", "whys", "priority", "custom",
    "external_ids", "created", "updated", "contradicted", "basis", "layer", "dimension", "aspect", "driver",
];

/// What a need is like; shown together.
const NATURE: &[&str] = &["basis", "layer", "dimension", "aspect", "driver"];

/// The seven columns come first, in the order of the method.
const FIRST: &[&str] = &[
    "problem", "whys", "essence", "goal", "stakeholders", "customer_solution", "guided_solution",
    "final_solution", "verdict", "verdict_words",
];

pub(super) fn needs(subject: &Subject) -> Vec<Need> {
    let mut needs: Vec<&Record> = subject.facts().needs.iter().collect();
    needs.sort_by_key(|need| (!rules::is_open(need), rules::rank_key(need)));
    needs.into_iter().map(|need| told(subject, need)).collect()
}

fn told(subject: &Subject, need: &Record) -> Need {
    let completeness = rules::completeness(need);
    let label = |column: &&str| subject.label(&format!("need.{column}"));
    let quadrant = rules::quadrant(&subject.playbook.needs, need);
    Need {
        id: need.id.number(),
        title: need.title.clone(),
        kind: need.kind.map(|kind| subject.named("need_kind", kind.as_str())),
        status: need.status.map(|status| subject.named("need_status", status.as_str())),
        horizon: need.horizon.map(|horizon| subject.named("horizon", horizon.as_str())),
        urgency: need.urgency.map(|rating| rating.0),
        importance: need.importance.map(|rating| rating.0),
        priority: rules::priority(need),
        quadrant: quadrant.map(|quadrant| subject.named("quadrant", quadrant.as_str())),
        filled: completeness.filled.len(),
        columns: rules::COLUMNS.len(),
        missing: completeness.missing.iter().map(label).collect(),
        whys: need.whys.clone(),
        details: details(subject, need),
        contradicted: need.contradicted == Some(true),
    }
}

fn details(subject: &Subject, need: &Record) -> Vec<Labelled> {
    let entry = need.to_entry();
    let mut details = subject.filled(&entry, |field| !IN_TABLE.contains(&field.name));
    if !need.whys.is_empty() {
        let numbered: Vec<String> =
            need.whys.iter().zip(1..).map(|(why, number)| format!("{number}. {why}")).collect();
        details.push(Labelled {
            key: "whys".to_owned(),
            label: subject.say("Chain of whys", "追问过程").to_owned(),
            text: numbered.join("\n"),
            value: need.whys.clone().into(),
        });
    }
    details.extend(nature(subject, &subject.filled(&entry, |field| NATURE.contains(&field.name))));
    details.sort_by_key(|detail| FIRST.iter().position(|first| *first == detail.key).unwrap_or(FIRST.len()));
    for verdict in details.iter_mut().filter(|detail| detail.key == "verdict") {
        verdict.text.push_str("/5");
    }
    details
}

fn nature(subject: &Subject, parts: &[Labelled]) -> Option<Labelled> {
    let texts: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
    let values =
        parts.iter().map(|part| (part.key.clone(), part.value.clone())).collect::<serde_json::Map<_, _>>();
    (!parts.is_empty()).then(|| Labelled {
        key: "nature".to_owned(),
        label: subject.say("Nature", "性质").to_owned(),
        text: texts.join(" · "),
        value: values.into(),
    })
}
