//! Rows of a CSV text, one at a time, each with the line of the file that it starts on.

pub mod aside;
mod delimiter;
#[cfg(test)]
mod tests;
mod window;

use std::io::{self, Cursor, Read};

pub use ::csv::StringRecord;

use super::row::RowError;
use window::Window;

/// How much of the text tells what separates the cells.
const HEAD: u64 = 1 << 18;

crate::failures! {
    /// Why a text cannot be read as a table.
    pub enum DelimiterError {
        Unusable { delimiter: String } => "\"{delimiter}\" cannot separate cells", "“{delimiter}”不能用作分隔符";
        Unreadable { reason: String } => "it cannot be read: {reason}", "无法读取：{reason}";
    }
}

/// Reads a table of text row by row, whatever its length in bounded memory.
///
/// ```
/// use acct::import::csv::{Reader, StringRecord};
///
/// let mut reader = Reader::open("name,city\n华为,深圳\n".as_bytes(), None)?;
/// let mut row = StringRecord::new();
/// let mut lines = Vec::new();
/// while let Some(line) = reader.next_row(&mut row)? {
///     lines.push((line, row[1].to_owned()));
/// }
/// assert_eq!(lines, [(1, "city".to_owned()), (2, "深圳".to_owned())]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Reader<'t> {
    rows: ::csv::Reader<Window<'t>>,
    delimiter: u8,
    blank_rows: u64,
    /// The place up to which lines were counted, and the line there.
    counted: u64,
    line: u64,
    /// The last byte before that place.
    before: u8,
}

impl<'t> Reader<'t> {
    /// Begins to read a text in UTF-8. Without a delimiter it is recognised, usually among `,`, `;`, tab and `|`, or taken from
    /// a first line like `sep=;`.
    ///
    /// # Errors
    /// When the text cannot be read, or the delimiter cannot be one.
    pub fn open(mut text: impl Read + Send + 't, delimiter: Option<u8>) -> Result<Self, DelimiterError> {
        let mut head = Vec::new();
        let read = text.by_ref().take(HEAD).read_to_end(&mut head);
        // A text that breaks off is told with the row where it does.
        let broken = read.err();
        let body = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&head);
        let sample = String::from_utf8_lossy(body);
        let stated = delimiter::stated(&sample);
        let start = head.len() - body.len() + stated.map_or(0, |(_, length)| length);
        let delimiter = delimiter
            .or(stated.map(|(delimiter, _)| delimiter))
            .unwrap_or_else(|| delimiter::recognised(&sample[stated.map_or(0, |(_, length)| length)..]));
        if !delimiter::is_usable(delimiter) {
            let delimiter = char::from(delimiter).escape_default().to_string();
            return Err(DelimiterError::Unusable { delimiter });
        }
        let mut head = Cursor::new(head);
        head.set_position(start as u64);
        let rest: Box<dyn Read + Send + 't> = match broken {
            Some(error) => Box::new(Broken(Some(error))),
            None => Box::new(text),
        };
        Ok(Self {
            rows: raw_reader(Window::of(Box::new(head.chain(rest))), delimiter),
            delimiter,
            blank_rows: 0,
            counted: 0,
            line: 1 + u64::from(stated.is_some()),
            before: 0,
        })
    }

    /// What separates the cells.
    #[must_use]
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// How many blank rows were passed over so far.
    #[must_use]
    pub fn blank_rows(&self) -> u64 {
        self.blank_rows
    }

    /// How much of the text was read so far, in bytes.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.rows.position().byte()
    }

    /// Reads the next row that is not blank into `row`, and returns the line it starts on. `None` at the end.
    ///
    /// # Errors
    /// When this row is broken; `row` then holds what could be read of it, and the next call goes on after it unless the
    /// error is final.
    pub fn next_row(&mut self, row: &mut StringRecord) -> Result<Option<u64>, RowError> {
        loop {
            let read = self.rows.read_record(row);
            let end = self.bytes_read();
            self.pass_line_ends(end);
            let line = self.line;
            if let Err(error) = read {
                return Err(unreadable(line, error));
            }
            let source = self.rows.get_ref().between(self.counted, end);
            let flaw = flaw(source, self.delimiter, line);
            let is_blank = source.is_empty() || row.iter().all(|cell| cell.trim().is_empty());
            self.count_lines_to(end);
            match (read, flaw) {
                (Ok(false), _) => return Ok(None),
                (_, Some(flaw)) => return Err(flaw),
                _ if !is_blank => return Ok(Some(line)),
                _ => self.blank_rows += 1,
            }
        }
    }

    /// Counts the line ends before a row: the reader beneath passes over blank lines, and leaves the second half of a CRLF for
    /// the next row.
    fn pass_line_ends(&mut self, end: u64) {
        let bytes = self.rows.get_ref().between(self.counted, end);
        let mut before = self.before;
        let mut passed = 0;
        for byte in bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')) {
            // The second half of a CRLF is no blank line.
            self.blank_rows += u64::from(!(*byte == b'\n' && before == b'\r'));
            before = *byte;
            passed += 1;
        }
        self.count_lines_to(self.counted + passed);
    }

    fn count_lines_to(&mut self, end: u64) {
        let window = self.rows.get_mut();
        let bytes = window.between(self.counted, end);
        let Some(last) = bytes.last() else { return };
        // LF, CRLF and a lone CR each end one line; a CRLF is counted at its CR.
        let mut before = self.before;
        if bytes.contains(&b'\r') || before == b'\r' {
            for byte in bytes {
                self.line += u64::from(*byte == b'\r' || (*byte == b'\n' && before != b'\r'));
                before = *byte;
            }
        } else {
            self.line += memchr::memchr_iter(b'\n', bytes).count() as u64;
        }
        self.before = *last;
        self.counted = end;
        window.forget_before(end);
    }
}

/// What is wrong with a row as it stands in the text.
fn flaw(source: &[u8], delimiter: u8, line: u64) -> Option<RowError> {
    if source.contains(&0) {
        return Some(RowError::NulByte { line });
    }
    let end = source.iter().rposition(|byte| !matches!(byte, b'\r' | b'\n')).map_or(0, |last| last + 1);
    let source = &source[..end];
    let flaw = if source.contains(&b'"') { quote_flaw(source, delimiter) } else { None };
    flaw.map(|flaw| flaw.on(line))
}

fn unreadable(line: u64, error: ::csv::Error) -> RowError {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => RowError::unreadable(line, &error),
        ::csv::ErrorKind::Utf8 { err, .. } => RowError::unreadable(line, &io::Error::other(err)),
        _ => RowError::unreadable(line, &io::ErrorKind::InvalidData.into()),
    }
}

/// What is left of a text that broke off.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(self.0.take().unwrap_or_else(|| io::ErrorKind::UnexpectedEof.into()))
    }
}

fn raw_reader<R: Read>(text: R, delimiter: u8) -> ::csv::Reader<R> {
    ::csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(1 << 16)
        .from_reader(text)
}

enum QuoteFlaw {
    Unclosed,
    Stray,
}

impl QuoteFlaw {
    fn on(self, line: u64) -> RowError {
        match self {
            Self::Unclosed => RowError::UnclosedQuote { line },
            Self::Stray => RowError::StrayQuote { line },
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
