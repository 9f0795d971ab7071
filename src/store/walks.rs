//! Where each of us left the walk through the questions about an account or an industry.

use rusqlite::types::Type;
use rusqlite::{OptionalExtension, Row, params};

use super::journal::{OPERATION, Operation, read_operation};
use super::{Reader, Store, StoreError};
use crate::domain::kind::Kind;
use crate::domain::walk::LeftWalk;

/// The table of walks about records of a kind, and its column for the record.
const fn table(of: Kind) -> [&'static str; 2] {
    match of {
        Kind::Industry => ["industry_walk", "industry"],
        _ => ["walk", "account"],
    }
}

fn left(of: Kind) -> String {
    let [table, record] = table(of);
    format!(
        "SELECT \"at\", \"scope\", \"items\", \"operation\", \"coverage\", \"tier\", \"stage\" FROM \"{table}\" \
         WHERE \"{record}\" = ?1 AND \"user\" = ?2"
    )
}

fn keep(of: Kind) -> String {
    let [table, record] = table(of);
    format!(
        "INSERT INTO \"{table}\" \
         (\"{record}\", \"user\", \"at\", \"scope\", \"items\", \"operation\", \"coverage\", \"tier\", \"stage\") \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) \
         ON CONFLICT (\"{record}\", \"user\") DO UPDATE SET \"at\" = excluded.\"at\", \"scope\" = excluded.\"scope\", \
         \"items\" = excluded.\"items\", \"operation\" = excluded.\"operation\", \"coverage\" = excluded.\"coverage\", \
         \"tier\" = excluded.\"tier\", \"stage\" = excluded.\"stage\""
    )
}

/// What was done to a record (?1) after an operation (?2) and is in force, but for what the user (?3) did up to a moment
/// (?4). The moment of an operation is when its process began, so is that of a walk: what a walk records is of its moment.
fn since(of: Kind) -> String {
    let changed = match of {
        Kind::Industry => {
            "SELECT c.\"operation\" FROM \"change\" c WHERE c.\"kind\" = 'industry' \
             AND ?1 BETWEEN c.\"record\" AND coalesce(c.\"through\", c.\"record\") UNION ALL \
             SELECT c.\"operation\" FROM \"industry_finding\" f JOIN \"change\" c ON c.\"kind\" = 'industry_finding' \
             AND f.\"id\" BETWEEN c.\"record\" AND coalesce(c.\"through\", c.\"record\") WHERE f.\"industry\" = ?1"
        }
        _ => {
            "SELECT \"operation\" FROM \"change\" WHERE \"account\" = ?1 UNION ALL \
             SELECT \"operation\" FROM \"change\" WHERE \"through\" IS NOT NULL AND \"kind\" = 'account' \
             AND ?1 BETWEEN +\"record\" AND \"through\""
        }
    };
    format!(
        "\"number\" > ?2 AND \"undone_by\" IS NULL AND \"undoes\" IS NULL \
         AND NOT (\"user\" = ?3 AND \"at\" <= ?4) AND \"number\" IN ({changed})"
    )
}

fn read(row: &Row) -> Result<LeftWalk, rusqlite::Error> {
    let at: String = row.get(0)?;
    let items: String = row.get(2)?;
    Ok(LeftWalk {
        at: at.parse().map_err(|_| rusqlite::Error::InvalidColumnType(0, "at".to_owned(), Type::Text))?,
        scope: row.get(1)?,
        items: items.split_whitespace().map(str::to_owned).collect(),
        operation: row.get(3)?,
        coverage: row.get(4)?,
        tier: row.get(5)?,
        stage: row.get(6)?,
    })
}

impl Reader<'_> {
    /// Where one of us left the walk through the questions about an account or an industry.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn left_walk(&self, about: (Kind, i64), user: &str) -> Result<Option<LeftWalk>, StoreError> {
        let (of, number) = about;
        Ok(self.connection()?.prepare_cached(&left(of))?.query_row((number, user), read).optional()?)
    }

    /// What happened to an account or an industry since a walk of this user began, but for what the walk itself recorded: at most so many
    /// operations that are in force, newest first, and how many there are in all.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn since_walk(
        &self,
        (of, number): (Kind, i64),
        user: &str,
        left: &LeftWalk,
        limit: usize,
    ) -> Result<(Vec<Operation>, usize), StoreError> {
        let at = left.at.to_string();
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let since = since(of);
        let newest = format!("{OPERATION} WHERE {since} ORDER BY \"number\" DESC LIMIT ?5");
        let mut statement = self.connection()?.prepare_cached(&newest)?;
        let rows = statement.query_map(params![number, left.operation, user, at, limit], read_operation)?;
        let operations = rows.collect::<Result<_, _>>()?;
        let count = format!("SELECT count(*) FROM \"operation\" WHERE {since}");
        let count: i64 = self
            .connection()?
            .prepare_cached(&count)?
            .query_row(params![number, left.operation, user, at], |row| row.get(0))?;
        Ok((operations, usize::try_from(count).unwrap_or(0)))
    }

    /// The number of the first grade, of whichever account, that was given after an operation.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn first_grade_after(&self, operation: i64) -> Result<Option<i64>, StoreError> {
        let first = "SELECT min(\"record\") FROM \"change\" \
             WHERE \"operation\" > ?1 AND \"kind\" = 'grade' AND \"before\" IS NULL";
        Ok(self.connection()?.prepare_cached(first)?.query_row([operation], |row| row.get(0))?)
    }

    /// The number of the newest operation of the file, 0 where there is none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn newest_operation(&self) -> Result<i64, StoreError> {
        let newest = "SELECT coalesce(max(\"number\"), 0) FROM \"operation\"";
        Ok(self.connection()?.prepare_cached(newest)?.query_row([], |row| row.get(0))?)
    }
}

impl Store {
    /// Keeps where a walk stands.
    ///
    /// # Errors
    /// When the file refuses it.
    pub fn keep_walk(
        &mut self,
        (of, number): (Kind, i64),
        user: &str,
        left: &LeftWalk,
    ) -> Result<(), StoreError> {
        self.transact(true, |connection| {
            connection.prepare_cached(&keep(of))?.execute(params![
                number,
                user,
                left.at.to_string(),
                left.scope,
                left.items.join(" "),
                left.operation,
                left.coverage,
                left.tier,
                left.stage
            ])?;
            Ok(((), true))
        })
    }
}
