//! What periods come to over many accounts.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::{change, different};
use crate::domain::date::{Date, Period, PeriodLength};
use crate::domain::money::{Currency, Money, Rates, Summed, Sums};
use crate::domain::order::Order;

/// Orders of many accounts added up by period, in the memory of the periods.
#[derive(Clone, Debug)]
pub struct PeriodTotals {
    length: PeriodLength,
    today: Date,
    by_first_day: BTreeMap<Date, Total>,
}

#[derive(Clone, Debug, Default)]
struct Total {
    accounts: usize,
    orders: usize,
    amounts: Sums,
}

/// What one period came to.
#[derive(Clone, Debug, PartialEq)]
pub struct OfAll {
    pub period: Period,
    /// Those that ordered.
    pub accounts: usize,
    pub orders: usize,
    pub amount: Money,
    /// What is not part of it, for want of a rate.
    pub left_out: Vec<Money>,
    /// The same period a year before; `None` before the first order.
    pub before: Option<Money>,
    /// Against it (%); `None` where there was nothing, an amount has no rate, or the period is not over.
    pub change: Option<f64>,
    /// Whether the period goes on.
    pub running: bool,
}

impl PeriodTotals {
    #[must_use]
    pub fn new(length: PeriodLength, today: Date) -> Self {
        Self { length, today, by_first_day: BTreeMap::new() }
    }

    /// Adds the orders of one account.
    pub fn add(&mut self, orders: &[Order]) {
        let mut by_period: BTreeMap<Date, Vec<&Order>> = BTreeMap::new();
        for order in orders.iter().filter(|order| order.date <= self.today) {
            by_period.entry(Period::with(order.date, self.length).first_day()).or_default().push(order);
        }
        for (first, orders) in by_period {
            let total = self.by_first_day.entry(first).or_default();
            total.accounts += 1;
            total.orders += different(orders.iter().map(|order| order.number.as_deref()));
            total.amounts.extend(orders.iter().filter_map(|order| order.amount));
        }
    }

    /// The last periods up to today, at most `most`, oldest first; and those of their amounts that have no rate.
    #[must_use]
    pub fn told(&self, most: usize, rates: &Rates) -> (Vec<OfAll>, Vec<Money>) {
        let Some(first) = self.by_first_day.keys().next() else { return Default::default() };
        let amounts = self.by_first_day.values().flat_map(|total| total.amounts.iter());
        let currency = rates.common(amounts.map(|money| money.currency));
        let current = Period::with(self.today, self.length);
        let mut left_out = Sums::default();
        let mut told: Vec<OfAll> = std::iter::successors(Some(current), |period| period.before())
            .take(most)
            .take_while(|period| period.first_day() >= *first)
            .map(|period| {
                let of_period = self.by_first_day.get(&period.first_day());
                let now = self.amount(period, currency, rates);
                left_out.extend(now.left_out.iter().copied());
                let year = period.a_year_before().filter(|year| year.first_day() >= *first);
                let before = year.map(|year| self.amount(year, currency, rates));
                let running = period == current;
                let whole = before
                    .as_ref()
                    .filter(|before| !running && now.left_out.is_empty() && before.left_out.is_empty());
                OfAll {
                    period,
                    accounts: of_period.map_or(0, |total| total.accounts),
                    orders: of_period.map_or(0, |total| total.orders),
                    amount: now.money,
                    change: whole.and_then(|before| change(now.money, before.money)),
                    left_out: now.left_out,
                    before: before.map(|before| before.money),
                    running,
                }
            })
            .collect();
        told.reverse();
        (told, left_out.iter().collect())
    }

    /// The currencies that are converted, in the order of their codes.
    #[must_use]
    pub fn converted(&self, rates: &Rates) -> Vec<Currency> {
        let amounts = self.by_first_day.values().flat_map(|total| total.amounts.iter());
        let of: BTreeSet<Currency> = amounts.map(|money| money.currency).collect();
        let has_rate = |currency: &Currency| rates.iter().any(|(known, _)| known == *currency);
        of.into_iter().filter(has_rate).collect()
    }

    /// What a period comes to in a currency, and what has no rate into it.
    fn amount(&self, period: Period, currency: Currency, rates: &Rates) -> Summed {
        let of_period = self.by_first_day.get(&period.first_day());
        of_period.map_or(&Sums::default(), |total| &total.amounts).told_in(currency, rates)
    }
}
