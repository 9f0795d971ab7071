//! Hand-computed comparisons.

use super::*;
use crate::analysis::check::samples::{record, text};
use crate::domain::value::Value;

/// A line of so many yuan a year.
fn line(
    id: i64,
    alternative: &str,
    side: &str,
    yuan: i64,
    years: (i64, i64),
    likelihood: f64,
) -> EconomicLine {
    record(
        id,
        &[
            ("title", text(&format!("line {id}"))),
            ("alternative", text(alternative)),
            ("side", text(side)),
            ("amount", Value::Money(Money::new(yuan * 100, Currency::CNY))),
            ("year", Value::Integer(years.0)),
            ("until", if years.0 == years.1 { Value::Empty } else { Value::Integer(years.1) }),
            ("likelihood", if likelihood < 100.0 { Value::Number(likelihood) } else { Value::Empty }),
        ],
    )
}

/// Ours: 1000 once, then 400 a year for four years, half of it likely; a rival: 300 once and 200 a year; nothing costs 50 a year.
fn lines() -> Vec<EconomicLine> {
    vec![
        line(1, "ours", "cost", 1000, (2027, 2027), 100.0),
        line(2, "Ours", "benefit", 400, (2028, 2031), 50.0),
        line(3, "Rival Ltd", "cost", 300, (2027, 2027), 100.0),
        line(4, "rival ltd", "benefit", 200, (2028, 2031), 100.0),
        line(5, "nothing", "cost", 50, (2027, 2031), 100.0),
    ]
}

fn yuan(money: Money) -> i64 {
    assert_eq!(money.minor % 100, 0, "{money}");
    money.minor / 100
}

#[test]
fn each_alternative_is_added_up_over_the_years() {
    let compared = compare(&lines(), Terms::default()).unwrap();
    assert_eq!(compared.years, (2027, 2031));
    let told: Vec<_> = compared
        .alternatives
        .iter()
        .map(|one| {
            let sums =
                [one.benefit, one.cost, one.net, one.weighted, one.to_nothing, one.to_best_other].map(yuan);
            (
                one.alternative.as_str(),
                one.lines,
                sums,
                one.payback.map(|payback| (payback.year, payback.after)),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            // 1000 are open; two years bring 800, half of the third the rest.
            ("ours", 2, [1600, 1000, 600, -200, 850, 100], Some((2030, 3.5))),
            ("Rival Ltd", 2, [800, 300, 500, 500, 750, -100], Some((2029, 2.5))),
            ("nothing", 1, [0, 250, -250, -250, 0, -850], None),
        ]
    );
    assert_eq!((compared.best, compared.best_other, yuan(compared.lead)), (0, 1, 100));
    let ours = &compared.alternatives[0];
    let years: Vec<[i64; 4]> = ours
        .years
        .iter()
        .map(|year| [year.benefit, year.cost, year.net, year.cumulative].map(yuan))
        .collect();
    assert_eq!(years[..2], [[0, 1000, -1000, -1000], [400, 0, 400, -600]]);
    assert_eq!(years[4], [400, 0, 400, 600]);
}

#[test]
fn a_discount_makes_what_comes_later_worth_less() {
    let terms = Terms { discount: Some(25.0), years: Some((2027, 2029)), ..Terms::default() };
    let compared = compare(&lines(), terms).unwrap();
    let told: Vec<i64> = compared.alternatives.iter().map(|one| one.present_value.unwrap().minor).collect();
    // -1000 + 400/1.25 + 400/1.5625 = -424; -300 + 160 + 128 = -12; -50 - 40 - 32 = -122
    assert_eq!(told, [-42_400, -1_200, -12_200]);
    // -1000 + 160 + 128
    assert_eq!(compared.alternatives[0].weighted_present_value.unwrap().minor, -71_200);
    assert_eq!((compared.best, compared.lead.minor), (1, -41_200));
}

#[test]
fn what_hangs_on_each_line_is_told_with_the_change_that_turns_the_ranking() {
    let compared = compare(&lines(), Terms::default()).unwrap();
    let told: Vec<_> = compared
        .lines
        .iter()
        .map(|line| {
            let turn = line.break_even.map(|percent| (percent * 100.0).round() / 100.0);
            (line.id, yuan(line.total), yuan(line.lead_if_less), yuan(line.lead_if_more), turn)
        })
        .collect();
    assert_eq!(
        told,
        [
            // 600 less 6.25 % of 1600 is the 500 of the rival.
            (2, 1600, -60, 260, Some(-6.25)),
            (1, 1000, 200, 0, Some(10.0)),
            (4, 800, 180, 20, Some(12.5)),
            // A third of the 300 less lifts the rival by 100.
            (3, 300, 70, 130, Some(-33.33)),
            // Even without its costs nothing stays at 0, below ours.
            (5, 250, 100, 100, None),
        ]
    );
}

#[test]
fn what_cannot_be_added_up_is_refused() {
    assert_eq!(compare(&[], Terms::default()), Err(EconomicsError::Nothing));
    let terms = Terms { years: Some((2035, 2036)), ..Terms::default() };
    assert_eq!(compare(&lines(), terms), Err(EconomicsError::NothingThen { first: 2035, last: 2036 }));
    let mut mixed = lines();
    mixed[0].amount.currency = Currency::USD;
    let refused = compare(&mixed, Terms::default()).unwrap_err().to_string();
    assert!(refused.contains("CNY 4, USD 1"), "{refused}");
    mixed = vec![line(1, "ours", "cost", 1, (1000, 2999), 100.0)];
    mixed[0].amount.minor = i64::MAX / 1000;
    assert_eq!(compare(&mixed, Terms::default()), Err(EconomicsError::TooLarge));
}

#[test]
fn ours_and_nothing_are_there_without_lines() {
    let compared = compare(&lines()[2..4], Terms::default()).unwrap();
    let named: Vec<&str> = compared.alternatives.iter().map(|one| one.alternative.as_str()).collect();
    assert_eq!(named, ["ours", "Rival Ltd", "nothing"]);
    assert_eq!((compared.best, yuan(compared.lead)), (1, -500));
}
