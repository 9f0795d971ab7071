//! Which projects a view is about, and how their decisions went.

use std::collections::HashMap;

use acct::domain::filter::{Filter, Operand, Operator};
use acct::domain::kind::Kind;
use acct::domain::project::Project;
use acct::domain::record::Record as _;
use acct::domain::stage_move::StageMove;
use acct::store::Query;
use anyhow::Context as _;

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

pub(super) fn projects(context: &mut Context, query: &Query) -> anyhow::Result<Vec<Project>> {
    let mut projects = Vec::new();
    context.store()?.each::<anyhow::Error>(query, |entry| {
        projects.push(Project::from_entry(&entry)?);
        Ok(())
    })?;
    Ok(projects)
}

/// The moves of projects, of one account where one is given, by project and oldest first.
pub(super) fn moves(
    context: &mut Context,
    account: Option<i64>,
) -> anyhow::Result<HashMap<i64, Vec<StageMove>>> {
    let field = Kind::StageMove.field("project").context("a field of moves")?.clone();
    let filter = Filter { field, operator: Operator::IsNot, operand: Operand::Nothing };
    let query = Query { account, filters: vec![filter], ..Query::all(Kind::StageMove) };
    let mut moves: HashMap<i64, Vec<StageMove>> = HashMap::new();
    context.store()?.each::<anyhow::Error>(&query, |entry| {
        if let Some(project) = entry.get("project").as_integer() {
            moves.entry(project).or_default().push(StageMove::from_entry(&entry)?);
        }
        Ok(())
    })?;
    Ok(moves)
}
