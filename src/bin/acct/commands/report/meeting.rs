//! `acct report meeting`: a sheet to prepare a meeting with some people of an account.

use acct::domain::kind::Kind;
use acct::report::{MeetingReport, meeting_markdown};
use acct::say;

use super::{ReportOptions, bytes};
use crate::context::Context;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct report meeting \"Ann Example\" \"Bob Example\" -o meeting.md\n  acct report meeting Ann --account \"Example Steel\" --personal\n  acct report meeting '#12' --lang zh"
)]
pub(crate) struct Args {
    /// Whom we meet: names, or numbers ('#12')
    #[arg(value_name = "PERSON", required = true)]
    people: Vec<String>,
    /// The account, where the first name alone does not tell it
    #[arg(long, value_name = "ACCOUNT")]
    account: Option<String>,
    #[command(flatten)]
    options: ReportOptions,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let destination = args.options.destination(context)?;
    let (account, contacts) = people(context, args)?;
    let report = args.options.report(context, account, |subject| MeetingReport::of(subject, &contacts))?;
    let bytes = bytes(context, &report, || meeting_markdown(&report, context.language))?;
    if let Some(path) = destination.write(context, &bytes)? {
        let shown = path.display();
        let told = say!(
            context.language,
            "Wrote the preparation of a meeting with {} to {shown}.",
            "已将与{}的会谈准备写入 {shown}。",
            report.name
        );
        context.ui.status(format_args!("{told}"));
    }
    Ok(())
}

/// The people and their account: that which is named, or that of the first of them, in which the others are looked for.
fn people(context: &mut Context, args: &Args) -> anyhow::Result<(i64, Vec<i64>)> {
    let mut names = args.people.iter();
    let mut contacts = Vec::new();
    let account = if let Some(account) = &args.account {
        resolve::account(context, account)?.id
    } else {
        let first = resolve::person(context, names.next().map_or("", String::as_str))?;
        contacts.push(first.id);
        first.account().unwrap_or_default()
    };
    for name in names {
        let id = resolve::child(context, Kind::Contact, account, name)?.id;
        if !contacts.contains(&id) {
            contacts.push(id);
        }
    }
    Ok((account, contacts))
}
