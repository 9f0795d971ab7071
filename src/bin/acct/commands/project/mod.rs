//! `acct project ...`: concrete purchases.

mod pipeline;
mod records;

use clap::Subcommand;

use crate::context::Context;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Records(records::Command),
    /// What is to be decided when, and what it is worth by its probability
    Pipeline(pipeline::Args),
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Records(command) => records::run(context, command),
        Command::Pipeline(args) => pipeline::run(context, &args),
    }
}
