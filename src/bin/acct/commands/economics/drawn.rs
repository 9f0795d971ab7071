//! A comparison on the terminal and as data.

use std::io::Write as _;

use acct::analysis::economics::{Comparison, Sensitive, Standing, YearOf};
use acct::domain::money::Money;
use acct::export::{Cell, Column, Format, Sheet, harmless};
use acct::playbook::shown::{alternative, short_number, signed_percent};
use acct::say;
use serde_json::{Value as Json, json};

use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::ui::Ui;
use crate::{output, sheets};

pub(super) fn print(
    context: &Context,
    account: &str,
    title: &str,
    compared: &Comparison,
) -> anyhow::Result<()> {
    match context.format() {
        Format::Table => draw(context, title, compared),
        Format::Json | Format::Yaml | Format::Ndjson => sheets::print_data(context, data(account, compared)),
        _ => {
            let sheet = standings(context, compared);
            display::print_list(context, &sheets::first_column_as_id(context, sheet))
        }
    }
}

fn draw(context: &Context, title: &str, compared: &Comparison) -> anyhow::Result<()> {
    let (language, width) = (context.language, context.ui.width());
    let mut out = context.ui.stdout();
    let (currency, (first, last)) = (compared.currency, compared.years);
    let discount = compared.terms.discount.map(short_number);
    let terms = match &discount {
        Some(discount) => say!(
            language,
            "{currency}, {first} to {last}, {discount}% discount a year",
            "{currency}，{first} 至 {last} 年，年折现率 {discount}%"
        ),
        None => say!(language, "{currency}, {first} to {last}", "{currency}，{first} 至 {last} 年"),
    };
    writeln!(out, "{} · {terms}\n", Ui::bold(&harmless(title)))?;
    output::list(&side_by_side(context, compared), Format::Table, width, &mut out)?;
    writeln!(out, "\n{}", output::wrap(&verdict(context, compared), usize::from(width)))?;
    for standing in compared.alternatives.iter().filter(|standing| standing.lines > 0) {
        writeln!(out, "\n{}", Ui::bold(&harmless(alternative(&standing.alternative, language))))?;
        output::list(&years(context, &standing.years), Format::Table, width, &mut out)?;
    }
    let (step, heading) = (short_number(compared.terms.step), Ui::bold);
    let told = say!(
        language,
        "Our lead if one line is smaller or larger by {step}%, and the change that turns the ranking",
        "某一条减少或增加 {step}% 时我方的领先额，以及变动多少会改变排名"
    );
    writeln!(out, "\n{}", heading(&output::wrap(&told, usize::from(width))))?;
    output::list(&lines(context, &compared.lines), Format::Table, width, &mut out)?;
    Ok(out.flush()?)
}

/// An amount in the currency that stands over it.
fn amount(context: &Context, money: Money) -> Cell {
    Cell { data: json!(money), text: money.short_amount(context.language) }
}

fn standings(context: &Context, compared: &Comparison) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("alternative", "Alternative", "备选方案"),
            ("benefit", "Benefit", "效益"),
            ("cost", "Cost", "成本"),
            ("net", "Net", "净收益"),
            ("weighted_net", "Net by likelihood", "按概率折算的净收益"),
            ("present_value", "Today's worth", "现值"),
            ("weighted_present_value", "Today's worth by likelihood", "按概率折算的现值"),
            ("payback", "Paid back", "回收期"),
            ("to_nothing", "Against doing nothing", "与维持现状相比"),
            ("to_best_other", "Against the best other", "与最优的其他方案相比"),
        ],
    );
    let maybe = |money: Option<Money>| money.map(|money| amount(context, money)).unwrap_or_default();
    let row = |standing: &Standing| {
        let name = alternative(&standing.alternative, context.language);
        let payback = standing.payback;
        vec![
            Cell { data: json!(standing.alternative.as_str()), text: name.to_owned() },
            amount(context, standing.benefit),
            amount(context, standing.cost),
            amount(context, standing.net),
            amount(context, standing.weighted),
            maybe(standing.present_value),
            maybe(standing.weighted_present_value),
            Cell {
                data: json!(payback.map(|payback| payback.year)),
                text: payback.map(|payback| payback.in_words(context.language)).unwrap_or_default(),
            },
            amount(context, standing.to_nothing),
            amount(context, standing.to_best_other),
        ]
    };
    Sheet { columns, rows: compared.alternatives.iter().map(row).collect() }
}

/// A column for each alternative and a row for each figure that is known.
fn side_by_side(context: &Context, compared: &Comparison) -> Sheet {
    let standings = sheets::without_empty_columns(context, standings(context, compared));
    let mut columns = vec![Column { key: "figure".to_owned(), label: String::new() }];
    columns.extend(standings.rows.iter().filter_map(|row| {
        let cell = row.first()?;
        Some(Column { key: cell.data.as_str()?.to_owned(), label: cell.text.clone() })
    }));
    let figures = standings.columns.iter().enumerate().skip(1);
    let rows = figures.map(|(at, column)| {
        let mut row = vec![text_cell(&column.label)];
        // All amounts but the year of the payback: the sheet is to stand to the right as a whole.
        row.extend(standings.rows.iter().map(|row| {
            let text = row.get(at).map(|cell| cell.text.clone()).unwrap_or_default();
            Cell { data: json!(0), text }
        }));
        row
    });
    Sheet { columns, rows: rows.collect() }
}

fn years(context: &Context, years: &[YearOf]) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("year", "Year", "年度"),
            ("benefit", "Benefit", "效益"),
            ("cost", "Cost", "成本"),
            ("net", "Net", "净收益"),
            ("cumulative", "So far", "累计"),
        ],
    );
    let row = |year: &YearOf| {
        let amounts = [year.benefit, year.cost, year.net, year.cumulative];
        let mut row = vec![number_cell(year.year)];
        row.extend(amounts.map(|money| amount(context, money)));
        row
    };
    Sheet { columns, rows: years.iter().map(row).collect() }
}

fn lines(context: &Context, lines: &[Sensitive]) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("id", "#", "编号"),
            ("title", "Benefit or cost", "名目"),
            ("alternative", "Alternative", "备选方案"),
            ("total", "In all", "合计"),
            ("lead_if_less", "Lead if less", "减少后领先"),
            ("lead_if_more", "If more", "增加后领先"),
            ("break_even", "Turns at", "改变排名"),
        ],
    );
    let row = |line: &Sensitive| {
        vec![
            number_cell(line.id),
            text_cell(&line.title),
            text_cell(alternative(&line.alternative, context.language)),
            amount(context, line.total),
            amount(context, line.lead_if_less),
            amount(context, line.lead_if_more),
            Cell {
                data: json!(line.break_even),
                text: line.break_even.map_or_else(|| "–".to_owned(), signed_percent),
            },
        ]
    };
    Sheet { columns, rows: lines.iter().map(row).collect() }
}

/// Which alternative is the best, and by how much ours is better or worse than the best other.
fn verdict(context: &Context, compared: &Comparison) -> String {
    let language = context.language;
    let name = |at: usize| {
        let found = compared.alternatives.get(at);
        harmless(found.map_or("", |standing| alternative(&standing.alternative, language))).into_owned()
    };
    let (best, other) = (name(compared.best), name(compared.best_other));
    let by = Money::new(compared.lead.minor.abs(), compared.currency).short(language);
    match compared.lead.minor {
        0 => say!(language, "Ours and {other} are worth the same.", "我方与“{other}”相同。"),
        1.. => say!(language, "Best: {best}, by {by} before {other}.", "最优：{best}，领先“{other}” {by}。"),
        _ => say!(language, "Best: {best}; ours is {by} behind.", "最优：{best}；我方落后 {by}。"),
    }
}

fn data(account: &str, compared: &Comparison) -> Vec<(&'static str, Json)> {
    let name = |at: usize| json!(compared.alternatives.get(at).map(|one| one.alternative.as_str()));
    vec![
        ("account", json!(account)),
        ("currency", json!(compared.currency)),
        ("first_year", json!(compared.years.0)),
        ("last_year", json!(compared.years.1)),
        ("discount", json!(compared.terms.discount)),
        ("step", json!(compared.terms.step)),
        ("best", name(compared.best)),
        ("best_other", name(compared.best_other)),
        ("lead", json!(compared.lead)),
        ("alternatives", compared.alternatives.iter().map(standing_data).collect()),
        ("lines", compared.lines.iter().map(line_data).collect()),
    ]
}

fn standing_data(standing: &Standing) -> Json {
    let year = |year: &YearOf| {
        json!({
            "year": year.year, "benefit": year.benefit, "cost": year.cost, "net": year.net,
            "cumulative": year.cumulative,
        })
    };
    json!({
        "alternative": standing.alternative.as_str(),
        "lines": standing.lines,
        "benefit": standing.benefit,
        "cost": standing.cost,
        "net": standing.net,
        "weighted_net": standing.weighted,
        "present_value": standing.present_value,
        "weighted_present_value": standing.weighted_present_value,
        "payback_year": standing.payback.map(|payback| payback.year),
        "payback_after_years": standing.payback.map(|payback| payback.after),
        "to_nothing": standing.to_nothing,
        "to_best_other": standing.to_best_other,
        "years": standing.years.iter().map(year).collect::<Vec<_>>(),
    })
}

fn line_data(line: &Sensitive) -> Json {
    json!({
        "id": line.id,
        "title": line.title,
        "alternative": line.alternative.as_str(),
        "side": line.side.as_str(),
        "total": line.total,
        "likelihood": line.likelihood,
        "lead_if_less": line.lead_if_less,
        "lead_if_more": line.lead_if_more,
        "break_even_percent": line.break_even,
    })
}
