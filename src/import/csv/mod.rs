//! Rows of a CSV text, one at a time, each with the line of the file that it starts on.

mod delimiter;
pub mod rejects;
#[cfg(test)]
mod tests;

pub use ::csv::StringRecord;

crate::failures! {
    /// What is wrong with a CSV text. What [`Reader::open`] returns concerns the whole; what [`Reader::next_row`] returns
    /// concerns one row, and the rows after it can still be read.
    pub enum CsvError {
        Empty => "the file is empty", "文件是空的";
        HeaderOnly => "the file has a header but no rows", "文件只有表头，没有数据行";
        UnusableDelimiter { delimiter: String } => "\"{delimiter}\" cannot separate cells", "“{delimiter}”不能用作分隔符";
        UnclosedQuote { line: u64 } => "the quote opened in the row of line {line} is never closed", "从第 {line} 行开始的这一行，引号没有结束";
        StrayQuote { line: u64 } => "in the row of line {line} text follows a closing quote; a quote inside a cell is written twice", "从第 {line} 行开始的这一行，结束引号后面还有文字；单元格内的引号应写成两个";
        NulByte { line: u64 } => "the row of line {line} has a NUL byte; this may not be text", "从第 {line} 行开始的这一行含有 NUL 字节，可能不是文本";
        TooManyCells { line: u64, cells: usize, columns: usize } => "the row of line {line} has more cells ({cells}) than the header ({columns})", "从第 {line} 行开始的这一行有 {cells} 个单元格，而表头只有 {columns} 列";
        Unreadable { line: u64, reason: String } => "the row of line {line} cannot be read: {reason}", "从第 {line} 行开始的这一行无法读取：{reason}";
    }
}

impl CsvError {
    /// The line on which the row starts that the error is about.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        match self {
            Self::Empty | Self::HeaderOnly | Self::UnusableDelimiter { .. } => None,
            Self::UnclosedQuote { line }
            | Self::StrayQuote { line }
            | Self::NulByte { line }
            | Self::TooManyCells { line, .. }
            | Self::Unreadable { line, .. } => Some(*line),
        }
    }
}

/// Reads a table of text row by row.
///
/// ```
/// use acct::import::csv::{Reader, StringRecord};
///
/// let mut reader = Reader::open("name,city\n华为,深圳\n", None)?;
/// let mut row = StringRecord::new();
/// while let Some(line) = reader.next_row(&mut row)? {
///     assert_eq!((line, &row[1]), (2, "深圳"));
/// }
/// # Ok::<(), acct::import::csv::CsvError>(())
/// ```
pub struct Reader<'t> {
    text: &'t str,
    rows: ::csv::Reader<&'t [u8]>,
    /// Where in `text` the reading of `rows` began.
    origin: usize,
    header: Vec<String>,
    delimiter: u8,
    blank_rows: u64,
    source: &'t str,
    /// The place up to which lines were counted, and the line there.
    counted: usize,
    line: u64,
}

impl<'t> Reader<'t> {
    /// Reads the header, which is the first row that is not blank. Without a delimiter it is recognised among `,`, `;`, tab
    /// and `|`, or taken from a first line like `sep=;`.
    ///
    /// # Errors
    /// When there is no header, no row after it, or the header itself is broken.
    pub fn open(text: &'t str, delimiter: Option<u8>) -> Result<Self, CsvError> {
        let body = text.trim_start_matches('\u{feff}');
        let stated = delimiter::stated(body);
        let body = &body[stated.map_or(0, |(_, length)| length)..];
        let delimiter = delimiter
            .or(stated.map(|(delimiter, _)| delimiter))
            .unwrap_or_else(|| delimiter::recognised(body));
        if !delimiter::is_usable(delimiter) {
            return Err(CsvError::UnusableDelimiter {
                delimiter: char::from(delimiter).escape_default().to_string(),
            });
        }
        let mut reader = Self {
            text,
            rows: raw_reader(body, delimiter),
            origin: text.len() - body.len(),
            header: Vec::new(),
            delimiter,
            blank_rows: 0,
            source: "",
            counted: 0,
            line: 1,
        };
        reader.read_header()?;
        Ok(reader)
    }

    fn read_header(&mut self) -> Result<(), CsvError> {
        let mut header = StringRecord::new();
        self.next_filled(&mut header)?.ok_or(CsvError::Empty)?;
        self.header = header.iter().map(|name| name.trim().to_owned()).collect();
        self.blank_rows = 0;
        let separator = char::from(self.delimiter);
        if self.text[self.bytes_read()..].chars().all(|c| c.is_whitespace() || c == separator) {
            return Err(CsvError::HeaderOnly);
        }
        Ok(())
    }

    /// The names of the columns, without spaces around them.
    #[must_use]
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// What separates the cells.
    #[must_use]
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// How many blank rows were passed over after the header so far.
    #[must_use]
    pub fn blank_rows(&self) -> u64 {
        self.blank_rows
    }

    /// How much of the text was read so far, in bytes.
    #[must_use]
    pub fn bytes_read(&self) -> usize {
        let read = usize::try_from(self.rows.position().byte()).unwrap_or(usize::MAX);
        self.origin.saturating_add(read).min(self.text.len())
    }

    /// The row last read as it stands in the file, without its line end; also when that row was an error.
    #[must_use]
    pub fn source(&self) -> &'t str {
        self.source
    }

    /// Reads the next row that is not blank into `row`, with exactly as many cells as the header (missing ones are empty),
    /// and returns the line it starts on. `None` at the end.
    ///
    /// # Errors
    /// When this row is broken; `row` then holds what could be read of it, and the next call goes on after it.
    pub fn next_row(&mut self, row: &mut StringRecord) -> Result<Option<u64>, CsvError> {
        let Some(line) = self.next_filled(row)? else {
            return Ok(None);
        };
        let columns = self.header.len();
        if row.len() > columns {
            if row.iter().skip(columns).any(|cell| !cell.trim().is_empty()) {
                return Err(CsvError::TooManyCells { line, cells: row.len(), columns });
            }
            row.truncate(columns);
        }
        for _ in row.len()..columns {
            row.push_field("");
        }
        Ok(Some(line))
    }

    fn next_filled(&mut self, row: &mut StringRecord) -> Result<Option<u64>, CsvError> {
        loop {
            let start = self.bytes_read();
            let read = self.rows.read_record(row);
            self.skip_line_ends(start);
            let line = self.line;
            self.source =
                self.text.get(self.counted..self.bytes_read()).unwrap_or("").trim_end_matches(['\r', '\n']);
            match read {
                Ok(false) => return Ok(None),
                Ok(true) => {}
                Err(error) => return Err(CsvError::Unreadable { line, reason: error.to_string() }),
            }
            if self.source.as_bytes().contains(&0) {
                return Err(CsvError::NulByte { line });
            }
            if self.source.contains('"')
                && let Some(flaw) = quote_flaw(self.source.as_bytes(), self.delimiter)
            {
                return Err(flaw.on(line));
            }
            if row.iter().any(|cell| !cell.trim().is_empty()) {
                return Ok(Some(line));
            }
            self.blank_rows += 1;
        }
    }

    /// Counts the lines up to where the row after `start` begins: the reader passes over blank lines, and leaves the
    /// second half of a CRLF for the next row.
    fn skip_line_ends(&mut self, start: usize) {
        self.count_lines_to(start);
        let bytes = self.text.as_bytes();
        let inside_crlf = |at: usize| bytes[at] == b'\n' && at > 0 && bytes[at - 1] == b'\r';
        let mut at = start;
        while at < bytes.len() && matches!(bytes[at], b'\r' | b'\n') {
            // The line end of the row before is no blank line; nor is the second half of a CRLF.
            self.blank_rows += u64::from(!inside_crlf(at));
            at += 1;
        }
        self.count_lines_to(at);
    }

    fn count_lines_to(&mut self, end: usize) {
        let bytes = self.text.as_bytes();
        let mut before = self.counted.checked_sub(1).map_or(0, |at| bytes[at]);
        for byte in &bytes[self.counted..end.max(self.counted)] {
            // LF, CRLF and a lone CR each end one line; a CRLF is counted at its CR.
            self.line += u64::from(*byte == b'\r' || (*byte == b'\n' && before != b'\r'));
            before = *byte;
        }
        self.counted = end.max(self.counted);
    }
}

fn raw_reader(text: &str, delimiter: u8) -> ::csv::Reader<&[u8]> {
    ::csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

enum QuoteFlaw {
    Unclosed,
    Stray,
}

impl QuoteFlaw {
    fn on(self, line: u64) -> CsvError {
        match self {
            Self::Unclosed => CsvError::UnclosedQuote { line },
            Self::Stray => CsvError::StrayQuote { line },
        }
    }
}

/// What is wrong with the quotes of a row, which the reader beneath would pass over. A quote inside a cell that does not
/// start with one is plain text.
fn quote_flaw(row: &[u8], delimiter: u8) -> Option<QuoteFlaw> {
    let mut rest = row;
    loop {
        if let [b'"', quoted @ ..] = rest {
            let Some(after) = after_closing_quote(quoted) else {
                return Some(QuoteFlaw::Unclosed);
            };
            let spaces = after.iter().take_while(|byte| **byte == b' ' && delimiter != b' ').count();
            rest = &after[spaces..];
            if rest.first().is_some_and(|byte| *byte != delimiter) {
                return Some(QuoteFlaw::Stray);
            }
        }
        rest = &rest[rest.iter().position(|byte| *byte == delimiter)? + 1..];
    }
}

/// What follows a quoted cell, given what follows its opening quote.
fn after_closing_quote(quoted: &[u8]) -> Option<&[u8]> {
    let mut rest = quoted;
    loop {
        rest = &rest[rest.iter().position(|byte| *byte == b'"')? + 1..];
        match rest {
            [b'"', more @ ..] => rest = more,
            _ => return Some(rest),
        }
    }
}
