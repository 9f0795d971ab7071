//! Scores computed by hand, and what must hold of every score.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::domain::finding::Finding;
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Record};
use crate::domain::value::Value;

/// Parsed once: property tests ask for it hundreds of times.
static BUILT_IN: LazyLock<Playbook> = LazyLock::new(|| Playbook::built_in().unwrap());

const TODAY: Date = Date::constant(2026, 7, 1);

fn finding(item: &str, value: &str, on: Date) -> Finding {
    let mut entry = Entry::blank(Kind::Finding);
    entry.set("account", Value::Link(1));
    entry.set("item", Value::Text(item.into()));
    entry.set("answered", Value::Text(if value.is_empty() { "unknown" } else { "known" }.into()));
    entry.set("value", if value.is_empty() { Value::Empty } else { Value::Text(value.into()) });
    entry.set("date", Value::Date(on));
    Finding::from_entry(&entry).unwrap()
}

fn answers(given: &[(&str, &str)]) -> Vec<Finding> {
    given.iter().map(|(item, value)| finding(item, value, Date::constant(2026, 6, 1))).collect()
}

/// Two dimensions: `big` [60] of rivalry [1, inverted] and verdict [3], `small` [40] of loyalty [1].
fn small_playbook() -> Playbook {
    let mut playbook = BUILT_IN.clone();
    let input =
        |item: &str, weight, invert| ScoreInput { item: Some(item.into()), metric: None, weight, invert };
    let label = Text::default();
    playbook.tiers.dimensions = vec![
        crate::playbook::Dimension {
            id: "big".into(),
            label: label.clone(),
            weight: 60.0,
            inputs: vec![input("trend.rivalry", 1.0, true), input("trend.verdict", 3.0, false)],
        },
        crate::playbook::Dimension {
            id: "small".into(),
            label,
            weight: 40.0,
            inputs: vec![input("self.loyalty", 1.0, false)],
        },
    ];
    playbook
}

fn scored<'p>(playbook: &'p Playbook, findings: &[Finding]) -> Score<'p> {
    Scorer::new(playbook).score(&Evidence::of_records(findings, &[], &[]), TODAY)
}

fn near(left: f64, right: f64) -> bool {
    (left - right).abs() < 1e-9
}

#[test]
fn a_full_score_is_the_weighted_mean_of_weighted_means() {
    let playbook = small_playbook();
    // big: (1 x (100 - 75) + 3 x 75) / 4 = 62.5; small: 50. (60 x 62.5 + 40 x 50) / 100 = 57.5
    let findings = answers(&[("trend.rivalry", "4"), ("trend.verdict", "4"), ("self.loyalty", "3")]);
    let score = scored(&playbook, &findings);
    assert!(near(score.score.unwrap(), 57.5) && near(score.low, 57.5) && near(score.high, 57.5));
    assert!(near(score.coverage, 100.0));
    assert_eq!((score.tier, score.is_firm(), score.in_words().as_str()), (Some(Tier::B), true, "B"));
    assert!(near(score.dimensions[0].score.unwrap(), 62.5) && near(score.dimensions[0].weight, 60.0));
    let weights: Vec<f64> = score.inputs.iter().map(|input| input.weight).collect();
    assert!(near(weights[0], 15.0) && near(weights[1], 45.0) && near(weights[2], 40.0));
}

#[test]
fn what_is_unknown_widens_the_interval_and_leaves_the_estimate_alone() {
    let playbook = small_playbook();
    // Only verdict 4 is known: estimate 75; lowest 45 x 0.75 = 33.75, highest 33.75 + 55 = 88.75; coverage 45.
    let score = scored(&playbook, &answers(&[("trend.verdict", "4")]));
    assert!(near(score.score.unwrap(), 75.0) && near(score.low, 33.75) && near(score.high, 88.75));
    assert!(near(score.coverage, 45.0) && near(score.dimensions[0].coverage, 75.0));
    assert_eq!(score.dimensions[1].score, None);
    assert_eq!((score.tier, score.is_firm()), (Some(Tier::A), false));
    assert_eq!(score.in_words(), "A (C-S)");
    let missing: Vec<&str> = score.missing().iter().map(|input| input.name).collect();
    assert_eq!(missing, ["self.loyalty", "trend.rivalry"]);
}

#[test]
fn below_the_minimum_coverage_there_is_no_grade() {
    let playbook = small_playbook();
    let score = scored(&playbook, &answers(&[("self.loyalty", "5")]));
    assert!(near(score.coverage, 40.0));
    assert_eq!(score.tier, Some(Tier::A), "the minimum is enough");
    let score = scored(&playbook, &answers(&[("trend.rivalry", "1")]));
    assert_eq!((score.tier, score.in_words().as_str(), score.is_firm()), (None, "-", false));
    let nothing = scored(&playbook, &[]);
    assert_eq!((nothing.tier, nothing.score), (None, None));
    assert!(near(nothing.low, 0.0) && near(nothing.high, 100.0));
}

#[test]
fn a_strategic_customer_has_to_pass_the_reciprocity_test() {
    let playbook = small_playbook();
    let best = [("trend.rivalry", "1"), ("trend.verdict", "5"), ("self.loyalty", "5")];
    let with = |more: &[(&'static str, &'static str)]| answers(&[&best, more].concat());
    let score = scored(&playbook, &with(&[]));
    // Nobody asked: capped, but a yes could still lift it.
    assert_eq!((score.tier, score.in_words().as_str()), (Some(Tier::A), "A (A-S)"));
    let cap = score.cap.unwrap();
    assert_eq!((cap.from, cap.to), (Tier::S, Tier::A));
    assert_eq!(cap.unmet, [("self.executive_would_meet", None), ("self.would_make_good", None)]);
    let no =
        scored(&playbook, &with(&[("self.executive_would_meet", "yes"), ("self.would_make_good", "no")]));
    assert_eq!((no.tier, no.is_firm()), (Some(Tier::A), true));
    assert_eq!(no.cap.unwrap().unmet, [("self.would_make_good", Some(false))]);
    let yes =
        scored(&playbook, &with(&[("self.executive_would_meet", "yes"), ("self.would_make_good", "yes")]));
    assert_eq!((yes.tier, yes.is_firm(), yes.cap), (Some(Tier::S), true, None));
}

#[test]
fn a_stale_answer_counts_and_is_marked() {
    let playbook = small_playbook();
    let score = scored(&playbook, &[finding("trend.verdict", "4", Date::constant(2020, 1, 1))]);
    assert!(near(score.score.unwrap(), 75.0));
    assert!(score.inputs[1].stale && !score.inputs[0].stale);
}

#[test]
fn superseded_and_given_up_answers_do_not_count() {
    let playbook = small_playbook();
    let mut old = finding("self.loyalty", "1", Date::constant(2026, 1, 1));
    old.superseded = Some(true);
    assert!(near(
        scored(&playbook, &[old.clone(), finding("self.loyalty", "5", TODAY)]).score.unwrap(),
        100.0
    ));
    assert_eq!(scored(&playbook, &[old, finding("self.loyalty", "", TODAY)]).score, None);
}

#[test]
fn what_reads_as_a_threshold_reaches_it() {
    let playbook = small_playbook();
    for (score, tier) in [
        (85.0, Tier::S),
        (84.95, Tier::S),
        (84.94, Tier::A),
        (70.0, Tier::A),
        (50.0, Tier::B),
        (49.9, Tier::C),
        (0.0, Tier::C),
    ] {
        assert_eq!(tier_of(&playbook.tiers, score), tier, "{score}");
    }
}

#[test]
fn the_shares_of_the_built_in_inputs_are_the_whole() {
    let score = scored(&BUILT_IN, &[]);
    assert!(near(score.inputs.iter().map(|input| input.weight).sum(), 100.0));
    assert_eq!(score.inputs.len(), 23);
}

/// An answer to each input of the built-in playbook that is an item; 0 stands for none.
fn some_answers() -> impl Strategy<Value = Vec<(String, i64)>> {
    let playbook = &*BUILT_IN;
    let items: Vec<String> = playbook
        .tiers
        .dimensions
        .iter()
        .flat_map(|dimension| dimension.inputs.iter().filter_map(|input| input.item.clone()))
        .filter(|item| {
            playbook.item(item).is_some_and(|(_, item)| item.kind == crate::playbook::ItemKind::Scale)
        })
        .collect();
    let length = items.len();
    proptest::collection::vec(0..=5i64, length)
        .prop_map(move |given| items.iter().cloned().zip(given).collect())
}

fn findings(given: &[(String, i64)]) -> Vec<Finding> {
    let known = given.iter().filter(|(_, value)| *value > 0);
    known.map(|(item, value)| finding(item, &value.to_string(), TODAY)).collect()
}

proptest! {
    #[test]
    fn the_estimate_lies_in_its_interval_and_among_what_is_known(given in some_answers()) {
        let playbook = &*BUILT_IN;
        let score = scored(playbook, &findings(&given));
        prop_assert!(score.low <= score.high + 1e-9);
        prop_assert!(score.lowest <= score.highest);
        if let Some(estimate) = score.score {
            prop_assert!(score.low - 1e-9 <= estimate && estimate <= score.high + 1e-9);
            // Unknown never counts as zero, nor as anything else.
            let points = || score.inputs.iter().filter_map(|input| input.points);
            prop_assert!(points().fold(f64::MAX, f64::min) <= estimate + 1e-9);
            prop_assert!(estimate <= points().fold(0.0, f64::max) + 1e-9);
        }
        if let Some(tier) = score.tier {
            prop_assert!(score.lowest <= tier && tier <= score.highest);
        }
    }

    #[test]
    fn an_answer_never_widens_the_interval(given in some_answers(), position in 0..23usize, value in 1..=5i64) {
        let playbook = &*BUILT_IN;
        let mut more = given.clone();
        let position = position % more.len();
        more[position].1 = value;
        let (before, after) = (findings(&given), findings(&more));
        let (before, after) = (scored(playbook, &before), scored(playbook, &after));
        prop_assert!(after.high - after.low <= before.high - before.low + 1e-9);
        if given[position].1 == 0 {
            prop_assert!(before.low <= after.low + 1e-9 && after.high <= before.high + 1e-9);
        }
    }

    #[test]
    fn only_the_ratio_of_weights_matters(given in some_answers(), factor in 0.01..100.0f64, inner in 0.01..100.0f64) {
        let playbook = &*BUILT_IN;
        let mut scaled = playbook.clone();
        for dimension in &mut scaled.tiers.dimensions {
            dimension.weight *= factor;
            for input in &mut dimension.inputs {
                input.weight *= inner;
            }
        }
        let findings = findings(&given);
        let (one, other) = (scored(playbook, &findings), scored(&scaled, &findings));
        prop_assert!((one.low - other.low).abs() < 1e-6 && (one.high - other.high).abs() < 1e-6);
        prop_assert!((one.coverage - other.coverage).abs() < 1e-6);
        prop_assert_eq!(one.score.map(rounded).is_some(), other.score.map(rounded).is_some());
        prop_assert!((one.score.unwrap_or(0.0) - other.score.unwrap_or(0.0)).abs() < 1e-6);
    }
}

#[test]
fn a_change_is_that_of_what_is_shown() {
    for (before, after, expected) in [
        (Some(4.35), Some(3.75), Some(-0.6)),
        // 79.3 and 76.2, though they differ by 3.01.
        (Some(79.25), Some(76.24), Some(-3.1)),
        (None, Some(1.0), None),
        (Some(1.0), None, None),
    ] {
        assert_eq!(change(before, after), expected, "{before:?} {after:?}");
    }
}
