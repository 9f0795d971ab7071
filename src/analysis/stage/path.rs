//! The way of a decision through the stages, with the days spent in each.

use crate::domain::choices::{Outcome, Stage};
use crate::domain::date::{Date, span_days};
use crate::domain::stage_move::{StageMove, Step};

/// An unbroken time in one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    pub stage: Stage,
    pub from: Date,
    /// When it moved on or was closed; nothing while it is there.
    pub until: Option<Date>,
    /// Days from the beginning to the end, else to today.
    pub days: i64,
    /// How the decision ended here.
    pub outcome: Option<Outcome>,
}

/// The stays that moves (oldest first) make, oldest first. No stay goes on while the decision is closed.
#[must_use]
pub fn path(moves: &[StageMove], today: Date) -> Vec<Stay> {
    let mut stays: Vec<Stay> = Vec::new();
    for moved in moves {
        let continues = stays.last().is_some_and(|stay| stay.stage == moved.to_stage && stay.until.is_none());
        if !continues {
            end(stays.last_mut(), moved.date);
            stays.push(Stay { stage: moved.to_stage, from: moved.date, until: None, days: 0, outcome: None });
        }
        if moved.step == Step::Close {
            end(stays.last_mut(), moved.date);
            if let Some(stay) = stays.last_mut() {
                stay.outcome = moved.outcome;
            }
        }
    }
    for stay in &mut stays {
        stay.days = span_days(stay.from, stay.until.unwrap_or(today)).max(0);
    }
    stays
}

/// The move (of moves oldest first) by which a decision that is over was decided. Where it went on after it was won, to be
/// implemented and closed, it was decided when it was won.
#[must_use]
pub fn decisive(moves: &[StageMove]) -> Option<&StageMove> {
    let outcome = moves.last()?.outcome?;
    moves.iter().rev().take_while(|moved| moved.outcome == Some(outcome)).last()
}

/// The days that each move (oldest first) led to: until the next move, of the last one until today. Nothing for a close,
/// after which no stay goes on.
#[must_use]
pub fn days_after(moves: &[StageMove], today: Date) -> Vec<Option<i64>> {
    let ends = moves.iter().skip(1).map(|next| next.date).chain([today]);
    let days = |(moved, end): (&StageMove, Date)| {
        (moved.step != Step::Close).then(|| span_days(moved.date, end).max(0))
    };
    moves.iter().zip(ends).map(days).collect()
}

fn end(stay: Option<&mut Stay>, date: Date) {
    if let Some(stay) = stay {
        stay.until.get_or_insert(date);
    }
}
