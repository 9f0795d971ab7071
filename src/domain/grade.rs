//! What an account was found to be worth to us, and when.

use super::account::Account;
use super::choices::Tier;
use super::date::Date;
use super::id::Id;
use super::record::{Paragraph, Percent};
use crate::{choices, record};

choices! {
    pub enum GradeMethod as "grade_method" {
        Computed = "computed",
        Manual = "manual",
    }
}

record! {
    /// One grade of an account with the inputs it was computed from.
    pub struct Grade {
        account: Id<Account>,
        date: Date,
        /// The tier in force; without one, too little was known.
        tier: Option<Tier>,
        method: GradeMethod,
        /// The tier that the score gives, also where another was set by hand.
        computed: Option<Tier>,
        /// 0-100, from what is known.
        score: Option<f64>,
        /// The score if every unknown input were worst.
        low: Option<f64>,
        /// The score if every unknown input were best.
        high: Option<f64>,
        /// Share of the weight of all inputs that is known.
        coverage: Option<Percent>,
        /// Whether both ends of the interval give the same tier.
        firm: Option<bool>,
        reason: Option<Paragraph>,
        by: Option<String>,
        inputs: Option<serde_json::Value>,
    }
}
