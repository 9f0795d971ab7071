//! Reads amounts of money as people write them, in English, European and Chinese habits.

use super::currency::{Mention, known_code, mention_at_end, mention_at_start};
use super::{Currency, Money, MoneyError, ParsedMoney};
use crate::domain::number::{Decimal, NumberError, half_width, parse_decimal, parse_pointed};

pub(super) fn read(text: &str, default: Currency) -> Result<ParsedMoney, MoneyError> {
    if let Some(written) = as_programs_write(text, default) {
        return Ok(written);
    }
    let plain = half_width(text).to_lowercase();
    let pieces = Pieces::of(plain.trim(), text)?;
    let named = one_currency(&pieces.mentions, text);
    let currency = named.as_ref().ok().copied().flatten().unwrap_or(default);
    let value = pieces.value(currency, text)?;
    let named = named?;
    let (money, rounded) =
        Money::from_decimal(value, currency).ok_or_else(|| MoneyError::TooLarge { text: quoted(text) })?;
    if money.minor == 0 && rounded {
        return Err(MoneyError::TooSmall { text: quoted(text), currency });
    }
    Ok(ParsedMoney { money, currency_assumed: named.is_none(), rounded })
}

/// `CNY 1200` and `1200`, as most files have them, without a look at all the other ways.
fn as_programs_write(text: &str, default: Currency) -> Option<ParsedMoney> {
    /// So many digits fit into minor units, whatever their currency.
    const DIGITS: usize = 14;
    let (named, digits) = match text.split_once(' ') {
        Some((code, digits)) => (Some(known_code(code)?), digits),
        None => (None, text),
    };
    if digits.len() > DIGITS || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let whole: i64 = digits.parse().ok()?;
    let (money, rounded) = Money::from_decimal(whole.into(), named.unwrap_or(default))?;
    Some(ParsedMoney { money, currency_assumed: named.is_none(), rounded })
}

fn quoted(text: &str) -> String {
    text.trim().to_owned()
}

/// An amount taken apart: `-US$1.2m` is a minus, the US dollar, and `1.2m`.
struct Pieces<'t> {
    negative: bool,
    mentions: Vec<Mention>,
    number: &'t str,
}

impl<'t> Pieces<'t> {
    fn of(plain: &'t str, text: &str) -> Result<Self, MoneyError> {
        let number_at = number_start(plain).ok_or_else(|| no_number(plain, text))?;
        let (before, after) = plain.split_at(number_at);
        let (negative, names) = without_sign(before.trim());
        let mut mentions = Vec::new();
        let mut rest = names;
        while !rest.is_empty() {
            let (mention, following) = mention_at_start(rest).ok_or_else(|| unknown(names, text))?;
            mentions.push(mention);
            rest = following.trim_start();
        }
        let mut number = after.trim_end();
        while let Some((preceding, mention)) = mention_at_end(number) {
            mentions.push(mention);
            number = preceding.trim_end();
        }
        Ok(Self { negative, mentions, number })
    }

    /// A currency with three decimal places is written with them, so that a point before three digits is decimal there.
    fn value(&self, currency: Currency, text: &str) -> Result<Decimal, MoneyError> {
        let parse = if currency.exponent() == 3 { parse_pointed } else { parse_decimal };
        let value = parse(self.number).map_err(|error| match error {
            NumberError::Thousands { thousands, fraction, .. } => {
                MoneyError::Thousands { text: quoted(text), thousands, fraction }
            }
            NumberError::Ambiguous { .. } => MoneyError::Ambiguous { text: quoted(text) },
            NumberError::TooLong { .. } => MoneyError::TooLarge { text: quoted(text) },
            _ => self.what_is_wrong(text),
        })?;
        Ok(if self.negative { value.negated() } else { value })
    }

    fn what_is_wrong(&self, text: &str) -> MoneyError {
        let word = self.number.trim_start_matches(|c: char| !c.is_alphabetic());
        unknown(word, text)
    }
}

fn no_number(plain: &str, text: &str) -> MoneyError {
    if plain.is_empty() { MoneyError::Missing } else { MoneyError::NotAnAmount { text: quoted(text) } }
}

fn unknown(word: &str, text: &str) -> MoneyError {
    if !word.contains(char::is_alphabetic) {
        return MoneyError::NotAnAmount { text: quoted(text) };
    }
    MoneyError::UnknownWord { word: word.to_owned(), text: quoted(text) }
}

/// Where the number starts: at the first digit, or at a decimal point before it that ends no word ("Fr.500").
fn number_start(plain: &str) -> Option<usize> {
    let digit = plain.find(|c: char| c.is_ascii_digit())?;
    let before = &plain[..digit];
    match before.strip_suffix('.') {
        Some(head) if !head.ends_with(char::is_alphabetic) => Some(digit - 1),
        _ => Some(digit),
    }
}

/// Takes one sign off the front or the back of what stands before the number.
fn without_sign(before: &str) -> (bool, &str) {
    if let Some(rest) = before.strip_prefix(['-', '+']) {
        return (before.starts_with('-'), rest.trim_start());
    }
    match before.strip_suffix(['-', '+']) {
        Some(rest) => (before.ends_with('-'), rest.trim_end()),
        None => (false, before),
    }
}

/// The one currency that all mentions can mean. A certain name decides what `$`, `¥` and `元` mean.
fn one_currency(mentions: &[Mention], text: &str) -> Result<Option<Currency>, MoneyError> {
    let sure = mentions.iter().find(|mention| matches!(mention, Mention::Sure(_)));
    let Some(currency) = sure.or(mentions.first()).map(|mention| mention.currency()) else {
        return Ok(None);
    };
    match mentions
        .iter()
        .find(|mention| !mention.allows(currency) || (sure.is_none() && mention.currency() != currency))
    {
        None => Ok(Some(currency)),
        Some(other) => {
            Err(MoneyError::TwoCurrencies { first: currency, second: other.currency(), text: quoted(text) })
        }
    }
}
