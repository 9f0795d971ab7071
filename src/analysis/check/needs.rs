//! Rules about needs that are still to be met.

use super::{Found, Meant, Subject, both};
use crate::analysis::needs::{Quadrant, is_open, quadrant};
use crate::analysis::promises;
use crate::domain::date::{Date, span_days};
use crate::domain::language::Text;
use crate::domain::need::Need;
use crate::playbook::CheckRule;

/// The open needs that pass a test, each with the same message.
fn open_needs(subject: &Subject, test: impl Fn(&Need) -> bool, message: &Text) -> Vec<Found> {
    let needs = subject.facts.needs.iter().filter(|need| is_open(need) && test(need));
    needs.map(|need| Found::new(Meant::of(need), message.clone())).collect()
}

pub(super) fn without_essence(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let is_missing = |need: &Need| need.essence.as_ref().is_none_or(|essence| essence.0.trim().is_empty());
    open_needs(subject, is_missing, &both!("the problem under it is not known", "背后的本质问题还不清楚"))
}

pub(super) fn without_stakeholder(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let is_missing = |need: &Need| need.stakeholders.is_empty();
    open_needs(subject, is_missing, &both!("nobody is named whom it concerns", "没有写明关系到谁"))
}

pub(super) fn unrated(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let is_unrated = |need: &Need| need.urgency.is_none() || need.importance.is_none();
    open_needs(subject, is_unrated, &both!("urgency or importance is not known", "紧急度或重要度没填"))
}

pub(super) fn contradicted(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let is_contradicted = |need: &Need| need.contradicted == Some(true);
    open_needs(subject, is_contradicted, &both!("the stakeholders do not agree on it", "相关人对它说法不一"))
}

pub(super) fn priority_without_action(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    let promises = promises::open(&subject.facts.interactions, subject.today);
    let is_late = |since: Date| rule.days.is_none_or(|days| span_days(since, subject.today) >= days);
    let is_under_way = promises.iter().any(|promise| match promise.due {
        Some(due) => due >= subject.today,
        None => !is_late(promise.agreed.date),
    });
    if is_under_way {
        return Vec::new();
    }
    let acts_now = |need: &Need| {
        quadrant(&subject.playbook.needs, need) == Some(Quadrant::ActNow)
            && need.created.is_none_or(|created| is_late(created.date()))
    };
    let message = both!("urgent and important, but no next step is agreed", "又急又重要，却没有约定下一步");
    open_needs(subject, acts_now, &message)
}
