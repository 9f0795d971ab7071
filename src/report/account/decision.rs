//! The decision process: the way through the stages with its evidence, and what is missing to go on.

use serde::Serialize;

use super::projects::{self, ProjectDecision};
use super::{Named, Subject, words};
use crate::analysis::stage::{self, CriterionState, CriterionStatus, Position};
use crate::domain::choices::Stage;
use crate::domain::signal::Signal;
use crate::domain::stage_move::StageMove;

/// Where the decision stands and how it came there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decision {
    pub stage: Named,
    pub phase: Named,
    pub since: Option<String>,
    pub days: Option<i64>,
    pub expected_days: Option<i64>,
    pub cycle_days: Option<i64>,
    pub outcome: Option<Named>,
    pub stalled: bool,
    /// All stages, each passed, current or ahead.
    pub path: Vec<PathStep>,
    /// What we want at this stage.
    pub goal: String,
    pub actions: Vec<String>,
    pub criteria: Vec<Criterion>,
    /// Newest first.
    pub moves: Vec<Move>,
    /// Newest first.
    pub signals: Vec<SeenSignal>,
    /// Where the decisions of its projects stand, in the order in which they are told.
    pub projects: Vec<ProjectDecision>,
}

/// One stage of the way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PathStep {
    pub stage: Named,
    /// `passed`, `current` or `ahead`.
    pub state: &'static str,
}

/// One exit criterion of the present stage.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Criterion {
    pub id: String,
    pub text: String,
    /// `met`, `unmet` or `question`.
    pub state: &'static str,
    /// The command that would meet it.
    pub fix: Option<String>,
}

/// One move between stages.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Move {
    pub date: String,
    pub step: Named,
    pub from: Option<Named>,
    pub to: Named,
    pub by: Option<String>,
    pub evidence: Option<String>,
    pub reason: Option<String>,
    pub outcome: Option<Named>,
    pub winner: Option<String>,
    /// Criteria that have no rule and that a person answered yes to, in words.
    pub confirmed: Vec<String>,
    /// Criteria that were waived, in words.
    pub waived: Vec<String>,
    pub waiver_reason: Option<String>,
}

/// One customer signal that was seen.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeenSignal {
    pub date: String,
    pub signal: Named,
    pub stage: Named,
    pub contact: Option<String>,
    pub note: Option<String>,
}

pub(super) fn decision(subject: &Subject) -> Decision {
    let facts = subject.facts();
    let position = stage::position(subject.playbook, &facts.process(), subject.today);
    let guide = subject.playbook.stage(position.stage.as_str());
    let criteria = match position.stage.next() {
        Some(next) if !position.closed => {
            stage::criteria(subject.playbook, facts, position.stage, next, subject.today)
        }
        _ => stage::Criteria::default(),
    };
    Decision {
        stage: subject.named("stage_name", position.stage.as_str()),
        phase: subject.named("phase", position.stage.phase().as_str()),
        since: position.since.map(|since| since.to_string()),
        days: position.days,
        expected_days: position.expected_days,
        cycle_days: position.cycle_days,
        outcome: position.outcome.map(|outcome| subject.named("outcome", outcome.as_str())),
        stalled: position.stalled,
        path: path(subject, &position),
        goal: guide.map(|guide| subject.text(&guide.goal).to_owned()).unwrap_or_default(),
        actions: guide
            .into_iter()
            .flat_map(|guide| &guide.actions)
            .map(|action| subject.text(action).to_owned())
            .collect(),
        criteria: criteria.0.iter().map(|status| criterion(subject, status)).collect(),
        moves: facts.moves.iter().rev().map(|moved| told(subject, moved)).collect(),
        signals: facts.signals.iter().rev().map(|signal| seen(subject, signal)).collect(),
        projects: projects::decisions(subject),
    }
}

fn path(subject: &Subject, position: &Position) -> Vec<PathStep> {
    let state = |stage: Stage| match stage.cmp(&position.stage) {
        std::cmp::Ordering::Less => "passed",
        std::cmp::Ordering::Equal => "current",
        std::cmp::Ordering::Greater => "ahead",
    };
    let step =
        |stage: &Stage| PathStep { stage: subject.named("stage", stage.as_str()), state: state(*stage) };
    Stage::ALL.iter().map(step).collect()
}

fn criterion(subject: &Subject, status: &CriterionStatus) -> Criterion {
    Criterion {
        id: status.criterion.id.clone(),
        text: subject.text(&status.criterion.text).to_owned(),
        state: match status.state {
            CriterionState::Met => "met",
            CriterionState::Unmet => "unmet",
            CriterionState::Question => "question",
        },
        fix: status.fix.clone(),
    }
}

pub(super) fn told(subject: &Subject, moved: &StageMove) -> Move {
    let criteria = || subject.playbook.stages.iter().flat_map(|stage| &stage.exit);
    let in_words = |ids: &[String]| -> Vec<String> {
        let words = ids.iter().map(|id| {
            let known = criteria().find(|criterion| criterion.id == *id);
            known.map_or_else(|| id.clone(), |criterion| subject.text(&criterion.text).to_owned())
        });
        words.collect()
    };
    Move {
        date: moved.date.to_string(),
        step: subject.named("step", moved.step.as_str()),
        from: moved.from_stage.map(|stage| subject.named("stage", stage.as_str())),
        to: subject.named("stage", moved.to_stage.as_str()),
        by: moved.by.clone(),
        evidence: words(moved.evidence.as_ref()),
        reason: words(moved.reason.as_ref()),
        outcome: moved.outcome.map(|outcome| subject.named("outcome", outcome.as_str())),
        winner: moved.winner.clone(),
        confirmed: in_words(&moved.confirmed),
        waived: in_words(&moved.waived),
        waiver_reason: words(moved.waiver_reason.as_ref()),
    }
}

fn seen(subject: &Subject, signal: &Signal) -> SeenSignal {
    let signals = || subject.playbook.stages.iter().flat_map(|stage| &stage.signals);
    let known = signals().find(|known| known.id == signal.signal);
    SeenSignal {
        date: signal.date.to_string(),
        signal: Named {
            id: signal.signal.clone(),
            text: known.map_or(signal.signal.as_str(), |known| subject.say(&known.en, &known.zh)).to_owned(),
        },
        stage: subject.named("stage", signal.stage.as_str()),
        contact: signal.contact.map(|contact| subject.contact_name(contact.number())),
        note: words(signal.note.as_ref()),
    }
}
