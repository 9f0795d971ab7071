//! `acct import --explain`: what would be understood of files and why, without a database.

mod data;
pub(super) mod words;

use std::io::Write;

use acct::domain::language::{Bilingual as _, count, pick};
use acct::export::{Cell, Format, Sheet, harmless};
use acct::import::columns::{Basis, ColumnError};
use acct::import::explain::{Asked, ExplainError, Explained, explain};
use acct::import::source::Source;
use acct::say;

use super::tell_columns::totals;
use super::tell_values::grouped;
use crate::context::Context;
use crate::display;
use crate::failure::{Failure, of_columns, of_opening};
use crate::output::wrap;

/// Looks at files and prints what it sees.
pub(super) fn run(context: &Context, inputs: &[Source], asked: &Asked) -> anyhow::Result<()> {
    let tables = look(context, inputs, asked)?;
    if context.format() != Format::Table {
        let objects = tables.iter().map(|table| data::of(context, table)).collect();
        display::print_list(context, &display::objects(objects))?;
        return sound(context, &tables);
    }
    let mut out = context.ui.stdout();
    for (place, table) in tables.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        draw(context, table, &mut out)?;
    }
    out.flush()?;
    sound(context, &tables)
}

/// Refuses what an import would refuse, whatever its rows are.
fn sound(context: &Context, tables: &[Explained]) -> anyhow::Result<()> {
    let language = context.language;
    let problems: Vec<&ColumnError> = tables.iter().flat_map(|table| &table.problems).collect();
    let Some(first) = problems.first() else { return Ok(()) };
    let counted = count(problems.len(), "problem keeps", "problems keep");
    let number = problems.len();
    let refused = Failure::refused(say!(
        language,
        "{counted} this from being imported as it is",
        "有 {number} 个问题，无法按现状导入"
    ));
    let (hints, _) = of_columns(first, language);
    Err(hints.into_iter().fold(refused, Failure::hint).into())
}

/// What is to be seen of each table of the files.
pub(super) fn look(context: &Context, inputs: &[Source], asked: &Asked) -> anyhow::Result<Vec<Explained>> {
    let mut tables = Vec::new();
    for source in inputs {
        let explained = explain(source, asked).map_err(|error| {
            let colon = pick(context.language, ": ", "：");
            let hints = match &error {
                ExplainError::Open(error) => of_opening(error, context.language),
                ExplainError::Columns(error) => of_columns(error, context.language).0,
            };
            let failure = Failure::data(format!("{}{colon}{}", source.name, error.told_in(context.language)));
            hints.into_iter().fold(failure, Failure::hint)
        })?;
        tables.extend(explained);
    }
    Ok(tables)
}

fn draw(context: &Context, table: &Explained, out: &mut dyn Write) -> anyhow::Result<()> {
    let width = context.ui.width();
    let say = |text: String, out: &mut dyn Write| -> std::io::Result<()> {
        writeln!(out, "{}", wrap(&harmless(&text), usize::from(width)))
    };
    say(words::heading(context, table), out)?;
    say(words::kind(context, table), out)?;
    writeln!(out)?;
    crate::output::list(&columns(context, table), Format::Table, width, out)?;
    writeln!(out)?;
    for problem in &table.problems {
        say(say!(context.language, "Problem: {}", "问题：{}", problem.told_in(context.language)), out)?;
    }
    say(rows(context, table), out)?;
    for fault in &table.faults {
        say(format!("  {}", words::fault(context, table, fault)), out)?;
    }
    for grouped in grouped(&table.grouped, &table.columns, context.language) {
        say(format!("  {grouped}"), out)?;
    }
    if let Some(totals) = totals(&table.totals, context.language) {
        say(format!("  {totals}"), out)?;
    }
    Ok(())
}

fn rows(context: &Context, table: &Explained) -> String {
    let language = context.language;
    let (read, bad) = (table.rows, table.bad_rows);
    let counted = count(read, "row", "rows");
    let mut told = if table.is_whole {
        say!(language, "{counted} read", "已读取全部 {read} 行")
    } else {
        say!(language, "The first {counted} read", "已读取前 {read} 行")
    };
    told.push_str(&match bad {
        0 => say!(language, ", without faults.", "，没有问题。"),
        _ => say!(language, "; with faults: {bad}", "；有问题的 {bad} 行"),
    });
    told
}

fn columns(context: &Context, table: &Explained) -> Sheet {
    let keys = ["column", "samples", "goes_to", "by"];
    let columns = keys.iter().map(|key| display::column(context, key, &format!("explain.{key}"))).collect();
    let own =
        (0..table.columns.header.len()).filter(|column| table.columns.basis[*column] != Basis::OtherPart);
    let rows = own.map(|column| {
        let texts = [
            table.columns.header[column].clone(),
            words::samples(context, table, column),
            words::targets(context, &table.columns, column),
            words::basis(context, &table.columns, column),
        ];
        texts.into_iter().map(|text| Cell { data: serde_json::Value::String(text.clone()), text }).collect()
    });
    Sheet { columns, rows: rows.collect() }
}
