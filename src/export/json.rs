//! JSON: an array of objects, one object, or one object a line.

use std::fmt::Write as _;
use std::io::Write;

use super::harmless::is_hidden;
use super::{Cell, Column, ExportError, Object, Rows};

pub(super) struct Array<'a> {
    columns: Vec<Column>,
    out: &'a mut dyn Write,
    /// What comes before the next object.
    before: &'static str,
}

impl<'a> Array<'a> {
    pub(super) fn begin(columns: &[Column], out: &'a mut dyn Write) -> Self {
        Self { columns: columns.to_vec(), out, before: "[\n  " }
    }
}

impl Rows for Array<'_> {
    fn push(&mut self, row: &[Cell]) -> Result<(), ExportError> {
        let object = pretty(&self.columns, row)?.replace('\n', "\n  ");
        write!(self.out, "{}{object}", self.before)?;
        self.before = ",\n  ";
        Ok(())
    }

    fn finish(&mut self) -> Result<(), ExportError> {
        self.out.write_all(if self.before.starts_with('[') { b"[]\n" } else { b"\n]\n" })?;
        Ok(self.out.flush()?)
    }
}

pub(super) struct Lines<'a> {
    columns: Vec<Column>,
    out: &'a mut dyn Write,
}

impl<'a> Lines<'a> {
    pub(super) fn begin(columns: &[Column], out: &'a mut dyn Write) -> Self {
        Self { columns: columns.to_vec(), out }
    }
}

impl Rows for Lines<'_> {
    fn push(&mut self, row: &[Cell]) -> Result<(), ExportError> {
        let object = serde_json::to_string(&Object { columns: &self.columns, row })?;
        Ok(writeln!(self.out, "{}", escape_hidden(object))?)
    }

    fn finish(&mut self) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }
}

pub(super) fn record(columns: &[Column], row: &[Cell], out: &mut dyn Write) -> Result<(), ExportError> {
    Ok(writeln!(out, "{}", pretty(columns, row)?)?)
}

fn pretty(columns: &[Column], row: &[Cell]) -> Result<String, ExportError> {
    Ok(escape_hidden(serde_json::to_string_pretty(&Object { columns, row })?))
}

/// Writes hidden letters as `\u009b`. They stand in strings only, where that means the same and leaves a terminal alone.
fn escape_hidden(json: String) -> String {
    if !json.chars().any(is_hidden) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len());
    for letter in json.chars() {
        if is_hidden(letter) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                // A `String` takes everything that is written to it.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(letter);
        }
    }
    escaped
}
