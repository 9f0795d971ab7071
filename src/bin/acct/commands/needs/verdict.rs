//! `acct needs verdict`: what the customer thinks of the final solution.

use acct::domain::kind::Kind;
use acct::domain::record::Field;
use acct::domain::value::Value;
use acct::ops;
use anyhow::Context as _;

use crate::cli::WriteArgs;
use crate::commands::record;
use crate::context::Context;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  acct needs verdict \"Example Steel\" \"Close the books\" 4 --words \"three days at last, but the first month was hard\""
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The need's title, its beginning or number ('#12')
    #[arg(value_name = "NEED")]
    need: String,
    /// From 1 (does not help at all) to 5 (solves it fully)
    #[arg(value_name = "SCORE", allow_hyphen_values = true)]
    verdict: String,
    /// In the customer's words
    #[arg(long, value_name = "TEXT")]
    words: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let entry = resolve::record(context, Kind::Need, &args.account, Some(&args.need))?;
    let mut changes: Vec<(Field, Value)> = Vec::new();
    let given = [("verdict", Some(&args.verdict)), ("verdict_words", args.words.as_ref())];
    for (name, text) in given {
        if let (Some(field), Some(text)) = (Kind::Need.field(name), text) {
            let parsed = context
                .read_values(|reading| field.parse_all(std::slice::from_ref(text), reading))
                .with_context(|| context.labels.field(Kind::Need, field, context.language))?;
            changes.push((field.clone(), parsed.value));
        }
    }
    let written = ops::records::edit(context.writing(args.write)?, Kind::Need, entry.id, &changes)?;
    record::edit::tell(context, &written.value, written.operation.is_some())
}
