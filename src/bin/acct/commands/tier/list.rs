//! `acct tier list`: accounts by tier.

use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::say;

use super::set;
use crate::cli::ListOptions;
use crate::commands::record::list as records;
use crate::context::Context;
use crate::{display, fields};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct tier list\n  acct tier list S\n  acct tier list --where \"region=East\" --limit 10"
)]
pub(crate) struct Args {
    /// Only accounts of this tier
    #[arg(value_name = "TIER")]
    tier: Option<String>,
    #[command(flatten)]
    list: ListOptions,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let language = context.language;
    let mut query = records::query(context, Kind::Account, None, &args.list)?;
    if let Some(tier) = &args.tier {
        let tier = set::named(context, tier)?;
        let condition = format!("tier={tier}");
        query.filters.push(fields::filter(context, Kind::Account, &condition)?);
    }
    if query.sort.is_empty() {
        query.sort = fields::sort(context, Kind::Account, "-tier,-score")?;
    }
    let usual = "name,tier,score,score_low,score_high,coverage,stage,last_contact,owner";
    let columns =
        display::fields(context, Kind::Account, Some(args.list.columns.as_deref().unwrap_or(usual)))?;
    let page = context.store()?.page(&query)?;
    let shown = page.entries.len();
    let sheet = display::sheet_of(context, Kind::Account, page.entries, &columns)?;
    fields::tell_passed_over(context, &query)?;
    let mut sheet = crate::sheets::without_empty_columns(context, sheet);
    if args.list.columns.is_none() {
        display::leave_out_unless_chosen(context, &mut sheet, &["owner", "coverage", "last_contact"]);
    }
    display::print_list(context, &sheet)?;
    if args.tier.is_none() && args.list.filters.is_empty() {
        let counts: Vec<String> = context
            .store()?
            .read()
            .accounts_by_tier()?
            .into_iter()
            .map(|(tier, count)| {
                let tier = tier.unwrap_or_else(|| pick(language, "no grade", "未定级").to_owned());
                format!("{tier} {count}")
            })
            .collect();
        let message = say!(language, "In all: {}.", "合计：{}。", (counts.join(pick(language, ", ", "，"))));
        context.ui.status(format_args!("{message}"));
    }
    records::tell_how_many(context, Kind::Account, shown, page.total);
    Ok(())
}
