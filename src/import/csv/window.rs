//! The stretch of a text that its reader has taken but whose rows were not looked at yet, as it stands.

use std::io::{self, Read};

use crate::import::row::TooLong;

/// How long a row may be, in bytes. A longer one is no row: a quote that nobody closed, or no table at all.
const LONGEST_ROW: usize = 16 << 20;

/// How much is looked at before it is given up.
const SLACK: usize = 1 << 18;

pub(super) struct Window<'t> {
    text: Box<dyn Read + Send + 't>,
    held: Vec<u8>,
    /// Where in the text `held` begins.
    start: u64,
    /// How much of `held` is not needed any more.
    done: usize,
}

impl<'t> Window<'t> {
    pub(super) fn of(text: Box<dyn Read + Send + 't>) -> Self {
        Self { text, held: Vec::new(), start: 0, done: 0 }
    }

    /// What stands between two places that were read and not forgotten.
    pub(super) fn between(&self, start: u64, end: u64) -> &[u8] {
        let place = |at: u64| usize::try_from(at.saturating_sub(self.start)).unwrap_or(usize::MAX);
        self.held.get(place(start)..place(end)).unwrap_or_default()
    }

    pub(super) fn forget_before(&mut self, place: u64) {
        self.done = usize::try_from(place.saturating_sub(self.start)).unwrap_or(0).min(self.held.len());
        if self.done > SLACK {
            self.held.drain(..self.done);
            self.start += self.done as u64;
            self.done = 0;
        }
    }
}

impl Read for Window<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.held.len() - self.done > LONGEST_ROW {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                TooLong::Row { most: LONGEST_ROW as u64 },
            ));
        }
        let read = self.text.read(out)?;
        self.held.extend_from_slice(&out[..read]);
        Ok(read)
    }
}
