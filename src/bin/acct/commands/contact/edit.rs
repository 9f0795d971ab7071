//! `acct contact edit`: changes what is known of a person.

use acct::domain::contact::Contact;
use acct::domain::kind::Kind;

use crate::commands::record;
use crate::context::Context;
use crate::flags::Flags;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct contact edit \"Example Steel\" \"Ann Example\" --relationship 3 --stance supporter\n  acct contact edit '#12' --reports-to \"Bob Example\" --clear department"
)]
pub(crate) struct Args {
    /// The account, or the person's number alone ('#12')
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The person's name, or its beginning; --name gives another one
    #[arg(value_name = "PERSON")]
    person: Option<String>,
    #[command(flatten)]
    flags: Flags<Contact>,
    #[command(flatten)]
    options: record::edit::EditOptions,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let entry = resolve::record(context, Kind::Contact, &args.account, args.person.as_deref())?;
    record::edit::run(context, &entry, &args.flags, &args.options)
}
