//! Our strategy for a customer: which is in force, what we commit against what is right, and what it lacks.

use std::cmp::Ordering;

use super::facts::Facts;
use super::orders::twelve_months;
use super::value_curve::curve;
use crate::domain::date::{Date, span_days, whole_years};
use crate::domain::language::{Language, Text};
use crate::domain::money::{Money, Sums};
use crate::domain::shell::quoted;
use crate::domain::strategy::{Action, ControlPoint, Objective, Progress, Strategy};
use crate::playbook::shown::short_number;
use crate::playbook::{Playbook, TierPolicy};
use crate::say;

/// Days of a year.
const YEAR: i64 = 365;

/// The strategy that counts: of those in force the one that began last, else the last of all.
#[must_use]
pub fn current(strategies: &[Strategy], today: Date) -> Option<&Strategy> {
    strategies
        .iter()
        .max_by_key(|strategy| (is_in_force(strategy, today), strategy.from, strategy.id.number()))
}

#[must_use]
pub fn is_in_force(strategy: &Strategy, today: Date) -> bool {
    strategy.from.is_none_or(|from| from <= today) && strategy.until.is_none_or(|until| until >= today)
}

/// What we commit, held against the tier's policy and against what the customer brings.
#[derive(Clone, Debug, PartialEq)]
pub struct Commitment<'p> {
    /// The service policy of the tier in force.
    pub policy: Option<&'p TierPolicy>,
    /// Full-time equivalents.
    pub people: Option<f64>,
    /// A year, where the strategy is for longer.
    pub money: Option<Money>,
    /// What we expect to come back this year (value by year).
    pub returned: Option<Money>,
    /// What they ordered in the last twelve months.
    pub ordered: Sums,
    /// The money in percent of what the customer brings a year: of the return expected, else of the orders, where the rates allow
    /// to tell all of them in one currency.
    pub percent: Option<f64>,
}

/// What the current strategy commits.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a percentage needs no more digits")]
pub fn commitment<'p>(playbook: &'p Playbook, facts: &Facts, today: Date) -> Commitment<'p> {
    let strategy = current(&facts.strategies, today);
    let money = strategy.and_then(yearly_money);
    let returned = curve(&facts.value_years, today.year().into(), &playbook.rates).ok().and_then(|curve| {
        let this = curve.years.into_iter().find(|year| year.year == i64::from(today.year()));
        this?.expected.returned
    });
    let ordered = ordered(facts, today);
    let rates = &playbook.rates;
    let part = |money: Money, brought: Money| {
        let currency = rates.of_all([money.currency, brought.currency]).ok()?;
        let (money, brought) = (rates.told_in(currency, money)?, rates.told_in(currency, brought)?);
        (brought.minor > 0).then(|| money.minor as f64 / brought.minor as f64 * 100.0)
    };
    // What has no rate may be more than all that has one.
    let all_ordered = ordered.told(rates).filter(|summed| summed.left_out.is_empty());
    let brought = returned.or(all_ordered.map(|summed| summed.money));
    let percent = money.zip(brought).and_then(|(money, brought)| part(money, brought));
    Commitment {
        policy: facts.account.tier.and_then(|tier| playbook.tier(tier.as_str())),
        people: strategy.and_then(|strategy| strategy.committed_people),
        money,
        returned,
        ordered,
        percent,
    }
}

impl Commitment<'_> {
    /// Where our people lie beside what the policy asks for.
    #[must_use]
    pub fn people_place(&self) -> Option<Ordering> {
        Some(self.policy?.people.place(self.people?))
    }

    /// The same of our money.
    #[must_use]
    pub fn money_place(&self) -> Option<Ordering> {
        Some(self.policy?.money_percent.place(self.percent?))
    }
}

/// The money of a strategy a year: divided by its years where it is for more than one, to the nearest minor unit.
///
/// Years are those of the calendar where it is for whole ones, whatever their days; else it is for so many days.
fn yearly_money(strategy: &Strategy) -> Option<Money> {
    let money = strategy.committed_money?;
    let (years, of) = strategy.from.zip(strategy.until).map_or((1, 1), |(from, until)| {
        let days = span_days(from, until) + 1;
        whole_years(from, until).map_or((days.max(YEAR), YEAR), |years| (years, 1))
    });
    let (minor, years) = (i128::from(money.minor) * i128::from(of), i128::from(years));
    let yearly = (2 * minor + years).div_euclid(2 * years);
    Some(Money::new(i64::try_from(yearly).ok()?, money.currency))
}

fn ordered(facts: &Facts, today: Date) -> Sums {
    let (first, last) = twelve_months(today, 0);
    let within = facts.orders.iter().filter(|order| first <= order.date && order.date <= last);
    within.filter_map(|order| order.amount).collect()
}

/// An objective with what is done for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Pursued<'f> {
    pub objective: &'f Objective,
    /// Those that were not given up.
    pub actions: Vec<&'f Action>,
    pub done: usize,
}

/// The objectives, those that are open first, then by when they are due.
#[must_use]
pub fn pursued(facts: &Facts) -> Vec<Pursued<'_>> {
    let mut all: Vec<Pursued> = facts
        .objectives
        .iter()
        .map(|objective| {
            let is_for = |action: &&Action| {
                action.objective == Some(objective.id) && action.status != Some(Progress::Dropped)
            };
            let actions: Vec<&Action> = facts.actions.iter().filter(is_for).collect();
            let done = actions.iter().filter(|action| action.status == Some(Progress::Done)).count();
            Pursued { objective, actions, done }
        })
        .collect();
    all.sort_by_key(|pursued| rank(pursued.objective.status, pursued.objective.due_date));
    all
}

/// The actions in the same order.
#[must_use]
pub fn actions(facts: &Facts) -> Vec<&Action> {
    let mut all: Vec<&Action> = facts.actions.iter().collect();
    all.sort_by_key(|action| rank(action.status, action.due_date));
    all
}

pub(super) fn rank(status: Option<Progress>, due: Option<Date>) -> impl Ord {
    (!Progress::is_open(status), due.is_none(), due)
}

/// By how many days something that is open is late; none where it is not.
#[must_use]
pub fn late(status: Option<Progress>, due: Option<Date>, today: Date) -> Option<i64> {
    let days = span_days(due.filter(|_| Progress::is_open(status))?, today);
    (days > 0).then_some(days)
}

/// How old something is: in days, from a year on in years.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "an age needs no more digits")]
pub fn age_in_words(days: i64, language: Language) -> String {
    if days < YEAR {
        return say!(language, "{days} d", "{days} 天");
    }
    let years = short_number(days as f64 / YEAR as f64);
    say!(language, "{years} y", "{years} 年")
}

/// The control points, what holds best first.
#[must_use]
pub fn control_points(facts: &Facts) -> Vec<&ControlPoint> {
    let mut all: Vec<&ControlPoint> = facts.control_points.iter().collect();
    all.sort_by_key(|point| std::cmp::Reverse(point.stickiness));
    all
}

/// Something that a strategy lacks, and the command that gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Lack {
    pub what: Text,
    pub fix: String,
}

/// What the strategy for an account lacks to be one.
#[must_use]
pub fn lacks(facts: &Facts, today: Date) -> Vec<Lack> {
    let account = quoted(&facts.account.name);
    let mut lacks = match current(&facts.strategies, today) {
        None => {
            vec![lack("a strategy", "客户策略", format!("acct strategy add {account} TITLE --why-us TEXT"))]
        }
        Some(strategy) => of_strategy(strategy, today),
    };
    if facts.control_points.is_empty() {
        let fix = format!("acct control add {account} TITLE --stickiness 1-3 --evidence TEXT");
        lacks.push(lack("a control point", "控制点", fix));
    }
    for point in &facts.control_points {
        let (title, fix) = (&point.title, format!("acct control edit '#{}'", point.id.number()));
        if is_blank(point.evidence.as_ref().map(|evidence| evidence.0.as_str())) {
            let (english, chinese) = (format!("evidence for \"{title}\""), format!("“{title}”的依据"));
            lacks.push(lack(&english, &chinese, format!("{fix} --evidence TEXT")));
        }
        if point.stickiness.is_none() {
            let (english, chinese) = (format!("how well \"{title}\" holds"), format!("“{title}”的黏性"));
            lacks.push(lack(&english, &chinese, format!("{fix} --stickiness 1-3")));
        }
    }
    if facts.objectives.is_empty() {
        let fix = format!("acct objective add {account} TITLE --measure TEXT --due-date DATE");
        lacks.push(lack("an objective", "目标", fix));
    }
    lacks
}

fn of_strategy(strategy: &Strategy, today: Date) -> Vec<Lack> {
    let edit = format!("acct strategy edit '#{}'", strategy.id.number());
    let text = |text: &Option<crate::domain::field_type::Paragraph>| {
        is_blank(text.as_ref().map(|text| text.0.as_str()))
    };
    let parts = [
        (
            strategy.until.is_some_and(|until| until < today),
            "a strategy for now",
            "当前的策略",
            "--until DATE",
        ),
        (text(&strategy.why_us), "why they buy of us", "为什么选择我方", "--why-us TEXT"),
        (strategy.selling_mode.is_none(), "the selling mode", "销售模式", "--selling-mode CHOICE"),
        (text(&strategy.value_offered), "the value we offer", "提供的价值", "--value-offered TEXT"),
        (
            strategy.leaving_cost.is_none() && text(&strategy.leaving),
            "what leaving us would cost them",
            "离开我方的代价",
            "--leaving TEXT",
        ),
        (
            strategy.committed_people.is_none() && strategy.committed_money.is_none(),
            "what we commit",
            "我方投入的资源",
            "--committed-people NUMBER",
        ),
        (is_blank(strategy.owner.as_deref()), "who looks after it", "负责人", "--owner NAME"),
    ];
    let missing = parts.into_iter().filter(|(is_missing, ..)| *is_missing);
    missing.map(|(_, english, chinese, flag)| lack(english, chinese, format!("{edit} {flag}"))).collect()
}

fn lack(english: &str, chinese: &str, fix: String) -> Lack {
    Lack { what: Text { en: english.to_owned(), zh: chinese.to_owned() }, fix }
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::check::samples::{PLAYBOOK, day, record, sound, text, today};
    use crate::domain::choices::Tier;
    use crate::domain::money::{Currency, Rates};
    use crate::domain::number::parse_pointed;
    use crate::domain::value::Value;

    fn yuan(yuan: i64) -> Value {
        Value::Money(Money::new(yuan * 100, Currency::CNY))
    }

    fn strategy(id: i64, values: &[(&str, Value)]) -> Strategy {
        record(id, &[&[("title", text("Plan"))], values].concat())
    }

    #[test]
    fn the_strategy_in_force_counts_before_those_of_other_times() {
        let all = [
            strategy(1, &[("from", day("2025-01-01")), ("until", day("2025-12-31"))]),
            strategy(2, &[("from", day("2026-01-01"))]),
            strategy(3, &[("from", day("2027-01-01"))]),
        ];
        assert_eq!(current(&all, today()).unwrap().id.number(), 2);
        assert_eq!(current(&all[..1], today()).unwrap().id.number(), 1);
        assert_eq!(current(&[], today()), None);
    }

    #[test]
    fn money_counts_by_year_and_is_held_against_what_comes_back() {
        let mut facts = sound();
        facts.account.tier = Some(Tier::S);
        // Two years: half of it a year.
        let two_years = [("from", day("2026-01-01")), ("until", day("2027-12-31"))];
        let committed = [("committed_money", yuan(200)), ("committed_people", Value::Number(1.5))];
        facts.strategies = vec![strategy(1, &[two_years, committed].concat())];
        let told = |facts: &Facts| {
            let told = commitment(&PLAYBOOK, facts, today());
            let money = told.money.map(|money| money.minor / 100);
            (money, told.percent, told.people_place(), told.money_place())
        };
        assert_eq!(told(&facts), (Some(100), None, Some(Ordering::Less), None));
        facts.orders = vec![
            record(1, &[("title", text("a")), ("date", day("2026-02-01")), ("amount", yuan(400))]),
            record(2, &[("title", text("b")), ("date", day("2025-03-02")), ("amount", yuan(900))]),
        ];
        assert_eq!(told(&facts).1, Some(25.0), "an order of a year ago is no longer of this year");
        assert_eq!(told(&facts).3, Some(Ordering::Greater));
        facts.value_years =
            vec![record(1, &[("year", Value::Integer(2026)), ("planned_return", yuan(1000))])];
        assert_eq!((told(&facts).1, told(&facts).3), (Some(10.0), Some(Ordering::Equal)));
    }

    #[test]
    fn orders_of_all_currencies_are_one_sum_and_come_after_the_return() {
        let mut playbook = PLAYBOOK.clone();
        playbook.rates = Rates::new(Currency::CNY, None, [(Currency::USD, parse_pointed("7").unwrap())]);
        let money = |amount: i64, currency| Value::Money(Money::new(amount * 100, currency));
        let mut facts = sound();
        facts.strategies = vec![strategy(1, &[("committed_money", yuan(700))])];
        let percent = |facts: &Facts| commitment(&playbook, facts, today()).percent;
        let order =
            |id, amount| record(id, &[("title", text("a")), ("date", day("2026-02-01")), ("amount", amount)]);
        facts.orders = vec![order(1, yuan(1)), order(2, money(999, Currency::USD)), order(3, yuan(6))];
        assert_eq!(percent(&facts), Some(10.0));
        facts.orders.push(order(4, money(1, Currency::EUR)));
        assert_eq!(percent(&facts), None, "what has no rate may be more than the rest");
        let returned = money(10_000, Currency::USD);
        facts.value_years = vec![record(1, &[("year", Value::Integer(2026)), ("planned_return", returned)])];
        assert_eq!(percent(&facts), Some(1.0), "the return comes first, whatever its currency");
    }

    #[test]
    fn whole_years_count_by_the_calendar_and_others_by_their_days() {
        let yearly = |from: &str, until: &str| {
            let span = [("from", day(from)), ("until", day(until))];
            let strategy = strategy(1, &[&span[..], &[("committed_money", yuan(3_000_000))]].concat());
            yearly_money(&strategy).unwrap().to_string()
        };
        for (from, until, expected) in [
            ("2026-01-01", "2028-12-31", "CNY 1,000,000"),
            ("2028-02-29", "2032-02-28", "CNY 750,000"),
            ("2026-07-01", "2026-12-31", "CNY 3,000,000"),
            ("2026-01-01", "2027-06-30", "CNY 2,005,494.51"),
        ] {
            assert_eq!(yearly(from, until), expected, "{from} {until}");
        }
    }

    #[test]
    fn what_is_missing_is_told_with_the_command_that_gives_it() {
        let mut facts = sound();
        let told = |facts: &Facts| -> Vec<String> {
            lacks(facts, today()).into_iter().map(|lack| format!("{}: {}", lack.what.en, lack.fix)).collect()
        };
        assert_eq!(told(&facts).len(), 3);
        facts.strategies = vec![strategy(4, &[("why_us", text("yield")), ("owner", text("ann"))])];
        facts.control_points =
            vec![record(5, &[("title", text("Spares")), ("stickiness", Value::Integer(2))])];
        facts.objectives = vec![record(6, &[("title", text("Grow"))])];
        assert_eq!(
            told(&facts),
            [
                "the selling mode: acct strategy edit '#4' --selling-mode CHOICE",
                "the value we offer: acct strategy edit '#4' --value-offered TEXT",
                "what leaving us would cost them: acct strategy edit '#4' --leaving TEXT",
                "what we commit: acct strategy edit '#4' --committed-people NUMBER",
                "evidence for \"Spares\": acct control edit '#5' --evidence TEXT",
            ]
        );
    }

    #[test]
    fn objectives_stand_with_what_is_done_for_them() {
        let mut facts = sound();
        facts.objectives = vec![
            record(1, &[("title", text("Won")), ("status", text("done"))]),
            record(2, &[("title", text("Grow")), ("due_date", day("2026-02-28"))]),
        ];
        let action = |id, objective, status: &str| {
            record(
                id,
                &[("title", text("a")), ("objective", Value::Link(objective)), ("status", text(status))],
            )
        };
        facts.actions =
            vec![action(1, 2, "done"), action(2, 2, "open"), action(3, 2, "dropped"), action(4, 1, "done")];
        let told: Vec<_> = pursued(&facts)
            .iter()
            .map(|one| (one.objective.title.clone(), one.done, one.actions.len()))
            .collect();
        assert_eq!(told, [("Grow".to_owned(), 1, 2), ("Won".to_owned(), 1, 1)]);
        let first = pursued(&facts)[0].objective;
        assert_eq!(late(first.status, first.due_date, today()), Some(2));
        assert_eq!(late(Some(Progress::Done), first.due_date, today()), None);
    }
}
