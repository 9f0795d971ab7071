//! `acct account merge`: several accounts become one.

use acct::domain::kind::Kind;
use acct::domain::record::Entry;

use crate::commands::record::merge;
use crate::context::Context;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Everything that belongs to the others belongs to the kept account afterwards; their names and external ids lead to it, lists and own fields are united. Of two answers to one question the newer is in force, and both stay readable. People with one name become one unless their e-mail addresses differ, needs where nothing differs; else the one that came takes the old account's name along. It is one operation: acct undo parts the accounts again, and what was added since stays with the kept one.\n\nExamples:\n  acct account merge \"Example Steel\" \"Example Steel Ltd\" --dry-run\n  acct account merge '#12' '#57' --take phone=other --take city='#57'\n  acct account merge '#12' '#57' '#80' --prefer other --yes"
)]
pub(crate) struct Args {
    /// The account that is kept
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The accounts that go into it
    #[arg(value_name = "OTHER", required = true)]
    others: Vec<String>,
    #[command(flatten)]
    wishes: merge::Wishes,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let kept = resolve::record(context, Kind::Account, &args.account, None)?;
    let others = args.others.iter().map(|other| resolve::record(context, Kind::Account, other, None));
    let others = others.collect::<anyhow::Result<Vec<Entry>>>()?;
    merge::run(context, kept, others, &args.wishes)
}
