//! What the facts of an account come to, side by side with what they would come to.

use crate::analysis::agenda::{Horizon, PersonalFile, Planner, Task, TaskKind};
use crate::analysis::check::{Checker, Concern};
use crate::analysis::comparison::Comparison;
use crate::analysis::coverage::coverage;
use crate::analysis::economics::{self, EconomicsError, Terms};
use crate::analysis::facts::Facts;
use crate::analysis::orders::{Ledger, Margin, twelve_months};
use crate::analysis::pipeline::{By, Pipeline, Rung};
use crate::analysis::score::Score;
use crate::analysis::value_curve::{Curve, CurveError, curve};
use crate::domain::date::Date;
use crate::domain::project::Project;
use crate::playbook::{Labels, Playbook};

/// Everything that is computed from the facts of an account.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture<'f> {
    pub score: Score<'f>,
    /// Percent of the five looks that is answered.
    pub coverage: f64,
    pub comparison: Comparison<'f>,
    /// Of the orders of the last twelve months.
    pub margin: Option<Margin>,
    pub curve: Result<Curve, CurveError>,
    pub economics: Result<economics::Comparison, EconomicsError>,
    /// The projects that are to be decided, all of a currency together.
    pub pipeline: Vec<Rung>,
    pub alerts: Vec<Concern<'f>>,
    pub tasks: Vec<Task>,
}

/// A playbook made ready to draw pictures.
pub struct Lens<'p> {
    playbook: &'p Playbook,
    checker: Checker<'p>,
    planner: Planner<'p>,
    today: Date,
}

impl<'p> Lens<'p> {
    /// Tasks are those of today and so many days after it.
    #[must_use]
    pub fn new(playbook: &'p Playbook, labels: &'p Labels, today: Date, days: i64) -> Self {
        let planner = Planner::new(playbook, labels, Horizon::of(today, days), TaskKind::ALL);
        Self { playbook, checker: Checker::new(playbook, labels, today, &[]), planner, today }
    }

    /// What facts come to, where the account has this score.
    #[must_use]
    pub fn picture<'f>(&'f self, facts: &'f Facts, score: Score<'f>) -> Picture<'f> {
        let (playbook, today) = (self.playbook, self.today);
        let rates = &playbook.rates;
        let ledger = Ledger::of(&facts.orders, rates, today);
        Picture {
            coverage: coverage(playbook, facts, today).percent,
            comparison: Comparison::of(&facts.factors, &facts.rivals, &facts.rival_marks),
            margin: ledger.margin_within(twelve_months(today, 0)),
            curve: curve(&facts.value_years, today.year().into(), rates),
            economics: economics::compare(&facts.economic_lines, Terms::default(), rates),
            pipeline: together(&facts.projects, playbook),
            alerts: self.checker.check_scored(facts, &score),
            tasks: self.planner.agenda(facts, PersonalFile::LeftOut),
            score,
        }
    }
}

fn together(projects: &[Project], playbook: &Playbook) -> Vec<Rung> {
    let mut pipeline = Pipeline::by(By::Nothing);
    for project in projects.iter().filter(|project| project.is_open()) {
        pipeline.add(project, playbook);
    }
    pipeline.told()
}

/// Those that are there after and were not before, by what tells them apart; turned round, those that are gone.
pub fn come<'t, T, K: PartialEq>(before: &[T], after: &'t [T], key: impl Fn(&T) -> K) -> Vec<&'t T> {
    let was = |one: &&T| before.iter().any(|other| key(other) == key(one));
    after.iter().filter(|one| !was(one)).collect()
}

/// Those that are there before and after and say something else.
pub fn differing<'t, T: PartialEq, K: PartialEq>(
    before: &'t [T],
    after: &'t [T],
    key: impl Fn(&T) -> K,
) -> Vec<(&'t T, &'t T)> {
    let pairs =
        before.iter().filter_map(|one| Some((one, after.iter().find(|other| key(other) == key(one))?)));
    pairs.filter(|(one, other)| one != other).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_goes_and_says_something_else_is_told_apart() {
        let (before, after) = ([(1, "a"), (2, "b"), (3, "c")], [(2, "b"), (3, "d"), (4, "e")]);
        let key = |one: &(i64, &str)| one.0;
        assert_eq!(come(&before, &after, key), [&(4, "e")]);
        assert_eq!(come(&after, &before, key), [&(1, "a")]);
        assert_eq!(differing(&before, &after, key), [(&(3, "c"), &(3, "d"))]);
    }
}
