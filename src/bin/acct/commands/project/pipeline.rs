//! `acct project pipeline`: what is to be decided when, and what it is worth.

use acct::analysis::pipeline::{By, Rung, pipeline};
use acct::domain::kind::Kind;
use acct::domain::language::{Language, count, pick};
use acct::domain::money::{Currency, Money, Sums};
use acct::domain::project::Project;
use acct::domain::record::Record as _;
use acct::export::{Cell, Sheet};
use acct::say;
use acct::store::Query;
use clap::ValueEnum;
use serde_json::json;

use crate::commands::rates;
use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::sheets::{named_columns, without_empty_columns};
use crate::{fields, resolve};

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Grouped {
    Month,
    Status,
    Owner,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "A value counts by its probability; projects without one are told, and not counted as zero. Currencies are added up only where the settings have a rate (acct config set rate.USD 7.12), and that is told.\n\nExamples:\n  acct project pipeline\n  acct project pipeline \"Example Steel\" --by owner\n  acct project pipeline --all --by status --json"
)]
pub(crate) struct Args {
    /// Only of this account
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    /// By what they stand together
    #[arg(long, value_enum, value_name = "GROUP", default_value = "month")]
    by: Grouped,
    /// Those that are decided too
    #[arg(long)]
    all: bool,
    /// Only projects that meet this condition, e.g. "probability>=50" (repeat for several)
    #[arg(long = "where", value_name = "CONDITION")]
    filters: Vec<String>,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let mut query = Query::all(Kind::Project);
    if let Some(account) = &args.account {
        query.account = Some(resolve::account(context, account)?.id);
    }
    for text in &args.filters {
        query.filters.push(fields::filter(context, Kind::Project, text)?);
    }
    fields::tell_passed_over(context, &query)?;
    // Who asks for a status means it.
    let all = args.all || query.filters.iter().any(|filter| filter.field.name == "status");
    let mut projects = Vec::new();
    context.store()?.each::<anyhow::Error>(&query, |entry| {
        projects.push(Project::from_entry(&entry)?);
        Ok(())
    })?;
    projects.retain(|project| all || project.is_open());
    if projects.is_empty() {
        let none = match (all, context.language) {
            (true, Language::English) => "No projects.",
            (false, Language::English) => "No project is to be decided.",
            (true, Language::Chinese) => "没有项目。",
            (false, Language::Chinese) => "没有待定标的项目。",
        };
        context.ui.status(format_args!("{none}"));
    }
    let by = match args.by {
        Grouped::Month => By::Month,
        Grouped::Status => By::Status,
        Grouped::Owner => By::Owner,
    };
    let rungs = pipeline(&projects, by);
    let sheet = sheet(context, by, &rungs);
    display::print_list(context, &without_empty_columns(context, sheet))?;
    tell(context, &projects);
    Ok(())
}

fn sheet(context: &Context, by: By, rungs: &[Rung]) -> Sheet {
    let group = match by {
        By::Month => ("month", "Decided in", "定标月份"),
        By::Status => ("status", "Status", "状态"),
        By::Owner => ("owner", "Owner", "负责人"),
    };
    let columns = named_columns(
        context,
        &[
            group,
            ("currency", "Currency", "币种"),
            ("projects", "Projects", "项目数"),
            ("value", "Value", "金额"),
            ("weighted", "By probability", "按概率折算"),
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
    let named = rung.group.as_deref().map(|group| match by {
        By::Status => {
            let key = format!("project_status.{group}");
            Cell { data: json!(group), text: context.labels.get(&key, context.language).to_owned() }
        }
        By::Month | By::Owner => text_cell(group),
    });
    let nameless = || Cell {
        text: pick(context.language, "(not recorded)", "（未记录）").to_owned(),
        ..Cell::default()
    };
    let unweighted = match rung.unweighted {
        0 => Cell { data: json!(0), text: String::new() },
        number => number_cell(number),
    };
    vec![
        named.unwrap_or_else(nameless),
        text_cell(rung.currency.map_or("", |currency| currency.code())),
        number_cell(rung.projects),
        money(rung.value),
        money(rung.weighted),
        unweighted,
    ]
}

/// The sums of each currency.
fn tell(context: &Context, projects: &[Project]) {
    let language = context.language;
    let together: Vec<Project> =
        projects.iter().map(|project| Project { close_date: None, ..project.clone() }).collect();
    for rung in pipeline(&together, By::Month) {
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
    }
    tell_together(context, &pipeline(&together, By::Month));
}

/// Several currencies as one, where rates allow it.
fn tell_together(context: &Context, rungs: &[Rung]) {
    let (language, rates) = (context.language, context.rates());
    let value: Sums = rungs.iter().filter_map(|rung| rung.value).collect();
    let weighted: Sums = rungs.iter().filter_map(|rung| rung.weighted).collect();
    let converted: Vec<Currency> = value
        .iter()
        .filter(|money| money.currency != rates.base() && rates.convert(*money).is_some())
        .map(|money| money.currency)
        .collect();
    let Some(summed) = value.told(rates).filter(|_| !converted.is_empty()) else { return };
    let (told, nothing) = (summed.money.in_words(language), Money::new(0, rates.base()));
    let weighted = weighted.told(rates).map_or(nothing, |summed| summed.money).in_words(language);
    let message = say!(
        language,
        "Together: {told}; by probability {weighted}.",
        "折算后合计：{told}；按概率折算 {weighted}。"
    );
    context.ui.status(format_args!("{message}"));
    rates::tell(context, &converted, &summed.left_out);
}
