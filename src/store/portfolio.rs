//! Many accounts at once: their records in stretches of numbers, so that a pass over all of them needs the memory of one stretch.

use super::Reader;
use super::{StoreError, sql};
use crate::domain::account::Account;
use crate::domain::grade::Grade;
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Record};

impl Reader<'_> {
    /// Numbers and names of accounts that are not archived, after a number, in rising order, at most `limit`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn accounts_after(&self, after: i64, limit: usize) -> Result<Vec<(i64, String)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT \"id\", \"name\" FROM \"account\" \
             WHERE \"id\" > ?1 AND (\"archived\" IS NULL OR \"archived\" = 0) ORDER BY \"id\" LIMIT ?2",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = statement.query_map((after, limit), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The records of a kind that belong to accounts from `first` to `last`, by account and oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of_accounts<R: Record>(&self, first: i64, last: i64) -> Result<Vec<R>, StoreError> {
        self.stretch(R::KIND, "", first, last)?
            .iter()
            .map(|entry| R::from_entry(entry).map_err(StoreError::from))
            .collect()
    }

    /// The accounts with numbers from `first` to `last`, in rising order, archived ones among them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn accounts_between(&self, first: i64, last: i64) -> Result<Vec<Account>, StoreError> {
        let text = format!("{} WHERE \"id\" BETWEEN ?1 AND ?2 ORDER BY \"id\"", sql::select(Kind::Account));
        self.between(Kind::Account, &text, first, last)?
            .iter()
            .map(|entry| Account::from_entry(entry).map_err(StoreError::from))
            .collect()
    }

    /// The records of a kind in their generic form that belong to accounts from `first` to `last`, by account and oldest
    /// first; of accounts, these themselves.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn entries_of_accounts(&self, kind: Kind, first: i64, last: i64) -> Result<Vec<Entry>, StoreError> {
        if kind != Kind::Account {
            return self.stretch(kind, "", first, last);
        }
        let text = format!("{} WHERE \"id\" BETWEEN ?1 AND ?2 ORDER BY \"id\"", sql::select(kind));
        self.between(kind, &text, first, last)
    }

    /// Hands the answers in force of the accounts from `first` to `last` to `visit`, by account, of each question the newest
    /// last: account, question, whether an answer is known, and the day it was found as text.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn each_answer(
        &self,
        first: i64,
        last: i64,
        mut visit: impl FnMut(i64, &str, &str, &str),
    ) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT \"account\", \"item\", \"answered\", \"date\" FROM \"finding\" \
             WHERE \"account\" BETWEEN ?1 AND ?2 AND (\"superseded\" IS NULL OR \"superseded\" = 0) \
             ORDER BY \"account\", \"id\"",
        )?;
        let mut rows = statement.query([first, last])?;
        while let Some(row) = rows.next()? {
            let text = |place| Ok::<_, rusqlite::Error>(row.get_ref(place)?.as_str()?);
            visit(row.get(0)?, text(1)?, text(2)?, text(3)?);
        }
        Ok(())
    }

    /// The grade in force of each of the accounts from `first` to `last`, by account.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn grades_in_force(&self, first: i64, last: i64) -> Result<Vec<Grade>, StoreError> {
        let newest = "AND \"id\" IN (SELECT max(\"id\") FROM \"grade\" WHERE \"account\" BETWEEN ?1 AND ?2 GROUP BY \"account\")";
        self.stretch(Kind::Grade, newest, first, last)?
            .iter()
            .map(|entry| Grade::from_entry(entry).map_err(StoreError::from))
            .collect()
    }

    fn stretch(self, kind: Kind, condition: &str, first: i64, last: i64) -> Result<Vec<Entry>, StoreError> {
        let text = format!(
            "{} WHERE \"account\" BETWEEN ?1 AND ?2 {condition} ORDER BY \"account\", \"id\"",
            sql::select(kind)
        );
        self.between(kind, &text, first, last)
    }

    fn between(self, kind: Kind, text: &str, first: i64, last: i64) -> Result<Vec<Entry>, StoreError> {
        let mut statement = self.connection.prepare_cached(text)?;
        let mut rows = statement.query([first, last])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push(sql::read(kind, row)?);
        }
        Ok(entries)
    }

    /// How many accounts, archived ones left out, stand in each tier, best first; last those without one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn accounts_by_tier(&self) -> Result<Vec<(Option<String>, i64)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT \"tier\", count(*) FROM \"account\" WHERE (\"archived\" IS NULL OR \"archived\" = 0) \
             GROUP BY \"tier\" ORDER BY CASE \"tier\" WHEN 'S' THEN 0 WHEN 'A' THEN 1 WHEN 'B' THEN 2 \
             WHEN 'C' THEN 3 ELSE 4 END",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
