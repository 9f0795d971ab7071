//! Rows of a table, and what can be wrong with one of them.

pub use super::csv::StringRecord;

use super::encoding::EncodingError;
use crate::domain::language::Bilingual;

crate::failures! {
    /// What is wrong with a row. The rows after it can still be read, unless the fault [ends](RowError::is_final) the reading.
    pub enum RowError {
        UnclosedQuote { line: u64 } => "the quote opened in the row of line {line} is never closed", "从第 {line} 行开始的这一行，引号没有结束";
        StrayQuote { line: u64 } => "in the row of line {line} text follows a closing quote; a quote inside a cell is written twice", "从第 {line} 行开始的这一行，结束引号后面还有文字；单元格内的引号应写成两个";
        NulByte { line: u64 } => "the row of line {line} has a NUL byte; this may not be text", "从第 {line} 行开始的这一行含有 NUL 字节，可能不是文本";
        TooManyCells { line: u64, cells: usize, columns: usize } => "the row of line {line} has more cells ({cells}) than the header ({columns})", "从第 {line} 行开始的这一行有 {cells} 个单元格，而表头只有 {columns} 列";
        OtherTable { line: u64 } => "another table begins on line {line}; --header-row {line} reads that one, and this one is to be put on a sheet or in a file of its own", "第 {line} 行是另一张表的表头；用 --header-row {line} 可读取那张表，本表请放到单独的工作表或文件中";
        NotARecord { line: u64, english: String, chinese: String } => "line {line} is no record: {english}", "第 {line} 行不是一条记录：{chinese}";
        Unreadable { line: u64, english: String, chinese: String } => "{english}", "{chinese}";
        /// A byte is nothing in the encoding of the text.
        Undecodable { line: u64, english: String, chinese: String } => "{english}", "{chinese}";
    }
}

crate::failures! {
    /// Why a row was given up.
    pub enum TooLong {
        Row { most: u64 } => "it is longer than {most} bytes; a quote may not be closed, or this is no table", "超过 {most} 字节；可能有引号没有结束，或者这不是表格";
    }
}

impl RowError {
    /// The line on which the row starts that the error is about.
    #[must_use]
    pub fn line(&self) -> u64 {
        match self {
            Self::UnclosedQuote { line }
            | Self::StrayQuote { line }
            | Self::NulByte { line }
            | Self::TooManyCells { line, .. }
            | Self::OtherTable { line }
            | Self::NotARecord { line, .. }
            | Self::Unreadable { line, .. }
            | Self::Undecodable { line, .. } => *line,
        }
    }

    /// Whether nothing after this row can be read.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Unreadable { .. } | Self::Undecodable { .. })
    }

    /// A fault of what lies beneath the rows.
    pub(super) fn unreadable(line: u64, error: &std::io::Error) -> Self {
        let inner = error.get_ref();
        if let Some(known) = inner.and_then(|inner| inner.downcast_ref::<EncodingError>()) {
            let line = if let EncodingError::Undecodable { line, .. } = known { *line } else { line };
            return Self::Undecodable { line, english: known.to_string(), chinese: known.in_chinese() };
        }
        let (english, chinese) = if let Some(known) = inner.and_then(|inner| inner.downcast_ref::<TooLong>())
        {
            (
                format!("the row of line {line}: {known}"),
                format!("从第 {line} 行开始的这一行{}", known.in_chinese()),
            )
        } else {
            (
                format!("the row of line {line} cannot be read: {error}"),
                format!("从第 {line} 行开始的这一行无法读取：{error}"),
            )
        };
        Self::Unreadable { line, english, chinese }
    }
}
