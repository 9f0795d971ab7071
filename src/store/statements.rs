//! The statements of one write, compiled once: an import runs them a million times.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use rusqlite::{Connection, Statement, params_from_iter};

use super::cells::Cells;
use super::heard::Heard;
use super::reader::{Reader, Unwritten};
use super::rows::Rows;
use super::{StoreError, sql};
use crate::domain::date::Moment;
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Field};
use crate::domain::value::Value;

/// How many sets of fields are remembered.
const REMEMBERED: usize = 100;

/// Which fields of a kind are known, as bits in the order of the fields.
pub(super) type Known = u128;

/// The statements of one write.
#[derive(Debug)]
pub(super) struct Statements<'c> {
    connection: &'c Connection,
    /// New records that wait.
    rows: Rows<'c>,
    /// Names of accounts that there may be.
    pub(super) heard: Heard,
    /// Those that ask whether a record holds these values already.
    questions: HashMap<(Kind, Known), Statement<'c>>,
    /// The values of the last question.
    cells: Cells,
    /// Others by their text; there are few, and each text stands in one place.
    held: Vec<(&'static str, Statement<'c>)>,
    /// The moment that all records of the write are stamped with, and its text.
    now: (Moment, String),
}

impl<'c> Statements<'c> {
    pub(super) fn new(connection: &'c Connection, now: Moment) -> Self {
        Self {
            connection,
            rows: Rows::new(connection),
            heard: Heard::default(),
            questions: HashMap::new(),
            cells: Cells::default(),
            held: Vec::new(),
            now: (now, now.to_string()),
        }
    }

    /// The connection, through which all records are written now.
    pub(super) fn connection(&self) -> Result<&'c Connection, StoreError> {
        self.rows.write()?;
        Ok(self.connection)
    }

    /// The connection for what is no record: names, the history, the index. New records may wait.
    pub(super) fn beside_records(&self) -> &'c Connection {
        self.connection
    }

    /// Reads what the write has done so far.
    pub(super) fn read(&self) -> Reader<'_> {
        Reader::within(self.connection, &self.rows)
    }

    /// The statement with this text, which neither reads nor writes records.
    pub(super) fn get(&mut self, text: &'static str) -> Result<&mut Statement<'c>, StoreError> {
        let held = self.held.iter().position(|(held, _)| std::ptr::eq(*held, text));
        let place = held.unwrap_or(self.held.len());
        if held.is_none() {
            self.held.push((text, self.connection.prepare(text)?));
        }
        Ok(&mut self.held[place].1)
    }

    /// Writes the row of a record, or has it wait until there are several or somebody reads. Only the columns of known values are named: a
    /// list of companies knows few of them.
    pub(super) fn insert(&self, entry: &Entry) -> Result<(), StoreError> {
        let known = known(entry);
        self.rows.add((entry.kind, known), |cells| bind(entry, known, entry.id, &self.now, cells))
    }

    /// Whether a record holds all the known values of an entry just as they are. Where it might hold them in another way, as items of a
    /// longer list, that is not told.
    pub(super) fn holds(&mut self, id: i64, entry: &Entry) -> Result<bool, StoreError> {
        let connection = self.connection()?;
        let known = known(entry);
        let cells = &mut self.cells;
        cells.clear();
        bind(entry, known, id, &self.now, cells);
        if self.questions.len() >= REMEMBERED {
            self.questions.clear();
        }
        let statement = match self.questions.entry((entry.kind, known)) {
            Slot::Occupied(slot) => slot.into_mut(),
            Slot::Vacant(slot) => slot.insert(connection.prepare(&question(entry.kind, known))?),
        };
        Ok(statement.exists(params_from_iter(cells.values(0..cells.len())))?)
    }
}

/// A number and the columns of the known values of an entry.
fn bind(entry: &Entry, known: Known, id: i64, now: &(Moment, String), cells: &mut Cells) {
    cells.integer(id);
    for (at, field) in fields(entry.kind, known) {
        match &entry.values[at] {
            Value::Moment(moment) if *moment == now.0 => cells.text(&now.1),
            value => sql::bind(field, value, cells),
        }
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

/// `id` and the columns of the known fields.
pub(super) fn columns(kind: Kind, known: Known) -> Vec<String> {
    let id = std::iter::once("\"id\"".to_owned());
    id.chain(fields(kind, known).flat_map(|(_, field)| sql::columns_of(field))).collect()
}

fn question(kind: Kind, known: Known) -> String {
    let columns = columns(kind, known);
    let held = columns.iter().zip(1..).map(|(column, place)| format!("{column} IS ?{place}"));
    format!("SELECT 1 FROM \"{kind}\" WHERE {}", held.collect::<Vec<_>>().join(" AND "))
}
