//! From the bytes of a file to its text, never with a silent replacement.

mod decoder;
mod plausible;
mod rival;
mod sample;
#[cfg(test)]
mod tests;

use std::io::Read;

use encoding_rs::{GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

pub use decoder::Decoder;
use encoding_rs::Encoding;
pub use rival::Rival;
use sample::Sample;

/// How much text the encoding is guessed from; the detector reads some 7 MB a second.
const DETECTED_BYTES: usize = 1 << 20;

/// How much of the beginning tells what kind of bytes they are.
const HEAD_BYTES: usize = 1 << 16;

/// The text of a file and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The whole text, without a byte order mark.
    pub text: String,
    pub found: Found,
}

/// In which encoding bytes are text, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub charset: Charset,
    /// Whether they begin with a byte order mark.
    pub is_marked: bool,
    /// The encoding as people know it: `UTF-8`, `UTF-8 with BOM`, `UTF-16LE`, `GBK`, `GB18030`, `windows-1252` ...
    pub name: &'static str,
    pub certainty: Certainty,
}

/// How an encoding was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// The user named it.
    Stated,
    /// The bytes leave no doubt: they are marked, or valid UTF-8.
    Certain,
    /// It fits the bytes best; the user should be told. So many percent of the characters beyond ASCII are usual ones; no more than
    /// half of them count where another encoding fits as well.
    Guessed { percent: u8, rival: Option<Rival> },
}

impl Certainty {
    /// The share of usual characters of an encoding that was guessed.
    #[must_use]
    pub fn percent(self) -> Option<u8> {
        match self {
            Self::Guessed { percent, .. } => Some(percent),
            Self::Stated | Self::Certain => None,
        }
    }

    /// Another encoding that fits as well.
    #[must_use]
    pub fn rival(self) -> Option<Rival> {
        match self {
            Self::Guessed { rival, .. } => rival,
            Self::Stated | Self::Certain => None,
        }
    }
}

/// Which characters bytes stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    Known(&'static Encoding),
    Utf32(Order),
}

/// Which byte of a number comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Little,
    Big,
}

crate::failures! {
    /// Why bytes were not read as text.
    pub enum EncodingError {
        Unknown { label: String } => "\"{label}\" is not an encoding such as utf-8, gbk, gb18030, big5 or utf-16le", "“{label}”不是已知的编码，例如 utf-8、gbk、gb18030、big5、utf-16le";
        Undecodable { encoding: &'static str, offset: u64, line: u64 } => "line {line} (byte {offset}) is not valid {encoding}", "第 {line} 行（第 {offset} 字节）不是有效的 {encoding} 编码";
        /// In the encoding that fits best it is hardly text.
        Senseless { encoding: &'static str, percent: u8, word: String } =>
            "no encoding fits it well: the best is {encoding}, in which only {percent}% of its characters are usual ones (\"{word}\")",
            "没有合适的编码：最接近的是 {encoding}，但其中常见字符仅占 {percent}%（“{word}”）";
        MarkedOtherwise { wanted: &'static str, marked: &'static str } => "the file is marked as {marked}, not {wanted}", "文件标明的编码是 {marked}，而不是 {wanted}";
        NotText { format: &'static str } => "this is a file of the format {format}, not text", "这是 {format} 格式的文件，不是文本文件";
        Binary => "this is not a text file", "这不是文本文件";
        Unreadable { reason: String } => "it cannot be read: {reason}", "无法读取：{reason}";
    }
}

impl Charset {
    const UTF_8: Self = Self::Known(UTF_8);

    /// As people know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Known(encoding) => encoding.name(),
            Self::Utf32(Order::Little) => "UTF-32LE",
            Self::Utf32(Order::Big) => "UTF-32BE",
        }
    }

    /// Whether two are the same but for the order of bytes, which a mark tells.
    fn is_like(self, other: Self) -> bool {
        let is_utf_16 =
            |charset| matches!(charset, Self::Known(known) if known == UTF_16LE || known == UTF_16BE);
        self == other
            || (is_utf_16(self) && is_utf_16(other))
            || matches!((self, other), (Self::Utf32(_), Self::Utf32(_)))
    }
}

/// The encoding that a label names: the usual labels of the web (`gbk`, `latin1`, `shift_jis` ...) and code pages.
/// As on the web, `latin1` and `ascii` mean windows-1252.
///
/// # Errors
/// When no encoding goes by that name.
pub fn named(label: &str) -> Result<Charset, EncodingError> {
    let plain = label.trim().to_ascii_lowercase();
    let usual = match plain.as_str() {
        "utf-32" | "utf32" | "utf-32le" | "utf32le" => return Ok(Charset::Utf32(Order::Little)),
        "utf-32be" | "utf32be" => return Ok(Charset::Utf32(Order::Big)),
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
        .map(Charset::Known)
        .ok_or_else(|| EncodingError::Unknown { label: label.trim().to_owned() })
}

/// Reads bytes as text: in the encoding wanted, else as marked, else as strict UTF-8, else as UTF-16 or UTF-32 when its zero
/// bytes say so, else in the encoding that fits best.
///
/// # Errors
/// When a byte cannot be read in the encoding, the mark contradicts the encoding wanted, or the bytes are no text.
pub fn decode(bytes: &[u8], wanted: Option<Charset>) -> Result<Decoded, EncodingError> {
    let found = detect(bytes, wanted)?;
    let mut text = String::with_capacity(bytes.len());
    Decoder::of(bytes, found).read_to_string(&mut text).map_err(|error| EncodingError::of(&error))?;
    Ok(Decoded { text, found })
}

/// Finds the encoding of bytes, as [`decode`] does. They are read to their end.
///
/// # Errors
/// When the mark contradicts the encoding wanted, or the bytes are no text, or cannot be read.
pub fn detect(bytes: impl Read, wanted: Option<Charset>) -> Result<Found, EncodingError> {
    let sample = Sample::of(bytes).map_err(|error| EncodingError::of(&error))?;
    if let Some(format) = other_format(&sample.head) {
        return Err(EncodingError::NotText { format });
    }
    match (wanted, mark(&sample.head)) {
        (None, None) => sample.unmarked(),
        (Some(wanted), Some((marked, _))) if !wanted.is_like(marked) => {
            Err(EncodingError::MarkedOtherwise { wanted: wanted.name(), marked: marked.name() })
        }
        (wanted, Some((charset, _))) => {
            let name = if charset == Charset::UTF_8 { "UTF-8 with BOM" } else { sample.known_name(charset) };
            let certainty = if wanted.is_some() { Certainty::Stated } else { Certainty::Certain };
            Ok(Found { charset, is_marked: true, name, certainty })
        }
        (Some(charset), None) => Ok(sample.found(charset, Certainty::Stated)),
    }
}

/// The encoding that a byte order mark at the beginning names, and the length of the mark.
fn mark(head: &[u8]) -> Option<(Charset, usize)> {
    if head.starts_with(b"\xff\xfe\0\0") {
        return Some((Charset::Utf32(Order::Little), 4));
    }
    if head.starts_with(b"\0\0\xfe\xff") {
        return Some((Charset::Utf32(Order::Big), 4));
    }
    Encoding::for_bom(head).map(|(encoding, length)| (Charset::Known(encoding), length))
}

/// A text in the encoding that goes by a name (UTF-8 when none does), and whether that encoding holds all of it.
#[must_use]
pub fn encoded(text: &str, encoding: &str) -> (Vec<u8>, bool) {
    let encoding = match named(encoding).unwrap_or(Charset::UTF_8) {
        Charset::Utf32(Order::Little) => {
            return (text.chars().flat_map(|letter| u32::from(letter).to_le_bytes()).collect(), true);
        }
        Charset::Utf32(Order::Big) => {
            return (text.chars().flat_map(|letter| u32::from(letter).to_be_bytes()).collect(), true);
        }
        Charset::Known(encoding) => encoding,
    };
    if encoding == UTF_16LE {
        return (text.encode_utf16().flat_map(u16::to_le_bytes).collect(), true);
    }
    if encoding == UTF_16BE {
        return (text.encode_utf16().flat_map(u16::to_be_bytes).collect(), true);
    }
    // GB18030 holds all that GBK does, in the same bytes, and all else too.
    let (bytes, _, lost) = if encoding == GBK { GB18030.encode(text) } else { encoding.encode(text) };
    (bytes.into_owned(), !lost)
}

/// Binary formats that are often taken for text, by their first bytes.
fn other_format(bytes: &[u8]) -> Option<&'static str> {
    let formats: [(&[u8], &str); 12] = [
        (b"PK\x03\x04", "XLSX / ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLS"),
        (b"%PDF-", "PDF"),
        (b"\x1f\x8b", "GZIP"),
        (b"\x89PNG", "PNG"),
        (b"\xff\xd8\xff", "JPEG"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
        (b"\xfd7zXZ\0", "XZ"),
        (b"{\\rtf", "RTF"),
        (b"\x7fELF", "ELF"),
        (b"SQLite format 3\0", "SQLite"),
    ];
    formats.into_iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, format)| format)
}
