//! What a customer bought of us: one order, or one line of it.

use super::account::Account;
use super::date::Date;
use super::field_type::Paragraph;
use super::id::Id;
use super::money::Money;
use super::project::Project;
use super::record::Custom;
use crate::record;

record! {
    /// One order. What is ordered again is another record of the same title.
    pub struct Order {
        account: Id<Account>,
        /// What was ordered.
        title: String,
        /// The product line that it belongs to.
        line: Option<String>,
        date: Date [happened],
        quantity: Option<f64>,
        unit: Option<String>,
        amount: Option<Money>,
        /// What is left of the amount after cost.
        margin: Option<Money>,
        /// The number of the order; several lines share it.
        number: Option<String>,
        project: Option<Id<Project>>,
        source: Option<String>,
        tags: Vec<String>,
        note: Option<Paragraph>,
        external_ids: Vec<String> [external_ids],
        custom: Custom,
    }
}

/// What was bought of all that was ordered, by its amount; all of it where nothing was.
pub fn purchases<T>(
    all: impl Iterator<Item = T> + Clone,
    amount: impl Fn(&T) -> Option<Money> + Copy,
) -> impl Iterator<Item = T> + Clone {
    let bought = all.clone().any(|one| is_purchase(amount(&one)));
    all.filter(move |one| !bought || is_purchase(amount(one)))
}

/// Whether something was bought: a credit note and what is given away are no purchases, what has no price may be one.
fn is_purchase(amount: Option<Money>) -> bool {
    amount.is_none_or(|amount| amount.minor > 0)
}
