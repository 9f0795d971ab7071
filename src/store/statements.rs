//! The statements of one write, compiled once: an import runs them a million times.

use std::collections::HashMap;

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, Statement, params_from_iter};

use super::{StoreError, sql};
use crate::domain::date::Moment;
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Field, Shape};
use crate::domain::value::Value;

/// How many sets of fields are remembered.
const REMEMBERED: usize = 100;

/// Which fields of a kind are known, as bits in the order of the fields.
type Known = u128;

/// The statements of one write.
#[derive(Debug)]
pub(super) struct Statements<'c> {
    pub(super) connection: &'c Connection,
    /// Those that write a new record, by its kind and the fields that are known.
    inserts: HashMap<(Kind, Known), Statement<'c>>,
    /// Others by their text; there are few, and each text stands in one place.
    held: Vec<(&'static str, Statement<'c>)>,
    /// The moment that all records of the write are stamped with, and its text.
    now: (Moment, String),
}

impl<'c> Statements<'c> {
    pub(super) fn new(connection: &'c Connection, now: Moment) -> Self {
        Self { connection, inserts: HashMap::new(), held: Vec::new(), now: (now, now.to_string()) }
    }

    /// The statement with this text.
    pub(super) fn get(&mut self, text: &'static str) -> Result<&mut Statement<'c>, StoreError> {
        let held = self.held.iter().position(|(held, _)| std::ptr::eq(*held, text));
        let place = held.unwrap_or(self.held.len());
        if held.is_none() {
            self.held.push((text, self.connection.prepare(text)?));
        }
        Ok(&mut self.held[place].1)
    }

    /// Writes the row of a record. Only the columns of known values are named: a list of companies knows few of them.
    pub(super) fn insert(&mut self, entry: &Entry) -> Result<(), StoreError> {
        let known = known(entry);
        if self.inserts.len() >= REMEMBERED {
            self.inserts.clear();
        }
        let statement = match self.inserts.entry((entry.kind, known)) {
            std::collections::hash_map::Entry::Occupied(slot) => slot.into_mut(),
            std::collections::hash_map::Entry::Vacant(slot) => {
                slot.insert(self.connection.prepare(&text(entry.kind, known))?)
            }
        };
        let mut columns = Vec::with_capacity(entry.values.len() + 2);
        columns.push(ToSqlOutput::from(entry.id));
        for (at, field) in fields(entry.kind, known) {
            match &entry.values[at] {
                Value::Moment(moment) if *moment == self.now.0 => {
                    columns.push(ToSqlOutput::from(self.now.1.as_str()));
                }
                value => sql::bind(field, value, &mut columns),
            }
        }
        statement.execute(params_from_iter(&columns))?;
        Ok(())
    }
}

fn known(entry: &Entry) -> Known {
    let values = entry.kind.fields().iter().zip(&entry.values).enumerate();
    let is_known =
        |(_, (field, value)): &(usize, (&Field, &Value))| !value.is_empty() && sql::is_written(field);
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
