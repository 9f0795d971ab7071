//! Opens a file of any format as the tables it holds.

use std::io::Read;

use super::calendar::Shifted;
use super::columns::table_named;
use super::csv::{DelimiterError, Reader};
use super::document::{self, Document, DocumentError};
use super::encoding::{Charset, Decoder, EncodingError, Found, detect};
use super::folded::Unfolded;
use super::format::Format;
use super::row::RowError;
use super::source::{Source, SourceError};
use super::table::{Heading, Rows, SpoolError, Table, TableError, Unreadable};
use super::wide::{self, Layout};
use super::workbook::{self, Uncomputed, Workbook, WorkbookError};
use crate::domain::fold::fold;
use crate::domain::kind::Kind;

/// How many bytes tell that a text is of cards or a calendar.
const FIRST: u64 = 1 << 10;

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
    /// How the header of a table that is called so is that of a survey with a row for each respondent.
    pub survey_of: &'o dyn Fn(&str, &[String]) -> Option<Layout>,
    /// How many answers of such a survey are wanted at least; all of them without it.
    pub answers: Option<u64>,
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
    /// What stands beside the tables and is none.
    pub passed_over: Vec<String>,
    /// How long the table is, in the units of [`Table::progress`].
    pub length: u64,
    /// Formulas of a spreadsheet without their values.
    pub uncomputed: Option<Uncomputed>,
    /// Whether records are told by their numbers, as the text has no line breaks.
    pub is_one_line: bool,
    /// Events of a calendar whose days were told by the clock of another zone.
    pub shifted: Vec<Shifted>,
    /// How a survey with a row for each respondent was understood; the rows are its answers.
    pub survey: Option<wide::Told>,
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
        Document(DocumentError),
        Spool(SpoolError),
        Workbook(WorkbookError),
        Part(PartError),
    }
}

crate::failures! {
    /// Why the sheet or section that is wanted is not there.
    pub enum PartError {
        Unknown { wanted: String, known: String } => "there is no \"{wanted}\" in it; there are: {known}", "其中没有“{wanted}”；现有：{known}";
        Alone { wanted: String } => "it has no sheets or sections, so there is no \"{wanted}\"", "它不分工作表或章节，没有“{wanted}”";
    }
}

impl OpenError {
    /// The line that it is about, where it is about one.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        match self {
            Self::Encoding(EncodingError::Undecodable { line, .. })
            | Self::Document(DocumentError::Broken { line, .. } | DocumentError::TooLong { line, .. }) => {
                Some(*line)
            }
            Self::Row(error) => Some(error.line()),
            _ => None,
        }
    }
}

impl From<workbook::Failed> for OpenError {
    fn from(failed: workbook::Failed) -> Self {
        match failed {
            workbook::Failed::Workbook(error) => error.into(),
            workbook::Failed::Spool(error) => error.into(),
        }
    }
}

impl From<document::Failed> for OpenError {
    fn from(failed: document::Failed) -> Self {
        match failed {
            document::Failed::Document(error) => error.into(),
            document::Failed::Spool(error) => error.into(),
        }
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

impl Opening<'_> {
    /// Which of several sheets or sections are wanted, by name in any case, or by number from 1.
    fn wanted(&self, names: &[String]) -> Result<Vec<bool>, PartError> {
        let Some(wanted) = self.part else { return Ok(vec![true; names.len()]) };
        let by_name: Vec<bool> = names.iter().map(|name| fold(name) == fold(wanted)).collect();
        if by_name.contains(&true) {
            return Ok(by_name);
        }
        let number = wanted.trim().parse::<usize>().ok().filter(|number| (1..=names.len()).contains(number));
        match number {
            Some(number) => Ok((1..=names.len()).map(|place| place == number).collect()),
            None => Err(PartError::Unknown { wanted: wanted.to_owned(), known: names.join(", ") }),
        }
    }
}

/// Opens a file. Its bytes are not compressed any more.
///
/// # Errors
/// When it cannot be read as a whole.
pub fn open<'s>(source: &'s Source, opening: &Opening) -> Result<Vec<Opened<'s>>, OpenError> {
    tables(source, opening)?.into_iter().map(|opened| answers(source, opened, opening)).collect()
}

/// The answers of a survey that has a row for each respondent; any other table as it is.
fn answers<'s>(source: &Source, opened: Opened<'s>, opening: &Opening) -> Result<Opened<'s>, OpenError> {
    let may_be = opened.kind.is_none_or(|kind| kind == Kind::SurveyAnswer);
    let name = table_named(&source.name, opened.part.as_deref());
    let layout = if may_be { (opening.survey_of)(&name, opened.table.header()) } else { None };
    let Some(layout) = layout else { return Ok(opened) };
    let (table, length, told) = wide::unfolded(opened.table, &layout, &source.name, opening.answers)?;
    Ok(Opened { table, length, kind: Some(Kind::SurveyAnswer), survey: Some(told), ..opened })
}

fn tables<'s>(source: &'s Source, opening: &Opening) -> Result<Vec<Opened<'s>>, OpenError> {
    if Format::is_workbook(&source.head(8)?) {
        return sheets(source, opening);
    }
    let found = detect(text_of(source)?, opening.charset)?;
    match Format::of_text(source, found)? {
        format @ (Format::Json | Format::Ndjson | Format::Yaml | Format::Vcard | Format::Calendar) => {
            sections(source, found, format, opening)
        }
        _ => match opening.part {
            Some(wanted) => Err(PartError::Alone { wanted: wanted.to_owned() }.into()),
            None => Ok(vec![delimited(source, found, opening)?]),
        },
    }
}

/// The bytes of a text, with no character cut in two by a line that was folded.
fn text_of(source: &Source) -> std::io::Result<Box<dyn Read + '_>> {
    let bytes = source.open()?;
    Ok(if Format::may_be_folded(&source.head(FIRST)?) { Box::new(Unfolded::of(bytes)) } else { bytes })
}

/// The sheets of a spreadsheet. Of several, those that say nothing to us are passed over.
fn sheets<'s>(source: &Source, opening: &Opening) -> Result<Vec<Opened<'s>>, OpenError> {
    let workbook = Workbook::read(source, opening.part)?;
    let names: Vec<String> = workbook.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let wanted = opening.wanted(&names)?;
    let is_alone = wanted.iter().filter(|wanted| **wanted).count() == 1;
    let (mut tables, mut passed_over) = (Vec::new(), workbook.passed_over);
    for (sheet, _) in workbook.sheets.into_iter().zip(wanted).filter(|(_, wanted)| *wanted) {
        let length = sheet.rows.rows();
        let (_, rows) = sheet.rows.into_rows()?;
        let table = match Table::headed(Rows::Spooled(rows), opening.heading()) {
            Err(Unreadable::Table(_)) if !is_alone => {
                passed_over.push(sheet.name);
                continue;
            }
            table => table?,
        };
        let is_blank = table.is_empty();
        if !is_alone && (is_blank || !table.header().iter().any(|name| (opening.is_known)(name))) {
            passed_over.push(sheet.name);
            continue;
        }
        let kind = (opening.kind_named)(&sheet.name);
        tables.push((sheet.name, kind, length, sheet.uncomputed, table.with_merged(sheet.merged)));
    }
    if tables.is_empty() {
        return Err(TableError::Empty.into());
    }
    let opened = |(name, kind, length, uncomputed, table)| Opened {
        format: Format::Workbook,
        found: None,
        delimiter: None,
        part: Some(name),
        kind,
        passed_over: passed_over.clone(),
        length,
        uncomputed,
        is_one_line: false,
        shifted: Vec::new(),
        survey: None,
        table,
    };
    Ok(tables.into_iter().map(opened).collect())
}

/// The tables of a document of records.
fn sections<'s>(
    source: &Source,
    found: Found,
    format: Format,
    opening: &Opening,
) -> Result<Vec<Opened<'s>>, OpenError> {
    let document = Document::read(Decoder::of(text_of(source)?, found), format)?;
    let names: Vec<String> =
        document.sections.iter().map(|section| section.name.clone().unwrap_or_default()).collect();
    let wanted = opening.wanted(&names)?;
    let mut tables = Vec::new();
    for section in
        document.sections.into_iter().zip(wanted).filter_map(|(section, wanted)| wanted.then_some(section))
    {
        let length = section.rows.rows();
        let (header, rows) = section.rows.into_rows()?;
        tables.push(Opened {
            format,
            found: Some(found),
            delimiter: None,
            kind: section.name.as_deref().and_then(opening.kind_named),
            part: section.name,
            length,
            passed_over: document.passed_over.clone(),
            uncomputed: None,
            is_one_line: document.is_one_line,
            shifted: document.shifted.clone(),
            survey: None,
            table: Table::named(header, rows)?,
        });
    }
    Ok(tables)
}

fn delimited<'s>(source: &'s Source, found: Found, opening: &Opening) -> Result<Opened<'s>, OpenError> {
    let reader = Reader::open(Decoder::of(source.open()?, found), opening.delimiter)?;
    let delimiter = reader.delimiter();
    Ok(Opened {
        format: Format::Delimited,
        found: Some(found),
        delimiter: Some(delimiter),
        part: None,
        kind: None,
        passed_over: Vec::new(),
        length: source.length(),
        uncomputed: None,
        is_one_line: false,
        shifted: Vec::new(),
        survey: None,
        table: Table::headed(Rows::Text(Box::new(reader)), opening.heading())?,
    })
}
