//! `acct needs list`: needs with how completely each is understood.

use acct::domain::kind::Kind;
use acct::domain::need::Need;
use acct::domain::record::Record as _;
use acct::export::Format;

use super::assess;
use crate::commands::record::list;
use crate::context::Context;
use crate::display;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct needs list \"Example Steel\"\n  acct needs list --where status=open --where \"priority>=15\" --sort -priority"
)]
pub(crate) struct ListArgs {
    /// Only of this account
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    #[command(flatten)]
    list: list::Args,
}

pub(crate) fn run(context: &mut Context, args: &ListArgs) -> anyhow::Result<()> {
    let account = super::account(context, args.account.as_deref())?;
    let mut listed = list::find(context, Kind::Need, account, &args.list)?;
    if args.list.list.columns.is_none() {
        // In a table, what is missing would take the room of everything else.
        let shows_missing = context.format() != Format::Table;
        listed.sheet.columns.push(display::column(context, "completeness", "need.completeness"));
        if shows_missing {
            listed.sheet.columns.push(display::column(context, "missing", "need.missing"));
        }
        for (row, entry) in listed.sheet.rows.iter_mut().zip(&listed.entries) {
            let need = Need::from_entry(entry)?;
            row.push(assess::completeness(&need));
            if shows_missing {
                row.push(assess::missing(context, &need));
            }
        }
    }
    list::print(context, Kind::Need, &listed)
}
