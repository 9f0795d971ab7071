//! Each kind of task is due when it should be, and not before.

use super::*;
use crate::analysis::check::samples::*;
use crate::domain::account::AccountRelation;
use crate::domain::choices::Tier;
use crate::domain::contact::Function;
use crate::domain::value::Value;

/// Kind, day, urgency, what is to be done and the command, within seven days of 2 March 2026.
fn told(facts: &Facts, trips: &[Trip], kinds: &[TaskKind]) -> Vec<String> {
    let horizon = Horizon::of(today(), 7);
    let tasks = Planner::new(&PLAYBOOK, &Labels::default(), horizon, kinds)
        .agenda(facts, PersonalFile::Included(trips));
    let told = |task: &Task| {
        format!("{} {} {} | {} | {}", task.kind, task.due, task.urgency, task.what.en, task.command)
    };
    tasks.iter().map(told).collect()
}

#[test]
fn promises_are_listed_from_overdue_to_the_last_day() {
    let with = |due: &str| {
        let mut facts = sound();
        facts.interactions = vec![talk("2026-02-27", Some(due))];
        told(&facts, &[], &[TaskKind::Promise])
    };
    let line =
        |due: &str, urgency: &str| format!("promise {due} {urgency} | Send the report | acct log done '#8'");
    for (due, urgency) in [("2026-03-01", "overdue"), ("2026-03-02", "today"), ("2026-03-09", "soon")] {
        assert_eq!(with(due), [line(due, urgency)]);
    }
    assert!(with("2026-03-10").is_empty());
}

#[test]
fn contact_is_due_when_the_cadence_of_the_tier_says() {
    let with = |tier, last: &str| {
        let mut facts = sound();
        facts.account.tier = tier;
        facts.interactions = vec![talk(last, None)];
        told(&facts, &[], &[TaskKind::Contact])
    };
    // S: every 14 days, so 2026-02-20 asks for 2026-03-06.
    assert_eq!(
        with(Some(Tier::S), "2026-02-20"),
        [
            r"contact 2026-03-06 soon | Get in touch: last on 2026-02-20, every 14 d | acct log add 'Ann'\''s Steel' TEXT --kind call"
        ]
    );
    assert!(with(Some(Tier::S), "2026-02-24").is_empty());
    assert!(with(None, "2026-02-20").is_empty());
    let mut facts = sound();
    facts.interactions.clear();
    assert!(
        told(&facts, &[], &[TaskKind::Contact])[0].starts_with("contact 2026-03-02 today | Get in touch for")
    );
}

#[test]
fn the_stage_waits_for_its_first_unmet_criterion_when_its_days_are_over() {
    let with = |since: &str| {
        let mut facts = sound();
        facts.moves = vec![moved("set", "aware", since, &[])];
        told(&facts, &[], &[TaskKind::Stage])
    };
    let of_project = |since: &str| {
        let mut facts = sound();
        facts.projects = vec![project(&[("close_date", Value::Empty)])];
        let moved = moved("set", "aware", since, &[]);
        facts.project_moves = vec![crate::domain::stage_move::StageMove {
            project: Some(crate::domain::id::Id::new(40)),
            ..moved
        }];
        told(&facts, &[], &[TaskKind::Stage])
    };
    assert_eq!(
        of_project("2025-12-09"),
        [
            r#"stage 2026-03-09 soon | Mill control · Missing to leave "Aware": One need is recorded with the problem the customer raised. | acct needs add 'Ann'\''s Steel' TITLE --problem TEXT"#
        ]
    );
    assert!(of_project("2025-12-10").is_empty());
    // 90 days are expected: 2025-12-09 and 90 days is 2026-03-09.
    assert_eq!(
        with("2025-12-09"),
        [
            r#"stage 2026-03-09 soon | Missing to leave "Aware": One need is recorded with the problem the customer raised. | acct needs add 'Ann'\''s Steel' TITLE --problem TEXT"#
        ]
    );
    assert!(with("2025-12-10").is_empty());
}

#[test]
fn a_question_is_asked_where_there_is_an_occasion() {
    let mut facts = sound();
    let questions = told(&facts, &[], &[TaskKind::Question]);
    assert!(questions[0].starts_with("question 2026-03-09 soon | "), "{questions:?}");
    facts.interactions = vec![talk("2026-03-01", None)];
    assert!(told(&facts, &[], &[TaskKind::Question]).is_empty());
}

/// What is proposed to be asked, where the stage waits for something.
fn asked(facts: &Facts, days: i64) -> Vec<String> {
    let labels = Labels::default();
    let planner = Planner::new(&PLAYBOOK, &labels, Horizon::of(today(), days), TaskKind::ALL);
    let tasks = planner.agenda(facts, PersonalFile::LeftOut);
    let of = |kind| tasks.iter().filter(move |task: &&Task| task.kind == kind);
    let stages: Vec<&str> = of(TaskKind::Stage).map(|task| task.command.as_str()).collect();
    assert!(of(TaskKind::Question).all(|task| !stages.contains(&task.command.as_str())), "{tasks:?}");
    of(TaskKind::Question).map(|task| task.key.clone()).collect()
}

#[test]
fn what_the_stage_waits_for_is_not_asked_twice_and_the_next_question_is_asked_instead() {
    let mut facts = sound();
    facts.account.tier = None;
    facts.contacts.retain(|contact| contact.function != Some(Function::Technical));
    facts.moves = vec![moved("set", "evaluate_solution", "2025-01-01", &[])];
    facts.interactions = vec![talk("2026-02-27", Some("2026-03-03"))];
    let mut told = Vec::new();
    // One question after the other is put off; none of them is what the stage waits for, and none is proposed again.
    for round in 0..5 {
        let questions = asked(&facts, 30);
        let [question] = questions.as_slice() else { panic!("one question: {questions:?}") };
        assert!(!told.contains(question), "{told:?} {question}");
        let mut unknown = answer(100 + round, question, "", "2026-03-01", "call");
        unknown.answered = crate::domain::finding::Answered::Unknown;
        facts.findings.push(unknown);
        told.push(question.clone());
    }
}

#[test]
fn purchases_are_listed_on_the_day_the_customer_means_to_buy_until_it_has() {
    let with = |values: &[(&str, Value)]| {
        let mut facts = sound();
        facts.plans = vec![plan(values)];
        told(&facts, &[], &[TaskKind::Purchase])
    };
    let amount = Value::Money(
        crate::domain::money::Money::parse("USD 45m", crate::domain::money::Currency::CNY).unwrap().money,
    );
    assert_eq!(
        with(&[("amount", amount)]),
        ["purchase 2026-03-09 soon | Second line · USD 45m | acct plan edit '#30' --status CHOICE"]
    );
    assert_eq!(
        with(&[("purchase_date", day("2026-02-01"))]),
        ["purchase 2026-02-01 overdue | Second line | acct plan edit '#30' --status CHOICE"]
    );
    for ended in ["ordered", "done", "dropped"] {
        assert!(with(&[("status", text(ended))]).is_empty(), "{ended}");
    }
    assert!(with(&[("purchase_date", day("2026-03-10"))]).is_empty());
    assert!(with(&[("purchase_date", Value::Empty)]).is_empty());
}

#[test]
fn what_is_to_be_decided_and_what_runs_out_is_listed_on_its_day() {
    let mut facts = sound();
    facts.projects = vec![project(&[]), project(&[("status", text("won"))])];
    facts.requirements = vec![
        requirement(&[("due_date", day("2026-03-05"))]),
        requirement(&[
            ("status", text("met")),
            ("expires", day("2026-03-01")),
            ("due_date", day("2026-03-05")),
        ]),
        requirement(&[("status", text("not_met")), ("expires", day("2026-03-05"))]),
    ];
    assert_eq!(
        told(&facts, &[], &[TaskKind::Project, TaskKind::Requirement]),
        [
            "requirement 2026-03-01 overdue | ISO 9001 expires | acct requirement edit '#50' --expires DATE",
            "requirement 2026-03-05 soon | ISO 9001 is due | acct requirement edit '#50' --status CHOICE",
            "project 2026-03-09 soon | Mill control | acct stage close 'Ann'\\''s Steel' --project 'Mill control' OUTCOME",
        ]
    );
}

#[test]
fn birthdays_and_trips_are_told_only_with_the_personal_file() {
    let mut facts = sound();
    facts.contacts[0].birthday = Some("1966-03-05".parse().unwrap());
    facts.contacts[1].birthday = Some("1966-03-01".parse().unwrap());
    let trip = |from: &str, to: &str| {
        record(
            70,
            &[("contact", Value::Link(2)), ("place", text("北京")), ("from", day(from)), ("to", day(to))],
        )
    };
    let trips = [
        trip("2026-02-25", "2026-03-02"),
        trip("2026-02-01", "2026-03-01"),
        trip("2026-03-10", "2026-03-12"),
    ];
    assert_eq!(
        told(&facts, &trips, &[TaskKind::Birthday, TaskKind::Trip]),
        [
            r"trip 2026-03-02 today | Engineer is in 北京 from 2026-02-25 to 2026-03-02 | acct log add 'Ann'\''s Steel' TEXT --kind visit --contact Engineer",
            r"birthday 2026-03-05 soon | Birthday of Boss | acct log add 'Ann'\''s Steel' TEXT --kind call --contact Boss",
        ]
    );
    let horizon = Horizon::of(today(), 7);
    let tasks = Planner::new(&PLAYBOOK, &Labels::default(), horizon, TaskKind::ALL)
        .agenda(&facts, PersonalFile::LeftOut);
    assert!(tasks.iter().all(|task| !matches!(task.kind, TaskKind::Birthday | TaskKind::Trip)));
}

#[test]
fn of_what_is_over_only_promises_are_left() {
    let mut facts = sound();
    facts.account.relation = Some(AccountRelation::Lost);
    facts.moves = vec![moved("close", "pain", "2025-02-01", &[("outcome", text("lost"))])];
    facts.interactions = vec![talk("2025-02-20", Some("2025-02-25"))];
    let horizon = Horizon::of(today(), 7);
    let tasks = Planner::new(&PLAYBOOK, &Labels::default(), horizon, TaskKind::ALL)
        .agenda(&facts, PersonalFile::LeftOut);
    let kinds: Vec<TaskKind> = tasks.iter().map(|task| task.kind).collect();
    assert_eq!(kinds, [TaskKind::Promise]);
}

#[test]
fn tasks_are_ordered_by_tier_then_urgency_then_day() {
    let task = |urgency, due: &str| Task {
        kind: TaskKind::Promise,
        due: due.parse().unwrap(),
        span: None,
        urgency,
        what: Text::default(),
        record: Meant::of(&sound().account),
        key: String::new(),
        industry: None,
        command: String::new(),
    };
    let late = task(Urgency::Overdue, "2026-03-01");
    let later = task(Urgency::Overdue, "2026-02-01");
    let soon = task(Urgency::Soon, "2026-03-05");
    let mut tasks = [(None, &later), (Some(Tier::C), &late), (Some(Tier::S), &soon), (Some(Tier::C), &later)];
    tasks.sort_by_key(|(tier, task)| rank_key(*tier, task));
    assert_eq!(
        tasks,
        [(Some(Tier::S), &soon), (Some(Tier::C), &later), (Some(Tier::C), &late), (None, &later)]
    );
}
