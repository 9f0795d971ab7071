//! How firmly the best alternative is the best: what hangs on each line.

use super::{Comparison, contribution, whole};
use crate::domain::economics::{Alternative, EconomicLine, EconomicSide};
use crate::domain::money::Money;

/// What hangs on one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitive {
    pub id: i64,
    pub title: String,
    pub alternative: Alternative,
    pub side: EconomicSide,
    /// What it comes to in all years, before any discount.
    pub total: Money,
    /// Percent (0-100).
    pub likelihood: Option<f64>,
    /// How far our lead over the best other alternative would be were this line smaller by the step, all else the same.
    pub lead_if_less: Money,
    /// The same were it larger by the step.
    pub lead_if_more: Money,
    /// Percent by which this line alone must change until another alternative is the best; none where no change down to
    /// nothing (-100 %) or up does it.
    pub break_even: Option<f64>,
}

/// What hangs on each line, most first.
///
/// One line at a time is changed and all else kept (one-way sensitivity, as in a tornado diagram). As the value V of an alternative
/// is linear in each of its lines c, the change at which it meets another value W is (W - V) / c.
pub(super) fn of(lines: &[&EconomicLine], comparison: &Comparison) -> Vec<Sensitive> {
    let values: Vec<i64> = comparison.alternatives.iter().map(|standing| standing.measure().minor).collect();
    let mut found: Vec<Sensitive> =
        lines.iter().filter_map(|line| sensitive(line, comparison, &values)).collect();
    let swing = |line: &Sensitive| line.lead_if_more.minor.abs_diff(line.lead_if_less.minor);
    let distance = |line: &Sensitive| line.break_even.map_or(f64::INFINITY, f64::abs);
    found.sort_by(|one, other| {
        let by_swing = swing(other).cmp(&swing(one));
        by_swing.then_with(|| distance(one).total_cmp(&distance(other))).then(one.id.cmp(&other.id))
    });
    found
}

fn sensitive(line: &EconomicLine, comparison: &Comparison, values: &[i64]) -> Option<Sensitive> {
    let Comparison { currency, years, terms, .. } = *comparison;
    let alternative = Alternative::named(&line.alternative);
    let place = comparison.alternatives.iter().position(|known| known.alternative.is_same(&alternative))?;
    let part = contribution(line, years, terms.discount.unwrap_or(0.0));
    let lead = |percent: f64| {
        let changed = |at: usize, value: i64| {
            if at == place { value + whole(part * percent / 100.0) } else { value }
        };
        let all = values.iter().enumerate().map(|(at, value)| changed(at, *value));
        let ours = all.clone().next().unwrap_or(0);
        Money::new(ours - all.skip(1).max().unwrap_or(0), currency)
    };
    Some(Sensitive {
        id: line.id.number(),
        title: line.title.clone(),
        alternative: comparison.alternatives.get(place)?.alternative.clone(),
        side: line.side,
        total: Money::new(line.amount.minor * line.years_within(years), currency),
        likelihood: line.likelihood.map(|likelihood| likelihood.0),
        lead_if_less: lead(-terms.step),
        lead_if_more: lead(terms.step),
        break_even: break_even(values, comparison.best, place, part),
    })
}

/// Percent by which a part of one value must change until another of the values is the largest.
#[expect(clippy::cast_precision_loss, reason = "a percentage needs no more digits")]
fn break_even(values: &[i64], best: usize, place: usize, part: f64) -> Option<f64> {
    let others = values.iter().enumerate().filter(|(at, _)| *at != best).map(|(_, value)| *value);
    let target = if place == best { others.max()? } else { *values.get(best)? };
    let percent = (target - values.get(place)?) as f64 / part * 100.0;
    // Nothing is no less than nothing.
    (percent.is_finite() && percent >= -100.0).then_some(percent + 0.0)
}
