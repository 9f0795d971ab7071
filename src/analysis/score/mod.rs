//! What an account is worth to us: dimensions of weighted inputs, an interval for what is unknown, a tier.
//!
//! With the weight `D` of a dimension and the weights `w` of its inputs, an input has the share
//! `s = D / sum(D) * w / sum(w)` of the whole. With the worth `v` (0-100) of each known input:
//!
//! - point estimate of a dimension `m = sum(w * v) / sum(w)` over its known inputs; of the whole
//!   `sum(D * m) / sum(D)` over the dimensions with a known input;
//! - lowest `sum(s * v)`, as if each unknown input were worth 0; highest the same with 100 for each unknown one;
//! - coverage `sum(s)` over the known inputs.
//!
//! So unknown is never zero: it widens the interval and leaves the point estimate alone. Source: the method's
//! chapter "Worth to us" (weights, thresholds, minimum coverage, the reciprocity test).

use super::answers::Answer;
use super::evidence::Evidence;
use super::measures::{self, Limits};
use super::orders::RfmRules;
use crate::domain::choices::Tier;
use crate::domain::date::{Date, span_days};
use crate::domain::language::{Language, Text};
use crate::playbook::{Item, Playbook, ScoreInput, TierPolicy, TierRules};
use crate::say;

/// The rules of a playbook made ready to score any number of accounts.
#[derive(Clone, Debug)]
pub struct Scorer<'p> {
    rules: &'p TierRules,
    orders: RfmRules<'p>,
    inputs: Vec<Prepared<'p>>,
    reciprocity: Vec<(&'p str, Option<&'p Item>)>,
}

/// One input with its place and weight.
#[derive(Clone, Copy, Debug)]
struct Prepared<'p> {
    dimension: usize,
    rule: &'p ScoreInput,
    item: Option<&'p Item>,
    /// Share of the whole, 0-1.
    share: f64,
}

/// What one input says.
#[derive(Clone, Debug, PartialEq)]
pub struct Input<'p> {
    /// Id of the dimension.
    pub dimension: &'p str,
    /// Full name of the item, or name of the measure.
    pub name: &'p str,
    /// The question; none for a measure.
    pub item: Option<&'p Item>,
    /// The answer as it is kept, or the measure as a number.
    pub value: Option<String>,
    /// Worth 0-100, turned round where a high answer is bad; `None` when unknown.
    pub points: Option<f64>,
    /// Share of the whole in percent: so many points of the interval hang on it.
    pub weight: f64,
    /// The answer counts, but is older than the question allows.
    pub stale: bool,
}

/// What is known of an account as far as its score asks.
#[derive(Clone, Debug, PartialEq)]
pub struct Readings<'p> {
    /// In the order of the playbook.
    pub inputs: Vec<Input<'p>>,
    /// The items of the reciprocity test and their answers.
    pub reciprocity: Vec<(&'p str, Option<bool>)>,
}

/// One dimension of a score.
#[derive(Clone, Debug, PartialEq)]
pub struct DimensionScore<'p> {
    pub id: &'p str,
    pub label: &'p Text,
    /// Share of the whole in percent.
    pub weight: f64,
    /// Point estimate 0-100; `None` when no input is known.
    pub score: Option<f64>,
    /// Percent of its inputs, by weight, that is known.
    pub coverage: f64,
}

/// Why a grade is no better than the reciprocity test allows.
#[derive(Clone, Debug, PartialEq)]
pub struct Cap<'p> {
    /// The tier that the score alone would give.
    pub from: Tier,
    pub to: Tier,
    /// The questions without a yes, and whether the answer is no or not known.
    pub unmet: Vec<(&'p str, Option<bool>)>,
}

/// The worth of an account.
#[derive(Clone, Debug, PartialEq)]
pub struct Score<'p> {
    /// `None` below the minimum coverage.
    pub tier: Option<Tier>,
    /// Point estimate 0-100; `None` when nothing is known.
    pub score: Option<f64>,
    /// 0-100, every unknown input at its worst.
    pub low: f64,
    /// 0-100, every unknown input at its best.
    pub high: f64,
    /// Tier of `low`, with the reciprocity test as it stands.
    pub lowest: Tier,
    /// Tier of `high`, with every unknown answer of the reciprocity test a yes.
    pub highest: Tier,
    /// Percent of the weight of all inputs that is known.
    pub coverage: f64,
    /// The coverage from which on there is a grade, in percent.
    pub minimum_coverage: f64,
    pub cap: Option<Cap<'p>>,
    pub dimensions: Vec<DimensionScore<'p>>,
    pub inputs: Vec<Input<'p>>,
    /// The items of the reciprocity test and their answers.
    pub reciprocity: Vec<(&'p str, Option<bool>)>,
}

/// What inputs come to, before the reciprocity test.
struct Sum {
    low: f64,
    high: f64,
    /// Percent of the weight.
    known: f64,
    score: Option<f64>,
    tier: Option<Tier>,
}

impl Score<'_> {
    /// Whether nothing that is unknown could change the tier.
    #[must_use]
    pub fn is_firm(&self) -> bool {
        self.tier.is_some() && self.lowest == self.highest
    }

    /// The unknown inputs, those that weigh most first.
    #[must_use]
    pub fn missing(&self) -> Vec<&Input<'_>> {
        let mut missing: Vec<&Input> = self.inputs.iter().filter(|input| input.points.is_none()).collect();
        missing.sort_by(|left, right| right.weight.total_cmp(&left.weight));
        missing
    }

    /// The coverage as people read it, in whole percent; with a decimal where it would read like the minimum that it
    /// does not reach.
    #[must_use]
    pub fn coverage_in_words(&self) -> String {
        let short_of = self.minimum_coverage - rounded(self.coverage);
        if short_of > 0.0 && short_of < 1.0 {
            format!("{:.1}%", rounded(self.coverage))
        } else {
            format!("{:.0}%", self.coverage)
        }
    }

    /// The tier as people read it: `A`, provisional `A (B-S)`, or `-` where too little is known.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self.tier {
            None => "-".to_owned(),
            Some(tier) if self.is_firm() => tier.to_string(),
            Some(tier) => format!("{tier} ({}-{})", self.lowest, self.highest),
        }
    }

    /// What follows the points where the lowest and the highest possible score read differently: `, between 60 and 80`.
    #[must_use]
    pub fn span_in_words(&self, language: Language) -> String {
        let (low, high) = (rounded(self.low), rounded(self.high));
        if low >= high {
            return String::new();
        }
        say!(language, ", between {low} and {high}", "，介于 {low} 与 {high} 之间")
    }
}

/// A score with one decimal, as it is shown and compared with thresholds: what reads 85 is S.
#[must_use]
pub fn rounded(score: f64) -> f64 {
    (score * 10.0).round() / 10.0
}

/// By how much what is shown of a number differs from what is shown of it before: not the difference, rounded, which may be a
/// tenth more or less than what people see.
#[must_use]
pub fn change(before: Option<f64>, after: Option<f64>) -> Option<f64> {
    Some(rounded(rounded(after?) - rounded(before?)))
}

/// The tier that a score gives: the best whose threshold it reaches.
#[must_use]
pub fn tier_of(rules: &TierRules, score: f64) -> Tier {
    let reached = |tier: &&TierPolicy| rounded(score) >= tier.threshold;
    let best = rules.tiers.iter().find(reached).or(rules.tiers.last());
    best.and_then(|tier| Tier::named(&tier.id)).unwrap_or(Tier::C)
}

impl<'p> Scorer<'p> {
    #[must_use]
    pub fn new(playbook: &'p Playbook) -> Self {
        Self::by_rules(playbook, &playbook.tiers)
    }

    /// By other rules than those of the playbook, over its questions.
    #[must_use]
    pub fn by_rules(playbook: &'p Playbook, rules: &'p TierRules) -> Self {
        let dimensions: f64 = rules.dimensions.iter().map(|dimension| dimension.weight).sum();
        let mut inputs = Vec::new();
        for (position, dimension) in rules.dimensions.iter().enumerate() {
            let within: f64 = dimension.inputs.iter().map(|input| input.weight).sum();
            for rule in &dimension.inputs {
                let share = part(dimension.weight, dimensions) * part(rule.weight, within);
                let item = rule.item.as_deref().and_then(|item| playbook.item(item)).map(|(_, item)| item);
                inputs.push(Prepared { dimension: position, rule, item, share });
            }
        }
        let reciprocity = rules
            .reciprocity
            .items
            .iter()
            .map(|id| (id.as_str(), playbook.item(id).map(|(_, item)| item)))
            .collect();
        let orders = RfmRules { rules: &playbook.orders, rates: &playbook.rates };
        Self { rules, orders, inputs, reciprocity }
    }

    /// The questions that it reads, in the order of their names.
    #[must_use]
    pub fn asked(&self) -> Vec<&'p str> {
        let inputs = self.inputs.iter().filter_map(|input| input.rule.item.as_deref());
        let mut asked: Vec<&str> = inputs.chain(self.reciprocity.iter().map(|(item, _)| *item)).collect();
        asked.sort_unstable();
        asked.dedup();
        asked
    }

    /// Scores an account on `today`.
    #[must_use]
    pub fn score(&self, evidence: &Evidence, today: Date) -> Score<'p> {
        self.judge(self.read(evidence, today))
    }

    /// Reads what the inputs say.
    #[must_use]
    pub fn read(&self, evidence: &Evidence, today: Date) -> Readings<'p> {
        let reciprocity = self.reciprocity.iter().map(|(id, item)| {
            let answer = evidence.answer(id).zip(*item);
            let kept = answer.and_then(|(told, item)| Answer::kept(item, told.text));
            (*id, if let Some(Answer::YesNo(yes)) = kept { Some(yes) } else { None })
        });
        Readings {
            inputs: self.inputs.iter().map(|input| self.read_input(input, evidence, today)).collect(),
            reciprocity: reciprocity.collect(),
        }
    }

    fn read_input(&self, input: &Prepared<'p>, evidence: &Evidence, today: Date) -> Input<'p> {
        let mut read = Input {
            dimension: self.rules.dimensions.get(input.dimension).map_or("", |dimension| &dimension.id),
            name: input.rule.item.as_deref().or(input.rule.metric.as_deref()).unwrap_or_default(),
            item: input.item,
            value: None,
            points: None,
            weight: input.share * 100.0,
            stale: false,
        };
        if let Some(item) = input.item {
            if let Some(told) = evidence.answer(read.name) {
                read.points = Answer::kept(item, told.text).and_then(|answer| answer.worth(item));
                read.value = Some(told.text.to_owned());
                read.stale = span_days(told.date, today) > item.stale_after;
            }
        } else if input.rule.metric.is_some() {
            let limits = Limits { tiers: self.rules, orders: self.orders };
            read.points = measures::measure(read.name, evidence, limits, today);
            read.value = read.points.map(|points| rounded(points).to_string());
        }
        if input.rule.invert {
            read.points = read.points.map(|points| 100.0 - points);
        }
        read
    }

    /// What readings amount to. Takes also readings that were made up, to see what an answer would change.
    #[must_use]
    pub fn judge(&self, readings: Readings<'p>) -> Score<'p> {
        let dimensions = self.dimensions(&readings.inputs);
        let Sum { low, high, known, score, tier } = self.sum(&readings.inputs, &dimensions);
        let unmet = |counts: fn(Option<bool>) -> bool| -> Vec<(&'p str, Option<bool>)> {
            readings.reciprocity.iter().copied().filter(|(_, answer)| counts(*answer)).collect()
        };
        let without_yes = unmet(|answer| answer != Some(true));
        let cap = tier.map(|tier| (tier, self.capped(tier, without_yes.is_empty())));
        Score {
            tier: cap.map(|(_, to)| to),
            score,
            low,
            high,
            lowest: self.capped(tier_of(self.rules, low), without_yes.is_empty()),
            highest: self.capped(tier_of(self.rules, high), unmet(|answer| answer == Some(false)).is_empty()),
            coverage: known,
            minimum_coverage: self.rules.minimum_coverage,
            cap: cap.filter(|(from, to)| from != to).map(|(from, to)| Cap { from, to, unmet: without_yes }),
            dimensions,
            inputs: readings.inputs,
            reciprocity: readings.reciprocity,
        }
    }

    /// The tier alone that readings come to.
    #[must_use]
    pub fn tier(&self, readings: &Readings) -> Option<Tier> {
        let Sum { tier, .. } = self.sum(&readings.inputs, &self.dimensions(&readings.inputs));
        tier.map(|tier| self.capped(tier, readings.reciprocity.iter().all(|(_, yes)| *yes == Some(true))))
    }

    fn sum(&self, inputs: &[Input], dimensions: &[DimensionScore]) -> Sum {
        let (mut low, mut high, mut known) = (0.0, 0.0, 0.0);
        for input in inputs {
            low += input.weight * input.points.unwrap_or(0.0) / 100.0;
            high += input.weight * input.points.unwrap_or(100.0) / 100.0;
            known += if input.points.is_some() { input.weight } else { 0.0 };
        }
        let estimated =
            || dimensions.iter().filter_map(|dimension| Some((dimension.weight, dimension.score?)));
        let weights: f64 = estimated().map(|(weight, _)| weight).sum();
        let score = (weights > 0.0).then(|| {
            (estimated().map(|(weight, score)| weight * score).sum::<f64>() / weights)
                .clamp(low, high.max(low))
        });
        let tier = score
            .filter(|_| rounded(known) >= self.rules.minimum_coverage)
            .map(|score| tier_of(self.rules, score));
        Sum { low, high, known, score, tier }
    }

    /// The score if an input were worth so many points (0-100).
    #[must_use]
    pub fn with_points(&self, score: &Score<'p>, input: &str, points: f64) -> Score<'p> {
        let mut readings = Readings { inputs: score.inputs.clone(), reciprocity: score.reciprocity.clone() };
        for known in readings.inputs.iter_mut().filter(|known| known.name == input) {
            known.points = Some(points);
        }
        self.judge(readings)
    }

    /// The tier that the reciprocity test leaves.
    fn capped(&self, tier: Tier, passed: bool) -> Tier {
        match Tier::named(&self.rules.reciprocity.cap) {
            Some(cap) if !passed => tier.min(cap),
            _ => tier,
        }
    }

    fn dimensions(&self, inputs: &[Input]) -> Vec<DimensionScore<'p>> {
        let of = |position: usize| {
            self.inputs
                .iter()
                .zip(inputs)
                .filter(move |(prepared, _)| prepared.dimension == position)
                .map(|(_, input)| input)
        };
        let rules = self.rules.dimensions.iter().enumerate();
        rules
            .map(|(position, dimension)| {
                let weight: f64 = of(position).map(|input| input.weight).sum();
                let known = || of(position).filter_map(|input| Some((input.weight, input.points?)));
                // A sum of nothing is -0.0, which would be shown with its sign.
                let known_weight = known().map(|(weight, _)| weight).sum::<f64>() + 0.0;
                let sum: f64 = known().map(|(weight, points)| weight * points).sum();
                DimensionScore {
                    id: &dimension.id,
                    label: &dimension.label,
                    weight,
                    score: (known_weight > 0.0).then(|| (sum / known_weight).clamp(0.0, 100.0)),
                    coverage: part(known_weight, weight) * 100.0,
                }
            })
            .collect()
    }
}

fn part(weight: f64, of: f64) -> f64 {
    if of > 0.0 { weight / of } else { 0.0 }
}

#[cfg(test)]
mod tests;
