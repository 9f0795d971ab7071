//! `acct report ...`

mod account;

use clap::Subcommand;

use crate::context::Context;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Everything known of an account, as markdown
    Account(account::Args),
}

pub(crate) fn run(context: &mut Context, command: &Command) -> anyhow::Result<()> {
    match command {
        Command::Account(args) => account::run(context, args),
    }
}
