//! `list`: records that pass conditions, as a table or as data.

use acct::domain::kind::Kind;
use acct::domain::record::{Entry, Field};
use acct::export::{Format, Sheet};
use acct::say;
use acct::store::{Page, Query};

use crate::cli::ListOptions;
use crate::context::Context;
use crate::{display, fields};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Tier, score and coverage stand as of the last change of each account; answers that have grown stale since then count only in acct look status ACCOUNT and acct tier show ACCOUNT, which reckon with today.\n\nExample:\n  acct list --where \"tier=S\" --where \"stage>=goal\" --sort -score --limit 20 --format csv"
)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) list: ListOptions,
    /// Archived accounts and what belongs to them too
    #[arg(long)]
    pub(crate) archived: bool,
}

pub(crate) fn run(
    context: &mut Context,
    kind: Kind,
    account: Option<i64>,
    args: &Args,
) -> anyhow::Result<()> {
    let (page, fields) = page(context, kind, account, args)?;
    let shown = page.entries.len();
    let mut sheet = display::sheet_of(context, kind, page.entries, &fields)?;
    leave_out(context, args, &mut sheet);
    display::print_list(context, &sheet)?;
    tell_how_many(context, kind, shown, page.total);
    Ok(())
}

/// What a list shows: the records, and the sheet of them, to which a kind may add columns of its own.
pub(crate) struct Listed {
    pub(crate) entries: Vec<Entry>,
    pub(crate) sheet: Sheet,
    total: usize,
}

/// Finds what a list shows.
pub(crate) fn find(
    context: &mut Context,
    kind: Kind,
    account: Option<i64>,
    args: &Args,
) -> anyhow::Result<Listed> {
    let (page, fields) = page(context, kind, account, args)?;
    let mut sheet = display::sheet(context, kind, &page.entries, &fields)?;
    leave_out(context, args, &mut sheet);
    Ok(Listed { entries: page.entries, sheet, total: page.total })
}

fn leave_out(context: &Context, args: &Args, sheet: &mut Sheet) {
    if args.list.columns.is_none() && context.format() == Format::Table {
        display::leave_out_unless_chosen(context, sheet, &[]);
    }
}

/// The records of a list, and the fields of theirs that it shows.
fn page(
    context: &mut Context,
    kind: Kind,
    account: Option<i64>,
    args: &Args,
) -> anyhow::Result<(Page, Vec<Field>)> {
    let mut query = query(context, kind, account, &args.list)?;
    query.with_archived |= args.archived;
    let mut fields = display::fields(context, kind, args.list.columns.as_deref())?;
    if account.is_some() && args.list.columns.is_none() && context.format() == Format::Table {
        fields.retain(|field| field.name != "account");
    }
    let page = context.store()?.page(&query)?;
    fields::tell_passed_over(context, &query)?;
    if args.list.columns.is_none() && context.format() == Format::Table {
        // Columns that hold nothing would only take room.
        fields.retain(|field| page.entries.iter().any(|entry| !entry.get(field.name).is_empty()));
    }
    Ok((page, fields))
}

/// Prints a list, and says how many there are.
pub(crate) fn print(context: &Context, kind: Kind, listed: &Listed) -> anyhow::Result<()> {
    display::print_list(context, &listed.sheet)?;
    tell_how_many(context, kind, listed.entries.len(), listed.total);
    Ok(())
}

/// The query that list options ask for.
pub(crate) fn query(
    context: &mut Context,
    kind: Kind,
    account: Option<i64>,
    list: &ListOptions,
) -> anyhow::Result<Query> {
    let mut query = Query { account, ..Query::all(kind) };
    query.limit = (list.limit > 0).then_some(list.limit);
    for text in &list.filters {
        query.filters.push(fields::filter(context, kind, text)?);
    }
    query.sort = fields::sort(context, kind, list.sort.as_deref().unwrap_or_default())?;
    Ok(query)
}

/// Says how many there are when not all are shown, or none.
pub(crate) fn tell_how_many(context: &Context, kind: Kind, shown: usize, total: usize) {
    let unit = display::measure(kind);
    let message = match (shown, total) {
        (_, 0) => say!(context.language, "No {}.", "没有{}记录。", display::several(context, kind)),
        (shown, total) if shown < total => say!(
            context.language,
            "{shown} of {total}; --limit 0 shows all.",
            "共 {total} {unit}，显示 {shown} {unit}；--limit 0 显示全部。"
        ),
        (_, total) => say!(context.language, "{total} in all.", "共 {total} {unit}。"),
    };
    context.ui.status(format_args!("{message}"));
}
