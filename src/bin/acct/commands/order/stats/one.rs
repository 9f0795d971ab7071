//! `acct order stats ACCOUNT`: everything that the orders of one account say.

use std::io::Write as _;

use acct::analysis::orders::{Buying, By, Share, Spend, preference, shares, spend};
use acct::domain::language::pick;
use acct::domain::order::Order;
use acct::export::{Cell, Column, Format, Sheet};
use acct::say;
use serde_json::{Value as Json, json};

use super::super::{head, money};
use super::{Grouped, all};
use crate::commands::rates;
use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::{output, resolve, sheets};

/// Products in a table.
const PRODUCTS: usize = 12;

pub(super) fn run(context: &mut Context, account: &str, by: Grouped) -> anyhow::Result<()> {
    let account = resolve::account(context, account)?;
    let playbook = context.playbook()?;
    let orders: Vec<Order> = context.store()?.read().of_account(account.id)?;
    let today = context.today;
    let Some(buying) = Buying::of(&orders, &playbook, today) else {
        if context.format() != Format::Table {
            sheets::print_data(context, vec![("account", json!(account.name)), ("orders", json!(0))])?;
        }
        all::tell_none(context);
        return Ok(());
    };
    let told = Told {
        periods: spend(&buying.ledger, by.length(), by.most(), today),
        lines: shares(&buying.ledger, By::Line, today),
        products: shares(&buying.ledger, By::Product, today),
        buying,
        by,
    };
    match context.format() {
        Format::Table => draw(context, &account.name, &told, playbook.orders.fluctuation)?,
        Format::Json | Format::Yaml | Format::Ndjson => {
            let data = data(context, &account.name, &told, playbook.orders.fluctuation);
            return sheets::print_data(context, data);
        }
        _ => display::print_list(context, &periods(context, &told))?,
    }
    rates::tell(context, &told.buying.ledger.converted, &told.buying.ledger.left_out);
    Ok(())
}

struct Told<'o> {
    buying: Buying<'o>,
    by: Grouped,
    periods: Vec<Spend>,
    lines: Vec<Share>,
    products: Vec<Share>,
}

impl Told<'_> {
    /// What they prefer, by product line where lines are recorded.
    fn preferred(&self) -> Option<&Share> {
        preference(if self.lines.is_empty() { &self.products } else { &self.lines })
    }
}

fn draw(context: &Context, account: &str, told: &Told, limit: f64) -> anyhow::Result<()> {
    let (language, width) = (context.language, context.ui.width());
    let mut out = context.ui.stdout();
    let head = head::lines(context, &told.buying, told.preferred(), limit);
    let columns =
        head.iter().map(|(label, _)| Column { key: String::new(), label: (*label).to_owned() }).collect();
    let row = head.iter().map(|(_, text)| text_cell(text)).collect();
    writeln!(out, "{}", acct::export::harmless(account))?;
    output::record(&Sheet { columns, rows: vec![row] }, Format::Table, width, &mut out)?;
    let mut table = |heading: &str, sheet: Sheet| -> anyhow::Result<()> {
        if sheet.rows.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{heading}")?;
        output::list(&sheets::without_empty_columns(context, sheet), Format::Table, width, &mut out)
    };
    table(pick(language, "Spend", "采购额"), periods(context, told))?;
    table(pick(language, "Product lines", "产品线"), share_sheet(context, &told.lines, PRODUCTS))?;
    table(pick(language, "Products", "产品"), share_sheet(context, &told.products, PRODUCTS))?;
    if told.products.len() > PRODUCTS {
        let more = told.products.len() - PRODUCTS;
        let message = say!(language, "{more} more; --json has all.", "另有 {more} 种，--json 给出全部。");
        context.ui.status(format_args!("{message}"));
    }
    Ok(())
}

/// Whether a period goes on.
pub(super) fn running_cell(context: &Context, running: bool) -> Cell {
    let text = if running { pick(context.language, "so far", "未结束") } else { "" };
    Cell { data: json!(running), text: text.to_owned() }
}

fn periods(context: &Context, told: &Told) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            told.by.heading(),
            ("orders", "Orders", "订单数"),
            ("amount", "Amount", "金额"),
            ("unknown", "Unknown", "金额不详"),
            ("bar", "", ""),
            ("before", "Year before", "上年同期"),
            ("change", "Change", "同比"),
            ("running", "", ""),
        ],
    );
    let largest = told.periods.iter().map(|spend| spend.amount.minor).max().unwrap_or_default().max(1);
    let row = |spend: &Spend| {
        #[expect(clippy::cast_precision_loss, reason = "a bar")]
        let part = spend.amount.minor as f64 / largest as f64 * 100.0;
        vec![
            text_cell(&spend.period.to_string()),
            number_cell(spend.orders),
            money::cell(context, spend.amount),
            Cell {
                data: json!(spend.unknown),
                text: if spend.unknown > 0 { spend.unknown.to_string() } else { String::new() },
            },
            Cell { text: sheets::bar(part), ..Cell::default() },
            money::cell_if(context, spend.before),
            money::change_cell(spend.change),
            running_cell(context, spend.running),
        ]
    };
    let sheet = Sheet { columns, rows: told.periods.iter().map(row).collect() };
    if context.format() == Format::Table { sheet } else { sheets::without(&sheet, &["bar"]) }
}

fn share_sheet(context: &Context, shares: &[Share], most: usize) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("name", "What", "名称"),
            ("orders", "Orders", "订单数"),
            ("amount", "Amount", "金额"),
            ("share", "Share", "占比"),
            ("share_12m", "12 months", "近12个月"),
            ("share_before", "12 before", "前12个月"),
            ("trend", "Trend", "变化"),
        ],
    );
    let row = |share: &Share| {
        let trend = share.trend;
        let text = trend.map(|points| head::points(context.language, points)).unwrap_or_default();
        vec![
            text_cell(&share.name),
            number_cell(share.orders),
            money::cell_if(context, share.amount),
            money::share_cell(share.percent),
            money::share_cell(share.recent),
            money::share_cell(share.before),
            Cell { data: json!(trend.map(money::one_decimal)), text },
        ]
    };
    Sheet { columns, rows: shares.iter().take(most).map(row).collect() }
}

fn data(context: &Context, account: &str, told: &Told, limit: f64) -> Vec<(&'static str, Json)> {
    let mut data = vec![("account", json!(account))];
    data.extend(head::data(context, &told.buying, told.preferred(), limit));
    data.push(("periods", json!(sheets::objects(&periods(context, told)))));
    data.push(("lines", json!(sheets::objects(&share_sheet(context, &told.lines, usize::MAX)))));
    data.push(("products", json!(sheets::objects(&share_sheet(context, &told.products, usize::MAX)))));
    data
}
