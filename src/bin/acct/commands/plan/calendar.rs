//! `acct plan calendar`: what customers mean to buy, month by month.

use acct::analysis::plans::sum;
use acct::domain::date::{Date, parse_date, parse_range};
use acct::domain::filter::{Filter, Operand, Operator};
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::money::{Money, Sums};
use acct::domain::plan::{Plan, PlanKind};
use acct::domain::record::Record as _;
use acct::domain::value::Value;
use acct::export::{Cell, Format, Sheet};
use acct::say;
use acct::store::Query;
use anyhow::Context as _;
use clap::ValueEnum;
use serde_json::json;

use crate::commands::accounts_meant::names;
use crate::commands::rates;
use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::{fields, resolve, sheets};

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Period {
    Month,
    Quarter,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Plans that were ordered, done or dropped are left out without --all. What has no date comes last; ! marks a date that has passed. Currencies are added up only where the settings have a rate (acct config set rate.USD 7.12), and that is told.\n\nExamples:\n  acct plan calendar\n  acct plan calendar --by quarter --from today --until 2027-12-31\n  acct plan calendar --kind new_build --where \"amount>=10m\" --json"
)]
pub(crate) struct Args {
    /// Only of this account
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    /// By what they stand together
    #[arg(long, value_enum, value_name = "GROUP", default_value = "month")]
    by: Period,
    /// Only this kind
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Not before this date
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    from: Option<String>,
    /// Not after this date; of a month or a year its last day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    until: Option<String>,
    /// Those that were ordered, done or dropped too
    #[arg(long)]
    all: bool,
    /// Only plans that meet this condition, e.g. "status=approved" (repeat for several)
    #[arg(long = "where", value_name = "CONDITION")]
    filters: Vec<String>,
    /// No more than so many (0 for all)
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let query = query(context, args)?;
    fields::tell_passed_over(context, &query)?;
    let limit = if args.limit == 0 { usize::MAX } else { args.limit };
    let (mut plans, mut all) = (Vec::new(), 0);
    let mut sums = Sums::default();
    context.store()?.each::<anyhow::Error>(&query, |entry| {
        let plan = Plan::from_entry(&entry)?;
        if args.all || plan.is_open() {
            all += 1;
            sums.extend(sum(&plan));
            if plans.len() < limit {
                plans.push(plan);
            }
        }
        Ok(())
    })?;
    let sheet = sheet(context, &plans, args.by)?;
    match context.format() {
        Format::Table => draw(context, &sheet)?,
        Format::Json | Format::Yaml => {
            let totals = json!({"plans": all, "amount": rates::data(context, &sums)});
            sheets::print_data(context, vec![("plans", sheets::objects(&sheet).into()), ("totals", totals)])?;
        }
        _ => display::print_list(context, &sheet)?,
    }
    tell(context, plans.len(), all, &sums);
    Ok(())
}

fn query(context: &mut Context, args: &Args) -> anyhow::Result<Query> {
    let mut query = Query::all(Kind::Plan);
    if let Some(account) = &args.account {
        query.account = Some(resolve::account(context, account)?.id);
    }
    if let Some(kind) = &args.kind {
        query.filters.push(fields::filter(context, Kind::Plan, &format!("kind={kind}"))?);
    }
    for text in &args.filters {
        query.filters.push(fields::filter(context, Kind::Plan, text)?);
    }
    if let Some(from) = &args.from {
        let date = parse_date(from, context.today).context("--from")?.date;
        query.filters.push(dated(Operator::MoreOrEqual, date)?);
    }
    if let Some(until) = &args.until {
        let date = parse_range(until, context.today).context("--until")?.last;
        query.filters.push(dated(Operator::LessOrEqual, date)?);
    }
    query.sort = fields::sort(context, Kind::Plan, "purchase_date")?;
    Ok(query)
}

fn dated(operator: Operator, date: Date) -> anyhow::Result<Filter> {
    let field = Kind::Plan.field("purchase_date").context("a field of plans")?.clone();
    Ok(Filter { field, operator, operand: Operand::Value(Value::Date(date)) })
}

/// `2027-03` or `2027-Q1`.
fn period(date: Date, by: Period) -> String {
    match by {
        Period::Month => format!("{}-{:02}", date.year(), date.month()),
        Period::Quarter => format!("{}-Q{}", date.year(), (date.month() + 2) / 3),
    }
}

fn sheet(context: &mut Context, plans: &[Plan], by: Period) -> anyhow::Result<Sheet> {
    let names = names(context, plans.iter().map(|plan| plan.account.number()))?;
    let name = |id: i64| names.get(&id).cloned().unwrap_or_else(|| format!("#{id}"));
    let columns = sheets::named_columns(
        context,
        &[
            ("period", "Period", "时间"),
            ("purchase_date", "Date", "日期"),
            ("overdue", "", ""),
            ("id", "#", "编号"),
            ("account", "Account", "客户"),
            ("title", "Plan", "计划"),
            ("kind", "Kind", "类型"),
            ("status", "Status", "状态"),
            ("amount", "Amount", "金额"),
            ("owner", "Owner", "负责人"),
        ],
    );
    let rows = plans.iter().map(|plan| row(context, plan, by, &name(plan.account.number()))).collect();
    Ok(Sheet { columns, rows })
}

fn row(context: &Context, plan: &Plan, by: Period, account: &str) -> Vec<Cell> {
    let choice = |name: &str, id: Option<&str>| Cell {
        data: json!(id),
        text: id
            .map(|id| context.labels.get(&format!("{name}.{id}"), context.language).to_owned())
            .unwrap_or_default(),
    };
    let amount: Option<Money> = sum(plan);
    let overdue = plan.is_open() && plan.purchase_date.is_some_and(|date| date < context.today);
    vec![
        text_cell(&plan.purchase_date.map(|date| period(date, by)).unwrap_or_default()),
        text_cell(&plan.purchase_date.map(|date| date.to_string()).unwrap_or_default()),
        Cell { data: json!(overdue), text: if overdue { "!" } else { "" }.to_owned() },
        number_cell(plan.id.number()),
        text_cell(account),
        text_cell(&plan.title),
        choice("plan_kind", plan.kind.map(PlanKind::as_str)),
        choice("plan_status", plan.status.map(acct::domain::plan::PlanStatus::as_str)),
        Cell {
            data: json!(amount),
            text: amount.map(|amount| amount.short(context.language)).unwrap_or_default(),
        },
        text_cell(plan.owner.as_deref().unwrap_or_default()),
    ]
}

/// One table in which each month or quarter is named once.
fn draw(context: &Context, sheet: &Sheet) -> anyhow::Result<()> {
    let shown =
        ["period", "overdue", "purchase_date", "account", "title", "kind", "status", "amount", "owner"];
    let mut sheet = sheets::only(sheet, &shown);
    let undated = pick(context.language, "no date", "时间未定");
    let mut before = None;
    for cell in sheet.rows.iter_mut().filter_map(|row| row.first_mut()) {
        let named = cell.text.clone();
        match before.replace(named.clone()) {
            Some(before) if before == named => cell.text.clear(),
            _ if named.is_empty() => undated.clone_into(&mut cell.text),
            _ => {}
        }
    }
    let mut sheet = sheets::without_empty_columns(context, sheet);
    display::leave_out_what_does_not_fit(context, &mut sheet, &["owner", "status", "kind"]);
    display::print_list(context, &sheet)
}

/// How many there are, and what they come to by currency.
fn tell(context: &Context, shown: usize, all: usize, sums: &Sums) {
    let language = context.language;
    let told: Vec<String> = sums.iter().map(|sum| sum.short(language)).collect();
    let told = told.join(pick(language, ", ", "、"));
    let colon = if told.is_empty() { "" } else { pick(language, ": ", "：") };
    let message = if shown < all {
        say!(
            language,
            "{shown} of {all}{colon}{told}; --limit 0 shows all.",
            "显示 {shown}，共 {all} 项{colon}{told}；--limit 0 显示全部。"
        )
    } else {
        say!(language, "{all} in all{colon}{told}.", "共 {all} 项{colon}{told}。")
    };
    context.ui.status(format_args!("{message}"));
    rates::tell_together(context, sums);
}
