//! `acct look status` without an account: who is researched how well, worst first.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use acct::analysis::research::Research;
use acct::domain::filter::Filter;
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::record::{Entry, Field};
use acct::export::{Cell, Column, Format, ListWriter, Sheet};
use acct::ops::looks::research::researched;
use acct::ops::portfolio::Chosen;
use acct::playbook::Playbook;
use acct::say;

use super::figure::Figure;
use crate::cli::ListOptions;
use crate::commands::record::list as records;
use crate::context::Context;
use crate::display::{self, number_cell};
use crate::failure::Failure;
use crate::{fields, sheets};

/// What is shown beside the looks when nothing else is asked for.
const USUAL_END: &[&str] = &["stale", "last_answer", "tier", "stage", "owner"];
/// In which order columns give way where there is no room for all.
const DISPENSABLE: &[&str] = &["owner", "last_answer", "id"];
/// Columns up to which a terminal has room for what matters only.
const NARROW: u16 = 99;
/// An account with its figures.
type Measured = (i64, Research);

pub(super) fn run(context: &mut Context, list: &ListOptions) -> anyhow::Result<()> {
    let playbook = context.playbook()?;
    let sort = list.sort.as_deref().unwrap_or("coverage,last_answer");
    let order = order(context, &playbook, sort)?;
    let (wanted, filters) = conditions(context, &playbook, &list.filters)?;
    let unlimited = ListOptions { sort: None, limit: 0, filters, ..list.clone() };
    let mut query = records::query(context, Kind::Account, None, &unlimited)?;
    let limit = if list.limit == 0 { usize::MAX } else { list.limit };
    let (mut measured, mut total) = match order {
        Order::Fields(sort) => {
            query.sort = sort;
            // What is measured can only be asked of all.
            query.limit = (list.limit > 0 && wanted.is_empty()).then_some(list.limit);
            let mut ids: Vec<i64> = Vec::new();
            let total = if query.limit.is_some() {
                let page = context.store()?.page(&query)?;
                ids.extend(page.entries.iter().map(|entry| entry.id));
                page.total
            } else {
                // Of all accounts no more is kept than their numbers.
                context.store()?.each(&query, |entry| {
                    ids.push(entry.id);
                    Ok::<(), acct::store::StoreError>(())
                })?;
                ids.len()
            };
            let mut chosen: Vec<(i64, String)> = ids.iter().map(|id| (*id, String::new())).collect();
            chosen.sort_unstable();
            let mut found: BTreeMap<i64, Research> =
                measure(context, &playbook, &Chosen::Only(chosen))?.into_iter().collect();
            let ordered = ids.iter().filter_map(|id| Some((*id, found.remove(id)?)));
            (ordered.collect::<Vec<Measured>>(), total)
        }
        Order::Figures(keys) => {
            let chosen = Chosen::by(context.store()?, &query)?;
            let mut measured = measure(context, &playbook, &chosen)?;
            measured.sort_by(|left, right| compare(&keys, &left.1, &right.1));
            let total = measured.len();
            (measured, total)
        }
    };
    if !wanted.is_empty() {
        measured.retain(|(_, research)| {
            wanted.iter().all(|(figure, filter)| filter.admits(&figure.value(research)))
        });
        total = measured.len();
    }
    measured.truncate(limit);
    fields::tell_passed_over(context, &query)?;
    let columns = list.columns.as_deref();
    if display::is_written_row_by_row(context.format()) {
        print_in_parts(context, &playbook, &measured, columns)?;
    } else {
        let sheet = sheet(context, &playbook, &measured, columns)?;
        display::print_list(context, &sheet)?;
    }
    records::tell_how_many(context, Kind::Account, measured.len(), total);
    Ok(())
}

/// Accounts whose fields are read at a time: a record has dozens of fields, of which a row shows a few.
const PART: usize = 2000;

/// Prints accounts some at a time, in the memory of those.
fn print_in_parts(
    context: &mut Context,
    playbook: &Playbook,
    measured: &[Measured],
    asked: Option<&str>,
) -> anyhow::Result<()> {
    let mut out = context.ui.output(context.format());
    let columns = part(context, playbook, &[], asked)?.columns;
    let mut writer = ListWriter::begin(context.format(), &columns, &mut *out)?;
    for some in measured.chunks(PART) {
        for row in part(context, playbook, some, asked)?.rows {
            writer.push(&row)?;
        }
    }
    Ok(writer.finish()?)
}

fn measure(context: &mut Context, playbook: &Playbook, chosen: &Chosen) -> anyhow::Result<Vec<Measured>> {
    let total = match chosen {
        Chosen::All => context.store()?.read().live(Kind::Account)?,
        Chosen::Only(chosen) => i64::try_from(chosen.len())?,
    };
    let progress = context.ui.progress(u64::try_from(total).ok());
    let today = context.today;
    let measured =
        researched(context.store()?.read(), playbook, chosen, today, |done| progress.at(done as u64))?;
    Ok(measured)
}

/// Conditions on figures, and those on fields of the accounts as they are written.
type Conditions = (Vec<(Figure, Filter)>, Vec<String>);

/// Tells conditions on figures, which are measured, from those on fields, which the file knows.
fn conditions(context: &mut Context, playbook: &Playbook, texts: &[String]) -> anyhow::Result<Conditions> {
    let (mut figures, mut fields) = (Vec::new(), Vec::new());
    for text in texts {
        match Figure::named(context, playbook, Filter::field_name(text)?) {
            Some(figure) => {
                let field = figure.field();
                let filter = context.read_values(|reading| Filter::on(field, text, reading))?;
                figures.push((figure, filter));
            }
            None => fields.push(text.clone()),
        }
    }
    Ok((figures, fields))
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
            let names = names.join(pick(context.language, ", ", "、"));
            let message = say!(
                context.language,
                "--sort {text}: {names} is measured, the rest are fields of the account; sort by either",
                "--sort {text}：{names} 是计算值，其余是字段；请只按其中一类排序"
            );
            Err(Failure::usage(message).into())
        }
    }
}

fn compare(keys: &[(Figure, bool)], left: &Research, right: &Research) -> Ordering {
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
    Field(Field),
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

/// The table of all accounts that are shown.
fn sheet(
    context: &mut Context,
    playbook: &Playbook,
    measured: &[Measured],
    asked: Option<&str>,
) -> anyhow::Result<Sheet> {
    let mut sheet = part(context, playbook, &[], asked)?;
    sheet.rows.reserve_exact(measured.len());
    for some in measured.chunks(PART) {
        sheet.rows.extend(part(context, playbook, some, asked)?.rows);
    }
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

/// The rows of some accounts, with all columns.
fn part(
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
    let row = |(account, research): &Measured| -> Vec<Cell> {
        let place = entries.binary_search_by_key(account, |entry| entry.id);
        let entry = place.ok().and_then(|place| entries.get(place)).unwrap_or(&blank);
        let cell = |shown: &Shown| match shown {
            Shown::Figure(figure) => figure.cell(research),
            Shown::Field(field) => display::cell(context, field, entry.get(field.name), &names),
        };
        [number_cell(*account)].into_iter().chain(shown.iter().map(cell)).collect()
    };
    Ok(Sheet { columns, rows: measured.iter().map(row).collect() })
}

/// What is wanted of the accounts that are shown, by their numbers, in as few queries as they lie close together.
fn entries(context: &mut Context, measured: &[Measured], wanted: &[Field]) -> anyhow::Result<Vec<Entry>> {
    /// A gap over which it is better to ask again than to read what lies between.
    const GAP: i64 = 50;
    let ids: BTreeSet<i64> = measured.iter().map(|(account, _)| *account).collect();
    let fields = wanted.iter().map(Field::column).collect();
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
