//! `acct plan ...`: what customers plan to spend.

use acct::domain::kind::Kind;
use acct::domain::plan::Plan;
use clap::Subcommand;

use super::record;
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::flags::Flags;
use crate::resolve;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Add an investment plan
    Add(AddArgs),
    /// List investment plans by purchase date, of one account or of all
    List(ListArgs),
    /// Show an investment plan
    Show(ShowArgs),
    /// Change an investment plan
    Edit(EditArgs),
    /// Remove an investment plan
    Remove(RemoveArgs),
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct plan add \"Example Steel\" \"Second rolling line\" --kind new_build --amount 45m --purchase-date 2027-Q1 --quantity \"1 line\" --owner \"Ann Example\"\n  acct plan add \"Example Steel\" \"Spares for the mill\" --kind operations --budget 1.2m --spares \"12 gearboxes a year\" --service-package \"on call within 24 hours\""
)]
pub(crate) struct AddArgs {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The project in a few words (asked for when missing)
    #[arg(value_name = "TITLE")]
    title: Option<String>,
    #[command(flatten)]
    flags: Flags<Plan>,
    #[command(flatten)]
    write: WriteArgs,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct plan list \"Example Steel\"\n  acct plan list --where \"purchase_date<=2027-06-30\" --where status!=dropped\n  acct plan list --where kind=operations --sort -budget"
)]
pub(crate) struct ListArgs {
    /// Only of this account
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    #[command(flatten)]
    list: record::list::Args,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct plan show \"Example Steel\" \"Second rolling line\"\n  acct plan show '#3' --json"
)]
pub(crate) struct ShowArgs {
    /// The account, or the plan's number alone ('#3')
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The plan's project, or its beginning
    #[arg(value_name = "PLAN")]
    plan: Option<String>,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct plan edit '#3' --status approved --purchase-date 2027-03-31\n  acct plan edit \"Example Steel\" \"Second rolling line\" --owner \"Ann Example\""
)]
pub(crate) struct EditArgs {
    /// The account, or the plan's number alone ('#3')
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The plan's project, or its beginning; --title gives another one
    #[arg(value_name = "PLAN")]
    plan: Option<String>,
    #[command(flatten)]
    flags: Flags<Plan>,
    #[command(flatten)]
    options: record::edit::EditOptions,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct plan remove \"Example Steel\" \"Second rolling line\"\n  acct plan remove '#3' --dry-run"
)]
pub(crate) struct RemoveArgs {
    #[command(flatten)]
    remove: record::remove::Args,
    /// The plan's project, or its beginning
    #[arg(value_name = "PLAN")]
    plan: Option<String>,
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Add(args) => {
            let account = resolve::account(context, &args.account)?;
            record::add::run(context, Some(account.id), args.title, &args.flags, args.write).map(|_| ())
        }
        Command::List(args) => list(context, args),
        Command::Show(args) => {
            let entry = resolve::record(context, Kind::Plan, &args.account, args.plan.as_deref())?;
            record::show::run(context, &entry, false)
        }
        Command::Edit(args) => {
            let entry = resolve::record(context, Kind::Plan, &args.account, args.plan.as_deref())?;
            record::edit::run(context, &entry, &args.flags, &args.options)
        }
        Command::Remove(args) => record::remove::run(context, Kind::Plan, &args.remove, args.plan.as_deref()),
    }
}

fn list(context: &mut Context, mut args: ListArgs) -> anyhow::Result<()> {
    let account = match &args.account {
        Some(account) => Some(resolve::account(context, account)?.id),
        None => None,
    };
    args.list.list.sort.get_or_insert_with(|| "purchase_date".to_owned());
    record::list::run(context, Kind::Plan, account, &args.list)
}
