//! One change of one field, applied to the record as it is when it is written.

use crate::domain::record::{Entry, Field};
use crate::domain::value::Value;

/// One change of a record. What it adds or takes away depends on the record as it is when it is written,
/// so that nothing is lost that another process wrote in the meantime.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    Set(Field, Value),
    /// To a list, unless it is there.
    Add(Field, String),
    /// From a list.
    Remove(Field, String),
    /// To the end of a list, even if it is there.
    Append(Field, Vec<String>),
    /// Removes a value that no field is declared for, by its name.
    Forget(String),
}

impl From<(Field, Value)> for Change {
    fn from((field, value): (Field, Value)) -> Self {
        Self::Set(field, value)
    }
}

impl Change {
    pub(super) fn apply(self, entry: &mut Entry) {
        let items = |field: &Field| entry.list(field.name).to_vec();
        let (field, value) = match self {
            Self::Set(field, value) => (field, value),
            Self::Add(field, item) => {
                let mut items = items(&field);
                if !items.iter().any(|known| field.is_same(known, &item)) {
                    items.push(item);
                }
                (field, Value::List(items))
            }
            Self::Remove(field, item) => {
                let mut items = items(&field);
                items.retain(|known| !field.is_same(known, &item));
                (field, Value::List(items))
            }
            Self::Append(field, more) => {
                let items = items(&field).into_iter().chain(more).collect();
                (field, Value::List(items))
            }
            Self::Forget(name) => return entry.forget(&name),
        };
        entry.put(&field, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;

    #[test]
    fn an_addition_is_made_to_the_record_as_it_is_then() {
        let tags = || Kind::Account.field("tags").unwrap().clone();
        let mut entry = Entry::blank(Kind::Account);
        entry.put(&tags(), Value::List(vec!["east".to_owned(), "steel".to_owned()]));
        for change in [
            Change::Add(tags(), "new".to_owned()),
            Change::Add(tags(), "east".to_owned()),
            Change::Remove(tags(), "steel".to_owned()),
            Change::Append(tags(), vec!["east".to_owned()]),
        ] {
            change.apply(&mut entry);
        }
        let expected = ["east", "new", "east"].map(str::to_owned).to_vec();
        assert_eq!(*entry.get("tags"), Value::List(expected));
    }

    #[test]
    fn what_no_field_is_declared_for_can_be_forgotten() {
        let mut entry = Entry::blank(Kind::Account);
        entry.set("custom", Value::Custom([("Ort 1".to_owned(), Value::Text("x".to_owned()))].into()));
        Change::Forget("Ort 2".to_owned()).apply(&mut entry);
        assert!(!entry.get("custom").is_empty());
        Change::Forget("Ort 1".to_owned()).apply(&mut entry);
        assert_eq!(*entry.get("custom"), Value::Empty);
    }

    #[test]
    fn names_and_ids_are_told_apart_as_they_are_looked_up() {
        let field = |name: &str| Kind::Account.field(name).unwrap().clone();
        let mut entry = Entry::blank(Kind::Account);
        entry.put(&field("aliases"), Value::List(vec!["IBM".to_owned()]));
        entry.put(&field("external_ids"), Value::List(vec!["sf:AbC".to_owned(), "foo".to_owned()]));
        for change in [
            Change::Add(field("aliases"), "ｉｂｍ".to_owned()),
            Change::Add(field("external_ids"), "SF：AbC".to_owned()),
            Change::Add(field("external_ids"), "sf:abc".to_owned()),
            Change::Remove(field("external_ids"), "FOO".to_owned()),
        ] {
            change.apply(&mut entry);
        }
        assert_eq!(entry.get("aliases").to_json(), serde_json::json!(["IBM"]));
        assert_eq!(entry.get("external_ids").to_json(), serde_json::json!(["sf:AbC", "sf:abc"]));
    }
}
