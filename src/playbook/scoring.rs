//! Whether the rules of grading can give every account a score and a tier.

use super::check::Check;
use super::mistake::{Complaint, both};
use super::places::{Path, below, path};
use super::{Dimension, ItemKind, ScoreInput, TierPolicy, TierRules};
use crate::domain::language::Text;

/// Complains of dimensions, reciprocity and tiers that do not fit together.
pub(super) fn check(check: &mut Check) {
    dimensions(check);
    reciprocity(check);
    for pair in check.playbook.tiers.tiers.windows(2) {
        if let [better, worse] = pair {
            falling(check, better, worse);
        }
    }
    lowest(check);
}

/// What is odd about the rules of grading though they can be applied.
pub(super) fn remarks(rules: &TierRules) -> Vec<Text> {
    let sum: f64 = rules.dimensions.iter().map(|dimension| dimension.weight).sum();
    if (sum - 100.0).abs() < 0.05 {
        return Vec::new();
    }
    let sum = super::shown::short_number(sum);
    vec![both!(
        "the weights of the dimensions add up to {sum}, not to 100; each counts as its part of {sum}",
        "各维度权重合计 {sum}，不是 100；按各自在 {sum} 中的占比计分"
    )]
}

fn dimensions(check: &mut Check) {
    let dimensions = &check.playbook.tiers.dimensions;
    if dimensions.is_empty() {
        let message = both!("there must be at least one dimension", "至少要保留一个维度");
        check.merge.complain_at(&[&path(&["tiers", "dimensions"])], message);
    }
    for dimension in dimensions {
        let place = path(&["tiers", "dimensions", &dimension.id, "inputs"]);
        if dimension.inputs.is_empty() {
            let message = both!("a dimension needs inputs", "维度需要输入项（inputs）");
            check.merge.complain_at(&[&place], message);
        }
        for position in 0..dimension.inputs.len() {
            input(check, dimension, position, &below(&place, &(position + 1).to_string()));
        }
    }
}

fn input(check: &mut Check, dimension: &Dimension, position: usize, place: &Path) {
    let input = &dimension.inputs[position];
    let same = |other: &ScoreInput| (&other.item, &other.metric) == (&input.item, &input.metric);
    // An answer speaks for one dimension: its weight, and what it changes, are told by its name alone.
    let earlier = check.playbook.tiers.dimensions.iter().take_while(|other| other.id != dimension.id);
    let mut earlier = earlier.flat_map(|other| &other.inputs).chain(&dimension.inputs[..position]);
    if earlier.any(same) {
        let message = both!("this input is listed twice", "这个输入项重复出现");
        check.merge.complain_at(&[place], message);
    }
    match (&input.item, &input.metric) {
        (Some(item), None) => scored_item(check, item, &below(place, "item")),
        (None, Some(_)) => {}
        _ => check.merge.complain_at(
            &[place],
            both!("an input has either an item or a metric", "输入项要么写 item，要么写 metric"),
        ),
    }
}

/// A score reads only items whose answers have a worth.
fn scored_item(check: &mut Check, id: &str, place: &Path) {
    let Some(item) = check.reference(id, place) else { return };
    let worthy = match item.kind {
        ItemKind::Scale | ItemKind::Percent | ItemKind::YesNo => true,
        ItemKind::Choice => item.choices.iter().any(|choice| choice.score.is_some()),
        _ => false,
    };
    if !worthy {
        let complaint = Complaint::from(both!(
            "the answers to \"{id}\" have no worth that could be scored",
            "“{id}”的答案没有可计分的值"
        ))
        .expecting(both!(
            "an item of kind scale, percent, yes_no, or choice with scores",
            "scale、percent、yes_no 类型，或带 score 的 choice 类型"
        ));
        check.merge.complain_at(&[place], complaint);
    }
}

fn reciprocity(check: &mut Check) {
    let place = path(&["tiers", "reciprocity"]);
    let items = below(&place, "items");
    let reciprocity = &check.playbook.tiers.reciprocity;
    for (id, number) in reciprocity.items.iter().zip(1_usize..) {
        let place = below(&items, &number.to_string());
        if check.reference(id, &place).is_some_and(|item| item.kind != ItemKind::YesNo) {
            let message = both!("\"{id}\" is not a yes_no item", "“{id}”不是 yes_no 类型的条目");
            check.merge.complain_at(&[&place], message);
        }
    }
    let cap = &reciprocity.cap;
    if check.playbook.tier(cap).is_none() {
        let message = both!("there is no tier {cap}", "没有 {cap} 级");
        check.merge.complain_at(&[&below(&place, "cap"), &path(&["tiers", "tiers", cap])], message);
    }
}

fn threshold(tier: &TierPolicy) -> Path {
    path(&["tiers", "tiers", &tier.id, "threshold"])
}

/// Thresholds fall from tier to tier.
fn falling(check: &mut Check, better: &TierPolicy, worse: &TierPolicy) {
    if better.threshold > worse.threshold {
        return;
    }
    let complaint = Complaint::from(both!(
        "the threshold of {0} ({1}) is not above that of {2} ({3})",
        "{0} 级的门槛（{1}）没有高于 {2} 级（{3}）",
        better.id,
        better.threshold,
        worse.id,
        worse.threshold
    ))
    .expecting(both!("thresholds that fall from tier to tier", "逐级降低的门槛"));
    check.merge.complain_at(&[&threshold(worse), &threshold(better)], complaint);
}

/// The last tier takes everybody else.
fn lowest(check: &mut Check) {
    let tiers = path(&["tiers", "tiers"]);
    match check.playbook.tiers.tiers.last() {
        Some(last) if last.threshold > 0.0 => {
            let id = &last.id;
            check.merge.complain_at(
                &[&threshold(last), &tiers],
                both!(
                    "the last tier, {id}, must begin at 0, or some scores have no tier",
                    "最低一级 {id} 的门槛必须是 0，否则有的得分无级可归"
                ),
            );
        }
        Some(_) => {}
        None => {
            let message = both!("there must be at least one tier", "至少要保留一个级别");
            check.merge.complain_at(&[&tiers], message);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::playbook::Playbook;

    #[test]
    fn what_cannot_be_scored_is_told() {
        let cases = [
            (
                "tiers: {dimensions: [{id: brand, inputs: []}]}",
                "1:42 tiers.dimensions.brand.inputs: a dimension needs inputs",
            ),
            (
                "tiers: {dimensions: [{id: brand, inputs: [{item: trend.policy, weight: 1}, {item: trend.policy, weight: 2}]}]}",
                "1:76 tiers.dimensions.brand.inputs.2: this input is listed twice",
            ),
            (
                "tiers: {dimensions: [{id: financial, inputs: [{item: trend.policy, weight: 1}]}, {id: brand, inputs: [{item: trend.policy, weight: 1}]}]}",
                "1:103 tiers.dimensions.brand.inputs.1: this input is listed twice",
            ),
            (
                "tiers: {tiers: [{id: A, threshold: 90}]}",
                "1:36 tiers.tiers.A.threshold: the threshold of S (85) is not above that of A (90)",
            ),
            (
                "tiers: {tiers: [{id: C, remove: true}]}",
                "1:16 tiers.tiers: the last tier, B, must begin at 0, or some scores have no tier",
            ),
            ("tiers: {tiers: [{id: A, remove: true}]}", "1:17 tiers.reciprocity.cap: there is no tier A"),
            (
                "tiers: {reciprocity: {items: [self.fit]}}",
                "1:31 tiers.reciprocity.items.1: \"self.fit\" is not a yes_no item",
            ),
            (
                "tiers: {dimensions: [{id: brand, inputs: [{item: trend.rivarly, weight: 1}]}]}",
                "1:50 tiers.dimensions.brand.inputs.1.item: there is no item \"trend.rivarly\"",
            ),
            (
                "tiers: {dimensions: [{id: brand, inputs: [{item: customer.persona, weight: 1}]}]}",
                "1:50 tiers.dimensions.brand.inputs.1.item: the answers to \"customer.persona\" have no worth that could be scored",
            ),
            (
                "tiers: {dimensions: [{id: brand, inputs: [{weight: 1}]}]}",
                "1:43 tiers.dimensions.brand.inputs.1: an input has either an item or a metric",
            ),
        ];
        for (text, expected) in cases {
            let error = Playbook::overridden_by("mine.yaml", text).unwrap_err().to_string();
            assert!(
                error.starts_with(&format!("mine.yaml:{}", expected.replacen(' ', ": ", 1))),
                "{text}: {error}"
            );
            assert_eq!(error.lines().count(), 1, "{error}");
        }
    }

    #[test]
    fn weights_that_do_not_add_up_to_a_hundred_are_worth_a_remark() {
        assert_eq!(Playbook::built_in().unwrap().remarks(), []);
        let text = "tiers: {dimensions: [{id: brand, weight: 35.5}]}";
        let remarks = Playbook::overridden_by("mine.yaml", text).unwrap().remarks();
        assert!(remarks[0].en.contains("add up to 120.5, not to 100"), "{}", remarks[0].en);
        let even = "tiers: {dimensions: [{id: brand, weight: 10}, {id: growth, weight: 20}]}";
        assert_eq!(Playbook::overridden_by("mine.yaml", even).unwrap().remarks(), []);
    }

    #[test]
    fn fewer_tiers_will_do_where_the_rest_takes_everybody() {
        let text = "tiers: {tiers: [{id: S, remove: true}, {id: C, remove: true}, {id: B, threshold: 0}]}";
        assert_eq!(Playbook::overridden_by("mine.yaml", text).unwrap().tiers.tiers.len(), 2);
    }
}
