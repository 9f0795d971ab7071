//! `acct export`: what people recorded, as files for other programs, for people, and for `acct import` to take back.

mod cards;
mod document;
mod folder;
mod form;
mod left_out;
mod records;
mod target;
mod told;
mod write;

use std::io::{IsTerminal as _, Write};
use std::path::PathBuf;

use acct::domain::kind::Kind;
use acct::domain::language::Language;
use acct::export::Format;
use acct::say;
use acct::store::{Query, Store, StoreError};

use self::form::Form;
use self::left_out::{LeftOut, Reason};
use self::records::Personal;
use self::target::Target;
use self::write::Asked;
use crate::context::Context;
use crate::failure::Failure;
use crate::fields;
use crate::help::kinds::told_in_chinese;
use crate::whole_file::Existing;

/// What the documents of accounts begin with, and by which they are known.
pub(super) const OPENING: &str =
    "# An account of acct. What is changed here goes back with: acct import FOLDER\n";

/// What the documents of what belongs to no account begin with.
pub(super) const SHARED_OPENING: &str =
    "# What belongs to no account of acct. What is changed here goes back with: acct import FOLDER\n";

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  acct export -o backup/                            one CSV file for each kind of record
  acct export accounts --where \"tier=S\" > s.csv
  acct export -o everything.xlsx                    a sheet for each kind; also .json, .ndjson, .yaml
  acct export contacts --personal -o people.vcf     cards for address books, with the personal file
  acct export --by-account -o accounts/             a YAML file for each account, to edit and keep in Git

acct import takes all of it back: an export, imported into an empty file, gives the same records.
Only the cards and what was left out are less; what a format does not hold is told. What follows
from other records (stage, tier, coverage) and when a record was written is made anew.
Everything is exported unless --where says otherwise, archived accounts and superseded answers too.
Records name each other by name: people who share one are told apart as Ann Example and
Ann Example ⁽²⁾.
With --json and a file, what was written and what was left out is told as JSON.")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct Args {
    /// Which records: accounts, contacts, needs, log, plans ... or all
    #[arg(value_name = "KIND", default_value = "all")]
    kind: String,
    /// Only records that pass: FIELD=VALUE, also != ~ < <= > >=; FIELD= is empty, FIELD!= filled (repeat for several)
    #[arg(long = "where", value_name = "CONDITION")]
    filters: Vec<String>,
    /// The file, whose ending names the format, or for CSV of several kinds and --by-account the folder
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// A YAML file for each account with everything that belongs to it, in the folder of -o
    #[arg(long, conflicts_with = "format")]
    by_account: bool,
    /// The personal file and itineraries too
    #[arg(long)]
    personal: bool,
    /// Fields too that acct computes: stage, tier, score, coverage ...
    #[arg(long)]
    computed: bool,
    /// Overwrite what is there
    #[arg(long)]
    force: bool,
}

/// The refusal of forms that only an export has.
pub(super) fn only_here(context: &Context) -> Failure {
    let message = say!(
        context.language,
        "xlsx and vcard are formats that acct export alone writes",
        "xlsx 和 vcard 格式只有 acct export 可以输出"
    );
    Failure::usage(message).hint("acct export -o accounts.xlsx")
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let kind = kind(context, &args.kind)?;
    let output = args.output.as_deref().filter(|path| path.as_os_str() != "-");
    let form = Form::choose(context, args, kind, output)?;
    if form == Form::Folder {
        return folder::run(context, args, kind, output);
    }
    let personal = args.personal;
    let kinds = match kind {
        Some(kind) => vec![kind],
        None => Kind::ALL.iter().copied().filter(|kind| is_exported(*kind, personal)).collect(),
    };
    let queries = queries(context, &kinds, &args.filters)?;
    // Nothing is written before there is something to read.
    context.store()?;
    let target = Target::choose(context, output, form, kinds.len(), Existing::replaced_if(args.force))?;
    let mut stdout = match (&target, form) {
        (Target::Stdout, Form::Rows(format)) => Some(context.ui.output(format)),
        (Target::Stdout, _) => Some(for_other_programs(context, form)?),
        (Target::File(..) | Target::Folder(_), _) => None,
    };
    let asked = Asked {
        language: context.language,
        schema: context.schema.clone(),
        now: context.now,
        form,
        personal: if personal { Personal::With } else { Personal::Without },
        computed: args.computed,
    };
    let mut left_out = LeftOut::default();
    // Records of all kinds as they were at one moment, so that each that is named is there.
    let files = context.store()?.snapshot(|store| {
        if kind.is_none() {
            note_personal_kinds(store, personal, &mut left_out)?;
        }
        asked.write(store, queries, target, stdout.as_deref_mut(), &mut left_out)
    })?;
    told::told(context, form, &files, &left_out)
}

fn queries(context: &mut Context, kinds: &[Kind], filters: &[String]) -> anyhow::Result<Vec<Query>> {
    let mut queries = Vec::new();
    for &kind in kinds {
        let mut query = Query { with_archived: true, ..Query::all(kind) };
        for text in filters {
            query.filters.push(fields::filter(context, kind, text)?);
        }
        queries.push(query);
    }
    for query in &queries {
        fields::tell_passed_over(context, query)?;
    }
    Ok(queries)
}

/// Stdout for bytes that no terminal shows.
fn for_other_programs(context: &Context, form: Form) -> anyhow::Result<Box<dyn Write>> {
    if form == Form::Spreadsheet && std::io::stdout().is_terminal() {
        let message = say!(context.language, "a spreadsheet needs a file", "电子表格需要写入文件");
        return Err(Failure::usage(message).hint("acct export -o accounts.xlsx").into());
    }
    Ok(context.ui.output(Format::Csv))
}

fn note_personal_kinds(store: &Store, personal: bool, left_out: &mut LeftOut) -> Result<(), StoreError> {
    for &kind in Kind::ALL.iter().filter(|kind| !is_exported(**kind, personal) && is_exported(**kind, true)) {
        let all = Query { with_archived: true, ..Query::all(kind) };
        left_out.note(Reason::Personal, kind, None, store.count(&all)? as u64);
    }
    Ok(())
}

/// Whether a kind is part of everything. Itineraries are personal; which files were imported is the history of this database alone.
fn is_exported(kind: Kind, personal: bool) -> bool {
    match kind {
        Kind::Trip => personal,
        Kind::ImportBatch => false,
        _ => true,
    }
}

/// The kind that is asked for; none for all.
fn kind(context: &Context, asked: &str) -> anyhow::Result<Option<Kind>> {
    let wanted = asked.to_lowercase().replace('-', "_");
    if wanted == "all" {
        return Ok(None);
    }
    let found = match wanted.as_str() {
        "log" => Some(Kind::Interaction),
        wanted => Kind::ALL.iter().copied().find(|kind| kind.name() == wanted || kind.plural() == wanted),
    };
    found.map(Some).ok_or_else(|| {
        let known = ["all", "log"].map(str::to_owned).into_iter();
        let known: Vec<String> = known.chain(Kind::ALL.iter().map(|kind| kind.plural())).collect();
        let message =
            say!(context.language, "there is no kind of record \"{asked}\"", "没有“{asked}”这种记录");
        let hint = match context.language {
            Language::English => format!("there are {}", known.join(", ")),
            Language::Chinese => format!("可用：{}", told_in_chinese(&known, &context.labels).join("、")),
        };
        Failure::usage(message).hint(hint).into()
    })
}
