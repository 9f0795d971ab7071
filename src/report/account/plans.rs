//! What the customer plans to spend, by when it means to buy.

use serde::Serialize;

use super::{Labelled, Named, Subject};
use crate::domain::plan::Plan as Record;
use crate::domain::record::Record as _;

/// One investment plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Plan {
    pub id: i64,
    pub title: String,
    pub kind: Option<Named>,
    pub status: Option<Named>,
    /// The amount of a new build, else the budget of operations.
    pub sum: Option<String>,
    pub purchase_date: Option<String>,
    pub owner: Option<String>,
    /// What else is recorded.
    pub details: Vec<Labelled>,
}

/// What the table of plans shows already, or what stands apart.
const IN_TABLE: &[&str] = &[
    "account", "title", "kind", "status", "amount", "purchase_date", "owner", "custom", "external_ids",
    "created", "updated",
];

pub(super) fn plans(subject: &Subject) -> Vec<Plan> {
    let mut plans: Vec<&Record> = subject.facts().plans.iter().collect();
    plans.sort_by_key(|plan| (!plan.is_open(), plan.purchase_date.is_none(), plan.purchase_date));
    plans.into_iter().map(|plan| told(subject, plan)).collect()
}

fn told(subject: &Subject, plan: &Record) -> Plan {
    // Without an amount the budget stands in the table.
    let in_table = |name: &str| IN_TABLE.contains(&name) || (plan.amount.is_none() && name == "budget");
    Plan {
        id: plan.id.number(),
        title: plan.title.clone(),
        kind: plan.kind.map(|kind| subject.named("plan_kind", kind.as_str())),
        status: plan.status.map(|status| subject.named("plan_status", status.as_str())),
        sum: plan.amount.or(plan.budget).map(|sum| sum.short(subject.language)),
        purchase_date: plan.purchase_date.map(|date| date.to_string()),
        owner: plan.owner.clone(),
        details: subject.filled(&plan.to_entry(), |field| !in_table(field.name)),
    }
}
