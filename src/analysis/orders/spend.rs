//! What an account spends by period, and how that changes against the same period a year before.

use super::ledger::{Ledger, different};
use crate::domain::date::{Date, Period, PeriodLength, days_after, years_before};
use crate::domain::money::Money;

/// What one period came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spend {
    pub period: Period,
    /// Different orders.
    pub orders: usize,
    pub amount: Money,
    /// Orders or lines of them whose amount is not part of it, for nobody recorded it or it has no rate.
    pub unknown: usize,
    /// The same period a year before; `None` before the first order.
    pub before: Option<Money>,
    /// Against it (%); `None` where there was nothing, an amount has no rate, or the period is not over.
    pub change: Option<f64>,
    /// Whether the period goes on.
    pub running: bool,
}

/// A quarter against the same one a year before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fluctuation {
    pub period: Period,
    pub amount: Money,
    pub before: Money,
    pub percent: f64,
}

impl Fluctuation {
    /// Whether it is beyond a limit (%), up or down.
    #[must_use]
    pub fn exceeds(&self, limit: f64) -> bool {
        self.percent.abs() > limit
    }
}

/// The last periods up to `today`, at most `most`, oldest first, from the one of the first order on; the last goes on.
#[must_use]
pub fn spend(ledger: &Ledger, length: PeriodLength, most: usize, today: Date) -> Vec<Spend> {
    let Some(first) = ledger.orders().next().map(|order| order.date) else { return Vec::new() };
    let current = Period::with(today, length);
    let mut told: Vec<Spend> = std::iter::successors(Some(current), |period| period.before())
        .take(most)
        .take_while(|period| period.end() >= first)
        .map(|period| of_period(ledger, period, period == current))
        .collect();
    told.reverse();
    told
}

fn of_period(ledger: &Ledger, period: Period, running: bool) -> Spend {
    let days = |period: Period| (period.first_day(), period.end());
    let first = ledger.orders().next().map(|order| order.date);
    let year = period.a_year_before().filter(|year| first.is_some_and(|first| first <= year.end()));
    Spend {
        period,
        orders: different(ledger.within(days(period)).map(|posted| posted.order.number.as_deref())),
        amount: ledger.total(days(period)),
        unknown: ledger.within(days(period)).filter(|posted| posted.amount.is_none()).count(),
        before: year.map(|year| ledger.total(days(year))),
        change: year.and_then(|year| ledger.change(days(period), days(year))).filter(|_| !running),
        running,
    }
}

/// The last whole quarter against the same one a year before; `None` where there was nothing then, or where
/// an amount of either has no rate.
///
/// Source: the method's fluctuation (a change against the same period before). A year lies between, so that what comes every spring
/// is no alert, and the quarter is over, so that what is still to come is none.
#[must_use]
pub fn fluctuation(ledger: &Ledger, today: Date) -> Option<Fluctuation> {
    let period = Period::with(today, PeriodLength::Quarter).before()?;
    let Spend { amount, before, change, .. } = of_period(ledger, period, false);
    Some(Fluctuation { period, amount, before: before?, percent: change? })
}

/// The first and the last of the twelve months that end on a day, or of those that end so many years before it.
#[must_use]
pub fn twelve_months(today: Date, years_ago: i64) -> (Date, Date) {
    let back = |years| years_before(today, years).unwrap_or(Date::MIN);
    (days_after(back(years_ago + 1), 1).unwrap_or(Date::MIN), back(years_ago))
}
