//! Accounts by any of their names: name, alias, external id, credit code, folded.

use std::borrow::Cow;

use rusqlite::{Connection, OptionalExtension};

use super::heard::Heard;
use super::statements::Statements;
use super::{Reader, StoreError, Writer};
use crate::domain::company::core_name;
use crate::domain::credit_code;
use crate::domain::fold::{fold, fold_code, fold_id};
use crate::domain::kind::Kind;
use crate::domain::record::Entry;

/// The last character there is: the end of a range of keys with a common beginning.
const LAST: char = '\u{10FFFF}';

/// A record and the name it is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub id: i64,
    pub name: String,
}

const ADD: &str = "INSERT INTO \"account_key\" (\"key\", \"account\", \"source\", \"code\") \
     VALUES (?1, ?2, ?3, ?4) ON CONFLICT (\"key\") DO NOTHING";

const HAS_NO_NAMES: &str = "SELECT NOT EXISTS (SELECT 1 FROM \"account_key\")";

/// How many names with the same beginning are looked at for one that is nearly the same.
const NEIGHBOURS: i64 = 20;

// A limit that is bound would have the statement compiled anew each time.
const NEIGHBOURHOOD: &str =
    "SELECT \"key\", \"account\" FROM \"account_key\" WHERE \"key\" >= ?1 AND \"key\" < ?2 LIMIT 20";

/// Accounts that go by a name, or nearly so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    pub same: Option<i64>,
    /// One whose name differs by no more than the legal form, where none is the same.
    pub near: Option<i64>,
}

/// The names that an account is known by, with where they come from.
fn names_of(entry: &Entry) -> impl Iterator<Item = (Cow<'_, str>, &'static str)> {
    let name = std::iter::once((entry.title(), "name"));
    let aliases = entry.list("aliases").iter().map(|name| (Cow::Borrowed(name.as_str()), "alias"));
    let ids = entry.list("external_ids").iter().map(|id| (Cow::Borrowed(id.as_str()), "external_id"));
    let code = credit_code::as_external_id(entry.text("credit_code"));
    name.chain(aliases).chain(ids).chain(code.map(|code| (Cow::Owned(code), "external_id")))
}

/// The keys of an account, in the order of its names, the first of which is its own; none of other records.
pub(super) fn keys_of(entry: &Entry) -> Vec<String> {
    if entry.kind != Kind::Account {
        return Vec::new();
    }
    let key =
        |(name, source): (Cow<str>, _)| if source == "external_id" { fold_id(&name) } else { fold(&name) };
    names_of(entry).map(key).collect()
}

fn taken(name: Cow<'_, str>, owner: Named) -> StoreError {
    StoreError::NameTaken { kind: Kind::Account, name: name.into_owned(), by: owner.name, id: owner.id }
}

/// Adds the keys of an account, or none of them when a name is taken.
pub(super) fn add(statements: &mut Statements, entry: &Entry, keys: &[String]) -> Result<(), StoreError> {
    let mut added: Vec<String> = Vec::new();
    for (key, (name, source)) in keys.iter().zip(names_of(entry)) {
        let code = key.split_once(':').map(|(_, code)| code).filter(|_| source == "external_id");
        if statements.get(ADD)?.execute((key, entry.id, source, code))? > 0 {
            statements.heard.note(core_name(key));
            // Most accounts have one name, which is not taken.
            if keys.len() > 1 {
                added.push(key.clone());
            }
        } else if let Some(owner) = find_key(statements.connection()?, key)?
            && owner.id != entry.id
        {
            remove_keys(statements.beside_records(), entry.id, &added)?;
            return Err(taken(name, owner));
        }
    }
    Ok(())
}

/// Changes the keys of an account, or none of them when a name is taken.
pub(super) fn replace(statements: &mut Statements, before: &Entry, after: &Entry) -> Result<(), StoreError> {
    let (old, new) = (keys_of(before), keys_of(after));
    let sources = |entry| names_of(entry).map(|(_, source)| source).collect::<Vec<_>>();
    if old == new && sources(before) == sources(after) {
        return Ok(());
    }
    for (key, (name, _)) in new.iter().zip(names_of(after)) {
        if let Some(owner) = find_key(statements.connection()?, key)?
            && owner.id != after.id
        {
            return Err(taken(name, owner));
        }
    }
    remove_keys(statements.beside_records(), before.id, &old)?;
    add(statements, after, &new)
}

pub(super) fn remove(connection: &Connection, entry: &Entry) -> Result<(), StoreError> {
    remove_keys(connection, entry.id, &keys_of(entry))
}

fn remove_keys(connection: &Connection, account: i64, keys: &[String]) -> Result<(), StoreError> {
    let mut statement =
        connection.prepare_cached("DELETE FROM \"account_key\" WHERE \"key\" = ?1 AND \"account\" = ?2")?;
    for key in keys {
        statement.execute((key, account))?;
    }
    Ok(())
}

fn find_key(connection: &Connection, key: &str) -> Result<Option<Named>, StoreError> {
    let found = connection
        .prepare_cached(
            "SELECT a.\"id\", a.\"name\" FROM \"account_key\" k JOIN \"account\" a ON a.\"id\" = k.\"account\" \
             WHERE k.\"key\" = ?1",
        )?
        .query_row([key], |row| Ok(Named { id: row.get(0)?, name: row.get(1)? }))
        .optional()?;
    Ok(found)
}

/// The account with an external id, whatever the case of its letters, where there is but one.
fn find_id(connection: &Connection, id: &str) -> Result<Option<Named>, StoreError> {
    let Some((system, _)) = id.split_once(':') else { return Ok(None) };
    // Only a person's lookup that found nothing else comes here, so the ids of one system may be gone through.
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT a.\"id\", a.\"name\" FROM \"account_key\" k JOIN \"account\" a ON a.\"id\" = k.\"account\" \
         WHERE k.\"key\" >= ?1 AND k.\"key\" < ?2 AND k.\"source\" = 'external_id' AND lower(k.\"key\") = lower(?3) \
         LIMIT 2",
    )?;
    let rows = statement.query_map((format!("{system}:"), format!("{system}:{LAST}"), id), |row| {
        Ok(Named { id: row.get(0)?, name: row.get(1)? })
    })?;
    let mut found = rows.collect::<Result<Vec<_>, _>>()?;
    Ok(if found.len() == 1 { found.pop() } else { None })
}

fn titled(connection: &Connection, kind: Kind, account: i64, title: &str) -> Result<Vec<Entry>, StoreError> {
    let wanted = fold(title);
    let entries = super::reader::entries_of_account(connection, kind, account)?;
    Ok(entries.into_iter().filter(|entry| fold(&entry.title()) == wanted).collect())
}

/// Whether what follows the core of a name can be its legal form, and not more of the same word or number.
fn may_be_form(rest: &str) -> bool {
    !rest.starts_with(|first: char| first.is_ascii_digit())
}

impl Writer<'_> {
    /// The account with a folded name, or else one whose name differs from it by no more than the legal form, found in one look.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn account_named(&mut self, key: &str) -> Result<Likeness, StoreError> {
        let core = core_name(key);
        if let Heard::Unasked = self.statements.heard {
            let is_empty = self.statements.get(HAS_NO_NAMES)?.query_row([], |row| row.get(0))?;
            self.statements.heard.begin(is_empty);
        }
        if !self.statements.heard.may_know(core) {
            return Ok(Likeness::default());
        }
        let mut rows = self.statements.get(NEIGHBOURHOOD)?.query((core, format!("{core}{LAST}")))?;
        let (mut seen, mut likeness) = (0, Likeness::default());
        while let Some(row) = rows.next()? {
            seen += 1;
            let other = row.get_ref(0)?.as_str().unwrap_or_default();
            if other == key {
                likeness = Likeness { same: Some(row.get(1)?), near: None };
                break;
            } else if may_be_form(&other[core.len()..]) && core_name(other) == core {
                likeness.near = Some(row.get(1)?);
            }
        }
        if likeness.same.is_none() && seen == NEIGHBOURS {
            drop(rows);
            likeness.same = self.read().account_of_key(key)?;
        }
        Ok(likeness)
    }
}

impl Reader<'_> {
    /// The account with this name, alias or external id. An external id in other case is found where only one is like it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn account_by_key(&self, name: &str) -> Result<Option<Named>, StoreError> {
        let (id, folded) = (fold_id(name), fold(name));
        if let Some(found) = find_key(self.connection()?, &id)? {
            return Ok(Some(found));
        }
        if !id.contains(':') {
            return Ok(None);
        }
        let likeness = find_id(self.connection()?, &id)?;
        match find_key(self.connection()?, &folded)? {
            Some(found) if likeness.is_some() || self.is_name(&folded)? => Ok(Some(found)),
            _ => Ok(likeness),
        }
    }

    /// Whether a key is a name or alias, and not an external id.
    fn is_name(self, key: &str) -> Result<bool, StoreError> {
        Ok(self
            .connection()?
            .prepare_cached(
                "SELECT 1 FROM \"account_key\" WHERE \"key\" = ?1 AND \"source\" <> 'external_id'",
            )?
            .query_row([key], |_| Ok(()))
            .optional()?
            .is_some())
    }

    /// The account with exactly this external id, or with this name or alias: as programs write them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn account_called(&self, name: &str) -> Result<Option<i64>, StoreError> {
        if name.contains([':', '：'])
            && let Some(account) = self.account_of_key(&fold_id(name))?
        {
            return Ok(Some(account));
        }
        let folded = fold(name);
        match self.account_of_key(&folded)? {
            Some(account) if !folded.contains(':') || self.is_name(&folded)? => Ok(Some(account)),
            _ => Ok(None),
        }
    }

    /// Accounts with this external id in whatever system, or with this listing code: 002379 for `cn:002379`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn accounts_coded(&self, code: &str) -> Result<Vec<Named>, StoreError> {
        let mut statement = self.connection()?.prepare_cached(
            "SELECT \"id\", \"name\" FROM \"account\" WHERE \"id\" IN ( \
             SELECT \"account\" FROM \"account_key\" WHERE \"code\" = ?1 UNION \
             SELECT \"id\" FROM \"account\" WHERE \"listing_code\" = ?1) ORDER BY \"id\"",
        )?;
        let rows =
            statement.query_map([fold_code(code)], |row| Ok(Named { id: row.get(0)?, name: row.get(1)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The account that goes by a key: a folded name or alias, or an external id folded as such.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn account_of_key(&self, key: &str) -> Result<Option<i64>, StoreError> {
        Ok(self
            .names()
            .prepare_cached("SELECT \"account\" FROM \"account_key\" WHERE \"key\" = ?1")?
            .query_row([key], |row| row.get(0))
            .optional()?)
    }

    /// Records of an account with this title, whatever its case and width.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn titled(&self, kind: Kind, account: i64, title: &str) -> Result<Vec<Entry>, StoreError> {
        titled(self.connection()?, kind, account, title)
    }

    /// Accounts one of whose names begins so, up to `limit` of them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn accounts_beginning(&self, name: &str, limit: usize) -> Result<Vec<Named>, StoreError> {
        let (name, id) = (fold(name), fold_id(name));
        if name.is_empty() {
            return Ok(Vec::new());
        }
        let mut statement = self.connection()?.prepare_cached(
            "SELECT DISTINCT a.\"id\", a.\"name\" FROM \"account_key\" k JOIN \"account\" a ON a.\"id\" = k.\"account\" \
             WHERE k.\"key\" >= ?1 AND k.\"key\" < ?2 OR k.\"key\" >= ?3 AND k.\"key\" < ?4 \
             ORDER BY k.\"key\" LIMIT ?5",
        )?;
        let (end, id_end) = (format!("{name}{LAST}"), format!("{id}{LAST}"));
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = statement.query_map((name, end, id, id_end, limit), |row| {
            Ok(Named { id: row.get(0)?, name: row.get(1)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The titles of records, for showing links. Unknown numbers are left out.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn titles(&self, kind: Kind, ids: &[i64]) -> Result<Vec<Named>, StoreError> {
        let mut statement = self.connection()?.prepare_cached(&format!(
            "SELECT \"id\", coalesce(CAST(\"{}\" AS TEXT), '') FROM \"{kind}\" WHERE \"id\" = ?1",
            kind.title_field()
        ))?;
        let mut named = Vec::with_capacity(ids.len());
        for id in ids {
            let found = statement
                .query_row([id], |row| Ok(Named { id: row.get(0)?, name: row.get(1)? }))
                .optional()?;
            named.extend(found);
        }
        Ok(named)
    }
}
