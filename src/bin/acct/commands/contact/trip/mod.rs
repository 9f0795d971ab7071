//! `acct contact trip`: where people are and will be, over all accounts.

mod whereabouts;

use acct::domain::date::Date;
use acct::domain::kind::Kind;
use acct::domain::record::Record as _;
use acct::domain::trip::Trip;
use acct::domain::value::Value;
use acct::ops::people::{self, Stay};
use acct::say;
use anyhow::Context as _;
use clap::Subcommand;
use serde_json::{Value as Json, json};

use super::marks::one_line;
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::flags;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct contact trip --in Beijing --when \"this week\"\n  acct contact trip \"Example Steel\" --when 2026-03-01..2026-03-31\n  acct contact trip add \"Example Steel\" \"Ann Example\" Beijing --from 2026-03-02\n  acct import trips.ics",
    args_conflicts_with_subcommands = true
)]
pub(crate) struct Args {
    #[command(subcommand)]
    verb: Option<Command>,
    #[command(flatten)]
    list: whereabouts::Args,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Note where a person will be
    Add(AddArgs),
    /// Who will be where: from today on, or in the days that --when names (same as without a verb)
    List(whereabouts::Args),
    /// Take a trip away
    Remove(RemoveArgs),
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  acct contact trip add \"Example Steel\" \"Ann Example\" Beijing --from 2026-03-02 --to 2026-03-05 --by train"
)]
struct AddArgs {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The person
    #[arg(value_name = "PERSON")]
    person: String,
    /// The city or place
    #[arg(value_name = "PLACE")]
    place: String,
    /// The first day there
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    from: Option<String>,
    /// The last day there (without it, the first one)
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    to: Option<String>,
    /// Travelling by train, plane, car ...
    #[arg(long, value_name = "TEXT")]
    by: Option<String>,
    /// What else there is to say about it
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  acct contact trip list\n  acct contact trip remove '#3'")]
struct RemoveArgs {
    /// The trip's number ('#3')
    #[arg(value_name = "TRIP")]
    trip: String,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: Args) -> anyhow::Result<()> {
    match args.verb {
        Some(Command::Add(args)) => add(context, args),
        Some(Command::List(list)) => whereabouts::run(context, &list),
        None => whereabouts::run(context, &args.list),
        Some(Command::Remove(args)) => remove(context, &args),
    }
}

fn add(context: &mut Context, args: AddArgs) -> anyhow::Result<()> {
    let person = resolve::record(context, Kind::Contact, &args.account, Some(&args.person))?;
    let from = context.ask_unless_given(
        args.from,
        acct::domain::language::pick(context.language, "From when?", "从哪天起？"),
        "--from",
    )?;
    let from = date(context, "from", from)?;
    let to = match args.to {
        Some(to) => date(context, "to", to)?,
        None => from,
    };
    let place = args.place.trim().to_owned();
    let stay = Stay { place: place.clone(), from, to, travelling_by: args.by, note: args.note };
    let written = people::add_trip(context.writing(args.write)?, person.id, stay)?;
    let (name, id) = (one_line(&person.title()), written.value.id);
    let message = match written.operation {
        Some(_) => say!(
            context.language,
            "Noted: {name} is in {place} from {from} to {to} (#{id}).",
            "已记录：{name} {from} 至 {to} 在{place}（#{id}）。"
        ),
        None => say!(
            context.language,
            "Would note: {name} is in {place} from {from} to {to}. Nothing was kept.",
            "将记录：{name} {from} 至 {to} 在{place}。未保存。"
        ),
    };
    context.ui.status(format_args!("{message}"));
    Ok(())
}

fn date(context: &mut Context, name: &str, text: String) -> anyhow::Result<Date> {
    let field = Kind::Trip.field(name).context("trips have dates")?;
    match flags::read(context, field, &[text], None)? {
        Value::Date(date) => Ok(date),
        _ => Err(crate::ask::missing(context.language, &[&format!("--{name}")]).into()),
    }
}

fn remove(context: &mut Context, args: &RemoveArgs) -> anyhow::Result<()> {
    let entry = resolve::record(context, Kind::Trip, &args.trip, None)?;
    let told = tell(&Trip::from_entry(&entry)?);
    let written = people::remove_trip(context.writing(args.write)?, entry.id)?;
    let message = match written.operation {
        Some(number) => say!(
            context.language,
            "Removed the trip: {told}. Bring it back with: acct undo {number}",
            "已删除行程：{told}。恢复命令：acct undo {number}"
        ),
        None => say!(
            context.language,
            "Would remove the trip: {told}. Nothing was changed.",
            "将删除行程：{told}。未做改动。"
        ),
    };
    context.ui.status(format_args!("{message}"));
    Ok(())
}

/// A trip on one line.
pub(super) fn tell(trip: &Trip) -> String {
    let to = trip.to.filter(|to| *to != trip.from).map(|to| format!(" – {to}")).unwrap_or_default();
    let more: Vec<String> =
        [&trip.travelling_by, &trip.note].into_iter().flatten().map(|text| one_line(text)).collect();
    let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join("; ")) };
    format!("{}{to}  {}{more}", trip.from, one_line(&trip.place))
}

/// A trip for programs.
pub(super) fn data(trip: &Trip) -> Json {
    json!({
        "id": trip.id.number(),
        "place": trip.place,
        "from": trip.from.to_string(),
        "to": trip.to.map(|to| to.to_string()),
        "travelling_by": trip.travelling_by,
        "note": trip.note,
    })
}
