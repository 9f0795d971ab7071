//! Rules about the five looks: how much is answered, how fresh, and on what evidence.

use std::sync::Arc;

use super::worth::percent_in_words;
use super::{Found, Meant, Subject, both};
use crate::analysis::comparison::Comparison;
use crate::analysis::coverage::State;
use crate::analysis::environment::Environment;
use crate::domain::date::span_days;
use crate::domain::finding::{Answered, Finding};
use crate::domain::kind::Kind;
use crate::domain::language::{Language, Text, count};
use crate::playbook::CheckRule;

/// Questions that a message names.
const NAMED: usize = 3;

pub(super) fn coverage_low(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    let Some(tier) = subject.facts.account.tier else { return Vec::new() };
    let wanted = rule.percent_of(tier);
    let percent = subject.coverage().percent;
    if percent >= wanted {
        return Vec::new();
    }
    let known = percent_in_words(percent, wanted);
    let message = both!(
        "{known} of the five looks is answered; {tier} asks for {wanted}%",
        "五看完成 {known}，{tier} 级应达到 {wanted}%"
    );
    vec![Found::new(subject.account(), message)]
}

/// Stale answers, the longest overdue first, under one message; those of the industry under another.
pub(super) fn stale(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    let items = subject.coverage().items().filter(|status| status.state == State::Stale);
    let findings: Vec<(i64, &Finding)> = items
        .filter_map(|status| {
            let (_, item) = subject.playbook.item(&status.id)?;
            Some((status.age? - item.stale_after, subject.facts.finding(&status.id)?))
        })
        .collect();
    let is_inherited = |item: &str| subject.facts.inherited(item).is_some();
    // What is about each account by now is answered anew at each, though its industry was asked once.
    let (shared, own): (Vec<_>, Vec<_>) = findings.into_iter().partition(|(_, finding)| {
        is_inherited(&finding.item) && subject.playbook.is_of_industry(&finding.item)
    });
    let mut found = stale_together(subject, rule, own);
    for found in found.iter_mut().filter(|found| is_inherited(&found.record.name)) {
        found.record.kind = Kind::IndustryFinding;
    }
    if let Some(environment) = subject.facts.environment.as_ref().filter(|_| !shared.is_empty()) {
        found.extend(stale_of_industry(subject, rule, environment));
    }
    found
}

/// Stale answers of the industry, the same for each account that inherits any of them, whatever it has answered itself.
fn stale_of_industry(subject: &Subject, rule: &CheckRule, environment: &Arc<Environment>) -> Vec<Found> {
    let is_meant = |finding: &&Finding| {
        finding.answered == Answered::Known && subject.playbook.is_of_industry(&finding.item)
    };
    let known = environment.answers().filter(is_meant);
    let stale = known.filter_map(|finding| {
        let (_, item) = subject.playbook.item(&finding.item)?;
        let over = span_days(finding.date, subject.today) - item.stale_after;
        (over > 0).then_some((over, finding))
    });
    let industry = &environment.industry;
    let found = stale_together(subject, rule, stale.collect()).into_iter().map(|mut found| {
        found.record.kind = Kind::IndustryFinding;
        let Text { en, zh } = &found.message;
        found.message = both!("of the industry {industry}: {en}", "行业「{industry}」：{zh}");
        found.of_industry(environment)
    });
    found.collect()
}

fn stale_together(subject: &Subject, rule: &CheckRule, mut findings: Vec<(i64, &Finding)>) -> Vec<Found> {
    findings.sort_by_key(|(over, finding)| (std::cmp::Reverse(*over), finding.id.number()));
    let over = findings.first().map_or(0, |(over, _)| *over);
    let findings: Vec<&Finding> = findings.iter().map(|(_, finding)| *finding).collect();
    let days = count(over, "day", "days");
    together(subject, rule, &findings, |number, Text { en, zh }| match number {
        1 => both!("stale for {days}: {en}", "过期 {over} 天：{zh}"),
        _ => both!("{number} are stale, for up to {days}: {en}", "{number} 个答案过期，最久 {over} 天：{zh}"),
    })
}

/// Rivals are named, and how we stand beside them is not known, or not any more.
pub(super) fn rival_without_comparison(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    const RIVALS: &str = "competition.known_rivals";
    const COMPARISON: &str = "competition.comparison";
    let state =
        |id: &str| subject.coverage().items().find(|status| status.id == id).map(|status| status.state);
    let facts = subject.facts;
    let in_words = facts.finding(RIVALS).filter(|finding| finding.answered == Answered::Known);
    let Some(rivals) = facts.rivals.first().map(Meant::of).or_else(|| in_words.map(Meant::of)) else {
        return Vec::new();
    };
    if state(COMPARISON).is_none_or(|state| state == State::Answered) {
        return Vec::new();
    }
    // The grid of marks is a comparison, too.
    if Comparison::of(&facts.factors, &facts.rivals, &facts.rival_marks).leads_are_known() {
        return Vec::new();
    }
    let message =
        both!("rivals are known, and not how we stand beside them", "已知道对手是谁，却没有和对手做比较");
    vec![Found::new(rivals, message).with("ITEM", COMPARISON)]
}

pub(super) fn unsourced(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    let has_source =
        |finding: &Finding| finding.source.as_ref().is_some_and(|source| !source.trim().is_empty());
    let findings: Vec<&Finding> = subject
        .facts
        .findings
        .iter()
        .filter(|finding| finding.superseded != Some(true) && finding.answered == Answered::Known)
        .filter(|finding| !has_source(finding) && subject.playbook.item(&finding.item).is_some())
        .collect();
    together(subject, rule, &findings, |number, Text { en, zh }| match number {
        1 => both!("no source for {en}", "没有写明来源：{zh}"),
        _ => both!("{number} name no source: {en}", "{number} 个答案没有写明来源：{zh}"),
    })
}

/// One finding for several answers, meant as the first of them, where there are enough.
fn together(
    subject: &Subject,
    rule: &CheckRule,
    findings: &[&Finding],
    told: impl Fn(usize, &Text) -> Text,
) -> Vec<Found> {
    let Some(first) = findings.first().filter(|_| findings.len() >= rule.at_least.unwrap_or(1)) else {
        return Vec::new();
    };
    let names = |language| -> Vec<&str> {
        let label = |finding: &&&Finding| {
            subject.playbook.item(&finding.item).map(|(_, item)| item.label.get(language))
        };
        findings.iter().take(NAMED).filter_map(|finding| label(&finding)).collect()
    };
    let more = findings.len() > NAMED;
    let names = Text {
        en: names(Language::English).join(", ") + if more { " ..." } else { "" },
        zh: names(Language::Chinese).join("、") + if more { "等" } else { "" },
    };
    vec![Found::new(Meant::of(*first), told(findings.len(), &names)).with("ITEM", first.item.as_str())]
}

#[cfg(test)]
mod tests {
    use crate::analysis::check::samples::{answer, record, text};
    use crate::analysis::check::tests::{does_not_fire, fires};
    use crate::analysis::facts::Facts;

    #[test]
    fn known_rivals_are_compared_with_us() {
        let compared = |on| answer(61, "competition.comparison", "mixed", on, "coach");
        let told = r"Sample Works | rivals are known, and not how we stand beside them | acct look answer 'Ann'\''s Steel' competition.comparison CHOICE";
        let in_words = || answer(60, "competition.known_rivals", "Sample Works", "2026-03-01", "coach");
        let told_in_words = told.replace("Sample Works", "#60 competition.known_rivals");
        fires("rival_without_comparison", |facts| facts.findings = vec![in_words()], &told_in_words);
        let met = |facts: &mut Facts| facts.rivals = vec![record(70, &[("name", text("Sample Works"))])];
        fires("rival_without_comparison", met, &format!("#70 {told}"));
        let spoilt = |facts: &mut Facts, on| (met(facts), facts.findings.push(compared(on)));
        fires("rival_without_comparison", |facts| _ = spoilt(facts, "2025-03-01"), &format!("#70 {told}"));
        does_not_fire("rival_without_comparison", |facts| _ = spoilt(facts, "2026-03-01"));
    }
}
