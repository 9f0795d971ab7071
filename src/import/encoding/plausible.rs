//! How sure a recognised encoding is: what share of the characters beyond ASCII that it gives are usual ones. Bytes read in a wrong
//! encoding give rare characters, symbols within words, and capitals behind small letters.

use std::io::Read;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS};

use super::{Certainty, Charset, Decoder, Found};

/// How many bytes are looked at.
const LOOKED_AT: u64 = 1 << 16;

/// Signs that stand in lists of every language.
const SIGNS: &str = "\u{a0}§©®°·×«»–—‘’‚“”„…€£¥™№";

/// The share of usual ones among the characters beyond ASCII, in percent. 100 of a text that has none.
pub(super) fn percent(bytes: &[u8], charset: Charset, name: &'static str) -> u8 {
    let found = Found { charset, is_marked: false, name, certainty: Certainty::Stated };
    let mut text = Vec::new();
    // What cannot be read is told when the rows are.
    let _ = Decoder::of(bytes.take(LOOKED_AT), found).read_to_end(&mut text);
    let text: Vec<char> = String::from_utf8_lossy(&text).chars().collect();
    let (mut usual, mut all) = (0, 0);
    for (place, letter) in text.iter().enumerate().filter(|(_, letter)| !letter.is_ascii()) {
        all += 1;
        let before = place.checked_sub(1).and_then(|before| text.get(before)).copied();
        usual += usize::from(is_usual(*letter, before, text.get(place + 1).copied(), charset));
    }
    u8::try_from((usual * 100).checked_div(all).unwrap_or(100)).unwrap_or(100)
}

fn is_usual(letter: char, before: Option<char>, after: Option<char>, charset: Charset) -> bool {
    match charset {
        Charset::Known(encoding) if !encoding.is_single_byte() => match common(encoding, letter) {
            Some(is_common) => is_common,
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
    if !letter.is_alphabetic() {
        return SIGNS.contains(letter);
    }
    let is_odd_capital = letter.is_uppercase() && before.is_some_and(char::is_lowercase);
    let is_foreign =
        |beside: Option<char>| beside.is_some_and(|beside| beside.is_alphabetic() && !beside.is_ascii());
    let is_latin = u32::from(letter) < 0x250;
    let is_one_of_many = is_latin && is_foreign(before) && is_foreign(after);
    !is_odd_capital && !is_one_of_many
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
