//! One move of a customer through the decision process.

use super::account::Account;
use super::choices::{Outcome, Stage};
use super::date::Date;
use super::id::Id;
use super::project::Project;
use super::record::Paragraph;
use crate::{choices, record};

choices! {
    pub enum Step as "step" {
        Advance = "advance",
        Back = "back",
        Set = "set",
        Close = "close",
        Reopen = "reopen",
    }
}

record! {
    /// A move between stages, with its evidence. The newest one of a process says where the customer is in it.
    pub struct StageMove {
        account: Id<Account>,
        /// Whose process it is a move of; none for the account's own one.
        project: Option<Id<Project>>,
        step: Step,
        from_stage: Option<Stage>,
        to_stage: Stage,
        outcome: Option<Outcome>,
        date: Date [happened],
        by: Option<String>,
        evidence: Option<Paragraph>,
        /// Why it went back, ended or was taken up again.
        reason: Option<Paragraph>,
        /// Who won, where it was not us.
        winner: Option<String>,
        /// Exit criteria without a rule that our person answered yes to.
        confirmed: Vec<String>,
        /// Exit criteria that were not met.
        waived: Vec<String>,
        waiver_reason: Option<Paragraph>,
    }
}
