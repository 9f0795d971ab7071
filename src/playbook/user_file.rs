//! The user's playbook file as text: reading it, and saying what keeps it from being YAML.

use std::io;
use std::path::Path;

use super::mistake::{Complaint, Mistake, PlaybookError, both};
use super::places::Place;
use super::wording::{full_width_colon, is_key_character};
use super::yaml::{Content, Node, NotYaml, parse};
use crate::domain::language::Text;

/// A user's playbook file that is YAML, whatever is in it.
#[derive(Debug)]
pub(super) struct UserFile {
    pub name: String,
    pub root: Node,
}

impl UserFile {
    pub(super) fn read(path: &Path) -> Result<Self, PlaybookError> {
        let file = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => PlaybookError::Missing { file: file.clone() },
            _ => PlaybookError::Unreadable { file: file.clone(), reason: error.to_string() },
        })?;
        match std::str::from_utf8(&bytes) {
            Ok(text) => Self::parse(&file, text),
            Err(error) => Err(not_utf8(&file, &bytes[..error.valid_up_to()])),
        }
    }

    pub(super) fn parse(name: &str, text: &str) -> Result<Self, PlaybookError> {
        let root = parse(text).map_err(|error| not_yaml(name, text, &error))?;
        Ok(Self { name: name.to_owned(), root })
    }

    /// The file as if it had only one section.
    pub(super) fn only(mut self, section: &str) -> Self {
        if let Content::Record(entries) = &mut self.root.content {
            entries.retain(|(key, _)| key.name == section);
        }
        self
    }
}

fn not_utf8(file: &str, before: &[u8]) -> PlaybookError {
    let before = String::from_utf8_lossy(before);
    let last_line = before.rsplit('\n').next().unwrap_or_default();
    let place = Place {
        line: count(before.matches('\n')) + 1,
        column: count(last_line.trim_start_matches('\u{feff}').chars()) + 1,
    };
    let complaint = Complaint::from(both!("this is not UTF-8", "这里不是 UTF-8 编码"))
        .hinting(Some(both!("save the file as UTF-8", "请把文件另存为 UTF-8 编码")));
    PlaybookError::Mistaken { mistakes: vec![Mistake::new(file, place, String::new(), complaint)] }
}

fn not_yaml(file: &str, text: &str, error: &NotYaml) -> PlaybookError {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let message = both!("not valid YAML", "不是有效的 YAML");
    let colons = full_width_colons(text);
    let mistakes = if colons.is_empty() {
        let hint = full_width_punctuation(text, error.place.line);
        let complaint = Complaint::from(reason(&error.reason)).hinting(hint);
        vec![Mistake::new(file, error.place, String::new(), complaint)]
    } else {
        let mistake = |(place, key): (Place, &str)| {
            let complaint = Complaint::from(message.clone()).hinting(Some(full_width_colon(key)));
            Mistake::new(file, place, String::new(), complaint)
        };
        colons.into_iter().map(mistake).collect()
    };
    PlaybookError::Mistaken { mistakes }
}

/// What the parser says, in both languages where it is one of the usual things.
pub(crate) fn reason(told: &str) -> Text {
    let usual = [
        (
            "mapping values are not allowed",
            "a \"key: value\" cannot stand here; look at the indentation and the quotes",
            "这里不能写“键: 值”，请检查缩进和引号",
        ),
        ("expected ':'", "a key without a colon and a space after it", "键后面缺少冒号加空格"),
        ("expected ',' or '}'", "a comma or a closing brace is missing", "缺少逗号或右花括号 }"),
        ("expected ',' or ']'", "a comma or a closing bracket is missing", "缺少逗号或右方括号 ]"),
        ("tabs disallowed", "a tab; indent with spaces", "这里有制表符（Tab），缩进请用空格"),
        ("unclosed quote", "a quotation mark is opened and not closed", "引号没有闭合"),
        ("unclosed bracket", "a bracket or brace is opened and not closed", "括号没有闭合"),
        (
            "multiple YAML documents",
            "a second document begins after ---; one is meant",
            "--- 之后是第二个文档，只能有一个",
        ),
    ];
    match usual.iter().find(|(part, ..)| told.contains(part)) {
        Some((_, english, chinese)) => both!("not valid YAML: {english}", "不是有效的 YAML：{chinese}"),
        None => both!("not valid YAML: {told}", "不是有效的 YAML：{told}"),
    }
}

/// The full-width colons that stand where a key ends, each with its key.
fn full_width_colons(text: &str) -> Vec<(Place, &str)> {
    let mut found = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        for start in key_starts(line) {
            let rest = &line[start..];
            let end = rest.find(|character| !is_key_character(character)).unwrap_or(rest.len());
            if end > 0 && rest[end..].starts_with('：') {
                let column = count(line[..start + end].chars()) + 1;
                found.push((Place { line: number, column }, &rest[..end]));
            }
        }
    }
    found
}

/// Where on a line a key may begin: at its start, after `- `, and after `{` or `,` outside quotes.
fn key_starts(line: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut before_key = true;
    for (position, character) in unquoted(line) {
        match character {
            '{' | ',' => before_key = true,
            ' ' | '-' if before_key => {}
            _ if before_key => {
                starts.push(position);
                before_key = false;
            }
            _ => {}
        }
    }
    starts
}

/// A full-width mark on a line, outside quotes, that was probably meant as YAML.
fn full_width_punctuation(text: &str, line: u64) -> Option<Text> {
    let (line, _) = text.lines().zip(1..).find(|(_, number)| *number == line)?;
    let (_, mark) = unquoted(line).find(|(_, character)| "，：“”‘’｛｝［］".contains(*character))?;
    Some(both!(
        "the line has a full-width {mark}; YAML wants half-width punctuation",
        "这一行有全角标点 {mark}，YAML 只认半角标点"
    ))
}

/// The characters of a line that stand outside quotes and comments, with their byte positions.
fn unquoted(line: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quote = None;
    let mut previous = ' ';
    let mut comment = false;
    line.char_indices().filter(move |&(_, character)| {
        let escaped = quote == Some('"') && previous == '\\';
        let outside = quote.is_none();
        match (quote, character) {
            (None, '"' | '\'') => quote = Some(character),
            (None, '#') if previous == ' ' => comment = true,
            (Some(open), close) if open == close && !escaped => quote = None,
            _ => {}
        }
        previous = character;
        outside && !comment
    })
}

fn count(things: impl Iterator) -> u64 {
    things.fold(0, |count, _| count + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(text: &str) -> Vec<Mistake> {
        match UserFile::parse("mine.yaml", text) {
            Err(PlaybookError::Mistaken { mistakes }) => mistakes,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_full_width_colon_is_found_where_it_stands() {
        let text = "# 说明：无\r\ntiers:\r\n  minimum_coverage：40\r\n  dimensions:\r\n    - {id： brand, label: {en: \"a：b\", zh：\"品牌\"}}\r\n";
        let places: Vec<_> = mistakes(text).iter().map(|mistake| (mistake.line, mistake.column)).collect();
        assert_eq!(places, [(3, 19), (5, 10), (5, 40)]);
        assert!(mistakes(text)[0].to_string().contains("full-width (：)"));
    }

    #[test]
    fn full_width_commas_and_quotes_are_named() {
        for (text, mark) in [("a: {b: 1， c: 2}\n", '，'), ("a: {b: 1 “c”: 2}\n", '“')] {
            let told = mistakes(text)[0].to_string();
            assert!(told.contains(&format!("full-width {mark}")), "{told}");
        }
    }

    #[test]
    fn the_usual_slips_are_told_in_both_languages() {
        use crate::domain::language::Bilingual;
        for (text, place, chinese) in [
            ("tiers:\n\tminimum: 40\n", "2:2", "制表符"),
            ("tiers:\n  a: \"客户\n  b: 3\n", "2:6", "引号没有闭合"),
            ("a: [1, 2\n", "1:4", "括号没有闭合"),
            ("a: 1\n---\nb: 2\n", "3:1", "第二个文档"),
            ("a: 1\n  b: 2\n", "2:4", "缩进"),
        ] {
            let told = mistakes(text)[0].in_chinese();
            assert!(told.starts_with(&format!("mine.yaml:{place}: ")) && told.contains(chinese), "{told}");
        }
    }

    #[test]
    fn a_file_in_another_encoding_is_told_where_it_begins_to_be() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("gbk.yaml");
        std::fs::write(&file, b"labels:\n  account: {zh: \"\xb9\xab\xcb\xbe\"}\n").unwrap();
        let told = UserFile::read(&file).unwrap_err().to_string();
        assert!(told.contains(":2:18: this is not UTF-8 (save the file as UTF-8)"), "{told}");
    }

    #[test]
    fn a_missing_file_is_told_as_missing() {
        let error = UserFile::read(Path::new("/nowhere/playbook.yaml")).unwrap_err();
        assert_eq!(error, PlaybookError::Missing { file: "/nowhere/playbook.yaml".to_owned() });
    }
}
