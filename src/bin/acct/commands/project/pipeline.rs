//! `acct project pipeline`: what is to be decided when, and what it is worth.

use acct::analysis::pipeline::{By, Pipeline, Rung};
use acct::domain::language::{Language, count, pick};
use acct::domain::money::{Money, Sums};
use acct::domain::project::Project;
use acct::domain::record::Record as _;
use acct::export::{Cell, Format, Sheet};
use acct::say;
use clap::ValueEnum;
use serde_json::{Value as Json, json};

use super::filters::ProjectFilters;
use crate::commands::rates;
use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::sheets::{named_columns, objects, print_data, without_empty_columns};

/// What is read of a project.
const FIELDS: [&str; 8] =
    ["account", "name", "status", "value", "probability", "close_date", "owner", "stage"];

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Grouped {
    Month,
    Stage,
    Status,
    Owner,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "A value counts by its probability, else by the usual one of its stage (win_probability in the playbook: round figures of ours, not measured), which is told. Projects with neither are told, too, and not counted as zero. Currencies are added up only where the settings have a rate (acct config set rate.USD 7.12), and that is told.\n\nExamples:\n  acct project pipeline\n  acct project pipeline \"Example Steel\" --by owner\n  acct project pipeline --by stage --owner ann\n  acct project pipeline --all --by status --json"
)]
pub(crate) struct Args {
    /// By what they stand together
    #[arg(long, value_enum, value_name = "GROUP", default_value = "month")]
    by: Grouped,
    /// Those that are decided too
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    which: ProjectFilters,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let mut query = args.which.query(context)?;
    // Who asks for a status means it.
    let all = args.all || query.filters.iter().any(|filter| filter.field.name == "status");
    query.fields = Some(FIELDS.into());
    let by = match args.by {
        Grouped::Month => By::Month,
        Grouped::Stage => By::Stage,
        Grouped::Status => By::Status,
        Grouped::Owner => By::Owner,
    };
    let playbook = context.playbook()?;
    let (mut grouped, mut together) = (Pipeline::by(by), Pipeline::by(By::Nothing));
    context.store()?.each::<anyhow::Error>(&query, |entry| {
        let project = Project::from_entry(&entry)?;
        if all || project.is_open() {
            grouped.add(&project, &playbook);
            together.add(&project, &playbook);
        }
        Ok(())
    })?;
    let rungs = grouped.told();
    if rungs.is_empty() {
        let none = match (all, context.language) {
            (true, Language::English) => "No projects.",
            (false, Language::English) => "No project is to be decided.",
            (true, Language::Chinese) => "没有项目。",
            (false, Language::Chinese) => "没有待定标的项目。",
        };
        context.ui.status(format_args!("{none}"));
    }
    let sheet = sheet(context, by, &rungs);
    let together = together.told();
    match context.format() {
        Format::Json | Format::Yaml => {
            let groups: Json = objects(&sheet).into();
            print_data(context, vec![("groups", groups), ("totals", totals(context, &together))])?;
        }
        _ => display::print_list(context, &without_empty_columns(context, sheet))?,
    }
    tell(context, &together);
    Ok(())
}

/// What all come to, for programs.
fn totals(context: &Context, rungs: &[Rung]) -> Json {
    let sums =
        |amount: fn(&Rung) -> Option<Money>| rates::data(context, &rungs.iter().filter_map(amount).collect());
    let counted = |number: fn(&Rung) -> usize| rungs.iter().map(number).sum::<usize>();
    json!({
        "projects": counted(|rung| rung.projects),
        "value": sums(|rung| rung.value),
        "weighted": sums(|rung| rung.weighted),
        "by_stage": counted(|rung| rung.by_stage),
        "unweighted": counted(|rung| rung.unweighted),
    })
}

fn sheet(context: &Context, by: By, rungs: &[Rung]) -> Sheet {
    let group = match by {
        By::Month => ("month", "Decided in", "定标月份"),
        By::Stage => ("stage", "Stage", "决策阶段"),
        By::Status => ("status", "Status", "状态"),
        By::Owner | By::Nothing => ("owner", "Owner", "负责人"),
    };
    let columns = named_columns(
        context,
        &[
            group,
            ("currency", "Currency", "币种"),
            ("projects", "Projects", "项目数"),
            ("value", "Value", "金额"),
            ("weighted", "By probability", "按概率折算"),
            ("by_stage", "By the usual one", "按阶段惯常概率"),
            ("unweighted", "Without probability", "未填概率"),
        ],
    );
    Sheet { columns, rows: rungs.iter().map(|rung| row(context, by, rung)).collect() }
}

fn row(context: &Context, by: By, rung: &Rung) -> Vec<Cell> {
    let money = |money: Option<Money>| match money {
        Some(money) => Cell { data: json!(money), text: money.short(context.language) },
        None => Cell::default(),
    };
    let labelled = |of: &str, group: &str| {
        let text = context.labels.get(&format!("{of}.{group}"), context.language).to_owned();
        Cell { data: json!(group), text }
    };
    let named = rung.group.as_deref().map(|group| match by {
        By::Status => labelled("project_status", group),
        By::Stage => labelled("stage", group),
        By::Month | By::Owner | By::Nothing => text_cell(group),
    });
    let nameless = || Cell {
        text: pick(context.language, "(not recorded)", "（未记录）").to_owned(),
        ..Cell::default()
    };
    let counted = |number: usize| match number {
        0 => Cell { data: json!(0), text: String::new() },
        number => number_cell(number),
    };
    vec![
        named.unwrap_or_else(nameless),
        text_cell(rung.currency.map_or("", |currency| currency.code())),
        number_cell(rung.projects),
        money(rung.value),
        money(rung.weighted),
        counted(rung.by_stage),
        counted(rung.unweighted),
    ]
}

/// The sums of each currency.
fn tell(context: &Context, rungs: &[Rung]) {
    let language = context.language;
    for rung in rungs {
        let Some(value) = rung.value else { continue };
        let (projects, value) = (rung.projects, value.in_words(language));
        let counted = count(projects, "project", "projects");
        let weighted = rung.weighted.map(|weighted| weighted.in_words(language));
        let message = match &weighted {
            Some(weighted) => say!(
                language,
                "In all: {counted}, {value}; by probability {weighted}.",
                "合计：{projects} 个项目，{value}；按概率折算 {weighted}。"
            ),
            None => say!(language, "In all: {counted}, {value}.", "合计：{projects} 个项目，{value}。"),
        };
        context.ui.status(format_args!("{message}"));
        if rung.by_stage > 0 {
            let number = rung.by_stage;
            let counted = count(number, "project", "projects");
            let message = say!(
                language,
                "{counted} without a probability: counted by the usual one of the stage (acct playbook show stages).",
                "其中 {number} 个项目未填概率，按所处阶段的惯常赢单率折算（见 acct playbook show stages）。"
            );
            context.ui.status(format_args!("{message}"));
        }
    }
    tell_together(context, rungs);
}

/// Several currencies as one, where rates allow it.
fn tell_together(context: &Context, rungs: &[Rung]) {
    let (language, rates) = (context.language, context.rates());
    let value: Sums = rungs.iter().filter_map(|rung| rung.value).collect();
    let weighted: Sums = rungs.iter().filter_map(|rung| rung.weighted).collect();
    let Some(summed) = value.told(rates).filter(|summed| !summed.converted.is_empty()) else { return };
    // In the same currency, and without the same ones.
    let weighted = weighted.told_in(summed.money.currency, rates).money.in_words(language);
    let told = summed.money.in_words(language);
    let message = say!(
        language,
        "Together: {told}; by probability {weighted}.",
        "折算后合计：{told}；按概率折算 {weighted}。"
    );
    context.ui.status(format_args!("{message}"));
    rates::tell(context, &summed.converted, &summed.left_out);
}
