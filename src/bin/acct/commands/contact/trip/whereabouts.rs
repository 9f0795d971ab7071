//! `acct contact trip list`: who is where, and how well we know them.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use acct::domain::date::{Date, DateRange, parse_range};
use acct::domain::filter::{Filter, Operand, Operator};
use acct::domain::fold::fold;
use acct::domain::interaction::Interaction;
use acct::domain::kind::Kind;
use acct::domain::language::Bilingual as _;
use acct::domain::record::{Entry, Field, Record as _};
use acct::domain::trip::Trip;
use acct::domain::value::Value;
use acct::export::Cell;
use acct::store::{Query, StoreError};
use anyhow::Context as _;

use crate::context::Context;
use crate::display::{self, Names};
use crate::failure::Failure;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct contact trip list --in Beijing --when \"this week\"\n  acct contact trip list \"Example Steel\" --when 2026-03-01..2026-03-31"
)]
#[group(skip)]
pub(super) struct Args {
    /// Only people of this account
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    /// Only this place, or a part of its name
    #[arg(long = "in", value_name = "PLACE")]
    place: Option<String>,
    /// Only who is there on one of these days: a date, "this week", 2026-03, DATE..DATE
    #[arg(long, value_name = "WHEN", conflicts_with_all = ["all", "from", "to"], allow_hyphen_values = true)]
    when: Option<String>,
    /// Only who is there on this day or later
    #[arg(long, value_name = "DATE", conflicts_with = "all", allow_hyphen_values = true)]
    from: Option<String>,
    /// Only who is there on this day or earlier
    #[arg(long, value_name = "DATE", conflicts_with = "all", allow_hyphen_values = true)]
    to: Option<String>,
    /// Past trips too
    #[arg(long)]
    all: bool,
}

pub(super) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let account = match &args.account {
        Some(account) => Some(resolve::account(context, account)?.id),
        None => None,
    };
    let range = range(context, args)?;
    let entries = found(context, &Query { account, ..Query::all(Kind::Trip) }, args.place.as_deref(), range)?;
    let fields: Vec<Field> = ["from", "to", "place", "account", "contact", "travelling_by", "note"]
        .into_iter()
        .filter_map(|name| Kind::Trip.field(name).cloned())
        .collect();
    let mut sheet = display::sheet(context, Kind::Trip, &entries, &fields)?;
    let place = sheet.columns.iter().position(|column| column.key == "travelling_by").unwrap_or_default();
    let labels = ["account.tier", "contact.relationship", "account.last_contact"];
    for (offset, (key, label)) in ["tier", "relationship", "last_contact"].into_iter().zip(labels).enumerate()
    {
        sheet.columns.insert(place + offset, display::column(context, key, label));
    }
    let mut known = LookedUp::default();
    for (row, entry) in sheet.rows.iter_mut().zip(&entries) {
        let cells = known.cells(context, &Trip::from_entry(entry)?)?;
        row.splice(place..place, cells);
    }
    sheet = crate::sheets::without_empty_columns(context, sheet);
    display::leave_out_what_does_not_fit(context, &mut sheet, &["note", "travelling_by"]);
    display::print_list(context, &sheet)?;
    crate::commands::record::list::tell_how_many(context, Kind::Trip, entries.len(), entries.len());
    Ok(())
}

/// The days that are asked for.
fn range(context: &Context, args: &Args) -> anyhow::Result<DateRange> {
    let read = |text: &str, flag: &'static str| {
        let range = parse_range(text, context.today);
        range.map_err(|error| Failure::usage(error.told_in(context.language))).context(flag)
    };
    let from = args.from.as_deref().map(|from| read(from, "--from")).transpose()?;
    let to = args.to.as_deref().map(|to| read(to, "--to")).transpose()?;
    let range = match (&args.when, from, to) {
        (Some(when), ..) => read(when, "--when")?,
        (None, None, None) if args.all => return Ok(DateRange { first: Date::MIN, last: Date::MAX }),
        (None, None, None) => return Ok(DateRange { first: context.today, last: Date::MAX }),
        (None, from, to) => DateRange {
            first: from.map_or(Date::MIN, |from| from.first),
            last: to.map_or(Date::MAX, |to| to.last),
        },
    };
    if args.when.is_some() {
        context.ui.note(format_args!("{} – {}", range.first, range.last));
    }
    Ok(range)
}

/// The trips there in these days, the earliest first.
fn found(
    context: &mut Context,
    query: &Query,
    place: Option<&str>,
    range: DateRange,
) -> anyhow::Result<Vec<Entry>> {
    let place = place.map(fold);
    let mut found: Vec<(Date, Entry)> = Vec::new();
    // Those that end on one of the days or later, and those that name no end and begin then.
    for conditions in [
        vec![dated("to", Operator::MoreOrEqual, Some(range.first))?],
        vec![dated("to", Operator::Is, None)?, dated("from", Operator::MoreOrEqual, Some(range.first))?],
    ] {
        let mut query = query.clone();
        query.filters.push(dated("from", Operator::LessOrEqual, Some(range.last))?);
        query.filters.extend(conditions);
        context.store()?.each(&query, |entry| {
            let trip = Trip::from_entry(&entry).map_err(StoreError::from)?;
            if place.as_ref().is_none_or(|place| fold(&trip.place).contains(place)) {
                found.push((trip.from, entry));
            }
            Ok::<(), StoreError>(())
        })?;
    }
    found.sort_by_key(|(from, entry)| (*from, entry.id));
    Ok(found.into_iter().map(|(_, entry)| entry).collect())
}

/// A condition on a day of a trip; without a date that it is not known.
fn dated(name: &str, operator: Operator, date: Option<Date>) -> anyhow::Result<Filter> {
    let field = Kind::Trip.field(name).context("trips have dates")?.clone();
    let operand = date.map_or(Operand::Nothing, |date| Operand::Value(Value::Date(date)));
    Ok(Filter { field, operator, operand })
}

/// How the people and their accounts stand to us, looked up once each.
#[derive(Default)]
struct LookedUp {
    tiers: HashMap<i64, Cell>,
    /// Relationship, and when somebody of ours last met the person.
    people: HashMap<i64, [Cell; 2]>,
}

impl LookedUp {
    fn cells(&mut self, context: &mut Context, trip: &Trip) -> anyhow::Result<[Cell; 3]> {
        let (account, contact) = (trip.account.number(), trip.contact.number());
        if let Slot::Vacant(slot) = self.tiers.entry(account) {
            let entry = context.store()?.read().get(Kind::Account, account)?;
            slot.insert(told(context, &entry, "tier")?);
        }
        if let Slot::Vacant(slot) = self.people.entry(contact) {
            let entry = context.store()?.read().get(Kind::Contact, contact)?;
            slot.insert([told(context, &entry, "relationship")?, last_contact(context, contact)?]);
        }
        let [relationship, last] = self.people.get(&contact).cloned().unwrap_or_default();
        Ok([self.tiers.get(&account).cloned().unwrap_or_default(), relationship, last])
    }
}

fn told(context: &Context, entry: &Entry, name: &str) -> anyhow::Result<Cell> {
    let field = entry.kind.field(name).context("a field of people and accounts")?;
    Ok(display::cell(context, field, entry.get(name), &Names::default()))
}

/// The last day on which somebody of ours had to do with a person.
fn last_contact(context: &mut Context, contact: i64) -> anyhow::Result<Cell> {
    let field = Kind::Interaction.field("contacts").context("who took part")?;
    let met = context.store()?.read().pointing_at(Kind::Interaction, field, contact)?;
    let mut last = None;
    for entry in &met {
        let date = Interaction::from_entry(entry)?.date;
        last = last.max(Some(date).filter(|date| *date <= context.today));
    }
    Ok(display::text_cell(&last.map(|last| last.to_string()).unwrap_or_default()))
}
