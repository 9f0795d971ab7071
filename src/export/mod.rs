//! Values to bytes: the formats that lists and records are written in, and what makes text from outside harmless.
//!
//! A new format is one file with a [`Rows`] and one line in [`ListWriter::begin`].

mod delimited;
mod error;
mod file_name;
mod format;
mod harmless;
mod icalendar;
mod ids;
mod json;
mod markdown;
mod spreadsheet;
mod vcard;
mod yaml;

use std::io::Write;

use serde::{Serialize, Serializer};
use serde_json::Value as Json;

pub use crate::domain::formula::unguard;
pub use delimited::Delimited;
pub use error::ExportError;
pub use file_name::FileNames;
pub use format::{Format, UnknownFormat};
pub use harmless::harmless;
pub use icalendar::{Event, write_calendar};
pub use markdown::markdown_text;
pub use spreadsheet::{Cut, Heading, Spreadsheet};
pub use vcard::{Card, write_card};
pub use yaml::write_document;

/// One column of a list, or one field of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The identifier in data formats. It never changes with the language.
    pub key: String,
    /// The heading for people.
    pub label: String,
}

/// One value, for programs and for people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What data formats write.
    pub data: Json,
    /// What tables and markdown show.
    pub text: String,
}

/// A list of records, or one record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    pub columns: Vec<Column>,
    /// Each row has one cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// Writes a list row by row, so that a list of any length needs the memory of one row.
pub struct ListWriter<'a> {
    rows: Box<dyn Rows + 'a>,
    width: usize,
    written: u64,
}

/// How one format writes a list. What begins the list is written when it is made.
trait Rows {
    fn push(&mut self, row: &[Cell]) -> Result<(), ExportError>;
    fn finish(&mut self) -> Result<(), ExportError>;
}

impl<'a> ListWriter<'a> {
    /// Begins a list of these columns.
    ///
    /// # Errors
    /// Refuses [`Format::Table`], and [`Format::Ids`] without a column `id`; fails when `out` does.
    pub fn begin(format: Format, columns: &[Column], out: &'a mut dyn Write) -> Result<Self, ExportError> {
        let rows: Box<dyn Rows + 'a> = match format {
            Format::Table => return Err(ExportError::Drawn { format }),
            Format::Json => Box::new(json::Array::begin(columns, out)),
            Format::Ndjson => Box::new(json::Lines::begin(columns, out)),
            Format::Csv => Box::new(Delimited::begin(b',', columns, out)?),
            Format::Tsv => Box::new(Delimited::begin(b'\t', columns, out)?),
            Format::Yaml => Box::new(yaml::Sequence::begin(columns, out)),
            Format::Markdown => Box::new(markdown::Table::begin(columns, out)?),
            Format::Ids => Box::new(ids::Ids::begin(columns, out)?),
        };
        Ok(Self { rows, width: columns.len(), written: 0 })
    }

    /// Writes one row.
    ///
    /// # Errors
    /// Refuses a row that does not fit the columns; fails when `out` does.
    pub fn push(&mut self, row: &[Cell]) -> Result<(), ExportError> {
        self.written += 1;
        if row.len() != self.width {
            return Err(ExportError::Ragged { row: self.written, cells: row.len(), columns: self.width });
        }
        self.rows.push(row)
    }

    /// Writes what ends the list, and flushes `out`. A list that is not finished is not complete.
    ///
    /// # Errors
    /// Fails when `out` does.
    pub fn finish(mut self) -> Result<(), ExportError> {
        self.rows.finish()
    }
}

/// Writes a list: an array in JSON and YAML, a header and rows in CSV, TSV and markdown.
///
/// # Errors
/// As [`ListWriter::begin`] and [`ListWriter::push`].
pub fn write_list(format: Format, sheet: &Sheet, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut list = ListWriter::begin(format, &sheet.columns, out)?;
    for row in &sheet.rows {
        list.push(row)?;
    }
    list.finish()
}

/// Writes one record: an object in JSON, a mapping in YAML, a table of two columns in markdown; in the other formats
/// a list of one row.
///
/// # Errors
/// Refuses a sheet that has not exactly one row, and as [`write_list`].
pub fn write_record(format: Format, sheet: &Sheet, out: &mut dyn Write) -> Result<(), ExportError> {
    let [row] = sheet.rows.as_slice() else {
        return Err(ExportError::NotOneRow { rows: sheet.rows.len() });
    };
    match format {
        Format::Json => json::record(&sheet.columns, row, out)?,
        Format::Yaml => yaml::record(&sheet.columns, row, out)?,
        Format::Markdown => markdown::record(&sheet.columns, row, out)?,
        Format::Table | Format::Ndjson | Format::Csv | Format::Tsv | Format::Ids => {
            return write_list(format, sheet, out);
        }
    }
    Ok(out.flush()?)
}

/// One row as an object, its keys in the order of the columns.
struct Object<'a> {
    columns: &'a [Column],
    row: &'a [Cell],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(
            self.columns.iter().map(|column| &column.key).zip(self.row.iter().map(|cell| &cell.data)),
        )
    }
}

#[cfg(test)]
mod tests;
