//! Everything known of one account, loaded.

use std::collections::BTreeSet;

use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::date::Date;
use crate::domain::finding::{Answered, Finding};
use crate::domain::grade::Grade;
use crate::domain::interaction::Interaction;
use crate::domain::kind::Kind;
use crate::domain::need::Need;
use crate::domain::plan::Plan;
use crate::domain::project::Project;
use crate::domain::record::{Entry, Record};
use crate::domain::relation::Relation;
use crate::domain::requirement::Requirement;
use crate::domain::rival::Rival;
use crate::domain::signal::Signal;
use crate::domain::stage_move::StageMove;

/// An account with all its records, each kind oldest first.
#[derive(Clone, Debug)]
pub struct Facts {
    pub account: Account,
    pub contacts: Vec<Contact>,
    pub relations: Vec<Relation>,
    pub needs: Vec<Need>,
    pub interactions: Vec<Interaction>,
    pub plans: Vec<Plan>,
    pub rivals: Vec<Rival>,
    pub projects: Vec<Project>,
    pub requirements: Vec<Requirement>,
    /// Answers in force and superseded ones.
    pub findings: Vec<Finding>,
    /// Of the account's own decision process, and of no other: those of projects stand apart.
    pub moves: Vec<StageMove>,
    pub signals: Vec<Signal>,
    pub grades: Vec<Grade>,
    /// Those of projects, by project; [`Facts::process_of`] finds those of one.
    pub project_moves: Vec<StageMove>,
    pub project_signals: Vec<Signal>,
}

impl Facts {
    /// An account of which nothing but its own record is known.
    #[must_use]
    pub fn of(account: Account) -> Self {
        Self {
            account,
            contacts: Vec::new(),
            relations: Vec::new(),
            needs: Vec::new(),
            interactions: Vec::new(),
            plans: Vec::new(),
            rivals: Vec::new(),
            projects: Vec::new(),
            requirements: Vec::new(),
            findings: Vec::new(),
            moves: Vec::new(),
            signals: Vec::new(),
            grades: Vec::new(),
            project_moves: Vec::new(),
            project_signals: Vec::new(),
        }
    }

    /// These as they were on a day: answers that were found later are left out, and what they superseded is in force again.
    #[must_use]
    pub fn as_of(mut self, day: Date) -> Self {
        if self.findings.iter().all(|finding| finding.date <= day) {
            return self;
        }
        let later = self.findings.iter().filter(|finding| finding.date > day);
        let overtaken: BTreeSet<String> = later.map(|finding| finding.item.clone()).collect();
        self.findings.retain(|finding| finding.date <= day);
        for item in overtaken.iter().filter(|item| self.finding(item).is_none()).cloned().collect::<Vec<_>>()
        {
            let of_item = self.findings.iter_mut().filter(|finding| finding.item == item);
            if let Some(newest) = of_item.max_by_key(|finding| (finding.date, finding.id.number())) {
                newest.superseded = None;
            }
        }
        self
    }

    /// The finding in force on a checklist item, also when it says that nobody knows.
    #[must_use]
    pub fn finding(&self, item: &str) -> Option<&Finding> {
        self.findings.iter().rev().find(|finding| finding.item == item && finding.superseded != Some(true))
    }

    /// The finding that answers a checklist item.
    #[must_use]
    pub fn answer(&self, item: &str) -> Option<&Finding> {
        self.finding(item).filter(|finding| finding.answered == Answered::Known)
    }

    /// The records of a kind in their generic form, for rules. Of moves and signals those of the account's own process.
    #[must_use]
    pub fn entries(&self, kind: Kind) -> Vec<Entry> {
        fn generic<R: Record>(records: &[R]) -> Vec<Entry> {
            records.iter().map(Record::to_entry).collect()
        }
        match kind {
            Kind::Account => vec![self.account.to_entry()],
            Kind::Contact => generic(&self.contacts),
            Kind::Relation => generic(&self.relations),
            Kind::Need => generic(&self.needs),
            Kind::Interaction => generic(&self.interactions),
            Kind::Plan => generic(&self.plans),
            Kind::Rival => generic(&self.rivals),
            Kind::Project => generic(&self.projects),
            Kind::Requirement => generic(&self.requirements),
            Kind::Finding => generic(&self.findings),
            Kind::StageMove => generic(&self.moves),
            Kind::Signal => generic(&self.signals),
            Kind::Grade => generic(&self.grades),
            Kind::Trip | Kind::ImportBatch | Kind::AccountDistinction | Kind::ContactDistinction => {
                Vec::new()
            }
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::value::Value;

    /// An account of which nothing but the name is known.
    pub(in crate::analysis) fn nobody() -> Facts {
        let mut entry = Entry::blank(Kind::Account);
        entry.set("name", Value::Text("Example Steel".to_owned()));
        Facts::of(Account::from_entry(&entry).unwrap())
    }

    #[test]
    fn on_an_earlier_day_the_answers_of_then_are_in_force() {
        use crate::analysis::check::samples::{answer, sound};
        let mut facts = sound();
        let superseded = |mut finding: Finding| {
            finding.superseded = Some(true);
            finding
        };
        facts.findings = vec![
            superseded(answer(1, "trend.rivalry", "2", "2026-01-05", "report")),
            superseded(answer(2, "trend.rivalry", "3", "2026-01-20", "call")),
            answer(3, "trend.rivalry", "4", "2026-02-20", "visit"),
            answer(4, "trend.entrants", "1", "2026-02-25", "visit"),
        ];
        let on = |day: &str| {
            let facts = facts.clone().as_of(day.parse().unwrap());
            ["trend.rivalry", "trend.entrants"]
                .map(|item| facts.answer(item).map(|finding| finding.id.number()))
        };
        assert_eq!(on("2026-03-02"), [Some(3), Some(4)]);
        assert_eq!(on("2026-02-20"), [Some(3), None]);
        assert_eq!(on("2026-02-19"), [Some(2), None]);
        assert_eq!(on("2026-01-05"), [Some(1), None]);
        assert_eq!(on("2025-12-31"), [None, None]);
    }
}
