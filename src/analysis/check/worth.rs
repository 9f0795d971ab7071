//! Rules about the grade of an account and who looks after it.

use super::{Found, Meant, Subject, both};
use crate::domain::account::AccountRelation;
use crate::domain::choices::Tier;
use crate::domain::date::span_days;
use crate::domain::grade::{Grade, GradeMethod};
use crate::domain::language::{Language, Text, count};
use crate::playbook::CheckRule;

/// The grade in force, as it is meant in messages.
fn grade<'s>(subject: &'s Subject) -> Option<(Meant, &'s Grade)> {
    let grade = subject.facts.grades.last()?;
    Some((Meant::of(grade), grade))
}

pub(super) fn strategic_without_reciprocity(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    if subject.facts.account.tier != Some(Tier::S) {
        return Vec::new();
    }
    let unmet = subject.score().reciprocity.iter().filter(|(_, answer)| *answer != Some(true));
    let found = unmet.map(|(item, answer)| {
        let told = |language| {
            let label = subject.playbook.item(item).map_or(*item, |(_, item)| item.label.get(language));
            match (answer, language) {
                (Some(_), Language::English) => format!("S, although \"{label}\" is answered no"),
                (None, Language::English) => format!("S, although \"{label}\" is not answered"),
                (Some(_), Language::Chinese) => format!("定为 S 级，但“{label}”的回答是“否”"),
                (None, Language::Chinese) => format!("定为 S 级，但“{label}”还没有答案"),
            }
        };
        let message = Text { en: told(Language::English), zh: told(Language::Chinese) };
        let record = match subject.facts.own(item) {
            Some(finding) => Meant::of(finding),
            None => subject.account(),
        };
        Found::new(record, message).with("ITEM", *item)
    });
    found.collect()
}

/// Compares what the score gives today with what it gave when the account was last graded; a tier that was set by
/// hand is left alone as long as the score behind it stands.
pub(super) fn grade_differs(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let Some((meant, grade)) = grade(subject) else { return Vec::new() };
    let now = subject.score().tier;
    if now == grade.computed {
        return Vec::new();
    }
    let dash = |tier: Option<Tier>| tier.map_or("-", Tier::as_str);
    let (before, now, date) = (dash(grade.computed), dash(now), grade.date);
    let message = match grade.method {
        GradeMethod::Computed => both!(
            "graded {before} on {date}; what is known today gives {now}",
            "{date} 评为 {before}，按现在掌握的情况是 {now}"
        ),
        GradeMethod::Manual => both!(
            "set by hand when the score gave {before} ({date}); today it gives {now}",
            "人工设定时计算结果为 {before}（{date}），现在是 {now}"
        ),
    };
    vec![Found::new(meant, message)]
}

pub(super) fn grade_old(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    let Some((meant, grade)) = grade(subject) else { return Vec::new() };
    let (age, date) = (span_days(grade.date, subject.today), grade.date);
    if rule.days.is_none_or(|days| age < days) {
        return Vec::new();
    }
    let days = count(age, "day", "days");
    vec![Found::new(meant, both!("graded on {date}, {days} ago", "{date} 评级，已 {age} 天"))]
}

pub(super) fn no_owner(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let account = &subject.facts.account;
    let has_owner = account.owner.as_ref().is_some_and(|owner| !owner.trim().is_empty());
    if account.relation != Some(AccountRelation::Customer) || has_owner {
        return Vec::new();
    }
    vec![Found::new(
        subject.account(),
        both!("a customer, and nobody looks after it", "现有客户，却没有负责人"),
    )]
}

/// How much is known, as a whole number that never reads like the limit it falls short of.
pub(super) fn percent_in_words(percent: f64, limit: f64) -> String {
    let whole = percent.round();
    if whole < limit { format!("{whole:.0}%") } else { format!("{:.1}%", (percent * 10.0).floor() / 10.0) }
}
