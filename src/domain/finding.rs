//! The answer to one question of the five looks.

use super::account::Account;
use super::choices::Confidence;
use super::date::Date;
use super::id::Id;
use super::record::Paragraph;
use crate::{choices, record};

choices! {
    /// Whether the question found an answer.
    pub enum Answered as "answered" {
        Known = "known",
        /// Asked, and nobody knew.
        Unknown = "unknown",
        /// Only a note was made; the question is as open as before.
        Noted = "noted",
    }
}

choices! {
    /// How an answer was come by.
    pub enum Method as "method" {
        Desk = "desk",
        Visit = "visit",
        Call = "call",
        Interview = "interview",
        Survey = "survey",
        Observation = "observation",
        Estimate = "estimate",
        Other = "other",
    }
}

record! {
    /// An answer with its evidence. A newer answer supersedes it; it stays readable.
    pub struct Finding {
        account: Id<Account>,
        /// The question, as `look.item`.
        item: String,
        answered: Answered,
        /// The answer in its canonical form (`4`, `yes`, `CNY 1200.00`, `2026-03-01`, `a;b`).
        value: Option<Paragraph>,
        note: Option<Paragraph>,
        source: Option<String>,
        method: Option<Method>,
        date: Date [happened],
        confidence: Option<Confidence>,
        by: Option<String>,
        superseded: Option<bool>,
    }
}

/// What a question was answered with, without its evidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Told<'t> {
    /// The question, by its full name.
    pub item: &'t str,
    pub answered: Answered,
    /// The answer as it is kept; "" where nobody knows.
    pub text: &'t str,
    pub date: Date,
}
