//! Where a row goes: to a record that is there, to a new one, or to wait for a record that a later row brings.

use std::collections::HashMap;
use std::rc::Rc;

use super::alike::{Alike, Alikes};
use super::cells::{link_name, refuse_missing};
use super::children::{Children, mail_key, name_key};
use super::distinct::{distinguish, refuse_itself};
use super::everybody::Everybody;
use super::find::{Meeting, bare_title};
use super::holders::Holders;
use super::home::{Home, Understood, home_key};
use super::keyed::Named;
use super::links::{Linked, account, missing_link, number, target, waited_keys};
use super::log::Log;
use super::merge::Says;
use super::settle::Questions;
use super::swings::{Quarrel, Swings};
use super::waiting::{Waiting, WaitingRows};
use super::written::Written;
use super::{LookAlikes, OpsError, Order, Stop};
use crate::domain::company::email_key;
use crate::domain::fold::fold;
use crate::domain::identity::{apart, elsewhere, leads_anywhere};
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Shape};
use crate::domain::value::Value;
use crate::import::columns::Columns;
use crate::import::drafts::{Draft, Link};
use crate::import::review::Decision;
use crate::playbook::LazyPlaybook;
use crate::store::{Prepared, Reader, Writer};

/// What rows wait for that have a key which rows of other names may have, too. No name folds to it.
const CLAIMS: &str = "\u{4}";

/// What became of a row.
pub(super) enum Placed {
    Created(Box<Created>),
    Kept {
        outcome: Outcome,
        accounts: u64,
        id: Option<i64>,
    },
    /// It looks like one that is there, and a person has to decide; so do the people of a company that does.
    Held {
        name: String,
        alike: Alike,
    },
    /// It has to wait for the record with this key.
    Waits {
        key: String,
        waits: Box<(Draft, Prepared)>,
    },
}

/// What became of a row whose record was there.
#[derive(Clone)]
pub(super) enum Outcome {
    Updated {
        /// The fields in which the record differs from before.
        changed: Vec<String>,
    },
    Unchanged,
    Skipped,
}

/// A record that a row made.
pub(super) struct Created {
    pub(super) id: i64,
    pub(super) name: String,
    /// An account that it looks like.
    pub(super) near: Option<Alike>,
    /// Accounts made because the row names them.
    pub(super) accounts: u64,
    /// Rows that waited for it.
    pub(super) released: Vec<Waiting>,
}

/// Where the links of a row lead.
enum Led {
    /// To records that are there.
    There(MadeHome),
    /// To one that a later row may bring.
    Later { key: String },
    /// To an account that perhaps is called otherwise.
    Held { name: String, alike: Alike },
}

/// What was made for a row to belong to.
#[derive(Default)]
struct MadeHome {
    accounts: u64,
    /// What rows wait for that this fulfils.
    key: Option<String>,
}

/// A row, where it stands.
#[derive(Clone, Copy)]
pub(super) struct Row<'r> {
    pub(super) file: usize,
    pub(super) file_name: &'r str,
    pub(super) columns: &'r Columns,
    /// Whether the file makes the accounts that its rows name, whatever is said of others: a card holds its company.
    pub(super) makes_accounts: bool,
}

/// The records that rows go to.
pub(super) struct Places<'i, 'o> {
    pub(super) order: &'i Order<'o>,
    pub(super) children: Children,
    /// Which file's rows events went to, so that two rows of a file are two events.
    pub(super) claimed: HashMap<(Kind, i64), usize>,
    waiting: WaitingRows,
    pub(super) written: Written,
    pub(super) questions: Questions,
    pub(super) alikes: Alikes,
    pub(super) everybody: Everybody,
    pub(super) holders: Holders,
    /// Names of companies whose rows were held back, folded, and what they look like.
    pub(super) held: HashMap<String, Alike>,
    /// Names of accounts that rows of other kinds were held back for, folded, and what they look like.
    pub(super) held_homes: HashMap<String, Alike>,
    /// Accounts that cells of rows mean and call otherwise, since this was asked last.
    pub(super) understood: Vec<Understood>,
    pub(super) swings: Swings,
    /// What a row said against one before it, since this was asked last.
    pub(super) quarrel: Option<Quarrel>,
    /// Accounts by names that rows gave them and that are not kept, folded.
    pub(super) met: HashMap<String, i64>,
    /// The question of an answer in a survey that the playbook does not know, since this was asked last.
    pub(super) unknown_question: Option<String>,
    log: Option<Log>,
    /// Knows the questions that answers in surveys have to fit.
    pub(super) playbook: Rc<LazyPlaybook>,
}

impl<'i, 'o> Places<'i, 'o> {
    pub(super) fn new(order: &'i Order<'o>, playbook: Rc<LazyPlaybook>) -> Self {
        Self {
            order,
            children: Children::default(),
            claimed: HashMap::new(),
            waiting: WaitingRows::default(),
            written: Written::default(),
            questions: Questions::default(),
            alikes: Alikes::default(),
            everybody: Everybody::default(),
            holders: Holders::default(),
            held: HashMap::new(),
            held_homes: HashMap::new(),
            understood: Vec::new(),
            swings: Swings::default(),
            quarrel: None,
            unknown_question: None,
            met: HashMap::new(),
            log: None,
            playbook,
        }
    }

    /// Places that remember what was done.
    pub(super) fn logging(order: &'i Order<'o>, playbook: Rc<LazyPlaybook>) -> Self {
        Self { log: Some(Log::default()), ..Self::new(order, playbook) }
    }

    /// What rows did, where that is remembered.
    pub(super) fn log(&mut self) -> Option<&mut Log> {
        self.log.as_mut()
    }

    /// Brings in order what follows from all rows together.
    pub(super) fn settle(&self, writer: &mut Writer) -> Result<Vec<(Entry, Entry)>, OpsError> {
        self.questions.settle(writer)
    }

    pub(super) fn wait(&mut self, key: String, waiting: Waiting) {
        self.waiting.add(key, waiting);
    }

    /// Creates or changes the record that a row describes.
    pub(super) fn place(
        &mut self,
        writer: &mut Writer,
        row: Row,
        draft: Draft,
        prepared: Prepared,
    ) -> Result<Placed, Stop> {
        self.place_saying(writer, row, draft, prepared, Says::More)
    }

    /// Creates or changes the record that a row describes, which gives all there is of what it gives.
    pub(super) fn place_saying(
        &mut self,
        writer: &mut Writer,
        row: Row,
        mut draft: Draft,
        mut prepared: Prepared,
        says: Says,
    ) -> Result<Placed, Stop> {
        if draft.decision == Some(Decision::PassOver) {
            return Ok(Placed::Kept { outcome: Outcome::Skipped, accounts: 0, id: None });
        }
        self.everybody.settle(writer.read(), row.columns, &mut draft)?;
        if let Named::Later = self.name_by_key(writer, row, &mut draft, &mut prepared)? {
            return Ok(self.later(draft, prepared));
        }
        refuse_missing(&draft, row.columns)?;
        self.settle_by_playbook(row, &mut draft, &mut prepared, says)?;
        if let Some(alike) = self.held_home(writer.read(), row, &draft)? {
            return Ok(Placed::Held { name: draft.entry.title().into_owned(), alike });
        }
        let links = std::mem::take(&mut draft.links);
        let led = self.lead(writer, row, &mut draft, &links)?;
        draft.links = links;
        let made = match led {
            Led::There(made) => made,
            Led::Later { key } => return Ok(Placed::Waits { key, waits: Box::new((draft, prepared)) }),
            Led::Held { name, alike } => return Ok(Placed::Held { name, alike }),
        };
        self.settle_strategy(writer.read(), row, &mut draft, &mut prepared, says)?;
        let place = bare_title(&mut draft.entry, &mut prepared);
        let near = match self.kin(writer, row, &mut draft, place, &prepared, says)? {
            Meeting::Record(id) => {
                let outcome = self.meet(writer, row, id, draft, says)?;
                return Ok(Placed::Kept { outcome, accounts: made.accounts, id: Some(id) });
            }
            Meeting::Nobody => None,
            Meeting::Like(alike) if self.order.look_alikes == LookAlikes::Hold => {
                let name = draft.entry.title().into_owned();
                self.held.insert(fold(&name), alike.clone());
                return Ok(Placed::Held { name, alike });
            }
            Meeting::Like(alike) | Meeting::Neighbour(alike) => Some(alike),
            Meeting::Later => return Ok(self.later(draft, prepared)),
        };
        Self::refuse_behind(writer.read(), &draft.entry)?;
        let (kind, decision) = (draft.entry.kind, draft.decision);
        let created = self.create(writer, row, draft, prepared, says)?;
        if let Some(Decision::New(Some(other))) = decision {
            distinguish(writer, kind, created.id, other)?;
        }
        let mut created = Created { near, accounts: made.accounts, ..created };
        created.released.extend(made.key.into_iter().flat_map(|key| self.waiting.release(&key)));
        Ok(Placed::Created(Box::new(created)))
    }

    /// A row waits until all were read that may claim a record; what it is about is told then.
    fn later(&mut self, draft: Draft, prepared: Prepared) -> Placed {
        self.understood.clear();
        Placed::Waits { key: CLAIMS.to_owned(), waits: Box::new((draft, prepared)) }
    }

    /// Leads a row to the account that it belongs to, and to the records that its cells name.
    fn lead(
        &mut self,
        writer: &mut Writer,
        row: Row,
        draft: &mut Draft,
        links: &[Link],
    ) -> Result<Led, Stop> {
        let mut made = MadeHome::default();
        for link in links.iter().filter(|link| link.field.name == "account") {
            match self.home(writer, row, draft, links, link, &mut made.accounts)? {
                Home::At(account) => draft.entry.set("account", Value::Link(account)),
                Home::Later { key } => return Ok(Led::Later { key }),
                Home::Like { name, alike } => return Ok(Led::Held { name, alike }),
            }
            if made.accounts > 0 {
                made.key = link.names.first().map(|name| home_key(name));
            }
        }
        for link in links.iter().filter(|link| link.field.name != "account") {
            let linked = self.linked(writer.read(), &draft.entry, link);
            match linked.map_err(|stop| stop.at(link_name(row.columns, link)))? {
                Linked::To(value) => draft.entry.put(&link.field, value),
                Linked::Later { key } => return Ok(Led::Later { key }),
            }
        }
        let other = links.iter().find(|link| link.field.name == "other").and_then(|link| link.names.first());
        refuse_itself(&draft.entry, other.map_or("", String::as_str))?;
        Ok(Led::There(made))
    }

    fn linked(&mut self, reader: Reader, entry: &Entry, link: &Link) -> Result<Linked, Stop> {
        let mut ids = Vec::with_capacity(link.names.len());
        for name in &link.names {
            let found = match link.field.shape {
                Shape::Link(Kind::Account) => self.account_called(reader, name)?,
                _ => self.record(reader, target(link), entry.account().unwrap_or(0), name)?,
            };
            let found = match found {
                None if leads_anywhere(entry.kind, &link.field) => {
                    self.elsewhere(reader, target(link), name)?
                }
                found => found,
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

    /// The record of an account that a cell names.
    fn record(&mut self, reader: Reader, kind: Kind, account: i64, name: &str) -> Result<Option<i64>, Stop> {
        if kind == Kind::Contact && name.contains('@') {
            return self.person_of(reader, account, name);
        }
        let (bare, place) = apart(name);
        let named = self.children.find(reader, kind, account, &name_key(bare))?;
        if let Some(id) = named.get(place - 1) {
            return Ok(Some(*id));
        }
        let Some(id) = number(name) else { return Ok(None) };
        let belongs = reader.find(kind, id)?.is_some_and(|record| record.account() == Some(account));
        Ok(belongs.then_some(id))
    }

    /// The person of an account whom a cell names with a mail address, or by one: `Ann Example <ann@example.com>`. The address says more
    /// than the name, which decides between several who share it; of several nobody knows which is meant.
    fn person_of(&mut self, reader: Reader, account: i64, cell: &str) -> Result<Option<i64>, Stop> {
        let kind = Kind::Contact;
        let (bare, place) = apart(cell.split('<').next().unwrap_or_default().trim());
        let named = self.children.find(reader, kind, account, &name_key(bare))?.to_vec();
        let key = email_key(cell).map(|mail| mail_key(&mail));
        let mailed = match key {
            Some(key) => self.children.find(reader, kind, account, &key)?,
            None => &[],
        };
        let both: Vec<i64> = named.iter().copied().filter(|id| mailed.contains(id)).collect();
        Ok(match (mailed, both.as_slice()) {
            ([one], _) | (_, [one]) => Some(*one),
            ([], _) => named.get(place - 1).copied().filter(|_| named.len() == 1 || place > 1),
            (_, several) => several.get(place - 1).copied().filter(|_| place > 1),
        })
    }

    /// The record of another account that a cell names.
    fn elsewhere(&mut self, reader: Reader, kind: Kind, name: &str) -> Result<Option<i64>, Stop> {
        let Some((name, of_account)) = elsewhere(name) else { return Ok(None) };
        match account(reader, of_account)? {
            Some(account) => self.record(reader, kind, account, name),
            None => Ok(None),
        }
    }

    /// Takes the rows out that waited until all were read that may claim a record, or says that more come.
    pub(super) fn settle_claims(&mut self, has_all: bool) -> Vec<Waiting> {
        self.alikes.settle_claims(has_all);
        if has_all { self.waiting.release(CLAIMS) } else { Vec::new() }
    }

    /// Takes the rows out that waited for a record.
    pub(super) fn released(&mut self, entry: &Entry) -> Vec<Waiting> {
        if self.waiting.is_empty() {
            return Vec::new();
        }
        waited_keys(entry).iter().flat_map(|key| self.waiting.release(key)).collect()
    }

    /// The earliest row that still waits.
    pub(super) fn take_waiting(&mut self) -> Option<Waiting> {
        self.waiting.take()
    }
}
