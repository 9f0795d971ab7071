//! Tables of any texts come back through each reader as they were written, and any bytes are read or refused.

use acct::import::answers::{Layout, read};
use acct::import::csv::{Reader, StringRecord};
use acct::import::document::Document;
use acct::import::encoding::decode;
use acct::import::format::Format;
use acct::import::source::Source;
use acct::import::table::Spool;
use acct::import::workbook::Workbook;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value as Json};

use crate::packed::{gzip, zstd};
use crate::reading::told;

/// Rows of a spool, all with as many cells as there are columns.
fn all(spool: Spool) -> (Vec<String>, Vec<Vec<String>>) {
    let (header, mut rows) = spool.into_rows().unwrap();
    let (mut row, mut all) = (StringRecord::new(), Vec::new());
    while rows.next_row(&mut row).unwrap().is_some() {
        let mut cells: Vec<String> = row.iter().map(str::to_owned).collect();
        cells.resize(cells.len().max(header.len()), String::new());
        all.push(cells);
    }
    (header, all)
}

/// Any text that the formats of text can hold.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[^\u{0}]{0,12}",
        2 => "[a-z0-9 ,;|\t\"'\n:#&*!>%@`{}\\[\\]\\-]{0,12}",
        1 => Just(String::new()),
        1 => prop::sample::select(vec!["-", "null", "~", "true", "no", "007", "1e5", "=1+1", "'x", "\u{feff}", "---", "- a", "%YAML", "\u{85}\u{2028}"]).prop_map(str::to_owned),
    ]
}

fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    (1_usize..5).prop_flat_map(|columns| vec(vec(cell(), columns), 1..6))
}

fn records(table: &[Vec<String>]) -> Vec<Json> {
    let record = |row: &Vec<String>| {
        let fields =
            row.iter().enumerate().map(|(place, cell)| (format!("c{place}"), Json::from(cell.as_str())));
        Json::Object(fields.collect::<Map<_, _>>())
    };
    table.iter().map(record).collect()
}

/// The only section of a document, with cells as they are written in a table of text.
fn document(text: &str, format: Format) -> Vec<Vec<String>> {
    let document =
        Document::read(text.as_bytes(), format).unwrap_or_else(|error| panic!("{error}: {text:?}"));
    let section = document.sections.into_iter().next().unwrap();
    all(section.rows).1
}

/// What is written as text in a document is guarded like a cell of a spreadsheet.
fn guarded(table: &[Vec<String>]) -> Vec<Vec<String>> {
    let guard = |cell: &String| acct::domain::formula::guard(cell.clone());
    table.iter().map(|row| row.iter().map(guard).collect()).collect()
}

fn csv_of(table: &[Vec<String>], delimiter: u8) -> Vec<u8> {
    let mut out = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    for row in table {
        out.write_record(row).unwrap();
    }
    out.into_inner().unwrap()
}

fn yaml_of(table: &[Vec<String>]) -> String {
    // YAML wants more letters escaped than JSON does.
    let escaped = |letter: char| match u32::from(letter) {
        0x7f..=0x9f | 0xfffe.. => format!("\\U{:08x}", u32::from(letter)),
        _ => letter.to_string(),
    };
    let quoted =
        |cell: &String| serde_json::to_string(cell).unwrap().chars().map(escaped).collect::<String>();
    let line = |row: &Vec<String>| {
        let fields: Vec<String> =
            row.iter().enumerate().map(|(place, cell)| format!("c{place}: {}", quoted(cell))).collect();
        format!("- {}\n", fields.join("\n  "))
    };
    table.iter().map(line).collect()
}

/// Valid beginnings of each format, to be spoiled by chance.
fn seed() -> impl Strategy<Value = Vec<u8>> {
    let seeds: Vec<Vec<u8>> = vec![
        "名称,城市,员工人数\n\"A, \"\"B\"\"\",上海,1200\nC,D,3.5万\n".as_bytes().to_vec(),
        "[{\"name\":\"A\",\"city\":null,\"tags\":[\"x\"]},{\"name\":\"B\"}]".as_bytes().to_vec(),
        "{\"name\":\"A\"}\n{\"name\":\"B\"}\n".as_bytes().to_vec(),
        "accounts:\n  - name: A\n    tags: [x, &y z]\n    note: |\n      one\ncontacts: []\n"
            .as_bytes()
            .to_vec(),
        "BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:=41=\n=42\nADR:;;1;2;3;4;5\nEND:VCARD\n"
            .as_bytes()
            .to_vec(),
        crate::books::good(),
        crate::books::ods(
            "<table:table table:name=\"a\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>name</text:p></table:table-cell></table:table-row></table:table>",
        ),
        gzip(b"name,city\nA,B\n"),
        zstd(b"name,city\nA,B\n"),
    ];
    (
        prop::sample::select(seeds),
        vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        any::<prop::sample::Index>(),
    )
        .prop_map(|(mut bytes, changes, cut)| {
            for (place, byte) in changes {
                let place = place.index(bytes.len());
                bytes[place] = byte;
            }
            let length = cut.index(bytes.len() * 4).min(bytes.len());
            bytes.truncate(length);
            bytes
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn csv_comes_back(table in table(), delimiter in prop::sample::select(b",;\t|".to_vec())) {
        let bytes = csv_of(&table, delimiter);
        let mut reader = Reader::open(bytes.as_slice(), Some(delimiter)).unwrap();
        let (mut row, mut rows) = (StringRecord::new(), Vec::new());
        while reader.next_row(&mut row).unwrap().is_some() {
            rows.push(row.iter().map(str::to_owned).collect::<Vec<_>>());
        }
        let mut expected = table.clone();
        // A byte order mark at the beginning is no part of the text.
        if let Some(marked) = table[0][0].strip_prefix('\u{feff}').filter(|_| bytes.starts_with(b"\xef\xbb\xbf")) {
            expected[0][0] = marked.to_owned();
        }
        expected.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
        prop_assert_eq!(rows, expected);
    }

    #[test]
    fn json_comes_back(table in table()) {
        let records = records(&table);
        prop_assert_eq!(document(&serde_json::to_string(&records).unwrap(), Format::Json), guarded(&table));
        prop_assert_eq!(document(&serde_json::to_string_pretty(&records).unwrap(), Format::Json), guarded(&table));
        let lines: String = records.iter().map(|record| format!("{record}\n")).collect();
        prop_assert_eq!(document(&lines, Format::Ndjson), guarded(&table));
    }

    #[test]
    fn yaml_comes_back(table in table()) {
        prop_assert_eq!(document(&yaml_of(&table), Format::Yaml), guarded(&table));
    }

    #[test]
    fn xlsx_comes_back(table in table()) {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in (0..).zip(&table) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
        let source = Source::bytes("a.xlsx".to_owned(), book.save_to_buffer().unwrap());
        let read = Workbook::read(&source, None).unwrap().sheets.remove(0);
        let width = table[0].len();
        let filled = |row: &&Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
        let expected: Vec<Vec<String>> = table.iter().filter(filled).cloned().collect();
        let mut rows = all(read.rows).1;
        for row in &mut rows {
            row.resize(width, String::new());
        }
        let blank = |rows: Vec<Vec<String>>| -> Vec<Vec<String>> {
            let cell = |cell: String| {
                if cell.trim().is_empty() { String::new() } else { acct::domain::formula::guard_formula(cell) }
            };
            rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect()
        };
        prop_assert_eq!(rows, blank(expected));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..300)) {
        told("list", &bytes);
        for start in [&b"PK\x03\x04"[..], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\xff\xfe", b"\xfe\xff"] {
            told("list", &[start, &bytes].concat());
        }
        for format in [Format::Json, Format::Ndjson, Format::Yaml, Format::Vcard] {
            let _ = Document::read(bytes.as_slice(), format);
        }
        if let Ok(decoded) = decode(&bytes, None) {
            for layout in [Layout::Yaml, Layout::Csv, Layout::Ndjson] {
                let _ = read(&decoded.text, layout);
            }
        }
    }

    #[test]
    fn spoiled_files_are_read_or_refused(bytes in seed()) {
        prop_assert!(!told("list", &bytes).is_empty());
    }
}
