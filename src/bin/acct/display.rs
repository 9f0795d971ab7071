//! From records to sheets that are printed: labels, choices in words, names of linked records.

use std::collections::{BTreeMap, BTreeSet};

use acct::domain::kind::Kind;
use acct::domain::language::{Language, count};
use acct::domain::record::{Entry, Field, ID, Shape};
use acct::domain::shell::told_in;
use acct::domain::value::Value;
use acct::export::{Cell, Column, Format, Sheet};
use acct::playbook::shown::{Figures, Wording};
use serde_json::{Value as Json, json};

use crate::context::Context;

/// What records of a kind are counted in in Chinese.
pub(crate) fn measure(kind: Kind) -> &'static str {
    match kind {
        Kind::Account => "家",
        Kind::Contact => "位",
        _ => "条",
    }
}

/// A number of records of a kind in words: `1 account`, `3 家客户`.
pub(crate) fn counted(context: &Context, kind: Kind, number: usize) -> String {
    let label = context.labels.kind(kind, context.language).to_lowercase();
    match context.language {
        Language::English => count(number, &label, &several(context, kind)),
        Language::Chinese => format!("{number} {}{label}", measure(kind)),
    }
}

/// The name of a kind of which there are several: `accounts`, `客户`.
pub(crate) fn several(context: &Context, kind: Kind) -> String {
    let plural = context.labels.find(&format!("{kind}.plural"), context.language);
    match context.language {
        Language::English => plural.map_or_else(|| kind.plural().replace('_', " "), str::to_lowercase),
        Language::Chinese => context.labels.kind(kind, context.language),
    }
}

/// The number of a record as a column.
pub(crate) fn id_column(context: &Context) -> Column {
    column(context, "id", "id")
}

/// A column with a label of `labels.yaml`.
pub(crate) fn column(context: &Context, key: &str, label: &str) -> Column {
    Column { key: key.to_owned(), label: context.labels.get(label, context.language).to_owned() }
}

/// A cell with the same text for people and for data.
pub(crate) fn text_cell(text: &str) -> Cell {
    Cell { data: if text.is_empty() { Json::Null } else { json!(text) }, text: text.to_owned() }
}

/// A command to copy; for people the places that they fill in are named in their language.
pub(crate) fn command_cell(context: &Context, command: &str) -> Cell {
    Cell { text: told_in(command, context.language), ..text_cell(command) }
}

/// A number for people and for data.
pub(crate) fn number_cell(number: impl Into<Json> + std::fmt::Display) -> Cell {
    Cell { text: number.to_string(), data: number.into() }
}

/// A sheet of objects that have the same keys, for what is not simply records. The keys are the headings.
pub(crate) fn objects(objects: Vec<Json>) -> Sheet {
    let keys: Vec<String> = match objects.first() {
        Some(Json::Object(first)) => first.keys().cloned().collect(),
        _ => Vec::new(),
    };
    let cell = |data: Json| {
        let text = match &data {
            Json::Null => String::new(),
            Json::String(text) => text.clone(),
            Json::Array(items) if items.iter().all(Json::is_string) => {
                items.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(", ")
            }
            other => other.to_string(),
        };
        Cell { data, text }
    };
    let row =
        |object: Json| keys.iter().map(|key| cell(object.get(key).cloned().unwrap_or_default())).collect();
    let rows = objects.into_iter().map(row).collect();
    Sheet { columns: keys.iter().map(|key| Column { key: key.clone(), label: key.clone() }).collect(), rows }
}

/// The names of linked records, looked up once for a whole sheet.
#[derive(Default)]
pub(crate) struct Names(BTreeMap<(Kind, i64), String>);

impl Names {
    /// Looks up everything that some fields of some records point at.
    pub(crate) fn of(context: &mut Context, entries: &[Entry], fields: &[Field]) -> anyhow::Result<Self> {
        let mut wanted: BTreeMap<Kind, BTreeSet<i64>> = BTreeMap::new();
        for field in fields {
            let (Shape::Link(kind) | Shape::Links(kind)) = field.shape else { continue };
            let ids = wanted.entry(kind).or_default();
            for entry in entries {
                match entry.get(field.name) {
                    Value::Link(id) => {
                        ids.insert(*id);
                    }
                    Value::Links(several) => ids.extend(several),
                    _ => {}
                }
            }
        }
        let mut names = BTreeMap::new();
        for (kind, ids) in wanted {
            let ids: Vec<i64> = ids.into_iter().collect();
            for named in context.store()?.read().titles(kind, &ids)? {
                names.insert((kind, named.id), named.name);
            }
        }
        Ok(Self(names))
    }

    pub(crate) fn get(&self, kind: Kind, id: i64) -> String {
        self.0.get(&(kind, id)).cloned().unwrap_or_else(|| format!("#{id}"))
    }
}

/// A value for people and for data.
pub(crate) fn cell(context: &Context, field: &Field, value: &Value, names: &Names) -> Cell {
    let data = match (&field.shape, value) {
        (Shape::Link(kind), Value::Link(id)) => json!(names.get(*kind, *id)),
        (Shape::Links(kind), Value::Links(ids)) => {
            json!(ids.iter().map(|id| names.get(*kind, *id)).collect::<Vec<_>>())
        }
        _ => value.to_json_of(&field.shape),
    };
    let name_of = |kind, id| names.get(kind, id);
    let wording = Wording {
        labels: &context.labels,
        language: context.language,
        figures: Figures::Full,
        schema: &context.schema,
        name_of: &name_of,
    };
    Cell { data, text: wording.value(&field.shape, value) }
}

/// The fields a sheet of a kind shows: those asked for, else the usual ones, else (as data) all.
pub(crate) fn fields(context: &mut Context, kind: Kind, asked: Option<&str>) -> anyhow::Result<Vec<Field>> {
    if let Some(asked) = asked {
        return asked
            .split([',', '，', '、'])
            .map(str::trim)
            .filter(|name| !name.is_empty() && *name != "id")
            .map(|name| crate::fields::find(context, kind, name))
            .filter(|found| !found.as_ref().is_ok_and(|field| *field == ID))
            .collect();
    }
    let is_usual = |field: &Field| kind.columns().contains(&field.name);
    let fields = context.schema.fields(kind).filter(|field| !field.private);
    if matches!(context.format(), Format::Table | Format::Markdown) {
        let mut usual: Vec<Field> = fields.filter(|field| is_usual(field)).cloned().collect();
        usual.sort_by_key(|field| kind.columns().iter().position(|name| *name == field.name));
        return Ok(usual);
    }
    Ok(fields.cloned().collect())
}

/// Records as a sheet: the number first, then the fields.
pub(crate) fn sheet(
    context: &mut Context,
    kind: Kind,
    entries: &[Entry],
    fields: &[Field],
) -> anyhow::Result<Sheet> {
    let names = Names::of(context, entries, fields)?;
    let mut columns = vec![id_column(context)];
    for field in fields {
        columns.push(Column {
            key: field.name.to_owned(),
            label: context.labels.field(kind, field, context.language),
        });
    }
    let rows = entries
        .iter()
        .map(|entry| {
            let mut row = vec![number_cell(entry.id)];
            row.extend(fields.iter().map(|field| cell(context, field, entry.get(field.name), &names)));
            row
        })
        .collect();
    Ok(Sheet { columns, rows })
}

/// As [`sheet`], letting go of the records part by part as their rows are made: of many records both together would take
/// much memory.
pub(crate) fn sheet_of(
    context: &mut Context,
    kind: Kind,
    mut entries: Vec<Entry>,
    fields: &[Field],
) -> anyhow::Result<Sheet> {
    const PART: usize = 2000;
    let mut all = sheet(context, kind, &[], fields)?;
    all.rows.reserve_exact(entries.len());
    while !entries.is_empty() {
        let rest = entries.split_off(entries.len().min(PART));
        all.rows.extend(sheet(context, kind, &entries, fields)?.rows);
        entries = rest;
    }
    Ok(all)
}

/// Columns that every list keeps, however narrow the terminal is.
const KEPT: usize = 4;

/// In a table, takes columns away until the others stand side by side, and says which: those of `dispensable` in
/// their order, then the last ones.
pub(crate) fn leave_out_what_does_not_fit(context: &Context, sheet: &mut Sheet, dispensable: &[&str]) {
    let left_out = left_out(context, sheet, dispensable);
    tell_left_out(
        context,
        &left_out,
        "a wider terminal or another --format shows it",
        "加宽终端或换用其他 --format 可查看",
    );
}

/// Leaves out columns that others shall have the room of, and tells it.
pub(crate) fn leave_out(context: &Context, sheet: &mut Sheet, keys: &[&str]) {
    let mut left_out = Vec::new();
    for key in keys {
        if let Some(at) = sheet.columns.iter().position(|column| column.key == *key) {
            left_out.push(taken_out(sheet, at));
        }
    }
    tell_left_out(
        context,
        &left_out,
        "a wider terminal or another --format shows it",
        "加宽终端或换用其他 --format 可查看",
    );
}

/// As [`leave_out_what_does_not_fit`], for a list whose columns can be chosen.
pub(crate) fn leave_out_unless_chosen(context: &Context, sheet: &mut Sheet, dispensable: &[&str]) {
    let left_out = left_out(context, sheet, dispensable);
    tell_left_out(
        context,
        &left_out,
        "choose with --columns, or widen the terminal",
        "可用 --columns 指定要显示的字段，或加宽终端",
    );
}

fn left_out(context: &Context, sheet: &mut Sheet, dispensable: &[&str]) -> Vec<String> {
    if context.format() != Format::Table {
        return Vec::new();
    }
    let width = context.ui.width();
    let mut dispensable = dispensable.iter();
    let mut left_out = Vec::new();
    while sheet.columns.len() > KEPT && !crate::output::fits_comfortably(sheet, width) {
        let next =
            dispensable.by_ref().find_map(|key| sheet.columns.iter().position(|column| column.key == **key));
        let Some(at) = next else { break };
        left_out.push(taken_out(sheet, at));
    }
    while sheet.columns.len() > KEPT && !crate::output::fits(sheet, width) {
        left_out.push(taken_out(sheet, sheet.columns.len() - 1));
    }
    left_out
}

/// Takes a column away, and gives its label.
fn taken_out(sheet: &mut Sheet, at: usize) -> String {
    for row in sheet.rows.iter_mut().filter(|row| at < row.len()) {
        row.remove(at);
    }
    sheet.columns.remove(at).label
}

fn tell_left_out(context: &Context, left_out: &[String], english: &str, chinese: &str) {
    if !left_out.is_empty() {
        let names = left_out.join(acct::domain::language::pick(context.language, ", ", "、"));
        context.ui.note(format_args!(
            "{}",
            acct::say!(context.language, "no room for {names}; {english}", "显示不下：{names}；{chinese}")
        ));
    }
}

/// Prints a list in the format that was asked for.
pub(crate) fn print_list(context: &Context, sheet: &Sheet) -> anyhow::Result<()> {
    crate::output::list(
        sheet,
        context.format(),
        context.ui.width(),
        &mut *context.ui.output(context.format()),
    )
}

/// Whether rows of a format are written one after the other, so that none of them has to wait for the rest.
pub(crate) fn is_written_row_by_row(format: Format) -> bool {
    !matches!(format, Format::Table | Format::Markdown)
}

/// Prints one record, a sheet of one row, in the format that was asked for.
pub(crate) fn print_record(context: &Context, sheet: &Sheet) -> anyhow::Result<()> {
    crate::output::record(
        sheet,
        context.format(),
        context.ui.width(),
        &mut *context.ui.output(context.format()),
    )
}
