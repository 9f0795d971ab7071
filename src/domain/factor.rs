//! What a customer chooses its suppliers by, and how we and our rivals do in it.

use super::account::Account;
use super::date::Date;
use super::field_type::{Paragraph, Rating};
use super::id::Id;
use super::record::Custom;
use super::rival::Rival;
use crate::record;

record! {
    /// A key buying factor of one customer.
    pub struct Factor {
        account: Id<Account>,
        name: String,
        /// How much it counts beside the other factors of the customer.
        weight: Option<f64> [not_negative],
        /// How we do: 1 (badly) to 5.
        ours: Option<Rating>,
        /// What our mark rests on.
        evidence: Option<Paragraph>,
        source: Option<String>,
        tags: Vec<String>,
        note: Option<Paragraph>,
        external_ids: Vec<String> [external_ids],
        custom: Custom,
    }
}

record! {
    /// How a rival does in a factor.
    pub struct RivalMark {
        account: Id<Account>,
        factor: Id<Factor>,
        rival: Id<Rival>,
        /// 1 (badly) to 5.
        mark: Rating,
        /// What the mark rests on.
        evidence: Option<Paragraph>,
        date: Option<Date> [happened],
        source: Option<String>,
        tags: Vec<String>,
        note: Option<Paragraph>,
        custom: Custom,
    }
}

impl RivalMark {
    /// A mark of which nothing else is known, and which is not kept yet.
    #[must_use]
    pub fn new(account: Id<Account>, factor: Id<Factor>, rival: Id<Rival>, mark: Rating) -> Self {
        Self {
            id: Id::new(0),
            account,
            factor,
            rival,
            mark,
            evidence: None,
            date: None,
            source: None,
            tags: Vec::new(),
            note: None,
            custom: Custom::default(),
            created: None,
            updated: None,
        }
    }
}
