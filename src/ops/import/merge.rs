//! What a row makes of the record that is there.

use crate::domain::fold::{fold, fold_id};
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::domain::value::Value;

/// The record as a row makes it. Only what the row gives changes; names by which an account is known add up.
pub(super) fn merged(before: &Entry, given: Entry) -> Entry {
    let mut after = before.clone();
    let fields = before.kind.fields().iter().zip(after.values.iter_mut().zip(given.values));
    for (field, (held, value)) in fields {
        match (field.name, &mut *held, value) {
            (_, _, value) if value.is_empty() => {}
            ("aliases" | "external_ids", Value::List(held), Value::List(more)) => {
                let key = if field.name == "aliases" { fold } else { fold_id };
                for name in more {
                    if !held.iter().any(|known| key(known) == key(&name)) {
                        held.push(name);
                    }
                }
            }
            (_, Value::Custom(held), Value::Custom(more)) => held.extend(more),
            (_, held, value) => *held = value,
        }
    }
    if before.kind == Kind::Account {
        keep_names(before, &mut after);
    }
    after
}

/// An account found by its alias keeps its name; one found by an external id takes the new name and keeps the old one as an alias.
fn keep_names(before: &Entry, after: &mut Entry) {
    let (old, new) = (before.title(), fold(after.title()));
    if fold(old) == new {
        return;
    }
    if aliases(before).iter().any(|alias| fold(alias) == new) {
        after.set("name", Value::Text(old.to_owned()));
        return;
    }
    let mut names = aliases(after).to_vec();
    names.retain(|alias| fold(alias) != new && alias != old);
    names.push(old.to_owned());
    after.set("aliases", Value::List(names));
}

/// The fields in which two states of a record differ; the user's own ones by their own names.
pub(super) fn differing<'e>(before: &'e Entry, after: &'e Entry) -> Vec<&'e str> {
    let mut names = Vec::new();
    let values = before.values.iter().zip(&after.values);
    for (field, values) in
        before.kind.fields().iter().zip(values).filter(|(_, (before, after))| before != after)
    {
        match values {
            (Value::Custom(held), Value::Custom(given)) => {
                let changed = given.iter().filter(|(name, value)| held.get(*name) != Some(value));
                names.extend(changed.map(|(name, _)| name.as_str()));
            }
            (_, Value::Custom(given)) => names.extend(given.keys().map(String::as_str)),
            _ => names.push(field.name),
        }
    }
    names
}

pub(super) fn aliases(entry: &Entry) -> &[String] {
    match entry.get("aliases") {
        Value::List(aliases) => aliases,
        _ => &[],
    }
}
