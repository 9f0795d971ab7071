//! `acct tier simulate --all`: what-if over many accounts, who moves where.

use std::io::Write as _;

use acct::analysis::score::rounded;
use acct::analysis::what_if::Scenario;
use acct::domain::choices::Tier;
use acct::domain::kind::Kind;
use acct::domain::language::{count, pick};
use acct::export::{Cell, Format, Sheet};
use acct::ops::portfolio::Chosen;
use acct::ops::tiers::simulate::{self, Compared, Outcome};
use acct::playbook::shown::short_number;
use acct::say;
use acct::store::Query;
use serde_json::{Map, Value as Json, json};

use super::{names, tier_name};
use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::{fields, output, sheets};

pub(super) fn run(
    context: &mut Context,
    scenario: &Scenario,
    filters: &[String],
    limit: usize,
) -> anyhow::Result<()> {
    let mut query = Query::all(Kind::Account);
    for filter in filters {
        query.filters.push(fields::filter(context, Kind::Account, filter)?);
    }
    let chosen = Chosen::by(context.store()?, &query)?;
    let total = match &chosen {
        Chosen::All => context.store()?.count(&query)?,
        Chosen::Only(chosen) => chosen.len(),
    };
    let progress = context.ui.progress(u64::try_from(total).ok());
    let today = context.today;
    let step = |done: usize| progress.at(done as u64);
    let outcome = simulate::simulate(context.store()?.read(), scenario, &chosen, today, step)?;
    drop(progress);
    fields::tell_passed_over(context, &query)?;
    let limit = if limit == 0 { usize::MAX } else { limit };
    let shown = limit.min(outcome.moved.len());
    let moved = outcome.moved.get(..shown).unwrap_or_default();
    match context.format() {
        Format::Table => draw(context, &outcome, moved)?,
        Format::Json | Format::Yaml | Format::Ndjson => {
            sheets::print_data(context, data(context, &outcome, moved, limit))?;
        }
        _ => display::print_list(context, &sheet(context, moved))?,
    }
    tell(context, &outcome, shown);
    Ok(())
}

fn draw(context: &Context, outcome: &Outcome, moved: &[Compared]) -> anyhow::Result<()> {
    let (language, width) = (context.language, context.ui.width());
    let mut out = context.ui.stdout();
    output::list(&tiers(context, outcome), Format::Table, width, &mut out)?;
    if !outcome.moves.is_empty() {
        let moves: Vec<String> = outcome
            .moves
            .iter()
            .map(|(from, to, count)| {
                let (from, to) = (letter(context, *from), letter(context, *to));
                say!(language, "{from}->{to}: {count}", "{from}->{to}：{count}")
            })
            .collect();
        writeln!(out, "\n{}\n", moves.join(pick(language, ", ", "，")))?;
        let mut sheet = sheets::without(&sheet(context, moved), &["low_before", "high_before"]);
        sheet = sheets::without(&sheet, &["low_after", "high_after", "id"]);
        output::list(&sheets::without_empty_columns(context, sheet), Format::Table, width, &mut out)?;
    }
    Ok(out.flush()?)
}

fn letter(context: &Context, tier: Option<Tier>) -> &'static str {
    tier.map_or_else(|| pick(context.language, "no grade", "未定级"), Tier::as_str)
}

fn tiers(context: &Context, outcome: &Outcome) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("tier", "Tier", "级别"),
            ("before", "Now", "现在"),
            ("after", "Would be", "假设"),
            ("change", "Change", "变化"),
        ],
    );
    let none = pick(context.language, "without a grade", "暂未定级");
    let rows = outcome.tiers.iter().map(|(tier, before, after)| {
        let name = if tier.is_some() { tier_name(context, *tier) } else { none.to_owned() };
        let change = match after.cmp(before) {
            std::cmp::Ordering::Less => format!("-{}", before - after),
            std::cmp::Ordering::Equal => String::new(),
            std::cmp::Ordering::Greater => format!("+{}", after - before),
        };
        vec![text_cell(&name), number_cell(*before), number_cell(*after), text_cell(&change)]
    });
    Sheet { columns, rows: rows.collect() }
}

/// Accounts before and after, a row each.
pub(super) fn sheet(context: &Context, compared: &[Compared]) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("id", "#", "编号"),
            ("account", "Account", "客户"),
            ("from", "From", "由"),
            ("to", "To", "变为"),
            ("score_before", "Score", "得分"),
            ("score_after", "Would be", "假设得分"),
            ("change", "Points", "得分变化"),
            ("low_before", "Lowest", "最低"),
            ("high_before", "Highest", "最高"),
            ("low_after", "Would be", "假设最低"),
            ("high_after", "Would be", "假设最高"),
            ("capped_before", "Capped", "封顶"),
            ("capped_after", "Would be capped", "假设封顶"),
            ("by_hand", "By hand", "人工设定"),
        ],
    );
    Sheet { columns, rows: compared.iter().map(row).collect() }
}

fn row(compared: &Compared) -> Vec<Cell> {
    let (before, after) = (&compared.before, &compared.after);
    let tier = |estimate: &simulate::Estimate| Cell {
        data: json!(estimate.tier.map(Tier::as_str)),
        text: estimate.in_words(),
    };
    let points = |points: Option<f64>, words: fn(f64) -> String| Cell {
        data: json!(points),
        text: points.map(words).unwrap_or_default(),
    };
    // The tier that the points would give without the reciprocity test.
    let capped = |estimate: &simulate::Estimate| Cell {
        data: json!(estimate.capped_from.map(Tier::as_str)),
        text: estimate.capped_from.map(|from| from.to_string()).unwrap_or_default(),
    };
    let change = before.score.zip(after.score).map(|(before, after)| rounded(after - before));
    vec![
        number_cell(compared.account),
        text_cell(&compared.name),
        tier(before),
        tier(after),
        points(before.score, short_number),
        points(after.score, short_number),
        points(change, names::signed),
        points(Some(before.low), short_number),
        points(Some(before.high), short_number),
        points(Some(after.low), short_number),
        points(Some(after.high), short_number),
        capped(before),
        capped(after),
        Cell {
            data: json!(compared.by_hand.map(Tier::as_str)),
            text: compared.by_hand.map(|tier| tier.to_string()).unwrap_or_default(),
        },
    ]
}

fn data(context: &Context, outcome: &Outcome, moved: &[Compared], limit: usize) -> Vec<(&'static str, Json)> {
    let moves = outcome.moves.iter().map(|(from, to, count)| {
        json!({"from": from.map(Tier::as_str), "to": to.map(Tier::as_str), "accounts": count})
    });
    let counts = |count: fn(&(Option<Tier>, usize, usize)) -> usize| {
        let named = outcome.tiers.iter().map(|counted| {
            let name = counted.0.map_or("none", Tier::as_str).to_owned();
            (name, json!(count(counted)))
        });
        Json::Object(named.collect::<Map<String, Json>>())
    };
    vec![
        ("accounts", json!(outcome.accounts)),
        ("changed", json!(outcome.changed)),
        ("moved", json!(outcome.moved.len())),
        ("moves", json!(moves.collect::<Vec<_>>())),
        ("tiers_before", counts(|(_, before, _)| *before)),
        ("tiers_after", counts(|(.., after)| *after)),
        ("caps_before", json!(outcome.capped_now)),
        ("caps_after", json!(outcome.capped.len())),
        (
            "capped",
            json!(sheets::objects(&sheet(
                context,
                outcome.capped.get(..limit.min(outcome.capped.len())).unwrap_or_default()
            ))),
        ),
        ("movers", json!(sheets::objects(&sheet(context, moved)))),
    ]
}

fn tell(context: &Context, outcome: &Outcome, shown: usize) {
    let language = context.language;
    let (accounts, moved) = (outcome.accounts, outcome.moved.len());
    let all = count(accounts, "account", "accounts");
    let mut message = say!(
        language,
        "{moved} of {all} would be in another tier. Nothing was written.",
        "{accounts} 家客户中有 {moved} 家级别会变。未保存任何内容。"
    );
    if shown < moved {
        message.push_str(&say!(
            language,
            " {shown} shown; --limit 0 shows all.",
            "显示 {shown} 家；--limit 0 显示全部。"
        ));
    }
    context.ui.status(format_args!("{message}"));
    if !outcome.capped.is_empty() {
        context.ui.note(format_args!("{}", capped(context, outcome)));
    }
    let by_hand = outcome.moved.iter().filter(|compared| compared.by_hand.is_some()).count();
    if by_hand > 0 {
        let note = say!(
            language,
            "{by_hand} of them have a tier set by hand, which would stay",
            "其中 {by_hand} 家的级别由人工设定，不受影响"
        );
        context.ui.note(format_args!("{note}"));
    }
}

/// Whom the reciprocity test would hold below what the points give.
fn capped(context: &Context, outcome: &Outcome) -> String {
    /// Accounts that are named.
    const NAMED: usize = 5;
    let language = context.language;
    let (would, now) = (outcome.capped.len(), outcome.capped_now);
    let named = outcome.capped.iter().take(NAMED).map(|compared| {
        let (from, to) = (compared.after.capped_from, compared.after.tier);
        let name = &compared.name;
        format!("{name} ({}->{})", letter(context, from), letter(context, to))
    });
    let mut names: Vec<String> = named.collect();
    if would > NAMED {
        let more = would - NAMED;
        names.push(say!(language, "{more} more", "另有 {more} 家"));
    }
    let names = names.join(pick(language, ", ", "、"));
    let accounts = count(would, "account", "accounts");
    say!(
        language,
        "the reciprocity test would cap {accounts} (now {now}): {names}",
        "互惠测试将使 {would} 家封顶（现在 {now} 家）：{names}"
    )
}
