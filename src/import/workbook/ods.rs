//! Spreadsheets of the Open Document Format (ODS). Read here and not by a library, since the one there is expands what a sheet repeats - a row
//! of a few bytes becomes a million rows - in memory, and does not end where the text breaks off.

use std::collections::HashSet;
use std::io::{BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::cell::{Look, currency_named, number_text};

use super::{Budget, Failed, MergedCell, Rows, SheetRows, Workbook, damaged};

/// Rows beyond these are none of a spreadsheet.
const MOST_ROWS: u32 = 1 << 20;

/// Parts of a document that hold text which is none of a cell: comments, drawings, earlier states.
const BESIDE: &[&str] = &["annotation", "shapes", "tracked-changes", "forms", "frame", "named-expressions"];

/// Reads the sheets that can be seen, or the one that is asked for, from the content of a document.
pub(super) fn read(content: impl Read, wanted: Option<&str>, budget: Budget) -> Result<Workbook, Failed> {
    let mut xml = Reader::from_reader(BufReader::with_capacity(1 << 16, content));
    xml.config_mut().expand_empty_elements = true;
    let mut document = Document {
        workbook: Workbook::default(),
        wanted,
        budget,
        style: None,
        unseen: HashSet::new(),
        sheet: None,
        depth: 0,
    };
    let (mut event, mut skipped) = (Vec::new(), Vec::new());
    loop {
        event.clear();
        match xml.read_event_into(&mut event).map_err(damaged)? {
            Event::Start(start) if BESIDE.contains(&start.local_name().as_ref()) => {
                skipped.clear();
                xml.read_to_end_into(start.name(), &mut skipped).map_err(damaged)?;
            }
            Event::Start(start) => document.begin(&start)?,
            Event::End(end) => document.end(end.local_name().as_ref())?,
            Event::Text(text) => document.text(&text.xml10_content()),
            Event::CData(text) => document.text(&text.xml10_content()),
            Event::GeneralRef(name) => document.text(&letter(&name)?),
            Event::Eof if document.sheet.is_some() => return Err(damaged("a sheet breaks off")),
            Event::Eof => return Ok(document.workbook),
            _ => {}
        }
    }
}

/// The letter that a reference such as `&amp;` or `&#10;` stands for.
fn letter(name: &BytesRef) -> Result<String, Failed> {
    if let Some(letter) = name.resolve_char_ref().map_err(damaged)? {
        return Ok(letter.to_string());
    }
    let name = name.xml10_content();
    quick_xml::escape::resolve_predefined_entity(&name)
        .map(str::to_owned)
        .ok_or_else(|| damaged(format_args!("there is no entity {name}")))
}

fn attribute(start: &BytesStart, wanted: &str) -> Option<String> {
    let found =
        start.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == wanted)?;
    quick_xml::escape::unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
}

fn repeats(start: &BytesStart, wanted: &str) -> u32 {
    let Some(number) = attribute(start, wanted) else { return 1 };
    let number = number.trim();
    // A number that no computer holds is more than enough.
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse().unwrap_or(if is_number { MOST_ROWS } else { 1 }).clamp(1, MOST_ROWS)
}

struct Document<'w> {
    workbook: Workbook,
    wanted: Option<&'w str>,
    budget: Budget,
    /// The style that is being described, and those whose sheets nobody sees.
    style: Option<String>,
    unseen: HashSet<String>,
    sheet: Option<Sheet>,
    /// How deep in tables: those within cells are none of the sheet.
    depth: usize,
}

struct Sheet {
    name: String,
    is_seen: bool,
    rows: Rows,
    next_row: u32,
    /// How often the current row stands there.
    row_repeats: u32,
    cells: Vec<(u32, String)>,
    next_column: u32,
    cell: Option<Cell>,
    merged: Vec<MergedCell>,
}

#[derive(Default)]
struct Cell {
    repeats: u32,
    /// Over how many rows it goes.
    rows: u32,
    kind: String,
    value: Option<String>,
    currency: Option<String>,
    text: String,
    paragraphs: usize,
    is_in_paragraph: bool,
}

impl Document<'_> {
    fn begin(&mut self, start: &BytesStart) -> Result<(), Failed> {
        match (start.local_name().as_ref(), &mut self.sheet) {
            ("table", Some(_)) => self.depth += 1,
            ("table", None) => self.begin_sheet(start),
            ("style", None) => self.style = attribute(start, "name"),
            ("table-properties", None) if attribute(start, "display").as_deref() == Some("false") => {
                self.unseen.extend(self.style.take());
            }
            (_, Some(_)) if self.depth > 0 => {}
            ("table-row", Some(sheet)) => {
                sheet.row_repeats = repeats(start, "number-rows-repeated");
                sheet.next_column = 0;
            }
            ("table-cell" | "covered-table-cell", Some(sheet)) => sheet.cell = Some(Cell::of(start)),
            (name, Some(Sheet { cell: Some(cell), .. })) => {
                if name == "s" {
                    self.budget.spend(u64::from(repeats(start, "c")))?;
                }
                cell.begin(name, start);
            }
            _ => {}
        }
        Ok(())
    }

    fn begin_sheet(&mut self, start: &BytesStart) {
        let name = attribute(start, "name").unwrap_or_default();
        let is_shown = attribute(start, "style-name").is_none_or(|style| !self.unseen.contains(&style));
        self.sheet = Some(Sheet {
            is_seen: is_shown || self.wanted == Some(name.as_str()),
            name,
            rows: Rows::default(),
            next_row: 0,
            row_repeats: 1,
            cells: Vec::new(),
            next_column: 0,
            cell: None,
            merged: Vec::new(),
        });
    }

    fn text(&mut self, text: &str) {
        if let Some(Sheet { cell: Some(cell), .. }) = &mut self.sheet
            && self.depth == 0
            && cell.is_in_paragraph
        {
            cell.text.push_str(text);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Failed> {
        match (name, &mut self.sheet) {
            ("table", Some(_)) if self.depth > 0 => self.depth -= 1,
            ("table", Some(_)) => return self.end_sheet(),
            (_, Some(_)) if self.depth > 0 => {}
            ("p", Some(Sheet { cell: Some(cell), .. })) => cell.is_in_paragraph = false,
            ("table-cell" | "covered-table-cell", Some(sheet)) => return sheet.end_cell(&mut self.budget),
            ("table-row", Some(sheet)) => return sheet.end_row(&mut self.budget),
            _ => {}
        }
        Ok(())
    }

    fn end_sheet(&mut self) -> Result<(), Failed> {
        let Some(sheet) = self.sheet.take() else { return Ok(()) };
        if sheet.is_seen {
            self.workbook.sheets.push(SheetRows {
                name: sheet.name,
                rows: sheet.rows.finish()?,
                uncomputed: None,
                merged: sheet.merged,
            });
        } else {
            self.workbook.passed_over.push(sheet.name);
        }
        Ok(())
    }
}

impl Sheet {
    fn end_cell(&mut self, budget: &mut Budget) -> Result<(), Failed> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let text = cell.told();
        if self.is_seen && !text.trim().is_empty() {
            // What stands there once was paid for with the text itself.
            budget.spend(text.len() as u64 * u64::from(cell.repeats - 1))?;
            if cell.rows > 1 {
                let column = usize::try_from(self.next_column).unwrap_or(usize::MAX);
                let first = self.next_row.saturating_add(1);
                self.merged.push(MergedCell { column, first, last: first.saturating_add(cell.rows - 1) });
            }
            for place in 0..cell.repeats {
                self.cells.push((self.next_column.saturating_add(place), text.clone()));
            }
        }
        self.next_column = self.next_column.saturating_add(cell.repeats);
        Ok(())
    }

    fn end_row(&mut self, budget: &mut Budget) -> Result<(), Failed> {
        let cells = std::mem::take(&mut self.cells);
        if !cells.is_empty() {
            let length: u64 = cells.iter().map(|(_, text)| text.len() as u64 + 1).sum();
            budget.spend(length * u64::from(self.row_repeats - 1))?;
            for place in 0..self.row_repeats {
                let row = self.next_row.saturating_add(place);
                for (column, text) in &cells {
                    self.rows.add((row, *column), text.clone())?;
                }
            }
        }
        self.next_row = self.next_row.saturating_add(self.row_repeats);
        Ok(())
    }
}

impl Cell {
    fn of(start: &BytesStart) -> Self {
        let value = ["value", "string-value", "date-value", "time-value", "boolean-value"];
        Self {
            repeats: repeats(start, "number-columns-repeated"),
            rows: repeats(start, "number-rows-spanned"),
            kind: attribute(start, "value-type").unwrap_or_default(),
            value: value.into_iter().find_map(|name| attribute(start, name)),
            currency: attribute(start, "currency"),
            ..Self::default()
        }
    }

    /// Takes an element of the text.
    fn begin(&mut self, name: &str, start: &BytesStart) {
        match name {
            "p" => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
                self.is_in_paragraph = true;
            }
            "s" => {
                let spaces = repeats(start, "c");
                self.text.push_str(&" ".repeat(spaces as usize));
            }
            "tab" => self.text.push('\t'),
            "line-break" => self.text.push('\n'),
            _ => {}
        }
    }

    /// The cell as people see it where that says more than its bare value.
    fn told(&self) -> String {
        let Some(value) = &self.value else { return self.text.clone() };
        let number = value.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        match (self.kind.as_str(), number) {
            ("percentage", Some(number)) => number_text(number, Look::percent()),
            ("currency", Some(number)) => {
                let currency = self.currency.as_deref().and_then(currency_named);
                number_text(number, Look::amount(currency))
            }
            ("float", Some(number)) if self.is_code(number) => self.text.trim().to_owned(),
            ("float", Some(number)) => number_text(number, Look::default()),
            ("date", _) => value.strip_suffix("T00:00:00").unwrap_or(value).to_owned(),
            ("boolean", _) => (if value == "true" { "yes" } else { "no" }).to_owned(),
            _ => value.clone(),
        }
    }

    /// Whether a number is shown with zeros in front: a code.
    fn is_code(&self, number: f64) -> bool {
        let shown = self.text.trim();
        shown.len() > 1
            && shown.starts_with('0')
            && shown.bytes().all(|byte| byte.is_ascii_digit())
            && shown.parse() == Ok(number)
    }
}
