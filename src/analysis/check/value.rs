//! Rules about what we put into the account and what comes back.

use super::{Found, Meant, Subject, both};
use crate::analysis::value_curve::{Course, Curve, curve};
use crate::domain::kind::Kind;
use crate::playbook::CheckRule;
use crate::playbook::shown::short_number;

fn of(subject: &Subject) -> Option<Curve> {
    curve(&subject.facts.value_years, subject.today.year().into()).ok()
}

pub(super) fn below_plan(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    let Some(curve) = of(subject) else { return Vec::new() };
    let limit = rule.by_percent.unwrap_or(10.0);
    let found = curve.years.iter().filter(|year| year.gap_reason.is_none()).filter_map(|year| {
        let percent = year.shortfall().filter(|percent| *percent > limit)?;
        let (number, percent, gap) = (year.year, short_number(percent), year.gap?);
        let gap = crate::domain::money::Money::new(-gap.minor, gap.currency);
        let record = Meant { kind: Kind::ValueYear, id: year.id, name: number.to_string() };
        let [english, chinese] = crate::domain::language::Language::ALL.map(|language| gap.short(language));
        Some(Found::new(
            record,
            both!(
                "{number} ended {english} below plan ({percent}%), and no reason is recorded",
                "{number} 年比计划少 {chinese}（{percent}%），没有登记原因"
            ),
        ))
    });
    found.collect()
}

pub(super) fn break_even_late(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let Some(curve) = of(subject) else { return Vec::new() };
    let Some(planned) = curve.planned_break_even.map(|planned| planned.year) else { return Vec::new() };
    let message = match (curve.course, curve.expected_break_even.map(|expected| expected.year)) {
        (Course::Overdue | Course::Late, Some(expected)) => both!(
            "break-even was planned for {planned} and is expected in {expected}",
            "计划 {planned} 年盈亏平衡，预计要到 {expected} 年"
        ),
        (Course::Overdue | Course::Late, None) => both!(
            "break-even was planned for {planned}, and is not in sight",
            "计划 {planned} 年盈亏平衡，目前看不到"
        ),
        (Course::Unplanned | Course::AsPlanned, _) => return Vec::new(),
    };
    vec![Found::new(subject.account(), message)]
}

#[cfg(test)]
mod tests {
    use crate::analysis::check::samples::{record, text};
    use crate::analysis::check::tests::{does_not_fire, fires};
    use crate::analysis::facts::Facts;
    use crate::domain::money::{Currency, Money};
    use crate::domain::value::Value;

    /// 2025 is over: planned 200 in and 300 back, and so much really came back. 2026 is forecast.
    fn years(facts: &mut Facts, actual: i64, forecast: i64) {
        let money = |yuan: i64| Value::Money(Money::new(yuan * 100, Currency::CNY));
        let year = |year: i64, values: &[(&str, i64)]| {
            let mut all = vec![("year", Value::Integer(year))];
            all.extend(values.iter().map(|(name, yuan)| (*name, money(*yuan))));
            record(year, &all)
        };
        let plan = [("planned_investment", 200), ("planned_return", 300)];
        let done = [("actual_investment", 200), ("actual_return", actual)];
        facts.value_years =
            vec![year(2025, &[plan, done].concat()), year(2026, &[("forecast_return", forecast)])];
    }

    #[test]
    fn a_year_below_plan_has_its_reason() {
        fires(
            "value_below_plan",
            |facts| years(facts, 269, 0),
            "#2025 2025 | 2025 ended CNY 31 below plan (10.3%), and no reason is recorded | acct value edit '#2025' --gap-reason TEXT",
        );
        does_not_fire("value_below_plan", |facts| years(facts, 270, 0));
        does_not_fire("value_below_plan", |facts| {
            years(facts, 0, 0);
            let reason = record(1, &[("year", Value::Integer(2025)), ("gap_reason", text("strike"))]);
            let reason: crate::domain::economics::ValueYear = reason;
            facts.value_years[0].gap_reason = reason.gap_reason;
        });
    }

    #[test]
    fn what_was_put_in_is_back_when_it_was_planned() {
        let fix = r"acct value curve 'Ann'\''s Steel'";
        fires(
            "value_break_even_late",
            |facts| years(facts, 100, 500),
            &format!("#1 Ann's Steel | break-even was planned for 2025 and is expected in 2026 | {fix}"),
        );
        fires(
            "value_break_even_late",
            |facts| years(facts, 100, 50),
            &format!("#1 Ann's Steel | break-even was planned for 2025, and is not in sight | {fix}"),
        );
        does_not_fire("value_break_even_late", |facts| years(facts, 250, 0));
        does_not_fire("value_break_even_late", |facts| {
            years(facts, 100, 0);
            facts.value_years[0].planned_investment = None;
            facts.value_years[0].planned_return = None;
        });
    }
}
