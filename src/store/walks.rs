//! Where each of us left the walk through the questions about an account.

use rusqlite::types::Type;
use rusqlite::{OptionalExtension, Row, params};

use super::{Reader, Store, StoreError};
use crate::domain::walk::LeftWalk;

const LEFT: &str = "SELECT \"at\", \"scope\", \"items\", \"operation\", \"coverage\", \"tier\", \"stage\" FROM \"walk\" \
     WHERE \"account\" = ?1 AND \"user\" = ?2";

const KEEP: &str = "INSERT INTO \"walk\" \
     (\"account\", \"user\", \"at\", \"scope\", \"items\", \"operation\", \"coverage\", \"tier\", \"stage\") \
     VALUES (?1, ?2, ?3, ?4, ?5, coalesce((SELECT max(\"number\") FROM \"operation\"), 0), ?6, ?7, ?8) \
     ON CONFLICT (\"account\", \"user\") DO UPDATE SET \"at\" = excluded.\"at\", \"scope\" = excluded.\"scope\", \
     \"items\" = excluded.\"items\", \"operation\" = excluded.\"operation\", \"coverage\" = excluded.\"coverage\", \
     \"tier\" = excluded.\"tier\", \"stage\" = excluded.\"stage\"";

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
    /// Where one of us left the walk through the questions about an account.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn left_walk(&self, account: i64, user: &str) -> Result<Option<LeftWalk>, StoreError> {
        Ok(self.connection.prepare_cached(LEFT)?.query_row((account, user), read).optional()?)
    }
}

impl Store {
    /// Keeps where a walk stands, with the newest operation of the file in place of that of `left`.
    ///
    /// # Errors
    /// When the file refuses it.
    pub fn keep_walk(&mut self, account: i64, user: &str, left: &LeftWalk) -> Result<(), StoreError> {
        self.transact(true, |connection| {
            connection.prepare_cached(KEEP)?.execute(params![
                account,
                user,
                left.at.to_string(),
                left.scope,
                left.items.join(" "),
                left.coverage,
                left.tier,
                left.stage
            ])?;
            Ok(((), true))
        })
    }
}
