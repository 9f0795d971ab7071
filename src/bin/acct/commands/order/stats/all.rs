//! `acct order stats` without an account: a line for each account that ordered.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use acct::analysis::orders::{Buying, Rfm};
use acct::domain::date::Date;
use acct::domain::language::{count, pick};
use acct::domain::money::{Currency, Money, Sums};
use acct::export::{Cell, Column, Format, ListWriter, Sheet};
use acct::ops::{OpsError, orders};
use acct::say;
use serde_json::json;

use super::super::money;
use super::Args;
use crate::commands::{portfolio, rates};
use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::failure::Failure;
use crate::sheets::{self, named_columns};

/// Rows of a table unless more are asked for.
const USUAL_LIMIT: usize = 50;

/// What is told of one account; of many no more is kept.
struct Row {
    id: i64,
    name: String,
    orders: usize,
    last: Date,
    year: Money,
    year_before: Money,
    change: Option<f64>,
    rfm: Rfm,
    expected: Option<Date>,
    overdue: Option<i64>,
    total: Money,
    /// What of it all has no rate.
    left_out: Vec<Money>,
}

/// By what rows can be sorted, as their columns are called.
const COLUMNS: &[(&str, &str, &str)] = &[
    ("id", "#", "编号"),
    ("account", "Account", "客户"),
    ("orders", "Orders", "订单数"),
    ("last", "Last", "最近下单"),
    ("revenue_12m", "12 months", "近12个月"),
    ("revenue_before", "12 before", "前12个月"),
    ("change", "Change", "变化"),
    ("rfm", "RFM", "RFM"),
    ("expected", "Next expected", "预计下单"),
    ("overdue_days", "Days late", "逾期天数"),
    ("total", "In all", "累计"),
];

/// What nothing is sorted by.
const LEFT_OUT: (&str, &str, &str) = ("left_out", "Without a rate", "无汇率");

/// What a table has no room for.
const ONLY_IN_DATA: &[&str] = &["id", "revenue_before", "total", "left_out"];

#[derive(Default)]
struct Tally {
    accounts: usize,
    without: usize,
    year: Sums,
    converted: BTreeSet<Currency>,
    left_out: Sums,
}

pub(super) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let (key, descending) = sort_key(context, args.sort.as_deref())?;
    let chosen = portfolio::chosen(context, None, &args.filters)?;
    let (playbook, today) = (context.playbook()?, context.today);
    let (mut rows, mut tally) = (Vec::new(), Tally::default());
    orders::each(context.store()?.read(), &chosen, |customer| {
        match Buying::of(&customer.orders, &playbook, today) {
            Some(buying) => {
                tally.add(&buying);
                rows.push(Row::of(customer.id, customer.name, &buying, today));
            }
            None => tally.without += 1,
        }
        Ok::<(), OpsError>(())
    })?;
    let base = context.rates().base();
    rows.sort_by(|one, other| compared(one, other, key, descending, base));
    print(context, args, &rows)?;
    tell(context, &tally);
    Ok(())
}

impl Tally {
    fn add(&mut self, buying: &Buying) {
        self.accounts += 1;
        self.year.add(buying.year);
        self.converted.extend(&buying.ledger.converted);
        self.left_out.extend(buying.ledger.left_out.iter().copied());
    }
}

impl Row {
    fn of(id: i64, name: String, buying: &Buying, today: Date) -> Self {
        let rhythm = buying.rhythm;
        Self {
            id,
            name,
            orders: rhythm.orders,
            last: rhythm.last,
            year: buying.year,
            year_before: buying.year_before,
            change: buying.change,
            rfm: buying.rfm,
            expected: rhythm.expected,
            overdue: rhythm.overdue(today),
            total: buying.total,
            left_out: buying.ledger.left_out.clone(),
        }
    }

    fn cells(&self, context: &Context) -> Vec<Cell> {
        let date = |date: Option<Date>| text_cell(&date.map(|date| date.to_string()).unwrap_or_default());
        let overdue = self.overdue.map(|days| days.to_string()).unwrap_or_default();
        vec![
            number_cell(self.id),
            text_cell(&self.name),
            number_cell(self.orders),
            date(Some(self.last)),
            money::cell(context, self.year),
            money::cell(context, self.year_before),
            money::change_cell(self.change),
            text_cell(&self.rfm.to_string()),
            date(self.expected),
            Cell { data: json!(self.overdue), text: overdue },
            money::cell(context, self.total),
            money::cells(context, &self.left_out),
        ]
    }
}

/// The column to sort by, and whether the largest come first.
fn sort_key(context: &Context, asked: Option<&str>) -> anyhow::Result<(&'static str, bool)> {
    let asked = asked.unwrap_or("-revenue_12m").trim();
    let (name, descending) = match asked.strip_prefix('-') {
        Some(name) => (name, true),
        None => (asked, false),
    };
    if let Some((key, ..)) = COLUMNS.iter().find(|(key, ..)| *key == name) {
        return Ok((key, descending));
    }
    let known: Vec<&str> = COLUMNS.iter().map(|(key, ..)| *key).collect();
    let known = known.join(pick(context.language, ", ", "、"));
    let message = say!(
        context.language,
        "there is no column \"{name}\"; there are {known}",
        "没有列“{name}”，可用：{known}"
    );
    Err(Failure::usage(message).into())
}

/// What is not known comes last either way, and so does an amount that has no rate; equals go by name.
fn compared(one: &Row, other: &Row, key: &str, descending: bool, base: Currency) -> Ordering {
    let number = |row: &Row| {
        let amount = |money: Money| (money.currency == base).then(|| money.to_decimal().to_f64());
        #[expect(clippy::cast_precision_loss, reason = "numbers of orders and days")]
        match key {
            "id" => Some(row.id as f64),
            "orders" => Some(row.orders as f64),
            "revenue_12m" => amount(row.year),
            "revenue_before" => amount(row.year_before),
            "total" => amount(row.total),
            "change" => row.change,
            "rfm" => Some(row.rfm.percent()),
            "overdue_days" => row.overdue.map(|days| days as f64),
            _ => None,
        }
    };
    let date = |row: &Row| match key {
        "last" => Some(row.last),
        "expected" => row.expected,
        _ => None,
    };
    let turned = |ordering: Ordering| if descending { ordering.reverse() } else { ordering };
    let by_number = match (number(one), number(other)) {
        (Some(one), Some(other)) => turned(one.total_cmp(&other)),
        (one, other) => one.is_none().cmp(&other.is_none()),
    };
    let by_date = match (date(one), date(other)) {
        (Some(one), Some(other)) => turned(one.cmp(&other)),
        (one, other) => one.is_none().cmp(&other.is_none()),
    };
    let by_name = one.name.cmp(&other.name);
    by_number
        .then(by_date)
        .then(if key == "account" { turned(by_name) } else { by_name })
        .then(one.id.cmp(&other.id))
}

fn print(context: &Context, args: &Args, rows: &[Row]) -> anyhow::Result<()> {
    let columns: Vec<Column> = named_columns(context, &[COLUMNS, &[LEFT_OUT]].concat());
    let is_table = context.format() == Format::Table;
    let limit = match args.limit.unwrap_or(if is_table { USUAL_LIMIT } else { 0 }) {
        0 => rows.len(),
        limit => limit.min(rows.len()),
    };
    let shown = &rows[..limit];
    if display::is_written_row_by_row(context.format()) {
        let mut out = context.ui.output(context.format());
        let mut writer = ListWriter::begin(context.format(), &columns, &mut *out)?;
        for row in shown {
            writer.push(&row.cells(context))?;
        }
        writer.finish()?;
    } else {
        let sheet = Sheet { columns, rows: shown.iter().map(|row| row.cells(context)).collect() };
        let sheet = sheets::without_empty_columns(context, sheets::without(&sheet, ONLY_IN_DATA));
        display::print_list(context, &sheet)?;
    }
    if limit < rows.len() {
        let total = rows.len();
        let message = say!(
            context.language,
            "{limit} of {total}; --limit 0 shows all.",
            "共 {total} 家，显示 {limit} 家；--limit 0 显示全部。"
        );
        context.ui.status(format_args!("{message}"));
    }
    Ok(())
}

/// Says that nothing was ordered.
pub(super) fn tell_none(context: &Context) {
    let none = pick(context.language, "No orders up to this day.", "截至当日没有订单。");
    context.ui.status(format_args!("{none}"));
}

fn tell(context: &Context, tally: &Tally) {
    let language = context.language;
    let Some(summed) = tally.year.told(context.rates()) else { return tell_none(context) };
    let (accounts, without) = (tally.accounts, tally.without);
    let (ordered, year) = (count(accounts, "account", "accounts"), summed.money.in_words(language));
    let mut message = say!(
        language,
        "In all: {ordered} with orders, {year} in twelve months.",
        "合计：{accounts} 家客户有订单，近 12 个月 {year}。"
    );
    if without > 0 {
        let nothing = count(without, "account", "accounts");
        message += &say!(language, " Without orders: {nothing}.", "没有订单的客户 {without} 家。");
    }
    context.ui.status(format_args!("{message}"));
    let mut left_out: Sums = tally.left_out.clone();
    left_out.extend(summed.left_out);
    let converted: Vec<Currency> = tally.converted.iter().copied().collect();
    rates::tell(context, &converted, &left_out.iter().collect::<Vec<Money>>());
}
