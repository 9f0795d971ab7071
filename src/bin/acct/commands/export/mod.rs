//! `acct export`: what people recorded, as files for other programs; those of five kinds `acct import` takes back.

mod records;
mod target;

use std::io::Write;
use std::path::{Path, PathBuf};

use acct::domain::kind::Kind;
use acct::domain::language::count;
use acct::export::Format;
use acct::say;
use acct::store::{Query, Store};

use self::records::{Layout, Personal, Section};
use self::target::Target;
use crate::cli::FormatArg;
use crate::context::Context;
use crate::failure::Failure;
use crate::fields;
use crate::resolve::quoted;
use crate::whole_file::Existing;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  acct export -o backup/                            one CSV file for each kind of record
  acct export accounts --where \"tier=S\" > s.csv
  acct export -o everything.json                    one document; also .yaml and .ndjson
  acct export contacts --personal -o contacts.csv   with the personal file

acct import takes accounts, contacts, needs, log entries (interactions) and plans back today. The
other files, as findings, signals, relations, grades, stage moves and trips, are for reading and for
other programs.
Everything is exported unless --where says otherwise, archived accounts and superseded answers too.
Records name each other by name, so that the five can be imported into another database.")]
pub(crate) struct Args {
    /// Which records: accounts, contacts, needs, log, plans ... or all
    #[arg(value_name = "KIND", default_value = "all")]
    kind: String,
    /// Only records that pass: FIELD=VALUE, also != ~ < <= > >=; FIELD= is empty, FIELD!= filled (repeat for several)
    #[arg(long = "where", value_name = "CONDITION")]
    filters: Vec<String>,
    /// The file, whose ending names the format, or for several kinds of CSV the folder
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
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

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let kind = kind(context, &args.kind)?;
    let kinds: Vec<Kind> = match kind {
        Some(kind) => vec![kind],
        None => Kind::ALL.iter().copied().filter(|kind| is_exported(*kind, args.personal)).collect(),
    };
    let output = args.output.as_deref().filter(|path| path.as_os_str() != "-");
    let format = format(context, args, kind, output)?;
    let mut queries = Vec::new();
    for &kind in &kinds {
        let mut query = Query { with_archived: true, ..Query::all(kind) };
        for text in &args.filters {
            query.filters.push(fields::filter(context, kind, text)?);
        }
        queries.push(query);
    }
    for query in &queries {
        fields::tell_passed_over(context, query)?;
    }
    // Nothing is written before there is something to read.
    context.store()?;
    let personal = if args.personal { Personal::With } else { Personal::Without };
    let existing = Existing::replaced_if(args.force);
    let target = Target::choose(context, output, format, kinds.len(), existing)?;
    let mut stdout = match target {
        Target::Stdout => Some(context.ui.output(format)),
        Target::File(..) | Target::Folder(_) => None,
    };
    let (language, schema) = (context.language, context.schema.clone());
    // Records of all kinds as they were at one moment, so that each that is named is there.
    let written = context.store()?.snapshot(|store| {
        let mut layouts = Vec::new();
        for query in queries {
            layouts.push(Layout::of(store, &schema, query, format, personal, args.computed)?);
        }
        match (target, &mut stdout) {
            (Target::Folder(folder), _) => folder.write(store, language, &layouts),
            (Target::File(path, file), _) => {
                Ok(vec![(file.write(|out| write(store, &layouts, format, out))?, path)])
            }
            (Target::Stdout, Some(out)) => {
                write(store, &layouts, format, &mut **out)?;
                out.flush()?;
                Ok(Vec::new())
            }
            (Target::Stdout, None) => Ok(Vec::new()),
        }
    })?;
    for (rows, path) in written {
        let (path, counted) = (path.display(), count(rows, "record", "records"));
        context.ui.status(format_args!(
            "{}",
            say!(context.language, "{counted} in {path}", "{path}：{rows} 条记录")
        ));
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

/// Writes a list of one kind, or a document with a section for each.
fn write(store: &Store, layouts: &[Layout], format: Format, out: &mut dyn Write) -> anyhow::Result<u64> {
    if let [only] = layouts {
        return only.write(store, out);
    }
    let mut rows = 0;
    let mut section = Section::first(format);
    for layout in layouts {
        section.begin(layout.kind(), out)?;
        rows += section.write(store, layout, out)?;
    }
    section.finish(out)?;
    Ok(rows)
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
        let known: Vec<String> = Kind::ALL.iter().map(|kind| kind.plural()).collect();
        let message =
            say!(context.language, "there is no kind of record \"{asked}\"", "没有“{asked}”这种记录");
        let hint = say!(context.language, "there are all, log, {}", "可用：all、log、{}", known.join(", "));
        Failure::usage(message).hint(hint).into()
    })
}

fn no_such_ending(context: &Context, path: &Path, ending: &str) -> anyhow::Error {
    let message = say!(
        context.language,
        "\".{ending}\" is the ending of no format",
        "“.{ending}”不是可导出格式的扩展名"
    );
    let folder = quoted(&format!("{}/", path.display()));
    let hint = say!(
        context.language,
        "the endings are .csv, .tsv, .json, .ndjson and .yaml; --format says the format, -o {folder} a folder",
        "可用扩展名：.csv、.tsv、.json、.ndjson、.yaml；也可用 --format 指定格式，或用 -o {folder} 导出到文件夹"
    );
    Failure::usage(message).hint(hint).into()
}

/// The format that is asked for, or that the name of the file says, or CSV; for all records on stdout JSON.
fn format(
    context: &Context,
    args: &Args,
    kind: Option<Kind>,
    output: Option<&Path>,
) -> anyhow::Result<Format> {
    if kind.is_none() && !args.filters.is_empty() {
        let message = say!(context.language, "--where needs a kind of record", "--where 需要指明记录种类");
        return Err(Failure::usage(message).hint("acct export accounts --where ...").into());
    }
    let ending =
        output.and_then(Path::extension).and_then(|ending| Format::of_ending(&ending.to_string_lossy()));
    let asked = context.global.format.is_some() || context.global.json;
    if let (false, None, Some(path)) = (asked, ending, output)
        && let Some(unknown) = path.extension().filter(|_| !target::is_folder(path))
    {
        return Err(no_such_ending(context, path, &unknown.to_string_lossy()));
    }
    let format = match (asked, ending, kind, output) {
        (true, ..) => context.format(),
        (_, Some(format), ..) => format,
        (_, None, None, None) => Format::Json,
        _ => Format::Csv,
    };
    if matches!(context.global.format, Some(FormatArg::Table | FormatArg::Markdown | FormatArg::Ids))
        || matches!(format, Format::Table | Format::Markdown | Format::Ids)
    {
        let message =
            say!(context.language, "records are not exported as {format}", "不能以 {format} 格式导出");
        let hint = say!(
            context.language,
            "--format csv, tsv, json, ndjson or yaml; acct list prints tables",
            "可用 --format csv、tsv、json、ndjson、yaml；表格请用 acct list"
        );
        return Err(Failure::usage(message).hint(hint).into());
    }
    Ok(format)
}
