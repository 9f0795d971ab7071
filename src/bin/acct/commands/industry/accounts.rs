//! `acct industry accounts`: who lives in an industry, by whatever of its names.

use acct::domain::kind::Kind;
use acct::export::Format;
use acct::ops;

use crate::commands::record::list;
use crate::context::Context;
use crate::{display, resolve};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "The accounts whose field industry names it, by its name or any other of its names, however that is written; archived ones are left out.\n\nExamples:\n  acct industry accounts \"ICT\"\n  acct industry accounts \"ICT\" --format ids"
)]
pub(crate) struct Args {
    /// Its name, the beginning of it, or its number ('#3')
    #[arg(value_name = "INDUSTRY")]
    industry: String,
    /// No more than so many (0 for all)
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let industry = resolve::industry(context, &args.industry)?;
    let living = ops::industries::living_in(context.store()?.read(), &industry.name)?;
    let shown = if args.limit == 0 { living.len() } else { args.limit.min(living.len()) };
    let mut accounts = Vec::with_capacity(shown);
    for (account, _) in living.iter().take(shown) {
        accounts.push(context.store()?.read().get(Kind::Account, *account)?);
    }
    let mut fields = display::fields(context, Kind::Account, None)?;
    if matches!(context.format(), Format::Table | Format::Markdown) {
        fields.retain(|field| accounts.iter().any(|entry| !entry.get(field.name).is_empty()));
    }
    let mut sheet = display::sheet_of(context, Kind::Account, accounts, &fields)?;
    display::leave_out_what_does_not_fit(context, &mut sheet, &[]);
    display::print_list(context, &sheet)?;
    list::tell_how_many(context, Kind::Account, shown, living.len());
    Ok(())
}
