//! Lines of cards and calendars that were folded in the middle of a character. Programs fold lines at so many bytes, so readers have to
//! unfold them before they decode them (RFC 5545, 3.1; RFC 6350, 3.2). Here a fold moves behind the characters that it may cut in two
//! and is taken out later with all others, so that lines keep their numbers.

use std::io::{self, Read};

const BLOCK: usize = 1 << 16;

/// From here on a byte is no ASCII.
const BEYOND_ASCII: u8 = 0x80;

/// Below this no byte is part of a longer character, in any encoding that cards come in.
const NEVER_WITHIN: u8 = 0x30;

/// Bytes in which no character is folded.
pub(super) struct Unfolded<R> {
    bytes: R,
    block: Vec<u8>,
    out: Vec<u8>,
    /// How much of `out` was given away.
    given: usize,
    /// The last byte of the line.
    last: u8,
    /// The end of a line, until the next byte tells whether the line was folded there.
    held: Vec<u8>,
    /// Folds that are still to be written.
    folds: usize,
}

impl<R: Read> Unfolded<R> {
    pub(super) fn of(bytes: R) -> Self {
        let (block, out, held) = (vec![0; BLOCK], Vec::new(), Vec::new());
        Self { bytes, block, out, given: 0, last: b'\n', held, folds: 0 }
    }

    fn take(&mut self, byte: u8) {
        if self.held.ends_with(b"\n") {
            if matches!(byte, b' ' | b'\t') && self.last >= BEYOND_ASCII {
                self.held.clear();
                self.folds += 1;
                return;
            }
            self.write_held();
            self.last = b'\n';
        }
        match byte {
            b'\n' => self.held.push(byte),
            b'\r' => {
                self.write_held();
                self.held.push(byte);
            }
            _ => {
                if byte < NEVER_WITHIN || !self.held.is_empty() {
                    self.write_held();
                }
                self.out.push(byte);
                self.last = byte;
            }
        }
    }

    /// Writes the folds that wait, and the end of the line where it came to that.
    fn write_held(&mut self) {
        for _ in 0..std::mem::take(&mut self.folds) {
            self.out.extend_from_slice(b"\n ");
        }
        self.out.append(&mut self.held);
    }
}

impl<R: Read> Read for Unfolded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.out.len() {
            self.out.clear();
            self.given = 0;
            let mut block = std::mem::take(&mut self.block);
            let read = self.bytes.read(&mut block);
            for byte in block.iter().take(*read.as_ref().unwrap_or(&0)) {
                self.take(*byte);
            }
            self.block = block;
            if read? == 0 {
                self.write_held();
                if self.out.is_empty() {
                    return Ok(0);
                }
            }
        }
        let length = out.len().min(self.out.len() - self.given);
        out[..length].copy_from_slice(&self.out[self.given..self.given + length]);
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unfolded(bytes: &[u8]) -> Vec<u8> {
        let mut whole = Vec::new();
        Unfolded::of(bytes).read_to_end(&mut whole).unwrap();
        whole
    }

    #[test]
    fn a_fold_within_a_character_moves_behind_it_and_lines_keep_their_number() {
        for (folded, moved) in [
            (&b"FN:\xe5\x8d\r\n \x8e\r\nEND\r\n"[..], &b"FN:\xe5\x8d\x8e\n \r\nEND\r\n"[..]),
            (b"FN:\xe5\n \x8d\n\t\x8e, x\n", b"FN:\xe5\x8d\x8e\n \n , x\n"),
            // The second byte of a character of GBK can be a letter.
            (b"FN:\x82\r\n @a b", b"FN:\x82@a\n  b"),
            (b"FN:\xe5\x8d\x8e\r\n ", b"FN:\xe5\x8d\x8e\n "),
        ] {
            assert_eq!(unfolded(folded), moved, "{}", String::from_utf8_lossy(folded));
        }
        for same in [
            &b"PHOTO:AAAA\r\n BBBB==\r\n\r\nNOTE;ENCODING=QUOTED-PRINTABLE:=E5=\r\n =8D\r\n"[..],
            "NOTE:华为\r\nEND:VCARD\r\n".as_bytes(),
            b"a\rb\r\r\n\n c\r",
            b"",
        ] {
            assert_eq!(unfolded(same), same, "{}", String::from_utf8_lossy(same));
        }
    }
}
