//! Making one account, or one person, of several: what wins, what moves, and what becomes of records that meet their like.

mod fields;
mod findings;
mod links;
mod twins;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::records::told;
use super::{OpsError, Refusal, Session, summary};
use crate::domain::kind::Kind;
use crate::domain::language::{Language, Text};
use crate::domain::record::{Entry, Shape};
use crate::domain::value::Value;
use crate::playbook::labels::Labels;
use crate::store::{Reader, Writer, Written};

pub use fields::{Choices, Settled};
pub use twins::{Fate, Twin};

/// Records that become one.
#[derive(Clone, Debug)]
pub struct Merging {
    /// Accounts or contacts.
    pub kind: Kind,
    /// The one that is kept.
    pub into: i64,
    pub others: Vec<i64>,
    pub choices: Choices,
}

/// What a merge does.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The record that is kept, as it was and as it is.
    pub before: Entry,
    pub after: Entry,
    /// Those that went into it, as they were.
    pub others: Vec<Entry>,
    pub fields: Vec<Settled>,
    /// How many records of each kind lead to the kept one now.
    pub moved: BTreeMap<Kind, usize>,
    /// What both had and is one now, or has another name.
    pub twins: Vec<Twin>,
    /// Notes that two of the records are not the same, which are void now.
    pub void: usize,
}

impl Merged {
    /// Notes that a record is in one that was there, and is none of those that lead to the kept one.
    fn stays_where_it_was(&mut self, kind: Kind) {
        if let Some(moved) = self.moved.get_mut(&kind) {
            *moved -= 1;
        }
        self.moved.retain(|_, moved| *moved > 0);
    }
}

/// What merging would do to each field.
///
/// # Errors
/// When a record is gone or named twice, people are of two accounts, or an account would stand below itself.
pub fn plan(reader: Reader, merging: &Merging) -> Result<Vec<Settled>, OpsError> {
    let (kept, others) = load(reader, merging)?;
    Ok(fields::settle(&kept, &others, &merging.choices).1)
}

/// Makes one record of several: the others go, their links lead to the kept one, its fields take what they had.
///
/// # Errors
/// As for [`plan`].
pub fn merge(session: &mut Session, merging: &Merging) -> Result<Written<Merged>, OpsError> {
    session.write(|writer| {
        let (kept, others) = load(writer.read(), merging)?;
        let text = summarised(writer.read(), &kept, &others)?;
        let merged = join(writer, kept, others, &merging.choices)?;
        Ok((merged, text))
    })
}

/// What [`merge`] would do, with nothing kept.
///
/// # Errors
/// As for [`plan`].
pub fn preview(session: &mut Session, merging: &Merging) -> Result<Merged, OpsError> {
    let is_trial = std::mem::replace(&mut session.dry_run, true);
    let written = merge(session, merging);
    session.dry_run = is_trial;
    Ok(written?.value)
}

fn load(reader: Reader, merging: &Merging) -> Result<(Entry, Vec<Entry>), OpsError> {
    let kind = merging.kind;
    let mut seen = BTreeSet::from([merging.into]);
    if let Some(twice) = merging.others.iter().find(|id| !seen.insert(**id)) {
        return Err(Refusal::Itself { kind: kind.into(), id: *twice }.into());
    }
    let kept = reader.get(kind, merging.into)?;
    let others = merging
        .others
        .iter()
        .map(|id| Ok(reader.get(kind, *id)?))
        .collect::<Result<Vec<Entry>, OpsError>>()?;
    if let (Kind::Contact, Some(stranger)) =
        (kind, others.iter().find(|other| other.account() != kept.account()))
    {
        let (one, other) = (told(reader, &kept)?, told(reader, stranger)?);
        return Err(Refusal::TwoAccounts { one, other }.into());
    }
    refuse_below_itself(reader, &kept, &others, &merging.choices)?;
    Ok((kept, others))
}

/// Refuses to make one of two records with a third between them.
fn refuse_below_itself(
    reader: Reader,
    kept: &Entry,
    others: &[Entry],
    choices: &Choices,
) -> Result<(), OpsError> {
    let above = if kept.kind == Kind::Account { "parent" } else { "reports_to" };
    let is_one = |id: i64| id == kept.id || others.iter().any(|other| other.id == id);
    let (after, _) = fields::settle(kept, others, choices);
    let mut next = after.get(above).as_integer();
    let mut seen = BTreeSet::new();
    while let Some(id) = next.filter(|id| seen.insert(*id)) {
        let between = reader.get(kept.kind, id)?;
        next = between.get(above).as_integer();
        if next.is_some_and(is_one) {
            let (name, between) = (kept.title().into_owned(), between.title().into_owned());
            return Err(Refusal::Between { kind: kept.kind.into(), name, between, id }.into());
        }
    }
    Ok(())
}

fn summarised(reader: Reader, kept: &Entry, others: &[Entry]) -> Result<Text, OpsError> {
    let labels = Labels::default();
    let names: Vec<_> = others.iter().map(Entry::title).collect();
    let told = told(reader, kept)?;
    let kind = |language| labels.get(kept.kind.name(), language).to_lowercase();
    Ok(summary(
        format!("Merged {} {} into {told}", kind(Language::English), names.join(", ")),
        format!("合并{} {} 到 {told}", kind(Language::Chinese), names.join("、")),
    ))
}

/// Makes one record of several inside an operation.
fn join(writer: &mut Writer, kept: Entry, others: Vec<Entry>, choices: &Choices) -> Result<Merged, OpsError> {
    let (after, fields) = fields::settle(&kept, &others, choices);
    let mut merged =
        Merged { before: kept, after, others, fields, moved: BTreeMap::new(), twins: Vec::new(), void: 0 };
    let homes = twins::Homes::of(writer.read(), &merged.others)?;
    let gone: Vec<i64> = merged.others.iter().map(|other| other.id).collect();
    links::lead_to(writer, merged.before.kind, &gone, merged.before.id, &mut merged.moved, &mut merged.void)?;
    twins::meet(writer, &homes, choices, &mut merged)?;
    if merged.before.kind == Kind::Account {
        findings::supersede(writer, merged.before.id)?;
    }
    // Their names are free only when they are gone.
    for other in &merged.others {
        writer.delete(other)?;
    }
    writer.update(&merged.before, &merged.after)?;
    Ok(merged)
}

/// A record with other links.
fn relinked(entry: &Entry, lead: impl Fn(i64) -> i64, kind: Kind) -> Entry {
    let mut after = entry.clone();
    for (field, value) in entry.kind.fields().iter().zip(after.values.iter_mut()) {
        match (field.shape, &mut *value) {
            (Shape::Link(to), Value::Link(id)) if to == kind => *id = lead(*id),
            (Shape::Links(to), Value::Links(ids)) if to == kind => {
                let mut led: Vec<i64> = Vec::with_capacity(ids.len());
                for id in ids.iter().map(|id| lead(*id)) {
                    if !led.contains(&id) {
                        led.push(id);
                    }
                }
                *ids = led;
            }
            _ => {}
        }
    }
    after
}
