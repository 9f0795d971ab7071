//! `acct tier score --all`: the grades of all accounts, and what changed against the last ones.

use std::io::Write as _;

use acct::analysis::score::rounded;
use acct::domain::choices::Tier;
use acct::domain::kind::Kind;
use acct::domain::language::{count, pick};
use acct::export::{Cell, Format, Sheet};
use acct::ops::tiers::{self, Moved, Regraded, Tally};
use acct::playbook::Playbook;
use acct::playbook::shown::short_number;
use acct::say;
use serde_json::{Map, Value as Json, json};

use super::{names, tier_name};
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::failure::Failure;
use crate::{output, sheets};

/// Accounts whose move is told to people.
const TOLD: usize = 50;

pub(super) fn run(context: &mut Context, playbook: &Playbook, write: WriteArgs) -> anyhow::Result<()> {
    let total = context.store()?.read().live(Kind::Account)?;
    let progress = context.ui.progress(u64::try_from(total).ok());
    let session = context.writing(write)?;
    let written = tiers::score_all(session, playbook, |done| progress.at(done as u64))?;
    drop(progress);
    let tally = &written.value;
    if tally.accounts == 0 {
        let message = say!(context.language, "there are no accounts yet", "还没有客户");
        return Err(Failure::refused(message).hint("acct add").into());
    }
    match context.format() {
        Format::Table => draw(context, playbook, tally)?,
        Format::Json | Format::Yaml | Format::Ndjson => {
            return sheets::print_data(context, data(context, playbook, tally, written.operation));
        }
        _ => display::print_list(context, &sheet(context, playbook, &tally.moved))?,
    }
    tell(context, tally, written.operation, write);
    Ok(())
}

fn draw(context: &Context, playbook: &Playbook, tally: &Tally) -> anyhow::Result<()> {
    let language = context.language;
    let mut out = context.ui.stdout();
    for (tier, count) in &tally.by_tier {
        writeln!(out, "{count:>9}  {}", tier_name(context, *tier))?;
    }
    writeln!(out, "{:>9}  {}", tally.without, pick(language, "without a grade", "暂未定级"))?;
    if !tally.moved.is_empty() {
        writeln!(out, "\n{}", pick(language, "Moved since the last grade", "与上次定级相比级别有变"))?;
        let shown = tally.moved.get(..TOLD).unwrap_or(&tally.moved);
        let sheet = sheets::without(&sheet(context, playbook, shown), &["id", "score_before"]);
        output::list(&sheet, Format::Table, context.ui.width(), &mut out)?;
    }
    Ok(out.flush()?)
}

/// Accounts whose tier moved, a row each.
fn sheet(context: &Context, playbook: &Playbook, moved: &[Moved]) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("id", "#", "编号"),
            ("account", "Account", "客户"),
            ("from", "From", "由"),
            ("to", "To", "变为"),
            ("score_before", "Score before", "原得分"),
            ("score", "Score", "得分"),
            ("why", "Why", "原因"),
        ],
    );
    Sheet { columns, rows: moved.iter().map(|moved| row(context, playbook, moved)).collect() }
}

fn row(context: &Context, playbook: &Playbook, moved: &Moved) -> Vec<Cell> {
    let tier = |tier: Option<Tier>| Cell {
        data: json!(tier.map(Tier::as_str)),
        text: tier.map_or("-", Tier::as_str).to_owned(),
    };
    let points = |points: Option<f64>| Cell {
        data: json!(points.map(rounded)),
        text: points.map(short_number).unwrap_or_default(),
    };
    let reasons: Vec<String> = moved.why.iter().map(|why| names::why(context, playbook, why)).collect();
    let data: Vec<Json> = moved.why.iter().map(|why| names::why_data(context, playbook, why)).collect();
    vec![
        number_cell(moved.account),
        text_cell(&moved.name),
        tier(moved.from),
        tier(moved.to),
        points(moved.score_before),
        points(moved.score),
        Cell { data: json!(data), text: reasons.join(pick(context.language, "; ", "；")) },
    ]
}

fn tell(context: &Context, tally: &Tally, operation: Option<i64>, write: WriteArgs) {
    let language = context.language;
    let Tally { accounts, unchanged, first, moved, .. } = tally;
    let anew = tally.regraded.len();
    let graded = count(*accounts, "account", "accounts");
    let (did, did_zh) = if write.dry_run { ("Would grade", "将为") } else { ("Graded", "已为") };
    let mut message = say!(
        language,
        "{did} {graded}: {} moved to another tier, {first} graded for the first time, {anew} graded anew in the same tier, {unchanged} as before.",
        "{did_zh} {accounts} 家客户定级：{} 家级别变动，{first} 家首次定级，{anew} 家级别不变、重新计分，{unchanged} 家没有变化。",
        (moved.len())
    );
    if moved.len() > TOLD && context.format() == Format::Table {
        message.push_str(&say!(
            language,
            " The first {TOLD} are shown; --format csv gives all.",
            "此处显示前 {TOLD} 家；--format csv 给出全部。"
        ));
    }
    if anew > 0 {
        let named = regraded_in_words(context, tally);
        message.push_str(&say!(language, " Anew: {named}.", "重新计分：{named}。"));
    }
    if write.dry_run {
        message.push_str(pick(language, " Nothing was kept.", "未保存。"));
    } else if let Some(number) = operation {
        message.push_str(&say!(language, " Kept as operation {number}.", "已保存为操作 {number}。"));
    }
    context.ui.status(format_args!("{message}"));
}

/// The first accounts that were graded anew in their tier, with their points before and after.
fn regraded_in_words(context: &Context, tally: &Tally) -> String {
    /// Accounts that are named.
    const NAMED: usize = 10;
    let points = |points: Option<f64>| points.map_or_else(|| "–".to_owned(), short_number);
    let told = |regraded: &Regraded| {
        let (tier, name) = (regraded.tier.map_or("–", Tier::as_str), &regraded.name);
        let (before, after) = (points(regraded.score_before), points(regraded.score));
        let change = if before == after { after } else { format!("{before} → {after}") };
        say!(context.language, "{name} ({tier}, {change})", "{name}（{tier}，{change}）")
    };
    let mut named: Vec<String> = tally.regraded.iter().take(NAMED).map(told).collect();
    let more = tally.regraded.len().saturating_sub(NAMED);
    if more > 0 {
        named.push(say!(context.language, "{more} more", "另有 {more} 家"));
    }
    named.join(pick(context.language, ", ", "、"))
}

fn regraded_data(regraded: &Regraded) -> Json {
    json!({
        "id": regraded.account,
        "account": regraded.name,
        "tier": regraded.tier.map(Tier::as_str),
        "score_before": regraded.score_before.map(rounded),
        "score": regraded.score.map(rounded),
    })
}

fn data(
    context: &Context,
    playbook: &Playbook,
    tally: &Tally,
    operation: Option<i64>,
) -> Vec<(&'static str, Json)> {
    let tiers: Map<String, Json> = tally
        .by_tier
        .iter()
        .filter_map(|(tier, count)| Some((tier.as_ref()?.to_string(), json!(count))))
        .collect();
    vec![
        ("operation", json!(operation)),
        ("accounts", json!(tally.accounts)),
        ("changed", json!(tally.changed)),
        ("unchanged", json!(tally.unchanged)),
        ("first", json!(tally.first)),
        ("without", json!(tally.without)),
        ("tiers", Json::Object(tiers)),
        ("moved", json!(sheets::objects(&sheet(context, playbook, &tally.moved)))),
        ("regraded", tally.regraded.iter().map(regraded_data).collect()),
    ]
}
