//! What the orders of an account say: how often and how much, of what, with which margin, and whether that changes.

mod ledger;
mod rfm;
mod rhythm;
mod share;
mod spend;
#[cfg(test)]
mod tests;
mod totals;
mod whitespace;

pub use ledger::{Ledger, Margin, change};
pub use rfm::{Deal, Rfm, RfmRules, revenue_points, rfm};
pub use rhythm::{Rhythm, rhythm};
pub use share::{By, Share, preference, shares};
pub use spend::{Fluctuation, Spend, fluctuation, spend, twelve_months};
pub use totals::{OfAll, PeriodTotals};
pub use whitespace::{LineSpace, Lines, State, whitespace};

use crate::domain::date::Date;
use crate::domain::money::{Money, Rates};
use crate::domain::order::Order;
use crate::playbook::{OrderRules, Playbook};

/// What orders come to on a day, all in one currency as far as rates allow.
#[derive(Clone, Debug)]
pub struct Buying<'o> {
    pub ledger: Ledger<'o>,
    pub rhythm: Rhythm,
    /// All up to the day.
    pub total: Money,
    /// The twelve months up to the day, and those before them.
    pub year: Money,
    pub year_before: Money,
    /// The change of the one against the other (%); `None` where an amount of either has no rate.
    pub change: Option<f64>,
    pub margin: Option<Margin>,
    pub rfm: Rfm,
    /// The last whole quarter against the same one a year before.
    pub fluctuation: Option<Fluctuation>,
}

impl<'o> Buying<'o> {
    /// Of the orders up to `today`, which may be a past day; `None` where there is none.
    #[must_use]
    pub fn of(orders: &'o [Order], playbook: &Playbook, today: Date) -> Option<Self> {
        Self::by(orders, &playbook.orders, &playbook.rates, today)
    }

    fn by(orders: &'o [Order], rules: &OrderRules, rates: &Rates, today: Date) -> Option<Self> {
        let ledger = Ledger::of(orders, rates, today);
        let rhythm = rhythm(ledger.orders(), today)?;
        let rules = RfmRules { rules, rates };
        let rfm = rfm(ledger.orders().map(Deal::of), rules, today)?;
        let [year, year_before] = [0, 1].map(|ago| twelve_months(today, ago));
        Some(Self {
            rhythm,
            total: ledger.total((Date::MIN, today)),
            year: ledger.total(year),
            year_before: ledger.total(year_before),
            change: ledger.change(year, year_before),
            margin: ledger.margin(),
            rfm,
            fluctuation: fluctuation(&ledger, today),
            ledger,
        })
    }
}
