//! Money: whole minor units of one currency, and how people write and read it.

mod currency;
mod rates;
mod reading;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::language::Language;
use super::number::{Decimal, parse_pointed};

pub use currency::{Currency, CurrencyError};
pub use rates::{Apart, Rates, Summed, Sums, Together, bounded};

/// An exact amount in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// The amount in minor units: fen, cents, or whole yen ([`Currency::exponent`]).
    pub minor: i64,
    /// The currency of the amount.
    pub currency: Currency,
}

/// An amount as understood, with what its reader should be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParsedMoney {
    /// The amount understood.
    pub money: Money,
    /// No currency was named, so the default was taken.
    pub currency_assumed: bool,
    /// The text was finer than the minor unit and was rounded, half to even.
    pub rounded: bool,
}

crate::failures! {
    /// Why a text was not taken as an amount of money.
    pub enum MoneyError {
        Missing => "an amount is missing", "缺少金额";
        NotAnAmount { text: String } => "\"{text}\" is not an amount of money", "“{text}”不是金额";
        UnknownWord { word: String, text: String } => "\"{word}\" in \"{text}\" is neither a currency nor a unit such as k, m, bn, 万 or 亿", "“{text}”中的“{word}”既不是货币，也不是万、亿、k、m、bn 这样的单位";
        TwoCurrencies { first: Currency, second: Currency, text: String } => "\"{text}\" names two currencies, {first} and {second}", "“{text}”中有两种货币：{first} 和 {second}";
        Thousands { text: String, thousands: String, fraction: String } => "\"{text}\" can be read in two ways; write {thousands} for the whole amount, or {fraction} for the fraction", "“{text}”有两种读法：整数请写成 {thousands}，小数请写成 {fraction}";
        Ambiguous { text: String } => "\"{text}\" can be read as more than one amount; write it like 1200.5 or 1,200.50", "“{text}”有多种读法，请写成 1200.5 或 1,200.50 这样的形式";
        TooSmall { text: String, currency: Currency } => "\"{text}\" is less than the smallest unit of {currency}", "“{text}”小于 {currency} 的最小单位";
        TooLarge { text: String } => "\"{text}\" is too large or has too many digits", "“{text}”超出范围或位数过多";
    }
}

impl Money {
    /// An amount from its minor units.
    #[must_use]
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Reads an amount: `CNY 8621亿`, `¥1,200.50`, `1200万元`, `$1.2m`, `€ 1.200,50`, `3000 EUR`. `$` is USD and `¥`
    /// is CNY unless another currency is named as well (`$3000 AUD`, `¥1200円`).
    ///
    /// # Errors
    /// Refuses what is no amount, unknown or contradicting currencies, and amounts beyond 64 bits of minor units.
    pub fn parse(text: &str, default: Currency) -> Result<ParsedMoney, MoneyError> {
        reading::read(text, default)
    }

    /// The amount of a number in a currency, and whether it had to be rounded. `None` when it does not fit.
    #[must_use]
    pub fn from_decimal(value: Decimal, currency: Currency) -> Option<(Self, bool)> {
        let minor = value.rescaled(currency.exponent())?;
        Some((Self { minor: i64::try_from(minor.digits).ok()?, currency }, minor.rounded))
    }

    /// The amount as a number, exactly.
    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.minor.into(), self.currency.exponent())
    }

    /// The sum, if both are of one currency and it fits.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        (self.currency == other.currency)
            .then(|| self.minor.checked_add(other.minor))?
            .map(|minor| Self { minor, ..self })
    }

    /// The plain exact amount with all its decimal places and no currency: `1200.50`.
    #[must_use]
    pub fn amount_text(self) -> String {
        let (whole, fraction) = self.parts();
        format!("{}{whole}{fraction}", self.sign())
    }

    /// A compact form for narrow tables, of at most four significant digits above ten thousand: `CNY 862.1bn`,
    /// `8621亿元`, `1200万美元`.
    #[must_use]
    pub fn short(self, language: Language) -> String {
        let amount = self.short_amount(language);
        match language {
            Language::English => format!("{} {amount}", self.currency),
            Language::Chinese => self.before_unit(&amount),
        }
    }

    /// The amount of [`Money::short`] alone, for where the currency stands over it: `862.1bn`, `8621亿`.
    #[must_use]
    pub fn short_amount(self, language: Language) -> String {
        compact(self, language).unwrap_or_else(|| self.grouped())
    }

    /// The exact amount for people: `CNY 1,200.50`; in Chinese as they say it, `1200万元`, `3.5亿美元`, or in full where that would
    /// lose something, `12,345,678元`.
    #[must_use]
    pub fn in_words(self, language: Language) -> String {
        match language {
            Language::English => self.to_string(),
            Language::Chinese => {
                let minor = u128::from(self.minor.unsigned_abs());
                let short = compact(self, language).filter(|_| four_digits(minor) == minor);
                self.before_unit(&short.unwrap_or_else(|| self.grouped()))
            }
        }
    }

    fn before_unit(self, amount: &str) -> String {
        match self.currency.chinese_unit() {
            Some(unit) => format!("{amount}{unit}"),
            None => format!("{amount} {}", self.currency),
        }
    }

    fn sign(self) -> &'static str {
        if self.minor < 0 { "-" } else { "" }
    }

    /// The digits before the decimal point, and the point with the digits after it.
    fn parts(self) -> (String, String) {
        let places = self.currency.exponent() as usize;
        let digits = format!("{:0>width$}", self.minor.unsigned_abs(), width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        let point = if places == 0 { "" } else { "." };
        (whole.to_owned(), format!("{point}{fraction}"))
    }

    fn grouped(self) -> String {
        let (whole, fraction) = self.parts();
        let mut text = self.sign().to_owned();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        if fraction.trim_end_matches('0') != "." {
            text.push_str(&fraction);
        }
        text
    }
}

/// The amount in the largest unit that leaves something before the point; `None` below ten thousand.
fn compact(money: Money, language: Language) -> Option<String> {
    let units: [(u32, &str); 4] = match language {
        Language::English => [(3, "k"), (6, "m"), (9, "bn"), (12, "tn")],
        Language::Chinese => [(4, "万"), (8, "亿"), (12, "万亿"), (16, "亿亿")],
    };
    let exponent = money.currency.exponent();
    let minor = u128::from(money.minor.unsigned_abs());
    if minor < 10u128.pow(4 + exponent) {
        return None;
    }
    // Four digits of 999,960 are 1,000k, so round first and choose the unit by what comes out.
    let rounded = four_digits(minor);
    let (power, unit) = units.into_iter().rev().find(|(power, _)| rounded >= 10u128.pow(power + exponent))?;
    let (one, hundredths) = (10u128.pow(power + exponent), 1000);
    let fraction = format!("{:03}", rounded % one * hundredths / one);
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{}{}{point}{fraction}{unit}", money.sign(), rounded / one))
}

/// The number with all but its first four digits rounded away.
fn four_digits(number: u128) -> u128 {
    let surplus = number.checked_ilog10().unwrap_or(0).saturating_sub(3);
    let unit = 10u128.pow(surplus);
    (number + unit / 2) / unit * unit
}

/// The exact amount after its currency: `CNY 1,200.50`, and `CNY 1,200` when it is whole.
impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&format!("{} {}", self.currency, self.grouped()))
    }
}

/// Amounts are ordered within one currency only.
impl PartialOrd for Money {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (self.currency == other.currency).then(|| self.minor.cmp(&other.minor))
    }
}

/// The form in JSON and YAML: `{"amount":"1200.50","currency":"CNY"}`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    amount: String,
    currency: String,
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written { amount: self.amount_text(), currency: self.currency.to_string() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        let currency: Currency = written.currency.parse().map_err(serde::de::Error::custom)?;
        let value = parse_pointed(&written.amount).map_err(serde::de::Error::custom)?;
        match Self::from_decimal(value, currency) {
            Some((money, false)) => Ok(money),
            Some((_, true)) => Err(serde::de::Error::custom(format!(
                "{} is finer than the minor unit of {currency}",
                written.amount
            ))),
            None => Err(serde::de::Error::custom(format!("{} is too large", written.amount))),
        }
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
