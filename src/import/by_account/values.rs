//! What a document gives for a field: nothing, a value, or names of records.

use std::collections::BTreeMap;

use super::{DocumentError, DocumentReason};
use crate::domain::kind::Kind;
use crate::domain::money::Money;
use crate::domain::parse::{Reading, ValueError, split_list};
use crate::domain::record::{Entry, Field, Shape};
use crate::domain::schema::Schema;
use crate::domain::value::Value;
use crate::import::answers::yaml::scalar;
use crate::import::document::yaml::exact;
use crate::playbook::yaml::{Content, Node};

pub(super) enum Given {
    Nothing,
    Value(Value),
    Names(Vec<String>),
}

pub(super) fn given(
    text: &str,
    schema: &Schema,
    reading: &Reading,
    kind: Kind,
    field: &Field,
    node: &Node,
) -> Result<Given, DocumentReason> {
    let is_empty = match &node.content {
        Content::Nothing => true,
        Content::List(nodes) => nodes.is_empty(),
        Content::Record(keys) => keys.is_empty(),
        Content::Word(word) => word.trim().is_empty(),
        _ => false,
    };
    if is_empty && field.shape != Shape::Data {
        return Ok(Given::Nothing);
    }
    let value = match (field.shape, &node.content) {
        (Shape::Link(_), _) => return Ok(Given::Names(vec![one(text, node)?])),
        (Shape::Links(_), Content::List(nodes)) => {
            return Ok(Given::Names(nodes.iter().map(|node| one(text, node)).collect::<Result<_, _>>()?));
        }
        (Shape::Links(_), _) => return Ok(Given::Names(split_list(&one(text, node)?))),
        (Shape::Custom, Content::Record(keys)) => {
            let mut entry = Entry::blank(kind);
            for (key, node) in keys {
                own(text, schema, reading, &mut entry, &key.name, node)?;
            }
            entry.get("custom").clone()
        }
        (Shape::Data, _) => Value::Data(Box::new(exact(node))),
        _ => parsed(text, reading, field, node)?,
    };
    Ok(Given::Value(value))
}

fn one(text: &str, node: &Node) -> Result<String, DocumentReason> {
    match &node.content {
        Content::List(_) | Content::Record(_) => Err(DocumentError::NoValue.into()),
        _ => scalar(text, node).ok_or_else(|| DocumentError::NoValue.into()),
    }
}

fn parsed(text: &str, reading: &Reading, field: &Field, node: &Node) -> Result<Value, DocumentReason> {
    let number = |number: f64| -> Result<Value, DocumentReason> {
        let value = Value::Number(number);
        field.check(&value, reading.today).map_err(ValueError::Rule)?;
        Ok(value)
    };
    match (field.shape, &node.content) {
        (Shape::Number | Shape::Percent, Content::Number(value)) => number(*value),
        (Shape::Money, Content::Record(_)) => money(node),
        (Shape::Integer { .. } | Shape::Year, Content::Number(value)) => {
            Ok(field.parse(&value.to_string(), reading)?.value)
        }
        (shape, Content::List(nodes)) if shape.is_several() => {
            let texts = nodes.iter().map(|node| one(text, node)).collect::<Result<Vec<_>, _>>()?;
            Ok(field.parse_all(&texts, reading)?.value)
        }
        _ => Ok(field.parse(&one(text, node)?, reading)?.value),
    }
}

/// A value of the user's own, as its field is declared, else as it stands there.
fn own(
    text: &str,
    schema: &Schema,
    reading: &Reading,
    entry: &mut Entry,
    name: &str,
    node: &Node,
) -> Result<(), DocumentReason> {
    let declared = schema.fields(entry.kind).find(|field| field.custom && field.name == name).cloned();
    let value = match &declared {
        Some(field) => parsed(text, reading, field, node)?,
        None => undeclared(text, node)?,
    };
    if declared.is_some() || !value.is_empty() {
        let mut values = match std::mem::take(own_values(entry)) {
            Value::Custom(values) => values,
            _ => BTreeMap::new(),
        };
        values.insert(name.to_owned(), value.as_custom());
        values.retain(|_, value| !value.is_empty());
        *own_values(entry) = if values.is_empty() { Value::Empty } else { Value::Custom(values) };
    }
    Ok(())
}

fn own_values(entry: &mut Entry) -> &mut Value {
    let position = entry.kind.position("custom").unwrap_or(0);
    &mut entry.values[position]
}

fn undeclared(text: &str, node: &Node) -> Result<Value, DocumentReason> {
    Ok(match &node.content {
        Content::Nothing => Value::Empty,
        Content::YesNo(yes) => Value::YesNo(*yes),
        #[expect(clippy::cast_precision_loss, reason = "own numbers are kept as fractions")]
        Content::Whole(number) => Value::Number(*number as f64),
        Content::Number(number) => Value::Number(*number),
        Content::Word(word) => Value::Text(word.clone()),
        Content::List(nodes) => {
            Value::List(nodes.iter().map(|node| one(text, node)).collect::<Result<_, _>>()?)
        }
        Content::Record(_) => return money(node),
    })
}

/// An amount as data: `{amount: "1200.50", currency: CNY}`.
fn money(node: &Node) -> Result<Value, DocumentReason> {
    let money: Option<Money> = serde_json::from_value(exact(node)).ok();
    Ok(Value::Money(money.ok_or(DocumentError::NoValue)?))
}
