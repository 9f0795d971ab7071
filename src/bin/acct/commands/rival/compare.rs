//! `acct rival compare`: we beside the rivals, factor by factor.

use std::io::Write as _;

use acct::analysis::comparison::{Comparison, Loss, Row, Side};
use acct::analysis::rivals::too_much;
use acct::analysis::score::rounded;
use acct::domain::factor::{Factor, RivalMark};
use acct::domain::language::pick;
use acct::domain::rival::Rival;
use acct::export::{Cell, Column, Format, Sheet, harmless};
use acct::playbook::shown::{self, short_number};
use acct::say;
use serde_json::{Value as Json, json};

use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::output::wrap;
use crate::{resolve, sheets};

/// Losses and missing marks that are told to a person.
const TOLD: usize = 5;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Lists for programs (csv, ndjson ...) have a row for each mark; ours have no rival. Means are weighted by the factors that have a mark; a factor without a weight weighs 1. The lead over us counts only factors in which both have a mark.\n\nExamples:\n  acct rival compare \"Example Steel\"\n  acct rival compare \"Example Steel\" --json\n  acct rival compare \"Example Steel\" --format csv"
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let account = resolve::account(context, &args.account)?;
    let reader = context.store()?.read();
    let factors: Vec<Factor> = reader.of_account(account.id)?;
    let rivals: Vec<Rival> = reader.of_account(account.id)?;
    let marks: Vec<RivalMark> = reader.of_account(account.id)?;
    let grid = Comparison::of(&factors, &rivals, &marks);
    match context.format() {
        Format::Json | Format::Yaml => data(context, &account.name, &grid, &marks),
        Format::Table | Format::Markdown => {
            if factors.is_empty() {
                no_factors(context, &account.name);
                return Ok(());
            }
            let mut sheet = sheet(context, &grid);
            if context.format() == Format::Markdown {
                return display::print_list(context, &sheet);
            }
            display::leave_out_what_does_not_fit(context, &mut sheet, &[]);
            display::print_list(context, &sheet)?;
            tell(context, &grid)
        }
        _ => display::print_list(context, &rows(context, &grid)),
    }
}

fn no_factors(context: &Context, account: &str) {
    let message = say!(context.language, "No buying factors of {account}.", "{account} 还没有关键购买因素。");
    context.ui.status(format_args!("{message}"));
    let account = resolve::quoted(account);
    let hint = say!(
        context.language,
        "acct factor add {account} NAME --weight 30 --ours SCORE",
        "acct factor add {account} 名称 --weight 30 --ours 分数"
    );
    context.ui.hint(format_args!("{hint}"));
}

/// The name of a side.
pub(crate) fn name<'n>(context: &Context, side: &'n Side) -> &'n str {
    side.rival.map_or(pick(context.language, "us", "我方"), |rival| rival.name.as_str())
}

fn sheet(context: &Context, grid: &Comparison) -> Sheet {
    let mut columns =
        sheets::named_columns(context, &[("factor", "Factor", "购买因素"), ("weight", "Weight", "权重")]);
    columns.extend(grid.sides.iter().map(|side| Column {
        key: side.rival.map_or("us", |rival| rival.name.as_str()).to_owned(),
        label: name(context, side).to_owned(),
    }));
    let number = |value: Option<i64>| value.map_or_else(Cell::default, number_cell);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for row in &grid.rows {
        let mut cells = vec![text_cell(&row.factor.name), figure(row.factor.weight, short_number)];
        cells.extend(row.marks.iter().map(|mark| number(*mark)));
        rows.push(cells);
    }
    let summed = |english, chinese, value: &dyn Fn(&Side) -> Cell| {
        let mut cells = vec![text_cell(pick(context.language, english, chinese)), Cell::default()];
        cells.extend(grid.sides.iter().map(value));
        cells
    };
    rows.push(summed("= Weighted mean", "= 加权平均", &|side| figure(side.mean, shown::mark)));
    rows.push(summed("= Of the weight marked", "= 已评权重占比", &|side| {
        figure(Some(side.coverage), |percent| format!("{percent:.0}%"))
    }));
    rows.push(summed("= Lead over us", "= 领先我方", &|side| figure(side.lead, shown::signed_mark)));
    Sheet { columns, rows }
}

/// The marks one by one: names of rivals are no keys, as two may be one word, and they change.
fn rows(context: &Context, grid: &Comparison) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("factor", "Factor", "购买因素"),
            ("weight", "Weight", "权重"),
            ("rival", "Rival", "竞争对手"),
            ("rival_id", "#", "编号"),
            ("mark", "Mark", "得分"),
        ],
    );
    let number = |value: Option<i64>| value.map_or_else(Cell::default, number_cell);
    let row = |row: &Row, side: &Side, mark: Option<i64>| {
        vec![
            text_cell(&row.factor.name),
            figure(row.factor.weight, short_number),
            side.rival.map_or_else(Cell::default, |rival| text_cell(&rival.name)),
            number(side.rival.map(|rival| rival.id.number())),
            number(mark),
        ]
    };
    let of = |one: &Row| -> Vec<Vec<Cell>> {
        grid.sides.iter().zip(&one.marks).map(|(side, mark)| row(one, side, *mark)).collect()
    };
    Sheet { columns, rows: grid.rows.iter().flat_map(of).collect() }
}

fn figure(value: Option<f64>, text: impl Fn(f64) -> String) -> Cell {
    value.map_or_else(Cell::default, |value| Cell { data: json!(rounded(value)), text: text(value) })
}

/// Who leads, where we lose and what is unmarked, below the grid.
fn tell(context: &Context, grid: &Comparison) -> anyhow::Result<()> {
    let language = context.language;
    let mut lines = Vec::new();
    if let Some((leader, lead)) = grid.leader().and_then(|side| Some((side, side.lead?))) {
        let (name, lead) = (name(context, leader), shown::mark(lead));
        lines.push(say!(
            language,
            "{name} leads us by {lead} of 5 where both have marks.",
            "在双方都有评分的因素上，{name} 领先我方 {lead} 分（满分 5 分）。"
        ));
    }
    if !grid.losses.is_empty() {
        lines.push(
            pick(language, "Where we lose, what costs us most first:", "我方落后之处，影响大的在前：")
                .to_owned(),
        );
        lines.extend(grid.losses.iter().take(TOLD).map(|loss| lost(context, loss)));
    }
    let unweighted: Vec<&str> = grid.unweighted().map(|factor| factor.name.as_str()).collect();
    if !unweighted.is_empty() {
        let names = unweighted.join(pick(language, ", ", "、"));
        lines.push(say!(
            language,
            "No weight, so counted as 1 beside the others: {names}",
            "没有权重，与其他因素相比只按 1 计：{names}"
        ));
    }
    if let Some(shares) = too_much(grid.sides.iter().filter_map(|side| side.rival)) {
        let shares = short_number(rounded(shares));
        lines.push(say!(
            language,
            "The rivals' shares of the wallet come to {shares}%, more than there is.",
            "各对手的钱包份额合计 {shares}%，超过 100%。"
        ));
    }
    for (at, side) in grid.sides.iter().enumerate() {
        let unmarked: Vec<&str> = grid.unmarked(at).map(|factor| factor.name.as_str()).collect();
        if unmarked.is_empty() {
            continue;
        }
        let mut names =
            unmarked.iter().take(TOLD).copied().collect::<Vec<_>>().join(pick(language, ", ", "、"));
        if unmarked.len() > TOLD {
            names.push_str(pick(language, " ...", "等"));
        }
        let side = name(context, side);
        lines.push(say!(language, "No mark of {side}: {names}", "{side} 未评分：{names}"));
    }
    let mut out = context.ui.stdout();
    for line in lines {
        writeln!(out, "{}", wrap(&harmless(&line), usize::from(context.ui.width())))?;
    }
    Ok(())
}

fn lost(context: &Context, loss: &Loss) -> String {
    let rivals: Vec<&str> = loss.rivals.iter().map(|rival| rival.name.as_str()).collect();
    let rivals = rivals.join(pick(context.language, ", ", "、"));
    let (factor, ours, best, gap) = (&loss.factor.name, loss.ours, loss.best, shown::mark(loss.gap));
    say!(
        context.language,
        "  {factor}: we {ours}, {rivals} {best}; {gap} of the mean",
        "  {factor}：我方 {ours} 分，{rivals} {best} 分，拉低平均 {gap} 分"
    )
}

fn data(context: &Context, account: &str, grid: &Comparison, marks: &[RivalMark]) -> anyhow::Result<()> {
    let names = |factors: &mut dyn Iterator<Item = &Factor>| -> Vec<Json> {
        factors.map(|factor| json!(factor.name)).collect()
    };
    let sides: Vec<Json> = grid
        .sides
        .iter()
        .enumerate()
        .map(|(at, side)| {
            json!({
                "rival": side.rival.map(|rival| rival.name.as_str()),
                "mean": side.mean,
                "coverage": side.coverage,
                "lead": side.lead,
                "unmarked": names(&mut grid.unmarked(at)),
            })
        })
        .collect();
    let factors: Vec<Json> = grid
        .rows
        .iter()
        .map(|row| {
            json!({
                "factor": row.factor.name, "weight": row.factor.weight, "marks": row.marks,
                "evidence": evidence(row.factor, grid, marks),
            })
        })
        .collect();
    let losses: Vec<Json> = grid
        .losses
        .iter()
        .map(|loss| {
            let rivals: Vec<&str> = loss.rivals.iter().map(|rival| rival.name.as_str()).collect();
            json!({"factor": loss.factor.name, "ours": loss.ours, "best": loss.best, "rivals": rivals, "gap": loss.gap})
        })
        .collect();
    let leader = grid.leader().and_then(|side| side.rival).map(|rival| rival.name.as_str());
    sheets::print_data(
        context,
        vec![
            ("account", json!(account)),
            ("sides", json!(sides)),
            ("factors", json!(factors)),
            ("losses", json!(losses)),
            ("unweighted", json!(names(&mut grid.unweighted()))),
            ("leader", json!(leader)),
        ],
    )
}

/// What the marks in a factor rest on and of when they are, in the order of the sides.
fn evidence(factor: &Factor, grid: &Comparison, marks: &[RivalMark]) -> Vec<Json> {
    let of = |side: &Side| match side.rival {
        None => json!({"evidence": factor.evidence.as_ref().map(|text| &text.0), "date": null}),
        Some(rival) => {
            let mark = marks.iter().rev().find(|mark| mark.factor == factor.id && mark.rival == rival.id);
            let evidence = mark.and_then(|mark| mark.evidence.as_ref()).map(|text| &text.0);
            json!({"evidence": evidence, "date": mark.and_then(|mark| mark.date)})
        }
    };
    grid.sides.iter().map(of).collect()
}
