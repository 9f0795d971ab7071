//! A look at an XLS file before it is read: its reader holds each sheet as one rectangle, so that two cells in opposite corners take
//! as much memory as all between them, and does not say how numbers look.

use std::collections::HashMap;
use std::io::{Read, Seek};

use super::cell::Look;
use super::{Failed, WorkbookError, damaged};

/// How many cells the rectangles may have together.
const MOST_CELLS: u64 = 20_000_000;

/// Records that put a value into one cell, by their numbers: FORMULA, RSTRING, NUMBER, LABEL, BOOLERR, RK, LABELSST (MS-XLS 2.3).
const CELLS: [u16; 7] = [0x0006, 0x00d6, 0x0203, 0x0204, 0x0205, 0x027e, 0x00fd];

const MULRK: u16 = 0x00bd;
const BOUNDSHEET: u16 = 0x0085;
const BOF: u16 = 0x0809;
const EOF: u16 = 0x000a;

/// How the numbers of a sheet look that look other than bare, by row and column.
pub(super) type Looks = HashMap<(u16, u16), Look>;

/// Records of cells that hold numbers, each with its format: FORMULA, NUMBER, RK.
const NUMBERS: [u16; 3] = [0x0006, 0x0203, 0x027e];

const FORMAT: u16 = 0x041e;
const XF: u16 = 0x00e0;

/// The version in which texts have two bytes for their length (MS-XLS 2.4.21).
const BIFF8: u16 = 0x0600;

/// How the numbers of each sheet look.
///
/// # Errors
/// When it is no compound file with a workbook in it, or its sheets span too many cells.
pub(super) fn check(file: impl Read + Seek) -> Result<Vec<Looks>, Failed> {
    let mut file = cfb::CompoundFile::open(file).map_err(damaged)?;
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name));
    let mut stream = Vec::new();
    let mut workbook = file.open_stream(name.ok_or_else(|| damaged("no workbook"))?).map_err(damaged)?;
    workbook.read_to_end(&mut stream).map_err(damaged)?;
    let starts =
        records(&stream).take_while(|(kind, _)| *kind != EOF).filter(|(kind, _)| *kind == BOUNDSHEET);
    let starts: Vec<usize> = starts.filter_map(|(_, body)| Some(u32_at(body, 0)? as usize)).collect();
    let formats = formats(&stream);
    let mut looks = Vec::new();
    let (mut cells, mut read) = (0_u64, 0_usize);
    for start in starts {
        let (span, length) = spanned(stream.get(start..).unwrap_or_default());
        cells = cells.saturating_add(span);
        read = read.saturating_add(length);
        // Sheets that lie over each other are read again and again.
        if cells > MOST_CELLS || read > stream.len() {
            return Err(WorkbookError::TooWide { cells, most: MOST_CELLS }.into());
        }
        looks.push(looks_of(stream.get(start..start + length).unwrap_or_default(), &formats));
    }
    Ok(looks)
}

/// The looks that the formats of a workbook give, in the order in which cells name them.
fn formats(stream: &[u8]) -> Vec<Look> {
    let mut codes: HashMap<u16, String> = HashMap::new();
    let mut looks = Vec::new();
    let is_long = records(stream).next().and_then(|(_, body)| u16_at(body, 0)) == Some(BIFF8);
    for (kind, body) in records(stream).take_while(|(kind, _)| *kind != EOF) {
        match (kind, u16_at(body, 0), u16_at(body, 2)) {
            (FORMAT, Some(id), _) => {
                codes.insert(id, code(body, is_long));
            }
            (XF, _, Some(id)) => {
                let built_in = if matches!(id, 9 | 10) { "0%" } else { "" };
                let code = codes.get(&id).map_or(built_in, String::as_str);
                looks.push(Look::of_format(code, Some(u32::from(id))));
            }
            _ => {}
        }
    }
    looks
}

/// The code of a format: its letters, one byte or two each.
fn code(body: &[u8], is_long: bool) -> String {
    let letters = body.get(if is_long { 5 } else { 3 }..).unwrap_or_default();
    if is_long && body.get(4).is_some_and(|flags| flags & 1 == 1) {
        let letters = letters.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        return char::decode_utf16(letters).map(|letter| letter.unwrap_or('?')).collect();
    }
    letters.iter().copied().map(char::from).collect()
}

/// How the numbers of a sheet look that do not look bare.
fn looks_of(sheet: &[u8], formats: &[Look]) -> Looks {
    let mut looks = HashMap::new();
    let mut add = |row: u16, column: u16, format: Option<u16>| {
        let look = format.and_then(|format| formats.get(usize::from(format))).copied().unwrap_or_default();
        if look != Look::default() {
            looks.insert((row, column), look);
        }
    };
    for (kind, body) in records(sheet) {
        let (Some(row), Some(column)) = (u16_at(body, 0), u16_at(body, 2)) else { continue };
        if NUMBERS.contains(&kind) {
            add(row, column, u16_at(body, 4));
        } else if kind == MULRK {
            let many = body.len().saturating_sub(6) / 6;
            for place in 0..many {
                let column = column.saturating_add(u16::try_from(place).unwrap_or(u16::MAX));
                add(row, column, u16_at(body, 4 + place * 6));
            }
        }
    }
    looks
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
