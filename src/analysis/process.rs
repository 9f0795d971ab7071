//! Decision processes: each account has its own one, and each of its projects has one.

use super::facts::Facts;
use crate::domain::choices::Outcome;
use crate::domain::id::Id;
use crate::domain::project::{Project, ProjectStatus};
use crate::domain::signal::Signal;
use crate::domain::stage_move::StageMove;

/// One decision process.
#[derive(Clone, Copy, Debug)]
pub struct Process<'f> {
    /// Whose it is; none for the account's own one.
    pub project: Option<&'f Project>,
    /// Oldest first.
    pub moves: &'f [StageMove],
    /// Oldest first.
    pub signals: &'f [Signal],
}

impl Process<'_> {
    /// How a project ended of which no move is recorded, but a status.
    #[must_use]
    pub fn outcome_by_status(&self) -> Option<Outcome> {
        let project = self.project.filter(|_| self.moves.is_empty())?;
        project.status.and_then(ProjectStatus::outcome)
    }
}

impl Facts {
    /// The account's own process.
    #[must_use]
    pub fn process(&self) -> Process<'_> {
        Process { project: None, moves: &self.moves, signals: &self.signals }
    }

    /// The process of one of its projects.
    #[must_use]
    pub fn process_of<'f>(&'f self, project: &'f Project) -> Process<'f> {
        Process {
            project: Some(project),
            moves: of_project(&self.project_moves, project.id, |moved| moved.project),
            signals: of_project(&self.project_signals, project.id, |signal| signal.project),
        }
    }

    /// Sets the moves and signals of projects apart from those of the account, so that nobody who reads where the account
    /// stands meets them. To be called where all of them were loaded together.
    #[must_use]
    pub fn with_projects_apart(mut self) -> Self {
        self.project_moves = taken_apart(&mut self.moves, |moved| moved.project);
        self.project_signals = taken_apart(&mut self.signals, |signal| signal.project);
        self
    }
}

/// The records of one project among those of all, which stand by project.
fn of_project<R>(records: &[R], project: Id<Project>, of: fn(&R) -> Option<Id<Project>>) -> &[R] {
    let number = |record: &R| of(record).map(Id::number);
    let first = records.partition_point(|record| number(record) < Some(project.number()));
    let behind = records.partition_point(|record| number(record) <= Some(project.number()));
    records.get(first..behind).unwrap_or_default()
}

fn taken_apart<R>(records: &mut Vec<R>, of: fn(&R) -> Option<Id<Project>>) -> Vec<R> {
    if records.iter().all(|record| of(record).is_none()) {
        return Vec::new();
    }
    let (mut apart, own): (Vec<R>, Vec<R>) =
        std::mem::take(records).into_iter().partition(|record| of(record).is_some());
    *records = own;
    // In each project they stay oldest first.
    apart.sort_by_key(|record| of(record).map(Id::number));
    apart
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::check::samples::{moved, project, signal, sound};

    #[test]
    fn moves_and_signals_of_projects_stand_apart_from_those_of_the_account() {
        let mut facts = sound();
        let of = |number: Option<i64>, to: &str| StageMove {
            project: number.map(Id::new),
            ..moved("set", to, "2026-02-20", &[])
        };
        facts.moves =
            vec![of(Some(40), "goal"), of(None, "aware"), of(Some(7), "pain"), of(Some(40), "measures")];
        facts.signals = vec![Signal {
            project: Some(Id::new(40)),
            ..signal("asks_for_price_cut", "evaluate_cost", "2026-02-21")
        }];
        let facts = facts.with_projects_apart();
        let stages = |process: Process| -> Vec<&'static str> {
            process.moves.iter().map(|moved| moved.to_stage.as_str()).collect()
        };
        let one = project(&[]);
        let other = Project { id: Id::new(7), ..project(&[]) };
        let none = Project { id: Id::new(8), ..project(&[]) };
        assert_eq!(stages(facts.process()), ["aware"]);
        assert_eq!(stages(facts.process_of(&one)), ["goal", "measures"]);
        assert_eq!(stages(facts.process_of(&other)), ["pain"]);
        assert_eq!(stages(facts.process_of(&none)), Vec::<&str>::new());
        assert!(facts.process().signals.is_empty());
        assert_eq!(facts.process_of(&one).signals.len(), 1);
    }
}
