//! What a customer plans to spend: on something new, or on keeping what it has running.

use super::account::Account;
use super::date::Date;
use super::id::Id;
use super::money::Money;
use super::record::{Custom, Paragraph};
use crate::{choices, record};

choices! {
    pub enum PlanKind as "plan_kind" {
        NewBuild = "new_build",
        Operations = "operations",
    }
}

choices! {
    /// How far the customer is with it.
    pub enum PlanStatus as "plan_status" {
        Considered = "considered",
        Planned = "planned",
        Approved = "approved",
        Tendering = "tendering",
        Ordered = "ordered",
        Done = "done",
        Dropped = "dropped",
    }
}

record! {
    /// One investment plan of the customer. A project, its amount and its quantity belong to a new build; maintenance,
    /// upgrades and spares, their budget and the service that we propose belong to operations.
    pub struct Plan {
        account: Id<Account>,
        title: String,
        kind: Option<PlanKind>,
        status: Option<PlanStatus>,
        amount: Option<Money> [not_negative],
        /// When they mean to buy.
        purchase_date: Option<Date> [by],
        /// How many of what, in the customer's own unit.
        quantity: Option<String>,
        requirements: Option<Paragraph>,
        maintenance: Option<Paragraph>,
        upgrades: Option<Paragraph>,
        spares: Option<Paragraph>,
        budget: Option<Money> [not_negative],
        /// The service that we propose.
        service_package: Option<Paragraph>,
        /// Who of ours looks after it.
        owner: Option<String>,
        source: Option<String>,
        tags: Vec<String>,
        note: Option<Paragraph>,
        external_ids: Vec<String> [external_ids],
        custom: Custom,
    }
}

impl Plan {
    /// Whether the customer has still to buy.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !matches!(self.status, Some(PlanStatus::Ordered | PlanStatus::Done | PlanStatus::Dropped))
    }
}
