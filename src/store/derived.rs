//! Where an account stands: the columns that follow from its moves, grades and interactions.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::StoreError;
use crate::domain::kind::Kind;
use crate::domain::record::Entry;

/// The newest move says the stage; it has been there since it last came from another one.
const STAGE: &str = "
WITH \"newest\" AS (
    SELECT * FROM \"stage_move\" WHERE \"account\" = ?1 ORDER BY \"id\" DESC LIMIT 1
), \"entered\" AS (
    SELECT \"date\" FROM \"stage_move\"
    WHERE \"account\" = ?1
      AND \"to_stage\" = (SELECT \"to_stage\" FROM \"newest\")
      AND (\"from_stage\" IS NULL OR \"from_stage\" <> \"to_stage\" OR \"step\" = 'reopen')
    ORDER BY \"id\" DESC LIMIT 1
)
UPDATE \"account\" SET
    \"stage\" = (SELECT \"to_stage\" FROM \"newest\"),
    \"stage_since\" = coalesce((SELECT \"date\" FROM \"entered\"), (SELECT \"date\" FROM \"newest\")),
    \"outcome\" = (SELECT \"outcome\" FROM \"newest\")
WHERE \"id\" = ?1";

const WORTH: &str = "
UPDATE \"account\" SET (\"tier\", \"score\", \"score_low\", \"score_high\") = (
    SELECT \"tier\", \"score\", \"low\", \"high\" FROM \"grade\" WHERE \"account\" = ?1 ORDER BY \"id\" DESC LIMIT 1
)
WHERE \"id\" = ?1";

const LAST_CONTACT: &str = "
UPDATE \"account\" SET \"last_contact\" = (SELECT max(\"date\") FROM \"interaction\" WHERE \"account\" = ?1)
WHERE \"id\" = ?1";

/// The accounts for which records of a kind came, went or changed.
#[derive(Debug, Default)]
pub(super) struct Touched(BTreeMap<Kind, BTreeSet<i64>>);

impl Touched {
    /// Notes what a record was and what it is.
    pub(super) fn note(&mut self, before: Option<&Entry>, after: Option<&Entry>) {
        // A record that moves changes what holds for the account it leaves, too.
        for entry in [before, after].into_iter().flatten() {
            let Some(account) = entry.account() else { continue };
            match entry.kind {
                Kind::Account if after.is_none() => {
                    self.0.values_mut().for_each(|accounts| {
                        accounts.remove(&account);
                    });
                }
                Kind::Account
                | Kind::Trip
                | Kind::ImportBatch
                | Kind::AccountDistinction
                | Kind::ContactDistinction => {}
                kind => {
                    self.0.entry(kind).or_default().insert(account);
                }
            }
        }
    }

    /// The accounts where it was a record of one of these kinds.
    pub(super) fn by(&self, kinds: &BTreeSet<Kind>) -> BTreeSet<i64> {
        self.0
            .iter()
            .filter(|(kind, _)| kinds.contains(kind))
            .flat_map(|(_, accounts)| accounts)
            .copied()
            .collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Brings the columns up to date that follow from what was noted.
    pub(super) fn refresh(&self, connection: &Connection) -> Result<(), StoreError> {
        for (kind, text) in
            [(Kind::StageMove, STAGE), (Kind::Grade, WORTH), (Kind::Interaction, LAST_CONTACT)]
        {
            let mut statement = connection.prepare_cached(text)?;
            for account in self.0.get(&kind).into_iter().flatten() {
                statement.execute([account])?;
            }
        }
        Ok(())
    }
}
