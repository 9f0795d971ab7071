//! `acct rival ...`: who else sells to customers, and how well.

pub(crate) mod compare;
pub(crate) mod mark;
mod overview;
mod records;

use clap::Subcommand;

use crate::context::Context;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Records(records::Command),
    /// We beside the rivals: marks by buying factor, weighted means, where we lose
    Compare(compare::Args),
    /// Note how a rival does in a buying factor, or how we do
    Mark(mark::Args),
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Records(records::Command::Show(args)) => match &args.record {
            // A rival alone is meant at all accounts where it is met.
            None if !crate::resolve::is_number(&args.of_or_number) => {
                overview::run(context, &args.of_or_number)
            }
            _ => records::run(context, records::Command::Show(args)),
        },
        Command::Records(command) => records::run(context, command),
        Command::Compare(args) => compare::run(context, &args),
        Command::Mark(args) => mark::run(context, &args),
    }
}
