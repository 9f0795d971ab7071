//! `acct log ...`

mod done;

use acct::domain::interaction::Interaction;
use acct::domain::kind::Kind;
use acct::domain::language::Language;
use acct::say;
use clap::Subcommand;

use super::record;
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::failure::hinting_if_ahead;
use crate::flags::Flags;
use crate::resolve;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Add a visit, call or mail
    Add(AddArgs),
    /// List them, newest first, of one account or of all
    List(ListArgs),
    /// Show one
    Show(ShowArgs),
    /// Change one
    Edit(EditArgs),
    /// Mark the next step that was agreed as done
    Done(done::Args),
    /// Remove one
    Remove(RemoveArgs),
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct log add \"Example Steel\" \"First visit to the plant\" --kind visit --contact \"Ann Example\" --contact \"Bob Example\" --learnt \"closing takes 12 days\" --next-step \"send two references\" --next-date \"next friday\"\n  acct log add \"Example Steel\" \"Price talks\" --signal asks_for_price_cut\n  acct log add \"Example Steel\" \"References handed over\" --done '#12'"
)]
pub(crate) struct AddArgs {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// What it was, in a few words (asked for when missing)
    #[arg(value_name = "TEXT")]
    text: Option<String>,
    #[command(flatten)]
    flags: Flags<Interaction>,
    /// A signal that was seen, by its identifier; acct stage signal --list shows all (repeat for several)
    #[arg(long = "signal", value_name = "SIGNAL")]
    signals: Vec<String>,
    /// The number of an entry whose next step is done with this one ('#12'; repeat for several)
    #[arg(long = "done", value_name = "ENTRY")]
    done: Vec<String>,
    #[command(flatten)]
    write: WriteArgs,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct log list \"Example Steel\"\n  acct log list --where \"next_date<=today\" --sort next_date\n  acct log list --where kind=visit --where \"date>=-30d\""
)]
pub(crate) struct ListArgs {
    /// Only of this account
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    #[command(flatten)]
    list: record::list::Args,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct log show '#12'\n  acct log show \"Example Steel\" \"First visit\" --json"
)]
pub(crate) struct ShowArgs {
    /// The account, or the number alone ('#12')
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// How its text begins
    #[arg(value_name = "ENTRY")]
    entry: Option<String>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  acct log edit '#12' --next-step \"call the plant\" --next-date +7d")]
pub(crate) struct EditArgs {
    /// The account, or the number alone ('#12')
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// How its text begins; --summary gives another one
    #[arg(value_name = "ENTRY")]
    entry: Option<String>,
    #[command(flatten)]
    flags: Flags<Interaction>,
    #[command(flatten)]
    options: record::edit::EditOptions,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  acct log remove '#12' --dry-run")]
pub(crate) struct RemoveArgs {
    #[command(flatten)]
    remove: record::remove::Args,
    /// How its text begins
    #[arg(value_name = "ENTRY")]
    entry: Option<String>,
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Add(args) => {
            let account = resolve::account(context, &args.account)?;
            let language = context.language;
            let open = done::open(context, &account)?;
            done::add(context, &account, args, &open)
                .map_err(|error| hinting_if_ahead(error, language, planned(language)))?;
            done::tell_overtaken(context, &account, &open)
        }
        Command::List(args) => list(context, args),
        Command::Show(args) => {
            let entry = resolve::record(context, Kind::Interaction, &args.account, args.entry.as_deref())?;
            record::show::run(context, &entry, false)
        }
        Command::Edit(args) => {
            let entry = resolve::record(context, Kind::Interaction, &args.account, args.entry.as_deref())?;
            let language = context.language;
            record::edit::run(context, &entry, &args.flags, &args.options)
                .map_err(|error| hinting_if_ahead(error, language, planned(language)))
        }
        Command::Done(args) => done::run(context, &args),
        Command::Remove(args) => {
            record::remove::run(context, Kind::Interaction, &args.remove, args.entry.as_deref())
        }
    }
}

fn planned(language: Language) -> String {
    say!(
        language,
        "what is planned goes with --next-step TEXT --next-date DATE",
        "计划中的事请用 --next-step 内容 --next-date 日期"
    )
}

fn list(context: &mut Context, mut args: ListArgs) -> anyhow::Result<()> {
    let account = match &args.account {
        Some(account) => Some(resolve::account(context, account)?.id),
        None => None,
    };
    args.list.list.sort.get_or_insert_with(|| "-date".to_owned());
    record::list::run(context, Kind::Interaction, account, &args.list)
}
