//! Each format on one sheet, and round trips.

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;

fn column(key: &str, label: &str) -> Column {
    Column { key: key.to_owned(), label: label.to_owned() }
}

fn cell(data: Json, text: &str) -> Cell {
    Cell { data, text: text.to_owned() }
}

fn accounts() -> Sheet {
    let money = json!({"amount": "1200.50", "currency": "CNY"});
    Sheet {
        columns: vec![
            column("id", "#"),
            column("name", "Name"),
            column("alias", "Also known as"),
            column("revenue", "Revenue"),
            column("phone", "Phone"),
        ],
        rows: vec![
            vec![
                cell(json!(1), "#1"),
                cell(json!("华为 | \"Huawei\""), "华为 | \"Huawei\""),
                cell(json!(["a;b", "c"]), "a;b, c"),
                cell(money, "CNY 1,200.50"),
                cell(Json::Null, ""),
            ],
            vec![
                cell(json!(2), "#2"),
                cell(json!("=1+1"), "=1+1"),
                cell(json!([]), ""),
                cell(Json::Null, ""),
                cell(json!("010-1234"), "010-1234"),
            ],
        ],
    }
}

fn list(format: Format, sheet: &Sheet) -> String {
    let mut out = Vec::new();
    write_list(format, sheet, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn record(format: Format, sheet: &Sheet) -> String {
    let mut out = Vec::new();
    write_record(format, sheet, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn first() -> Sheet {
    let mut sheet = accounts();
    sheet.rows.truncate(1);
    sheet
}

#[test]
fn json_is_an_array_of_objects_in_the_order_of_the_columns() {
    insta::assert_snapshot!(list(Format::Json, &first()), @r#"
    [
      {
        "id": 1,
        "name": "华为 | \"Huawei\"",
        "alias": [
          "a;b",
          "c"
        ],
        "revenue": {
          "amount": "1200.50",
          "currency": "CNY"
        },
        "phone": null
      }
    ]
    "#);
    let read: Json = serde_json::from_str(&list(Format::Json, &accounts())).unwrap();
    assert_eq!(read.as_array().map(Vec::len), Some(2));
}

#[test]
fn each_format_writes_a_list() {
    insta::assert_snapshot!(list(Format::Ndjson, &accounts()), @r#"
    {"id":1,"name":"华为 | \"Huawei\"","alias":["a;b","c"],"revenue":{"amount":"1200.50","currency":"CNY"},"phone":null}
    {"id":2,"name":"=1+1","alias":[],"revenue":null,"phone":"010-1234"}
    "#);
    insta::assert_snapshot!(list(Format::Csv, &accounts()), @r#"
    id,name,alias,revenue,phone
    1,"华为 | ""Huawei""",a\;b; c,CNY 1200.50,
    2,'=1+1,,,010-1234
    "#);
    insta::assert_snapshot!(list(Format::Tsv, &accounts()).replace('\t', "<tab>"), @r#"
    id<tab>name<tab>alias<tab>revenue<tab>phone
    1<tab>"华为 | ""Huawei"""<tab>a\;b; c<tab>CNY 1200.50<tab>
    2<tab>'=1+1<tab><tab><tab>010-1234
    "#);
    insta::assert_snapshot!(list(Format::Yaml, &accounts()), @r#"
    - id: 1
      name: 华为 | "Huawei"
      alias:
      - a;b
      - c
      revenue:
        amount: "1200.50"
        currency: CNY
      phone: null
    - id: 2
      name: =1+1
      alias: []
      revenue: null
      phone: 010-1234
    "#);
    insta::assert_snapshot!(list(Format::Markdown, &accounts()), @r#"
    | \# | Name | Also known as | Revenue | Phone |
    | --- | --- | --- | --- | --- |
    | #1 | 华为 \| "Huawei" | a;b, c | CNY 1,200.50 |  |
    | #2 | \=1+1 |  |  | 010-1234 |
    "#);
    assert_eq!(list(Format::Ids, &accounts()), "1\n2\n");
}

#[test]
fn each_format_writes_a_record() {
    assert!(record(Format::Json, &first()).starts_with("{\n  \"id\": 1,\n"));
    assert_eq!(record(Format::Ndjson, &first()), list(Format::Ndjson, &first()));
    assert_eq!(record(Format::Csv, &first()), list(Format::Csv, &first()));
    insta::assert_snapshot!(record(Format::Yaml, &first()), @r#"
    id: 1
    name: 华为 | "Huawei"
    alias:
    - a;b
    - c
    revenue:
      amount: "1200.50"
      currency: CNY
    phone: null
    "#);
    insta::assert_snapshot!(record(Format::Markdown, &first()), @r#"
    |  |  |
    | --- | --- |
    | \# | #1 |
    | Name | 华为 \| "Huawei" |
    | Also known as | a;b, c |
    | Revenue | CNY 1,200.50 |
    "#);
    assert_eq!(record(Format::Ids, &first()), "1\n");
}

#[test]
fn an_empty_list_is_still_a_list() {
    let sheet = Sheet { rows: Vec::new(), ..accounts() };
    assert_eq!(list(Format::Json, &sheet), "[]\n");
    assert_eq!(list(Format::Yaml, &sheet), "[]\n");
    assert_eq!(list(Format::Ndjson, &sheet), "");
    assert_eq!(list(Format::Csv, &sheet), "id,name,alias,revenue,phone\n");
    assert_eq!(list(Format::Ids, &sheet), "");
}

#[test]
fn what_cannot_be_written_is_refused() {
    let mut out = Vec::new();
    let table = write_list(Format::Table, &accounts(), &mut out);
    assert!(matches!(table, Err(ExportError::Drawn { format: Format::Table })));
    let no_ids = Sheet { columns: vec![column("name", "Name")], rows: Vec::new() };
    assert!(matches!(write_list(Format::Ids, &no_ids, &mut out), Err(ExportError::NoId)));
    assert!(matches!(
        write_record(Format::Json, &accounts(), &mut out),
        Err(ExportError::NotOneRow { rows: 2 })
    ));
    let ragged = Sheet { columns: vec![column("name", "Name")], rows: vec![vec![]] };
    let error = write_list(Format::Json, &ragged, &mut out);
    assert!(matches!(error, Err(ExportError::Ragged { row: 1, cells: 0, columns: 1 })));
}

#[test]
fn json_keeps_what_a_terminal_must_not_see() {
    let sheet = Sheet {
        columns: vec![column("name", "Name")],
        rows: vec![vec![cell(json!("a\u{9b}2J\u{202e}\u{e0041}"), "")]],
    };
    let written = list(Format::Ndjson, &sheet);
    assert_eq!(written, "{\"name\":\"a\\u009b2J\\u202e\\udb40\\udc41\"}\n");
    assert_eq!(
        serde_json::from_str::<Json>(&written).unwrap(),
        json!({"name": "a\u{9b}2J\u{202e}\u{e0041}"})
    );
}

#[test]
fn text_that_looks_like_something_else_stays_text_in_yaml() {
    for text in [
        "yes", "No", "on", "OFF", "y", "true", "~", "null", "", "12", "012", "0x1F", "1_000", "1.5", "1e3",
        ".inf", "12:30", "1:30:00", "2026-03-01", "2026-03-01T08:00:00Z", "<<", "=", "- a", "a: b", "a #b",
        "*a", "!a", "%a", "@a",
    ] {
        let sheet = Sheet { columns: vec![column("a", "a")], rows: vec![vec![cell(json!(text), "")]] };
        let written = record(Format::Yaml, &sheet);
        assert!(written.starts_with("a: \"") || written.starts_with("a: '"), "{written}");
    }
}

fn texts() -> impl Strategy<Value = Vec<Vec<String>>> {
    let row = proptest::collection::vec("[a-c0-9=+@'\",;|:#\\-\\\\\t\r\n 中]{0,6}|\\PC{0,6}", 3);
    proptest::collection::vec(row, 0..4)
}

fn sheet_of(texts: &[Vec<String>]) -> Sheet {
    Sheet {
        columns: ["a", "b", "c"].map(|key| column(key, key)).to_vec(),
        rows: texts.iter().map(|row| row.iter().map(|text| cell(json!(text), text)).collect()).collect(),
    }
}

proptest! {
    #[test]
    fn csv_and_tsv_read_back_as_written(texts in texts()) {
        for (format, delimiter) in [(Format::Csv, b','), (Format::Tsv, b'\t')] {
            let written = list(format, &sheet_of(&texts));
            let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(written.as_bytes());
            let read: Vec<Vec<String>> = reader
                .records()
                .map(|row| row.unwrap().iter().map(|text| unguard(text).to_owned()).collect())
                .collect();
            prop_assert_eq!(&read, &texts);
        }
    }

    #[test]
    fn json_and_yaml_read_back_as_written(texts in texts()) {
        let sheet = sheet_of(&texts);
        let rows = texts.iter().map(|row| json!({"a": row[0], "b": row[1], "c": row[2]}));
        let expected = Json::Array(rows.collect());
        let from_json: Json = serde_json::from_str(&list(Format::Json, &sheet)).unwrap();
        prop_assert_eq!(&from_json, &expected);
        let from_yaml: Json = serde_yaml::from_str(&list(Format::Yaml, &sheet)).unwrap();
        prop_assert_eq!(&from_yaml, &expected);
    }
}
