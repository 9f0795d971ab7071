//! What became of accounts that were merged, as the journal tells it: a merge alone removes an account and changes the
//! aliases of another one.

use rusqlite::OptionalExtension;

use super::{Reader, StoreError};
use crate::domain::kind::Kind;

/// That an account is gone, and one that is kept, by an operation in force.
const MERGED: &str = "gone.\"kind\" = 'account' AND gone.\"before\" IS NOT NULL AND gone.\"after\" IS NULL \
     AND kept.\"operation\" = gone.\"operation\" AND kept.\"kind\" = 'account' \
     AND kept.\"before\" IS NOT NULL AND json_type(kept.\"after\", '$.aliases') IS NOT NULL \
     AND EXISTS (SELECT 1 FROM \"operation\" o WHERE o.\"number\" = gone.\"operation\" \
     AND o.\"undoes\" IS NULL AND o.\"undone_by\" IS NULL)";

impl Reader<'_> {
    /// The account that one which is gone was merged into, also by way of others.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn merged_into(&self, account: i64) -> Result<Option<i64>, StoreError> {
        let mut statement = self.connection()?.prepare_cached(&format!(
            "SELECT kept.\"record\" FROM \"change\" gone CROSS JOIN \"change\" kept \
             WHERE gone.\"record\" = ?1 AND {MERGED} ORDER BY gone.\"id\" DESC LIMIT 1"
        ))?;
        let mut into = statement.query_row([account], |row| row.get(0)).optional()?;
        while let Some(next) = into {
            if super::reader::find(self.connection()?, Kind::Account, next)?.is_some() {
                return Ok(Some(next));
            }
            into = statement.query_row([next], |row| row.get(0)).optional()?;
        }
        Ok(None)
    }

    /// An account and those that were merged into it, also by way of others.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn with_merged(self, account: i64) -> Result<Vec<i64>, StoreError> {
        let mut statement = self.connection()?.prepare_cached(&format!(
            "SELECT gone.\"record\" FROM \"change\" kept CROSS JOIN \"change\" gone \
             WHERE kept.\"record\" = ?1 AND {MERGED}"
        ))?;
        let mut all = vec![account];
        let mut next = 0;
        while let Some(into) = all.get(next).copied() {
            for gone in statement.query_map([into], |row| row.get(0))? {
                let gone = gone?;
                if !all.contains(&gone) {
                    all.push(gone);
                }
            }
            next += 1;
        }
        Ok(all)
    }
}
