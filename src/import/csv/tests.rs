//! Tests of reading rows of CSV.

use proptest::prelude::*;

use super::*;
use crate::import::table::{self, Heading, Table, Unreadable};

type Rows = Vec<(u64, Vec<String>)>;

fn cells(row: &StringRecord) -> Vec<String> {
    row.iter().map(str::to_owned).collect()
}

/// All rows and all errors of a text.
fn read(text: &str, delimiter: Option<u8>) -> Result<(Vec<String>, Rows, Vec<RowError>), Unreadable> {
    let reader = Reader::open(text.as_bytes(), delimiter).unwrap();
    let mut table = Table::headed(table::Rows::Text(Box::new(reader)), Heading::FirstRow)?;
    let (mut row, mut rows, mut errors) = (StringRecord::new(), Vec::new(), Vec::new());
    loop {
        match table.next_row(&mut row) {
            Ok(Some(line)) => rows.push((line, cells(&row))),
            Ok(None) => return Ok((table.header().to_vec(), rows, errors)),
            Err(error) => errors.push(error),
        }
    }
}

fn refused(text: &str) -> String {
    format!("{:?}", read(text, None).unwrap_err())
}

fn lines_and_first_cells(text: &str) -> Vec<(u64, String)> {
    let (_, rows, errors) = read(text, None).unwrap();
    assert_eq!(errors, [], "{text:?}");
    rows.into_iter().map(|(line, row)| (line, row[0].clone())).collect()
}

#[test]
fn each_row_tells_the_line_it_starts_on() {
    for (text, lines) in [
        ("n,c\na,1\nb,2\n", vec![2, 3]),
        ("n,c\na,1\nb,2", vec![2, 3]),
        ("n,c\r\na,1\r\nb,2\r\n", vec![2, 3]),
        ("n,c\ra,1\rb,2\r", vec![2, 3]),
        ("\u{feff}n,c\r\na,1\r\nb,2\r\n", vec![2, 3]),
        ("n,c\n\n\na,1\n\nb,2\n\n", vec![4, 6]),
        ("n,c\r\n\r\n\r\na,1\r\n\r\nb,2\r\n", vec![4, 6]),
        ("\r\n\nn,c\na,1\nb,2\n", vec![4, 5]),
        ("n,c\r\na,\"1\r\n2\r\n3\"\r\nb,2\r\n", vec![2, 5]),
        ("n,\"c\nd\"\na,\"\n\"\nb,2\n", vec![3, 5]),
        ("n,c\na,1\n,\n , \nb,2\n", vec![2, 5]),
        ("sep=,\r\nn,c\r\na,1\r\nb,2\r\n", vec![3, 4]),
    ] {
        let expected: Vec<_> = lines.into_iter().zip(["a".to_owned(), "b".to_owned()]).collect();
        assert_eq!(lines_and_first_cells(text), expected, "{text:?}");
    }
}

#[test]
fn the_delimiter_is_the_one_that_rows_agree_on() {
    for (text, delimiter) in [
        ("a,b\n1,2\n", ','),
        ("a;b\n1,5;2,5\n", ';'),
        ("a\tb\n1,5\t2\n", '\t'),
        ("a|b|c\n1|2|3\n", '|'),
        ("a,b,c\n\"x;y;z\",\"p|q\",1\n", ','),
        ("名称;备注\n华为，深圳;好，很好\n", ';'),
        ("名称，城市\n华为，深圳\n", ','),
        ("name\nIntel\n", ','),
        ("a,b,note\n1,2,x;y\n3,4,p;q\n", ','),
        ("a;b;c, d\n1;2;x\n3;4;y\n", ';'),
        ("a,b\n\"1\n;;;;\n\",2\n", ','),
        ("a~b~c\n1~2~3\n4~5~6\n", '~'),
        ("name^city\nA, B^Lyon\n", '^'),
        // What stands in the values of one column separates nothing.
        ("e-mail\na@b.example\nc@d.example\n", ','),
        ("name~x\nA\nB~C\n", ','),
        ("a~b\n", ','),
        ("Our list\na;b\n1;2\n", ';'),
        ("Our list, 2026\nof us\na\tb\n1\t2\n3\t4\n", '\t'),
        ("name\nA/B\nC/D\n", ','),
        ("SEP=|\na|b,c,d\n1|2,3,4\n", '|'),
    ] {
        let reader = Reader::open(text.as_bytes(), None).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!(char::from(reader.delimiter()), delimiter, "{text:?}");
    }
    assert_eq!(char::from(Reader::open("a,b\n1,2\n".as_bytes(), Some(b'|')).unwrap().delimiter()), '|');
    let refusal = Reader::open("a\nb\n".as_bytes(), Some(b'"')).map(|_| ()).unwrap_err();
    assert_eq!(refusal, DelimiterError::Unusable { delimiter: "\\\"".into() });
}

#[test]
fn rows_have_as_many_cells_as_the_header() {
    let (header, rows, errors) = read(" a , b,c\n1\n1,2,3,, \n\n,,\n1,2,3,4\n9,8,7\n", None).unwrap();
    assert_eq!(header, ["a", "b", "c"]);
    let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
    assert_eq!(rows, [(2, row(["1", "", ""])), (3, row(["1", "2", "3"])), (7, row(["9", "8", "7"]))]);
    assert_eq!(errors, [RowError::TooManyCells { line: 6, cells: 4, columns: 3 }]);
}

#[test]
fn a_table_without_rows_is_refused() {
    for text in ["", "\u{feff}", "\n\n", " \r\n", ",,\n,\n"] {
        assert_eq!(refused(text), "Table(Empty)", "{text:?}");
    }
}

#[test]
fn broken_rows_are_errors_and_reading_goes_on() {
    for (text, error, remaining) in [
        ("a,b\n1,2\n\"3,4\n5,6\n", RowError::UnclosedQuote { line: 3 }, vec![2]),
        ("a,b\n1,\"x\" y\n3,4\n", RowError::StrayQuote { line: 2 }, vec![3]),
        ("a,b\n1,\"The \"Big\" One\"\n3,4\n", RowError::StrayQuote { line: 2 }, vec![3]),
        ("a\tb\n1\t\"x\"y\n3\t\"4\"\t\n", RowError::StrayQuote { line: 2 }, vec![3]),
        ("a,b\r\n\r\n1,\0\r\n3,4\r\n", RowError::NulByte { line: 3 }, vec![4]),
    ] {
        let (_, rows, errors) = read(text, None).unwrap();
        assert_eq!(errors, [error], "{text:?}");
        assert_eq!(rows.iter().map(|(line, _)| *line).collect::<Vec<_>>(), remaining, "{text:?}");
    }
    assert_eq!(refused("\n\"a,b\n1,2\n"), "Row(UnclosedQuote { line: 2 })");
    assert_eq!(refused("a\0,b\n1,2\n"), "Row(NulByte { line: 1 })");
}

#[test]
fn quotes_in_their_usual_places_are_no_errors() {
    let text = "a,b\n\"x\" ,\"\"\n5\" pipe,\"say \"\"hi\"\"\"\n\"1,5\",\"\"\"\"\n";
    let (_, rows, errors) = read(text, None).unwrap();
    assert_eq!(errors, []);
    let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
    assert_eq!(rows, [(2, row(["x ", ""])), (3, row(["5\" pipe", "say \"hi\""])), (4, row(["1,5", "\""]))]);
}

#[test]
fn a_text_that_breaks_off_or_a_row_without_end_is_told_where() {
    let long = format!("a,b\n1,2\n\"{}", "x".repeat(20 << 20));
    let (_, rows, errors) = read_until_final(&long);
    assert_eq!(rows, [2]);
    assert!(matches!(&errors[..], [RowError::Unreadable { line: 3, .. }]), "{errors:?}");
    let broken = b"a,b\n1,2\n3,\xff\n";
    let found = crate::import::encoding::named("utf-8").unwrap();
    let found = crate::import::encoding::detect(&broken[..], Some(found)).unwrap();
    let text = crate::import::encoding::Decoder::of(&broken[..], found);
    let mut reader = Reader::open(text, None).unwrap();
    let mut row = StringRecord::new();
    let error = std::iter::repeat_with(|| reader.next_row(&mut row)).find_map(Result::err).unwrap();
    assert_eq!(error.to_string(), "line 3 (byte 10) is not valid UTF-8");
}

fn read_until_final(text: &str) -> (Vec<String>, Vec<u64>, Vec<RowError>) {
    let reader = Reader::open(text.as_bytes(), None).unwrap();
    let mut table = Table::headed(table::Rows::Text(Box::new(reader)), Heading::FirstRow).unwrap();
    let (mut row, mut rows) = (StringRecord::new(), Vec::new());
    loop {
        match table.next_row(&mut row) {
            Ok(Some(line)) => rows.push(line),
            Ok(None) => return (table.header().to_vec(), rows, Vec::new()),
            Err(error) if error.is_final() => return (table.header().to_vec(), rows, vec![error]),
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn rows_after_a_long_text_still_tell_their_lines() {
    let row = format!("华为,\"{}\"\r\n", "x\r\n".repeat(100));
    let text = format!("n,c\r\n{}last,1\r\n", row.repeat(3000));
    let (_, rows, errors) = read(&text, None).unwrap();
    assert_eq!(errors, []);
    assert_eq!(rows.last().map(|(line, row)| (*line, row[0].as_str())), Some((2 + 3000 * 101, "last")));
}

/// Line ends before a place: LF, CRLF or a lone CR.
fn line_at(text: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(text).replace("\r\n", "\n");
    text.matches(['\n', '\r']).count() as u64 + 1
}

fn any_rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    (1..5usize).prop_flat_map(|columns| {
        let row = (
            "[a-z\"华][ ,;\"\n\ra-z华é]{0,6}",
            prop::collection::vec("[ ,;|\t\"\n\ra-z华é]{0,6}", columns - 1),
        );
        let row = row.prop_map(|(first, rest)| [vec![first], rest].concat());
        prop::collection::vec(row, 1..12)
    })
}

proptest! {
    #[test]
    fn written_rows_come_back_with_their_lines(rows in any_rows(), delimiter in prop::sample::select(b",;\t|".to_vec()), crlf: bool, always: bool) {
        let columns = rows[0].len();
        let terminator = if crlf { ::csv::Terminator::CRLF } else { ::csv::Terminator::Any(b'\n') };
        let style = if always { ::csv::QuoteStyle::Always } else { ::csv::QuoteStyle::Necessary };
        let (mut bytes, mut expected) = (Vec::new(), Vec::new());
        let header: Vec<_> = (0..columns).map(|column| format!("c{column}")).collect();
        for row in std::iter::once(&header).chain(&rows) {
            expected.push((line_at(&bytes), row.clone()));
            let mut writer = ::csv::WriterBuilder::new().delimiter(delimiter).terminator(terminator).quote_style(style).from_writer(Vec::new());
            writer.write_record(row).unwrap();
            bytes.extend(writer.into_inner().unwrap());
        }
        let text = String::from_utf8(bytes).unwrap();
        let (found, rows, errors) = read(&text, Some(delimiter)).unwrap();
        prop_assert_eq!((found, errors), (header, vec![]));
        prop_assert_eq!(&rows[..], &expected[1..], "{:?}", text);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*", near in "([\"\r\n,;|\t\0 ]|sep=|a|华){0,30}", delimiter in any::<Option<u8>>()) {
        for text in [&text, &near] {
            for delimiter in [None, delimiter.filter(|byte| delimiter::is_usable(*byte))] {
                let _ = read(text, delimiter);
            }
        }
    }
}
