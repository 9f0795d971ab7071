//! YAML: a list of records, sections of such lists, or a single record. Each record is cut out of the text by the way it is
//! indented and parsed by itself, so that memory stays bounded and a broken record does not hide the others.

use std::io::BufRead;

use serde_json::{Map, Number, Value as Json};

use super::{Document, DocumentError, Failed, LONGEST_RECORD, is_of_shape, read_line};
use crate::domain::record::Shape;
use crate::import::table::SpoolError;
use crate::playbook::places::Place;
use crate::playbook::yaml::{Content, Key, Node, NotYaml, parse};

pub(super) fn read(mut text: impl BufRead, document: &mut Document) -> Result<(), Failed> {
    let mut cutter = Cutter {
        document,
        section: None,
        indent: None,
        begun: None,
        plain: Cut::default(),
        listed: None,
        anchors: Anchors::default(),
        single: 0,
    };
    let mut line = String::new();
    for number in 1.. {
        if read_line(&mut text, &mut line, number)? == 0 {
            break;
        }
        cutter.line(&line, number)?;
    }
    cutter.finish()
}

/// A stretch of the text, and the line it begins on.
#[derive(Default)]
struct Cut {
    text: String,
    line: u64,
}

impl Cut {
    fn add(&mut self, line: &str, number: u64) -> Result<(), DocumentError> {
        if self.text.is_empty() {
            self.line = number;
        }
        self.text.push_str(line);
        if self.text.len() as u64 > LONGEST_RECORD {
            return Err(DocumentError::TooLong { line: self.line, most: LONGEST_RECORD });
        }
        Ok(())
    }
}

struct Cutter<'d> {
    document: &'d mut Document,
    /// The key of the current section.
    section: Option<String>,
    /// How far the dashes of the current list stand in.
    indent: Option<usize>,
    /// The record that goes on.
    begun: Option<Cut>,
    /// What belongs to no list: the whole text where there is none.
    plain: Cut,
    /// The key of the last list that is a plain value.
    listed: Option<String>,
    anchors: Anchors,
    /// How many records were documents of their own.
    single: u64,
}

/// How much text of items is kept that other items may refer to.
const MOST_ANCHORED: usize = 1 << 16;

/// The items of a list to which others may refer (`&name`, then `*name`): they are parsed together with those.
#[derive(Default)]
struct Anchors {
    indent: usize,
    text: String,
}

impl Anchors {
    /// Parses an item, and says how many lines of other ones stand before it in the text that its nodes are places of.
    fn parse(&self, cut: &str, indent: usize) -> Result<(String, u64, Node), NotYaml> {
        match parse(cut) {
            Err(_) if !self.text.is_empty() && self.indent == indent && cut.contains('*') => {
                let text = format!("{}{cut}", self.text);
                let before = self.text.lines().count() as u64;
                let mut node = parse(&text).map_err(|error| {
                    let line = error.place.line.saturating_sub(before).max(1);
                    NotYaml { place: Place { line, ..error.place }, ..error }
                })?;
                if let Content::List(nodes) = &mut node.content {
                    nodes.retain(|node| node.place.line > before);
                }
                Ok((text, before, node))
            }
            parsed => Ok((cut.to_owned(), 0, parsed?)),
        }
    }

    /// Keeps an item to which others may refer.
    fn keep(&mut self, cut: &str, indent: usize) {
        if self.indent != indent {
            *self = Self { indent, text: String::new() };
        }
        let mut marks = cut.match_indices('&').map(|(at, _)| (&cut[..at], &cut[at + 1..]));
        let is_anchor = |(before, after): (&str, &str)| {
            before.ends_with([' ', '[', ','])
                && after.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_')
        };
        if marks.any(is_anchor) && self.text.len() + cut.len() <= MOST_ANCHORED {
            self.text.push_str(cut);
            if !cut.ends_with('\n') {
                self.text.push('\n');
            }
        }
    }
}

impl Cutter<'_> {
    fn line(&mut self, line: &str, number: u64) -> Result<(), Failed> {
        let body = line.trim_end();
        // A tab is none, but whoever uses it means one: the parser tells what is wrong with it.
        let indent = body.len() - body.trim_start_matches([' ', '\t']).len();
        let begins_item = body[indent..].starts_with("- ") || &body[indent..] == "-";
        let is_list = self.begun.is_some() || self.section.is_some() || self.plain.text.trim().is_empty();
        if body.is_empty() || body.trim_start().starts_with('#') {
            return self.go_on(line, number);
        }
        if begins_item && is_list && self.indent.is_none_or(|known| known == indent) {
            self.end_record()?;
            self.indent = Some(indent);
            self.begun = Some(Cut { text: line.to_owned(), line: number });
            return Ok(());
        }
        if self.begun.is_some() && indent > self.indent.unwrap_or(0) {
            return self.go_on(line, number);
        }
        self.end_record()?;
        self.indent = None;
        if body == "---" || body == "..." {
            self.end_section(number)?;
            self.section = None;
            return self.end_plain();
        }
        self.end_section(number)?;
        self.section = section_key(body);
        if self.section.is_none() {
            self.plain.add(line, number)?;
        }
        Ok(())
    }

    /// A line of what goes on, whatever that is.
    fn go_on(&mut self, line: &str, number: u64) -> Result<(), Failed> {
        if let Some(cut) = &mut self.begun {
            cut.add(line, number)?;
        } else if !self.plain.text.is_empty() {
            self.plain.add(line, number)?;
        }
        Ok(())
    }

    /// A key that no list followed is one of the plain ones.
    fn end_section(&mut self, number: u64) -> Result<(), DocumentError> {
        match self.section.take() {
            Some(key) if self.listed.as_ref() == Some(&key) => Ok(()),
            Some(key) if self.document.sections.iter().all(|section| section.name.as_ref() != Some(&key)) => {
                self.plain.add(&format!("{key}:\n"), number.saturating_sub(1))
            }
            _ => Ok(()),
        }
    }

    fn end_record(&mut self) -> Result<(), Failed> {
        let Some(cut) = self.begun.take() else { return Ok(()) };
        let section = self.section.as_deref();
        let indent = self.indent.unwrap_or(0);
        let parsed = self.anchors.parse(&cut.text, indent);
        self.anchors.keep(&cut.text, indent);
        match parsed {
            Ok((_, _, Node { content: Content::List(nodes), .. })) if self.is_list_of_values(&nodes) => {
                let key = self.section.clone().unwrap_or_default();
                if self.listed.as_ref() != Some(&key) {
                    self.plain.add(&format!("{key}:\n"), cut.line.saturating_sub(1))?;
                    self.listed = Some(key);
                }
                self.plain.add(&cut.text, cut.line)?;
            }
            Ok((text, before, Node { content: Content::List(nodes), .. })) => {
                for node in &nodes {
                    let line = (cut.line + node.place.line).saturating_sub(1 + before);
                    push(self.document, section, line, &text, node)?;
                }
            }
            Ok((text, _, node)) => push(self.document, section, cut.line, &text, &node)?,
            Err(error) => {
                let place = cut.line + error.place.line - 1;
                self.document.rows(section).push_broken(
                    cut.line,
                    cut.text.trim_end().to_owned(),
                    format!("no YAML on line {place}: {}", error.reason),
                    format!("第 {place} 行不是有效的 YAML：{}", error.reason),
                )?;
            }
        }
        Ok(())
    }

    /// Whether what stands under a key is a list of plain values, as a field may hold, and not one of records.
    fn is_list_of_values(&self, nodes: &[Node]) -> bool {
        let is_value = |node: &Node| !matches!(node.content, Content::Record(_));
        let has_records = self.document.sections.iter().any(|section| section.name == self.section);
        self.section.is_some() && !has_records && nodes.iter().all(is_value)
    }

    fn finish(mut self) -> Result<(), Failed> {
        self.end_record()?;
        self.end_section(0)?;
        self.end_plain()
    }

    /// Takes what belongs to no list: the only record of a text, or of each of its documents, or what stands beside lists.
    fn end_plain(&mut self) -> Result<(), Failed> {
        if self.plain.text.trim().is_empty() {
            return Ok(());
        }
        let rows =
            |document: &Document| document.sections.iter().map(|section| section.rows.rows()).sum::<u64>();
        let has_lists = rows(self.document) > self.single;
        let text = std::mem::take(&mut self.plain);
        let node = parse(&text.text).map_err(|error| DocumentError::Broken {
            line: text.line.max(1) + error.place.line - 1,
            column: error.place.column,
            format: "YAML",
            reason: error.reason,
        })?;
        match (data(&text.text, &node), !has_lists) {
            (Json::Object(fields), false) => {
                let told = fields
                    .into_iter()
                    .filter(|(_, value)| !value.is_null() && *value != Json::Array(Vec::new()));
                self.document.passed_over.extend(told.map(|(key, _)| key));
            }
            (Json::Object(fields), true) => match twice(&node) {
                Some(key) => self.document.push_twice(None, text.line, text.text.clone(), key)?,
                None => self.document.push_plain(text.line, fields)?,
            },
            (Json::Array(records), true) => {
                for record in records {
                    self.document.push(None, text.line, record)?;
                }
            }
            _ => {}
        }
        if !has_lists {
            self.single = rows(self.document);
        }
        Ok(())
    }
}

/// Adds a record, as a broken one where a key stands twice in it.
fn push(
    document: &mut Document,
    section: Option<&str>,
    line: u64,
    text: &str,
    node: &Node,
) -> Result<(), SpoolError> {
    match twice(node) {
        Some(key) => document.push_twice(section, line, text.trim_end().to_owned(), key),
        None => document.push(section, line, data(text, node)),
    }
}

/// The first key that stands twice in a mapping.
fn twice(node: &Node) -> Option<&str> {
    match &node.content {
        Content::Record(keys) => {
            let stood_before =
                |place: usize| keys[..place].iter().any(|(key, _)| key.name == keys[place].0.name);
            let own =
                (0..keys.len()).find(|place| stood_before(*place)).map(|place| keys[place].0.name.as_str());
            own.or_else(|| keys.iter().find_map(|(_, node)| twice(node)))
        }
        Content::List(nodes) => nodes.iter().find_map(twice),
        _ => None,
    }
}

/// The key of a line that holds nothing else, perhaps but an empty list.
fn section_key(line: &str) -> Option<String> {
    let (key, rest) = line.split_once(':')?;
    let rest = rest.split('#').next().unwrap_or_default().trim();
    let key = key.trim_matches(['"', '\'']);
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | ' ' | '.');
    let is_key = !key.is_empty() && !key.starts_with(' ') && key.chars().all(is_plain);
    (is_key && (rest.is_empty() || rest == "[]")).then(|| key.to_owned())
}

/// A value as data; numbers that are no whole ones as they were typed.
fn data(text: &str, node: &Node) -> Json {
    match &node.content {
        Content::Nothing => Json::Null,
        Content::YesNo(yes) => (*yes).into(),
        Content::Whole(number) => (*number).into(),
        Content::Number(number) => match node.place.written(text) {
            Some(typed) => typed.into(),
            None => Number::from_f64(*number).map_or(Json::Null, Json::Number),
        },
        Content::Word(word) => word.as_str().into(),
        Content::List(nodes) => nodes.iter().map(|node| data(text, node)).collect::<Vec<_>>().into(),
        Content::Record(keys) => {
            let value = |(key, node): &(Key, Node)| {
                // What only the program writes is not a text that somebody typed.
                let value = if is_of_shape(&key.name, Shape::Data) { exact(node) } else { data(text, node) };
                (key.name.clone(), value)
            };
            Json::Object(keys.iter().map(value).collect())
        }
    }
}

/// A value as data, as a program wrote it.
pub(in crate::import) fn exact(node: &Node) -> Json {
    match &node.content {
        Content::Nothing => Json::Null,
        Content::YesNo(yes) => Json::Bool(*yes),
        Content::Whole(number) => Json::from(*number),
        Content::Number(number) => Number::from_f64(*number).map_or(Json::Null, Json::Number),
        Content::Word(word) => Json::String(word.clone()),
        Content::List(nodes) => Json::Array(nodes.iter().map(exact).collect()),
        Content::Record(keys) => {
            let keys = keys.iter().map(|(key, node)| (key.name.clone(), exact(node)));
            Json::Object(keys.collect::<Map<String, Json>>())
        }
    }
}
