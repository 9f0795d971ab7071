//! `acct report meeting`: a sheet to prepare a meeting with some people of an account.

use std::path::PathBuf;

use acct::domain::kind::Kind;
use acct::ops;
use acct::report::{MeetingReport, PersonalFile, Subject, meeting_markdown};
use acct::say;

use super::bytes;
use crate::context::Context;
use crate::resolve;
use crate::whole_file::{Destination, Existing};

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
    /// Write to this file instead of the terminal
    #[arg(long, short = 'o', value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over the file if it is there
    #[arg(long, requires = "output")]
    force: bool,
    /// With the personal file of these people
    #[arg(long)]
    personal: bool,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let existing = Existing::replaced_if(args.force);
    let destination = Destination::choose(args.output.as_deref(), existing, context.language)?;
    let (account, contacts) = people(context, args)?;
    let dossier = ops::reports::dossier(context.session()?, account)?;
    let report = MeetingReport::of(
        &Subject {
            dossier: &dossier,
            playbook: &*context.playbook()?,
            labels: &context.labels,
            schema: &context.schema,
            language: context.language,
            today: context.today,
            personal: if args.personal { PersonalFile::Included } else { PersonalFile::LeftOut },
        },
        &contacts,
    );
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
