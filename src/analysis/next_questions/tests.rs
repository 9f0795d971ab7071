//! Which questions come first, and why.

use std::sync::LazyLock;

use super::*;
use crate::domain::account::Account;
use crate::domain::choices::Outcome;
use crate::domain::date::parse_date;
use crate::domain::finding::Finding;
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Record};
use crate::domain::stage_move::{StageMove, Step};
use crate::domain::value::Value;

static PLAYBOOK: LazyLock<Playbook> = LazyLock::new(|| Playbook::built_in().unwrap());
const TODAY: Date = Date::constant(2026, 7, 1);

fn moved(step: Step, to: Stage) -> StageMove {
    let mut entry = Entry::blank(Kind::StageMove);
    entry.set("account", Value::Link(1));
    entry.set("step", Value::Text(step.as_str().into()));
    entry.set("to_stage", Value::Text(to.as_str().into()));
    entry.set("date", Value::Date(TODAY));
    StageMove::from_entry(&entry).unwrap()
}

fn facts(stage: Option<Stage>, answers: &[(&str, &str, Date)]) -> Facts {
    let mut entry = Entry::blank(Kind::Account);
    entry.set("name", Value::Text("Example Steel".into()));
    let account = Account::from_entry(&entry).unwrap();
    let findings = answers.iter().map(|(item, value, on)| {
        let mut entry = Entry::blank(Kind::Finding);
        entry.set("account", Value::Link(1));
        entry.set("item", Value::Text((*item).into()));
        entry.set("answered", Value::Text(if value.is_empty() { "unknown" } else { "known" }.into()));
        entry.set("value", if value.is_empty() { Value::Empty } else { Value::Text((*value).into()) });
        entry.set("date", Value::Date(*on));
        Finding::from_entry(&entry).unwrap()
    });
    Facts {
        findings: findings.collect(),
        moves: stage.into_iter().map(|stage| moved(Step::Set, stage)).collect(),
        ..Facts::of(account)
    }
}

fn of<'q>(questions: &'q [NextQuestion], item: &str) -> &'q NextQuestion {
    questions.iter().find(|question| question.item == item).unwrap()
}

/// Answers to the inputs that weigh most, all alike.
fn graded(scale: &'static str) -> Vec<(&'static str, &'static str, Date)> {
    [
        "self.turnover_with_us", "opportunity.potential", "customer.margin", "self.need_fit",
        "customer.brand_beacon",
    ]
    .map(|item| (item, scale, Date::constant(2026, 6, 1)))
    .to_vec()
}

#[test]
fn what_weighs_most_in_the_score_comes_first_while_nothing_is_known() {
    let questions = next_questions(&PLAYBOOK, &facts(None, &[]), TODAY);
    let beacon = of(&questions, "customer.brand_beacon");
    assert_eq!(beacon.reasons[0], Reason::TowardsGrade { percent: 15.0 });
    assert_eq!(beacon.reasons[0].in_words(&Labels::default(), Language::English), "15% towards a grade");
    assert!(questions.windows(2).all(|pair| pair[0].rank >= pair[1].rank));
    assert!(questions.iter().all(|question| !question.reasons.is_empty()));
}

#[test]
fn a_question_that_could_move_the_tier_says_from_where_to_where() {
    // Known: 5 inputs worth 75 each, so the estimate is 75: A. A brand or fit of 0 or 100 would move it.
    let questions = next_questions(&PLAYBOOK, &facts(None, &graded("4")), TODAY);
    let loyalty = of(&questions, "self.loyalty");
    assert!(
        loyalty
            .reasons
            .iter()
            .any(|reason| matches!(reason, Reason::MovesTier { from: Tier::A, to: Tier::B, .. })),
        "{loyalty:?}"
    );
    assert!(!questions.iter().any(|question| question.item == "customer.brand_beacon"), "answered");
    // At the top only the reciprocity test stands between A and S, and both of its questions are open.
    let questions = next_questions(&PLAYBOOK, &facts(None, &graded("5")), TODAY);
    assert!(
        !of(&questions, "self.executive_would_meet")
            .reasons
            .iter()
            .any(|reason| matches!(reason, Reason::MovesTier { .. }))
    );
    let mut one_yes = graded("5");
    one_yes.push(("self.would_make_good", "yes", TODAY));
    let questions = next_questions(&PLAYBOOK, &facts(None, &one_yes), TODAY);
    let last = of(&questions, "self.executive_would_meet");
    assert!(matches!(last.reasons[0], Reason::MovesTier { from: Tier::A, to: Tier::S, .. }), "{last:?}");
}

#[test]
fn where_a_tier_is_set_by_hand_only_the_computed_one_would_move() {
    let mut facts = facts(None, &graded("4"));
    let mut grade = Entry::blank(Kind::Grade);
    for (field, value) in [("tier", "S"), ("method", "manual"), ("reason", "board")] {
        grade.set(field, Value::Text(value.into()));
    }
    grade.set("account", Value::Link(1));
    grade.set("date", Value::Date(TODAY));
    facts.grades.push(Record::from_entry(&grade).unwrap());
    let questions = next_questions(&PLAYBOOK, &facts, TODAY);
    let moves = of(&questions, "self.loyalty").reasons.iter().find(|reason| reason.as_str() == "moves_tier");
    assert_eq!(
        moves.unwrap().in_words(&Labels::default(), Language::English),
        "could move the computed tier from A (C-S) to B, while S stays, which is set by hand"
    );
}

#[test]
fn what_the_current_stage_waits_for_comes_forward() {
    let waited_for = |stage: Stage| {
        let guide = PLAYBOOK.stage(stage.as_str()).unwrap();
        guide.exit.iter().any(|criterion| criterion.rule.as_ref().is_some_and(|rule| rule.answered.is_some()))
    };
    let stage = Stage::ALL.iter().copied().find(|stage| waited_for(*stage)).unwrap();
    let questions = next_questions(&PLAYBOOK, &facts(Some(stage), &[]), TODAY);
    assert_eq!(questions[0].reasons[0], Reason::NeededToLeave { stage }, "{:?}", questions[0]);
    let mut closed = facts(Some(stage), &[]);
    closed.moves.push(moved(Step::Close, stage));
    let questions = next_questions(&PLAYBOOK, &closed, TODAY);
    let waits = |question: &NextQuestion| question.reasons.contains(&Reason::NeededToLeave { stage });
    assert!(!questions.iter().any(waits), "a decision that ended waits for nothing");
}

#[test]
fn a_decision_that_was_won_still_waits_for_its_outcome() {
    let mut won = facts(Some(Stage::OutcomeReview), &[]);
    won.moves[0].outcome = Some(Outcome::Won);
    won.account.outcome = Some(Outcome::Won);
    let questions = next_questions(&PLAYBOOK, &won, TODAY);
    let waits = |question: &NextQuestion| {
        question.reasons.contains(&Reason::NeededToLeave { stage: Stage::OutcomeReview })
    };
    assert!(questions.iter().any(waits), "{:?}", questions[0]);
}

#[test]
fn stale_and_fruitless_answers_are_asked_again() {
    let (_, item) = PLAYBOOK.item("trend.rivalry").unwrap();
    let old = parse_date(&format!("-{}d", item.stale_after + 40), TODAY).unwrap().date;
    let asked = [("trend.rivalry", "4", old), ("trend.verdict", "", Date::constant(2026, 6, 21))];
    let questions = next_questions(&PLAYBOOK, &facts(None, &asked), TODAY);
    let rivalry = of(&questions, "trend.rivalry");
    assert_eq!((rivalry.state, &rivalry.reasons[..]), (State::Stale, &[Reason::Stale { days: 40 }][..]));
    assert!(of(&questions, "trend.verdict").reasons.contains(&Reason::NobodyKnew { days: 10 }));
}
