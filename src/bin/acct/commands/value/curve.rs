//! `acct value curve`: what goes in and what comes back, year by year.

use std::io::Write as _;

use acct::analysis::value_curve::{Course, Curve, CurveError, CurveYear, Flow, curve};
use acct::domain::economics::ValueYear;
use acct::domain::language::{Bilingual as _, pick};
use acct::domain::money::Money;
use acct::domain::shell::quoted;
use acct::export::{Cell, Format, Sheet, harmless};
use acct::report::chart::chart;
use acct::say;
use serde_json::{Value as Json, json};

use crate::commands::rates;
use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::failure::Failure;
use crate::ui::Ui;
use crate::{output, resolve, sheets};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Of a year that is over what was done counts, else the forecast, else the plan; of one that still runs or is to come the forecast first. A phase that is not recorded follows from the sum so far: invest while it falls, break even while it rises until it is positive for good, then return, and close in the last year. Currencies are added up only where the settings have a rate (acct config set rate.USD 7.12), and that is told.\n\nExamples:\n  acct value curve \"Example Steel\"\n  acct value curve \"Example Steel\" --json"
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let account = resolve::account(context, &args.account)?;
    let years: Vec<ValueYear> = context.store()?.read().of_account(account.id)?;
    let curve = curve(&years, context.today.year().into(), context.rates())
        .map_err(|error| refused(context, &account.name, &error))?;
    match context.format() {
        Format::Table => draw(context, &account.name, &curve)?,
        Format::Json | Format::Yaml | Format::Ndjson => {
            return sheets::print_data(context, data(&account.name, &curve));
        }
        _ => {
            return display::print_list(
                context,
                &sheets::first_column_as_id(context, sheet(context, &curve)),
            );
        }
    }
    tell(context, &curve);
    Ok(())
}

fn refused(context: &Context, account: &str, error: &CurveError) -> anyhow::Error {
    let account = quoted(account);
    let hint = match error {
        CurveError::Nothing => {
            format!("acct value add {account} YEAR --planned-investment MONEY --planned-return MONEY")
        }
        CurveError::Currencies { currencies } => rates::hint(context, currencies),
        CurveError::TooLarge => format!("acct value list {account}"),
    };
    Failure::refused(error.told_in(context.language)).hint(hint).into()
}

fn draw(context: &Context, account: &str, curve: &Curve) -> anyhow::Result<()> {
    let (language, width) = (context.language, context.ui.width());
    let mut out = context.ui.stdout();
    let (currency, heading) = (curve.currency, Ui::bold(&harmless(account)));
    writeln!(out, "{heading} · {currency}\n")?;
    let table = sheets::without_empty_columns(context, sheet(context, curve));
    output::list(&table, Format::Table, width, &mut out)?;
    writeln!(out, "\n{}", chart(curve, language, usize::from(width).min(80)))?;
    writeln!(out, "\n{}", output::wrap(&break_even(context, curve), usize::from(width)))?;
    for (year, reason) in curve.reasons() {
        let mark = say!(language, "Gap of {year}: ", "{year} 年差距：");
        writeln!(out, "{}", output::hanging(&mark, &harmless(reason), usize::from(width)))?;
    }
    Ok(out.flush()?)
}

fn sheet(context: &Context, curve: &Curve) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("year", "Year", "年度"),
            ("phase", "Phase", "阶段"),
            ("planned_net", "Planned", "计划净额"),
            ("actual_net", "Actual", "实际净额"),
            ("forecast_net", "Forecast", "预计净额"),
            ("cumulative_plan", "Plan so far", "累计计划"),
            ("cumulative_expected", "Expected so far", "累计预计"),
            ("gap", "Gap, closed years", "已结年度差距"),
        ],
    );
    let amount = |money: Option<Money>| Cell {
        data: json!(money),
        text: money.map(|money| money.short_amount(context.language)).unwrap_or_default(),
    };
    let net = |flow: Flow| amount(flow.net());
    let row = |year: &CurveYear| {
        let phase = format!("value_phase.{}", year.phase);
        vec![
            number_cell(year.year),
            Cell {
                data: json!(year.phase.as_str()),
                text: context.labels.get(&phase, context.language).to_owned(),
            },
            net(year.plan),
            net(year.actual),
            net(year.forecast),
            amount(year.cumulative_plan),
            amount(Some(year.cumulative_expected)),
            amount(year.gap),
        ]
    };
    let mut rows: Vec<Vec<Cell>> = curve.years.iter().map(row).collect();
    if context.format() == Format::Table {
        let mut all = vec![text_cell(pick(context.language, "All", "合计")), Cell::default()];
        all.extend([net(curve.plan), net(curve.actual)]);
        all.extend([Cell::default(), Cell::default(), Cell::default(), amount(curve.gap)]);
        rows.push(all);
    }
    Sheet { columns, rows }
}

/// When it was to break even, when it is expected to, and what that means.
fn break_even(context: &Context, curve: &Curve) -> String {
    let language = context.language;
    let when = |payback: Option<acct::analysis::payback::Payback>| match payback {
        Some(payback) => payback.in_words(language),
        None => pick(language, "not in sight", "看不到").to_owned(),
    };
    let (planned, expected) = (when(curve.planned_break_even), when(curve.expected_break_even));
    let course = course(curve.course).map(|(english, chinese)| pick(language, english, chinese));
    let course = course.map(|course| say!(language, " {course}.", "{course}。")).unwrap_or_default();
    say!(
        language,
        "Breaks even: planned {planned}, expected {expected}.{course}",
        "盈亏平衡：计划 {planned}，预计 {expected}。{course}"
    )
}

fn course(course: Course) -> Option<(&'static str, &'static str)> {
    match course {
        Course::Overdue => Some(("Beyond the planned year", "已过计划年份")),
        Course::Late => Some(("Later than planned", "晚于计划")),
        Course::Unplanned => Some(("No break-even is planned", "没有计划盈亏平衡")),
        Course::AsPlanned => None,
    }
}

fn tell(context: &Context, curve: &Curve) {
    rates::tell(context, &curve.converted, &[]);
    if curve.unconfirmed.is_empty() {
        return;
    }
    let years: Vec<String> = curve.unconfirmed.iter().map(ToString::to_string).collect();
    let years = years.join(pick(context.language, ", ", "、"));
    let told = say!(
        context.language,
        "not all that came of {years} is recorded; the plan is taken for the rest",
        "{years} 年的实际数没有登记齐，缺的按计划计"
    );
    context.ui.note(format_args!("{told}"));
}

/// A curve for programs.
pub(crate) fn data(account: &str, curve: &Curve) -> Vec<(&'static str, Json)> {
    let years: Vec<Json> = curve.years.iter().map(year_data).collect();
    let (planned, expected) = (curve.planned_break_even, curve.expected_break_even);
    vec![
        ("account", json!(account)),
        ("currency", json!(curve.currency)),
        ("converted", json!(curve.converted)),
        ("years", json!(years)),
        ("plan", flow_data(curve.plan)),
        ("actual", flow_data(curve.actual)),
        ("expected", flow_data(curve.expected)),
        ("gap", json!(curve.gap)),
        ("planned_break_even_year", json!(planned.map(|even| even.year))),
        ("planned_break_even_after_years", json!(planned.map(|even| even.after))),
        ("expected_break_even_year", json!(expected.map(|even| even.year))),
        ("expected_break_even_after_years", json!(expected.map(|even| even.after))),
        ("course", json!(curve.course.as_str())),
        ("unconfirmed_years", json!(curve.unconfirmed)),
    ]
}

fn flow_data(flow: Flow) -> Json {
    json!({"investment": flow.investment, "return": flow.returned, "net": flow.net()})
}

fn year_data(year: &CurveYear) -> Json {
    json!({
        "id": year.id,
        "year": year.year,
        "phase": year.phase.as_str(),
        "phase_is_given": year.phase_is_given,
        "plan": flow_data(year.plan),
        "actual": flow_data(year.actual),
        "forecast": flow_data(year.forecast),
        "expected": flow_data(year.expected),
        "expected_from": year.basis.map(acct::analysis::value_curve::Basis::as_str),
        "cumulative_plan": year.cumulative_plan,
        "cumulative_expected": year.cumulative_expected,
        "gap": year.gap,
        "gap_reason": year.gap_reason,
    })
}
