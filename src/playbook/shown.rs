//! Values of fields as people read them.

use super::labels::Labels;
use crate::domain::economics::Alternative;
use crate::domain::kind::Kind;
use crate::domain::language::{Language, pick};
use crate::domain::record::{Choices, Shape};
use crate::domain::schema::Schema;
use crate::domain::value::Value;
use serde_json::Value as Json;

/// How figures are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figures {
    /// Every digit of an amount: `CNY 862,100,000,000`, in Chinese `8621亿元` where that is exact.
    Full,
    /// As one says them: `CNY 862.1bn`, and whole numbers in groups of three digits.
    Rounded,
}

/// What puts values into words: labels, a language, and the names of linked records.
#[derive(Clone, Copy)]
pub struct Wording<'w> {
    pub labels: &'w Labels,
    pub language: Language,
    pub figures: Figures,
    /// Custom values that it declares have fields of their own, and are left out of the others.
    pub schema: &'w Schema,
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
            (Shape::Integer { .. }, Value::Integer(number)) if self.figures == Figures::Rounded => {
                grouped(*number)
            }
            (_, Value::Text(text)) => text.clone(),
            (_, Value::Number(number)) => short_number(*number),
            (_, Value::Integer(number) | Value::Link(number)) => number.to_string(),
            (_, Value::YesNo(yes)) => yes_no(*yes, self.language).to_owned(),
            (_, Value::Money(money)) if self.figures == Figures::Rounded => money.short(self.language),
            (_, Value::Money(money)) => money.in_words(self.language),
            (_, Value::Date(date)) => date.to_string(),
            (_, Value::Moment(moment)) => moment.date().to_string(),
            (_, Value::List(items)) => self.list(items.iter().cloned()),
            (_, Value::Links(ids)) => self.list(ids.iter().map(|id| format!("#{id}"))),
            (_, Value::Custom(values)) => {
                let colon = pick(self.language, ": ", "：");
                let others = values.iter().filter(|(name, _)| !self.schema.declares(name));
                self.list(others.map(|(name, value)| format!("{name}{colon}{}", self.undeclared(value))))
            }
            (_, Value::Data(data)) => data.to_string(),
        }
    }

    /// A value that an import brought along, as it came.
    fn undeclared(&self, value: &Value) -> String {
        match value {
            Value::YesNo(_) | Value::List(_) => self.value(&Shape::Text, value),
            Value::Money(money) => money.in_words(self.language),
            other => match other.to_json() {
                Json::String(text) => text,
                json => json.to_string(),
            },
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
}

#[must_use]
pub fn yes_no(yes: bool, language: Language) -> &'static str {
    if yes { pick(language, "yes", "是") } else { pick(language, "no", "否") }
}

/// What the customer can do: `Ours`, a rival by its name, `Doing nothing`.
#[must_use]
pub fn alternative(alternative: &Alternative, language: Language) -> &str {
    match alternative {
        Alternative::Ours => pick(language, "Ours", "我方"),
        Alternative::Nothing => pick(language, "Doing nothing", "维持现状"),
        Alternative::Rival(name) => name,
    }
}

/// A number with at most one decimal, none where it is whole.
#[must_use]
pub fn short_number(number: f64) -> String {
    let rounded = tenths(number);
    if rounded.fract() == 0.0 { format!("{rounded:.0}") } else { format!("{rounded:.1}") }
}

/// A mean of marks with one decimal: `4.4`, also of 4.35, which as a binary fraction is a little less.
#[must_use]
pub fn mark(mark: f64) -> String {
    format!("{:.1}", tenths(mark))
}

/// The same with its sign: `+0.5`.
#[must_use]
pub fn signed_mark(mark: f64) -> String {
    format!("{:+.1}", tenths(mark))
}

/// To the nearest tenth, never -0.
fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0 + 0.0
}

/// A number with its sign, which nothing has not: `+0.5`, `-3`, `0`.
#[must_use]
pub fn signed(number: f64, places: usize) -> String {
    let text = format!("{number:+.places$}");
    if text.contains(|digit: char| ('1'..='9').contains(&digit)) { text } else { text[1..].to_owned() }
}

/// A percentage with its sign: `+12.5%`, `-3%`.
#[must_use]
pub fn signed_percent(percent: f64) -> String {
    let text = short_number(percent);
    let text = if text == "-0" { "0" } else { &text };
    format!("{}{text}%", if percent > 0.0 { "+" } else { "" })
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
    use crate::domain::money::{Currency, Money};

    #[test]
    fn a_tie_goes_away_from_0_however_it_is_kept() {
        for (number, text, signed) in
            [(4.35, "4.4", "+4.4"), (3.45, "3.5", "+3.5"), (-1.45, "-1.5", "-1.5"), (-0.04, "0.0", "+0.0")]
        {
            assert_eq!((mark(number).as_str(), signed_mark(number).as_str()), (text, signed));
        }
    }

    #[test]
    fn large_numbers_are_grouped() {
        for (number, text) in [(0, "0"), (999, "999"), (12_800, "12,800"), (-1_000_000, "-1,000,000")] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn a_screen_shows_every_digit_and_a_report_what_one_says() {
        let labels = Labels::default();
        let schema = Schema::default();
        let shown = |figures, shape: &Shape, value: &Value| {
            let name_of = |_: Kind, id: i64| format!("#{id}");
            let wording = Wording {
                labels: &labels,
                language: Language::English,
                figures,
                schema: &schema,
                name_of: &name_of,
            };
            wording.value(shape, value)
        };
        let money = Value::Money(Money::new(86_210_000_000_000, Currency::CNY));
        assert_eq!(shown(Figures::Full, &Shape::Money, &money), "CNY 862,100,000,000");
        assert_eq!(shown(Figures::Rounded, &Shape::Money, &money), "CNY 862.1bn");
        let staff = Shape::Integer { least: 0, most: i64::MAX };
        assert_eq!(shown(Figures::Full, &staff, &Value::Integer(207_000)), "207000");
        assert_eq!(shown(Figures::Rounded, &staff, &Value::Integer(207_000)), "207,000");
        let imported = [("colour".to_owned(), Value::Text("red".to_owned()))];
        let imported = Value::Custom(imported.into_iter().collect());
        assert_eq!(shown(Figures::Full, &Shape::Custom, &imported), "colour: red");
    }
}
