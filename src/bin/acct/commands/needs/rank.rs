//! `acct needs rank`: open needs, the most pressing and best understood first.

use acct::analysis::needs::{is_open, priority, rank_key};
use acct::domain::kind::Kind;
use acct::domain::need::Need;
use acct::domain::record::{Entry, Field, Record};
use acct::export::Format;
use acct::store::StoreError;

use super::assess;
use crate::cli::ListOptions;
use crate::commands::record::list;
use crate::context::Context;
use crate::display::{self, number_cell};
use crate::fields;

/// Which open needs to rank.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Selection {
    /// Only of this account
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    /// Only needs that pass: FIELD=VALUE, also != ~ < <= > >=; FIELD= is empty, FIELD!= filled (repeat for several)
    #[arg(long = "where", value_name = "CONDITION")]
    filters: Vec<String>,
    /// No more than so many (0 for all)
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

/// Open needs in their order, and how many there are in all.
pub(super) struct Ranked {
    pub(super) needs: Vec<Need>,
    /// The account they all belong to.
    pub(super) account: Option<i64>,
    total: usize,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "By priority (urgency x importance), then by how many of the seven columns of the evaluation table are filled.\n\nExamples:\n  acct needs rank\n  acct needs rank \"Example Steel\" --where horizon=short"
)]
pub(crate) struct Args {
    #[command(flatten)]
    selection: Selection,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let ranked = select(context, &args.selection)?;
    let entries: Vec<Entry> = ranked.needs.iter().map(Record::to_entry).collect();
    let fields: Vec<Field> = ["account", "title", "kind", "status", "horizon", "urgency", "importance"]
        .into_iter()
        .filter(|name| *name != "account" || ranked.account.is_none())
        .filter_map(|name| Kind::Need.field(name).cloned())
        .collect();
    let mut sheet = display::sheet(context, Kind::Need, &entries, &fields)?;
    let shows_missing = context.format() != Format::Table;
    for key in ["priority", "quadrant", "completeness"].into_iter().chain(shows_missing.then_some("missing"))
    {
        sheet.columns.push(display::column(context, key, &format!("need.{key}")));
    }
    let rules = &context.playbook()?.needs;
    for (row, need) in sheet.rows.iter_mut().zip(&ranked.needs) {
        row.push(priority(need).map_or_else(acct::export::Cell::default, number_cell));
        row.push(assess::quadrant(context, rules, need));
        row.push(assess::completeness(need));
        if shows_missing {
            row.push(assess::missing(context, need));
        }
    }
    display::leave_out_what_does_not_fit(context, &mut sheet, &["horizon", "status", "completeness", "kind"]);
    display::print_list(context, &sheet)?;
    ranked.tell_how_many(context);
    Ok(())
}

impl Ranked {
    pub(super) fn tell_how_many(&self, context: &Context) {
        list::tell_how_many(context, Kind::Need, self.needs.len(), self.total);
    }
}

/// The open needs that a selection asks for, the most pressing first.
pub(super) fn select(context: &mut Context, selection: &Selection) -> anyhow::Result<Ranked> {
    /// How many more than the wanted are kept before the least pressing are let go.
    const ROOM: usize = 10_000;
    let account = super::account(context, selection.account.as_deref())?;
    let options = ListOptions { filters: selection.filters.clone(), ..ListOptions::default() };
    let query = list::query(context, Kind::Need, account, &options)?;
    fields::tell_passed_over(context, &query)?;
    let limit = if selection.limit == 0 { usize::MAX } else { selection.limit };
    let (mut needs, mut total): (Vec<Need>, usize) = (Vec::new(), 0);
    context.store()?.each(&query, |entry| {
        let need = Need::from_entry(&entry).map_err(StoreError::from)?;
        if is_open(&need) {
            total += 1;
            needs.push(need);
        }
        if needs.len() > limit.saturating_add(ROOM) {
            needs.sort_by_key(rank_key);
            needs.truncate(limit);
        }
        Ok::<(), StoreError>(())
    })?;
    needs.sort_by_key(rank_key);
    needs.truncate(limit);
    Ok(Ranked { needs, account, total })
}
