//! `acct voice ...`: what customers tell us of ourselves, and how far we are with it.

pub(crate) mod actions;
mod advance;
mod board;
mod records;

use clap::Subcommand;

use crate::context::Context;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Records(records::Command),
    /// Go on with one: analysed, handled, confirmed by the customer; or back, with a reason
    Advance(advance::Args),
    /// How many there are by kind and status, which are overdue, and how long it takes
    Board(board::Args),
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Records(command) => records::run(context, command),
        Command::Advance(args) => advance::run(context, &args),
        Command::Board(args) => board::run(context, &args),
    }
}
