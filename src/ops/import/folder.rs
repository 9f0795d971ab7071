//! Importing documents, one for each account, as one operation. What would change is told record by record, so that a
//! person can look at it first.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::Value as Json;

use super::log::Log;
use super::merge::Says;
use super::place::{Placed, Places, Row};
use super::sequence::in_order;
pub use super::subject::Renamed;
use super::subject::{renamed, subjects, twice};
use super::{BadRows, Fields, ImportError, LookAlikes, OnConflict, Order, Stop, UnknownAccounts};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::import_batch::ImportBatch;
use crate::domain::kind::Kind;
use crate::domain::language::{Bilingual as _, Language, Text, count};
use crate::domain::parse::Reading;
use crate::domain::record::{Entry, Field, Record, Shape};
use crate::domain::value::Value;
use crate::import::by_account::{Described, Document, read};
use crate::import::columns::{Columns, Mapping, Sensitive};
use crate::ops::{OpsError, Session, summary};
use crate::playbook::Vocabulary;
use crate::store::{Prepared, Reader, StoreError, Writer};

/// A file of a folder.
#[derive(Clone, Debug)]
pub struct Page {
    /// What it is called in messages.
    pub name: String,
    pub text: String,
}

/// What an import of documents came to, or would.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// Its number in the history; none when nothing changed or nothing was kept.
    pub operation: Option<i64>,
    pub changes: Vec<RecordChange>,
    pub unchanged: u64,
    /// Records that are there and in no document, though it lists those of their kind. They stay.
    pub absent: Vec<Absent>,
    /// Files of new accounts that were the files of others, which stay.
    pub renamed: Vec<Renamed>,
    /// What is wrong. Nothing is kept then.
    pub faults: Vec<PageFault>,
}

/// A record that is made or changed.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordChange {
    pub kind: Kind,
    pub account: String,
    pub title: String,
    pub is_new: bool,
    pub fields: Vec<FieldChange>,
}

/// A field before and after; links by the names of what they lead to.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    pub field: &'static Field,
    pub before: Json,
    pub after: Json,
}

/// A record that no document has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    pub kind: Kind,
    pub id: i64,
    pub account: String,
    pub title: String,
}

/// One thing that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFault {
    pub file: String,
    pub line: u64,
    pub field: Option<String>,
    pub told: Text,
}

/// Takes over what documents say: what they give of a record is all there is of it, what they do not mention stays.
///
/// # Errors
/// When the database fails. What is wrong with the documents is no error: nothing is kept then.
pub fn run(
    session: &mut Session,
    folder: &str,
    pages: &[Page],
    words: Vocabulary,
    (reading, sensitive): (&Reading, Sensitive),
) -> Result<Folder, OpsError> {
    let mut taken = Folder::default();
    let mut documents = Vec::new();
    for page in pages {
        match read(&page.text, words, (reading, sensitive)) {
            Ok(document) => documents.push((page.name.as_str(), document)),
            Err(faults) => taken.faults.extend(faults.into_iter().map(|fault| PageFault {
                file: page.name.clone(),
                line: fault.line,
                field: fault.field,
                told: Text { en: fault.reason.to_string(), zh: fault.reason.in_chinese() },
            })),
        }
    }
    if !taken.faults.is_empty() {
        return Ok(taken);
    }
    let mapping = Mapping::default();
    let order = Order {
        charset: None,
        delimiter: None,
        header_line: None,
        part: None,
        mapping: &mapping,
        on_conflict: OnConflict::Update,
        fields: Fields::Overwrite,
        look_alikes: LookAlikes::Create,
        bad_rows: BadRows::Refuse,
        unknown_accounts: UnknownAccounts::Refuse,
        words,
        reading,
    };
    let playbook = Rc::clone(&session.playbook);
    let result = session.write(|writer| {
        let mut taking = Taking { places: Places::logging(&order, playbook), documents, taken: &mut taken };
        taking.all(writer)?;
        if !taken.faults.is_empty() {
            return Err(ImportError::Rejected { rows: taken.faults.len() as u64 }.into());
        }
        keep_batch(writer, folder, &taken, reading.today)?;
        Ok(((), told(folder, &taken)))
    });
    match result {
        Err(OpsError::Import(ImportError::Rejected { .. })) => {}
        result => taken.operation = result?.operation,
    }
    Ok(taken)
}

/// A record that is still to be placed, by its document and its place there.
type Waiting = (usize, Described);

struct Taking<'t, 'i, 'o, 'p> {
    places: Places<'i, 'o>,
    documents: Vec<(&'p str, Document)>,
    taken: &'t mut Folder,
}

impl Taking<'_, '_, '_, '_> {
    fn all(&mut self, writer: &mut Writer) -> Result<(), OpsError> {
        let subjects = subjects(writer.read(), &self.documents)?;
        for (at, told) in twice(&self.documents, &subjects) {
            self.fault(at, 1, None, |language| told.get(language).to_owned());
        }
        if !self.taken.faults.is_empty() {
            return Ok(());
        }
        let mut by_kind: BTreeMap<Kind, Vec<Waiting>> = BTreeMap::new();
        for (at, (_, document)) in self.documents.iter_mut().enumerate() {
            for described in std::mem::take(&mut document.records) {
                by_kind.entry(described.draft.entry.kind).or_default().push((at, described));
            }
        }
        for (kind, records) in by_kind {
            self.of_kind(writer, kind, records)?;
        }
        let settled = self.places.settle(writer)?;
        for (before, after) in settled {
            let change = change(writer.read(), Some(&before), &after)?;
            self.taken.changes.push(change);
        }
        if self.taken.faults.is_empty() {
            self.absent(writer.read())?;
            self.taken.renamed = renamed(writer.read(), &self.documents, &subjects)?;
        }
        Ok(())
    }

    /// Places the records of a kind; those that lead to later ones after these.
    fn of_kind(&mut self, writer: &mut Writer, kind: Kind, records: Vec<Waiting>) -> Result<(), OpsError> {
        let columns = columns(kind);
        let mut waiting = in_order(kind, records, |(_, described)| &described.draft.entry);
        loop {
            let before = waiting.len();
            let mut left = Vec::new();
            for (at, described) in waiting {
                left.extend(self.place(writer, &columns, at, described)?);
            }
            if left.is_empty() {
                return Ok(());
            }
            if left.len() == before {
                return self.nothing_brings(writer, &columns, left);
            }
            waiting = left;
        }
    }

    /// Places a record, or gives it back when it has to wait for another one.
    fn place(
        &mut self,
        writer: &mut Writer,
        columns: &Columns,
        at: usize,
        described: Described,
    ) -> Result<Option<Waiting>, OpsError> {
        let Described { draft, emptied } = described;
        let (line, file_name) = (draft.line, self.documents[at].0);
        let row = Row { file: at, file_name, columns, makes_accounts: false };
        let prepared = Prepared::found(&draft.entry);
        match self.places.place_saying(writer, row, draft, prepared, Says::All { emptied: &emptied }) {
            Ok(Placed::Waits { waits, .. }) => Ok(Some((at, Described { draft: waits.0, emptied }))),
            Ok(placed) => {
                self.note(writer.read(), &placed)?;
                Ok(None)
            }
            Err(Stop::Row(fault)) => {
                self.fault(at, line, fault.column, |language| fault.reason.told_in(language));
                Ok(None)
            }
            Err(Stop::All(error)) => Err(error),
        }
    }

    /// Tells of records whose links lead to nothing.
    fn nothing_brings(
        &mut self,
        writer: &mut Writer,
        columns: &Columns,
        left: Vec<Waiting>,
    ) -> Result<(), OpsError> {
        for (at, described) in left {
            let row = Row { file: at, file_name: self.documents[at].0, columns, makes_accounts: false };
            match self.places.make_missing(writer, row, &described.draft) {
                Ok(_) => {}
                Err(Stop::Row(fault)) => {
                    self.fault(at, described.draft.line, fault.column, |language| {
                        fault.reason.told_in(language)
                    });
                }
                Err(Stop::All(error)) => return Err(error),
            }
        }
        Ok(())
    }

    fn fault(&mut self, at: usize, line: u64, field: Option<String>, told: impl Fn(Language) -> String) {
        let told = Text { en: told(Language::English), zh: told(Language::Chinese) };
        self.taken.faults.push(PageFault { file: self.documents[at].0.to_owned(), line, field, told });
    }

    fn note(&mut self, reader: Reader, placed: &Placed) -> Result<(), OpsError> {
        let changes = self.places.log().map(Log::take).unwrap_or_default();
        if changes.is_empty() && matches!(placed, Placed::Kept { .. }) {
            self.taken.unchanged += 1;
        }
        for (before, after) in changes {
            self.taken.changes.push(change(reader, before.as_ref(), &after)?);
        }
        Ok(())
    }

    /// Finds the records of the accounts that their documents do not have.
    fn absent(&mut self, reader: Reader) -> Result<(), OpsError> {
        let mut absent = Vec::new();
        for (_, document) in &self.documents {
            let named = document.account.as_str();
            let account = if named.is_empty() { Some(0) } else { reader.account_called(named)? };
            let Some(account) = account else { continue };
            for &kind in document.listed.iter().filter(|kind| **kind != Kind::Account) {
                for entry in reader.entries_of_account(kind, account)? {
                    if self.places.log().is_some_and(|log| !log.has(kind, entry.id)) {
                        absent.push(Absent {
                            kind,
                            id: entry.id,
                            account: document.account.clone(),
                            title: entry.title().into_owned(),
                        });
                    }
                }
            }
        }
        self.taken.absent = absent;
        Ok(())
    }
}

/// The fields of a kind as the columns of a table, which is how faults are named.
fn columns(kind: Kind) -> Columns {
    Columns::unmatched(kind, kind.fields().iter().map(|field| field.name.to_owned()).collect())
}

fn change(reader: Reader, before: Option<&Entry>, after: &Entry) -> Result<RecordChange, StoreError> {
    let blank = Entry::blank(after.kind);
    let held = before.unwrap_or(&blank);
    let mut fields = Vec::new();
    for field in after.kind.fields().iter().filter(|field| field.is_given() || is_own(field)) {
        let (one, other) = (held.get(field.name), after.get(field.name));
        if one != other && field.name != "account" {
            let (before, after) = (data(reader, field, one)?, data(reader, field, other)?);
            fields.push(FieldChange { field, before, after });
        }
    }
    let account = match after.account() {
        Some(account) => reader.titles(Kind::Account, &[account])?.pop(),
        None => None,
    };
    Ok(RecordChange {
        kind: after.kind,
        account: account.map_or_else(String::new, |named| named.name),
        title: after.title().into_owned(),
        is_new: before.is_none(),
        fields,
    })
}

fn is_own(field: &Field) -> bool {
    matches!(field.shape, Shape::Custom | Shape::Data)
}

fn data(reader: Reader, field: &Field, value: &Value) -> Result<Json, StoreError> {
    let names = |kind: Kind, ids: &[i64]| -> Result<Vec<String>, StoreError> {
        Ok(reader.titles(kind, ids)?.into_iter().map(|named| named.name).collect())
    };
    Ok(match (field.shape, value) {
        (Shape::Link(kind), Value::Link(id)) => names(kind, &[*id])?.pop().into(),
        (Shape::Links(kind), Value::Links(ids)) => names(kind, ids)?.into(),
        (_, Value::Money(money)) => money.to_string().into(),
        (_, value) => value.to_json(),
    })
}

/// Keeps what was imported from where. An import that changed nothing leaves no trace.
fn keep_batch(writer: &mut Writer, folder: &str, taken: &Folder, today: Date) -> Result<(), OpsError> {
    if taken.changes.is_empty() {
        return Ok(());
    }
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let created = taken.changes.iter().filter(|change| change.is_new).count();
    let updated = taken.changes.len() - created;
    let unchanged = i64::try_from(taken.unchanged).unwrap_or(i64::MAX);
    let batch = ImportBatch {
        id: Id::new(0),
        file: folder.to_owned(),
        records: Kind::Account.name().to_owned(),
        date: today,
        encoding: "UTF-8".to_owned(),
        rows_read: count(taken.changes.len()) + unchanged,
        rows_created: count(created),
        rows_updated: count(updated),
        rows_unchanged: unchanged,
        rows_skipped: 0,
        rows_rejected: 0,
        created: None,
        updated: None,
    };
    writer.insert(&mut batch.to_entry())?;
    Ok(())
}

/// What the history says about it.
fn told(folder: &str, taken: &Folder) -> Text {
    let created = taken.changes.iter().filter(|change| change.is_new).count();
    let updated = taken.changes.len() - created;
    let accounts: BTreeSet<&str> =
        taken.changes.iter().map(|change| change.account.as_str()).filter(|name| !name.is_empty()).collect();
    let name = std::path::Path::new(folder)
        .file_name()
        .map_or_else(|| folder.to_owned(), |name| name.to_string_lossy().into_owned());
    let of_accounts = count(accounts.len(), "account", "accounts");
    let number = accounts.len();
    summary(
        format!("Imported {name}, {of_accounts} ({created} created, {updated} updated)"),
        format!("导入 {name}，{number} 家客户（新增 {created}，更新 {updated}）"),
    )
}
