//! The formats by name and by file ending.

use std::fmt;
use std::str::FromStr;

/// How a list or a record is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Drawn for a terminal, and only there.
    #[default]
    Table,
    Json,
    /// One JSON object a line.
    Ndjson,
    Csv,
    Tsv,
    Yaml,
    Markdown,
    /// The bare ids, one a line.
    Ids,
}

crate::failures! {
    /// Why a format was refused.
    pub enum UnknownFormat {
        Name { text: String } => "\"{text}\" is not a format; there are table, json, ndjson, csv, tsv, yaml, markdown and ids", "没有“{text}”这种格式；可用的格式有 table、json、ndjson、csv、tsv、yaml、markdown 和 ids";
    }
}

impl Format {
    pub const ALL: &'static [Self] =
        &[Self::Table, Self::Json, Self::Ndjson, Self::Csv, Self::Tsv, Self::Yaml, Self::Markdown, Self::Ids];

    /// The name that `--format` takes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Yaml => "yaml",
            Self::Markdown => "markdown",
            Self::Ids => "ids",
        }
    }

    /// What parts the cells of a row, where that is a single byte.
    #[must_use]
    pub const fn delimiter(self) -> Option<u8> {
        match self {
            Self::Csv => Some(b','),
            Self::Tsv => Some(b'\t'),
            _ => None,
        }
    }

    /// The format that a file with this ending (`csv`, without a dot) is written in.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "csv" => Some(Self::Csv),
            "tsv" | "tab" => Some(Self::Tsv),
            "yaml" | "yml" => Some(Self::Yaml),
            "md" | "markdown" => Some(Self::Markdown),
            _ => None,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.as_str().eq_ignore_ascii_case(text))
            .ok_or_else(|| UnknownFormat::Name { text: text.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_read_by_its_name() {
        for format in Format::ALL {
            assert_eq!(format.to_string().parse(), Ok(*format));
        }
        assert_eq!("JSON".parse(), Ok(Format::Json));
        assert_eq!("xml".parse::<Format>(), Err(UnknownFormat::Name { text: "xml".to_owned() }));
    }

    #[test]
    fn a_file_ending_names_a_format() {
        assert_eq!(Format::of_ending("YML"), Some(Format::Yaml));
        assert_eq!(Format::of_ending("xlsx"), None);
    }
}
