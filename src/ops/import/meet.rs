//! What a row does: to the record that is there, or as a new one.

use super::merge::{Says, differing, is_nameless, merged};
use super::place::{Created, Outcome, Places, Row};
use super::{Mismatch, OnConflict, Quarrel, RowFault, Stop};
use crate::domain::identity::repeats;
use crate::domain::kind::Kind;
use crate::domain::parse::ValueError;
use crate::domain::record::{Entry, Field};
use crate::domain::value::Value;
use crate::import::drafts::Draft;
use crate::import::review::Decision;
use crate::ops::records::fill_status;
use crate::ops::{closing, naming, spans};
use crate::store::{Prepared, Writer};

impl Places<'_, '_> {
    /// What a row does to the record that is there.
    pub(super) fn meet(
        &mut self,
        writer: &mut Writer,
        row: Row,
        id: i64,
        mut draft: Draft,
        says: Says,
    ) -> Result<Outcome, Stop> {
        let (kind, line) = (draft.entry.kind, draft.line);
        self.log().into_iter().for_each(|log| log.placed(kind, id));
        // Most rows of a list that comes again say what is there.
        if matches!(says, Says::More) && writer.holds(id, &draft.entry)? {
            return Ok(Outcome::Unchanged);
        }
        let before = writer.read().get(kind, id)?;
        draft.yield_to(&before);
        let is_decided = matches!(draft.decision, Some(Decision::Same(_)));
        let is_settled = closing::is_settled(kind) && matches!(says, Says::More);
        let given = is_settled.then(|| draft.entry.clone());
        let merged = merged(&before, draft.entry, says);
        let names = merged.get("aliases").clone();
        let name = is_nameless(&before).then(|| merged.get("name").clone());
        let mut after = self.order.fields.held(&before, merged, draft.changed);
        if is_decided {
            after.set("aliases", names.clone());
        }
        if let Some(name) = name {
            after.set("name", name);
        }
        if let Some(given) = given {
            self.settle_end(row, line, Some(&before), &given, &mut after);
        }
        let differing = differing(&before, &after);
        if differing.is_empty() {
            return Ok(Outcome::Unchanged);
        }
        match self.on_conflict(&before, &differing, is_decided) {
            OnConflict::Skip if is_decided && before.get("aliases") != &names => {
                let mut known = before.clone();
                known.set("aliases", names);
                writer.update(&before, &known)?;
                Ok(Outcome::Updated { changed: vec!["aliases".to_owned()] })
            }
            OnConflict::Skip => Ok(Outcome::Skipped),
            OnConflict::Update => self.change(writer, (row, line), [&before, &after], &differing),
            OnConflict::Fail => Err(self.conflict(row, &before, &differing)),
        }
    }

    /// What is done about a row that differs from the record that is there.
    fn on_conflict(&self, before: &Entry, differing: &[&str], is_decided: bool) -> OnConflict {
        // What an account is called, of which only an id was known, contradicts nothing.
        let is_new = |field: &&str| matches!(*field, "name" | "external_ids") || before.get(field).is_empty();
        let is_filled = is_nameless(before) && differing.iter().all(is_new);
        // Who says that it is the same account wants the name to be known.
        let is_named = is_decided && differing == ["aliases"];
        if is_named || is_filled { OnConflict::Update } else { self.order.on_conflict }
    }

    /// Changes the record that is there.
    fn change(
        &mut self,
        writer: &mut Writer,
        (row, line): (Row, u64),
        [before, after]: [&Entry; 2],
        differing: &[&str],
    ) -> Result<Outcome, Stop> {
        refuse_backwards(row, after, |field| differing.contains(&field.name))?;
        self.swings.note(row.file, before, after, differing);
        self.quarrel = self.quarrel_with(line, before, differing);
        writer.update(before, after)?;
        let mut followed = Vec::new();
        let note = |before: &Entry, after: &Entry| followed.push((before.clone(), after.clone()));
        naming::follow_rename(writer, before, after, note).map_err(Stop::All)?;
        for (held, renamed) in followed {
            self.log().into_iter().for_each(|log| log.followed(&held, &renamed));
            self.children.written(&renamed);
        }
        self.log().into_iter().for_each(|log| log.changed(Some(before), after));
        self.written.note(after, row, line);
        self.note_keys(Some(before), after);
        self.children.written(after);
        self.questions.note(after);
        Ok(Outcome::Updated { changed: differing.iter().map(|field| (*field).to_owned()).collect() })
    }

    /// What a row says against the one that wrote the record before it.
    fn quarrel_with(&self, line: u64, before: &Entry, differing: &[&str]) -> Option<Quarrel> {
        let place = self.written.place(before.kind, before.id)?;
        let is_outdone = |field: &&str| {
            let held = before.get(field);
            !held.is_empty() && !matches!(held, Value::List(_) | Value::Links(_))
        };
        let fields = differing.iter().copied().filter(|field| before.kind.position(field).is_some());
        let fields: Vec<String> = fields.filter(is_outdone).map(str::to_owned).collect();
        let name = before.title().into_owned();
        (!fields.is_empty()).then_some(Quarrel { line, name, place, fields })
    }

    /// Why a row that differs from the record that is there is refused.
    fn conflict(&self, row: Row, before: &Entry, differing: &[&str]) -> Stop {
        let fields: Vec<&str> = differing.iter().map(|field| row.columns.filling(field)).collect();
        let (name, id, fields) = (before.title().into_owned(), before.id, fields.join(", "));
        match self.written.place(before.kind, id) {
            Some(place) => Mismatch::Twice { name, place, fields },
            None => Mismatch::Differs { name, id, fields },
        }
        .into()
    }

    pub(super) fn create(
        &mut self,
        writer: &mut Writer,
        row: Row,
        draft: Draft,
        mut prepared: Prepared,
        says: Says,
    ) -> Result<Created, Stop> {
        let mut entry = draft.entry;
        if closing::is_settled(entry.kind) && matches!(says, Says::More) {
            let given = entry.clone();
            self.settle_end(row, draft.line, None, &given, &mut entry);
            if entry != given {
                prepared = Prepared::found(&entry);
            }
        }
        // A document that says that there is none means it.
        let is_emptied = matches!(says, Says::All { emptied } if emptied.contains(&"status"));
        if !row.columns.fills("status") && !is_emptied {
            fill_status(&mut entry);
        }
        refuse_backwards(row, &entry, |_| true)?;
        writer.insert_prepared(&mut entry, prepared)?;
        self.log().into_iter().for_each(|log| log.changed(None, &entry));
        self.written.note(&entry, row, draft.line);
        match entry.kind {
            Kind::Account => self.alikes.made(&entry),
            Kind::Contact => self.alikes.made_person(entry.id),
            _ => {}
        }
        self.note_keys(None, &entry);
        self.children.written(&entry);
        self.questions.note(&entry);
        if entry.kind != Kind::Account && repeats(&entry) {
            self.claimed.insert((entry.kind, entry.id), row.file);
        }
        let released = self.released(&entry);
        Ok(Created { id: entry.id, name: entry.title().into_owned(), near: None, accounts: 0, released })
    }
}

impl Places<'_, '_> {
    /// Remembers by what a record is known now.
    fn note_keys(&mut self, before: Option<&Entry>, after: &Entry) {
        match after.kind {
            Kind::Account => self.holders.written(after),
            Kind::Contact => self.everybody.written(before, after),
            _ => {}
        }
    }

    /// Brings in order the days that go with the status that a row gives, and tells a day that cannot be kept.
    fn settle_end(&mut self, row: Row, line: u64, before: Option<&Entry>, given: &Entry, after: &mut Entry) {
        let today = self.order.reading.today;
        let Some(written) = closing::settle_row(before, given, after, today) else { return };
        if let Value::Date(kept) = after.get("close_date") {
            self.tell_understood(row, "close_date", line, written.to_string(), kept.to_string());
        }
    }
}

/// Refuses a row by which a record would end before it begins.
fn refuse_backwards(row: Row, entry: &Entry, is_meant: impl Fn(&Field) -> bool) -> Result<(), Stop> {
    let Some((field, error)) = spans::backwards(entry, is_meant) else { return Ok(()) };
    let column = Some(row.columns.filling(field.name).to_owned());
    Err(Stop::Row(RowFault { column, reason: ValueError::Rule(error).into() }))
}
