//! How sure a recognised encoding is: what share of the characters beyond ASCII that it gives are usual ones. Bytes read in a wrong
//! encoding give rare characters, symbols within words, and capitals behind small letters.

use std::io::Read;

use encoding_rs::{BIG5, DecoderResult, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS};

use super::{Certainty, Charset, Decoder, Found};

/// How many bytes are looked at.
const LOOKED_AT: u64 = 1 << 16;

/// Signs that stand in lists of every language.
const SIGNS: &str = "\u{a0}§©®°·×«»–—‘’‚“”„…€£¥™№";

/// Those that do not stand within words.
const QUOTES: &str = "«»“”„";

/// Signs that stand there, but not within words.
const SIGNS_BESIDE_WORDS: &str = "±µ¼½¾²³¿¡¢´¨•†‡‰¬¦¹";

/// Signs of East Asian texts that stand between Latin letters, too.
const WIDE_SIGNS_WITHIN_WORDS: &str = "、。，．・：；？！（）／＆＋－～　";

/// How many usual characters beyond ASCII make an encoding of several bytes credible in spite of a byte that is none of it.
const CREDIBLE: usize = 8;

/// How many characters are usual, of those beyond ASCII.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Share {
    usual: usize,
    all: usize,
}

impl Share {
    fn of(text: &str, charset: Charset) -> Self {
        let text: Vec<char> = text.chars().collect();
        let mut share = Self::default();
        for (place, letter) in text.iter().enumerate().filter(|(_, letter)| !letter.is_ascii()) {
            share.all += 1;
            let before = place.checked_sub(1).and_then(|before| text.get(before)).copied();
            share.usual += usize::from(is_usual(*letter, before, text.get(place + 1).copied(), charset));
        }
        share
    }

    /// 100 of a text that has none.
    pub(super) fn percent(self) -> u8 {
        u8::try_from((self.usual * 100).checked_div(self.all).unwrap_or(100)).unwrap_or(100)
    }

    pub(super) fn unusual(self) -> usize {
        self.all - self.usual
    }
}

/// The encoding of several bytes a character in which nearly all of a text makes sense, but for a few bytes that are none of it.
pub(super) fn nearly(bytes: &[u8]) -> Option<&'static Encoding> {
    let all = [EUC_KR, GBK, BIG5, SHIFT_JIS, EUC_JP];
    let mut best: Option<(u8, &'static Encoding)> = None;
    for encoding in all {
        let (text, broken) = with_gaps(bytes, encoding);
        let mut share = Share::of(&text, Charset::Known(encoding));
        share.all += broken;
        let is_credible = share.usual >= CREDIBLE && broken <= (share.usual / 50).max(1);
        if is_credible && share.percent() >= 90 && best.is_none_or(|(percent, _)| share.percent() > percent) {
            best = Some((share.percent(), encoding));
        }
    }
    best.map(|(_, encoding)| encoding)
}

/// Whether some bytes are nothing in an encoding.
pub(super) fn is_broken(bytes: &[u8], encoding: &'static Encoding) -> bool {
    with_gaps(bytes, encoding).1 > 0
}

/// Whether bytes stand for control characters in an encoding of single bytes, as they do in no text.
pub(super) fn has_controls(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let (text, ..) = encoding.decode_without_bom_handling(bytes);
    text.chars().any(|letter| matches!(letter, '\u{80}'..='\u{9f}'))
}

/// The text of bytes without what cannot be read, and how often something could not.
fn with_gaps(bytes: &[u8], encoding: &'static Encoding) -> (String, usize) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut rest, mut text, mut broken) = (bytes, String::with_capacity(bytes.len() * 3), 0);
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, false);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return (text, broken),
            DecoderResult::Malformed(..) => broken += 1,
            DecoderResult::OutputFull => text.reserve(rest.len() * 3 + 16),
        }
    }
}

/// The share of usual ones among the characters beyond ASCII.
pub(super) fn share(bytes: &[u8], charset: Charset, name: &'static str) -> Share {
    let found = Found { charset, is_marked: false, name, certainty: Certainty::Stated };
    let mut text = Vec::new();
    // What cannot be read is told when the rows are.
    let _ = Decoder::of(bytes.take(LOOKED_AT), found).read_to_end(&mut text);
    Share::of(&String::from_utf8_lossy(&text), charset)
}

fn is_usual(letter: char, before: Option<char>, after: Option<char>, charset: Charset) -> bool {
    match charset {
        Charset::Known(encoding) if !encoding.is_single_byte() => match common(encoding, letter) {
            Some(is_common) => is_common && !is_sign_within_word(letter, before, after),
            None => is_word_or_sign(letter),
        },
        Charset::Known(_) => is_usual_in_word(letter, before, after),
        Charset::Utf32(_) => is_word_or_sign(letter),
    }
}

fn is_word_or_sign(letter: char) -> bool {
    letter.is_alphanumeric()
        || SIGNS.contains(letter)
        || matches!(letter, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

/// A letter that is no capital behind a small one; of Latin ones not many in a row are beyond ASCII.
fn is_usual_in_word(letter: char, before: Option<char>, after: Option<char>) -> bool {
    if !letter.is_alphabetic() || SIGNS_BESIDE_WORDS.contains(letter) {
        let is_beside = |beside: Option<char>| !beside.is_some_and(char::is_alphabetic);
        let is_beside_word = is_beside(before) || is_beside(after);
        let is_mark = matches!(letter, '\u{300}'..='\u{36f}' | '\u{e31}'..='\u{e4e}');
        return is_mark
            || (SIGNS.contains(letter) && (is_beside_word || !QUOTES.contains(letter)))
            || (SIGNS_BESIDE_WORDS.contains(letter) && is_beside_word);
    }
    let is_odd_capital = letter.is_uppercase() && before.is_some_and(char::is_lowercase);
    let is_foreign =
        |beside: Option<char>| beside.is_some_and(|beside| beside.is_alphabetic() && !beside.is_ascii());
    let is_latin = u32::from(letter) < 0x250;
    let is_one_of_many = is_latin && is_foreign(before) && is_foreign(after);
    !is_odd_capital && !is_one_of_many
}

/// Whether a sign stands between Latin letters, as only few do.
fn is_sign_within_word(letter: char, before: Option<char>, after: Option<char>) -> bool {
    let is_latin = |beside: Option<char>| beside.is_some_and(|beside| beside.is_ascii_alphabetic());
    !letter.is_alphanumeric()
        && !WIDE_SIGNS_WITHIN_WORDS.contains(letter)
        && !SIGNS.contains(letter)
        && is_latin(before)
        && is_latin(after)
}

/// Whether a character is among those that an encoding put first, as the most common ones. None of an encoding without such an
/// order.
fn common(encoding: &'static Encoding, letter: char) -> Option<bool> {
    let (of, ranges): (&'static Encoding, &[std::ops::RangeInclusive<u8>]) =
        if encoding == GBK || encoding == GB18030 {
            (GBK, &[0xa1..=0xa3, 0xb0..=0xf7])
        } else if encoding == BIG5 {
            (BIG5, &[0xa1..=0xa3, 0xa4..=0xc6])
        } else if encoding == SHIFT_JIS {
            (SHIFT_JIS, &[0x81..=0x83, 0x88..=0x98])
        } else if encoding == EUC_JP {
            (EUC_JP, &[0xa1..=0xa5, 0xb0..=0xcf])
        } else if encoding == EUC_KR {
            (EUC_KR, &[0xa1..=0xa3, 0xb0..=0xc8])
        } else {
            return None;
        };
    let mut text = [0; 4];
    let (bytes, ..) = of.encode(letter.encode_utf8(&mut text));
    // Behind a lower second byte GBK put what GB2312 had left out.
    let is_first = of != GBK || bytes.get(1).is_some_and(|trail| *trail >= 0xa1);
    Some(bytes.len() == 2 && is_first && ranges.iter().any(|range| range.contains(&bytes[0])))
}
