//! What `acct import` is told on the command line.

use std::path::PathBuf;
use std::sync::LazyLock;

use acct::domain::kind::Kind;
use acct::import::columns::is_imported;
use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::cli::WriteArgs;
use crate::resolve::quoted;

#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Examples:
  acct import --explain list.xlsx
  acct import accounts.csv --dry-run
  acct import list.csv --map \"Firma=name\" --map \"Code=external_ids:crm\" --map \"Rank=\"
  acct import list.csv --map \"Firma=name\" --save-profile ours
  acct import contacts.csv --profile hubspot
  acct import people.vcf --default \"account=Example Steel\" --create-accounts
  acct import trips.ics --contact \"Ann Example\"
  acct import accounts.csv contacts.csv log.csv --on-conflict update --keep-going
  acct import backup/
  acct import accounts/ --dry-run

Columns are matched by field name, label (English or Chinese), usual synonyms, and then by likeness: what is \
very like is taken and told, what is less so is proposed. Files of usual programs are read by profiles \
(--profiles lists them). Columns of passwords, identity numbers, card or bank account numbers are refused. A \
row that has a company and people becomes an account and its contacts. A cell may hold several values, parted \
by ; ； 、 | or a line break. Empty cells change nothing.

Words around a figure are left out and told: 约3亿, 300人, approx. 300; (1,000) is less than nothing. Of a range \
of employees (100-499, 500+, 少于50人) the first number is kept. Dates such as 03/04/2026 are read in the order \
that another date of their column shows, or that --dates says, else refused.

A column of words where a field has a scale from 1 to 5 is understood where all of them are of one scale: low, medium, \
high as 1, 3, 5; with very low or very high, or 较低 beside 低, as 1 to 5. A signal may be put in the words of the playbook, which knows the \
stage that it speaks for.

A survey as forms export it, with a row for each respondent and a column for each question of the playbook (by its id \
or its words), becomes an answer for each cell; who answered is known by company, name or mail address. Scores such as \
\"5 - Very satisfied\", 5分 and 非常满意 are understood.

A column of the currency (Currency, Currency Code, 币种, or --map \"COLUMN=currency\") says what the amounts of its row \
are in. An amount that names another one is refused.

A customer that stands only on the first line of its group goes to the lines below it, where it stands before what \
is listed, no two lines in a row repeat it, and two groups or more have lines below them, in all a quarter of the lines; \
so does what stands alone in several rows, in a column that says what it is and is empty beside every name. \
Which lines took it is told. A name that stands alone and looks like a heading is refused. Orders without a number, \
visits and the like that are alike are as many records as there are rows in a file.

Without --keep-going one bad row keeps everything out, and the exit code is 1. With it the good rows are kept \
and the exit code is 0; the bad ones are written to FILE.rejects.csv, to be corrected and imported again.

A row is about the account with its external id, credit code or name; a legal form that one of the names \
leaves out, case, width, brackets and traditional characters do not matter. It is also about the account that alone \
has its website, e-mail address or phone number where the row has no name, or the names are alike (a slip of the pen, \
initials, a word written short) and differ in no place, group, legal form or trade, as those of \
daughters and sisters do; that is told. A list without a column for names needs --as, and what has another id in \
the same system is another one. Addresses where anybody may have one (gmail.com, qq.com) tell nothing. A person is \
the one of the account with the same name, or with the same address and a name in common. A row that is none of these and \
looks like an account that is there (another legal form, a slip of the pen, initials, the same website, phone \
or e-mail, the same credit code where its check digit is wrong) is never merged silently: it is asked about in \
a terminal, else written to FILE.review.csv. There the column same_or_new takes same, new, skip or a number \
such as #12; then the file is imported.

Events of a calendar (.ics) become trips: where, from when to when, of the person of ours whom the guests, \
their mail addresses or the title name. An event that names nobody whom we know is rejected; one that was \
imported before is known by its number in the calendar.

A folder that acct export --by-account wrote is imported as a whole: what would change is shown first, record \
by record, and done when that is confirmed or --yes is given. There a value is all there is of it (a list \
too), a key without a value empties its field, and what is not mentioned stays.")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct Args {
    /// The files, or folders of files; - for standard input
    #[arg(value_name = "FILE", required = true, conflicts_with = "profiles")]
    pub(super) files: Vec<PathBuf>,
    /// Which field a column fills; system ids as `external_ids:SYSTEM`, nothing to leave it out (repeat for several)
    #[arg(long = "map", value_name = "HEADER=FIELD")]
    pub(super) maps: Vec<String>,
    /// How a program's files are read: a ready profile (see --profiles) or one of your own; recognised without it
    #[arg(long, value_name = "NAME")]
    pub(super) profile: Option<String>,
    /// Keep how the columns were read under this name, for --profile
    #[arg(long, value_name = "NAME")]
    pub(super) save_profile: Option<String>,
    /// List the profiles
    #[arg(long)]
    pub(super) profiles: bool,
    /// Show what would be understood and why, without a database; nothing is imported. Exit code 1 when it could not be
    #[arg(long, conflicts_with_all = ["profiles", "keep_going", "dry_run", "save_profile"])]
    pub(super) explain: bool,
    /// Import columns though they look like passwords, identity numbers, card or bank account numbers
    #[arg(long)]
    pub(super) allow_sensitive: bool,
    /// What the rows are; guessed from the header without it
    #[arg(long = "as", value_name = "KIND")]
    pub(super) kind: Option<KindArg>,
    /// What to do with a row whose record is there already and differs
    #[arg(long, value_name = "WHAT", default_value = "fail")]
    pub(super) on_conflict: ConflictArg,
    /// What an update may change of a record that is there
    #[arg(long, value_name = "WHICH", default_value = "overwrite")]
    pub(super) fields: FieldsArg,
    /// What to do with a row that looks like an account that is there and does not call it by its name
    #[arg(long, value_name = "WHAT", default_value = "hold")]
    pub(super) near: NearArg,
    /// Where to write the rows that look like accounts that are there
    #[arg(long, value_name = "PATH")]
    pub(super) review: Option<PathBuf>,
    /// Keep the good rows and write the bad ones, with the reasons, to a file
    #[arg(long)]
    pub(super) keep_going: bool,
    /// Where to write the bad rows
    #[arg(long, value_name = "PATH", requires = "keep_going")]
    pub(super) rejects: Option<PathBuf>,
    /// Make accounts that the rows name and that are not there
    #[arg(long)]
    pub(super) create_accounts: bool,
    /// Keep what fills no field under the names of its columns: those that match none, a second phone number or address
    #[arg(long)]
    pub(super) extra: bool,
    /// The encoding; recognised without it
    #[arg(long, value_name = "NAME")]
    pub(super) encoding: Option<String>,
    /// What separates the cells: one character, or tab; recognised without it
    #[arg(long, value_name = "CHARACTER")]
    pub(super) delimiter: Option<String>,
    /// What a field is where the row and the record say nothing, as account=NAME for people of one company (repeat for several)
    #[arg(long = "default", value_name = "FIELD=VALUE")]
    pub(super) defaults: Vec<String>,
    /// Whose the trips of a calendar are, whomever its events name
    #[arg(long, value_name = "NAME")]
    pub(super) contact: Option<String>,
    /// What comes first in dates such as 03/04/2026; without it what another date of the column shows
    #[arg(long, value_name = "WHICH")]
    pub(super) dates: Option<DatesArg>,
    /// The line of the header; found without it
    #[arg(long, value_name = "N")]
    pub(super) header_row: Option<u64>,
    /// The sheet of a spreadsheet, or the section of a document, by name or number; all of them without it
    #[arg(long, value_name = "NAME")]
    pub(super) sheet: Option<String>,
    #[command(flatten)]
    pub(super) write: WriteArgs,
}

impl Args {
    /// What has to be said again of rows that were written aside, so that they are imported as their table was.
    pub(super) fn again(&self) -> String {
        let mut words: Vec<String> = Vec::new();
        let mut say = |flag: &str, value: &str| words.push(format!("{flag} {}", quoted(value)));
        self.maps.iter().for_each(|map| say("--map", map));
        self.defaults.iter().for_each(|default| say("--default", default));
        let named = |value: Option<PossibleValue>| value.map(|value| value.get_name().to_owned());
        let chosen = [
            ("--profile", self.profile.clone()),
            ("--as", self.kind.and_then(|kind| named(kind.to_possible_value()))),
            ("--on-conflict", named(self.on_conflict.to_possible_value()).filter(|word| word != "fail")),
            ("--fields", named(self.fields.to_possible_value()).filter(|word| word != "overwrite")),
            ("--dates", self.dates.and_then(|dates| named(dates.to_possible_value()))),
            ("--encoding", self.encoding.clone()),
        ];
        for (flag, value) in &chosen {
            if let Some(value) = value {
                say(flag, value);
            }
        }
        for (flag, is_on) in [
            ("--create-accounts", self.create_accounts),
            ("--extra", self.extra),
            ("--allow-sensitive", self.allow_sensitive),
            ("--keep-going", self.keep_going),
        ] {
            words.extend(is_on.then(|| flag.to_owned()));
        }
        words.iter().map(|word| format!(" {word}")).collect()
    }
}

/// A kind of record, called as its records are.
#[derive(Clone, Copy, Debug)]
pub(super) struct KindArg(pub(super) Kind);

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
pub(super) enum FieldsArg {
    /// All that the row gives
    Overwrite,
    /// Only what is empty
    Fill,
    /// All where the row was changed later than the record, else only what is empty
    KeepNewer,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum DatesArg {
    /// 03/04/2026 is the third of April
    DayFirst,
    /// 03/04/2026 is the fourth of March
    MonthFirst,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum NearArg {
    /// It is written to FILE.review.csv, to be decided about and imported again
    Hold,
    /// It makes a new account, which is told
    Create,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ConflictArg {
    /// The row is a bad one
    Fail,
    /// The record stays as it is
    Skip,
    /// The row's cells change the record
    Update,
}
