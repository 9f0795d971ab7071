//! `acct needs ...`

use acct::domain::need::Need;
use acct::domain::kind::Kind;
use clap::Subcommand;

use super::record;
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::flags::Flags;
use crate::resolve;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Add a need
    Add(AddArgs),
    /// List them, of one account or of all
    List(ListArgs),
    /// Show one
    Show(ShowArgs),
    /// Change one
    Edit(EditArgs),
    /// Remove one
    Remove(RemoveArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct AddArgs {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    #[arg(value_name = "TITLE")]
    title: Option<String>,
    #[command(flatten)]
    flags: Flags<Need>,
    #[command(flatten)]
    write: WriteArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ListArgs {
    /// Only of this account
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    #[command(flatten)]
    list: record::list::Args,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// The account, or the number alone ('#12')
    #[arg(value_name = "ACCOUNT")]
    account: String,
    #[arg(value_name = "TITLE")]
    title: Option<String>,
    /// With the personal file
    #[arg(long)]
    personal: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct EditArgs {
    /// The account, or the number alone ('#12')
    #[arg(value_name = "ACCOUNT")]
    account: String,
    #[arg(value_name = "TITLE")]
    record: Option<String>,
    #[command(flatten)]
    flags: Flags<Need>,
    #[command(flatten)]
    options: record::edit::EditOptions,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RemoveArgs {
    #[command(flatten)]
    remove: record::remove::Args,
    #[arg(value_name = "TITLE")]
    title: Option<String>,
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Add(args) => {
            let account = resolve::account(context, &args.account)?;
            record::add::run(context, Some(account.id), args.title, &args.flags, args.write).map(|_| ())
        }
        Command::List(args) => {
            let account = match &args.account {
                Some(account) => Some(resolve::account(context, account)?.id),
                None => None,
            };
            record::list::run(context, Kind::Need, account, &args.list)
        }
        Command::Show(args) => {
            let entry = resolve::record(context, Kind::Need, &args.account, args.title.as_deref())?;
            record::show::run(context, &entry, args.personal)
        }
        Command::Edit(args) => {
            let entry = resolve::record(context, Kind::Need, &args.account, args.record.as_deref())?;
            record::edit::run(context, &entry, &args.flags, &args.options)
        }
        Command::Remove(args) => record::remove::run(context, Kind::Need, &args.remove, args.title.as_deref()),
    }
}
