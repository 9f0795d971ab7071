//! What customers mean to spend, by year and kind.

use std::collections::BTreeMap;

use crate::domain::date::Date;
use crate::domain::money::{Currency, Money};
use crate::domain::plan::{Plan, PlanKind, PlanStatus};

/// The plans of one year and kind whose amount is in one currency, or is not known.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanTotal {
    /// None where it is not recorded when they buy.
    pub year: Option<i16>,
    pub kind: Option<PlanKind>,
    /// None for those without an amount.
    pub currency: Option<Currency>,
    pub plans: usize,
    /// What they have still to spend; none where it does not fit or there is no amount.
    pub open: Option<Money>,
    /// What they have ordered, of us or of others.
    pub bought: Option<Money>,
    pub dropped: Option<Money>,
}

/// What a plan is about: its amount, or the budget of operations.
#[must_use]
pub fn sum(plan: &Plan) -> Option<Money> {
    plan.amount.or(plan.budget)
}

#[derive(Default)]
struct Sums {
    plans: usize,
    /// Open, bought, dropped.
    minor: [i128; 3],
}

/// Sums of plans as they come, so that none of them has to be kept.
#[derive(Default)]
pub struct PlanTotals(BTreeMap<Key, Sums>);

/// Whether there is no year, the year, the kind and the currency.
type Key = (bool, Option<i16>, Option<PlanKind>, Option<Currency>);

impl PlanTotals {
    pub fn add(&mut self, plan: &Plan) {
        let (year, sum) = (plan.purchase_date.map(Date::year), sum(plan));
        let key = (year.is_none(), year, plan.kind, sum.map(|sum| sum.currency));
        let sums = self.0.entry(key).or_default();
        sums.plans += 1;
        let place = match plan.status {
            Some(PlanStatus::Ordered | PlanStatus::Done) => 1,
            Some(PlanStatus::Dropped) => 2,
            _ => 0,
        };
        sums.minor[place] += sum.map_or(0, |sum| i128::from(sum.minor));
    }

    /// By year, then kind, then currency; what has no year last. Currencies are never added up.
    #[must_use]
    pub fn told(self) -> Vec<PlanTotal> {
        let told = |((_, year, kind, currency), sums): (Key, Sums)| {
            let money = |minor: i128| Some(Money::new(i64::try_from(minor).ok()?, currency?));
            let [open, bought, dropped] = sums.minor.map(money);
            PlanTotal { year, kind, currency, plans: sums.plans, open, bought, dropped }
        };
        self.0.into_iter().map(told).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::check::samples::{day, plan, text};
    use crate::domain::value::Value;

    #[test]
    fn plans_add_up_by_year_kind_and_currency() {
        let money = |yuan: i64, currency| Value::Money(Money::new(yuan * 100, currency));
        let (cny, usd) = (Currency::CNY, Currency::USD);
        let new = |values: &[(&str, Value)]| {
            plan(&[&[("kind", text("new_build")), ("purchase_date", day("2027-03-31"))], values].concat())
        };
        let plans = [
            new(&[("amount", money(100, cny))]),
            new(&[("amount", money(20, cny)), ("budget", money(5, cny)), ("status", text("done"))]),
            new(&[("budget", money(7, cny)), ("status", text("dropped"))]),
            new(&[("amount", money(3, usd))]),
            new(&[("purchase_date", Value::Empty)]),
            new(&[("kind", text("operations")), ("budget", money(4, cny))]),
        ];
        let mut totals = PlanTotals::default();
        for plan in &plans {
            totals.add(plan);
        }
        let yuan = |money: Option<Money>| money.map_or(-1, |money| money.minor / 100);
        let told: Vec<_> = totals
            .told()
            .iter()
            .map(|total| {
                let kind = total.kind.map_or("-", PlanKind::as_str);
                let currency = total.currency.map_or("-", Currency::code);
                let sums = [total.open, total.bought, total.dropped].map(yuan);
                (total.year.unwrap_or(0), kind, currency, total.plans, sums)
            })
            .collect();
        assert_eq!(
            told,
            [
                (2027, "new_build", "CNY", 3, [100, 20, 7]),
                (2027, "new_build", "USD", 1, [3, 0, 0]),
                (2027, "operations", "CNY", 1, [4, 0, 0]),
                (0, "new_build", "-", 1, [-1, -1, -1]),
            ]
        );
    }
}
