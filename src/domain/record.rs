//! How a kind of record is described once, so that flags, prompts, columns, SQL and journal follow.

use std::borrow::Cow;

use super::kind::Kind;
use super::rule::Rule;
use super::value::Value;

pub use super::field_type::{Custom, Degree, FieldType, Paragraph, Percent, Rating, Scale, Several, Year};

/// A closed list of identifiers, in the method's order (lowest first where there is one).
#[derive(Debug, PartialEq, Eq)]
pub struct Choices {
    /// Prefix of the labels: `level` for `level.decision`.
    pub name: &'static str,
    pub values: &'static [&'static str],
}

impl Choices {
    /// Where a value stands in the method's order.
    #[must_use]
    pub fn position(&self, value: &str) -> Option<usize> {
        self.values.iter().position(|known| *known == value)
    }
}

/// What values a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One line.
    Text,
    /// Several lines.
    Paragraph,
    Integer {
        least: i64,
        most: i64,
    },
    Year,
    Number,
    /// Percent points: 40 is 40 %.
    Percent,
    Money,
    Date,
    Moment,
    YesNo,
    Choice(&'static Choices),
    Choices(&'static Choices),
    List,
    Link(Kind),
    Links(Kind),
    /// A value of the user's own that no playbook declares: a text, read as a number where it is compared with one.
    Own,
    /// Values of the user's own fields.
    Custom,
    /// Structured data that only the program writes.
    Data,
}

impl Shape {
    /// Whether a field of this shape holds several values (its flag may be repeated).
    #[must_use]
    pub const fn is_several(&self) -> bool {
        matches!(self, Self::List | Self::Choices(_) | Self::Links(_))
    }
}

/// Who gives a field its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// The user, always.
    Required,
    /// The user, when known.
    Optional,
    /// The program, from other records. Kept out of flags, imports and the journal.
    Derived,
}

/// One field of a kind of record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The same in table, flag, JSON and YAML.
    pub name: &'static str,
    pub shape: Shape,
    pub presence: Presence,
    /// Part of the personal file: only shown or exported when asked for.
    pub private: bool,
    /// Declared in the user's playbook, kept inside the field `custom`.
    pub custom: bool,
    /// What its values have to keep to beside their form.
    pub rule: Option<Rule>,
    /// The field of the same record whose day or year this one cannot come before.
    pub not_before: Option<&'static str>,
}

impl Field {
    /// The flag, without dashes: `--reports-to`, and the singular of what may be given several times.
    #[must_use]
    pub fn flag(&self) -> String {
        let name = match self.name {
            "aliases" => "alias",
            "weaknesses" => "weakness",
            "knows" => "knows",
            "coaches" => "coach",
            name if self.shape.is_several() && !self.custom => name.strip_suffix('s').unwrap_or(name),
            name => name,
        };
        name.replace('_', "-")
    }

    /// The built-in field that holds its values: the user's own ones share one.
    #[must_use]
    pub fn column(&self) -> &'static str {
        if self.custom { "custom" } else { self.name }
    }

    #[must_use]
    pub fn is_required(&self) -> bool {
        self.presence == Presence::Required
    }

    /// Whether people and files give this field its value.
    #[must_use]
    pub fn is_given(&self) -> bool {
        self.presence != Presence::Derived && !matches!(self.shape, Shape::Custom | Shape::Data)
    }
}

/// The number of a record as a field, for conditions and orders.
pub static ID: Field = Field {
    name: "id",
    shape: Shape::Integer { least: 0, most: i64::MAX },
    presence: Presence::Derived,
    private: false,
    custom: false,
    rule: None,
    not_before: None,
};

/// A record as the generic code sees it: values in the order of its kind's fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub kind: Kind,
    pub id: i64,
    pub values: Vec<Value>,
}

static EMPTY: Value = Value::Empty;

impl Entry {
    /// A record without values and without a number yet.
    #[must_use]
    pub fn blank(kind: Kind) -> Self {
        Self {
            kind,
            id: 0,
            values: std::iter::repeat_with(Value::default).take(kind.fields().len()).collect(),
        }
    }

    /// The value of a field or of a custom field; `Empty` for names that the kind does not have.
    #[must_use]
    pub fn get(&self, name: &str) -> &Value {
        if let Some(position) = self.kind.position(name) {
            return &self.values[position];
        }
        match self.kind.position("custom").map(|position| &self.values[position]) {
            Some(Value::Custom(values)) => values.get(name).unwrap_or(&EMPTY),
            _ => &EMPTY,
        }
    }

    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.get(name).as_text()
    }

    /// The items of a list; none where the field is empty or holds one value.
    #[must_use]
    pub fn list(&self, name: &str) -> &[String] {
        match self.get(name) {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// What it is known by; a year in digits.
    #[must_use]
    pub fn title(&self) -> Cow<'_, str> {
        match self.get(self.kind.title_field()) {
            Value::Integer(number) => Cow::Owned(number.to_string()),
            value => Cow::Borrowed(value.as_text()),
        }
    }

    /// The account this record is about: itself, or the one it belongs to.
    #[must_use]
    pub fn account(&self) -> Option<i64> {
        match self.kind {
            Kind::Account => Some(self.id),
            _ => self.get("account").as_integer(),
        }
    }

    /// Sets a field or a custom field.
    pub fn put(&mut self, field: &Field, value: Value) {
        if field.custom {
            let Some(position) = self.kind.position("custom") else { return };
            let mut values = match std::mem::take(&mut self.values[position]) {
                Value::Custom(values) => values,
                _ => std::collections::BTreeMap::new(),
            };
            if value.is_empty() {
                values.remove(field.name);
            } else {
                values.insert(field.name.to_owned(), value.as_custom());
            }
            if !values.is_empty() {
                self.values[position] = Value::Custom(values);
            }
        } else if let Some(position) = self.kind.position(field.name) {
            self.values[position] = if value.is_empty() { Value::Empty } else { value };
        }
    }

    /// Removes a value of the user's own, whether or not its field is declared.
    pub fn forget(&mut self, name: &str) {
        let Some(position) = self.kind.position("custom") else { return };
        if let Value::Custom(values) = &mut self.values[position] {
            values.remove(name);
            if values.is_empty() {
                self.values[position] = Value::Empty;
            }
        }
    }

    /// Sets a built-in field by name. Unknown names are ignored: the callers name fields literally.
    pub fn set(&mut self, name: &str, value: Value) {
        if let Some(position) = self.kind.position(name) {
            self.values[position] = value;
        }
    }
}

/// A typed record. Implemented by [`record!`](crate::record!).
pub trait Record: Sized {
    const KIND: Kind;
    const FIELDS: &'static [Field];

    /// # Errors
    /// When a value does not fit its field, which means that the file was changed by other hands.
    fn from_entry(entry: &Entry) -> Result<Self, Misfit>;

    fn to_entry(&self) -> Entry;
}

crate::failures! {
    /// A stored value that its field cannot hold.
    pub enum Misfit {
        Value { kind: Kind, id: i64, field: &'static str } =>
            "{kind} #{id} holds a value in {field} that does not belong there",
            "{kind} #{id} 的字段 {field} 中有不合规的值";
    }
}

/// Declares a kind of record: a typed struct and its list of fields.
///
/// A field's kind of value follows from its Rust type; `Option` and `Vec` make it optional. Marks
/// in brackets say more: `[derived]` is set by the program, `[private]` belongs to the personal file, `[happened]`,
/// `[by]`, `[not_negative]`, `[share]`, `[names]`, `[year]`, `[not_us]` and `[external_ids]` are [rules](crate::domain::rule::Rule) for values;
/// `[not_before from]` names the field whose day or year this one cannot come before.
/// Every record also has `created` and `updated`.
#[macro_export]
macro_rules! record {
    ($(#[$meta:meta])* pub struct $name:ident {
        $($(#[$field_meta:meta])* $field:ident : $type:ty $([$($mark:ident)*])?),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            pub id: $crate::domain::id::Id<$name>,
            $($(#[$field_meta])* pub $field: $type,)*
            /// When the record was first written (UTC).
            pub created: Option<$crate::domain::date::Moment>,
            /// When the record was last written (UTC).
            pub updated: Option<$crate::domain::date::Moment>,
        }

        impl $crate::domain::record::Record for $name {
            const KIND: $crate::domain::kind::Kind = $crate::domain::kind::Kind::$name;
            const FIELDS: &'static [$crate::domain::record::Field] = &[
                $($crate::record!(@field $field, $type $(, $($mark)*)?),)*
                $crate::record!(@field created, Option<$crate::domain::date::Moment>, derived),
                $crate::record!(@field updated, Option<$crate::domain::date::Moment>, derived),
            ];

            fn from_entry(
                entry: &$crate::domain::record::Entry,
            ) -> Result<Self, $crate::domain::record::Misfit> {
                use $crate::domain::record::FieldType;
                let mut values = entry.values.iter();
                let mut next = |field: &'static str| {
                    let value = values.next().unwrap_or(&$crate::domain::value::Value::Empty);
                    (value, $crate::domain::record::Misfit::Value { kind: entry.kind, id: entry.id, field })
                };
                Ok(Self {
                    id: $crate::domain::id::Id::new(entry.id),
                    $($field: {
                        let (value, misfit) = next(stringify!($field));
                        <$type as FieldType>::from_value(value).ok_or(misfit)?
                    },)*
                    created: {
                        let (value, misfit) = next("created");
                        FieldType::from_value(value).ok_or(misfit)?
                    },
                    updated: {
                        let (value, misfit) = next("updated");
                        FieldType::from_value(value).ok_or(misfit)?
                    },
                })
            }

            fn to_entry(&self) -> $crate::domain::record::Entry {
                use $crate::domain::record::FieldType;
                $crate::domain::record::Entry {
                    kind: Self::KIND,
                    id: self.id.number(),
                    values: vec![
                        $(self.$field.clone().into_value(),)*
                        self.created.into_value(),
                        self.updated.into_value(),
                    ],
                }
            }
        }
    };
    (@field $field:ident, $type:ty $(, $($mark:ident)*)?) => {
        $crate::domain::record::Field {
            name: stringify!($field),
            shape: <$type as $crate::domain::record::FieldType>::SHAPE,
            presence: {
                let presence = <$type as $crate::domain::record::FieldType>::PRESENCE;
                $($(let presence = $crate::record!(@presence $mark, presence);)*)?
                presence
            },
            private: false $($(|| $crate::record!(@private $mark))*)?,
            custom: false,
            rule: {
                let rule = None;
                $($(let rule = $crate::record!(@rule $mark, rule);)*)?
                rule
            },
            not_before: $crate::record!(@not_before $($($mark)*)?),
        }
    };
    (@presence derived, $presence:ident) => {{
        let _ = $presence;
        $crate::domain::record::Presence::Derived
    }};
    (@presence $mark:ident, $presence:ident) => { $presence };
    (@rule happened, $rule:ident) => {{
        let _: Option<$crate::domain::rule::Rule> = $rule;
        Some($crate::domain::rule::Rule::Happened)
    }};
    (@rule by, $rule:ident) => {{
        let _: Option<$crate::domain::rule::Rule> = $rule;
        Some($crate::domain::rule::Rule::By)
    }};
    (@rule not_negative, $rule:ident) => {{
        let _: Option<$crate::domain::rule::Rule> = $rule;
        Some($crate::domain::rule::Rule::NotNegative)
    }};
    (@rule share, $rule:ident) => {{
        let _: Option<$crate::domain::rule::Rule> = $rule;
        Some($crate::domain::rule::Rule::Share)
    }};
    (@rule names, $rule:ident) => {{
        let _: Option<$crate::domain::rule::Rule> = $rule;
        Some($crate::domain::rule::Rule::Names)
    }};
    (@rule year, $rule:ident) => {{
        let _: Option<$crate::domain::rule::Rule> = $rule;
        Some($crate::domain::rule::Rule::Year)
    }};
    (@rule external_ids, $rule:ident) => {{
        let _: Option<$crate::domain::rule::Rule> = $rule;
        Some($crate::domain::rule::Rule::ExternalIds)
    }};
    (@rule not_us, $rule:ident) => {{
        let _: Option<$crate::domain::rule::Rule> = $rule;
        Some($crate::domain::rule::Rule::NotUs)
    }};
    (@rule $mark:ident, $rule:ident) => { $rule };
    (@not_before) => { None };
    (@not_before not_before $earlier:ident $($mark:ident)*) => { Some(stringify!($earlier)) };
    (@not_before $other:ident $($mark:ident)*) => { $crate::record!(@not_before $($mark)*) };
    (@private private) => { true };
    (@private $mark:ident) => { false };
}
