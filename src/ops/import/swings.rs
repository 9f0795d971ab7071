//! Records that several rows of an import changed: which of them end as they began, and where rows say different things about one.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::report::FileReport;
use crate::domain::kind::Kind;
use crate::domain::record::Entry;

/// How many rows are told one by one for each table that contradict one before.
const TOLD: usize = 10;

/// A row that says something else about a record than one before it, which it outdoes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarrel {
    pub line: u64,
    pub name: String,
    /// `FILE:LINE` of the row before.
    pub place: String,
    /// The fields that both fill.
    pub fields: Vec<String>,
}

/// What rows did to a record that was there.
struct Swing {
    /// What stands for the record as it was before the import.
    before: u64,
    is_back: bool,
    /// The tables of the rows that changed it, each with the fields.
    rows: Vec<(u32, Vec<String>)>,
}

/// The records that an import changed.
#[derive(Default)]
pub(super) struct Swings(HashMap<(Kind, i64), Swing>);

impl Swings {
    /// Notes what a row made of a record.
    pub(super) fn note(&mut self, file: usize, before: &Entry, after: &Entry, changed: &[&str]) {
        let swing = self.0.entry((before.kind, before.id)).or_insert_with(|| Swing {
            before: sign(before),
            is_back: false,
            rows: Vec::new(),
        });
        let file = u32::try_from(file).unwrap_or(u32::MAX);
        swing.is_back = !swing.rows.is_empty() && swing.before == sign(after);
        swing.rows.push((file, changed.iter().map(|field| (*field).to_owned()).collect()));
    }

    /// Counts rows as unchanged whose records end as they began. Whether there were any.
    pub(super) fn settle(self, reports: &mut [FileReport]) -> bool {
        let mut is_any = false;
        for (file, fields) in self.0.into_values().filter(|swing| swing.is_back).flat_map(|swing| swing.rows)
        {
            let Some(report) = reports.get_mut(file as usize) else { continue };
            is_any = true;
            report.tally.updated -= 1;
            report.tally.unchanged += 1;
            for field in fields {
                if let Some(count) = report.changed.get_mut(&field) {
                    *count -= 1;
                }
            }
            report.changed.retain(|_, count| *count > 0);
        }
        is_any
    }
}

/// Keeps the first of the quarrels of a table.
pub(super) fn keep(report: &mut FileReport, quarrel: Quarrel) {
    report.contradicted += 1;
    if report.quarrels.len() < TOLD {
        report.quarrels.push(quarrel);
    }
}

/// What stands for the values of a record, but for those that change with each write.
fn sign(entry: &Entry) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (field, value) in entry.kind.fields().iter().zip(&entry.values).filter(|(field, _)| field.is_given())
    {
        field.name.hash(&mut hasher);
        value.to_json().to_string().hash(&mut hasher);
    }
    entry.get("custom").to_json().to_string().hash(&mut hasher);
    hasher.finish()
}
