//! The statements of one write, compiled once: an import runs them a million times.

use std::collections::HashMap;

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, Statement, params_from_iter};

use super::{StoreError, sql};
use crate::domain::date::Moment;
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Field};
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
    /// Those that ask whether a record holds these values already.
    questions: HashMap<(Kind, Known), Statement<'c>>,
    /// Others by their text; there are few, and each text stands in one place.
    held: Vec<(&'static str, Statement<'c>)>,
    /// The moment that all records of the write are stamped with, and its text.
    now: (Moment, String),
}

impl<'c> Statements<'c> {
    pub(super) fn new(connection: &'c Connection, now: Moment) -> Self {
        Self {
            connection,
            inserts: HashMap::new(),
            questions: HashMap::new(),
            held: Vec::new(),
            now: (now, now.to_string()),
        }
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
        let columns = bound(entry, known, entry.id, &self.now);
        let statement = compiled(&mut self.inserts, self.connection, (entry.kind, known), insertion)?;
        statement.execute(params_from_iter(&columns))?;
        Ok(())
    }

    /// Whether a record holds all the known values of an entry just as they are. Where it might hold them in another way, as items of a
    /// longer list, that is not told.
    pub(super) fn holds(&mut self, id: i64, entry: &Entry) -> Result<bool, StoreError> {
        let known = known(entry);
        let columns = bound(entry, known, id, &self.now);
        let statement = compiled(&mut self.questions, self.connection, (entry.kind, known), question)?;
        Ok(statement.exists(params_from_iter(&columns))?)
    }
}

/// The statement for some fields of a kind, compiled when it is first asked for.
fn compiled<'s, 'c>(
    statements: &'s mut HashMap<(Kind, Known), Statement<'c>>,
    connection: &'c Connection,
    (kind, known): (Kind, Known),
    text: fn(Kind, Known) -> String,
) -> Result<&'s mut Statement<'c>, StoreError> {
    use std::collections::hash_map::Entry as Slot;
    if statements.len() >= REMEMBERED {
        statements.clear();
    }
    Ok(match statements.entry((kind, known)) {
        Slot::Occupied(slot) => slot.into_mut(),
        Slot::Vacant(slot) => slot.insert(connection.prepare(&text(kind, known))?),
    })
}

/// A number and the columns of the known values of an entry.
fn bound<'v>(entry: &'v Entry, known: Known, id: i64, now: &'v (Moment, String)) -> Vec<ToSqlOutput<'v>> {
    let mut columns = Vec::with_capacity(known.count_ones() as usize + 3);
    columns.push(ToSqlOutput::from(id));
    for (at, field) in fields(entry.kind, known) {
        match &entry.values[at] {
            Value::Moment(moment) if *moment == now.0 => columns.push(ToSqlOutput::from(now.1.as_str())),
            value => sql::bind(field, value, &mut columns),
        }
    }
    columns
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

/// `id` and the columns of the known fields.
fn columns(kind: Kind, known: Known) -> Vec<String> {
    let id = std::iter::once("\"id\"".to_owned());
    id.chain(fields(kind, known).flat_map(|(_, field)| sql::columns_of(field))).collect()
}

fn insertion(kind: Kind, known: Known) -> String {
    let columns = columns(kind, known);
    let places: Vec<String> = (1..=columns.len()).map(|place| format!("?{place}")).collect();
    format!("INSERT INTO \"{kind}\" ({}) VALUES ({})", columns.join(", "), places.join(", "))
}

fn question(kind: Kind, known: Known) -> String {
    let columns = columns(kind, known);
    let held = columns.iter().zip(1..).map(|(column, place)| format!("{column} IS ?{place}"));
    format!("SELECT 1 FROM \"{kind}\" WHERE {}", held.collect::<Vec<_>>().join(" AND "))
}
