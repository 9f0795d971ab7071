//! `acct import`: records from CSV files, matched with those that are there, as one operation.

mod rejects;
mod screen;
mod tell;

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use acct::domain::kind::Kind;
use acct::domain::language::Bilingual;
use acct::domain::parse::Reading;
use acct::import::columns::{Rule, Unmatched, Vocabulary};
use acct::import::encoding::{self, Encoding};
use acct::ops::import::{BadRows, Input, OnConflict, Order, UnknownAccounts};
use acct::say;
use anyhow::Context as _;
use clap::ValueEnum;

use crate::cli::WriteArgs;
use crate::context::Context;
use crate::failure::Failure;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  acct import accounts.csv --dry-run
  acct import list.csv --map \"Firma=name\" --map \"Code=external_ids:crm\" --map \"Rank=\"
  acct import accounts.csv contacts.csv log.csv --on-conflict update --keep-going

Columns are matched by field name, label (English or Chinese) and usual synonyms. A cell may hold
several values, parted by ; ； 、 | or a line break. Empty cells change nothing.
Without --keep-going one bad row keeps everything out, and the exit code is 1. With it the good
rows are kept and the exit code is 0; the bad ones are written to FILE.rejects.csv, to be corrected
and imported again.")]
pub(crate) struct Args {
    /// The files; - for standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Which field a column fills; system ids as `external_ids:SYSTEM`, nothing to leave it out (repeat for several)
    #[arg(long = "map", value_name = "HEADER=FIELD")]
    maps: Vec<String>,
    /// What the rows are; guessed from the header without it
    #[arg(long = "as", value_name = "KIND")]
    kind: Option<KindArg>,
    /// What to do with a row whose record is there already and differs
    #[arg(long, value_name = "WHAT", default_value = "fail")]
    on_conflict: ConflictArg,
    /// Keep the good rows and write the bad ones, with the reasons, to a file
    #[arg(long)]
    keep_going: bool,
    /// Where to write the bad rows
    #[arg(long, value_name = "PATH", requires = "keep_going")]
    rejects: Option<PathBuf>,
    /// Make accounts that the rows name and that are not there
    #[arg(long)]
    create_accounts: bool,
    /// Keep columns that match no field, under their own names
    #[arg(long)]
    extra: bool,
    /// The encoding; recognised without it
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// What separates the cells: one character, or tab; recognised without it
    #[arg(long, value_name = "CHARACTER")]
    delimiter: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum KindArg {
    Accounts,
    Contacts,
    Needs,
    Log,
    Plans,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ConflictArg {
    /// The row is a bad one
    Fail,
    /// The record stays as it is
    Skip,
    /// The row's cells change the record
    Update,
}

impl KindArg {
    fn kind(self) -> Kind {
        match self {
            Self::Accounts => Kind::Account,
            Self::Contacts => Kind::Contact,
            Self::Needs => Kind::Need,
            Self::Log => Kind::Interaction,
            Self::Plans => Kind::Plan,
        }
    }
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let language = context.language;
    let rules = args.maps.iter().map(|text| Rule::parse(text)).collect::<Result<Vec<Rule>, _>>();
    let rules = rules.map_err(|error| Failure::usage(error.told_in(language)))?;
    let encoding = named_encoding(context, args.encoding.as_deref())?;
    let delimiter = args.delimiter.as_deref().map(|text| delimiter(context, text)).transpose()?;
    let paths = if args.keep_going && !args.write.dry_run {
        rejects::paths(context, &args.files, args.rejects.as_deref())?
    } else {
        Vec::new()
    };
    let inputs =
        args.files.iter().map(|path| input(context, path)).collect::<anyhow::Result<Vec<Input>>>()?;
    let (labels, schema, currency, today) =
        (context.labels.clone(), context.schema.clone(), context.currency, context.today);
    let order = Order {
        kind: args.kind.map(KindArg::kind),
        encoding,
        delimiter,
        rules: &rules,
        unmatched: if args.extra { Unmatched::Keep } else { Unmatched::LeaveOut },
        on_conflict: match args.on_conflict {
            ConflictArg::Fail => OnConflict::Fail,
            ConflictArg::Skip => OnConflict::Skip,
            ConflictArg::Update => OnConflict::Update,
        },
        bad_rows: if args.keep_going { BadRows::LeaveOut } else { BadRows::Refuse },
        unknown_accounts: if args.create_accounts {
            UnknownAccounts::Create
        } else {
            UnknownAccounts::Refuse
        },
        words: Vocabulary { schema: &schema, labels: &labels },
        reading: &Reading { today, currency, words: &labels },
    };
    let mut screen = screen::Screen::new(context, &inputs, paths, interruption()?);
    let imported = acct::ops::import::run(context.writing(args.write)?, &inputs, &order, &mut screen);
    let seen = screen.finish(imported.as_ref().is_ok_and(|imported| !imported.refused))?;
    tell::told(context, &imported?, args.write, &seen)
}

fn named_encoding(context: &Context, label: Option<&str>) -> anyhow::Result<Option<&'static Encoding>> {
    let found = label.map(encoding::named).transpose();
    Ok(found.map_err(|error| Failure::usage(format!("--encoding: {}", error.told_in(context.language))))?)
}

fn delimiter(context: &Context, text: &str) -> anyhow::Result<u8> {
    match (text, text.as_bytes()) {
        ("tab" | "\\t", _) => Ok(b'\t'),
        (_, [byte]) if byte.is_ascii() => Ok(*byte),
        _ => {
            let message = say!(
                context.language,
                "--delimiter \"{text}\" is not one plain character",
                "--delimiter “{text}”不是单个普通字符"
            );
            Err(Failure::usage(message).into())
        }
    }
}

fn input(context: &Context, path: &Path) -> anyhow::Result<Input> {
    let name = path.display().to_string();
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).context("standard input")?;
        return Ok(Input { name: say!(context.language, "standard input", "标准输入"), bytes });
    }
    match std::fs::read(path) {
        Ok(bytes) => Ok(Input { name, bytes }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(Failure::refused(say!(context.language, "there is no file {name}", "没有文件 {name}")).into())
        }
        Err(error) => Err(error).context(name),
    }
}

/// What Ctrl-C sets. A second Ctrl-C ends the program at once; the database then takes everything back itself.
fn interruption() -> anyhow::Result<Arc<AtomicBool>> {
    let interrupted = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&interrupted);
    ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(crate::failure::INTERRUPTED));
        }
    })?;
    Ok(interrupted)
}
