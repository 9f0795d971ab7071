//! What a row makes of the record that is there.

use std::collections::BTreeMap;

use crate::domain::account::drop_repeated_names;
use crate::domain::company::is_one_name;
use crate::domain::date::Date;
use crate::domain::fold::{fold, fold_id};
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::domain::value::Value;

/// What a row says about the values of the record that is there.
#[derive(Clone, Copy, Debug)]
pub(super) enum Says<'f> {
    /// What it gives comes to what is there: lists add up.
    More,
    /// What it gives is all there is of it, and these fields are empty.
    All { emptied: &'f [&'static str] },
}

/// The record as a row makes it. Only what the row gives changes.
pub(super) fn merged(before: &Entry, given: Entry, says: Says) -> Entry {
    let mut after = before.clone();
    let fields = before.kind.fields().iter().zip(after.values.iter_mut().zip(given.values));
    for (field, (held, value)) in fields {
        match (field.name, &mut *held, value) {
            (name, held, value) if value.is_empty() => {
                if matches!(says, Says::All { emptied } if emptied.contains(&name)) {
                    *held = Value::Empty;
                }
            }
            // Which of the two stands first says nothing, or is what the record was found by.
            ("from" | "to", Value::Link(_), _) if before.kind == Kind::Relation => {}
            (_, held, value) if matches!(says, Says::All { .. }) => *held = value,
            ("external_ids", Value::List(held), Value::List(more)) => add(held, more, fold_id),
            (_, Value::List(held), Value::List(more)) => add(held, more, fold),
            (_, Value::Custom(held), Value::Custom(more)) => add_own(held, more),
            (_, held, value) => *held = value,
        }
    }
    if before.kind == Kind::Account {
        keep_names(before, &mut after);
        if before.get("aliases") != after.get("aliases") || before.title() != after.title() {
            drop_repeated_names(&mut after);
        }
    }
    after
}

/// What a row may change of a record that is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fields {
    /// All that it gives.
    #[default]
    Overwrite,
    /// Only what is empty.
    Fill,
    /// All that it gives where it was changed later than the record, else only what is empty.
    KeepNewer,
}

impl Fields {
    /// The record as a row makes it, but for what it may not change. A row that does not say when it was changed is older.
    pub(super) fn held(self, before: &Entry, mut after: Entry, changed: Option<Date>) -> Entry {
        let is_newer = match (before.get("updated"), changed) {
            (Value::Moment(updated), Some(changed)) => changed > updated.date(),
            _ => false,
        };
        if self == Self::Overwrite || (self == Self::KeepNewer && is_newer) {
            return after;
        }
        for (after, before) in after.values.iter_mut().zip(&before.values) {
            match (&mut *after, before) {
                (_, Value::Empty) => {}
                (Value::Custom(given), Value::Custom(held)) => given.extend(held.clone()),
                (after, before) => after.clone_from(before),
            }
        }
        after
    }
}

/// The row of an account that is known to be this one: its name becomes one of the account's other names, unless it says the same.
pub(super) fn under_its_name(before: &Entry, given: &mut Entry) {
    let (own, other) = (before.title().into_owned(), given.title().into_owned());
    given.set("name", Value::Text(own.clone()));
    let is_told = |name: &str| is_one_name(name, &other) || fold(name) == fold(&other);
    if is_told(&own) || before.list("aliases").iter().any(|alias| is_told(alias)) {
        return;
    }
    let mut names = given.list("aliases").to_vec();
    names.push(other);
    given.set("aliases", Value::List(names));
}

/// Adds the items that are not there yet, told apart by their keys.
fn add(held: &mut Vec<String>, more: Vec<String>, key: fn(&str) -> String) {
    for item in more {
        if !held.iter().any(|known| key(known) == key(&item)) {
            held.push(item);
        }
    }
}

fn add_own(held: &mut BTreeMap<String, Value>, more: BTreeMap<String, Value>) {
    for (name, value) in more {
        match (held.get_mut(&name), value) {
            (Some(Value::List(held)), Value::List(more)) => add(held, more, fold),
            (_, value) => {
                held.insert(name, value);
            }
        }
    }
}

/// Whether an account is called by no more than the id of a system, as one of which no name is known yet.
pub(super) fn is_nameless(account: &Entry) -> bool {
    let name = account.title();
    account.kind == Kind::Account && account.list("external_ids").iter().any(|id| *id == name)
}

/// An account found by its alias keeps its name; one that had none yet takes it; one found by an external id takes the new name and keeps the old one as an alias.
fn keep_names(before: &Entry, after: &mut Entry) {
    let (old, new) = (before.text("name"), fold(after.text("name")));
    if fold(old) == new || is_nameless(before) {
        return;
    }
    if before.list("aliases").iter().any(|alias| fold(alias) == new) {
        after.set("name", Value::Text(old.to_owned()));
        return;
    }
    let mut names = after.list("aliases").to_vec();
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

#[cfg(test)]
mod tests {
    use super::*;

    fn list(items: &[&str]) -> Value {
        Value::List(items.iter().map(|item| (*item).to_owned()).collect())
    }

    #[test]
    fn what_a_row_lists_is_added_to_what_is_there() {
        let mut before = Entry::blank(Kind::Account);
        let mut given = before.clone();
        for (field, held, more, both) in [
            ("aliases", &["Steel"][..], &["STEEL", "Example"][..], &["Steel", "Example"][..]),
            ("external_ids", &["sf:1a"], &["sf:1A"], &["sf:1a", "sf:1A"]),
            ("tags", &["east"], &["East", "key"], &["east", "key"]),
        ] {
            before.set(field, list(held));
            given.set(field, list(more));
            assert_eq!(merged(&before, given.clone(), Says::More).get(field), &list(both), "{field}");
        }
        let own = |value| Value::Custom(BTreeMap::from([("sites".to_owned(), value)]));
        before.set("custom", own(list(&["A"])));
        given.set("custom", own(list(&["B"])));
        assert_eq!(merged(&before, given, Says::More).get("custom"), &own(list(&["A", "B"])));
    }

    #[test]
    fn what_a_document_gives_is_all_there_is_of_it() {
        let mut before = Entry::blank(Kind::Account);
        let mut given = before.clone();
        before.set("tags", list(&["east", "old"]));
        before.set("city", Value::Text("Lyon".to_owned()));
        before.set("region", Value::Text("South".to_owned()));
        given.set("tags", list(&["east"]));
        let after = merged(&before, given, Says::All { emptied: &["city"] });
        assert_eq!(after.get("tags"), &list(&["east"]));
        assert_eq!((after.text("city"), after.text("region")), ("", "South"));
    }
}
