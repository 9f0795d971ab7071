//! `acct needs matrix`: open needs drawn by urgency and importance.

use std::io::Write as _;

use acct::analysis::needs::{Matrix, matrix};
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::need::Need;
use acct::export::{Format, Sheet, harmless};
use acct::playbook::NeedRules;
use serde_json::{Value as Json, json};

use super::{assess, rank};
use crate::context::Context;
use crate::display;
use crate::output::{hanging, width_of, wrap};
use crate::sheets;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "What counts as urgent and as important is set in the playbook (needs.urgent_from, needs.important_from).\n\nExamples:\n  acct needs matrix \"Example Steel\"\n  acct needs matrix --where driver=cost"
)]
pub(crate) struct Args {
    #[command(flatten)]
    selection: rank::Selection,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let ranked = rank::select(context, &args.selection)?;
    let rules = context.playbook()?.needs.clone();
    let matrix = matrix(&rules, &ranked.needs);
    let keys = keys(context, &rules, &ranked.needs)?;
    match context.format() {
        Format::Table => {}
        Format::Json | Format::Yaml => {
            let sheet = display::objects(vec![data(&rules, &matrix, &ranked.needs, &keys)]);
            return display::print_record(context, &sheet);
        }
        Format::Markdown => return display::print_list(context, &sheet(context, &keys)),
        Format::Ndjson | Format::Csv | Format::Tsv | Format::Ids => {
            return display::print_list(context, &display::objects(keys.iter().map(Key::data).collect()));
        }
    }
    if !ranked.needs.is_empty() {
        let width = usize::from(context.ui.width());
        let mut out = context.ui.stdout();
        writeln!(out, "{}", draw(context, &rules, &matrix, width))?;
        for (position, key) in keys.iter().enumerate() {
            if !matrix.unplaced.contains(&position) {
                writeln!(out, "{}", key.line(ranked.account.is_none(), width))?;
            }
        }
        if !matrix.unplaced.is_empty() {
            writeln!(
                out,
                "\n{}",
                pick(context.language, "Urgency or importance not known:", "紧急度或重要度不明：")
            )?;
            for key in matrix.unplaced.iter().filter_map(|position| keys.get(*position)) {
                writeln!(out, "{}", key.line(ranked.account.is_none(), width))?;
            }
        }
    }
    ranked.tell_how_many(context);
    Ok(())
}

/// One need below the drawing.
struct Key {
    number: usize,
    id: i64,
    account: String,
    title: String,
    urgency: Option<i64>,
    importance: Option<i64>,
    quadrant: acct::export::Cell,
}

fn keys(context: &mut Context, rules: &NeedRules, needs: &[Need]) -> anyhow::Result<Vec<Key>> {
    let mut keys = Vec::new();
    for (position, need) in needs.iter().enumerate() {
        let account = context.store()?.read().titles(Kind::Account, &[need.account.number()])?.pop();
        keys.push(Key {
            number: position + 1,
            id: need.id.number(),
            account: account.map(|named| named.name).unwrap_or_default(),
            title: need.title.clone(),
            urgency: need.urgency.map(|rating| rating.0),
            importance: need.importance.map(|rating| rating.0),
            quadrant: assess::quadrant(context, rules, need),
        });
    }
    Ok(keys)
}

impl Key {
    fn line(&self, with_account: bool, width: usize) -> String {
        let mut text = self.title.clone();
        if with_account {
            text.push_str(&format!("  ({})", self.account));
        }
        if !self.quadrant.text.is_empty() {
            text.push_str(&format!("  · {}", self.quadrant.text));
        }
        let text = harmless(&text).split_whitespace().collect::<Vec<_>>().join(" ");
        hanging(&format!("{:>3}  ", self.number), &text, width)
    }

    fn data(&self) -> Json {
        json!({
            "number": self.number,
            "id": self.id,
            "account": self.account,
            "title": self.title,
            "urgency": self.urgency,
            "importance": self.importance,
            "quadrant": self.quadrant.data,
        })
    }
}

/// The needs as a table for readers.
fn sheet(context: &Context, keys: &[Key]) -> Sheet {
    let columns = [
        ("number", "No.", "序号"),
        ("id", "#", "编号"),
        ("account", "Account", "客户"),
        ("title", "Need", "需求"),
    ];
    let mut columns = sheets::named_columns(context, &columns);
    for key in ["urgency", "importance"] {
        columns.push(display::column(context, key, &format!("need.{key}")));
    }
    columns.extend(sheets::named_columns(context, &[("quadrant", "Quadrant", "象限")]));
    let number = |number: Option<i64>| number.map_or_else(|| display::text_cell(""), display::number_cell);
    let row = |key: &Key| {
        vec![
            display::number_cell(key.number),
            display::number_cell(key.id),
            display::text_cell(&key.account),
            display::text_cell(&key.title),
            number(key.urgency),
            number(key.importance),
            key.quadrant.clone(),
        ]
    };
    Sheet { columns, rows: keys.iter().map(row).collect() }
}

fn data(rules: &NeedRules, matrix: &Matrix, needs: &[Need], keys: &[Key]) -> Json {
    let ids = |positions: &[usize]| -> Vec<i64> {
        positions.iter().filter_map(|position| needs.get(*position)).map(|need| need.id.number()).collect()
    };
    let cells: Vec<Json> = matrix
        .cells
        .iter()
        .map(|cell| {
            json!({
                "urgency": cell.urgency,
                "importance": cell.importance,
                "quadrant": cell.quadrant.as_str(),
                "needs": ids(&cell.needs),
            })
        })
        .collect();
    json!({
        "urgent_from": rules.urgent_from,
        "important_from": rules.important_from,
        "cells": cells,
        "unplaced": ids(&matrix.unplaced),
        "needs": keys.iter().map(Key::data).collect::<Vec<_>>(),
    })
}

/// The drawing: importance upwards, urgency to the right, double lines where a need becomes urgent or important.
fn draw(context: &Context, rules: &NeedRules, matrix: &Matrix, width: usize) -> String {
    /// `5 │` before the first cell.
    const MARGIN: usize = 3;
    let inner = ((width.saturating_sub(MARGIN)) / 5).saturating_sub(1).clamp(4, 16);
    let quadrant = |id: &str| context.labels.get(&format!("quadrant.{id}"), context.language).to_owned();
    let mut drawn = format!("{}\n", pick(context.language, "Importance", "重要度"));
    drawn.push_str(&halves(rules, inner, &quadrant("plan"), &quadrant("act_now")));
    for importance in (1..=5).rev() {
        let line = if importance == rules.important_from - 1 { '═' } else { '─' };
        drawn.push_str(&rule(rules, inner, line));
        let cells: Vec<Vec<String>> = matrix.row(importance).map(|cell| lines(&cell.needs, inner)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
        for at in 0..height {
            let label = if at == 0 { importance.to_string() } else { " ".to_owned() };
            drawn.push_str(&format!("{label} │"));
            for (urgency, cell) in (1..=5).zip(&cells) {
                drawn.push_str(&padded(cell.get(at).map_or("", String::as_str), inner));
                drawn.push(upright(rules, urgency));
            }
            drawn.push('\n');
        }
    }
    drawn.push_str(&rule(rules, inner, '─'));
    drawn.push_str(&halves(rules, inner, &quadrant("watch"), &quadrant("delegate")));
    let numbers: String = (1..=5).map(|urgency: i64| padded(&format!(" {urgency}"), inner + 1)).collect();
    drawn.push_str(&format!("   {}  {}\n", numbers.trim_end(), pick(context.language, "Urgency", "紧急度")));
    drawn
}

/// The line to the right of an urgency.
fn upright(rules: &NeedRules, urgency: i64) -> char {
    if urgency == rules.urgent_from - 1 { '║' } else { '│' }
}

fn rule(rules: &NeedRules, inner: usize, line: char) -> String {
    let cross = |urgency: i64| match (line, upright(rules, urgency)) {
        (_, '║') if line == '═' => '╬',
        (_, '║') => '╫',
        ('═', _) => '╪',
        _ => '┼',
    };
    let mut drawn = format!("  {}", if line == '═' { '╪' } else { '┼' });
    for urgency in 1..=5 {
        drawn.extend(std::iter::repeat_n(line, inner));
        drawn.push(cross(urgency));
    }
    drawn.push('\n');
    drawn
}

/// The names of two quadrants over or under their columns; none for one that has no column.
fn halves(rules: &NeedRules, inner: usize, left: &str, right: &str) -> String {
    let calm = usize::try_from(rules.urgent_from - 1).unwrap_or(0).min(5);
    let mut drawn = "   ".to_owned();
    if calm > 0 {
        drawn.push_str(&padded(&format!(" {left}"), calm * (inner + 1)));
    }
    if calm < 5 {
        drawn.push_str(&format!(" {right}"));
    }
    format!("{}\n", drawn.trim_end())
}

/// The numbers of a cell, broken into lines.
fn lines(needs: &[usize], inner: usize) -> Vec<String> {
    let numbers: Vec<String> = needs.iter().map(|position| (position + 1).to_string()).collect();
    wrap(&numbers.join(" "), inner.saturating_sub(1)).split('\n').map(|line| format!(" {line}")).collect()
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(width_of(text))))
}
