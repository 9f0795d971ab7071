//! The Rust types that a field of a record can have, and the shape of value each stands for.

use super::date::{Date, Moment};
use super::id::Id;
use super::money::Money;
use super::record::{Presence, Record, Shape};
use super::value::Value;

/// A Rust type that a field can have.
pub trait FieldType: Sized {
    const SHAPE: Shape;
    const PRESENCE: Presence = Presence::Required;
    fn into_value(self) -> Value;
    fn from_value(value: &Value) -> Option<Self>;
}

impl<T: FieldType> FieldType for Option<T> {
    const SHAPE: Shape = T::SHAPE;
    const PRESENCE: Presence = Presence::Optional;

    fn into_value(self) -> Value {
        self.map_or(Value::Empty, T::into_value)
    }

    fn from_value(value: &Value) -> Option<Self> {
        if value.is_empty() { Some(None) } else { T::from_value(value).map(Some) }
    }
}

macro_rules! plain_field_types {
    ($($type:ty: $shape:expr, $case:ident;)*) => {
        $(impl FieldType for $type {
            const SHAPE: Shape = $shape;

            fn into_value(self) -> Value {
                Value::$case(self)
            }

            fn from_value(value: &Value) -> Option<Self> {
                match value {
                    Value::$case(value) => Some(value.clone()),
                    _ => None,
                }
            }
        })*
    };
}

plain_field_types! {
    String: Shape::Text, Text;
    i64: Shape::Integer { least: 0, most: i64::MAX }, Integer;
    f64: Shape::Number, Number;
    bool: Shape::YesNo, YesNo;
    Money: Shape::Money, Money;
    Date: Shape::Date, Date;
    Moment: Shape::Moment, Moment;
}

impl FieldType for serde_json::Value {
    const SHAPE: Shape = Shape::Data;

    fn into_value(self) -> Value {
        Value::Data(Box::new(self))
    }

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Data(value) => Some(value.as_ref().clone()),
            _ => None,
        }
    }
}

/// A text of several lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph(pub String);

/// A calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year(pub i64);

/// Percent points: 40 is 40 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Percent(pub f64);

/// A whole number from `LEAST` to `MOST`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scale<const LEAST: i64, const MOST: i64>(pub i64);

/// 1 (least) to 5 (most).
pub type Rating = Scale<1, 5>;
/// 0 (none) to 5 (most).
pub type Degree = Scale<0, 5>;

macro_rules! wrapped_field_types {
    ($(for[$($generics:tt)*] $type:ty: $shape:expr, $case:ident;)*) => {
        $(impl<$($generics)*> FieldType for $type {
            const SHAPE: Shape = $shape;

            fn into_value(self) -> Value {
                Value::$case(self.0)
            }

            fn from_value(value: &Value) -> Option<Self> {
                match value {
                    Value::$case(value) => Some(Self(value.clone())),
                    _ => None,
                }
            }
        })*
    };
}

wrapped_field_types! {
    for[] Paragraph: Shape::Paragraph, Text;
    for[] Year: Shape::Year, Integer;
    for[] Percent: Shape::Percent, Number;
    for[const LEAST: i64, const MOST: i64] Scale<LEAST, MOST>:
        Shape::Integer { least: LEAST, most: MOST }, Integer;
}

/// Values of the user's own fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Custom(pub std::collections::BTreeMap<String, Value>);

impl FieldType for Custom {
    const SHAPE: Shape = Shape::Custom;
    const PRESENCE: Presence = Presence::Optional;

    fn into_value(self) -> Value {
        if self.0.is_empty() { Value::Empty } else { Value::Custom(self.0) }
    }

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Empty => Some(Self::default()),
            Value::Custom(values) => Some(Self(values.clone())),
            _ => None,
        }
    }
}

impl<R: Record> FieldType for Id<R> {
    const SHAPE: Shape = Shape::Link(R::KIND);

    fn into_value(self) -> Value {
        Value::Link(self.number())
    }

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Link(number) => Some(Self::new(*number)),
            _ => None,
        }
    }
}

/// A type of which a field can hold several.
pub trait Several: Sized {
    const SHAPE: Shape;
    fn list_into_value(items: Vec<Self>) -> Value;
    fn list_from_value(value: &Value) -> Option<Vec<Self>>;
}

impl Several for String {
    const SHAPE: Shape = Shape::List;

    fn list_into_value(items: Vec<Self>) -> Value {
        Value::List(items)
    }

    fn list_from_value(value: &Value) -> Option<Vec<Self>> {
        match value {
            Value::List(items) => Some(items.clone()),
            _ => None,
        }
    }
}

impl<R: Record> Several for Id<R> {
    const SHAPE: Shape = Shape::Links(R::KIND);

    fn list_into_value(items: Vec<Self>) -> Value {
        Value::Links(items.into_iter().map(Self::number).collect())
    }

    fn list_from_value(value: &Value) -> Option<Vec<Self>> {
        match value {
            Value::Links(items) => Some(items.iter().copied().map(Self::new).collect()),
            _ => None,
        }
    }
}

impl<T: Several> FieldType for Vec<T> {
    const SHAPE: Shape = T::SHAPE;
    const PRESENCE: Presence = Presence::Optional;

    fn into_value(self) -> Value {
        if self.is_empty() { Value::Empty } else { T::list_into_value(self) }
    }

    fn from_value(value: &Value) -> Option<Self> {
        if value.is_empty() { Some(Self::new()) } else { T::list_from_value(value) }
    }
}
