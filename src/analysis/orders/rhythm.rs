//! How often an account orders, and when the next order should come.

use super::ledger::different;
use crate::analysis::median::median;
use crate::domain::date::{Date, days_after, span_days};
use crate::domain::order::{Order, purchases};

/// Days between orders that make a cycle: one repetition is none.
const GAPS: usize = 2;
/// Frequency is told of a year at least, so that two orders of one week are not a hundred a year.
const YEAR: i64 = 365;

/// When an account ordered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rhythm {
    /// Different orders; lines of one number are one.
    pub orders: usize,
    pub first: Date,
    pub last: Date,
    /// Days since the last order.
    pub recency: i64,
    /// Orders a year since the first.
    pub a_year: f64,
    /// Median days between the days on which they ordered; `None` below three such days.
    pub cycle: Option<i64>,
    /// The last day and the cycle.
    pub expected: Option<Date>,
}

impl Rhythm {
    /// By how many days the next order is late; `None` while it is not, or no cycle is known.
    #[must_use]
    pub fn overdue(&self, today: Date) -> Option<i64> {
        let late = span_days(self.expected?, today);
        (late > 0).then_some(late)
    }
}

/// The rhythm of orders up to `today`, oldest first; `None` where there is none. Credit notes and what was given away count only
/// where there is nothing else.
///
/// The cycle is the median of the days between one day with orders and the next, of an even number of them the mean of the two in
/// the middle, rounded up from a half. The median, since one long pause or one order in two parts says little about the usual
/// distance. Source: the method's measures from orders (frequency; cycle, median days between orders).
pub fn rhythm<'o>(orders: impl Iterator<Item = &'o Order> + Clone, today: Date) -> Option<Rhythm> {
    let orders = purchases(orders, |order| order.amount);
    let first = orders.clone().next()?.date;
    let mut days: Vec<Date> = orders.clone().map(|order| order.date).collect();
    days.dedup();
    let last = *days.last()?;
    let number = different(orders.map(|order| order.number.as_deref()));
    let gaps: Vec<i64> = days.windows(2).map(|pair| span_days(pair[0], pair[1])).collect();
    #[expect(clippy::cast_possible_truncation, reason = "days of a life are few")]
    let cycle = Some(gaps).filter(|gaps| gaps.len() >= GAPS).and_then(median).map(|days| days.round() as i64);
    #[expect(clippy::cast_precision_loss, reason = "a number of orders and of days")]
    let a_year = number as f64 * YEAR as f64 / span_days(first, today).max(YEAR) as f64;
    Some(Rhythm {
        orders: number,
        first,
        last,
        recency: span_days(last, today),
        a_year,
        cycle,
        expected: cycle.and_then(|cycle| days_after(last, cycle)),
    })
}
