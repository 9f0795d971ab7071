//! The account that a row of another kind belongs to: the one that it names, the one that its name means, one that it looks like, or
//! one that is made.

use super::alike::{Alike, Kin};
use super::cells::link_name;
use super::distinct::distinguish;
use super::find::Meeting;
use super::links::{account, missing_link, no_record, target};
use super::merge::Says;
use super::place::{Places, Row};
use super::{LookAlikes, Mismatch, OnConflict, Stop, UnknownAccounts};
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::import::columns::Target;
use crate::import::drafts::{Draft, Link};
use crate::import::review::{DECISION, Decision};
use crate::store::{Prepared, Reader, Writer};

/// Where a row belongs.
pub(super) enum Home {
    At(i64),
    /// To an account that a later row may make.
    Later {
        key: String,
    },
    /// Perhaps to an account that is called otherwise: a person has to decide.
    Like {
        name: String,
        alike: Alike,
    },
}

/// An account that was found although a cell calls it by another name.
pub(super) struct Understood {
    pub(super) column: usize,
    pub(super) line: u64,
    pub(super) written: String,
    pub(super) name: String,
}

impl Places<'_, '_> {
    /// Tells that a cell is understood otherwise than it is written, where a column gives the field.
    pub(super) fn tell_understood(
        &mut self,
        row: Row,
        field: &str,
        line: u64,
        written: String,
        name: String,
    ) {
        if let Some(column) = row.columns.column_of(field) {
            self.understood.push(Understood { column, line, written, name });
        }
    }

    /// The account that a row belongs to; made, where it may be and the row cannot be rejected any more.
    pub(super) fn home(
        &mut self,
        writer: &mut Writer,
        row: Row,
        draft: &Draft,
        links: &[Link],
        link: &Link,
        made: &mut u64,
    ) -> Result<Home, Stop> {
        let name = link.names.first().map(String::as_str).unwrap_or_default();
        let column = link_name(row.columns, link);
        if let Some(Decision::SameAccount(id)) = draft.decision {
            return self.decided(writer, name, id);
        }
        if let Some(id) = self.account_called(writer.read(), name).map_err(|stop| stop.at(column))? {
            return Ok(Home::At(id));
        }
        let is_new = matches!(draft.decision, Some(Decision::NewAccount(_)));
        let kin = if is_new { Meeting::Nobody } else { self.home_kin(writer, name)? };
        match kin {
            Meeting::Record(id) => return self.meant(writer.read(), draft, link, id),
            Meeting::Like(alike) if self.order.look_alikes == LookAlikes::Hold => {
                self.held_homes.insert(fold(name), alike.clone());
                return Ok(Home::Like { name: name.to_owned(), alike });
            }
            _ => {}
        }
        // What the user says of all rows is in no card.
        let is_made = is_new || (row.makes_accounts && link.column.is_some());
        if self.order.unknown_accounts == UnknownAccounts::Refuse && !is_made {
            return Err(Stop::from(Mismatch::NoAccount { name: name.to_owned() }).at(column));
        }
        let own = draft.entry.kind;
        let other = links.iter().find(|link| !matches!(target(link), Kind::Account) && target(link) != own);
        if let Some(other) = other {
            let missing = no_record(target(other), &other.names.join(", "));
            return Err(Stop::from(missing).at(link_name(row.columns, other)));
        }
        if let Some(above) = links.iter().find(|link| target(link) == own) {
            // Only a row for the one above can tell whether this one is good, and it makes the account.
            let above_name = above.names.first().map(String::as_str).unwrap_or_default();
            missing_link(&draft.entry, above, above_name)
                .map_err(|stop| stop.at(link_name(row.columns, above)))?;
            return Ok(Home::Later { key: home_key(name) });
        }
        *made += 1;
        let is_id = |target: &Target| matches!(target, Target::Linked { .. });
        let targets = link.column.and_then(|column| row.columns.targets.get(column));
        let id = targets.is_some_and(|targets| targets.iter().any(is_id)).then_some(name);
        let account = self.make_account_of(writer, row, draft.line, name, id)?;
        if let Some(Decision::NewAccount(Some(other))) = draft.decision {
            distinguish(writer, Kind::Account, account, other)?;
        }
        Ok(Home::At(account))
    }

    /// The account that a person said it is. Its other name is known from now on.
    fn decided(&mut self, writer: &mut Writer, name: &str, id: i64) -> Result<Home, Stop> {
        let Some(before) = writer.read().find(Kind::Account, id)? else {
            return Err(Stop::from(Mismatch::NoRecord { name: format!("#{id}") }).at(DECISION));
        };
        if account(writer.read(), name)?.is_none() {
            let mut after = before.clone();
            let mut names = after.list("aliases").to_vec();
            names.push(name.to_owned());
            after.set("aliases", Value::List(names));
            writer.update(&before, &after)?;
            self.log().into_iter().for_each(|log| log.changed(Some(&before), &after));
        }
        Ok(Home::At(id))
    }

    /// An account that a name means which is written otherwise; told once for each row.
    fn meant(&mut self, reader: Reader, draft: &Draft, link: &Link, id: i64) -> Result<Home, Stop> {
        let written = link.names.first().cloned().unwrap_or_default();
        if let (Some(column), Some(named)) = (link.column, reader.titles(Kind::Account, &[id])?.pop()) {
            self.understood.push(Understood { column, line: draft.line, written, name: named.name });
        }
        Ok(Home::At(id))
    }

    /// What a name of an account meets that is nobody's.
    fn home_kin(&mut self, writer: &mut Writer, name: &str) -> Result<Meeting, Stop> {
        if name.trim().is_empty() || super::links::number(name).is_some() {
            return Ok(Meeting::Nobody);
        }
        if let Some(alike) = self.held_homes.get(&fold(name)) {
            return Ok(Meeting::Like(alike.clone()));
        }
        let mut entry = Entry::blank(Kind::Account);
        entry.set("name", Value::Text(name.to_owned()));
        match self.alikes.kin(writer.read(), &entry)? {
            Some(Kin::Same(id) | Kin::Keyed(id)) => Ok(Meeting::Record(id)),
            // A name alone has no key.
            Some(Kin::Claimed) => Ok(Meeting::Nobody),
            Some(Kin::Near(alike)) => Ok(Meeting::Like(alike)),
            Some(Kin::Neighbour(alike)) => Ok(Meeting::Neighbour(alike)),
            None => {
                let near = writer.account_named(Prepared::found(&entry).name_key())?.near;
                self.neighbour(writer.read(), near, name)
            }
        }
    }

    /// The account that goes by a name, or that a row of this name met.
    pub(super) fn account_called(&self, reader: Reader, name: &str) -> Result<Option<i64>, Stop> {
        let folded = fold(name);
        match account(reader, name)?.or_else(|| self.met.get(&folded).copied()) {
            None if self.held.contains_key(&folded) => {
                Err(Mismatch::AccountHeld { name: name.to_owned() }.into())
            }
            found => Ok(found),
        }
    }

    pub(super) fn make_account(
        &mut self,
        writer: &mut Writer,
        row: Row,
        line: u64,
        name: &str,
    ) -> Result<i64, Stop> {
        self.make_account_of(writer, row, line, name, None)
    }

    /// Makes an account of which a row knows the name, or no more than the id that a system gave it: that is its name until the
    /// account itself is imported.
    fn make_account_of(
        &mut self,
        writer: &mut Writer,
        row: Row,
        line: u64,
        name: &str,
        id: Option<&str>,
    ) -> Result<i64, Stop> {
        let mut entry = Entry::blank(Kind::Account);
        entry.set("name", Value::Text(name.to_owned()));
        if let Some(id) = id {
            entry.set("external_ids", Value::List(vec![id.to_owned()]));
        }
        writer.insert(&mut entry)?;
        self.written.note(&entry, row, line);
        self.alikes.made(&entry);
        Ok(entry.id)
    }

    /// Refuses a row for an account that would be rejected anyway, before the account above it is made.
    fn refuse_before_making(&mut self, writer: &mut Writer, row: Row, draft: &Draft) -> Result<(), Stop> {
        let (found, _) = self.find(writer, row, &draft.entry, 1, &Prepared::found(&draft.entry))?;
        if let (Some(id), OnConflict::Fail) = (found, self.order.on_conflict) {
            // An account that is not there yet is above no account that is.
            let mut moved = draft.clone();
            moved.entry.set("parent", Value::Link(0));
            self.meet(writer, row, id, moved, Says::More)?;
        }
        Ok(())
    }

    /// Makes the account that a row still waits for after all files, where that may be. Tells how many were made.
    pub(super) fn make_missing(&mut self, writer: &mut Writer, row: Row, draft: &Draft) -> Result<u64, Stop> {
        let own = draft.entry.kind;
        let above = |link: &&Link| link.field.name != "account" && target(link) == own;
        let Some(link) = draft.links.iter().find(above) else { return Ok(0) };
        let name = link.names.first().cloned().unwrap_or_default();
        let missing = match (own, self.order.unknown_accounts) {
            (Kind::Account, _) if self.account_called(writer.read(), &name)?.is_some() => {
                return Ok(0);
            }
            (Kind::Account, UnknownAccounts::Create) => {
                self.refuse_before_making(writer, row, draft)?;
                return self.make_account(writer, row, draft.line, &name).map(|_| 1);
            }
            (kind, _) => no_record(kind, &name),
        };
        Err(Stop::from(missing).at(link_name(row.columns, link)))
    }
}

/// What rows wait for whose account is not there yet. No name folds to it.
pub(super) fn home_key(account: &str) -> String {
    format!("\u{1}{}", fold(account))
}
