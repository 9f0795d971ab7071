//! What we put into the account and what comes back, year by year.

use serde::Serialize;

use super::economics::Amount;
use super::{Named, Subject};
use crate::analysis::payback::Payback;
use crate::analysis::value_curve::{Curve, CurveError, CurveYear, Flow, curve};
use crate::domain::language::Bilingual as _;
use crate::report::chart::chart;

/// Columns of the chart.
const WIDTH: usize = 80;

/// The value-return curve.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ValueView {
    /// Why there is no curve.
    pub refused: Option<String>,
    pub years: Vec<ValueYearOf>,
    pub planned_break_even: Option<String>,
    pub expected_break_even: Option<String>,
    /// `overdue`, `late`, `unplanned` or `as_planned`.
    pub course: Option<&'static str>,
    /// Drawn in letters; nothing in it is from records but numbers.
    pub chart: String,
}

/// One year of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ValueYearOf {
    pub year: i64,
    pub phase: Named,
    pub plan: Option<Amount>,
    pub actual: Option<Amount>,
    pub forecast: Option<Amount>,
    pub cumulative_plan: Option<Amount>,
    pub cumulative_expected: Amount,
    pub gap: Option<Amount>,
    pub gap_reason: Option<String>,
}

pub(super) fn value(subject: &Subject) -> Option<ValueView> {
    match curve(&subject.facts().value_years, subject.today.year().into(), &subject.playbook.rates) {
        Ok(curve) => Some(told(subject, &curve)),
        Err(CurveError::Nothing) => None,
        Err(error) => {
            Some(ValueView { refused: Some(error.told_in(subject.language)), ..ValueView::default() })
        }
    }
}

fn told(subject: &Subject, curve: &Curve) -> ValueView {
    let payback = |payback: Option<Payback>| payback.map(|payback| payback.in_words(subject.language));
    ValueView {
        refused: None,
        years: curve.years.iter().map(|year| of(subject, year)).collect(),
        planned_break_even: payback(curve.planned_break_even),
        expected_break_even: payback(curve.expected_break_even),
        course: Some(curve.course.as_str()),
        chart: chart(curve, subject.language, WIDTH),
    }
}

fn of(subject: &Subject, year: &CurveYear) -> ValueYearOf {
    let amount = |money| subject.amount(money);
    let net = |flow: Flow| flow.net().map(amount);
    ValueYearOf {
        year: year.year,
        phase: subject.named("value_phase", year.phase.as_str()),
        plan: net(year.plan),
        actual: net(year.actual),
        forecast: net(year.forecast),
        cumulative_plan: year.cumulative_plan.map(amount),
        cumulative_expected: amount(year.cumulative_expected),
        gap: year.gap.map(amount),
        gap_reason: year.reason().map(str::to_owned),
    }
}
