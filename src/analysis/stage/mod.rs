//! Where a customer's decision stands, how it came there, what is missing to go on, and what speaks against it.

mod criteria;
mod path;
mod readiness;
mod signals;
#[cfg(test)]
mod tests;

pub use criteria::{Criteria, CriterionState, CriterionStatus, Exits, criteria, fix_command};
pub use path::{Stay, days_after, path};
pub use readiness::{Readiness, readiness};
pub use signals::{AnswersAhead, Mismatch, Shown, answers_ahead, mismatch};

use super::facts::Facts;
use crate::domain::choices::{Outcome, Stage};
use crate::domain::date::{Date, span_days};
use crate::domain::stage_move::Step;
use crate::playbook::Playbook;

/// Where a customer's decision stands on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// The stage of the newest move. An account without a move counts as unaware.
    pub stage: Stage,
    /// Since when it is there without a break; nothing before the first move.
    pub since: Option<Date>,
    /// Days since then; while the decision is closed, those until it was closed.
    pub days: Option<i64>,
    /// Days that the playbook expects a customer to be in this stage.
    pub expected_days: Option<i64>,
    pub outcome: Option<Outcome>,
    /// Whether the decision has ended and was not taken up again.
    pub closed: bool,
    /// Whether it goes on and has been in its stage longer than expected.
    pub stalled: bool,
    /// Days from the beginning of this decision until it was won or lost, else until today; nothing before the first
    /// move.
    pub cycle_days: Option<i64>,
}

/// Where the decision of an account stands on `today`.
#[must_use]
pub fn position(playbook: &Playbook, facts: &Facts, today: Date) -> Position {
    let newest = facts.moves.last();
    let stage = newest.map_or(Stage::Unaware, |newest| newest.to_stage);
    let stay = path(&facts.moves, today).pop();
    let expected_days = playbook.stage(stage.as_str()).map(|guide| guide.expected_days);
    let closed = newest.is_some_and(|newest| newest.step == Step::Close);
    let days = stay.as_ref().map(|stay| stay.days);
    Position {
        stage,
        since: stay.map(|stay| stay.from),
        days,
        expected_days,
        outcome: newest.and_then(|newest| newest.outcome),
        closed,
        stalled: !closed && days.zip(expected_days).is_some_and(|(days, expected)| days > expected),
        cycle_days: cycle_days(facts, today),
    }
}

/// A decision begins with the first move, or where a won one was followed by another. It is over when it is won or
/// lost; a dormant one goes on counting once it is taken up again.
fn cycle_days(facts: &Facts, today: Date) -> Option<i64> {
    let mut began = facts.moves.first()?.date;
    let mut before = None;
    let mut ended = None;
    for moved in &facts.moves {
        if before == Some(Outcome::Won) && moved.outcome != Some(Outcome::Won) && moved.step == Step::Reopen {
            began = moved.date;
        }
        ended = match moved.outcome {
            None => None,
            Some(outcome) if before == Some(outcome) => ended,
            Some(_) => Some(moved.date),
        };
        before = moved.outcome;
    }
    Some(span_days(began, ended.unwrap_or(today)).max(0))
}
