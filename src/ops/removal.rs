//! Removing a record with what belongs to it.

use std::collections::{BTreeMap, BTreeSet};

use super::records::told;
use super::{OpsError, Session, naming, summary};
use crate::domain::kind::Kind;
use crate::domain::language::{Language, count};
use crate::domain::nesting::goes_with;
use crate::domain::record::{Entry, Field, Shape};
use crate::domain::value::Value;
use crate::playbook::labels::Labels;
use crate::store::{Reader, Written};

/// Everything that goes or changes when a record is removed.
#[derive(Clone, Debug, Default)]
pub struct Removal {
    /// The record and what belongs to it, in the order in which it goes.
    pub removed: Vec<Entry>,
    /// Records that stay and lose their link to what goes: before and after.
    pub unlinked: Vec<(Entry, Entry)>,
    /// Records that stay and name it in words, which they keep.
    pub naming: BTreeMap<Kind, usize>,
}

impl Removal {
    /// How many records of each kind go.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<Kind, usize> {
        let mut counts = BTreeMap::new();
        for entry in &self.removed {
            *counts.entry(entry.kind).or_insert(0) += 1;
        }
        counts
    }
}

/// What would go with a record. Records that need it go too; others lose their link.
///
/// # Errors
/// When there is no such record, or the file cannot be read.
pub fn removal(reader: Reader, kind: Kind, id: i64) -> Result<Removal, OpsError> {
    let mut removal = Removal::default();
    let mut going = BTreeSet::from([(kind, id)]);
    let goes = reader.get(kind, id)?;
    removal.naming = naming::left_with_name(reader, &goes)?;
    let mut waiting = vec![goes];
    let mut unlinked: BTreeMap<(Kind, i64), (Entry, Entry)> = BTreeMap::new();
    while let Some(entry) = waiting.pop() {
        for (pointing, field) in entry.kind.references() {
            for other in reader.pointing_at(pointing, field, entry.id)? {
                if going.contains(&(pointing, other.id)) {
                    continue;
                }
                if goes_with(pointing, field) {
                    going.insert((pointing, other.id));
                    waiting.push(other);
                } else {
                    let (_, after) =
                        unlinked.entry((pointing, other.id)).or_insert_with(|| (other.clone(), other));
                    unlink(after, field, entry.id);
                }
            }
        }
        removal.removed.push(entry);
    }
    removal.removed.reverse();
    removal.unlinked =
        unlinked.into_iter().filter(|(key, _)| !going.contains(key)).map(|(_, pair)| pair).collect();
    Ok(removal)
}

fn unlink(entry: &mut Entry, field: &Field, id: i64) {
    let value = match entry.get(field.name) {
        Value::Links(ids) if matches!(field.shape, Shape::Links(_)) => {
            Value::Links(ids.iter().copied().filter(|other| *other != id).collect())
        }
        _ => Value::Empty,
    };
    entry.put(field, value);
}

/// Removes a record with everything that belongs to it.
///
/// # Errors
/// When there is no such record.
pub fn remove(session: &mut Session, kind: Kind, id: i64) -> Result<Written<Removal>, OpsError> {
    session.write(|writer| {
        let removal = removal(writer.read(), kind, id)?;
        let told = told(writer.read(), &writer.read().get(kind, id)?)?;
        for (before, after) in &removal.unlinked {
            writer.update(before, after)?;
        }
        for entry in &removal.removed {
            writer.delete(entry)?;
        }
        let labels = Labels::default();
        let more = removal.removed.len() - 1;
        let mut text = summary(
            format!("Removed {} {told}", labels.get(kind.name(), Language::English).to_lowercase()),
            format!("删除{} {told}", labels.get(kind.name(), Language::Chinese)),
        );
        if more > 0 {
            text.en.push_str(&format!(" and {} of it", count(more, "record", "records")));
            text.zh.push_str(&format!("及其下 {more} 条记录"));
        }
        Ok((removal, text))
    })
}
