//! Bare ids, one a line, for other commands to take.

use std::io::Write;

use serde_json::Value as Json;

use super::{Cell, Column, ExportError, Rows, harmless};

pub(super) struct Ids<'a> {
    out: &'a mut dyn Write,
    position: usize,
}

impl<'a> Ids<'a> {
    pub(super) fn begin(columns: &[Column], out: &'a mut dyn Write) -> Result<Self, ExportError> {
        let position = columns.iter().position(|column| column.key == "id").ok_or(ExportError::NoId)?;
        Ok(Self { out, position })
    }
}

impl Rows for Ids<'_> {
    fn push(&mut self, row: &[Cell]) -> Result<(), ExportError> {
        match row.get(self.position).map(|cell| &cell.data) {
            None | Some(Json::Null) => {}
            Some(Json::String(id)) => writeln!(self.out, "{}", harmless(id))?,
            Some(id) => writeln!(self.out, "{id}")?,
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }
}
