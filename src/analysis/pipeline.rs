//! Purchases that are to be decided, by when or by what they have in common, with what they are worth.

use std::collections::BTreeMap;

use crate::domain::choices::Stage;
use crate::domain::money::{Currency, Money};
use crate::domain::project::{Project, ProjectStatus};
use crate::playbook::Playbook;

/// By what projects stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The month in which they will be decided.
    Month,
    /// Where their decision stands, in the order of the method.
    Stage,
    Status,
    Owner,
    /// All as one.
    Nothing,
}

/// The projects of one group whose value is in one currency, or is not known.
#[derive(Clone, Debug, PartialEq)]
pub struct Rung {
    /// `2026-03`, a stage, a status or an owner; none where it is not recorded.
    pub group: Option<String>,
    /// Of their values; none for those without one.
    pub currency: Option<Currency>,
    pub projects: usize,
    /// The sum of their values; none where it does not fit or there is none.
    pub value: Option<Money>,
    /// The sum of value x probability of those that have both.
    pub weighted: Option<Money>,
    /// Those of the weighted sum that count by the usual probability of their stage, for nobody has said how likely they are.
    pub by_stage: usize,
    /// Those with a value and without a probability, which the weighted sum leaves out.
    pub unweighted: usize,
}

#[derive(Debug, Default)]
struct Sums {
    projects: usize,
    minor: i128,
    weighted: i128,
    by_stage: usize,
    unweighted: usize,
}

/// The pipeline. Takes any number of projects one after the other.
#[derive(Debug)]
pub struct Pipeline {
    by: By,
    groups: BTreeMap<(bool, usize, Option<String>, Option<Currency>), Sums>,
}

impl Pipeline {
    #[must_use]
    pub fn by(by: By) -> Self {
        Self { by, groups: BTreeMap::new() }
    }

    /// Adds a project. Its value counts by its probability (%), else by the usual one of its stage in the playbook, which is told.
    /// Unknown is not zero, so a project without either is told and not weighted. Source: the weighted pipeline of sales
    /// forecasting, sum of amount x probability.
    pub fn add(&mut self, project: &Project, playbook: &Playbook) {
        let (place, group) = group(project, self.by);
        let currency = project.value.map(|value| value.currency);
        let sums = self.groups.entry((group.is_none(), place, group, currency)).or_default();
        sums.projects += 1;
        let Some(value) = project.value else { return };
        sums.minor += i128::from(value.minor);
        match (chance(project), usual_chance(project, playbook)) {
            (Some(percent), _) => sums.weighted += share(value.minor, percent),
            (None, Some(percent)) => {
                sums.weighted += share(value.minor, percent);
                sums.by_stage += 1;
            }
            (None, None) => sums.unweighted += 1,
        }
    }

    /// What it comes to, in the order of its groups, what has none last. Currencies are never added up.
    #[must_use]
    pub fn told(self) -> Vec<Rung> {
        let told = |((_, _, group, currency), sums)| rung(group, currency, &sums);
        self.groups.into_iter().map(told).collect()
    }
}

fn rung(group: Option<String>, currency: Option<Currency>, sums: &Sums) -> Rung {
    let money = |minor: i128| Some(Money::new(i64::try_from(minor).ok()?, currency?));
    Rung {
        group,
        currency,
        projects: sums.projects,
        value: money(sums.minor),
        weighted: money(sums.weighted).filter(|_| sums.unweighted < sums.projects),
        by_stage: sums.by_stage,
        unweighted: sums.unweighted,
    }
}

/// How likely it is ours (%): what is decided is or is not, and what rests is not for now.
fn chance(project: &Project) -> Option<f64> {
    match project.status {
        Some(ProjectStatus::Won) => Some(100.0),
        Some(ProjectStatus::Lost | ProjectStatus::Dormant) => Some(0.0),
        Some(ProjectStatus::Open) | None => project.probability.map(|probability| probability.0),
    }
}

/// How likely purchases in its stage usually are (%).
fn usual_chance(project: &Project, playbook: &Playbook) -> Option<f64> {
    playbook.stage(project.stage?.as_str())?.win_probability
}

/// Where its group stands among the others, and what it is called.
fn group(project: &Project, by: By) -> (usize, Option<String>) {
    let group = match by {
        By::Stage => {
            let stage = project.stage.map(Stage::as_str);
            let place = stage.and_then(|stage| Stage::CHOICES.position(stage)).unwrap_or_default();
            return (place, stage.map(str::to_owned));
        }
        By::Month => project.close_date.map(|date| date.to_string()[..7].to_owned()),
        By::Status => Some(project.status.unwrap_or(ProjectStatus::Open).as_str().to_owned()),
        By::Owner => project.owner.clone(),
        By::Nothing => None,
    };
    (0, group)
}

/// So many percent of an amount in minor units, to the nearest one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "amounts below 2^53 minor units are exact"
)]
fn share(minor: i64, percent: f64) -> i128 {
    (minor as f64 * percent / 100.0).round() as i128
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::check::samples::{PLAYBOOK, day, project, text};
    use crate::domain::value::Value;

    fn worth(amount: &str, probability: Option<f64>, closes: &str) -> Project {
        let money = Money::parse(amount, Currency::CNY).unwrap().money;
        let closes = if closes.is_empty() { Value::Empty } else { day(closes) };
        let probability = probability.map_or(Value::Empty, Value::Number);
        project(&[("value", Value::Money(money)), ("probability", probability), ("close_date", closes)])
    }

    fn told(projects: &[Project], by: By) -> Vec<String> {
        let money = |money: Option<Money>| money.map_or_else(|| "-".to_owned(), |money| money.to_string());
        let told = |rung: &Rung| {
            let group = rung.group.as_deref().unwrap_or("-");
            let (value, weighted) = (money(rung.value), money(rung.weighted));
            format!("{group}: {} {value} {weighted} {}", rung.projects, rung.unweighted)
        };
        rungs(projects, by).iter().map(told).collect()
    }

    fn rungs(projects: &[Project], by: By) -> Vec<Rung> {
        let mut pipeline = Pipeline::by(by);
        for project in projects {
            pipeline.add(project, &PLAYBOOK);
        }
        pipeline.told()
    }

    #[test]
    fn months_add_up_by_currency_and_what_is_unknown_is_told() {
        let projects = [
            worth("CNY 1000", Some(50.0), "2026-04-30"),
            worth("CNY 200.50", Some(10.0), "2026-04-01"),
            worth("USD 300", Some(100.0), "2026-04-02"),
            worth("CNY 500", None, "2026-03-31"),
            worth("CNY 70", Some(0.0), ""),
            project(&[("close_date", day("2026-03-01"))]),
        ];
        assert_eq!(
            told(&projects, By::Month),
            [
                "2026-03: 1 - - 0", "2026-03: 1 CNY 500 - 1", "2026-04: 2 CNY 1,200.50 CNY 520.05 0",
                "2026-04: 1 USD 300 USD 300 0", "-: 1 CNY 70 CNY 0 0",
            ]
        );
        assert_eq!(
            told(&projects, By::Nothing),
            ["-: 1 - - 0", "-: 4 CNY 1,770.50 CNY 520.05 1", "-: 1 USD 300 USD 300 0"]
        );
    }

    #[test]
    fn what_is_decided_counts_whole_or_not_at_all() {
        let decided = |status: &str| {
            let mut decided = worth("CNY 100", Some(30.0), "2026-04-30");
            decided.status = ProjectStatus::named(status);
            decided
        };
        let projects = ["won", "lost", "dormant", "open"].map(decided);
        assert_eq!(
            told(&projects, By::Status),
            [
                "dormant: 1 CNY 100 CNY 0 0", "lost: 1 CNY 100 CNY 0 0", "open: 1 CNY 100 CNY 30 0",
                "won: 1 CNY 100 CNY 100 0",
            ]
        );
    }

    #[test]
    fn who_has_no_probability_counts_by_the_usual_one_of_the_stage_in_the_order_of_the_stages() {
        let at = |stage: Option<Stage>, probability| {
            let mut project = worth("CNY 1000", probability, "2026-04-30");
            project.stage = stage;
            project
        };
        let projects = [
            at(Some(Stage::EvaluateRisk), None),
            at(Some(Stage::Aware), None),
            at(Some(Stage::Aware), Some(50.0)),
            at(None, None),
        ];
        let rungs = rungs(&projects, By::Stage);
        let weighted = |rung: &Rung| {
            let weighted = rung.weighted.map(|weighted| weighted.to_string());
            (rung.group.clone(), weighted.unwrap_or_default(), rung.by_stage, rung.unweighted)
        };
        let told: Vec<_> = rungs.iter().map(weighted).collect();
        assert_eq!(
            told,
            [
                // 1000 x 5 % + 1000 x 50 %.
                (Some("aware".to_owned()), "CNY 550".to_owned(), 1, 0),
                (Some("evaluate_risk".to_owned()), "CNY 750".to_owned(), 1, 0),
                (None, String::new(), 0, 1),
            ]
        );
    }

    #[test]
    fn projects_without_a_status_are_open() {
        let projects =
            [project(&[]), project(&[("status", text("open"))]), project(&[("status", text("won"))])];
        assert_eq!(told(&projects, By::Status), ["open: 2 - - 0", "won: 1 - - 0"]);
    }
}
