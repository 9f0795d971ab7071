//! The exit criteria of a stage: which are met, which are not, and what would meet them.

use std::collections::BTreeMap;

use super::Position;
use crate::analysis::facts::Facts;
use crate::analysis::rules::{Counted, Ready, Seen};
use crate::domain::choices::Stage;
use crate::domain::date::Date;
use crate::domain::kind::Kind;
use crate::domain::need::NeedStatus;
use crate::domain::record::Entry;
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
        Exits::new(playbook, today).of_stage(&Seen::of(facts), stage)
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
    let (exits, seen) = (Exits::new(playbook, today), Seen::of(facts));
    let passed = Stage::ALL.iter().copied().filter(|stage| (from..to).contains(stage));
    Criteria(passed.flat_map(|stage| exits.of_stage(&seen, stage).0).collect())
}

/// How many criteria are still in the way of the next stage, questions to our person among them. None is, once the
/// decision is over.
#[must_use]
pub fn open_criteria(playbook: &Playbook, facts: &Facts, position: &Position, today: Date) -> usize {
    if position.closed {
        return 0;
    }
    Criteria::of_stage(playbook, facts, position.stage, today).blocking(&[]).count()
}

/// The exit criteria of every stage with their conditions read, for any number of accounts.
#[derive(Debug)]
pub struct Exits<'p>(BTreeMap<Stage, Vec<Exit<'p>>>);

/// One exit criterion.
#[derive(Debug)]
struct Exit<'p> {
    criterion: &'p Criterion,
    rule: Option<Ready>,
}

impl<'p> Exits<'p> {
    #[must_use]
    pub fn new(playbook: &'p Playbook, today: Date) -> Self {
        let exit = |criterion: &'p Criterion| {
            let rule = criterion.rule.as_ref().map(|rule| Ready::new(rule, playbook, today));
            Exit { criterion, rule }
        };
        let of = |stage: &Stage| {
            let guide = playbook.stage(stage.as_str())?;
            Some((*stage, guide.exit.iter().map(exit).collect()))
        };
        Self(Stage::ALL.iter().filter_map(of).collect())
    }

    /// The criteria for leaving a stage.
    #[must_use]
    pub fn of_stage(&self, seen: &Seen, stage: Stage) -> Criteria<'p> {
        let status = |exit: &Exit<'p>| {
            let state = match &exit.rule {
                None => CriterionState::Question,
                Some(rule) if seen.holds(rule) => CriterionState::Met,
                Some(_) => CriterionState::Unmet,
            };
            let fix = exit.criterion.fix.as_deref().map(|fix| fix_command(fix, seen.facts));
            CriterionStatus { stage, criterion: exit.criterion, state, fix }
        };
        Criteria(self.0.get(&stage).into_iter().flatten().map(status).collect())
    }

    /// Adds the kinds of records that the rules count, and the fields of theirs that they look at.
    pub fn collect_counted(&self, counted: &mut Counted) {
        for rule in self.0.values().flatten().filter_map(|exit| exit.rule.as_ref()) {
            rule.collect_counted(counted);
        }
    }

    /// The criteria for leaving a stage that have a rule which does not hold.
    pub fn unmet<'e>(&'e self, seen: &'e Seen, stage: Stage) -> impl Iterator<Item = &'p Criterion> + 'e {
        let exits = self.0.get(&stage).into_iter().flatten();
        let is_unmet = |exit: &&Exit| exit.rule.as_ref().is_some_and(|rule| !seen.holds(rule));
        exits.filter(is_unmet).map(|exit| exit.criterion)
    }
}

/// The kinds of records that commands of the playbook change, what stands for one of them, and what for a new one.
const CHANGED: &[(Kind, &str, &str)] = &[
    (Kind::Need, "NEED", "TITLE"),
    (Kind::Rival, "RIVAL", "RIVAL"),
    (Kind::Factor, "FACTOR", "FACTOR"),
    (Kind::Strategy, "STRATEGY", "TITLE"),
];

/// A command of the playbook for one account: `ACCOUNT` becomes its name, and `NEED` (`RIVAL`, ...) its need where it has
/// one only. Where it has none yet, `needs edit` becomes `needs add`.
#[must_use]
pub fn fix_command(fix: &str, facts: &Facts) -> String {
    let mut fix = fix.to_owned();
    let mut the_only = None;
    for (kind, place, new) in CHANGED {
        let Some(command) = kind.command() else { continue };
        let is_asked = fix.split(' ').any(|word| word == *place);
        if !is_asked || fix.contains(&format!("{command} add ")) {
            continue;
        }
        let is_meant = |entry: &Entry| entry.text("status") != NeedStatus::Dropped.as_str();
        let meant: Vec<Entry> = facts.entries(*kind).into_iter().filter(is_meant).collect();
        match meant.as_slice() {
            [] => {
                let edit = format!("{command} edit ACCOUNT {place}");
                fix = fix.replace(&edit, &format!("{command} add ACCOUNT {new}"));
            }
            [only] => the_only = Some((*place, quoted(&only.title()))),
            _ => {}
        }
    }
    let words = fix.split(' ').map(|word| match &the_only {
        _ if word == "ACCOUNT" => quoted(&facts.account.name),
        Some((place, title)) if word == *place => title.clone(),
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}
