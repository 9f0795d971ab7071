//! `acct account tree`: parents and daughters, drawn.

use std::io::Write as _;

use acct::domain::kind::Kind;
use acct::domain::record::Entry;
use acct::export::{Cell, Column, Format, Sheet, harmless};
use serde_json::{Value as Json, json};

use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::{resolve, sheets};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "JSON and YAML are one account with its daughters; the other formats have a row for each, with depth and parent.\n\nExamples:\n  acct account tree \"Example Group\"\n  acct account tree \"Example Group\" --format csv"
)]
pub(crate) struct Args {
    /// Any account of the tree
    #[arg(value_name = "ACCOUNT")]
    account: String,
}

/// One account with those below it.
struct Node {
    entry: Entry,
    below: Vec<Node>,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let mut top = resolve::record(context, Kind::Account, &args.account, None)?;
    let asked = top.id;
    while let Some(parent) = top.get("parent").as_integer() {
        top = context.store()?.read().get(Kind::Account, parent)?;
    }
    let tree = grow(context, top)?;
    match context.format() {
        Format::Table => draw(&mut context.ui.stdout(), &tree, "", "", asked)?,
        Format::Json => {
            let mut out = context.ui.output(Format::Json);
            writeln!(out, "{}", serde_json::to_string_pretty(&data(&tree))?)?;
            out.flush()?;
        }
        Format::Yaml => display::print_record(context, &display::objects(vec![data(&tree)]))?,
        Format::Ndjson | Format::Csv | Format::Tsv | Format::Markdown | Format::Ids => {
            let mut rows = Vec::new();
            flatten(&tree, None, 0, &mut rows);
            display::print_list(context, &Sheet { columns: columns(context), rows })?;
        }
    }
    Ok(())
}

fn columns(context: &Context) -> Vec<Column> {
    let named = [("depth", "Depth", "层级"), ("parent_id", "Parent #", "上级编号")];
    let [depth, parent_id] = named.map(|named| sheets::named_columns(context, &[named]));
    let mut columns = vec![display::id_column(context), display::column(context, "name", "account.name")];
    columns.extend(depth);
    columns.push(display::column(context, "parent", "account.parent"));
    columns.extend(parent_id);
    columns
}

/// A row for each account, parents before those below them; the top has depth 0.
fn flatten(node: &Node, parent: Option<&Entry>, depth: usize, rows: &mut Vec<Vec<Cell>>) {
    rows.push(vec![
        number_cell(node.entry.id),
        text_cell(&node.entry.title()),
        number_cell(depth),
        text_cell(parent.map_or("", |parent| parent.text("name"))),
        parent.map_or_else(Cell::default, |parent| number_cell(parent.id)),
    ]);
    for below in &node.below {
        flatten(below, Some(&node.entry), depth + 1, rows);
    }
}

fn grow(context: &mut Context, entry: Entry) -> anyhow::Result<Node> {
    let Some(field) = Kind::Account.field("parent") else { return Ok(Node { entry, below: Vec::new() }) };
    let below = context.store()?.read().pointing_at(Kind::Account, field, entry.id)?;
    let below = below.into_iter().map(|entry| grow(context, entry)).collect::<anyhow::Result<_>>()?;
    Ok(Node { entry, below })
}

fn draw(
    out: &mut impl std::io::Write,
    node: &Node,
    here: &str,
    further: &str,
    asked: i64,
) -> std::io::Result<()> {
    let mark = if node.entry.id == asked { "  ◀" } else { "" };
    writeln!(out, "{here}{}  #{}{mark}", harmless(&node.entry.title()), node.entry.id)?;
    for (position, below) in node.below.iter().enumerate() {
        let last = position + 1 == node.below.len();
        let (branch, line) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        draw(out, below, &format!("{further}{branch}"), &format!("{further}{line}"), asked)?;
    }
    Ok(())
}

fn data(node: &Node) -> Json {
    json!({
        "id": node.entry.id,
        "name": node.entry.title(),
        "daughters": node.below.iter().map(data).collect::<Vec<_>>(),
    })
}
