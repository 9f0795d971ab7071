//! How projects come through the stages: how many of those that entered one went on, and in how many days.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::median::median;
use super::stage::{Stay, cycle_days, decisive, path};
use crate::domain::choices::{Outcome, Stage};
use crate::domain::date::Date;
use crate::domain::stage_move::{StageMove, Step};

/// What became of the projects that entered a stage. Each project counts once in each figure, however often it came there.
#[derive(Clone, Debug, PartialEq)]
pub struct StageConversion {
    pub stage: Stage,
    pub entered: usize,
    /// Left it for a later stage, or were won there.
    pub went_on: usize,
    pub went_back: usize,
    pub lost: usize,
    pub dormant: usize,
    /// Are there now and have not gone on from there before.
    pub there: usize,
    /// Percent of those whose time there is over that went on: went on / (entered - there). None where there are none.
    pub share: Option<f64>,
    /// The median of the days of every time there that is over; of an even number the mean of the two in the middle.
    pub median_days: Option<f64>,
}

/// Decisions that ended alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cycle {
    pub projects: usize,
    /// The median of the days from the first move to the end; see [`cycle_days`].
    pub median_days: Option<f64>,
}

/// The way of projects through the stages.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversion {
    /// Projects with moves from a stage that is known.
    pub projects: usize,
    /// All stages, in the order of the method.
    pub stages: Vec<StageConversion>,
    pub won: Cycle,
    pub lost: Cycle,
    pub dormant: usize,
    pub open: usize,
}

/// How projects, each given by its moves (oldest first), come through the stages until `today`. With `since` only the times
/// in a stage count that began on that day or later, and only the ends of then.
///
/// Of a project that is decided again after it was won the newest decision alone counts for the cycle.
pub fn conversion<'m>(
    decisions: impl IntoIterator<Item = &'m [StageMove]>,
    since: Option<Date>,
    today: Date,
) -> Conversion {
    let is_recent = |date: Date| since.is_none_or(|since| date >= since);
    let mut stages: BTreeMap<Stage, Sums> = BTreeMap::new();
    let mut ended: BTreeMap<Outcome, Vec<i64>> = BTreeMap::new();
    let (mut projects, mut open) = (0, 0);
    for moves in decisions.into_iter().map(from_first_stage).filter(|moves| !moves.is_empty()) {
        projects += 1;
        let stays = path(moves, today);
        for (stage, seen) in seen(&stays, is_recent) {
            stages.entry(stage).or_default().add(seen);
        }
        match decisive(moves) {
            None => open += 1,
            Some(moved) if is_recent(moved.date) => {
                if let Some((outcome, days)) = moved.outcome.zip(cycle_days(moves, today)) {
                    ended.entry(outcome).or_default().push(days);
                }
            }
            Some(_) => {}
        }
    }
    let cycle = |outcome| {
        let days = ended.get(&outcome).cloned().unwrap_or_default();
        Cycle { projects: days.len(), median_days: median(days) }
    };
    Conversion {
        projects,
        stages: Stage::ALL
            .iter()
            .map(|stage| told(*stage, stages.remove(stage).unwrap_or_default()))
            .collect(),
        won: cycle(Outcome::Won),
        lost: cycle(Outcome::Lost),
        dormant: cycle(Outcome::Dormant).projects,
        open,
    }
}

/// The moves of a project since it first stood in a stage: nobody knows in which one it was before, if it only ended there.
fn from_first_stage(moves: &[StageMove]) -> &[StageMove] {
    let first = moves.iter().position(|moved| moved.step != Step::Close).unwrap_or(moves.len());
    moves.get(first..).unwrap_or_default()
}

/// What a time in a stage came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    WentOn,
    WentBack,
    Lost,
    Dormant,
    There,
}

/// What one project did in a stage.
#[derive(Default)]
struct Seen {
    fates: BTreeSet<Fate>,
    days: Vec<i64>,
}

/// What all did.
#[derive(Default)]
struct Sums {
    entered: usize,
    fates: BTreeMap<Fate, usize>,
    days: Vec<i64>,
}

impl Sums {
    fn add(&mut self, mut seen: Seen) {
        self.entered += 1;
        if seen.fates.contains(&Fate::WentOn) {
            seen.fates.remove(&Fate::There);
        }
        for fate in seen.fates {
            *self.fates.entry(fate).or_default() += 1;
        }
        self.days.append(&mut seen.days);
    }
}

fn seen(stays: &[Stay], is_recent: impl Fn(Date) -> bool) -> BTreeMap<Stage, Seen> {
    let mut all: BTreeMap<Stage, Seen> = BTreeMap::new();
    for (at, stay) in stays.iter().enumerate().filter(|(_, stay)| is_recent(stay.from)) {
        let seen = all.entry(stay.stage).or_default();
        seen.fates.extend(match (stay.outcome, stays.get(at + 1)) {
            (Some(Outcome::Won), _) => Some(Fate::WentOn),
            // What was taken up again was neither lost nor put aside.
            (_, Some(next)) => match next.stage.cmp(&stay.stage) {
                Ordering::Greater => Some(Fate::WentOn),
                Ordering::Less => Some(Fate::WentBack),
                Ordering::Equal => None,
            },
            (Some(Outcome::Lost), None) => Some(Fate::Lost),
            (Some(Outcome::Dormant), None) => Some(Fate::Dormant),
            (None, None) => Some(Fate::There),
        });
        seen.days.extend(stay.until.map(|_| stay.days));
    }
    all
}

#[expect(clippy::cast_precision_loss, reason = "nobody has 2^52 projects")]
fn told(stage: Stage, sums: Sums) -> StageConversion {
    let count = |fate| sums.fates.get(&fate).copied().unwrap_or_default();
    let (went_on, there) = (count(Fate::WentOn), count(Fate::There));
    let over = sums.entered - there;
    StageConversion {
        stage,
        entered: sums.entered,
        went_on,
        went_back: count(Fate::WentBack),
        lost: count(Fate::Lost),
        dormant: count(Fate::Dormant),
        there,
        share: (over > 0).then(|| went_on as f64 * 100.0 / over as f64),
        median_days: median(sums.days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::check::samples::{moved, text};

    type Moved<'t> = (&'t str, &'t str, &'t str, Option<&'t str>);

    fn project(moves: &[Moved]) -> Vec<StageMove> {
        let made = |(step, to, date, outcome): &Moved| {
            moved(
                step,
                to,
                date,
                &outcome.map(|outcome| ("outcome", text(outcome))).into_iter().collect::<Vec<_>>(),
            )
        };
        moves.iter().map(made).collect()
    }

    fn projects() -> Vec<Vec<StageMove>> {
        [
            // Goal for 10 days, requirements for 20, won there; implemented after that.
            &[
                ("set", "goal", "2026-01-01", None),
                ("advance", "requirements", "2026-01-11", None),
                ("close", "requirements", "2026-01-31", Some("won")),
                ("advance", "implementation", "2026-02-10", Some("won")),
            ][..],
            // Goal for 20 days, requirements for 10, back to goal for 4 and lost there.
            &[
                ("set", "goal", "2026-01-01", None),
                ("advance", "requirements", "2026-01-21", None),
                ("back", "goal", "2026-01-31", None),
                ("close", "goal", "2026-02-04", Some("lost")),
            ],
            // Goal since 2026-02-20.
            &[("set", "goal", "2026-02-20", None)],
            // Put aside after 6 days.
            &[("set", "goal", "2026-02-01", None), ("close", "goal", "2026-02-07", Some("dormant"))],
            &[],
        ]
        .map(project)
        .into()
    }

    fn counted(since: Option<&str>) -> Conversion {
        let (projects, since) = (projects(), since.map(|since| since.parse().unwrap()));
        conversion(projects.iter().map(Vec::as_slice), since, "2026-03-02".parse().unwrap())
    }

    fn row(conversion: &Conversion, stage: Stage) -> (usize, [usize; 5], Option<f64>, Option<f64>) {
        let told = conversion.stages.iter().find(|told| told.stage == stage).unwrap();
        let fates = [told.went_on, told.went_back, told.lost, told.dormant, told.there];
        (told.entered, fates, told.share.map(f64::round), told.median_days)
    }

    #[test]
    fn each_project_counts_once_in_each_figure_of_a_stage() {
        let conversion = counted(None);
        // Four entered goal, one is there still; two of the other three went on. Days: 4, 6, 10, 20.
        assert_eq!(row(&conversion, Stage::Goal), (4, [2, 0, 1, 1, 1], Some(67.0), Some(8.0)));
        // Won there, and back from there. Days: 10, 20.
        assert_eq!(row(&conversion, Stage::Requirements), (2, [1, 1, 0, 0, 0], Some(50.0), Some(15.0)));
        assert_eq!(row(&conversion, Stage::Implementation), (1, [0, 0, 0, 0, 1], None, None));
        assert_eq!(row(&conversion, Stage::Aware), (0, [0; 5], None, None));
        assert_eq!((conversion.projects, conversion.open, conversion.dormant), (4, 1, 1));
        // 1 to 31 January, and 1 January to 4 February.
        assert_eq!(conversion.won, Cycle { projects: 1, median_days: Some(30.0) });
        assert_eq!(conversion.lost, Cycle { projects: 1, median_days: Some(34.0) });
    }

    #[test]
    fn what_was_taken_up_again_was_not_lost() {
        let lost = ("close", "measures", "2026-01-20", Some("lost"));
        let again = ("reopen", "measures", "2026-02-01", None);
        let measures = ("set", "measures", "2026-01-01", None);
        let projects = [
            project(&[measures, ("advance", "evaluate_cost", "2026-01-11", None)]),
            project(&[measures, lost, again]),
            project(&[measures, lost, again, ("close", "measures", "2026-02-10", Some("dormant"))]),
            project(&[measures, lost]),
            // Nobody knows where it was.
            project(&[("close", "unaware", "2026-02-01", Some("won"))]),
        ];
        let told = conversion(projects.iter().map(Vec::as_slice), None, "2026-03-02".parse().unwrap());
        let (entered, fates, share, _) = row(&told, Stage::Measures);
        assert_eq!((entered, fates, share), (4, [1, 0, 1, 1, 1], Some(33.0)));
        assert_eq!((told.projects, told.won.projects, told.lost.projects, told.dormant), (4, 0, 1, 1));
        assert_eq!(row(&told, Stage::Unaware).0, 0);
    }

    #[test]
    fn only_what_began_or_ended_since_a_day_counts() {
        let conversion = counted(Some("2026-01-31"));
        // The second time of the second project, the third and the fourth one.
        assert_eq!(row(&conversion, Stage::Goal), (3, [0, 0, 1, 1, 1], Some(0.0), Some(5.0)));
        assert_eq!(row(&conversion, Stage::Requirements), (0, [0; 5], None, None));
        assert_eq!((conversion.won.projects, conversion.lost.projects), (1, 1));
        assert_eq!(counted(Some("2026-02-01")).won.projects, 0);
    }
}
