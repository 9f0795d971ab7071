//! Opens a file of any format as the tables it holds.

use super::csv::{self, DelimiterError};
use super::encoding::{Charset, Decoder, EncodingError, Found, detect};
use super::format::Format;
use super::row::RowError;
use super::source::{Source, SourceError};
use super::table::{Heading, Rows, Table, TableError, Unreadable};
use crate::domain::kind::Kind;

/// What is known of a file before it is opened.
#[derive(Clone, Copy)]
pub struct Opening<'o> {
    /// The encoding that the user named.
    pub charset: Option<Charset>,
    /// What separates the cells, as the user says.
    pub delimiter: Option<u8>,
    /// The line of the header, as the user says.
    pub header_line: Option<u64>,
    /// The sheet or section that is wanted, by its name or its number from 1; all of them without it.
    pub part: Option<&'o str>,
    /// Whether a name of a column says something to us.
    pub is_known: &'o dyn Fn(&str) -> bool,
    /// The kind of record that a sheet or section is named after.
    pub kind_named: &'o dyn Fn(&str) -> Option<Kind>,
}

/// A table of a file.
pub struct Opened<'s> {
    pub format: Format,
    /// The encoding, where the file is text.
    pub found: Option<Found>,
    pub delimiter: Option<u8>,
    /// The sheet or section, where the file has several.
    pub part: Option<String>,
    /// What the file itself says the rows are.
    pub kind: Option<Kind>,
    /// How long the table is, in the units of [`Table::progress`].
    pub length: u64,
    pub table: Table<'s>,
}

crate::failures_of! {
    /// Why a file cannot be opened.
    pub enum OpenError {
        Source(SourceError),
        Encoding(EncodingError),
        Delimiter(DelimiterError),
        Table(TableError),
        Row(RowError),
    }
}

impl From<Unreadable> for OpenError {
    fn from(unreadable: Unreadable) -> Self {
        match unreadable {
            Unreadable::Table(error) => error.into(),
            Unreadable::Row(error) => error.into(),
        }
    }
}

impl From<std::io::Error> for OpenError {
    fn from(error: std::io::Error) -> Self {
        SourceError::from(error).into()
    }
}

impl<'o> Opening<'o> {
    fn heading(&self) -> Heading<'o> {
        match self.header_line {
            Some(line) => Heading::Line(line, self.is_known),
            None => Heading::Sought(self.is_known),
        }
    }
}

/// Opens a file. Its bytes are not compressed any more.
///
/// # Errors
/// When it cannot be read as a whole.
pub fn open<'s>(source: &'s Source, opening: &Opening) -> Result<Vec<Opened<'s>>, OpenError> {
    let found = detect(source.open()?, opening.charset)?;
    let format = Format::of_text(source, found)?;
    match format {
        _ => Ok(vec![delimited(source, found, opening)?]),
    }
}

fn delimited<'s>(source: &'s Source, found: Found, opening: &Opening) -> Result<Opened<'s>, OpenError> {
    let reader = csv::Reader::open(Decoder::of(source.open()?, found), opening.delimiter)?;
    let delimiter = reader.delimiter();
    Ok(Opened {
        format: Format::Delimited,
        found: Some(found),
        delimiter: Some(delimiter),
        part: None,
        kind: None,
        length: source.length(),
        table: Table::headed(Rows::Text(Box::new(reader)), opening.heading())?,
    })
}
