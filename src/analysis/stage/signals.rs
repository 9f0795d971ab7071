//! What the recorded signals say about the stage that was set.

use std::collections::BTreeMap;

use super::Position;
use crate::analysis::facts::Facts;
use crate::domain::choices::Stage;
use crate::domain::date::Date;
use crate::domain::signal::Signal;

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
/// Only signals since the account came into its stage count: older ones were known when it was set. Of these the newest
/// day decides, and on it the stage that most signals speak for; of several with as many, the latest stage.
#[must_use]
pub fn mismatch(facts: &Facts, position: &Position) -> Option<Mismatch> {
    if position.closed {
        return None;
    }
    let since = position.since;
    let recent = || facts.signals.iter().filter(move |signal| since.is_none_or(|since| signal.date >= since));
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
