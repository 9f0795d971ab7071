//! Statements that write new records, compiled once for each set of fields that are known.

use std::collections::HashMap;

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, Statement, params_from_iter};

use super::{StoreError, sql};
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Field, Shape};

/// How many sets of fields are remembered.
const REMEMBERED: usize = 100;

/// Which fields of a kind are known, as bits in the order of the fields.
type Known = u128;

#[derive(Debug, Default)]
pub(super) struct Inserts<'c> {
    statements: HashMap<(Kind, Known), Statement<'c>>,
}

impl<'c> Inserts<'c> {
    /// Writes the row of a record. Only the columns of known values are named: a list of companies knows few of them.
    pub(super) fn insert(&mut self, connection: &'c Connection, entry: &Entry) -> Result<(), StoreError> {
        let known = known(entry);
        if self.statements.len() >= REMEMBERED {
            self.statements.clear();
        }
        let statement = match self.statements.entry((entry.kind, known)) {
            std::collections::hash_map::Entry::Occupied(slot) => slot.into_mut(),
            std::collections::hash_map::Entry::Vacant(slot) => {
                slot.insert(connection.prepare(&text(entry.kind, known))?)
            }
        };
        let mut columns = Vec::with_capacity(entry.values.len() + 2);
        columns.push(ToSqlOutput::from(entry.id));
        for (at, field) in fields(entry.kind, known) {
            sql::bind(field, &entry.values[at], &mut columns);
        }
        statement.execute(params_from_iter(&columns))?;
        Ok(())
    }
}

fn known(entry: &Entry) -> Known {
    let values = entry.kind.fields().iter().zip(&entry.values).enumerate();
    let is_known = |(_, (field, value)): &(usize, (&Field, &crate::domain::value::Value))| {
        sql::is_written(field) && !value.is_empty()
    };
    values.filter(is_known).fold(0, |known, (at, _)| known | 1 << at)
}

/// The known fields of a kind with their places.
fn fields(kind: Kind, known: Known) -> impl Iterator<Item = (usize, &'static Field)> {
    kind.fields().iter().enumerate().filter(move |(at, _)| known & 1 << at != 0)
}

fn text(kind: Kind, known: Known) -> String {
    let mut columns = vec!["\"id\"".to_owned()];
    for (_, field) in fields(kind, known) {
        columns.push(format!("\"{}\"", field.name));
        if field.shape == Shape::Money {
            columns.push(format!("\"{}_currency\"", field.name));
        }
    }
    let places: Vec<String> = (1..=columns.len()).map(|place| format!("?{place}")).collect();
    format!("INSERT INTO \"{kind}\" ({}) VALUES ({})", columns.join(", "), places.join(", "))
}
