//! What a purchase means to a customer in money: benefits and costs of each alternative, and our return year by year.

use super::account::Account;
use super::field_type::{Paragraph, Percent, Year};
use super::fold::fold;
use super::id::Id;
use super::money::Money;
use super::project::Project;
use super::record::Custom;
use super::rival::is_us;
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

/// The alternative that is ours. Others are [`NOTHING`] and the names of rivals.
pub const OURS: &str = "ours";
/// The alternative that all stays as it is.
pub const NOTHING: &str = "nothing";

/// What the customer can do, in the order in which it is told: ours, the rivals by name, nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alternative {
    Ours,
    Rival(String),
    Nothing,
}

impl Alternative {
    /// The alternative that a text names, also as it is said in Chinese.
    #[must_use]
    pub fn named(text: &str) -> Self {
        match fold(text.trim()).as_str() {
            name if is_us(name) => Self::Ours,
            NOTHING | "none" | "do nothing" | "doing nothing" | "status quo" | "as it is" | "维持现状"
            | "保持现状" | "现状" | "什么都不做" | "不做" => Self::Nothing,
            _ => Self::Rival(text.trim().to_owned()),
        }
    }

    /// Whether both mean the same, however a rival is written.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Rival(one), Self::Rival(other)) => fold(one) == fold(other),
            _ => self == other,
        }
    }

    /// `ours`, `nothing`, or the name of the rival.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Ours => OURS,
            Self::Nothing => NOTHING,
            Self::Rival(name) => name,
        }
    }
}

record! {
    /// One benefit or cost of one alternative. The same line may be there for several alternatives.
    pub struct EconomicLine {
        account: Id<Account>,
        title: String,
        /// `ours`, `nothing`, or the name of a rival.
        alternative: String,
        side: EconomicSide,
        /// For each year.
        amount: Money [not_negative],
        /// The first year.
        year: Year [year],
        /// The last year, where the same counts every year.
        until: Option<Year> [not_before year],
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
        year: Year [year],
        phase: Option<ValuePhase>,
        planned_investment: Option<Money> [not_negative],
        planned_return: Option<Money>,
        actual_investment: Option<Money> [not_negative],
        actual_return: Option<Money>,
        forecast_investment: Option<Money> [not_negative],
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

impl EconomicLine {
    /// The last year in which it counts.
    #[must_use]
    pub fn last_year(&self) -> i64 {
        self.until.map_or(self.year.0, |until| until.0.max(self.year.0))
    }

    /// In how many of the years from the first to the last it counts.
    #[must_use]
    pub fn years_within(&self, (first, last): (i64, i64)) -> i64 {
        (self.last_year().min(last) - self.year.0.max(first) + 1).max(0)
    }

    #[must_use]
    pub fn counts_in(&self, year: i64) -> bool {
        (self.year.0..=self.last_year()).contains(&year)
    }

    /// How likely it comes so, 0 to 1; what has no likelihood counts whole.
    #[must_use]
    pub fn chance(&self) -> f64 {
        self.likelihood.map_or(1.0, |likelihood| likelihood.0 / 100.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_go_by_the_words_that_are_shown_and_said() {
        for ours in ["ours", "Ours", "us", "我方"] {
            assert_eq!(Alternative::named(ours), Alternative::Ours, "{ours}");
        }
        for nothing in ["nothing", "Doing nothing", "do nothing", "status quo", "维持现状", "什么都不做"]
        {
            assert_eq!(Alternative::named(nothing), Alternative::Nothing, "{nothing}");
        }
        assert_eq!(Alternative::named(" Rival Ltd "), Alternative::Rival("Rival Ltd".to_owned()));
    }
}
