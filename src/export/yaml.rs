//! YAML: a sequence of mappings, or one mapping. Text that YAML 1.1 would take for something else is quoted.

use std::io::Write;

use serde::Serialize;

use super::{Cell, Column, ExportError, Object, Rows};

pub(super) struct Sequence<'a> {
    columns: Vec<Column>,
    out: &'a mut dyn Write,
    empty: bool,
}

impl<'a> Sequence<'a> {
    pub(super) fn begin(columns: &[Column], out: &'a mut dyn Write) -> Self {
        Self { columns: columns.to_vec(), out, empty: true }
    }
}

impl Rows for Sequence<'_> {
    fn push(&mut self, row: &[Cell]) -> Result<(), ExportError> {
        self.empty = false;
        // A sequence of several items is the sequences of each item, one after the other.
        write(&[Object { columns: &self.columns, row }], self.out)
    }

    fn finish(&mut self) -> Result<(), ExportError> {
        if self.empty {
            self.out.write_all(b"[]\n")?;
        }
        Ok(self.out.flush()?)
    }
}

pub(super) fn record(columns: &[Column], row: &[Cell], out: &mut dyn Write) -> Result<(), ExportError> {
    write(&Object { columns, row }, out)
}

fn write(value: &impl Serialize, out: &mut dyn Write) -> Result<(), ExportError> {
    let options = serde_yaml::ser_options! { prefer_block_scalars: false };
    let text = serde_yaml::to_string_with_options(value, options)
        .map_err(|error| ExportError::Yaml(error.to_string()))?;
    Ok(out.write_all(text.as_bytes())?)
}
