//! The ordered list of changes to the schema.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::{StoreError, sqlite};

/// Each is applied once, in order. Published ones never change; new ones are added at the end.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_records.sql"),
    include_str!("migrations/0002_journal.sql"),
    include_str!("migrations/0003_search.sql"),
    include_str!("migrations/0004_together.sql"),
    include_str!("migrations/0005_walk.sql"),
    include_str!("migrations/0006_answers.sql"),
    include_str!("migrations/0007_noted_and_done.sql"),
    include_str!("migrations/0008_plans.sql"),
    include_str!("migrations/0009_company.sql"),
    include_str!("migrations/0010_distinctions.sql"),
    include_str!("migrations/0011_rivals_projects_requirements.sql"),
    include_str!("migrations/0012_orders_economics_strategy_voice.sql"),
    include_str!("migrations/0013_projects_decide.sql"),
    include_str!("migrations/0014_trips_of_calendars.sql"),
    include_str!("migrations/0015_industries.sql"),
    include_str!("migrations/0016_confirmed_by.sql"),
    include_str!("migrations/0017_industry_walks.sql"),
    include_str!("migrations/0018_bonds.sql"),
];

/// Marks a file as ours: "acct" in ASCII.
const APPLICATION_ID: i64 = 0x6163_6374;

/// # Errors
/// When the file belongs to another program or to a newer version of this one.
pub(super) fn bring_up_to_date(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    if check(connection, path)? == known {
        return Ok(());
    }
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(|error| StoreError::of_file(error, path))?;
    let found = check(&transaction, path)?;
    drop(transaction);
    let copy = if found > 0 { Some(sqlite::back_up(connection, path, found)?) } else { None };
    if copy.is_some() {
        // What a new index sorts can be larger than the memory.
        sqlite::sort_in_files(connection)?;
    }
    let done = migrate(connection, path);
    if let (Err(_), Some(copy)) = (&done, copy)
        && check(connection, path).is_ok_and(|still| still == found)
    {
        // The file is as it was; why it could not be changed has to be told, not that a copy is left.
        let _ = std::fs::remove_file(copy);
    }
    done?;
    sqlite::sort_in_memory(connection)
}

fn migrate(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = check(&transaction, path)?;
    for migration in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX))?;
    transaction.commit().map_err(|error| StoreError::of_file(error, path))
}

/// The schema that the file has: 0 for a new one.
fn check(connection: &Connection, path: &Path) -> Result<i64, StoreError> {
    let pragma = |name: &str| {
        connection
            .pragma_query_value(None, name, |row| row.get::<_, i64>(0))
            .map_err(|error| StoreError::of_file(error, path))
    };
    let found = pragma("user_version")?;
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    if pragma("application_id")? != APPLICATION_ID {
        let objects: i64 = connection
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
            .map_err(|error| StoreError::of_file(error, path))?;
        if objects > 0 || found > 0 {
            return Err(StoreError::NotADatabase { path: path.to_owned() });
        }
        return Ok(0);
    }
    if found > known {
        return Err(StoreError::Newer { path: path.to_owned(), found, known });
    }
    Ok(found)
}
