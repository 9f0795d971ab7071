//! The value of one field of one record, whatever its kind.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::Value as Json;

use super::date::{Date, Moment};
use super::money::Money;
use super::record::Shape;

/// A value as records hold it. `Empty` is "not known".
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    #[default]
    Empty,
    Text(String),
    Integer(i64),
    Number(f64),
    YesNo(bool),
    Money(Money),
    Date(Date),
    Moment(Moment),
    List(Vec<String>),
    Link(i64),
    Links(Vec<i64>),
    /// Values of the user's own fields, by their names.
    Custom(BTreeMap<String, Value>),
    /// Structured data that only the program writes. Boxed, since every record has dozens of values and few are such.
    Data(Box<Json>),
}

impl Value {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Links(items) => items.is_empty(),
            Self::Custom(values) => values.values().all(Self::is_empty),
            _ => false,
        }
    }

    /// The text of a text or a choice; "" for anything else.
    #[must_use]
    pub fn as_text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            _ => "",
        }
    }

    #[must_use]
    pub fn as_date(&self) -> Option<Date> {
        match self {
            Self::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// The number of an integer or a link.
    #[must_use]
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) | Self::Link(number) => Some(*number),
            _ => None,
        }
    }

    /// The JSON that the journal and scripts see: money as amount and currency, dates as ISO 8601.
    #[must_use]
    pub fn to_json(&self) -> Json {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// The JSON that scripts see for a field of this shape: what holds several values and has none is an empty list.
    #[must_use]
    pub fn to_json_of(&self, shape: &Shape) -> Json {
        if shape.is_several() && self.is_empty() { Json::Array(Vec::new()) } else { self.to_json() }
    }

    /// Reads back what [`Value::to_json`] wrote for a field of this shape. `None` when it does not fit.
    #[must_use]
    pub fn from_json(shape: &Shape, json: &Json) -> Option<Self> {
        if json.is_null() {
            return Some(Self::Empty);
        }
        Some(match shape {
            Shape::Text | Shape::Paragraph | Shape::Own | Shape::Choice(_) => {
                Self::Text(json.as_str()?.to_owned())
            }
            Shape::Integer { .. } | Shape::Year => Self::Integer(json.as_i64()?),
            Shape::Link(_) => Self::Link(json.as_i64()?),
            Shape::Number | Shape::Percent => Self::Number(json.as_f64()?),
            Shape::YesNo => Self::YesNo(json.as_bool()?),
            Shape::Money => Self::Money(serde_json::from_value(json.clone()).ok()?),
            Shape::Date => Self::Date(json.as_str()?.parse().ok()?),
            Shape::Moment => Self::Moment(json.as_str()?.parse().ok()?),
            Shape::List | Shape::Choices(_) => Self::List(serde_json::from_value(json.clone()).ok()?),
            Shape::Links(_) => Self::Links(serde_json::from_value(json.clone()).ok()?),
            Shape::Custom => Self::Custom(
                json.as_object()?
                    .iter()
                    .map(|(name, value)| (name.clone(), Self::custom_from_json(value)))
                    .collect(),
            ),
            Shape::Data => Self::Data(Box::new(json.clone())),
        })
    }

    /// The form in which a custom field keeps a value: the one that its JSON form reads back as, so that
    /// what was stored equals what is given again.
    #[must_use]
    pub fn as_custom(self) -> Self {
        match self {
            value @ (Self::Date(_) | Self::Moment(_) | Self::Integer(_)) => {
                Self::custom_from_json(&value.to_json())
            }
            value => value,
        }
    }

    /// Custom values keep no shape beside them in the file; their JSON form tells it.
    fn custom_from_json(json: &Json) -> Self {
        match json {
            Json::Null => Self::Empty,
            Json::Bool(yes) => Self::YesNo(*yes),
            Json::Number(number) => Self::Number(number.as_f64().unwrap_or_default()),
            Json::String(text) => Self::Text(text.clone()),
            Json::Array(_) => serde_json::from_value(json.clone()).map_or(Self::Empty, Self::List),
            Json::Object(_) => serde_json::from_value(json.clone()).map_or(Self::Empty, Self::Money),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Integer(number) | Self::Link(number) => serializer.serialize_i64(*number),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::YesNo(yes) => serializer.serialize_bool(*yes),
            Self::Money(money) => money.serialize(serializer),
            Self::Date(date) => serializer.collect_str(date),
            Self::Moment(moment) => serializer.collect_str(moment),
            Self::List(items) => items.serialize(serializer),
            Self::Links(items) => items.serialize(serializer),
            Self::Custom(values) => values.serialize(serializer),
            Self::Data(data) => data.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;
    use crate::domain::money::Currency;
    use crate::domain::parse::{Identifiers, Reading};
    use crate::domain::record::{Choices, Entry, Field, Presence};

    static SIZES: Choices = Choices { name: "account.size", values: &["small", "large"] };

    #[test]
    fn a_custom_value_reads_back_as_it_was_put() {
        let shapes = [
            (Shape::Text, "北京 2026-03-02"),
            (Shape::Number, "12"),
            (Shape::Number, "12.3456"),
            (Shape::Integer { least: 0, most: 100 }, "12"),
            (Shape::Year, "2020"),
            (Shape::Money, "EUR 12.50"),
            (Shape::Percent, "40%"),
            (Shape::Date, "2026-03-02"),
            (Shape::Moment, "2026-03-02T10:00:00Z"),
            (Shape::YesNo, "yes"),
            (Shape::List, "east; 华东"),
            (Shape::Choice(&SIZES), "large"),
        ];
        let reading =
            Reading { today: "2026-03-02".parse().unwrap(), currency: Currency::CNY, words: &Identifiers };
        for (shape, text) in shapes {
            let field = Field {
                name: "own",
                shape,
                presence: Presence::Optional,
                private: false,
                custom: true,
                rule: None,
                not_before: None,
            };
            let mut entry = Entry::blank(Kind::Account);
            entry.put(&field, field.parse(text, &reading).unwrap().value);
            let held = entry.get("custom");
            assert!(!held.is_empty(), "{shape:?}");
            assert_eq!(Value::from_json(&Shape::Custom, &held.to_json()).as_ref(), Some(held), "{shape:?}");
        }
    }
}
