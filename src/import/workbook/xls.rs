//! A look at an XLS file before it is read: its reader holds each sheet as one rectangle, so that two cells in opposite corners take
//! as much memory as all between them.

use std::io::{Read, Seek};

use super::{Failed, WorkbookError, damaged};

/// How many cells the rectangles may have together.
const MOST_CELLS: u64 = 20_000_000;

/// Records that put a value into one cell, by their numbers: FORMULA, RSTRING, NUMBER, LABEL, BOOLERR, RK, LABELSST (MS-XLS 2.3).
const CELLS: [u16; 7] = [0x0006, 0x00d6, 0x0203, 0x0204, 0x0205, 0x027e, 0x00fd];

const MULRK: u16 = 0x00bd;
const BOUNDSHEET: u16 = 0x0085;
const BOF: u16 = 0x0809;
const EOF: u16 = 0x000a;

/// # Errors
/// When it is no compound file with a workbook in it, or its sheets span too many cells.
pub(super) fn check(file: impl Read + Seek) -> Result<(), Failed> {
    let mut file = cfb::CompoundFile::open(file).map_err(damaged)?;
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name));
    let mut stream = Vec::new();
    let mut workbook = file.open_stream(name.ok_or_else(|| damaged("no workbook"))?).map_err(damaged)?;
    workbook.read_to_end(&mut stream).map_err(damaged)?;
    let starts =
        records(&stream).take_while(|(kind, _)| *kind != EOF).filter(|(kind, _)| *kind == BOUNDSHEET);
    let starts: Vec<usize> = starts.filter_map(|(_, body)| Some(u32_at(body, 0)? as usize)).collect();
    let (mut cells, mut read) = (0_u64, 0_usize);
    for start in starts {
        let (span, length) = spanned(stream.get(start..).unwrap_or_default());
        cells = cells.saturating_add(span);
        read = read.saturating_add(length);
        // Sheets that lie over each other are read again and again.
        if cells > MOST_CELLS || read > stream.len() {
            return Err(WorkbookError::TooWide { cells, most: MOST_CELLS }.into());
        }
    }
    Ok(())
}

/// The records of a stream: their numbers and what they hold.
fn records(mut stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(stream, 0)?, u16_at(stream, 2)?);
        let body = stream.get(4..4 + usize::from(length))?;
        stream = &stream[4 + usize::from(length)..];
        Some((kind, body))
    })
}

/// How many cells lie between the outermost ones of a sheet, and how long the sheet is.
fn spanned(sheet: &[u8]) -> (u64, usize) {
    let (mut rows, mut columns) = (Span::default(), Span::default());
    let (mut length, mut depth) = (0, 0_usize);
    for (kind, body) in records(sheet) {
        length += body.len() + 4;
        match kind {
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            _ if CELLS.contains(&kind) || kind == MULRK => {
                rows.add(u16_at(body, 0));
                columns.add(u16_at(body, 2));
                if kind == MULRK {
                    columns.add(u16_at(body, body.len().saturating_sub(2)));
                }
            }
            _ => {}
        }
    }
    (rows.length() * columns.length(), length)
}

#[derive(Default)]
struct Span(Option<(u16, u16)>);

impl Span {
    fn add(&mut self, place: Option<u16>) {
        let Some(place) = place else { return };
        let (first, last) = self.0.unwrap_or((place, place));
        self.0 = Some((first.min(place), last.max(place)));
    }

    fn length(&self) -> u64 {
        self.0.map_or(0, |(first, last)| u64::from(last - first) + 1)
    }
}

fn u16_at(bytes: &[u8], place: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(place..place + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], place: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(place..place + 4)?.try_into().ok()?))
}
