//! `acct contact ...`

mod dupes;
mod edit;
mod forget;
mod grid;
mod map;
mod marks;
mod merge;
mod relate;
mod relations;
mod show;
mod style;
mod tree;
mod trip;

use acct::domain::contact::Contact;
use acct::domain::kind::Kind;
use clap::Subcommand;

use super::record;
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::flags::Flags;
use crate::resolve;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Add a person
    Add(AddArgs),
    /// List people, of one account or of all
    List(ListArgs),
    /// Show a person
    Show(show::Args),
    /// Change a person
    Edit(edit::Args),
    /// Remove a person
    Remove(RemoveArgs),
    /// Make one person of several of an account
    Merge(merge::Args),
    /// Find people who look like one
    Dupes(dupes::Args),
    /// Draw who stands where, and where nobody is known
    Map(map::Args),
    /// Draw who reports to whom
    Tree(tree::Args),
    /// Note how two people stand to each other
    Relate(relate::Args),
    /// Draw who is tied to whom, who of us knows whom, and the way to those who decide
    Relations(relations::Args),
    /// Where people are and will be
    Trip(trip::Args),
    /// How to work with a person of this style
    Style(style::Args),
    /// Remove a personal file for good, also from the history
    Forget(forget::Args),
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  acct contact add \"Example Steel\" \"Ann Example\" --title CFO --level decision --function finance --role approver --stance neutral --influence 5 --relationship 1"
)]
pub(crate) struct AddArgs {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The person's name (asked for when missing)
    #[arg(value_name = "NAME")]
    name: Option<String>,
    #[command(flatten)]
    flags: Flags<Contact>,
    #[command(flatten)]
    write: WriteArgs,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct contact list \"Example Steel\"\n  acct contact list --where level=decision --where \"relationship<3\" --sort -influence"
)]
pub(crate) struct ListArgs {
    /// Only of this account
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    #[command(flatten)]
    list: record::list::Args,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct contact remove \"Example Steel\" \"Ann Example\"\n  acct contact remove '#12' --dry-run"
)]
pub(crate) struct RemoveArgs {
    #[command(flatten)]
    remove: record::remove::Args,
    /// The person's name, or its beginning
    #[arg(value_name = "PERSON")]
    person: Option<String>,
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Add(args) => {
            let account = resolve::account(context, &args.account)?;
            record::add::run(context, Some(account.id), args.name, &args.flags, args.write).map(|_| ())
        }
        Command::List(args) => {
            let account = match &args.account {
                Some(account) => Some(resolve::account(context, account)?.id),
                None => None,
            };
            record::list::run(context, Kind::Contact, account, &args.list)
        }
        Command::Show(args) => show::run(context, &args),
        Command::Edit(args) => edit::run(context, &args),
        Command::Remove(args) => {
            record::remove::run(context, Kind::Contact, &args.remove, args.person.as_deref())
        }
        Command::Dupes(args) => dupes::run(context, &args),
        Command::Merge(args) => merge::run(context, &args),
        Command::Map(args) => map::run(context, &args),
        Command::Tree(args) => tree::run(context, &args),
        Command::Relate(args) => relate::run(context, args),
        Command::Relations(args) => relations::run(context, &args),
        Command::Trip(args) => trip::run(context, args),
        Command::Style(args) => style::run(context, &args),
        Command::Forget(args) => forget::run(context, &args),
    }
}
