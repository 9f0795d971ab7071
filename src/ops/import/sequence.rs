//! Rows that follow each other in time: of moves and of grades the one that is written last says where an account stands, and most
//! systems list the newest first.

use std::collections::HashMap;
use std::sync::mpsc::Receiver;

use super::ahead::{Batch, Read};
use crate::domain::date::Date;
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::parse::Reading;
use crate::domain::record::Entry;
use crate::import::drafts::{Draft, Drafts};

/// How the rows of a table follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sequence {
    /// As they stand.
    Kept,
    /// They have to be brought in the order of their days.
    ByDay,
}

/// How the rows of a table follow each other, and the first day of them. They are read for that to their end: those that are in order,
/// as most are, need not be held together.
pub(super) fn of(drafts: &mut Drafts, reading: &Reading) -> (Sequence, Option<Date>) {
    let mut sequence = Sequence::Kept;
    let mut first = None;
    let mut newest: HashMap<String, Date> = HashMap::new();
    while let Some(draft) = drafts.next_draft(reading) {
        let Ok(draft) = draft else { continue };
        let Some(day) = day(&draft.entry) else { continue };
        first = Some(first.map_or(day, |first: Date| first.min(day)));
        let known = newest.entry(process(&draft)).or_insert(day);
        if day < *known {
            sequence = Sequence::ByDay;
        }
        *known = day.max(*known);
    }
    (sequence, first)
}

/// Whose process a row is about, as it is written there.
fn process(draft: &Draft) -> String {
    let names = draft.links.iter().filter(|link| matches!(link.field.name, "account" | "project"));
    names.flat_map(|link| &link.names).map(|name| fold(name)).collect::<Vec<_>>().join("\u{1}")
}

fn day(entry: &Entry) -> Option<Date> {
    entry.get("date").as_date()
}

/// All rows of a table by their days, and how far the reading was after the last of them; bad ones come first.
pub(super) fn by_day(batches: Receiver<Batch>) -> Batch {
    let mut all = Batch { rows: Vec::new(), progress: 0 };
    for batch in batches {
        all.rows.extend(batch.rows);
        all.progress = batch.progress;
    }
    let day = |row: &Read| row.draft.as_ref().ok().and_then(|(draft, _)| day(&draft.entry));
    Batch { rows: sorted(all.rows, day), ..all }
}

/// Records of a kind by their days, where that matters.
pub(super) fn in_order<T>(kind: Kind, records: Vec<T>, entry: impl Fn(&T) -> &Entry) -> Vec<T> {
    if kind.last_counts() { sorted(records, |record| day(entry(record))) } else { records }
}

/// Of one day, a list that mostly has the newer before the older has the newest first.
fn sorted<T>(mut rows: Vec<T>, day: impl Fn(&T) -> Option<Date>) -> Vec<T> {
    let steps = |is_one: fn(&Option<Date>, &Option<Date>) -> bool| {
        rows.windows(2).filter(|pair| is_one(&day(&pair[0]), &day(&pair[1]))).count()
    };
    if steps(|one, next| one > next) > steps(|one, next| one < next) {
        rows.reverse();
    }
    rows.sort_by_key(|row| day(row));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_one_day_a_list_that_begins_with_the_newest_is_read_backwards() {
        let rows = |days: &[i8]| -> Vec<(i8, usize)> {
            let rows = days.iter().enumerate().map(|(place, day)| (*day, place)).collect();
            sorted(rows, |(day, _)| Some(Date::constant(2026, 3, *day)))
        };
        assert_eq!(rows(&[1, 2, 2, 3]), [(1, 0), (2, 1), (2, 2), (3, 3)]);
        assert_eq!(rows(&[3, 2, 2, 1]), [(1, 3), (2, 2), (2, 1), (3, 0)]);
        assert_eq!(rows(&[2, 2]), [(2, 0), (2, 1)]);
        assert_eq!(rows(&[1, 3, 2]), [(1, 0), (2, 2), (3, 1)]);
    }
}
