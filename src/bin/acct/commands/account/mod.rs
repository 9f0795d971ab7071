//! `acct account ...`

mod archive;
mod dupes;
mod merge;
mod rename;
pub(crate) mod show;
mod tree;
pub(crate) mod what_if;

use acct::domain::account::Account;
use acct::domain::kind::Kind;
use clap::Subcommand;

use super::record;
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::flags::Flags;
use crate::resolve;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Add an account
    Add(AddArgs),
    /// List accounts
    List(record::list::Args),
    /// Show an account
    Show(show::Args),
    /// Change an account
    Edit(EditArgs),
    /// Give an account another name; the old one stays as an alias
    Rename(rename::Args),
    /// Make one account of several: their records move, their names stay as aliases
    Merge(merge::Args),
    /// Find accounts that look like one
    Dupes(dupes::Args),
    /// Draw who belongs to whom
    Tree(tree::Args),
    /// What-if: other answers, fields, marks, margins: score, comparison, value and alerts before and after
    WhatIf(what_if::Args),
    /// Put an account aside, out of lists
    Archive(archive::Args),
    /// Remove an account with everything that belongs to it
    #[command(
        after_help = "Examples:\n  acct account remove \"Example Steel\" --dry-run\n  acct account remove '#12' --yes"
    )]
    Remove(record::remove::Args),
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  acct add \"Example Steel Ltd\" --alias EXS --industry Steel --employees 12000 --revenue \"CNY 3.5亿\" --relation prospect"
)]
pub(crate) struct AddArgs {
    /// The account's name (asked for when missing)
    #[arg(value_name = "NAME")]
    name: Option<String>,
    #[command(flatten)]
    flags: Flags<Account>,
    #[command(flatten)]
    write: WriteArgs,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct edit \"Example Steel\" --region East --tag +key --tag=-new\n  acct edit \"Example Steel\" --clear phone"
)]
pub(crate) struct EditArgs {
    /// The account: name, alias, beginning of a name, system:id or '#12'
    #[arg(value_name = "ACCOUNT")]
    account: String,
    #[command(flatten)]
    flags: Flags<Account>,
    #[command(flatten)]
    options: record::edit::EditOptions,
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Add(args) => add(context, args),
        Command::List(args) => record::list::run(context, Kind::Account, None, &args),
        Command::Show(args) => show::run(context, &args),
        Command::Edit(args) => edit(context, &args),
        Command::Rename(args) => rename::run(context, &args),
        Command::Dupes(args) => dupes::run(context, &args),
        Command::Merge(args) => merge::run(context, &args),
        Command::Tree(args) => tree::run(context, &args),
        Command::WhatIf(args) => what_if::run(context, &args),
        Command::Archive(args) => archive::run(context, &args),
        Command::Remove(args) => record::remove::run(context, Kind::Account, &args, None),
    }
}

pub(crate) fn add(context: &mut Context, args: AddArgs) -> anyhow::Result<()> {
    let name = args.name;
    record::add::run(context, None, name, &args.flags, args.write).map(|_| ())
}

pub(crate) fn edit(context: &mut Context, args: &EditArgs) -> anyhow::Result<()> {
    let entry = resolve::record(context, Kind::Account, &args.account, None)?;
    record::edit::run(context, &entry, &args.flags, &args.options)
}
