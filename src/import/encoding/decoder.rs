//! Bytes of any encoding as bytes of UTF-8, block by block. What cannot be read is an error with its place.

use std::io::{self, Read};

use encoding_rs::DecoderResult;

use super::{Charset, EncodingError, Found, Order, mark};

const BLOCK: usize = 1 << 16;

/// Reads the text of bytes, without their byte order mark, as UTF-8.
pub struct Decoder<R> {
    bytes: R,
    charset: Charset,
    name: &'static str,
    known: encoding_rs::Decoder,
    block: Vec<u8>,
    /// Bytes at the beginning of the block that were left over from the one before.
    left: usize,
    text: Vec<u8>,
    /// How much of `text` was given away.
    given: usize,
    /// How many bytes were taken, and line ends seen.
    taken: u64,
    lines: u64,
    is_at_start: bool,
    is_at_end: bool,
    /// What comes after the text that could still be read.
    broken: Option<io::Error>,
}

impl<R: Read> Decoder<R> {
    /// Bytes in the encoding that was found.
    #[must_use]
    pub fn of(bytes: R, found: Found) -> Self {
        let encoding = match found.charset {
            Charset::Known(encoding) => encoding,
            Charset::Utf32(_) => encoding_rs::UTF_8,
        };
        Self {
            bytes,
            charset: found.charset,
            name: found.name.strip_suffix(" with BOM").unwrap_or(found.name),
            known: encoding.new_decoder_without_bom_handling(),
            block: vec![0; BLOCK],
            left: 0,
            text: Vec::new(),
            given: 0,
            taken: 0,
            lines: 0,
            is_at_start: true,
            is_at_end: false,
            broken: None,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        let read = self.bytes.read(&mut self.block[self.left..])?;
        let filled = self.left + read;
        if self.is_at_start && read > 0 && filled < 4 {
            // Too short to hold a mark, and more may come.
            self.left = filled;
            return Ok(());
        }
        let start =
            if self.is_at_start { mark(&self.block[..filled]).map_or(0, |(_, length)| length) } else { 0 };
        self.taken += start as u64;
        self.is_at_start = false;
        self.is_at_end = read == 0;
        self.given = 0;
        match self.charset {
            Charset::Known(_) => self.decode(start, filled),
            Charset::Utf32(order) => self.decode_utf_32(start, filled, order),
        }
        Ok(())
    }

    fn decode(&mut self, start: usize, filled: usize) {
        self.left = 0;
        let block = &self.block[start..filled];
        let room =
            self.known.max_utf8_buffer_length_without_replacement(block.len()).unwrap_or(block.len() * 3);
        self.text.resize(room, 0);
        let (result, read, written) =
            self.known.decode_to_utf8_without_replacement(block, &mut self.text, self.is_at_end);
        self.text.truncate(written);
        let bad = match result {
            DecoderResult::Malformed(length, after) => u64::from(length) + u64::from(after),
            DecoderResult::InputEmpty | DecoderResult::OutputFull => 0,
        };
        let before = self.taken;
        self.taken += read as u64;
        if let Some(place) = self.undefined() {
            // One letter is one byte in these encodings.
            self.taken = before + String::from_utf8_lossy(&self.text[..place]).chars().count() as u64;
            self.text.truncate(place);
            self.count_lines();
            self.broken = Some(self.undecodable(0));
            return;
        }
        self.count_lines();
        if bad > 0 {
            self.broken = Some(self.undecodable(bad));
        }
    }

    /// Where a byte stands in the text to which its encoding gives no letter: the decoder makes control characters of those.
    fn undefined(&self) -> Option<usize> {
        /// The first byte of U+0080 to U+009F in UTF-8.
        const FIRST: u8 = 0xc2;
        if !self.name.starts_with("windows-") {
            return None;
        }
        let is_control = |place: &usize| matches!(self.text.get(place + 1), Some(0x80..=0x9f));
        memchr::memchr_iter(FIRST, &self.text).find(is_control)
    }

    fn decode_utf_32(&mut self, start: usize, filled: usize, order: Order) {
        self.text.clear();
        let whole = filled - (filled - start) % 4;
        let mut letter = [0; 4];
        for quad in self.block[start..whole].chunks_exact(4) {
            letter.copy_from_slice(quad);
            let number = match order {
                Order::Little => u32::from_le_bytes(letter),
                Order::Big => u32::from_be_bytes(letter),
            };
            let Some(letter) = char::from_u32(number) else {
                self.count_lines();
                self.broken = Some(self.undecodable(0));
                return;
            };
            self.text.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
            self.taken += 4;
        }
        self.count_lines();
        self.left = filled - whole;
        if self.is_at_end && self.left > 0 {
            self.broken = Some(self.undecodable(0));
            return;
        }
        self.block.copy_within(whole..filled, 0);
    }

    fn count_lines(&mut self) {
        self.lines += memchr::memchr_iter(b'\n', &self.text).count() as u64;
    }

    /// The error of bytes that end so many before what was taken.
    fn undecodable(&self, back: u64) -> io::Error {
        let offset = self.taken.saturating_sub(back);
        let error = EncodingError::Undecodable { encoding: self.name, offset, line: self.lines + 1 };
        io::Error::new(io::ErrorKind::InvalidData, error)
    }
}

impl<R: Read> Read for Decoder<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() {
            if let Some(error) = self.broken.take() {
                self.is_at_end = true;
                return Err(error);
            }
            if self.is_at_end {
                break;
            }
            self.text.clear();
            self.given = 0;
            self.fill()?;
        }
        let length = out.len().min(self.text.len() - self.given);
        out[..length].copy_from_slice(&self.text[self.given..self.given + length]);
        self.given += length;
        Ok(length)
    }
}

impl EncodingError {
    /// The error that a decoder gave as one of reading.
    pub(in crate::import) fn of(error: &io::Error) -> Self {
        let known = error.get_ref().and_then(|inner| inner.downcast_ref::<Self>());
        known.cloned().unwrap_or_else(|| Self::Unreadable { reason: error.to_string() })
    }
}
