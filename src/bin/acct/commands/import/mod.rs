//! `acct import`: records from files of any kind, matched with those that are there, as one operation.

mod advice;
mod args;
mod arrange;
mod aside;
mod data;
mod decide;
mod explain;
mod folder;
mod held;
mod input;
mod profiles;
mod refusal;
mod rows;
mod screen;
mod tell;
mod tell_columns;
mod tell_values;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use acct::domain::date::DayOrder;
use acct::domain::language::Bilingual;
use acct::domain::parse::Reading;
use acct::import::columns::profile::Profile;
use acct::import::columns::{
    ColumnError, Columns, Fallback, Mapping, Profiles, Rule, Sensitive, Unmatched, Vocabulary,
};
use acct::import::encoding::{self, Charset};
use acct::import::explain::Asked;
use acct::import::source::Source;
use acct::ops::import::{BadRows, Fields, LookAlikes, OnConflict, Order, UnknownAccounts};
use acct::say;

pub(crate) use self::args::Args;
pub(super) use self::folder::is_document;

use self::args::{ConflictArg, DatesArg, FieldsArg, KindArg, NearArg};
use self::aside::{AsideFiles, Destination, Why};
use self::profiles::Used;
use self::screen::Screen;
use crate::context::Context;
use crate::failure::Failure;

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    import(context, args, &Asking::AboutAll)
}

fn import(context: &mut Context, args: &Args, asking: &Asking) -> anyhow::Result<()> {
    if args.profiles {
        return profiles::list(context);
    }
    if let Some(documents) = folder::documents(context, &args.files)? {
        let sensitive = if args.allow_sensitive { Sensitive::Allow } else { Sensitive::Refuse };
        return folder::run(context, &documents, (args.write, sensitive));
    }
    let paths = input::paths(context, &args.files)?;
    let inputs = input::sources(context, &paths);
    let inputs = refusal::with_data(context, args.write, inputs)?;
    let mut mapping = mapping(context, args)?;
    let mut inputs = inputs;
    if let Asking::AboutNothing { rules, called } = asking {
        mapping.rules.clone_from(rules);
        for input in &mut inputs {
            input.name.clone_from(called);
        }
    }
    let stated = Stated::of(args, &mapping, asking);
    let (labels, schema) = (context.labels.clone(), context.schema.clone());
    let reading = Reading { today: context.today, currency: context.currency, words: &labels };
    let playbook = context.method();
    let asked = Asked {
        charset: named_encoding(context, stated.encoding)?,
        delimiter: stated.delimiter.map(|text| delimiter(context, text)).transpose()?,
        header_line: args.header_row,
        part: stated.sheet,
        mapping: &mapping,
        words: Vocabulary { schema: &schema, labels: &labels },
        reading: &reading,
        playbook: &playbook,
    };
    if args.explain {
        return explain::run(context, &inputs, &asked);
    }
    let (rejects, reviews) = asides(context, args, &paths)?;
    let (order_mapping, save_as) = match asking {
        Asking::AboutAll => arranged(context, args, &inputs, &asked)?,
        Asking::AboutNothing { .. } => (mapping.clone(), None),
    };
    let kept = match save_as.as_deref().filter(|_| !args.write.dry_run) {
        Some(name) => Some((name, profiles::place(context, name)?)),
        None => None,
    };
    let order = order(args, &Asked { mapping: &order_mapping, ..asked });
    let mut screen = Screen::new(context, rejects, reviews, crate::prompt::interruption()?);
    let imported = acct::ops::import::run(context.writing(args.write)?, &inputs, &order, &mut screen);
    let mut seen = screen.finish(imported.as_ref().is_ok_and(|imported| !imported.refused))?;
    let imported = refusal::with_data(context, args.write, imported.map_err(anyhow::Error::from))?;
    if let Some((name, place)) = kept.filter(|_| !imported.refused) {
        let tables: Vec<&Columns> = imported.files.iter().map(|file| &file.columns).collect();
        profiles::keep(context, name, place, &Used { tables, stated })?;
    }
    tell::told(context, &imported, args, &mut seen)?;
    let is_asked = matches!(asking, Asking::AboutAll) && context.asks() && !context.global.yes;
    if is_asked && !seen.undecided.is_empty() {
        held::decided(context, args, &order_mapping.rules, &paths, &seen)
    } else {
        tell::tell_aside(context, Why::Held, &seen.reviews, &args.again());
        Ok(())
    }
}

/// Where rows go that are rejected or held back. A dry run writes none.
fn asides(
    context: &Context,
    args: &Args,
    paths: &[PathBuf],
) -> anyhow::Result<(Option<AsideFiles>, Option<AsideFiles>)> {
    if args.rejects.is_some() && args.rejects == args.review {
        let message = say!(
            context.language,
            "--rejects and --review name the same file",
            "--rejects 与 --review 是同一个文件"
        );
        return Err(Failure::usage(message).into());
    }
    if args.write.dry_run {
        return Ok((None, None));
    }
    let aside = |why: Why, path: Option<&Path>| -> anyhow::Result<AsideFiles> {
        Ok(AsideFiles::at(Destination::choose(why, context, paths, path)?))
    };
    let rejects = args.keep_going.then(|| aside(Why::Rejected, args.rejects.as_deref())).transpose()?;
    Ok((rejects, Some(aside(Why::Held, args.review.as_deref())?)))
}

/// What a person is asked about, where one is there.
enum Asking {
    /// About columns that are not clear, and about rows that were held back.
    AboutAll,
    /// It was asked before: these are the rules for the columns.
    AboutNothing {
        rules: Vec<Rule>,
        /// What the rows are called that were written aside and are gone afterwards.
        called: String,
    },
}

/// How files are read, as the command line or else the profile says.
#[derive(Clone, Copy)]
struct Stated<'s> {
    encoding: Option<&'s str>,
    delimiter: Option<&'s str>,
    sheet: Option<&'s str>,
    dates: Option<DayOrder>,
}

impl<'s> Stated<'s> {
    fn of(args: &'s Args, mapping: &'s Mapping, asking: &Asking) -> Self {
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
            sheet: match asking {
                Asking::AboutAll => said(&args.sheet, |profile| &profile.sheet),
                // Rows that were written aside stand in no sheet any more.
                Asking::AboutNothing { .. } => None,
            },
            dates: mapping.dates.or_else(|| profile.and_then(|profile| profile.dates)),
        }
    }
}

/// How columns are to be matched, as the command line says.
fn mapping(context: &Context, args: &Args) -> anyhow::Result<Mapping> {
    let of_person = args.contact.as_ref().map(|_| Ok(Rule::of("contact", "")));
    let rules = args.maps.iter().map(|text| Rule::parse(text)).chain(of_person);
    let rules = rules.collect::<Result<Vec<Rule>, _>>();
    let words = Vocabulary { schema: &context.schema, labels: &context.labels };
    let person = args.contact.iter().map(|name| format!("contact={name}"));
    let defaults = args.defaults.iter().cloned().chain(person);
    let fallbacks = defaults.map(|text| Fallback::parse(&text, words)).collect::<Result<_, _>>();
    Ok(Mapping {
        fallbacks: fallbacks.map_err(|error: ColumnError| Failure::usage(error.told_in(context.language)))?,
        kind: args.kind.map(|KindArg(kind)| kind),
        rules: rules.map_err(|error| Failure::usage(error.told_in(context.language)))?,
        unmatched: if args.extra { Unmatched::Keep } else { Unmatched::LeaveOut },
        profiles: profiles::considered(context, args.profile.as_deref())?,
        kinds: BTreeMap::new(),
        sensitive: if args.allow_sensitive { Sensitive::Allow } else { Sensitive::Refuse },
        dates: args.dates.map(|dates| match dates {
            DatesArg::DayFirst => DayOrder::DayFirst,
            DatesArg::MonthFirst => DayOrder::MonthFirst,
        }),
    })
}

/// What is said of columns and tables with what a person adds who is there to be asked, and the name under which all is to
/// be kept.
fn arranged(
    context: &mut Context,
    args: &Args,
    inputs: &[Source],
    asked: &Asked,
) -> anyhow::Result<(Mapping, Option<String>)> {
    let mut mapping = asked.mapping.clone();
    let mut save_as = args.save_profile.clone();
    if context.asks() && !context.global.yes {
        let said = arrange::arranged(context, inputs, asked)?;
        if !said.is_empty() && save_as.is_none() && !args.write.dry_run {
            let stem = inputs.first().and_then(|input| Path::new(&input.name).file_stem());
            let proposed = stem.map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            save_as = arrange::offered_name(context, &proposed)?;
        }
        mapping = said.beside(&mapping);
    }
    Ok((mapping, save_as))
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
