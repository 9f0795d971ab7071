//! How much of the five looks is answered, and how fresh the answers are.

use super::facts::Facts;
use super::rules;
use crate::domain::date::{Date, span_days};
use crate::domain::finding::Answered;
use crate::playbook::{Item, ItemKind, Playbook};

/// How a question of the checklist stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Answered,
    /// Answered so long ago that the answer counts half.
    Stale,
    /// Asked, and nobody knew.
    Unknown,
    Open,
}

impl State {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Stale => "stale",
            Self::Unknown => "unknown",
            Self::Open => "open",
        }
    }

    /// What an item in this state adds to the coverage, as a share of its weight.
    pub(super) fn worth(self) -> f64 {
        match self {
            Self::Answered => 1.0,
            Self::Stale => 0.5,
            Self::Unknown | Self::Open => 0.0,
        }
    }
}

/// One question of the checklist for one account.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemStatus {
    /// `look.item`
    pub id: String,
    pub weight: f64,
    pub state: State,
    /// Days since the answer was found; none for record items and open ones.
    pub age: Option<i64>,
}

/// Days for which a question that nobody could answer is not asked again.
pub const RESTS_FOR: i64 = 30;

impl ItemStatus {
    /// Whether it was asked so lately, and nobody knew, that asking again soon would annoy.
    #[must_use]
    pub fn is_resting(&self) -> bool {
        self.state == State::Unknown && self.age.is_none_or(|age| age < RESTS_FOR)
    }
}

/// The coverage of one look, 0-100.
#[derive(Clone, Debug, PartialEq)]
pub struct LookCoverage {
    pub look: String,
    pub percent: f64,
    pub items: Vec<ItemStatus>,
}

/// The coverage of an account, 0-100: weight of answered items / weight of all items, a stale answer half.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    pub percent: f64,
    pub looks: Vec<LookCoverage>,
}

impl Coverage {
    /// All questions, look by look.
    pub fn items(&self) -> impl Iterator<Item = &ItemStatus> {
        self.looks.iter().flat_map(|look| &look.items)
    }
}

/// How much of the five looks is answered on `today`.
#[must_use]
pub fn coverage(playbook: &Playbook, facts: &Facts, today: Date) -> Coverage {
    let looks: Vec<LookCoverage> = playbook
        .looks
        .iter()
        .map(|look| {
            let items: Vec<ItemStatus> =
                look.items.iter().map(|item| status(playbook, &look.id, item, facts, today)).collect();
            LookCoverage { look: look.id.clone(), percent: percent(items.iter()), items }
        })
        .collect();
    Coverage { percent: percent(looks.iter().flat_map(|look| &look.items)), looks }
}

fn percent<'i>(items: impl Iterator<Item = &'i ItemStatus>) -> f64 {
    let (mut answered, mut all) = (0.0, 0.0);
    for item in items {
        answered += item.weight * item.state.worth();
        all += item.weight;
    }
    if all > 0.0 { answered / all * 100.0 } else { 0.0 }
}

fn status(playbook: &Playbook, look: &str, item: &Item, facts: &Facts, today: Date) -> ItemStatus {
    let id = format!("{look}.{}", item.id);
    let (state, age) = match (item.kind, facts.finding(&id)) {
        (ItemKind::Record, _) => {
            let satisfied =
                item.rule.as_ref().is_some_and(|rule| rules::holds(rule, &playbook.schema, facts, today));
            match facts.finding(&id).filter(|finding| finding.answered == Answered::Unknown) {
                _ if satisfied => (State::Answered, None),
                // Only the records can answer it, but that nobody knew one is worth keeping.
                Some(asked) => (State::Unknown, Some(span_days(asked.date, today))),
                None => (State::Open, None),
            }
        }
        (_, None) => (State::Open, None),
        (_, Some(finding)) => {
            let age = span_days(finding.date, today);
            let state = match finding.answered {
                Answered::Unknown => State::Unknown,
                Answered::Noted => {
                    return ItemStatus { id, weight: item.weight, state: State::Open, age: None };
                }
                Answered::Known if age > item.stale_after => State::Stale,
                Answered::Known => State::Answered,
            };
            (state, Some(age))
        }
    };
    ItemStatus { id, weight: item.weight, state, age }
}
