//! `acct report ...`: reports on an account, and what all of them have in common.

mod account;
mod meeting;

use std::path::PathBuf;

use acct::export::{Cell, Column, Format, Sheet, write_record};
use acct::ops;
use acct::report::{PersonalFile, ReportError, Subject};
use acct::say;
use clap::Subcommand;
use serde::Serialize;

use crate::context::Context;
use crate::failure::Failure;
use crate::whole_file::{Destination, Existing};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Everything known of an account, as markdown
    Account(account::Args),
    /// What to know before meeting some people: how to work with each, and where the account stands
    Meeting(meeting::Args),
}

pub(crate) fn run(context: &mut Context, command: &Command) -> anyhow::Result<()> {
    match command {
        Command::Account(args) => account::run(context, args),
        Command::Meeting(args) => meeting::run(context, args),
    }
}

/// Where a report goes, and whether what is private is part of it.
#[derive(Debug, clap::Args)]
pub(super) struct ReportOptions {
    /// Write to this file instead of the terminal
    #[arg(long, short = 'o', value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over the file if it is there
    #[arg(long, requires = "output")]
    force: bool,
    /// With the personal file of the people
    #[arg(long)]
    personal: bool,
}

impl ReportOptions {
    fn destination(&self, context: &Context) -> anyhow::Result<Destination> {
        let existing = Existing::replaced_if(self.force);
        Destination::choose(self.output.as_deref(), existing, context.language)
    }

    /// Makes a report from what is known of an account.
    fn report<R>(
        &self,
        context: &mut Context,
        account: i64,
        make: impl FnOnce(&Subject) -> R,
    ) -> anyhow::Result<R> {
        let dossier = ops::reports::dossier(context.session()?, account)?;
        let playbook = context.playbook()?;
        Ok(make(&Subject {
            dossier: &dossier,
            playbook: &playbook,
            labels: &context.labels,
            schema: &context.schema,
            language: context.language,
            today: context.today,
            personal: if self.personal { PersonalFile::Included } else { PersonalFile::LeftOut },
        }))
    }
}

/// A report in the format that was asked for; markdown where none was.
fn bytes(
    context: &Context,
    report: &impl Serialize,
    markdown: impl FnOnce() -> Result<String, ReportError>,
) -> anyhow::Result<Vec<u8>> {
    let format = match context.format() {
        Format::Table | Format::Markdown => return Ok(markdown()?.into_bytes()),
        format @ (Format::Json | Format::Ndjson | Format::Yaml) => format,
        format => {
            let message =
                say!(context.language, "a report has no form in {format}", "报告不能以 {format} 格式输出");
            return Err(Failure::usage(message).hint("--format markdown, json, ndjson, yaml").into());
        }
    };
    let json = serde_json::to_value(report)?;
    let fields = json.as_object().cloned().unwrap_or_default();
    let mut sheet = Sheet { columns: Vec::new(), rows: vec![Vec::new()] };
    for (key, data) in fields {
        sheet.columns.push(Column { label: key.clone(), key });
        sheet.rows[0].push(Cell { data, text: String::new() });
    }
    let mut bytes = Vec::new();
    write_record(format, &sheet, &mut bytes)?;
    Ok(bytes)
}
