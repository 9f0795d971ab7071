//! Numbers of records as ranges, and those that an operation made or removed: an import makes a million in a row.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::StoreError;
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

/// Records that an operation made or removed, by kind and number.
const CAME_OR_WENT: &str = "SELECT \"kind\", \"before\" IS NULL, \"record\", coalesce(\"through\", \"record\") \
     FROM \"change\" WHERE \"operation\" = ?1 AND (\"before\" IS NULL OR \"after\" IS NULL) ORDER BY 1, 3";

/// Visits the records that an operation made (true) or removed, one by one or many in a row.
pub(super) fn each_that_came_or_went(
    connection: &Connection,
    number: i64,
    mut visit: impl FnMut(Kind, bool, i64, i64),
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(CAME_OR_WENT)?;
    let mut rows = statement.query([number])?;
    while let Some(row) = rows.next()? {
        if let Some(kind) = Kind::named(&row.get::<_, String>(0)?) {
            visit(kind, row.get(1)?, row.get(2)?, row.get(3)?);
        }
    }
    Ok(())
}
