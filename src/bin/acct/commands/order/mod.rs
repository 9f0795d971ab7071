//! `acct order ...`: what customers bought of us.

mod head;
mod money;
mod records;
mod stats;
mod whitespace;

use clap::Subcommand;

use crate::context::Context;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Records(records::Command),
    /// How often they order, for how much, of what, and whether that changes
    Stats(stats::Args),
    /// Which product lines they buy of us, which of rivals, and which of nobody
    Whitespace(whitespace::Args),
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Records(command) => records::run(context, command),
        Command::Stats(args) => stats::run(context, &args),
        Command::Whitespace(args) => whitespace::run(context, &args),
    }
}
