//! Loading everything known of an account, and keeping its coverage beside it.

use super::OpsError;
use crate::analysis::coverage::coverage;
use crate::analysis::facts::Facts;
use crate::domain::account::Account;
use crate::domain::date::Date;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::playbook::Playbook;
use crate::store::{Reader, Writer};

/// Everything known of an account.
///
/// # Errors
/// When there is no such account, or the file cannot be read.
pub fn load(reader: Reader, account: i64) -> Result<Facts, OpsError> {
    Ok(Facts {
        account: Account::from_entry(&reader.get(Kind::Account, account)?)?,
        contacts: reader.of_account(account)?,
        relations: reader.of_account(account)?,
        needs: reader.of_account(account)?,
        interactions: reader.of_account(account)?,
        findings: reader.of_account(account)?,
        moves: reader.of_account(account)?,
        signals: reader.of_account(account)?,
        grades: reader.of_account(account)?,
    })
}

/// Computes the coverage of accounts whose facts changed and keeps it beside them, for lists.
///
/// # Errors
/// When the file cannot be read or written.
pub(super) fn refresh_coverage(
    writer: &mut Writer,
    playbook: &Playbook,
    accounts: &[i64],
    today: Date,
) -> Result<(), OpsError> {
    for &account in accounts {
        if writer.read().find(Kind::Account, account)?.is_some() {
            let facts = load(writer.read(), account)?;
            writer.set_coverage(account, coverage(playbook, &facts, today).percent)?;
        }
    }
    Ok(())
}
