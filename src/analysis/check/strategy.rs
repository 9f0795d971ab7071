//! Rules about our strategy for the account: what we commit, what holds the customer, what is done for our objectives.

use std::cmp::Ordering;

use super::{Found, Meant, Subject, both};
use crate::analysis::strategy::{commitment, current, is_in_force, pursued};
use crate::domain::choices::Tier;
use crate::domain::language::{Language, Text};
use crate::domain::strategy::Progress;
use crate::playbook::CheckRule;
use crate::playbook::shown::short_number;

/// People and money are told apart: one may be too little and the other too much.
pub(super) fn unlike_policy(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let Some(strategy) = current(&subject.facts.strategies, subject.today) else { return Vec::new() };
    if !is_in_force(strategy, subject.today) {
        return Vec::new();
    }
    let committed = commitment(subject.playbook, subject.facts, subject.today);
    let Some(policy) = committed.policy else { return Vec::new() };
    let tier = &policy.id;
    let mut found = Vec::new();
    let mut tell = |message| found.push(Found::new(Meant::of(strategy), message));
    if let (Some(people), Some(direction)) = (committed.people, off(committed.people_place())) {
        let people = short_number(people);
        let right = [Language::English, Language::Chinese].map(|language| policy.people.in_words(language));
        let ([english, chinese], (en, zh)) = (right, direction);
        tell(both!(
            "people committed: {people}, {en} than {tier} asks for ({english})",
            "投入 {people} 人，{zh} {tier} 级要求（{chinese}）"
        ));
    }
    if let (Some(percent), Some(direction)) = (committed.percent, off(committed.money_place())) {
        let percent = short_number(percent);
        let right =
            [Language::English, Language::Chinese].map(|language| policy.money_percent.in_words(language));
        let ([english, chinese], (en, zh)) = (right, direction);
        tell(both!(
            "the money committed is {percent}% of what they bring a year, {en} than {tier} asks for ({english}%)",
            "投入资金占其年贡献的 {percent}%，{zh} {tier} 级要求（{chinese}%）"
        ));
    }
    found
}

fn off(place: Option<Ordering>) -> Option<(&'static str, &'static str)> {
    match place? {
        Ordering::Less => Some(("less", "低于")),
        Ordering::Greater => Some(("more", "高于")),
        Ordering::Equal => None,
    }
}

pub(super) fn without_control(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    let Some(tier @ (Tier::S | Tier::A)) = subject.facts.account.tier else { return Vec::new() };
    let wanted = rule.at_least.unwrap_or(2);
    let points = &subject.facts.control_points;
    let best = points.iter().filter_map(|point| point.stickiness).max().map_or(0, |level| level.0);
    if usize::try_from(best).is_ok_and(|best| best >= wanted) {
        return Vec::new();
    }
    let message = match (points.is_empty(), best) {
        (true, _) => both!(
            "{tier}, and no control point is recorded; one should have stickiness {wanted} or more",
            "{tier} 级，但没有登记控制点；至少应有一个黏性达到 {wanted}"
        ),
        (false, 0) => both!(
            "{tier}, and how well its control points hold is not recorded; one should have stickiness {wanted} or more",
            "{tier} 级，但控制点没有登记黏性；至少应有一个达到 {wanted}"
        ),
        (false, _) => both!(
            "{tier}, and its best control point has stickiness {best}; one should have {wanted} or more",
            "{tier} 级，但黏性最高的控制点只有 {best}，至少应有一个达到 {wanted}"
        ),
    };
    vec![Found::new(subject.account(), message)]
}

pub(super) fn objective_without_action(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let all = pursued(subject.facts);
    let idle = all.iter().filter(|one| Progress::is_open(one.objective.status) && one.actions.is_empty());
    let found = idle.map(|one| {
        let title = &one.objective.title;
        let message: Text = both!("nothing is done for \"{title}\"", "目标“{title}”没有行动");
        Found::new(Meant::of(one.objective), message)
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use crate::analysis::check::samples::{day, record, text};
    use crate::analysis::check::tests::{does_not_fire, fires};
    use crate::analysis::facts::Facts;
    use crate::domain::choices::Tier;
    use crate::domain::money::{Currency, Money};
    use crate::domain::value::Value;

    /// A strategy for an S account that brings 1000 yuan this year.
    fn committed(facts: &mut Facts, people: f64, yuan: i64) {
        let money = |yuan: i64| Value::Money(Money::new(yuan * 100, Currency::CNY));
        facts.account.tier = Some(Tier::S);
        facts.strategies = vec![record(
            70,
            &[
                ("title", text("Grow")),
                ("committed_people", Value::Number(people)),
                ("committed_money", money(yuan)),
                ("from", day("2026-01-01")),
            ],
        )];
        facts.value_years =
            vec![record(71, &[("year", Value::Integer(2026)), ("planned_return", money(1000))])];
    }

    #[test]
    fn what_is_committed_is_what_the_tier_asks_for() {
        let fix = "acct strategy edit '#70' --committed-people NUMBER --committed-money MONEY";
        fires(
            "strategy_unlike_policy",
            |facts| committed(facts, 1.5, 100),
            &format!("#70 Grow | people committed: 1.5, less than S asks for (2 to 12) | {fix}"),
        );
        fires(
            "strategy_unlike_policy",
            |facts| committed(facts, 2.0, 200),
            &format!(
                "#70 Grow | the money committed is 20% of what they bring a year, more than S asks for (1 to 15%) | {fix}"
            ),
        );
        does_not_fire("strategy_unlike_policy", |facts| committed(facts, 2.0, 100));
        does_not_fire("strategy_unlike_policy", |facts| {
            committed(facts, 1.0, 900);
            facts.account.tier = None;
        });
        does_not_fire("strategy_unlike_policy", |facts| {
            committed(facts, 1.0, 900);
            facts.strategies[0].until = Some("2026-03-01".parse().unwrap());
        });
    }

    #[test]
    fn something_holds_a_customer_that_matters() {
        let point =
            |level: i64| record(72, &[("title", text("Spares")), ("stickiness", Value::Integer(level))]);
        fires(
            "strategic_without_control",
            |facts| facts.account.tier = Some(Tier::A),
            r"#1 Ann's Steel | A, and no control point is recorded; one should have stickiness 2 or more | acct control add 'Ann'\''s Steel' TITLE --stickiness 2 --evidence TEXT",
        );
        fires(
            "strategic_without_control",
            |facts| {
                facts.account.tier = Some(Tier::S);
                facts.control_points = vec![point(1)];
            },
            r"#1 Ann's Steel | S, and its best control point has stickiness 1; one should have 2 or more | acct control add 'Ann'\''s Steel' TITLE --stickiness 2 --evidence TEXT",
        );
        does_not_fire("strategic_without_control", |facts| {
            facts.account.tier = Some(Tier::S);
            facts.control_points = vec![point(1), point(2)];
        });
        does_not_fire("strategic_without_control", |facts| facts.account.tier = Some(Tier::B));
    }

    #[test]
    fn something_is_done_for_an_open_objective() {
        fn objective(facts: &mut Facts, status: &str) {
            facts.objectives = vec![record(73, &[("title", text("Grow")), ("status", text(status))])];
        }
        fn action(facts: &mut Facts, status: &str) {
            let values = [("title", text("Call")), ("objective", Value::Link(73)), ("status", text(status))];
            facts.actions = vec![record(74, &values)];
        }
        let told = r#"#73 Grow | nothing is done for "Grow" | acct action add 'Ann'\''s Steel' TITLE --objective '#73' --due-date DATE"#;
        fires("objective_without_action", |facts| objective(facts, "open"), told);
        fires(
            "objective_without_action",
            |facts| {
                objective(facts, "open");
                action(facts, "dropped");
            },
            told,
        );
        does_not_fire("objective_without_action", |facts| {
            objective(facts, "open");
            action(facts, "done");
        });
        does_not_fire("objective_without_action", |facts| objective(facts, "done"));
    }
}
