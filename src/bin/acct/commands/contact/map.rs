//! `acct contact map`: the stakeholder map, levels x functions, with gaps and alerts.

use std::io::Write as _;

use acct::analysis::stakeholders::{self, CORE, LEVELS, StakeholderMap};
use acct::domain::contact::{Contact, Function, Level};
use acct::domain::language::pick;
use acct::domain::relation::Relation;
use acct::export::{Column, Format, Sheet};
use acct::ops;
use acct::playbook::People;
use serde_json::{Value as Json, json};

use super::grid::{self, Grid, Item};
use super::marks::{self, marks, one_line};
use super::relate;
use crate::context::Context;
use crate::display::{self, text_cell};
use crate::output::{hanging, wrap};
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct contact map \"Example Steel\"\n  acct contact map \"Example Steel\" --json"
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let account = resolve::account(context, &args.account)?;
    let today = context.today;
    let facts = ops::facts::load_as_of(context.store()?.read(), account.id, today)?;
    let rules = context.playbook()?.people.clone();
    let map = stakeholders::map(&*context.playbook()?, &facts, context.today);
    match context.format() {
        Format::Table => draw(context, &rules, &map, &facts.contacts, &facts.relations),
        Format::Json | Format::Yaml => {
            let sheet = data(context, &account.name, &map, &facts.contacts, &facts.relations);
            display::print_record(context, &sheet)
        }
        Format::Markdown => display::print_list(context, &grid_sheet(context, &rules, &map)),
        Format::Ndjson | Format::Csv | Format::Tsv | Format::Ids => {
            display::print_list(context, &people_sheet(&map))
        }
    }
}

fn level_label(context: &Context, level: Level) -> String {
    context.labels.get(&format!("{}.{level}", Level::CHOICES.name), context.language).to_owned()
}

fn function_label(context: &Context, function: Function) -> String {
    context.labels.get(&format!("{}.{function}", Function::CHOICES.name), context.language).to_owned()
}

/// What an empty cell shows: a gap where somebody should be known.
fn nobody(context: &Context, function: Function) -> &'static str {
    if CORE.contains(&function) { pick(context.language, "(gap)", "（空缺）") } else { "–" }
}

fn item(rules: &People, contact: &Contact) -> Item {
    Item { name: one_line(&contact.name), marks: marks(rules, contact) }
}

fn draw(
    context: &Context,
    rules: &People,
    map: &StakeholderMap,
    contacts: &[Contact],
    relations: &[Relation],
) -> anyhow::Result<()> {
    let width = usize::from(context.ui.width());
    let mut out = context.ui.stdout();
    write!(out, "{}", grid(context, rules, map).draw(width))?;
    let mut paragraphs = Vec::new();
    if !map.unplaced.is_empty() {
        let people: Vec<String> =
            map.unplaced.iter().map(|contact| format!("  {}", unplaced(context, rules, contact))).collect();
        let title = pick(context.language, "Level or function not known:", "层级或职能不明：");
        paragraphs.push(format!("{title}\n{}", people.join("\n")));
    }
    if !relations.is_empty() {
        let told: Vec<String> = relations
            .iter()
            .map(|relation| format!("  {}", relate::tell(context, relation, contacts)))
            .collect();
        paragraphs.push(format!(
            "{}\n{}",
            pick(context.language, "Relations:", "人际关系："),
            told.join("\n")
        ));
    }
    if !map.alerts.is_empty() {
        let told: Vec<String> = map
            .alerts
            .iter()
            .map(|alert| hanging("  ! ", &one_line(&alert.told_in(context.language)), width))
            .collect();
        paragraphs.push(format!("{}\n{}", pick(context.language, "Alerts:", "预警："), told.join("\n")));
    }
    paragraphs.push(marks::legend(context, rules));
    for paragraph in paragraphs {
        writeln!(out, "\n{}", wrap(&paragraph, width))?;
    }
    Ok(())
}

/// A person outside the grid, with what is known of the place.
fn unplaced(context: &Context, rules: &People, contact: &Contact) -> String {
    let place: Vec<String> = contact
        .level
        .map(|level| level_label(context, level))
        .into_iter()
        .chain(contact.function.map(|function| function_label(context, function)))
        .collect();
    let place = if place.is_empty() { String::new() } else { format!("  {}", place.join(", ")) };
    let title = contact.title.as_deref().map(|title| format!("  {}", one_line(title))).unwrap_or_default();
    format!("{} {}{title}{place}", one_line(&contact.name), marks(rules, contact))
}

fn grid(context: &Context, rules: &People, map: &StakeholderMap) -> Grid {
    let mut header = vec![String::new()];
    header.extend(Function::ALL.iter().map(|function| function_label(context, *function)));
    let row = |level: Level| -> Vec<grid::Cell> {
        map.cells
            .iter()
            .filter(|cell| cell.level == level)
            .map(|cell| match cell.people.as_slice() {
                [] => vec![Item::plain(nobody(context, cell.function))],
                people => people.iter().map(|contact| item(rules, contact)).collect(),
            })
            .collect()
    };
    Grid { header, rows: LEVELS.iter().map(|&level| (level_label(context, level), row(level))).collect() }
}

/// The grid as a list, for markdown.
fn grid_sheet(context: &Context, rules: &People, map: &StakeholderMap) -> Sheet {
    let mut columns = vec![display::column(context, "level", "contact.level")];
    columns.extend(Function::ALL.iter().map(|function| Column {
        key: function.as_str().to_owned(),
        label: function_label(context, *function),
    }));
    let rows = LEVELS.iter().map(|&level| {
        let mut row = vec![text_cell(&level_label(context, level))];
        row.extend(map.cells.iter().filter(|cell| cell.level == level).map(|cell| {
            let people: Vec<String> = cell
                .people
                .iter()
                .map(|contact| format!("{} {}", one_line(&contact.name), marks(rules, contact)))
                .collect();
            text_cell(&if people.is_empty() {
                nobody(context, cell.function).to_owned()
            } else {
                people.join("\n")
            })
        }));
        row
    });
    Sheet { rows: rows.collect(), columns }
}

/// One row a person, for tables of other programs.
fn people_sheet(map: &StakeholderMap) -> Sheet {
    let people = map.cells.iter().flat_map(|cell| &cell.people).chain(&map.unplaced);
    display::objects(people.map(|contact| marks::data(contact)).collect())
}

/// The map as one record.
fn data(
    context: &Context,
    account: &str,
    map: &StakeholderMap,
    contacts: &[Contact],
    relations: &[Relation],
) -> Sheet {
    let cells: Vec<Json> = map
        .cells
        .iter()
        .map(|cell| {
            json!({
                "level": cell.level.as_str(),
                "function": cell.function.as_str(),
                "gap": cell.is_gap(),
                "people": cell.people.iter().map(|contact| marks::data(contact)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let gaps: Vec<Json> = map
        .gaps()
        .map(|cell| json!({"level": cell.level.as_str(), "function": cell.function.as_str()}))
        .collect();
    let alerts: Vec<Json> = map
        .alerts
        .iter()
        .map(|alert| json!({"alert": alert.id(), "text": alert.told_in(context.language)}))
        .collect();
    let relations: Vec<Json> = relations.iter().map(|relation| relate::data(relation, contacts)).collect();
    let unplaced: Vec<Json> = map.unplaced.iter().map(|contact| marks::data(contact)).collect();
    display::objects(vec![json!({
        "account": account,
        "cells": cells,
        "unplaced": unplaced,
        "gaps": gaps,
        "relations": relations,
        "alerts": alerts,
    })])
}
