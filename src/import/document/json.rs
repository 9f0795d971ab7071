//! One JSON value: a list of records, sections of such lists, or a single record. Records are taken one at a time.

use std::fmt;
use std::io::Read;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value as Json};

use super::guarded::{Guarded, Position};
use super::unique::{Twice, Unique};
use super::{DEEPEST_SECTION, Document, DocumentError, Failed, LONGEST_RECORD};
use crate::import::table::SpoolError;

pub(super) fn read(text: impl Read, document: &mut Document) -> Result<(), Failed> {
    let position = Position::default();
    let mut parser = serde_json::Deserializer::from_reader(Guarded::of(text, position.clone()));
    let mut failed = None;
    let twice = Twice::default();
    let mut reading =
        Reading { document, position: position.clone(), twice, last: None, failed: &mut failed };
    let read = parser.deserialize_any(Whole(&mut reading)).and_then(|()| parser.end());
    if let Some(error) = failed {
        return Err(error.into());
    }
    read.map_err(|error| {
        if position.is_too_long() {
            return DocumentError::TooLong { line: position.line(), most: LONGEST_RECORD }.into();
        }
        let reason = error.to_string();
        let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason).to_owned();
        let (line, column) = (error.line() as u64, error.column() as u64);
        if error.is_eof() && position.is_blank() {
            return DocumentError::NoRecords { format: "JSON" }.into();
        }
        DocumentError::Broken { line, column, format: "JSON", reason }.into()
    })
}

struct Reading<'d> {
    document: &'d mut Document,
    position: Position,
    twice: Twice,
    /// On which line the last record began, and its number among those of this line.
    last: Option<(u64, u64)>,
    /// What ended the reading beside the text itself.
    failed: &'d mut Option<SpoolError>,
}

impl Reading<'_> {
    /// The line of a record. In a text without line breaks the number of the record says more.
    fn counted(&mut self, line: u64) -> u64 {
        let number = match self.last {
            Some((before, number)) if before == line => number + 1,
            _ => 1,
        };
        self.last = Some((line, number));
        self.document.is_one_line |= line == 1 && number > 1;
        if line == 1 { number } else { line }
    }

    fn push<E: serde::de::Error>(&mut self, section: Option<&str>, line: u64, record: Json) -> Result<(), E> {
        let line = self.counted(line);
        let pushed = match self.twice.take() {
            Some(key) => self.document.push_twice(section, line, record.to_string(), &key),
            None => self.document.push(section, line, record),
        };
        self.position.begin_record();
        pushed.map_err(|error| {
            *self.failed = Some(error);
            E::custom("it cannot be set aside")
        })
    }
}

/// The value that the whole text is.
struct Whole<'r, 'd>(&'r mut Reading<'d>);

impl<'de> Visitor<'de> for Whole<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of records, or sections of such lists")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        records(self.0, None, None, list)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut plain = Map::new();
        let before = self.0.document.sections.len();
        let line = self.0.position.line();
        while let Some(key) = map.next_key::<String>()? {
            if let Some(value) = map.next_value_seed(Part { reading: self.0, key: &key, depth: 1 })? {
                if plain.contains_key(&key) {
                    self.0.twice.note(&key);
                }
                plain.insert(key, value);
            }
        }
        if self.0.document.sections.len() == before && !plain.is_empty() {
            return self.0.push(None, line, Json::Object(plain));
        }
        self.0.document.passed_over.extend(plain.into_iter().map(|(key, _)| key));
        Ok(())
    }
}

/// What stands under a key of the outermost mapping, or of one within it: a section, or a value of the only record.
struct Part<'r, 'd> {
    reading: &'r mut Reading<'d>,
    key: &'r str,
    /// How many mappings it stands in.
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Part<'_, '_> {
    type Value = Option<Json>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Json>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Part<'_, '_> {
    type Value = Option<Json>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Option<Json>, A::Error> {
        let line = self.reading.position.line();
        let twice = self.reading.twice.clone();
        match list.next_element_seed(Unique(&twice))? {
            Some(first @ Json::Object(_)) => {
                records(self.reading, Some(self.key), Some((line, first)), list)?;
                Ok(None)
            }
            // An empty section, or an empty list of a record: nothing either way.
            None => Ok(None),
            Some(first) => {
                let mut items = vec![first];
                while let Some(item) = list.next_element_seed(Unique(&twice))? {
                    items.push(item);
                }
                Ok(Some(Json::Array(items)))
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<Json>, A::Error> {
        let Self { reading, key: outer, depth } = self;
        let mut fields = Map::new();
        let before = reading.document.sections.len();
        while let Some(key) = map.next_key::<String>()? {
            let value = if depth < DEEPEST_SECTION {
                map.next_value_seed(Part { reading: &mut *reading, key: &key, depth: depth + 1 })?
            } else {
                Some(map.next_value_seed(Unique(&reading.twice.clone()))?)
            };
            if fields.contains_key(&key) {
                reading.twice.note(&key);
            }
            fields.extend(value.map(|value| (key, value)));
        }
        if reading.document.sections.len() == before {
            return Ok(Some(Json::Object(fields)));
        }
        reading.document.passed_over.extend(fields.into_iter().map(|(key, _)| format!("{outer}.{key}")));
        Ok(None)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Option<Json>, E> {
        Ok(Some(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Option<Json>, E> {
        Ok(Some(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Option<Json>, E> {
        Ok(Some(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Option<Json>, E> {
        Ok(Some(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Option<Json>, E> {
        Ok(Some(value.into()))
    }

    fn visit_unit<E>(self) -> Result<Option<Json>, E> {
        Ok(Some(Json::Null))
    }
}

/// Takes the records of a list, the first of which may have been read already.
fn records<'de, A: SeqAccess<'de>>(
    reading: &mut Reading,
    section: Option<&str>,
    first: Option<(u64, Json)>,
    mut list: A,
) -> Result<(), A::Error> {
    reading.last = None;
    if let Some((line, first)) = first {
        reading.push(section, line, first)?;
    }
    let (position, twice) = (reading.position.clone(), reading.twice.clone());
    while let Some((line, record)) = list.next_element_seed(Located(&position, &twice))? {
        reading.push(section, line, record)?;
    }
    if position.is_too_long() { Err(A::Error::custom("too long")) } else { Ok(()) }
}

/// A value with the line that it begins on.
struct Located<'p>(&'p Position, &'p Twice);

impl<'de> DeserializeSeed<'de> for Located<'_> {
    type Value = (u64, Json);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(u64, Json), D::Error> {
        let line = self.0.line();
        Unique(self.1).deserialize(deserializer).map(|value| (line, value))
    }
}
