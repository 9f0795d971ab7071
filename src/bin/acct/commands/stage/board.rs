//! `acct stage board`: accounts by stage.

use std::io::Write as _;

use acct::domain::choices::Stage;
use acct::domain::date::span_days;
use acct::domain::filter::{Filter, Operand, Operator};
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::record::Entry;
use acct::domain::value::Value;
use acct::export::{Cell, Format, Sheet, harmless};
use acct::playbook::shown::yes_no;
use acct::say;
use acct::store::{Query, Sort};
use anyhow::Context as _;
use serde_json::{Value as Json, json};

use super::words;
use crate::context::Context;
use crate::output::{width_of, wrap};
use crate::sheets::named_columns;
use crate::ui::Ui;
use crate::{display, fields};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Closed decisions and accounts without a stage are not shown. Those that wait longest come first; ! marks the stalled ones.\n\nExamples:\n  acct stage board\n  acct stage board --where \"tier>=A\" --where owner=ann --limit 20"
)]
pub(crate) struct Args {
    /// Only accounts that pass: FIELD=VALUE, also != ~ < <= > >=; FIELD= is empty, FIELD!= filled (repeat for several)
    #[arg(long = "where", value_name = "CONDITION")]
    filters: Vec<String>,
    /// No more than so many of each stage (0 for all)
    #[arg(long, value_name = "N", default_value_t = 8)]
    limit: usize,
}

/// One stage with its accounts, those that wait longest first.
struct Lane {
    stage: Stage,
    expected_days: i64,
    entries: Vec<Entry>,
    total: usize,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let lanes = lanes(context, &args.filters, args.limit)?;
    if context.format() == Format::Table {
        draw(context, &lanes)?;
    } else {
        let sheet = sheet(context, &lanes);
        display::print_list(context, &sheet)?;
    }
    let total: usize = lanes.iter().map(|lane| lane.total).sum();
    let mut message = say!(context.language, "{total} in a decision.", "决策流程进行中的客户共 {total} 家。");
    if args.filters.is_empty() {
        message.push_str(&others(context, total)?);
    }
    context.ui.status(format_args!("{message}"));
    Ok(())
}

/// How many accounts are not on the board, and why.
fn others(context: &mut Context, running: usize) -> anyhow::Result<String> {
    let mut staged = Query::all(Kind::Account);
    staged.filters.push(condition("stage", Operator::IsNot, Operand::Nothing)?);
    let store = context.store()?;
    let (all, staged) = (store.count(&Query::all(Kind::Account))?, store.count(&staged)?);
    let (closed, open) = (staged.saturating_sub(running), all.saturating_sub(staged));
    Ok(say!(
        context.language,
        " {closed} closed, {open} without a stage.",
        "已结束 {closed} 家，未设阶段 {open} 家。"
    ))
}

pub(super) fn condition(field: &str, operator: Operator, operand: Operand) -> anyhow::Result<Filter> {
    let field = Kind::Account.field(field).context("a field of accounts")?.clone();
    Ok(Filter { field, operator, operand })
}

/// The query for accounts whose decision goes on in a stage, those that wait longest first.
pub(super) fn query(
    context: &mut Context,
    stage: Stage,
    filters: &[String],
    limit: usize,
) -> anyhow::Result<Query> {
    let mut query = Query { running: true, limit: (limit > 0).then_some(limit), ..Query::all(Kind::Account) };
    let stage = Operand::Value(Value::Text(stage.as_str().to_owned()));
    query.filters.push(condition("stage", Operator::Is, stage)?);
    for text in filters {
        query.filters.push(fields::filter(context, Kind::Account, text)?);
    }
    let field = Kind::Account.field("stage_since").context("a field of accounts")?.clone();
    query.sort.push(Sort { field, descending: false });
    Ok(query)
}

/// Says which accounts in a decision the conditions pass over for their currency.
pub(super) fn tell_passed_over(context: &mut Context, filters: &[String]) -> anyhow::Result<()> {
    let mut all = Query { running: true, ..Query::all(Kind::Account) };
    for text in filters {
        all.filters.push(fields::filter(context, Kind::Account, text)?);
    }
    fields::tell_passed_over(context, &all)
}

fn lanes(context: &mut Context, filters: &[String], limit: usize) -> anyhow::Result<Vec<Lane>> {
    tell_passed_over(context, filters)?;
    let mut lanes = Vec::new();
    for stage in Stage::ALL.iter().copied() {
        let query = query(context, stage, filters, limit)?;
        let expected_days =
            context.playbook()?.stage(stage.as_str()).map_or(i64::MAX, |guide| guide.expected_days);
        let page = context.store()?.page(&query)?;
        lanes.push(Lane { stage, expected_days, entries: page.entries, total: page.total });
    }
    Ok(lanes)
}

/// Days in the stage, as far as they are known.
pub(super) fn days(context: &Context, entry: &Entry) -> Option<i64> {
    match entry.get("stage_since") {
        Value::Date(since) => Some(span_days(*since, context.today).max(0)),
        _ => None,
    }
}

/// One row an account.
fn sheet(context: &Context, lanes: &[Lane]) -> Sheet {
    let named = [
        ("phase", "Phase", "阶段组"),
        ("stage", "Stage", "决策阶段"),
        ("total", "Accounts in it", "客户数"),
        ("id", "#", "编号"),
        ("account", "Account", "客户"),
        ("tier", "Tier", "级别"),
        ("since", "Since", "进入时间"),
        ("days", "Days", "天数"),
        ("expected_days", "Expected days", "预期天数"),
        ("stalled", "Stalled", "停滞"),
        ("owner", "Owner", "客户经理"),
    ];
    let columns = named_columns(context, &named);
    let mut rows = Vec::new();
    for lane in lanes {
        for entry in &lane.entries {
            let days = days(context, entry);
            let stalled = days.is_some_and(|days| days > lane.expected_days);
            let values: [Json; 11] = [
                json!(lane.stage.phase().as_str()),
                json!(lane.stage.as_str()),
                json!(lane.total),
                json!(entry.id),
                json!(entry.title()),
                entry.get("tier").to_json(),
                entry.get("stage_since").to_json(),
                json!(days),
                json!(lane.expected_days),
                json!(stalled),
                entry.get("owner").to_json(),
            ];
            let mut row = values.map(cell).to_vec();
            let labels = [words::phase_label(context, lane.stage), words::stage_label(context, lane.stage)];
            for (cell, label) in row.iter_mut().zip(labels) {
                cell.text = label;
            }
            if let Some(cell) = row.iter_mut().find(|cell| cell.data.is_boolean()) {
                yes_no(stalled, context.language).clone_into(&mut cell.text);
            }
            rows.push(row);
        }
    }
    Sheet { columns, rows }
}

fn cell(data: Json) -> Cell {
    let text = match &data {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    };
    Cell { data, text }
}

fn draw(context: &Context, lanes: &[Lane]) -> anyhow::Result<()> {
    let width = usize::from(context.ui.width()).max(40);
    let label =
        lanes.iter().map(|lane| width_of(&words::stage_label(context, lane.stage))).max().unwrap_or(0);
    let mut out = context.ui.stdout();
    let mut phase = None;
    for lane in lanes {
        if phase != Some(lane.stage.phase()) {
            let gap = if phase.is_some() { "\n" } else { "" };
            writeln!(out, "{gap}{}", Ui::bold(&words::phase_label(context, lane.stage)))?;
            phase = Some(lane.stage.phase());
        }
        let name = words::stage_label(context, lane.stage);
        let padding = " ".repeat(label - width_of(&name));
        let before = format!("  {name}{padding} {:>5}  ", lane.total);
        let indent = width_of(&before);
        let text = wrap(&cards(context, lane), width.saturating_sub(indent).max(16));
        for (at, line) in text.lines().enumerate() {
            let before = if at == 0 { before.clone() } else { " ".repeat(indent) };
            writeln!(out, "{before}{}", line.trim_end().replace(UNBROKEN, " "))?;
        }
        if text.is_empty() {
            writeln!(out, "{}", before.trim_end())?;
        }
    }
    Ok(out.flush()?)
}

/// Stands for the blanks of a card until the lines are made, so that a card is not broken.
const UNBROKEN: &str = "\u{a0}";

/// The accounts of a stage: name, tier, days.
fn cards(context: &Context, lane: &Lane) -> String {
    let mut cards: Vec<String> = lane
        .entries
        .iter()
        .map(|entry| {
            let mut notes: Vec<String> = Vec::new();
            if !entry.text("tier").is_empty() {
                notes.push(entry.text("tier").to_owned());
            }
            if let Some(days) = days(context, entry) {
                let mark = if days > lane.expected_days { "!" } else { "" };
                notes.push(say!(context.language, "{days}d{mark}", "{days}天{mark}"));
            }
            let title = entry.title();
            let name = harmless(&title);
            format!("{name} [{}]", notes.join(" ")).replace(' ', UNBROKEN)
        })
        .collect();
    let more = lane.total.saturating_sub(lane.entries.len());
    if more > 0 {
        cards.push(say!(context.language, "+{more} more", "另有 {more} 家").replace(' ', UNBROKEN));
    }
    cards.join(pick(context.language, ", ", "，"))
}
