//! The figures of how well an account is researched: what they are called, how they compare, and how they are shown.

use std::cmp::Ordering;

use acct::analysis::research::Research;
use acct::analysis::score::rounded;
use acct::domain::language::pick;
use acct::domain::record::{Field, Presence, Shape};
use acct::domain::value::Value;
use acct::export::Cell;
use acct::playbook::Playbook;
use serde_json::json;

use super::find;
use crate::context::Context;
use crate::display::text_cell;

/// Figures that are measured, beside the coverage of each look.
const FIGURES: &[(&str, &str, &str)] = &[
    ("coverage", "Coverage", "覆盖率"),
    ("answered", "Answered", "已答"),
    ("stale", "Stale", "过期"),
    ("unknown", "Nobody knows", "无人知晓"),
    ("open", "Open", "未答"),
    ("last_answer", "Last answer", "最近回答"),
];

/// A figure to sort by or to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Figure {
    Coverage,
    /// Position in the playbook.
    Look(usize),
    Answered,
    Stale,
    Unknown,
    Open,
    LastAnswer,
}

impl Figure {
    pub(super) fn named(context: &Context, playbook: &Playbook, name: &str) -> Option<Self> {
        let wanted = acct::domain::fold::fold(name).replace([' ', '-'], "_");
        let is = |key: &str, english: &str, chinese: &str| {
            [key, english, chinese]
                .iter()
                .any(|name| acct::domain::fold::fold(name).replace(' ', "_") == wanted)
        };
        let look = playbook
            .looks
            .iter()
            .position(|look| is(&look.id, &look.id, &find::look_label(context, &look.id)));
        if let Some(look) = look {
            return Some(Self::Look(look));
        }
        let (key, ..) = FIGURES.iter().find(|(key, english, chinese)| is(key, english, chinese))?;
        Some(match *key {
            "coverage" => Self::Coverage,
            "answered" => Self::Answered,
            "stale" => Self::Stale,
            "unknown" => Self::Unknown,
            "open" => Self::Open,
            _ => Self::LastAnswer,
        })
    }

    pub(super) fn key<'p>(&self, playbook: &'p Playbook) -> &'p str {
        match self {
            Self::Coverage => "coverage",
            Self::Look(look) => playbook.looks.get(*look).map_or("", |look| &look.id),
            Self::Answered => "answered",
            Self::Stale => "stale",
            Self::Unknown => "unknown",
            Self::Open => "open",
            Self::LastAnswer => "last_answer",
        }
    }

    pub(super) fn heading(&self, context: &Context, playbook: &Playbook) -> String {
        let key = self.key(playbook);
        if let Self::Look(_) = self {
            // In English the name of a look is a sentence; what it looks at is enough for a heading.
            let mut letters = key.chars();
            let capital = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
            let english = capital + letters.as_str();
            return pick(context.language, &english, &find::look_label(context, key)).to_owned();
        }
        let named = FIGURES.iter().find(|(known, ..)| *known == key);
        named.map_or(key, |(_, english, chinese)| pick(context.language, english, chinese)).to_owned()
    }

    /// A heading no wider than the figures below it need, so that a table has room for what else matters.
    pub(super) fn short_heading(&self, context: &Context, playbook: &Playbook) -> String {
        const LONGEST: usize = 5;
        let whole = self.heading(context, playbook);
        match self {
            Self::Coverage => pick(context.language, "All", "合计").to_owned(),
            // In Chinese each begins with "look at".
            Self::Look(_) if whole.starts_with('看') => whole.chars().skip(1).collect(),
            Self::Look(_) if whole.chars().count() > LONGEST => {
                whole.chars().take(LONGEST - 1).chain(['.']).collect()
            }
            Self::LastAnswer => pick(context.language, "Newest", "最近").to_owned(),
            _ => whole,
        }
    }

    pub(super) fn compare(&self, left: &Research, right: &Research) -> Ordering {
        let look = |research: &Research, look: usize| research.looks.get(look).copied().unwrap_or_default();
        match self {
            Self::Coverage => left.coverage.total_cmp(&right.coverage),
            Self::Look(at) => look(left, *at).total_cmp(&look(right, *at)),
            Self::Answered => left.answered.cmp(&right.answered),
            Self::Stale => left.stale.cmp(&right.stale),
            Self::Unknown => left.unknown.cmp(&right.unknown),
            Self::Open => left.open.cmp(&right.open),
            Self::LastAnswer => left.last_answer.cmp(&right.last_answer),
        }
    }

    /// As a field, for conditions.
    pub(super) fn field(&self) -> Field {
        let count = Shape::Integer { least: 0, most: i64::MAX };
        let (name, shape) = match self {
            Self::Coverage | Self::Look(_) => ("coverage", Shape::Percent),
            Self::Answered => ("answered", count),
            Self::Stale => ("stale", count),
            Self::Unknown => ("unknown", count),
            Self::Open => ("open", count),
            Self::LastAnswer => ("last_answer", Shape::Date),
        };
        Field {
            name,
            shape,
            presence: Presence::Derived,
            private: false,
            custom: false,
            rule: None,
            not_before: None,
        }
    }

    /// What conditions look at: what data shows.
    pub(super) fn value(&self, research: &Research) -> Value {
        let count = |count: usize| Value::Integer(i64::try_from(count).unwrap_or(i64::MAX));
        match self {
            Self::Coverage => Value::Number(rounded(research.coverage)),
            Self::Look(look) => {
                Value::Number(rounded(research.looks.get(*look).copied().unwrap_or_default()))
            }
            Self::Answered => count(research.answered),
            Self::Stale => count(research.stale),
            Self::Unknown => count(research.unknown),
            Self::Open => count(research.open),
            Self::LastAnswer => research.last_answer.map_or(Value::Empty, Value::Date),
        }
    }

    pub(super) fn cell(&self, research: &Research) -> Cell {
        let percent = |percent: f64| Cell { data: json!(rounded(percent)), text: format!("{percent:.0}%") };
        let count = |count: usize, shown: bool| Cell {
            data: json!(count),
            text: if shown { count.to_string() } else { String::new() },
        };
        match self {
            Self::Coverage => percent(research.coverage),
            Self::Look(look) => percent(research.looks.get(*look).copied().unwrap_or_default()),
            Self::Answered => count(research.answered, true),
            Self::Stale => count(research.stale, research.stale > 0),
            Self::Unknown => count(research.unknown, research.unknown > 0),
            Self::Open => count(research.open, true),
            Self::LastAnswer => {
                text_cell(&research.last_answer.map(|date| date.to_string()).unwrap_or_default())
            }
        }
    }
}
