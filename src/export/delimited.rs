//! CSV and TSV: a header of identifiers, and rows that the importer reads back. No cell is a formula.

use std::io::Write;

use serde_json::{Map, Number, Value as Json};

use super::{Cell, Column, ExportError, Rows};
use crate::domain::formula::guard;
use crate::domain::number::unmistakable;
use crate::domain::parse::join_list;

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

/// The text of a cell. Only what people wrote can be taken for a formula, so only that is guarded.
fn text_of(data: &Json) -> String {
    match data {
        Json::Number(number) => plain(number),
        other => guard(cell_text(other)),
    }
}

/// A value as the text of one cell, from which [`Field::parse`](crate::domain::record::Field::parse) reads it back.
#[must_use]
pub fn cell_text(data: &Json) -> String {
    match data {
        Json::Null => String::new(),
        Json::Bool(true) => "yes".to_owned(),
        Json::Bool(false) => "no".to_owned(),
        Json::Number(number) => plain(number),
        Json::String(text) => text.clone(),
        Json::Array(items) if items.iter().any(Json::is_array) => data.to_string(),
        Json::Array(items) => {
            let items: Vec<String> = items.iter().map(cell_text).collect();
            join_list(items.iter().map(String::as_str))
        }
        Json::Object(fields) => money_text(fields).unwrap_or_else(|| data.to_string()),
    }
}

/// A whole number without `.0`, no number with an exponent, and none that reads as thousands.
fn plain(number: &Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() => unmistakable(float.to_string()),
        _ => number.to_string(),
    }
}

/// `CNY 1200.50`, if the object is an amount of money.
fn money_text(fields: &Map<String, Json>) -> Option<String> {
    let (amount, currency) = (fields.get("amount")?.as_str()?, fields.get("currency")?.as_str()?);
    (fields.len() == 2).then(|| format!("{currency} {amount}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_cell_is_written_for_reading_back() {
        let cases = [
            (json!(null), ""),
            (json!("华为"), "华为"),
            (json!(true), "yes"),
            (json!(false), "no"),
            (json!(-12), "-12"),
            (json!(40.0), "40"),
            (json!(0.125), "0.125"),
            (json!(12.345), "12.3450"),
            (json!(1e21), "1000000000000000000000"),
            (json!({"amount": "1200.50", "currency": "CNY"}), "CNY 1200.50"),
            (json!({"amount": "1200.50"}), r#"{"amount":"1200.50"}"#),
            (json!(["a;b", "华为", 3]), r"a\;b; 华为; 3"),
            (json!([["a"], "b"]), r#"[["a"],"b"]"#),
            (json!([]), ""),
            (json!({"a": [1, null]}), r#"{"a":[1,null]}"#),
            (json!(["=1+1", "b"]), "'=1+1; b"),
        ];
        for (data, text) in cases {
            assert_eq!(text_of(&data), text, "{data}");
        }
    }
}
