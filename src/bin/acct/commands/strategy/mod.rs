//! `acct strategy ...`: our strategies for customers.

mod records;
mod view;

use clap::Subcommand;

use crate::context::Context;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Records(records::Command),
    /// One page: why us, what holds them, what we commit, aim at and do, and what is missing
    View(view::Args),
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Records(command) => records::run(context, command),
        Command::View(args) => view::run(context, &args),
    }
}
