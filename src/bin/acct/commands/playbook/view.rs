//! A part of the playbook as it is shown: for people tables under headings, for programs the data itself.

use std::io::Write as _;

use acct::domain::language::Text;
use acct::export::{Cell, Column, Format, Sheet, harmless, markdown_text};
use serde_json::Value as Json;

use crate::context::Context;
use crate::display::{self, text_cell};
use crate::sheets::named_columns;
use crate::ui::Ui;

/// What is shown.
pub(super) struct View {
    pub(super) parts: Vec<Part>,
    /// A list of objects or one object.
    pub(super) data: Json,
}

/// One table under a heading.
pub(super) struct Part {
    heading: String,
    sheet: Sheet,
    form: Form,
}

enum Form {
    List,
    Record,
}

/// The name of a column: its key, and its label in English and Chinese.
pub(super) type Name = (&'static str, &'static str, &'static str);

impl Part {
    /// A table with a row for each entry.
    pub(super) fn list(context: &Context, heading: String, names: &[Name], rows: Vec<Vec<String>>) -> Self {
        let columns = named_columns(context, names);
        let rows = rows.into_iter().map(|row| row.iter().map(|text| text_cell(text)).collect()).collect();
        Self { heading, sheet: Sheet { columns, rows }, form: Form::List }
    }

    /// Labels beside values; those without a value are left out.
    pub(super) fn record(context: &Context, heading: String, values: Vec<(Name, String)>) -> Self {
        let filled: Vec<(Name, String)> = values.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let names: Vec<Name> = filled.iter().map(|(name, _)| *name).collect();
        let columns = named_columns(context, &names);
        let row = filled.iter().map(|(_, value)| text_cell(value)).collect();
        Self { heading, sheet: Sheet { columns, rows: vec![row] }, form: Form::Record }
    }
}

/// Texts one under the other, each with a dash.
pub(super) fn dashed<'t>(context: &Context, texts: impl IntoIterator<Item = &'t Text>) -> String {
    let lines: Vec<String> =
        texts.into_iter().map(|text| format!("- {}", text.get(context.language))).collect();
    lines.join("\n")
}

/// Texts one under the other with their number, counted from `first`.
pub(super) fn numbered<'t>(
    context: &Context,
    texts: impl IntoIterator<Item = &'t Text>,
    first: usize,
) -> String {
    let lines = texts.into_iter().zip(first..);
    let lines: Vec<String> =
        lines.map(|(text, number)| format!("{number}  {}", text.get(context.language))).collect();
    lines.join("\n")
}

/// Prints a view in the format that was asked for.
pub(super) fn print(context: &Context, view: &View) -> anyhow::Result<()> {
    match context.format() {
        Format::Table | Format::Markdown => print_parts(context, &view.parts),
        _ if view.data.is_array() => display::print_list(context, &sheet_of(&view.data)),
        _ => display::print_record(context, &sheet_of(&view.data)),
    }
}

fn print_parts(context: &Context, parts: &[Part]) -> anyhow::Result<()> {
    for (position, part) in parts.iter().enumerate() {
        let mut out = context.ui.stdout();
        if position > 0 {
            writeln!(out)?;
        }
        if context.format() == Format::Markdown {
            writeln!(out, "## {}\n", markdown_text(&part.heading))?;
        } else {
            writeln!(out, "{}", Ui::bold(&harmless(&part.heading)))?;
        }
        drop(out);
        match part.form {
            Form::List => display::print_list(context, &part.sheet)?,
            Form::Record => display::print_record(context, &part.sheet)?,
        }
    }
    Ok(())
}

/// Data as a sheet: a column for each key of its objects.
fn sheet_of(data: &Json) -> Sheet {
    let objects: Vec<&Json> = match data {
        Json::Array(items) => items.iter().collect(),
        single => vec![single],
    };
    let mut columns: Vec<Column> = Vec::new();
    for key in objects.iter().filter_map(|object| object.as_object()).flat_map(|object| object.keys()) {
        if !columns.iter().any(|column| column.key == *key) {
            columns.push(Column { key: key.clone(), label: key.clone() });
        }
    }
    let cell = |object: &Json, column: &Column| {
        let data = object.get(&column.key).cloned().unwrap_or_default();
        let text = data.as_str().map_or_else(|| data.to_string(), str::to_owned);
        Cell { text: if data.is_null() { String::new() } else { text }, data }
    };
    let rows =
        objects.iter().map(|object| columns.iter().map(|column| cell(object, column)).collect()).collect();
    Sheet { columns, rows }
}
