//! The exit criteria of a stage: which are met, which are not, and what would meet them.

use crate::analysis::facts::Facts;
use crate::analysis::rules;
use crate::domain::choices::Stage;
use crate::domain::date::Date;
use crate::domain::need::{Need, NeedStatus};
use crate::domain::shell::quoted;
use crate::playbook::{Criterion, Playbook};

/// How an exit criterion stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CriterionState {
    Met,
    Unmet,
    /// It has no rule: only our person can say. Counts as unmet until confirmed.
    Question,
}

/// One exit criterion for one account.
#[derive(Clone, Debug, PartialEq)]
pub struct CriterionStatus<'p> {
    /// The stage that it lets out of.
    pub stage: Stage,
    pub criterion: &'p Criterion,
    pub state: CriterionState,
    /// The command that would meet it, with capitals for what our person fills in. None for a question.
    pub fix: Option<String>,
}

/// Exit criteria in the order of the playbook.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Criteria<'p>(pub Vec<CriterionStatus<'p>>);

impl<'p> Criteria<'p> {
    /// The criteria for leaving one stage.
    #[must_use]
    pub fn of_stage(playbook: &'p Playbook, facts: &Facts, stage: Stage, today: Date) -> Self {
        Self(of_stage(playbook, facts, stage, today))
    }

    pub fn in_state(&self, state: CriterionState) -> impl Iterator<Item = &CriterionStatus<'p>> {
        self.0.iter().filter(move |status| status.state == state)
    }

    /// Those that stand in the way: without those met, and without questions that are `confirmed`.
    pub fn blocking<'c>(&'c self, confirmed: &'c [String]) -> impl Iterator<Item = &'c CriterionStatus<'p>> {
        self.0.iter().filter(move |status| match status.state {
            CriterionState::Met => false,
            CriterionState::Unmet => true,
            CriterionState::Question => !confirmed.contains(&status.criterion.id),
        })
    }

    #[must_use]
    pub fn named(&self, id: &str) -> Option<&CriterionStatus<'p>> {
        self.0.iter().find(|status| status.criterion.id == id)
    }
}

/// The criteria of every stage from `from` up to, but not including, `to`.
#[must_use]
pub fn criteria<'p>(
    playbook: &'p Playbook,
    facts: &Facts,
    from: Stage,
    to: Stage,
    today: Date,
) -> Criteria<'p> {
    let passed = Stage::ALL.iter().copied().filter(|stage| (from..to).contains(stage));
    Criteria(passed.flat_map(|stage| of_stage(playbook, facts, stage, today)).collect())
}

/// The criteria for leaving a stage.
fn of_stage<'p>(
    playbook: &'p Playbook,
    facts: &Facts,
    stage: Stage,
    today: Date,
) -> Vec<CriterionStatus<'p>> {
    let exit = playbook.stage(stage.as_str()).map(|guide| guide.exit.as_slice()).unwrap_or_default();
    let status = |criterion: &'p Criterion| {
        let state = match &criterion.rule {
            None => CriterionState::Question,
            Some(rule) if rules::holds(rule, &playbook.schema, facts, today) => CriterionState::Met,
            Some(_) => CriterionState::Unmet,
        };
        let fix = criterion.fix.as_deref().map(|fix| fix_command(fix, facts));
        CriterionStatus { stage, criterion, state, fix }
    };
    exit.iter().map(status).collect()
}

/// A command of the playbook for one account: `ACCOUNT` becomes its name, and `NEED` its need where it has one only.
/// Where it has none yet, `needs edit` becomes `needs add`.
#[must_use]
pub fn fix_command(fix: &str, facts: &Facts) -> String {
    let needs: Vec<&Need> =
        facts.needs.iter().filter(|need| need.status != Some(NeedStatus::Dropped)).collect();
    let fix = if needs.is_empty() {
        fix.replace("needs edit ACCOUNT NEED", "needs add ACCOUNT TITLE")
    } else {
        fix.to_owned()
    };
    let words = fix.split(' ').map(|word| match (word, needs.as_slice()) {
        ("ACCOUNT", _) => quoted(&facts.account.name),
        ("NEED", [only]) => quoted(&only.title),
        (word, _) => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}
