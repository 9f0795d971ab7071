//! `acct project ...`: concrete purchases.

mod conversion;
mod filters;
mod pipeline;
mod records;
pub(crate) mod standing;

use clap::Subcommand;

use crate::context::Context;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Records(records::Command),
    /// What is to be decided when, and what it is worth by its probability
    Pipeline(pipeline::Args),
    /// How projects come through the stages: how many go on, are lost, and in how many days
    Conversion(conversion::Args),
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Records(command) => records::run(context, command),
        Command::Pipeline(args) => pipeline::run(context, &args),
        Command::Conversion(args) => conversion::run(context, &args),
    }
}
