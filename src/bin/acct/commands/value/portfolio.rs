//! `acct value portfolio`: what we put into all accounts and what comes back.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;

use acct::analysis::value_curve::{Course, Curve, CurveError};
use acct::domain::kind::Kind;
use acct::domain::language::{count, pick};
use acct::domain::money::{Currency, Money, Rates, Sums as Amounts};
use acct::export::{Cell, Format, Sheet};
use acct::ops;
use acct::ops::portfolio::Chosen;
use acct::say;
use acct::store::Query;
use serde_json::{Value as Json, json};

use crate::commands::foremost::Foremost;
use crate::commands::rates;
use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::{fields, output, sheets};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Accounts whose planned break-even has passed come first, then those that expect it later than planned, then by what they have brought so far. Sums are told by currency, and together where the settings have a rate (acct config set rate.USD 7.12).\n\nExamples:\n  acct value portfolio\n  acct value portfolio --where \"tier>=A\" --where owner=ann --limit 20\n  acct value portfolio --json"
)]
pub(crate) struct Args {
    /// Only accounts that pass: FIELD=VALUE, also != ~ < <= > >=; FIELD= is empty, FIELD!= filled (repeat for several)
    #[arg(long = "where", value_name = "CONDITION")]
    filters: Vec<String>,
    /// No more than so many accounts (0 for all)
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

/// What is told of one account.
struct Row {
    id: i64,
    account: String,
    currency: Currency,
    planned: Option<Money>,
    expected: Option<Money>,
    gap: Option<Money>,
    break_even: [Option<i64>; 2],
    course: Course,
}

/// The sums of one currency.
#[derive(Default)]
struct Sums {
    accounts: usize,
    overdue: usize,
    /// Planned, done and expected: investment and return, in minor units.
    flows: [[i128; 2]; 3],
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let mut query = Query::all(Kind::Account);
    for text in &args.filters {
        query.filters.push(fields::filter(context, Kind::Account, text)?);
    }
    let today = context.today;
    let chosen = Chosen::by(context.store()?, &query)?;
    let limit = if args.limit == 0 { usize::MAX } else { args.limit };
    let (mut rows, mut sums) = (Foremost::new(limit), BTreeMap::<Currency, Sums>::new());
    let (mut all, mut mixed, mut converted) = (0, 0, BTreeSet::new());
    let by_rates = context.rates().clone();
    ops::value::each_curve(
        context.store()?,
        &chosen,
        (today, &by_rates),
        |id, account, curve| match curve {
            Ok(curve) => {
                all += 1;
                sums.entry(curve.currency).or_default().add(&curve);
                converted.extend(&curve.converted);
                rows.push((curve.course, rank(&by_rates, &curve), id), || Row::of(id, account, &curve));
            }
            Err(CurveError::Currencies { .. } | CurveError::TooLarge) => mixed += 1,
            Err(CurveError::Nothing) => {}
        },
    )?;
    fields::tell_passed_over(context, &query)?;
    let rows = rows.into_sorted();
    print(context, &rows, &sums)?;
    tell(context, rows.len(), all, mixed);
    tell_together(context, &sums);
    let [_, _, net] = together(&sums);
    let left_out = net.told(&by_rates).map_or_else(Vec::new, |summed| {
        converted.extend(summed.converted);
        summed.left_out
    });
    rates::tell(context, &converted.into_iter().collect::<Vec<Currency>>(), &left_out);
    Ok(())
}

/// What is expected in all: to be invested, to come back and its net, by currency.
fn together(sums: &BTreeMap<Currency, Sums>) -> [Amounts; 3] {
    [0, 1, 2]
        .map(|place| sums.iter().filter_map(|(currency, sums)| sums.amounts(2, *currency)[place]).collect())
}

/// Tells what all currencies come to as one, where rates make one of them.
fn tell_together(context: &Context, sums: &BTreeMap<Currency, Sums>) {
    let [Some(invested), Some(returned), Some(net)] =
        together(sums).map(|sums| rates::together(context, &sums))
    else {
        return;
    };
    let told = say!(
        context.language,
        "Together: {invested} expected in, {returned} back, net {net}.",
        "折算后合计：预计投入 {invested}，回报 {returned}，净额 {net}。"
    );
    context.ui.status(format_args!("{told}"));
}

/// What an account has brought, so that those of several currencies compare: in that of the settings; what has no rate comes last,
/// each currency by itself.
fn rank(rates: &Rates, curve: &Curve) -> (Option<Currency>, i64) {
    let net = curve.expected.net().unwrap_or(Money::new(0, curve.currency));
    rates.convert(net).map_or((Some(net.currency), net.minor), |net| (None, net.minor))
}

impl Row {
    fn of(id: i64, account: &str, curve: &Curve) -> Self {
        Self {
            id,
            account: account.to_owned(),
            currency: curve.currency,
            planned: curve.plan.net(),
            expected: curve.expected.net(),
            gap: curve.gap,
            break_even: [curve.planned_break_even, curve.expected_break_even]
                .map(|even| even.map(|even| even.year)),
            course: curve.course,
        }
    }
}

impl Sums {
    fn add(&mut self, curve: &Curve) {
        self.accounts += 1;
        self.overdue += usize::from(curve.course == Course::Overdue);
        for (sums, flow) in self.flows.iter_mut().zip([curve.plan, curve.actual, curve.expected]) {
            for (sum, amount) in sums.iter_mut().zip([flow.investment, flow.returned]) {
                *sum += amount.map_or(0, |amount| i128::from(amount.minor));
            }
        }
    }

    /// Investment, return and net; none where they do not fit.
    fn amounts(&self, place: usize, currency: Currency) -> [Option<Money>; 3] {
        let [investment, returned] = self.flows.get(place).copied().unwrap_or_default();
        [investment, returned, returned - investment]
            .map(|minor| Some(Money::new(i64::try_from(minor).ok()?, currency)))
    }
}

fn print(context: &Context, rows: &[Row], sums: &BTreeMap<Currency, Sums>) -> anyhow::Result<()> {
    match context.format() {
        Format::Table if rows.is_empty() => Ok(()),
        Format::Table => {
            let (width, mut out) = (context.ui.width(), context.ui.stdout());
            output::list(&totals(context, sums), Format::Table, width, &mut out)?;
            writeln!(out)?;
            let sheet = sheets::without_empty_columns(context, sheet(context, rows));
            output::list(&sheet, Format::Table, width, &mut out)?;
            Ok(out.flush()?)
        }
        Format::Json | Format::Yaml | Format::Ndjson => {
            let accounts: Json = sheets::objects(&sheet(context, rows)).into();
            let [invested, returned, net] = together(sums).map(|sums| rates::data(context, &sums));
            let together = json!({"investment": invested, "return": returned, "net": net});
            let record =
                vec![("totals", totals_data(sums)), ("expected_together", together), ("accounts", accounts)];
            sheets::print_data(context, record)
        }
        _ => display::print_list(context, &sheet(context, rows)),
    }
}

fn totals(context: &Context, sums: &BTreeMap<Currency, Sums>) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("currency", "Currency", "币种"),
            ("accounts", "Accounts", "客户数"),
            ("planned_investment", "Planned in", "计划投入"),
            ("planned_return", "Planned back", "计划回报"),
            ("expected_investment", "Expected in", "预计投入"),
            ("expected_return", "Expected back", "预计回报"),
            ("expected_net", "Net", "预计净额"),
            ("overdue", "Overdue", "已过期"),
        ],
    );
    let amount = |money: Option<Money>| Cell {
        data: json!(money),
        text: money.map(|money| money.short_amount(context.language)).unwrap_or_default(),
    };
    let row = |(currency, sums): (&Currency, &Sums)| {
        let ([planned, planned_back, _], [expected, back, net]) =
            (sums.amounts(0, *currency), sums.amounts(2, *currency));
        vec![
            text_cell(currency.code()),
            number_cell(sums.accounts),
            amount(planned),
            amount(planned_back),
            amount(expected),
            amount(back),
            amount(net),
            number_cell(sums.overdue),
        ]
    };
    Sheet { columns, rows: sums.iter().map(row).collect() }
}

fn totals_data(sums: &BTreeMap<Currency, Sums>) -> Json {
    let told = |(currency, sums): (&Currency, &Sums)| {
        let flow = |place| {
            let [investment, returned, net] = sums.amounts(place, *currency);
            json!({"investment": investment, "return": returned, "net": net})
        };
        json!({
            "currency": currency, "accounts": sums.accounts, "overdue": sums.overdue,
            "plan": flow(0), "actual": flow(1), "expected": flow(2),
        })
    };
    sums.iter().map(told).collect()
}

fn sheet(context: &Context, rows: &[Row]) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("id", "#", "编号"),
            ("account", "Account", "客户"),
            ("planned_net", "Planned net", "计划净额"),
            ("expected_net", "Expected net", "预计净额"),
            ("gap", "Gap (closed)", "已结年度差距"),
            ("planned_break_even", "Even planned", "计划平衡"),
            ("expected_break_even", "Even expected", "预计平衡"),
            ("course", "", ""),
        ],
    );
    let amount = |money: Option<Money>| Cell {
        data: json!(money),
        text: money.map(|money| money.short(context.language)).unwrap_or_default(),
    };
    let year = |year: Option<i64>| year.map_or_else(|| text_cell(""), number_cell);
    let row = |row: &Row| {
        let told = match row.course {
            Course::Overdue => pick(context.language, "overdue", "已过期"),
            Course::Late => pick(context.language, "late", "偏晚"),
            Course::Unplanned | Course::AsPlanned => "",
        };
        let zero = || Money::new(0, row.currency);
        vec![
            number_cell(row.id),
            text_cell(&row.account),
            amount(row.planned),
            amount(Some(row.expected.unwrap_or_else(zero))),
            amount(row.gap),
            year(row.break_even[0]),
            year(row.break_even[1]),
            Cell { data: json!(row.course.as_str()), text: told.to_owned() },
        ]
    };
    Sheet { columns, rows: rows.iter().map(row).collect() }
}

fn tell(context: &Context, shown: usize, all: usize, mixed: usize) {
    let language = context.language;
    let message = match all {
        0 => say!(language, "No investment or return is recorded.", "没有登记投入或回报。"),
        all if shown < all => say!(
            language,
            "{shown} of {all}; --limit 0 shows all.",
            "显示 {shown}，共 {all} 家；--limit 0 显示全部。"
        ),
        all => {
            let accounts = count(all, "account", "accounts");
            say!(language, "{accounts}.", "共 {all} 家客户。")
        }
    };
    context.ui.status(format_args!("{message}"));
    if mixed > 0 {
        let accounts = count(mixed, "account", "accounts");
        let told = say!(
            language,
            "{accounts} left out: amounts in several currencies, which are not added up without a rate",
            "另有 {mixed} 家未计入：金额使用了多种币种，没有汇率不能相加"
        );
        context.ui.note(format_args!("{told}"));
    }
}
