//! Reads a file to its drafts, without a database, and tells them in lines that a table of cases can state.

use acct::domain::cell::bare_text_of;
use acct::domain::money::Currency;
use acct::domain::parse::Reading;
use acct::domain::schema::Schema;
use acct::import::columns::{Columns, Head, Mapping, SAMPLED, Vocabulary, is_known, kind_named};
use acct::import::drafts::{Draft, Drafts};
use acct::import::open::{OpenError, Opening, open};
use acct::import::source::Source;
use acct::playbook::Labels;

/// What comes out of a file: of each table its format, kind, encoding and delimiter, and then a line for each row, such as
/// `2 name=A|city=B` or `3! reason`; or only `! reason`.
pub(crate) fn told(name: &str, bytes: &[u8]) -> Vec<String> {
    read(name, bytes).unwrap_or_else(|error| vec![format!("! {error}")])
}

/// The rows alone, without what the tables are.
pub(crate) fn rows(name: &str, bytes: &[u8]) -> Vec<String> {
    told(name, bytes)
        .into_iter()
        .filter(|line| !line.starts_with(|first: char| first.is_alphabetic()))
        .collect()
}

fn read(name: &str, bytes: &[u8]) -> Result<Vec<String>, OpenError> {
    let packed = Source::bytes(name.to_owned(), bytes.to_vec());
    let unpacked = packed.unpacked()?;
    let source = unpacked.map_or(packed, |(source, _)| source);
    let (schema, labels) = (Schema::default(), Labels::default());
    let words = Vocabulary { schema: &schema, labels: &labels };
    let reading = Reading { today: "2026-03-02".parse().unwrap(), currency: Currency::CNY, words: &labels };
    let opening = Opening {
        charset: None,
        delimiter: None,
        header_line: None,
        part: None,
        is_known: &|name| is_known(name, words),
        kind_named: &|name| kind_named(name, words),
        survey_of: &|_, _| None,
        answers: None,
    };
    let mut lines = Vec::new();
    for (place, mut opened) in open(&source, &opening)?.into_iter().enumerate() {
        let sample = opened.table.sample(SAMPLED);
        let header = opened.table.header().to_vec();
        let unit = opened.table.unit().cloned();
        let head = Head { name, header: &header, stated: opened.kind, sample: &sample, unit: unit.as_ref() };
        let mut what = vec![opened.format.name().to_owned()];
        what.extend(opened.part.clone());
        what.extend(opened.found.map(|found| found.name.to_owned()));
        what.extend(opened.delimiter.map(|delimiter| char::from(delimiter).escape_default().to_string()));
        let mut first = Some(opened.table);
        let parts = match Columns::of_table(head, words, &Mapping::default()) {
            Ok(parts) => parts,
            Err(error) => {
                lines.push(format!("! {error}"));
                continue;
            }
        };
        for matched in parts {
            lines.push(format!("{} {}", matched.columns.kind, what.join(" ")));
            lines.extend(matched.problems.iter().map(|problem| format!("! {problem}")));
            let again = || open(&source, &opening).map(|mut tables| tables.remove(place).table);
            let table = first.take().map_or_else(again, Ok)?;
            let mut drafts = Drafts::of(table, matched.columns);
            while let Some(draft) = drafts.next_draft(&reading) {
                match draft {
                    Ok(draft) => lines.push(row(&draft)),
                    Err(faults) => {
                        lines.extend(faults.iter().map(|fault| format!("{}! {}", fault.line, fault.reason)));
                    }
                }
            }
            if let Some(error) = drafts.broken() {
                return Err(error.clone().into());
            }
        }
    }
    Ok(lines)
}

fn row(draft: &Draft) -> String {
    let fields = draft.entry.kind.fields().iter().zip(&draft.entry.values);
    let filled = fields.filter(|(_, value)| !value.is_empty());
    let mut cells: Vec<String> = filled
        .map(|(field, value)| format!("{}={}", field.name, bare_text_of(&value.to_json_of(&field.shape))))
        .collect();
    cells.extend(draft.links.iter().map(|link| format!("{}={}", link.field.name, link.names.join("; "))));
    format!("{} {}", draft.line, cells.join("|"))
}

/// Checks all cases, so that one run tells all that differ.
#[track_caller]
pub(crate) fn check(
    of: impl Fn(&str, &[u8]) -> Vec<String>,
    cases: impl IntoIterator<Item = (String, Vec<u8>, Vec<String>)>,
) {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (name, bytes, expected) in cases {
        count += 1;
        let told = of(&name, &bytes);
        if told != expected {
            let text = String::from_utf8_lossy(&bytes[..bytes.len().min(300)]).into_owned();
            wrong.push(format!("{name} {text:?}\n  told     {told:?}\n  expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Cases of text, with the rows that come out of each.
#[track_caller]
pub(crate) fn check_rows(name: &str, cases: &[(&str, &[&str])]) {
    check(
        rows,
        cases.iter().map(|(text, rows)| {
            (name.to_owned(), text.as_bytes().to_vec(), rows.iter().map(|row| (*row).to_owned()).collect())
        }),
    );
}
