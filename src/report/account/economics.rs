//! What the purchase means to the customer: benefits less costs of each alternative, and what hangs on each line.

use serde::Serialize;

use super::Subject;
use crate::analysis::economics::{Comparison, EconomicsError, Sensitive, Standing, Terms, compare};
use crate::domain::language::Bilingual as _;
use crate::domain::money::Money;
use crate::playbook::shown;

/// Lines that a report tells what hangs on.
const LINES: usize = 6;

/// An amount for people and for programs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Amount {
    pub text: String,
    pub value: Money,
}

/// The alternatives side by side.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Economics {
    /// Why they cannot be compared.
    pub refused: Option<String>,
    pub alternatives: Vec<AlternativeOf>,
    pub years: Vec<EconomicYear>,
    pub best: Option<String>,
    /// By how much ours is better than the best other one.
    pub lead: Option<Amount>,
    pub lines: Vec<SensitiveLine>,
}

/// One alternative.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AlternativeOf {
    pub id: String,
    pub name: String,
    pub benefit: Amount,
    pub cost: Amount,
    pub net: Amount,
    pub weighted: Amount,
    pub payback: Option<String>,
    pub to_nothing: Amount,
}

/// The net of each alternative in a year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EconomicYear {
    pub year: i64,
    pub nets: Vec<Amount>,
}

/// What hangs on a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SensitiveLine {
    pub id: i64,
    pub title: String,
    pub alternative: String,
    pub total: Amount,
    /// Percent by which it must change until another alternative is the best.
    pub break_even: Option<f64>,
    pub break_even_in_words: String,
}

pub(super) fn economics(subject: &Subject) -> Option<Economics> {
    match compare(&subject.facts().economic_lines, Terms::default()) {
        Ok(compared) => Some(told(subject, &compared)),
        Err(EconomicsError::Nothing) => None,
        Err(error) => {
            Some(Economics { refused: Some(error.told_in(subject.language)), ..Economics::default() })
        }
    }
}

fn told(subject: &Subject, compared: &Comparison) -> Economics {
    let amount = |money| subject.amount(money);
    let year = |(at, year): (usize, i64)| {
        let of = |standing: &Standing| Some(amount(standing.years.get(at)?.net));
        EconomicYear { year, nets: compared.alternatives.iter().filter_map(of).collect() }
    };
    let name = |at: usize| {
        let standing = compared.alternatives.get(at)?;
        Some(shown::alternative(&standing.alternative, subject.language).to_owned())
    };
    Economics {
        refused: None,
        alternatives: compared.alternatives.iter().map(|standing| alternative(subject, standing)).collect(),
        years: (compared.years.0..=compared.years.1).enumerate().map(year).collect(),
        best: name(compared.best),
        lead: Some(amount(compared.lead)),
        lines: compared.lines.iter().take(LINES).map(|line| sensitive(subject, line)).collect(),
    }
}

fn alternative(subject: &Subject, standing: &Standing) -> AlternativeOf {
    let amount = |money| subject.amount(money);
    AlternativeOf {
        id: standing.alternative.as_str().to_owned(),
        name: shown::alternative(&standing.alternative, subject.language).to_owned(),
        benefit: amount(standing.benefit),
        cost: amount(standing.cost),
        net: amount(standing.net),
        weighted: amount(standing.weighted),
        payback: standing.payback.map(|payback| payback.in_words(subject.language)),
        to_nothing: amount(standing.to_nothing),
    }
}

fn sensitive(subject: &Subject, line: &Sensitive) -> SensitiveLine {
    SensitiveLine {
        id: line.id,
        title: line.title.clone(),
        alternative: shown::alternative(&line.alternative, subject.language).to_owned(),
        total: subject.amount(line.total),
        break_even: line.break_even.map(super::rounded),
        break_even_in_words: line.break_even.map(shown::signed_percent).unwrap_or_default(),
    }
}

impl Subject<'_> {
    /// An amount as one says it, and exactly.
    pub(super) fn amount(&self, money: Money) -> Amount {
        Amount { text: money.short(self.language), value: money }
    }
}
