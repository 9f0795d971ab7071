//! `acct contact show`: a person with relations; with `--personal` the personal file and trips.

use acct::domain::contact::Contact;
use acct::domain::kind::Kind;
use acct::domain::record::{Entry, Field, Record as _};
use acct::domain::relation::Relation;
use acct::domain::trip::Trip;
use acct::export::Cell;
use serde_json::{Value as Json, json};

use super::{relate, trip};
use crate::context::Context;
use crate::display;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct contact show \"Example Steel\" \"Ann Example\"\n  acct contact show '#12' --personal --json"
)]
pub(crate) struct Args {
    /// The account, or the person's number alone ('#12')
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The person's name, or its beginning
    #[arg(value_name = "PERSON")]
    person: Option<String>,
    /// With the personal file and trips
    #[arg(long)]
    personal: bool,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let entry = resolve::record(context, Kind::Contact, &args.account, args.person.as_deref())?;
    let fields: Vec<Field> = context
        .schema
        .fields(Kind::Contact)
        .filter(|field| args.personal || !field.private)
        .cloned()
        .collect();
    let mut sheet = display::sheet(context, Kind::Contact, std::slice::from_ref(&entry), &fields)?;
    let mut extra = vec![("relations", relations(context, &entry)?)];
    if args.personal {
        extra.push(("trips", trips(context, &entry)?));
    }
    for (key, cell) in extra {
        sheet.columns.push(display::column(context, key, &format!("contact.{key}")));
        if let [row] = sheet.rows.as_mut_slice() {
            row.push(cell);
        }
    }
    display::print_record(context, &sheet)
}

fn relations(context: &mut Context, entry: &Entry) -> anyhow::Result<Cell> {
    let Some(account) = entry.account() else { return Ok(Cell::default()) };
    let contacts: Vec<Contact> = context.store()?.read().of_account(account)?;
    let mut relations: Vec<Relation> = context.store()?.read().of_account(account)?;
    relations.retain(|relation| [relation.from.number(), relation.to.number()].contains(&entry.id));
    let told: Vec<String> =
        relations.iter().map(|relation| relate::tell(context, relation, &contacts)).collect();
    let data: Vec<Json> = relations.iter().map(|relation| relate::data(relation, &contacts)).collect();
    Ok(Cell { data: json!(data), text: told.join("\n") })
}

fn trips(context: &mut Context, entry: &Entry) -> anyhow::Result<Cell> {
    let Some(field) = Kind::Trip.field("contact") else { return Ok(Cell::default()) };
    let entries = context.store()?.read().pointing_at(Kind::Trip, field, entry.id)?;
    let mut trips = entries.iter().map(Trip::from_entry).collect::<Result<Vec<_>, _>>()?;
    trips.sort_by_key(|trip| trip.from);
    let told: Vec<String> = trips.iter().map(trip::tell).collect();
    let data: Vec<Json> = trips.iter().map(trip::data).collect();
    Ok(Cell { data: json!(data), text: told.join("\n") })
}
