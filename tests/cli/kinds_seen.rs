//! Where every kind of record with a command of its own is seen: in the rules of `check`, in the tasks of `next`, and in the
//! questions of the five looks that records answer. What a kind does not need stands in one list, with the reason.

use acct::analysis::agenda::TaskKind;
use acct::domain::kind::Kind;
use acct::playbook::{Playbook, Rule};

use crate::shell::Shell;

/// Where records of a kind are seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Check,
    Next,
    Looks,
}

/// A rule of `check` about each kind, and the task that its records make.
const SEEN: &[(Kind, &str, &str)] = &[
    (Kind::Contact, "contact_unplaced", "contact"),
    (Kind::Need, "need_without_essence", ""),
    (Kind::Project, "project_overdue", "project"),
    (Kind::Interaction, "next_step_overdue", "promise"),
    (Kind::Plan, "plan_overdue", "purchase"),
    (Kind::Rival, "rival_without_comparison", ""),
    (Kind::Requirement, "requirement_overdue", "requirement"),
    (Kind::Order, "order_overdue", "order"),
    (Kind::Factor, "factor_without_our_mark", ""),
    (Kind::EconomicLine, "", ""),
    (Kind::ValueYear, "value_below_plan", ""),
    (Kind::Strategy, "strategy_unlike_policy", ""),
    (Kind::ControlPoint, "strategic_without_control", ""),
    (Kind::Objective, "objective_overdue", "objective"),
    (Kind::Feedback, "feedback_overdue", "feedback"),
    (Kind::SurveyAnswer, "low_score_without_action", ""),
    (Kind::Action, "action_overdue", "action"),
    (Kind::ResearchGoal, "research_overdue", "research"),
];

/// What a kind does not need, and why not.
const NOT_NEEDED: &[(Kind, Place, &str)] = &[
    (Kind::Need, Place::Next, "what is done about it is a next step or an action, with its day"),
    (Kind::Rival, Place::Next, "it has no day"),
    (Kind::Factor, Place::Next, "it has no day"),
    (Kind::EconomicLine, Place::Check, "the exit criterion of a stage asks for benefit and cost"),
    (Kind::EconomicLine, Place::Next, "it has years, and no day"),
    (Kind::ValueYear, Place::Next, "it has a year, and no day"),
    (Kind::Strategy, Place::Next, "its objectives and actions have the days"),
    (Kind::ControlPoint, Place::Next, "it has no day by which something is due"),
    (Kind::SurveyAnswer, Place::Next, "the action that answers it has the day"),
    (Kind::ResearchGoal, Place::Looks, "it is a question itself; what was learnt answers those of the looks"),
];

fn counts(rule: &Rule, kind: Kind) -> bool {
    let is_counted = rule.count.as_deref() == Some(kind.name());
    is_counted || rule.any.iter().chain(&rule.all).any(|part| counts(part, kind))
}

#[test]
fn every_kind_is_seen_in_check_next_and_the_looks_or_it_is_said_why_not() {
    let playbook = Playbook::built_in().unwrap();
    let kinds: Vec<Kind> = Kind::ALL.iter().copied().filter(|kind| kind.belongs_to_account()).collect();
    for kind in kinds.into_iter().filter(|kind| kind.command().is_some()) {
        let (_, check, task) =
            SEEN.iter().find(|(seen, ..)| *seen == kind).unwrap_or_else(|| panic!("{kind}"));
        let rules = || playbook.items().filter_map(|(_, _, item)| item.rule.as_ref());
        for (place, is_seen) in [
            (Place::Check, playbook.checks.iter().any(|rule| rule.id == *check)),
            (Place::Next, TaskKind::named(task).is_some()),
            (Place::Looks, rules().any(|rule| counts(rule, kind))),
        ] {
            let excused = NOT_NEEDED.iter().any(|(of, what, _)| (*of, *what) == (kind, place));
            assert_ne!(is_seen, excused, "{kind} in {place:?}");
        }
    }
}

/// The command that is advised where somebody answers a question by hand that records answer, as its words.
fn advised(shell: &Shell, item: &str) -> Vec<String> {
    let told = shell.refused(1, &["look", "answer", "示例钢铁", item, "见记录"]);
    let advice = told.lines().find_map(|line| line.strip_prefix("hint: acct "));
    assert!(advice.is_some(), "{item}: {told}");
    advice.unwrap_or_default().split(' ').map(str::to_owned).collect()
}

/// What the reader of a command fills in; the `time`-th in a row for the same question.
fn fill_in(words: &mut [String], serial: usize, time: usize) {
    let is_voice = words.first().is_some_and(|word| word == "voice");
    let mut flag = String::new();
    for word in words {
        let filled = match (flag.as_str(), word.as_str()) {
            ("--side", "CHOICE") => if time == 1 { "benefit" } else { "cost" }.to_owned(),
            ("--kind", "CHOICE") => if is_voice { "request" } else { "other" }.to_owned(),
            ("--status", "CHOICE") => "open".to_owned(),
            (_, "RIVAL") => "对手1".to_owned(),
            (_, "FACTOR") => format!("因素{time}"),
            (_, "AMOUNT") => "100万".to_owned(),
            (_, "DATE") => "2026-02-20".to_owned(),
            (_, "YEAR") => "2027".to_owned(),
            (_, "NUMBER") => "30".to_owned(),
            (_, "SCORE") => "3".to_owned(),
            (_, "TITLE" | "NAME" | "TEXT" | "NEED" | "STRATEGY") => format!("示例{serial}"),
            (_, word) => word.to_owned(),
        };
        flag = std::mem::replace(word, filled);
    }
}

#[test]
fn what_is_advised_for_a_question_about_records_answers_it() {
    let playbook = Playbook::built_in().unwrap();
    let shell = Shell::new();
    shell.ok(&["add", "示例钢铁"]);
    let state = |shell: &Shell, item: &str| {
        let status = shell.json(&["look", "status", "示例钢铁"]);
        let looks = status["looks"].as_array().unwrap().iter();
        let mut items = looks.flat_map(|look| look["items"].as_array().unwrap());
        items.find(|status| status["item"] == item).unwrap()["state"].as_str().unwrap().to_owned()
    };
    let mut serial = 0;
    for (id, _, item) in playbook.items().filter(|(_, _, item)| item.rule.is_some()) {
        for time in 1..=3 {
            if state(&shell, &id) == "answered" {
                break;
            }
            serial += 1;
            let mut words = advised(&shell, &id);
            fill_in(&mut words, serial, time);
            shell.ok(&words.iter().map(String::as_str).collect::<Vec<_>>());
        }
        assert_eq!(state(&shell, &id), "answered", "{id}: {:?}", item.fix);
    }
    let told = shell.ok(&["report", "account", "示例钢铁", "--lang", "zh"]);
    assert!(!told.contains("已知竞争对手") && told.contains("对手1"), "{told}");
}

#[test]
fn answers_of_a_file_to_what_records_answer_are_refused_with_the_command_that_records() {
    let shell = Shell::new();
    shell.ok(&["add", "示例钢铁"]);
    shell.write("answers.csv", "item,answer\ncompetition.known_rivals,对手公司\ntrend.rivalry,4\n");
    let told = shell.refused(1, &["look", "answer", "示例钢铁", "--from", "answers.csv"]);
    assert!(
        told.contains("answers.csv:2: competition.known_rivals") && told.contains("acct rival add"),
        "{told}"
    );
    let run = shell.run(&["look", "answer", "示例钢铁", "--from", "answers.csv", "--keep-going"]);
    assert!(run.code == 0 && run.stderr.contains("acct rival add"), "{}", run.stderr);
}

#[test]
fn an_answer_in_words_of_an_earlier_version_is_read_shown_and_counted() {
    let shell = Shell::new();
    shell.ok(&["add", "示例钢铁"]);
    let finding = r#"{"account": "示例钢铁", "item": "competition.known_rivals", "answered": "known",
        "value": "对手公司（现场见到）", "date": "2026-02-01", "source": "拜访"}"#;
    shell.write("old.json", format!(r#"{{"findings": [{finding}]}}"#));
    shell.ok(&["import", "old.json"]);
    let status = shell.json(&["look", "status", "示例钢铁", "competition"]);
    assert_eq!(status["looks"][0]["items"][0]["state"], "answered", "{status}");
    assert!(shell.ok(&["report", "account", "示例钢铁"]).contains("现场见到"));
    assert!(shell.ok(&["look", "history", "示例钢铁", "known_rivals"]).contains("现场见到"));
    for format in ["markdown", "yaml"] {
        assert!(
            shell.ok(&["look", "export", "示例钢铁", "--format", format]).contains("现场见到"),
            "{format}"
        );
    }
    let found = shell.json(&["check", "--rule", "rival_without_comparison"]);
    assert_eq!(found[0]["kind"], "finding", "{found}");
    shell.ok(&["rival", "add", "示例钢铁", "对手公司"]);
    let found = shell.json(&["check", "--rule", "rival_without_comparison"]);
    assert_eq!(found[0]["kind"], "rival", "{found}");
}
