//! A table of any format: a header and, one at a time, its rows with as many cells as the header.

mod header;
mod merged;
mod spool;

use std::collections::VecDeque;

pub use super::row::StringRecord;
pub use merged::{Merged, MergedCell};
pub use spool::{MOST_COLUMNS, Spool, SpoolError, SpooledRows};

use super::csv::Reader;
use super::row::RowError;
use crate::domain::unit::Unit;

crate::failures! {
    /// Why there is no table in a file.
    pub enum TableError {
        Empty => "the file is empty", "文件是空的";
        TooManyColumns { columns: usize, most: usize } =>
            "the number of columns is {columns}; over {most} is no table", "列数为 {columns}，超过 {most} 列不像是表格";
        NoSuchRow { line: u64 } => "there is no row on line {line} that could be the header", "第 {line} 行没有可作表头的内容";
    }
}

crate::failures_of! {
    /// Why a table cannot be read at all.
    pub enum Unreadable {
        Table(TableError),
        Row(RowError),
    }
}

/// Where the rows come from.
pub enum Rows<'t> {
    Text(Box<Reader<'t>>),
    Spooled(SpooledRows),
}

impl Rows<'_> {
    fn next_row(&mut self, row: &mut StringRecord) -> Result<Option<u64>, RowError> {
        match self {
            Self::Text(reader) => reader.next_row(row),
            Self::Spooled(rows) => rows.next_row(row),
        }
    }
}

/// What names the columns.
#[derive(Clone, Copy)]
pub enum Heading<'h> {
    /// The first row.
    FirstRow,
    /// The row on this line.
    Line(u64, &'h dyn Fn(&str) -> bool),
    /// Among the first rows the one that says most, told by whether a name is known.
    Sought(&'h dyn Fn(&str) -> bool),
}

/// A row that was read while the header was sought, or what is wrong with it.
struct Ahead {
    row: StringRecord,
    line: Result<u64, RowError>,
}

/// A table.
pub struct Table<'t> {
    header: Vec<String>,
    /// The line that the header begins on; none where the format itself names the columns.
    header_line: Option<u64>,
    /// How many rows stood above the header.
    titles: u64,
    /// The unit that stands above the header.
    unit: Option<Unit>,
    rows: Rows<'t>,
    ahead: VecDeque<Ahead>,
    repeated_headers: u64,
    /// The line on which another table begins below this one.
    other_header: Option<u64>,
    /// Cells that go on over several rows, where the format has such.
    merged: Option<Merged>,
}

impl<'t> Table<'t> {
    /// A table of rows of which one is the header.
    ///
    /// # Errors
    /// When there is no header, or the first row is broken.
    pub fn headed(rows: Rows<'t>, heading: Heading) -> Result<Self, Unreadable> {
        let mut table = Self {
            header: Vec::new(),
            header_line: None,
            titles: 0,
            unit: None,
            rows,
            ahead: VecDeque::new(),
            repeated_headers: 0,
            other_header: None,
            merged: None,
        };
        let found = table.find_header(heading)?;
        table.header_line = table.ahead.get(found.place).and_then(|ahead| ahead.line.clone().ok());
        table.titles = found.place as u64;
        table.unit = table
            .ahead
            .iter()
            .take(found.place)
            .flat_map(|ahead| ahead.row.iter())
            .find_map(header::unit_told);
        table.header = found.names;
        table.ahead.drain(..found.place + found.rows);
        table.look_ahead();
        Ok(table)
    }

    /// A table whose format names the columns.
    ///
    /// # Errors
    /// When there is no row, or none that is good.
    pub fn named(header: Vec<String>, rows: SpooledRows) -> Result<Self, Unreadable> {
        let mut table = Self {
            header,
            header_line: None,
            titles: 0,
            unit: None,
            rows: Rows::Spooled(rows),
            ahead: VecDeque::new(),
            repeated_headers: 0,
            other_header: None,
            merged: None,
        };
        let is_filled = table.look_ahead();
        match table.ahead.front() {
            // Where no record is good, what is wrong with the first one says more than that there are no columns.
            Some(Ahead { line: Err(error), .. }) if table.header.is_empty() => Err(error.clone().into()),
            _ if is_filled => Ok(table),
            _ => Err(TableError::Empty.into()),
        }
    }

    /// The same with cells that go on over rows: each of these has their value.
    #[must_use]
    pub fn with_merged(mut self, cells: Vec<MergedCell>) -> Self {
        let header = self.header_line;
        let below = |cell: &MergedCell| header.is_some_and(|line| u64::from(cell.first) > line);
        self.merged = Merged::of(cells.into_iter().filter(below).collect());
        self
    }

    /// The columns of the row last read whose values stand in rows above it.
    #[must_use]
    pub fn carried(&self) -> &[usize] {
        self.merged.as_ref().map_or(&[], Merged::carried)
    }

    /// Whether the rows are cells of a spreadsheet.
    #[must_use]
    pub fn is_of_cells(&self) -> bool {
        self.header_line.is_some() && matches!(self.rows, Rows::Spooled(_))
    }

    /// Whether no row follows the header.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ahead.is_empty()
    }

    fn find_header(&mut self, heading: Heading) -> Result<header::Header, Unreadable> {
        let looked_at = match heading {
            Heading::FirstRow => 1,
            Heading::Sought(_) => header::LOOKED_AT,
            Heading::Line(line, _) => usize::try_from(line).unwrap_or(usize::MAX).saturating_add(1),
        };
        while self.ahead.len() < looked_at && self.look_ahead() {
            let columns = self.ahead.back().map_or(0, |ahead| ahead.row.len());
            if columns > MOST_COLUMNS {
                return Err(TableError::TooManyColumns { columns, most: MOST_COLUMNS }.into());
            }
        }
        match self.ahead.front() {
            None => return Err(TableError::Empty.into()),
            Some(Ahead { line: Err(error), .. }) => return Err(error.clone().into()),
            Some(_) => {}
        }
        let good = self.ahead.iter().map_while(|ahead| Some((ahead.line.as_ref().ok()?, &ahead.row)));
        let (lines, mut rows): (Vec<u64>, Vec<StringRecord>) =
            good.map(|(line, row)| (*line, row.clone())).unzip();
        Ok(match heading {
            Heading::FirstRow => header::at(&rows[..1], 0, &|_| false),
            Heading::Sought(is_known) => {
                if let Some(other) = header::of_another_table(&lines, &rows, is_known) {
                    self.other_header = Some(lines[other]);
                    rows.truncate(other);
                }
                header::found(&rows, is_known)
            }
            Heading::Line(wanted, is_known) => {
                let place = self.ahead.iter().position(|ahead| ahead.line == Ok(wanted));
                header::at(&rows, place.ok_or(TableError::NoSuchRow { line: wanted })?, is_known)
            }
        })
    }

    /// Reads one more row ahead. Whether there was one.
    fn look_ahead(&mut self) -> bool {
        let mut row = StringRecord::new();
        let line = self.rows.next_row(&mut row).transpose();
        let found = line.is_some();
        self.ahead.extend(line.map(|line| Ahead { row, line }));
        found
    }

    /// The first rows, up to so many of those that are good. They are read again by [`Table::next_row`].
    pub fn sample(&mut self, rows: usize) -> Vec<StringRecord> {
        while self.ahead.len() < rows && self.look_ahead() {}
        let good = self.ahead.iter().take(rows).filter(|ahead| ahead.line.is_ok());
        good.filter(|ahead| self.header_line.is_none() || !self.repeats_header(&ahead.row))
            .map(|ahead| ahead.row.clone())
            .collect()
    }

    /// The names of the columns.
    #[must_use]
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The line that the header begins on, where a row is the header.
    #[must_use]
    pub fn header_line(&self) -> Option<u64> {
        self.header_line
    }

    /// How many rows stood above the header and were passed over.
    #[must_use]
    pub fn titles(&self) -> u64 {
        self.titles
    }

    /// The unit that stands above the header, for all amounts of the table.
    #[must_use]
    pub fn unit(&self) -> Option<&Unit> {
        self.unit.as_ref()
    }

    /// How many rows so far repeated the header and were passed over.
    #[must_use]
    pub fn repeated_headers(&self) -> u64 {
        self.repeated_headers
    }

    /// How far the reading is: bytes of a text, rows of what was set aside.
    #[must_use]
    pub fn progress(&self) -> u64 {
        match &self.rows {
            Rows::Text(reader) => reader.bytes_read(),
            Rows::Spooled(rows) => rows.given(),
        }
    }

    /// Reads the next row into `row`, with exactly as many cells as the header (missing ones are empty), and returns the line
    /// it starts on. `None` at the end.
    ///
    /// # Errors
    /// When this row is broken; `row` then holds what could be read of it, and the next call goes on after it unless the error
    /// is final.
    pub fn next_row(&mut self, row: &mut StringRecord) -> Result<Option<u64>, RowError> {
        loop {
            let line = match self.ahead.pop_front() {
                Some(ahead) => {
                    *row = ahead.row;
                    ahead.line?
                }
                None => match self.rows.next_row(row)? {
                    Some(line) => line,
                    None => return Ok(None),
                },
            };
            if self.header_line.is_some() && self.repeats_header(row) {
                self.repeated_headers += 1;
                continue;
            }
            if self.other_header.take_if(|other| *other == line).is_some() {
                return Err(RowError::OtherTable { line });
            }
            let line = self.fitted(row, line)?;
            if let Some(merged) = &mut self.merged {
                merged.carry(row, line);
            }
            return Ok(Some(line));
        }
    }

    /// Whether a row stands there because the header was printed on each page.
    fn repeats_header(&self, row: &StringRecord) -> bool {
        self.header.len() > 1
            && row.get(0).is_some_and(|cell| cell.trim() == self.header[0])
            && row.iter().map(str::trim).filter(|cell| !cell.is_empty()).eq(self
                .header
                .iter()
                .map(String::as_str)
                .filter(|name| !name.is_empty()))
    }

    fn fitted(&self, row: &mut StringRecord, line: u64) -> Result<u64, RowError> {
        let columns = self.header.len();
        if row.len() > columns {
            if row.iter().skip(columns).any(|cell| !cell.trim().is_empty()) {
                return Err(RowError::TooManyCells { line, cells: row.len(), columns });
            }
            row.truncate(columns);
        }
        for _ in row.len()..columns {
            row.push_field("");
        }
        Ok(line)
    }
}
