//! What a purchase means to a customer in money: benefits and costs of each alternative, and our return year by year.

use super::account::Account;
use super::field_type::{Paragraph, Percent, Year};
use super::id::Id;
use super::money::Money;
use super::project::Project;
use super::record::Custom;
use crate::{choices, record};

choices! {
    pub enum EconomicSide as "economic_side" {
        Benefit = "benefit",
        Cost = "cost",
    }
}

choices! {
    /// Where a year stands between what we put in and what comes back.
    pub enum ValuePhase as "value_phase" {
        Invest = "invest",
        BreakEven = "break_even",
        Return = "return",
        Close = "close",
    }
}

/// The alternative that is ours. Others are `nothing` (all stays as it is) and the names of rivals.
pub const OURS: &str = "ours";

record! {
    /// One benefit or cost of one alternative. The same line may be there for several alternatives.
    pub struct EconomicLine {
        account: Id<Account>,
        title: String,
        /// `ours`, `nothing`, or the name of a rival.
        alternative: String,
        side: EconomicSide,
        /// For each year.
        amount: Money,
        /// The first year.
        year: Year,
        /// The last year, where the same counts every year.
        until: Option<Year>,
        project: Option<Id<Project>>,
        /// How likely it comes so.
        likelihood: Option<Percent> [share],
        source: Option<String>,
        tags: Vec<String>,
        note: Option<Paragraph>,
        external_ids: Vec<String> [external_ids],
        custom: Custom,
    }
}

record! {
    /// What we put into a customer in a year and what comes back: planned, done and expected.
    pub struct ValueYear {
        account: Id<Account>,
        year: Year,
        phase: Option<ValuePhase>,
        planned_investment: Option<Money>,
        planned_return: Option<Money>,
        actual_investment: Option<Money>,
        actual_return: Option<Money>,
        forecast_investment: Option<Money>,
        forecast_return: Option<Money>,
        /// Why it came otherwise than planned.
        gap_reason: Option<Paragraph>,
        source: Option<String>,
        tags: Vec<String>,
        note: Option<Paragraph>,
        external_ids: Vec<String> [external_ids],
        custom: Custom,
    }
}
