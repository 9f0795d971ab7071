//! The tables of the sample: their columns are fields, and their links the names of records written before.

use super::DemoError;
use crate::domain::date::Date;
use crate::domain::kind::Kind;
use crate::domain::money::Currency;
use crate::domain::parse::{Identifiers, Reading, split_list};
use crate::domain::record::{Entry, Field, Shape};
use crate::domain::value::Value;
use crate::import::csv::Reader as CsvReader;
use crate::import::row::StringRecord;
use crate::import::table;
use crate::ops::OpsError;
use crate::store::Reader;

/// One file of the sample.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    pub(super) file: &'static str,
    pub(super) text: &'static str,
}

/// One row of it.
#[derive(Clone, Debug)]
pub(super) struct Row {
    file: &'static str,
    line: u64,
    cells: Vec<(String, String)>,
}

/// How the values of the sample are read. It names every currency and writes every choice as an identifier.
pub(super) fn reading(today: Date) -> Reading<'static> {
    Reading { today, currency: Currency::CNY, words: &Identifiers }
}

impl Table {
    pub(super) fn rows(&self) -> Result<Vec<Row>, OpsError> {
        let broken = |line, reason: String| DemoError::Broken { file: self.file, line, reason };
        let reader = CsvReader::open(self.text.as_bytes(), Some(b','));
        let reader = table::Rows::Text(Box::new(reader.map_err(|error| broken(1, error.to_string()))?));
        let mut table = table::Table::headed(reader, table::Heading::FirstRow)
            .map_err(|error| broken(1, error.to_string()))?;
        let mut record = StringRecord::new();
        let mut rows = Vec::new();
        while let Some(line) = table.next_row(&mut record).map_err(|error| broken(0, error.to_string()))? {
            let cells = table.header().iter().zip(record.iter());
            let cells = cells.filter(|(_, cell)| !cell.is_empty());
            let cells = cells.map(|(column, cell)| (column.clone(), cell.to_owned())).collect();
            rows.push(Row { file: self.file, line, cells });
        }
        Ok(rows)
    }
}

impl Row {
    /// The text of a cell; "" where it is empty.
    pub(super) fn get(&self, column: &str) -> &str {
        self.cells.iter().find(|(known, _)| known == column).map_or("", |(_, cell)| cell)
    }

    pub(super) fn broken(&self, reason: impl Into<String>) -> OpsError {
        DemoError::Broken { file: self.file, line: self.line, reason: reason.into() }.into()
    }

    /// The account that the row is about.
    pub(super) fn account(&self, reader: Reader) -> Result<i64, OpsError> {
        self.account_named(reader, self.get("account"))
    }

    fn account_named(&self, reader: Reader, name: &str) -> Result<i64, OpsError> {
        match reader.account_by_key(name)? {
            Some(named) => Ok(named.id),
            None => Err(self.broken(format!("there is no account {name}"))),
        }
    }

    /// A record of an account by its title.
    pub(super) fn find(
        &self,
        reader: Reader,
        kind: Kind,
        account: i64,
        title: &str,
    ) -> Result<Entry, OpsError> {
        let found = reader.titled(kind, account, title)?.pop();
        found.ok_or_else(|| self.broken(format!("there is no {kind} {title}")))
    }

    /// The record that the row describes.
    pub(super) fn entry(&self, reader: Reader, kind: Kind, today: Date) -> Result<Entry, OpsError> {
        let mut entry = Entry::blank(kind);
        for (column, cell) in &self.cells {
            let field = kind.field(column).ok_or_else(|| self.broken(format!("{kind} has no {column}")))?;
            let value = self.value(reader, field, cell, today)?;
            entry.put(field, value);
        }
        Ok(entry)
    }

    fn value(&self, reader: Reader, field: &Field, cell: &str, today: Date) -> Result<Value, OpsError> {
        match field.shape {
            Shape::Link(Kind::Account) => Ok(Value::Link(self.account_named(reader, cell)?)),
            Shape::Link(kind) => Ok(Value::Link(self.find(reader, kind, self.account(reader)?, cell)?.id)),
            Shape::Links(kind) => {
                let account = self.account(reader)?;
                let ids =
                    split_list(cell).into_iter().map(|name| Ok(self.find(reader, kind, account, &name)?.id));
                Ok(Value::Links(ids.collect::<Result<_, OpsError>>()?))
            }
            // Years are counted from that of today, unless they are those of long ago.
            Shape::Year if cell.starts_with(['+', '-']) => {
                let years: i64 = cell.parse().map_err(|_| self.broken(format!("{}: {cell}", field.name)))?;
                Ok(Value::Integer(i64::from(today.year()) + years))
            }
            _ => {
                let parsed = field.parse(cell, &reading(today));
                parsed
                    .map(|parsed| parsed.value)
                    .map_err(|error| self.broken(format!("{}: {error}", field.name)))
            }
        }
    }
}
