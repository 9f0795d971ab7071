//! Everything known of one account, loaded.

use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::finding::{Answered, Finding};
use crate::domain::grade::Grade;
use crate::domain::interaction::Interaction;
use crate::domain::kind::Kind;
use crate::domain::need::Need;
use crate::domain::record::{Entry, Record};
use crate::domain::relation::Relation;
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
    /// Answers in force and superseded ones.
    pub findings: Vec<Finding>,
    pub moves: Vec<StageMove>,
    pub signals: Vec<Signal>,
    pub grades: Vec<Grade>,
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
            findings: Vec::new(),
            moves: Vec::new(),
            signals: Vec::new(),
            grades: Vec::new(),
        }
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

    /// The records of a kind in their generic form, for rules.
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
}
