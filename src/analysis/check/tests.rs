//! Each rule fires on hand-made facts, and does not fire where nothing is wrong.

use super::samples::*;
use super::*;
use crate::domain::language::Language;
use crate::domain::value::Value;
use crate::playbook::Severity;

/// What a rule finds: record, message in English, and fix of each.
fn found(rule: &str, facts: &Facts) -> Vec<String> {
    let checker = Checker::new(&PLAYBOOK, &LABELS, today(), &[rule.to_owned()]);
    let concerns = checker.check(facts).1;
    assert!(concerns.iter().all(|concern| concern.rule.id == rule));
    let told = |concern: Concern| {
        let message = concern.message.get(Language::English);
        let then = concern.then.map_or_else(String::new, |then| format!(" | {then}"));
        format!("#{} {} | {message} | {}{then}", concern.record.id, concern.record.name, concern.fix)
    };
    concerns.into_iter().map(told).collect()
}

#[track_caller]
pub(super) fn fires(rule: &str, change: impl Fn(&mut Facts), expected: &str) {
    assert_eq!(found(rule, &sound()), Vec::<String>::new(), "nothing is wrong yet");
    let mut facts = sound();
    change(&mut facts);
    assert_eq!(found(rule, &facts), [expected]);
}

#[track_caller]
pub(super) fn does_not_fire(rule: &str, change: impl Fn(&mut Facts)) {
    let mut facts = sound();
    change(&mut facts);
    assert_eq!(found(rule, &facts), Vec::<String>::new());
}

#[test]
fn every_rule_of_the_playbook_has_its_condition_and_the_other_way_round() {
    let rules: Vec<&str> = PLAYBOOK.checks.iter().map(|rule| rule.id.as_str()).collect();
    let conditions: Vec<&str> = CONDITIONS.iter().map(|(id, _)| *id).collect();
    assert_eq!(rules, conditions);
    assert!(EVEN_WHEN_OVER.iter().all(|id| rules.contains(id)));
}

#[test]
fn every_rule_is_tried_here() {
    let [own, plans] = [include_str!("tests.rs"), include_str!("plans.rs")];
    let [projects, commitments] = [include_str!("projects.rs"), include_str!("commitments.rs")];
    let [strategy, value] = [include_str!("strategy.rs"), include_str!("value.rs")];
    let orders = include_str!("orders.rs");
    let [rivals, voice, answers] =
        [include_str!("rivals.rs"), include_str!("voice.rs"), include_str!("answers.rs")];
    let tests = [own, plans, projects, commitments, strategy, value, orders, rivals, voice, answers].concat();
    for (id, _) in CONDITIONS {
        assert!(tests.contains(&format!("\"{id}\"")), "{id}");
    }
}

#[test]
fn nothing_is_wrong_with_sound_work() {
    let checker = Checker::new(&PLAYBOOK, &LABELS, today(), &[]);
    assert_eq!(checker.check(&sound()), (Extent::Worked, Vec::new()));
}

#[test]
fn people_who_are_missing_are_told() {
    fires(
        "no_contact",
        |facts| facts.contacts.clear(),
        r"#1 Ann's Steel | nobody is known there | acct contact add 'Ann'\''s Steel' NAME --level CHOICE --function CHOICE",
    );
    fires(
        "no_decision_contact",
        |facts| facts.contacts[0].left = Some(true),
        r"#1 Ann's Steel | 2 people are known there, and none of them decides | acct contact add 'Ann'\''s Steel' NAME --level decision",
    );
    fires(
        "single_threaded",
        |facts| facts.contacts[1] = person(2, "Engineer", "management", 2),
        r"#1 Ann's Steel | 1 person with relationship 3 or more; there should be 2 | acct log add 'Ann'\''s Steel' TEXT --kind visit --contact Engineer | acct contact edit 'Ann'\''s Steel' Engineer --relationship SCORE",
    );
    // Where nobody is known, one word about it is enough.
    for rule in ["no_decision_contact", "single_threaded"] {
        does_not_fire(rule, |facts| facts.contacts.clear());
    }
}

#[test]
fn opponents_and_people_without_a_place_are_told() {
    let opposing = |facts: &mut Facts, influence| {
        facts.contacts[2].stance = Some(crate::domain::contact::Stance::Opponent);
        facts.contacts[2].influence = Some(crate::domain::record::Scale(influence));
    };
    fires(
        "influential_opponent",
        |facts| opposing(facts, 4),
        r"#3 User | opposes us, with influence 4 | acct log add 'Ann'\''s Steel' TEXT --kind visit --contact User | acct contact edit '#3' --stance CHOICE",
    );
    does_not_fire("influential_opponent", |facts| opposing(facts, 3));
    fires(
        "contact_unplaced",
        |facts| facts.contacts[2].function = None,
        "#3 User | no function | acct contact edit '#3' --function FUNCTION",
    );
}

#[test]
fn contact_is_overdue_from_the_day_after_the_cadence() {
    use crate::domain::choices::Tier;
    let seen = |facts: &mut Facts, tier, on| {
        facts.account.tier = tier;
        facts.interactions = vec![talk(on, None)];
    };
    // S asks for every 14 days.
    fires(
        "contact_overdue",
        |facts| seen(facts, Some(Tier::S), "2026-02-15"),
        r"#1 Ann's Steel | last contact 2026-02-15; with one every 14 days it is 1 day late | acct log add 'Ann'\''s Steel' TEXT --kind call",
    );
    does_not_fire("contact_overdue", |facts| seen(facts, Some(Tier::S), "2026-02-16"));
    does_not_fire("contact_overdue", |facts| seen(facts, None, "2026-02-15"));
    fires(
        "contact_overdue",
        |facts| facts.interactions.clear(),
        r"#1 Ann's Steel | no contact is recorded yet; it should be every 180 days | acct log add 'Ann'\''s Steel' TEXT --kind call",
    );
}

#[test]
fn a_promise_is_overdue_from_the_day_after_until_the_next_talk() {
    fires(
        "next_step_overdue",
        |facts| facts.interactions = vec![talk("2026-02-20", Some("2026-03-01"))],
        "#8 Call | \"Send the report\" was due on 2026-03-01, 1 day ago | acct log done '#8'",
    );
    does_not_fire("next_step_overdue", |facts| {
        facts.interactions = vec![talk("2026-02-20", Some("2026-03-02"))];
    });
    does_not_fire("next_step_overdue", |facts| {
        facts.interactions = vec![talk("2026-02-20", Some("2026-03-01")), talk("2026-03-01", None)];
    });
}

#[test]
fn an_open_next_step_has_a_date() {
    fires(
        "next_step_without_date",
        |facts| {
            let mut promise = talk("2026-02-20", Some("2026-04-01"));
            promise.next_date = None;
            facts.interactions = vec![promise];
        },
        "#8 Call | \"Send the report\" has no date | acct log edit '#8' --next-date DATE",
    );
    does_not_fire("next_step_without_date", |facts| {
        facts.interactions = vec![talk("2026-02-20", Some("2026-04-01"))];
    });
}

#[test]
fn open_needs_lack_what_they_need() {
    for (rule, change, expected) in [
        (
            "need_without_essence",
            ("essence", text("  ")),
            "the problem under it is not known | acct needs edit '#20' --essence TEXT",
        ),
        (
            "need_without_stakeholder",
            ("stakeholders", Value::Empty),
            "nobody is named whom it concerns | acct needs edit '#20' --stakeholder PERSON",
        ),
        (
            "need_unrated",
            ("urgency", Value::Empty),
            "urgency or importance is not known | acct needs edit '#20' --urgency SCORE --importance SCORE",
        ),
        (
            "need_contradicted",
            ("contradicted", Value::YesNo(true)),
            "the stakeholders do not agree on it | acct needs edit '#20' --contradicted no",
        ),
    ] {
        does_not_fire(rule, |facts| facts.needs.push(need(&[])));
        fires(
            rule,
            |facts| facts.needs.push(need(std::slice::from_ref(&change))),
            &format!("#20 Closing | {expected}"),
        );
        does_not_fire(rule, |facts| facts.needs.push(need(&[change.clone(), ("status", text("done"))])));
    }
}

#[test]
fn an_urgent_and_important_need_wants_a_next_step() {
    let with = |facts: &mut Facts, talk_on: &str, due: Option<&str>, urgency| {
        facts.needs.push(need(&[("urgency", Value::Integer(urgency))]));
        facts.interactions = vec![talk(talk_on, due)];
    };
    fires(
        "priority_need_without_action",
        |facts| with(facts, "2026-03-01", None, 4),
        r"#20 Closing | urgent and important, but no next step is agreed | acct log add 'Ann'\''s Steel' TEXT --kind call --next-step TEXT --next-date DATE",
    );
    does_not_fire("priority_need_without_action", |facts| with(facts, "2026-03-01", Some("2026-03-02"), 4));
    does_not_fire("priority_need_without_action", |facts| with(facts, "2026-03-01", None, 3));
    let entered = |facts: &mut Facts, on: &str| {
        with(facts, "2026-03-01", None, 4);
        for need in &mut facts.needs {
            need.created = Some(format!("{on}T08:00:00Z").parse().unwrap());
        }
    };
    fires(
        "priority_need_without_action",
        |facts| entered(facts, "2026-02-23"),
        r"#20 Closing | urgent and important, but no next step is agreed | acct log add 'Ann'\''s Steel' TEXT --kind call --next-step TEXT --next-date DATE",
    );
    does_not_fire("priority_need_without_action", |facts| entered(facts, "2026-02-24"));
}

#[test]
fn a_stage_stands_on_evidence() {
    let set = |facts: &mut Facts, to, values: &[(&str, Value)]| {
        facts.moves = vec![moved("set", to, "2026-02-20", values)];
    };
    fires(
        "stage_without_evidence",
        |facts| set(facts, "pain", &[]),
        r#"#30 pain | at "Strong pain or ambition" since 2026-02-20, and nothing tells why | acct stage signal 'Ann'\''s Steel' SIGNAL --note TEXT"#,
    );
    does_not_fire("stage_without_evidence", |facts| {
        set(facts, "pain", &[("evidence", text("They said so"))]);
    });
    does_not_fire("stage_without_evidence", |facts| set(facts, "unaware", &[]));
    does_not_fire("stage_without_evidence", |facts| {
        set(facts, "pain", &[]);
        facts.signals.push(signal("tells_what_it_costs", "pain", "2026-02-21"));
    });
}

#[test]
fn a_stage_is_stalled_after_its_days_and_contradicted_by_newer_signals() {
    let since = |facts: &mut Facts, on| facts.moves = vec![moved("set", "pain", on, &[])];
    // 60 days are expected: until 2026-03-02 from 2026-01-01.
    fires(
        "stage_stalled",
        |facts| since(facts, "2025-12-31"),
        r#"#30 pain | 61 days at "Strong pain or ambition"; 60 were expected | acct stage show 'Ann'\''s Steel'"#,
    );
    does_not_fire("stage_stalled", |facts| since(facts, "2026-01-01"));
    let seen = |facts: &mut Facts, signals: &[(&str, &str)]| {
        since(facts, "2026-02-01");
        facts.signals = signals.iter().map(|(id, stage)| signal(id, stage, "2026-02-20")).collect();
    };
    fires(
        "stage_mismatch",
        |facts| seen(facts, &[("asks_for_price_cut", "evaluate_cost")]),
        r#"#40 asks_for_price_cut | seen on 2026-02-20: speaks for "Evaluating the cost", not for "Strong pain or ambition" | acct stage advance 'Ann'\''s Steel' --to evaluate_cost --evidence TEXT"#,
    );
    does_not_fire("stage_mismatch", |facts| seen(facts, &[("tells_what_it_costs", "pain")]));
}

#[test]
fn an_s_account_has_passed_the_reciprocity_test() {
    use crate::domain::choices::Tier;
    let with = |facts: &mut Facts, tier, second: Option<&str>| {
        facts.account.tier = Some(tier);
        facts.findings = vec![answer(60, "self.executive_would_meet", "yes", "2026-02-01", "CEO")];
        facts.findings.extend(second.map(|yes| answer(61, "self.would_make_good", yes, "2026-02-01", "CEO")));
    };
    fires(
        "strategic_without_reciprocity",
        |facts| with(facts, Tier::S, None),
        r#"#1 Ann's Steel | S, although "Would make good a loss" is not answered | acct look answer 'Ann'\''s Steel' self.would_make_good CHOICE"#,
    );
    fires(
        "strategic_without_reciprocity",
        |facts| with(facts, Tier::S, Some("no")),
        r#"#61 self.would_make_good | S, although "Would make good a loss" is answered no | acct look answer 'Ann'\''s Steel' self.would_make_good CHOICE"#,
    );
    does_not_fire("strategic_without_reciprocity", |facts| with(facts, Tier::S, Some("yes")));
    does_not_fire("strategic_without_reciprocity", |facts| with(facts, Tier::A, None));
}

#[test]
fn a_grade_agrees_with_what_is_known_and_is_not_old() {
    // Nothing is answered, so that there is no grade today.
    fires(
        "grade_differs",
        |facts| facts.grades.push(grade("A", Some("A"), "computed", "2026-02-01")),
        r"#50 A | graded A on 2026-02-01; what is known today gives - | acct tier score 'Ann'\''s Steel'",
    );
    does_not_fire("grade_differs", |facts| facts.grades.push(grade("A", None, "manual", "2026-02-01")));
    fires(
        "grade_old",
        |facts| facts.grades.push(grade("A", None, "computed", "2025-09-03")),
        r"#50 A | graded on 2025-09-03, 180 days ago | acct tier score 'Ann'\''s Steel'",
    );
    does_not_fire("grade_old", |facts| facts.grades.push(grade("A", None, "computed", "2025-09-04")));
}

#[test]
fn a_customer_has_an_owner() {
    fires(
        "no_owner",
        |facts| facts.account.owner = None,
        r"#1 Ann's Steel | a customer, and nobody looks after it | acct edit 'Ann'\''s Steel' --owner NAME",
    );
    does_not_fire("no_owner", |facts| {
        facts.account.owner = None;
        facts.account.relation = Some(AccountRelation::Prospect);
    });
}

#[test]
fn answers_are_many_enough_fresh_and_sourced() {
    use crate::domain::choices::Tier;
    let percent = crate::analysis::coverage::coverage(&PLAYBOOK, &sound(), today()).percent;
    assert!(percent > 0.0 && percent < 10.0, "records alone: {percent}");
    for (percent, words) in [(4.4, "4%"), (9.4, "9%"), (9.6, "9.6%"), (9.97, "9.9%")] {
        assert_eq!(worth::percent_in_words(percent, 10.0), words);
    }
    let words = worth::percent_in_words(percent, 10.0);
    fires(
        "coverage_low",
        |facts| facts.account.tier = Some(Tier::C),
        &format!(
            r"#1 Ann's Steel | {words} of the five looks is answered; C asks for 10% | acct look next 'Ann'\''s Steel'"
        ),
    );
    // Rivalry is stale after a year.
    let (_, item) = PLAYBOOK.item("trend.rivalry").unwrap();
    assert_eq!(item.stale_after, 365);
    fires(
        "stale_answers",
        |facts| facts.findings = vec![answer(60, "trend.rivalry", "4", "2025-03-01", "report")],
        r"#60 trend.rivalry | stale for 1 day: Rivalry | acct look answer 'Ann'\''s Steel' trend.rivalry VALUE",
    );
    does_not_fire("stale_answers", |facts| {
        facts.findings = vec![answer(60, "trend.rivalry", "4", "2025-03-02", "report")];
    });
    fires(
        "unsourced_answers",
        |facts| {
            facts.findings = vec![
                answer(60, "trend.rivalry", "4", "2026-03-01", ""),
                answer(61, "trend.entrants", "4", "2026-03-01", "report"),
                answer(62, "trend.verdict", "4", "2026-03-01", " "),
            ];
        },
        r"#60 trend.rivalry | 2 name no source: Rivalry, Room to grow | acct look answer 'Ann'\''s Steel' trend.rivalry VALUE --source TEXT",
    );
}

#[test]
fn names_on_a_list_are_left_alone_and_of_what_is_over_only_promises_count() {
    let checker = Checker::new(&PLAYBOOK, &LABELS, today(), &[]);
    let mut listed = crate::analysis::facts::tests::nobody();
    assert_eq!(checker.check(&listed), (Extent::Untouched, Vec::new()));
    listed.account.relation = Some(AccountRelation::Customer);
    assert_eq!(checker.check(&listed).0, Extent::Worked, "a customer is no mere name");

    let mut lost = sound();
    lost.account.relation = Some(AccountRelation::Lost);
    lost.contacts.clear();
    lost.moves = vec![moved("close", "pain", "2026-02-01", &[("outcome", text("lost"))])];
    lost.interactions = vec![talk("2026-01-20", Some("2026-02-20"))];
    let (extent, concerns) = checker.check(&lost);
    let rules: Vec<&str> = concerns.iter().map(|concern| concern.rule.id.as_str()).collect();
    assert_eq!((extent, rules), (Extent::Over, vec!["next_step_overdue"]));
}

#[test]
fn rules_are_switched_off_and_tuned_by_the_playbook_and_switched_on_by_name() {
    let text = "checks: [{id: no_owner, enabled: false}, {id: next_step_overdue, days: 5, severity: info}]";
    let playbook = Playbook::overridden_by("mine.yaml", text).unwrap();
    let mut facts = sound();
    facts.account.owner = None;
    facts.interactions = vec![talk("2026-02-20", Some("2026-02-26"))];
    let rules = |facts: &Facts, named: &[String]| -> Vec<(String, Severity)> {
        let checker = Checker::new(&playbook, &LABELS, today(), named);
        let concerns = checker.check(facts).1;
        concerns.iter().map(|concern| (concern.rule.id.clone(), concern.rule.severity)).collect()
    };
    assert_eq!(rules(&facts, &[]), []);
    assert_eq!(rules(&facts, &["no_owner".to_owned()]), [("no_owner".to_owned(), Severity::Error)]);
    facts.interactions = vec![talk("2026-02-20", Some("2026-02-25"))];
    assert_eq!(rules(&facts, &[]), [("next_step_overdue".to_owned(), Severity::Info)]);
}
