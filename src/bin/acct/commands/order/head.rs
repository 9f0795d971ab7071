//! The figures of one account's orders, a line each for people and as data.

use acct::analysis::orders::{Buying, Share};
use acct::domain::language::{Language, pick};
use acct::playbook::shown::short_number;
use acct::say;
use serde_json::{Value as Json, json};

use super::money::{one_decimal, signed};
use crate::context::Context;

/// Labels and figures in words.
pub(super) fn lines(
    context: &Context,
    buying: &Buying,
    preferred: Option<&Share>,
    limit: f64,
) -> Vec<(&'static str, String)> {
    let language = context.language;
    let mut lines = vec![
        (pick(language, "Orders", "订单"), orders(language, buying)),
        (pick(language, "Next order", "下次订单"), next(context, buying)),
        (pick(language, "Spend", "采购额"), spend(language, buying)),
        (pick(language, "Change", "波动"), fluctuation(language, buying, limit)),
        (pick(language, "Margin", "毛利"), margin(language, buying)),
        (
            pick(language, "Prefers", "偏好"),
            preferred.map(|share| prefers(language, share)).unwrap_or_default(),
        ),
        ("RFM", rfm(language, buying)),
    ];
    if buying.ledger.unpriced > 0 {
        let number = buying.ledger.unpriced;
        let told = say!(language, "{number} of the orders", "{number} 条订单");
        lines.push((pick(language, "Amount unknown", "金额未知"), told));
    }
    lines.retain(|(_, text)| !text.is_empty());
    lines
}

fn orders(language: Language, buying: &Buying) -> String {
    let rhythm = &buying.rhythm;
    let (number, first, last, days) = (rhythm.orders, rhythm.first, rhythm.last, rhythm.recency);
    let a_year = short_number(rhythm.a_year);
    let ago = acct::domain::language::count(days, "day", "days");
    say!(
        language,
        "{number}, {a_year} a year; first {first}, last {last} ({ago} ago)",
        "{number} 笔，每年 {a_year} 笔；首单 {first}，最近 {last}（{days} 天前）"
    )
}

fn next(context: &Context, buying: &Buying) -> String {
    let language = context.language;
    let (Some(cycle), Some(expected)) = (buying.rhythm.cycle, buying.rhythm.expected) else {
        return pick(
            language,
            "no cycle yet: it takes three days with orders",
            "周期未知：至少要有三个下单日",
        )
        .to_owned();
    };
    let every = acct::domain::language::count(cycle, "day", "days");
    match buying.rhythm.overdue(context.today) {
        Some(late) => {
            let days = acct::domain::language::count(late, "day", "days");
            say!(
                language,
                "expected {expected}, {days} late (every {every})",
                "预计 {expected}，已逾期 {late} 天（周期 {cycle} 天）"
            )
        }
        None => say!(language, "expected {expected} (every {every})", "预计 {expected}（周期 {cycle} 天）"),
    }
}

fn spend(language: Language, buying: &Buying) -> String {
    let (year, total) = (buying.year.short(language), buying.total.short(language));
    match buying.change.map(signed) {
        Some(change) => say!(
            language,
            "{year} in twelve months ({change} against those before), {total} in all",
            "近 12 个月 {year}（比前 12 个月 {change}），累计 {total}"
        ),
        None => say!(language, "{year} in twelve months, {total} in all", "近 12 个月 {year}，累计 {total}"),
    }
}

fn fluctuation(language: Language, buying: &Buying, limit: f64) -> String {
    let Some(found) = &buying.fluctuation else { return String::new() };
    let (period, change) = (found.period, signed(found.percent));
    let (now, before) = (found.amount.short(language), found.before.short(language));
    let alert = if found.exceeds(limit) {
        let limit = short_number(limit);
        say!(language, "; beyond {limit}%", "；超过 {limit}%")
    } else {
        String::new()
    };
    say!(
        language,
        "{change} in {period}: {now} after {before} a year before{alert}",
        "{period} 同比 {change}：{now}，上年同期 {before}{alert}"
    )
}

fn margin(language: Language, buying: &Buying) -> String {
    let Some(margin) = &buying.margin else { return String::new() };
    let (left, of, known) = (margin.margin.short(language), margin.amount.short(language), margin.known);
    // Of an amount that is not above 0 there is no share.
    let percent = margin.percent.map(short_number);
    let percent = percent.map(|percent| say!(language, "{percent}%: ", "{percent}%："));
    let (percent, orders) =
        (percent.unwrap_or_default(), acct::domain::language::count(known, "order", "orders"));
    say!(
        language,
        "{percent}{left} of {of}, known of {orders}",
        "{percent}{of}中的{left}，{known} 条订单已知毛利"
    )
}

fn prefers(language: Language, share: &Share) -> String {
    let name = &share.name;
    let percent = short_number(share.of_all().unwrap_or_default());
    let told = if share.recent.is_some() {
        say!(language, "{name}: {percent}% of twelve months", "{name}：占近 12 个月的 {percent}%")
    } else {
        say!(language, "{name}: {percent}% of all", "{name}：占全部的 {percent}%")
    };
    match share.trend {
        Some(trend) => format!("{told}{}{}", pick(language, ", ", "，"), points(language, trend)),
        None => told,
    }
}

/// `+8 points`.
pub(super) fn points(language: Language, points: f64) -> String {
    let whole = points.round() + 0.0;
    let sign = if whole > 0.0 { "+" } else { "" };
    let unit = if (whole.abs() - 1.0).abs() < 0.5 { "point" } else { "points" };
    say!(language, "{sign}{whole} {unit}", "{sign}{whole} 个百分点")
}

fn rfm(language: Language, buying: &Buying) -> String {
    let (rfm, percent) = (buying.rfm, short_number(buying.rfm.percent()));
    say!(language, "{rfm} ({percent} of 100)", "{rfm}（折合 {percent} 分，满分 100）")
}

/// The same as data.
pub(super) fn data(
    context: &Context,
    buying: &Buying,
    preferred: Option<&Share>,
    limit: f64,
) -> Vec<(&'static str, Json)> {
    let (rhythm, ledger, rfm) = (&buying.rhythm, &buying.ledger, buying.rfm);
    let rates_date = context.rates().date().filter(|_| !ledger.converted.is_empty());
    let date = |date: acct::domain::date::Date| date.to_string();
    vec![
        ("as_of", json!(date(context.today))),
        ("currency", json!(ledger.currency)),
        ("converted", json!(ledger.converted)),
        ("rates_date", json!(rates_date.map(date))),
        ("orders", json!(rhythm.orders)),
        ("records", json!(ledger.orders().count())),
        ("first", json!(date(rhythm.first))),
        ("last", json!(date(rhythm.last))),
        ("recency_days", json!(rhythm.recency)),
        ("orders_a_year", json!(one_decimal(rhythm.a_year))),
        ("cycle_days", json!(rhythm.cycle)),
        ("expected", json!(rhythm.expected.map(date))),
        ("overdue_days", json!(rhythm.overdue(context.today))),
        ("total", json!(buying.total)),
        ("revenue_12m", json!(buying.year)),
        ("revenue_before", json!(buying.year_before)),
        ("change", json!(buying.change.map(one_decimal))),
        (
            "margin",
            json!(buying.margin.map(|margin| json!({
                "known": margin.known,
                "amount": margin.amount,
                "margin": margin.margin,
                "percent": margin.percent.map(one_decimal),
            }))),
        ),
        (
            "rfm",
            json!({
                "recency": rfm.recency,
                "frequency": rfm.frequency,
                "monetary": rfm.monetary,
                "points": one_decimal(rfm.percent()),
            }),
        ),
        (
            "fluctuation",
            json!(buying.fluctuation.map(|found| json!({
                "period": found.period.to_string(),
                "amount": found.amount,
                "before": found.before,
                "percent": one_decimal(found.percent),
                "alert": found.exceeds(limit),
            }))),
        ),
        (
            "preference",
            json!(preferred.map(|share| json!({
                "name": share.name,
                "share": share.of_all().map(one_decimal),
                "trend": share.trend.map(one_decimal),
            }))),
        ),
        ("unpriced", json!(ledger.unpriced)),
        ("left_out", json!(ledger.left_out)),
    ]
}
