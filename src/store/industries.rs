//! No two industries go by one name, for an account inherits from the one that its industry names. Which accounts name
//! one is found here, too.

use std::collections::{BTreeMap, BTreeSet};

use super::{Reader, StoreError};
use crate::domain::industry::{Industry, key};
use crate::domain::kind::Kind;
use crate::domain::record::Entry;

/// Which industries go by each name, by its key and then by their numbers; read once for all that an operation writes.
#[derive(Debug, Default)]
pub(super) struct Names {
    read: Option<BTreeMap<String, BTreeMap<i64, String>>>,
}

impl Names {
    /// Refuses an industry one of whose names, whatever its writing, is one of another's. Those that it had `before` may stay.
    ///
    /// # Errors
    /// When one is, or the file cannot be read.
    pub(super) fn refuse_taken(
        &mut self,
        reader: Reader,
        before: Option<&Entry>,
        after: &Entry,
    ) -> Result<(), StoreError> {
        if after.kind != Kind::Industry {
            return Ok(());
        }
        let held: BTreeSet<String> = before.into_iter().flat_map(names).map(|name| key(&name)).collect();
        let taken = self.known(reader)?;
        for name in names(after) {
            let key = key(&name);
            let of = taken.get(&key).filter(|_| !held.contains(&key));
            if let Some((&id, by)) = of.into_iter().flatten().find(|(id, _)| **id != after.id) {
                return Err(StoreError::NameTaken { kind: Kind::Industry, name, by: by.clone(), id });
            }
        }
        Ok(())
    }

    /// Takes note of what was written.
    pub(super) fn note(&mut self, before: Option<&Entry>, after: Option<&Entry>) {
        let Some(taken) = &mut self.read else { return };
        let is_industry = |entry: &&Entry| entry.kind == Kind::Industry;
        if let Some(before) = before.filter(is_industry) {
            for name in names(before) {
                if let Some(of) = taken.get_mut(&key(&name)) {
                    of.remove(&before.id);
                }
            }
        }
        if let Some(after) = after.filter(is_industry) {
            for name in names(after) {
                taken.entry(key(&name)).or_default().insert(after.id, after.title().into_owned());
            }
        }
    }

    fn known(&mut self, reader: Reader) -> Result<&BTreeMap<String, BTreeMap<i64, String>>, StoreError> {
        if self.read.is_none() {
            let mut taken: BTreeMap<String, BTreeMap<i64, String>> = BTreeMap::new();
            for industry in reader.of_account::<Industry>(0)? {
                for key in industry.keys() {
                    taken.entry(key).or_default().insert(industry.id.number(), industry.name.clone());
                }
            }
            self.read = Some(taken);
        }
        Ok(self.read.get_or_insert_default())
    }
}

fn names(entry: &Entry) -> Vec<String> {
    let title = entry.title().into_owned();
    std::iter::once(title).chain(entry.list("aliases").iter().cloned()).collect()
}

impl Reader<'_> {
    /// What the accounts from `first` to `last` call their industry, where they have one, by number.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn industries_of(&self, first: i64, last: i64) -> Result<Vec<(i64, String)>, StoreError> {
        let mut statement = self.connection()?.prepare_cached(
            "SELECT \"id\", \"industry\" FROM \"account\" \
             WHERE \"id\" BETWEEN ?1 AND ?2 AND \"industry\" IS NOT NULL ORDER BY \"id\"",
        )?;
        let rows = statement.query_map([first, last], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The accounts, archived ones among them, that call their industry by one of the names that are wanted.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn accounts_in(&self, is_wanted: impl Fn(&str) -> bool) -> Result<Vec<i64>, StoreError> {
        let mut accounts = Vec::new();
        for name in self.industry_names()?.iter().filter(|name| is_wanted(name)) {
            let text = "SELECT \"id\" FROM \"account\" WHERE \"industry\" = ?1";
            let mut statement = self.connection()?.prepare_cached(text)?;
            for id in statement.query_map([name], |row| row.get(0))? {
                accounts.push(id?);
            }
        }
        Ok(accounts)
    }

    /// The same of those that are not archived, with their names, in rising order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn living_in(&self, is_wanted: impl Fn(&str) -> bool) -> Result<Vec<(i64, String)>, StoreError> {
        let mut accounts = Vec::new();
        for name in self.industry_names()?.iter().filter(|name| is_wanted(name)) {
            let text = "SELECT \"id\", \"name\" FROM \"account\" \
                 WHERE \"industry\" = ?1 AND (\"archived\" IS NULL OR \"archived\" = 0)";
            let mut statement = self.connection()?.prepare_cached(text)?;
            for account in statement.query_map([name], |row| Ok((row.get(0)?, row.get(1)?)))? {
                accounts.push(account?);
            }
        }
        accounts.sort_unstable();
        Ok(accounts)
    }

    /// What accounts call their industries.
    fn industry_names(&self) -> Result<Vec<String>, StoreError> {
        let names = "SELECT DISTINCT \"industry\" FROM \"account\" WHERE \"industry\" IS NOT NULL";
        let mut statement = self.connection()?.prepare_cached(names)?;
        let names = statement.query_map([], |row| row.get(0))?.collect::<Result<_, rusqlite::Error>>()?;
        Ok(names)
    }
}
