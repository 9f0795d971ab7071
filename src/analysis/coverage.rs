//! How much of the five looks is answered, and how fresh the answers are.

use super::facts::Facts;
use super::research::Questionnaire;
use super::rules::Seen;
use crate::domain::date::Date;
use crate::playbook::Playbook;

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
    /// Days since the answer was found, or since what the records tell; none for open questions and for records that do not
    /// grow old.
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

/// How much of the five looks is answered on `today`; for many accounts a [`Questionnaire`] is made once.
#[must_use]
pub fn coverage(playbook: &Playbook, facts: &Facts, today: Date) -> Coverage {
    Questionnaire::new(playbook, today).coverage(&Seen::of(facts))
}
