//! Files that were made to take all memory or time. Where a reader takes a stream, the stream here never ends: what does not
//! refuse it, hangs.

use std::io::{Read, Write, repeat};

use acct::import::csv::{Reader, StringRecord};
use acct::import::document::Document;
use acct::import::format::Format;
use acct::import::vcard;

use crate::books::{archive, ods};
use crate::reading::told;

/// A beginning, and then one byte forever.
fn endless(start: &'static str, byte: u8) -> impl Read + Send {
    start.as_bytes().chain(repeat(byte))
}

#[test]
fn a_row_without_end_is_given_up() {
    for (start, byte) in [("name,city\nA,\"B", b'x'), ("name,city\nA,B", b'x'), ("name,city\n", b',')] {
        let mut reader = Reader::open(endless(start, byte), None).unwrap();
        let mut row = StringRecord::new();
        reader.next_row(&mut row).unwrap();
        let error = reader.next_row(&mut row).unwrap_err();
        assert!(
            error.is_final() && error.to_string().contains("longer than 16777216 bytes"),
            "{start:?}: {error}"
        );
    }
}

#[test]
fn a_record_without_end_is_given_up() {
    for (start, byte, format) in [
        ("[{\"name\":\"A\"},{\"name\":\"", b'x', Format::Json),
        ("{\"name\":\"", b'x', Format::Ndjson),
        ("- name: ", b'x', Format::Yaml),
        ("BEGIN:VCARD\nFN:", b'x', Format::Vcard),
    ] {
        let error = Document::read(endless(start, byte), format).map(|_| ()).unwrap_err();
        assert!(error.to_string().contains("longer than 16777216 bytes"), "{start:?}: {error}");
    }
}

#[test]
fn too_many_columns_are_no_table() {
    let header: String = (0..20_000).map(|column| format!("c{column},")).collect();
    let told_csv = told("a.csv", format!("{header}\n1\n").as_bytes());
    assert_eq!(told_csv, ["! the number of columns is 20001; over 10000 is no table"]);
    let record: String = (0..20_000).map(|column| format!("\"c{column}\":1,")).collect();
    let record = format!("{{{record}\"name\":\"A\"}}");
    for (name, text) in
        [("a.json", format!("[{record}]")), ("a.ndjson", record.clone()), ("a.yaml", format!("- {record}\n"))]
    {
        assert_eq!(told(name, text.as_bytes()), ["! the number of columns is over 10000"], "{name}");
    }
}

#[test]
fn deep_nesting_is_refused() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    for (name, text) in [
        ("a.json", deep("[", "]")),
        ("a.json", deep("{\"a\":", "}")),
        ("a.json", format!("[{}]", deep("[", "]"))),
        ("a.ndjson", deep("[", "]")),
        ("a.yaml", deep("[", "]")),
        ("a.yaml", deep("{a: ", "}")),
        ("a.yaml", "- ".repeat(100_000)),
        ("a.yaml", (0..2000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect()),
    ] {
        let lines = told(name, text.as_bytes());
        let last = lines.last().unwrap();
        assert!(last.contains('!'), "{name} {:?}: {:?}", &text[..20], &last[..last.len().min(200)]);
    }
}

#[test]
fn yaml_that_refers_to_itself_over_and_over_is_refused() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for depth in 1..12 {
        let before = depth - 1;
        let list = vec![format!("*a{before}"); 9].join(", ");
        text.push_str(&format!("a{depth}: &a{depth} [{list}]\n"));
    }
    let listed = format!(
        "- name: A\n  note:\n{}",
        text.lines().map(|line| format!("    {line}\n")).collect::<String>()
    );
    for text in [text, listed] {
        let lines = told("a.yaml", text.as_bytes());
        assert!(lines.iter().any(|line| line.contains("YAML")), "{lines:?}");
    }
}

#[test]
fn a_card_without_end_is_one_broken_card() {
    let properties = "NOTE:x\n".repeat(1_000_000);
    let told = told(
        "a.vcf",
        format!("BEGIN:VCARD\n{properties}END:VCARD\nBEGIN:VCARD\nFN:B\nORG:C\nEND:VCARD\n").as_bytes(),
    );
    assert_eq!(told[1..], ["1! line 1 is no record: it is too long", "1000003 name=B|account=C"]);
    let folded = format!(
        "BEGIN:VCARD\nFN:A\nNOTE:x\n{}END:VCARD\n",
        " xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n".repeat(100_000)
    );
    assert!(vcard::read(folded.as_bytes()).is_ok());
}

/// A frame of blocks each of which says: a byte, 131072 times.
fn endless_zstd() -> Vec<u8> {
    let mut frame = b"\x28\xb5\x2f\xfd\x00\x58".to_vec();
    for block in 0..2050 {
        let header: u32 = (131_072 << 3) | (1 << 1) | u32::from(block == 2049);
        frame.extend_from_slice(&header.to_le_bytes()[..3]);
        frame.push(b'x');
    }
    frame
}

#[test]
fn what_grows_beyond_measure_when_unpacked_is_refused() {
    assert_eq!(
        told("a.csv", &endless_zstd()),
        [
            "! the zstd data grows beyond 268435456 bytes, as no table does; if it is a good one, unpack it first"
        ]
    );
}

#[test]
fn a_few_bytes_that_ods_repeats_a_million_times_are_refused() {
    let long = "x".repeat(1000);
    for cells in [
        format!(
            "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"1000\" office:value-type=\"string\"><text:p>{long}</text:p></table:table-cell></table:table-row>"
        ),
        format!(
            "<table:table-row table:number-rows-repeated=\"99999999999\"><table:table-cell office:value-type=\"string\"><text:p>{long}</text:p></table:table-cell></table:table-row>"
        ),
        format!(
            "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell></table:table-row>",
            "<text:s text:c=\"999999999\"/>".repeat(257)
        ),
    ] {
        let told = told("a.ods", &ods(&format!("<table:table table:name=\"a\">{cells}</table:table>")));
        assert!(told[0].contains("grows beyond"), "{told:?}");
    }
    let wide = "<table:table table:name=\"a\"><table:table-row><table:table-cell table:number-columns-repeated=\"999999999\" office:value-type=\"string\"><text:p>A</text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(told("a.ods", &ods(wide)), ["! the number of columns is over 10000"]);
}

/// A spreadsheet of parts beside those that every one has.
fn book(sheets: usize, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let listed: String = (0..sheets)
        .map(|number| format!("<sheet name=\"s{number}\" sheetId=\"{number}\" r:id=\"rId1\"/>"))
        .collect();
    let workbook = format!("<workbook xmlns:r=\"r\"><sheets>{listed}</sheets></workbook>");
    let root = "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
    let links = "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let mut all: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
    ];
    all.extend_from_slice(parts);
    archive(&all)
}

/// Writes bytes over what an archive says of a part, where it stands and in the list at the end.
fn patched(mut archive: Vec<u8>, part: &str, places: [usize; 2], bytes: &[u8]) -> Vec<u8> {
    for ((signature, name), place) in [(b"PK\x03\x04", 30), (b"PK\x01\x02", 46)].into_iter().zip(places) {
        let found = (0..archive.len() - 46).find(|at| {
            archive[*at..].starts_with(signature) && archive[at + name..].starts_with(part.as_bytes())
        });
        let at = found.unwrap() + place;
        archive[at..at + bytes.len()].copy_from_slice(bytes);
    }
    archive
}

/// Has an archive state another length of a part.
fn lying(archive: Vec<u8>, part: &str, length: u32) -> Vec<u8> {
    patched(archive, part, [22, 24], &length.to_le_bytes())
}

const BEYOND: &str = "! what is packed into the spreadsheet grows beyond 268435456 bytes, as no table does";

/// A spreadsheet with a part of 300 MB of spaces that states to be 1 MB long.
fn packed_spaces(part: &str) -> Vec<u8> {
    let mut megabyte = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    megabyte.write_all(&vec![b' '; 1 << 20]).unwrap();
    megabyte.flush().unwrap();
    // Each stretch up to a flush stands alone, so it may be told again.
    let packed = [megabyte.get_ref().repeat(300), b"\x03\x00".to_vec()].concat();
    let stored = book(1, &[(part, &packed)]);
    let deflated = patched(stored, part, [8, 10], &8_u16.to_le_bytes());
    lying(deflated, part, 1 << 20)
}

#[test]
fn spreadsheets_that_grow_beyond_measure_are_refused_whatever_they_state() {
    let sheet = "xl/worksheets/sheet1.xml";
    for part in [sheet, "xl/sharedStrings.xml", "docProps/app.xml"] {
        let honest = lying(book(1, &[(part, b"<x/>")]), part, u32::MAX);
        assert_eq!(told("a.xlsx", &honest), [BEYOND], "{part}");
    }
    // No more is unpacked than is stated.
    let told_of_lie = told("a.xlsx", &packed_spaces(sheet));
    assert!(told_of_lie[0].starts_with("! the spreadsheet is damaged"), "{told_of_lie:?}");
    let styles = "<xf/>".repeat(1_100_000);
    let styles = format!("<styleSheet><cellXfs>{styles}</cellXfs></styleSheet>");
    assert!(told("a.xlsx", &book(1, &[("xl/styles.xml", styles.as_bytes())]))[0].contains("grows beyond"));
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>";
    let many = book(1001, &[("xl/worksheets/sheet1.xml", sheet.as_bytes())]);
    assert_eq!(told("a.xlsx", &many), ["! the spreadsheet has 1001 sheets; over 1000 is no table"]);
    let far = sheet.replace("A1", "XFD1");
    assert_eq!(
        told("a.xlsx", &book(1, &[("xl/worksheets/sheet1.xml", far.as_bytes())])),
        ["! the number of columns is over 10000"]
    );
}
