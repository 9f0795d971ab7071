//! Finding records by any text in them, in Chinese by any substring.
//!
//! The index is given words, not texts: Chinese characters one by one, so a word of one or two
//! characters is found as a phrase. Measured against `SQLite`'s trigram tokenizer, which finds no
//! word of fewer than three.

mod aside;
mod index;

use rusqlite::params;

use super::{Store, StoreError};
use crate::domain::company::core_name;
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Field, Shape};
use crate::domain::value::Value;
use crate::domain::words::{Term, misspelt, words};

pub(super) use aside::let_go;
#[cfg(test)]
pub(super) use index::tests::with_little_room;
pub(super) use index::{Changes, Indexed};

/// Room for kinds in the number of an indexed text: number of the record x this + number of its kind.
const KINDS: i64 = 64;

/// A record that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    pub kind: Kind,
    pub id: i64,
    /// Lower is better (BM25; a hit in the title counts five times).
    pub rank: f64,
}

/// What a search is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct SearchScope {
    /// Only these kinds; all of them when empty.
    pub kinds: Vec<Kind>,
    /// Only what belongs to this account, itself included.
    pub account: Option<i64>,
}

/// The query that finds records in which all terms stand. Only letters and digits of the terms get into it.
fn expression(terms: &[Term]) -> Option<String> {
    let quoted: Vec<String> = terms
        .iter()
        .map(|term| format!("\"{}\"{}", term.words.join(" "), if term.open { " *" } else { "" }))
        .collect();
    (!quoted.is_empty()).then(|| quoted.join(" "))
}

/// Which of the found texts are in scope. Kinds and the account are numbers of ours, so they can stand in the text.
fn condition(scope: &SearchScope) -> String {
    let mut condition = "\"search\" MATCH ?1".to_owned();
    if !scope.kinds.is_empty() {
        let kinds: Vec<String> = scope.kinds.iter().map(|&kind| kind.number().to_string()).collect();
        condition.push_str(&format!(" AND rowid % {KINDS} IN ({})", kinds.join(", ")));
    }
    if let Some(account) = scope.account {
        let numbers: Vec<String> = Kind::ALL
            .iter()
            .filter(|kind| kind.is_searched() && (**kind == Kind::Account || kind.belongs_to_account()))
            .map(|&kind| {
                let column = if kind == Kind::Account { "id" } else { "account" };
                let number = kind.number();
                format!("SELECT \"id\" * {KINDS} + {number} FROM \"{kind}\" WHERE \"{column}\" = {account}")
            })
            .collect();
        condition.push_str(&format!(" AND rowid IN ({})", numbers.join(" UNION ALL ")));
    }
    condition
}

fn rowid(entry: &Entry) -> i64 {
    entry.id * KINDS + entry.kind.number()
}

/// The record of an indexed text.
fn record_of(rowid: i64) -> Option<(Kind, i64)> {
    Some((Kind::numbered(rowid % KINDS)?, rowid / KINDS))
}

/// The texts of a record that are searched, with their fields, the title first. Personal files are not.
#[must_use]
pub fn searched_texts(entry: &Entry) -> Vec<(&'static Field, Vec<&str>)> {
    let mut texts: Vec<(&'static Field, Vec<&str>)> = Vec::new();
    each_text(entry, |field, text| {
        if let Some((_, found)) = texts.iter_mut().find(|(known, _)| known.name == field.name) {
            found.push(text);
        } else {
            let at = if is_title(entry, field) { 0 } else { texts.len() };
            texts.insert(at, (field, vec![text]));
        }
    });
    texts
}

/// Visits the texts of a record that are searched, in the order of its fields.
fn each_text<'e>(entry: &'e Entry, mut visit: impl FnMut(&'static Field, &'e str)) {
    if !entry.kind.is_searched() {
        return;
    }
    for (field, value) in entry.kind.fields().iter().zip(&entry.values) {
        match (&field.shape, value) {
            (_, Value::Empty) => {}
            _ if field.private || entry.kind.is_answer() && field.name == "item" => {}
            (Shape::Text | Shape::Paragraph, Value::Text(text)) => visit(field, text),
            (Shape::List, Value::List(items)) => items.iter().for_each(|item| visit(field, item)),
            (Shape::Custom, Value::Custom(values)) => {
                values
                    .values()
                    .map(Value::as_text)
                    .filter(|text| !text.is_empty())
                    .for_each(|text| visit(field, text));
            }
            _ => {}
        }
    }
}

/// Whether a field is the name that a record goes by, and not an identifier of the method.
fn is_title(entry: &Entry, field: &Field) -> bool {
    field.name == entry.kind.title_field() && !entry.kind.is_answer()
}

impl Store {
    /// Records in which all terms stand, best first, no more than `limit` (0 is all), and how many there are in all.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn search(
        &self,
        terms: &[Term],
        scope: &SearchScope,
        limit: usize,
    ) -> Result<(Vec<Hit>, usize), StoreError> {
        let Some(expression) = expression(terms) else { return Ok((Vec::new(), 0)) };
        let condition = condition(scope);
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT rowid, bm25(\"search\", 5.0, 1.0) AS \"rank\" FROM \"search\" \
             WHERE {condition} ORDER BY \"rank\", rowid LIMIT ?2"
        ))?;
        let most = i64::try_from(limit).ok().filter(|limit| *limit > 0).unwrap_or(-1);
        let rows = statement
            .query_map(params![expression, most], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, f64>(1)?)))?;
        let mut hits = Vec::new();
        for row in rows {
            let (rowid, rank) = row?;
            hits.extend(record_of(rowid).map(|(kind, id)| Hit { kind, id, rank }));
        }
        if limit == 0 || hits.len() < limit {
            let total = hits.len();
            return Ok((hits, total));
        }
        let total: i64 = self
            .connection
            .prepare_cached(&format!("SELECT count(*) FROM \"search\" WHERE {condition}"))?
            .query_row([&expression], |row| row.get(0))?;
        Ok((hits, usize::try_from(total).unwrap_or(0)))
    }

    /// Accounts whose names share a word or a character with `text`, for "did you mean".
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn accounts_resembling(&self, text: &str) -> Result<Vec<super::Named>, StoreError> {
        // Half of all companies are a limited company, which makes none of them resemble another.
        let words = words(core_name(&fold(text)));
        let beginnings =
            words.iter().map(|word| format!("\"{}\" *", word.folded.chars().take(3).collect::<String>()));
        let others = words.iter().flat_map(|word| misspelt(&word.folded)).map(|word| format!("\"{word}\""));
        let mut ids = Vec::new();
        for alternatives in [others.collect::<Vec<_>>(), beginnings.collect()] {
            for id in self.accounts_titled_with(&alternatives)? {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        self.read().titles(Kind::Account, &ids)
    }

    /// The first accounts with one of several words in their names, best first.
    fn accounts_titled_with(&self, alternatives: &[String]) -> Result<Vec<i64>, StoreError> {
        if alternatives.is_empty() {
            return Ok(Vec::new());
        }
        let expression = format!("\"title\" : ({})", alternatives.join(" OR "));
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT rowid FROM \"search\" WHERE \"search\" MATCH ?1 AND rowid % {KINDS} = {} \
             ORDER BY bm25(\"search\") LIMIT 200",
            Kind::Account.number()
        ))?;
        let rows = statement.query_map([expression], |row| row.get::<_, i64>(0))?;
        rows.map(|rowid| Ok(rowid? / KINDS)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::words::terms;

    #[test]
    fn chinese_runs_become_phrases_and_words_become_beginnings() {
        for (text, expected) in [
            ("华为", Some("\"华 为\"")),
            ("海", Some("\"海\"")),
            ("Huaw", Some("\"huaw\" *")),
            ("华为Huawei 5G", Some("\"华 为\" \"huawei\" * \"5g\" *")),
            ("say \"hi\" OR NEAR(", Some("\"say\" * \"hi\" * \"or\" * \"near\" *")),
            ("  -- ", None),
        ] {
            assert_eq!(expression(&terms(text)).as_deref(), expected, "{text}");
        }
    }
}
