//! From the bytes of a file to its text, never with a silent replacement.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, GBK, UTF_8, UTF_16BE, UTF_16LE};

pub use encoding_rs::Encoding;

/// How much text the encoding is guessed from; the detector reads some 7 MB a second.
const DETECTED_BYTES: usize = 1 << 20;

/// The text of a file and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'b> {
    /// The whole text, without a byte order mark.
    pub text: Cow<'b, str>,
    /// The encoding as people know it: `UTF-8`, `UTF-8 with BOM`, `UTF-16LE`, `GBK`, `GB18030`, `windows-1252` ...
    pub encoding: &'static str,
    /// How sure the encoding is.
    pub certainty: Certainty,
}

/// How an encoding was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// The user named it.
    Stated,
    /// The bytes leave no doubt.
    Certain,
    /// It fits the bytes best; the user should be told.
    Guessed,
}

crate::failures! {
    /// Why bytes were not read as text.
    pub enum EncodingError {
        Unknown { label: String } => "\"{label}\" is not an encoding such as utf-8, gbk, gb18030, big5 or utf-16le", "“{label}”不是已知的编码，例如 utf-8、gbk、gb18030、big5、utf-16le";
        Undecodable { encoding: &'static str, offset: usize, line: u64 } => "line {line} (byte {offset}) is not valid {encoding}", "第 {line} 行（第 {offset} 字节）不是有效的 {encoding} 编码";
        MarkedOtherwise { wanted: &'static str, marked: &'static str } => "the file is marked as {marked}, not {wanted}", "文件标明的编码是 {marked}，而不是 {wanted}";
        NotText { format: &'static str } => "this is a file of the format {format}, not text", "这是 {format} 格式的文件，不是文本文件";
        Binary => "this is not a text file", "这不是文本文件";
    }
}

/// The encoding that a label names: the usual labels of the web (`gbk`, `latin1`, `shift_jis` ...) and code pages.
/// As on the web, `latin1` and `ascii` mean windows-1252.
///
/// # Errors
/// When no encoding goes by that name.
pub fn named(label: &str) -> Result<&'static Encoding, EncodingError> {
    let plain = label.trim().to_ascii_lowercase();
    let usual = match plain.as_str() {
        "utf-8-sig" | "utf8-bom" | "utf-8 with bom" => "utf-8",
        "utf16" | "utf16le" => "utf-16le",
        "utf16be" => "utf-16be",
        "cp936" | "936" | "gb-18030" | "gb-2312" => "gb18030",
        "cp950" | "950" | "big-5" => "big5",
        "cp932" | "932" => "shift_jis",
        "cp949" | "949" => "euc-kr",
        "latin-1" => "latin1",
        other => other,
    };
    Encoding::for_label_no_replacement(usual.as_bytes())
        .ok_or_else(|| EncodingError::Unknown { label: label.trim().to_owned() })
}

/// Reads bytes as text: in the encoding wanted, else as marked, else as strict UTF-8, else as UTF-16 when its zero bytes
/// say so, else in the encoding that fits best.
///
/// # Errors
/// When a byte cannot be read in the encoding, the mark contradicts the encoding wanted, or the bytes are no text.
pub fn decode<'b>(bytes: &'b [u8], wanted: Option<&'static Encoding>) -> Result<Decoded<'b>, EncodingError> {
    if let Some(format) = other_format(bytes) {
        return Err(EncodingError::NotText { format });
    }
    let marked = Encoding::for_bom(bytes);
    match (wanted, marked) {
        (wanted, Some((marked, length))) => decode_marked(&bytes[length..], length, marked, wanted),
        (Some(wanted), None) => decode_as(bytes, 0, wanted, Certainty::Stated),
        (None, None) => decode_unmarked(bytes),
    }
}

fn decode_marked<'b>(
    bytes: &'b [u8],
    mark: usize,
    marked: &'static Encoding,
    wanted: Option<&'static Encoding>,
) -> Result<Decoded<'b>, EncodingError> {
    let is_utf_16 = |encoding: &'static Encoding| encoding == UTF_16LE || encoding == UTF_16BE;
    if let Some(wanted) =
        wanted.filter(|wanted| *wanted != marked && !(is_utf_16(wanted) && is_utf_16(marked)))
    {
        return Err(EncodingError::MarkedOtherwise { wanted: wanted.name(), marked: marked.name() });
    }
    let certainty = if wanted.is_some() { Certainty::Stated } else { Certainty::Certain };
    let decoded = decode_as(bytes, mark, marked, certainty)?;
    Ok(Decoded { encoding: if marked == UTF_8 { "UTF-8 with BOM" } else { decoded.encoding }, ..decoded })
}

fn decode_unmarked(bytes: &[u8]) -> Result<Decoded<'_>, EncodingError> {
    let utf_8 = std::str::from_utf8(bytes);
    if let Some(encoding) = utf_16_by_zeros(bytes, utf_8.is_ok())
        && let Ok(decoded) = decode_as(bytes, 0, encoding, Certainty::Guessed)
    {
        return Ok(decoded);
    }
    match utf_8 {
        Ok(text) => Ok(Decoded { text: text.into(), encoding: "UTF-8", certainty: Certainty::Certain }),
        Err(_) if is_binary(bytes) => Err(EncodingError::Binary),
        Err(_) if is_damaged_utf_8(bytes) => decode_as(bytes, 0, UTF_8, Certainty::Certain),
        Err(_) => decode_as(bytes, 0, guess(bytes), Certainty::Guessed),
    }
}

/// Decodes without a byte order mark; `mark` is the length of the one cut off, for offsets in the file.
fn decode_as<'b>(
    bytes: &'b [u8],
    mark: usize,
    encoding: &'static Encoding,
    certainty: Certainty,
) -> Result<Decoded<'b>, EncodingError> {
    let name = known_name(encoding, bytes);
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(Decoded { text, encoding: name, certainty }),
        None => Err(undecodable(bytes, mark, encoding, name)),
    }
}

fn undecodable(bytes: &[u8], mark: usize, encoding: &'static Encoding, name: &'static str) -> EncodingError {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len());
    let mut text = String::with_capacity(room);
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    let bad = match result {
        DecoderResult::Malformed(length, after) => usize::from(length) + usize::from(after),
        DecoderResult::InputEmpty | DecoderResult::OutputFull => 0,
    };
    let line = text.bytes().filter(|byte| *byte == b'\n').count() as u64 + 1;
    EncodingError::Undecodable { encoding: name, offset: mark + read.saturating_sub(bad), line }
}

/// A text in the encoding that goes by a name (UTF-8 when none does), and whether that encoding holds all of it.
#[must_use]
pub fn encoded(text: &str, encoding: &str) -> (Vec<u8>, bool) {
    let encoding = named(encoding).unwrap_or(UTF_8);
    if encoding == UTF_16LE {
        return (text.encode_utf16().flat_map(u16::to_le_bytes).collect(), true);
    }
    if encoding == UTF_16BE {
        return (text.encode_utf16().flat_map(u16::to_be_bytes).collect(), true);
    }
    let (bytes, _, lost) = encoding.encode(text);
    (bytes.into_owned(), !lost)
}

/// GBK and GB18030 are read alike; a file is called GB18030 when it needs its four-byte characters.
fn known_name(encoding: &'static Encoding, bytes: &[u8]) -> &'static str {
    let four_bytes = || two_byte_characters(bytes).any(|(_, trail)| trail.is_ascii_digit());
    if encoding == GBK && four_bytes() { "GB18030" } else { encoding.name() }
}

/// Binary formats that are often taken for text, by their first bytes.
fn other_format(bytes: &[u8]) -> Option<&'static str> {
    let formats: [(&[u8], &str); 6] = [
        (b"PK\x03\x04", "XLSX / ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLS"),
        (b"%PDF-", "PDF"),
        (b"\x1f\x8b", "GZIP"),
        (b"\x89PNG", "PNG"),
        (b"SQLite format 3\0", "SQLite"),
    ];
    formats.into_iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, format)| format)
}

/// UTF-16 without a mark shows in the zero bytes of its Latin letters, digits and separators. Bytes that are valid UTF-8
/// as well are taken for it only when nearly every character is such a one.
fn utf_16_by_zeros(bytes: &[u8], valid_utf_8: bool) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(1 << 16)];
    let pairs = sample.len() / 2;
    let (mut even, mut odd) = (0, 0);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let needed = if valid_utf_8 { pairs * 3 / 4 } else { pairs / 50 }.max(1);
    if !bytes.len().is_multiple_of(2) || even.max(odd) < needed {
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
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(1 << 16)];
    let is_control = |byte: &&u8| matches!(**byte, 0x01..=0x08 | 0x0e..=0x19 | 0x1c..=0x1f | 0x7f);
    sample.contains(&0) || sample.iter().filter(is_control).count() * 50 > sample.len()
}

/// Whether bytes are UTF-8 but for a few. Such a file is reported, not read in another encoding where it makes no sense.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut long, mut bad) = (0usize, 0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        long += chunk.valid().bytes().filter(|byte| *byte >= 0xe0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    // Hardly any text in another encoding has two characters that by chance are three bytes of UTF-8.
    good >= bad * 10 || long >= bad.max(2)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let start = bytes.iter().position(|byte| *byte >= 0x80).unwrap_or(0);
    let sample = &bytes[start..bytes.len().min(start + DETECTED_BYTES)];
    // Not the last: a character cut in two by the end of the sample or of the file must not rule its encoding out.
    detector.feed(sample, false);
    let plain = detector.guess(None, Utf8Detection::Deny);
    // The hint turns short GBK right, but it would also turn Big5, Shift_JIS and "Müller AG" into GBK.
    if plain.is_single_byte() && looks_like_common_chinese(sample) {
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
