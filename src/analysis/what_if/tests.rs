//! Cases of what-if, computed by hand.

use std::sync::LazyLock;

use jiff::civil::date;

use super::*;
use crate::analysis::check::samples::{LABELS, sound};
use crate::analysis::environment::Environments;
use crate::analysis::facts::Facts;
use crate::domain::finding::Finding;
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Record};
use crate::domain::value::Value;

static PLAYBOOK: LazyLock<Playbook> = LazyLock::new(|| Playbook::built_in().unwrap());

fn finding(item: &str, value: &str) -> Finding {
    let mut entry = Entry::blank(Kind::Finding);
    entry.set("account", Value::Link(1));
    entry.set("item", Value::Text(item.into()));
    entry.set("answered", Value::Text("known".into()));
    entry.set("value", Value::Text(value.into()));
    entry.set("date", Value::Date(date(2026, 6, 1)));
    Finding::from_entry(&entry).unwrap()
}

/// Financial value and brand effect known in full, rivalry besides.
fn findings() -> Vec<Finding> {
    [
        ("self.turnover_with_us", "3"),
        ("opportunity.potential", "3"),
        ("customer.margin", "3"),
        ("customer.ability_to_pay", "3"),
        ("customer.brand_beacon", "5"),
        ("trend.rivalry", "4"),
    ]
    .map(|(item, value)| finding(item, value))
    .to_vec()
}

fn compared(assumptions: Vec<Assumption>) -> (Option<f64>, Option<f64>, Option<Tier>, Option<Tier>) {
    let findings = findings();
    let evidence = Evidence::of_records(&findings, &[], &[]);
    let scenario = Scenario::new(&PLAYBOOK, assumptions).unwrap();
    let (before, after) = scenario.scorers().compare(&evidence, date(2026, 7, 1));
    let sum: f64 = movers(&before, &after).iter().map(|mover| mover.points).sum();
    let moved = after.score.unwrap() - before.score.unwrap();
    assert!((sum - moved).abs() < 0.5, "the movers add up: {sum} {moved}");
    let steps = scenario.steps(&evidence, date(2026, 7, 1));
    if let (Some(first), Some(last)) = (steps.first(), steps.last()) {
        assert_eq!((&first.before, &last.after), (&before, &after), "the steps lead from one to the other");
    }
    (before.score, after.score, before.tier, after.tier)
}

fn account() -> Facts {
    let mut facts = sound();
    facts.findings = findings();
    facts
}

fn scored(premises: Vec<Premise>) -> (Option<f64>, Vec<Vec<Effect>>) {
    let case = Case::new(&PLAYBOOK, premises).unwrap();
    let supposed = case.suppose(&account(), &Environments::default(), date(2026, 7, 1)).unwrap();
    (supposed.after.score, supposed.made.into_iter().map(|made| made.outcome.effects).collect())
}

fn near(score: Option<f64>, expected: f64) {
    assert!((score.unwrap() - expected).abs() < 1e-9, "{score:?} {expected}");
}

#[test]
fn an_answer_in_the_facts_counts_as_one_that_is_assumed_for_a_score() {
    let case = Case::new(&PLAYBOOK, Vec::new()).unwrap();
    let facts = account();
    let evidence = Evidence::of(&facts);
    assert_eq!(
        case.suppose(&facts, &Environments::default(), date(2026, 7, 1)).unwrap().before,
        Scorer::new(&PLAYBOOK).score(&evidence, date(2026, 7, 1))
    );
    for (item, answer) in [
        ("trend.rivalry", Some(Answer::Scale(2))),
        ("trend.rivalry", None),
        ("self.loyalty", Some(Answer::Scale(5))),
        ("self.executive_would_meet", Some(Answer::YesNo(true))),
    ] {
        let item = item.to_owned();
        let assumed = vec![Assumption::Answer { item: item.clone(), answer: answer.clone() }];
        let scenario = Scenario::new(&PLAYBOOK, assumed).unwrap();
        let (_, expected) = scenario.scorers().compare(&evidence, date(2026, 7, 1));
        let case = Case::new(&PLAYBOOK, vec![Premise::Answer { item, answer }]).unwrap();
        let supposed = case.suppose(&facts, &Environments::default(), date(2026, 7, 1)).unwrap();
        assert_eq!(supposed.after, expected);
        assert_eq!(supposed.made[0].outcome.effects.len(), 1);
    }
}

#[test]
fn premises_are_made_one_on_top_of_the_other() {
    let answer = |scale| Premise::Answer { item: "trend.rivalry".into(), answer: Some(Answer::Scale(scale)) };
    let weight = Premise::Rating(Assumption::Weight { dimension: "growth".into(), weight: 0.0 });
    let of = |scale| scored(vec![answer(scale)]).0;
    let (score, effects) = scored(vec![answer(1), answer(5), answer(5)]);
    assert_eq!(score, of(5));
    assert_eq!(effects.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 0]);
    assert_eq!(scored(vec![answer(1), weight.clone()]).0, scored(vec![weight]).0);
}

#[test]
fn what_is_as_assumed_already_changes_nothing_anywhere() {
    let facts = account();
    let field = |name: &str| Box::new(Kind::Contact.field(name).unwrap().clone());
    let today = date(2026, 7, 1);
    let lens = Lens::new(&PLAYBOOK, &LABELS, today, 30);
    for premises in [
        Vec::new(),
        vec![
            Premise::Answer { item: "trend.rivalry".into(), answer: Some(Answer::Scale(4)) },
            Premise::Field {
                kind: Kind::Contact,
                id: 1,
                field: field("relationship"),
                value: Value::Integer(4),
            },
            Premise::Field {
                kind: Kind::Contact,
                id: 99,
                field: field("relationship"),
                value: Value::Integer(1),
            },
            Premise::Margin(-5.0),
        ],
    ] {
        let case = Case::new(&PLAYBOOK, premises).unwrap();
        let supposed = case.suppose(&facts, &Environments::default(), today).unwrap();
        assert!(supposed.made.iter().all(|made| made.outcome.effects.is_empty()));
        assert_eq!(format!("{:?}", supposed.facts), format!("{facts:?}"));
        let before = lens.picture(&facts, supposed.before.clone());
        assert_eq!(before, lens.picture(&supposed.facts, supposed.after.clone()));
    }
}

#[test]
fn a_field_that_is_otherwise_reaches_what_is_computed_from_it() {
    let facts = account();
    let field = Box::new(Kind::Contact.field("relationship").unwrap().clone());
    let premise = Premise::Field { kind: Kind::Contact, id: 1, field, value: Value::Integer(1) };
    let case = Case::new(&PLAYBOOK, vec![premise]).unwrap();
    let today = date(2026, 3, 2);
    let supposed = case.suppose(&facts, &Environments::default(), today).unwrap();
    let input =
        |score: &Score, name: &str| score.inputs.iter().find(|input| input.name == name).unwrap().points;
    assert_eq!(input(&supposed.before, "decision_access"), Some(80.0));
    assert_eq!(input(&supposed.after, "decision_access"), Some(20.0));
    let lens = Lens::new(&PLAYBOOK, &LABELS, today, 30);
    let (before, after) = (
        lens.picture(&facts, supposed.before.clone()),
        lens.picture(&supposed.facts, supposed.after.clone()),
    );
    let alerts = come(&before.alerts, &after.alerts, |concern| concern.rule.id.clone());
    let rules: Vec<&str> = alerts.iter().map(|concern| concern.rule.id.as_str()).collect();
    assert_eq!(rules, ["single_threaded"]);
}

#[test]
fn nothing_assumed_changes_nothing() {
    let (before, after, was, is) = compared(Vec::new());
    // 35 x 50, growth 15 x 25 (rivalry turned round), 15 x 100, over 65.
    near(before, (35.0 * 50.0 + 15.0 * 25.0 + 15.0 * 100.0) / 65.0);
    assert_eq!((before, was), (after, is));
}

#[test]
fn another_answer_is_turned_round_where_a_high_one_is_bad() {
    let answer = Some(Answer::Scale(2));
    let (_, after, ..) = compared(vec![Assumption::Answer { item: "trend.rivalry".into(), answer }]);
    near(after, (35.0 * 50.0 + 15.0 * 75.0 + 15.0 * 100.0) / 65.0);
    let unknown = Assumption::Answer { item: "trend.rivalry".into(), answer: None };
    near(compared(vec![unknown]).1, (35.0 * 50.0 + 15.0 * 100.0) / 50.0);
}

#[test]
fn other_weights_and_thresholds_are_held_against_each_other() {
    let weight = Assumption::Weight { dimension: "brand".into(), weight: 30.0 };
    let (_, after, _, tier) = compared(vec![weight.clone()]);
    near(after, (35.0 * 50.0 + 15.0 * 25.0 + 30.0 * 100.0) / 80.0);
    assert_eq!(tier, Some(Tier::B));
    let threshold = Assumption::Threshold { tier: Tier::A, from: 60.0 };
    assert_eq!(compared(vec![weight, threshold]).3, Some(Tier::A));
    assert_eq!(compared(vec![Assumption::MinimumCoverage(90.0)]).3, None);
    let measure = Assumption::Measure { name: "decision_access".into(), points: Some(100.0) };
    near(compared(vec![measure]).1, (35.0 * 50.0 + 15.0 * 25.0 + 15.0 * 100.0 + 10.0 * 100.0) / 75.0);
}

#[test]
fn an_input_may_weigh_otherwise_within_its_dimension() {
    let weigh = |input: &str, weight| Assumption::InputWeight { input: input.into(), weight };
    // Rivalry and the verdict on growth, one known: the estimate stays, as what is known stands for all.
    let (before, after, ..) = compared(vec![weigh("trend.rivalry", 9.0)]);
    assert_eq!(before, after);
    // Without rivalry nothing is known of the environment.
    near(compared(vec![weigh("trend.rivalry", 0.0)]).1, (35.0 * 50.0 + 15.0 * 100.0) / 50.0);
    let negative = Scenario::new(&PLAYBOOK, vec![weigh("trend.rivalry", -1.0)]);
    assert!(negative.is_err());
}

#[test]
fn rules_by_which_nobody_can_be_graded_are_refused() {
    use crate::domain::language::{Bilingual, Language};
    let threshold = |tier, from| Assumption::Threshold { tier, from };
    let weight = |dimension: &str, weight| Assumption::Weight { dimension: dimension.into(), weight };
    let none = ["financial", "strategic", "growth", "brand", "relationship"].map(|id| weight(id, 0.0));
    for (assumptions, told) in [
        (vec![threshold(Tier::A, 90.0)], "S would begin at 85 and A at 90"),
        (vec![threshold(Tier::C, 10.0)], "C takes everybody else"),
        (vec![threshold(Tier::S, 101.0)], "S is not from 0 to 100: 101"),
        (vec![weight("brand", -1.0)], "the weight of brand is below 0: -1"),
        (none.to_vec(), "at least one dimension needs a weight above 0"),
    ] {
        let error = Scenario::new(&PLAYBOOK, assumptions).unwrap_err().told_in(Language::English);
        assert!(error.contains(told), "{error}");
    }
    let lowered = vec![threshold(Tier::A, 90.0), threshold(Tier::S, 95.0)];
    assert!(Scenario::new(&PLAYBOOK, lowered).is_ok(), "what counts is what comes of it all");
}
