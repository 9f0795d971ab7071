//! Text that is watched while a parser takes it: on which line the parser is, and whether one record goes on for too long.

use std::cell::Cell;
use std::io::{self, BufReader, Bytes, Read};
use std::rc::Rc;

use super::LONGEST_RECORD;

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

/// Gives its bytes one at a time, as the parser takes them.
pub(super) struct Guarded<R> {
    bytes: Bytes<BufReader<R>>,
    position: Position,
}

impl<R: Read> Guarded<R> {
    pub(super) fn of(text: R, position: Position) -> Self {
        Self { bytes: BufReader::with_capacity(1 << 16, text).bytes(), position }
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let Some(first) = out.first_mut() else { return Ok(0) };
        let Some(byte) = self.bytes.next() else { return Ok(0) };
        *first = byte?;
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
