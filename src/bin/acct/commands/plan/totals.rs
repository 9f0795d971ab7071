//! `acct plan totals`: what customers mean to spend, by year and kind.

use acct::analysis::plans::{PlanTotal, PlanTotals};
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::money::{Money, Sums};
use acct::domain::plan::Plan;
use acct::domain::record::Record as _;
use acct::export::{Cell, Format, Sheet};
use acct::say;
use acct::store::Query;
use serde_json::json;

use crate::commands::rates;
use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::{fields, resolve, sheets};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "The amount of a plan counts, or the budget of operations. Currencies stand in rows of their own; below they are added up where the settings have a rate (acct config set rate.USD 7.12), and that is told. Plans without an amount stand in a row of their own.\n\nExamples:\n  acct plan totals\n  acct plan totals \"Example Steel\"\n  acct plan totals --where kind=operations --where \"purchase_date>=2027-01-01\" --json"
)]
pub(crate) struct Args {
    /// Only of this account
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    /// Only plans that meet this condition, e.g. "status=approved" (repeat for several)
    #[arg(long = "where", value_name = "CONDITION")]
    filters: Vec<String>,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let mut query = Query::all(Kind::Plan);
    if let Some(account) = &args.account {
        query.account = Some(resolve::account(context, account)?.id);
    }
    for text in &args.filters {
        query.filters.push(fields::filter(context, Kind::Plan, text)?);
    }
    fields::tell_passed_over(context, &query)?;
    let mut totals = PlanTotals::default();
    context.store()?.each::<anyhow::Error>(&query, |entry| {
        totals.add(&Plan::from_entry(&entry)?);
        Ok(())
    })?;
    let totals = totals.told();
    let sheet = sheet(context, &totals);
    let (open, bought) = (summed(&totals, |total| total.open), summed(&totals, |total| total.bought));
    match context.format() {
        Format::Json | Format::Yaml => {
            let plans: usize = totals.iter().map(|total| total.plans).sum();
            let sums = json!({
                "plans": plans, "open": rates::data(context, &open), "bought": rates::data(context, &bought),
            });
            sheets::print_data(context, vec![("groups", sheets::objects(&sheet).into()), ("totals", sums)])?;
        }
        _ => display::print_list(context, &sheets::without_empty_columns(context, sheet))?,
    }
    tell(context, &totals, [open, bought]);
    Ok(())
}

fn tell(context: &Context, totals: &[PlanTotal], [open, bought]: [Sums; 2]) {
    let all: usize = totals.iter().map(|total| total.plans).sum();
    let told = say!(context.language, "{all} in all.", "共 {all} 项。");
    context.ui.status(format_args!("{told}"));
    for (sums, english, chinese) in [(open, "Still to buy", "待采购"), (bought, "Bought", "已采购")] {
        if let Some(told) = rates::together(context, &sums) {
            let what = pick(context.language, english, chinese);
            context
                .ui
                .status(format_args!("{}", say!(context.language, "{what}: {told}.", "{what}：{told}。")));
        }
    }
    let all = totals.iter().flat_map(|total| [total.open, total.bought]).flatten();
    rates::tell_of(context, &all.filter(|money| money.minor != 0).collect());
}

fn summed(totals: &[PlanTotal], amount: impl Fn(&PlanTotal) -> Option<Money>) -> Sums {
    totals.iter().filter_map(amount).filter(|money| money.minor != 0).collect()
}

fn sheet(context: &Context, totals: &[PlanTotal]) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("year", "Year", "年份"),
            ("kind", "Kind", "类型"),
            ("currency", "Currency", "币种"),
            ("plans", "Plans", "计划数"),
            ("open", "Still to buy", "待采购"),
            ("bought", "Bought", "已采购"),
            ("dropped", "Dropped", "已取消"),
        ],
    );
    let amount = |money: Option<Money>| Cell {
        data: json!(money),
        text: money
            .filter(|money| money.minor != 0)
            .map(|money| money.short_amount(context.language))
            .unwrap_or_default(),
    };
    let undated = pick(context.language, "(no date)", "（未定）");
    let row = |total: &PlanTotal| {
        let kind = total.kind.map(|kind| format!("plan_kind.{kind}"));
        let kind = kind.map(|kind| context.labels.get(&kind, context.language).to_owned());
        vec![
            total.year.map_or_else(|| Cell { text: undated.to_owned(), ..Cell::default() }, number_cell),
            Cell {
                data: json!(total.kind.map(acct::domain::plan::PlanKind::as_str)),
                text: kind.unwrap_or_default(),
            },
            text_cell(total.currency.map_or("", |currency| currency.code())),
            number_cell(total.plans),
            amount(total.open),
            amount(total.bought),
            amount(total.dropped),
        ]
    };
    Sheet { columns, rows: totals.iter().map(row).collect() }
}
