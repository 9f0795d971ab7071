//! `acct needs confirm`: who at the customer confirmed that a need is understood rightly.

use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::record::Field;
use acct::domain::value::Value;
use acct::ops;
use anyhow::Context as _;

use crate::cli::WriteArgs;
use crate::commands::record;
use crate::context::Context;
use crate::flags;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  acct needs confirm \"Example Steel\" \"Close the books\" --by \"Ann Example\" --date yesterday"
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The need's title, its beginning or number ('#12')
    #[arg(value_name = "NEED")]
    need: String,
    /// The contact who confirmed it
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// When (without it, today)
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    date: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: Args) -> anyhow::Result<()> {
    let entry = resolve::record(context, Kind::Need, &args.account, Some(&args.need))?;
    let question = pick(context.language, "Who confirmed it?", "谁确认的？");
    let by = context.ask_unless_given(args.by, question, "--by")?;
    let account = entry.account().context("a need belongs to an account")?;
    let mut changes: Vec<(Field, Value)> = Vec::new();
    if let Some(field) = Kind::Need.field("confirmed_by") {
        let person = resolve::child(context, Kind::Contact, account, &by)?.id;
        changes.push((field.clone(), Value::Link(person)));
    }
    if let Some(field) = Kind::Need.field("confirmed_on") {
        let date = match args.date {
            Some(text) => flags::read(context, field, &[text], Some(account))?,
            None => Value::Date(context.today),
        };
        changes.push((field.clone(), date));
    }
    let written = ops::records::edit(context.writing(args.write)?, Kind::Need, entry.id, &changes)?;
    record::edit::tell(context, &written.value, written.operation.is_some())
}
