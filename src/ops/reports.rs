//! Loading what a report is made of.

use super::{OpsError, Session, facts};
use crate::analysis::dossier::{Change, Dossier};
use crate::domain::kind::Kind;

/// Operations that a report looks back on.
const CHANGES: usize = 15;

/// Everything that a report of an account is made of.
///
/// # Errors
/// When there is no such account, or the file cannot be read.
pub fn dossier(session: &Session, account: i64) -> Result<Dossier, OpsError> {
    let store = &session.store;
    let facts = facts::load_as_of(store.read(), account, session.today)?;
    let parent = match facts.account.parent {
        Some(parent) => store.read().titles(Kind::Account, &[parent.number()])?.pop(),
        None => None,
    };
    let daughters = match Kind::Account.field("parent") {
        Some(field) => store.read().pointing_at(Kind::Account, field, account)?,
        None => Vec::new(),
    };
    let operations = match &facts.environment {
        Some(environment) => store.history_with_industry(account, environment.id, CHANGES * 2)?,
        None => store.history(Some(account), CHANGES * 2)?,
    };
    let in_force = operations
        .into_iter()
        .filter(|operation| operation.undone_by.is_none() && operation.undoes.is_none());
    let changes = in_force.take(CHANGES).map(|operation| Change {
        date: operation.at.date(),
        by: operation.user,
        what: operation.summary,
    });
    Ok(Dossier {
        facts,
        parent: parent.map(|parent| parent.name),
        daughters: daughters.iter().map(|daughter| daughter.title().into_owned()).collect(),
        trips: store.read().of_account(account)?,
        changes: changes.collect(),
    })
}
