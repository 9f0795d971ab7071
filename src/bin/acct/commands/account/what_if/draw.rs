//! A what-if as people read it: what is assumed, what that changes, which alerts and actions come and go.

use std::io::Write;

use acct::analysis::agenda::Task;
use acct::analysis::check::Concern;
use acct::analysis::value_curve::{Curve, CurveYear};
use acct::domain::language::{count, pick};
use acct::domain::money::Money;
use acct::export::{Cell, Format, Sheet, harmless};
use acct::say;
use serde_json::json;

use super::parts::{Line, Part};
use super::{DAYS, View, told};
use crate::commands::tier::simulate;
use crate::commands::{check, next, rates};
use crate::context::Context;
use crate::display::{number_cell, text_cell};
use crate::output::{self, hanging, wrap};
use crate::sheets;
use crate::ui::Ui;

pub(super) fn draw(context: &Context, view: &View) -> anyhow::Result<()> {
    let mut out = context.ui.stdout();
    writeln!(out, "{}", Ui::bold(&harmless(&view.account.name)))?;
    writeln!(out, "{}\n", simulate::now_and_then(context, &view.before.score, &view.after.score))?;
    assumed(context, view, &mut out)?;
    changed(context, view, &mut out)?;
    years(context, view, &mut out)?;
    alerts(context, view, &mut out)?;
    actions(context, view, &mut out)?;
    Ok(out.flush()?)
}

fn width(context: &Context) -> usize {
    usize::from(context.ui.width())
}

/// What is assumed, and what that could not reach.
fn assumed(context: &Context, view: &View, out: &mut dyn Write) -> anyhow::Result<()> {
    let columns = sheets::named_columns(
        context,
        &[
            ("name", "What if", "假设"),
            ("is", "Is", "现在"),
            ("would_be", "Would be", "改为"),
            ("points", "Score", "得分变化"),
        ],
    );
    let row = |row: &told::Row| {
        vec![text_cell(&row.name), row.is.clone(), row.would_be.clone(), told::points(row.points)]
    };
    let sheet = Sheet { columns, rows: view.rows.iter().map(row).collect() };
    output::list(&sheet, Format::Table, context.ui.width(), out)?;
    let mark = pick(context.language, "  stays: ", "  不受影响：");
    for why in view.rows.iter().flat_map(|row| &row.untouched) {
        writeln!(out, "{}", hanging(mark, &harmless(why), width(context)))?;
    }
    let mark = pick(context.language, "  note: ", "  注意：");
    for remark in view.rows.iter().flat_map(|row| &row.remarks) {
        writeln!(out, "{}", hanging(mark, &harmless(remark), width(context)))?;
    }
    Ok(())
}

/// The figures that differ, and one line for what stays.
fn changed(context: &Context, view: &View, out: &mut dyn Write) -> anyhow::Result<()> {
    let language = context.language;
    let columns = sheets::named_columns(
        context,
        &[
            ("name", "What follows", "结果"),
            ("is", "Is", "现在"),
            ("would_be", "Would be", "推演后"),
            ("change", "Change", "变化"),
        ],
    );
    let lines = view.parts.iter().flat_map(|part| &part.lines);
    let row = |line: &Line| {
        vec![text_cell(&line.name), line.is.clone(), line.would_be.clone(), line.change.clone()]
    };
    let sheet = Sheet { columns, rows: lines.map(row).collect() };
    if !sheet.rows.is_empty() {
        writeln!(out)?;
        output::list(&sheet, Format::Table, context.ui.width(), out)?;
    }
    let same: Vec<&str> = unchanged(view).iter().map(|part| part.label).collect();
    if !same.is_empty() {
        let same = same.join(pick(language, ", ", "、"));
        let told = say!(language, "Unchanged: {same}.", "不变：{same}。");
        writeln!(out, "\n{}", wrap(&told, width(context)))?;
    }
    if let Some(tier) = view.by_hand().and_then(|grade| grade.tier) {
        let told = say!(
            language,
            "In force is {tier}, set by hand: it would stay.",
            "现行级别 {tier} 由人工设定，不受影响。"
        );
        writeln!(out, "{}", wrap(&told, width(context)))?;
    }
    Ok(())
}

/// What there is and stays as it is.
pub(super) fn unchanged<'v>(view: &'v View) -> Vec<&'v Part> {
    let moved = |id: &str| match id {
        "alerts" => !view.alerts.is_empty(),
        "actions" => !view.tasks.is_empty(),
        "curve" => view.before.curve != view.after.curve,
        _ => false,
    };
    let same = view.parts.iter().filter(|part| part.is_there && part.lines.is_empty() && !moved(part.id));
    same.collect()
}

/// The value-return curve year by year, where it differs.
fn years(context: &Context, view: &View, out: &mut dyn Write) -> anyhow::Result<()> {
    let (Ok(before), Ok(after)) = (&view.before.curve, &view.after.curve) else { return Ok(()) };
    if before == after {
        return Ok(());
    }
    let currency = after.currency;
    let heading = say!(
        context.language,
        "Value-return curve, expected net ({currency})",
        "价值回报曲线：预计净额（{currency}）"
    );
    writeln!(out, "\n{}", Ui::bold(&heading))?;
    output::list(&curve_sheet(context, before, after), Format::Table, context.ui.width(), out)?;
    rates::tell(context, &after.converted, &[]);
    Ok(())
}

fn curve_sheet(context: &Context, before: &Curve, after: &Curve) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("year", "Year", "年度"),
            ("net", "Is", "现在"),
            ("net_would_be", "Would be", "推演后"),
            ("so_far", "So far", "累计"),
            ("so_far_would_be", "Would be", "推演后累计"),
        ],
    );
    let amount = |money: Option<Money>| Cell {
        data: json!(money),
        text: money.map_or_else(|| "–".to_owned(), |money| money.short_amount(context.language)),
    };
    let of = |curve: &'_ Curve, year: i64| curve.years.iter().find(|known| known.year == year).cloned();
    let mut all: Vec<i64> = before.years.iter().chain(&after.years).map(|year| year.year).collect();
    all.sort_unstable();
    all.dedup();
    let row = |year: &i64| {
        let (is, would_be) = (of(before, *year), of(after, *year));
        let net = |year: Option<&CurveYear>| amount(year.and_then(|year| year.expected.net()));
        let so_far = |year: Option<&CurveYear>| amount(year.map(|year| year.cumulative_expected));
        vec![
            number_cell(*year),
            net(is.as_ref()),
            net(would_be.as_ref()),
            so_far(is.as_ref()),
            so_far(would_be.as_ref()),
        ]
    };
    Sheet { columns, rows: all.iter().map(row).collect() }
}

fn alerts(context: &Context, view: &View, out: &mut dyn Write) -> anyhow::Result<()> {
    let language = context.language;
    let moved = &view.alerts;
    let told = |concern: &Concern| check::draw::finding(context, view.playbook, concern, 0);
    heading(context, out, moved.come.len(), ("Alerts that would come", "会新增的预警"))?;
    for concern in &moved.come {
        writeln!(out, "{}", told(concern))?;
    }
    heading(context, out, moved.go.len(), ("Alerts that would go", "会消除的预警"))?;
    let mark = "  ";
    for concern in &moved.go {
        writeln!(out, "{}", hanging(mark, &in_short(context, concern), width(context)))?;
    }
    heading(context, out, moved.differ.len(), ("Alerts that would say otherwise", "内容会变的预警"))?;
    for (before, after) in &moved.differ {
        let (told, was) = (in_short(context, after), before.message.get(language));
        let told = say!(language, "{told} (now: {was})", "{told}（现在：{was}）");
        writeln!(out, "{}", hanging(mark, &harmless(&told), width(context)))?;
    }
    Ok(())
}

fn in_short(context: &Context, concern: &Concern) -> String {
    let (label, message) = (concern.rule.label.get(context.language), concern.message.get(context.language));
    harmless(&format!("{label}{}{message}", pick(context.language, ": ", "："))).into_owned()
}

fn actions(context: &Context, view: &View, out: &mut dyn Write) -> anyhow::Result<()> {
    let moved = &view.tasks;
    let due = |task: &Task| next::Due::at(&view.head, task.clone());
    let in_short = |task: &Task| task_in_short(context, &due(task));
    let days = count(DAYS, "day", "days");
    let within = say!(context.language, " within {days}", "（{DAYS} 天内）");
    let title = |english, chinese| format!("{}{within}", pick(context.language, english, chinese));
    let (come, go) = (
        title("Next actions that would come", "会新增的行动"),
        title("Next actions that would go", "会取消的行动"),
    );
    let differ = title("Next actions that would change", "会变化的行动");
    heading(context, out, moved.come.len(), (&come, &come))?;
    for task in &moved.come {
        writeln!(out, "{}", next::draw::told(context, &due(task)))?;
    }
    heading(context, out, moved.go.len(), (&go, &go))?;
    for task in &moved.go {
        writeln!(out, "{}", hanging("  ", &in_short(task), width(context)))?;
    }
    heading(context, out, moved.differ.len(), (&differ, &differ))?;
    for (before, after) in &moved.differ {
        let told = in_short(after);
        let was = harmless(&format!("{}  {}", before.due, before.what.get(context.language))).into_owned();
        let told = say!(context.language, "{told} (now: {was})", "{told}（现在：{was}）");
        writeln!(out, "{}", hanging("  ", &told, width(context)))?;
    }
    Ok(())
}

fn task_in_short(context: &Context, due: &next::Due) -> String {
    harmless(&format!("{}  {}", due.task.due, next::draw::named(context, due))).into_owned()
}

/// A heading over so many lines; none over none.
fn heading(
    context: &Context,
    out: &mut dyn Write,
    lines: usize,
    (english, chinese): (&str, &str),
) -> anyhow::Result<()> {
    if lines > 0 {
        let heading = pick(context.language, english, chinese);
        let heading = say!(context.language, "{heading} ({lines})", "{heading}（{lines}）");
        writeln!(out, "\n{}", Ui::bold(&heading))?;
    }
    Ok(())
}
