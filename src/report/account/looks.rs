//! The five looks: what was found out, how sure it is, and what nobody has asked yet.

use serde::Serialize;

use super::comparison::{Grid, grid};
use super::records::{Section, sections};
use super::{Named, Subject, rounded, words};
use crate::analysis::answers;
use crate::analysis::coverage::{ItemStatus, State, coverage};
use crate::domain::finding::Finding;
use crate::playbook::Item;
use crate::say;

/// One look.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LookSection {
    pub id: String,
    pub label: String,
    pub about: String,
    /// 0-100
    pub coverage: f64,
    pub bar: String,
    pub answered: usize,
    pub stale: usize,
    pub all: usize,
    pub answers: Vec<Answer>,
    /// Questions without an answer, as they stand together.
    pub open: Vec<OpenGroup>,
    /// Questions that were asked and that nobody could answer.
    pub unknown: Vec<Named>,
    /// Records that belong here.
    pub records: Vec<Section>,
    /// We beside the rivals, in the look at the competition.
    pub comparison: Option<Grid>,
}

/// Neighbouring questions without an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OpenGroup {
    pub group: Option<String>,
    pub label: Option<String>,
    pub items: Vec<Named>,
}

/// One answer with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// `look.item`
    pub item: String,
    pub label: String,
    /// As it is kept.
    pub value: String,
    pub text: String,
    pub note: Option<String>,
    pub source: Option<String>,
    pub method: Option<Named>,
    pub date: String,
    pub confidence: Option<Named>,
    pub stale: bool,
    /// The industry that it is inherited from; none where it is the account's own.
    pub industry: Option<String>,
    /// That in words.
    pub inherited: Option<String>,
    /// What the industry says, where the account has another answer of its own.
    pub industry_says: Option<IndustrySays>,
}

/// The answer of an industry that the account's own one goes before.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IndustrySays {
    pub industry: String,
    /// As it is kept.
    pub value: String,
    pub date: String,
    /// All that in words.
    pub text: String,
}

/// Ten blocks for 0-100.
pub(super) fn bar(percent: f64) -> String {
    let full = (0..10).filter(|block| percent >= f64::from(*block) * 10.0 + 5.0).count();
    format!("{}{}", "█".repeat(full), "░".repeat(10 - full))
}

pub(super) fn looks(subject: &Subject) -> Vec<LookSection> {
    let coverage = coverage(subject.playbook, subject.facts(), subject.today);
    coverage
        .looks
        .iter()
        .filter_map(|covered| {
            let look = subject.playbook.looks.iter().find(|look| look.id == covered.look)?;
            let count = |state: State| covered.items.iter().filter(|item| item.state == state).count();
            Some(LookSection {
                id: look.id.clone(),
                label: subject.label(&format!("look.{}", look.id)),
                about: subject.text(&look.about).to_owned(),
                coverage: rounded(covered.percent),
                bar: bar(covered.percent),
                answered: count(State::Answered),
                stale: count(State::Stale),
                all: covered.items.len(),
                answers: covered.items.iter().filter_map(|status| answer(subject, status)).collect(),
                open: open(subject, &covered.items),
                unknown: in_state(subject, &covered.items, State::Unknown),
                records: sections(subject, &look.id),
                comparison: (look.id == "competition").then(|| grid(subject)).flatten(),
            })
        })
        .collect()
}

fn in_state(subject: &Subject, items: &[ItemStatus], state: State) -> Vec<Named> {
    let of_state = items.iter().filter(|item| item.state == state);
    of_state
        .filter_map(|status| {
            let (_, item) = subject.playbook.item(&status.id)?;
            let label = subject.text(&item.label);
            let text = match subject.facts().inherited_from(&status.id) {
                Some(industry) => {
                    say!(subject.language, "{label} (industry {industry})", "{label}（行业「{industry}」）")
                }
                None => label.to_owned(),
            };
            Some(Named { id: status.id.clone(), text })
        })
        .collect()
}

fn open(subject: &Subject, items: &[ItemStatus]) -> Vec<OpenGroup> {
    let mut groups: Vec<OpenGroup> = Vec::new();
    for named in in_state(subject, items, State::Open) {
        let group = subject.playbook.item(&named.id).and_then(|(_, item)| item.group.clone());
        if let Some(last) = groups.last_mut().filter(|last| last.group == group) {
            last.items.push(named);
            continue;
        }
        let key = group.as_ref().map(|group| format!("group.{group}"));
        let label = key.and_then(|key| subject.labels.find(&key, subject.language).map(str::to_owned));
        groups.push(OpenGroup { group, label, items: vec![named] });
    }
    groups
}

/// An answer in words, money short.
fn in_words(subject: &Subject, item: &Item, kept: &str) -> String {
    match answers::Answer::kept(item, kept) {
        Some(answers::Answer::Money(money)) => money.short(subject.language),
        _ => answers::in_words(item, kept, subject.language),
    }
}

/// What answers a question by hand. A question that records answer has one only from when it was asked in words.
fn answer(subject: &Subject, status: &ItemStatus) -> Option<Answer> {
    let (_, item) = subject.playbook.item(&status.id)?;
    let finding = subject.facts().answer(&status.id)?;
    Some(told(subject, item, finding, status.state == State::Stale))
}

fn told(subject: &Subject, item: &Item, finding: &Finding, stale: bool) -> Answer {
    let industry = subject.facts().inherited_from(&finding.item);
    let kept = words(finding.value.as_ref()).unwrap_or_default();
    Answer {
        item: finding.item.clone(),
        label: subject.text(&item.label).to_owned(),
        text: in_words(subject, item, &kept),
        value: kept,
        note: words(finding.note.as_ref()),
        source: finding.source.clone(),
        method: finding.method.map(|method| subject.named("method", method.as_str())),
        date: finding.date.to_string(),
        confidence: finding.confidence.map(|confidence| subject.named("confidence", confidence.as_str())),
        stale,
        industry: industry.map(str::to_owned),
        inherited: industry
            .map(|industry| say!(subject.language, "from the industry {industry}", "沿用行业「{industry}」")),
        industry_says: industry_says(subject, item, &finding.item),
    }
}

fn industry_says(subject: &Subject, item: &Item, id: &str) -> Option<IndustrySays> {
    let facts = subject.facts();
    let (says, industry) = (facts.overridden(id)?, facts.environment.as_ref()?.industry.clone());
    let value = words(says.value.as_ref())?;
    let answer = in_words(subject, item, &value);
    let text = say!(
        subject.language,
        "the industry {industry} says: {answer}",
        "行业「{industry}」的答案：{answer}"
    );
    Some(IndustrySays { industry, value, date: says.date.to_string(), text })
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn a_bar_is_as_full_as_the_coverage_rounded_to_a_tenth() {
        for (percent, full) in [(0.0, 0), (4.9, 0), (5.0, 1), (50.0, 5), (94.9, 9), (95.0, 10), (100.0, 10)] {
            assert_eq!(bar(percent).matches('█').count(), full, "{percent}");
            assert_eq!(bar(percent).chars().count(), 10);
        }
    }
}
