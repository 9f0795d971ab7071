//! `acct search`: records in which a text stands, with the piece of text around the hit.

use acct::analysis::excerpt::excerpt;
use acct::domain::kind::Kind;
use acct::domain::words::Term;
use acct::export::{Cell, Column, Format, Sheet};
use acct::ops;
use acct::ops::search::{Found, Results, Wanted};
use acct::say;
use acct::store::SearchScope;
use clap::builder::PossibleValuesParser;
use serde_json::json;

use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::failure::Failure;
use crate::output;
use crate::resolve;
use crate::sheets::named_columns;

/// Columns of an excerpt in data, whatever the terminal.
const DATA_WIDTH: usize = 160;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct search 海\n  acct search \"price cut\" --kind interaction --kind need\n  acct search audit --account \"Example Steel\" --json"
)]
pub(crate) struct Args {
    /// What to look for; all of its words have to be there
    #[arg(value_name = "TEXT", required = true)]
    text: Vec<String>,
    /// Only this kind of record (repeat for several)
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(Kind::ALL.iter().filter(|kind| kind.is_searched()).map(|kind| kind.name())))]
    kind: Vec<String>,
    /// Only what belongs to this account
    #[arg(long, value_name = "ACCOUNT")]
    account: Option<String>,
    /// No more than so many (0 for all)
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let text = args.text.join(" ");
    if text.trim().is_empty() {
        let message = say!(context.language, "the text to search for is empty", "没有给出要搜索的内容");
        return Err(Failure::usage(message).hint("acct search TEXT").into());
    }
    let account = match &args.account {
        Some(account) => Some(resolve::account(context, account)?.id),
        None => None,
    };
    let kinds = args.kind.iter().filter_map(|name| Kind::named(name)).collect();
    let is_drawn = matches!(context.format(), Format::Table | Format::Markdown);
    let width = if is_drawn { excerpt_width(context) } else { DATA_WIDTH };
    let wanted = Wanted { text: &text, scope: SearchScope { kinds, account }, limit: args.limit, width };
    context.store()?;
    let labels = context.labels.clone();
    let results = ops::search::search(context.session()?, &labels, &wanted)?;
    print(context, &results, is_drawn)?;
    tell_how_many(context, &results, &text);
    Ok(())
}

/// What the table leaves for the excerpt.
fn excerpt_width(context: &Context) -> usize {
    usize::from(context.ui.width()).saturating_sub(44).clamp(24, 72)
}

fn print(context: &Context, results: &Results, is_drawn: bool) -> anyhow::Result<()> {
    let mut sheet = if is_drawn { table(context, results) } else { data(context, results) };
    if context.format() != Format::Table {
        return display::print_list(context, &sheet);
    }
    display::leave_out_what_does_not_fit(context, &mut sheet, &["title"]);
    let mut drawn = Vec::new();
    output::list(&sheet, Format::Table, context.ui.width(), &mut drawn)?;
    let drawn = String::from_utf8_lossy(&drawn);
    Ok(output::with_hits(&drawn, &results.terms, &mut context.ui.stdout())?)
}

/// What a person reads: no title where it is the account, no excerpt where it is the title.
fn table(context: &Context, results: &Results) -> Sheet {
    let named = [
        ("kind", "Kind", "类型"),
        ("id", "#", "编号"),
        ("account", "Account", "客户"),
        ("title", "Title", "标题"),
        ("excerpt", "Found in", "命中内容"),
    ];
    let mut sheet = Sheet {
        columns: named_columns(context, &named),
        rows: results.found.iter().map(|found| row(context, found, &results.terms)).collect(),
    };
    for column in [4, 3] {
        if sheet.rows.iter().all(|row| row[column].text.is_empty()) {
            sheet.columns.remove(column);
            sheet.rows.iter_mut().for_each(|row| {
                row.remove(column);
            });
        }
    }
    sheet
}

fn row(context: &Context, found: &Found, terms: &[Term]) -> Vec<Cell> {
    let title = match found.kind {
        Kind::Account => String::new(),
        _ => excerpt(found.title.get(context.language), terms, excerpt_width(context)).text(),
    };
    let excerpt = if found.field == found.kind.title_field() { String::new() } else { found.excerpt.text() };
    vec![
        text_cell(&context.labels.kind(found.kind, context.language)),
        text_cell(&format!("#{}", found.id)),
        text_cell(found.account.as_ref().map_or("", |account| &account.name)),
        text_cell(&title),
        text_cell(&excerpt),
    ]
}

/// What a script reads.
fn data(context: &Context, results: &Results) -> Sheet {
    let columns = ["kind", "id", "account", "account_id", "title", "excerpt", "field"]
        .map(|key| Column { key: key.to_owned(), label: key.to_owned() });
    let rows = results.found.iter().map(|found| {
        vec![
            text_cell(found.kind.name()),
            number_cell(found.id),
            text_cell(found.account.as_ref().map_or("", |account| &account.name)),
            found.account.as_ref().map_or_else(Cell::default, |account| number_cell(account.id)),
            text_cell(found.title.get(context.language)),
            Cell { data: json!(found.excerpt.text()), text: found.excerpt.text() },
            text_cell(found.field),
        ]
    });
    Sheet { columns: columns.to_vec(), rows: rows.collect() }
}

fn tell_how_many(context: &Context, results: &Results, text: &str) {
    let (shown, total) = (results.found.len(), results.total);
    if total == 0 {
        let note = say!(context.language, "nothing was found for \"{text}\"", "没有找到“{text}”");
        context.ui.note(format_args!("{note}"));
        return;
    }
    let message = if shown < total {
        say!(
            context.language,
            "{shown} of {total}; --limit 0 shows all.",
            "共 {total} 条，显示 {shown} 条；--limit 0 显示全部。"
        )
    } else {
        say!(context.language, "{total} found.", "共找到 {total} 条。")
    };
    context.ui.status(format_args!("{message}"));
}
