//! `acct contact dupes`: people who look like one.

use acct::domain::kind::Kind;

use crate::commands::record;
use crate::context::Context;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "People of one account are compared by name, e-mail address and phone number, people of several accounts by the latter two: somebody may have changed sides.\n\nExamples:\n  acct contact dupes\n  acct contact dupes \"Example Steel\" --min-score 70\n  acct contact dupes --not-the-same '#12' '#57'"
)]
pub(crate) struct Args {
    /// Only pairs with somebody of this account
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    /// These two people are not the same ('#12', or with ACCOUNT their names); they are not shown again
    #[arg(long, num_args = 2, value_name = "PERSON", conflicts_with_all = ["filters", "min_score", "limit"])]
    not_the_same: Vec<String>,
    #[command(flatten)]
    pairs: record::dupes::Pairs,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let [one, other] = args.not_the_same.as_slice() else {
        let account =
            args.account.as_deref().map(|account| resolve::account(context, account)).transpose()?;
        return record::dupes::list(context, Kind::Contact, account.map(|account| account.id), &args.pairs);
    };
    let two = [person(context, args, one)?, person(context, args, other)?];
    record::dupes::distinguish(context, Kind::Contact, two, &args.pairs)
}

fn person(context: &mut Context, args: &Args, text: &str) -> anyhow::Result<(i64, String)> {
    let entry = match &args.account {
        Some(account) if !resolve::is_number(text) => {
            resolve::record(context, Kind::Contact, account, Some(text))?
        }
        _ => resolve::record(context, Kind::Contact, text, None)?,
    };
    Ok((entry.id, entry.title().into_owned()))
}
