//! What changes in the index, written in the order of its numbers: going back to a smaller one makes FTS5 write out all that it has
//! gathered.

use std::collections::BTreeMap;

use rusqlite::params;

use super::aside::Aside;
use super::{each_text, is_title, record_of, rowid};
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::domain::words::push_words;
use crate::store::ranges::Ranges;
use crate::store::statements::Statements;
use crate::store::{StoreError, sql};

pub(super) const ADD: &str = "INSERT INTO \"search\" (rowid, \"title\", \"body\") VALUES (?1, ?2, ?3)";

/// The index keeps no texts, so it has to be told what it shall forget.
pub(super) const REMOVE: &str =
    "INSERT INTO \"search\" (\"search\", rowid, \"title\", \"body\") VALUES ('delete', ?1, ?2, ?3)";

pub(super) const EMPTY: &str = "INSERT INTO \"search\" (\"search\") VALUES ('delete-all')";

/// From so many records on it is asked whether they are all there is in the index.
const MANY: i64 = 1_000;

/// How much text waits at most, in bytes.
const WAITING: usize = 1 << 16;

/// What the index holds of a record: the words of its title and of the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct Indexed {
    pub(super) title: String,
    pub(super) body: String,
}

impl Indexed {
    fn size(&self) -> usize {
        self.title.len() + self.body.len()
    }

    pub(in crate::store) fn of(entry: &Entry) -> Option<Self> {
        let mut indexed = Self { title: String::new(), body: String::with_capacity(160) };
        each_text(entry, |field, text| {
            let column = if is_title(entry, field) { &mut indexed.title } else { &mut indexed.body };
            part(column);
            push_words(text, column);
        });
        (!indexed.title.is_empty() || !indexed.body.is_empty()).then_some(indexed)
    }
}

/// Parts two texts of one column by a word that nobody looks for, so that 上海 in one field and 外滩 in the next are not
/// found as 海外.
fn part(column: &mut String) {
    const NO_WORD: &str = " \u{E000}";
    if !column.is_empty() {
        column.push_str(NO_WORD);
    }
}

/// What an operation changes in the index, until it is written.
#[derive(Debug, Default)]
pub(in crate::store) struct Changes {
    waiting: Waiting,
    size: usize,
    place: Place,
    /// Records that were all there was in the index, and all go.
    gone: Ranges,
}

/// Where changes go.
#[derive(Debug, Default)]
enum Place {
    /// They have been few so far.
    #[default]
    Undecided,
    File,
    Aside(Aside),
    /// They went aside and were lost there: in the end the index is made of the records themselves.
    Lost,
    /// Nothing of what is done is kept.
    Nowhere,
}

/// Changes by the numbers of the index.
pub(super) type Waiting = BTreeMap<i64, Change>;

/// What the index holds of a record, and what it shall hold.
#[derive(Debug, Default)]
pub(super) struct Change {
    old: Option<Indexed>,
    new: Option<Indexed>,
}

impl Changes {
    /// Those of a dry run, in which nobody searches.
    pub(in crate::store) fn of_dry_run() -> Self {
        Self { place: Place::Nowhere, ..Self::default() }
    }

    /// Empties the index at once where there is nothing in it but of many records, all of which go. What is told of them afterwards
    /// is passed over.
    pub(in crate::store) fn forget(
        &mut self,
        statements: &mut Statements,
        going: Ranges,
    ) -> Result<(), StoreError> {
        let is_untouched = self.waiting.is_empty() && matches!(self.place, Place::Undecided);
        if !is_untouched || going.count() < MANY {
            return Ok(());
        }
        let mut indexed = statements.beside_records().prepare("SELECT \"id\" FROM \"search_docsize\"")?;
        for rowid in indexed.query_map([], |row| row.get(0))? {
            if !record_of(rowid?).is_some_and(|(kind, id)| going.contain(kind, id)) {
                return Ok(());
            }
        }
        statements.get(EMPTY)?.execute([])?;
        self.gone = going;
        Ok(())
    }

    pub(in crate::store) fn add(
        &mut self,
        statements: &mut Statements,
        entry: &Entry,
        indexed: Option<Indexed>,
    ) -> Result<(), StoreError> {
        let Some(indexed) = indexed.filter(|_| !self.gone.contain(entry.kind, entry.id)) else {
            return Ok(());
        };
        self.size += indexed.size();
        self.waiting.entry(rowid(entry)).or_default().new = Some(indexed);
        self.write_when_large(statements)
    }

    pub(in crate::store) fn remove(
        &mut self,
        statements: &mut Statements,
        entry: &Entry,
    ) -> Result<(), StoreError> {
        if self.gone.contain(entry.kind, entry.id) {
            return Ok(());
        }
        let Some(indexed) = Indexed::of(entry) else { return Ok(()) };
        self.size += indexed.size();
        let change = self.waiting.entry(rowid(entry)).or_default();
        // What was added and is not written yet is what goes.
        if change.new.take().is_none() {
            change.old = Some(indexed);
        }
        self.write_when_large(statements)
    }

    pub(in crate::store) fn replace(
        &mut self,
        statements: &mut Statements,
        before: &Entry,
        after: &Entry,
    ) -> Result<(), StoreError> {
        let new = Indexed::of(after);
        if Indexed::of(before) != new {
            self.remove(statements, before)?;
            self.add(statements, after, new)?;
        }
        Ok(())
    }

    fn write_when_large(&mut self, statements: &mut Statements) -> Result<(), StoreError> {
        if self.size < WAITING {
            return Ok(());
        }
        if matches!(self.place, Place::Undecided) {
            self.place = Aside::of_empty(statements.beside_records())?.map_or(Place::File, Place::Aside);
        }
        self.hand_on(statements)
    }

    fn hand_on(&mut self, statements: &mut Statements) -> Result<(), StoreError> {
        self.size = 0;
        let waiting = std::mem::take(&mut self.waiting);
        if let Place::Aside(aside) = &self.place {
            if !aside.take(waiting) {
                self.place = Place::Lost;
            }
            return Ok(());
        }
        if matches!(self.place, Place::Lost | Place::Nowhere) {
            return Ok(());
        }
        each(waiting, |statement, rowid, Indexed { title, body }| {
            statements.get(statement)?.execute(params![rowid, title, body])?;
            Ok(())
        })
    }

    /// Writes what is left.
    pub(in crate::store) fn write(&mut self, statements: &mut Statements) -> Result<(), StoreError> {
        self.hand_on(statements)?;
        self.settle(statements)
    }

    fn settle(&mut self, statements: &mut Statements) -> Result<(), StoreError> {
        let is_lost = match std::mem::take(&mut self.place) {
            Place::Aside(aside) => !aside.copy(statements)?,
            Place::Lost => true,
            Place::Undecided | Place::File | Place::Nowhere => false,
        };
        if is_lost { index_all(statements) } else { Ok(()) }
    }

    /// All that [`Changes::forget`] was told of has gone: a record that comes back with such a number is indexed again.
    pub(in crate::store) fn forgotten(&mut self) {
        self.gone = Ranges::default();
    }
}

/// Makes the index of all records that are in the file.
fn index_all(statements: &mut Statements) -> Result<(), StoreError> {
    statements.get(EMPTY)?.execute([])?;
    let connection = statements.connection()?;
    for kind in Kind::ALL.iter().filter(|kind| kind.is_searched()) {
        let mut records = connection.prepare(&format!("{} ORDER BY \"id\"", sql::select(*kind)))?;
        let mut rows = records.query([])?;
        while let Some(row) = rows.next()? {
            let entry = sql::read(*kind, row)?;
            if let Some(Indexed { title, body }) = Indexed::of(&entry) {
                statements.get(ADD)?.execute(params![rowid(&entry), title, body])?;
            }
        }
    }
    Ok(())
}

/// Visits changes in their order, each with the statement that makes it.
pub(super) fn each<E>(
    waiting: Waiting,
    mut write: impl FnMut(&'static str, i64, Indexed) -> Result<(), E>,
) -> Result<(), E> {
    for (rowid, Change { old, new }) in waiting {
        for (statement, indexed) in [(REMOVE, old), (ADD, new)] {
            if let Some(indexed) = indexed {
                write(statement, rowid, indexed)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
pub(in crate::store) mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::domain::value::Value;

    /// The index forgets a text only when it is given the same words again. When this changes, a migration has to fill the
    /// index anew.
    #[test]
    fn the_words_of_a_text_are_always_the_same() {
        let mut entry = Entry::blank(Kind::Account);
        entry.set("name", Value::Text("上海Example（集团）Ltd.".to_owned()));
        entry.set("aliases", Value::List(vec!["Ｈｕａｗｅｉ".to_owned(), "Café İzmir".to_owned()]));
        entry.set("city", Value::Text("外滩 27-b".to_owned()));
        let indexed = Indexed::of(&entry).unwrap();
        assert_eq!(indexed.title, " 上 海 example 集 团 ltd");
        assert_eq!(indexed.body, " huawei \u{E000} cafe izmir \u{E000} 外 滩 27 b");
    }

    /// Writes soon what was gathered.
    const OFTEN: &str = "INSERT INTO \"search\" (\"search\", \"rank\") VALUES ('hashsize', 4096)";

    /// Changes that go aside, where there is room for so few pages.
    pub(in crate::store) fn with_little_room(file: &Connection) -> Changes {
        let table = "CREATE VIRTUAL TABLE \"search\" USING fts5 (\"title\", \"body\", content = '')";
        let aside = Aside::begun(file, format!("PRAGMA max_page_count = 12; {table}; {OFTEN}; BEGIN;"));
        Changes { place: Place::Aside(aside.unwrap()), ..Changes::default() }
    }
}
