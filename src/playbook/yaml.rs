//! YAML text to a tree that remembers where everything stood.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;

use super::places::Place;
use super::yaml_options::options;

/// A value and where it stood.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub place: Place,
    pub content: Content,
}

/// What a node holds. Keys may be doubled: that is for the reader to refuse, with the place of each.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    Nothing,
    YesNo(bool),
    Whole(i64),
    Number(f64),
    Word(String),
    List(Vec<Node>),
    Record(Vec<(Key, Node)>),
}

/// A key of a record and where it stood.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Key {
    pub place: Place,
    pub name: String,
}

/// Why a text is no YAML, in the parser's words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NotYaml {
    pub place: Place,
    pub reason: String,
}

/// Reads a whole text, without its byte-order mark. A text with nothing in it is [`Content::Nothing`].
pub(crate) fn parse(text: &str) -> Result<Node, NotYaml> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(Node { place: Place::START, content: Content::Nothing });
    }
    read::<Spanned<Content>>(text).map(Node::from)
}

/// Reads a text into a type of ours.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, NotYaml> {
    serde_yaml::from_str_with_options(text, options()).map_err(|error| {
        let place = error.location().map_or(Place::START, Place::from);
        let told = error.to_string();
        let reason = match told.rsplit_once(" at line ") {
            Some((reason, _)) => reason.to_owned(),
            None => told,
        };
        NotYaml { place, reason }
    })
}

impl From<serde_yaml::Location> for Place {
    fn from(location: serde_yaml::Location) -> Self {
        Self { line: location.line().max(1), column: location.column().max(1) }
    }
}

impl From<Spanned<Content>> for Node {
    fn from(spanned: Spanned<Content>) -> Self {
        Self { place: spanned.referenced.into(), content: spanned.value }
    }
}

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ContentVisitor)
    }
}

struct ContentVisitor;

impl<'de> Visitor<'de> for ContentVisitor {
    type Value = Content;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any YAML value")
    }

    fn visit_unit<E>(self) -> Result<Content, E> {
        Ok(Content::Nothing)
    }

    fn visit_none<E>(self) -> Result<Content, E> {
        Ok(Content::Nothing)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Content, E> {
        Ok(Content::YesNo(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Content, E> {
        Ok(Content::Whole(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Content, E> {
        #[allow(clippy::cast_precision_loss, reason = "no playbook holds a number beyond 2^53")]
        Ok(i64::try_from(value).map_or(Content::Number(value as f64), Content::Whole))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Content, E> {
        Ok(Content::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Content, E> {
        Ok(Content::Word(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Content, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = access.next_element::<Spanned<Content>>()? {
            nodes.push(node.into());
        }
        Ok(Content::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Content, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, node)) = access.next_entry::<Spanned<String>, Spanned<Content>>()? {
            let key = Key { place: key.referenced.into(), name: key.value };
            entries.push((key, node.into()));
        }
        Ok(Content::Record(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place_of(text: &str, key: &str) -> (u64, u64) {
        let Ok(Node { content: Content::Record(entries), .. }) = parse(text) else { panic!("{text}") };
        let (_, node) = entries.into_iter().find(|(name, _)| name.name == key).unwrap();
        (node.place.line, node.place.column)
    }

    #[test]
    fn columns_count_characters_whatever_the_line_ends_and_the_byte_order_mark() {
        assert_eq!(place_of("客户: 一\nb: 2\n", "客户"), (1, 5));
        assert_eq!(place_of("{客户: 一, b: 2}", "b"), (1, 12));
        assert_eq!(place_of("\u{feff}a: 1\r\nb: 2\r\n", "a"), (1, 4));
        assert_eq!(place_of("\u{feff}a: 1\r\n\r\nb: 2\r\n", "b"), (3, 4));
    }

    #[test]
    fn words_that_other_readers_take_for_something_else_stay_words() {
        for word in ["no", "on", "1_000", "007", ".nan"] {
            assert_eq!(parse(word).unwrap().content, Content::Word(word.to_owned()));
        }
        assert_eq!(parse("99999999999999999999").unwrap().content, Content::Number(1e20));
    }

    #[test]
    fn doubled_keys_are_kept_for_the_reader_to_refuse() {
        let Content::Record(entries) = parse("a: 1\na: 2\n").unwrap().content else { panic!() };
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[1].0.place, Place { line: 2, column: 1 });
    }

    #[test]
    fn a_text_of_comments_holds_nothing() {
        for text in ["", "\u{feff}", "# only this\n\n  # and this\n"] {
            assert_eq!(parse(text).unwrap().content, Content::Nothing);
        }
    }

    #[test]
    fn the_reason_does_not_repeat_the_place() {
        let error = parse("a: [1, 2\n").unwrap_err();
        assert_eq!(error.place, Place { line: 1, column: 4 });
        assert_eq!(error.reason, "unclosed bracket '['");
    }
}
