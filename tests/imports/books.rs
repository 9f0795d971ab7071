//! Spreadsheets: XLSX as programs write it, ODS with all that it repeats, damaged ones.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::reading::{check, rows, told};

/// A ZIP archive of parts, as they are.
pub(crate) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        out.start_file(*name, stored).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// An ODS file of what stands in its spreadsheet.
pub(crate) fn ods(sheets: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\"><office:automatic-styles><style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest:manifest xmlns:manifest=\"m\"/>"),
    ])
}

fn text(cell: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p></table:table-cell>")
}

fn row(cells: &[&str]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.iter().map(|cell| text(cell)).collect::<String>())
}

fn sheet(rows: &str) -> String {
    format!("<table:table table:name=\"Sheet1\">{rows}</table:table>")
}

fn check_ods(cases: &[(String, &[&str])]) {
    check(
        rows,
        cases.iter().map(|(sheets, lines)| {
            ("a.ods".to_owned(), ods(sheets), lines.iter().map(|line| (*line).to_owned()).collect())
        }),
    );
}

#[test]
fn cells_of_ods_are_read_as_they_are_seen() {
    let typed = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>A &amp; B</text:p><text:p>of<text:s text:c=\"2\"/>C</text:p></table:table-cell><table:table-cell office:value-type=\"float\" office:value=\"1200\"><text:p>1.200</text:p></table:table-cell><table:table-cell office:value-type=\"currency\" office:currency=\"EUR\" office:value=\"1200.5\"><text:p>x</text:p></table:table-cell><table:table-cell office:value-type=\"float\" office:value=\"2502\"><text:p>002502</text:p></table:table-cell></table:table-row>";
    let header = row(&["note", "employees", "revenue", "listing_code"]);
    let told = rows("a.ods", &ods(&sheet(&format!("{header}{typed}"))));
    assert_eq!(told[1..], ["2 employees=1200|revenue=EUR 1200.50|listing_code=002502|note=A & B\nof  C"]);
    let dated = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>A</text:p></table:table-cell><table:table-cell office:value-type=\"date\" office:date-value=\"2026-03-01\"><text:p>01.03.26</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><text:p>visit</text:p><office:annotation><text:p>a comment</text:p></office:annotation></table:table-cell></table:table-row>";
    let header = row(&["account", "date", "summary"]);
    assert_eq!(
        rows("a.ods", &ods(&sheet(&format!("{header}{dated}")))),
        ["2 summary=visit|date=2026-03-01|account=A"]
    );
}

#[test]
fn what_ods_repeats_is_read_as_often_and_no_more() {
    let twice = "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"string\"><text:p>A</text:p></table:table-cell></table:table-row>";
    let gap = "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let end = "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let skip = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>B</text:p></table:table-cell><table:table-cell table:number-columns-repeated=\"2\"/><table:covered-table-cell/><table:table-cell office:value-type=\"string\"><text:p>C</text:p></table:table-cell></table:table-row>";
    let header = row(&["name", "city", "region", "website", "country"]);
    check_ods(&[
        (sheet(&format!("{header}{twice}{end}")), &["2 name=A", "3 name=A"]),
        (sheet(&format!("{header}{gap}{twice}")), &["5 name=A", "6 name=A"]),
        (sheet(&format!("{header}{skip}{end}")), &["2 name=B|country=C"]),
        (sheet(""), &["! the file is empty"]),
        (sheet(&header), &[]),
        (
            format!(
                "{}<table:table table:name=\"x\" table:style-name=\"ta2\">{header}{twice}</table:table>",
                sheet(&format!("{header}{twice}"))
            ),
            &["2 name=A", "3 name=A"],
        ),
    ]);
}

#[test]
fn xlsx_is_read_as_it_is_seen() {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("yyyy\\-mm\\-dd");
    let percent = Format::new().set_num_format("0.00%");
    let code = Format::new().set_num_format("000000");
    let sheet = book.add_worksheet();
    for (column, name) in ["account", "date", "summary", "note"].iter().enumerate() {
        sheet.write(2, u16::try_from(column).unwrap(), *name).unwrap();
    }
    sheet.merge_range(0, 0, 0, 3, "客户拜访 2026", &Format::new()).unwrap();
    sheet.write(3, 0, "A").unwrap();
    sheet.write_datetime_with_format(3, 1, ExcelDateTime::from_ymd(2026, 3, 1).unwrap(), &day).unwrap();
    sheet.write(3, 2, "visit").unwrap();
    sheet.write_with_format(3, 3, 0.4, &percent).unwrap();
    sheet.write_with_format(5, 0, 2502, &code).unwrap();
    sheet.write(5, 1, "2026年3月2日").unwrap();
    sheet.write(5, 2, "=1+1").unwrap();
    sheet.write_formula(5, 3, rust_xlsxwriter::Formula::new("=1+1").set_result("2")).unwrap();
    assert_eq!(
        told("a.xlsx", &book.save_to_buffer().unwrap()),
        [
            "interaction spreadsheet Sheet1",
            "4 summary=visit|date=2026-03-01|note=40%|account=A",
            "6 summary==1+1|date=2026-03-02|note=2|account=002502"
        ]
    );
}

/// A book of one good sheet.
pub(crate) fn good() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip([["name", "city"], ["A", "B"], ["C", "D"]]) {
        sheet.write_row(row, 0, cells).unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_spreadsheet_that_is_cut_or_garbled_is_refused_or_read_but_never_more() {
    let files = [good(), ods(&sheet(&format!("{}{}", row(&["name", "city"]), row(&["A", "B"]))))];
    for file in files {
        for cut in (0..file.len()).step_by(97) {
            let told = told("a.xlsx", &file[..cut]);
            assert!(told.iter().any(|line| line.contains('!')), "{cut}: {told:?}");
        }
        for place in (0..file.len()).step_by(41) {
            let mut garbled = file.clone();
            garbled[place] ^= 0x55;
            assert!(!told("a.xlsx", &garbled).is_empty(), "{place}");
        }
    }
}

#[test]
fn other_archives_are_no_spreadsheets() {
    for (parts, beginning) in [
        (&[("list.csv", &b"name\nA\n"[..])][..], "! this is no spreadsheet"),
        (&[("word/document.xml", &b"<w/>"[..])], "! this is no spreadsheet"),
        (&[("xl/workbook.xml", &b""[..])], "! the spreadsheet is damaged"),
        (
            &[(
                "xl/workbook.xml",
                &b"<workbook><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"[..],
            )],
            "! the spreadsheet is damaged",
        ),
        (&[("xl/workbook.bin", &b"\x83\x01\xff"[..])], "! the spreadsheet is damaged"),
        (
            &[
                ("mimetype", &b"x"[..]),
                ("content.xml", b"<office:document-content><table:table table:name=\"a\">"),
            ],
            "! the spreadsheet is damaged",
        ),
        (&[("mimetype", &b"x"[..]), ("content.xml", b"no xml & at all")], "! the"),
        (&[("mimetype", &b"x"[..]), ("content.xml", b"\xff\xfe\xff")], "! the"),
    ] {
        let told = told("a.xlsx", &archive(parts));
        assert!(told[0].starts_with(beginning), "{parts:?}: {told:?}");
    }
}

#[test]
fn a_title_above_merged_groups_of_columns_is_no_part_of_them() {
    let mut book = Workbook::new();
    let (sheet, plain) = (book.add_worksheet(), Format::new());
    sheet.merge_range(0, 0, 0, 3, "Our customers, March 2026", &plain).unwrap();
    sheet.merge_range(1, 0, 1, 1, "Company", &plain).unwrap();
    sheet.merge_range(1, 2, 1, 3, "People", &plain).unwrap();
    for (row, cells) in [(2, ["Name", "City", "Name", "Phone"]), (3, ["Acme", "Lyon", "Ann Miller", "010-1"])]
    {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    assert_eq!(
        rows("a.xlsx", &book.save_to_buffer().unwrap()),
        ["4 name=Acme|city=Lyon", "4 name=Ann Miller|phone=010-1|account=Acme"]
    );
}

#[test]
fn a_cell_that_goes_on_over_rows_has_its_value_in_all_of_them() {
    let mut book = Workbook::new();
    let (sheet, plain) = (book.add_worksheet(), Format::new());
    for (row, cells) in [
        (0, ["name", "industry", "city"]),
        (1, ["A", "", "Lyon"]),
        (2, ["B", "", "Oslo"]),
        (3, ["C", "Paper", "Rome"]),
    ] {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    sheet.merge_range(1, 1, 2, 1, "Steel", &plain).unwrap();
    let expected = [
        "2 name=A|industry=Steel|city=Lyon", "3 name=B|industry=Steel|city=Oslo",
        "4 name=C|industry=Paper|city=Rome",
    ];
    assert_eq!(rows("a.xlsx", &book.save_to_buffer().unwrap()), expected);
    let merged = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>A</text:p></table:table-cell><table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\"><text:p>Steel</text:p></table:table-cell></table:table-row>";
    let covered = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>B</text:p></table:table-cell><table:covered-table-cell/></table:table-row>";
    check_ods(&[(
        sheet_of(&[&row(&["name", "industry"]), merged, covered, &row(&["C", "Paper"])]),
        &["2 name=A|industry=Steel", "3 name=B|industry=Steel", "4 name=C|industry=Paper"],
    )]);
}

fn sheet_of(rows: &[&str]) -> String {
    sheet(&rows.concat())
}

#[test]
fn another_table_below_the_first_one_is_told_and_not_read_as_its_rows() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in [
        (0, &["Our lists"][..]),
        (2, &["Company", "City"]),
        (3, &["Acme", "Lyon"]),
        (4, &["Beta", "Oslo"]),
        (7, &["Contact", "Company", "E-mail"]),
        (8, &["Ann", "Acme", "a@acme.example"]),
    ] {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, *cell).unwrap();
        }
    }
    let told = rows("a.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(told[..2], ["4 name=Acme|city=Lyon", "5 name=Beta|city=Oslo"]);
    assert!(told[2].contains("another table begins on line 8; --header-row 8 reads that one"), "{told:?}");
}
