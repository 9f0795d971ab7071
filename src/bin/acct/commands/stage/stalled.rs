//! `acct stage stalled`: accounts that are in a stage for longer than expected, worst first.

use acct::domain::choices::Stage;
use acct::domain::filter::{Operand, Operator};
use acct::domain::language::pick;
use acct::domain::record::Entry;
use acct::domain::value::Value;
use acct::export::{Cell, Sheet};
use acct::say;
use serde_json::json;

use super::{board, words};
use crate::context::Context;
use crate::{display, sheets};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "How long a stage may take is in the playbook (expected_days).\n\nExamples:\n  acct stage stalled\n  acct stage stalled --where \"tier=S\" --format csv"
)]
pub(crate) struct Args {
    /// Only accounts that pass: FIELD=VALUE, also != ~ < <= > >=; FIELD= is empty, FIELD!= filled (repeat for several)
    #[arg(long = "where", value_name = "CONDITION")]
    filters: Vec<String>,
    /// No more than so many (0 for all)
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

/// An account with how long it waits.
struct Waiting {
    entry: Entry,
    stage: Stage,
    days: i64,
    expected_days: i64,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    board::tell_passed_over(context, &args.filters)?;
    let mut waiting = Vec::new();
    let mut total = 0;
    for stage in Stage::ALL.iter().copied() {
        total += find(context, args, stage, &mut waiting)?;
    }
    waiting
        .sort_by_key(|waiting| (std::cmp::Reverse(waiting.days - waiting.expected_days), waiting.entry.id));
    if args.limit > 0 {
        waiting.truncate(args.limit);
    }
    let mut sheet = sheet(context, &waiting);
    display::leave_out_what_does_not_fit(context, &mut sheet, &["since", "expected_days"]);
    display::print_list(context, &sheet)?;
    let shown = waiting.len();
    let message = match total {
        0 => pick(context.language, "None is stalled.", "没有停滞的客户。").to_owned(),
        total if shown < total => say!(
            context.language,
            "{shown} of {total}; --limit 0 shows all.",
            "共 {total} 家，显示 {shown} 家；--limit 0 显示全部。"
        ),
        total => say!(context.language, "{total} in all.", "共 {total} 家。"),
    };
    context.ui.status(format_args!("{message}"));
    Ok(())
}

/// Adds the stalled accounts of a stage, up to the limit, and tells how many there are.
fn find(
    context: &mut Context,
    args: &Args,
    stage: Stage,
    waiting: &mut Vec<Waiting>,
) -> anyhow::Result<usize> {
    let Some(expected_days) = context.playbook()?.stage(stage.as_str()).map(|guide| guide.expected_days)
    else {
        return Ok(0);
    };
    let Some(latest) = acct::domain::date::days_before(context.today, expected_days) else { return Ok(0) };
    let mut query = board::query(context, stage, &args.filters, args.limit)?;
    query.filters.push(board::condition("stage_since", Operator::Less, Operand::Value(Value::Date(latest)))?);
    let page = context.store()?.page(&query)?;
    for entry in page.entries {
        if let Some(days) = board::days(context, &entry) {
            waiting.push(Waiting { entry, stage, days, expected_days });
        }
    }
    Ok(page.total)
}

fn sheet(context: &Context, waiting: &[Waiting]) -> Sheet {
    let mut columns = vec![display::id_column(context)];
    columns.extend(sheets::named_columns(
        context,
        &[
            ("account", "Account", "客户"),
            ("tier", "Tier", "级别"),
            ("stage", "Stage", "决策阶段"),
            ("since", "Since", "进入时间"),
            ("days", "Days", "天数"),
            ("expected_days", "Expected", "预期天数"),
            ("overdue", "Over", "超期天数"),
            ("owner", "Owner", "客户经理"),
        ],
    ));
    let rows = waiting.iter().map(|waiting| row(context, waiting)).collect();
    sheets::without_empty_columns(context, Sheet { columns, rows })
}

fn row(context: &Context, waiting: &Waiting) -> Vec<Cell> {
    let Waiting { entry, stage, days, expected_days } = waiting;
    let since = match entry.get("stage_since") {
        Value::Date(date) => date.to_string(),
        _ => String::new(),
    };
    vec![
        display::number_cell(entry.id),
        display::text_cell(&entry.title()),
        display::text_cell(entry.text("tier")),
        Cell { data: json!(stage.as_str()), text: words::stage_label(context, *stage) },
        display::text_cell(&since),
        display::number_cell(*days),
        display::number_cell(*expected_days),
        display::number_cell(days - expected_days),
        display::text_cell(entry.text("owner")),
    ]
}
