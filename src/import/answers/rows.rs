//! Answers from rows: CSV with a header, or a JSON object a line.

use serde_json::Value as Json;

use super::{Answers, AnswersError, Broken, ITEM, Oddity, RawAnswer};
use crate::domain::fold::fold;
use crate::domain::formula::unguard;
use crate::domain::language::{Bilingual, Language};
use crate::import::csv::Reader;
use crate::import::row::StringRecord;
use crate::import::table::{Heading, Rows, Table};

pub(super) fn csv(text: &str) -> Result<Answers, AnswersError> {
    let mut table = opened(text)?;
    let header = table.header().to_vec();
    if !header.iter().any(|name| ITEM.contains(&fold(name).as_str())) {
        return Err(AnswersError::NoItemColumn { known: header.join(", ") });
    }
    let mut answers = Answers::default();
    let mut row = StringRecord::new();
    loop {
        match table.next_row(&mut row) {
            Ok(None) => return Ok(answers),
            Ok(Some(line)) => answers.entries.push(from_row(&header, &row, line)),
            Err(error) => {
                let (english, chinese) = told(&error);
                let reason = Oddity::Unreadable { english, chinese };
                answers.entries.push(Err(Broken { line: error.line(), item: String::new(), reason }));
            }
        }
    }
}

fn opened(text: &str) -> Result<Table<'_>, AnswersError> {
    let whole = |(english, chinese)| AnswersError::Csv { english, chinese };
    let reader = Reader::open(text.as_bytes(), None).map_err(|error| whole(told(&error)))?;
    Table::headed(Rows::Text(Box::new(reader)), Heading::FirstRow).map_err(|error| whole(told(&error)))
}

fn told(error: &impl Bilingual) -> (String, String) {
    (error.told_in(Language::English), error.told_in(Language::Chinese))
}

fn from_row(header: &[String], row: &StringRecord, line: u64) -> Result<RawAnswer, Broken> {
    // An apostrophe that kept a spreadsheet from taking a text for a formula is no part of it.
    let cells = header.iter().zip(row.iter()).map(|(name, cell)| (name.as_str(), unguard(cell).to_owned()));
    collected(line, cells)
}

pub(super) fn ndjson(text: &str) -> Answers {
    let lines = text.trim_start_matches('\u{feff}').lines().zip(1..);
    let filled = lines.filter(|(line, _)| !line.trim().is_empty());
    Answers { account: None, entries: filled.map(|(line, number)| from_object(line, number)).collect() }
}

fn from_object(text: &str, line: u64) -> Result<RawAnswer, Broken> {
    let broken = |reason| Broken { line, item: String::new(), reason };
    let object = serde_json::from_str::<Json>(text).map_err(|error| {
        let reason = error.to_string();
        let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason);
        broken(Oddity::Unreadable {
            english: format!("no JSON: {reason}"),
            chinese: format!("不是有效的 JSON：{reason}"),
        })
    })?;
    let Json::Object(fields) = object else { return Err(broken(Oddity::NoEntry)) };
    let mut pairs = Vec::new();
    for (key, value) in &fields {
        let value = plain(value).ok_or_else(|| broken(Oddity::Nested { key: key.clone() }))?;
        pairs.push((key.as_str(), value));
    }
    collected(line, pairs.into_iter())
}

fn plain(value: &Json) -> Option<String> {
    match value {
        Json::Null => Some(String::new()),
        Json::String(text) => Some(text.clone()),
        Json::Bool(yes) => Some((if *yes { "yes" } else { "no" }).to_owned()),
        Json::Number(number) => Some(number.to_string()),
        Json::Array(items) => {
            let items: Option<Vec<String>> = items.iter().map(plain).collect();
            items.map(|items| items.join("; "))
        }
        Json::Object(_) => None,
    }
}

/// An answer from its keys and values. What is wrong is told with the question, wherever that stands.
fn collected<'k>(line: u64, pairs: impl Iterator<Item = (&'k str, String)>) -> Result<RawAnswer, Broken> {
    let mut raw = RawAnswer { line, ..RawAnswer::default() };
    let mut wrong = None;
    for (key, value) in pairs {
        if let Err(reason) = raw.set(key, value) {
            wrong.get_or_insert(reason);
        }
    }
    match wrong {
        Some(reason) => Err(Broken { line, item: raw.item, reason }),
        None => raw.checked(),
    }
}
