//! `acct playbook ...`: the method as data, what the user changes in it, and whether that is right.

mod check;
mod diff;
mod entry;
mod export;
mod section;
mod show;
mod view;

use std::path::PathBuf;

use clap::Subcommand;

use crate::context::Context;

#[derive(Debug, Subcommand)]
#[command(
    after_help = "Examples:\n  acct playbook show\n  acct playbook export -o my-playbook.yaml\n  acct playbook check my-playbook.yaml\n  acct config set playbook my-playbook.yaml\n  acct playbook diff"
)]
pub(crate) enum Command {
    /// Show the method: stages, tiers, looks, people, needs, or one entry in full
    Show(show::Args),
    /// Report every mistake of a playbook file with its line and column
    Check(check::Args),
    /// Write the playbook as a file to start from
    Export(export::Args),
    /// Show what your playbook changes in the built-in one
    Diff(diff::Args),
}

impl Command {
    /// Whether the command runs with a playbook that is broken.
    pub(crate) fn mends(&self) -> bool {
        match self {
            Self::Check(_) => true,
            Self::Export(args) => args.built_in,
            Self::Show(_) | Self::Diff(_) => false,
        }
    }
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Show(args) => show::run(context, &args),
        Command::Check(args) => check::run(context, &args),
        Command::Export(args) => export::run(context, &args),
        Command::Diff(args) => diff::run(context, &args),
    }
}

/// The file that was named, else the user's own, where there is one.
fn file(context: &Context, named: Option<&PathBuf>) -> Option<PathBuf> {
    named.or(context.config.playbook.as_ref()).cloned()
}
