//! `acct report account`: everything known of an account, as markdown or as data.

use std::io::Write;
use std::path::{Path, PathBuf};

use acct::export::{Cell, Column, Format, Sheet, write_record};
use acct::ops;
use acct::report::{AccountReport, PersonalFile, Subject, account_markdown};
use acct::say;
use anyhow::Context as _;

use crate::context::Context;
use crate::failure::Failure;
use crate::resolve;

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
    if let Some(path) = args.output.as_deref().filter(|path| !args.force && path.exists()) {
        return Err(exists(context, path));
    }
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
    let bytes = bytes(context, &report)?;
    match &args.output {
        None => {
            let mut out = context.ui.output(Format::Markdown);
            out.write_all(&bytes)?;
            Ok(out.flush()?)
        }
        Some(path) => {
            write_file(context, path, &bytes, args.force)?;
            let shown = path.display();
            let told = say!(
                context.language, "Wrote the report of {} to {shown}.", "已将{}的报告写入 {shown}。",
                account.name
            );
            context.ui.status(format_args!("{told}"));
            Ok(())
        }
    }
}

/// The report in the format that was asked for; markdown where none was.
fn bytes(context: &Context, report: &AccountReport) -> anyhow::Result<Vec<u8>> {
    let format = match context.format() {
        Format::Table | Format::Markdown => {
            return Ok(account_markdown(report, context.language)?.into_bytes());
        }
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

fn exists(context: &Context, path: &Path) -> anyhow::Error {
    let shown = path.display();
    Failure::refused(say!(context.language, "{shown} is already there", "{shown} 已存在"))
        .hint(say!(context.language, "write over it with --force", "加上 --force 覆盖它"))
        .into()
}

/// Writes a file whole or not at all: first beside it, then in its place. Without `force` a file that came into being
/// meanwhile is left alone.
fn write_file(context: &Context, path: &Path, bytes: &[u8], force: bool) -> anyhow::Result<()> {
    let writing = || say!(context.language, "writing {}", "写入 {}", path.display());
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let placed = std::fs::write(&beside, bytes).and_then(|()| {
        match std::fs::hard_link(&beside, path) {
            Err(error) if force || error.kind() != std::io::ErrorKind::AlreadyExists => {
                // Over what is there, or on a file system without links.
                std::fs::rename(&beside, path)
            }
            linked => linked,
        }
    });
    // After a rename there is nothing left to remove.
    let _ = std::fs::remove_file(&beside);
    match placed {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(exists(context, path)),
        placed => placed.with_context(writing),
    }
}
