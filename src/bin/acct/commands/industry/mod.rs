//! `acct industry ...`: what is known of industries, recorded once for all accounts that live in them.

mod accounts;
pub(crate) mod known;
mod records;
mod trend;

use clap::Subcommand;

use crate::context::Context;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Records(records::Command),
    /// The accounts of an industry, by whatever of its names
    Accounts(accounts::Args),
    /// How the answers about an industry went over the years: five forces, growth, policy
    Trend(trend::Args),
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Records(command) => records::run(context, command),
        Command::Accounts(args) => accounts::run(context, &args),
        Command::Trend(args) => trend::run(context, &args),
    }
}
