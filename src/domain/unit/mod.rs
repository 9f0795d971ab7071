//! The unit that the name of a column gives all its numbers: `营业收入（万元）`, `Revenue (USD m)`, `员工人数（人）`.

#[cfg(test)]
mod tests;

use std::iter::from_fn;

use super::money::Currency;
use super::number::{NumberError, half_width, parse_decimal};
use super::record::Shape;

/// What the numbers of a column count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// As it is written.
    pub written: String,
    /// What would stand behind a number: `万`, `m`; nothing where it counts one by one.
    scale: &'static str,
    /// How the currency is written.
    currency: Option<String>,
    of: Of,
}

/// What may have such a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    /// Numbers and amounts.
    Any,
    Amounts,
    /// Numbers of people or things.
    Counts,
    Percent,
    /// It is no unit: `（必填）`.
    Nothing,
}

/// Words that multiply, longest first where one begins as another, and what numbers take for them.
const SCALES: &[(&str, &str)] = &[
    ("thousands", "k"),
    ("thousand", "k"),
    ("tausend", "k"),
    ("'000s", "k"),
    ("'000", "k"),
    ("000s", "k"),
    ("000", "k"),
    ("tsd.", "k"),
    ("tsd", "k"),
    ("k", "k"),
    ("mrd.", "bn"),
    ("mrd", "bn"),
    ("millions", "m"),
    ("million", "m"),
    ("mill.", "m"),
    ("mio.", "m"),
    ("mio", "m"),
    ("mln", "m"),
    ("mn", "m"),
    ("mm", "m"),
    ("m", "m"),
    ("billions", "bn"),
    ("billion", "bn"),
    ("bn", "bn"),
    ("b", "bn"),
    ("百万", "百万"),
    ("百萬", "百万"),
    ("千万", "千万"),
    ("千萬", "千万"),
    ("十亿", "十亿"),
    ("十億", "十亿"),
    ("十万", "十万"),
    ("百亿", "百亿"),
    ("千", "千"),
    ("仟", "千"),
    ("万", "万"),
    ("萬", "万"),
    ("亿", "亿"),
    ("億", "亿"),
];

/// Thousands of euros, as they are written in German.
const THOUSANDS: &[(&str, &str)] = &[("teur", "EUR"), ("t€", "EUR"), ("tchf", "CHF"), ("tusd", "USD")];

/// Codes that stand in small letters as well; of others it may be a word.
const SMALL_CODES: &[&str] = &["usd", "eur", "gbp", "cny", "rmb", "hkd", "jpy", "chf", "aud", "cad", "sgd"];

const COUNTED: &[&str] = &[
    "employees", "employee", "headcount", "persons", "people", "heads", "staff", "ftes", "fte", "pax",
    "mitarbeiter", "人次", "人", "名", "位", "个", "家", "次", "台", "件", "套",
];

/// Words beside a unit that change nothing.
const BESIDE: &[&str] = &[
    "金额单位", "货币单位", "单位", "單位", "unit:", "units:", "in ", "per year", "per annum", "p.a.",
    "/year", "/年", "每年", "approx.", "approx", "约", "of ", ":", "：", ",", "，", "、", " ", "&",
];

const NOTES: &[&str] = &["必填项", "必填", "选填", "可选", "required", "mandatory", "optional", "年"];

impl Unit {
    /// The name of a column without its unit, and the unit.
    #[must_use]
    pub fn of_name(name: &str) -> Option<(&str, Self)> {
        let name = name.trim();
        in_brackets(name).or_else(|| behind(name)).or_else(|| glued(name))
    }

    /// The unit that a text is, such as `单位：万元`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let written = text.trim().trim_start_matches("in ").to_owned();
        let mut unit = Self { written, scale: "", currency: None, of: Of::Nothing };
        let plain = half_width(text);
        let mut rest = plain.trim();
        let mut is_unit = false;
        while !rest.is_empty() {
            let (piece, after) = piece(rest)?;
            is_unit |= piece != Piece::Beside;
            unit.take(piece)?;
            rest = after;
        }
        is_unit.then_some(unit)
    }

    fn take(&mut self, piece: Piece) -> Option<()> {
        let of = match piece {
            Piece::Beside => return Some(()),
            Piece::Scale(_) if !self.scale.is_empty() => return None,
            Piece::Scale(scale) => {
                self.scale = scale;
                Of::Any
            }
            Piece::Currency { written, scale } => {
                let currency = |text: &str| text.parse::<Currency>().ok();
                match &self.currency {
                    Some(known) if currency(known) != currency(&written) => return None,
                    _ => self.currency = Some(written),
                }
                if !scale.is_empty() {
                    self.scale = scale;
                }
                Of::Amounts
            }
            Piece::Counted => Of::Counts,
            Piece::Percent => Of::Percent,
            Piece::Note => Of::Nothing,
        };
        self.of = match (self.of, of) {
            (Of::Nothing | Of::Any, of) => of,
            (known, Of::Any) => known,
            (known, of) if known == of => known,
            _ => return None,
        };
        Some(())
    }

    /// Whether values of a shape can have it.
    #[must_use]
    pub fn fits(&self, shape: Shape) -> bool {
        match self.of {
            Of::Nothing => true,
            Of::Any => matches!(shape, Shape::Money | Shape::Number | Shape::Integer { .. }),
            Of::Amounts => shape == Shape::Money,
            Of::Counts => matches!(shape, Shape::Number | Shape::Integer { .. }),
            Of::Percent => shape == Shape::Percent,
        }
    }

    /// Whether a number means something else by it than without.
    #[must_use]
    pub fn says_something(&self) -> bool {
        !self.scale.is_empty() || self.currency.is_some()
    }

    /// A cell with the unit, where it names none of its own and does not say what this would contradict.
    #[must_use]
    pub fn applied(&self, cell: &str) -> Option<String> {
        if !self.says_something() || cell.contains(['%', '％']) {
            return None;
        }
        let plain = half_width(cell);
        let is_scientific = plain.contains(['e', 'E']) && plain.trim().parse::<f64>().is_ok();
        let plain = match parse_decimal(&plain).ok().filter(|_| is_scientific) {
            Some(number) => number.to_string(),
            None => plain,
        };
        let has_scale = has_scale(&plain);
        let mut text = String::with_capacity(plain.len() + 8);
        let mut rest = plain.as_str();
        while let Some((before, number, after)) = next_number(rest) {
            // What can be read in two ways cannot be multiplied.
            if matches!(parse_decimal(number), Err(NumberError::Thousands { .. })) {
                return None;
            }
            text.push_str(before);
            text.push_str(number);
            if !has_scale {
                text.push_str(self.scale);
            }
            rest = after;
        }
        if text.is_empty() || (has_scale && (self.currency.is_none() || has_currency(&plain))) {
            return None;
        }
        text.push_str(rest);
        Some(match &self.currency {
            Some(currency) => format!("{currency} {text}"),
            None => text,
        })
    }
}

/// A part of a unit.
#[derive(PartialEq)]
enum Piece {
    Scale(&'static str),
    Currency { written: String, scale: &'static str },
    Counted,
    Percent,
    Note,
    Beside,
}

/// What a text begins with, and what follows.
fn piece(text: &str) -> Option<(Piece, &str)> {
    let lower = text.to_ascii_lowercase();
    let begins = |word: &str| lower.starts_with(word).then(|| &text[word.len()..]);
    if let Some((rest, code)) = THOUSANDS.iter().find_map(|(word, code)| Some((begins(word)?, code))) {
        return Some((Piece::Currency { written: (*code).to_owned(), scale: "k" }, rest));
    }
    if let Some((written, rest)) = currency(text) {
        return Some((Piece::Currency { written: written.to_owned(), scale: "" }, rest));
    }
    let listed = |words: &[&str]| words.iter().find_map(|word| begins(word));
    if let Some(rest) = listed(&["percent", "pct", "%", "百分比"]) {
        return Some((Piece::Percent, rest));
    }
    if let Some(rest) = listed(COUNTED) {
        return Some((Piece::Counted, rest));
    }
    if let Some(rest) = listed(BESIDE) {
        return Some((Piece::Beside, rest));
    }
    if let Some((rest, scale)) = SCALES.iter().find_map(|(word, scale)| Some((begins(word)?, scale))) {
        return Some((Piece::Scale(scale), rest));
    }
    listed(NOTES).map(|rest| (Piece::Note, rest))
}

/// The longest currency that a text begins with.
fn currency(text: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 24;
    let ends = text.char_indices().map(|(start, letter)| start + letter.len_utf8());
    let ends: Vec<usize> = ends.take_while(|end| *end <= LONGEST).collect();
    let is_currency = |name: &str| {
        let is_code = name.len() <= 3 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        // In small letters it may be any word, and "ALL" is one in large ones.
        let may_be = !is_code
            || name != "ALL" && name.bytes().all(|byte| byte.is_ascii_uppercase())
            || SMALL_CODES.contains(&name.to_ascii_lowercase().as_str());
        may_be && name.trim() == name && name.parse::<Currency>().is_ok()
    };
    let end = ends.into_iter().rev().find(|end| is_currency(&text[..*end]))?;
    Some(text.split_at(end))
}

fn in_brackets(name: &str) -> Option<(&str, Unit)> {
    let inner = name.strip_suffix([')', '）', ']', '】'])?;
    let at = inner.rfind(['(', '（', '[', '【'])?;
    let opening = inner[at..].chars().next()?;
    let unit = Unit::parse(&inner[at + opening.len_utf8()..])?;
    bare(&name[..at]).map(|bare| (bare, unit))
}

/// A unit behind the name: `Revenue in thousands`, `Revenue, USD m`, `revenue_usd`.
fn behind(name: &str) -> Option<(&str, Unit)> {
    let mut marks = name.char_indices().filter(|(_, letter)| " ,，/／:：_-–".contains(*letter));
    marks.find_map(|(at, mark)| {
        let after = &name[at + mark.len_utf8()..];
        let unit = Unit::parse(after)?;
        // A lone letter or word may belong to the name.
        let is_told = unit.currency.is_some()
            || unit.scale.len() >= 3
            || after.trim_start().starts_with("in ")
            || matches!(mark, ',' | '，' | '/' | '／' | ':' | '：');
        let is_word = matches!(unit.of, Of::Counts | Of::Nothing);
        if is_told && !is_word { bare(&name[..at]).map(|bare| (bare, unit)) } else { None }
    })
}

/// A unit that follows without a mark, as in Chinese: `注册资本万元`.
fn glued(name: &str) -> Option<(&str, Unit)> {
    let mut starts = name.char_indices().skip(1).filter(|(_, letter)| "十百千仟万萬亿億".contains(*letter));
    starts.find_map(|(at, _)| {
        let unit = Unit::parse(&name[at..]).filter(|unit| unit.currency.is_some())?;
        bare(&name[..at]).map(|bare| (bare, unit))
    })
}

fn bare(name: &str) -> Option<&str> {
    let bare = name.trim_end_matches(|letter: char| letter.is_whitespace() || ",，:：/-_–".contains(letter));
    bare.chars().any(char::is_alphabetic).then_some(bare)
}

/// What stands before the next number of a text, the number, and what stands behind it.
fn next_number(text: &str) -> Option<(&str, &str, &str)> {
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = start;
    let more = from_fn(|| {
        let next = end + 1;
        let goes_on =
            is_digit(end) || (matches!(bytes.get(end), Some(b'.' | b',' | b' ' | b'\'')) && is_digit(next));
        goes_on.then(|| end = next)
    });
    more.for_each(drop);
    Some((&text[..start], &text[start..end], &text[end..]))
}

/// Whether a number in a cell has a unit such as 万 or k behind it.
fn has_scale(cell: &str) -> bool {
    if cell.contains(|letter| "十百千仟万萬亿億".contains(letter)) {
        return true;
    }
    let mut rest = cell;
    while let Some((_, _, after)) = next_number(rest) {
        let behind = after.trim_start();
        let is_word = behind.starts_with(|letter: char| letter.is_ascii_alphabetic());
        if is_word && currency(behind).is_none() && matches!(piece(behind), Some((Piece::Scale(_), _)) | None)
        {
            return true;
        }
        rest = after;
    }
    false
}

fn has_currency(cell: &str) -> bool {
    cell.char_indices().any(|(at, letter)| !letter.is_ascii_digit() && currency(&cell[at..]).is_some())
}
