//! `acct report account`: everything known of an account, as markdown or as data.

use acct::report::{AccountReport, account_markdown};
use acct::say;

use super::{ReportOptions, bytes};
use crate::context::Context;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct report account \"Example Steel\" -o steel.md\n  acct report account 华为 --lang zh\n  acct report account '#12' --json"
)]
pub(crate) struct Args {
    /// The account: name, alias, beginning of a name, system:id or '#12'
    #[arg(value_name = "ACCOUNT")]
    account: String,
    #[command(flatten)]
    options: ReportOptions,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let destination = args.options.destination(context)?;
    let account = resolve::account(context, &args.account)?;
    let report = args.options.report(context, account.id, AccountReport::of)?;
    let bytes = bytes(context, &report, || account_markdown(&report, context.language))?;
    if let Some(path) = destination.write(context, &bytes)? {
        let shown = path.display();
        let told = say!(
            context.language, "Wrote the report of {} to {shown}.", "已将{}的报告写入 {shown}。",
            account.name
        );
        context.ui.status(format_args!("{told}"));
    }
    Ok(())
}
