//! `acct report account`: everything known of an account, as markdown or as data.

use std::path::PathBuf;

use acct::ops;
use acct::report::{AccountReport, PersonalFile, Subject, account_markdown};
use acct::say;

use super::bytes;
use crate::context::Context;
use crate::resolve;
use crate::whole_file::{Destination, Existing};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct report account \"Example Steel\" -o steel.md\n  acct report account 华为 --lang zh\n  acct report account '#12' --json"
)]
pub(crate) struct Args {
    /// The account: name, alias, beginning of a name, system:id or '#12'
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// Write to this file instead of the terminal
    #[arg(long, short = 'o', value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over the file if it is there
    #[arg(long, requires = "output")]
    force: bool,
    /// With the personal file of the contacts
    #[arg(long)]
    personal: bool,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let existing = Existing::replaced_if(args.force);
    let destination = Destination::choose(args.output.as_deref(), existing, context.language)?;
    let account = resolve::account(context, &args.account)?;
    let dossier = ops::reports::dossier(context.session()?, account.id)?;
    let report = AccountReport::of(&Subject {
        dossier: &dossier,
        playbook: &*context.playbook()?,
        labels: &context.labels,
        schema: &context.schema,
        language: context.language,
        today: context.today,
        personal: if args.personal { PersonalFile::Included } else { PersonalFile::LeftOut },
    });
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
