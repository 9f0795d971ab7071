//! Another margin: what it makes of the orders of twelve months, and of the returns that are still to come.

use super::outcome::{Effect, Outcome, Remark, Untouched};
use super::returns::{self, Share};
use crate::analysis::facts::Facts;
use crate::analysis::orders::{Ledger, twelve_months};
use crate::domain::date::Date;
use crate::domain::money::{Currency, Money, Rates};

/// What is left of all that somebody sells (%), at most.
const ALL: f64 = 100.0;

/// Moves the margin by so many percentage points.
///
/// Of each order of the last twelve months that has a rate into the currency in which orders are told:
/// `margin' = margin + amount x points / 100`. Of the others it stays.
///
/// Of each year of the value-return curve that is not over and has such a rate: a return is what is left of a turnover, so that a
/// return of `R` comes of a turnover of `R / m`, where `m` is the margin of those orders as a share; with another margin the same
/// turnover leaves `return' = R + open x points / (100 m)`. `R` is what is expected (the forecast, else the plan) and `open` what
/// of it has not come back yet, `R - actual`. The result stands as the forecast: what was planned stays planned.
pub(super) fn margin(facts: &mut Facts, points: f64, rates: &Rates, today: Date) -> Outcome {
    let mut outcome = Outcome::default();
    let (currency, is) = known(facts, rates, today);
    // Without a margin now there is none that could move.
    let orders = of_orders(facts, is.map_or(0.0, |_| points), (rates, currency), today);
    if is.is_some() && orders.without > 0 {
        outcome.untouched.push(Untouched::OrdersWithoutMargin { orders: orders.without });
    }
    if orders.without_rate > 0 {
        outcome.untouched.push(Untouched::OrdersWithoutRate { orders: orders.without_rate, currency });
    }
    let Some(is) = is else {
        outcome.untouched.push(Untouched::NoMargin { currency });
        return outcome;
    };
    let would_be = known(facts, rates, today).1.unwrap_or(is);
    outcome.effects.push(Effect::Margin { orders: orders.moved, is, would_be });
    if would_be > ALL {
        outcome.remarks.push(Remark::MoreThanAll { percent: format!("{would_be:.1}") });
    }
    if is > 0.0 {
        let share = Share { currency, ratio: points / is };
        returns::move_by(facts, share, (rates, today), &mut outcome);
    } else {
        outcome.untouched.push(Untouched::NothingLeft);
    }
    outcome
}

/// The currency in which orders are told, and the margin of those of the last twelve months (%).
fn known(facts: &Facts, rates: &Rates, today: Date) -> (Currency, Option<f64>) {
    let ledger = Ledger::of(&facts.orders, rates, today);
    let margin = ledger.margin_within(twelve_months(today, 0));
    (ledger.currency, margin.and_then(|margin| margin.percent))
}

/// How many orders of twelve months have another margin, how many have none that could be changed, and how many are in a
/// currency that cannot be told together with the others.
#[derive(Default)]
struct Orders {
    moved: usize,
    without: usize,
    without_rate: usize,
}

fn of_orders(facts: &mut Facts, points: f64, (rates, currency): (&Rates, Currency), today: Date) -> Orders {
    let (first, last) = twelve_months(today, 0);
    let mut orders = Orders::default();
    for order in facts.orders.iter_mut().filter(|order| (first..=last).contains(&order.date)) {
        let Some((amount, margin)) = order.amount.zip(order.margin) else {
            orders.without += 1;
            continue;
        };
        let told = [rates.told_in(currency, amount), rates.told_in(currency, margin)];
        let both = match (rates.told_in(margin.currency, amount), told) {
            (Some(amount), [Some(_), Some(_)]) => Some((amount, margin)),
            // No rate leads from one to the other, but both into that of all.
            (None, [Some(amount), Some(margin)]) => Some((amount, margin)),
            _ => None,
        };
        match both {
            Some((amount, margin)) => {
                order.margin = Some(moved(margin, amount.minor, points / 100.0));
                orders.moved += 1;
            }
            None => orders.without_rate += 1,
        }
    }
    orders
}

/// An amount and a part of another one of its currency, to the nearest minor unit.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "amounts below 2^53 minor units are exact, and what does not fit becomes the most that does"
)]
pub(super) fn moved(money: Money, of: i64, ratio: f64) -> Money {
    Money::new(money.minor.saturating_add((of as f64 * ratio).round() as i64), money.currency)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::check::samples::{day, record, sound, text};
    use crate::domain::economics::ValueYear;
    use crate::domain::order::Order;
    use crate::domain::value::Value;

    fn yuan(yuan: i64) -> Money {
        Money::new(yuan * 100, Currency::CNY)
    }

    fn order(id: i64, on: &str, amount: Option<i64>, margin: Option<i64>) -> Order {
        let money = |money: Option<i64>| money.map_or(Value::Empty, |money| Value::Money(yuan(money)));
        let values = [
            ("title", text("Rolls")),
            ("date", day(on)),
            ("amount", money(amount)),
            ("margin", money(margin)),
        ];
        record(id, &values)
    }

    fn year(year: i64, values: &[(&str, i64)]) -> ValueYear {
        let mut all = vec![("year", Value::Integer(year))];
        all.extend(values.iter().map(|(name, money)| (*name, Value::Money(yuan(*money)))));
        record(year, &all)
    }

    /// Twelve months of 1000 with a margin of 200, which is 20 %.
    fn facts() -> Facts {
        let mut facts = sound();
        facts.orders = vec![
            order(1, "2025-03-02", Some(400), Some(40)),
            order(2, "2025-03-03", Some(600), Some(150)),
            order(3, "2026-03-01", Some(400), Some(50)),
            order(4, "2026-02-01", Some(90), None),
        ];
        facts.value_years = vec![
            year(2025, &[("planned_return", 100), ("actual_return", 100)]),
            year(2026, &[("forecast_return", 300), ("actual_return", 100), ("forecast_investment", 50)]),
            year(2027, &[("planned_return", 400), ("planned_investment", 60)]),
            year(2028, &[("forecast_investment", 10), ("planned_return", 70)]),
            year(2029, &[("planned_return", 70), ("actual_return", 10)]),
        ];
        facts
    }

    fn moved_by(facts: &mut Facts, points: f64) -> Outcome {
        margin(facts, points, &Rates::default(), "2026-03-02".parse().unwrap())
    }

    #[test]
    fn five_points_less_of_twenty_take_a_quarter_of_what_is_still_to_come() {
        let mut facts = facts();
        let Outcome { effects, untouched, remarks } = moved_by(&mut facts, -5.0);
        let minor = |money: Option<Money>| money.map(|money| money.minor);
        let margins: Vec<_> = facts.orders.iter().map(|order| minor(order.margin)).collect();
        // 150 - 30 and 50 - 20; the first is older than twelve months.
        assert_eq!(margins, [Some(4000), Some(12000), Some(3000), None]);
        let years: Vec<_> = facts.value_years.iter().map(|year| minor(year.forecast_return)).collect();
        // 300 - 200 x 5 / 20, and 400 - 400 x 5 / 20.
        assert_eq!(years, [None, Some(25000), Some(30000), None, None]);
        assert_eq!(
            facts.value_years[2].forecast_investment,
            Some(yuan(60)),
            "the rest of the plan is forecast"
        );
        assert_eq!(facts.value_years[2].planned_return, Some(yuan(400)), "what was planned stays planned");
        assert!(matches!(&effects[0], Effect::Margin { orders: 2, is, would_be }
            if (is - 20.0).abs() < 1e-9 && (would_be - 15.0).abs() < 1e-9));
        assert_eq!(effects.len(), 3);
        assert!(
            matches!(&effects[2], Effect::Field { is: Value::Empty, .. }),
            "of 2027 no forecast is recorded"
        );
        let planned = Remark::FromPlan {
            years: "2027 (CNY 400)".to_owned(),
            years_in_chinese: "2027（400元）".to_owned(),
        };
        assert_eq!(remarks, [planned]);
        let [years, back, blank] = ["2025", "2029", "2028"].map(str::to_owned);
        assert_eq!(
            untouched,
            [
                Untouched::OrdersWithoutMargin { orders: 1 },
                Untouched::YearsOver { years_in_chinese: years.clone(), years },
                Untouched::YearsBack { years_in_chinese: back.clone(), years: back },
                Untouched::YearsBlank { years_in_chinese: blank.clone(), years: blank },
            ]
        );
    }

    #[test]
    fn a_margin_that_is_not_known_moves_nothing() {
        let mut without = facts();
        without.orders.iter_mut().for_each(|order| order.margin = None);
        let before = format!("{without:?}");
        let no_margin = vec![Untouched::NoMargin { currency: Currency::CNY }];
        assert_eq!(moved_by(&mut without, -5.0), Outcome { untouched: no_margin, ..Outcome::default() });
        assert_eq!(format!("{without:?}"), before);
        let mut nothing_left = facts();
        nothing_left.orders.iter_mut().for_each(|order| order.margin = order.margin.map(|_| yuan(0)));
        let Outcome { effects, untouched, .. } = moved_by(&mut nothing_left, -5.0);
        assert!(matches!(effects[..], [Effect::Margin { .. }]));
        assert!(untouched.contains(&Untouched::NothingLeft));
        assert_eq!(nothing_left.value_years[2].forecast_return, None);
        let mut without_years = facts();
        without_years.value_years.clear();
        assert!(moved_by(&mut without_years, 2.0).untouched.contains(&Untouched::NoReturns));
    }
    #[test]
    fn what_has_no_rate_is_left_out_and_told() {
        let dollars = |dollars: i64| Money::new(dollars * 100, Currency::USD);
        let abroad = || {
            let mut facts = facts();
            let mut order = order(5, "2026-02-02", None, None);
            (order.amount, order.margin) = (Some(dollars(100)), Some(dollars(-2)));
            facts.orders.push(order);
            let mut year = year(2030, &[]);
            year.forecast_return = Some(dollars(50));
            facts.value_years.push(year);
            facts
        };
        let mut facts = abroad();
        let Outcome { effects, untouched, .. } = moved_by(&mut facts, -5.0);
        assert!(matches!(effects[0], Effect::Margin { orders: 2, .. }), "{effects:?}");
        assert_eq!(effects.len(), 3, "the margin, 2026 and 2027");
        assert_eq!(facts.orders[4].margin, Some(dollars(-2)));
        assert_eq!(facts.value_years[5].forecast_return, Some(dollars(50)));
        let currency = Currency::CNY;
        assert_eq!(untouched[1], Untouched::OrdersWithoutRate { orders: 1, currency });
        let [years, years_in_chinese] = ["2030", "2030"].map(str::to_owned);
        assert_eq!(untouched.last(), Some(&Untouched::YearsOfOthers { years, years_in_chinese, currency }));
        let mut with_rate = abroad();
        let rates = Rates::new(currency, None, [(Currency::USD, 7.into())]);
        let Outcome { effects, untouched, .. } =
            margin(&mut with_rate, -5.0, &rates, "2026-03-02".parse().unwrap());
        // (200 - 14) of 1700
        assert!(
            matches!(effects[0], Effect::Margin { orders: 3, is, .. } if (is - 18600.0 / 1700.0).abs() < 1e-9)
        );
        assert_eq!(with_rate.orders[4].margin, Some(dollars(-7)));
        assert_eq!(effects.len(), 4);
        assert!(!untouched.iter().any(|why| matches!(why, Untouched::OrdersWithoutRate { .. })));
    }

    #[test]
    fn what_cannot_be_and_what_turns_round_is_remarked() {
        let Outcome { remarks, .. } = moved_by(&mut facts(), 81.0);
        assert!(remarks.contains(&Remark::MoreThanAll { percent: "101.0".to_owned() }), "{remarks:?}");
        // 300 - 200 x 40 / 20 and 400 - 400 x 40 / 20.
        let Outcome { remarks, .. } = moved_by(&mut facts(), -40.0);
        let [years, years_in_chinese] = ["2026, 2027", "2026、2027"].map(str::to_owned);
        assert_eq!(remarks.last(), Some(&Remark::Turned { years, years_in_chinese }));
    }
}
