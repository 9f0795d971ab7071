//! `acct segment map`: the market by segments, and where nobody has looked.

use std::collections::BTreeSet;

use acct::analysis::orders::twelve_months;
use acct::analysis::segments::{Ground, Market, Unexplored};
use acct::domain::account::AccountRelation;
use acct::domain::filter::{Filter, Operand, Operator};
use acct::domain::kind::Kind;
use acct::domain::language::{Language, count, pick};
use acct::domain::money::Sums;
use acct::domain::value::Value;
use acct::export::{Cell, Column, Sheet};
use acct::say;
use acct::store::Query;
use anyhow::Context as _;
use serde_json::{Value as Json, json};

use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::fields;
use crate::sheets::{named_columns, without_empty_columns};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Revenue is that of the accounts, orders are those of the last twelve months; currencies are never added up. Coverage is the mean of the accounts', nothing known counting as 0. Unexplored: accounts without a segment, a segment that is not recorded itself or has no accounts, and one of which less than a third of the accounts have a coverage of 20% or more.\n\nExamples:\n  acct segment map\n  acct segment map --where region=East --where \"tier>=B\"\n  acct segment map --json"
)]
pub(crate) struct Args {
    /// Only accounts that meet this condition, e.g. "region=East" (repeat for several)
    #[arg(long = "where", value_name = "CONDITION")]
    filters: Vec<String>,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let mut query = Query {
        fields: Some(BTreeSet::from(["segment", "relation", "revenue", "coverage"])),
        ..Query::all(Kind::Account)
    };
    for text in &args.filters {
        query.filters.push(fields::filter(context, Kind::Account, text)?);
    }
    fields::tell_passed_over(context, &query)?;
    let grounds = market(context, &query)?.grounds();
    let sheet = sheet(context, &grounds);
    display::print_list(context, &without_empty_columns(context, sheet))?;
    tell(context, &grounds);
    Ok(())
}

/// The market, read in one pass over segments, accounts and orders each.
fn market(context: &mut Context, query: &Query) -> anyhow::Result<Market> {
    let mut market = Market::default();
    let (since, today) = twelve_months(context.today, 0);
    let store = context.store()?;
    let names = Query { fields: Some(BTreeSet::from(["name"])), ..Query::all(Kind::Segment) };
    store.each::<anyhow::Error>(&names, |segment| {
        market.add_segment(&segment.title());
        Ok(())
    })?;
    store.each::<anyhow::Error>(query, |account| {
        market.add_account(&account);
        Ok(())
    })?;
    let date = Kind::Order.field("date").context("orders have a date")?.clone();
    let orders = Query {
        fields: Some(BTreeSet::from(["account", "date", "amount"])),
        filters: vec![Filter {
            field: date,
            operator: Operator::MoreOrEqual,
            operand: Operand::Value(Value::Date(since)),
        }],
        // The accounts decide which count.
        with_archived: true,
        ..Query::all(Kind::Order)
    };
    store.each::<anyhow::Error>(&orders, |order| {
        let is_past = matches!(order.get("date"), Value::Date(date) if *date <= today);
        if let (true, Value::Money(amount), Some(account)) = (is_past, order.get("amount"), order.account()) {
            market.add_order(account, *amount);
        }
        Ok(())
    })?;
    Ok(market)
}

fn sheet(context: &Context, grounds: &[Ground]) -> Sheet {
    let mut columns =
        named_columns(context, &[("segment", "Segment", "细分市场"), ("accounts", "Accounts", "客户数")]);
    columns.extend(AccountRelation::ALL.iter().map(|relation| Column {
        key: relation.as_str().to_owned(),
        label: context.labels.get(&format!("relation_to_us.{relation}"), context.language).to_owned(),
    }));
    columns.extend(named_columns(
        context,
        &[
            ("unknown_relation", "Not recorded", "未记录"),
            ("revenue", "Revenue", "营收"),
            ("orders", "Orders", "订货"),
            ("coverage", "Coverage %", "覆盖率%"),
            ("researched", "Researched", "已调研"),
            ("unexplored", "Unexplored", "未开拓"),
        ],
    ));
    Sheet { columns, rows: grounds.iter().map(|ground| row(context, ground)).collect() }
}

fn row(context: &Context, ground: &Ground) -> Vec<Cell> {
    let none = pick(context.language, "(none)", "（未归类）");
    let segment = match &ground.name {
        Some(name) => text_cell(name),
        None => Cell { data: Json::Null, text: none.to_owned() },
    };
    // Nothing is easier to overlook than to read where a row is full of it.
    let counted = |number: usize| match number {
        0 => Cell { data: json!(0), text: String::new() },
        number => number_cell(number),
    };
    let mut row = vec![segment, number_cell(ground.accounts)];
    row.extend(ground.relations.iter().map(|number| counted(*number)));
    row.push(money(context.language, &ground.revenue));
    row.push(money(context.language, &ground.orders));
    row.push(match ground.coverage() {
        Some(coverage) => {
            let rounded = (coverage * 10.0).round() / 10.0;
            Cell { data: json!(rounded), text: format!("{coverage:.0}") }
        }
        None => Cell::default(),
    });
    row.push(counted(ground.researched));
    let unexplored = ground.unexplored();
    let told: Vec<&str> = unexplored.iter().map(|why| in_words(context.language, *why)).collect();
    let data: Vec<&str> = unexplored.iter().map(|why| why.as_str()).collect();
    row.push(Cell { data: json!(data), text: told.join(pick(context.language, ", ", "、")) });
    row
}

/// Sums of each currency, one beside the other, with how many amounts each is made of.
pub(super) fn money(language: Language, sums: &Sums) -> Cell {
    let data: Vec<Json> = sums.counted().map(|(sum, of)| json!({"sum": sum, "of": of})).collect();
    let told: Vec<String> = sums.iter().map(|sum| sum.short(language)).collect();
    Cell { data: json!(data), text: told.join("\n") }
}

fn in_words(language: Language, why: Unexplored) -> &'static str {
    match why {
        Unexplored::NoFile => pick(language, "not recorded", "未建档"),
        Unexplored::NoAccounts => pick(language, "no accounts", "没有客户"),
        Unexplored::FewResearched => pick(language, "few researched", "少有调研"),
        Unexplored::NoSegment => pick(language, "no segment", "未归类"),
    }
}

fn tell(context: &Context, grounds: &[Ground]) {
    let language = context.language;
    if grounds.is_empty() {
        let none = pick(language, "No segments and no accounts.", "没有细分市场，也没有客户。");
        context.ui.status(format_args!("{none}"));
        context.ui.hint(format_args!("acct segment add NAME"));
        return;
    }
    let segments = grounds.iter().filter(|ground| ground.name.is_some()).count();
    let accounts: usize = grounds.iter().map(|ground| ground.accounts).sum();
    let (told, of) = (count(segments, "segment", "segments"), count(accounts, "account", "accounts"));
    let message = say!(language, "{told}, {of}.", "{segments} 个细分市场，{accounts} 家客户。");
    context.ui.status(format_args!("{message}"));
    let missing = grounds.iter().find(|ground| ground.unexplored().contains(&Unexplored::NoFile));
    if let Some(name) = missing.and_then(|ground| ground.name.as_deref()) {
        context.ui.hint(format_args!("acct segment add {}", crate::resolve::quoted(name)));
    }
    if grounds.iter().any(|ground| ground.unexplored().contains(&Unexplored::NoSegment)) {
        context.ui.hint(format_args!("acct list --where segment="));
    }
}
