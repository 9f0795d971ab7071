//! `acct industry ...`: what is known of industries, recorded once for all accounts that live in them.

mod trend;

use acct::domain::industry::Industry;
use acct::domain::kind::Kind;

use super::record::{add, command, edit, list, remove};
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::flags::Flags;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Add an industry
    Add(AddArgs),
    /// List industries
    List(ListArgs),
    /// Show an industry
    Show(ShowArgs),
    /// Change an industry
    Edit(EditArgs),
    /// Remove an industry with its answers; accounts keep its name
    Remove(RemoveArgs),
    /// How the answers about an industry went over the years: five forces, growth, policy
    Trend(trend::Args),
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "An account inherits the answers of the industry that its field industry names, by any of its names and however that is written, wherever it has no answer of its own.\n\nExamples:\n  acct industry add \"ICT\" --alias 通信 --note \"Operators and their suppliers\"\n  acct look answer --industry \"ICT\" trend.rivalry 4 --source \"industry yearbook 2025\"\n  acct edit \"Example Steel\" --industry \"ICT\""
)]
pub(crate) struct AddArgs {
    /// Its name, or a few words (asked for when missing)
    #[arg(value_name = "TITLE")]
    called: Option<String>,
    #[command(flatten)]
    flags: Flags<Industry>,
    #[command(flatten)]
    write: WriteArgs,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  acct industry list\n  acct industry list --where \"owner=Ann Example\"")]
pub(crate) struct ListArgs {
    #[command(flatten)]
    list: list::Args,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "What is known of it: acct look status --industry NAME\n\nExamples:\n  acct industry show \"ICT\"\n  acct industry show '#3' --json"
)]
pub(crate) struct ShowArgs {
    /// Its name, the beginning of it, or its number ('#3')
    #[arg(value_name = "INDUSTRY")]
    industry: String,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct industry edit \"ICT\" --alias Telecom\n  acct industry edit '#3' --name \"Information and communication\""
)]
pub(crate) struct EditArgs {
    /// Its name, the beginning of it, or its number ('#3')
    #[arg(value_name = "INDUSTRY")]
    industry: String,
    #[command(flatten)]
    flags: Flags<Industry>,
    #[command(flatten)]
    options: edit::EditOptions,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  acct industry remove \"ICT\"\n  acct industry remove '#3' --dry-run")]
pub(crate) struct RemoveArgs {
    /// Its name, the beginning of it, or its number ('#3')
    #[arg(value_name = "INDUSTRY")]
    industry: String,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    let kind = Kind::Industry;
    match command {
        Command::Add(args) => add::run(context, None, args.called, &args.flags, args.write).map(|_| ()),
        Command::List(args) => command::list(context, kind, None, args.list),
        Command::Show(args) => command::show(context, kind, &args.industry, None),
        Command::Edit(args) => command::edit(context, &args.industry, None, &args.flags, &args.options),
        Command::Trend(args) => trend::run(context, &args),
        Command::Remove(args) => {
            let remove = remove::Args { account: args.industry, write: args.write };
            remove::run(context, kind, &remove, None)
        }
    }
}
