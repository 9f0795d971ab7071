//! Our strategy for a customer: why it buys of us and stays, what we aim at, and what we do for that.

use super::account::Account;
use super::date::Date;
use super::feedback::{Feedback, SurveyAnswer};
use super::field_type::{Paragraph, Scale};
use super::id::Id;
use super::money::Money;
use super::need::Need;
use super::record::Custom;
use crate::{choices, record};

choices! {
    pub enum SellingMode as "selling_mode" {
        Product = "product",
        Solution = "solution",
        Consultative = "consultative",
    }
}

choices! {
    /// How far we are with something that is to be done.
    pub enum Progress as "progress" {
        Open = "open",
        InProgress = "in_progress",
        Done = "done",
        Dropped = "dropped",
    }
}

choices! {
    pub enum ActionKind as "action_kind" {
        /// For an objective.
        Action = "action",
        /// For what customers told us.
        Improvement = "improvement",
    }
}

record! {
    /// Our strategy for one customer, as of a time.
    pub struct Strategy {
        account: Id<Account>,
        title: String,
        why_us: Option<Paragraph>,
        selling_mode: Option<SellingMode>,
        value_offered: Option<Paragraph>,
        /// What it would cost them to leave us, in money and in words.
        leaving_cost: Option<Money> [not_negative],
        leaving: Option<Paragraph>,
        /// What we commit, in full-time equivalents and in money.
        committed_people: Option<f64> [not_negative],
        committed_money: Option<Money> [not_negative],
        from: Option<Date>,
        until: Option<Date> [not_before from],
        /// Who of ours looks after it.
        owner: Option<String>,
        source: Option<String>,
        tags: Vec<String>,
        note: Option<Paragraph>,
        external_ids: Vec<String> [external_ids],
        custom: Custom,
    }
}

record! {
    /// Something by which a customer sticks to us.
    pub struct ControlPoint {
        account: Id<Account>,
        title: String,
        /// 1: our service is felt; 2: it makes them more competitive; 3: strategy and culture match.
        stickiness: Option<Scale<1, 3>>,
        since: Option<Date> [happened],
        evidence: Option<Paragraph>,
        /// Who of ours looks after it.
        owner: Option<String>,
        source: Option<String>,
        tags: Vec<String>,
        note: Option<Paragraph>,
        external_ids: Vec<String> [external_ids],
        custom: Custom,
    }
}

record! {
    /// What we want to reach at a customer.
    pub struct Objective {
        account: Id<Account>,
        title: String,
        strategy: Option<Id<Strategy>>,
        /// What it is measured by.
        measure: Option<String>,
        target: Option<String>,
        actual: Option<String>,
        status: Option<Progress>,
        due_date: Option<Date> [by],
        /// Who of ours looks after it.
        owner: Option<String>,
        source: Option<String>,
        tags: Vec<String>,
        note: Option<Paragraph>,
        external_ids: Vec<String> [external_ids],
        custom: Custom,
    }
}

record! {
    /// What we do: for an objective, or to do better what customers told us.
    pub struct Action {
        account: Id<Account>,
        title: String,
        kind: Option<ActionKind>,
        status: Option<Progress>,
        /// Who of ours does it.
        owner: Option<String>,
        due_date: Option<Date> [by],
        done_date: Option<Date> [happened],
        objective: Option<Id<Objective>>,
        need: Option<Id<Need>>,
        feedback: Option<Id<Feedback>>,
        /// The answer in a survey that it comes from.
        answer: Option<Id<SurveyAnswer>>,
        result: Option<Paragraph>,
        source: Option<String>,
        tags: Vec<String>,
        note: Option<Paragraph>,
        external_ids: Vec<String> [external_ids],
        custom: Custom,
    }
}

impl Progress {
    /// Whether something is still to be done.
    #[must_use]
    pub fn is_open(status: Option<Self>) -> bool {
        matches!(status, None | Some(Self::Open | Self::InProgress))
    }
}
