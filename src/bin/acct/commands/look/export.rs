//! `acct look export`: the checklist as a form, empty or with the present answers.

use std::path::PathBuf;

use acct::domain::finding::{Answered, Finding};
use acct::export::{Cell, Format, Sheet, write_list};
use acct::import::answers::Place;
use acct::ops;
use acct::playbook::{ItemKind, Playbook};
use acct::report::checklist::{Checklist, Shown};
use acct::say;

use super::find;
use crate::context::Context;
use crate::display::text_cell;
use crate::whole_file::{Destination, Existing};
use crate::{resolve, sheets};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Markdown is for printing and mailing. YAML, CSV and NDJSON are for filling in: acct look import reads them back.\n\nExamples:\n  acct look export \"Example Steel\" -o steel.md\n  acct look export \"Example Steel\" trend --empty --format yaml -o steel.yaml\n  acct look import steel.yaml --dry-run"
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// Only this look: trend, customer, competition, self, opportunity
    #[arg(value_name = "LOOK")]
    look: Option<String>,
    /// Without the present answers
    #[arg(long)]
    empty: bool,
    /// Write to this file instead of the terminal; .yaml, .csv, .ndjson and .json give the format
    #[arg(long, short = 'o', value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over the file if it is there
    #[arg(long, requires = "output")]
    force: bool,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let existing = Existing::replaced_if(args.force);
    let destination = Destination::choose(args.output.as_deref(), existing, context.language)?;
    let account = resolve::account(context, &args.account)?;
    let playbook = context.playbook()?;
    let look = match &args.look {
        Some(look) => Some(find::look(context, &playbook, look)?.id.as_str()),
        None => None,
    };
    let today = context.today;
    let facts = ops::facts::load_as_of(context.store()?.read(), account.id, today)?;
    let list = Checklist {
        playbook: &playbook,
        labels: &context.labels,
        facts: &facts,
        look,
        answers: if args.empty { Shown::Nothing } else { Shown::Present },
        language: context.language,
        today: context.today,
    };
    let bytes = match format(context, args) {
        Format::Table | Format::Markdown => list.markdown().into_bytes(),
        Format::Yaml => list.yaml().into_bytes(),
        format => {
            let mut bytes = Vec::new();
            write_list(format, &sheet(context, &playbook, &list), &mut bytes)?;
            bytes
        }
    };
    if let Some(path) = destination.write(context, &bytes)? {
        let (name, shown) = (&account.name, path.display());
        let told = say!(
            context.language,
            "Wrote the checklist of {name} to {shown}.",
            "已将 {name} 的五看表写入 {shown}。"
        );
        context.ui.status(format_args!("{told}"));
    }
    Ok(())
}

/// The format that was asked for, else that of the file's ending.
fn format(context: &Context, args: &Args) -> Format {
    let asked = context.format();
    if asked != Format::Table {
        return asked;
    }
    let ending = args.output.as_ref().and_then(|path| path.extension()?.to_str());
    match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("yaml" | "yml") => Format::Yaml,
        Some("csv") => Format::Csv,
        Some("tsv") => Format::Tsv,
        Some("json") => Format::Json,
        Some("ndjson" | "jsonl") => Format::Ndjson,
        _ => Format::Markdown,
    }
}

/// A row for each question that is answered by hand.
fn sheet(context: &Context, playbook: &Playbook, list: &Checklist) -> Sheet {
    let keys = [
        "item", "question", "answer", "source", "date", "confidence", "method", "note", "inherited",
        "standing", "place",
    ];
    // The keys are the headings in each language: the file is to be read back.
    let columns = sheets::named_columns(context, &keys.map(|key| (key, key, key)));
    let asked = playbook.items().filter(|(_, look, item)| {
        item.kind != ItemKind::Record && list.look.is_none_or(|wanted| wanted == look.id)
    });
    let asked: Vec<_> = asked.collect();
    let of = asked.len();
    let rows = asked.into_iter().zip(1..).map(|((id, _, item), number)| {
        let standing = list.facts.own(&id);
        let shown = standing.filter(|_| list.answers == Shown::Present);
        let answer = shown.map_or("", |finding: &Finding| match finding.answered {
            Answered::Unknown => "unknown",
            Answered::Noted => "",
            Answered::Known => finding.value.as_ref().map_or("", |value| value.0.as_str()),
        });
        let written_from =
            standing.map_or_else(|| "none".to_owned(), |finding| finding.id.number().to_string());
        let cells: [Cell; 11] = [
            text_cell(&id),
            text_cell(item.ask.get(context.language)),
            text_cell(answer),
            text_cell(shown.and_then(|finding| finding.source.as_deref()).unwrap_or_default()),
            text_cell(&shown.map(|finding| finding.date.to_string()).unwrap_or_default()),
            text_cell(shown.and_then(|finding| finding.confidence).map_or("", |sure| sure.as_str())),
            text_cell(shown.and_then(|finding| finding.method).map_or("", |method| method.as_str())),
            text_cell(shown.and_then(|finding| finding.note.as_ref()).map_or("", |note| note.0.as_str())),
            text_cell(&list.inherited(&id, item).unwrap_or_default()),
            text_cell(&written_from),
            text_cell(&Place { number, of }.to_string()),
        ];
        cells.to_vec()
    });
    Sheet { columns, rows: rows.collect() }
}
