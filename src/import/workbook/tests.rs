//! Tests of reading spreadsheets.

use std::io::Write;

use super::*;
use crate::import::row::StringRecord;

/// An XLSX file of sheets whose rows are given as XML.
fn xlsx(sheets: &[(&str, &str)], epoch: &str) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut part = |name: &str, text: &str| {
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    };
    let listed: String = sheets
        .iter()
        .zip(1..)
        .map(|((name, _), number)| {
            let state = if name.starts_with('_') { " state=\"hidden\"" } else { "" };
            format!("<sheet name=\"{name}\" sheetId=\"{number}\"{state} r:id=\"rId{number}\"/>")
        })
        .collect();
    let linked: String = (1..=sheets.len())
        .map(|number| format!("<Relationship Id=\"rId{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"))
        .collect();
    let main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    part(
        "_rels/.rels",
        &format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{main}\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    part(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><workbookPr{epoch}/><sheets>{listed}</sheets></workbook>"
        ),
    );
    part(
        "xl/_rels/workbook.xml.rels",
        &format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{linked}</Relationships>"
        ),
    );
    part(
        "xl/styles.xml",
        "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"000000\"/><numFmt numFmtId=\"165\" formatCode=\"[$€-407]#,##0.00\"/><numFmt numFmtId=\"166\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts><cellXfs count=\"6\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"9\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/></cellXfs></styleSheet>",
    );
    for ((_, rows), number) in sheets.iter().zip(1..) {
        part(
            &format!("xl/worksheets/sheet{number}.xml"),
            &format!(
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
            ),
        );
    }
    out.finish().unwrap().into_inner()
}

fn told(bytes: Vec<u8>) -> Vec<String> {
    let source = Source::bytes("book.xlsx".to_owned(), bytes);
    let workbook = Workbook::read(&source, None).unwrap_or_else(|error| panic!("{error}"));
    let mut told = Vec::new();
    for sheet in workbook.sheets {
        told.push(sheet.name);
        let (_, mut rows) = sheet.rows.into_rows().unwrap();
        let mut row = StringRecord::new();
        while let Some(line) = rows.next_row(&mut row).unwrap() {
            told.push(format!("{line} {}", row.iter().collect::<Vec<_>>().join("|")));
        }
    }
    told
}

#[test]
fn cells_are_read_as_they_are_seen() {
    let rows = "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>华为</t></is></c><c r=\"C2\"><v>207000</v></c><c r=\"D2\" s=\"1\"><v>46082</v></c><c r=\"E2\" s=\"2\"><v>0.4</v></c><c r=\"F2\" s=\"3\"><v>2502</v></c><c r=\"G2\" s=\"4\"><v>1200.5</v></c><c r=\"H2\" t=\"b\"><v>1</v></c><c r=\"I2\" s=\"5\"><v>46082.5</v></c></row><row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>=1+1</t></is></c><c r=\"B4\" t=\"e\"><v>#N/A</v></c></row>";
    assert_eq!(
        told(xlsx(&[("客户", rows)], "")),
        ["客户", "2 华为||207000|2026-03-01|40%|002502|EUR 1200.5|yes|2026-03-01T12:00:00", "4 '=1+1|#N/A"]
    );
    let rows = "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>44620</v></c></row>";
    assert_eq!(told(xlsx(&[("a", rows)], " date1904=\"1\"")), ["a", "1 2026-03-01"]);
}

#[test]
fn sheets_that_nobody_sees_are_told_and_read_when_named() {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    let source = Source::bytes("book.xlsx".to_owned(), xlsx(&[("a", rows), ("_lists", rows)], ""));
    let workbook = Workbook::read(&source, None).unwrap();
    assert_eq!((workbook.sheets.len(), workbook.passed_over), (1, vec!["_lists".to_owned()]));
    assert_eq!(Workbook::read(&source, Some("_lists")).unwrap().sheets.len(), 2);
}

#[test]
fn what_is_no_spreadsheet_damaged_or_a_bomb_is_refused() {
    let refused = |bytes: Vec<u8>| {
        let source = Source::bytes("book.xlsx".to_owned(), bytes);
        Workbook::read(&source, None).map(|_| ()).unwrap_err().to_string()
    };
    let good = xlsx(&[("a", "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")], "");
    assert!(refused(good[..good.len() / 2].to_vec()).starts_with("the spreadsheet is damaged"));
    assert!(
        refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....".to_vec()).starts_with("the spreadsheet is damaged")
    );
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("list.csv", zip::write::SimpleFileOptions::default()).unwrap();
    assert!(refused(archive.finish().unwrap().into_inner()).starts_with("this is no spreadsheet"));
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..300 {
        archive.write_all(&zeros).unwrap();
    }
    assert!(refused(archive.finish().unwrap().into_inner()).contains("grows beyond"));
}

#[test]
fn formulas_without_a_value_are_counted() {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><f>A1+1</f><v>2</v></c></row><row r=\"2\"><c r=\"A2\" s=\"0\"/><c r=\"AB2\"><f>A1+1</f></c><c r=\"AC2\"><f>A1+1</f></c></row>";
    let source = Source::bytes("book.xlsx".to_owned(), xlsx(&[("a", rows)], ""));
    let workbook = Workbook::read(&source, None).unwrap();
    assert_eq!(workbook.sheets[0].uncomputed, Some(Uncomputed { count: 2, first: "AB2".to_owned() }));
}
