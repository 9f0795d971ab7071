//! Values on their way into the file, one after the other, with their texts in one place: rows wait so without memory of their own.

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};

/// Values of columns.
#[derive(Debug, Default)]
pub(super) struct Cells {
    cells: Vec<Cell>,
    texts: String,
}

#[derive(Clone, Copy, Debug)]
enum Cell {
    Null,
    Integer(i64),
    Real(f64),
    /// Where its text begins and ends.
    Text(usize, usize),
}

impl Cells {
    pub(super) fn null(&mut self) {
        self.cells.push(Cell::Null);
    }

    pub(super) fn integer(&mut self, number: i64) {
        self.cells.push(Cell::Integer(number));
    }

    pub(super) fn real(&mut self, number: f64) {
        self.cells.push(Cell::Real(number));
    }

    pub(super) fn text(&mut self, text: &str) {
        let start = self.texts.len();
        self.texts.push_str(text);
        self.cells.push(Cell::Text(start, self.texts.len()));
    }

    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// Those from one place to another, for a statement.
    pub(super) fn values(&self, places: std::ops::Range<usize>) -> impl Iterator<Item = impl ToSql> {
        self.cells[places].iter().map(|cell| {
            ToSqlOutput::Borrowed(match *cell {
                Cell::Null => ValueRef::Null,
                Cell::Integer(number) => ValueRef::Integer(number),
                Cell::Real(number) => ValueRef::Real(number),
                Cell::Text(start, end) => ValueRef::Text(&self.texts.as_bytes()[start..end]),
            })
        })
    }

    pub(super) fn clear(&mut self) {
        self.cells.clear();
        self.texts.clear();
    }
}
