//! The decisions of an account's projects: where each stands, for how long, and how it came there.

use serde::Serialize;

use super::decision::{Move, told};
use super::{Named, Subject};
use crate::analysis::stage;
use crate::domain::project::{Project, ProjectStatus};

/// Where the decision of one project stands and how it came there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProjectDecision {
    pub id: i64,
    pub name: String,
    pub status: Named,
    /// None where none was set.
    pub stage: Option<Named>,
    pub since: Option<String>,
    pub days: Option<i64>,
    pub expected_days: Option<i64>,
    pub stalled: bool,
    pub cycle_days: Option<i64>,
    /// Exit criteria of the stage that are not met, questions to us among them.
    pub unmet: usize,
    /// The stages it has been in, oldest first.
    pub path: Vec<Stay>,
    /// Newest first.
    pub moves: Vec<Move>,
}

/// A time in one stage.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stay {
    pub stage: Named,
    pub from: String,
    pub until: Option<String>,
    pub days: i64,
}

/// Those that are still to be decided first, each part by the day of the decision.
pub(super) fn decisions(subject: &Subject) -> Vec<ProjectDecision> {
    let mut projects: Vec<&Project> = subject.facts().projects.iter().collect();
    projects.sort_by_key(|project| (!project.is_open(), project.close_date.is_none(), project.close_date));
    projects.into_iter().map(|project| decision(subject, project)).collect()
}

fn decision(subject: &Subject, project: &Project) -> ProjectDecision {
    let (facts, today) = (subject.facts(), subject.today);
    let process = facts.process_of(project);
    let position = stage::position(subject.playbook, &process, today);
    let is_set = !process.moves.is_empty();
    let stay = |stay: &stage::Stay| Stay {
        stage: subject.named("stage", stay.stage.as_str()),
        from: stay.from.to_string(),
        until: stay.until.map(|until| until.to_string()),
        days: stay.days,
    };
    ProjectDecision {
        id: project.id.number(),
        name: project.name.clone(),
        status: subject.named("project_status", project.status.unwrap_or(ProjectStatus::Open).as_str()),
        stage: is_set.then(|| subject.named("stage_name", position.stage.as_str())),
        since: position.since.map(|since| since.to_string()),
        days: position.days,
        expected_days: position.expected_days.filter(|_| is_set),
        stalled: position.stalled,
        cycle_days: position.cycle_days,
        unmet: stage::open_criteria(subject.playbook, facts, &position, today),
        path: stage::path(process.moves, today).iter().map(stay).collect(),
        moves: process.moves.iter().rev().map(|moved| told(subject, moved)).collect(),
    }
}
