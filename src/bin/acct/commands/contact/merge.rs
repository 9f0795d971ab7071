//! `acct contact merge`: several people of an account become one.

use acct::domain::kind::Kind;
use acct::domain::record::Entry;

use crate::commands::record::merge;
use crate::context::Context;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Visits, needs, trips and relations of the others lead to the kept person afterwards; lists and own fields are united. It is one operation that acct undo takes back. Two people can also be named by their numbers alone.\n\nExamples:\n  acct contact merge \"Example Steel\" \"Ann Example\" \"A. Example\" --dry-run\n  acct contact merge '#12' '#57' --take title=other"
)]
pub(crate) struct Args {
    /// The account, or the number of the person who is kept ('#12')
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The person who is kept; after a number, the one who goes into that one
    #[arg(value_name = "PERSON")]
    person: String,
    /// The people who go into the kept one
    #[arg(value_name = "OTHER")]
    others: Vec<String>,
    #[command(flatten)]
    wishes: merge::Wishes,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    if args.others.is_empty() {
        if !resolve::is_number(&args.account) {
            return Err(context.next_is_missing().into());
        }
        let kept = resolve::record(context, Kind::Contact, &args.account, None)?;
        let other = resolve::record(context, Kind::Contact, &args.person, None)?;
        return merge::run(context, kept, vec![other], &args.wishes);
    }
    let account = resolve::account(context, &args.account)?;
    let kept = resolve::child(context, Kind::Contact, account.id, &args.person)?;
    let others = args.others.iter().map(|other| resolve::child(context, Kind::Contact, account.id, other));
    let others = others.collect::<anyhow::Result<Vec<Entry>>>()?;
    merge::run(context, kept, others, &args.wishes)
}
