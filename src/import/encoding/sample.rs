//! What bytes look like: enough of them to tell their encoding, and whether all of them are UTF-8.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GBK, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{Certainty, Charset, DETECTED_BYTES, EncodingError, Found, HEAD_BYTES, Order, Rival};
use super::{plausible, rival};

/// From this share of usual characters on, in percent, no other encoding is looked for.
const SURE: u8 = 90;

/// Below this share of usual characters, in percent, a text makes no sense.
const SENSELESS: u8 = 75;

/// How sure one of two readings is that make as much sense, in percent.
const EVEN: u8 = 50;

/// How many bytes of a text are shown that makes no sense.
const SHOWN: usize = 60;

/// What was seen of bytes that were read to their end.
pub(super) struct Sample {
    /// The first of them.
    pub(super) head: Vec<u8>,
    /// Those from the first word that is not ASCII.
    rich: Vec<u8>,
    length: u64,
    is_utf_8: bool,
}

impl Sample {
    pub(super) fn of(mut bytes: impl Read) -> io::Result<Self> {
        let mut sample = Self { head: Vec::new(), rich: Vec::new(), length: 0, is_utf_8: true };
        let mut block = vec![0; HEAD_BYTES];
        // The bytes of a character that the end of a block cut in two come first in the next one.
        let mut cut = 0;
        loop {
            let read = bytes.read(&mut block[cut..])?;
            let filled = cut + read;
            sample.add(&block[cut..filled]);
            if sample.is_utf_8 {
                cut = sample.check(&block[..filled], read == 0);
                block.copy_within(filled - cut..filled, 0);
            } else {
                cut = 0;
            }
            if read == 0 {
                return Ok(sample);
            }
        }
    }

    fn add(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        let missing = HEAD_BYTES - self.head.len();
        self.head.extend_from_slice(&bytes[..missing.min(bytes.len())]);
        let missing = DETECTED_BYTES - self.rich.len();
        let start =
            if self.rich.is_empty() { bytes.iter().position(|byte| !byte.is_ascii()) } else { Some(0) };
        // With the word that it stands in.
        let start = start.map(|start| {
            let is_no_letter = |byte: &u8| !byte.is_ascii_alphabetic();
            bytes[..start].iter().rposition(is_no_letter).map_or(0, |before| before + 1)
        });
        if let Some(rich) = start.map(|start| &bytes[start..]) {
            self.rich.extend_from_slice(&rich[..missing.min(rich.len())]);
        }
    }

    /// Whether a block is UTF-8; gives the length of a character at its end that goes on in the next one.
    fn check(&mut self, block: &[u8], is_last: bool) -> usize {
        match std::str::from_utf8(block) {
            Ok(_) => 0,
            Err(error) if error.error_len().is_none() && !is_last => block.len() - error.valid_up_to(),
            Err(_) => {
                self.is_utf_8 = false;
                0
            }
        }
    }

    /// The encoding of bytes without a mark.
    pub(super) fn unmarked(&self) -> Result<Found, EncodingError> {
        if let Some(charset) = self.by_zeros() {
            return Ok(self.guessed(charset, &self.head));
        }
        if self.is_utf_8 || (!is_binary(&self.head) && is_damaged_utf_8(&self.rich)) {
            return Ok(self.found(Charset::UTF_8, Certainty::Certain));
        }
        if is_binary(&self.head) {
            return Err(EncodingError::Binary);
        }
        let guess = guess(&self.rich);
        if guess.is_single_byte() && is_damaged_latin_utf_8(&self.rich, guess) {
            return Ok(self.found(Charset::UTF_8, Certainty::Certain));
        }
        let share = self.share(guess);
        if share.percent() < SURE
            && let Some(nearly) = plausible::nearly(&self.rich)
        {
            return self.sensible(nearly, None);
        }
        let (guess, rival) = rival::of(&self.rich, guess);
        self.sensible(guess, rival)
    }

    fn guessed(&self, charset: Charset, bytes: &[u8]) -> Found {
        let percent = plausible::share(bytes, charset, self.known_name(charset)).percent();
        self.found(charset, Certainty::Guessed { percent, rival: None })
    }

    fn share(&self, encoding: &'static Encoding) -> plausible::Share {
        let charset = Charset::Known(encoding);
        plausible::share(&self.rich, charset, self.known_name(charset))
    }

    /// An encoding that makes sense of the text. Where two do, neither is more than half sure.
    fn sensible(&self, encoding: &'static Encoding, rival: Option<Rival>) -> Result<Found, EncodingError> {
        let charset = Charset::Known(encoding);
        let share = self.share(encoding);
        let percent = share.percent();
        // One odd sign makes no other text of a file.
        let is_lenient = encoding.is_single_byte() && !plausible::has_controls(&self.rich, encoding);
        let enough = if is_lenient { 3 } else { 1 };
        if percent < SENSELESS && share.unusual() >= enough {
            let encoding = self.known_name(charset);
            return Err(EncodingError::Senseless { encoding, percent, word: self.odd_word(charset) });
        }
        let percent = if rival.is_some() { percent.min(EVEN) } else { percent };
        Ok(self.found(charset, Certainty::Guessed { percent, rival }))
    }

    /// The first line with something beyond ASCII, as it would be read.
    fn odd_word(&self, charset: Charset) -> String {
        let Charset::Known(encoding) = charset else { return String::new() };
        let (text, ..) = encoding.decode_without_bom_handling(&self.rich[..self.rich.len().min(SHOWN)]);
        text.lines().next().unwrap_or_default().trim_end_matches('\u{fffd}').chars().take(20).collect()
    }

    pub(super) fn found(&self, charset: Charset, certainty: Certainty) -> Found {
        Found { charset, is_marked: false, name: self.known_name(charset), certainty }
    }

    /// GBK and GB18030 are read alike; a file is called GB18030 when it needs its four-byte characters.
    pub(super) fn known_name(&self, charset: Charset) -> &'static str {
        let four_bytes = || two_byte_characters(&self.rich).any(|(_, trail)| trail.is_ascii_digit());
        if charset == Charset::Known(GBK) && four_bytes() { "GB18030" } else { charset.name() }
    }

    fn by_zeros(&self) -> Option<Charset> {
        utf_32_by_zeros(&self.head, self.length)
            .map(Charset::Utf32)
            .or_else(|| utf_16_by_zeros(&self.head, self.length, self.is_utf_8).map(Charset::Known))
    }
}

/// UTF-32 without a mark shows in the highest byte of each character, which is zero, and the one beside it, which hardly ever is not.
fn utf_32_by_zeros(head: &[u8], length: u64) -> Option<Order> {
    if !length.is_multiple_of(4) || head.len() < 8 {
        return None;
    }
    let is_all = |is_it: fn(&[u8]) -> bool| head.chunks_exact(4).all(is_it);
    if is_all(|quad| quad[3] == 0 && quad[2] <= 0x10 && quad[..2] != [0, 0]) {
        Some(Order::Little)
    } else if is_all(|quad| quad[0] == 0 && quad[1] <= 0x10 && quad[2..] != [0, 0]) {
        Some(Order::Big)
    } else {
        None
    }
}

/// UTF-16 without a mark shows in the zero bytes of its Latin letters, digits and separators. Bytes that are valid UTF-8
/// as well are taken for it only when nearly every character is such a one, or when a quarter of them are control characters
/// where they are read as UTF-8: the other halves of Cyrillic, Greek or Thai letters.
fn utf_16_by_zeros(head: &[u8], length: u64, is_utf_8: bool) -> Option<&'static Encoding> {
    let pairs = head.len() / 2;
    let (mut even, mut odd) = (0, 0);
    for pair in head.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let controls = head.iter().filter(|byte| **byte == 0 || is_control(**byte)).count();
    let needed = if is_utf_8 && controls * 4 < head.len() { pairs * 3 / 4 } else { pairs / 50 }.max(1);
    if !length.is_multiple_of(2) || even.max(odd) < needed {
        None
    } else if odd > even * 4 {
        Some(UTF_16LE)
    } else if even > odd * 4 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether bytes that are not UTF-8 hold what no text in any encoding does: a zero, or control characters, more than one in fifty bytes.
fn is_binary(head: &[u8]) -> bool {
    head.contains(&0) || head.iter().filter(|byte| is_control(**byte)).count() * 50 > head.len()
}

fn is_control(byte: u8) -> bool {
    matches!(byte, 0x01..=0x08 | 0x0e..=0x19 | 0x1c..=0x1f | 0x7f)
}

/// Whether bytes are UTF-8 but for a few. Such a file is reported, not read in another encoding where it makes no sense.
pub(super) fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut long, mut bad) = (0usize, 0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        long += chunk.valid().bytes().filter(|byte| *byte >= 0xe0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    // Hardly any text in another encoding has two characters that by chance are three bytes of UTF-8.
    good >= bad * 10 || long >= bad.max(2)
}

/// Whether bytes that could be of an encoding of single bytes are UTF-8 but for a few. Western accented letters of UTF-8 are there
/// an `Ã`, `Ă` or `Г` with a sign behind it, which nobody writes; in Western texts any capital with a sign behind it is rare.
fn is_damaged_latin_utf_8(bytes: &[u8], guess: &Encoding) -> bool {
    let (mut accented, mut good, mut bad) = (0usize, 0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        accented += chunk.valid().bytes().filter(|byte| *byte == 0xc3).count();
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    accented >= bad || (guess == WINDOWS_1252 && good >= bad * 2)
}

fn guess(sample: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // Not the last: a character cut in two by the end of the sample or of the file must not rule its encoding out.
    detector.feed(sample, false);
    let plain = detector.guess(None, Utf8Detection::Deny);
    // The hint turns short GBK right, but it would also turn Big5, Shift_JIS and "Müller AG" into GBK.
    if plain.is_single_byte() && looks_like_common_chinese(sample) {
        // Korean looks like it, too. What is damaged in both is what makes most sense.
        if let Some(nearly) = plausible::nearly(sample).filter(|_| plausible::is_broken(sample, GBK)) {
            return nearly;
        }
        detector.guess(Some(b"cn"), Utf8Detection::Deny)
    } else {
        plain
    }
}

/// Whether the bytes beyond ASCII come in pairs that mostly are the common characters and punctuation of GB2312.
fn looks_like_common_chinese(bytes: &[u8]) -> bool {
    let (mut common, mut rare, mut foreign) = (0usize, 0usize, 0usize);
    for pair in two_byte_characters(bytes) {
        match pair {
            (0xa1..=0xa3 | 0xb0..=0xd7, 0xa1..=0xfe) => common += 1,
            (0xd8..=0xf7, 0xa1..=0xfe) => rare += 1,
            _ => foreign += 1,
        }
    }
    common >= rare && (common + rare) >= foreign * 10
}

/// Each byte beyond ASCII with the one after it, as a two-byte encoding pairs them.
fn two_byte_characters(bytes: &[u8]) -> impl Iterator<Item = (u8, u8)> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let start = rest.iter().position(|byte| *byte >= 0x80)?;
        let pair = (rest[start], rest.get(start + 1).copied().unwrap_or(0));
        rest = rest.get(start + 2..).unwrap_or(&[]);
        Some(pair)
    })
}
