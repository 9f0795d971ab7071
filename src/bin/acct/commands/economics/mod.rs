//! `acct economics ...`: benefits and costs of a purchase to the customer, year by year.

mod compare;
mod drawn;
mod records;

use clap::Subcommand;

use crate::context::Context;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Records(records::Command),
    /// The alternatives side by side, and what the ranking hangs on
    Compare(compare::Args),
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Records(command) => records::run(context, command),
        Command::Compare(args) => compare::run(context, &args),
    }
}
