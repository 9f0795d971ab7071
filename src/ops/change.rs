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
        let items = |field: &Field| match entry.get(field.name) {
            Value::List(items) => items.clone(),
            _ => Vec::new(),
        };
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
