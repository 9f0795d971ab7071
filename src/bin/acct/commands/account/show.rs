//! `acct account show`: what is known of an account at a glance.

use acct::domain::kind::Kind;

use crate::commands::record;
use crate::context::Context;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  acct show \"Example Steel\"\n  acct show '#12' --json")]
pub(crate) struct Args {
    /// The account: name, alias, beginning of a name, system:id or '#12'
    #[arg(value_name = "ACCOUNT")]
    account: String,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let entry = resolve::record(context, Kind::Account, &args.account, None)?;
    record::show::run(context, &entry, false)
}
