//! Which accounts a command looks at: one, all, or those that pass conditions.

use acct::domain::account::Account;
use acct::domain::choices::Tier;
use acct::domain::date::Moment;
use acct::domain::kind::Kind;
use acct::ops::{self, portfolio::Chosen};
use acct::say;
use acct::store::Query;

use crate::context::Context;
use crate::failure::Failure;
use crate::{fields, resolve};

/// The numbers of the accounts that are meant, in rising order; archived ones only where they are named.
pub(super) fn numbers(
    context: &mut Context,
    account: Option<&str>,
    conditions: &[String],
) -> anyhow::Result<Vec<i64>> {
    if let Some(account) = account {
        return Ok(vec![resolve::account(context, account)?.id]);
    }
    let query = conditioned(context, conditions)?;
    let numbers = ops::facts::numbers(context.store()?, &query)?;
    if numbers.is_empty() && conditions.is_empty() {
        let message = say!(context.language, "there are no accounts yet", "还没有客户");
        return Err(Failure::refused(message).hint("acct add").into());
    }
    fields::tell_passed_over(context, &query)?;
    Ok(numbers)
}

/// The same accounts with their names, for a pass that reads all of them in stretches.
pub(super) fn chosen(
    context: &mut Context,
    account: Option<&str>,
    conditions: &[String],
) -> anyhow::Result<Chosen> {
    if let Some(account) = account {
        let account = resolve::account(context, account)?;
        return Ok(Chosen::Only(vec![(account.id, account.name)]));
    }
    let query = conditioned(context, conditions)?;
    let chosen = Chosen::by(context.store()?, &query)?;
    fields::tell_passed_over(context, &query)?;
    Ok(chosen)
}

/// The accounts that pass conditions.
fn conditioned(context: &mut Context, conditions: &[String]) -> anyhow::Result<Query> {
    let mut query = Query::all(Kind::Account);
    for text in conditions {
        query.filters.push(fields::filter(context, Kind::Account, text)?);
    }
    Ok(query)
}

/// What of an account stands over what is listed of it: of many accounts no more is kept.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) tier: Option<Tier>,
    pub(crate) owner: Option<String>,
    pub(crate) created: Option<Moment>,
}

impl From<Account> for Head {
    fn from(account: Account) -> Self {
        let Account { id, name, tier, owner, created, .. } = account;
        Self { id: id.number(), name, tier, owner, created }
    }
}
