//! New records that wait to be written, several in one statement: that takes half the time of a statement for each. Who wants to read
//! records has them written first.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use rusqlite::{Connection, Statement, params_from_iter};

use super::StoreError;
use super::cells::Cells;
use super::reader::Unwritten;
use super::statements::{Known, columns};
use crate::domain::kind::Kind;

/// How many rows one statement writes.
const TOGETHER: usize = 16;

/// How many forms are remembered.
const REMEMBERED: usize = 100;

/// The new records of a write that wait, by their kinds and the fields that are known: an account is written before what belongs to it.
#[derive(Debug)]
pub(super) struct Rows<'c> {
    connection: &'c Connection,
    forms: RefCell<BTreeMap<(Kind, Known), Form<'c>>>,
    /// Whether any wait.
    some: Cell<bool>,
}

impl<'c> Rows<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self { connection, forms: RefCell::default(), some: Cell::default() }
    }

    /// Adds a row: `bind` gives the columns of the known fields of a kind, after its number.
    pub(super) fn add(
        &self,
        (kind, known): (Kind, Known),
        bind: impl FnOnce(&mut Cells),
    ) -> Result<(), StoreError> {
        if self.forms.borrow().len() > REMEMBERED {
            self.write()?;
        }
        self.some.set(true);
        let mut forms = self.forms.borrow_mut();
        let form = forms.entry((kind, known)).or_insert_with(|| Form::of(kind, known));
        bind(&mut form.waiting);
        if form.waiting.len() < TOGETHER * form.columns.len() {
            return Ok(());
        }
        // Others of the kind may fill up themselves; what is of an account is written after it.
        let before = forms.range_mut(..(kind, Known::MIN));
        before.map(|(_, form)| form).try_for_each(|form| form.write(self.connection))?;
        forms.get_mut(&(kind, known)).map_or(Ok(()), |form| form.write(self.connection))
    }
}

impl Unwritten for Rows<'_> {
    fn write(&self) -> Result<(), StoreError> {
        if !self.some.replace(false) {
            return Ok(());
        }
        let mut forms = self.forms.borrow_mut();
        for form in forms.values_mut() {
            form.write(self.connection)?;
        }
        if forms.len() > REMEMBERED {
            forms.clear();
        }
        Ok(())
    }
}

/// Rows of a kind with the same columns.
#[derive(Debug)]
struct Form<'c> {
    kind: Kind,
    columns: Vec<String>,
    waiting: Cells,
    /// Writes one row.
    one: Option<Statement<'c>>,
    /// Writes as many as are written together.
    several: Option<Statement<'c>>,
}

impl<'c> Form<'c> {
    fn of(kind: Kind, known: Known) -> Self {
        Self { kind, columns: columns(kind, known), waiting: Cells::default(), one: None, several: None }
    }

    /// Writes what waits.
    fn write(&mut self, connection: &'c Connection) -> Result<(), StoreError> {
        let width = self.columns.len();
        let mut written = 0;
        while written < self.waiting.len() {
            let is_one = self.waiting.len() - written < TOGETHER * width;
            let (rows, statement) = if is_one { (1, &mut self.one) } else { (TOGETHER, &mut self.several) };
            let statement = match statement {
                Some(statement) => statement,
                None => statement.insert(connection.prepare(&insertion(self.kind, &self.columns, rows))?),
            };
            let next = written + rows * width;
            statement.execute(params_from_iter(self.waiting.values(written..next)))?;
            written = next;
        }
        self.waiting.clear();
        Ok(())
    }
}

fn insertion(kind: Kind, columns: &[String], rows: usize) -> String {
    let row = format!("({})", vec!["?"; columns.len()].join(", "));
    format!("INSERT INTO \"{kind}\" ({}) VALUES {}", columns.join(", "), vec![row.as_str(); rows].join(", "))
}
