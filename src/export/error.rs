//! Why a list or a record was not written.

use std::fmt;
use std::io;

use super::Format;
use crate::domain::language::Bilingual;

/// Why a list or a record was not written.
#[derive(Debug)]
pub enum ExportError {
    Io(io::Error),
    /// The format is for terminals and has no form as data.
    Drawn {
        format: Format,
    },
    /// Ids were asked of a list that has none.
    NoId,
    /// A row, counted from 1, that does not fit the columns.
    Ragged {
        row: u64,
        cells: usize,
        columns: usize,
    },
    /// A record is one row.
    NotOneRow {
        rows: usize,
    },
    /// A value that has no form in YAML.
    Yaml(String),
    /// A spreadsheet that cannot be made.
    Spreadsheet(String),
}

impl fmt::Display for ExportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(formatter),
            Self::Drawn { format } => write!(formatter, "the format {format} is for the terminal only"),
            Self::NoId => formatter.write_str("this list has no ids"),
            Self::Ragged { row, cells, columns } => {
                write!(formatter, "row {row} does not fit: cells {cells}, columns {columns}")
            }
            Self::NotOneRow { rows } => write!(formatter, "a record is one row, not {rows}"),
            Self::Spreadsheet(why) => write!(formatter, "the spreadsheet cannot be written: {why}"),
            Self::Yaml(why) => write!(formatter, "this cannot be written as YAML: {why}"),
        }
    }
}

impl std::error::Error for ExportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl Bilingual for ExportError {
    fn in_chinese(&self) -> String {
        match self {
            Self::Io(error) => error.in_chinese(),
            Self::Drawn { format } => format!("{format} 格式只用于终端显示"),
            Self::NoId => "这份列表没有编号".to_owned(),
            Self::Ragged { row, cells, columns } => format!("第 {row} 行有 {cells} 个值，应为 {columns} 个"),
            Self::NotOneRow { rows } => format!("一条记录应为一行，而不是 {rows} 行"),
            Self::Spreadsheet(why) => format!("无法写出表格：{why}"),
            Self::Yaml(why) => format!("无法写成 YAML：{why}"),
        }
    }
}

impl From<io::Error> for ExportError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<csv::Error> for ExportError {
    fn from(error: csv::Error) -> Self {
        Self::Io(error.into())
    }
}

impl From<serde_json::Error> for ExportError {
    fn from(error: serde_json::Error) -> Self {
        Self::Io(error.into())
    }
}
