//! Orders with their amounts in one currency.

use std::collections::BTreeSet;

use crate::domain::date::Date;
use crate::domain::money::{Currency, Money, Rates, Sums, bounded};
use crate::domain::order::Order;

/// The orders of an account up to a day, oldest first, each amount in one currency: so all sums over them add up.
#[derive(Clone, Debug)]
pub struct Ledger<'o> {
    /// In which everything is told: that of the settings where any amount has a rate into it, else the one that occurs most.
    pub currency: Currency,
    pub(super) posted: Vec<Posted<'o>>,
    /// The amounts that have no rate, added up by currency; no sum has them.
    pub left_out: Vec<Money>,
    /// Orders whose amount nobody recorded.
    pub unpriced: usize,
    /// Other currencies whose amounts were converted.
    pub converted: Vec<Currency>,
}

/// One order with what of it could be told.
#[derive(Clone, Debug)]
pub(super) struct Posted<'o> {
    pub(super) order: &'o Order,
    pub(super) amount: Option<Money>,
    margin: Option<Money>,
}

/// What is left of the amounts of which that is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margin {
    /// Orders with an amount and a margin.
    pub known: usize,
    /// What they amount to.
    pub amount: Money,
    pub margin: Money,
    /// Of the amount; `None` where that is not above 0.
    pub percent: Option<f64>,
}

impl<'o> Ledger<'o> {
    /// The orders up to `today`. Each amount is converted by itself and rounded once, so that parts add up to their whole.
    #[must_use]
    pub fn of(orders: &'o [Order], rates: &Rates, today: Date) -> Self {
        let mut orders: Vec<&Order> = orders.iter().filter(|order| order.date <= today).collect();
        orders.sort_by_key(|order| (order.date, order.id.number()));
        let amounts = || orders.iter().filter_map(|order| order.amount);
        let currency = rates.common(amounts().map(|amount| amount.currency));
        let told = |money: Option<Money>| rates.told_in(currency, money?);
        let is_left_out = |amount: &Money| told(Some(*amount)).is_none();
        let left_out: Sums = amounts().filter(is_left_out).collect();
        let mut converted: Vec<Currency> = amounts()
            .filter(|amount| amount.currency != currency && !is_left_out(amount))
            .map(|amount| amount.currency)
            .collect();
        converted.sort_unstable();
        converted.dedup();
        Self {
            currency,
            left_out: left_out.iter().collect(),
            unpriced: orders.iter().filter(|order| order.amount.is_none()).count(),
            converted,
            posted: orders
                .iter()
                .map(|order| Posted { order, amount: told(order.amount), margin: told(order.margin) })
                .collect(),
        }
    }

    /// The orders, oldest first.
    pub fn orders(&self) -> impl Iterator<Item = &'o Order> + Clone {
        self.posted.iter().map(|posted| posted.order)
    }

    /// What the orders from one day to another, both included, amount to.
    #[must_use]
    pub fn total(&self, days: (Date, Date)) -> Money {
        self.money(self.within(days).filter_map(|posted| posted.amount))
    }

    /// The change of what the orders of some days amount to against those of others (%); `None` where that was not above 0, or
    /// where an amount of either has no rate: what is left out may be all of the change.
    #[must_use]
    pub fn change(&self, now: (Date, Date), before: (Date, Date)) -> Option<f64> {
        let is_whole = self.is_whole(now) && self.is_whole(before);
        change(self.total(now), self.total(before)).filter(|_| is_whole)
    }

    /// Whether every amount that is recorded for these days is told.
    pub(super) fn is_whole(&self, days: (Date, Date)) -> bool {
        self.within(days).all(|posted| posted.amount.is_some() || posted.order.amount.is_none())
    }

    /// The orders from one day to another, both included.
    pub(super) fn within(&self, (first, last): (Date, Date)) -> impl Iterator<Item = &Posted<'o>> {
        self.posted.iter().filter(move |posted| first <= posted.order.date && posted.order.date <= last)
    }

    /// What is left of the amounts, over all orders that have both.
    #[must_use]
    pub fn margin(&self) -> Option<Margin> {
        self.margin_within((Date::MIN, Date::MAX))
    }

    /// The same of the orders from one day to another, both included.
    #[must_use]
    pub fn margin_within(&self, days: (Date, Date)) -> Option<Margin> {
        let both = || self.within(days).filter_map(|posted| Some((posted.amount?, posted.margin?)));
        let amount = self.money(both().map(|(amount, _)| amount));
        let margin = self.money(both().map(|(_, margin)| margin));
        let known = both().count();
        let percent = percent_of(margin, amount);
        (known > 0).then_some(Margin { known, amount, margin, percent })
    }

    /// What amounts of its currency add up to.
    pub(super) fn money(&self, amounts: impl Iterator<Item = Money>) -> Money {
        Money::new(bounded(amounts.map(|money| i128::from(money.minor)).sum()), self.currency)
    }
}

/// So many percent an amount is of a whole of the same currency; nothing of what is not above 0.
#[expect(clippy::cast_precision_loss, reason = "a percentage")]
pub(super) fn percent_of(part: Money, whole: Money) -> Option<f64> {
    (whole.minor > 0).then(|| part.minor as f64 / whole.minor as f64 * 100.0)
}

/// The change of an amount against an earlier one of the same currency (%); `None` where that was not above 0.
#[must_use]
pub fn change(now: Money, before: Money) -> Option<f64> {
    Some(percent_of(now, before)? - 100.0)
}

/// How many different orders there are: lines of one number are one.
pub(super) fn different<'o>(numbers: impl Iterator<Item = Option<&'o str>>) -> usize {
    let mut by_number = BTreeSet::new();
    let mut without = 0;
    for number in numbers {
        match number.map(str::trim).filter(|number| !number.is_empty()) {
            Some(number) => {
                by_number.insert(number);
            }
            None => without += 1,
        }
    }
    by_number.len() + without
}
