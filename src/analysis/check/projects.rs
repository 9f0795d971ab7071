//! Rules about purchases that are still to be decided, and about what customers demand of suppliers.

use super::commitments::overdue_saying;
use super::{Found, Meant, Subject, both};
use crate::domain::date::{days_after, span_days};
use crate::domain::language::count;
use crate::domain::project::{Project, ProjectStatus};
use crate::playbook::CheckRule;

fn open<'s>(subject: &'s Subject) -> impl Iterator<Item = &'s Project> {
    subject.facts.projects.iter().filter(|project| project.is_open())
}

pub(super) fn without_date(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let undated = open(subject).filter(|project| project.close_date.is_none());
    let found = undated.map(|project| {
        let name = &project.name;
        Found::new(
            Meant::of(project),
            both!("when \"{name}\" will be decided is not recorded", "“{name}”没有预计定标日"),
        )
    });
    found.collect()
}

pub(super) fn without_decision_maker(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let found = open(subject).filter(|project| project.decision_makers.is_empty()).map(|project| {
        let name = &project.name;
        Found::new(
            Meant::of(project),
            both!("who decides \"{name}\" is not recorded", "“{name}”没有记录由谁决定"),
        )
    });
    found.collect()
}

pub(super) fn overdue(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    let found = overdue_saying(subject, rule, &subject.facts.projects, |name, date, late| {
        let days = count(late, "day", "days");
        both!(
            "\"{name}\" was to be decided on {date}, {days} ago; how did it end?",
            "“{name}”原定 {date} 定标，已过 {late} 天，结果如何？"
        )
    });
    found.into_iter().map(Found::of_record).collect()
}

pub(super) fn lost_unexplained(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let ended = subject.facts.projects.iter().filter(|project| {
        let (reason, winner) = (project.reason.is_none(), project.winner.is_none());
        match project.status {
            Some(ProjectStatus::Lost) => reason || winner,
            Some(ProjectStatus::Dormant) => reason,
            _ => false,
        }
    });
    let found = ended.map(|project| {
        let name = &project.name;
        let message = match (&project.reason, &project.winner) {
            _ if project.status == Some(ProjectStatus::Dormant) => {
                let message = both!("why \"{name}\" rests is not recorded", "“{name}”搁置的原因没有记录");
                return Found::new(Meant::of(project), message).without("--winner");
            }
            (None, Some(_)) => both!("why \"{name}\" was lost is not recorded", "“{name}”丢单的原因没有记录"),
            (Some(_), None) => both!("who won \"{name}\" is not recorded", "“{name}”由谁中标没有记录"),
            _ => both!(
                "why \"{name}\" was lost, and to whom, is not recorded",
                "“{name}”为什么丢单、由谁中标都没有记录"
            ),
        };
        Found::new(Meant::of(project), message)
    });
    found.collect()
}

pub(super) fn requirement_overdue(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    overdue_saying(subject, rule, &subject.facts.requirements, |title, date, late| {
        let days = count(late, "day", "days");
        both!(
            "\"{title}\" was due on {date}, {days} ago, and is not met",
            "“{title}”应于 {date} 满足，已过 {late} 天"
        )
    })
}

pub(super) fn requirement_expiring(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    let Some(last) = days_after(subject.today, rule.days.unwrap_or(60)) else { return Vec::new() };
    let expiring = subject.facts.requirements.iter().filter(|requirement| requirement.expires_by(last));
    let found = expiring.filter_map(|requirement| {
        let (title, date) = (&requirement.title, requirement.expires?);
        let left = span_days(subject.today, date);
        let message = if left < 0 {
            let ago = count(-left, "day", "days");
            let since = -left;
            both!(
                "the proof for \"{title}\" ran out on {date}, {ago} ago",
                "“{title}”的证明已于 {date} 到期，过期 {since} 天"
            )
        } else {
            let days = count(left, "day", "days");
            both!(
                "the proof for \"{title}\" runs out on {date}, in {days}",
                "“{title}”的证明将于 {date} 到期，还有 {left} 天"
            )
        };
        Some(Found::new(Meant::of(requirement), message))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use crate::analysis::check::samples::{day, moved, project, requirement, signal, text};
    use crate::analysis::check::tests::{does_not_fire, fires};
    use crate::analysis::facts::Facts;
    use crate::domain::id::Id;
    use crate::domain::signal::Signal;
    use crate::domain::stage_move::StageMove;
    use crate::domain::value::Value;

    #[test]
    fn a_project_has_a_day_on_which_somebody_decides_it() {
        fires(
            "project_without_date",
            |facts| facts.projects = vec![project(&[("close_date", Value::Empty)])],
            "#40 Mill control | when \"Mill control\" will be decided is not recorded | acct project edit '#40' --close-date DATE",
        );
        fires(
            "project_without_decision_maker",
            |facts| facts.projects = vec![project(&[("decision_makers", Value::Empty)])],
            "#40 Mill control | who decides \"Mill control\" is not recorded | acct project edit '#40' --decision-maker PERSON",
        );
        fires(
            "project_overdue",
            |facts| facts.projects = vec![project(&[("close_date", day("2026-02-28"))])],
            "#40 Mill control | \"Mill control\" was to be decided on 2026-02-28, 2 days ago; how did it end? | acct stage close 'Ann'\\''s Steel' --project 'Mill control' OUTCOME",
        );
        for rule in ["project_without_date", "project_without_decision_maker", "project_overdue"] {
            does_not_fire(rule, |facts| facts.projects = vec![project(&[])]);
            does_not_fire(rule, |facts| {
                let nothing = ["close_date", "decision_makers"].map(|name| (name, Value::Empty));
                facts.projects = vec![project(&[nothing.as_slice(), &[("status", text("lost"))]].concat())];
            });
        }
    }

    #[test]
    fn a_loss_has_a_reason_and_a_winner() {
        let lost = |facts: &mut Facts, more: &[(&'static str, Value)]| {
            facts.projects = vec![project(&[&[("status", text("lost"))], more].concat())];
        };
        fires(
            "project_lost_unexplained",
            |facts| lost(facts, &[]),
            "#40 Mill control | why \"Mill control\" was lost, and to whom, is not recorded | acct project edit '#40' --reason TEXT --winner TEXT",
        );
        fires(
            "project_lost_unexplained",
            |facts| lost(facts, &[("reason", text("price"))]),
            "#40 Mill control | who won \"Mill control\" is not recorded | acct project edit '#40' --reason TEXT --winner TEXT",
        );
        does_not_fire("project_lost_unexplained", |facts| {
            lost(facts, &[("reason", text("price")), ("winner", text("Rival Ltd"))]);
        });
        let rests = |facts: &mut Facts, more: &[(&'static str, Value)]| {
            facts.projects = vec![project(&[&[("status", text("dormant"))], more].concat())];
        };
        fires(
            "project_lost_unexplained",
            |facts| rests(facts, &[]),
            "#40 Mill control | why \"Mill control\" rests is not recorded | acct project edit '#40' --reason TEXT",
        );
        does_not_fire("project_lost_unexplained", |facts| rests(facts, &[("reason", text("budget"))]));
    }

    fn moved_to(project: i64, stage: &str, on: &str) -> StageMove {
        StageMove {
            project: Some(Id::new(project)),
            ..moved("set", stage, on, &[("evidence", text("seen"))])
        }
    }

    #[test]
    fn a_project_stands_still_and_is_contradicted_by_its_own_signals() {
        let since = |facts: &mut Facts, on: &str| {
            facts.projects = vec![project(&[])];
            facts.project_moves = vec![moved_to(40, "pain", on)];
        };
        // 60 days are expected: until 2026-03-02 from 2026-01-01.
        fires(
            "project_stalled",
            |facts| since(facts, "2025-12-31"),
            r#"#40 Mill control | "Mill control": 61 days at "Strong pain or ambition"; 60 were expected | acct stage show 'Ann'\''s Steel' --project 'Mill control'"#,
        );
        does_not_fire("project_stalled", |facts| since(facts, "2026-01-01"));
        does_not_fire("stage_stalled", |facts| since(facts, "2025-12-31"));
        let price = signal("asks_for_price_cut", "evaluate_cost", "2026-02-20");
        fires(
            "stage_mismatch",
            |facts| {
                since(facts, "2026-02-01");
                facts.project_signals = vec![Signal { project: Some(Id::new(40)), ..price.clone() }];
            },
            r#"#40 asks_for_price_cut | "Mill control": seen on 2026-02-20: speaks for "Evaluating the cost", not for "Strong pain or ambition" | acct stage advance 'Ann'\''s Steel' --project 'Mill control' --to evaluate_cost --evidence TEXT"#,
        );
        // Those of another project say nothing of this one, nor does what is over stand still.
        does_not_fire("stage_mismatch", |facts| {
            since(facts, "2026-02-01");
            facts.project_signals = vec![Signal { project: Some(Id::new(41)), ..price.clone() }];
        });
        does_not_fire("project_stalled", |facts| {
            since(facts, "2025-12-31");
            let lost = [("outcome", text("lost")), ("reason", text("price"))];
            let closed =
                StageMove { project: Some(Id::new(40)), ..moved("close", "pain", "2026-02-01", &lost) };
            facts.project_moves.push(closed);
        });
        fires(
            "stage_without_evidence",
            |facts| {
                since(facts, "2026-02-01");
                facts.project_moves[0].evidence = None;
            },
            r#"#30 pain | "Mill control": at "Strong pain or ambition" since 2026-02-01, and nothing tells why | acct stage signal 'Ann'\''s Steel' --project 'Mill control' SIGNAL --note TEXT"#,
        );
    }

    #[test]
    fn what_they_demand_is_met_in_time_and_stays_met() {
        fires(
            "requirement_overdue",
            |facts| facts.requirements = vec![requirement(&[("due_date", day("2026-03-01"))])],
            "#50 ISO 9001 | \"ISO 9001\" was due on 2026-03-01, 1 day ago, and is not met | acct requirement edit '#50' --status CHOICE",
        );
        does_not_fire("requirement_overdue", |facts| {
            facts.requirements =
                vec![requirement(&[("due_date", day("2026-03-01")), ("status", text("met"))])];
        });
        fires(
            "requirement_expiring",
            |facts| {
                facts.requirements =
                    vec![requirement(&[("expires", day("2026-05-01")), ("status", text("met"))])];
            },
            "#50 ISO 9001 | the proof for \"ISO 9001\" runs out on 2026-05-01, in 60 days | acct requirement edit '#50' --expires DATE",
        );
        fires(
            "requirement_expiring",
            |facts| {
                facts.requirements =
                    vec![requirement(&[("expires", day("2026-03-01")), ("status", Value::Empty)])];
            },
            "#50 ISO 9001 | the proof for \"ISO 9001\" ran out on 2026-03-01, 1 day ago | acct requirement edit '#50' --expires DATE",
        );
        does_not_fire("requirement_expiring", |facts| {
            facts.requirements =
                vec![requirement(&[("expires", day("2026-05-02")), ("status", text("met"))])];
        });
        does_not_fire("requirement_expiring", |facts| {
            facts.requirements =
                vec![requirement(&[("expires", day("2026-03-03")), ("status", text("waived"))])];
        });
    }
}
