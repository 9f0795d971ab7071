//! `acct project conversion`: how projects come through the stages, by their history.

use acct::analysis::conversion::{Conversion, Cycle, StageConversion, conversion};
use acct::domain::language::{count, pick};
use acct::export::{Cell, Format, Sheet};
use acct::playbook::shown::short_number;
use acct::say;
use serde_json::{Value as Json, json};

use super::filters::{self, ProjectFilters};
use crate::commands::stage::{date_of, words};
use crate::context::Context;
use crate::display::{self, number_cell};
use crate::sheets::{self, named_columns, without_empty_columns};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Each project counts once in each figure of a stage. Went on: to a later stage, or won there; the share is that of the projects whose time in the stage is over. Lost and dormant: those that were not taken up again. Days: the median of the times that are over. The cycle: from the first move until it was won or lost.\n\nExamples:\n  acct project conversion\n  acct project conversion --since 2026-01-01 --owner ann\n  acct project conversion --where \"value>=500k\" --json"
)]
pub(crate) struct Args {
    #[command(flatten)]
    which: ProjectFilters,
    /// Only what began in a stage, or ended, on this day or later
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    since: Option<String>,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let query = args.which.query(context)?;
    let since = date_of(context, "--since", args.since.as_deref())?;
    let (projects, moves) = filters::moves(context, query)?;
    let found = conversion(moves.values().map(Vec::as_slice), since, context.today);
    let without_moves = projects - found.projects;
    match context.format() {
        Format::Json | Format::Yaml | Format::Ndjson => {
            sheets::print_data(context, data(&found, without_moves))
        }
        _ => {
            let sheet = sheet(context, &found);
            display::print_list(context, &without_empty_columns(context, sheet))?;
            tell(context, &found, without_moves);
            Ok(())
        }
    }
}

fn sheet(context: &Context, found: &Conversion) -> Sheet {
    let columns = named_columns(
        context,
        &[
            ("stage", "Stage", "决策阶段"),
            ("entered", "Entered", "进入"),
            ("went_on", "Went on", "推进"),
            ("share", "Share %", "推进率%"),
            ("went_back", "Back", "退回"),
            ("lost", "Lost", "丢单"),
            ("dormant", "Dormant", "搁置"),
            ("there", "There now", "仍在"),
            ("median_days", "Days (median)", "天数(中位数)"),
        ],
    );
    let stages = found.stages.iter().filter(|told| told.entered > 0);
    Sheet { columns, rows: stages.map(|told| row(context, told)).collect() }
}

fn row(context: &Context, told: &StageConversion) -> Vec<Cell> {
    let counted = |number: usize| Cell {
        data: json!(number),
        text: if number == 0 { String::new() } else { number.to_string() },
    };
    let figure = |figure: Option<f64>| Cell {
        data: json!(rounded(figure)),
        text: rounded(figure).map(short_number).unwrap_or_default(),
    };
    vec![
        Cell { data: json!(told.stage.as_str()), text: words::stage_label(context, told.stage) },
        number_cell(told.entered),
        counted(told.went_on),
        figure(told.share),
        counted(told.went_back),
        counted(told.lost),
        counted(told.dormant),
        counted(told.there),
        figure(told.median_days),
    ]
}

fn rounded(figure: Option<f64>) -> Option<f64> {
    figure.map(acct::analysis::score::rounded)
}

fn data(found: &Conversion, without_moves: usize) -> Vec<(&'static str, Json)> {
    let cycle = |cycle: Cycle| json!({"projects": cycle.projects, "median_days": cycle.median_days});
    let stage = |told: &StageConversion| {
        json!({
            "stage": told.stage.as_str(),
            "entered": told.entered,
            "went_on": told.went_on,
            "went_back": told.went_back,
            "lost": told.lost,
            "dormant": told.dormant,
            "there": told.there,
            "share": rounded(told.share),
            "median_days": told.median_days,
        })
    };
    vec![
        ("projects", json!(found.projects)),
        ("without_moves", json!(without_moves)),
        ("stages", found.stages.iter().map(stage).collect()),
        ("won", cycle(found.won)),
        ("lost", cycle(found.lost)),
        ("dormant", json!(found.dormant)),
        ("open", json!(found.open)),
    ]
}

fn tell(context: &Context, found: &Conversion, without_moves: usize) {
    let language = context.language;
    for (ended, english, chinese) in [(found.won, "Won", "赢单"), (found.lost, "Lost", "丢单")] {
        let Some(days) = ended.median_days.map(short_number) else { continue };
        let (number, name) = (ended.projects, pick(language, english, chinese));
        let message = say!(
            language,
            "{name}: {number}; from the first move to the end (median): {days} d.",
            "{name} {number} 个，从首次记录到结束 {days} 天（中位数）。"
        );
        context.ui.status(format_args!("{message}"));
    }
    let (open, dormant) = (found.open, found.dormant);
    let mut message =
        say!(language, "Open: {open}; dormant: {dormant}.", "进行中 {open} 个，搁置 {dormant} 个。");
    if without_moves > 0 {
        let without = count(without_moves, "project", "projects");
        message.push_str(&say!(
            language,
            " {without} without a stage: not counted (acct stage set ACCOUNT STAGE --project PROJECT).",
            "另有 {without_moves} 个项目还没有阶段，未计入（acct stage set 客户 阶段 --project 项目）。"
        ));
    }
    context.ui.status(format_args!("{message}"));
}
