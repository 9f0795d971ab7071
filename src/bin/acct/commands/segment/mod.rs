//! `acct segment ...`: the parts of the market that we treat alike. They belong to no account.

mod map;
mod persona;
mod records;

use clap::Subcommand;

use crate::context::Context;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Records(records::Command),
    /// The market by segments: relation to us, worth, coverage, and where nobody has looked
    Map(map::Args),
    /// What the accounts of a segment are like, and who decides there
    Persona(persona::Args),
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Records(command) => records::run(context, command),
        Command::Map(args) => map::run(context, &args),
        Command::Persona(args) => persona::run(context, &args),
    }
}
