//! Numbers of records as ranges: an import makes a million in a row.

use std::collections::BTreeMap;

use crate::domain::kind::Kind;

/// Numbers by kind, in ranges that include both ends and stand in the order of their beginnings.
#[derive(Debug, Default)]
pub(super) struct Ranges(BTreeMap<Kind, Vec<(i64, i64)>>);

impl Ranges {
    /// Adds a range that begins after the others of its kind.
    pub(super) fn push(&mut self, kind: Kind, first: i64, last: i64) {
        self.0.entry(kind).or_default().push((first, last));
    }

    pub(super) fn contain(&self, kind: Kind, number: i64) -> bool {
        let Some(ranges) = self.0.get(&kind) else { return false };
        let after = ranges.partition_point(|(first, _)| *first <= number);
        let before = ranges.get(..after).and_then(<[_]>::last);
        before.is_some_and(|(_, last)| number <= *last)
    }

    /// How many numbers there are, of ranges that do not overlap.
    pub(super) fn count(&self) -> i64 {
        self.0.values().flatten().map(|(first, last)| last - first + 1).sum()
    }
}
