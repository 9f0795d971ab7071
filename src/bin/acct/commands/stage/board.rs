//! `acct stage board`: accounts, or projects, by stage.

use std::io::Write as _;

use acct::domain::choices::Stage;
use acct::domain::date::span_days;
use acct::domain::filter::{Filter, Operand, Operator};
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::record::{Entry, Field};
use acct::domain::value::Value;
use acct::export::{Cell, Format, Sheet, harmless};
use acct::playbook::shown::yes_no;
use acct::say;
use acct::store::{Query, Sort};
use anyhow::Context as _;
use serde_json::{Value as Json, json};

use super::words;
use crate::context::Context;
use crate::display::Names;
use crate::output::{width_of, wrap};
use crate::sheets::named_columns;
use crate::ui::Ui;
use crate::{display, fields};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Closed decisions and accounts without a stage are not shown. Those that wait longest come first; ! marks the stalled ones.\n\nExamples:\n  acct stage board\n  acct stage board --where \"tier>=A\" --where owner=ann --limit 20\n  acct stage board --projects --where \"value>=500k\""
)]
pub(crate) struct Args {
    #[command(flatten)]
    which: WhichArgs,
    /// No more than so many of each stage (0 for all)
    #[arg(long, value_name = "N", default_value_t = 8)]
    limit: usize,
}

/// What stands there.
#[derive(Debug, clap::Args)]
pub(super) struct WhichArgs {
    /// Projects, each by its own decision process, instead of accounts
    #[arg(long)]
    projects: bool,
    /// Only those that pass: FIELD=VALUE, also != ~ < <= > >=; FIELD= is empty, FIELD!= filled (repeat for several)
    #[arg(long = "where", value_name = "CONDITION")]
    filters: Vec<String>,
}

impl WhichArgs {
    pub(super) fn kind(&self) -> Kind {
        if self.projects { Kind::Project } else { Kind::Account }
    }
}

/// One stage with its accounts or projects, those that wait longest first.
struct Lane {
    stage: Stage,
    expected_days: i64,
    entries: Vec<Entry>,
    total: usize,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let kind = args.which.kind();
    let lanes = lanes(context, &args.which, args.limit)?;
    let homes = homes(context, kind, lanes.iter().flat_map(|lane| &lane.entries))?;
    if context.format() == Format::Table {
        draw(context, &lanes, &homes)?;
    } else {
        let sheet = sheet(context, kind, &lanes, &homes);
        display::print_list(context, &sheet)?;
    }
    let total: usize = lanes.iter().map(|lane| lane.total).sum();
    let mut message = match kind {
        Kind::Project => {
            say!(context.language, "{total} in a decision.", "决策流程进行中的项目共 {total} 个。")
        }
        _ => say!(context.language, "{total} in a decision.", "决策流程进行中的客户共 {total} 家。"),
    };
    if args.which.filters.is_empty() {
        message.push_str(&others(context, kind, total)?);
    }
    context.ui.status(format_args!("{message}"));
    Ok(())
}

/// How many are not on the board, and why.
fn others(context: &mut Context, kind: Kind, running: usize) -> anyhow::Result<String> {
    let mut staged = Query::all(kind);
    staged.filters.push(condition(kind, "stage", Operator::IsNot, Operand::Nothing)?);
    let store = context.store()?;
    let (all, staged) = (store.count(&Query::all(kind))?, store.count(&staged)?);
    let (closed, open) = (staged.saturating_sub(running), all.saturating_sub(staged));
    let measure = measure(kind);
    Ok(say!(
        context.language,
        " {closed} closed, {open} without a stage.",
        "已结束 {closed} {measure}，未设阶段 {open} {measure}。"
    ))
}

/// What they are counted in in Chinese.
pub(super) fn measure(kind: Kind) -> &'static str {
    if kind == Kind::Project { "个" } else { "家" }
}

pub(super) fn condition(
    kind: Kind,
    field: &str,
    operator: Operator,
    operand: Operand,
) -> anyhow::Result<Filter> {
    let field = kind.field(field).context("a field of what has a stage")?.clone();
    Ok(Filter { field, operator, operand })
}

/// The query for those whose decision goes on in a stage, those that wait longest first.
pub(super) fn query(
    context: &mut Context,
    stage: Stage,
    which: &WhichArgs,
    limit: usize,
) -> anyhow::Result<Query> {
    let kind = which.kind();
    let mut query = Query { limit: (limit > 0).then_some(limit), ..running(context, which)? };
    let stage = Operand::Value(Value::Text(stage.as_str().to_owned()));
    query.filters.insert(0, condition(kind, "stage", Operator::Is, stage)?);
    let field = kind.field("stage_since").context("a field of what has a stage")?.clone();
    query.sort.push(Sort { field, descending: false });
    Ok(query)
}

fn running(context: &mut Context, which: &WhichArgs) -> anyhow::Result<Query> {
    let mut query = Query { running: true, ..Query::all(which.kind()) };
    for text in &which.filters {
        query.filters.push(fields::filter(context, which.kind(), text)?);
    }
    Ok(query)
}

/// Says which of those in a decision the conditions pass over for their currency.
pub(super) fn tell_passed_over(context: &mut Context, which: &WhichArgs) -> anyhow::Result<()> {
    let all = running(context, which)?;
    fields::tell_passed_over(context, &all)
}

/// The names of the accounts that projects belong to.
pub(super) fn homes<'e>(
    context: &mut Context,
    kind: Kind,
    entries: impl Iterator<Item = &'e Entry>,
) -> anyhow::Result<Names> {
    let entries: Vec<Entry> = entries.cloned().collect();
    let account: Vec<Field> = kind.field("account").cloned().into_iter().collect();
    Names::of(context, &entries, &account)
}

/// The account that is shown, or to which the project belongs.
pub(super) fn account_of(entry: &Entry, homes: &Names) -> String {
    match entry.kind {
        Kind::Project => homes.get(Kind::Account, entry.account().unwrap_or_default()),
        _ => entry.title().into_owned(),
    }
}

fn lanes(context: &mut Context, which: &WhichArgs, limit: usize) -> anyhow::Result<Vec<Lane>> {
    tell_passed_over(context, which)?;
    let mut lanes = Vec::new();
    for stage in Stage::ALL.iter().copied() {
        let query = query(context, stage, which, limit)?;
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

/// One row an account or a project.
fn sheet(context: &Context, kind: Kind, lanes: &[Lane], homes: &Names) -> Sheet {
    let named = [
        ("phase", "Phase", "阶段组"),
        ("stage", "Stage", "决策阶段"),
        ("total", "In it", "数量"),
        ("id", "#", "编号"),
        ("account", "Account", "客户"),
        if kind == Kind::Project { ("project", "Project", "项目") } else { ("tier", "Tier", "级别") },
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
                json!(account_of(entry, homes)),
                if kind == Kind::Project { json!(entry.title()) } else { entry.get("tier").to_json() },
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

fn draw(context: &Context, lanes: &[Lane], homes: &Names) -> anyhow::Result<()> {
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
        let text = wrap(&cards(context, lane, homes), width.saturating_sub(indent).max(16));
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

/// The accounts of a stage: name, tier, days; or its projects: name, account, days.
fn cards(context: &Context, lane: &Lane, homes: &Names) -> String {
    let mut cards: Vec<String> = lane
        .entries
        .iter()
        .map(|entry| {
            let mut notes: Vec<String> = Vec::new();
            match entry.kind {
                Kind::Project => notes.push(harmless(&account_of(entry, homes)).into_owned()),
                _ => notes.extend(Some(entry.text("tier").to_owned()).filter(|tier| !tier.is_empty())),
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
        let measure = lane.entries.first().map_or("家", |entry| measure(entry.kind));
        cards.push(say!(context.language, "+{more} more", "另有 {more} {measure}").replace(' ', UNBROKEN));
    }
    cards.join(pick(context.language, ", ", "，"))
}
