//! Rules about investment plans that the customer has still to carry out.

use super::commitments::{self, overdue_saying};
use super::{Found, Meant, Subject, both};
use crate::domain::language::count;
use crate::domain::plan::Plan;
use crate::playbook::CheckRule;

fn open<'s>(subject: &'s Subject) -> impl Iterator<Item = &'s Plan> {
    subject.facts.plans.iter().filter(|plan| plan.is_open())
}

pub(super) fn without_date(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let undated = open(subject).filter(|plan| plan.purchase_date.is_none());
    let found = undated.map(|plan| {
        let title = &plan.title;
        Found::new(
            Meant::of(plan),
            both!("when they buy \"{title}\" is not recorded", "“{title}”没有采购时间"),
        )
    });
    found.collect()
}

pub(super) fn without_owner(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    commitments::without_owner(subject, &subject.facts.plans)
}

pub(super) fn overdue(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    overdue_saying(subject, rule, &subject.facts.plans, |title, date, late| {
        let days = count(late, "day", "days");
        both!(
            "they meant to buy \"{title}\" on {date}, {days} ago; what became of it?",
            "“{title}”原定 {date} 采购，已过 {late} 天，结果如何？"
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::analysis::check::samples::{day, plan, text};
    use crate::analysis::check::tests::{does_not_fire, fires};
    use crate::domain::value::Value;

    #[test]
    fn a_plan_has_a_date_that_is_to_come_and_an_owner() {
        fires(
            "plan_without_date",
            |facts| facts.plans = vec![plan(&[("purchase_date", Value::Empty)])],
            "#30 Second line | when they buy \"Second line\" is not recorded | acct plan edit '#30' --purchase-date DATE",
        );
        fires(
            "plan_without_owner",
            |facts| facts.plans = vec![plan(&[("owner", text(" "))])],
            "#30 Second line | nobody of ours looks after \"Second line\" | acct plan edit '#30' --owner ann",
        );
        fires(
            "plan_without_owner",
            |facts| {
                facts.account.owner = None;
                facts.plans = vec![plan(&[("owner", Value::Empty)])];
            },
            "#30 Second line | nobody of ours looks after \"Second line\" | acct plan edit '#30' --owner NAME",
        );
        fires(
            "plan_overdue",
            |facts| facts.plans = vec![plan(&[("purchase_date", day("2026-03-01"))])],
            "#30 Second line | they meant to buy \"Second line\" on 2026-03-01, 1 day ago; what became of it? | acct plan edit '#30' --status CHOICE",
        );
        does_not_fire("plan_overdue", |facts| {
            facts.plans = vec![plan(&[("purchase_date", day("2026-03-02"))])];
        });
        for rule in ["plan_without_date", "plan_without_owner", "plan_overdue"] {
            does_not_fire(rule, |facts| facts.plans = vec![plan(&[])]);
            does_not_fire(rule, |facts| {
                let nothing = ["purchase_date", "owner"].map(|name| (name, Value::Empty));
                facts.plans = vec![plan(&[nothing.as_slice(), &[("status", text("dropped"))]].concat())];
            });
        }
    }
}
