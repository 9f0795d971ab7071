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

    /// Notes what followed at a record from what a row did to another.
    pub(super) fn followed(&mut self, before: &Entry, after: &Entry) {
        self.changes.push((Some(before.clone()), after.clone()));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_followed_is_told_and_no_row_went_to_it() {
        let mut log = Log::default();
        let (strategy, goal) = (Entry::blank(Kind::Strategy), Entry::blank(Kind::ResearchGoal));
        log.changed(Some(&strategy), &strategy);
        log.followed(&goal, &goal);
        assert_eq!(log.take(), [(Some(strategy.clone()), strategy), (Some(goal.clone()), goal)]);
        assert!(log.has(Kind::Strategy, 0) && !log.has(Kind::ResearchGoal, 0));
    }
}
