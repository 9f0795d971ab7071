//! Many accounts at once: their records in stretches of numbers, so that a pass over all of them needs the memory of one stretch.

use std::collections::BTreeSet;

use rusqlite::{Params, Row, ToSql, params};

use super::Reader;
use super::{StoreError, sql};
use crate::domain::account::Account;
use crate::domain::contact::Level;
use crate::domain::date::Date;
use crate::domain::finding::{Answered, Finding, Told};
use crate::domain::grade::Grade;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::money::Money;
use crate::domain::record::{Entry, Misfit, Paragraph, Record};

const ANSWER: &str = "\"account\", \"id\", \"item\", \"answered\", \"date\"";
const FINDING: &str =
    "\"account\", \"id\", \"item\", \"answered\", \"date\", \"value\", \"source\", \"superseded\"";
const IN_FORCE: &str = "\"finding\" WHERE \"account\" BETWEEN ?1 AND ?2 \
     AND (\"superseded\" IS NULL OR \"superseded\" = 0)";
/// On a past day: all that was found by then, of which the newest was in force.
const BY_THEN: &str = "\"finding\" WHERE \"account\" BETWEEN ?1 AND ?2 AND \"date\" <= ?3";
const BY_DAY: &str = "ORDER BY \"account\", \"item\", \"date\", \"id\"";
/// As the index has them, so that nothing needs to be sorted.
const BY_QUESTION: &str = "ORDER BY \"account\", \"item\", \"id\"";

/// As of when answers are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// What is in force.
    Today,
    /// What was in force at the end of an earlier day.
    Past(Date),
}

impl Reader<'_> {
    /// Numbers and names of accounts that are not archived, after a number, in rising order, at most `limit`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn accounts_after(&self, after: i64, limit: usize) -> Result<Vec<(i64, String)>, StoreError> {
        let mut statement = self.connection()?.prepare_cached(
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
        let text = format!(
            "{} WHERE \"account\" BETWEEN ?1 AND ?2 ORDER BY \"account\", \"id\"",
            sql::select(R::KIND)
        );
        self.typed(&text, first, last)
    }

    /// The answers of the accounts from `first` to `last`, superseded ones among them, by account and oldest first: of each
    /// its question, answer, source and date. To read the rest takes a good part of the time.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn answers_of_accounts(&self, first: i64, last: i64) -> Result<Vec<Finding>, StoreError> {
        let mut statement = self.connection()?.prepare_cached(&format!(
            "SELECT {FINDING} FROM \"finding\" WHERE \"account\" BETWEEN ?1 AND ?2 {BY_QUESTION}"
        ))?;
        let mut rows = statement.query([first, last])?;
        let mut findings = Vec::new();
        while let Some(row) = rows.next()? {
            findings.push(read_finding(row)?);
        }
        // The records are large: sorted is by a copy of what counts.
        findings.sort_by_cached_key(|finding| (finding.account.number(), finding.id.number()));
        Ok(findings)
    }

    /// The accounts with numbers from `first` to `last`, in rising order, archived ones among them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn accounts_between(&self, first: i64, last: i64) -> Result<Vec<Account>, StoreError> {
        let text = format!("{} WHERE \"id\" BETWEEN ?1 AND ?2 ORDER BY \"id\"", sql::select(Kind::Account));
        self.typed(&text, first, last)
    }

    /// The records of a kind that belong to accounts from `first` to `last`, by account; of accounts, these themselves. Of each
    /// no more is known than some fields and the account.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn partial_entries(
        &self,
        kind: Kind,
        fields: &BTreeSet<&'static str>,
        first: i64,
        last: i64,
    ) -> Result<Vec<Entry>, StoreError> {
        let account = if kind == Kind::Account { "id" } else { "account" };
        let wanted = fields.iter().copied().chain([account]).collect();
        let text = format!(
            "{} WHERE \"{account}\" BETWEEN ?1 AND ?2 ORDER BY \"{account}\"",
            sql::select_some(kind, &wanted)
        );
        self.between(kind, &text, first, last)
    }

    /// Hands the answers in force of the accounts from `first` to `last` to `visit`, by account and question, of each
    /// question the newest last: all of them, without their texts. Where `day` is past, those of then.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn each_answer(
        &self,
        (first, last): (i64, i64),
        day: Day,
        visit: impl FnMut(i64, &Told),
    ) -> Result<(), StoreError> {
        match day {
            Day::Today => {
                let text = format!("SELECT {ANSWER}, NULL FROM {IN_FORCE} {BY_QUESTION}");
                self.answers(&text, params![first, last], visit)
            }
            Day::Past(day) => {
                let text = format!("SELECT {ANSWER}, NULL FROM {BY_THEN} {BY_DAY}");
                self.answers(&text, params![first, last, day.to_string()], visit)
            }
        }
    }

    /// The same of some questions only, with their texts.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn each_answer_to(
        &self,
        items: &[&str],
        (first, last): (i64, i64),
        day: Day,
        visit: impl FnMut(i64, &Told),
    ) -> Result<(), StoreError> {
        let day_text = match day {
            Day::Today => String::new(),
            Day::Past(day) => day.to_string(),
        };
        let (from, order) = match day {
            Day::Today => (IN_FORCE, BY_QUESTION),
            Day::Past(_) => (BY_THEN, BY_DAY),
        };
        let mut values: Vec<&dyn ToSql> = vec![&first, &last];
        if day != Day::Today {
            values.push(&day_text);
        }
        let places: Vec<String> =
            (1..=items.len()).map(|place| format!("?{}", values.len() + place)).collect();
        let text =
            format!("SELECT {ANSWER}, \"value\" FROM {from} AND \"item\" IN ({}) {order}", places.join(", "));
        values.extend(items.iter().map(|item| item as &dyn ToSql));
        self.answers(&text, values.as_slice(), visit)
    }

    fn answers(
        self,
        text: &str,
        values: impl Params,
        mut visit: impl FnMut(i64, &Told),
    ) -> Result<(), StoreError> {
        let mut statement = self.connection()?.prepare_cached(text)?;
        let mut rows = statement.query(values)?;
        while let Some(row) = rows.next()? {
            let answered = read_choice(row, 3, (Kind::Finding, "answered"), Answered::named)?;
            let told = Told {
                item: text_of(row, 2)?.unwrap_or_default(),
                answered: answered.unwrap_or(Answered::Unknown),
                date: read_date(row, 4, Kind::Finding)?,
                text: text_of(row, 5)?.unwrap_or_default(),
            };
            visit(row.get(0)?, &told);
        }
        Ok(())
    }

    /// Hands those who have not left the accounts from `first` to `last` to `visit`, by account: account, level,
    /// relationship and influence.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn each_person(
        &self,
        first: i64,
        last: i64,
        mut visit: impl FnMut(i64, Option<Level>, Option<i64>, Option<i64>),
    ) -> Result<(), StoreError> {
        let mut statement = self.connection()?.prepare_cached(
            "SELECT \"account\", \"id\", \"level\", \"relationship\", \"influence\" FROM \"contact\" \
             WHERE \"account\" BETWEEN ?1 AND ?2 AND (\"left\" IS NULL OR \"left\" = 0) ORDER BY \"account\"",
        )?;
        let mut rows = statement.query([first, last])?;
        while let Some(row) = rows.next()? {
            let level = read_choice(row, 2, (Kind::Contact, "level"), Level::named)?;
            visit(row.get(0)?, level, row.get(3)?, row.get(4)?);
        }
        Ok(())
    }

    /// Hands the days of interactions with the accounts from `first` to `last` to `visit`, by account.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn each_interaction(
        &self,
        first: i64,
        last: i64,
        mut visit: impl FnMut(i64, Date),
    ) -> Result<(), StoreError> {
        let mut statement = self.connection()?.prepare_cached(
            "SELECT \"account\", \"id\", \"date\" FROM \"interaction\" \
             WHERE \"account\" BETWEEN ?1 AND ?2 ORDER BY \"account\"",
        )?;
        let mut rows = statement.query([first, last])?;
        while let Some(row) = rows.next()? {
            visit(row.get(0)?, read_date(row, 2, Kind::Interaction)?);
        }
        Ok(())
    }

    /// Hands the orders of the accounts from `first` to `last` to `visit`, by account: account, day, amount and number.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn each_order(
        &self,
        first: i64,
        last: i64,
        mut visit: impl FnMut(i64, Date, Option<Money>, Option<&str>),
    ) -> Result<(), StoreError> {
        let mut statement = self.connection()?.prepare_cached(
            "SELECT \"account\", \"id\", \"date\", \"amount\", \"amount_currency\", \"number\" FROM \"order\" \
             WHERE \"account\" BETWEEN ?1 AND ?2 ORDER BY \"account\"",
        )?;
        let mut rows = statement.query([first, last])?;
        while let Some(row) = rows.next()? {
            let minor: Option<i64> = row.get(3)?;
            let currency = text_of(row, 4)?.map(str::parse).transpose();
            let currency = currency.map_err(|_| misfit(row, Kind::Order, "amount"))?;
            let amount = minor.zip(currency).map(|(minor, currency)| Money::new(minor, currency));
            visit(row.get(0)?, read_date(row, 2, Kind::Order)?, amount, text_of(row, 5)?);
        }
        Ok(())
    }

    /// The grade in force of each of the accounts from `first` to `last`, by account.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn grades_in_force(&self, first: i64, last: i64) -> Result<Vec<Grade>, StoreError> {
        let newest = "AND \"id\" IN (SELECT max(\"id\") FROM \"grade\" WHERE \"account\" BETWEEN ?1 AND ?2 GROUP BY \"account\")";
        let text = format!(
            "{} WHERE \"account\" BETWEEN ?1 AND ?2 {newest} ORDER BY \"account\", \"id\"",
            sql::select(Kind::Grade)
        );
        self.typed(&text, first, last)
    }

    fn typed<R: Record>(self, text: &str, first: i64, last: i64) -> Result<Vec<R>, StoreError> {
        let mut statement = self.connection()?.prepare_cached(text)?;
        let mut rows = statement.query([first, last])?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            records.push(R::from_entry(&sql::read(R::KIND, row)?)?);
        }
        Ok(records)
    }

    fn between(self, kind: Kind, text: &str, first: i64, last: i64) -> Result<Vec<Entry>, StoreError> {
        let mut statement = self.connection()?.prepare_cached(text)?;
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
        let mut statement = self.connection()?.prepare_cached(
            "SELECT \"tier\", count(*) FROM \"account\" WHERE (\"archived\" IS NULL OR \"archived\" = 0) \
             GROUP BY \"tier\" ORDER BY CASE \"tier\" WHEN 'S' THEN 0 WHEN 'A' THEN 1 WHEN 'B' THEN 2 \
             WHEN 'C' THEN 3 ELSE 4 END",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// An answer from the columns of [`FINDING`].
fn read_finding(row: &Row) -> Result<Finding, StoreError> {
    let kind = Kind::Finding;
    let answered = read_choice(row, 3, (kind, "answered"), Answered::named)?;
    let owned =
        |column| text_of(row, column).map(|text| text.filter(|text| !text.is_empty()).map(str::to_owned));
    Ok(Finding {
        id: Id::new(row.get(1)?),
        account: Id::new(row.get(0)?),
        item: text_of(row, 2)?.ok_or_else(|| misfit(row, kind, "item"))?.to_owned(),
        answered: answered.ok_or_else(|| misfit(row, kind, "answered"))?,
        value: owned(5)?.map(Paragraph),
        note: None,
        source: owned(6)?,
        method: None,
        date: read_date(row, 4, kind)?,
        confidence: None,
        by: None,
        superseded: row.get(7)?,
        created: None,
        updated: None,
    })
}

/// The text in a column, where there is one.
fn text_of<'r>(row: &'r Row, column: usize) -> Result<Option<&'r str>, rusqlite::Error> {
    Ok(row.get_ref(column)?.as_str_or_null()?)
}

/// The day of a record whose number is in the column after its account's.
fn read_date(row: &Row, column: usize, kind: Kind) -> Result<Date, StoreError> {
    let date = text_of(row, column)?.and_then(|text| text.parse().ok());
    date.ok_or_else(|| misfit(row, kind, "date"))
}

/// One of several values of a field, where there is one.
fn read_choice<T>(
    row: &Row,
    column: usize,
    (kind, field): (Kind, &'static str),
    named: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, StoreError> {
    let read = |text| named(text).ok_or_else(|| misfit(row, kind, field));
    text_of(row, column)?.map(read).transpose()
}

fn misfit(row: &Row, kind: Kind, field: &'static str) -> StoreError {
    row.get(1).map_or_else(StoreError::from, |id| Misfit::Value { kind, id, field }.into())
}
