//! `acct import`: records from CSV files, matched with those that are there, as one operation.

mod arrange;
mod aside;
mod data;
mod decide;
mod explain;
mod folder;
mod input;
mod profiles;
mod screen;
mod tell;
mod tell_columns;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use acct::domain::kind::Kind;
use acct::domain::language::Bilingual;
use acct::domain::parse::Reading;
use acct::import::columns::profile::Profile;
use acct::import::columns::{
    Columns, Mapping, Profiles, Rule, Sensitive, Unmatched, Vocabulary, is_imported,
};
use acct::import::encoding::{self, Charset};
use acct::import::explain::Asked;
use acct::import::source::Source;
use acct::ops::import::{BadRows, Fields, LookAlikes, OnConflict, Order, UnknownAccounts};
use acct::say;
use anyhow::Context as _;
use clap::ValueEnum;
use clap::builder::PossibleValue;

pub(super) use self::folder::is_document;

use self::aside::{AsideFiles, Destination, Why};
use self::profiles::Used;
use self::screen::Seen;
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::failure::Failure;

#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Examples:
  acct import --explain list.xlsx
  acct import accounts.csv --dry-run
  acct import list.csv --map \"Firma=name\" --map \"Code=external_ids:crm\" --map \"Rank=\"
  acct import list.csv --map \"Firma=name\" --save-profile ours
  acct import contacts.csv --profile hubspot
  acct import accounts.csv contacts.csv log.csv --on-conflict update --keep-going
  acct import backup/
  acct import accounts/ --dry-run

Columns are matched by field name, label (English or Chinese), usual synonyms, and then by
likeness: what is very like is taken and told, what is less so is proposed. Files of usual programs
are read by profiles (--profiles lists them). Columns of passwords, identity numbers or card numbers
are refused. A row that has a company and people becomes an account and its contacts. A cell may hold
several values, parted by ; ； 、 | or a line break. Empty cells change nothing.
Without --keep-going one bad row keeps everything out, and the exit code is 1. With it the good
rows are kept and the exit code is 0; the bad ones are written to FILE.rejects.csv, to be corrected
and imported again.

A row is about the account with its external id, credit code or name; a legal form that one of the
names leaves out, case, width, brackets and traditional characters do not matter. A row that is none
of these and looks like an account that is there (another legal form, a slip of the pen, initials,
the same website, phone or e-mail) is never merged silently: it is asked about in a terminal, else
written to FILE.review.csv. There the column same_or_new takes same, new, skip or a number such as
#12; then the file is imported.

A folder that acct export --by-account wrote is imported as a whole: what would change is shown
first, record by record, and done when that is confirmed or --yes is given. There a value is all
there is of it (a list too), a key without a value empties its field, and what is not mentioned
stays.")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct Args {
    /// The files, or folders of files; - for standard input
    #[arg(value_name = "FILE", required = true, conflicts_with = "profiles")]
    files: Vec<PathBuf>,
    /// Which field a column fills; system ids as `external_ids:SYSTEM`, nothing to leave it out (repeat for several)
    #[arg(long = "map", value_name = "HEADER=FIELD")]
    maps: Vec<String>,
    /// How a program's files are read: a ready profile (see --profiles) or one of your own; recognised without it
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Keep how the columns were read under this name, for --profile
    #[arg(long, value_name = "NAME")]
    save_profile: Option<String>,
    /// List the profiles
    #[arg(long)]
    profiles: bool,
    /// Show what would be understood and why, without a database; nothing is imported
    #[arg(long, conflicts_with_all = ["profiles", "keep_going", "dry_run", "save_profile"])]
    explain: bool,
    /// Import columns though they look like passwords, identity numbers or card numbers
    #[arg(long)]
    allow_sensitive: bool,
    /// What the rows are; guessed from the header without it
    #[arg(long = "as", value_name = "KIND")]
    kind: Option<KindArg>,
    /// What to do with a row whose record is there already and differs
    #[arg(long, value_name = "WHAT", default_value = "fail")]
    on_conflict: ConflictArg,
    /// What an update may change of a record that is there
    #[arg(long, value_name = "WHICH", default_value = "overwrite")]
    fields: FieldsArg,
    /// What to do with a row that looks like an account that is there and does not call it by its name
    #[arg(long, value_name = "WHAT", default_value = "hold")]
    near: NearArg,
    /// Where to write the rows that look like accounts that are there
    #[arg(long, value_name = "PATH")]
    review: Option<PathBuf>,
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
    /// The line of the header; found without it
    #[arg(long, value_name = "N")]
    header_row: Option<u64>,
    /// The sheet of a spreadsheet, or the section of a document, by name or number; all of them without it
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

/// A kind of record, called as its records are.
#[derive(Clone, Copy, Debug)]
struct KindArg(Kind);

impl ValueEnum for KindArg {
    fn value_variants<'a>() -> &'a [Self] {
        static KINDS: LazyLock<Vec<KindArg>> = LazyLock::new(|| {
            Kind::ALL.iter().copied().filter(|kind| is_imported(*kind)).map(KindArg).collect()
        });
        &KINDS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let plural = self.0.plural();
        Some(match self.0 {
            Kind::Interaction => PossibleValue::new("log").alias(plural),
            _ => PossibleValue::new(plural.replace('_', "-")).alias(plural),
        })
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FieldsArg {
    /// All that the row gives
    Overwrite,
    /// Only what is empty
    Fill,
    /// All where the row was changed later than the record, else only what is empty
    KeepNewer,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum NearArg {
    /// It is written to FILE.review.csv, to be decided about and imported again
    Hold,
    /// It makes a new account, which is told
    Create,
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

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    import(context, args, Asking::AboutHeld)
}

fn import(context: &mut Context, args: &Args, asking: Asking) -> anyhow::Result<()> {
    if args.profiles {
        return profiles::list(context);
    }
    if let Some(documents) = folder::documents(context, &args.files)? {
        return folder::run(context, &documents, args.write);
    }
    let paths = input::paths(context, &args.files)?;
    let inputs =
        paths.iter().map(|path| input::source(context, path)).collect::<anyhow::Result<Vec<Source>>>()?;
    let mapping = mapping(context, args)?;
    let stated = Stated::of(args, &mapping);
    let (labels, schema) = (context.labels.clone(), context.schema.clone());
    let reading = Reading { today: context.today, currency: context.currency, words: &labels };
    let asked = Asked {
        charset: named_encoding(context, stated.encoding)?,
        delimiter: stated.delimiter.map(|text| delimiter(context, text)).transpose()?,
        header_line: args.header_row,
        part: stated.sheet,
        mapping: &mapping,
        words: Vocabulary { schema: &schema, labels: &labels },
        reading: &reading,
    };
    if args.explain {
        return explain::run(context, &inputs, &asked);
    }
    let (rejects, reviews) = set_aside(context, args, &paths)?;
    let (rules, save_as) = arranged(context, args, &inputs, &asked)?;
    let kept = match save_as.as_deref().filter(|_| !args.write.dry_run) {
        Some(name) => Some((name, profiles::place(context, name)?)),
        None => None,
    };
    let order_mapping = Mapping { rules, ..mapping.clone() };
    let order = order(args, &Asked { mapping: &order_mapping, ..asked });
    let mut screen = screen::Screen::new(context, rejects, reviews, crate::prompt::interruption()?);
    let imported = acct::ops::import::run(context.writing(args.write)?, &inputs, &order, &mut screen);
    let seen = screen.finish(imported.as_ref().is_ok_and(|imported| !imported.refused))?;
    let imported = imported?;
    if let Some((name, place)) = kept.filter(|_| !imported.refused) {
        let tables: Vec<&Columns> = imported.files.iter().map(|file| &file.columns).collect();
        profiles::keep(context, name, place, &Used { tables, stated })?;
    }
    tell::told(context, &imported, args.write, &seen)?;
    if asking == Asking::AboutHeld && context.asks() && !context.global.yes && !seen.undecided.is_empty() {
        decided(context, args, &paths, &seen)?;
    }
    Ok(())
}

/// Where rows go that are rejected, and those that are held back.
fn set_aside(
    context: &Context,
    args: &Args,
    paths: &[PathBuf],
) -> anyhow::Result<(Option<AsideFiles>, Option<AsideFiles>)> {
    let aside = |why: Why, path: Option<&Path>| -> anyhow::Result<AsideFiles> {
        Ok(AsideFiles::at(Destination::choose(why, context, paths, path)?))
    };
    let is_kept = !args.write.dry_run;
    let rejects =
        (args.keep_going && is_kept).then(|| aside(Why::Rejected, args.rejects.as_deref())).transpose()?;
    let reviews = is_kept.then(|| aside(Why::Held, args.review.as_deref())).transpose()?;
    Ok((rejects, reviews))
}

/// How files are read, as the command line or else the profile says.
#[derive(Clone, Copy)]
struct Stated<'s> {
    encoding: Option<&'s str>,
    delimiter: Option<&'s str>,
    sheet: Option<&'s str>,
}

impl<'s> Stated<'s> {
    fn of(args: &'s Args, mapping: &'s Mapping) -> Self {
        let profile = match &mapping.profiles {
            Profiles::Chosen(profiles) => profiles.first(),
            Profiles::Recognised(_) => None,
        };
        let said = |given: &'s Option<String>, of_profile: fn(&'s Profile) -> &'s Option<String>| {
            given.as_deref().or_else(|| profile.and_then(|profile| of_profile(profile).as_deref()))
        };
        Self {
            encoding: said(&args.encoding, |profile| &profile.encoding),
            delimiter: said(&args.delimiter, |profile| &profile.delimiter),
            sheet: said(&args.sheet, |profile| &profile.sheet),
        }
    }
}

/// How columns are to be matched, as the command line says.
fn mapping(context: &Context, args: &Args) -> anyhow::Result<Mapping> {
    let rules = args.maps.iter().map(|text| Rule::parse(text)).collect::<Result<Vec<Rule>, _>>();
    Ok(Mapping {
        kind: args.kind.map(|KindArg(kind)| kind),
        rules: rules.map_err(|error| Failure::usage(error.told_in(context.language)))?,
        unmatched: if args.extra { Unmatched::Keep } else { Unmatched::LeaveOut },
        profiles: profiles::considered(context, args.profile.as_deref())?,
        sensitive: if args.allow_sensitive { Sensitive::Allow } else { Sensitive::Refuse },
    })
}

/// The rules that there are with those that a person adds who is there to be asked, and the name under which all are to
/// be kept.
fn arranged(
    context: &mut Context,
    args: &Args,
    inputs: &[Source],
    asked: &Asked,
) -> anyhow::Result<(Vec<Rule>, Option<String>)> {
    let mut rules = asked.mapping.rules.clone();
    let mut save_as = args.save_profile.clone();
    if context.asks() && !context.global.yes {
        let said = arrange::arranged(context, inputs, asked)?;
        if !said.is_empty() && save_as.is_none() && !args.write.dry_run {
            save_as = arrange::offered_name(context)?;
        }
        rules.extend(said);
    }
    Ok((rules, save_as))
}

fn order<'a>(args: &Args, asked: &Asked<'a>) -> Order<'a> {
    Order {
        charset: asked.charset,
        delimiter: asked.delimiter,
        header_line: asked.header_line,
        part: asked.part,
        mapping: asked.mapping,
        on_conflict: match args.on_conflict {
            ConflictArg::Fail => OnConflict::Fail,
            ConflictArg::Skip => OnConflict::Skip,
            ConflictArg::Update => OnConflict::Update,
        },
        fields: match args.fields {
            FieldsArg::Overwrite => Fields::Overwrite,
            FieldsArg::Fill => Fields::Fill,
            FieldsArg::KeepNewer => Fields::KeepNewer,
        },
        look_alikes: match args.near {
            NearArg::Hold => LookAlikes::Hold,
            NearArg::Create => LookAlikes::Create,
        },
        bad_rows: if args.keep_going { BadRows::LeaveOut } else { BadRows::Refuse },
        unknown_accounts: if args.create_accounts {
            UnknownAccounts::Create
        } else {
            UnknownAccounts::Refuse
        },
        words: asked.words,
        reading: asked.reading,
    }
}

/// Asks about the rows that were held back, and imports those about which something was decided.
fn decided(context: &mut Context, args: &Args, paths: &[PathBuf], seen: &Seen) -> anyhow::Result<()> {
    let Some(decisions) = decide::asked(context, &seen.tables, &seen.undecided)? else { return Ok(()) };
    let files = AsideFiles::at(Destination::choose(Why::Held, context, paths, None)?);
    let decided = decide::written(files, context, &seen.tables, &seen.undecided, &decisions)?;
    let again = Args {
        files: decided.clone(),
        review: None,
        save_profile: None,
        rejects: None,
        header_row: None,
        sheet: None,
        ..args.clone()
    };
    import(context, &again, Asking::AboutNothing)?;
    // What is still open was written aside anew.
    for path in seen.reviews.iter().map(|(path, _)| path).chain(&decided) {
        std::fs::remove_file(path).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

/// Whether a person is asked about rows that were held back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asking {
    AboutHeld,
    AboutNothing,
}

fn named_encoding(context: &Context, label: Option<&str>) -> anyhow::Result<Option<Charset>> {
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
