//! What an import did: how each table was read, and what became of its rows.

use std::collections::BTreeMap;

use super::Alike;
use super::swings::Quarrel;
use crate::domain::kind::Kind;
use crate::import::calendar::Shifted;
use crate::import::columns::Columns;
use crate::import::drafts::{Doubted, Grouped, Understood};
use crate::import::encoding::Found;
use crate::import::format::Format;
use crate::import::source::Compression;
use crate::import::wide;
use crate::import::workbook::Uncomputed;

/// What became of the rows of a file, or of all files. `read` is the sum of the others but `accounts`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub read: u64,
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub skipped: u64,
    pub rejected: u64,
    /// Rows that were held back, since they look like an account that is there.
    pub near: u64,
    /// Accounts made because rows of other kinds name them.
    pub accounts: u64,
}

impl Tally {
    pub(super) fn accounted_for(&self) -> u64 {
        self.created + self.updated + self.unchanged + self.skipped + self.near + self.rejected
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.read += other.read;
        self.created += other.created;
        self.updated += other.updated;
        self.unchanged += other.unchanged;
        self.skipped += other.skipped;
        self.rejected += other.rejected;
        self.near += other.near;
        self.accounts += other.accounts;
    }
}

/// A row that looks like an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    pub line: u64,
    pub name: String,
    pub alike: Alike,
    /// Whether it was held back, or made a new account all the same.
    pub is_held: bool,
}

/// How a table was read, and what became of its rows.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// The file, and in brackets its sheet or section where it has several.
    pub name: String,
    /// The place of the file among the inputs.
    pub input: usize,
    /// Whether it is the first table of its file.
    pub is_first: bool,
    pub part: Option<String>,
    pub format: Format,
    pub compression: Option<Compression>,
    pub kind: Kind,
    /// Whether the kind was guessed from the header.
    pub kind_guessed: bool,
    /// The encoding, of text.
    pub found: Option<Found>,
    /// What separates the cells, of delimited text.
    pub delimiter: Option<u8>,
    /// The line of the header, where a row is it.
    pub header_line: Option<u64>,
    /// How many rows stood above the header and were passed over.
    pub titles: u64,
    /// How many rows repeated the header and were passed over.
    pub repeated_headers: u64,
    /// The lines of totals, which were passed over.
    pub totals: Vec<u64>,
    /// Keys of a document beside its sections, which are no records.
    pub passed_over: Vec<String>,
    /// How long it is, in the units in which its progress is told.
    pub length: u64,
    pub columns: Columns,
    /// For each column, the cells that were understood differently from how they are written.
    pub understood: Vec<Understood>,
    /// For each column, how many of its values fill no field.
    pub left_over: Vec<u64>,
    pub doubts: Vec<Doubted>,
    /// What rows took from rows above them.
    pub grouped: Vec<Grouped>,
    /// How many rows have nothing for this part of the table, or are totals.
    pub rows_passed_over: u64,
    /// How many more people than rows there were, as names held several.
    pub parted: u64,
    /// Formulas of a spreadsheet without their values: how many, and the first.
    pub uncomputed: Option<Uncomputed>,
    /// Whether records are told by their numbers, as the text has no line breaks.
    pub is_one_line: bool,
    /// Events of a calendar whose days were told by the clock of another zone than their times are written in.
    pub shifted: Vec<Shifted>,
    /// How a survey with a row for each respondent was understood; the rows are its answers.
    pub survey: Option<wide::Told>,
    pub tally: Tally,
    /// How many updates changed each field.
    pub changed: BTreeMap<String, u64>,
    /// The first of the rows that look like an account.
    pub near: Vec<Near>,
    /// How many of them made a new account all the same.
    pub created_near: u64,
    /// The first of the rows that say something else about a record than a row before, and how many there are.
    pub quarrels: Vec<Quarrel>,
    pub contradicted: u64,
    /// Questions of surveys that the playbook does not know, and how many answers to each: nothing of them was checked.
    pub unknown_questions: BTreeMap<String, u64>,
}

impl FileReport {
    /// How many rows the table has: each is taken, rejected or passed over.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tally.read + self.rows_passed_over - self.parted
    }

    /// Whether two reports are of parts of one table, whose rows are of several kinds.
    #[must_use]
    pub fn is_of_the_table_of(&self, other: &Self) -> bool {
        self.input == other.input && self.part == other.part
    }
}

/// What an import did.
#[derive(Clone, Debug)]
pub struct Imported {
    pub files: Vec<FileReport>,
    /// Its number in the history; none when nothing changed or nothing was kept.
    pub operation: Option<i64>,
    /// Whether rows were rejected and therefore nothing was kept.
    pub refused: bool,
}

impl Imported {
    /// The rows of all files.
    #[must_use]
    pub fn total(&self) -> Tally {
        let mut total = Tally::default();
        for file in &self.files {
            total.add(&file.tally);
        }
        total
    }

    /// The parts of each table, in their order: one of most tables, several where rows are of several kinds.
    pub fn tables(&self) -> impl Iterator<Item = &[FileReport]> {
        self.files.chunk_by(FileReport::is_of_the_table_of)
    }

    /// How many rows all tables have.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables().filter_map(|parts| parts.first()).map(FileReport::rows).sum()
    }

    /// How many updates changed each field.
    #[must_use]
    pub fn changed(&self) -> BTreeMap<&str, u64> {
        let mut changed = BTreeMap::new();
        for (field, count) in self.files.iter().flat_map(|file| &file.changed) {
            *changed.entry(field.as_str()).or_default() += count;
        }
        changed
    }
}
