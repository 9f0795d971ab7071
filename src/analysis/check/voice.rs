//! Rules about what customers told us: by themselves, and when they were asked.

use std::collections::BTreeMap;

use super::{Found, Meant, Subject, both};
use crate::domain::date::span_days;
use crate::domain::feedback::{FeedbackKind, FeedbackStatus, SurveyAnswer};
use crate::domain::id::Id;
use crate::domain::language::{Text, count};
use crate::domain::record::Record as _;
use crate::domain::round;
use crate::playbook::{CheckRule, QuestionKind};

/// From this severity on a complaint is grave.
const GRAVE: i64 = 4;

pub(super) fn complaint_not_analysed(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    let grave = subject.facts.feedbacks.iter().filter(|feedback| {
        feedback.kind == Some(FeedbackKind::Complaint)
            && feedback.severity.is_some_and(|severity| severity.0 >= GRAVE)
            && matches!(feedback.status, None | Some(FeedbackStatus::Collected))
    });
    let found = grave.filter_map(|feedback| {
        let old = span_days(feedback.date, subject.today);
        (old >= rule.days.unwrap_or(7)).then(|| {
            let (title, days) = (&feedback.title, count(old, "day", "days"));
            let message = both!(
                "\"{title}\" was said {days} ago, and nobody has found out why",
                "“{title}”已反映 {old} 天，原因还没有分析"
            );
            Found::new(Meant::of(feedback), message)
        })
    });
    found.collect()
}

/// What is dealt with, or further, without what each step on the way asks.
pub(super) fn unexplained(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let found = subject.facts.feedbacks.iter().filter_map(|feedback| {
        let status = feedback.status?;
        let entry = feedback.to_entry();
        let needed = status.needs_since(None, feedback.kind).into_iter();
        let lacks: Vec<&str> = needed.filter(|name| entry.get(name).is_empty()).collect();
        if lacks.is_empty() {
            return None;
        }
        let status = subject.label("feedback_status", status.as_str());
        let label = |name: &&str| subject.label("feedback", name);
        let en = lacks.iter().map(|name| label(name).en.to_lowercase()).collect::<Vec<_>>().join(", ");
        let zh = lacks.iter().map(|name| label(name).zh).collect::<Vec<_>>().join("、");
        let (title, Text { en: status, zh: status_zh }) = (&feedback.title, status);
        let status = status.to_lowercase();
        let message = both!(
            "\"{title}\" counts as {status}, without: {en}",
            "“{title}”记为“{status_zh}”，但缺少：{zh}"
        );
        let all = FeedbackStatus::Confirmed.needs_since(None, feedback.kind);
        let rest = all.into_iter().filter(|name| !lacks.contains(name));
        let flags = rest.map(|name| format!("--{}", name.replace('_', "-")));
        Some(flags.fold(Found::new(Meant::of(feedback), message), Found::without))
    });
    found.collect()
}

/// Somebody gave a poor score when they were asked last, and nothing is done about it.
pub(super) fn low_score_without_action(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let facts = subject.facts;
    let is_acted_on = |id| facts.actions.iter().any(|action| action.answer == Some(id));
    let is_poor = |answer: &SurveyAnswer| {
        // Of questions of nobody's the scores are taken for ratings.
        let kind = subject.playbook.survey_question(&answer.question).map(|question| question.kind);
        answer.score.is_some_and(|score| kind.unwrap_or(QuestionKind::Rating).is_poor(score))
    };
    let last = last_rounds(&facts.survey_answers);
    let is_last = |answer: &SurveyAnswer| {
        last.get(&answer.contact.map(Id::number)) == Some(&round::key(&answer.survey))
    };
    let poor = facts.survey_answers.iter().filter(|answer| is_last(answer) && is_poor(answer));
    let found = poor.filter(|answer| !is_acted_on(answer.id)).map(|answer| {
        let (question, score) = (&answer.question, answer.score.unwrap_or_default());
        let message = both!(
            "{score} for {question}, and no action comes from it",
            "“{question}”只得 {score} 分，还没有改进行动"
        );
        Found::new(Meant::of(answer), message)
    });
    found.collect()
}

/// The round in which each person answered last; of answers that name nobody the last of them.
fn last_rounds(answers: &[SurveyAnswer]) -> BTreeMap<Option<i64>, String> {
    let mut newest: BTreeMap<Option<i64>, &SurveyAnswer> = BTreeMap::new();
    for answer in answers {
        let last = newest.entry(answer.contact.map(Id::number)).or_insert(answer);
        if (last.date, last.id.number()) < (answer.date, answer.id.number()) {
            *last = answer;
        }
    }
    newest.into_iter().map(|(person, answer)| (person, round::key(&answer.survey))).collect()
}

#[cfg(test)]
mod tests {
    use crate::analysis::check::samples::{day, record, text};
    use crate::analysis::check::tests::{does_not_fire, fires};
    use crate::domain::feedback::{Feedback, SurveyAnswer};
    use crate::domain::value::Value;

    fn complaint(values: &[(&str, Value)]) -> Vec<Feedback> {
        let mut all = vec![
            ("title", text("Spares")),
            ("date", day("2026-02-20")),
            ("kind", text("complaint")),
            ("severity", Value::Integer(4)),
        ];
        all.extend(values.iter().cloned());
        vec![record(60, &all)]
    }

    #[test]
    fn a_grave_complaint_is_looked_into() {
        fires(
            "complaint_not_analysed",
            |facts| facts.feedbacks = complaint(&[]),
            "#60 Spares | \"Spares\" was said 10 days ago, and nobody has found out why | acct voice advance '#60' --to analysed --root-cause TEXT",
        );
        for values in [
            ("severity", Value::Integer(3)),
            ("status", text("analysed")),
            ("date", day("2026-03-01")),
            ("kind", text("praise")),
        ] {
            does_not_fire("complaint_not_analysed", |facts| {
                facts.feedbacks = complaint(std::slice::from_ref(&values));
            });
        }
    }

    #[test]
    fn what_is_dealt_with_says_how() {
        let fired = |values: &[(&'static str, Value)], expected: &str| {
            fires("feedback_unexplained", |facts| facts.feedbacks = complaint(values), expected);
        };
        fired(
            &[("status", text("handled")), ("root_cause", text("no stock"))],
            "#60 Spares | \"Spares\" counts as handled, without: what was done, handled on | acct voice edit '#60' --action TEXT --handled-date DATE",
        );
        fired(
            &[("status", text("analysed"))],
            "#60 Spares | \"Spares\" counts as analysed, without: root cause | acct voice edit '#60' --root-cause TEXT",
        );
        for values in [
            [("status", text("collected")), ("kind", text("complaint"))],
            [("status", text("confirmed")), ("kind", text("praise"))],
        ] {
            does_not_fire("feedback_unexplained", |facts| facts.feedbacks = complaint(&values));
        }
    }

    #[test]
    fn a_poor_score_leads_to_an_action() {
        let answer = |score: f64| -> Vec<SurveyAnswer> {
            let values = [
                ("survey", text("2026 H1")),
                ("question", text("quality")),
                ("date", day("2026-02-20")),
                ("score", Value::Number(score)),
            ];
            vec![record(61, &values)]
        };
        fires(
            "low_score_without_action",
            |facts| facts.survey_answers = answer(2.0),
            r"#61 2026 H1 | 2 for quality, and no action comes from it | acct action add 'Ann'\''s Steel' TITLE --kind improvement --answer '#61'",
        );
        does_not_fire("low_score_without_action", |facts| facts.survey_answers = answer(3.0));
        let of = |id: i64, survey: &str, on: &str, question: &str, score: f64| -> SurveyAnswer {
            let values = [
                ("survey", text(survey)),
                ("question", text(question)),
                ("date", day(on)),
                ("contact", Value::Link(2)),
                ("score", Value::Number(score)),
            ];
            record(id, &values)
        };
        fires(
            "low_score_without_action",
            |facts| facts.survey_answers = vec![of(63, "2026 H1", "2026-02-20", "nps", 6.0)],
            r"#63 2026 H1 | 6 for nps, and no action comes from it | acct action add 'Ann'\''s Steel' TITLE --kind improvement --answer '#63'",
        );
        does_not_fire("low_score_without_action", |facts| {
            facts.survey_answers = vec![
                of(63, "2019", "2019-02-20", "quality", 2.0),
                of(64, "2026 H1", "2026-02-20", "nps", 7.0),
                of(65, "2026 H1", "2026-02-20", "quality", 5.0),
            ];
        });
        does_not_fire("low_score_without_action", |facts| {
            facts.survey_answers = answer(1.0);
            facts.actions = vec![record(
                62,
                &[("title", text("Mend")), ("answer", Value::Link(61)), ("owner", text("bo"))],
            )];
        });
    }
}
