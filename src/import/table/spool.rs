//! Rows set aside until all of them were seen: in memory as long as they are few, then in a file of its own.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};

use tempfile::SpooledTempFile;

use crate::import::row::{RowError, StringRecord};

/// How much is held in memory.
const HELD: usize = 8 << 20;

/// How much is written and read at a time.
const AT_A_TIME: usize = 1 << 16;

/// How many columns rows may have together. More come from records whose keys are data.
pub const MOST_COLUMNS: usize = 10_000;

crate::failures! {
    /// Why rows cannot be set aside.
    pub enum SpoolError {
        TooManyColumns { most: usize } => "the number of columns is over {most}", "超过 {most} 列";
        Unwritable { reason: String } => "no place to set rows aside: {reason}", "无法暂存数据行：{reason}";
    }
}

impl From<io::Error> for SpoolError {
    fn from(error: io::Error) -> Self {
        Self::Unwritable { reason: error.to_string() }
    }
}

/// Rows of which each names its columns.
pub struct Spool {
    header: Vec<String>,
    places: HashMap<String, usize>,
    kept: BufWriter<SpooledTempFile>,
    rows: u64,
}

/// One row as it is set aside: its line, the cells that are filled with their columns, and what is wrong with it.
type Kept = (u64, Vec<(usize, String)>, Option<(String, String)>);

impl Default for Spool {
    fn default() -> Self {
        let kept = BufWriter::with_capacity(AT_A_TIME, SpooledTempFile::new(HELD));
        Self { header: Vec::new(), places: HashMap::new(), kept, rows: 0 }
    }
}

impl Spool {
    /// Adds a row of named cells. A name that no row had before is a new column.
    ///
    /// # Errors
    /// When there are too many columns, or no place for the row.
    pub fn push_named<'n>(
        &mut self,
        line: u64,
        cells: impl IntoIterator<Item = (&'n str, String)>,
    ) -> Result<(), SpoolError> {
        let mut placed = Vec::new();
        for (name, cell) in cells {
            let place = match self.places.get(name) {
                Some(place) => *place,
                None if self.header.len() == MOST_COLUMNS => {
                    return Err(SpoolError::TooManyColumns { most: MOST_COLUMNS });
                }
                None => {
                    self.places.insert(name.to_owned(), self.header.len());
                    self.header.push(name.to_owned());
                    self.header.len() - 1
                }
            };
            placed.push((place, cell));
        }
        placed.sort_by_key(|(place, _)| *place);
        self.keep_clean(line, placed)
    }

    /// Adds a row of cells by their columns.
    ///
    /// # Errors
    /// As [`Spool::push_named`].
    pub fn push_placed(&mut self, line: u64, cells: Vec<(usize, String)>) -> Result<(), SpoolError> {
        if cells.iter().any(|(place, _)| *place >= MOST_COLUMNS) {
            return Err(SpoolError::TooManyColumns { most: MOST_COLUMNS });
        }
        self.keep_clean(line, cells)
    }

    /// Keeps a row; one with a NUL byte in it, which no export could be read back with, as one that is broken.
    fn keep_clean(&mut self, line: u64, mut cells: Vec<(usize, String)>) -> Result<(), SpoolError> {
        let has_nul = |(_, cell): &(usize, String)| cell.contains('\0');
        let flaw = cells
            .iter()
            .any(has_nul)
            .then(|| ("a cell has a NUL byte".to_owned(), "有单元格含有 NUL 字节".to_owned()));
        if flaw.is_some() {
            for (_, cell) in &mut cells {
                *cell = cell.replace('\0', "");
            }
        }
        self.keep(&(line, cells, flaw))
    }

    /// Adds a row that cannot be read, as it stands.
    ///
    /// # Errors
    /// When there is no place for the row.
    pub fn push_broken(
        &mut self,
        line: u64,
        source: String,
        english: String,
        chinese: String,
    ) -> Result<(), SpoolError> {
        self.keep(&(line, vec![(0, source)], Some((english, chinese))))
    }

    fn keep(&mut self, row: &Kept) -> Result<(), SpoolError> {
        self.rows += 1;
        serde_json::to_writer(&mut self.kept, row).map_err(io::Error::from)?;
        Ok(self.kept.write_all(b"\n")?)
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The columns that rows named so far, and all rows from the first.
    ///
    /// # Errors
    /// When what was set aside cannot be read.
    pub fn into_rows(self) -> Result<(Vec<String>, SpooledRows), SpoolError> {
        let mut kept = self.kept.into_inner().map_err(io::IntoInnerError::into_error)?;
        kept.rewind()?;
        let rows =
            SpooledRows { kept: BufReader::with_capacity(AT_A_TIME, kept), text: String::new(), given: 0 };
        Ok((self.header, rows))
    }
}

/// Rows that were set aside, one after the other.
pub struct SpooledRows {
    kept: BufReader<SpooledTempFile>,
    text: String,
    given: u64,
}

impl SpooledRows {
    /// How many rows were given.
    #[must_use]
    pub fn given(&self) -> u64 {
        self.given
    }

    /// The next row and its line. `None` at the end.
    ///
    /// # Errors
    /// When this row is broken, or what was set aside cannot be read any more.
    pub fn next_row(&mut self, row: &mut StringRecord) -> Result<Option<u64>, RowError> {
        let lost = |error: io::Error| RowError::unreadable(0, &error);
        self.text.clear();
        if self.kept.read_line(&mut self.text).map_err(lost)? == 0 {
            return Ok(None);
        }
        self.given += 1;
        let (line, cells, flaw): Kept =
            serde_json::from_str(&self.text).map_err(|error| lost(error.into()))?;
        row.clear();
        for (place, cell) in cells {
            while row.len() < place {
                row.push_field("");
            }
            row.push_field(&cell);
        }
        match flaw {
            Some((english, chinese)) => Err(RowError::NotARecord { line, english, chinese }),
            None => Ok(Some(line)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_with_all_columns_that_any_of_them_named() {
        let mut spool = Spool::default();
        spool.push_named(3, [("name", "华为\n".to_owned()), ("city", String::new())]).unwrap();
        spool.push_broken(4, "{".to_owned(), "why".to_owned(), "为何".to_owned()).unwrap();
        spool.push_named(5, [("tags", "a\"b".to_owned()), ("name", "x".to_owned())]).unwrap();
        let (header, mut rows) = spool.into_rows().unwrap();
        assert_eq!(header, ["name", "city", "tags"]);
        let mut row = StringRecord::new();
        assert_eq!(rows.next_row(&mut row).unwrap(), Some(3));
        assert_eq!(row.iter().collect::<Vec<_>>(), ["华为\n", ""]);
        assert!(matches!(rows.next_row(&mut row), Err(RowError::NotARecord { line: 4, .. })));
        assert_eq!(&row[0], "{");
        // Cells are kept in the order of the row, and placed by their columns.
        assert_eq!(rows.next_row(&mut row).unwrap(), Some(5));
        assert_eq!(row.iter().collect::<Vec<_>>(), ["x", "", "a\"b"]);
        assert_eq!(rows.next_row(&mut row).unwrap(), None);
    }

    #[test]
    fn a_row_with_a_nul_byte_is_a_broken_one() {
        let mut spool = Spool::default();
        spool.push_named(1, [("name", "A\0B".to_owned())]).unwrap();
        let (_, mut rows) = spool.into_rows().unwrap();
        let mut row = StringRecord::new();
        let error = rows.next_row(&mut row).unwrap_err();
        assert_eq!(
            (error.to_string().as_str(), &row[0]),
            ("line 1 is no record: a cell has a NUL byte", "AB")
        );
    }

    #[test]
    fn records_whose_keys_are_data_are_refused() {
        let mut spool = Spool::default();
        let result = (0..=MOST_COLUMNS as u64)
            .try_for_each(|key| spool.push_named(key, [(key.to_string().as_str(), String::new())]));
        assert_eq!(result, Err(SpoolError::TooManyColumns { most: MOST_COLUMNS }));
    }
}
