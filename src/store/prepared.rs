//! What follows from a new record alone, so that another thread can work it out before the file is touched.

use super::{keys, search};
use crate::domain::record::Entry;

/// The keys and words by which a record will be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    pub(super) keys: Vec<String>,
    pub(super) indexed: Option<search::Indexed>,
}

impl Prepared {
    /// Of a record that may still lack its number, links, numbers and choices: they have no part in it.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        Self { keys: keys::keys_of(entry), indexed: search::Indexed::of(entry) }
    }

    /// The folded name of an account; empty for other records.
    #[must_use]
    pub fn name_key(&self) -> &str {
        self.keys.first().map_or("", String::as_str)
    }
}
