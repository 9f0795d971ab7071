//! Finding records by any text in them, in Chinese by any substring.
//!
//! Chinese characters are indexed one by one (a space between any two), so a word of one or two
//! characters is found as a phrase. Measured against SQLite's trigram tokenizer, which finds no
//! word of fewer than three.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Store, StoreError};
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Shape};
use crate::domain::value::Value;

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

/// Whether a character is written without spaces between words.
fn stands_alone(letter: char) -> bool {
    matches!(u32::from(letter),
        0x2E80..=0x9FFF | 0xA960..=0xA97F | 0xAC00..=0xD7FF | 0xF900..=0xFAFF | 0x1_F000..=0x3_FFFF)
}

/// Folds a text and parts its Chinese characters.
fn segment(text: &str) -> String {
    let folded = fold(text);
    if folded.is_ascii() {
        return folded;
    }
    let mut segmented = String::with_capacity(folded.len() * 4 / 3);
    for letter in folded.chars() {
        if stands_alone(letter) {
            segmented.push(' ');
            segmented.push(letter);
            segmented.push(' ');
        } else {
            segmented.push(letter);
        }
    }
    segmented
}

/// The query that finds records with every word of a text: Chinese runs as phrases, other words as beginnings.
fn expression(text: &str) -> Option<String> {
    let mut terms: Vec<String> = Vec::new();
    let folded = fold(text);
    for word in folded.split_whitespace() {
        let mut run = String::new();
        let mut alone = None;
        for letter in word.chars().map(Some).chain([None]) {
            let kind = letter.map(stands_alone);
            if kind != alone {
                if let Some(alone) = alone {
                    terms.extend(term(&run, alone));
                }
                run.clear();
                alone = kind;
            }
            run.extend(letter);
        }
    }
    (!terms.is_empty()).then(|| terms.join(" "))
}

fn term(run: &str, alone: bool) -> Option<String> {
    if !run.chars().any(char::is_alphanumeric) {
        return None;
    }
    let quoted = segment(run).replace('"', "\"\"");
    Some(if alone { format!("\"{}\"", quoted.trim()) } else { format!("\"{quoted}\" *") })
}

fn rowid(entry: &Entry) -> i64 {
    entry.id * KINDS + entry.kind as i64
}

/// The texts of a record that are searched. Personal files are not.
fn texts(entry: &Entry) -> Option<(String, String)> {
    if matches!(entry.kind, Kind::Trip | Kind::Grade | Kind::ImportBatch | Kind::Relation) {
        return None;
    }
    let mut body = String::new();
    let mut push = |text: &str| {
        if !text.is_empty() {
            body.push_str(text);
            body.push('\n');
        }
    };
    let title_field = entry.kind.title_field();
    let titled = matches!(entry.kind.field(title_field).map(|field| field.shape), Some(Shape::Text))
        && entry.kind != Kind::Finding;
    for (field, value) in entry.kind.fields().iter().zip(&entry.values) {
        if field.private || (titled && field.name == title_field) {
            continue;
        }
        match (&field.shape, value) {
            (Shape::Text | Shape::Paragraph, Value::Text(text)) if field.name != "item" => push(text),
            (Shape::List, Value::List(items)) => items.iter().for_each(|item| push(item)),
            (Shape::Custom, Value::Custom(values)) => values.values().for_each(|value| push(value.as_text())),
            _ => {}
        }
    }
    let title = if titled { entry.title() } else { "" };
    (!title.is_empty() || !body.is_empty()).then(|| (segment(title), segment(&body)))
}

pub(super) fn add(connection: &Connection, entry: &Entry) -> Result<(), StoreError> {
    if let Some((title, body)) = texts(entry) {
        connection
            .prepare_cached("INSERT INTO \"search\" (rowid, \"title\", \"body\") VALUES (?1, ?2, ?3)")?
            .execute(params![rowid(entry), title, body])?;
    }
    Ok(())
}

pub(super) fn remove(connection: &Connection, entry: &Entry) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM \"search\" WHERE rowid = ?1")?
        .execute([rowid(entry)])?;
    Ok(())
}

pub(super) fn replace(connection: &Connection, before: &Entry, after: &Entry) -> Result<(), StoreError> {
    if texts(before) != texts(after) {
        remove(connection, before)?;
        add(connection, after)?;
    }
    Ok(())
}

impl Store {
    /// Records with every word of `text`, best first, and how many there are in all.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn search(&self, text: &str, limit: usize) -> Result<(Vec<Hit>, usize), StoreError> {
        let Some(expression) = expression(text) else { return Ok((Vec::new(), 0)) };
        let mut statement = self.connection.prepare_cached(
            "SELECT rowid, bm25(\"search\", 5.0, 1.0) AS \"rank\" FROM \"search\" \
             WHERE \"search\" MATCH ?1 ORDER BY \"rank\", rowid LIMIT ?2",
        )?;
        let limit = i64::try_from(limit).ok().filter(|limit| *limit > 0).unwrap_or(-1);
        let rows = statement.query_map(params![expression, limit], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, f64>(1)?))
        })?;
        let mut hits = Vec::new();
        for row in rows {
            let (rowid, rank) = row?;
            let kind = usize::try_from(rowid % KINDS).ok().and_then(|kind| Kind::ALL.get(kind));
            hits.extend(kind.map(|&kind| Hit { kind, id: rowid / KINDS, rank }));
        }
        let total: i64 = self
            .connection
            .prepare_cached("SELECT count(*) FROM \"search\" WHERE \"search\" MATCH ?1")?
            .query_row([&expression], |row| row.get(0))?;
        Ok((hits, usize::try_from(total).unwrap_or(0)))
    }

    /// Accounts whose names share a word or a character with `text`, for "did you mean".
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn accounts_resembling(&self, text: &str) -> Result<Vec<super::Named>, StoreError> {
        let folded = segment(text);
        let words: Vec<String> = folded
            .split_whitespace()
            .map(|word| {
                let start: String = word.chars().take(3).collect();
                format!("\"{}\" *", start.replace('"', "\"\""))
            })
            .collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let expression = format!("\"title\" : ({})", words.join(" OR "));
        let mut statement = self.connection.prepare_cached(
            "SELECT rowid FROM \"search\" WHERE \"search\" MATCH ?1 ORDER BY bm25(\"search\") LIMIT 200",
        )?;
        let rows = statement.query_map([expression], |row| row.get::<_, i64>(0))?;
        let mut ids = Vec::new();
        for rowid in rows {
            let rowid = rowid?;
            if rowid % KINDS == Kind::Account as i64 {
                ids.push(rowid / KINDS);
            }
        }
        self.read().titles(Kind::Account, &ids)
    }

    /// # Errors
    /// When the file cannot be read.
    pub fn is_indexed(&self, kind: Kind, id: i64) -> Result<bool, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM \"search\" WHERE rowid = ?1")?
            .query_row([id * KINDS + kind as i64], |_| Ok(()))
            .optional()?
            .is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_runs_become_phrases_and_words_become_beginnings() {
        for (text, expected) in [
            ("华为", Some("\"华  为\"")),
            ("海", Some("\"海\"")),
            ("Huaw", Some("\"huaw\" *")),
            ("华为Huawei 5G", Some("\"华  为\" \"huawei\" * \"5g\" *")),
            ("say \"hi\" OR", Some("\"say\" * \"\"\"hi\"\"\" * \"or\" *")),
            ("  -- ", None),
        ] {
            assert_eq!(expression(text).as_deref(), expected, "{text}");
        }
    }
}
