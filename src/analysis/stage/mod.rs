//! Where a customer's decision stands, how it came there, what is missing to go on, and what speaks against it.

mod criteria;
mod path;
mod readiness;
mod signals;
#[cfg(test)]
mod tests;

pub use criteria::{Criteria, CriterionState, CriterionStatus, Exits, criteria, fix_command, open_criteria};
pub use path::{Stay, days_after, decisive, path};
pub use readiness::{Readiness, readiness};
pub use signals::{AnswersAhead, Mismatch, Shown, answers_ahead, mismatch};

use super::process::Process;
use crate::domain::choices::{Outcome, Stage};
use crate::domain::date::{Date, span_days};
use crate::domain::shell::quoted;
use crate::domain::stage_move::{StageMove, Step};
use crate::playbook::Playbook;

/// How a command names a process: the account, and the project where it is that of one.
#[must_use]
pub fn process_arguments(account: &str, project: Option<&str>) -> String {
    match project {
        None => quoted(account),
        Some(project) => format!("{} --project {}", quoted(account), quoted(project)),
    }
}

/// Where a customer's decision stands on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// The stage of the newest move. Where there is none, it counts as unaware.
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

/// Where a decision stands on `today`. Of a project that was decided without a move its status says so.
#[must_use]
pub fn position(playbook: &Playbook, process: &Process, today: Date) -> Position {
    let newest = process.moves.last();
    let stage = newest.map_or(Stage::Unaware, |newest| newest.to_stage);
    let stay = path(process.moves, today).pop();
    let expected_days = playbook.stage(stage.as_str()).map(|guide| guide.expected_days);
    let by_status = process.outcome_by_status();
    let closed = newest.is_some_and(|newest| newest.step == Step::Close) || by_status.is_some();
    let days = stay.as_ref().map(|stay| stay.days);
    Position {
        stage,
        since: stay.map(|stay| stay.from),
        days,
        expected_days,
        outcome: newest.and_then(|newest| newest.outcome).or(by_status),
        closed,
        stalled: !closed && days.zip(expected_days).is_some_and(|(days, expected)| days > expected),
        cycle_days: cycle_days(process.moves, today),
    }
}

/// Days from the beginning of a decision (its moves oldest first) until it was won, lost or put aside, else until `today`;
/// none before the first move. A decision begins with the first move, or where a won one was followed by another. It is over
/// when it is won or lost; a dormant one goes on counting once it is taken up again.
#[must_use]
pub fn cycle_days(moves: &[StageMove], today: Date) -> Option<i64> {
    let mut began = moves.first()?.date;
    let mut before = None;
    let mut ended = None;
    for moved in moves {
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
