//! What rows did to records, for who wants to see it.

use std::collections::HashSet;

use crate::domain::kind::Kind;
use crate::domain::record::Entry;

/// What rows did.
#[derive(Default)]
pub(super) struct Log {
    /// Records before, unless they are new, and after.
    changes: Vec<(Option<Entry>, Entry)>,
    /// The records that rows went to.
    placed: HashSet<(Kind, i64)>,
}

impl Log {
    /// Notes that a row went to a record.
    pub(super) fn placed(&mut self, kind: Kind, id: i64) {
        self.placed.insert((kind, id));
    }

    /// Notes what a row made of a record.
    pub(super) fn changed(&mut self, before: Option<&Entry>, after: &Entry) {
        self.placed(after.kind, after.id);
        self.changes.push((before.cloned(), after.clone()));
    }

    /// Takes out the changes since this was asked last.
    pub(super) fn take(&mut self) -> Vec<(Option<Entry>, Entry)> {
        std::mem::take(&mut self.changes)
    }

    /// Whether a row went to a record.
    pub(super) fn has(&self, kind: Kind, id: i64) -> bool {
        self.placed.contains(&(kind, id))
    }
}
