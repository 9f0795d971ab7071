//! Spreadsheets - XLSX, XLSB, XLS, ODS - as tables, a sheet each. Cells are given as people see them, and dates as ISO dates.

mod archive;
mod cell;
mod contained;
mod ods;
#[cfg(test)]
mod tests;
mod xls;

use std::collections::HashSet;
use std::io::{Read, Seek};

use calamine::{Data, DataRef, Dimensions, Reader, Sheet, SheetType, SheetVisible, Xls, Xlsb, Xlsx};

use super::source::{Source, most_unpacked};
use super::table::{MergedCell, Spool, SpoolError};
use crate::domain::formula::guard_formula;
use archive::Packed;
use cell::{Look, text};
use contained::contained;

crate::failures! {
    /// Why a file is no spreadsheet that can be read.
    pub enum WorkbookError {
        Unknown => "this is no spreadsheet (XLSX, XLSB, XLS, ODS); a ZIP archive has to be unpacked first", "这不是电子表格（XLSX、XLSB、XLS、ODS）；ZIP 压缩包请先解压";
        Damaged { reason: String } => "the spreadsheet is damaged or protected by a password: {reason}", "电子表格已损坏或受密码保护：{reason}";
        Bomb { most: u64 } =>
            "what is packed into the spreadsheet grows beyond {most} bytes, as no table does", "电子表格解开后超过 {most} 字节，不像是正常的表格";
        TooManySheets { sheets: usize, most: usize } =>
            "the spreadsheet has {sheets} sheets; over {most} is no table", "电子表格有 {sheets} 个工作表，超过 {most} 个不像是正常的表格";
        TooWide { cells: u64, most: u64 } =>
            "the sheets span {cells} cells, most of them empty; over {most} is no table: delete the cells that stand far out",
            "各工作表共跨 {cells} 个单元格，其中大多为空，超过 {most} 个不像是表格；请删去远处的零散单元格";
    }
}

crate::failures_of! {
    /// Why a spreadsheet cannot be read.
    pub enum Failed {
        Workbook(WorkbookError),
        Spool(SpoolError),
    }
}

/// One sheet: rows with their numbers.
pub struct SheetRows {
    pub name: String,
    pub rows: Spool,
    pub uncomputed: Option<Uncomputed>,
    /// Cells that go on over several rows.
    pub merged: Vec<MergedCell>,
}

/// Formulas of which a spreadsheet does not hold the values, as programs write them that do not compute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncomputed {
    pub count: u64,
    /// The first one, such as `B2`.
    pub first: String,
}

/// What a spreadsheet holds.
#[derive(Default)]
pub struct Workbook {
    pub sheets: Vec<SheetRows>,
    /// Sheets that nobody sees, and charts.
    pub passed_over: Vec<String>,
}

/// How many blank cells are remembered to see whether formulas stand there.
const MOST_BLANKS: usize = 100_000;

/// How many sheets there may be. More than these lead to the same rows again and again.
const MOST_SHEETS: usize = 1000;

fn damaged(error: impl std::fmt::Display) -> Failed {
    WorkbookError::Damaged { reason: error.to_string() }.into()
}

impl Workbook {
    /// Reads the sheets that can be seen, or of a name that is asked for also one that cannot.
    ///
    /// # Errors
    /// When the file is no spreadsheet, damaged, or made to grow beyond measure.
    pub fn read(source: &Source, wanted: Option<&str>) -> Result<Self, Failed> {
        let open = || source.open().map_err(damaged);
        if source.head(4).map_err(damaged)?.starts_with(b"\xd0\xcf\x11\xe0") {
            let looks = xls::check(open()?)?;
            return contained(|| Self::of_ranges(&mut Xls::new(open()?).map_err(damaged)?, &looks, wanted));
        }
        match archive::look(source)? {
            Packed::Xlsx => {
                let has_merged = archive::has_merged(source)?;
                contained(|| Self::of_cells(Xlsx::new(open()?).map_err(damaged)?, has_merged, wanted))
            }
            Packed::Xlsb => contained(|| Self::of_records(Xlsb::new(open()?).map_err(damaged)?, wanted)),
            Packed::Ods => {
                let mut archive = archive::opened(source)?;
                let content = archive.by_name(archive::CONTENT).map_err(damaged)?;
                ods::read(content, wanted, Budget::of(source))
            }
        }
    }

    /// Takes the cells one at a time; of the sheets only the texts that cells share are held.
    fn of_cells<R: Read + Seek>(
        mut book: Xlsx<R>,
        has_merged: bool,
        wanted: Option<&str>,
    ) -> Result<Self, Failed> {
        let mut workbook = Self::default();
        for name in workbook.seen(book.sheets_metadata(), wanted)? {
            let mut cells = book.worksheet_cells_reader(&name).map_err(damaged)?;
            let looks: Vec<Look> = cells.styles().iter().map(Look::of).collect();
            let mut sheet = Rows::default();
            let mut blanks = HashSet::new();
            while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
                let look = looks.get(style).copied().unwrap_or_default();
                if matches!(cell.get_value(), DataRef::Empty) && blanks.len() < MOST_BLANKS {
                    blanks.insert(cell.get_position());
                }
                sheet.add(cell.get_position(), text(cell.get_value(), look))?;
            }
            drop(cells);
            let uncomputed = if blanks.is_empty() { None } else { uncomputed(&mut book, &name, &blanks)? };
            let merged =
                if has_merged { book.merge_cells_by_sheet_name(&name).map_err(damaged)? } else { Vec::new() };
            workbook.sheets.push(SheetRows {
                rows: sheet.finish()?,
                uncomputed,
                merged: merged_down(&merged),
                name,
            });
        }
        Ok(workbook)
    }

    /// As [`Workbook::of_cells`], for the binary kin of XLSX, which says nothing of how its numbers look.
    fn of_records<R: Read + Seek>(mut book: Xlsb<R>, wanted: Option<&str>) -> Result<Self, Failed> {
        let mut workbook = Self::default();
        for name in workbook.seen(book.sheets_metadata(), wanted)? {
            let mut cells = book.worksheet_cells_reader(&name).map_err(damaged)?;
            let mut sheet = Rows::default();
            while let Some(cell) = cells.next_cell().map_err(damaged)? {
                sheet.add(cell.get_position(), text(cell.get_value(), Look::default()))?;
            }
            workbook.sheets.push(SheetRows {
                name,
                rows: sheet.finish()?,
                uncomputed: None,
                merged: Vec::new(),
            });
        }
        Ok(workbook)
    }

    /// Takes the cells of XLS; how its numbers look was seen before.
    fn of_ranges<R: Read + Seek>(
        book: &mut Xls<R>,
        looks: &[xls::Looks],
        wanted: Option<&str>,
    ) -> Result<Self, Failed> {
        let mut workbook = Self::default();
        for name in workbook.seen(book.sheets_metadata(), wanted)? {
            let number = book.sheets_metadata().iter().position(|sheet| sheet.name == name);
            let looks = number.and_then(|number| looks.get(number));
            let range = book.worksheet_range(&name).map_err(damaged)?;
            let (first_row, first_column) = range.start().unwrap_or_default();
            let mut sheet = Rows::default();
            for (row, column, value) in range.used_cells() {
                let offset =
                    |start: u32, at: usize| start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
                let place = (offset(first_row, row), offset(first_column, column));
                let key = u16::try_from(place.0).ok().zip(u16::try_from(place.1).ok());
                let look = key.and_then(|key| looks?.get(&key)).copied().unwrap_or_default();
                sheet.add(place, text(&borrowed(value), look))?;
            }
            let merged = merged_down(&book.merge_cells_by_sheet_name(&name).map_err(damaged)?);
            workbook.sheets.push(SheetRows { name, rows: sheet.finish()?, uncomputed: None, merged });
        }
        Ok(workbook)
    }

    fn seen(&mut self, sheets: &[Sheet], wanted: Option<&str>) -> Result<Vec<String>, WorkbookError> {
        if sheets.len() > MOST_SHEETS {
            return Err(WorkbookError::TooManySheets { sheets: sheets.len(), most: MOST_SHEETS });
        }
        let is_seen = |sheet: &Sheet| {
            (sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet)
                || wanted.is_some_and(|wanted| wanted == sheet.name)
        };
        let (seen, hidden): (Vec<&Sheet>, Vec<&Sheet>) = sheets.iter().partition(|sheet| is_seen(sheet));
        self.passed_over = hidden.iter().map(|sheet| sheet.name.clone()).collect();
        Ok(seen.iter().map(|sheet| sheet.name.clone()).collect())
    }
}

/// Of regions that are one cell those that go on downwards, by their first column, where the value stands.
fn merged_down(regions: &[Dimensions]) -> Vec<MergedCell> {
    let down = regions.iter().filter(|region| region.end.0 > region.start.0);
    down.map(|region| MergedCell {
        column: region.start.1 as usize,
        first: region.start.0.saturating_add(1),
        last: region.end.0.saturating_add(1),
    })
    .collect()
}

/// The formulas of a sheet that stand in blank cells.
fn uncomputed<R: Read + Seek>(
    book: &mut Xlsx<R>,
    name: &str,
    blanks: &HashSet<(u32, u32)>,
) -> Result<Option<Uncomputed>, Failed> {
    let mut cells = book.worksheet_cells_reader(name).map_err(damaged)?;
    let mut found: Option<Uncomputed> = None;
    while let Some(formula) = cells.next_formula().map_err(damaged)? {
        if formula.get_value().is_empty() || !blanks.contains(&formula.get_position()) {
            continue;
        }
        let first = || Uncomputed { count: 0, first: place_named(formula.get_position()) };
        found.get_or_insert_with(first).count += 1;
    }
    Ok(found)
}

/// A cell as people call it, such as `B2`.
fn place_named((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    format!("{}{}", letters.iter().rev().collect::<String>(), row + 1)
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// How many bytes may still come that a file says without holding them, as by "the same again a thousand times".
struct Budget {
    most: u64,
    left: u64,
}

impl Budget {
    fn of(source: &Source) -> Self {
        let most = most_unpacked(source.length());
        Self { most, left: most }
    }

    fn spend(&mut self, bytes: u64) -> Result<(), WorkbookError> {
        let left = self.left.checked_sub(bytes);
        self.left = left.ok_or(WorkbookError::Bomb { most: self.most })?;
        Ok(())
    }
}

/// The rows of a sheet while its cells come, row by row.
#[derive(Default)]
struct Rows {
    spool: Spool,
    row: u32,
    cells: Vec<(usize, String)>,
}

impl Rows {
    fn add(&mut self, (row, column): (u32, u32), text: String) -> Result<(), SpoolError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        if row != self.row {
            self.end_row()?;
            self.row = row;
        }
        // A row may be written aside as text, where nothing tells it from a formula.
        self.cells.push((usize::try_from(column).unwrap_or(usize::MAX), guard_formula(text)));
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), SpoolError> {
        if self.cells.is_empty() {
            return Ok(());
        }
        self.spool.push_placed(u64::from(self.row) + 1, std::mem::take(&mut self.cells))
    }

    fn finish(mut self) -> Result<Spool, SpoolError> {
        self.end_row()?;
        Ok(self.spool)
    }
}
