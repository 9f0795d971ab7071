//! `acct needs show`: a need, its quadrant, and how well it is understood.

use acct::domain::contact::Contact;
use acct::domain::kind::Kind;
use acct::domain::need::Need;
use acct::domain::record::{Field, Record as _};

use super::assess;
use crate::context::Context;
use crate::display;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct needs show \"Example Steel\" \"Close the books\"\n  acct needs show '#12' --json"
)]
pub(crate) struct Args {
    /// The account, or the need's number alone ('#12')
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The need's title, or its beginning
    #[arg(value_name = "NEED")]
    need: Option<String>,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let entry = resolve::record(context, Kind::Need, &args.account, args.need.as_deref())?;
    let need = Need::from_entry(&entry)?;
    let fields: Vec<Field> = context.schema.fields(Kind::Need).cloned().collect();
    let mut sheet = display::sheet(context, Kind::Need, std::slice::from_ref(&entry), &fields)?;
    let contacts: Vec<Contact> = context.store()?.read().of_account(need.account.number())?;
    let rules = &context.playbook()?.needs;
    let extra = [
        ("quadrant", assess::quadrant(context, rules, &need)),
        ("completeness", assess::completeness(&need)),
        ("missing", assess::missing(context, &need)),
        ("accuracy", assess::accuracy(context, &need, &contacts)),
        ("consistency", assess::consistency(context, &need)),
    ];
    for (key, cell) in extra {
        sheet.columns.push(display::column(context, key, &format!("need.{key}")));
        if let [row] = sheet.rows.as_mut_slice() {
            row.push(cell);
        }
    }
    display::print_record(context, &sheet)
}
