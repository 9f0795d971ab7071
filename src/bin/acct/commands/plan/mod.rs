//! `acct plan ...`: what customers plan to spend.

mod calendar;
mod records;
mod totals;

use clap::Subcommand;

use crate::context::Context;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Records(records::Command),
    /// What customers mean to buy, month by month
    Calendar(calendar::Args),
    /// What it comes to, by year and kind
    Totals(totals::Args),
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Records(command) => records::run(context, command),
        Command::Calendar(args) => calendar::run(context, &args),
        Command::Totals(args) => totals::run(context, &args),
    }
}
