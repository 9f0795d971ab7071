//! The decision process as a shell sees it.

use crate::shell::Shell;

/// Stage, since when, and outcome.
type Standing = (&'static str, &'static str, &'static str);

fn shell_with_account() -> Shell {
    let shell = Shell::new();
    shell.ok(&["add", "华为技术有限公司", "--alias", "华为"]);
    shell
}

fn stage(shell: &Shell) -> (String, String, String) {
    let list = shell.json(&["list", "--columns", "stage,stage_since,outcome"]);
    let text = |field: &str| list[0][field].as_str().unwrap_or("-").to_owned();
    (text("stage"), text("stage_since"), text("outcome"))
}

fn standing(stage: &str, since: &str, outcome: &str) -> (String, String, String) {
    (stage.to_owned(), since.to_owned(), outcome.to_owned())
}

#[test]
fn an_advance_needs_its_criteria_and_says_how_to_meet_them() {
    let shell = shell_with_account();
    let advance = ["stage", "advance", "华为", "--evidence", "CFO asked for a proposal on 12 March"];
    let told = shell.refused(1, &advance);
    assert!(told.contains("somebody_met"), "{told}");
    assert!(told.contains("hint: acct log add 华为技术有限公司 TEXT --kind visit --learnt TEXT"), "{told}");
    shell.ok(&["contact", "add", "华为", "示例财务总监", "--level", "decision", "--relationship", "1"]);
    shell.ok(&advance);
    assert_eq!(stage(&shell), standing("aware", "2026-03-02", "-"));
}

#[test]
fn what_is_missing_is_named_by_its_flag() {
    let shell = shell_with_account();
    shell.ok(&["contact", "add", "华为", "A", "--relationship", "1"]);
    assert!(shell.refused(2, &["stage", "advance", "华为"]).contains("--evidence"));
    assert!(shell.refused(2, &["stage", "close", "华为", "lost"]).contains("--reason"));
    assert!(shell.refused(2, &["stage", "signal", "华为"]).contains("--list"));
    shell.refused(2, &["stage", "advance", "华为", "--evidence", "x", "--force"]);
    shell.ok(&["stage", "set", "华为", "goal"]);
    assert!(shell.refused(2, &["stage", "back", "华为"]).contains("--reason"));
}

#[test]
fn a_waiver_is_kept_with_its_reason_and_a_question_with_its_confirmation() {
    let shell = shell_with_account();
    shell.ok(&["stage", "set", "华为", "measures"]);
    shell.refused(
        1,
        &["stage", "advance", "华为", "--evidence", "x", "--confirm", "measures_confirmed_by_customer"],
    );
    let moved = shell.json(&[
        "stage", "advance", "华为", "--evidence", "x", "--confirm", "measures_confirmed_by_customer",
        "--force", "--reason", "tender is out",
    ]);
    assert_eq!(moved["confirmed"], serde_json::json!(["measures_confirmed_by_customer"]));
    assert_eq!(moved["waived"], serde_json::json!(["guided_solution_recorded"]));
    assert_eq!(moved["waiver_reason"], "tender is out");
}

#[test]
fn every_verb_leaves_the_account_where_its_moves_say_and_undo_takes_it_back() {
    let shell = shell_with_account();
    let steps: &[(&[&str], Standing)] = &[
        (&["set", "华为", "pain", "--date", "2026-01-01"], ("pain", "2026-01-01", "-")),
        (
            &["set", "华为", "evaluate_cost", "--reason", "r", "--date", "2026-01-10"],
            ("evaluate_cost", "2026-01-10", "-"),
        ),
        (&["back", "华为", "--reason", "r", "--date", "2026-01-12"], ("evaluate_risk", "2026-01-12", "-")),
        (
            &["close", "华为", "lost", "--reason", "price", "--date", "2026-01-20"],
            ("evaluate_risk", "2026-01-12", "lost"),
        ),
        (&["reopen", "华为", "--date", "2026-02-01"], ("evaluate_risk", "2026-02-01", "-")),
        (&["close", "华为", "won", "--date", "2026-02-10"], ("evaluate_risk", "2026-02-01", "won")),
        (
            &["advance", "华为", "--evidence", "kick-off", "--date", "2026-02-20"],
            ("implementation", "2026-02-20", "won"),
        ),
        (&["close", "华为", "won", "--date", "2026-03-01"], ("implementation", "2026-02-20", "won")),
        (&["reopen", "华为"], ("unaware", "2026-03-02", "-")),
    ];
    for (arguments, (to, since, outcome)) in steps {
        let arguments: Vec<&str> = ["stage"].iter().chain(arguments.iter()).copied().collect();
        shell.ok(&arguments);
        assert_eq!(stage(&shell), standing(to, since, outcome), "{arguments:?}");
    }
    for (_, (to, since, outcome)) in steps.iter().rev().skip(1) {
        shell.ok(&["undo", "--yes"]);
        assert_eq!(stage(&shell), standing(to, since, outcome));
    }
    shell.ok(&["undo", "--yes"]);
    assert_eq!(stage(&shell), standing("-", "-", "-"));
}

#[test]
fn a_move_that_a_later_one_builds_on_is_not_undone() {
    let shell = shell_with_account();
    shell.ok(&["stage", "set", "华为", "pain"]);
    shell.ok(&["stage", "set", "华为", "goal", "--reason", "r"]);
    shell.refused(1, &["undo", "2", "--yes"]);
}

#[test]
fn moves_follow_each_other_in_time() {
    let shell = shell_with_account();
    shell.ok(&["stage", "set", "华为", "pain", "--date", "2026-02-01"]);
    let set = |date| ["stage", "set", "华为", "goal", "--reason", "r", "--date", date];
    assert!(shell.refused(1, &set("2026-01-31")).contains("2026-02-01"));
    shell.refused(1, &set("2026-03-03"));
    shell.ok(&set("2026-02-01"));
}

#[test]
fn a_closed_decision_has_to_be_reopened() {
    let shell = shell_with_account();
    shell.ok(&["stage", "close", "华为", "dormant", "--reason", "no budget"]);
    let told = shell.refused(1, &["stage", "advance", "华为", "--evidence", "x"]);
    assert!(told.contains("hint: acct stage reopen 华为技术有限公司"), "{told}");
    assert!(shell.json(&["stage", "board"]).as_array().unwrap().is_empty());
}

#[test]
fn what_is_shown_to_be_missing_is_what_an_advance_asks_for() {
    let shell = shell_with_account();
    shell.ok(&["stage", "set", "华为", "goal", "--date", "2026-02-01"]);
    assert_eq!(shell.json(&["stage", "show", "华为"])["next"], "requirements");
    shell.ok(&["stage", "close", "华为", "lost", "--reason", "price", "--date", "2026-02-10"]);
    let shown = shell.json(&["stage", "show", "华为"]);
    assert!(shown["next"].is_null() && shown["unmet"] == serde_json::json!([]), "{shown}");
    let shown = shell.ok(&["stage", "show", "华为"]);
    assert!(shown.contains("acct stage reopen 华为技术有限公司") && !shown.contains('✗'), "{shown}");
    shell.ok(&["stage", "reopen", "华为", "--date", "2026-02-10"]);
    shell.ok(&["stage", "close", "华为", "won", "--date", "2026-02-11"]);
    let shown = shell.json(&["stage", "show", "华为"]);
    assert_eq!((&shown["next"], &shown["unmet"]), (&"implementation".into(), &serde_json::json!([])));
    let shown = shell.ok(&["stage", "show", "华为"]);
    assert!(shown.contains("acct stage advance 华为技术有限公司 --evidence TEXT"), "{shown}");
    shell.ok(&["stage", "advance", "华为", "--evidence", "kick-off"]);
    assert_eq!(shell.json(&["stage", "show", "华为"])["next"], "outcome_review");
}

#[test]
fn a_closed_decision_counts_no_days_until_it_is_taken_up_again() {
    let shell = shell_with_account();
    shell.ok(&["stage", "set", "华为", "goal", "--date", "2026-02-01"]);
    shell.ok(&["stage", "close", "华为", "lost", "--reason", "price", "--date", "2026-02-04"]);
    let history = shell.json(&["stage", "history", "华为"]);
    assert_eq!((&history[0]["days"], &history[1]["days"]), (&3.into(), &serde_json::Value::Null));
}

#[test]
fn signals_warn_of_another_stage_and_a_slip_is_corrected() {
    let shell = shell_with_account();
    shell.ok(&["stage", "set", "华为", "goal", "--date", "2026-02-01"]);
    let told = shell.refused(1, &["stage", "signal", "华为", "asks_for_prise_cut"]);
    assert!(told.contains("did you mean asks_for_price_cut"), "{told}");
    let run = shell.run(&["stage", "signal", "华为", "asks_for_price_cut"]);
    assert!(
        run.stderr.contains("warning: The newest signals (2026-03-02) speak for a later stage"),
        "{}",
        run.stderr
    );
    let shown = shell.json(&["stage", "show", "华为"]);
    assert_eq!(shown["warnings"][0]["kind"], "mismatch");
    assert_eq!(shown["days"], 29);
    assert_eq!(shown["unmet"][0]["id"], "goal_measurable");
}

#[test]
fn a_signal_given_twice_is_seen_once() {
    let shell = shell_with_account();
    let twice = ["stage", "signal", "华为", "asks_for_price_cut", "asks_for_price_cut"];
    assert_eq!(shell.json(&twice).as_array().unwrap().len(), 1);
}

#[test]
fn a_reason_is_kept_also_where_nothing_had_to_be_waived() {
    let shell = shell_with_account();
    shell.ok(&["log", "add", "华为", "First call", "--kind", "call", "--learnt", "x"]);
    let moved =
        shell.json(&["stage", "advance", "华为", "--evidence", "x", "--force", "--reason", "heard it"]);
    assert_eq!(moved["waived"], serde_json::json!([]));
    assert_eq!(moved["reason"], "heard it");
}

#[test]
fn what_an_advance_gets_wrong_is_told_by_its_flag() {
    let shell = shell_with_account();
    let advance = ["stage", "advance", "华为", "--evidence", "x"];
    let told = |more: &[&str], code| shell.refused(code, &[&advance[..], more].concat());
    let stderr = told(&["--confirm", "nonsense"], 1);
    assert!(stderr.contains("\"nonsense\" is no question on the way"), "{stderr}");
    assert!(stderr.contains("nothing has to be confirmed there"), "{stderr}");
    assert!(told(&["--to", "nonsense"], 2).contains("--to: "));
    assert!(told(&["--force", "--reason", " "], 1).contains("the reason is missing"));
}

#[test]
fn the_stalled_come_worst_first_and_the_board_counts_them_all() {
    let shell = Shell::new();
    for (name, stage, since) in [
        ("A", "goal", "2026-01-01"),
        ("B", "pain", "2025-06-01"),
        ("C", "goal", "2026-03-01"),
        ("D", "goal", "2025-12-01"),
    ] {
        shell.ok(&["add", name]);
        shell.ok(&["stage", "set", name, stage, "--date", since]);
    }
    let stalled = shell.json(&["stage", "stalled"]);
    let rows: Vec<(&str, i64)> = stalled
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["account"].as_str().unwrap(), row["overdue"].as_i64().unwrap()))
        .collect();
    // B: 274 days of 60. D: 91 of 45. A: 60 of 45.
    assert_eq!(rows, [("B", 214), ("D", 46), ("A", 15)]);
    let board = shell.json(&["stage", "board", "--limit", "1", "--where", "stage=goal"]);
    assert_eq!((board[0]["account"].as_str(), board[0]["total"].as_i64()), (Some("D"), Some(3)));
    shell.ok(&["edit", "A", "--revenue", "USD 5m"]);
    shell.ok(&["edit", "B", "--revenue", "CNY 5m"]);
    let run = shell.run(&["stage", "stalled", "--where", "revenue>1m"]);
    assert!(run.stdout.contains("Pain") && run.stderr.contains("1 account left out"), "{}", run.stderr);
}

#[test]
fn a_signal_seen_in_a_conversation_is_kept_with_it_and_suggests_a_stage() {
    let shell = shell_with_account();
    shell.ok(&["stage", "set", "华为", "goal", "--date", "2026-02-01"]);
    let slip = shell.refused(1, &["log", "add", "华为", "Price talks", "--signal", "asks_for_prise_cut"]);
    assert!(slip.contains("did you mean asks_for_price_cut"), "{slip}");
    assert!(shell.json(&["log", "list"]).as_array().unwrap().is_empty());
    let run = shell.run(&["log", "add", "华为", "Price talks", "--signal", "asks_for_price_cut"]);
    assert!(run.stderr.contains("speak for a later stage"), "{}", run.stderr);
    let suggestion = &shell.json(&["stage", "show", "华为"])["suggestions"][0];
    assert_eq!(suggestion["because"], "signals");
    assert_eq!(suggestion["reasons"][0], "asks_for_price_cut");
    assert_eq!(
        suggestion["command"],
        "acct stage advance 华为技术有限公司 --to evaluate_cost --evidence TEXT"
    );
    shell.ok(&["undo", "--yes"]);
    assert!(shell.json(&["log", "list"]).as_array().unwrap().is_empty());
    assert_eq!(shell.json(&["stage", "show", "华为"])["suggestions"], serde_json::json!([]));
}

#[test]
fn what_is_recorded_speaks_for_the_next_stage_once_it_meets_the_criteria() {
    let shell = shell_with_account();
    shell.ok(&["contact", "add", "华为", "A", "--relationship", "1"]);
    let shown = shell.json(&["stage", "show", "华为"]);
    let suggestion = &shown["suggestions"][0];
    assert_eq!(
        serde_json::json!([suggestion["because"], suggestion["stage"], suggestion["reasons"]]),
        serde_json::json!(["records", "aware", ["somebody_met"]])
    );
    assert_eq!(suggestion["command"], "acct stage advance 华为技术有限公司 --evidence TEXT");
    let drawn = shell.ok(&["stage", "show", "华为", "--lang", "zh"]);
    assert!(drawn.contains("现有记录支持进入"), "{drawn}");
    shell.ok(&["needs", "add", "华为", "Close the books", "--problem", "Closing takes 12 days"]);
    assert_eq!(shell.json(&["stage", "show", "华为"])["suggestions"][0]["stage"], "pain");
}

#[test]
fn a_refusal_repeats_the_stage_that_was_asked_for() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    shell.ok(&["stage", "set", "Example Steel", "aware"]);
    let told = shell
        .refused(1, &["stage", "advance", "Example Steel", "--to", "requirements", "--evidence", "seen"]);
    let hint = "acct stage advance 'Example Steel' --to requirements --evidence TEXT --force --reason TEXT";
    assert!(told.contains(hint), "{told}");
    let told = shell.refused(1, &["stage", "set", "Example Steel", "aware", "--reason", "x"]);
    assert!(told.contains("Example Steel is at \"Aware\" already"), "{told}");
    let told = shell.refused(2, &["stage", "set", "Example Steel", "pain"]);
    assert!(told.contains("hint: acct stage set 'Example Steel' pain --reason TEXT"), "{told}");
}
