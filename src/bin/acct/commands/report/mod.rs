//! `acct report ...`

mod account;
mod meeting;

use acct::export::{Cell, Column, Format, Sheet, write_record};
use acct::report::ReportError;
use acct::say;
use clap::Subcommand;
use serde::Serialize;

use crate::context::Context;
use crate::failure::Failure;

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
