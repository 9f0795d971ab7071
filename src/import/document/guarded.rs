//! Text that is watched while a parser takes it: on which line the parser is, and whether one record goes on for too long. Numbers
//! that would be changed go to it as texts.

use std::cell::Cell;
use std::collections::VecDeque;
use std::io::{self, BufReader, Bytes, Read};
use std::rc::Rc;

use super::LONGEST_RECORD;
use super::numbers::{begins, goes_on, is_changed};

/// Where a parser is.
#[derive(Clone, Default)]
pub(super) struct Position(Rc<Cell<Place>>);

#[derive(Clone, Copy, Default)]
struct Place {
    line: u64,
    /// Bytes since the last record ended.
    length: u64,
    /// Whether anything but spaces came.
    is_filled: bool,
}

impl Position {
    /// The line that the parser is on.
    pub(super) fn line(&self) -> u64 {
        self.0.get().line + 1
    }

    /// Whether the record is longer than any may be.
    pub(super) fn is_too_long(&self) -> bool {
        self.0.get().length > LONGEST_RECORD
    }

    /// Whether nothing but spaces came so far.
    pub(super) fn is_blank(&self) -> bool {
        !self.0.get().is_filled
    }

    /// A record ended.
    pub(super) fn begin_record(&self) {
        self.0.set(Place { length: 0, ..self.0.get() });
    }
}

/// The longest number that is looked at as a whole.
const LONGEST_NUMBER: usize = 512;

/// Gives its bytes one at a time, as the parser takes them.
pub(super) struct Guarded<R> {
    bytes: Bytes<BufReader<R>>,
    position: Position,
    /// Bytes that were read with a number and not given yet.
    ahead: VecDeque<u8>,
    /// Where the reading is in a text.
    within: Within,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    Text,
    /// Behind a backslash in a text.
    Escape,
}

impl<R: Read> Guarded<R> {
    pub(super) fn of(text: R, position: Position) -> Self {
        let bytes = BufReader::with_capacity(1 << 16, text).bytes();
        Self { bytes, position, ahead: VecDeque::new(), within: Within::Nothing }
    }

    /// The next byte as the parser is to see it.
    fn next_byte(&mut self) -> io::Result<Option<u8>> {
        if let Some(byte) = self.ahead.pop_front() {
            return Ok(Some(byte));
        }
        let Some(byte) = self.bytes.next().transpose()? else { return Ok(None) };
        if self.within == Within::Nothing && begins(byte) {
            return self.number(byte).map(Some);
        }
        self.pass(byte);
        Ok(Some(byte))
    }

    fn pass(&mut self, byte: u8) {
        self.within = match (self.within, byte) {
            (Within::Nothing, b'"') | (Within::Escape, _) => Within::Text,
            (Within::Text, b'\\') => Within::Escape,
            (Within::Text, b'"') => Within::Nothing,
            (within, _) => within,
        };
    }

    /// Reads a number to its end and gives its first byte, or the quote before it.
    fn number(&mut self, first: u8) -> io::Result<u8> {
        self.ahead.push_back(first);
        let mut after = None;
        while self.ahead.len() < LONGEST_NUMBER {
            match self.bytes.next().transpose()? {
                Some(byte) if goes_on(byte) => self.ahead.push_back(byte),
                byte => {
                    after = byte;
                    break;
                }
            }
        }
        if std::str::from_utf8(self.ahead.make_contiguous()).is_ok_and(is_changed) {
            self.ahead.push_front(b'"');
            self.ahead.push_back(b'"');
        }
        if let Some(byte) = after {
            self.pass(byte);
            self.ahead.push_back(byte);
        }
        Ok(self.ahead.pop_front().unwrap_or(first))
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let Some(first) = out.first_mut() else { return Ok(0) };
        let Some(byte) = self.next_byte()? else { return Ok(0) };
        *first = byte;
        let mut place = self.position.0.get();
        place.line += u64::from(*first == b'\n');
        place.length += 1;
        place.is_filled |= !first.is_ascii_whitespace();
        self.position.0.set(place);
        if self.position.is_too_long() {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(1)
    }
}
