//! XLSX: a sheet for each kind of record, with cells of the type of their values. Rows are written as they come, so that
//! any number of them needs the memory of one. No text is a formula: texts are cells of their own type.

use std::collections::HashMap;
use std::io::Write;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use serde_json::{Map, Value as Json};

use super::{Cell, ExportError};
use crate::domain::cell::{bare_text_of, money_text};
use crate::domain::date::Moment;
use crate::domain::formula::guard_if_misread;
use crate::domain::record::Shape;

/// The most characters (UTF-16) of a cell, and rows of a sheet beside its header, that spreadsheets take.
const LONGEST_CELL: usize = 32_767;
const MOST_ROWS: u32 = 1_048_575;

/// Before, the days of spreadsheets are counted wrongly: they have a 29 February 1900.
const FIRST_DAY: &str = "1900-03-01";

/// Spreadsheets keep so many digits of a number.
const MOST_DIGITS: usize = 15;

/// A column and what its values are.
#[derive(Clone, Debug)]
pub struct Heading {
    pub key: String,
    pub shape: Shape,
}

/// A text that no cell holds, and is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    pub sheet: String,
    /// The row in its sheet, as spreadsheets count them.
    pub row: u32,
    pub column: String,
    pub characters: usize,
}

/// A spreadsheet that is being written.
pub struct Spreadsheet {
    book: Workbook,
    styles: Styles,
    name: String,
    headings: Vec<Heading>,
    /// How many rows are still to come, at most.
    awaited: u64,
    sheets_of_name: u32,
    row: u32,
    cuts: Vec<Cut>,
}

struct Styles {
    heading: Format,
    date: Format,
    moment: Format,
    /// By currency and decimal places.
    money: HashMap<(String, usize), Format>,
}

impl Styles {
    /// Amounts show their currency: `CNY 1,200.50`.
    fn money(&mut self, currency: &str, decimals: usize) -> &Format {
        self.money.entry((currency.to_owned(), decimals)).or_insert_with(|| {
            let point = if decimals == 0 { String::new() } else { format!(".{}", "0".repeat(decimals)) };
            Format::new().set_num_format(format!("[${currency}] #,##0{point}"))
        })
    }
}

impl Spreadsheet {
    /// An empty spreadsheet that was made at a moment.
    ///
    /// # Errors
    /// When the moment has no place in a spreadsheet.
    pub fn begin(stamp: Moment) -> Result<Self, ExportError> {
        let mut book = Workbook::new();
        let made = ExcelDateTime::parse_from_str(stamp.to_string().trim_end_matches('Z'))?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let styles = Styles {
            heading: Format::new().set_bold(),
            date: Format::new().set_num_format("yyyy-mm-dd"),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            money: HashMap::new(),
        };
        Ok(Self {
            book,
            styles,
            name: String::new(),
            headings: Vec::new(),
            awaited: 0,
            sheets_of_name: 0,
            row: 0,
            cuts: Vec::new(),
        })
    }

    /// Begins a sheet of these columns for so many rows; where they are more than a sheet takes, further ones follow.
    ///
    /// # Errors
    /// When the name or the columns are not those of a sheet, or nothing can be written.
    pub fn sheet(&mut self, name: &str, headings: &[Heading], rows: u64) -> Result<(), ExportError> {
        name.clone_into(&mut self.name);
        self.headings = headings.to_vec();
        self.awaited = rows;
        self.sheets_of_name = 0;
        self.next_sheet()
    }

    fn next_sheet(&mut self) -> Result<(), ExportError> {
        self.sheets_of_name += 1;
        let name = match self.sheets_of_name {
            1 => self.name.clone(),
            number => format!("{} {number}", self.name),
        };
        let rows = u32::try_from(self.awaited).unwrap_or(MOST_ROWS).min(MOST_ROWS);
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        for (column, heading) in (0..).zip(&self.headings) {
            sheet.set_column_width(column, width(&heading.shape, heading.key.len()))?;
        }
        let last = u16::try_from(self.headings.len()).unwrap_or(u16::MAX).saturating_sub(1);
        sheet.autofilter(0, 0, rows, last)?;
        for (column, heading) in (0..).zip(&self.headings) {
            sheet.write_string_with_format(0, column, &heading.key, &self.styles.heading)?;
        }
        self.row = 1;
        Ok(())
    }

    /// Writes a row: a cell for each heading.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn push(&mut self, row: &[Cell]) -> Result<(), ExportError> {
        if self.row > MOST_ROWS {
            self.awaited -= u64::from(MOST_ROWS);
            self.next_sheet()?;
        }
        let sheets = self.book.worksheets().len();
        let sheet = self.book.worksheet_from_index(sheets.saturating_sub(1))?;
        let at = self.row;
        for ((column, heading), cell) in (0..).zip(&self.headings).zip(row) {
            let long = write(sheet, &mut self.styles, (at, column), &heading.shape, &cell.data)?;
            self.cuts.extend(long.map(|characters| Cut {
                sheet: self.name.clone(),
                row: at + 1,
                column: heading.key.clone(),
                characters,
            }));
        }
        self.row += 1;
        Ok(())
    }

    /// Writes the whole, and tells what did not fit into a cell.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn finish(mut self, out: &mut (dyn Write + Send)) -> Result<Vec<Cut>, ExportError> {
        self.book.save_to_writer(&mut *out)?;
        out.flush()?;
        Ok(self.cuts)
    }
}

/// Writes a value. Gives the length of a text that no cell holds.
fn write(
    sheet: &mut Worksheet,
    styles: &mut Styles,
    (row, column): (u32, u16),
    shape: &Shape,
    data: &Json,
) -> Result<Option<usize>, ExportError> {
    match (shape, data) {
        (_, Json::Null) => {}
        (Shape::Date, Json::String(text)) if text.as_str() >= FIRST_DAY && text.len() == 10 => {
            let day = ExcelDateTime::parse_from_str(text)?;
            sheet.write_datetime_with_format(row, column, &day, &styles.date)?;
        }
        (Shape::Moment, Json::String(text)) => {
            let moment = ExcelDateTime::parse_from_str(text.trim_end_matches('Z'))?;
            sheet.write_datetime_with_format(row, column, &moment, &styles.moment)?;
        }
        (Shape::Money, Json::Object(money)) => return write_money(sheet, styles, (row, column), money),
        (_, Json::Bool(yes)) => {
            sheet.write_boolean(row, column, *yes)?;
        }
        (_, Json::Number(number)) => match number.as_f64().filter(|number| is_kept(*number)) {
            Some(number) => {
                sheet.write_number(row, column, number)?;
            }
            None => {
                sheet.write_string(row, column, bare_text_of(data))?;
            }
        },
        (_, data) => return write_text(sheet, (row, column), bare_text_of(data)),
    }
    Ok(None)
}

fn write_text(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: String,
) -> Result<Option<usize>, ExportError> {
    let text = guard_if_misread(text);
    let characters = text.encode_utf16().count();
    if characters > LONGEST_CELL {
        return Ok(Some(characters));
    }
    if !text.is_empty() {
        sheet.write_string(row, column, text)?;
    }
    Ok(None)
}

fn write_money(
    sheet: &mut Worksheet,
    styles: &mut Styles,
    (row, column): (u32, u16),
    money: &Map<String, Json>,
) -> Result<Option<usize>, ExportError> {
    let text = |key: &str| money.get(key).and_then(Json::as_str).unwrap_or_default();
    let amount = text("amount");
    let decimals = amount.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let is_exact = amount.bytes().filter(u8::is_ascii_digit).count() <= MOST_DIGITS;
    match amount.parse::<f64>() {
        Ok(number) if is_exact => {
            sheet.write_with_format(row, column, number, styles.money(text("currency"), decimals))?;
            Ok(None)
        }
        _ => write_text(sheet, (row, column), money_text(money).unwrap_or_default()),
    }
}

/// Whether a number is none that spreadsheets change: they keep so many digits.
fn is_kept(number: f64) -> bool {
    format!("{number:.*e}", MOST_DIGITS - 1).parse() == Ok(number)
}

/// A width in characters that shows what such values mostly hold.
fn width(shape: &Shape, heading: usize) -> f64 {
    let of_values = match shape {
        Shape::Integer { .. } | Shape::Year | Shape::Number | Shape::Percent | Shape::YesNo => 9,
        Shape::Date => 12,
        Shape::Money => 18,
        Shape::Moment => 20,
        Shape::Choice(_) | Shape::Choices(_) | Shape::Own => 16,
        Shape::Text | Shape::List | Shape::Link(_) | Shape::Links(_) => 24,
        Shape::Paragraph | Shape::Custom | Shape::Data => 40,
    };
    // The header has a button for the filter.
    f64::from(u32::try_from((heading + 4).max(of_values)).unwrap_or(40))
}

impl From<XlsxError> for ExportError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) => Self::Io(error),
            error => Self::Spreadsheet(error.to_string()),
        }
    }
}
