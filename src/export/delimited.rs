//! CSV and TSV: a header of identifiers, and rows that the importer reads back. No cell is a formula.

use std::io::Write;

use super::{Cell, Column, ExportError, Rows};
use crate::domain::cell::text_of;
use crate::domain::formula::guard;

/// A list in CSV or TSV that is being written.
pub struct Delimited<'a> {
    writer: csv::Writer<&'a mut dyn Write>,
}

impl<'a> Delimited<'a> {
    /// Begins a list of these columns.
    ///
    /// # Errors
    /// Fails when `out` does.
    pub fn begin(delimiter: u8, columns: &[Column], out: &'a mut dyn Write) -> Result<Self, ExportError> {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
        if !columns.is_empty() {
            writer.write_record(columns.iter().map(|column| guard(column.key.clone())))?;
        }
        Ok(Self { writer })
    }

    /// Writes the next cell of a row, of which the text is guarded already.
    ///
    /// # Errors
    /// Fails when `out` does.
    pub fn cell(&mut self, text: &str) -> Result<(), ExportError> {
        Ok(self.writer.write_field(text)?)
    }

    /// Ends a row.
    ///
    /// # Errors
    /// Fails when `out` does.
    pub fn end_row(&mut self) -> Result<(), ExportError> {
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// Fails when `out` does.
    pub fn finish(&mut self) -> Result<(), ExportError> {
        Ok(self.writer.flush()?)
    }
}

impl Rows for Delimited<'_> {
    fn push(&mut self, row: &[Cell]) -> Result<(), ExportError> {
        for cell in row {
            self.cell(&text_of(&cell.data))?;
        }
        if row.is_empty() { Ok(()) } else { self.end_row() }
    }

    fn finish(&mut self) -> Result<(), ExportError> {
        Delimited::finish(self)
    }
}
