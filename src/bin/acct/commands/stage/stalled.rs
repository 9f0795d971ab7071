//! `acct stage stalled`: accounts, or projects, that are in a stage for longer than expected, worst first.

use acct::domain::choices::Stage;
use acct::domain::filter::{Operand, Operator};
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::record::Entry;
use acct::domain::value::Value;
use acct::export::{Cell, Sheet};
use acct::say;
use serde_json::json;

use super::{board, words};
use crate::context::Context;
use crate::display::Names;
use crate::{display, sheets};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "How long a stage may take is in the playbook (expected_days).\n\nExamples:\n  acct stage stalled\n  acct stage stalled --where \"tier=S\" --format csv\n  acct stage stalled --projects"
)]
pub(crate) struct Args {
    #[command(flatten)]
    which: board::WhichArgs,
    /// No more than so many (0 for all)
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

/// An account or a project with how long it waits.
struct Waiting {
    entry: Entry,
    stage: Stage,
    days: i64,
    expected_days: i64,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let kind = args.which.kind();
    board::tell_passed_over(context, &args.which)?;
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
    let homes = board::homes(context, kind, waiting.iter().map(|waiting| &waiting.entry))?;
    let mut sheet = sheet(context, kind, &waiting, &homes);
    display::leave_out_what_does_not_fit(context, &mut sheet, &["since", "expected_days"]);
    display::print_list(context, &sheet)?;
    let (shown, measure) = (waiting.len(), board::measure(kind));
    let message = match total {
        0 if kind == Kind::Project => {
            pick(context.language, "None is stalled.", "没有停滞的项目。").to_owned()
        }
        0 => pick(context.language, "None is stalled.", "没有停滞的客户。").to_owned(),
        total if shown < total => say!(
            context.language,
            "{shown} of {total}; --limit 0 shows all.",
            "共 {total} {measure}，显示 {shown} {measure}；--limit 0 显示全部。"
        ),
        total => say!(context.language, "{total} in all.", "共 {total} {measure}。"),
    };
    context.ui.status(format_args!("{message}"));
    Ok(())
}

/// Adds the stalled ones of a stage, up to the limit, and tells how many there are.
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
    let mut query = board::query(context, stage, &args.which, args.limit)?;
    let kind = args.which.kind();
    let latest = Operand::Value(Value::Date(latest));
    query.filters.push(board::condition(kind, "stage_since", Operator::Less, latest)?);
    let page = context.store()?.page(&query)?;
    for entry in page.entries {
        if let Some(days) = board::days(context, &entry) {
            waiting.push(Waiting { entry, stage, days, expected_days });
        }
    }
    Ok(page.total)
}

fn sheet(context: &Context, kind: Kind, waiting: &[Waiting], homes: &Names) -> Sheet {
    let mut columns = vec![display::id_column(context)];
    columns.extend(sheets::named_columns(
        context,
        &[
            ("account", "Account", "客户"),
            if kind == Kind::Project { ("project", "Project", "项目") } else { ("tier", "Tier", "级别") },
            ("stage", "Stage", "决策阶段"),
            ("since", "Since", "进入时间"),
            ("days", "Days", "天数"),
            ("expected_days", "Expected", "预期天数"),
            ("overdue", "Over", "超期天数"),
            ("owner", "Owner", "客户经理"),
        ],
    ));
    let rows = waiting.iter().map(|waiting| row(context, waiting, homes)).collect();
    sheets::without_empty_columns(context, Sheet { columns, rows })
}

fn row(context: &Context, waiting: &Waiting, homes: &Names) -> Vec<Cell> {
    let Waiting { entry, stage, days, expected_days } = waiting;
    let since = match entry.get("stage_since") {
        Value::Date(date) => date.to_string(),
        _ => String::new(),
    };
    vec![
        display::number_cell(entry.id),
        display::text_cell(&board::account_of(entry, homes)),
        display::text_cell(&if entry.kind == Kind::Project {
            entry.title()
        } else {
            entry.text("tier").into()
        }),
        Cell { data: json!(stage.as_str()), text: words::stage_label(context, *stage) },
        display::text_cell(&since),
        display::number_cell(*days),
        display::number_cell(*expected_days),
        display::number_cell(days - expected_days),
        display::text_cell(entry.text("owner")),
    ]
}
