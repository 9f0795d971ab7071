//! `acct needs verdict`: what the customer thinks of the final solution.

use acct::domain::id::number_of;
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::record::{Entry, Field};
use acct::domain::value::Value;
use acct::ops;
use acct::say;
use anyhow::Context as _;

use crate::cli::WriteArgs;
use crate::commands::record;
use crate::context::Context;
use crate::failure::Failure;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct needs verdict \"Example Steel\" \"Close the books\" 4 --words \"three days at last, but the first month was hard\"\n  acct needs verdict '#12' 4"
)]
pub(crate) struct Args {
    /// The account, or the need's number alone ('#12')
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The need's title or its beginning; not with its number alone
    #[arg(value_name = "NEED", allow_hyphen_values = true)]
    need: String,
    /// From 1 (does not help at all) to 5 (solves it fully)
    #[arg(value_name = "SCORE", allow_hyphen_values = true)]
    verdict: Option<String>,
    /// In the customer's words
    #[arg(long, value_name = "TEXT")]
    words: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let (entry, verdict) = need_and_verdict(context, args)?;
    let mut changes: Vec<(Field, Value)> = Vec::new();
    let given = [("verdict", Some(&verdict)), ("verdict_words", args.words.as_ref())];
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

/// The need that is meant, and the score: behind the account and the need, or behind the number of the need alone.
fn need_and_verdict(context: &mut Context, args: &Args) -> anyhow::Result<(Entry, String)> {
    let is_numbered = number_of(&args.account).is_some();
    let found = match &args.verdict {
        None if is_numbered => {
            let entry = resolve::record(context, Kind::Need, &args.account, None)?;
            return Ok((entry, args.need.clone()));
        }
        _ => resolve::record(context, Kind::Need, &args.account, Some(&args.need)),
    };
    // A number may have been meant as that of a need, with more behind it than the score.
    let entry = found.map_err(|error| match error.downcast::<Failure>() {
        Ok(failure) if is_numbered => {
            let number = resolve::quoted(&args.account);
            let hint = say!(
                context.language,
                "{number} is the account here; of a need by its number: acct needs verdict {number} SCORE --words TEXT",
                "这里的 {number} 指客户；按需求编号：acct needs verdict {number} 评分 --words 原话"
            );
            failure.hint(hint).into()
        }
        Ok(failure) => failure.into(),
        Err(error) => error,
    })?;
    let question = pick(context.language, "How well does it solve the need, 1 to 5?", "解决得怎么样？1 到 5");
    let verdict = context.ask_unless_given(args.verdict.clone(), question, "SCORE")?;
    Ok((entry, verdict))
}
