//! Exchange rates, and sums over several currencies: what has no rate is left out and told, never guessed.

use std::collections::{BTreeMap, BTreeSet};

use super::{Currency, Money};
use crate::domain::date::Date;
use crate::domain::number::Decimal;

/// What one unit of other currencies is worth in one base currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Rates {
    base: Currency,
    /// The day of which the rates are, where that is known.
    date: Option<Date>,
    of: BTreeMap<Currency, Decimal>,
}

/// In yuan, and no other currency has a rate.
impl Default for Rates {
    fn default() -> Self {
        Self::new(Currency::CNY, None, [])
    }
}

impl Rates {
    /// Rates into a base currency: each is what one unit of its currency is worth. The base needs none.
    #[must_use]
    pub fn new(
        base: Currency,
        date: Option<Date>,
        rates: impl IntoIterator<Item = (Currency, Decimal)>,
    ) -> Self {
        Self { base, date, of: rates.into_iter().filter(|(currency, _)| *currency != base).collect() }
    }

    #[must_use]
    pub fn base(&self) -> Currency {
        self.base
    }

    #[must_use]
    pub fn date(&self) -> Option<Date> {
        self.date
    }

    /// The currencies that have a rate and what one unit of each is worth, in the order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = (Currency, Decimal)> {
        self.of.iter().map(|(currency, rate)| (*currency, *rate))
    }

    /// An amount in the base currency: computed exactly and rounded once, half to even. `None` where its currency has no
    /// rate or the amount does not fit.
    #[must_use]
    pub fn convert(&self, money: Money) -> Option<Money> {
        if money.currency == self.base {
            return Some(money);
        }
        let rate = self.of.get(&money.currency)?;
        Some(Money::from_decimal(money.to_decimal().checked_mul(*rate)?, self.base)?.0)
    }

    /// The currency in which amounts of several can be told together: the base where any of them has a rate, else the one that
    /// occurs most; of none the base.
    #[must_use]
    pub fn common(&self, currencies: impl IntoIterator<Item = Currency>) -> Currency {
        let mut seen: BTreeMap<Currency, usize> = BTreeMap::new();
        for currency in currencies {
            *seen.entry(currency).or_default() += 1;
        }
        let leads_to_base = |currency: &Currency| *currency == self.base || self.of.contains_key(currency);
        if seen.keys().any(leads_to_base) {
            return self.base;
        }
        let most = seen.iter().max_by_key(|(currency, times)| (**times, std::cmp::Reverse(**currency)));
        most.map_or(self.base, |(currency, _)| *currency)
    }

    /// The currency in which amounts can be added up without leaving any out: their own where it is one, else the base where
    /// each leads to it. `Err` with their currencies where that is not so; of none the base.
    ///
    /// # Errors
    /// When one of several currencies has no rate.
    pub fn of_all(&self, currencies: impl IntoIterator<Item = Currency>) -> Result<Currency, Vec<Currency>> {
        let seen: BTreeSet<Currency> = currencies.into_iter().collect();
        let leads_to_base = |currency: &Currency| *currency == self.base || self.of.contains_key(currency);
        match (seen.len(), seen.first()) {
            (1, Some(only)) => Ok(*only),
            _ if seen.iter().all(leads_to_base) => Ok(self.base),
            _ => Err(seen.into_iter().collect()),
        }
    }

    /// Amounts in one currency, without leaving any out: see [`Self::of_all`]. Nothing is nothing in every currency.
    ///
    /// # Errors
    /// When one of several currencies has no rate, or an amount does not fit.
    pub fn together(&self, amounts: &[Money]) -> Result<Together, Apart> {
        let is_none = |money: &&Money| money.minor == 0;
        let telling = |money: &&Money| !is_none(money) || amounts.iter().all(|money| money.minor == 0);
        let currencies: BTreeSet<Currency> =
            amounts.iter().filter(telling).map(|money| money.currency).collect();
        let currency = self.of_all(currencies.iter().copied()).map_err(|currencies| {
            let codes: Vec<&str> = currencies.iter().map(|currency| currency.code()).collect();
            Apart::Currencies { currencies: codes.join(", ") }
        })?;
        let told = amounts.iter().map(|money| match money.minor {
            0 => Some(Money::new(0, currency)),
            _ => self.told_in(currency, *money),
        });
        Ok(Together {
            currency,
            amounts: told.collect::<Option<Vec<Money>>>().ok_or(Apart::TooLarge)?,
            converted: currencies.into_iter().filter(|other| *other != currency).collect(),
        })
    }

    /// An amount in a currency that [`Self::common`] or [`Self::of_all`] gave.
    #[must_use]
    pub fn told_in(&self, currency: Currency, money: Money) -> Option<Money> {
        if money.currency == currency {
            return Some(money);
        }
        self.convert(money).filter(|converted| converted.currency == currency)
    }
}

/// Amounts that were told in one currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Together {
    pub currency: Currency,
    /// In their order.
    pub amounts: Vec<Money>,
    /// The currencies that were converted, in the order of their codes.
    pub converted: Vec<Currency>,
}

/// Why amounts cannot be told in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Apart {
    /// One of these, `CNY, USD`, has no rate.
    Currencies {
        currencies: String,
    },
    TooLarge,
}

/// Amounts added up, each currency for itself, so exactly, and how many they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums(BTreeMap<Currency, (i128, usize)>);

/// Amounts of several currencies as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Summed {
    /// What could be told in one currency.
    pub money: Money,
    /// What is not part of it, for want of a rate.
    pub left_out: Vec<Money>,
    /// The currencies that were converted, in the order of their codes.
    pub converted: Vec<Currency>,
}

impl Sums {
    pub fn add(&mut self, money: Money) {
        let (sum, of) = self.0.entry(money.currency).or_default();
        *sum += i128::from(money.minor);
        *of += 1;
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sum of each currency, in the order of their codes. Beyond 64 bits of minor units it is the most that they hold.
    pub fn iter(&self) -> impl Iterator<Item = Money> {
        self.counted().map(|(sum, _)| sum)
    }

    /// The same, each with how many amounts it is made of.
    pub fn counted(&self) -> impl Iterator<Item = (Money, usize)> {
        self.0.iter().map(|(currency, (minor, of))| (Money::new(bounded(*minor), *currency), *of))
    }

    /// All of it in one currency as far as rates allow; `None` where nothing was added up.
    #[must_use]
    pub fn told(&self, rates: &Rates) -> Option<Summed> {
        if self.is_empty() {
            return None;
        }
        Some(self.told_in(rates.common(self.0.keys().copied()), rates))
    }

    /// All of it in a currency that [`Rates::common`] gave, as far as rates allow.
    #[must_use]
    pub fn told_in(&self, currency: Currency, rates: &Rates) -> Summed {
        let (mut minor, mut left_out, mut converted) = (0, Vec::new(), Vec::new());
        for money in self.iter() {
            match rates.told_in(currency, money) {
                Some(told) => {
                    minor += i128::from(told.minor);
                    converted.extend((money.currency != currency).then_some(money.currency));
                }
                None => left_out.push(money),
            }
        }
        Summed { money: Money::new(bounded(minor), currency), left_out, converted }
    }
}

impl Extend<Money> for Sums {
    fn extend<T: IntoIterator<Item = Money>>(&mut self, all: T) {
        all.into_iter().for_each(|money| self.add(money));
    }
}

impl FromIterator<Money> for Sums {
    fn from_iter<T: IntoIterator<Item = Money>>(all: T) -> Self {
        let mut sums = Self::default();
        sums.extend(all);
        sums
    }
}

/// As many minor units as an amount holds.
#[must_use]
pub fn bounded(minor: i128) -> i64 {
    i64::try_from(minor).unwrap_or(if minor < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::number::parse_pointed;

    fn rates(of: &[(&str, &str)]) -> Rates {
        let read = |(code, rate): &(&str, &str)| (code.parse().unwrap(), parse_pointed(rate).unwrap());
        Rates::new(Currency::CNY, None, of.iter().map(read))
    }

    fn money(text: &str) -> Money {
        Money::parse(text, Currency::CNY).unwrap().money
    }

    #[test]
    fn an_amount_is_converted_exactly_and_rounded_once_half_to_even() {
        let rates = rates(&[("USD", "7.125"), ("JPY", "0.0485"), ("KWD", "23.1"), ("VND", "0.000285")]);
        for (amount, expected) in [
            ("CNY 3.33", Some("CNY 3.33")),
            ("USD 100.02", Some("CNY 712.64")), // 712.6425
            ("USD 0.04", Some("CNY 0.28")),     // 0.285, half to even
            ("USD 0.12", Some("CNY 0.86")),     // 0.855, half to even
            ("USD -100.02", Some("CNY -712.64")),
            ("JPY 1000", Some("CNY 48.50")),  // no minor unit
            ("KWD 1.234", Some("CNY 28.51")), // three places: 28.5054
            ("VND 1000000", Some("CNY 285")),
            ("EUR 1", None),
        ] {
            assert_eq!(rates.convert(money(amount)), expected.map(money), "{amount}");
        }
        assert_eq!(rates.convert(Money::new(i64::MAX, Currency::USD)), None, "beyond 64 bits");
    }

    #[test]
    fn nothing_is_nothing_in_every_currency() {
        let amounts = ["CNY 0", "EUR 5", "EUR 7"].map(money);
        let together = rates(&[]).together(&amounts).unwrap();
        assert_eq!(
            (together.currency.code(), together.amounts),
            ("EUR", ["EUR 0", "EUR 5", "EUR 7"].map(money).to_vec())
        );
        assert!(together.converted.is_empty());
        assert_eq!(rates(&[]).together(&["USD 0"].map(money)).unwrap().currency, Currency::USD);
        assert!(rates(&[]).together(&["CNY 1", "EUR 5"].map(money)).is_err());
    }

    #[test]
    fn what_has_no_rate_is_left_out_and_told() {
        let rates = rates(&[("USD", "7")]);
        let told = |amounts: &[&str]| {
            let sums: Sums = amounts.iter().map(|amount| money(amount)).collect();
            sums.told(&rates).map(|summed| {
                let left_out: Vec<String> = summed.left_out.iter().map(Money::to_string).collect();
                let converted: Vec<&str> = summed.converted.iter().map(|currency| currency.code()).collect();
                format!("{} without {}; {}", summed.money, left_out.join(", "), converted.join(", "))
            })
        };
        assert_eq!(told(&[]), None);
        assert_eq!(told(&["CNY 1", "USD 2"]).unwrap(), "CNY 15 without ; USD");
        assert_eq!(told(&["CNY 1", "USD 2", "EUR 3", "EUR 4"]).unwrap(), "CNY 15 without EUR 7; USD");
        assert_eq!(told(&["EUR 3"]).unwrap(), "EUR 3 without ; ", "one currency needs no rate");
        assert_eq!(told(&["EUR 3", "GBP 4"]).unwrap(), "EUR 3 without GBP 4; ");
    }

    #[test]
    fn the_common_currency_is_the_base_or_what_occurs_most() {
        let rates = rates(&[("USD", "7")]);
        let common =
            |codes: &str| rates.common(codes.split_whitespace().map(|code| code.parse().unwrap())).code();
        for (codes, expected) in [
            ("", "CNY"),
            ("EUR USD EUR", "CNY"),
            ("EUR GBP GBP", "GBP"),
            ("GBP EUR", "EUR"),
            ("EUR CNY", "CNY"),
        ] {
            assert_eq!(common(codes), expected, "{codes}");
        }
    }

    #[test]
    fn the_base_has_no_rate_of_its_own() {
        let rates = rates(&[("CNY", "2"), ("USD", "7")]);
        assert_eq!(rates.convert(money("CNY 5")), Some(money("CNY 5")));
        assert_eq!(rates.iter().map(|(currency, _)| currency.code()).collect::<Vec<_>>(), ["USD"]);
    }
}
