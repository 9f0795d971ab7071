//! A name of a company, taken apart once however many others it is held against.

use super::parts::Parts;
use crate::domain::company::MatchingKey;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    key: MatchingKey,
    parts: Parts,
    digits: String,
    is_dotted: bool,
}

impl Name {
    #[must_use]
    pub fn of(name: &str) -> Self {
        let key = MatchingKey::of(name);
        let digits = key.as_str().chars().filter(|letter| letter.is_numeric()).collect();
        Self { parts: Parts::of(key.as_str()), key, digits, is_dotted: name.contains(['.', '．']) }
    }

    pub(super) fn key(&self) -> &str {
        self.key.as_str()
    }

    /// What tells the company. Never empty but for an empty key.
    pub(super) fn core(&self) -> &str {
        &self.key()[self.parts.core.clone()]
    }

    pub(super) fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Whether a point stands in it, as behind words that are written short.
    pub(super) fn is_dotted(&self) -> bool {
        self.is_dotted
    }

    /// All its digits in a row.
    pub(super) fn digits(&self) -> &str {
        &self.digits
    }
}
