//! Hand-computed curves.

use super::*;
use crate::analysis::check::samples::{record, text};
use crate::domain::value::Value;

/// A year with its planned, actual and forecast investment and return in yuan; negative is not recorded.
fn year(year: i64, amounts: [i64; 6]) -> ValueYear {
    let names = [
        "planned_investment", "planned_return", "actual_investment", "actual_return", "forecast_investment",
        "forecast_return",
    ];
    let mut values = vec![("year", Value::Integer(year))];
    for (name, yuan) in names.iter().zip(amounts).filter(|(_, yuan)| *yuan >= 0) {
        values.push((name, Value::Money(Money::new(yuan * 100, Currency::CNY))));
    }
    record(year, &values)
}

/// Five years seen from 2027: two are over, the second of them later and dearer than planned.
fn years() -> Vec<ValueYear> {
    vec![
        year(2025, [200, 0, 200, -1, -1, -1]),
        year(2026, [100, 200, 150, 50, -1, -1]),
        year(2027, [50, 250, 20, 10, 50, 200]),
        year(2028, [50, 300, -1, -1, -1, 300]),
        year(2029, [20, 100, -1, -1, -1, -1]),
    ]
}

fn yuan(money: Money) -> i64 {
    money.minor / 100
}

#[test]
fn plan_and_expectation_run_beside_each_other() {
    let curve = curve(&years(), 2027, &Rates::default()).unwrap();
    let told: Vec<_> = curve
        .years
        .iter()
        .map(|year| {
            let sums = [year.cumulative_plan.unwrap(), year.cumulative_expected].map(yuan);
            (year.year, year.phase.as_str(), year.basis.unwrap().as_str(), sums, year.gap.map(yuan))
        })
        .collect();
    assert_eq!(
        told,
        [
            (2025, "invest", "actual", [-200, -200], Some(0)),
            (2026, "invest", "actual", [-100, -300], Some(-200)),
            // What was done so far of the running year is a part of what is expected of it.
            (2027, "break_even", "forecast", [100, -150], None),
            // 300 are forecast to come back; nothing says that less than the 50 will be put in.
            (2028, "break_even", "forecast", [350, 100], None),
            (2029, "close", "plan", [430, 180], None),
        ]
    );
    let even = |payback: Option<Payback>| payback.map(|payback| (payback.year, payback.after));
    // 100 of the 200 that 2027 brings are still open; 150 of the 250 of 2028.
    assert_eq!(even(curve.planned_break_even), Some((2027, 2.5)));
    assert_eq!(even(curve.expected_break_even), Some((2028, 3.6)));
    assert_eq!((curve.course, curve.gap.map(yuan)), (Course::Late, Some(-200)));
    assert_eq!(curve.plan.net().map(yuan), Some(430));
    assert_eq!(curve.expected.investment.map(yuan), Some(470));
    assert_eq!(curve.actual.returned.map(yuan), Some(60));
    // 200 short of the 200 that were to come back.
    assert_eq!(curve.years[1].shortfall(), Some(100.0));
    assert_eq!((curve.years[0].shortfall(), curve.years[4].shortfall()), (None, None));
}

#[test]
fn a_phase_that_is_recorded_stays() {
    let mut years = years();
    years[0].phase = Some(ValuePhase::Return);
    let curve = curve(&years, 2027, &Rates::default()).unwrap();
    assert_eq!((curve.years[0].phase, curve.years[0].phase_is_given), (ValuePhase::Return, true));
    assert!(!curve.years[1].phase_is_given);
}

#[test]
fn the_course_tells_how_the_break_even_stands() {
    let course = |years: &[ValueYear], now| curve(years, now, &Rates::default()).map(|curve| curve.course);
    // The planned year has passed.
    assert_eq!(course(&years(), 2028), Ok(Course::Overdue));
    let good = [year(2025, [200, 0, 200, 0, -1, -1]), year(2026, [0, 300, 0, 250, -1, -1])];
    assert_eq!(course(&good, 2027), Ok(Course::AsPlanned));
    assert_eq!(course(&good, 2025), Ok(Course::AsPlanned));
    assert_eq!(course(&[year(2025, [-1, -1, 200, 0, -1, -1])], 2027), Ok(Course::Unplanned));
    let never = [year(2027, [200, 0, -1, -1, -1, -1]), year(2028, [0, 300, -1, -1, 0, 100])];
    assert_eq!(course(&never, 2027), Ok(Course::Late));
}

#[test]
fn years_that_are_over_and_rest_on_the_plan_are_told() {
    let curve = curve(
        &[year(2025, [200, 0, -1, -1, -1, -1]), year(2027, [1, 2, -1, -1, -1, -1])],
        2027,
        &Rates::default(),
    )
    .unwrap();
    assert_eq!(curve.unconfirmed, [2025]);
}

#[test]
fn of_a_year_that_is_over_what_is_not_recorded_is_not_nothing() {
    let told = |amounts| {
        let curve = curve(&[year(2026, amounts)], 2028, &Rates::default()).unwrap();
        (curve.expected.net().map(yuan), curve.gap.map(yuan), curve.unconfirmed)
    };
    // What came back is forecast, and not known.
    assert_eq!(told([50, 100, 40, -1, 60, 80]), (Some(40), None, vec![]));
    assert_eq!(told([50, 100, 40, -1, -1, -1]), (Some(60), None, vec![2026]));
    assert_eq!(told([50, 100, -1, 90, -1, -1]), (Some(40), None, vec![2026]));
    assert_eq!(told([50, 100, 40, 0, -1, -1]), (Some(-40), Some(-90), vec![]));
    // Nothing was to come back.
    assert_eq!(told([50, -1, 40, -1, -1, -1]), (Some(-40), Some(10), vec![]));
}

#[test]
fn nothing_and_several_currencies_give_no_curve() {
    assert_eq!(curve(&[], 2027, &Rates::default()), Err(CurveError::Nothing));
    assert_eq!(curve(&[year(2027, [-1; 6])], 2027, &Rates::default()), Err(CurveError::Nothing));
    let mut mixed = years();
    mixed[3].planned_return = Some(Money::new(1, Currency::USD));
    assert_eq!(
        curve(&mixed, 2027, &Rates::default()),
        Err(CurveError::Currencies { currencies: "CNY, USD".to_owned() })
    );
    mixed = vec![record(1, &[("year", Value::Integer(2027)), ("gap_reason", text("x"))])];
    mixed[0].planned_return = Some(Money::new(i64::MAX, Currency::CNY));
    assert_eq!(curve(&mixed, 2027, &Rates::default()), Err(CurveError::TooLarge));
}

#[test]
fn a_reason_is_told_of_a_gap_and_of_nothing_else() {
    let mut years = years();
    for year in &mut years {
        year.gap_reason = Some(crate::domain::record::Paragraph(format!("of {}", year.year.0)));
    }
    let curve = curve(&years, 2027, &Rates::default()).unwrap();
    // 2025 was as planned; 2027 to 2029 are not over.
    assert_eq!(curve.reasons().collect::<Vec<_>>(), [(2026, "of 2026")]);
}
