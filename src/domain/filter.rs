//! Conditions on fields, as `--where` and the playbook's rules write them: `tier>=A`, `tag=east`, `updated<-30d`.

use std::cmp::Ordering;

use super::date::Date;
use super::fold::fold;
use super::id::number_of;
use super::kind::Kind;
use super::number::number_in;
use super::parse::{Reading, ValueError};
use super::record::{Entry, Field, Shape};
use super::schema::Schema;
use super::value::Value;

/// How a field is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Is,
    IsNot,
    /// Holds the text somewhere, whatever its case and width.
    Contains,
    Less,
    LessOrEqual,
    More,
    MoreOrEqual,
}

impl Operator {
    /// Longest first, so that `<=` is not read as `<`. Also as a Chinese keyboard writes them.
    const WRITTEN: &'static [(&'static str, Self)] = &[
        ("!=", Self::IsNot),
        ("<=", Self::LessOrEqual),
        (">=", Self::MoreOrEqual),
        ("！＝", Self::IsNot),
        ("！=", Self::IsNot),
        ("＜＝", Self::LessOrEqual),
        ("＜=", Self::LessOrEqual),
        ("＞＝", Self::MoreOrEqual),
        ("＞=", Self::MoreOrEqual),
        ("≠", Self::IsNot),
        ("≤", Self::LessOrEqual),
        ("≥", Self::MoreOrEqual),
        ("=", Self::Is),
        ("＝", Self::Is),
        ("~", Self::Contains),
        ("～", Self::Contains),
        ("<", Self::Less),
        ("＜", Self::Less),
        (">", Self::More),
        ("＞", Self::More),
    ];
    /// The first letters of the comparisons.
    const SIGNS: [char; 13] = ['!', '<', '>', '=', '~', '！', '＜', '＞', '＝', '～', '≠', '≤', '≥'];

    #[must_use]
    pub fn is_ordering(self) -> bool {
        matches!(self, Self::Less | Self::LessOrEqual | Self::More | Self::MoreOrEqual)
    }

    /// Whether a value that compares so with the operand passes.
    #[must_use]
    pub fn admits(self, ordering: Ordering) -> bool {
        match self {
            Self::Is | Self::Contains => ordering.is_eq(),
            Self::IsNot => ordering.is_ne(),
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::More => ordering.is_gt(),
            Self::MoreOrEqual => ordering.is_ge(),
        }
    }
}

/// What a field is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// `field=` and `field!=`: not known, known.
    Nothing,
    Value(Value),
    /// A folded text, for texts and lists.
    Text(String),
    /// A number that texts are compared with: those that hold one.
    Number(f64),
    /// The name or number of a linked record.
    Reference(String),
}

/// One condition on one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    pub field: Field,
    pub operator: Operator,
    pub operand: Operand,
}

crate::failures! {
    /// Why a condition was refused.
    pub enum FilterError {
        Operator { text: String } =>
            "\"{text}\" has no comparison; write FIELD=VALUE, or one of != ~ < <= > >=",
            "“{text}”里没有比较符；请写成 字段=值，也可用 != ~ < <= > >=";
        Field { kind: Kind, name: String, known: String } =>
            "{kind} has no field \"{name}\"; it has {known}",
            "{kind} 没有字段“{name}”，可用的字段有：{known}";
        Value { field: &'static str, error: String, chinese: String } =>
            "{field}: {error}",
            "{field}：{chinese}";
        Nothing { text: String } =>
            "\"{text}\" compares with nothing; FIELD= and FIELD!= ask for empty and for filled",
            "“{text}”没有比较值；字段= 表示为空，字段!= 表示已填写";
        Unordered { field: &'static str } =>
            "{field} has no order; compare it with =, != or ~",
            "{field} 没有先后顺序，请用 =、!= 或 ~ 比较";
        NoText { field: &'static str } =>
            "{field} is no text to look into with ~; compare it with = != < <= > >=",
            "{field} 不是文字，不能用 ~ 查找；请用 = != < <= > >= 比较";
        Several { field: &'static str, text: String } =>
            "{field}: \"{text}\" names several values; write a condition for each of them",
            "{field}：“{text}”含有多个值；请为每个值各写一个条件";
    }
}

impl Filter {
    /// # Errors
    /// When the comparison, the field or the value is not understood.
    pub fn parse(schema: &Schema, kind: Kind, text: &str, reading: &Reading) -> Result<Self, FilterError> {
        let field = find_field(schema, kind, Self::field_name(text)?)?.clone();
        Self::on(field, text, reading)
    }

    /// The field that a condition names.
    ///
    /// # Errors
    /// When it has no comparison.
    pub fn field_name(text: &str) -> Result<&str, FilterError> {
        split(text).map(|(name, _, _)| name)
    }

    /// A condition whose field is known, whatever it is called there.
    ///
    /// # Errors
    /// When the comparison or the value is not understood.
    pub fn on(field: Field, text: &str, reading: &Reading) -> Result<Self, FilterError> {
        let (_, operator, value) = split(text)?;
        if value.trim().is_empty() && !matches!(operator, Operator::Is | Operator::IsNot) {
            return Err(FilterError::Nothing { text: text.to_owned() });
        }
        let operand = operand(&field, operator, value.trim(), reading)?;
        Ok(Self { field, operator, operand })
    }

    /// The field that it looks into.
    #[must_use]
    pub fn field(&self) -> &Field {
        &self.field
    }

    /// Whether a record passes. References are compared by number only; the store resolves names.
    #[must_use]
    pub fn matches(&self, entry: &Entry) -> bool {
        self.admits(entry.get(self.field.name))
    }

    /// Whether a value passes, wherever it comes from.
    #[must_use]
    pub fn admits(&self, value: &Value) -> bool {
        match &self.operand {
            Operand::Nothing => value.is_empty() == (self.operator == Operator::Is),
            Operand::Text(text) => self.matches_text(value, text),
            Operand::Number(wanted) => number_in(value.as_text())
                .and_then(|number| number.partial_cmp(wanted))
                .is_some_and(|ordering| self.operator.admits(ordering)),
            Operand::Value(wanted) => match self.compare(value, wanted) {
                Some(ordering) => self.operator.admits(ordering),
                None => self.operator == Operator::IsNot,
            },
            Operand::Reference(text) => {
                let number: Option<i64> = number_of(text);
                let found = match value {
                    Value::Link(id) => Some(*id) == number,
                    Value::Links(ids) => number.is_some_and(|number| ids.contains(&number)),
                    _ => false,
                };
                found == (self.operator != Operator::IsNot)
            }
        }
    }

    fn matches_text(&self, value: &Value, text: &str) -> bool {
        let folded: Vec<String> = match value {
            Value::Text(value) => vec![fold(value)],
            Value::List(items) => items.iter().map(|item| fold(item)).collect(),
            _ => Vec::new(),
        };
        match self.operator {
            Operator::Contains => folded.iter().any(|value| value.contains(text)),
            Operator::IsNot => !folded.iter().any(|value| value == text),
            operator => folded.iter().any(|value| operator.admits(value.as_str().cmp(text))),
        }
    }

    /// How a value compares with the operand; a yes or no that nobody gave is no. Nothing where either is unknown or they do not compare.
    fn compare(&self, value: &Value, wanted: &Value) -> Option<Ordering> {
        match (value, wanted) {
            (Value::Text(value), Value::Text(wanted)) => match self.field.shape {
                Shape::Choice(choices) => choices.position(value).partial_cmp(&choices.position(wanted)),
                _ => Some(value.cmp(wanted)),
            },
            (Value::List(values), Value::Text(wanted)) => values.contains(wanted).then_some(Ordering::Equal),
            (Value::Integer(value), Value::Integer(wanted)) => Some(value.cmp(wanted)),
            (Value::Number(value), Value::Number(wanted)) => value.partial_cmp(wanted),
            (Value::Integer(value), Value::Number(wanted)) =>
            {
                #[expect(clippy::cast_precision_loss, reason = "compared as a person would")]
                (*value as f64).partial_cmp(wanted)
            }
            // Nothing said is no.
            (Value::Empty, Value::YesNo(wanted)) => Some(false.cmp(wanted)),
            (Value::YesNo(value), Value::YesNo(wanted)) => Some(value.cmp(wanted)),
            (Value::Money(value), Value::Money(wanted)) => value.partial_cmp(wanted),
            (Value::Date(value), Value::Date(wanted)) => Some(value.cmp(wanted)),
            // Custom fields keep dates as ISO 8601, whose order is that of the days.
            (Value::Text(value), Value::Date(wanted)) => Some(value.as_str().cmp(&wanted.to_string())),
            (Value::Moment(value), Value::Date(wanted)) => Some(value.date().cmp(wanted)),
            (Value::Moment(value), Value::Moment(wanted)) => Some(value.cmp(wanted)),
            _ => None,
        }
    }
}

/// Splits `tier>=A` into its parts. The comparison is the first one in the text.
fn split(text: &str) -> Result<(&str, Operator, &str), FilterError> {
    let missing = || FilterError::Operator { text: text.to_owned() };
    let start = text.find(Operator::SIGNS).ok_or_else(missing)?;
    let (name, rest) = text.split_at(start);
    let (written, operator) =
        Operator::WRITTEN.iter().find(|(written, _)| rest.starts_with(written)).ok_or_else(missing)?;
    Ok((name.trim(), *operator, &rest[written.len()..]))
}

/// The field a person names, or an error that lists the known ones.
fn find_field<'s>(schema: &'s Schema, kind: Kind, name: &str) -> Result<&'s Field, FilterError> {
    schema.field(kind, name).ok_or_else(|| FilterError::Field {
        kind,
        name: name.trim().to_owned(),
        known: schema.fields(kind).map(|field| field.name).collect::<Vec<_>>().join(", "),
    })
}

fn operand(field: &Field, operator: Operator, text: &str, reading: &Reading) -> Result<Operand, FilterError> {
    let unordered = || FilterError::Unordered { field: field.name };
    if text.is_empty() && matches!(operator, Operator::Is | Operator::IsNot) {
        return Ok(Operand::Nothing);
    }
    match field.shape {
        Shape::List | Shape::Data | Shape::Custom | Shape::Choices(_) | Shape::Link(_) | Shape::Links(_)
            if operator.is_ordering() =>
        {
            Err(unordered())
        }
        Shape::Choice(_) | Shape::Choices(_) if operator == Operator::Contains => {
            Ok(Operand::Text(fold(text)))
        }
        Shape::Own if operator.is_ordering() => {
            Ok(number_in(text).map_or_else(|| Operand::Text(fold(text)), Operand::Number))
        }
        Shape::Text | Shape::Paragraph | Shape::List | Shape::Data | Shape::Custom | Shape::Own => {
            Ok(Operand::Text(fold(text)))
        }
        Shape::Link(_) | Shape::Links(_) => Ok(Operand::Reference(text.to_owned())),
        _ if operator == Operator::Contains => Err(FilterError::NoText { field: field.name }),
        _ => {
            let value = field.parse_any(text, reading).map_err(|error| refused(field, &error))?.value;
            let several = || FilterError::Several { field: field.name, text: text.to_owned() };
            Ok(Operand::Value(match value {
                Value::List(mut items) if items.len() <= 1 => Value::Text(items.pop().ok_or_else(several)?),
                Value::List(_) => return Err(several()),
                value => value,
            }))
        }
    }
}

fn refused(field: &Field, error: &ValueError) -> FilterError {
    use super::language::Bilingual;
    FilterError::Value { field: field.name, error: error.to_string(), chinese: error.in_chinese() }
}

/// The first day after a date; for comparing moments with days.
#[must_use]
pub fn day_after(date: Date) -> Date {
    date.tomorrow().unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;
    use crate::domain::parse::Identifiers;

    fn refusal(kind: Kind, text: &str) -> String {
        let reading =
            Reading { today: Date::constant(2026, 3, 2), currency: Currency::CNY, words: &Identifiers };
        match Filter::parse(&Schema::default(), kind, text, &reading) {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_condition_has_one_value() {
        assert!(refusal(Kind::Contact, "roles=approver;user").contains("several values"));
        assert_eq!(refusal(Kind::Contact, "roles=user"), "");
    }

    #[test]
    fn what_is_not_yes_is_no() {
        let reading =
            Reading { today: Date::constant(2026, 3, 2), currency: Currency::CNY, words: &Identifiers };
        let passes = |archived: Value, text: &str| {
            let mut entry = Entry::blank(Kind::Account);
            entry.set("archived", archived);
            Filter::parse(&Schema::default(), Kind::Account, text, &reading).unwrap().matches(&entry)
        };
        for not_yes in [Value::Empty, Value::YesNo(false)] {
            assert!(passes(not_yes.clone(), "archived=no") && passes(not_yes.clone(), "archived!=yes"));
            assert!(!passes(not_yes.clone(), "archived=yes") && !passes(not_yes, "archived!=no"));
        }
        assert!(passes(Value::YesNo(true), "archived!=no") && !passes(Value::YesNo(true), "archived=no"));
        assert!(passes(Value::Empty, "archived=") && !passes(Value::YesNo(false), "archived="));
    }

    #[test]
    fn comparisons_are_also_read_as_a_chinese_keyboard_writes_them() {
        for (text, operator, value) in [
            ("级别≥A", Operator::MoreOrEqual, "A"),
            ("级别＞＝A", Operator::MoreOrEqual, "A"),
            ("级别＝A", Operator::Is, "A"),
            ("级别！＝A", Operator::IsNot, "A"),
            ("级别≠", Operator::IsNot, ""),
            ("名称～钢", Operator::Contains, "钢"),
            ("最近联系<-30d", Operator::Less, "-30d"),
            ("a!=b=c", Operator::IsNot, "b=c"),
        ] {
            let (_, found, after) = split(text).unwrap();
            assert_eq!((found, after), (operator, value), "{text}");
        }
        assert!(split("级别！A").is_err());
    }

    #[test]
    fn only_texts_are_looked_into() {
        for text in ["employees~12", "revenue~CNY 5", "last_contact~2026-03-01", "archived~yes"] {
            assert!(refusal(Kind::Account, text).contains("no text"), "{text}");
        }
        for text in ["name~steel", "tag~east", "tier~A", "parent~steel"] {
            assert_eq!(refusal(Kind::Account, text), "", "{text}");
        }
    }
}
