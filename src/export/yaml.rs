//! YAML: a sequence of mappings, or one mapping. Text that YAML 1.1 would take for something else is quoted.

use std::io::Write;

use serde::Serialize;
use serde_json::Value as Json;

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

/// Writes one document for people to read and edit: texts of several lines stand line by line.
///
/// # Errors
/// When a value has no form in YAML, or `out` fails.
pub fn write_document(document: &Json, out: &mut dyn Write) -> Result<(), ExportError> {
    let options = serde_yaml::ser_options! { prefer_block_scalars: true, folded_wrap_chars: usize::MAX };
    let text = serde_yaml::to_string_with_options(document, options)
        .map_err(|error| ExportError::Yaml(error.to_string()))?;
    Ok(out.write_all(text.as_bytes())?)
}

fn write(value: &impl Serialize, out: &mut dyn Write) -> Result<(), ExportError> {
    let options = serde_yaml::ser_options! { prefer_block_scalars: false };
    let text = serde_yaml::to_string_with_options(value, options)
        .map_err(|error| ExportError::Yaml(error.to_string()))?;
    Ok(out.write_all(text.as_bytes())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_reads_back_as_it_was() {
        let long = "long ".repeat(100).trim_end().to_owned();
        let document = serde_json::json!({
            "a": "one\ntwo | three\n\n- four: # five",
            "b": long,
            "c": [
                "no", "007", 12.5, 1e20, "2026-03-01", "12:30", "~", "null", "a: b", "=x", "line\n  indented\n end ",
                "trailing\n", " lead\nx", "\u{1b}[31m", "tab\tx", "\n\nx", "x\r\ny", "#c", "华为\n技术", "- a", "",
                "a\u{2028}b\nc", "\u{7f}\nx", 66.666_666_666_666_67,
            ],
            "d": {"e": true, "f": {"g": []}, "h": {}, "i": "1_000", "j": 0.1, "k": "0x10", "trend.rivalry": "1e3"},
        });
        let mut out = Vec::new();
        write_document(&document, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with("a: |-\n  one\n  two | three\n\n  - four: # five\nb: "), "{text}");
        assert!(text.lines().any(|line| line.len() > 400), "no paragraph is cut into lines");
        assert_eq!(serde_yaml::from_str::<Json>(&text).unwrap(), document);
    }
}
