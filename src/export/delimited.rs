//! CSV and TSV: a header of identifiers, and rows that the importer reads back. No cell is a formula.

use std::io::Write;

use super::{Cell, Column, ExportError, Rows};
use crate::domain::cell::text_of;
use crate::domain::formula::guard;

pub(super) struct Delimited<'a> {
    writer: csv::Writer<&'a mut dyn Write>,
}

impl<'a> Delimited<'a> {
    pub(super) fn begin(
        delimiter: u8,
        columns: &[Column],
        out: &'a mut dyn Write,
    ) -> Result<Self, ExportError> {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
        if !columns.is_empty() {
            writer.write_record(columns.iter().map(|column| guard(column.key.clone())))?;
        }
        Ok(Self { writer })
    }
}

impl Rows for Delimited<'_> {
    fn push(&mut self, row: &[Cell]) -> Result<(), ExportError> {
        for cell in row {
            self.writer.write_field(text_of(&cell.data))?;
        }
        if !row.is_empty() {
            self.writer.write_record(None::<&[u8]>)?;
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), ExportError> {
        Ok(self.writer.flush()?)
    }
}
