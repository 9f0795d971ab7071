//! Rules about what somebody of ours has to see to: objectives, actions, what customers told us, research.

use super::{Found, Meant, Subject, both};
use crate::domain::commitment::Commitment;
use crate::domain::date::Date;
use crate::domain::language::{Text, count};
use crate::playbook::CheckRule;

fn overdue<C: Commitment>(subject: &Subject, rule: &CheckRule, all: &[C]) -> Vec<Found> {
    overdue_saying(subject, rule, all, |title, date, late| {
        let days = count(late, "day", "days");
        both!(
            "\"{title}\" was due on {date}, {days} ago, and is still open",
            "“{title}”应于 {date} 完成，已过 {late} 天，仍未完成"
        )
    })
}

/// What is open after its day, told by its title, its day and the days since.
pub(super) fn overdue_saying<C: Commitment>(
    subject: &Subject,
    rule: &CheckRule,
    all: &[C],
    told: impl Fn(&str, Date, i64) -> Text,
) -> Vec<Found> {
    let found = all.iter().filter(|one| one.is_open()).filter_map(|one| {
        let date = one.due()?;
        let late = subject.late(date, rule)?;
        Some(Found::new(Meant::of(one), told(one.title(), date, late)))
    });
    found.collect()
}

/// Whoever looks after the account is proposed.
pub(super) fn without_owner<C: Commitment>(subject: &Subject, all: &[C]) -> Vec<Found> {
    let proposed = subject.facts.account.owner.as_deref().filter(|owner| !owner.trim().is_empty());
    let nobodys = all.iter().filter(|one| one.is_open() && one.owner().is_none());
    let found = nobodys.map(|one| {
        let title = one.title();
        let message = both!("nobody of ours looks after \"{title}\"", "“{title}”没有负责人");
        let found = Found::new(Meant::of(one), message);
        match proposed {
            Some(owner) => found.with("NAME", owner),
            None => found,
        }
    });
    found.collect()
}

pub(super) fn objective_overdue(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    overdue(subject, rule, &subject.facts.objectives)
}

pub(super) fn objective_without_owner(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    without_owner(subject, &subject.facts.objectives)
}

pub(super) fn action_overdue(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    overdue(subject, rule, &subject.facts.actions)
}

pub(super) fn action_without_owner(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    without_owner(subject, &subject.facts.actions)
}

pub(super) fn feedback_overdue(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    overdue(subject, rule, &subject.facts.feedbacks)
}

pub(super) fn research_overdue(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    overdue(subject, rule, &subject.facts.research_goals)
}

pub(super) fn research_without_owner(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    without_owner(subject, &subject.facts.research_goals)
}

#[cfg(test)]
mod tests {
    use crate::analysis::check::samples::{day, record, text};
    use crate::analysis::check::tests::{does_not_fire, fires};
    use crate::domain::record::Record;
    use crate::domain::value::Value;

    /// An open record without an owner that was due yesterday, with other values where they are given.
    fn late<R: Record>(values: &[(&str, Value)]) -> Vec<R> {
        let mut all =
            vec![("title", text("Spares")), ("date", day("2026-01-05")), ("due_date", day("2026-03-01"))];
        all.extend(values.iter().cloned());
        vec![record(60, &all)]
    }

    #[test]
    fn what_is_open_is_done_in_time_by_somebody() {
        let told = "#60 Spares | \"Spares\" was due on 2026-03-01, 1 day ago, and is still open";
        let nobody = "#60 Spares | nobody of ours looks after \"Spares\"";
        macro_rules! holds {
            ($field:ident, $command:literal, $overdue:literal, $done:literal) => {
                let fix = format!("acct {} edit '#60' --status CHOICE", $command);
                fires($overdue, |facts| facts.$field = late(&[]), &format!("{told} | {fix}"));
                does_not_fire($overdue, |facts| facts.$field = late(&[("status", text($done))]));
                does_not_fire($overdue, |facts| facts.$field = late(&[("due_date", day("2026-03-02"))]));
            };
            ($field:ident, $command:literal, $overdue:literal, $done:literal, $without:literal) => {
                holds!($field, $command, $overdue, $done);
                let fix = format!("acct {} edit '#60' --owner ann", $command);
                fires($without, |facts| facts.$field = late(&[]), &format!("{nobody} | {fix}"));
                does_not_fire($without, |facts| facts.$field = late(&[("owner", text("bo"))]));
                does_not_fire($without, |facts| facts.$field = late(&[("status", text($done))]));
            };
        }
        holds!(objectives, "objective", "objective_overdue", "done", "objective_without_owner");
        holds!(actions, "action", "action_overdue", "dropped", "action_without_owner");
        holds!(research_goals, "research", "research_overdue", "done", "research_without_owner");
        holds!(feedbacks, "voice", "feedback_overdue", "confirmed");
    }
}
