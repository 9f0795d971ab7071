//! The settings file as YAML: its keys, its values, and where each stands.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, Spanned};

/// A line and a column, both counted from 1; the column counts characters.
pub(super) type Place = (u64, u64);

/// One setting of the file, known or not.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) key: String,
    pub(super) value: Word,
    pub(super) place: Place,
    pub(super) place_of_value: Place,
}

/// A value as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Nothing,
    One(String),
    /// A list or a mapping, which no setting is.
    Several,
}

impl Line {
    /// What the key is set to; nothing where it stands alone.
    pub(crate) fn value(&self) -> Option<&str> {
        match &self.value {
            Word::One(value) => Some(value),
            Word::Nothing | Word::Several => None,
        }
    }
}

/// A line of the file, with its line end.
pub(super) fn line(key: &str, value: &str) -> Result<String, serde_yaml::ser::Error> {
    let options = serde_yaml::ser_options! { prefer_block_scalars: false };
    let pair = std::collections::BTreeMap::from([(key, value)]);
    serde_yaml::to_string_with_options(&pair, options)
}

/// The lines of a file.
struct Lines(Vec<Line>);

/// Reads what each line of a text sets. A text with nothing in it sets nothing.
pub(super) fn parse(text: &str) -> Result<Vec<Line>, serde_yaml::Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(Vec::new());
    }
    let options = serde_yaml::options! {
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        with_snippet: false,
    };
    serde_yaml::from_str_with_options::<Lines>(text, options).map(|lines| lines.0)
}

impl<'de> Deserialize<'de> for Lines {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(LinesVisitor)
    }
}

struct LinesVisitor;

impl<'de> Visitor<'de> for LinesVisitor {
    type Value = Lines;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("lines such as \"language: zh\"")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Lines, A::Error> {
        let mut lines = Vec::new();
        while let Some((key, value)) = access.next_entry::<Spanned<String>, Spanned<Word>>()? {
            let place = |place: serde_yaml::Location| (place.line().max(1), place.column().max(1));
            lines.push(Line {
                place: place(key.referenced),
                place_of_value: place(value.referenced),
                key: key.value,
                value: value.value,
            });
        }
        Ok(Lines(lines))
    }
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordVisitor)
    }
}

struct WordVisitor;

impl<'de> Visitor<'de> for WordVisitor {
    type Value = Word;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("one value")
    }

    fn visit_unit<E>(self) -> Result<Word, E> {
        Ok(Word::Nothing)
    }

    fn visit_none<E>(self) -> Result<Word, E> {
        Ok(Word::Nothing)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Word, E> {
        Ok(Word::One(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Word, E> {
        Ok(Word::One(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Word, E> {
        Ok(Word::One(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Word, E> {
        Ok(Word::One(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Word, E> {
        Ok(Word::One(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Word, A::Error> {
        while access.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Word::Several)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Word, A::Error> {
        while access.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Word::Several)
    }
}
