//! What follows from a new record alone, so that another thread can work it out before the file is touched.

use super::{keys, search};
use crate::domain::record::Entry;

/// The keys and words by which a record will be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    pub(super) keys: Vec<String>,
    /// None where there are none, or where they are worked out when the record is written.
    words: Option<search::Indexed>,
}

impl Prepared {
    /// Of a record that may still lack its number, links, numbers and choices: they have no part in it.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        Self { words: search::Indexed::of(entry), ..Self::found(entry) }
    }

    /// The same of one that is likely there already: it may never be written.
    #[must_use]
    pub fn found(entry: &Entry) -> Self {
        Self { keys: keys::keys_of(entry), words: None }
    }

    pub(super) fn words(self, entry: &Entry) -> Option<search::Indexed> {
        self.words.or_else(|| search::Indexed::of(entry))
    }

    /// The folded name of an account; empty for other records.
    #[must_use]
    pub fn name_key(&self) -> &str {
        self.keys.first().map_or("", String::as_str)
    }
}
