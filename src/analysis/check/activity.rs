//! Rules about what we do: whether we come as often as we should, and keep what we promise.

use super::{Found, Meant, Subject, both};
use crate::analysis::promises;
use crate::analysis::stakeholders::{Alert, not_seen};
use crate::domain::language::count;
use crate::playbook::CheckRule;

pub(super) fn contact_overdue(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    let late_from = rule.days.unwrap_or(1);
    let found = not_seen(subject.playbook, subject.facts, subject.today).and_then(|alert| {
        let Alert::NotSeen { last, days, cadence } = alert else { return None };
        let late = days.unwrap_or_default() - cadence;
        let every = count(cadence, "day", "days");
        let late_days = count(late, "day", "days");
        let message = match last {
            Some(last) if late >= late_from => both!(
                "last contact {last}; with one every {every} it is {late_days} late",
                "最近联系 {last}，应每 {cadence} 天一次，已超期 {late} 天"
            ),
            Some(_) => return None,
            None => both!(
                "no contact is recorded yet; it should be every {every}",
                "还没有任何联系记录，应每 {cadence} 天一次"
            ),
        };
        Some(Found::new(subject.account(), message))
    });
    found.into_iter().collect()
}

pub(super) fn next_step_overdue(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    let promises = promises::open(&subject.facts.interactions, subject.today);
    let found = promises.iter().filter_map(|promise| {
        let due = promise.due?;
        let late = subject.late(due, rule)?;
        let (step, days) = (promise.step, count(late, "day", "days"));
        let message =
            both!("\"{step}\" was due on {due}, {days} ago", "“{step}”应于 {due} 完成，已逾期 {late} 天");
        Some(Found::new(Meant::of(promise.agreed), message))
    });
    found.collect()
}

pub(super) fn next_step_without_date(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let promises = promises::open(&subject.facts.interactions, subject.today);
    let undated = promises.iter().filter(|promise| promise.due.is_none());
    let found = undated.map(|promise| {
        let step = promise.step;
        Found::new(Meant::of(promise.agreed), both!("\"{step}\" has no date", "“{step}”没有约定日期"))
    });
    found.collect()
}
