//! What a purchase means to a customer in money: benefits less costs of each alternative, over years.

mod sensitivity;
#[cfg(test)]
mod tests;

use super::payback::{Payback, payback};
use crate::domain::economics::{Alternative, EconomicLine, EconomicSide};
use crate::domain::money::{Apart, Currency, Money, Rates, Together};

pub use sensitivity::Sensitive;

crate::failures! {
    /// Why alternatives were not compared.
    pub enum EconomicsError {
        Nothing => "no benefits or costs are recorded", "没有登记效益或成本";
        NothingThen { first: i64, last: i64 } =>
            "no benefit or cost counts in {first} to {last}", "{first} 至 {last} 年没有效益或成本";
        Currencies { currencies: String } =>
            "the benefits and costs are in several currencies ({currencies}), which are not added up without a rate",
            "效益与成本使用了多种币种（{currencies}），没有汇率不能相加";
        TooLarge => "the amounts are too large to be added up", "金额太大，无法相加";
    }
}

impl From<Apart> for EconomicsError {
    fn from(apart: Apart) -> Self {
        match apart {
            Apart::Currencies { currencies } => Self::Currencies { currencies },
            Apart::TooLarge => Self::TooLarge,
        }
    }
}

/// How alternatives are compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// The first and the last year that count; those of the lines where none are given.
    pub years: Option<(i64, i64)>,
    /// Percent a year by which what comes later counts less; 0 and more.
    pub discount: Option<f64>,
    /// Percent by which one line at a time is changed to see what hangs on it; more than 0.
    pub step: f64,
}

impl Default for Terms {
    fn default() -> Self {
        Self { years: None, discount: None, step: 10.0 }
    }
}

/// The alternatives side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    pub currency: Currency,
    /// The currencies that were converted into it.
    pub converted: Vec<Currency>,
    /// The first and the last year.
    pub years: (i64, i64),
    pub terms: Terms,
    /// Ours, the rivals with lines, and nothing. What has no lines comes to zero.
    pub alternatives: Vec<Standing>,
    /// Where the best one stands among them; of equals the first.
    pub best: usize,
    /// Where the best one but ours stands.
    pub best_other: usize,
    /// By how much ours is better than the best other one.
    pub lead: Money,
    /// What hangs on each line, most first.
    pub lines: Vec<Sensitive>,
}

/// One alternative.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    pub alternative: Alternative,
    pub lines: usize,
    pub years: Vec<YearOf>,
    pub benefit: Money,
    pub cost: Money,
    pub net: Money,
    /// The net where each line counts by its likelihood.
    pub weighted: Money,
    /// The net of today's worth, where there is a discount; the first year counts whole.
    pub present_value: Option<Money>,
    pub weighted_present_value: Option<Money>,
    pub payback: Option<Payback>,
    /// By how much it is better than doing nothing.
    pub to_nothing: Money,
    /// By how much it is better than the best of the others.
    pub to_best_other: Money,
}

/// One year of an alternative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearOf {
    pub year: i64,
    pub benefit: Money,
    pub cost: Money,
    pub net: Money,
    /// The net of all years until then.
    pub cumulative: Money,
}

impl Standing {
    /// By what alternatives are ranked: the present value where there is a discount, else the net.
    #[must_use]
    pub fn measure(&self) -> Money {
        self.present_value.unwrap_or(self.net)
    }
}

/// Compares what the lines tell of.
///
/// A line counts every year from its first to its last. The present value is the sum of net / (1 + discount)^t with t = 0 in the
/// first year (discounted cash flow; a purchase is paid at its beginning). Who has no lines comes to zero, as doing nothing
/// usually does.
///
/// # Errors
/// When there are no lines in these years, or they are in several currencies of which one has no rate.
pub fn compare(lines: &[EconomicLine], terms: Terms, rates: &Rates) -> Result<Comparison, EconomicsError> {
    let years = match terms.years {
        Some(years) => years,
        None => spanned(lines).ok_or(EconomicsError::Nothing)?,
    };
    let (currency, converted, lines) = in_one_currency(lines, rates)?;
    let counting: Vec<&EconomicLine> = lines.iter().filter(|line| line.years_within(years) > 0).collect();
    if counting.is_empty() {
        return Err(EconomicsError::NothingThen { first: years.0, last: years.1 });
    }
    fits(&counting, years)?;
    let mut alternatives: Vec<Standing> = named(&counting)
        .into_iter()
        .map(|alternative| standing(alternative, &counting, years, terms, currency))
        .collect();
    let measures: Vec<i64> = alternatives.iter().map(|standing| standing.measure().minor).collect();
    for (at, standing) in alternatives.iter_mut().enumerate() {
        let other = best_but(&measures, Some(at)).and_then(|other| measures.get(other)).copied();
        let nothing = measures.last().copied().unwrap_or(0);
        standing.to_best_other.minor = standing.measure().minor - other.unwrap_or(0);
        standing.to_nothing.minor = standing.measure().minor - nothing;
    }
    let lead = alternatives.first().map_or(Money::new(0, currency), |ours| ours.to_best_other);
    let mut comparison = Comparison {
        currency,
        converted,
        years,
        terms,
        alternatives,
        best: best_but(&measures, None).unwrap_or(0),
        best_other: best_but(&measures, Some(0)).unwrap_or(0),
        lead,
        lines: Vec::new(),
    };
    comparison.lines = sensitivity::of(&counting, &comparison);
    Ok(comparison)
}

/// The lines with all amounts in one currency, and which were converted into it.
fn in_one_currency(
    lines: &[EconomicLine],
    rates: &Rates,
) -> Result<(Currency, Vec<Currency>, Vec<EconomicLine>), EconomicsError> {
    if lines.is_empty() {
        return Err(EconomicsError::Nothing);
    }
    let amounts: Vec<Money> = lines.iter().map(|line| line.amount).collect();
    let Together { currency, amounts, converted } = rates.together(&amounts)?;
    let told = lines.iter().zip(amounts).map(|(line, amount)| EconomicLine { amount, ..line.clone() });
    Ok((currency, converted, told.collect()))
}

fn spanned(lines: &[EconomicLine]) -> Option<(i64, i64)> {
    let first = lines.iter().map(|line| line.year.0).min()?;
    let last = lines.iter().map(EconomicLine::last_year).max()?;
    Some((first, last))
}

/// Refuses lines whose amounts, all taken together, do not fit: then every sum of some of them does.
fn fits(lines: &[&EconomicLine], years: (i64, i64)) -> Result<(), EconomicsError> {
    let of = |line: &&EconomicLine| {
        i128::from(line.amount.minor.unsigned_abs()) * i128::from(line.years_within(years))
    };
    let all: i128 = lines.iter().map(of).sum();
    // Half of it, as differences of two alternatives are told too.
    if all > i128::from(i64::MAX / 2) { Err(EconomicsError::TooLarge) } else { Ok(()) }
}

/// The alternatives in the order in which they are told.
fn named(lines: &[&EconomicLine]) -> Vec<Alternative> {
    let mut named = vec![Alternative::Ours, Alternative::Nothing];
    for line in lines {
        let alternative = Alternative::named(&line.alternative);
        if !named.iter().any(|known| known.is_same(&alternative)) {
            named.push(alternative);
        }
    }
    named.sort();
    named
}

/// Where the largest stands, of equals the first, one of them left out.
fn best_but(measures: &[i64], out: Option<usize>) -> Option<usize> {
    let kept = measures.iter().enumerate().filter(|(at, _)| Some(*at) != out);
    kept.max_by_key(|(at, measure)| (**measure, std::cmp::Reverse(*at))).map(|(at, _)| at)
}

fn standing(
    alternative: Alternative,
    lines: &[&EconomicLine],
    years: (i64, i64),
    terms: Terms,
    currency: Currency,
) -> Standing {
    let own: Vec<&EconomicLine> = lines
        .iter()
        .copied()
        .filter(|line| Alternative::named(&line.alternative).is_same(&alternative))
        .collect();
    let money = |minor: i64| Money::new(minor, currency);
    let by_year = by_year(&own, years, currency);
    let sum = |of: fn(&YearOf) -> Money| money(by_year.iter().map(|year| of(year).minor).sum());
    let each = |discount, chance: fn(&EconomicLine) -> f64| {
        let parts = own.iter().map(|line| contribution(line, years, discount) * chance(line));
        money(whole(parts.sum()))
    };
    let discounted = |chance| terms.discount.map(|discount| each(discount, chance));
    Standing {
        lines: own.len(),
        benefit: sum(|year| year.benefit),
        cost: sum(|year| year.cost),
        net: sum(|year| year.net),
        weighted: each(0.0, EconomicLine::chance),
        present_value: discounted(|_| 1.0),
        weighted_present_value: discounted(EconomicLine::chance),
        payback: payback(by_year.iter().map(|year| (year.year, year.net.minor))),
        years: by_year,
        alternative,
        to_nothing: money(0),
        to_best_other: money(0),
    }
}

fn by_year(lines: &[&EconomicLine], (first, last): (i64, i64), currency: Currency) -> Vec<YearOf> {
    let mut cumulative = 0;
    let year = |year: i64| {
        let side = |side: EconomicSide| -> i64 {
            let counting = lines.iter().filter(|line| line.side == side && line.counts_in(year));
            counting.map(|line| line.amount.minor).sum()
        };
        let (benefit, cost) = (side(EconomicSide::Benefit), side(EconomicSide::Cost));
        cumulative += benefit - cost;
        let [benefit, cost, net, cumulative] =
            [benefit, cost, benefit - cost, cumulative].map(|minor| Money::new(minor, currency));
        YearOf { year, benefit, cost, net, cumulative }
    };
    (first..=last).map(year).collect()
}

/// What a line adds to its alternative (minor units): costs take away, later years count less by so many percent a year.
#[expect(clippy::cast_precision_loss, reason = "amounts below 2^53 minor units are exact")]
fn contribution(line: &EconomicLine, (first, last): (i64, i64), discount: f64) -> f64 {
    let yearly = match line.side {
        EconomicSide::Benefit => line.amount.minor as f64,
        EconomicSide::Cost => -(line.amount.minor as f64),
    };
    if discount == 0.0 {
        return yearly * line.years_within((first, last)) as f64;
    }
    let years = (line.year.0.max(first)..=line.last_year().min(last)).map(|year| (year - first) as f64);
    years.map(|passed| yearly / (1.0 + discount / 100.0).powf(passed)).sum()
}

/// To the nearest minor unit.
#[expect(clippy::cast_possible_truncation, reason = "what does not fit was refused before")]
fn whole(minor: f64) -> i64 {
    minor.round() as i64
}
