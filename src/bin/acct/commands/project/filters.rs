//! Which projects a view is about, and how their decisions went.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use acct::domain::kind::Kind;
use acct::domain::record::Record as _;
use acct::domain::stage_move::StageMove;
use acct::ops::portfolio::each_of_accounts;
use acct::store::Query;

use crate::context::Context;
use crate::{fields, resolve};

#[derive(Debug, clap::Args)]
pub(crate) struct ProjectFilters {
    /// Only of this account
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    /// Only projects that meet this condition, e.g. "probability>=50" (repeat for several)
    #[arg(long = "where", value_name = "CONDITION")]
    filters: Vec<String>,
    /// Only those that this person of ours looks after
    #[arg(long, value_name = "WHO")]
    owner: Option<String>,
}

impl ProjectFilters {
    /// The query for them; says which a condition passes over for their currency.
    pub(super) fn query(&self, context: &mut Context) -> anyhow::Result<Query> {
        let mut query = Query::all(Kind::Project);
        if let Some(account) = &self.account {
            query.account = Some(resolve::account(context, account)?.id);
        }
        for text in &self.filters {
            query.filters.push(fields::filter(context, Kind::Project, text)?);
        }
        if let Some(owner) = &self.owner {
            query.filters.push(fields::filter(context, Kind::Project, &format!("owner={owner}"))?);
        }
        fields::tell_passed_over(context, &query)?;
        Ok(query)
    }
}

/// What is read of a move.
const MOVE: &[&str] = &["account", "project", "step", "from_stage", "to_stage", "outcome", "date"];

/// How many projects a query asks for, and the moves of those that have any, by project and oldest first.
pub(super) fn moves(
    context: &mut Context,
    query: Query,
) -> anyhow::Result<(usize, BTreeMap<i64, Vec<StageMove>>)> {
    let query = Query { fields: Some(BTreeSet::from(["account"])), ..query };
    let (mut projects, mut accounts) = (HashSet::new(), BTreeSet::new());
    context.store()?.each::<anyhow::Error>(&query, |entry| {
        projects.insert(entry.id);
        accounts.extend(entry.account());
        Ok(())
    })?;
    let accounts: Vec<i64> = accounts.into_iter().collect();
    let mut moves: BTreeMap<i64, Vec<StageMove>> = BTreeMap::new();
    let reader = context.store()?.read();
    each_of_accounts::<anyhow::Error>(reader, (Kind::StageMove, MOVE), &accounts, |entry| {
        if let Some(project) = entry.get("project").as_integer().filter(|id| projects.contains(id)) {
            moves.entry(project).or_default().push(StageMove::from_entry(&entry)?);
        }
        Ok(())
    })?;
    for moves in moves.values_mut() {
        moves.sort_by_key(|moved| moved.id.number());
    }
    Ok((projects.len(), moves))
}
