//! `acct account tree`: parents and daughters, drawn.

use std::io::Write as _;

use acct::domain::kind::Kind;
use acct::domain::record::Entry;
use acct::export::{Format, harmless};
use serde_json::{Value as Json, json};

use crate::context::Context;
use crate::{display, resolve};

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  acct account tree \"Example Group\"")]
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
    let mut out = context.ui.stdout();
    match context.format() {
        Format::Table => draw(&mut out, &tree, "", "", asked)?,
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&data(&tree))?)?,
        Format::Yaml => {
            drop(out);
            return display::print_record(context, &display::objects(vec![data(&tree)]));
        }
        Format::Ndjson | Format::Csv | Format::Tsv | Format::Markdown | Format::Ids => {
            drop(out);
            let mut entries = Vec::new();
            in_order(tree, &mut entries);
            let fields = display::fields(context, Kind::Account, Some("name,parent"))?;
            let sheet = display::sheet(context, Kind::Account, &entries, &fields)?;
            return display::print_list(context, &sheet);
        }
    }
    Ok(())
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
    writeln!(out, "{here}{}  #{}{mark}", harmless(node.entry.title()), node.entry.id)?;
    for (position, below) in node.below.iter().enumerate() {
        let last = position + 1 == node.below.len();
        let (branch, line) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        draw(out, below, &format!("{further}{branch}"), &format!("{further}{line}"), asked)?;
    }
    Ok(())
}

/// One row an account, parents before what is below them.
fn in_order(node: Node, entries: &mut Vec<Entry>) {
    entries.push(node.entry);
    for below in node.below {
        in_order(below, entries);
    }
}

fn data(node: &Node) -> Json {
    json!({
        "id": node.entry.id,
        "name": node.entry.title(),
        "daughters": node.below.iter().map(data).collect::<Vec<_>>(),
    })
}
