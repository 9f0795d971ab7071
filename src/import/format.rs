//! What a file is, by how it begins and by its name.

use std::io::Read;

use super::encoding::{Decoder, EncodingError, Found};
use super::source::Source;
use crate::domain::language::Language;

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Cells separated by a character.
    Delimited,
    /// A spreadsheet: XLSX, XLS, ODS.
    Workbook,
    Json,
    /// A JSON value a line.
    Ndjson,
    Yaml,
    Vcard,
    /// Events as trips: iCalendar.
    Calendar,
}

/// How much of a text tells what it is.
const HEAD: u64 = 1 << 16;

/// How spreadsheets begin: as ZIP archives or as compound files.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"];

/// How cards and calendars begin.
const CARD: &str = "BEGIN:VCARD";
const CALENDAR: &str = "BEGIN:VCALENDAR";

/// How names of files end that hold lists.
const ENDINGS: &[&str] = &[
    "csv", "tsv", "tab", "txt", "xlsx", "xlsm", "xls", "ods", "json", "ndjson", "jsonl", "yaml", "yml",
    "vcf", "vcard", "ics",
];

impl Format {
    /// As people know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Delimited => "CSV",
            Self::Workbook => "spreadsheet",
            Self::Json => "JSON",
            Self::Ndjson => "NDJSON",
            Self::Yaml => "YAML",
            Self::Vcard => "vCard",
            Self::Calendar => "iCalendar",
        }
    }

    /// As messages call it.
    #[must_use]
    pub fn called(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Workbook, Language::Chinese) => "电子表格",
            _ => self.name(),
        }
    }

    /// Whether a file of a folder is a list, as the ending of its name says.
    #[must_use]
    pub fn is_list(name: &str) -> bool {
        ENDINGS.contains(&ending(&name.to_ascii_lowercase()))
    }

    /// Whether bytes are those of a spreadsheet.
    pub(super) fn is_workbook(head: &[u8]) -> bool {
        WORKBOOKS.iter().any(|start| head.starts_with(start))
    }

    /// Whether bytes begin a text whose long lines are folded at any byte: cards or a calendar.
    pub(super) fn may_be_folded(head: &[u8]) -> bool {
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        [CARD, CALENDAR].iter().any(|mark| {
            head.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark.as_bytes()))
        })
    }

    /// What a text is.
    ///
    /// # Errors
    /// When its beginning cannot be read.
    pub(super) fn of_text(source: &Source, found: Found) -> Result<Self, EncodingError> {
        let mut head = Vec::new();
        let bytes = source.open().map_err(|error| EncodingError::of(&error))?;
        // A fault in the text is told where the rows are read.
        let read = Decoder::of(bytes, found).take(HEAD).read_to_end(&mut head);
        let head = String::from_utf8_lossy(&head);
        read.or_else(|error| if head.is_empty() { Err(EncodingError::of(&error)) } else { Ok(0) })?;
        Ok(Self::of(&source.name, &head))
    }

    /// By the beginning of a text, and where that leaves a doubt by the ending of its name.
    fn of(name: &str, head: &str) -> Self {
        let head = head.trim_start();
        let begins =
            |mark: &str| head.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
        if begins(CARD) {
            return Self::Vcard;
        }
        if begins(CALENDAR) {
            return Self::Calendar;
        }
        match ending(&name.to_ascii_lowercase()) {
            "csv" | "tsv" | "tab" => Self::Delimited,
            "txt" if !is_json(head) => Self::Delimited,
            "yaml" | "yml" => Self::Yaml,
            "ndjson" | "jsonl" => Self::Ndjson,
            _ if head.starts_with('[') => Self::Json,
            _ if head.starts_with('{') && is_a_line_each(head) => Self::Ndjson,
            ending if head.starts_with('{') || ending == "json" => Self::Json,
            _ if is_yaml(head) => Self::Yaml,
            _ => Self::Delimited,
        }
    }
}

/// The ending of a name in small letters, but that of a compressed file.
fn ending(name: &str) -> &str {
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(name);
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// Whether a text begins as JSON does and no row of cells.
fn is_json(head: &str) -> bool {
    let inner = head.strip_prefix(['[', '{']).map(str::trim_start);
    inner.is_some_and(|inner| inner.starts_with(['{', '"']))
}

/// Whether the first line is a whole JSON value, and the next one begins another.
fn is_a_line_each(head: &str) -> bool {
    let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_whole = |line: &str| serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok();
    lines.next().is_some_and(is_whole) && lines.next().is_some_and(|line| line.starts_with('{'))
}

/// Whether the first line that is no comment begins a list or a mapping and has no separator of cells.
fn is_yaml(head: &str) -> bool {
    let mut lines = head.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let Some(first) = lines.next() else { return false };
    if first == "---" || first.starts_with("- ") {
        return true;
    }
    let Some((key, value)) = first.split_once(':') else { return false };
    let is_key = !key.is_empty()
        && key.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | ' '));
    is_key && (value.is_empty() || value.starts_with(' ')) && !value.contains(['\t', ';', '|', ','])
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn lists_in_a_folder_are_known_by_their_endings() {
        for name in ["a.csv", "B.XLSX", "a.b.json.gz", "c.vcf", "d.yml.zst", "e.ICS"] {
            assert!(Format::is_list(name), "{name}");
        }
        for name in ["readme.md", "README", "a.pdf", "csv", "a.csv.bak", "Thumbs.db"] {
            assert!(!Format::is_list(name), "{name}");
        }
    }

    #[test]
    fn the_beginning_tells_the_format_and_the_name_where_it_leaves_a_doubt() {
        for (name, head, format) in [
            ("a.csv", "name,city\n", Format::Delimited),
            ("-", "name,city\n", Format::Delimited),
            ("-", "name: city\n", Format::Yaml),
            ("a.csv", "name: city\n", Format::Delimited),
            ("-", "Zeit: 12, Ort\n", Format::Delimited),
            ("-", "- name: a\n", Format::Yaml),
            ("-", "# list\n---\naccounts:\n", Format::Yaml),
            ("a.yml", "name", Format::Yaml),
            ("a.txt", " begin:vcard\r\nVERSION:2.1\n", Format::Vcard),
            ("a.txt", "BEGIN:VCALENDAR\r\nVERSION:2.0\n", Format::Calendar),
            ("-", "[\n{\"name\":", Format::Json),
            ("a.json", "{\"name\":\"a\"}\n{\"name\":\"b\"}\n", Format::Ndjson),
            ("-", "{\"accounts\":[\n", Format::Json),
            ("-", "{\"name\":\"a\"}\n", Format::Json),
            ("a.NDJSON.gz", "{\"name\":\"a\"}\n", Format::Ndjson),
            ("a.dat", "", Format::Delimited),
        ] {
            assert_eq!(Format::of(name, head), format, "{name} {head:?}");
        }
    }
}
