//! Why a grade came out differently from the one before it.

use serde_json::Value as Json;

use super::score::{Input, Score, rounded};
use crate::domain::grade::{Grade, GradeMethod};

/// One reason for another grade.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// There was no grade before.
    First,
    /// Too little is known now, with the percentage of the inputs that is.
    TooLittleKnown { coverage: f64 },
    /// The reciprocity test keeps it down now.
    Capped,
    /// The reciprocity test no longer keeps it down.
    Uncapped,
    /// An input (full name of an item, or a measure) with its worth 0-100 before and now; `None` unknown.
    Input { name: String, from: Option<f64>, to: Option<f64> },
    /// No input changed: the weights, the thresholds or the questions of the playbook did.
    Rules,
}

impl Why {
    /// The name in data.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::First => "first",
            Self::TooLittleKnown { .. } => "too_little_known",
            Self::Capped => "capped",
            Self::Uncapped => "uncapped",
            Self::Input { .. } => "input",
            Self::Rules => "rules",
        }
    }
}

/// The reasons for another grade than the one before, the weightiest first, and no more than `most` inputs.
#[must_use]
pub fn why(before: Option<&Grade>, score: &Score, most: usize) -> Vec<Why> {
    let Some(before) = before else { return vec![Why::First] };
    let mut reasons = Vec::new();
    if before.computed.is_some() && score.tier.is_none() {
        reasons.push(Why::TooLittleKnown { coverage: score.coverage });
    }
    let was_capped = before.method == GradeMethod::Computed && before.reason.is_some();
    match (was_capped, score.cap.is_some()) {
        (false, true) => reasons.push(Why::Capped),
        (true, false) => reasons.push(Why::Uncapped),
        _ => {}
    }
    let changed = changed_inputs(before, &score.inputs);
    reasons.extend(changed.into_iter().take(most));
    if reasons.is_empty() {
        reasons.push(Why::Rules);
    }
    reasons
}

/// The inputs that say something else than when the grade was given, by the weight of what changed.
fn changed_inputs(before: &Grade, inputs: &[Input]) -> Vec<Why> {
    /// What an input that became known, or unknown, counts: half of what it could move.
    const HALF: f64 = 50.0;
    let mut changed: Vec<(f64, Why)> = inputs
        .iter()
        .filter_map(|input| {
            let (from, to) = (points_then(before, input.name), input.points.map(rounded));
            let apart = match (from, to) {
                (None, None) => return None,
                (Some(from), Some(to)) => (to - from).abs(),
                _ => HALF,
            };
            (apart > 0.0)
                .then(|| (apart * input.weight, Why::Input { name: input.name.to_owned(), from, to }))
        })
        .collect();
    changed.sort_by(|left, right| right.0.total_cmp(&left.0));
    changed.into_iter().map(|(_, why)| why).collect()
}

/// What an input was worth (0-100) when a grade was given; `None` where it was unknown.
#[must_use]
pub fn points_then(grade: &Grade, input: &str) -> Option<f64> {
    grade.inputs.as_ref()?.get(input).and_then(Json::as_f64)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use serde_json::json;

    use super::*;
    use crate::analysis::evidence::Evidence;
    use crate::analysis::score::Scorer;
    use crate::domain::date::Date;
    use crate::domain::kind::Kind;
    use crate::domain::record::{Entry, Record};
    use crate::domain::value::Value;
    use crate::playbook::Playbook;

    static PLAYBOOK: LazyLock<Playbook> = LazyLock::new(|| Playbook::built_in().unwrap());

    fn grade(inputs: Json) -> Grade {
        let mut entry = Entry::blank(Kind::Grade);
        entry.set("account", Value::Link(1));
        entry.set("date", Value::Date(Date::constant(2026, 1, 1)));
        entry.set("method", Value::Text("computed".into()));
        let mut grade = Grade::from_entry(&entry).unwrap();
        grade.inputs = Some(inputs);
        grade
    }

    /// A score of which only some inputs are known.
    fn score(known: &[(&str, f64)]) -> Score<'static> {
        let scorer = Scorer::new(&PLAYBOOK);
        let mut readings = scorer.read(&Evidence::default(), Date::constant(2026, 7, 1));
        for input in &mut readings.inputs {
            input.points = known.iter().find(|(name, _)| *name == input.name).map(|(_, points)| *points);
        }
        scorer.judge(readings)
    }

    #[test]
    fn the_inputs_that_changed_most_by_their_weight_come_first() {
        let score = score(&[("customer.brand_beacon", 75.0), ("trend.rivalry", 100.0)]);
        let before =
            grade(json!({"customer.brand_beacon": 50.0, "trend.rivalry": 0.0, "self.loyalty": 50.0}));
        let input = |name: &str, from, to| Why::Input { name: name.into(), from, to };
        // Brand 15 x 25, loyalty 3 x 50, rivalry 1 x 100.
        assert_eq!(
            why(Some(&before), &score, 2),
            [input("customer.brand_beacon", Some(50.0), Some(75.0)), input("self.loyalty", Some(50.0), None)]
        );
    }

    #[test]
    fn without_another_input_the_rules_changed() {
        let score = score(&[("customer.brand_beacon", 75.0)]);
        assert_eq!(why(Some(&grade(json!({"customer.brand_beacon": 75.0}))), &score, 2), [Why::Rules]);
        assert_eq!(why(None, &score, 2), [Why::First]);
        let mut graded = grade(json!({"customer.brand_beacon": 75.0}));
        graded.computed = Some(crate::domain::choices::Tier::B);
        assert_eq!(why(Some(&graded), &score, 2)[0].as_str(), "too_little_known");
    }
}
