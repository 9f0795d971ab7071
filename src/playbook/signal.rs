//! What is seen at a customer who is in a stage of the decision.

use serde::{Deserialize, Serialize};

use super::{Item, ItemKind};
use crate::domain::parse::split_list;

/// A signal of a stage: seen and recorded by us, or shown by an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageSignal {
    pub id: String,
    pub en: String,
    pub zh: String,
    /// The answer that shows it, without anybody recording the signal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<ShowingAnswer>,
}

/// An answer that shows a signal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShowingAnswer {
    /// The question, as `look.item`.
    pub item: String,
    /// The answers that show it in their kept form, such as the identifiers of choices; any answer where none are named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub is: Vec<String>,
}

impl ShowingAnswer {
    /// Whether an answer in its kept form shows the signal.
    #[must_use]
    pub fn is_met_by(&self, item: &Item, kept: &str) -> bool {
        let given = if item.kind == ItemKind::MultiChoice { split_list(kept) } else { vec![kept.to_owned()] };
        self.is.is_empty() || given.iter().any(|given| self.is.contains(given))
    }
}
