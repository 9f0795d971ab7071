//! RFM: how lately, how often and for how much an account bought, each from 1 to 5.

use std::fmt;

use super::ledger::different;
use super::spend::twelve_months;
use crate::domain::date::{Date, span_days};
use crate::domain::money::{Money, Rates, Sums};
use crate::domain::order::{Order, purchases};
use crate::playbook::OrderRules;

/// What of an order its points are read from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Deal<'o> {
    pub date: Date,
    pub amount: Option<Money>,
    /// The number of the order; several lines share it.
    pub number: Option<&'o str>,
}

impl<'o> Deal<'o> {
    #[must_use]
    pub fn of(order: &'o Order) -> Self {
        Self { date: order.date, amount: order.amount, number: order.number.as_deref() }
    }
}

/// The limits of the points, and the rates into the currency in which those of the amount are.
#[derive(Clone, Copy, Debug)]
pub struct RfmRules<'p> {
    pub rules: &'p OrderRules,
    pub rates: &'p Rates,
}

/// The points of an account, 1 to 5 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rfm {
    pub recency: u8,
    pub frequency: u8,
    /// `None` where the amounts of twelve months are not known, or one of them has no rate.
    pub monetary: Option<u8>,
}

impl Rfm {
    /// All points as one number from 0 (1 each) to 100 (5 each), without what is not known.
    #[must_use]
    pub fn percent(self) -> f64 {
        let known = [Some(self.recency), Some(self.frequency), self.monetary];
        let (sum, of) =
            known.iter().flatten().fold((0.0, 0.0), |(sum, of), points| (sum + f64::from(*points), of + 1.0));
        (sum / of - 1.0) * 25.0
    }
}

/// `545`, or `54?`.
impl fmt::Display for Rfm {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let monetary = self.monetary.map_or_else(|| "?".to_owned(), |points| points.to_string());
        formatter.pad(&format!("{}{}{monetary}", self.recency, self.frequency))
    }
}

/// The points of orders up to `today`; `None` where there is none.
///
/// Recency by the days since the last purchase, frequency by the purchases of the last twelve months, amount by all that was
/// ordered and credited in them. Source: RFM of direct
/// marketing, with fixed limits of the playbook in place of quintiles: points then do not change because others buy, and say
/// something with ten accounts as with a hundred thousand.
pub fn rfm<'o>(
    deals: impl Iterator<Item = Deal<'o>> + Clone,
    RfmRules { rules, rates }: RfmRules,
    today: Date,
) -> Option<Rfm> {
    let past = deals.filter(|deal| deal.date <= today);
    let purchases = purchases(past.clone(), |deal| deal.amount);
    let last = purchases.clone().map(|deal| deal.date).max()?;
    let (first, _) = twelve_months(today, 0);
    let days = span_days(last, today);
    let recent = purchases.filter(|deal| deal.date >= first);
    let orders = i64::try_from(different(recent.map(|deal| deal.number))).unwrap_or(i64::MAX);
    let points = |reached: usize| u8::try_from(5 - reached.min(4)).unwrap_or(1);
    Some(Rfm {
        recency: points(rules.recency.iter().filter(|limit| days > **limit).count()),
        frequency: points(rules.frequency.iter().filter(|limit| orders < **limit).count()),
        monetary: revenue(past.filter(|deal| deal.date >= first), rates)
            .map(|amount| points(rules.monetary.iter().filter(|limit| amount < **limit).count())),
    })
}

/// What twelve months came to against the same limits, 0-100: at the limit of 5 points and above it 100, at those of 4, 3 and 2
/// points 75, 50 and 25, between them in a straight line from one to the next, below the last from 0.
///
/// Unknown while no order is recorded, or the amounts are not known, or one of them has no rate.
pub fn revenue_points<'o>(
    deals: impl Iterator<Item = Deal<'o>> + Clone,
    RfmRules { rules, rates }: RfmRules,
    today: Date,
) -> Option<f64> {
    let past = deals.filter(|deal| deal.date <= today);
    past.clone().next()?;
    let (first, _) = twelve_months(today, 0);
    let amount = revenue(past.filter(|deal| deal.date >= first), rates)?.max(0.0);
    let mut upper = (f64::INFINITY, 100.0);
    for (limit, points) in rules.monetary.iter().copied().zip([100.0, 75.0, 50.0, 25.0]).chain([(0.0, 0.0)]) {
        if amount >= limit {
            let part = if upper.0.is_finite() { (amount - limit) / (upper.0 - limit) } else { 0.0 };
            return Some(points + part * (upper.1 - points));
        }
        upper = (limit, points);
    }
    Some(0.0)
}

/// What deals amount to in the currency of the settings, of those whose amount is known; 0 where there are none, `None` where no
/// amount is known, or where one has no rate: it may be more than all others.
fn revenue<'o>(deals: impl Iterator<Item = Deal<'o>> + Clone, rates: &Rates) -> Option<f64> {
    if deals.clone().next().is_none() {
        return Some(0.0);
    }
    let amounts = deals.filter_map(|deal| deal.amount).map(|amount| rates.convert(amount));
    let summed = amounts.collect::<Option<Sums>>()?.told(rates)?;
    Some(summed.money.to_decimal().to_f64())
}
