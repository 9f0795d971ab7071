//! The record that a row is about, if it is there: by external id, by name, by what an event is known by.

use super::alike::{Alike, Kin};
use super::children::{external_key, record_key};
use super::links::account;
use super::merge::{Says, differing, merged, under_its_name};
use super::place::{Places, Row};
use super::{Mismatch, Stop};
use crate::analysis::likeness::{Reason, SAME};
use crate::domain::company::is_one_name;
use crate::domain::credit_code;
use crate::domain::fold::{fold, fold_id};
use crate::domain::identity::{apart, is_called_by_name, repeats};
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::import::columns::Part;
use crate::import::drafts::Draft;
use crate::import::review::{DECISION, Decision};
use crate::ops::surveys;
use crate::store::{Prepared, Reader, Writer};

/// By what a record is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    ExternalId,
    Title,
}

/// What a row meets.
pub(super) enum Meeting {
    Record(i64),
    /// An account of before that it looks like.
    Like(Alike),
    /// An account of this import whose name differs by no more than the legal form.
    Neighbour(Alike),
    Nobody,
    /// A record by a key that rows of other names may have, too.
    Later,
}

impl Places<'_, '_> {
    /// What a row meets: the record that it names, the account that a person said it is about, or one that it looks like. A row about
    /// an account of another name is told under the name of that.
    pub(super) fn kin(
        &mut self,
        writer: &mut Writer,
        row: Row,
        draft: &mut Draft,
        place: usize,
        prepared: &Prepared,
        says: Says,
    ) -> Result<Meeting, Stop> {
        let decision = draft.decision;
        if let Some(Decision::Same(id)) = decision {
            let Some(before) = writer.read().find(draft.entry.kind, id)? else {
                return Err(Stop::from(Mismatch::NoRecord { name: format!("#{id}") }).at(DECISION));
            };
            if before.kind == Kind::Contact && before.account() != draft.entry.account() {
                let name = format!("#{id}");
                return Err(Stop::from(Mismatch::NoContact { name }).at(DECISION));
            }
            self.meet_as(row, &before, draft);
            return Ok(Meeting::Record(id));
        }
        let (found, neighbour) = self.find(writer, row, &draft.entry, place, prepared)?;
        let kind = draft.entry.kind;
        if let Some(id) = found {
            if row.columns.is_export && kind == Kind::Account {
                self.alikes.is_called(id);
            }
            if kind == Kind::Contact && !draft.entry.get("email").is_empty() {
                self.alikes.called(id);
            }
            if kind == Kind::Industry {
                under_its_name(&writer.read().get(kind, id)?, &mut draft.entry);
            }
            return Ok(Meeting::Record(id));
        }
        // Of namesakes that are told apart, and of documents, each is who it says it is.
        let is_stated = place > 1 || matches!(says, Says::All { .. });
        if !matches!(kind, Kind::Account | Kind::Contact)
            || matches!(decision, Some(Decision::New(_)))
            || is_stated
        {
            return Ok(Meeting::Nobody);
        }
        if let Some(alike) = self.held.get(prepared.name_key()).filter(|_| kind == Kind::Account) {
            return Ok(Meeting::Like(alike.clone()));
        }
        let kin = if kind == Kind::Account {
            let kin = self.alikes.kin(writer.read(), &draft.entry)?;
            if row.columns.is_export { self.alikes.of_export(kin) } else { kin }
        } else {
            self.alikes.kin_of_person(writer.read(), &draft.entry)?
        };
        match kin {
            Some(Kin::Same(id)) => {
                let before = writer.read().get(kind, id)?;
                self.meet_as(row, &before, draft);
                Ok(Meeting::Record(id))
            }
            Some(Kin::Keyed(id)) => {
                let before = writer.read().get(kind, id)?;
                self.meet_by_key(row, draft, &before);
                Ok(Meeting::Record(id))
            }
            Some(Kin::Claimed) => Ok(Meeting::Later),
            // The people of a row go with its company, about which alone is decided.
            Some(Kin::Near(alike)) if matches!(row.columns.part, Part::Person { .. }) => {
                Ok(Meeting::Neighbour(alike))
            }
            Some(Kin::Near(alike)) => Ok(Meeting::Like(alike)),
            Some(Kin::Neighbour(alike)) => Ok(Meeting::Neighbour(alike)),
            None => {
                let name = draft.entry.title().into_owned();
                let met = self.neighbour(writer.read(), neighbour, &name)?;
                if let Meeting::Record(id) = met {
                    if row.columns.is_export {
                        return Ok(Meeting::Nobody);
                    }
                    let before = writer.read().get(kind, id)?;
                    self.meet_as(row, &before, draft);
                }
                Ok(met)
            }
        }
    }

    /// An account whose name differs by no more than the legal form: one of this import, or one of before that nothing was compared
    /// with. One of this import whose name is the same but for its form of writing is the one that is meant.
    pub(super) fn neighbour(
        &self,
        reader: Reader,
        neighbour: Option<i64>,
        name: &str,
    ) -> Result<Meeting, Stop> {
        let Some(id) = neighbour.filter(|id| !self.alikes.knows(*id)) else { return Ok(Meeting::Nobody) };
        let Some(named) = reader.titles(Kind::Account, &[id])?.pop() else { return Ok(Meeting::Nobody) };
        let alike =
            Alike { kind: Kind::Account, id, name: named.name, score: SAME, reasons: vec![Reason::SameName] };
        let is_ours = self.written.place(Kind::Account, id).is_some();
        if is_ours && is_one_name(name, &alike.name) {
            return Ok(Meeting::Record(id));
        }
        Ok(if is_ours { Meeting::Neighbour(alike) } else { Meeting::Like(alike) })
    }

    /// A row that gives a record another name than it has is told under the name of that. What follows in the files may go by the other.
    fn meet_as(&mut self, row: Row, before: &Entry, draft: &mut Draft) {
        let written = draft.entry.title().into_owned();
        if before.kind == Kind::Account {
            self.met.insert(fold(&written), before.id);
            // That two rows of a list became one is told; who decided it knows.
            if draft.decision.is_none() && self.written.place(Kind::Account, before.id).is_some() {
                self.tell_name(row, draft.line, written, before.title().into_owned());
            }
        }
        under_its_name(before, &mut draft.entry);
    }

    /// What the company of a row looks like of which this part has the people, where that company is held back and nobody made it since.
    pub(super) fn held_home(&self, reader: Reader, row: Row, draft: &Draft) -> Result<Option<Alike>, Stop> {
        let Part::Person { .. } = row.columns.part else { return Ok(None) };
        let home = draft.links.iter().find(|link| link.field.name == "account");
        let Some(name) = home.and_then(|home| home.names.first()) else { return Ok(None) };
        let Some(alike) = self.held.get(&fold(name)) else { return Ok(None) };
        Ok(if account(reader, name)?.is_none() { Some(alike.clone()) } else { None })
    }

    /// The record that a row is about, if it is there, and an account that may be the same. Among those of one name it is
    /// the one at `place`, from 1.
    pub(super) fn find(
        &mut self,
        writer: &mut Writer,
        row: Row,
        entry: &Entry,
        place: usize,
        prepared: &Prepared,
    ) -> Result<(Option<i64>, Option<i64>), Stop> {
        let mut found: Option<(i64, &str)> = None;
        let mut near = None;
        let code = credit_code::as_external_id(entry.text("credit_code"));
        let ids = entry.list("external_ids").iter().chain(&code).map(|id| (Source::ExternalId, id.as_str()));
        let title = entry.title();
        for (source, name) in ids.chain([(Source::Title, title.as_ref())]) {
            let id = match (entry.kind, source) {
                (Kind::Account, Source::ExternalId) => writer.read().account_of_key(&fold_id(name))?,
                (Kind::Account, Source::Title) => {
                    let likeness = writer.account_named(prepared.name_key())?;
                    near = likeness.near;
                    likeness.same
                }
                (kind, Source::ExternalId) => {
                    let account = entry.account().unwrap_or(0);
                    self.children.find(writer.read(), kind, account, &external_key(name))?.first().copied()
                }
                // One that a system knows is no other one that is alike.
                (_, Source::Title) if found.is_some() && repeats(entry) => {
                    self.claimed.extend(found.map(|(id, _)| ((entry.kind, id), row.file)));
                    None
                }
                (_, Source::Title) => self.find_known(writer.read(), row, entry, place)?,
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

    /// The record of an account with the same key. Of events that are alike each row of a file takes one, and rather one
    /// that says the same than one that does not.
    fn find_known(
        &mut self,
        reader: Reader,
        row: Row,
        entry: &Entry,
        place: usize,
    ) -> Result<Option<i64>, Stop> {
        let account = entry.account().unwrap_or(0);
        let known = self.children.find(reader, entry.kind, account, &record_key(entry))?;
        if !repeats(entry) {
            return Ok(known.get(place - 1).copied());
        }
        let is_free = |id: &&i64| self.claimed.get(&(entry.kind, **id)) != Some(&row.file);
        let mut free: Vec<i64> = known.iter().filter(is_free).copied().collect();
        if !entry.list("external_ids").is_empty() {
            free = without_those_of(reader, entry, free)?;
        }
        let mut found = free.first().copied();
        for &id in free.iter().filter(|_| free.len() > 1) {
            let before = reader.get(entry.kind, id)?;
            let after = merged(&before, entry.clone(), Says::More);
            if differing(&before, &after).is_empty() {
                found = Some(id);
                break;
            }
        }
        if found.is_none() {
            found = self.answered_before(reader, entry)?;
        }
        if let Some(id) = found {
            self.claimed.insert((entry.kind, id), row.file);
        }
        Ok(found)
    }

    /// The answer that a person gave to the same question of the same round on another day, before this import.
    fn answered_before(&self, reader: Reader, entry: &Entry) -> Result<Option<i64>, Stop> {
        let earlier = surveys::earlier(reader, entry)?.map(|known| known.id);
        Ok(earlier.filter(|id| self.written.place(entry.kind, *id).is_none()))
    }
}

impl Places<'_, '_> {
    /// Refuses an earlier move or grade than the account, or the project, has: the one that was written last says where it stands.
    pub(super) fn refuse_behind(reader: Reader, entry: &Entry) -> Result<(), Stop> {
        if !matches!(entry.kind, Kind::StageMove | Kind::Grade) {
            return Ok(());
        }
        let Value::Date(date) = entry.get("date") else { return Ok(()) };
        let known = reader.entries_of_account(entry.kind, entry.account().unwrap_or(0))?;
        for known in known.iter().filter(|known| known.get("project") == entry.get("project")) {
            match known.get("date") {
                Value::Date(later) if later > date => {
                    return Err(Mismatch::Behind { kind: entry.kind, date: *later }.into());
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Takes the mark off a name that is told apart from others, and gives its place among them.
pub(super) fn bare_title(entry: &mut Entry, prepared: &mut Prepared) -> usize {
    if !is_called_by_name(entry.kind) {
        return 1;
    }
    let title = entry.title();
    let (bare, place) = apart(&title);
    if bare.len() == title.len() {
        return 1;
    }
    let bare = Value::Text(bare.to_owned());
    entry.set(entry.kind.title_field(), bare);
    *prepared = Prepared::found(entry);
    place
}

/// Without the records that the systems know which know the one of a row by another id.
fn without_those_of(reader: Reader, entry: &Entry, known: Vec<i64>) -> Result<Vec<i64>, Stop> {
    let mut others = Vec::new();
    for id in known {
        if !is_another(&reader.get(entry.kind, id)?, entry) {
            others.push(id);
        }
    }
    Ok(others)
}

/// Whether a system knows a record by another id than that of a row: they are two, whatever they have in common.
pub(super) fn is_another(known: &Entry, entry: &Entry) -> bool {
    let ids = |entry: &Entry| -> Vec<String> {
        let code = credit_code::as_external_id(entry.text("credit_code"));
        entry.list("external_ids").iter().chain(&code).map(|id| fold_id(id)).collect()
    };
    let (held, given) = (ids(known), ids(entry));
    let of_system = |id: &str, other: &str| {
        id.split_once(':')
            .is_some_and(|(system, _)| other.split_once(':').is_some_and(|(of, _)| of == system))
    };
    !given.iter().any(|id| held.contains(id))
        && given.iter().any(|id| held.iter().any(|other| of_system(id, other)))
}

/// Refuses a row that would give an account a name of another one.
fn refuse_taken(reader: Reader, entry: &Entry, own: Option<i64>) -> Result<(), Stop> {
    for name in entry.list("aliases") {
        match reader.account_of_key(&fold(name))? {
            Some(id) if Some(id) != own => {
                return Err(Mismatch::Taken { kind: Kind::Account.into(), name: name.clone(), id }.into());
            }
            _ => {}
        }
    }
    Ok(())
}
