//! What we put into a customer and what comes back, year by year: planned, done and expected.

#[cfg(test)]
mod tests;

use super::payback::{Payback, payback};
use crate::choices;
use crate::domain::economics::{ValuePhase, ValueYear};
use crate::domain::money::{Apart, Currency, Money, Rates};

crate::failures! {
    /// Why there is no curve.
    pub enum CurveError {
        Nothing => "no investment or return is recorded", "没有登记投入或回报";
        Currencies { currencies: String } =>
            "investments and returns are in several currencies ({currencies}), which are not added up without a rate",
            "投入与回报使用了多种币种（{currencies}），没有汇率不能相加";
        TooLarge => "the amounts are too large to be added up", "金额太大，无法相加";
    }
}

impl From<Apart> for CurveError {
    fn from(apart: Apart) -> Self {
        match apart {
            Apart::Currencies { currencies } => Self::Currencies { currencies },
            Apart::TooLarge => Self::TooLarge,
        }
    }
}

choices! {
    /// What is taken for a year.
    pub enum Basis as "value_basis" {
        Actual = "actual",
        Forecast = "forecast",
        Plan = "plan",
    }
}

/// What goes in and what comes back, as far as either is recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Flow {
    pub investment: Option<Money>,
    pub returned: Option<Money>,
}

impl Flow {
    /// What comes back less what goes in, where one of both is recorded; the other then is nothing.
    #[must_use]
    pub fn net(&self) -> Option<Money> {
        let currency = self.investment.or(self.returned)?.currency;
        let minor = |money: Option<Money>| money.map_or(0, |money| money.minor);
        Some(Money::new(minor(self.returned) - minor(self.investment), currency))
    }

    /// Whether it has each of the amounts that another one has, but for what is nothing there.
    fn covers(&self, other: &Self) -> bool {
        let covers = |of: fn(&Self) -> Option<Money>| {
            of(self).is_some() || of(other).is_none_or(|money| money.minor == 0)
        };
        covers(|flow| flow.investment) && covers(|flow| flow.returned)
    }

    /// Each amount of it, and of another one what it does not have.
    fn or(&self, other: &Self) -> Self {
        Self { investment: self.investment.or(other.investment), returned: self.returned.or(other.returned) }
    }

    fn amounts(&self) -> impl Iterator<Item = Money> {
        self.investment.into_iter().chain(self.returned)
    }
}

/// One year of a curve.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveYear {
    pub id: i64,
    pub year: i64,
    pub phase: ValuePhase,
    /// The phase is as it was recorded, not derived.
    pub phase_is_given: bool,
    pub plan: Flow,
    pub actual: Flow,
    pub forecast: Flow,
    /// What is taken for the year: see [`curve`].
    pub expected: Flow,
    pub basis: Option<Basis>,
    /// Planned net until then, where anything is planned at all.
    pub cumulative_plan: Option<Money>,
    pub cumulative_expected: Money,
    /// Actual net less planned net of a year that is over, where both are recorded.
    pub gap: Option<Money>,
    pub gap_reason: Option<String>,
}

/// How the expected break-even stands against the planned one, what asks for attention first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Course {
    /// The planned year has passed, and what was put in is not yet back.
    Overdue,
    /// It is expected later than planned, or not at all.
    Late,
    /// Nothing says when it was to be.
    Unplanned,
    AsPlanned,
}

impl Course {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Late => "late",
            Self::Unplanned => "unplanned",
            Self::AsPlanned => "as_planned",
        }
    }
}

/// The value-return curve of an account.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    pub currency: Currency,
    /// The currencies that were converted into it.
    pub converted: Vec<Currency>,
    /// In their order.
    pub years: Vec<CurveYear>,
    pub plan: Flow,
    pub actual: Flow,
    pub expected: Flow,
    /// The sum of the gaps, where there is one.
    pub gap: Option<Money>,
    pub planned_break_even: Option<Payback>,
    pub expected_break_even: Option<Payback>,
    pub course: Course,
    /// Years that are over and of whose investment or return nothing but the plan is known.
    pub unconfirmed: Vec<i64>,
}

/// The curve that some years make up, in the calendar year `now`.
///
/// Of a year that is over what was done is taken, else the forecast, else the plan; of one that runs or is to come the forecast
/// first, as what was done so far is only a part. Unknown is not nothing: where only one of investment and return is recorded
/// there, the other is taken from what comes next. Where no phase is recorded, it follows from the expected sum: invest while it
/// falls, break even while it rises until it is positive for good, return after that, and close in the last year.
///
/// # Errors
/// When nothing is recorded, or amounts are in several currencies of which one has no rate.
pub fn curve(years: &[ValueYear], now: i64, rates: &Rates) -> Result<Curve, CurveError> {
    let (currency, converted) = one_currency(years, rates)?;
    let told = |money: Option<Money>| money.and_then(|money| rates.told_in(currency, money));
    let mut years: Vec<CurveYear> = years.iter().map(|year| bare(year, now, &told)).collect();
    years.sort_by_key(|year| (year.year, year.id));
    let plans_anything = years.iter().any(|year| year.plan.net().is_some());
    let (mut plan, mut expected) = (0, 0);
    for year in &mut years {
        plan += minor(year.plan.net());
        expected += minor(year.expected.net());
        year.cumulative_plan = plans_anything.then(|| Money::new(plan, currency));
        year.cumulative_expected = Money::new(expected, currency);
    }
    let nets = |of: fn(&CurveYear) -> Flow| {
        payback(years.iter().map(|year| (year.year, minor(of(year).net()))).collect::<Vec<_>>())
    };
    let (planned_break_even, expected_break_even) = (nets(|year| year.plan), nets(|year| year.expected));
    set_phases(&mut years, expected_break_even);
    let gaps: Vec<i64> = years.iter().filter_map(|year| Some(year.gap?.minor)).collect();
    let unconfirmed =
        years.iter().filter(|year| year.year < now && year.rests_on_plan()).map(|year| year.year);
    Ok(Curve {
        currency,
        converted,
        plan: total(&years, currency, |year| year.plan),
        actual: total(&years, currency, |year| year.actual),
        expected: total(&years, currency, |year| year.expected),
        gap: (!gaps.is_empty()).then(|| Money::new(gaps.iter().sum(), currency)),
        planned_break_even,
        expected_break_even,
        course: course(&years, planned_break_even, expected_break_even, now),
        unconfirmed: unconfirmed.collect(),
        years,
    })
}

/// A year by itself, its amounts as they are `told` in the currency of the curve.
fn bare(year: &ValueYear, now: i64, told: &dyn Fn(Option<Money>) -> Option<Money>) -> CurveYear {
    let flow = |investment, returned| Flow { investment: told(investment), returned: told(returned) };
    let plan = flow(year.planned_investment, year.planned_return);
    let actual = flow(year.actual_investment, year.actual_return);
    let forecast = flow(year.forecast_investment, year.forecast_return);
    let (done, ahead) = ((Basis::Actual, actual), (Basis::Forecast, forecast));
    let first = if year.year.0 < now { [done, ahead] } else { [ahead, done] };
    let taken = first.into_iter().chain([(Basis::Plan, plan)]).find(|(_, flow)| flow.net().is_some());
    let reason = year.gap_reason.as_ref().map(|reason| reason.0.trim().to_owned());
    let expected = taken.map(|(_, flow)| flow.or(&forecast).or(&plan).or(&actual));
    let gap = actual.net().zip(plan.net()).filter(|_| year.year.0 < now && actual.covers(&plan));
    CurveYear {
        id: year.id.number(),
        year: year.year.0,
        phase: year.phase.unwrap_or(ValuePhase::Invest),
        phase_is_given: year.phase.is_some(),
        plan,
        actual,
        forecast,
        expected: expected.unwrap_or_default(),
        basis: taken.map(|(basis, _)| basis),
        cumulative_plan: None,
        cumulative_expected: Money::new(0, Currency::CNY),
        gap: gap.map(|(actual, plan)| Money::new(actual.minor.saturating_sub(plan.minor), actual.currency)),
        gap_reason: reason.filter(|reason| !reason.is_empty()),
    }
}

fn minor(money: Option<Money>) -> i64 {
    money.map_or(0, |money| money.minor)
}

/// The currency of all amounts, whose sums are sure to fit, and those that are converted into it.
fn one_currency(years: &[ValueYear], rates: &Rates) -> Result<(Currency, Vec<Currency>), CurveError> {
    let amounts: Vec<Money> = years
        .iter()
        .flat_map(|year| {
            [
                year.planned_investment, year.planned_return, year.actual_investment, year.actual_return,
                year.forecast_investment, year.forecast_return,
            ]
        })
        .flatten()
        .collect();
    if amounts.is_empty() {
        return Err(CurveError::Nothing);
    }
    let together = rates.together(&amounts)?;
    let all: i128 = together.amounts.iter().map(|money| i128::from(money.minor.unsigned_abs())).sum();
    if all > i128::from(i64::MAX / 2) {
        return Err(CurveError::TooLarge);
    }
    Ok((together.currency, together.converted))
}

fn total(years: &[CurveYear], currency: Currency, of: fn(&CurveYear) -> Flow) -> Flow {
    let sum = |amount: fn(&Flow) -> Option<Money>| {
        let amounts: Vec<i64> = years.iter().filter_map(|year| Some(amount(&of(year))?.minor)).collect();
        (!amounts.is_empty()).then(|| Money::new(amounts.iter().sum(), currency))
    };
    Flow { investment: sum(|flow| flow.investment), returned: sum(|flow| flow.returned) }
}

fn set_phases(years: &mut [CurveYear], break_even: Option<Payback>) {
    let last = years.last().map_or(0, |year| year.year);
    for year in years.iter_mut().filter(|year| !year.phase_is_given) {
        let even = break_even.map_or(i64::MAX, |payback| payback.year);
        year.phase = match year.year.cmp(&even) {
            std::cmp::Ordering::Greater if year.year == last => ValuePhase::Close,
            std::cmp::Ordering::Greater => ValuePhase::Return,
            std::cmp::Ordering::Equal => ValuePhase::BreakEven,
            std::cmp::Ordering::Less if minor(year.expected.net()) > 0 => ValuePhase::BreakEven,
            std::cmp::Ordering::Less => ValuePhase::Invest,
        };
    }
}

fn course(years: &[CurveYear], planned: Option<Payback>, expected: Option<Payback>, now: i64) -> Course {
    let Some(planned) = planned else { return Course::Unplanned };
    let is_back = |payback: Payback| payback.year < now;
    let ends = years.last().map_or(0, |year| year.year);
    match expected {
        expected if planned.year < now && !expected.is_some_and(is_back) => Course::Overdue,
        Some(expected) if expected.year > planned.year => Course::Late,
        None if ends >= planned.year => Course::Late,
        _ => Course::AsPlanned,
    }
}

impl Curve {
    /// The years whose net was another than planned, with the reasons that are recorded.
    pub fn reasons(&self) -> impl Iterator<Item = (i64, &str)> {
        self.years.iter().filter_map(|year| Some((year.year, year.reason()?)))
    }
}

impl CurveYear {
    /// Whether nothing but the plan tells what of it was to be invested or to come back.
    fn rests_on_plan(&self) -> bool {
        self.basis == Some(Basis::Plan) || !self.actual.or(&self.forecast).covers(&self.plan)
    }

    /// Why its net was another than planned, where it was: of a year that is not over there is no gap yet.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.gap.filter(|gap| gap.minor != 0)?;
        self.gap_reason.as_deref()
    }

    /// By how much of what was planned to be moved (the larger of investment and return) the net fell short of the plan, in
    /// percent; nothing where it did not, or nothing was planned.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a percentage needs no more digits")]
    pub fn shortfall(&self) -> Option<f64> {
        let short = self.gap?.minor.checked_neg().filter(|short| *short > 0)?;
        let moved =
            self.plan.amounts().map(|money| money.minor.unsigned_abs()).max().filter(|moved| *moved > 0)?;
        Some(short as f64 / moved as f64 * 100.0)
    }
}
