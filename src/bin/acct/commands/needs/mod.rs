//! `acct needs ...`

mod assess;
mod changes;
mod confirm;
mod list;
mod matrix;
mod rank;
mod show;
mod verdict;
mod why;

use acct::domain::kind::Kind;
use acct::domain::need::Need;
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
    /// List needs, of one account or of all
    List(list::ListArgs),
    /// Show a need with how well it is understood
    Show(show::Args),
    /// Change a need
    Edit(EditArgs),
    /// Remove a need
    Remove(RemoveArgs),
    /// The most pressing open needs first
    Rank(rank::Args),
    /// Draw open needs by urgency and importance
    Matrix(matrix::Args),
    /// From what was said to the problem under it: the chain of whys
    Why(why::Args),
    /// What the customer thinks of the final solution
    Verdict(verdict::Args),
    /// Note who confirmed a need
    Confirm(confirm::Args),
    /// What changed in the needs, with values before and after
    Changes(changes::Args),
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  acct needs add \"Example Steel\" \"Close the books in three days\" --kind pain --problem \"Closing takes 12 days\" --why \"manual reconciliation\" --urgency 4 --importance 5 --horizon short"
)]
pub(crate) struct AddArgs {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The need in a few words (asked for when missing)
    #[arg(value_name = "TITLE")]
    title: Option<String>,
    #[command(flatten)]
    flags: Flags<Need>,
    #[command(flatten)]
    write: WriteArgs,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct needs edit \"Example Steel\" \"Close the books\" --urgency 5 --status analysing\n  acct needs edit '#12' --stakeholder \"Ann Example\" --contradicted yes --contradiction \"finance wants speed, audit wants checks\""
)]
pub(crate) struct EditArgs {
    /// The account, or the need's number alone ('#12')
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The need's title, or its beginning; --title gives another one
    #[arg(value_name = "NEED")]
    need: Option<String>,
    #[command(flatten)]
    flags: Flags<Need>,
    #[command(flatten)]
    options: record::edit::EditOptions,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct needs remove \"Example Steel\" \"Close the books\"\n  acct needs remove '#12' --dry-run"
)]
pub(crate) struct RemoveArgs {
    #[command(flatten)]
    remove: record::remove::Args,
    /// The need's title, or its beginning
    #[arg(value_name = "NEED")]
    need: Option<String>,
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Add(args) => {
            let account = resolve::account(context, &args.account)?;
            record::add::run(context, Some(account.id), args.title, &args.flags, args.write).map(|_| ())
        }
        Command::List(args) => list::run(context, &args),
        Command::Show(args) => show::run(context, &args),
        Command::Edit(args) => {
            let entry = resolve::record(context, Kind::Need, &args.account, args.need.as_deref())?;
            record::edit::run(context, &entry, &args.flags, &args.options)
        }
        Command::Remove(args) => record::remove::run(context, Kind::Need, &args.remove, args.need.as_deref()),
        Command::Rank(args) => rank::run(context, &args),
        Command::Matrix(args) => matrix::run(context, &args),
        Command::Why(args) => why::run(context, &args),
        Command::Verdict(args) => verdict::run(context, &args),
        Command::Confirm(args) => confirm::run(context, args),
        Command::Changes(args) => changes::run(context, &args),
    }
}

/// The account of an optional argument.
fn account(context: &mut Context, text: Option<&str>) -> anyhow::Result<Option<i64>> {
    text.map(|text| Ok(resolve::account(context, text)?.id)).transpose()
}
