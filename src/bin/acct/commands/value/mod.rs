//! `acct value ...`: what we put into a customer and what comes back, by year.

pub(crate) mod curve;
mod portfolio;
mod records;

use clap::Subcommand;

use crate::context::Context;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Records(records::Command),
    /// Plan and expectation year by year, drawn, with the year in which it breaks even
    Curve(curve::Args),
    /// The sums of all accounts, those that should have broken even first
    Portfolio(portfolio::Args),
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Records(command) => records::run(context, command),
        Command::Curve(args) => curve::run(context, &args),
        Command::Portfolio(args) => portfolio::run(context, &args),
    }
}
