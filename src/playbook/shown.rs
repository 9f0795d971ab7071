//! Values of fields as people read them.

use super::labels::Labels;
use crate::domain::kind::Kind;
use crate::domain::language::{Language, pick};
use crate::domain::record::{Choices, Shape};
use crate::domain::value::Value;

/// What puts values into words: labels, a language, and the names of linked records.
#[derive(Clone, Copy)]
pub struct Wording<'w> {
    pub labels: &'w Labels,
    pub language: Language,
    pub name_of: &'w dyn Fn(Kind, i64) -> String,
}

impl Wording<'_> {
    /// A value of a field of this shape in words; "" where there is none.
    #[must_use]
    pub fn value(&self, shape: &Shape, value: &Value) -> String {
        match (shape, value) {
            (_, Value::Empty) => String::new(),
            (Shape::Choice(choices), Value::Text(value)) => self.choice(choices, value),
            (Shape::Choices(choices), Value::List(items)) => {
                self.list(items.iter().map(|item| self.choice(choices, item)))
            }
            (Shape::Link(kind), Value::Link(id)) => (self.name_of)(*kind, *id),
            (Shape::Links(kind), Value::Links(ids)) => {
                self.list(ids.iter().map(|id| (self.name_of)(*kind, *id)))
            }
            (Shape::Percent, Value::Number(number)) => format!("{number:.0}%"),
            (Shape::Integer { .. }, Value::Integer(number)) => grouped(*number),
            (_, Value::Text(text)) => text.clone(),
            (_, Value::Number(number)) => short_number(*number),
            (_, Value::Integer(number) | Value::Link(number)) => number.to_string(),
            (_, Value::YesNo(yes)) => self.yes_no(*yes).to_owned(),
            (_, Value::Money(money)) => money.short(self.language),
            (_, Value::Date(date)) => date.to_string(),
            (_, Value::Moment(moment)) => moment.date().to_string(),
            (_, Value::List(items)) => self.list(items.iter().cloned()),
            (_, Value::Links(ids)) => self.list(ids.iter().map(|id| format!("#{id}"))),
            (_, Value::Custom(_) | Value::Data(_)) => value.to_json().to_string(),
        }
    }

    /// The label of one of some choices.
    #[must_use]
    pub fn choice(&self, choices: &Choices, value: &str) -> String {
        self.labels.get(&format!("{}.{value}", choices.name), self.language).to_owned()
    }

    /// Several things on one line.
    #[must_use]
    pub fn list(&self, items: impl IntoIterator<Item = String>) -> String {
        items.into_iter().collect::<Vec<_>>().join(pick(self.language, ", ", "、"))
    }

    #[must_use]
    pub fn yes_no(&self, yes: bool) -> &'static str {
        if yes { pick(self.language, "yes", "是") } else { pick(self.language, "no", "否") }
    }
}

/// A number with at most one decimal, none where it is whole.
#[must_use]
pub fn short_number(number: f64) -> String {
    let rounded = (number * 10.0).round() / 10.0;
    if rounded.fract() == 0.0 { format!("{rounded:.0}") } else { format!("{rounded:.1}") }
}

/// A whole number with a comma before every three digits: 12,800.
fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::from(if number < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_grouped() {
        for (number, text) in [(0, "0"), (999, "999"), (12_800, "12,800"), (-1_000_000, "-1,000,000")] {
            assert_eq!(grouped(number), text);
        }
    }
}
