//! Where an account stands: the columns that follow from its moves, grades and interactions.

use rusqlite::Connection;

use super::StoreError;

/// The newest move says the stage; it has been there since it last came from another one.
const REFRESH: &str = "
WITH \"newest\" AS (
    SELECT * FROM \"stage_move\" WHERE \"account\" = ?1 ORDER BY \"id\" DESC LIMIT 1
), \"entered\" AS (
    SELECT \"date\" FROM \"stage_move\"
    WHERE \"account\" = ?1
      AND \"to_stage\" = (SELECT \"to_stage\" FROM \"newest\")
      AND (\"from_stage\" IS NULL OR \"from_stage\" <> \"to_stage\" OR \"step\" = 'reopen')
    ORDER BY \"id\" DESC LIMIT 1
), \"worth\" AS (
    SELECT * FROM \"grade\" WHERE \"account\" = ?1 ORDER BY \"id\" DESC LIMIT 1
)
UPDATE \"account\" SET
    \"stage\" = (SELECT \"to_stage\" FROM \"newest\"),
    \"stage_since\" = coalesce((SELECT \"date\" FROM \"entered\"), (SELECT \"date\" FROM \"newest\")),
    \"outcome\" = (SELECT \"outcome\" FROM \"newest\"),
    \"tier\" = (SELECT \"tier\" FROM \"worth\"),
    \"score\" = (SELECT \"score\" FROM \"worth\"),
    \"score_low\" = (SELECT \"low\" FROM \"worth\"),
    \"score_high\" = (SELECT \"high\" FROM \"worth\"),
    \"last_contact\" = (SELECT max(\"date\") FROM \"interaction\" WHERE \"account\" = ?1)
WHERE \"id\" = ?1";

pub(super) fn refresh(connection: &Connection, account: i64) -> Result<(), StoreError> {
    connection.prepare_cached(REFRESH)?.execute([account])?;
    Ok(())
}
