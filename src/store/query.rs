//! Lists of records: conditions, order and pages as SQL.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, params_from_iter};

use super::conditions::{Conditions, own_path};
use super::order::order;
use super::{Store, StoreError, sql};
use crate::domain::filter::{Filter, Operand, Operator};
use crate::domain::kind::Kind;
use crate::domain::money::Currency;
use crate::domain::record::{Entry, Field};
use crate::domain::value::Value;
use crate::playbook::vocabulary::plain;

/// One key of an order.
#[derive(Clone, Debug)]
pub struct Sort {
    pub field: Field,
    pub descending: bool,
}

/// Which records, in which order. Without an order: as they were added.
#[derive(Clone, Debug)]
pub struct Query {
    pub kind: Kind,
    pub account: Option<i64>,
    pub filters: Vec<Filter>,
    pub sort: Vec<Sort>,
    /// No more than so many.
    pub limit: Option<usize>,
    /// Archived accounts, what belongs to them where no account is named, and superseded answers are left out unless asked for.
    pub with_archived: bool,
    /// Only accounts, or projects, whose decision has begun and goes on.
    pub running: bool,
    /// Only these fields are read; the others come back empty. Such records are for reading alone, and never given to a `Writer`.
    pub fields: Option<BTreeSet<&'static str>>,
}

/// Some records and how many there are in all.
#[derive(Clone, Debug)]
pub struct Page {
    pub entries: Vec<Entry>,
    pub total: usize,
}

/// Records that a condition on an amount passes over because theirs is in another currency.
#[derive(Clone, Debug, PartialEq)]
pub struct PassedOver {
    pub field: Field,
    /// The currency of the condition.
    pub currency: Currency,
    pub count: usize,
}

impl Query {
    #[must_use]
    pub fn all(kind: Kind) -> Self {
        Self {
            kind,
            account: None,
            filters: Vec::new(),
            sort: Vec::new(),
            limit: None,
            with_archived: false,
            running: false,
            fields: None,
        }
    }

    #[must_use]
    pub fn of_account(kind: Kind, account: i64) -> Self {
        Self { account: Some(account), ..Self::all(kind) }
    }
}

impl Store {
    /// The records a query asks for, and how many there are without its limit.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn page(&self, query: &Query) -> Result<Page, StoreError> {
        let mut entries = Vec::new();
        self.each(query, |entry| {
            entries.push(entry);
            Ok::<(), StoreError>(())
        })?;
        let total = match query.limit {
            Some(limit) if entries.len() >= limit => self.count(query)?,
            _ => entries.len(),
        };
        Ok(Page { entries, total })
    }

    /// Hands each record a query asks for to `visit`, one at a time.
    ///
    /// # Errors
    /// When the file cannot be read, or `visit` fails.
    pub fn each<E: From<StoreError>>(
        &self,
        query: &Query,
        mut visit: impl FnMut(Entry) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut conditions = Conditions::of(query);
        let select = match &query.fields {
            Some(fields) => Cow::Owned(sql::select_some(query.kind, fields)),
            None => Cow::Borrowed(sql::select(query.kind)),
        };
        let mut text = format!("{select}{}{}", conditions.text(), order(query));
        if let Some(limit) = query.limit {
            let place = conditions.place(i64::try_from(limit).unwrap_or(i64::MAX));
            text.push_str(&format!(" LIMIT {place}"));
        }
        let mut statement = self.connection.prepare_cached(&text).map_err(StoreError::from)?;
        let mut rows = statement.query(params_from_iter(&conditions.values)).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            visit(sql::read(query.kind, row)?)?;
        }
        Ok(())
    }

    /// The records that pass every other condition of a query but hold the amount of one in another currency, for each condition that
    /// passes some over: amounts compare within a currency only.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn passed_over(&self, query: &Query) -> Result<Vec<PassedOver>, StoreError> {
        let mut passed_over = Vec::new();
        for (place, filter) in query.filters.iter().enumerate() {
            let Operand::Value(Value::Money(money)) = filter.operand else { continue };
            if filter.operator == Operator::IsNot {
                continue;
            }
            let mut others = query.clone();
            others.filters.remove(place);
            let conditions = Conditions::of(&others).and_in_another_currency(&filter.field, money.currency);
            let count = self.count_where(query.kind, &conditions)?;
            if count > 0 {
                passed_over.push(PassedOver { field: filter.field.clone(), currency: money.currency, count });
            }
        }
        Ok(passed_over)
    }

    /// The name under which records of a kind hold a value of the user's own: as written, else without regard to case, width and punctuation.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn custom_name(&self, kind: Kind, name: &str) -> Result<Option<String>, StoreError> {
        if kind.field("custom").is_none() {
            return Ok(None);
        }
        // The first record that has it answers, so that a name written in full needs no look at every record.
        let text = format!(
            "SELECT 1 FROM \"{kind}\" WHERE \"custom\" IS NOT NULL AND (\"custom\" ->> ?1) IS NOT NULL LIMIT 1"
        );
        let written: Option<i64> = self
            .connection
            .prepare_cached(&text)?
            .query_row([own_path(name)], |row| row.get(0))
            .optional()?;
        if written.is_some() {
            return Ok(Some(name.to_owned()));
        }
        let wanted = plain(name);
        let names = self.custom_names(kind)?;
        Ok(names.into_iter().find(|known| !wanted.is_empty() && plain(known) == wanted))
    }

    /// The names under which records of a kind hold values of the user's own, in order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn custom_names(&self, kind: Kind) -> Result<Vec<String>, StoreError> {
        if kind.field("custom").is_none() {
            return Ok(Vec::new());
        }
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT DISTINCT j.\"key\" FROM \"{kind}\" r, json_each(r.\"custom\") j WHERE r.\"custom\" IS NOT NULL ORDER BY 1"
        ))?;
        let names = statement.query_map([], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    /// How many records pass the conditions of a query, whatever its limit.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn count(&self, query: &Query) -> Result<usize, StoreError> {
        if query.account.is_none() && query.filters.is_empty() && !query.running && !query.kind.is_answer() {
            let hidden = if query.with_archived { 0 } else { self.put_aside(query.kind)? };
            return Ok(usize::try_from(self.read().live(query.kind)? - hidden).unwrap_or(0));
        }
        self.count_where(query.kind, &Conditions::of(query))
    }

    /// How many accounts are archived, or records belong to such.
    fn put_aside(&self, kind: Kind) -> Result<i64, StoreError> {
        const ARCHIVED: &str = "FROM \"account\" WHERE \"archived\" = 1";
        let text = match kind {
            Kind::Account => format!("SELECT count(*) {ARCHIVED}"),
            kind if kind.belongs_to_account() => {
                format!("SELECT count(*) FROM \"{kind}\" WHERE \"account\" IN (SELECT \"id\" {ARCHIVED})")
            }
            _ => return Ok(0),
        };
        Ok(self.connection.prepare_cached(&text)?.query_row([], |row| row.get(0))?)
    }

    fn count_where(&self, kind: Kind, conditions: &Conditions) -> Result<usize, StoreError> {
        let text = format!("SELECT count(*) FROM \"{kind}\"{}", conditions.text());
        let total: Option<i64> = self
            .connection
            .prepare_cached(&text)?
            .query_row(params_from_iter(&conditions.values), |row| row.get(0))
            .optional()?;
        Ok(usize::try_from(total.unwrap_or(0)).unwrap_or(0))
    }
}
