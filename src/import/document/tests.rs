//! Tests of reading documents of records.

use super::*;
use crate::import::row::{RowError, StringRecord};

/// Each section with its columns, and its rows as line and cells.
fn read(format: Format, text: &str) -> Vec<String> {
    let document =
        Document::read(text.as_bytes(), format).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    let mut told = Vec::new();
    for section in document.sections {
        let (header, mut rows) = section.rows.into_rows().unwrap();
        told.push(format!("{} {}", section.name.unwrap_or_default(), header.join(",")));
        let mut row = StringRecord::new();
        loop {
            match rows.next_row(&mut row) {
                Ok(None) => break,
                Ok(Some(line)) => told.push(format!("{line} {}", row.iter().collect::<Vec<_>>().join(","))),
                Err(RowError::NotARecord { line, english, .. }) => told.push(format!("{line} ! {english}")),
                Err(error) => panic!("{error}"),
            }
        }
    }
    told
}

fn refused(format: Format, text: &str) -> String {
    Document::read(text.as_bytes(), format).map(|_| ()).unwrap_err().to_string()
}

#[test]
fn a_list_of_records_is_a_table_with_the_line_of_each() {
    let expected =
        [" name,employees,revenue,tags,custom.pe,city", "2 华为,207000,CNY 1.50,a; b,3", "4 IBM,,,,,'=x"];
    let json = "[\n{\"name\":\"华为\",\"employees\":207000,\"revenue\":{\"amount\":\"1.50\",\"currency\":\"CNY\"},\"tags\":[\"a\",\"b\"],\"custom\":{\"pe\":3}},\n\n{\"name\":\"IBM\",\"employees\":null,\"city\":\"=x\"}\n]\n";
    assert_eq!(read(Format::Json, json), expected);
    let ndjson = json.replace("[\n", "\n").replace("},\n\n", "}\n\n").replace("\n]\n", "");
    assert_eq!(read(Format::Ndjson, &ndjson), expected);
    let yaml = "# list\n- {name: 华为, employees: 207000, revenue: {amount: '1.50', currency: CNY}, tags: [a, b], custom: {pe: 3}}\n# next\n- name: IBM\n  employees:\n  city: '=x'\n";
    assert_eq!(read(Format::Yaml, yaml), expected);
}

#[test]
fn sections_are_tables_and_records_may_tell_their_kind() {
    let expected = ["accounts name", "1 a", "2 b", "contacts account,name", "1 a,c"];
    let json = "{\"version\":1,\"accounts\":[{\"name\":\"a\"},{\"name\":\"b\"}],\"needs\":[],\"contacts\":[{\"account\":\"a\",\"name\":\"c\"}]}";
    assert_eq!(read(Format::Json, json), expected);
    let document = Document::read(json.as_bytes(), Format::Json).unwrap();
    assert_eq!(document.passed_over, ["version"]);
    for yaml in [
        "version: 1\naccounts:\n- name: a\n- name: b\nneeds: []\ncontacts:\n- account: a\n  name: c\n",
        "---\nversion: 1\naccounts:\n  - name: a\n  - name: b\nneeds: []\ncontacts:\n  - account: a\n    name: c\n",
        "version: 1\naccounts: [{name: a}, {name: b}]\nneeds: []\ncontacts: [{account: a, name: c}]\n",
    ] {
        let without_lines = |told: Vec<String>| {
            told.into_iter()
                .map(|row| row.trim_start_matches(char::is_numeric).to_owned())
                .collect::<Vec<_>>()
        };
        let expected = without_lines(expected.map(str::to_owned).to_vec());
        assert_eq!(without_lines(read(Format::Yaml, yaml)), expected, "{yaml}");
        assert_eq!(Document::read(yaml.as_bytes(), Format::Yaml).unwrap().passed_over, ["version"], "{yaml}");
    }
    let tagged = "{\"record\":\"account\",\"name\":\"a\"}\n{\"record\":\"contact\",\"name\":\"c\"}\n{\"record\":\"account\",\"name\":\"b\"}\n";
    assert_eq!(read(Format::Ndjson, tagged), ["account name", "1 a", "3 b", "contact name", "2 c"]);
}

#[test]
fn sections_may_stand_in_a_mapping() {
    for (format, text) in [
        (Format::Json, "{\"ok\":1,\"data\":{\"total\":2,\"companies\":[{\"name\":\"a\"},{\"name\":\"b\"}]}}"),
        (
            Format::Json,
            "{\"ok\":1,\"data\":{\"page\":{\"companies\":[{\"name\":\"a\"},{\"name\":\"b\"}]},\"total\":2}}",
        ),
        (Format::Yaml, "ok: 1\ndata: {total: 2, companies: [{name: a}, {name: b}]}\n"),
        (Format::Yaml, "ok: 1\ndata:\n  total: 2\n  companies:\n  - name: a\n  - name: b\n"),
    ] {
        let told = read(format, text);
        let names: Vec<&str> = told[1..].iter().map(|row| row.trim_start_matches(char::is_numeric)).collect();
        assert_eq!((told[0].as_str(), &names[..]), ("companies name", &[" a", " b"][..]), "{text}");
        let mut passed_over = Document::read(text.as_bytes(), format).unwrap().passed_over;
        passed_over.sort();
        assert_eq!(passed_over, ["data.total", "ok"], "{text}");
    }
    // Too deep: a value of one record.
    let deep = "{\"a\":{\"b\":{\"c\":{\"d\":[{\"name\":\"x\"}]}}}}";
    assert_eq!(read(Format::Json, deep)[0], " a.b.c.d");
}

#[test]
fn a_single_record_is_a_table_of_one() {
    for (format, text) in [
        (Format::Json, "{\"name\":\"a\",\"tags\":[\"x\"],\"custom\":{\"pe\":1}}"),
        (Format::Yaml, "name: a\ntags:\n- x\ncustom:\n  pe: 1\n"),
        (Format::Yaml, "name: a\ntags: [x]\ncustom: {pe: 1}\n"),
    ] {
        assert_eq!(read(format, text), [" name,tags,custom.pe", "1 a,x,1"], "{text}");
    }
}

#[test]
fn yaml_values_stay_as_they_were_typed() {
    let text = "- code: 002502\n  version: 1.10\n  note: |\n    # no comment\n\n    - no item\n  open: yes\n  day: 2026-03-01\n";
    assert_eq!(
        read(Format::Yaml, text),
        [" code,version,note,open,day", "1 002502,1.10,# no comment\n\n- no item\n,yes,2026-03-01"]
    );
}

#[test]
fn a_broken_record_is_told_and_the_others_are_read() {
    let ndjson = "{\"name\":\"a\"}\n{\"name\":\n[1]\n{\"name\":\"b\"}\n";
    let told = read(Format::Ndjson, ndjson);
    assert_eq!((&*told[1], &*told[4]), ("1 a", "4 b"));
    assert!(told[2].starts_with("2 ! no JSON: EOF"), "{}", told[2]);
    assert_eq!(told[3], "3 ! it is no mapping of names to values");
    let yaml = "- name: a\n- name: [b\n- just words\n- name: c\n";
    let told = read(Format::Yaml, yaml);
    assert_eq!((&*told[1], &*told[4]), ("1 a", "4 c"));
    assert!(told[2].starts_with("2 ! no YAML on line"), "{}", told[2]);
    assert_eq!(told[3], "3 ! it is no mapping of names to values");
}

#[test]
fn what_is_no_document_is_refused_with_its_place() {
    for (format, text, told) in [
        (Format::Json, "[{\"name\":\"a\"},\n{\"name\"}]", "line 2, column 8: this is no JSON: expected `:`"),
        (Format::Json, "[{\"name\":\"a\"}", "line 1, column 13: this is no JSON: EOF while parsing a list"),
        (Format::Json, "[]", "there are no records in it"),
        (Format::Json, "17", "line 1, column 2: this is no JSON: invalid type"),
        (Format::Json, "[{\"name\":\"a\"}] x", "line 1, column 16: this is no JSON: trailing characters"),
        (Format::Yaml, "name: [a\nb: c\n", "line"),
        (Format::Yaml, "just words\n", "there are no records in it"),
        (Format::Ndjson, "\n\n", "there are no records in it"),
    ] {
        let refusal = refused(format, text);
        assert!(refusal.starts_with(told), "{text:?}: {refusal}");
    }
}

#[test]
fn what_was_made_to_do_harm_is_refused() {
    let deep = format!("[{}", "[".repeat(200_000));
    assert!(refused(Format::Json, &deep).contains("recursion limit"));
    let long = format!("[{{\"name\":\"{}\"}}]", "x".repeat(20 << 20));
    assert_eq!(refused(Format::Json, &long), "the record of line 1 is longer than 16777216 bytes");
    assert_eq!(refused(Format::Ndjson, &long), "the record of line 1 is longer than 16777216 bytes");
    assert!(refused(Format::Yaml, &format!("- name: {}", "x".repeat(20 << 20))).contains("longer than"));
    let columns: Vec<String> = (0..20_000).map(|column| format!("\"{column}\":1")).collect();
    assert!(refused(Format::Json, &format!("[{{{}}}]", columns.join(","))).contains("columns"));
    let mut bomb = "- a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let inner = format!("*a{}, ", level - 1).repeat(10);
        bomb.push_str(&format!("  a{level}: &a{level} [{}]\n", inner.trim_end_matches(", ")));
    }
    let told = read(Format::Yaml, &bomb);
    assert!(told[1].starts_with("1 ! no YAML"), "{told:?}");
}

#[test]
fn a_key_that_stands_twice_is_a_fault_of_its_record() {
    let expected = [" name", "1 a", "2 ! \"city\" is given twice", "3 c"];
    let lines = "{\"name\":\"a\"}\n{\"name\":\"b\",\"city\":\"x\",\"city\":\"y\"}\n{\"name\":\"c\"}\n";
    assert_eq!(read(Format::Ndjson, lines), expected);
    let json = format!("[{}]", lines.trim_end().replace('\n', ",\n"));
    assert_eq!(read(Format::Json, &json), expected);
    let yaml = "- name: a\n- {name: b, city: x, city: y}\n- name: c\n";
    assert_eq!(read(Format::Yaml, yaml), expected);
    for (format, text) in
        [(Format::Json, "{\"name\":\"a\",\"name\":\"b\"}"), (Format::Yaml, "name: a\nname: b\n")]
    {
        assert_eq!(read(format, text)[1], "1 ! \"name\" is given twice");
    }
}

#[test]
fn records_of_a_text_without_line_breaks_are_told_by_their_numbers() {
    let told = read(Format::Json, "[{\"name\":\"a\"},5,{\"name\":\"c\"}]");
    assert_eq!(told, [" name", "1 a", "2 ! it is no mapping of names to values", "3 c"]);
}

#[test]
fn records_within_a_company_are_of_its_account() {
    let json = "[{\"name\":\"A\",\"contacts\":[{\"name\":\"Ann\"},{\"name\":\"Bob\"}]},\n{\"name\":\"B\",\"sites\":[{\"x\":1}]}]";
    let told = read(Format::Json, json);
    assert_eq!(told[..3], ["contacts name,account", "1 Ann,A", "1 Bob,A"]);
    assert_eq!(told[3..5], [" name,sites", "1 A"]);
}

#[test]
fn items_may_refer_to_items_before_them() {
    let yaml = "- name: A\n  address: &home Example Road 1\n- name: B\n  address: *home\n- name: C\n  address: *nowhere\n- name: D\n";
    let told = read(Format::Yaml, yaml);
    assert_eq!(told[..3], [" name,address", "1 A,Example Road 1", "3 B,Example Road 1"]);
    assert!(told[3].starts_with("5 ! no YAML on line 6:") && told[3].contains("anchor"), "{told:?}");
    let merged = "- &base\n  name: A\n  city: Lyon\n- <<: *base\n  name: B\n";
    assert_eq!(read(Format::Yaml, merged)[1..], ["2 A,Lyon", "4 B,Lyon"]);
}
