//! Which row wrote which record, so that a second one can be told where the first stands.

use std::collections::HashMap;

use super::place::Row;
use crate::domain::kind::Kind;
use crate::domain::record::Entry;

/// Where in the files the records stand that this import wrote.
#[derive(Default)]
pub(super) struct Written {
    /// New records have consecutive numbers: the first one, and `file, line` of each.
    created: HashMap<Kind, (i64, Vec<(u32, u32)>)>,
    changed: HashMap<(Kind, i64), (u32, u32)>,
    files: Vec<String>,
}

impl Written {
    /// Notes which row wrote a record.
    pub(super) fn note(&mut self, entry: &Entry, row: Row, line: u64) {
        while self.files.len() <= row.file {
            self.files.push(String::new());
        }
        if self.files[row.file].is_empty() {
            row.file_name.clone_into(&mut self.files[row.file]);
        }
        let place = (u32::try_from(row.file).unwrap_or(u32::MAX), u32::try_from(line).unwrap_or(u32::MAX));
        let (first, places) = self.created.entry(entry.kind).or_insert_with(|| (entry.id, Vec::new()));
        if usize::try_from(entry.id - *first).is_ok_and(|next| next == places.len()) {
            places.push(place);
        } else {
            self.changed.insert((entry.kind, entry.id), place);
        }
    }

    /// `FILE:LINE` of the row that wrote a record.
    pub(super) fn place(&self, kind: Kind, id: i64) -> Option<String> {
        let of_created = || {
            let (first, places) = self.created.get(&kind)?;
            places.get(usize::try_from(id - first).ok()?)
        };
        let (file, line) = self.changed.get(&(kind, id)).or_else(of_created)?;
        Some(format!("{}:{line}", self.files.get(*file as usize)?))
    }
}
