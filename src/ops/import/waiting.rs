//! Rows that wait for a record which a later row may bring, in the order of their files.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::kind::Kind;
use crate::import::drafts::Draft;
use crate::import::row::StringRecord;
use crate::store::Prepared;

/// A row that names a record above its own which was not there yet.
pub(super) struct Waiting {
    /// The place of its file.
    pub(super) file: usize,
    pub(super) draft: Draft,
    pub(super) prepared: Prepared,
    pub(super) cells: StringRecord,
}

/// Where a row stands in the order in which rows are read: kind of record, file, line.
type Turn = (Kind, usize, u64);

impl Waiting {
    fn turn(&self) -> Turn {
        (self.draft.entry.kind, self.file, self.draft.line)
    }
}

/// Rows whose turn has come, the earliest first, so that of two rows for one record the earlier one makes it.
#[derive(Default)]
pub(super) struct Ready(BTreeMap<Turn, Waiting>);

impl Ready {
    pub(super) fn add(&mut self, rows: Vec<Waiting>) {
        self.0.extend(rows.into_iter().map(|row| (row.turn(), row)));
    }

    pub(super) fn take(&mut self) -> Option<Waiting> {
        self.0.pop_first().map(|(_, row)| row)
    }
}

/// Rows that wait, each for the record with a key.
#[derive(Default)]
pub(super) struct WaitingRows {
    rows: BTreeMap<Turn, (String, Waiting)>,
    by_key: HashMap<String, BTreeSet<Turn>>,
}

impl WaitingRows {
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn add(&mut self, key: String, row: Waiting) {
        self.by_key.entry(key.clone()).or_default().insert(row.turn());
        self.rows.insert(row.turn(), (key, row));
    }

    /// Takes out the rows that wait for a key.
    pub(super) fn release(&mut self, key: &str) -> Vec<Waiting> {
        let turns = self.by_key.remove(key).unwrap_or_default();
        turns.iter().filter_map(|turn| self.rows.remove(turn)).map(|(_, row)| row).collect()
    }

    /// Takes out the earliest row.
    pub(super) fn take(&mut self) -> Option<Waiting> {
        let (turn, (key, row)) = self.rows.pop_first()?;
        if let Some(turns) = self.by_key.get_mut(&key) {
            turns.remove(&turn);
            if turns.is_empty() {
                self.by_key.remove(&key);
            }
        }
        Some(row)
    }
}
