//! What another margin makes of the returns that are still to come.

use super::margin::moved;
use super::outcome::{Effect, Outcome, Remark, Untouched};
use crate::analysis::check::Meant;
use crate::analysis::facts::Facts;
use crate::domain::date::Date;
use crate::domain::economics::ValueYear;
use crate::domain::kind::Kind;
use crate::domain::language::{Language, pick};
use crate::domain::money::{Currency, Money, Rates};
use crate::domain::record::Record as _;
use crate::domain::value::Value;
use crate::say;

/// What of a year's return another margin would reach.
enum Reach {
    Over,
    /// No return is expected.
    Blank,
    /// All that is expected has come back.
    Back,
    /// What came back is in a currency without a rate.
    WithoutRate,
    /// What is expected is in a currency of which no margin is known.
    OfOther,
    Open {
        expected: Money,
        open: i64,
    },
}

/// The currency of which the margin is known, and what part of a return the change of the margin is.
#[derive(Clone, Copy)]
pub(super) struct Share {
    pub(super) currency: Currency,
    pub(super) ratio: f64,
}

fn reach(year: &ValueYear, of: Currency, rates: &Rates, today: Date) -> Reach {
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
    if rates.told_in(of, expected).is_none() {
        return Reach::OfOther;
    }
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

/// Moves the returns that another margin reaches.
pub(super) fn move_by(
    facts: &mut Facts,
    share: Share,
    (rates, today): (&Rates, Date),
    outcome: &mut Outcome,
) {
    if facts.value_years.is_empty() {
        outcome.untouched.push(Untouched::NoReturns);
    }
    let mut stay = Staying::default();
    let mut reached = Vec::new();
    facts.value_years.sort_by_key(|year| (year.year.0, year.id.number()));
    for year in &mut facts.value_years {
        let number = year.year.0;
        match reach(year, share.currency, rates, today) {
            Reach::Over => stay.over.push(number),
            Reach::Blank => stay.blank.push(number),
            Reach::Back => stay.back.push(number),
            Reach::WithoutRate => stay.without_rate.push(number),
            Reach::OfOther => stay.of_other.push(number),
            Reach::Open { expected, open } => {
                let would_be = moved(expected, open, share.ratio);
                let forecast = year.forecast_return.replace(would_be);
                if forecast.is_none() {
                    year.forecast_investment = year.forecast_investment.or(year.planned_investment);
                }
                outcome.effects.extend(of_year(year, forecast, would_be));
                reached.push(Reached { year: number, expected, forecast, would_be });
            }
        }
    }
    outcome.untouched.extend(stay.told(share.currency));
    outcome.remarks.extend(remarks(&reached));
}

/// Why the returns of some years stay, from these years in English and in Chinese.
type Reason<'r> = &'r dyn Fn(String, String) -> Untouched;

/// The years whose returns stay, by the reason why.
#[derive(Default)]
struct Staying {
    over: Vec<i64>,
    blank: Vec<i64>,
    back: Vec<i64>,
    without_rate: Vec<i64>,
    of_other: Vec<i64>,
}

impl Staying {
    fn told(self, currency: Currency) -> Vec<Untouched> {
        let told: [(Vec<i64>, Reason); 5] = [
            (self.over, &|years, years_in_chinese| Untouched::YearsOver { years, years_in_chinese }),
            (self.back, &|years, years_in_chinese| Untouched::YearsBack { years, years_in_chinese }),
            (self.blank, &|years, years_in_chinese| Untouched::YearsBlank { years, years_in_chinese }),
            (self.without_rate, &|years, years_in_chinese| Untouched::YearsWithoutRate {
                years,
                years_in_chinese,
            }),
            (self.of_other, &|years, years_in_chinese| Untouched::YearsOfOthers {
                years,
                years_in_chinese,
                currency,
            }),
        ];
        let staying = told.into_iter().filter(|(years, _)| !years.is_empty());
        staying
            .map(|(years, reason)| {
                let years: Vec<String> = years.iter().map(i64::to_string).collect();
                reason(years.join(", "), years.join("、"))
            })
            .collect()
    }
}

/// A year whose return is another one.
struct Reached {
    year: i64,
    expected: Money,
    forecast: Option<Money>,
    would_be: Money,
}

fn remarks(reached: &[Reached]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let of_plan: Vec<&Reached> = reached.iter().filter(|year| year.forecast.is_none()).collect();
    let planned = |language: Language| {
        let told = of_plan.iter().map(|reached| {
            let (year, plan) = (reached.year, reached.expected.short(language));
            say!(language, "{year} ({plan})", "{year}（{plan}）")
        });
        told.collect::<Vec<_>>().join(pick(language, ", ", "、"))
    };
    if !of_plan.is_empty() {
        let [years, years_in_chinese] = [Language::English, Language::Chinese].map(planned);
        remarks.push(Remark::FromPlan { years, years_in_chinese });
    }
    let turned =
        reached.iter().filter(|year| year.expected.minor.signum() * year.would_be.minor.signum() < 0);
    let turned: Vec<String> = turned.map(|year| year.year.to_string()).collect();
    if !turned.is_empty() {
        remarks.push(Remark::Turned { years: turned.join(", "), years_in_chinese: turned.join("、") });
    }
    remarks
}

/// What was forecast before, where that is recorded, and what would be.
fn of_year(year: &ValueYear, forecast: Option<Money>, would_be: Money) -> Option<Effect> {
    let field = ValueYear::KIND.field("forecast_return")?.clone();
    let record = Meant { kind: Kind::ValueYear, id: year.id.number(), name: year.year.0.to_string() };
    let is = forecast.map_or(Value::Empty, Value::Money);
    Some(Effect::Field { record, field, is, would_be: Value::Money(would_be) })
}
