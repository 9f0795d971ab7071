//! `acct account dupes`: accounts that look like one.

use acct::domain::kind::Kind;

use crate::commands::record;
use crate::context::Context;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Names are compared without legal form, marks, width and script; with a place, a group or a kind of business more or less; by initials, order and spelling. The same website, e-mail address, phone number or credit code counts too. Parents and their daughters are no pairs.\n\nExamples:\n  acct account dupes\n  acct account dupes --min-score 95 --where region=East --format csv\n  acct account dupes --not-the-same '#12' '#57' --reason \"two plants of one group\""
)]
pub(crate) struct Args {
    /// These two are not the same; they are not shown again
    #[arg(long, num_args = 2, value_name = "ACCOUNT", conflicts_with_all = ["filters", "min_score", "limit"])]
    not_the_same: Vec<String>,
    #[command(flatten)]
    pairs: record::dupes::Pairs,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let [one, other] = args.not_the_same.as_slice() else {
        return record::dupes::list(context, Kind::Account, None, &args.pairs);
    };
    let (one, other) = (resolve::account(context, one)?, resolve::account(context, other)?);
    let two = [(one.id, one.name), (other.id, other.name)];
    record::dupes::distinguish(context, Kind::Account, two, &args.pairs)
}
