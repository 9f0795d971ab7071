//! What was done and learnt: interactions, next steps, sources, and what to ask next.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Named, Subject, words};
use crate::analysis::{next_questions as questions, promises};
use crate::domain::date::span_days;
use crate::domain::finding::{Answered, Finding};
use crate::domain::interaction::Interaction as Record;

/// How many questions a report proposes.
const QUESTIONS: usize = 10;

/// One contact with the customer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Interaction {
    pub id: i64,
    pub date: String,
    pub kind: Option<Named>,
    pub summary: String,
    pub with: Vec<String>,
    pub by: Option<String>,
    pub place: Option<String>,
    pub learnt: Option<String>,
    pub next_step: Option<String>,
    pub next_date: Option<String>,
    pub cost: Option<String>,
    pub note: Option<String>,
}

/// Something that was agreed and is still to come.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NextStep {
    pub due: Option<String>,
    pub overdue: bool,
    pub step: String,
    pub agreed: String,
    pub by: Option<String>,
}

/// Where answers come from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    pub source: String,
    pub answers: usize,
    pub newest: String,
    /// How many answers of high, medium and low confidence, in words.
    pub confidence: String,
}

/// A question that is worth asking next.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NextQuestion {
    /// `look.item`
    pub item: String,
    pub label: String,
    pub ask: String,
    pub hint: String,
    pub why: Vec<String>,
}

pub(super) fn interactions(subject: &Subject) -> Vec<Interaction> {
    newest_first(subject).into_iter().map(|interaction| told(subject, interaction)).collect()
}

fn newest_first<'s>(subject: &Subject<'s>) -> Vec<&'s Record> {
    let mut interactions: Vec<&Record> = subject.facts().interactions.iter().collect();
    interactions.sort_by_key(|interaction| std::cmp::Reverse((interaction.date, interaction.id.number())));
    interactions
}

fn told(subject: &Subject, interaction: &Record) -> Interaction {
    Interaction {
        id: interaction.id.number(),
        date: interaction.date.to_string(),
        kind: interaction.kind.map(|kind| subject.named("interaction_kind", kind.as_str())),
        summary: interaction.summary.clone(),
        with: interaction.contacts.iter().map(|contact| subject.contact_name(contact.number())).collect(),
        by: interaction.by.clone(),
        place: interaction.place.clone(),
        learnt: words(interaction.learnt.as_ref()),
        next_step: words(interaction.next_step.as_ref()),
        next_date: interaction.next_date.map(|date| date.to_string()),
        cost: interaction.cost.map(|cost| cost.short(subject.language)),
        note: words(interaction.note.as_ref()),
    }
}

/// Steps that were agreed and that no later conversation has overtaken.
pub(super) fn next_steps(subject: &Subject) -> Vec<NextStep> {
    let promises = promises::open(&subject.facts().interactions, subject.today);
    promises.iter().filter_map(|promise| next_step(subject, promise)).collect()
}

pub(super) fn next_step(subject: &Subject, promise: &promises::Promise) -> Option<NextStep> {
    Some(NextStep {
        due: promise.due.map(|due| due.to_string()),
        overdue: promise.due.is_some_and(|due| span_days(due, subject.today) > 0),
        step: words(promise.agreed.next_step.as_ref())?,
        agreed: promise.agreed.date.to_string(),
        by: promise.agreed.by.clone(),
    })
}

/// The sources of the answers in force, the most used first, and how many answers name none.
pub(super) fn sources(subject: &Subject) -> (Vec<Source>, usize) {
    let in_force = subject.facts().in_force().filter(|finding| finding.answered == Answered::Known);
    let mut unsourced = 0;
    let mut by_source: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in in_force {
        match finding.source.as_deref().map(str::trim).filter(|source| !source.is_empty()) {
            Some(source) => by_source.entry(source).or_default().push(finding),
            None => unsourced += 1,
        }
    }
    let mut sources: Vec<Source> =
        by_source.into_iter().map(|(source, findings)| source_of(subject, source, &findings)).collect();
    sources
        .sort_by(|left, right| right.answers.cmp(&left.answers).then_with(|| left.source.cmp(&right.source)));
    (sources, unsourced)
}

fn source_of(subject: &Subject, source: &str, findings: &[&Finding]) -> Source {
    let mut confidences: BTreeMap<std::cmp::Reverse<_>, usize> = BTreeMap::new();
    for finding in findings {
        if let Some(confidence) = finding.confidence {
            *confidences.entry(std::cmp::Reverse(confidence)).or_default() += 1;
        }
    }
    let told = confidences.into_iter().map(|(confidence, count)| {
        let label = subject.label(&format!("confidence.{}", confidence.0));
        if findings.len() == 1 { label } else { format!("{label} × {count}") }
    });
    Source {
        source: source.to_owned(),
        answers: findings.len(),
        newest: findings
            .iter()
            .map(|finding| finding.date)
            .max()
            .map(|date| date.to_string())
            .unwrap_or_default(),
        confidence: subject.list(told),
    }
}

/// What to ask next, and how many questions there are to ask.
pub(super) fn next_questions(subject: &Subject) -> (Vec<NextQuestion>, usize) {
    let ranked = questions::next_questions(subject.playbook, subject.facts(), subject.today);
    let told = ranked.iter().take(QUESTIONS).filter_map(|question| {
        let (_, item) = subject.playbook.item(&question.item)?;
        Some(NextQuestion {
            item: question.item.clone(),
            label: subject.text(&item.label).to_owned(),
            ask: subject.text(&item.ask).to_owned(),
            hint: subject.text(&item.hint).to_owned(),
            why: question
                .reasons
                .iter()
                .map(|reason| reason.in_words(subject.labels, subject.language))
                .collect(),
        })
    });
    (told.collect(), ranked.len())
}
