//! Which accounts a view of their records is about: one, those that meet conditions, or all.

use std::collections::{BTreeMap, BTreeSet};

use acct::domain::kind::Kind;
use acct::domain::record::Entry;
use acct::ops;
use acct::store::Query;

use crate::context::Context;
use crate::{fields, resolve};

#[derive(Debug, clap::Args)]
pub(crate) struct AccountsMeant {
    /// Only of this account
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    /// Only of accounts that meet this condition, e.g. "tier>=A" (repeat for several)
    #[arg(long = "where", value_name = "CONDITION")]
    filters: Vec<String>,
}

/// The accounts that are meant.
pub(crate) struct Meant {
    account: Option<i64>,
    /// None are all that are not archived.
    among: Option<BTreeSet<i64>>,
}

impl AccountsMeant {
    /// Finds them; says which a condition passes over for their currency.
    pub(crate) fn find(&self, context: &mut Context) -> anyhow::Result<Meant> {
        let account = match &self.account {
            Some(account) => Some(resolve::account(context, account)?.id),
            None => None,
        };
        let mut query = Query::all(Kind::Account);
        for text in &self.filters {
            query.filters.push(fields::filter(context, Kind::Account, text)?);
        }
        if query.filters.is_empty() {
            return Ok(Meant { account, among: None });
        }
        fields::tell_passed_over(context, &query)?;
        let among = ops::facts::numbers(context.store()?, &query)?;
        Ok(Meant { account, among: Some(among.into_iter().collect()) })
    }
}

impl Meant {
    /// The query for their records of a kind; of those that it brings some may be of other accounts.
    pub(crate) fn query(&self, kind: Kind) -> Query {
        // Where conditions say which accounts, archived ones may be among them.
        Query { account: self.account, with_archived: self.among.is_some(), ..Query::all(kind) }
    }

    /// Whether a record is of one of them.
    pub(crate) fn has(&self, entry: &Entry) -> bool {
        let Some(among) = &self.among else { return true };
        entry.account().is_some_and(|account| among.contains(&account))
    }
}

/// The names of accounts by their numbers.
pub(crate) fn names(
    context: &mut Context,
    accounts: impl IntoIterator<Item = i64>,
) -> anyhow::Result<BTreeMap<i64, String>> {
    let accounts: Vec<i64> = accounts.into_iter().collect::<BTreeSet<i64>>().into_iter().collect();
    let named = context.store()?.read().titles(Kind::Account, &accounts)?;
    Ok(named.into_iter().map(|named| (named.id, named.name)).collect())
}
