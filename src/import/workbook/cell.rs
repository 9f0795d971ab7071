//! One cell of a spreadsheet as text: as people see it where that says more than its bare value.

use calamine::{DataRef, ExcelDateTime, Style};

use crate::domain::money::Currency;
use crate::domain::number::unmistakable;

/// What the number format of a cell says beyond its value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    is_percent: bool,
    /// At least so many digits, with zeros in front: a code, not a number.
    digits: usize,
    currency: Option<&'static str>,
}

/// Currencies that a number format names, by sign or code, and how amounts are written with them.
const CURRENCIES: &[(&str, &str)] = &[
    ("USD", "USD"),
    ("EUR", "EUR"),
    ("GBP", "GBP"),
    ("JPY", "JPY"),
    ("CNY", "CNY"),
    ("RMB", "CNY"),
    ("HKD", "HKD"),
    ("TWD", "TWD"),
    ("KRW", "KRW"),
    ("CHF", "CHF"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "¥"),
    ("￥", "¥"),
    ("$", "$"),
];

/// Formats up to here belong to the program; their currency is that of whoever looks at them.
const BUILT_IN: u32 = 163;

impl Look {
    pub(super) fn of(style: &Style) -> Self {
        let Some(format) = &style.number_format else { return Self::default() };
        Self::of_format(&format.format_code, format.format_id)
    }

    /// The look that a format gives, by its code and, where it has one, its number.
    pub(super) fn of_format(code: &str, id: Option<u32>) -> Self {
        let code = code.split(';').next().unwrap_or_default();
        let bare = unquoted(code);
        let is_code = !bare.is_empty() && bare.chars().all(|letter| letter == '0');
        let is_own = id.is_none_or(|id| id > BUILT_IN);
        let named = |(name, _): &&(&str, &str)| code.contains(name);
        Self {
            is_percent: bare.contains('%'),
            digits: if is_code { bare.len() } else { 0 },
            currency: bracketed(code)
                .or_else(|| CURRENCIES.iter().find(named).filter(|_| is_own).map(|(_, written)| *written)),
        }
    }
}

impl Look {
    pub(super) fn percent() -> Self {
        Self { is_percent: true, ..Self::default() }
    }

    pub(super) fn amount(currency: Option<&'static str>) -> Self {
        Self { currency, ..Self::default() }
    }
}

/// How amounts in a currency are written that is named by its code.
pub(super) fn currency_named(code: &str) -> Option<&'static str> {
    code.trim().parse::<Currency>().ok().map(Currency::code)
}

/// The currency that a format names by its code in brackets: `[$CNY] #,##0.00`, `[$CHF-807]`.
fn bracketed(code: &str) -> Option<&'static str> {
    let (_, named) = code.split_once("[$")?;
    let currency: Currency = named.split([']', '-']).next()?.trim().parse().ok()?;
    Some(currency.code())
}

/// A format code without quoted text, escaped letters and brackets.
fn unquoted(code: &str) -> String {
    let (mut bare, mut end) = (String::new(), None);
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match (end, letter) {
            (Some(closing), _) if letter == closing => end = None,
            (Some(_), _) => {}
            (None, '"') => end = Some('"'),
            (None, '[') => end = Some(']'),
            (None, '\\' | '_' | '*') => {
                letters.next();
            }
            (None, _) => bare.push(letter),
        }
    }
    bare
}

pub(super) fn text(value: &DataRef, look: Look) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "yes".to_owned(),
        DataRef::Bool(false) => "no".to_owned(),
        DataRef::Int(number) => whole_text(*number, look),
        DataRef::Float(number) => number_text(*number, look),
        DataRef::DateTime(date) => date_text(date),
        DataRef::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        DataRef::Error(error) => error.to_string(),
    }
}

fn whole_text(number: i64, look: Look) -> String {
    // What a fraction cannot hold is no percentage or amount.
    let is_plain = look == Look::default();
    match i32::try_from(number) {
        Ok(number) if !is_plain => number_text(f64::from(number), look),
        _ => number.to_string(),
    }
}

pub(super) fn number_text(number: f64, look: Look) -> String {
    // Spreadsheets show fifteen digits; the rest is the noise of binary fractions.
    let shown = |number: f64| format!("{number:.14e}").parse().unwrap_or(number).to_string();
    if look.is_percent {
        return format!("{}%", shown(number * 100.0));
    }
    let plain = unmistakable(shown(number));
    match look.currency {
        Some(currency) => format!("{currency} {plain}"),
        None if look.digits > plain.len() && number >= 0.0 => {
            format!("{plain:0>width$}", width = look.digits)
        }
        None => plain,
    }
}

fn date_text(date: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if date.is_duration() || date.as_f64() < 1.0 {
        return time;
    }
    let day = format!("{year:04}-{month:02}-{day:02}");
    if time == "00:00:00" { day } else { format!("{day}T{time}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_are_seen() {
        let plain = Look::default();
        for (number, look, expected) in [
            (195_001.0, plain, "195001"),
            (13_800_138_000.0, plain, "13800138000"),
            (0.1 + 0.2, plain, "0.3"),
            (12.345, plain, "12.3450"),
            (-7.5, plain, "-7.5"),
            (0.4, Look { is_percent: true, ..plain }, "40%"),
            (0.1234, Look { is_percent: true, ..plain }, "12.34%"),
            (2502.0, Look { digits: 6, ..plain }, "002502"),
            (1200.5, Look { currency: Some("$"), ..plain }, "$ 1200.5"),
        ] {
            assert_eq!(number_text(number, look), expected);
        }
    }

    #[test]
    fn formats_are_read_without_their_quoted_texts() {
        for (code, bare) in [
            ("0.00%", "0.00%"),
            ("\"100%\"0", "0"),
            ("[$¥-804]#,##0.00", "#,##0.00"),
            ("[Red]000000", "000000"),
            ("0\\%", "0"),
            ("_-* 0", "0"),
        ] {
            assert_eq!(unquoted(code).trim(), bare, "{code}");
        }
    }
}
