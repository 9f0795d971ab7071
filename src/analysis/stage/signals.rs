//! What the recorded signals, and signals that answers show, say about the stage that was set.

use std::collections::BTreeMap;

use super::Position;
use crate::analysis::facts::Facts;
use crate::analysis::process::Process;
use crate::analysis::rules::{Ready, Seen};
use crate::domain::choices::Stage;
use crate::domain::date::{Date, span_days};
use crate::domain::record::Entry;
use crate::domain::signal::Signal;
use crate::domain::value::Value;
use crate::playbook::{Item, Playbook};

/// The newest signals speak for another stage than the one set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    pub set: Stage,
    pub says: Stage,
    /// The day of the signals that decide.
    pub date: Date,
    /// The playbook's identifiers of those that speak for `says`, in the order in which they were recorded.
    pub signals: Vec<String>,
    /// How many signals of that day speak for other stages.
    pub others: usize,
}

impl Mismatch {
    /// Whether the customer seems to be further than we think.
    #[must_use]
    pub fn is_ahead(&self) -> bool {
        self.says > self.set
    }
}

/// Whether the newest signals speak for another stage.
///
/// Only signals since the customer came into the stage count: older ones were known when it was set. Of these the newest
/// day decides, and on it the stage that most signals speak for; of several with as many, the latest stage.
#[must_use]
pub fn mismatch(process: &Process, position: &Position) -> Option<Mismatch> {
    if position.closed {
        return None;
    }
    let since = position.since;
    let recent =
        || process.signals.iter().filter(move |signal| since.is_none_or(|since| signal.date >= since));
    let date = recent().map(|signal| signal.date).max()?;
    let decisive: Vec<&Signal> = recent().filter(|signal| signal.date == date).collect();
    let mut voices: BTreeMap<Stage, usize> = BTreeMap::new();
    for signal in &decisive {
        *voices.entry(signal.stage).or_default() += 1;
    }
    let (says, count) = voices.into_iter().max_by_key(|(stage, count)| (*count, *stage))?;
    let signals =
        decisive.iter().filter(|signal| signal.stage == says).map(|signal| signal.signal.clone()).collect();
    let set = position.stage;
    (says != set).then(|| Mismatch { set, says, date, signals, others: decisive.len() - count })
}

/// Answers show signals of a later stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswersAhead {
    pub says: Stage,
    pub shown: Vec<Shown>,
}

/// A signal that an answer shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The playbook's identifier.
    pub signal: String,
    /// The question, as `look.item`.
    pub item: String,
    /// When the answer was found.
    pub date: Date,
}

/// The latest stage after the one set of which fresh answers show signals. Answers that were known when the stage was set
/// do not count, nor do those of stages behind: an answer stands for long, while a signal is of its day. An answer does
/// not win a purchase.
#[must_use]
pub fn answers_ahead(
    playbook: &Playbook,
    facts: &Facts,
    position: &Position,
    today: Date,
) -> Option<AnswersAhead> {
    if position.closed {
        return None;
    }
    let open = |stage: Stage| {
        stage > position.stage && (stage < Stage::Implementation || position.stage >= Stage::Implementation)
    };
    let stages = Stage::ALL.iter().rev().copied().filter(|stage| open(*stage));
    stages.into_iter().find_map(|says| {
        let shown = shown(playbook, facts, says, position.since, today);
        (!shown.is_empty()).then_some(AnswersAhead { says, shown })
    })
}

fn shown(playbook: &Playbook, facts: &Facts, stage: Stage, since: Option<Date>, today: Date) -> Vec<Shown> {
    let signals = playbook.stage(stage.as_str()).map(|guide| guide.signals.as_slice()).unwrap_or_default();
    let shows = |signal: &crate::playbook::StageSignal| {
        let answer = signal.answer.as_ref()?;
        let (_, item) = playbook.item(&answer.item)?;
        let in_words = facts
            .answer(&answer.item)
            .filter(|finding| finding.value.as_ref().is_some_and(|kept| answer.is_met_by(item, &kept.0)));
        let in_words = in_words.map(|finding| finding.date);
        let date = in_words.max(recorded(playbook, facts, item, today).filter(|_| answer.is.is_empty()))?;
        let is_new = since.is_none_or(|since| date >= since);
        let is_fresh = span_days(date, today) <= item.stale_after;
        let shown = || Shown { signal: signal.id.clone(), item: answer.item.clone(), date };
        (is_new && is_fresh).then(shown)
    };
    signals.iter().filter_map(shows).collect()
}

/// The day on which the newest of the records was written down that answer a question.
fn recorded(playbook: &Playbook, facts: &Facts, item: &Item, today: Date) -> Option<Date> {
    let rule = Ready::new(item.rule.as_ref()?, playbook, today);
    let seen = Seen::of(facts);
    let written = |entry: &&Entry| match entry.get("created") {
        Value::Moment(moment) => Some(moment.date()),
        _ => None,
    };
    seen.holds(&rule).then(|| seen.counted(&rule).iter().filter_map(written).max()).flatten()
}
