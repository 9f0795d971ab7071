//! `acct industry ...`: what is known of industries, recorded once for all accounts that live in them.

mod records;
mod trend;

use clap::Subcommand;

use crate::context::Context;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Records(records::Command),
    /// How the answers about an industry went over the years: five forces, growth, policy
    Trend(trend::Args),
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Records(command) => records::run(context, command),
        Command::Trend(args) => trend::run(context, &args),
    }
}
