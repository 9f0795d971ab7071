//! What a record becomes that takes in others: which value of each field stays.

use std::collections::BTreeMap;

use crate::domain::account::drop_repeated_names;
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Field, Presence, Shape};
use crate::domain::value::Value;

/// Which record's value stays where several differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// For fields that are not named: the first of the others that has a value, in place of the record that is kept.
    pub prefers_other: bool,
    /// By the name of a field, the number of the record whose value it takes.
    pub taken: BTreeMap<String, i64>,
}

/// One field in which the records differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    /// A built-in field, or one of the user's own by its name.
    pub field: String,
    pub is_own: bool,
    /// Belongs to the personal file.
    pub is_private: bool,
    /// The value that stays.
    pub value: Value,
    /// The record it comes from; none where the values of all are united.
    pub from: Option<i64>,
    /// What goes, and whose it was; a name that goes becomes an alias.
    pub lost: Vec<(i64, Value)>,
}

impl Settled {
    /// Whether a value that somebody entered gives way to another one.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        !self.lost.is_empty()
    }
}

/// Fields that are about the record itself: what the others say does not matter where the kept one says nothing.
const OWN_AFFAIR: &[&str] = &["account", "archived", "left"];

/// What the kept record becomes, and the fields in which it or another one changes something.
pub(super) fn settle(kept: &Entry, others: &[Entry], choices: &Choices) -> (Entry, Vec<Settled>) {
    let mut after = kept.clone();
    let mut settled = Vec::new();
    let given = |field: &&Field| {
        field.presence != Presence::Derived
            && !matches!(field.shape, Shape::Custom | Shape::Data)
            && !OWN_AFFAIR.contains(&field.name)
    };
    for field in kept.kind.fields().iter().filter(given) {
        settled.extend(settle_field(field, kept, others, choices, &mut after));
    }
    for name in own_names(kept, others) {
        // A name of a built-in field is that field's.
        if kept.kind.position(&name).is_none() {
            settled.extend(settle_field(&Field::own(&name), kept, others, choices, &mut after));
        }
    }
    if kept.kind == Kind::Account {
        keep_names(others, kept, &mut after);
    }
    (after, settled)
}

fn own_names(kept: &Entry, others: &[Entry]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for entry in std::iter::once(kept).chain(others) {
        if let Value::Custom(values) = entry.get("custom") {
            names.extend(values.keys().cloned());
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}

fn settle_field(
    field: &Field,
    kept: &Entry,
    others: &[Entry],
    choices: &Choices,
    after: &mut Entry,
) -> Option<Settled> {
    let all = std::iter::once(kept).chain(others);
    let values: Vec<(i64, &Value)> = all
        .map(|entry| (entry.id, entry.get(field.name)))
        .filter(|(id, value)| !value.is_empty() && !is_within(kept, others, field, *id, value))
        .collect();
    let settled = |value: Value, from, lost| Settled {
        field: field.name.to_owned(),
        is_own: field.custom,
        is_private: field.private,
        value,
        from,
        lost,
    };
    if let Some(united) = united(field, &values) {
        let changes = united != *kept.get(field.name);
        after.put(field, united.clone());
        return changes.then(|| settled(united, None, Vec::new()));
    }
    let (from, value) = chosen(&values, kept.id, field, choices)?;
    after.put(field, value.clone());
    let lost: Vec<(i64, Value)> = values
        .iter()
        .filter(|(id, other)| *id != from && !is_same(value, other))
        .map(|(id, other)| (*id, (*other).clone()))
        .collect();
    (from != kept.id || !lost.is_empty()).then(|| settled(value.clone(), Some(from), lost))
}

/// Whether a value leads to one of the records that become one: nothing stands above itself.
fn is_within(kept: &Entry, others: &[Entry], field: &Field, _: i64, value: &Value) -> bool {
    let is_one = |id: i64| id == kept.id || others.iter().any(|other| other.id == id);
    matches!((field.shape, value), (Shape::Link(kind), Value::Link(id)) if kind == kept.kind && is_one(*id))
}

/// The record whose value stays, of those that have one.
fn chosen<'v>(
    values: &[(i64, &'v Value)],
    kept: i64,
    field: &Field,
    choices: &Choices,
) -> Option<(i64, &'v Value)> {
    let of = |id: i64| values.iter().find(|(of, _)| *of == id).copied();
    let taken = choices.taken.get(field.name).and_then(|id| of(*id));
    let other = || values.iter().find(|(id, _)| *id != kept).filter(|_| choices.prefers_other).copied();
    taken.or_else(other).or_else(|| of(kept)).or_else(|| values.first().copied())
}

fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Text(one), Value::Text(other)) => fold(one) == fold(other),
        (one, other) => one == other,
    }
}

/// The values of a field that holds several: what any record has.
fn united(field: &Field, values: &[(i64, &Value)]) -> Option<Value> {
    let lists = || values.iter().all(|(_, value)| matches!(value, Value::List(_)));
    let is_own_list = field.custom && !values.is_empty() && lists();
    if !(field.shape.is_several() || is_own_list) {
        return None;
    }
    let (mut items, mut links): (Vec<String>, Vec<i64>) = (Vec::new(), Vec::new());
    for (_, value) in values {
        match value {
            Value::List(more) => {
                for item in more {
                    if !items.iter().any(|known| field.is_same(known, item)) {
                        items.push(item.clone());
                    }
                }
            }
            Value::Links(more) => more.iter().for_each(|link| {
                if !links.contains(link) {
                    links.push(*link);
                }
            }),
            _ => {}
        }
    }
    Some(match (items.is_empty(), links.is_empty()) {
        (true, true) => Value::Empty,
        (true, false) => Value::Links(links),
        _ => Value::List(items),
    })
}

/// Every name that one of the accounts went by leads to the one that is left.
fn keep_names(others: &[Entry], kept: &Entry, after: &mut Entry) {
    let mut aliases = after.list("aliases").to_vec();
    aliases.extend(std::iter::once(kept).chain(others).map(|entry| entry.title().into_owned()));
    after.set("aliases", Value::List(aliases));
    drop_repeated_names(after);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: i64, fields: &[(&str, &str)]) -> Entry {
        let mut entry = Entry::blank(Kind::Account);
        entry.id = id;
        for (field, text) in fields {
            let field = Kind::Account.field(field).cloned().unwrap_or_else(|| Field::own(field));
            let value = match field.shape {
                Shape::List => Value::List(text.split(';').map(str::to_owned).collect()),
                Shape::Link(_) => Value::Link(text.parse().unwrap()),
                Shape::YesNo => Value::YesNo(true),
                _ => Value::Text((*text).to_owned()),
            };
            entry.put(&field, value);
        }
        entry
    }

    fn told(settled: &[Settled]) -> Vec<String> {
        let one = |settled: &Settled| format!("{} {:?} {}", settled.field, settled.from, settled.lost.len());
        settled.iter().map(one).collect()
    }

    #[test]
    fn the_kept_value_wins_unless_empty_and_lists_are_united() {
        let kept = entry(1, &[("name", "A"), ("city", "Lyon"), ("tags", "x;y"), ("size", "big")]);
        let other = entry(
            2,
            &[
                ("name", "B"),
                ("aliases", "Bee"),
                ("city", "Paris"),
                ("phone", "555"),
                ("tags", "y;z"),
                ("size", "small"),
            ],
        );
        let (after, settled) = settle(&kept, &[other], &Choices::default());
        assert_eq!(
            told(&settled),
            [
                "name Some(1) 1", "aliases None 0", "city Some(1) 1", "phone Some(2) 0", "tags None 0",
                "size Some(1) 1"
            ]
        );
        assert_eq!((after.text("name"), after.text("city"), after.text("phone")), ("A", "Lyon", "555"));
        assert_eq!(after.get("aliases").to_json(), serde_json::json!(["Bee", "B"]));
        assert_eq!(after.get("tags").to_json(), serde_json::json!(["x", "y", "z"]));
        assert_eq!(after.text("size"), "big");
    }

    #[test]
    fn another_value_is_taken_where_that_is_asked_for() {
        let kept = entry(1, &[("name", "A"), ("city", "Lyon"), ("phone", "1")]);
        let others =
            [entry(2, &[("name", "B"), ("city", "Paris")]), entry(3, &[("name", "C"), ("city", "Nice")])];
        let choices = Choices {
            prefers_other: true,
            taken: BTreeMap::from([("name".to_owned(), 1), ("city".to_owned(), 3)]),
        };
        let (after, _) = settle(&kept, &others, &choices);
        assert_eq!((after.text("name"), after.text("city"), after.text("phone")), ("A", "Nice", "1"));
        let renamed = Choices { prefers_other: true, taken: BTreeMap::new() };
        let (after, settled) = settle(&kept, &others, &renamed);
        assert_eq!((after.text("name"), after.text("city")), ("B", "Paris"));
        assert_eq!(after.get("aliases").to_json(), serde_json::json!(["A", "C"]));
        assert_eq!(settled[0].lost.len(), 2);
    }

    #[test]
    fn what_is_the_records_own_affair_is_not_taken_over() {
        let kept = entry(1, &[("name", "A"), ("parent", "2")]);
        let other = entry(2, &[("name", "B"), ("archived", "yes"), ("parent", "7")]);
        let (after, _) = settle(&kept, &[other], &Choices::default());
        assert_eq!((after.get("parent"), after.get("archived")), (&Value::Link(7), &Value::Empty));
    }
}
