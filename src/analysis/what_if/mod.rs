//! What accounts would be worth if something were otherwise: other answers, weights, thresholds, and at one account anything that
//! is recorded of it. Nothing is changed by it.

mod answers;
mod case;
mod facts;
mod margin;
mod marks;
mod outcome;
mod picture;
mod returns;
#[cfg(test)]
mod tests;
pub use answers::Said;
pub use case::{Case, Made, Premise, Supposed};
pub use outcome::{Effect, Outcome, Remark, Untouched};
pub use picture::{Lens, Picture, come, differing};

use super::answers::Answer;
use super::evidence::Evidence;
use super::score::{Input, Readings, Score, Scorer};
use crate::domain::choices::Tier;
use crate::domain::date::Date;
use crate::playbook::{Playbook, TierRules};

/// Points of a score below which a change is not worth telling: it would not show.
const SHOWS: f64 = 0.05;

/// One thing that is taken to be otherwise.
#[derive(Clone, Debug, PartialEq)]
pub enum Assumption {
    /// Another answer to a question, by its full name; `None` that it is not known at the account, so that what its industry
    /// says holds.
    Answer { item: String, answer: Option<Answer> },
    /// Another value of a measure, 0-100; `None` that it is not known.
    Measure { name: String, points: Option<f64> },
    /// Another weight of a dimension, relative to the others; 0 leaves it out.
    Weight { dimension: String, weight: f64 },
    /// Another weight of an input, by the name of its question or measure, relative to the others of its dimension.
    InputWeight { input: String, weight: f64 },
    /// A tier from another score on, 0-100.
    Threshold { tier: Tier, from: f64 },
    /// Another percentage of the inputs that must be known for a grade.
    MinimumCoverage(f64),
}

crate::failures! {
    /// Why assumptions make no rules by which accounts can be graded.
    pub enum ScenarioError {
        NothingWeighs =>
            "at least one dimension needs a weight above 0",
            "至少要有一个维度的权重大于 0";
        Negative { dimension: String, weight: f64 } =>
            "the weight of {dimension} is below 0: {weight}",
            "{dimension} 的权重小于 0：{weight}";
        OffRange { name: String, value: f64 } =>
            "{name} is not from 0 to 100: {value}",
            "{name} 不在 0 到 100 之间：{value}";
        NotFalling { better: String, from: f64, worse: String, worse_from: f64 } =>
            "thresholds fall from tier to tier, but {better} would begin at {from} and {worse} at {worse_from}",
            "门槛应逐级降低，但 {better} 级将从 {from} 分起，{worse} 级从 {worse_from} 分起";
        LastTier { tier: String } =>
            "{tier} takes everybody else and begins at 0",
            "{tier} 级收纳其余客户，只能从 0 分起";
    }
}

/// Assumptions on top of a playbook, checked.
#[derive(Clone, Debug)]
pub struct Scenario<'p> {
    playbook: &'p Playbook,
    assumptions: Vec<Assumption>,
    /// The rules with the first so many assumptions made, one more each; first those of the playbook.
    rules: Vec<TierRules>,
}

/// One assumption on top of those before it, and what it makes of a score.
#[derive(Clone, Debug)]
pub struct Step<'s> {
    pub assumption: &'s Assumption,
    pub before: Score<'s>,
    pub after: Score<'s>,
}

/// An input that brings more or fewer points to the score than before.
#[derive(Clone, Debug, PartialEq)]
pub struct Mover<'s> {
    pub before: Input<'s>,
    pub after: Input<'s>,
    /// Points of the point estimate, more or fewer. Those of all inputs add up to the change of the estimate.
    pub points: f64,
}

impl<'p> Scenario<'p> {
    /// # Errors
    /// When accounts could not be graded by the rules that come of it.
    pub fn new(playbook: &'p Playbook, assumptions: Vec<Assumption>) -> Result<Self, ScenarioError> {
        let mut rules = vec![playbook.tiers.clone()];
        for assumption in &assumptions {
            let mut next = rules.last().unwrap_or(&playbook.tiers).clone();
            change(&mut next, assumption)?;
            rules.push(next);
        }
        check(rules.last().unwrap_or(&playbook.tiers))?;
        Ok(Self { playbook, assumptions, rules })
    }

    #[must_use]
    pub fn assumptions(&self) -> &[Assumption] {
        &self.assumptions
    }

    /// The rules with every assumption made.
    #[must_use]
    pub fn rules(&self) -> &TierRules {
        self.rules.last().unwrap_or(&self.playbook.tiers)
    }

    /// Scores by the rules as they are and as they would be, ready for any number of accounts.
    #[must_use]
    pub fn scorers(&self) -> Scorers<'_> {
        let scorer = |rules| Scorer::by_rules(self.playbook, rules);
        Scorers { scenario: self, before: Scorer::new(self.playbook), after: scorer(self.rules()) }
    }

    /// The score of an account with the first so many assumptions made.
    fn score_after(&self, made: usize, evidence: &Evidence, today: Date) -> Score<'_> {
        let rules = self.rules.get(made).unwrap_or_else(|| self.rules());
        let assumed = self.assumptions.get(..made).unwrap_or_default();
        assuming(&Scorer::by_rules(self.playbook, rules), rules, assumed, evidence, today)
    }

    /// What each assumption makes of the score of an account, on top of those before it.
    #[must_use]
    pub fn steps(&self, evidence: &Evidence, today: Date) -> Vec<Step<'_>> {
        let scores: Vec<Score> =
            (0..self.rules.len()).map(|made| self.score_after(made, evidence, today)).collect();
        let pairs = scores.iter().zip(scores.iter().skip(1));
        let steps = self.assumptions.iter().zip(pairs);
        steps
            .map(|(assumption, (before, after))| Step {
                assumption,
                before: before.clone(),
                after: after.clone(),
            })
            .collect()
    }
}

/// The rules as they are and as they would be.
#[derive(Clone, Debug)]
pub struct Scorers<'s> {
    scenario: &'s Scenario<'s>,
    before: Scorer<'s>,
    after: Scorer<'s>,
}

impl<'s> Scorers<'s> {
    /// The questions that they read, in the order of their names.
    #[must_use]
    pub fn asked(&self) -> Vec<&'s str> {
        let mut asked = [self.before.asked(), self.after.asked()].concat();
        asked.sort_unstable();
        asked.dedup();
        asked
    }

    /// The score of an account as it is, and as it would be.
    #[must_use]
    pub fn compare(&self, evidence: &Evidence, today: Date) -> (Score<'s>, Score<'s>) {
        let (rules, assumed) = (self.scenario.rules(), self.scenario.assumptions());
        (self.before.score(evidence, today), assuming(&self.after, rules, assumed, evidence, today))
    }
}

fn change(rules: &mut TierRules, assumption: &Assumption) -> Result<(), ScenarioError> {
    let percent = |name: &str, value: f64| {
        let off = ScenarioError::OffRange { name: name.to_owned(), value };
        if (0.0..=100.0).contains(&value) { Ok(()) } else { Err(off) }
    };
    match assumption {
        Assumption::Answer { .. } | Assumption::Measure { points: None, .. } => {}
        Assumption::Measure { name, points: Some(points) } => percent(name, *points)?,
        Assumption::Weight { dimension, weight } => {
            if !weight.is_finite() || *weight < 0.0 {
                return Err(ScenarioError::Negative { dimension: dimension.clone(), weight: *weight });
            }
            for known in rules.dimensions.iter_mut().filter(|known| known.id == *dimension) {
                known.weight = *weight;
            }
        }
        Assumption::InputWeight { input, weight } => {
            if !weight.is_finite() || *weight < 0.0 {
                return Err(ScenarioError::Negative { dimension: input.clone(), weight: *weight });
            }
            let inputs = rules.dimensions.iter_mut().flat_map(|dimension| &mut dimension.inputs);
            for known in inputs.filter(|known| known.name() == Some(input)) {
                known.weight = *weight;
            }
        }
        Assumption::Threshold { tier, from } => {
            percent(tier.as_str(), *from)?;
            for known in rules.tiers.iter_mut().filter(|known| known.id == tier.as_str()) {
                known.threshold = *from;
            }
        }
        Assumption::MinimumCoverage(least) => {
            percent("coverage", *least)?;
            rules.minimum_coverage = *least;
        }
    }
    Ok(())
}

/// Whether every account can be given a score and a tier.
fn check(rules: &TierRules) -> Result<(), ScenarioError> {
    let weighs = |dimension: &crate::playbook::Dimension| {
        dimension.weight > 0.0 && dimension.inputs.iter().any(|input| input.weight > 0.0)
    };
    if !rules.dimensions.iter().any(weighs) {
        return Err(ScenarioError::NothingWeighs);
    }
    for pair in rules.tiers.windows(2) {
        if let [better, worse] = pair
            && better.threshold <= worse.threshold
        {
            return Err(ScenarioError::NotFalling {
                better: better.id.clone(),
                from: better.threshold,
                worse: worse.id.clone(),
                worse_from: worse.threshold,
            });
        }
    }
    match rules.tiers.last() {
        Some(last) if last.threshold > 0.0 => Err(ScenarioError::LastTier { tier: last.id.clone() }),
        _ => Ok(()),
    }
}

fn assuming<'s>(
    scorer: &Scorer<'s>,
    rules: &TierRules,
    assumed: &[Assumption],
    evidence: &Evidence,
    today: Date,
) -> Score<'s> {
    let mut readings = scorer.read(evidence, today);
    for assumption in assumed {
        let left = match assumption {
            Assumption::Answer { item, answer: None } => evidence.left_to_industry(item),
            _ => None,
        };
        match left {
            Some(left) => take_over(&mut readings, scorer.read(&left, today), assumption),
            None => assume(&mut readings, rules, assumption),
        }
    }
    scorer.judge(readings)
}

/// Takes the answer to a question from other readings: what its industry says holds where the account does not know.
fn take_over<'s>(readings: &mut Readings<'s>, other: Readings<'s>, assumption: &Assumption) {
    let Assumption::Answer { item, .. } = assumption else { return };
    let inputs = readings.inputs.iter_mut().zip(other.inputs);
    inputs.filter(|(input, _)| input.name == *item).for_each(|(input, other)| *input = other);
    let answers = readings.reciprocity.iter_mut().zip(other.reciprocity);
    answers.filter(|((known, _), _)| known == item).for_each(|((_, answer), (_, other))| *answer = other);
}

fn assume(readings: &mut Readings, rules: &TierRules, assumption: &Assumption) {
    let (name, answer, measured) = match assumption {
        Assumption::Answer { item, answer } => (item, answer.as_ref(), None),
        Assumption::Measure { name, points } => (name, None, *points),
        _ => return,
    };
    for input in readings.inputs.iter_mut().filter(|input| input.name == *name) {
        let worth = input.item.map_or(measured, |item| answer.and_then(|answer| answer.worth(item)));
        let inverted = is_inverted(rules, input);
        input.points = worth.map(|points| if inverted { 100.0 - points } else { points });
        input.value = answer.map(Answer::canonical).or_else(|| measured.map(|points| points.to_string()));
        input.stale = false;
    }
    for (_, known) in readings.reciprocity.iter_mut().filter(|(item, _)| item == name) {
        *known = if let Some(Answer::YesNo(yes)) = answer { Some(*yes) } else { None };
    }
}

fn is_inverted(rules: &TierRules, input: &Input) -> bool {
    let dimension = rules.dimensions.iter().filter(|dimension| dimension.id == input.dimension);
    let mut inputs = dimension.flat_map(|dimension| &dimension.inputs);
    inputs.any(|rule| rule.invert && rule.name().is_some_and(|name| name == input.name))
}

/// The points that each input brings to the point estimate, in the order of the inputs: what is known of a dimension
/// stands for all of it, so they add up to the estimate. 0 for what is unknown.
fn contributions(score: &Score) -> Vec<f64> {
    let known: f64 = score
        .dimensions
        .iter()
        .filter(|dimension| dimension.score.is_some())
        .map(|dimension| dimension.weight)
        .sum();
    let brings = |input: &Input| {
        let dimension = score.dimensions.iter().find(|dimension| dimension.id == input.dimension)?;
        let within = dimension.weight * dimension.coverage / 100.0;
        let brought = dimension.weight / known * input.weight / within * input.points?;
        brought.is_finite().then_some(brought)
    };
    score.inputs.iter().map(|input| brings(input).unwrap_or(0.0)).collect()
}

/// The inputs that moved a score, those that moved it most first.
#[must_use]
pub fn movers<'s>(before: &Score<'s>, after: &Score<'s>) -> Vec<Mover<'s>> {
    let pairs = before.inputs.iter().zip(&after.inputs);
    let brought = contributions(before).into_iter().zip(contributions(after));
    let mut movers: Vec<Mover> = pairs
        .zip(brought)
        .map(|((before, after), (was, is))| Mover {
            before: before.clone(),
            after: after.clone(),
            points: is - was,
        })
        .filter(|mover| mover.points.abs() >= SHOWS || mover.before.points != mover.after.points)
        .collect();
    movers.sort_by(|left, right| right.points.abs().total_cmp(&left.points.abs()));
    movers
}
