//! Documents of records - JSON, a JSON value a line, YAML - as tables: a list of records is one, and so is each section of a document
//! of several.

mod guarded;
mod json;
mod lines;
mod numbers;
#[cfg(test)]
mod tests;
mod unique;
pub(in crate::import) mod yaml;

use std::io::{self, BufRead, Read};

use serde_json::{Map, Value as Json};

use super::format::Format;
use super::table::{Spool, SpoolError};
use super::{calendar, vcard};
use crate::domain::cell::{money_text, text_of};
use crate::domain::formula::guard;
use crate::domain::kind::Kind;
use crate::domain::record::Shape;

/// How long a record may be, in bytes.
const LONGEST_RECORD: u64 = 16 << 20;

/// In how many mappings the list of a section may stand: `{"data": {"companies": [...]}}` has it in two.
const DEEPEST_SECTION: usize = 3;

/// The key by which a record of a list tells its kind.
const TAG: &str = "record";

crate::failures! {
    /// Why a text is no document of records.
    pub enum DocumentError {
        Broken { line: u64, column: u64, format: &'static str, reason: String } =>
            "line {line}, column {column}: this is no {format}: {reason}", "第 {line} 行第 {column} 列：不是有效的 {format}：{reason}";
        TooLong { line: u64, most: u64 } =>
            "the record of line {line} is longer than {most} bytes", "从第 {line} 行开始的记录超过 {most} 字节";
        NoRecords { format: &'static str } =>
            "there are no records in it: it should be a list of records, or sections of such lists", "其中没有记录：应为记录的列表，或由若干列表组成的分节";
        Unreadable { reason: String } => "it cannot be read: {reason}", "无法读取：{reason}";
    }
}

crate::failures_of! {
    /// Why a document cannot be read.
    pub enum Failed {
        Document(DocumentError),
        Spool(SpoolError),
    }
}

/// A section of a document, by the key that it stands under; the records of a plain list have none.
pub struct Section {
    pub name: Option<String>,
    pub rows: Spool,
}

/// What a document holds.
#[derive(Default)]
pub struct Document {
    pub sections: Vec<Section>,
    /// Keys beside the sections, which are no records.
    pub passed_over: Vec<String>,
    /// Whether it has no line breaks, so that records are told by their numbers.
    pub is_one_line: bool,
    /// Events whose days were told by the clock of another zone than their times are written in.
    pub shifted: Vec<calendar::Shifted>,
}

impl Document {
    /// Reads a document to its end.
    ///
    /// # Errors
    /// When it is broken as a whole. What is wrong with one record of a list by lines is told with its row.
    pub fn read(text: impl Read, format: Format) -> Result<Self, Failed> {
        let mut document = Self::default();
        match format {
            Format::Json => json::read(text, &mut document)?,
            Format::Yaml => yaml::read(io::BufReader::new(text), &mut document)?,
            Format::Vcard => document = vcard::read(text)?,
            Format::Calendar => document = calendar::read(text)?,
            _ => lines::read(io::BufReader::new(text), &mut document)?,
        }
        document.sections.retain(|section| section.rows.rows() > 0);
        if document.sections.is_empty() {
            return Err(DocumentError::NoRecords { format: format.name() }.into());
        }
        Ok(document)
    }

    pub(super) fn rows(&mut self, section: Option<&str>) -> &mut Spool {
        let known = self.sections.iter().position(|known| known.name.as_deref() == section);
        let place = known.unwrap_or_else(|| {
            self.sections.push(Section { name: section.map(str::to_owned), rows: Spool::default() });
            self.sections.len() - 1
        });
        &mut self.sections[place].rows
    }

    /// Adds a record in which a key stands twice as one that is broken: which of the two values is meant nobody knows.
    fn push_twice(
        &mut self,
        section: Option<&str>,
        line: u64,
        source: String,
        key: &str,
    ) -> Result<(), SpoolError> {
        self.rows(section).push_broken(
            line,
            source,
            format!("\"{key}\" is given twice"),
            format!("“{key}”出现了两次"),
        )
    }

    /// Adds a record. One that tells its kind belongs to the section of that kind.
    fn push(&mut self, section: Option<&str>, line: u64, record: Json) -> Result<(), SpoolError> {
        let Json::Object(mut fields) = record else {
            return self.rows(section).push_broken(
                line,
                record.to_string(),
                "it is no mapping of names to values".to_owned(),
                "它不是“名称: 值”的映射".to_owned(),
            );
        };
        let tag = if section.is_none() && fields.get(TAG).is_some_and(Json::is_string) {
            fields.shift_remove(TAG)
        } else {
            None
        };
        let section = tag.as_ref().and_then(Json::as_str).or(section);
        self.push_parts(line, &mut fields)?;
        let mut cells = Vec::new();
        flatten("", &fields, &mut cells);
        self.rows(section).push_named(line, cells.iter().map(|(name, cell)| (name.as_str(), cell.clone())))
    }
}

/// By which keys records of companies have their names.
const NAMES: &[&str] =
    &["name", "company", "company_name", "account", "名称", "公司", "公司名称", "客户", "客户名称"];

impl Document {
    /// Takes out the records that stand within one under the name of their kind, such as its `contacts`, and adds them to the section
    /// of that kind, each with the name of the account that it stood in.
    fn push_parts(&mut self, line: u64, fields: &mut Map<String, Json>) -> Result<(), SpoolError> {
        let is_record = |value: &Json| {
            value.as_array().is_some_and(|items| !items.is_empty() && items.iter().all(Json::is_object))
        };
        let kind_of = |key: &str| {
            Kind::ALL.iter().copied().find(|kind| kind.belongs_to_account() && kind.plural() == key)
        };
        let Some(name) = NAMES.iter().find_map(|name| fields.get(*name)).and_then(Json::as_str) else {
            return Ok(());
        };
        let name = Json::String(name.to_owned());
        let parts: Vec<(String, Kind)> = fields
            .iter()
            .filter(|(_, value)| is_record(value))
            .filter_map(|(key, _)| Some((key.clone(), kind_of(key)?)))
            .collect();
        for (key, kind) in parts {
            let Some(Json::Array(records)) = fields.shift_remove(&key) else { continue };
            for record in records {
                let Json::Object(mut own) = record else { continue };
                own.entry("account").or_insert_with(|| name.clone());
                self.push(Some(&kind.plural()), line, Json::Object(own))?;
            }
        }
        Ok(())
    }

    /// Adds what a document says without a list: sections of lists, or the fields of its only record.
    fn push_plain(&mut self, line: u64, fields: Map<String, Json>) -> Result<(), SpoolError> {
        if !fields.values().any(|value| has_section(value, 1)) {
            return self.push(None, line, Json::Object(fields));
        }
        self.push_sections(&mut Vec::new(), line, fields)
    }

    /// Adds the sections of a mapping that stands under keys.
    fn push_sections(
        &mut self,
        outer: &mut Vec<String>,
        line: u64,
        fields: Map<String, Json>,
    ) -> Result<(), SpoolError> {
        for (key, value) in fields {
            match value {
                Json::Array(records) if records.iter().all(Json::is_object) => {
                    for record in records {
                        self.push(Some(&key), line, record)?;
                    }
                }
                Json::Null => {}
                value if !has_section(&value, outer.len() + 1) => {
                    self.passed_over
                        .push(outer.iter().chain([&key]).map(String::as_str).collect::<Vec<_>>().join("."));
                }
                Json::Object(inner) => {
                    outer.push(key);
                    self.push_sections(outer, line, inner)?;
                    outer.pop();
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Whether a value is a section, or a mapping that has one, in so many mappings.
fn has_section(value: &Json, depth: usize) -> bool {
    match value {
        Json::Array(items) => !items.is_empty() && items.iter().all(Json::is_object),
        Json::Object(inner) => {
            depth < DEEPEST_SECTION && inner.values().any(|value| has_section(value, depth + 1))
        }
        _ => false,
    }
}

/// The values of a record by their names; those of a record within it by `outer.inner`.
fn flatten(prefix: &str, fields: &Map<String, Json>, cells: &mut Vec<(String, String)>) {
    for (name, value) in fields {
        let name = format!("{prefix}{name}");
        match value {
            // Nobody has values of the user's own: there is no column of them.
            Json::Null if is_of_shape(&name, Shape::Custom) => {}
            // What only the program writes goes back as it was written.
            Json::Object(_) | Json::Array(_) if is_of_shape(&name, Shape::Data) => {
                cells.push((name, value.to_string()));
            }
            Json::Object(inner) if money_text(inner).is_none() => flatten(&format!("{name}."), inner, cells),
            // What was written as a text is one, whatever it looks like.
            Json::String(text) => cells.push((name, guard(text.clone()))),
            other => cells.push((name, text_of(other))),
        }
    }
}

fn is_of_shape(name: &str, shape: Shape) -> bool {
    let mut fields = Kind::ALL.iter().filter_map(|kind| kind.field(name));
    fields.any(|field| field.shape == shape)
}

/// Reads a line with its end, but no more of it than a record may be long. 0 at the end of the text.
pub(super) fn read_line(
    text: &mut impl BufRead,
    line: &mut String,
    number: u64,
) -> Result<usize, DocumentError> {
    line.clear();
    let read = text.take(LONGEST_RECORD + 1).read_line(line);
    let read = read.map_err(|error| DocumentError::Unreadable { reason: error.to_string() })?;
    if read as u64 > LONGEST_RECORD {
        return Err(DocumentError::TooLong { line: number, most: LONGEST_RECORD });
    }
    Ok(read)
}
