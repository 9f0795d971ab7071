//! The part of an account's facts that its score is read from, so that many accounts can be scored without loading all of them.

use super::facts::Facts;
use crate::domain::contact::Contact;
use crate::domain::finding::{Answered, Finding};
use crate::domain::interaction::Interaction;

/// Answers, people and interactions of one account, each oldest first.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'f> {
    /// Superseded ones may be among them.
    pub findings: &'f [Finding],
    pub contacts: &'f [Contact],
    pub interactions: &'f [Interaction],
}

impl<'f> Evidence<'f> {
    #[must_use]
    pub fn of(facts: &'f Facts) -> Self {
        Self { findings: &facts.findings, contacts: &facts.contacts, interactions: &facts.interactions }
    }

    /// The finding in force on an item, where it says something.
    #[must_use]
    pub fn answer(&self, item: &str) -> Option<&'f Finding> {
        let mut newest_first = self.findings.iter().rev();
        newest_first
            .find(|finding| finding.item == item && finding.superseded != Some(true))
            .filter(|finding| finding.answered == Answered::Known)
    }
}
