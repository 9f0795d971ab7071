//! Where a row goes: to a record that is there, to a new one, or to wait for a record that a later row brings.

use super::cells::{column_name, filling, refuse_missing};
use super::children::{Children, external_ids, external_key, name_key, title_key};
use super::links::{Linked, account, missing_link, number, waited_keys};
use super::merge::{aliases, differing, merged};
use super::waiting::{Waiting, WaitingRows};
use super::written::Written;
use super::{Mismatch, OnConflict, Order, Stop, UnknownAccounts};
use crate::domain::credit_code;
use crate::domain::fold::{fold, fold_id};
use crate::domain::kind::Kind;
use crate::domain::need::NeedStatus;
use crate::domain::record::{Entry, Shape};
use crate::domain::value::Value;
use crate::import::columns::Columns;
use crate::import::drafts::{Draft, Link};
use crate::store::{Prepared, Reader, Writer};

/// What became of a row.
pub(super) enum Placed {
    Created(Box<Created>),
    Kept {
        outcome: Outcome,
        accounts: u64,
    },
    /// It has to wait for the record with this key.
    Waits {
        key: String,
        waits: Box<(Draft, Prepared)>,
    },
}

/// What became of a row whose record was there.
#[derive(Clone, Copy)]
pub(super) enum Outcome {
    Updated,
    Unchanged,
    Skipped,
}

/// A record that a row made.
pub(super) struct Created {
    pub(super) name: String,
    /// An account whose name differs by no more than the legal form.
    pub(super) near: Option<(i64, String)>,
    /// Accounts made because the row names them.
    pub(super) accounts: u64,
    /// Rows that waited for it.
    pub(super) released: Vec<Waiting>,
}

/// By what a record is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    ExternalId,
    Title,
}

/// A row, where it stands.
#[derive(Clone, Copy)]
pub(super) struct Row<'r> {
    pub(super) file: usize,
    pub(super) file_name: &'r str,
    pub(super) columns: &'r Columns,
}

/// The records that rows go to.
pub(super) struct Places<'i, 'o> {
    order: &'i Order<'o>,
    children: Children,
    waiting: WaitingRows,
    written: Written,
}

impl<'i, 'o> Places<'i, 'o> {
    pub(super) fn new(order: &'i Order<'o>) -> Self {
        Self {
            order,
            children: Children::default(),
            waiting: WaitingRows::default(),
            written: Written::default(),
        }
    }

    pub(super) fn wait(&mut self, key: String, waiting: Waiting) {
        self.waiting.add(key, waiting);
    }

    /// Creates or changes the record that a row describes.
    pub(super) fn place(
        &mut self,
        writer: &mut Writer,
        row: Row,
        mut draft: Draft,
        prepared: Prepared,
    ) -> Result<Placed, Stop> {
        refuse_missing(&draft, row.columns)?;
        let mut accounts = 0;
        let links = std::mem::take(&mut draft.links);
        let mut new_home = None;
        for link in links.iter().filter(|link| link.field.name == "account") {
            match self.account_of(writer, row, &draft, &links, link, &mut accounts)? {
                Linked::To(account) => draft.entry.set("account", account),
                Linked::Later { key } => {
                    draft.links = links;
                    return Ok(Placed::Waits { key, waits: Box::new((draft, prepared)) });
                }
            }
            if accounts > 0 {
                new_home = link.names.first().map(|name| home_key(name));
            }
        }
        for link in links.iter().filter(|link| link.field.name != "account") {
            match self
                .linked(writer.read(), &draft.entry, link)
                .map_err(|stop| stop.at(column_name(row.columns, link.column)))?
            {
                Linked::To(value) => draft.entry.put(&link.field, value),
                Linked::Later { key } => {
                    draft.links = links;
                    return Ok(Placed::Waits { key, waits: Box::new((draft, prepared)) });
                }
            }
        }
        let (found, near) = self.find(writer, &draft.entry, &prepared)?;
        if let Some(id) = found {
            let outcome = self.meet(writer, row, id, draft)?;
            return Ok(Placed::Kept { outcome, accounts });
        }
        let mut created = self.create(writer, row, draft, prepared, accounts, near)?;
        if let Some(key) = new_home {
            created.released.extend(self.waiting.release(&key));
        }
        Ok(Placed::Created(Box::new(created)))
    }

    /// The account that a row belongs to; made, where it may be and the row cannot be rejected any more.
    fn account_of(
        &mut self,
        writer: &mut Writer,
        row: Row,
        draft: &Draft,
        links: &[Link],
        link: &Link,
        made: &mut u64,
    ) -> Result<Linked, Stop> {
        let name = link.names.first().map(String::as_str).unwrap_or_default();
        let column = column_name(row.columns, link.column);
        if let Some(account) = account(writer.read(), name).map_err(|stop| stop.at(column))? {
            return Ok(Linked::To(Value::Link(account)));
        }
        if self.order.unknown_accounts == UnknownAccounts::Refuse {
            return Err(Stop::from(Mismatch::NoAccount { name: name.to_owned() }).at(column));
        }
        let contact = links.iter().find(|link| {
            link.field.shape == Shape::Link(Kind::Contact) || link.field.shape == Shape::Links(Kind::Contact)
        });
        if let Some(contact) = contact.filter(|_| draft.entry.kind != Kind::Contact) {
            let name = contact.names.join(", ");
            return Err(Stop::from(Mismatch::NoContact { name }).at(column_name(row.columns, contact.column)));
        }
        if let Some(above) = links.iter().find(|link| link.field.name == "reports_to") {
            // Only a row for the one above can tell whether this one is good, and it makes the account.
            let above_name = above.names.first().map(String::as_str).unwrap_or_default();
            missing_link(&draft.entry, above, above_name)
                .map_err(|stop| stop.at(column_name(row.columns, above.column)))?;
            return Ok(Linked::Later { key: home_key(name) });
        }
        *made += 1;
        Ok(Linked::To(Value::Link(self.make_account(writer, row, draft.line, name)?)))
    }

    fn make_account(&mut self, writer: &mut Writer, row: Row, line: u64, name: &str) -> Result<i64, Stop> {
        let mut entry = Entry::blank(Kind::Account);
        entry.set("name", Value::Text(name.to_owned()));
        writer.insert(&mut entry)?;
        self.written.note(&entry, row, line);
        Ok(entry.id)
    }

    fn linked(&mut self, reader: Reader, entry: &Entry, link: &Link) -> Result<Linked, Stop> {
        let mut ids = Vec::with_capacity(link.names.len());
        for name in &link.names {
            let found = match link.field.shape {
                Shape::Link(Kind::Account) => account(reader, name)?,
                _ => self.contact(reader, entry.account().unwrap_or(0), name)?,
            };
            match found {
                Some(id) => ids.push(id),
                None => return missing_link(entry, link, name),
            }
        }
        Ok(Linked::To(match (link.field.shape, ids.first()) {
            (Shape::Links(_), _) => Value::Links(ids),
            (_, Some(id)) => Value::Link(*id),
            (_, None) => Value::Empty,
        }))
    }

    fn contact(&mut self, reader: Reader, account: i64, name: &str) -> Result<Option<i64>, Stop> {
        if let Some(id) = self.children.find(reader, Kind::Contact, account, &name_key(name))? {
            return Ok(Some(id));
        }
        let Some(id) = number(name) else { return Ok(None) };
        let belongs =
            reader.find(Kind::Contact, id)?.is_some_and(|contact| contact.account() == Some(account));
        Ok(belongs.then_some(id))
    }

    /// The record that a row is about, if it is there, and an account that may be the same.
    fn find(
        &mut self,
        writer: &mut Writer,
        entry: &Entry,
        prepared: &Prepared,
    ) -> Result<(Option<i64>, Option<i64>), Stop> {
        let mut found: Option<(i64, &str)> = None;
        let mut near = None;
        let code = credit_code::as_external_id(entry.text("credit_code"));
        let ids = external_ids(entry).iter().chain(&code).map(|id| (Source::ExternalId, id.as_str()));
        for (source, name) in ids.chain([(Source::Title, entry.title())]) {
            let id = match (entry.kind, source) {
                (Kind::Account, Source::ExternalId) => writer.read().account_of_key(&fold_id(name))?,
                (Kind::Account, Source::Title) => {
                    let likeness = writer.account_named(prepared.name_key())?;
                    near = likeness.near;
                    likeness.same
                }
                (kind, source) => {
                    let key = if source == Source::Title { title_key(entry) } else { external_key(name) };
                    self.children.find(writer.read(), kind, entry.account().unwrap_or(0), &key)?
                }
            };
            match (found, id) {
                (Some((first_id, first)), Some(second_id)) if first_id != second_id => {
                    let torn = Mismatch::Torn {
                        first: first.to_owned(),
                        first_id,
                        second: name.to_owned(),
                        second_id,
                    };
                    return Err(torn.into());
                }
                (None, Some(id)) => found = Some((id, name)),
                _ => {}
            }
        }
        let found = found.map(|(id, _)| id);
        if entry.kind == Kind::Account {
            refuse_taken(writer.read(), entry, found)?;
        }
        Ok((found, near))
    }

    /// What a row does to the record that is there.
    fn meet(&mut self, writer: &mut Writer, row: Row, id: i64, draft: Draft) -> Result<Outcome, Stop> {
        let kind = draft.entry.kind;
        let before = writer.read().get(kind, id)?;
        let after = merged(&before, draft.entry);
        let differing = differing(&before, &after);
        if differing.is_empty() {
            return Ok(Outcome::Unchanged);
        }
        match self.order.on_conflict {
            OnConflict::Skip => Ok(Outcome::Skipped),
            OnConflict::Update => {
                writer.update(&before, &after)?;
                self.written.note(&after, row, draft.line);
                self.children.written(&after);
                Ok(Outcome::Updated)
            }
            OnConflict::Fail => {
                let fields: Vec<&str> =
                    differing.into_iter().map(|field| filling(row.columns, field)).collect();
                let (name, fields) = (before.title().to_owned(), fields.join(", "));
                Err(match self.written.place(kind, id) {
                    Some(place) => Mismatch::Twice { name, place, fields },
                    None => Mismatch::Differs { name, id, fields },
                }
                .into())
            }
        }
    }

    fn create(
        &mut self,
        writer: &mut Writer,
        row: Row,
        draft: Draft,
        prepared: Prepared,
        accounts: u64,
        near: Option<i64>,
    ) -> Result<Created, Stop> {
        let mut entry = draft.entry;
        if entry.kind == Kind::Need && !row.columns.fills("status") {
            entry.set("status", Value::Text(NeedStatus::Open.as_str().to_owned()));
        }
        writer.insert_prepared(&mut entry, prepared)?;
        self.written.note(&entry, row, draft.line);
        self.children.written(&entry);
        let near = match near {
            Some(other) => {
                writer.read().titles(Kind::Account, &[other])?.pop().map(|named| (named.id, named.name))
            }
            None => None,
        };
        let released = self.released(&entry);
        Ok(Created { name: entry.title().to_owned(), near, accounts, released })
    }

    /// Takes the rows out that waited for a record.
    fn released(&mut self, entry: &Entry) -> Vec<Waiting> {
        if self.waiting.is_empty() {
            return Vec::new();
        }
        waited_keys(entry).iter().flat_map(|key| self.waiting.release(key)).collect()
    }

    /// The earliest row that still waits.
    pub(super) fn take_waiting(&mut self) -> Option<Waiting> {
        self.waiting.take()
    }

    /// Refuses a row for an account that would be rejected anyway, before the account above it is made.
    fn refuse_before_making(&mut self, writer: &mut Writer, row: Row, draft: &Draft) -> Result<(), Stop> {
        let (found, _) = self.find(writer, &draft.entry, &Prepared::of(&draft.entry))?;
        if let (Some(id), OnConflict::Fail) = (found, self.order.on_conflict) {
            // An account that is not there yet is above no account that is.
            let mut moved = draft.clone();
            moved.entry.set("parent", Value::Link(0));
            self.meet(writer, row, id, moved)?;
        }
        Ok(())
    }

    /// Makes the account that a row still waits for after all files, where that may be. Tells how many were made.
    pub(super) fn make_missing(&mut self, writer: &mut Writer, row: Row, draft: &Draft) -> Result<u64, Stop> {
        let Some(link) = draft.links.iter().find(|link| matches!(link.field.name, "parent" | "reports_to"))
        else {
            return Ok(0);
        };
        let name = link.names.first().cloned().unwrap_or_default();
        let missing = match (link.field.name, self.order.unknown_accounts) {
            ("reports_to", _) => Mismatch::NoContact { name },
            (_, UnknownAccounts::Refuse) => Mismatch::NoAccount { name },
            (_, UnknownAccounts::Create) if account(writer.read(), &name)?.is_some() => return Ok(0),
            (_, UnknownAccounts::Create) => {
                self.refuse_before_making(writer, row, draft)?;
                return self.make_account(writer, row, draft.line, &name).map(|_| 1);
            }
        };
        Err(Stop::from(missing).at(column_name(row.columns, link.column)))
    }
}

/// What rows wait for whose account is not there yet. No name folds to it.
fn home_key(account: &str) -> String {
    format!("\u{1}{}", fold(account))
}

/// Refuses a row that would give an account a name of another one.
fn refuse_taken(reader: Reader, entry: &Entry, own: Option<i64>) -> Result<(), Stop> {
    for name in aliases(entry) {
        match reader.account_of_key(&fold(name))? {
            Some(id) if Some(id) != own => return Err(Mismatch::Taken { name: name.clone(), id }.into()),
            _ => {}
        }
    }
    Ok(())
}
