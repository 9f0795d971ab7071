//! Needs: their rank, matrix, chain of whys, verdict and changes; the log.

use crate::shell::Shell;

fn customer() -> Shell {
    let shell = Shell::new();
    shell.ok(&["add", "华为技术有限公司", "--alias", "华为"]);
    shell.ok(&["contact", "add", "华为", "王芳"]);
    shell.ok(&[
        "needs", "add", "华为", "Close the books in three days", "--kind", "pain", "--problem",
        "Closing takes 12 days", "--why", "manual reconciliation", "--urgency", "4", "--importance", "5",
        "--horizon", "short",
    ]);
    shell.ok(&["needs", "add", "华为", "统一主数据", "--urgency", "2", "--importance", "5"]);
    shell.ok(&["needs", "add", "华为", "国产化替代"]);
    shell.ok(&["add", "Example Steel Ltd"]);
    shell.ok(&[
        "needs", "add", "Example Steel", "Safer furnace", "--urgency", "5", "--importance", "5", "--status",
        "done",
    ]);
    shell.ok(&[
        "needs", "add", "Example Steel", "Cheaper coal", "--urgency", "5", "--importance", "4", "--problem",
        "x", "--essence", "y",
    ]);
    shell
}

fn titles(list: &serde_json::Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|need| need["title"].as_str().unwrap()).collect()
}

#[test]
fn open_needs_are_ranked_by_priority_then_completeness() {
    let shell = customer();
    let ranked = shell.json(&["needs", "rank"]);
    assert_eq!(
        titles(&ranked),
        ["Cheaper coal", "Close the books in three days", "统一主数据", "国产化替代"]
    );
    assert_eq!(ranked[0]["priority"], 20);
    assert_eq!(ranked[0]["quadrant"], "act_now");
    assert_eq!(ranked[0]["completeness"], 2);
    assert_eq!(
        titles(&shell.json(&["needs", "rank", "华为", "--limit", "1"])),
        ["Close the books in three days"]
    );
}

#[test]
fn the_matrix_numbers_needs_and_lists_those_without_numbers() {
    let shell = customer();
    let matrix = shell.json(&["needs", "matrix", "华为"]);
    assert_eq!(matrix["unplaced"], serde_json::json!([3]));
    let placed: Vec<&serde_json::Value> = matrix["cells"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|cell| !cell["needs"].as_array().unwrap().is_empty())
        .collect();
    assert_eq!((&placed[0]["quadrant"], &placed[0]["needs"]), (&"plan".into(), &serde_json::json!([2])));
    let drawn = shell.ok(&["needs", "matrix", "华为"]);
    assert!(
        drawn.contains("5 │                │ 2              │                ║ 1              │"),
        "{drawn}"
    );
    assert!(drawn.contains("Urgency or importance not known:\n  3  国产化替代"), "{drawn}");
}

#[test]
fn whys_are_appended_and_lead_to_an_essence() {
    let shell = customer();
    let need = shell.json(&[
        "needs", "why", "华为", "Close", "each plant has its own ledger", "--essence", "no common chart",
    ]);
    assert_eq!(need["whys"], serde_json::json!(["manual reconciliation", "each plant has its own ledger"]));
    assert_eq!(need["essence"], "no common chart");
    shell.ok(&["needs", "why", "华为", "Close", "one more", "--dry-run"]);
    assert_eq!(shell.json(&["needs", "why", "华为", "Close"])["whys"].as_array().unwrap().len(), 2);
}

#[test]
fn verdict_and_confirmation_are_noted() {
    let shell = customer();
    shell.ok(&["needs", "verdict", "华为", "Close", "4", "--words", "three days at last"]);
    shell.refused(2, &["needs", "verdict", "华为", "Close", "6"]);
    shell.refused(2, &["needs", "confirm", "华为", "Close"]);
    shell.ok(&["needs", "confirm", "华为", "Close", "--by", "王芳", "--date", "2026-02-28"]);
    let need = shell.json(&["needs", "show", "华为", "Close"]);
    assert_eq!(need["verdict"], 4);
    assert_eq!(need["accuracy"], serde_json::json!({"confirmed": true, "by": "王芳", "on": "2026-02-28"}));
    assert_eq!(
        need["missing"],
        serde_json::json!([
            "essence", "stakeholders", "customer_solution", "guided_solution", "final_solution"
        ])
    );
    assert_eq!(need["consistency"], "unknown");
}

#[test]
fn changes_since_a_date_leave_out_what_was_undone() {
    let shell = customer();
    let later = |arguments: &[&str]| {
        let output = shell.command(arguments).env("ACCT_AS_OF", "2026-04-01").output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap_or_default()
    };
    later(&["needs", "edit", "华为", "统一", "--urgency", "5", "--stakeholder", "王芳"]);
    later(&["needs", "edit", "华为", "国产化", "--urgency", "1"]);
    later(&["undo"]);
    let changes = later(&["needs", "changes", "--since", "2026-03-15", "--json"]);
    let fields: Vec<_> = changes
        .as_array()
        .unwrap()
        .iter()
        .map(|change| (&change["field"], &change["before"], &change["after"]))
        .collect();
    let [urgency, stakeholders] = fields.as_slice() else { panic!("{changes:#}") };
    assert_eq!(*urgency, (&"urgency".into(), &2.into(), &5.into()));
    assert_eq!(stakeholders.2, &serde_json::json!(["王芳"]));
    assert_eq!(
        later(&["needs", "changes", "Example", "--since", "2026-03-15", "--json"]),
        serde_json::json!([])
    );
    // What is taken back later was so before, and so is a change.
    later(&["undo", "3"]);
    let changes = later(&["needs", "changes", "--since", "2026-03-15", "--json"]);
    assert_eq!(changes[0]["change"], "removed", "{changes:#}");
}

#[test]
fn needs_with_an_amount_in_another_currency_are_passed_over_and_told() {
    let shell = customer();
    shell.write("mine.yaml", "fields:\n  - {id: need.budget, kind: money, label: {en: Budget}}\n");
    shell.ok(&["config", "set", "playbook", "mine.yaml"]);
    shell.ok(&["needs", "edit", "华为", "统一", "--budget", "USD 5m"]);
    let run = shell.run(&["needs", "rank", "--where", "budget>1m"]);
    assert!(run.code == 0 && run.stderr.contains("1 need left out: Budget"), "{}", run.stderr);
}

#[test]
fn what_is_redone_is_a_change_and_what_ended_as_it_was_is_none() {
    let shell = customer();
    let on = |date: &str, arguments: &[&str]| {
        let output = shell.command(arguments).env("ACCT_AS_OF", date).output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap_or_default()
    };
    let changes = |since: &str| -> Vec<(String, i64)> {
        let changes = on("2026-09-01", &["needs", "changes", "--since", since, "--json"]);
        let change = |change: &serde_json::Value| {
            (change["change"].as_str().unwrap().to_owned(), change["operation"].as_i64().unwrap())
        };
        changes.as_array().unwrap().iter().map(change).collect()
    };
    let first = shell.json(&["history"])[0]["operation"].as_i64().unwrap();
    on("2026-04-01", &["needs", "add", "华为", "Redone"]);
    on("2026-05-01", &["undo"]);
    on("2026-06-01", &["redo"]);
    let added = "added".to_owned();
    assert_eq!(changes("2026-05-15"), [(added.clone(), first + 3)]);
    assert_eq!(changes("2026-04-01"), [(added, first + 3)]);
    // Undone and redone since: as it was.
    assert_eq!(changes("2026-04-15"), []);
    on("2026-07-01", &["undo"]);
    assert_eq!(changes("2026-05-15"), []);
    assert_eq!(changes("2026-06-15"), [("removed".to_owned(), first + 4)]);
}

#[test]
fn the_log_is_kept_with_people_and_next_steps_newest_first() {
    let shell = customer();
    shell.ok(&["log", "add", "华为", "Call", "--kind", "call", "--date", "2026-02-01"]);
    shell.ok(&[
        "log", "add", "华为", "First visit", "--kind", "visit", "--contact", "王芳", "--learnt",
        "closing takes 12 days", "--next-step", "send two references", "--next-date", "next friday",
    ]);
    shell.ok(&["log", "add", "华为", "Mail", "--kind", "mail", "--date", "2026-01-01"]);
    let log = shell.json(&["log", "list", "华为"]);
    let told: Vec<&str> =
        log.as_array().unwrap().iter().map(|entry| entry["summary"].as_str().unwrap()).collect();
    assert_eq!(told, ["First visit", "Call", "Mail"]);
    assert_eq!(log[0]["next_date"], "2026-03-13");
    assert_eq!(log[0]["contacts"], serde_json::json!(["王芳"]));
    assert_eq!(log[0]["by"], "ann");
}

#[test]
fn a_verdict_goes_by_the_number_of_the_need_and_what_was_meant_otherwise_is_led_there() {
    let shell = customer();
    shell.ok(&["needs", "verdict", "#1", "4", "--words", "good"]);
    let need = shell.json(&["needs", "show", "#1"]);
    assert_eq!((&need["verdict"], &need["verdict_words"]), (&4.into(), &"good".into()));
    let told = shell.refused(1, &["needs", "verdict", "#1", "agreed", "8"]);
    assert!(told.contains("acct needs verdict '#1' SCORE --words TEXT"), "{told}");
    let told = shell.refused(2, &["needs", "verdict", "#1", "8"]);
    assert!(told.contains('8'), "{told}");
    shell.refused(2, &["needs", "verdict", "华为", "统一主数据"]);
}

#[test]
fn a_talk_can_bring_signals_and_settle_a_promise_at_once() {
    let shell = Shell::new();
    shell.ok(&["add", "示例钢铁"]);
    shell.ok(&["log", "add", "示例钢铁", "Call", "--date", "2026-02-01", "--next-step", "send prices"]);
    let arguments =
        ["log", "add", "示例钢铁", "Price talks", "--signal", "asks_for_price_cut", "--done", "#1"];
    let run = shell.run(&arguments);
    assert!(run.stderr.contains("Done: send prices"), "{}", run.stderr);
    assert_eq!(shell.json(&["log", "show", "#1"])["next_done"], "2026-03-02");
    assert_eq!(
        shell.json(&["history"])[0]["summary"],
        "Added an interaction with 示例钢铁 and the signals Asks for a lower price or better terms; done: send prices"
    );
    shell.ok(&["undo"]);
    assert_eq!(shell.json(&["log", "list"]).as_array().unwrap().len(), 1);
    assert!(shell.json(&["log", "show", "#1"])["next_done"].is_null());
}
