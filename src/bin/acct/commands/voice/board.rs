//! `acct voice board`: what customers told us, and how far we are with it, over all accounts.

use std::cmp::Reverse;
use std::io::Write as _;

use acct::analysis::voice::Board;
use acct::domain::feedback::{Feedback, FeedbackKind, FeedbackStatus};
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::record::Record as _;
use acct::export::{Cell, Column, Format, Sheet};
use acct::say;
use acct::store::Query;
use serde_json::{Map, Value as Json, json};

use crate::commands::accounts_meant::{AccountsMeant, names};
use crate::commands::foremost::Foremost;
use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::sheets::{named_columns, objects, print_data};

/// Overdue ones that a person is shown.
const SHOWN: usize = 20;
/// What is read of a record.
const FIELDS: [&str; 9] =
    ["account", "title", "kind", "status", "date", "due_date", "handled_date", "confirmed_date", "owner"];

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct voice board\n  acct voice board \"Example Steel\"\n  acct voice board --where \"tier>=A\" --json"
)]
pub(crate) struct Args {
    #[command(flatten)]
    which: AccountsMeant,
}

pub(super) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let meant = args.which.find(context)?;
    let mut board = Board::on(context.today);
    // Programs get all of them.
    let shown = if context.format() == Format::Table { SHOWN } else { usize::MAX };
    let mut overdue = Foremost::new(shown);
    let query = Query { fields: Some(FIELDS.into()), ..meant.query(Kind::Feedback) };
    context.store()?.each::<anyhow::Error>(&query, |entry| {
        if meant.has(&entry) {
            let feedback = Feedback::from_entry(&entry)?;
            if let Some(late) = board.add(&feedback) {
                overdue.push((Reverse(late), entry.id), || (late, feedback));
            }
        }
        Ok(())
    })?;
    let overdue = sheet(context, &overdue.into_sorted())?;
    let counts = counts(context, &board);
    match context.format() {
        Format::Table => draw(context, &board, &overdue, &counts),
        Format::Json | Format::Yaml => data(context, &board, &overdue, &counts),
        _ => display::print_list(context, &counts),
    }
}

/// How many there are by kind and status; the last line is of all.
fn counts(context: &Context, board: &Board) -> Sheet {
    let label = |key: String| context.labels.get(&key, context.language).to_owned();
    let mut columns = named_columns(context, &[("kind", "Kind", "类型")]);
    columns.extend(FeedbackStatus::ALL.iter().map(|status| Column {
        key: status.as_str().to_owned(),
        label: label(format!("feedback_status.{status}")),
    }));
    let counted = |number: usize| match number {
        0 => Cell { data: json!(0), text: String::new() },
        number => number_cell(number),
    };
    let kinds: Vec<Option<FeedbackKind>> =
        FeedbackKind::ALL.iter().copied().map(Some).chain([None]).collect();
    let of =
        |kind: Option<FeedbackKind>| FeedbackStatus::ALL.iter().map(move |status| board.count(kind, *status));
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for kind in kinds.iter().copied().filter(|kind| of(*kind).sum::<usize>() > 0) {
        let name = match kind {
            Some(kind) => Cell { data: json!(kind.as_str()), text: label(format!("feedback_kind.{kind}")) },
            None => Cell {
                data: Json::Null,
                text: pick(context.language, "(not recorded)", "（未记录）").to_owned(),
            },
        };
        rows.push(std::iter::once(name).chain(of(kind).map(counted)).collect());
    }
    let total = |status: &FeedbackStatus| kinds.iter().map(|kind| board.count(*kind, *status)).sum::<usize>();
    if rows.len() > 1 {
        let all = Cell { data: json!("all"), text: pick(context.language, "All", "合计").to_owned() };
        rows.push(
            std::iter::once(all)
                .chain(FeedbackStatus::ALL.iter().map(|status| counted(total(status))))
                .collect(),
        );
    }
    Sheet { columns, rows }
}

/// Those past their day, each with the days since.
fn sheet(context: &mut Context, overdue: &[(i64, Feedback)]) -> anyhow::Result<Sheet> {
    let names = names(context, overdue.iter().map(|(_, feedback)| feedback.account.number()))?;
    let columns = named_columns(
        context,
        &[
            ("id", "#", "#"),
            ("account", "Account", "客户"),
            ("title", "What they said", "内容"),
            ("status", "Status", "状态"),
            ("due_date", "Due", "处理期限"),
            ("days_late", "Days late", "逾期天数"),
            ("owner", "Owner", "负责人"),
        ],
    );
    let row = |(late, feedback): &(i64, Feedback)| {
        let status = feedback.status.unwrap_or(FeedbackStatus::Collected);
        let label = context.labels.get(&format!("feedback_status.{status}"), context.language).to_owned();
        vec![
            number_cell(feedback.id.number()),
            text_cell(names.get(&feedback.account.number()).map_or("", String::as_str)),
            text_cell(&feedback.title),
            Cell { data: json!(status.as_str()), text: label },
            text_cell(&feedback.due_date.map(|due| due.to_string()).unwrap_or_default()),
            number_cell(*late),
            text_cell(feedback.owner.as_deref().unwrap_or_default()),
        ]
    };
    Ok(Sheet { columns, rows: overdue.iter().map(row).collect() })
}

fn draw(context: &Context, board: &Board, overdue: &Sheet, counts: &Sheet) -> anyhow::Result<()> {
    let language = context.language;
    if board.total() == 0 {
        context.ui.status(format_args!("{}", pick(language, "Nothing was said yet.", "还没有客户声音。")));
        return Ok(());
    }
    let mut out = context.ui.stdout();
    let late = board.overdue();
    if late > 0 {
        writeln!(out, "{}", say!(language, "Overdue: {late}", "逾期：{late} 条"))?;
        display::print_list(context, overdue)?;
        writeln!(out)?;
    }
    display::print_list(context, counts)?;
    let mut days = |mean: Option<(f64, usize)>, english: &str, chinese: &str| -> std::io::Result<()> {
        let Some((mean, of)) = mean else { return Ok(()) };
        let what = pick(language, english, chinese);
        writeln!(
            out,
            "{}",
            say!(
                language,
                "{what}, days on average: {mean:.1}, of {of}.",
                "{what}：平均 {mean:.1} 天（{of} 条）。"
            )
        )
    };
    days(board.days_to_handle(), "Until handled", "到处理完")?;
    days(board.days_to_confirm(), "Until confirmed", "到客户确认")?;
    Ok(())
}

fn data(context: &Context, board: &Board, overdue: &Sheet, counts: &Sheet) -> anyhow::Result<()> {
    let statuses: Map<String, Json> = FeedbackStatus::ALL
        .iter()
        .map(|status| {
            let kinds = FeedbackKind::ALL.iter().copied().map(Some).chain([None]);
            let number: usize = kinds.map(|kind| board.count(kind, *status)).sum();
            (status.as_str().to_owned(), json!(number))
        })
        .collect();
    let kinds: Vec<Json> = objects(counts).into_iter().filter(|row| row["kind"] != "all").collect();
    let days =
        |mean: Option<(f64, usize)>| mean.map_or(Json::Null, |(days, of)| json!({"mean": days, "of": of}));
    print_data(
        context,
        vec![
            ("total", json!(board.total())),
            ("statuses", json!(statuses)),
            ("kinds", json!(kinds)),
            ("overdue", json!(objects(overdue))),
            ("days_to_handle", days(board.days_to_handle())),
            ("days_to_confirm", days(board.days_to_confirm())),
        ],
    )
}
