//! Cases of the decision process, counted by hand.

use super::CriterionState::{Met, Question, Unmet};
use super::*;
use crate::analysis::facts::Facts;
use crate::domain::choices::Stage::{Aware, EvaluateCost, Goal, Implementation, Pain, Unaware};
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Record};
use crate::domain::value::Value;

/// A signal, the stage it speaks for, and when it was seen.
type Seen<'s> = (&'s str, Stage, &'s str);

/// The stage that signals say, how many do, and how many do not.
type Said = (Stage, usize, usize);

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn entry<R: Record>(values: &[(&str, Value)]) -> R {
    let mut entry = Entry::blank(R::KIND);
    if R::KIND != Kind::Account {
        entry.set("account", Value::Link(1));
    }
    for (name, value) in values {
        assert!(R::KIND.field(name).is_some(), "{name}");
        entry.set(name, value.clone());
    }
    R::from_entry(&entry).unwrap()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn named(name: &str) -> Facts {
    Facts::of(entry(&[("name", text(name))]))
}

/// Facts with moves: step, stage, date, and how it ended where it did.
fn moved(moves: &[(Step, Stage, &str, Option<Outcome>)]) -> Facts {
    let mut facts = named("Acme");
    let mut from = Value::Empty;
    for (step, to, date, outcome) in moves {
        facts.moves.push(entry(&[
            ("step", text(step.as_str())),
            ("from_stage", from),
            ("to_stage", text(to.as_str())),
            ("date", Value::Date(day(date))),
            ("outcome", outcome.map_or(Value::Empty, |outcome| text(outcome.as_str()))),
        ]));
        from = text(to.as_str());
    }
    facts
}

fn signalled(mut facts: Facts, signals: &[Seen]) -> Facts {
    for (signal, stage, date) in signals {
        facts.signals.push(entry(&[
            ("signal", text(signal)),
            ("stage", text(stage.as_str())),
            ("date", Value::Date(day(date))),
        ]));
    }
    facts
}

fn at(facts: &Facts, today: &str) -> Position {
    position(&Playbook::built_in().unwrap(), &facts.process(), day(today))
}

#[test]
fn an_account_without_a_move_counts_as_unaware_and_never_stalls() {
    let position = at(&named("Acme"), "2026-03-01");
    assert_eq!((position.stage, position.since, position.days), (Unaware, None, None));
    assert_eq!((position.stalled, position.closed, position.cycle_days), (false, false, None));
}

#[test]
fn a_stage_is_stalled_the_day_after_its_expected_days() {
    let facts = moved(&[(Step::Set, Goal, "2026-01-01", None)]);
    let expected = at(&facts, "2026-01-01").expected_days.unwrap();
    assert_eq!(expected, 45);
    // 1 January + 45 days = 15 February.
    assert!(!at(&facts, "2026-02-15").stalled);
    assert!(at(&facts, "2026-02-16").stalled);
    assert_eq!(at(&facts, "2026-02-16").days, Some(46));
}

#[test]
fn a_closed_decision_does_not_stall_and_its_days_stop() {
    let facts = moved(&[
        (Step::Set, Goal, "2026-01-01", None),
        (Step::Close, Goal, "2026-01-11", Some(Outcome::Lost)),
    ]);
    let position = at(&facts, "2026-12-31");
    assert_eq!((position.stalled, position.closed, position.days), (false, true, Some(10)));
    assert_eq!(position.outcome, Some(Outcome::Lost));
    assert_eq!(position.cycle_days, Some(10));
}

#[test]
fn a_project_that_was_decided_without_a_move_is_over_by_its_status() {
    use crate::analysis::check::samples::project;
    let facts = named("Acme");
    let at = |status: &str| {
        let project = project(&[("status", text(status))]);
        position(&Playbook::built_in().unwrap(), &facts.process_of(&project), day("2026-03-02"))
    };
    let lost = at("lost");
    assert_eq!(
        (lost.closed, lost.outcome, lost.stage, lost.days),
        (true, Some(Outcome::Lost), Unaware, None)
    );
    let open = at("open");
    assert_eq!((open.closed, open.outcome), (false, None));
}

#[test]
fn a_decision_was_made_when_it_was_won_and_not_when_it_was_implemented() {
    let decided = |moves: &[(Step, Stage, &str, Option<Outcome>)]| {
        decisive(&moved(moves).moves).map(|moved| moved.date.to_string())
    };
    let won = Some(Outcome::Won);
    let mut moves = vec![
        (Step::Set, EvaluateCost, "2026-01-01", None),
        (Step::Close, EvaluateCost, "2026-01-11", won),
        (Step::Advance, Implementation, "2026-02-01", won),
        (Step::Close, Implementation, "2026-02-20", won),
    ];
    assert_eq!(decided(&moves).as_deref(), Some("2026-01-11"));
    moves.push((Step::Reopen, Unaware, "2026-03-01", None));
    assert_eq!(decided(&moves), None);
    assert_eq!(decided(&[]), None);
}

#[test]
fn the_path_counts_the_days_of_each_stay_and_a_return_is_a_new_stay() {
    let facts = moved(&[
        (Step::Advance, Aware, "2026-01-01", None),
        (Step::Advance, Pain, "2026-01-05", None),
        (Step::Back, Aware, "2026-01-12", None),
        (Step::Advance, Pain, "2026-02-01", None),
    ]);
    let stays: Vec<(Stage, i64)> =
        path(&facts.moves, day("2026-02-03")).iter().map(|stay| (stay.stage, stay.days)).collect();
    assert_eq!(stays, [(Aware, 4), (Pain, 7), (Aware, 20), (Pain, 2)]);
    assert_eq!(at(&facts, "2026-02-03").since, Some(day("2026-02-01")));
    assert_eq!(at(&facts, "2026-02-03").cycle_days, Some(33));
}

#[test]
fn a_close_has_no_days_whatever_comes_after_it() {
    let mut moves = vec![
        (Step::Set, Goal, "2026-01-01", None),
        (Step::Close, Goal, "2026-01-11", Some(Outcome::Dormant)),
    ];
    assert_eq!(days_after(&moved(&moves).moves, day("2027-05-01")), [Some(10), None]);
    moves.push((Step::Reopen, Goal, "2026-03-01", None));
    assert_eq!(days_after(&moved(&moves).moves, day("2026-03-08")), [Some(10), None, Some(7)]);
}

#[test]
fn the_cycle_ends_with_the_purchase_and_a_dormant_time_counts_once_it_is_taken_up_again() {
    for (moves, today, expected) in [
        // Won on day 10; the implementation is no part of the cycle.
        (
            &[
                (Step::Advance, EvaluateCost, "2026-01-01", None),
                (Step::Advance, Implementation, "2026-01-11", Some(Outcome::Won)),
            ][..],
            "2026-05-01",
            10,
        ),
        // Closed as won, then implemented: still day 10.
        (
            &[
                (Step::Advance, EvaluateCost, "2026-01-01", None),
                (Step::Close, EvaluateCost, "2026-01-11", Some(Outcome::Won)),
                (Step::Advance, Implementation, "2026-02-01", Some(Outcome::Won)),
            ],
            "2026-05-01",
            10,
        ),
        // Dormant on day 10, taken up on day 59, today is day 69.
        (
            &[
                (Step::Advance, Goal, "2026-01-01", None),
                (Step::Close, Goal, "2026-01-11", Some(Outcome::Dormant)),
                (Step::Reopen, Goal, "2026-03-01", None),
            ],
            "2026-03-11",
            69,
        ),
        // A new decision after a won one counts from its own beginning.
        (
            &[
                (Step::Advance, Implementation, "2026-01-11", Some(Outcome::Won)),
                (Step::Close, Implementation, "2026-02-11", Some(Outcome::Won)),
                (Step::Reopen, Unaware, "2026-03-01", None),
            ],
            "2026-03-06",
            5,
        ),
    ] {
        assert_eq!(at(&moved(moves), today).cycle_days, Some(expected), "{moves:?}");
    }
}

#[test]
fn the_newest_day_of_signals_decides_and_on_it_the_majority() {
    let set = &[(Step::Set, Goal, "2026-02-01", None)][..];
    let cases: &[(&[Seen], Option<Said>)] = &[
        (&[], None),
        (&[("asks_about_solutions", Goal, "2026-02-02")], None),
        (&[("asks_for_price_cut", EvaluateCost, "2026-02-02")], Some((EvaluateCost, 1, 0))),
        // Known before the stage was set.
        (&[("asks_for_price_cut", EvaluateCost, "2026-01-31")], None),
        // A newer signal for the stage that was set.
        (
            &[("asks_for_price_cut", EvaluateCost, "2026-02-02"), ("states_a_target", Goal, "2026-02-03")],
            None,
        ),
        // The newest one wins, also where it speaks for an earlier stage.
        (
            &[
                ("asks_for_price_cut", EvaluateCost, "2026-02-02"),
                ("talks_about_effects", Aware, "2026-02-03"),
            ],
            Some((Aware, 1, 0)),
        ),
        // Two against one on the same day.
        (
            &[
                ("asks_for_price_cut", EvaluateCost, "2026-02-03"),
                ("talks_about_effects", Aware, "2026-02-03"),
                ("names_a_problem", Aware, "2026-02-03"),
            ],
            Some((Aware, 2, 1)),
        ),
        // One each on the same day: the later stage.
        (
            &[
                ("talks_about_effects", Aware, "2026-02-03"),
                ("asks_for_price_cut", EvaluateCost, "2026-02-03"),
            ],
            Some((EvaluateCost, 1, 1)),
        ),
    ];
    for (signals, expected) in cases {
        let facts = signalled(moved(set), signals);
        let found = mismatch(&facts.process(), &at(&facts, "2026-02-10"));
        assert_eq!(
            found.map(|found| (found.says, found.signals.len(), found.others)),
            *expected,
            "{signals:?}"
        );
    }
}

#[test]
fn signals_of_an_account_without_a_stage_speak_too_and_those_of_a_closed_decision_do_not() {
    let price = &[("asks_for_price_cut", EvaluateCost, "2026-02-02")];
    let facts = signalled(named("Acme"), price);
    assert!(mismatch(&facts.process(), &at(&facts, "2026-02-10")).unwrap().is_ahead());
    let closed = moved(&[(Step::Close, Goal, "2026-01-11", Some(Outcome::Lost))]);
    let facts = signalled(closed, price);
    assert_eq!(mismatch(&facts.process(), &at(&facts, "2026-02-10")), None);
}

#[test]
fn fresh_answers_speak_for_stages_ahead_only() {
    let playbook = Playbook::built_in().unwrap();
    let answered = |item: &str, value: &str, date: &str| -> crate::domain::finding::Finding {
        entry(&[
            ("item", text(item)),
            ("answered", text("known")),
            ("value", text(value)),
            ("date", Value::Date(day(date))),
        ])
    };
    let requirements = |date| answered("self.supplier_requirements", "ISO 9001", date);
    let set = |stage| moved(&[(Step::Set, stage, "2026-02-01", None)]);
    for (mut facts, finding, expected) in [
        (set(Pain), requirements("2026-02-02"), Some(Stage::Requirements)),
        // Known when the stage was set, or of a stage behind.
        (set(Pain), requirements("2026-01-31"), None),
        (set(EvaluateCost), requirements("2026-02-02"), None),
        // Without a stage every answer counts.
        (named("Acme"), requirements("2026-01-31"), Some(Stage::Requirements)),
        // Only some answers show the signal, and none wins a purchase.
        (
            set(Implementation),
            answered("self.value_confirmed", "partly", "2026-02-02"),
            Some(Stage::OutcomeReview),
        ),
        (set(Implementation), answered("self.value_confirmed", "not_measured", "2026-02-02"), None),
        (set(Goal), answered("self.value_confirmed", "partly", "2026-02-02"), None),
    ] {
        facts.findings.push(finding.clone());
        let ahead = answers_ahead(&playbook, &facts, &at(&facts, "2026-02-10"), day("2026-02-10"));
        assert_eq!(ahead.map(|ahead| ahead.says), expected, "{finding:?}");
    }
}

#[test]
fn records_that_answer_a_question_speak_by_the_day_on_which_they_were_written() {
    let playbook = Playbook::built_in().unwrap();
    for (written, expected) in
        [("2026-02-02T09:00:00Z", Some(Stage::Requirements)), ("2026-01-30T09:00:00Z", None)]
    {
        let mut facts = moved(&[(Step::Set, Pain, "2026-02-01", None)]);
        let created = Value::Moment(written.parse().unwrap());
        facts.requirements = vec![entry(&[("title", text("ISO 9001")), ("created", created)])];
        let ahead = answers_ahead(&playbook, &facts, &at(&facts, "2026-02-10"), day("2026-02-10"));
        assert_eq!(ahead.map(|ahead| ahead.says), expected, "{written}");
    }
}

#[test]
fn criteria_are_met_by_records_and_questions_by_confirmation() {
    let playbook = Playbook::built_in().unwrap();
    let mut facts = named("Acme");
    let states = |facts: &Facts| -> Vec<(&'static str, CriterionState)> {
        let of = criteria(&playbook, facts, Stage::Measures, Stage::EvaluateSolution, day("2026-02-01"));
        ["guided_solution_recorded", "measures_confirmed_by_customer"]
            .map(|id| (id, of.named(id).unwrap().state))
            .to_vec()
    };
    assert_eq!(states(&facts).iter().map(|(_, state)| *state).collect::<Vec<_>>(), [Unmet, Question]);
    facts.needs.push(entry(&[("title", text("Close faster")), ("guided_solution", text("Automate"))]));
    assert_eq!(states(&facts).iter().map(|(_, state)| *state).collect::<Vec<_>>(), [Met, Question]);

    let of = criteria(&playbook, &facts, Stage::Measures, Stage::EvaluateSolution, day("2026-02-01"));
    assert_eq!(of.blocking(&[]).count(), 1);
    assert_eq!(of.blocking(&["measures_confirmed_by_customer".to_owned()]).count(), 0);
}

#[test]
fn an_advance_over_several_stages_has_to_meet_the_criteria_of_each() {
    let playbook = Playbook::built_in().unwrap();
    let facts = named("Acme");
    let of = criteria(&playbook, &facts, Unaware, Goal, day("2026-02-01"));
    let ids: Vec<&str> = of.0.iter().map(|status| status.criterion.id.as_str()).collect();
    assert_eq!(ids, ["somebody_met", "problem_recorded", "essence_found", "stakeholder_named"]);
    assert!(criteria(&playbook, &facts, Goal, Goal, day("2026-02-01")).0.is_empty());
}

#[test]
fn a_fix_names_the_account_and_its_only_need_as_a_shell_takes_them() {
    let mut facts = named("Ann's Steel");
    let fix = "acct needs edit ACCOUNT NEED --essence TEXT";
    assert_eq!(fix_command(fix, &facts), r"acct needs add 'Ann'\''s Steel' TITLE --essence TEXT");
    facts.needs.push(entry(&[("title", text("三天结账"))]));
    assert_eq!(fix_command(fix, &facts), r"acct needs edit 'Ann'\''s Steel' 三天结账 --essence TEXT");
    facts.needs.push(entry(&[("title", text("Other"))]));
    assert_eq!(fix_command(fix, &facts), r"acct needs edit 'Ann'\''s Steel' NEED --essence TEXT");
}
