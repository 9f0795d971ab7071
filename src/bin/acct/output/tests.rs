//! Tables as they are drawn.

use acct::export::{Cell, Column};
use serde_json::json;

use super::*;

fn sheet(labels: &[&str], rows: &[&[(Json, &str)]]) -> Sheet {
    let column = |label: &&str| Column { key: label.to_lowercase(), label: (*label).to_owned() };
    let cell = |(data, text): &(Json, &str)| Cell { data: data.clone(), text: (*text).to_owned() };
    Sheet {
        columns: labels.iter().map(column).collect(),
        rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
    }
}

fn text(text: &str) -> (Json, &str) {
    (json!(text), text)
}

fn accounts() -> Sheet {
    sheet(
        &["Id", "Name", "Score", "Note"],
        &[
            &[(json!(1), "#1"), text("华为技术有限公司"), (json!(87.5), "87.5"), text("first\nsecond")],
            &[
                (json!(12), "#12"),
                text("Acme\u{1b}[31m"),
                (Json::Null, ""),
                text("one two three four five six seven eight"),
            ],
        ],
    )
}

fn without_styles(printed: Vec<u8>) -> String {
    String::from_utf8(printed).unwrap().replace("\u{1b}[1m", "").replace("\u{1b}[0m", "")
}

fn listed(sheet: &Sheet, width: u16) -> String {
    let mut out = Vec::new();
    list(sheet, Format::Table, width, &mut out).unwrap();
    without_styles(out)
}

#[test]
fn a_list_is_a_table_under_a_header() {
    insta::assert_snapshot!(listed(&accounts(), 100), @"
 Id  Name              Score  Note
─────────────────────────────────────────────────────────────────────
 #1  华为技术有限公司   87.5  first
                              second
#12  Acme�[31m                one two three four five six seven eight
");
}

#[test]
fn a_list_fits_the_terminal() {
    insta::assert_snapshot!(listed(&accounts(), 50), @"
 Id  Name              Score  Note
──────────────────────────────────────────────────
 #1  华为技术有限公司   87.5  first
                              second
#12  Acme�[31m                one two three four
                              five six seven eight
");
}

#[test]
fn numbers_are_not_broken_while_words_can_be() {
    let money = json!({"amount": "1", "currency": "CNY"});
    let wide = sheet(&["Name", "Revenue"], &[&[text("Example Steel Works"), (money, "CNY 862,100,000,000")]]);
    insta::assert_snapshot!(listed(&wide, 30), @"
Name                   Revenue
──────────────────────────────
Example    CNY 862,100,000,000
Steel
Works
");
}

#[test]
fn an_empty_list_prints_nothing() {
    let empty = Sheet { rows: Vec::new(), ..accounts() };
    assert_eq!(listed(&empty, 80), "");
}

#[test]
fn a_record_shows_what_is_filled() {
    let mut first = accounts();
    first.rows.remove(0);
    let mut out = Vec::new();
    record(&first, Format::Table, 30, &mut out).unwrap();
    insta::assert_snapshot!(without_styles(out), @"
Id     #12
Name   Acme�[31m
Note   one two three four five
       six seven eight
");
}

#[test]
fn a_long_list_has_one_header_and_one_set_of_widths() {
    let row = accounts().rows.remove(1);
    let long = Sheet { rows: vec![row; ROWS_AT_A_TIME * 2 + 1], ..accounts() };
    let printed = listed(&long, 100);
    assert_eq!(printed.lines().count(), ROWS_AT_A_TIME * 2 + 1 + 2);
    assert_eq!(printed.lines().nth(2), printed.lines().last());
}

#[test]
fn data_goes_through_the_exporters() {
    let mut out = Vec::new();
    list(&accounts(), Format::Ids, 80, &mut out).unwrap();
    assert_eq!(out, b"1\n12\n");
}

#[test]
fn widths_are_never_more_than_there_is_room_for() {
    for width in 20..120 {
        match fit(&[3, 40, 200, 19], &[3, 8, 8, 19], width) {
            Some(widths) => assert_eq!(sum(&widths) + 6, usize::from(width), "{widths:?}"),
            None => assert!(width < 3 + 8 + 8 + 19 + 6),
        }
    }
    assert_eq!(fit(&[3, 4], &[3, 4], 80), Some(vec![3, 4]));
    assert_eq!(fit(&[], &[], 80), Some(Vec::new()));
}

#[test]
fn words_are_kept_in_one_piece_where_there_is_room() {
    let sheet = sheet(
        &["Name", "Stage", "Region"],
        &[&[text("Example Steel Corporation"), text("Requirements"), text("Pennsylvania")]],
    );
    insta::assert_snapshot!(listed(&sheet, 40), @"
    Name          Stage         Region
    ────────────────────────────────────────
    Example       Requirements  Pennsylvania
    Steel
    Corporation
    ");
}

#[test]
fn dates_are_not_broken_while_words_can_be() {
    let sheet = sheet(
        &["From", "Place", "Note"],
        &[&[text("2026-12-02"), text("Llanfairpwllgwyngyll"), text("Donaudampfschiffahrt")]],
    );
    for width in 30..60 {
        assert!(listed(&sheet, width).contains("2026-12-02"), "{width}");
    }
}

#[test]
fn where_columns_are_too_many_rows_are_records() {
    insta::assert_snapshot!(listed(&accounts(), 26), @"
Id     #1
Name   华为技术有限公司
Score  87.5
Note   first
       second

Id     #12
Name   Acme�[31m
Note   one two three four
       five six seven
       eight
");
}
