//! Values as people write them, for flags, prompts and files alike.

use super::date::{Date, DateError, Moment, parse_date, parse_period, parse_year};
use super::external_id;
use super::fold::fold;
use super::language::{Bilingual, Language};
use super::money::{Currency, Money, MoneyError};
use super::number::{NumberError, parse_decimal, parse_integer, parse_percent};
use super::record::{Choices, Field, Shape};
use super::rule::{Rule, RuleError};
use super::value::Value;

/// What reading a value depends on.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    pub today: Date,
    /// The currency of amounts that name none.
    pub currency: Currency,
    /// What people call the choices.
    pub words: &'a (dyn ChoiceWords + Sync),
}

/// What people call the choices of a list.
pub trait ChoiceWords {
    /// The choice that a word names, in either language.
    fn choice(&self, choices: &Choices, text: &str) -> Option<&'static str>;

    /// How a choice is called in a language.
    fn label(&self, choices: &Choices, value: &str, language: Language) -> Option<String>;
}

/// No words but the identifiers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Identifiers;

impl ChoiceWords for Identifiers {
    fn choice(&self, _: &Choices, _: &str) -> Option<&'static str> {
        None
    }

    fn label(&self, _: &Choices, _: &str, _: Language) -> Option<String> {
        None
    }
}

/// A value, and how it was understood where that differs from how it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    pub value: Value,
    pub understood_as: Option<String>,
}

impl From<Value> for Parsed {
    fn from(value: Value) -> Self {
        Self { value, understood_as: None }
    }
}

/// Why a value was refused.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueError {
    Number(NumberError),
    Money(MoneyError),
    Date(DateError),
    /// It has the right form and yet cannot be.
    Rule(RuleError),
    Range {
        text: String,
        least: i64,
        most: i64,
    },
    Choice {
        text: String,
        /// The identifiers with their English labels.
        known: String,
        /// The identifiers with their Chinese labels.
        in_chinese: String,
    },
    YesNo {
        text: String,
    },
    Lines {
        text: String,
    },
    /// What only the program writes, which is not as it writes it.
    Data {
        text: String,
    },
    /// Links are looked up by name, not parsed.
    Link {
        text: String,
    },
}

impl std::fmt::Display for ValueError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(error) => error.fmt(formatter),
            Self::Money(error) => error.fmt(formatter),
            Self::Date(error) => error.fmt(formatter),
            Self::Rule(error) => error.fmt(formatter),
            Self::Range { text, least, most } if *most == i64::MAX => {
                write!(formatter, "\"{text}\" is less than {least}")
            }
            Self::Range { text, least, most } => {
                write!(formatter, "\"{text}\" is not between {least} and {most}")
            }
            Self::Choice { text, known, .. } => write!(formatter, "\"{text}\" is not one of {known}"),
            Self::YesNo { text } => write!(formatter, "\"{text}\" is neither yes nor no"),
            Self::Lines { text } => {
                write!(formatter, "\"{}\" has a line break; one line is meant", text.escape_debug())
            }
            Self::Data { text } => write!(formatter, "\"{text}\" is not JSON"),
            Self::Link { text } => write!(formatter, "\"{text}\" names a record that was not looked up"),
        }
    }
}

impl std::error::Error for ValueError {}

impl Bilingual for ValueError {
    fn in_chinese(&self) -> String {
        match self {
            Self::Number(error) => error.in_chinese(),
            Self::Money(error) => error.in_chinese(),
            Self::Date(error) => error.in_chinese(),
            Self::Rule(error) => error.in_chinese(),
            Self::Range { text, least, most } if *most == i64::MAX => {
                format!("“{text}”小于 {least}")
            }
            Self::Range { text, least, most } => format!("“{text}”不在 {least} 到 {most} 之间"),
            Self::Choice { text, in_chinese, .. } => format!("“{text}”不在可选值之内：{in_chinese}"),
            Self::YesNo { text } => format!("“{text}”既不是“是”也不是“否”"),
            Self::Lines { text } => format!("“{}”含有换行，这里只能写一行", text.escape_debug()),
            Self::Data { text } => format!("“{text}”不是 JSON"),
            Self::Link { text } => format!("“{text}”指向的记录尚未查找"),
        }
    }
}

impl Field {
    /// Reads one value. A field of several takes them separated as in [`split_list`].
    ///
    /// # Errors
    /// When the text is not a value of this field, or one that its rule refuses.
    pub fn parse(&self, text: &str, reading: &Reading) -> Result<Parsed, ValueError> {
        self.ruled(self.parse_any(text, reading)?, reading)
    }

    fn ruled(&self, parsed: Parsed, reading: &Reading) -> Result<Parsed, ValueError> {
        self.check(&parsed.value, reading.today).map_err(ValueError::Rule)?;
        Ok(parsed)
    }

    /// Reads one value that records are compared with, be it one that none may have.
    ///
    /// # Errors
    /// When the text has not the form of this field's values.
    pub fn parse_any(&self, text: &str, reading: &Reading) -> Result<Parsed, ValueError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Value::Empty.into());
        }
        match self.shape {
            Shape::Text if text.contains(['\n', '\r']) => Err(ValueError::Lines { text: text.to_owned() }),
            Shape::Text | Shape::Paragraph | Shape::Own => Ok(Value::Text(text.to_owned()).into()),
            Shape::Integer { least, most } => integer(text, least, most),
            Shape::Year => year(text),
            Shape::Number => decimal(text),
            Shape::Percent => {
                parse_percent(text).map(|number| Value::Number(number).into()).map_err(ValueError::Number)
            }
            Shape::Money => money(text, reading),
            Shape::Date if self.rule == Some(Rule::By) => last_day(text, reading),
            Shape::Date => date(text, reading),
            Shape::Moment => moment(text, reading),
            Shape::YesNo => yes_no(text).map(Into::into),
            Shape::Choice(choices) => choice(choices, text, reading).map(|found| Value::Text(found).into()),
            Shape::Choices(choices) => split_list(text)
                .iter()
                .map(|item| choice(choices, item, reading))
                .collect::<Result<Vec<_>, _>>()
                .map(|found| Value::List(found).into()),
            Shape::List => Ok(self.list(split_list(text)).into()),
            Shape::Data => serde_json::from_str(text)
                .map(|data| Value::Data(Box::new(data)).into())
                .map_err(|_| ValueError::Data { text: text.to_owned() }),
            Shape::Link(_) | Shape::Links(_) | Shape::Custom => {
                Err(ValueError::Link { text: text.to_owned() })
            }
        }
    }

    /// Reads the values of a flag that was given once or several times: one item each time.
    ///
    /// # Errors
    /// When one of the texts is not a value of this field.
    pub fn parse_all(&self, texts: &[String], reading: &Reading) -> Result<Parsed, ValueError> {
        match (self.shape, texts) {
            (Shape::List, texts) => {
                let items = texts.iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
                self.ruled(self.list(items.collect()).into(), reading)
            }
            (Shape::Choices(_), texts) => self.parse(&texts.join(";"), reading),
            (_, [.., last]) => self.parse(last, reading),
            (_, []) => Ok(Value::Empty.into()),
        }
    }
}

impl Field {
    /// Each item once. Names that differ in case alone stay: they may be names of the record itself, which is told.
    fn list(&self, items: Vec<String>) -> Value {
        let mut list: Vec<String> = Vec::with_capacity(items.len());
        for item in items {
            let item = if self.rule == Some(Rule::ExternalIds) { external_id::kept(&item) } else { item };
            if self.rule == Some(Rule::Names) || !list.iter().any(|known| self.is_same(known, &item)) {
                list.push(item);
            }
        }
        Value::List(list)
    }
}

fn integer(text: &str, least: i64, most: i64) -> Result<Parsed, ValueError> {
    let number = parse_integer(text).map_err(ValueError::Number)?;
    if number < least || number > most {
        return Err(ValueError::Range { text: text.to_owned(), least, most });
    }
    Ok(Value::Integer(number).into())
}

fn year(text: &str) -> Result<Parsed, ValueError> {
    let (year, exact) = parse_year(text).map_err(ValueError::Date)?;
    Ok(Parsed { value: Value::Integer(i64::from(year)), understood_as: (!exact).then(|| year.to_string()) })
}

fn decimal(text: &str) -> Result<Parsed, ValueError> {
    let number = parse_decimal(text).map_err(ValueError::Number)?;
    Ok(Value::Number(number.to_f64()).into())
}

fn money(text: &str, reading: &Reading) -> Result<Parsed, ValueError> {
    let parsed = Money::parse(text, reading.currency).map_err(ValueError::Money)?;
    Ok(Parsed {
        value: Value::Money(parsed.money),
        understood_as: (parsed.currency_assumed || parsed.rounded).then(|| parsed.money.to_string()),
    })
}

fn date(text: &str, reading: &Reading) -> Result<Parsed, ValueError> {
    let parsed = parse_date(text, reading.today).map_err(ValueError::Date)?;
    Ok(Parsed {
        value: Value::Date(parsed.date),
        understood_as: (!parsed.exact).then(|| parsed.date.to_string()),
    })
}

/// The day by which something is to be: 2027-Q3 is over on 30 September.
fn last_day(text: &str, reading: &Reading) -> Result<Parsed, ValueError> {
    let parsed = parse_period(text, reading.today).map_err(ValueError::Date)?;
    let (first, last) = (parsed.period.first_day(), parsed.period.end());
    Ok(Parsed {
        value: Value::Date(last),
        understood_as: (!parsed.exact || first != last).then(|| last.to_string()),
    })
}

fn moment(text: &str, reading: &Reading) -> Result<Parsed, ValueError> {
    match text.parse::<Moment>() {
        Ok(moment) => Ok(Value::Moment(moment).into()),
        Err(_) => date(text, reading),
    }
}

fn yes_no(text: &str) -> Result<Value, ValueError> {
    match fold(text).as_str() {
        "yes" | "y" | "true" | "1" | "是" | "有" | "对" | "√" | "✓" => Ok(Value::YesNo(true)),
        "no" | "n" | "false" | "0" | "否" | "无" | "不" | "没有" | "×" => Ok(Value::YesNo(false)),
        _ => Err(ValueError::YesNo { text: text.to_owned() }),
    }
}

fn choice(choices: &'static Choices, text: &str, reading: &Reading) -> Result<String, ValueError> {
    let plain = fold(text).replace([' ', '-'], "_");
    choices
        .values
        .iter()
        .copied()
        .find(|known| known.eq_ignore_ascii_case(&plain))
        .or_else(|| reading.words.choice(choices, text))
        .map(str::to_owned)
        .ok_or_else(|| ValueError::Choice {
            text: text.to_owned(),
            known: with_labels(choices, reading, Language::English).join(", "),
            in_chinese: with_labels(choices, reading, Language::Chinese).join("、"),
        })
}

/// The identifiers of a list, each with its label where that says something else.
fn with_labels(choices: &Choices, reading: &Reading, language: Language) -> Vec<String> {
    let plain = |text: &str| fold(text).replace([' ', '-'], "_");
    let shown = |value: &&'static str| match reading.words.label(choices, value, language) {
        Some(label) if plain(&label) != plain(value) => match language {
            Language::English => format!("{value} ({label})"),
            Language::Chinese => format!("{value}（{label}）"),
        },
        _ => (*value).to_owned(),
    };
    choices.values.iter().map(shown).collect()
}

/// Splits a cell that holds several values: at `;`, `；`, `、`, `|` and line breaks. A backslash
/// keeps the character after it.
#[must_use]
pub fn split_list(text: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        let item = items.last_mut();
        match (letter, item) {
            ('\\', Some(item)) => item.push(letters.next().unwrap_or('\\')),
            (';' | '；' | '、' | '|' | '\n' | '\r', _) => items.push(String::new()),
            (_, Some(item)) => item.push(letter),
            (_, None) => {}
        }
    }
    items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

/// Writes several values into one cell so that [`split_list`] reads them back.
#[must_use]
pub fn join_list<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    let mut joined = String::new();
    for item in items {
        if !joined.is_empty() {
            joined.push_str("; ");
        }
        for letter in item.chars() {
            if matches!(letter, '\\' | ';' | '；' | '、' | '|' | '\n' | '\r') {
                joined.push('\\');
            }
            joined.push(letter);
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_listed_twice_is_held_once() {
        use crate::domain::kind::Kind;
        let reading =
            Reading { today: Date::constant(2026, 3, 2), currency: Currency::CNY, words: &Identifiers };
        for (field, text, held) in [
            ("external_ids", "sf:2;sf：2;SF:2;sf:a;sf:A", &["sf:2", "sf:a", "sf:A"][..]),
            ("tags", "east;key;east;East", &["east", "key", "East"]),
        ] {
            let parsed = Kind::Account.field(field).unwrap().parse(text, &reading).unwrap();
            assert_eq!(parsed.value.to_json(), serde_json::json!(held), "{field}");
        }
    }

    #[test]
    fn a_longer_time_is_its_first_day_and_as_a_deadline_its_last() {
        use crate::domain::kind::Kind;
        let reading =
            Reading { today: Date::constant(2026, 3, 2), currency: Currency::CNY, words: &Identifiers };
        let read = |kind: Kind, field: &str, text: &str| {
            let parsed = kind.field(field).unwrap().parse(text, &reading).unwrap();
            (parsed.value.to_json().as_str().unwrap().to_owned(), parsed.understood_as)
        };
        let told = |day: &str| (day.to_owned(), Some(day.to_owned()));
        assert_eq!(read(Kind::Project, "close_date", "2027-Q1"), told("2027-03-31"));
        assert_eq!(read(Kind::Plan, "purchase_date", "2027"), told("2027-12-31"));
        assert_eq!(read(Kind::Requirement, "expires", "2028-02"), told("2028-02-29"));
        assert_eq!(read(Kind::Interaction, "next_date", "下周"), told("2026-03-15"));
        assert_eq!(read(Kind::Action, "due_date", "2026-03-05"), ("2026-03-05".to_owned(), None));
        assert_eq!(read(Kind::Interaction, "date", "2026-02"), told("2026-02-01"));
    }

    proptest! {
        #[test]
        fn a_list_reads_back_as_written(items in proptest::collection::vec("[a-z;；、|\\\\\n 中]{0,6}", 0..5)) {
            let items: Vec<String> =
                items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect();
            prop_assert_eq!(split_list(&join_list(items.iter().map(String::as_str))), items);
        }
    }
}
