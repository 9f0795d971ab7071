//! Of what an account buys how much, and what it prefers.

use std::collections::BTreeMap;

use super::ledger::{Ledger, Posted, percent_of};
use super::spend::twelve_months;
use crate::domain::date::Date;
use crate::domain::fold::fold;
use crate::domain::money::Money;

/// By what orders are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Product,
    Line,
}

/// One product or product line of an account.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    pub name: String,
    /// Orders or lines of them.
    pub orders: usize,
    /// What is known of it; `None` where no amount is, or none has a rate.
    pub amount: Option<Money>,
    /// Of all amounts (%); `None` where they come to nothing, or its own is not known.
    pub percent: Option<f64>,
    /// Of those of the last twelve months, and of the twelve before them.
    pub recent: Option<f64>,
    pub before: Option<f64>,
    /// Points of percent by which its share grew within a year; `None` where one of the years has no amount, or one without a rate.
    pub trend: Option<f64>,
}

impl Share {
    /// Of the amounts of the last twelve months (%), else of all of them.
    #[must_use]
    pub fn of_all(&self) -> Option<f64> {
        self.recent.or(self.percent)
    }
}

/// The shares by amount, the largest first; what names no product line is left out of those by line, and counts in the whole of
/// neither. Names are the same whatever their case and width; each is told as it was written last.
#[must_use]
pub fn shares(ledger: &Ledger, by: By, today: Date) -> Vec<Share> {
    let periods = [(Date::MIN, today), twelve_months(today, 0), twelve_months(today, 1)];
    let mut named: BTreeMap<String, (String, Vec<&Posted>)> = BTreeMap::new();
    for posted in &ledger.posted {
        let name = match by {
            By::Product => Some(posted.order.title.as_str()),
            By::Line => posted.order.line.as_deref(),
        };
        let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) else { continue };
        let (told, of_name) = named.entry(fold(name)).or_default();
        name.clone_into(told);
        of_name.push(posted);
    }
    let amount = |of_name: &[&Posted], (first, last): (Date, Date)| {
        let within = of_name.iter().filter(|posted| (first..=last).contains(&posted.order.date));
        ledger.money(within.filter_map(|posted| posted.amount))
    };
    let wholes = periods.map(|days| ledger.money(named.values().map(|(_, of_name)| amount(of_name, days))));
    let are_whole = periods[1..].iter().all(|days| ledger.is_whole(*days));
    let mut shares: Vec<Share> = named
        .values()
        .map(|(name, of_name)| {
            let [all, recent, before] = periods.map(|days| amount(of_name, days));
            let is_known = of_name.iter().any(|posted| posted.amount.is_some());
            let (recent, before) = (percent_of(recent, wholes[1]), percent_of(before, wholes[2]));
            Share {
                name: name.clone(),
                orders: of_name.len(),
                amount: Some(all).filter(|_| is_known),
                percent: percent_of(all, wholes[0]).filter(|_| is_known),
                recent: recent.filter(|_| is_known),
                before: before.filter(|_| is_known),
                trend: recent
                    .zip(before)
                    .filter(|_| are_whole && is_known)
                    .map(|(recent, before)| recent - before),
            }
        })
        .collect();
    // What is not known comes last.
    let minor = |share: &Share| share.amount.map(|amount| amount.minor);
    shares.sort_by(|one, other| minor(other).cmp(&minor(one)).then(other.orders.cmp(&one.orders)));
    shares
}

/// What the account prefers: the largest share of the last twelve months; of all time where it bought nothing in them. `None` where
/// no amount is known, or all of them together come to nothing.
#[must_use]
pub fn preference(shares: &[Share]) -> Option<&Share> {
    let weight = |share: &Share| share.recent.unwrap_or(0.0);
    let recent = shares.iter().filter(|share| weight(share) > 0.0);
    // Of equals the first, which is the larger one of all time.
    let largest = recent.reduce(|best, share| if weight(share) > weight(best) { share } else { best });
    largest
        .or(shares.first())
        .filter(|share| share.amount.is_some_and(|amount| amount.minor > 0) && share.of_all().is_some())
}
