//! A concrete purchase of a customer.

use super::account::Account;
use super::choices::{Outcome, Stage};
use super::contact::Contact;
use super::date::Date;
use super::field_type::{Paragraph, Percent};
use super::id::Id;
use super::money::Money;
use super::record::Custom;
use crate::{choices, record};

choices! {
    pub enum ProjectStatus as "project_status" {
        Open = "open",
        Won = "won",
        Lost = "lost",
        Dormant = "dormant",
    }
}

record! {
    /// One purchase: what it solves, who decides, when, for how much, and how it ended.
    pub struct Project {
        account: Id<Account>,
        name: String,
        status: Option<ProjectStatus>,
        /// What it is to solve.
        problem: Option<Paragraph>,
        plan: Option<Paragraph>,
        decision_makers: Vec<Id<Contact>>,
        influencers: Vec<Id<Contact>>,
        evaluators: Vec<Id<Contact>>,
        users: Vec<Id<Contact>>,
        coaches: Vec<Id<Contact>>,
        gatekeepers: Vec<Id<Contact>>,
        timetable: Option<Paragraph>,
        /// What the customer can spend.
        budget: Option<Money> [not_negative],
        /// How it buys: bids, committee, framework contract.
        process: Option<Paragraph>,
        /// What it would be worth to us.
        value: Option<Money> [not_negative],
        /// How likely we win it.
        probability: Option<Percent> [share],
        /// When it will be decided, or was.
        close_date: Option<Date> [by],
        /// Why it ended as it did.
        reason: Option<String>,
        /// Who won it, where we did not.
        winner: Option<String>,
        /// Who of ours looks after it.
        owner: Option<String>,
        source: Option<String>,
        tags: Vec<String>,
        note: Option<Paragraph>,
        external_ids: Vec<String> [external_ids],
        custom: Custom,
        /// The stage that its decision has come to; none where none was set.
        stage: Option<Stage> [derived],
        stage_since: Option<Date> [derived],
    }
}

impl Project {
    /// Whether it is still to be decided.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.status, None | Some(ProjectStatus::Open))
    }
}

impl ProjectStatus {
    /// The fields without which nothing ends so.
    #[must_use]
    pub const fn needs(self) -> &'static [&'static str] {
        match self {
            Self::Lost | Self::Dormant => &["reason"],
            Self::Open | Self::Won => &[],
        }
    }

    /// How the decision ended; none while it is open.
    #[must_use]
    pub fn outcome(self) -> Option<Outcome> {
        match self {
            Self::Open => None,
            Self::Won => Some(Outcome::Won),
            Self::Lost => Some(Outcome::Lost),
            Self::Dormant => Some(Outcome::Dormant),
        }
    }
}

impl From<Option<Outcome>> for ProjectStatus {
    fn from(outcome: Option<Outcome>) -> Self {
        match outcome {
            None => Self::Open,
            Some(Outcome::Won) => Self::Won,
            Some(Outcome::Lost) => Self::Lost,
            Some(Outcome::Dormant) => Self::Dormant,
        }
    }
}
