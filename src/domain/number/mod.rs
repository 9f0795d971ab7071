//! Numbers as people write them, in English, European and Chinese habits, kept exact.

mod chinese;
#[cfg(test)]
mod tests;

use std::fmt;

pub use chinese::chinese_integer;

/// The most decimal places a number may have; more is a slip or a float printed to the last bit.
const MAX_SCALE: u32 = 30;

/// An exact decimal number: `digits / 10^scale`, without needless zeros, so that equal values are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: i128,
    scale: u32,
}

/// A [`Decimal`] brought to a fixed number of decimal places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rescaled {
    /// The value in units of the last place.
    pub digits: i128,
    /// Whether something was lost on the way.
    pub rounded: bool,
}

impl Decimal {
    /// `digits / 10^scale`.
    #[must_use]
    pub fn new(mut digits: i128, mut scale: u32) -> Self {
        while scale > 0 && digits % 10 == 0 {
            digits /= 10;
            scale -= 1;
        }
        Self { digits, scale }
    }

    /// The value as a whole number, if it is one that fits.
    #[must_use]
    pub fn to_integer(self) -> Option<i64> {
        (self.scale == 0).then(|| i64::try_from(self.digits).ok())?
    }

    /// The nearest floating-point value.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// The value with its sign turned.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { digits: -self.digits, ..self }
    }

    /// The value in units of `10^-scale`, rounded half to even. `None` when it does not fit.
    #[must_use]
    pub fn rescaled(self, scale: u32) -> Option<Rescaled> {
        if scale >= self.scale {
            let factor = 10i128.checked_pow(scale - self.scale)?;
            return Some(Rescaled { digits: self.digits.checked_mul(factor)?, rounded: false });
        }
        let unit = 10i128.checked_pow(self.scale - scale)?;
        let (quotient, remainder) = (self.digits / unit, self.digits % unit);
        let half = unit / 2;
        let away = remainder.abs() > half || (remainder.abs() == half && quotient % 2 != 0);
        let digits = quotient + if away { remainder.signum() } else { 0 };
        Some(Rescaled { digits, rounded: remainder != 0 })
    }

    /// The exact product. `None` when it does not fit.
    #[must_use]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        Some(Self::new(self.digits.checked_mul(other.digits)?, self.scale.checked_add(other.scale)?))
    }

    /// Whether it is more than 0.
    #[must_use]
    pub fn is_positive(self) -> bool {
        self.digits > 0
    }

    fn times_ten_to(self, exponent: i32) -> Option<Self> {
        let scale = i64::from(self.scale) - i64::from(exponent);
        if scale >= 0 {
            let scale = u32::try_from(scale).ok().filter(|scale| *scale <= MAX_SCALE)?;
            return Some(Self::new(self.digits, scale));
        }
        let factor = 10i128.checked_pow(u32::try_from(-scale).ok()?)?;
        Some(Self::new(self.digits.checked_mul(factor)?, 0))
    }

    fn checked_add(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let (one, two) = (self.rescaled(scale)?, other.rescaled(scale)?);
        Some(Self::new(one.digits.checked_add(two.digits)?, scale))
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self::new(value.into(), 0)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.digits < 0 { "-" } else { "" };
        let places = self.scale as usize;
        let digits = format!("{:0>width$}", self.digits.unsigned_abs(), width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        let point = if places == 0 { "" } else { "." };
        write!(formatter, "{sign}{whole}{point}{fraction}")
    }
}

crate::failures! {
    /// Why a text was not taken as a number.
    pub enum NumberError {
        Missing => "a number is missing", "缺少数字";
        NotANumber { text: String } => "\"{text}\" is not a number", "“{text}”不是数字";
        Thousands { text: String, thousands: String, fraction: String } => "\"{text}\" can be read in two ways; write {thousands} for the whole number, or {fraction} for the fraction", "“{text}”有两种读法：整数请写成 {thousands}，小数请写成 {fraction}";
        Ambiguous { text: String } => "\"{text}\" can be read as more than one number; write it like 1200.5 or 1,200.50", "“{text}”有多种读法，请写成 1200.5 或 1,200.50 这样的形式";
        TooLong { text: String } => "\"{text}\" is too large or has too many digits", "“{text}”超出范围或位数过多";
        NotWhole { text: String } => "\"{text}\" is not a whole number", "“{text}”不是整数";
        NoPercent { text: String } => "\"{text}\" has the unit of a count or an amount; write a percentage like 12.5%", "“{text}”带有数量单位，而这里要填百分比，请写成 12.5% 这样的形式";
    }
}

/// The number that a cell of a table holds, `1,200.5` or `40%` (percent points), if it holds one.
#[must_use]
pub fn number_in(text: &str) -> Option<f64> {
    parse_pointed(text).ok().map(Decimal::to_f64).or_else(|| parse_percent(text).ok())
}

/// Reads a number: `1,200.50`, `1.200,50`, `1 200`, `1.2m`, `3k`, `2bn`, `3.5亿`, `3亿2000万`, `１２，０００`, `1.2E+06`.
///
/// One comma before exactly three digits groups thousands (`1,200` is 1200); one point there may do either.
///
/// # Errors
/// Refuses what is no number, what can be read in two ways (`1.200`, `1,2000`), and more digits than can be kept exactly.
pub fn parse_decimal(text: &str) -> Result<Decimal, NumberError> {
    match two_readings(text) {
        Some(readings) => Err(readings),
        None => parse_pointed(text),
    }
}

/// Reads a number in which one point is always decimal (`1.200` is 1.2): one that a program wrote, or of which nobody writes thousands.
///
/// # Errors
/// As [`parse_decimal`], but for `1.200`.
pub fn parse_pointed(text: &str) -> Result<Decimal, NumberError> {
    let plain = half_width(text).to_lowercase();
    let plain = plain.trim();
    if plain.is_empty() {
        return Err(NumberError::Missing);
    }
    let (negative, unsigned) = match plain.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, plain.strip_prefix('+').unwrap_or(plain).trim_start()),
    };
    let value = unsigned_value(unsigned).map_err(|flaw| flaw.of(text))?;
    Ok(if negative { value.negated() } else { value })
}

/// A number as [`parse_decimal`] takes it, from one in which a point is decimal: `1.2340` for `1.234`.
#[must_use]
pub fn unmistakable(number: String) -> String {
    if two_readings(&number).is_some() { number + "0" } else { number }
}

/// Both readings of a number whose only separator is a point before exactly three digits: "1.200" is how half of Europe
/// writes 1200. No group of thousands starts with a zero, and a number with a unit after it (`1.234亿`) is a fraction.
fn two_readings(text: &str) -> Option<NumberError> {
    let plain = half_width(text);
    let plain = plain.trim();
    let unsigned = plain.trim_start_matches(['-', '+']).trim_start();
    let sign = if plain.starts_with('-') { "-" } else { "" };
    let (head, tail) = unsigned.split_once('.')?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let groups = (1..=3).contains(&head.len()) && !head.starts_with('0') && digits(head);
    (groups && tail.len() == 3 && digits(tail)).then(|| NumberError::Thousands {
        text: text.trim().to_owned(),
        thousands: format!("{sign}{head},{tail}"),
        fraction: match tail.trim_end_matches('0') {
            short if short.len() == tail.len() => format!("{sign}{head}.{tail}0"),
            "" => format!("{sign}{head}.0"),
            short => format!("{sign}{head}.{short}"),
        },
    })
}

/// Reads a whole number that fits 64 bits: `207000`, `207,000`, `20.7万`.
///
/// # Errors
/// As [`parse_decimal`], and refuses fractions.
pub fn parse_integer(text: &str) -> Result<i64, NumberError> {
    // Nearly all are plain digits, and an import reads a great many.
    if (1..=18).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().map_err(|_| NumberError::TooLong { text: text.to_owned() });
    }
    let value = parse_decimal(text)?;
    if value.scale > 0 {
        return Err(NumberError::NotWhole { text: text.trim().to_owned() });
    }
    value.to_integer().ok_or_else(|| NumberError::TooLong { text: text.trim().to_owned() })
}

/// Reads a percentage as percent points: `40%`, `40` and `４０％` are 40.0, `0.4` is 0.4 (not 40).
///
/// # Errors
/// As [`parse_pointed`]: nobody writes thousands of percent. Refuses a unit such as 万 or k, too: an amount was meant.
pub fn parse_percent(text: &str) -> Result<f64, NumberError> {
    let plain = half_width(text);
    let plain = plain.trim();
    let bare = plain.strip_suffix('%').or_else(|| plain.strip_prefix("百分之")).unwrap_or(plain);
    if bare.trim().is_empty() && !plain.is_empty() {
        return Err(NumberError::NotANumber { text: text.trim().to_owned() });
    }
    let number = parse_pointed(bare).map_err(|error| match error {
        NumberError::NotANumber { .. } => NumberError::NotANumber { text: text.trim().to_owned() },
        other => other,
    })?;
    let bare = bare.to_lowercase();
    if bare.contains(char::is_alphabetic) && scientific(&bare).is_none() {
        return Err(NumberError::NoPercent { text: text.trim().to_owned() });
    }
    Ok(number.to_f64())
}

/// The text with full-width letters, digits and signs, unusual spaces and minus signs replaced by their ASCII forms.
#[must_use]
pub fn half_width(text: &str) -> String {
    text.chars().map(half_width_char).collect()
}

fn half_width_char(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
        '\u{a0}' | '\u{3000}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\t' => ' ',
        '\u{2212}' | '\u{2013}' | '\u{fe63}' => '-',
        '\u{2019}' => '\'',
        '￥' => '¥',
        '￡' => '£',
        '￦' => '₩',
        other => other,
    }
}

/// What is wrong with a number, before it is known which text it came from.
enum Flaw {
    NotANumber,
    Ambiguous,
    TooLong,
}

impl Flaw {
    fn of(self, text: &str) -> NumberError {
        let text = text.trim().to_owned();
        match self {
            Self::NotANumber => NumberError::NotANumber { text },
            Self::Ambiguous => NumberError::Ambiguous { text },
            Self::TooLong => NumberError::TooLong { text },
        }
    }
}

fn unsigned_value(text: &str) -> Result<Decimal, Flaw> {
    if let Some((mantissa, exponent)) = scientific(text) {
        return figure(mantissa)?.times_ten_to(exponent).ok_or(Flaw::TooLong);
    }
    let mut rest = text;
    let mut total: Option<(Decimal, i32)> = None;
    while !rest.is_empty() {
        let unit_at = rest.find(|c: char| !is_figure(c)).unwrap_or(rest.len());
        let (number, after) = rest.split_at(unit_at);
        let next_at = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
        let (unit, following) = after.split_at(next_at);
        let exponent = unit_exponent(unit.trim()).ok_or(Flaw::NotANumber)?;
        let part = figure(number.trim_end())?.times_ten_to(exponent).ok_or(Flaw::TooLong)?;
        total = Some(match total {
            None => (part, exponent),
            // 3亿2000万: each further part needs a smaller unit of its own; "1万2" is not written out.
            Some((sum, previous)) if exponent > 0 && exponent < previous && !unit.is_ascii() => {
                (sum.checked_add(part).ok_or(Flaw::TooLong)?, exponent)
            }
            Some(_) => return Err(Flaw::Ambiguous),
        });
        rest = following;
    }
    total.map(|(sum, _)| sum).ok_or(Flaw::NotANumber)
}

fn scientific(text: &str) -> Option<(&str, i32)> {
    let (mantissa, exponent) = text.split_once('e')?;
    let exponent: i32 = exponent.parse().ok()?;
    (mantissa.ends_with(|c: char| c.is_ascii_digit()) && exponent.abs() <= 40).then_some((mantissa, exponent))
}

fn is_figure(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '.' | ',' | ' ' | '\'')
}

/// The power of ten that a unit stands for; nothing stands for 10^0.
fn unit_exponent(unit: &str) -> Option<i32> {
    match unit {
        "" => Some(0),
        "k" | "thousand" => Some(3),
        "m" | "mm" | "mn" | "mln" | "mio" | "million" => Some(6),
        "b" | "bn" | "billion" => Some(9),
        "t" | "tn" | "trillion" => Some(12),
        _ => unit.chars().try_fold(0, |sum, character| {
            let exponent = match character {
                '十' => 1,
                '百' => 2,
                '千' => 3,
                '万' | '萬' => 4,
                '亿' | '億' => 8,
                _ => return None,
            };
            Some(sum + exponent).filter(|sum| *sum <= 16)
        }),
    }
}

/// Digits with separators, nothing else.
fn figure(text: &str) -> Result<Decimal, Flaw> {
    let point = decimal_point(text)?;
    let (whole, fraction) = match point {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    };
    if (whole.is_empty() && fraction.is_empty()) || !fraction.chars().all(|c| c.is_ascii_digit()) {
        return Err(Flaw::NotANumber);
    }
    check_groups(whole)?;
    let fraction = fraction.trim_end_matches('0');
    let digits: String = whole.chars().chain(fraction.chars()).filter(char::is_ascii_digit).collect();
    let scale =
        u32::try_from(fraction.len()).ok().filter(|scale| *scale <= MAX_SCALE).ok_or(Flaw::TooLong)?;
    let digits = if digits.is_empty() { "0" } else { &digits };
    digits.parse().map(|digits| Decimal::new(digits, scale)).map_err(|_| Flaw::TooLong)
}

/// Where the decimal separator stands, if there is one.
fn decimal_point(text: &str) -> Result<Option<usize>, Flaw> {
    let spaced = text.contains([' ', '\'']);
    let (commas, points) = (text.matches(',').count(), text.matches('.').count());
    match (commas, points) {
        (0, 1) => Ok(text.find('.')),
        (1, 0) if spaced => Ok(text.find(',')),
        (1, 0) => lone_comma(text),
        (_, 0) | (0, _) => Ok(None),
        _ => match text.rfind([',', '.']) {
            Some(at) if text[at..].starts_with('.') && points == 1 => Ok(Some(at)),
            Some(at) if text[at..].starts_with(',') && commas == 1 => Ok(Some(at)),
            _ => Err(Flaw::NotANumber),
        },
    }
}

fn lone_comma(text: &str) -> Result<Option<usize>, Flaw> {
    let (head, tail) = text.split_once(',').unwrap_or((text, ""));
    match (head.len(), tail.len()) {
        (0, _) | (_, 0) => Err(Flaw::NotANumber),
        _ if head == "0" => Ok(Some(1)),
        (_, 1 | 2) => Ok(Some(head.len())),
        (1..=3, 3) => Ok(None),
        _ => Err(Flaw::Ambiguous),
    }
}

/// Thousands must be grouped by one kind of separator in threes.
fn check_groups(whole: &str) -> Result<(), Flaw> {
    let Some(separator) = whole.chars().find(|c| !c.is_ascii_digit()) else {
        return Ok(());
    };
    let mut groups = whole.split(separator);
    let digits_only = |group: &str| group.chars().all(|c| c.is_ascii_digit());
    let first_fits = groups.next().is_some_and(|first| (1..=3).contains(&first.len()) && digits_only(first));
    let rest_fits = groups.all(|group| group.len() == 3 && digits_only(group));
    if first_fits && rest_fits { Ok(()) } else { Err(Flaw::NotANumber) }
}
