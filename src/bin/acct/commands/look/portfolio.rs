//! `acct look status` without an account: who is researched how well, worst first.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use acct::analysis::score::rounded;
use acct::analysis::standing::Standing;
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::record::Entry;
use acct::export::{Cell, Column, Format, Sheet};
use acct::ops::looks::standing::standings;
use acct::ops::portfolio::Chosen;
use acct::playbook::Playbook;
use acct::say;
use serde_json::json;

use super::find;
use crate::cli::ListOptions;
use crate::commands::record::list as records;
use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::failure::Failure;
use crate::{fields, sheets};

/// What is shown beside the looks when nothing else is asked for.
const USUAL_END: &[&str] = &["stale", "last_answer", "tier", "stage", "owner"];
/// In which order columns give way where there is no room for all.
const DISPENSABLE: &[&str] = &["owner", "last_answer", "id"];
/// Columns up to which a terminal has room for what matters only.
const NARROW: u16 = 99;
/// Figures that are measured, beside the coverage of each look.
const FIGURES: &[(&str, &str, &str)] = &[
    ("coverage", "Coverage", "覆盖率"),
    ("answered", "Answered", "已答"),
    ("stale", "Stale", "过期"),
    ("unknown", "Nobody knows", "无人知晓"),
    ("open", "Open", "未答"),
    ("last_answer", "Last answer", "最近回答"),
];

/// An account with its figures.
type Measured = (i64, Standing);

pub(super) fn run(context: &mut Context, list: &ListOptions) -> anyhow::Result<()> {
    let playbook = context.playbook()?;
    let sort = list.sort.as_deref().unwrap_or("coverage,last_answer");
    let order = order(context, &playbook, sort)?;
    let unlimited = ListOptions { sort: None, limit: 0, ..list.clone() };
    let mut query = records::query(context, Kind::Account, None, &unlimited)?;
    let limit = if list.limit == 0 { usize::MAX } else { list.limit };
    let (measured, total) = match order {
        Order::Fields(sort) => {
            query.sort = sort;
            query.limit = (list.limit > 0).then_some(list.limit);
            let page = context.store()?.page(&query)?;
            let ids: Vec<i64> = page.entries.iter().map(|entry| entry.id).collect();
            let mut chosen: Vec<(i64, String)> = ids.iter().map(|id| (*id, String::new())).collect();
            chosen.sort_unstable();
            let mut found: BTreeMap<i64, Standing> =
                measure(context, &playbook, &Chosen::Only(chosen))?.into_iter().collect();
            let ordered = ids.iter().filter_map(|id| Some((*id, found.remove(id)?)));
            (ordered.collect::<Vec<Measured>>(), page.total)
        }
        Order::Figures(keys) => {
            let chosen = Chosen::by(context.store()?, &query)?;
            let mut measured = measure(context, &playbook, &chosen)?;
            let total = measured.len();
            measured.sort_by(|left, right| compare(&keys, &left.1, &right.1));
            measured.truncate(limit);
            (measured, total)
        }
    };
    fields::tell_passed_over(context, &query)?;
    let sheet = sheet(context, &playbook, &measured, list.columns.as_deref())?;
    display::print_list(context, &sheet)?;
    records::tell_how_many(context, Kind::Account, measured.len(), total);
    Ok(())
}

fn measure(context: &mut Context, playbook: &Playbook, chosen: &Chosen) -> anyhow::Result<Vec<Measured>> {
    let total = match chosen {
        Chosen::All => context.store()?.read().live(Kind::Account)?,
        Chosen::Only(chosen) => i64::try_from(chosen.len())?,
    };
    let progress = context.ui.progress(u64::try_from(total).ok());
    let today = context.today;
    let measured =
        standings(context.store()?.read(), playbook, chosen, today, |done| progress.at(done as u64))?;
    Ok(measured)
}

/// A figure to sort by or to show.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Figure {
    Coverage,
    /// Position in the playbook.
    Look(usize),
    Answered,
    Stale,
    Unknown,
    Open,
    LastAnswer,
}

impl Figure {
    fn named(context: &Context, playbook: &Playbook, name: &str) -> Option<Self> {
        let wanted = acct::domain::fold::fold(name).replace([' ', '-'], "_");
        let is = |key: &str, english: &str, chinese: &str| {
            [key, english, chinese]
                .iter()
                .any(|name| acct::domain::fold::fold(name).replace(' ', "_") == wanted)
        };
        let look = playbook
            .looks
            .iter()
            .position(|look| is(&look.id, &look.id, &find::look_label(context, &look.id)));
        if let Some(look) = look {
            return Some(Self::Look(look));
        }
        let (key, ..) = FIGURES.iter().find(|(key, english, chinese)| is(key, english, chinese))?;
        Some(match *key {
            "coverage" => Self::Coverage,
            "answered" => Self::Answered,
            "stale" => Self::Stale,
            "unknown" => Self::Unknown,
            "open" => Self::Open,
            _ => Self::LastAnswer,
        })
    }

    fn key<'p>(&self, playbook: &'p Playbook) -> &'p str {
        match self {
            Self::Coverage => "coverage",
            Self::Look(look) => playbook.looks.get(*look).map_or("", |look| &look.id),
            Self::Answered => "answered",
            Self::Stale => "stale",
            Self::Unknown => "unknown",
            Self::Open => "open",
            Self::LastAnswer => "last_answer",
        }
    }

    fn heading(&self, context: &Context, playbook: &Playbook) -> String {
        let key = self.key(playbook);
        if let Self::Look(_) = self {
            // In English the name of a look is a sentence; what it looks at is enough for a heading.
            let mut letters = key.chars();
            let capital = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
            let english = capital + letters.as_str();
            return pick(context.language, &english, &find::look_label(context, key)).to_owned();
        }
        let named = FIGURES.iter().find(|(known, ..)| *known == key);
        named.map_or(key, |(_, english, chinese)| pick(context.language, english, chinese)).to_owned()
    }

    /// A heading no wider than the figures below it need, so that a table has room for what else matters.
    fn short_heading(&self, context: &Context, playbook: &Playbook) -> String {
        const LONGEST: usize = 5;
        let whole = self.heading(context, playbook);
        match self {
            Self::Coverage => pick(context.language, "All", "合计").to_owned(),
            // In Chinese each begins with "look at".
            Self::Look(_) if whole.starts_with('看') => whole.chars().skip(1).collect(),
            Self::Look(_) if whole.chars().count() > LONGEST => {
                whole.chars().take(LONGEST - 1).chain(['.']).collect()
            }
            Self::LastAnswer => pick(context.language, "Newest", "最近").to_owned(),
            _ => whole,
        }
    }

    fn compare(&self, left: &Standing, right: &Standing) -> Ordering {
        let look = |standing: &Standing, look: usize| standing.looks.get(look).copied().unwrap_or_default();
        match self {
            Self::Coverage => left.coverage.total_cmp(&right.coverage),
            Self::Look(at) => look(left, *at).total_cmp(&look(right, *at)),
            Self::Answered => left.answered.cmp(&right.answered),
            Self::Stale => left.stale.cmp(&right.stale),
            Self::Unknown => left.unknown.cmp(&right.unknown),
            Self::Open => left.open.cmp(&right.open),
            Self::LastAnswer => left.last_answer.cmp(&right.last_answer),
        }
    }

    fn cell(&self, standing: &Standing) -> Cell {
        let percent = |percent: f64| Cell { data: json!(rounded(percent)), text: format!("{percent:.0}%") };
        let count = |count: usize, shown: bool| Cell {
            data: json!(count),
            text: if shown { count.to_string() } else { String::new() },
        };
        match self {
            Self::Coverage => percent(standing.coverage),
            Self::Look(look) => percent(standing.looks.get(*look).copied().unwrap_or_default()),
            Self::Answered => count(standing.answered, true),
            Self::Stale => count(standing.stale, standing.stale > 0),
            Self::Unknown => count(standing.unknown, standing.unknown > 0),
            Self::Open => count(standing.open, true),
            Self::LastAnswer => {
                text_cell(&standing.last_answer.map(|date| date.to_string()).unwrap_or_default())
            }
        }
    }
}

enum Order {
    /// By fields of the accounts, which the file knows.
    Fields(Vec<acct::store::Sort>),
    /// By figures that are measured, true for falling.
    Figures(Vec<(Figure, bool)>),
}

fn order(context: &mut Context, playbook: &Playbook, text: &str) -> anyhow::Result<Order> {
    let keys: Vec<&str> =
        text.split([',', '，', '、']).map(str::trim).filter(|key| !key.is_empty()).collect();
    let mut figures = Vec::new();
    for key in &keys {
        let falling = key.starts_with(['-', '－']);
        let name = key.trim_start_matches(['-', '－', '+']);
        figures.extend(Figure::named(context, playbook, name).map(|figure| (figure, falling)));
    }
    match figures.len() {
        0 => Ok(Order::Fields(fields::sort(context, Kind::Account, text)?)),
        known if known == keys.len() => Ok(Order::Figures(figures)),
        _ => {
            let names: Vec<&str> = figures.iter().map(|(figure, _)| figure.key(playbook)).collect();
            let names = names.join(", ");
            let message = say!(
                context.language,
                "--sort {text}: {names} is measured, the rest are fields of the account; sort by either",
                "--sort {text}：{names} 是计算值，其余是字段；请只按其中一类排序"
            );
            Err(Failure::usage(message).into())
        }
    }
}

fn compare(keys: &[(Figure, bool)], left: &Standing, right: &Standing) -> Ordering {
    keys.iter().fold(Ordering::Equal, |order, (figure, falling)| {
        order.then_with(|| {
            let order = figure.compare(left, right);
            if *falling { order.reverse() } else { order }
        })
    })
}

/// A column: a figure, or a field of the account.
enum Shown {
    Figure(Figure),
    Field(acct::domain::record::Field),
}

fn columns(context: &mut Context, playbook: &Playbook, asked: Option<&str>) -> anyhow::Result<Vec<Shown>> {
    let usual = || {
        let looks = playbook.looks.iter().map(|look| look.id.as_str());
        let start = ["name", "coverage"].into_iter().chain(looks);
        let figures =
            if context.format() == Format::Table { &[][..] } else { &["answered", "unknown", "open"][..] };
        start.chain(figures.iter().copied()).chain(USUAL_END.iter().copied()).collect::<Vec<_>>().join(",")
    };
    let names = asked.map_or_else(usual, str::to_owned);
    let mut shown = Vec::new();
    for name in names.split([',', '，', '、']).map(str::trim).filter(|name| !name.is_empty() && *name != "id")
    {
        shown.push(match Figure::named(context, playbook, name) {
            Some(figure) => Shown::Figure(figure),
            None => Shown::Field(fields::find(context, Kind::Account, name)?),
        });
    }
    Ok(shown)
}

fn sheet(
    context: &mut Context,
    playbook: &Playbook,
    measured: &[Measured],
    asked: Option<&str>,
) -> anyhow::Result<Sheet> {
    let shown = columns(context, playbook, asked)?;
    let wanted: Vec<_> = shown
        .iter()
        .filter_map(|shown| if let Shown::Field(field) = shown { Some(field.clone()) } else { None })
        .collect();
    let entries = entries(context, measured, &wanted)?;
    let names = display::Names::of(context, &entries, &wanted)?;
    let mut columns = vec![display::id_column(context)];
    columns.extend(shown.iter().map(|shown| match shown {
        Shown::Figure(figure) => {
            let label = match context.format() {
                Format::Table if asked.is_none() => figure.short_heading(context, playbook),
                _ => figure.heading(context, playbook),
            };
            Column { key: figure.key(playbook).to_owned(), label }
        }
        Shown::Field(field) => Column {
            key: field.name.to_owned(),
            label: context.labels.field(Kind::Account, field, context.language),
        },
    }));
    let blank = Entry::blank(Kind::Account);
    let row = |(account, standing): &Measured| -> Vec<Cell> {
        let place = entries.binary_search_by_key(account, |entry| entry.id);
        let entry = place.ok().and_then(|place| entries.get(place)).unwrap_or(&blank);
        let cell = |shown: &Shown| match shown {
            Shown::Figure(figure) => figure.cell(standing),
            Shown::Field(field) => display::cell(context, field, entry.get(field.name), &names),
        };
        [number_cell(*account)].into_iter().chain(shown.iter().map(cell)).collect()
    };
    let sheet = Sheet { columns, rows: measured.iter().map(row).collect() };
    if asked.is_some() {
        return Ok(sheet);
    }
    let mut sheet = sheets::without_empty_columns(context, sheet);
    if context.format() == Format::Table && context.ui.width() <= NARROW {
        display::leave_out(context, &mut sheet, DISPENSABLE);
    }
    display::leave_out_what_does_not_fit(context, &mut sheet, DISPENSABLE);
    Ok(sheet)
}

/// What is wanted of the accounts that are shown, by their numbers, in as few queries as they lie close together.
fn entries(
    context: &mut Context,
    measured: &[Measured],
    wanted: &[acct::domain::record::Field],
) -> anyhow::Result<Vec<Entry>> {
    /// A gap over which it is better to ask again than to read what lies between.
    const GAP: i64 = 50;
    let ids: BTreeSet<i64> = measured.iter().map(|(account, _)| *account).collect();
    let fields = wanted.iter().map(acct::domain::record::Field::column).collect();
    let mut found = Vec::new();
    let mut stretch: Option<(i64, i64)> = None;
    let reader = context.store()?.read();
    let mut read = |first, last| -> anyhow::Result<()> {
        let entries = reader.partial_entries(Kind::Account, &fields, first, last)?;
        found.extend(entries.into_iter().filter(|entry| ids.contains(&entry.id)));
        Ok(())
    };
    for id in ids.iter().copied() {
        stretch = Some(match stretch {
            Some((first, last)) if id - last <= GAP => (first, id),
            Some((first, last)) => {
                read(first, last)?;
                (id, id)
            }
            None => (id, id),
        });
    }
    if let Some((first, last)) = stretch {
        read(first, last)?;
    }
    Ok(found)
}
