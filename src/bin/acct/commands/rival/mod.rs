//! `acct rival ...`: who else sells to customers, and how well.

mod everywhere;
mod records;

use clap::Subcommand;

use crate::context::Context;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Records(records::Command),
    /// How a rival stands at all accounts where it is met
    Everywhere(everywhere::Args),
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Records(command) => records::run(context, command),
        Command::Everywhere(args) => everywhere::run(context, &args),
    }
}
