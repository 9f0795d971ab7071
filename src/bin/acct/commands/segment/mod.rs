//! `acct segment ...`: the parts of the market that we treat alike. They belong to no account.

mod map;
mod persona;

use acct::domain::kind::Kind;
use acct::domain::segment::Segment;

use super::record::{add, command, edit, list, remove};
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::flags::Flags;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Add a segment
    Add(AddArgs),
    /// List segments
    List(ListArgs),
    /// Show a segment
    Show(ShowArgs),
    /// Change a segment
    Edit(EditArgs),
    /// Remove a segment; accounts keep its name
    Remove(RemoveArgs),
    /// The market by segments: relation to us, worth, coverage, and where nobody has looked
    Map(map::Args),
    /// What the accounts of a segment are like, and who decides there
    Persona(persona::Args),
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct segment add \"Special steel\" --features \"Small lots, high margins\" --size \"CNY 40bn\" --growth 6% --profitability 4 --owner \"Ann Example\"\n  acct edit \"Example Steel\" --segment \"Special steel\""
)]
pub(crate) struct AddArgs {
    /// Its name, or a few words (asked for when missing)
    #[arg(value_name = "TITLE")]
    called: Option<String>,
    #[command(flatten)]
    flags: Flags<Segment>,
    #[command(flatten)]
    write: WriteArgs,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct segment list\n  acct segment list --where \"growth>=5%\" --sort -size"
)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    list: list::Args,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  acct segment show \"Special steel\"\n  acct segment show '#3' --json")]
pub(crate) struct ShowArgs {
    /// Its name, the beginning of it, or its number ('#3')
    #[arg(value_name = "SEGMENT")]
    segment: String,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct segment edit \"Special steel\" --growth 4%\n  acct segment edit '#3' --name \"Stainless steel\""
)]
pub(crate) struct EditArgs {
    /// Its name, the beginning of it, or its number ('#3')
    #[arg(value_name = "SEGMENT")]
    segment: String,
    #[command(flatten)]
    flags: Flags<Segment>,
    #[command(flatten)]
    options: edit::EditOptions,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct segment remove \"Special steel\"\n  acct segment remove '#3' --dry-run"
)]
pub(crate) struct RemoveArgs {
    /// Its name, the beginning of it, or its number ('#3')
    #[arg(value_name = "SEGMENT")]
    segment: String,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    let kind = Kind::Segment;
    match command {
        Command::Add(args) => add::run(context, None, args.called, &args.flags, args.write).map(|_| ()),
        Command::List(args) => command::list(context, kind, None, args.list),
        Command::Show(args) => command::show(context, kind, &args.segment, None),
        Command::Edit(args) => command::edit(context, &args.segment, None, &args.flags, &args.options),
        Command::Map(args) => map::run(context, &args),
        Command::Persona(args) => persona::run(context, &args),
        Command::Remove(args) => {
            let remove = remove::Args { account: args.segment, write: args.write };
            remove::run(context, kind, &remove, None)
        }
    }
}
