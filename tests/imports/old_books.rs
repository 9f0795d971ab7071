//! XLS files, which say where things are and may lead anywhere.

use std::io::{Cursor, Write};

use crate::reading::told;

fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), body].concat()
}

fn begin(what: u16) -> Vec<u8> {
    let numbers = [0x0600_u16, what, 0, 1997, 0, 0, 0, 0];
    record(0x0809, &numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<_>>())
}

/// A cell of text in a row and column.
fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let place = [row, column, 0, u16::try_from(text.len()).unwrap()];
    let place: Vec<u8> = place.iter().flat_map(|number| number.to_le_bytes()).collect();
    record(0x0204, &[&place[..], b"\0", text.as_bytes()].concat())
}

/// An XLS file with sheets that all lead to the same cells.
pub(crate) fn xls(sheets: usize, cells: &[Vec<u8>]) -> Vec<u8> {
    xls_with(&[], sheets, cells)
}

/// The same with records about the whole workbook.
fn xls_with(globals: &[u8], sheets: usize, cells: &[Vec<u8>]) -> Vec<u8> {
    let listed = |start: usize| -> Vec<u8> {
        let start = u32::try_from(start).unwrap().to_le_bytes();
        (0..sheets).flat_map(|_| record(0x0085, &[&start[..], b"\0\0\x01\0a"].concat())).collect()
    };
    let length = begin(5).len() + globals.len() + listed(0).len() + 4;
    let mut stream = [begin(5), globals.to_vec(), listed(length), record(0x000a, b""), begin(0x10)].concat();
    stream.extend(cells.concat());
    stream.extend(record(0x000a, b""));
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn good() -> Vec<u8> {
    xls(1, &[label(0, 0, "name"), label(0, 1, "city"), label(1, 0, "A"), label(3, 1, "B"), label(3, 0, "C")])
}

#[test]
fn xls_is_read() {
    assert_eq!(told("a.xls", &good()), ["account spreadsheet a", "2 name=A", "4 name=C|city=B"]);
}

#[test]
fn numbers_of_xls_are_read_as_they_are_seen() {
    let format = |id: u16, code: &str| {
        let letters: Vec<u8> = code.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = u16::try_from(code.encode_utf16().count()).unwrap().to_le_bytes();
        record(0x041e, &[&id.to_le_bytes()[..], &length, b"\x01", &letters].concat())
    };
    let look = |id: u16| record(0x00e0, &[&[0, 0], &id.to_le_bytes()[..], &[0; 16]].concat());
    let number = |row: u16, column: u16, look: u16, value: f64| {
        let place = [row, column, look].map(u16::to_le_bytes).concat();
        record(0x0203, &[&place[..], &value.to_le_bytes()].concat())
    };
    let globals =
        [format(164, "000000"), format(165, "[$€-407] #,##0.00"), look(0), look(164), look(165)].concat();
    let cells = [
        label(0, 0, "name"),
        label(0, 1, "listing_code"),
        label(0, 2, "revenue"),
        label(1, 0, "A"),
        number(1, 1, 1, 2379.0),
        number(1, 2, 2, 5000.0),
        label(2, 0, "B"),
        number(2, 2, 0, 6.0),
    ];
    assert_eq!(
        told("a.xls", &xls_with(&globals, 1, &cells))[1..],
        ["2 name=A|revenue=EUR 5000.00|listing_code=002379", "3 name=B|revenue=CNY 6.00"]
    );
}

#[test]
fn cells_far_from_each_other_are_refused_before_all_between_them_is_held() {
    let far = xls(1, &[label(0, 0, "name"), label(65_535, 65_535, "x")]);
    let reason = "! the sheets span 4294967296 cells, most of them empty; over 20000000 is no table: delete the cells that stand far out";
    assert_eq!(told("a.xls", &far), [reason]);
    let often = xls(900, &[label(0, 0, "name"), label(65_535, 0, "x")]);
    assert!(told("a.xls", &often)[0].contains("is no table"), "{:?}", told("a.xls", &often));
}

#[test]
fn an_xls_file_that_is_cut_or_leads_nowhere_is_damaged_and_nothing_panics() {
    let file = good();
    for cut in (8..file.len()).step_by(331) {
        // What is missing at the end may be room for more.
        let lines = told("a.xls", &file[..cut]);
        assert!(
            lines[0].starts_with("! the spreadsheet is damaged") || lines == told("a.xls", &file),
            "{cut}: {lines:?}"
        );
    }
    for place in (0..file.len()).step_by(151) {
        for byte in [0, 0xff, file[place] ^ 0x55] {
            let mut garbled = file.clone();
            garbled[place] = byte;
            assert!(!told("a.xls", &garbled).is_empty(), "{place}");
        }
    }
    // Cells that are shorter than they have to be.
    for kind in [0x0006, 0x0203, 0x0204, 0x0205, 0x00fd, 0x027e, 0x00bd, 0x00d6] {
        let short = xls(1, &[label(0, 0, "name"), record(kind, b"\x01\0")]);
        assert!(!told("a.xls", &short).is_empty(), "{kind}");
    }
}
