//! Another margin: what it makes of the orders of twelve months, and of the returns that are still to come.

use super::case::{Effect, Untouched};
use crate::analysis::check::Meant;
use crate::analysis::facts::Facts;
use crate::analysis::orders::{Ledger, twelve_months};
use crate::domain::date::Date;
use crate::domain::economics::ValueYear;
use crate::domain::kind::Kind;
use crate::domain::money::{Money, Rates};
use crate::domain::record::Record as _;
use crate::domain::value::Value;

/// Moves the margin by so many percentage points.
///
/// Of each order of the last twelve months: `margin' = margin + amount x points / 100`.
///
/// Of each year of the value-return curve that is not over: a return is what is left of a turnover, so that a return of `R` comes
/// of a turnover of `R / m`, where `m` is the margin of those orders as a share; with another margin the same turnover leaves
/// `return' = R + open x points / (100 m)`. `R` is what is expected (the forecast, else the plan) and `open` what of it has not
/// come back yet, `R - actual`. The result stands as the forecast: what was planned stays planned.
pub(super) fn margin(
    facts: &mut Facts,
    points: f64,
    rates: &Rates,
    today: Date,
) -> (Vec<Effect>, Vec<Untouched>) {
    let Some(percent) = percent(facts, rates, today) else { return (Vec::new(), vec![Untouched::NoMargin]) };
    let mut untouched = Vec::new();
    let (orders, without) = of_orders(facts, points, today);
    if without > 0 {
        untouched.push(Untouched::OrdersWithoutMargin { orders: without });
    }
    let would_be = self::percent(facts, rates, today).unwrap_or(percent);
    let mut effects = vec![Effect::Margin { orders, is: percent, would_be }];
    if percent > 0.0 {
        of_years(facts, points / percent, (rates, today), &mut effects, &mut untouched);
    } else {
        untouched.push(Untouched::NothingLeft);
    }
    (effects, untouched)
}

/// The margin of the orders of the last twelve months (%).
fn percent(facts: &Facts, rates: &Rates, today: Date) -> Option<f64> {
    Ledger::of(&facts.orders, rates, today).margin_within(twelve_months(today, 0))?.percent
}

/// How many orders have another margin, and how many of those twelve months have none that could be changed.
fn of_orders(facts: &mut Facts, points: f64, today: Date) -> (usize, usize) {
    let (first, last) = twelve_months(today, 0);
    let (mut orders, mut without) = (0, 0);
    for order in facts.orders.iter_mut().filter(|order| (first..=last).contains(&order.date)) {
        match order.amount.zip(order.margin).filter(|(amount, margin)| amount.currency == margin.currency) {
            Some((amount, margin)) => {
                order.margin = Some(moved(margin, amount.minor, points / 100.0));
                orders += 1;
            }
            None => without += 1,
        }
    }
    (orders, without)
}

/// An amount and a part of another one of its currency, to the nearest minor unit.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "amounts below 2^53 minor units are exact, and what does not fit becomes the most that does"
)]
fn moved(money: Money, of: i64, ratio: f64) -> Money {
    Money::new(money.minor.saturating_add((of as f64 * ratio).round() as i64), money.currency)
}

/// Why the returns of some years stay, from these years in English and in Chinese.
type Reason = fn(String, String) -> Untouched;

/// What of a year's return another margin would reach.
enum Reach {
    Over,
    /// No return is expected.
    Blank,
    /// All that is expected has come back.
    Back,
    /// What came back is in a currency without a rate.
    WithoutRate,
    Open {
        expected: Money,
        open: i64,
    },
}

fn reach(year: &ValueYear, rates: &Rates, today: Date) -> Reach {
    if year.year.0 < i64::from(today.year()) {
        return Reach::Over;
    }
    let forecasts = year.forecast_investment.or(year.forecast_return).is_some();
    let done = year.actual_investment.or(year.actual_return).is_some();
    let expected = match (forecasts, done) {
        (true, _) => year.forecast_return,
        // As in the curve, what was done stands for a year of which nothing more is expected.
        (false, true) => return Reach::Back,
        (false, false) => year.planned_return,
    };
    let Some(expected) = expected else { return Reach::Blank };
    let back = match year.actual_return.map(|back| rates.told_in(expected.currency, back)) {
        None => 0,
        Some(Some(back)) => back.minor,
        Some(None) => return Reach::WithoutRate,
    };
    match expected.minor.saturating_sub(back) {
        open if open > 0 => Reach::Open { expected, open },
        _ => Reach::Back,
    }
}

fn of_years(
    facts: &mut Facts,
    ratio: f64,
    (rates, today): (&Rates, Date),
    effects: &mut Vec<Effect>,
    untouched: &mut Vec<Untouched>,
) {
    if facts.value_years.is_empty() {
        untouched.push(Untouched::NoReturns);
    }
    let (mut over, mut blank, mut back, mut without_rate) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    facts.value_years.sort_by_key(|year| (year.year.0, year.id.number()));
    for year in &mut facts.value_years {
        match reach(year, rates, today) {
            Reach::Over => over.push(year.year.0),
            Reach::Blank => blank.push(year.year.0),
            Reach::Back => back.push(year.year.0),
            Reach::WithoutRate => without_rate.push(year.year.0),
            Reach::Open { expected, open } => {
                let would_be = moved(expected, open, ratio);
                if year.forecast_return.is_none() {
                    year.forecast_investment = year.forecast_investment.or(year.planned_investment);
                }
                year.forecast_return = Some(would_be);
                effects.extend(of_year(year, expected, would_be));
            }
        }
    }
    let told: [(Vec<i64>, Reason); 4] = [
        (over, |years, years_in_chinese| Untouched::YearsOver { years, years_in_chinese }),
        (back, |years, years_in_chinese| Untouched::YearsBack { years, years_in_chinese }),
        (blank, |years, years_in_chinese| Untouched::YearsBlank { years, years_in_chinese }),
        (without_rate, |years, years_in_chinese| Untouched::YearsWithoutRate { years, years_in_chinese }),
    ];
    for (years, reason) in told.into_iter().filter(|(years, _)| !years.is_empty()) {
        let years: Vec<String> = years.iter().map(i64::to_string).collect();
        untouched.push(reason(years.join(", "), years.join("、")));
    }
}

fn of_year(year: &ValueYear, is: Money, would_be: Money) -> Option<Effect> {
    let field = ValueYear::KIND.field("forecast_return")?.clone();
    let record = Meant { kind: Kind::ValueYear, id: year.id.number(), name: year.year.0.to_string() };
    Some(Effect::Field { record, field, is: Value::Money(is), would_be: Value::Money(would_be) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::check::samples::{day, record, sound, text};
    use crate::domain::money::Currency;
    use crate::domain::order::Order;

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

    fn moved_by(facts: &mut Facts, points: f64) -> (Vec<Effect>, Vec<Untouched>) {
        margin(facts, points, &Rates::default(), "2026-03-02".parse().unwrap())
    }

    #[test]
    fn five_points_less_of_twenty_take_a_quarter_of_what_is_still_to_come() {
        let mut facts = facts();
        let (effects, untouched) = moved_by(&mut facts, -5.0);
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
        assert_eq!(moved_by(&mut without, -5.0), (Vec::new(), vec![Untouched::NoMargin]));
        assert_eq!(format!("{without:?}"), before);
        let mut nothing_left = facts();
        nothing_left.orders.iter_mut().for_each(|order| order.margin = order.margin.map(|_| yuan(0)));
        let (effects, untouched) = moved_by(&mut nothing_left, -5.0);
        assert!(matches!(effects[..], [Effect::Margin { .. }]));
        assert!(untouched.contains(&Untouched::NothingLeft));
        assert_eq!(nothing_left.value_years[2].forecast_return, None);
        let mut without_years = facts();
        without_years.value_years.clear();
        assert!(moved_by(&mut without_years, 2.0).1.contains(&Untouched::NoReturns));
    }
}
