//! `acct check`: what is found, how it is printed, and when it fails.

use serde_json::json;

use crate::shell::Shell;

fn with_demo() -> Shell {
    let shell = Shell::new();
    shell.ok(&["demo", "--quiet", "--db", "accounts.db"]);
    shell
}

/// The rules that fire, with the record that each means.
fn rules(shell: &Shell, arguments: &[&str]) -> Vec<(String, i64)> {
    let arguments: Vec<&str> = ["check"].iter().chain(arguments).copied().chain(["--json"]).collect();
    let rows: serde_json::Value = serde_json::from_str(&shell.run(&arguments).stdout).unwrap();
    let rule = |row: &serde_json::Value| {
        (row["rule"].as_str().unwrap().to_owned(), row["record_id"].as_i64().unwrap())
    };
    rows.as_array().unwrap().iter().map(rule).collect()
}

#[test]
fn a_broken_promise_is_told_with_the_command_that_mends_it_and_fails() {
    let shell = with_demo();
    let run = shell.run(&["check", "Example Coatings"]);
    assert_eq!(run.code, 1);
    let expected = "\
#2 Example Coatings LLC · C · Ann Miller
  error    Promise overdue · #8 Measured line 1: \"Show Peter Sample the cost\" was due on 2026-02-10,
           20 days ago [next_step_overdue]
    acct log done '#8'
";
    assert!(run.stdout.starts_with(expected), "{}", run.stdout);
    assert!(
        run.stderr.contains("Checked 1 account: 1 error, 3 warnings, 0 info.\nerror: 1 error found"),
        "{}",
        run.stderr
    );
    shell.ok(&["log", "add", "Example Coatings", "Showed the cost", "--kind", "call"]);
    assert!(
        !shell.ok(&["check", "Example Coatings"]).contains("next_step_overdue"),
        "and passes when mended"
    );
}

#[test]
fn severity_rules_and_conditions_choose_what_is_told() {
    let shell = with_demo();
    assert_eq!(
        rules(&shell, &["--severity", "error"]),
        [("next_step_overdue".to_owned(), 8), ("next_step_overdue".to_owned(), 17)]
    );
    assert_eq!(rules(&shell, &["--rule", "influential_opponent"]), [("influential_opponent".to_owned(), 13)]);
    assert_eq!(rules(&shell, &["--where", "tier=S", "--severity", "error"]), []);
    let told = shell.run(&["check", "--where", "tier=S", "--severity", "error", "--lang", "zh"]);
    assert_eq!((told.code, told.stdout.as_str()), (0, ""));
    assert!(told.stderr.contains("检查了 2 家客户：错误 0 条，警告 0 条，提示 0 条。"), "{}", told.stderr);
    let stderr = shell.refused(2, &["check", "--rule", "single_thread"]);
    assert!(stderr.contains("did you mean single_threaded?"), "{stderr}");
}

#[test]
fn what_is_found_is_data_in_every_format() {
    let shell = with_demo();
    let rows: serde_json::Value = serde_json::from_str(
        &shell.run(&["check", "Example Motors", "--rule", "influential_opponent", "--json"]).stdout,
    )
    .unwrap();
    assert_eq!(
        rows[0],
        json!({
            "account_id": 3, "account": "Example Motors AG", "tier": "A", "owner": "Ben Carter",
            "severity": "warning", "rule": "influential_opponent", "label": "Influential opponent",
            "kind": "contact", "record_id": 13, "record": "Uwe Muster",
            "message": "opposes us, with influence 4",
            "why": "An opponent who is heard can stop what everybody else wants.",
            "fix": "acct log add 'Example Motors AG' TEXT --kind visit --contact 'Uwe Muster'",
            "then": "acct contact edit '#13' --stance CHOICE",
            "industry": null, "accounts": 1
        })
    );
    assert_eq!(shell.run(&["check", "--severity", "error", "--format", "ids"]).stdout, "2\n5\n");
    let csv = shell.run(&["check", "--rule", "stage_stalled", "--format", "csv"]).stdout;
    assert!(
        csv.starts_with("account_id,account,tier,owner,severity,rule,label,kind,record_id,record,"),
        "{csv}"
    );
    let markdown = shell.run(&["check", "--rule", "stage_stalled", "--format", "markdown"]).stdout;
    assert!(
        markdown.starts_with("| Account | Severity | What | Name | Finding | How to mend it |"),
        "{markdown}"
    );
    let all = shell.run(&["check", "--limit", "3"]);
    assert!(all.stderr.contains("3 of "), "{}", all.stderr);
    let commands = |text: &str| all.stdout.matches(text).count();
    assert_eq!(commands("  acct ") - commands("afterwards:"), 3, "{}", all.stdout);
}

#[test]
fn names_on_a_list_and_archived_accounts_are_left_out() {
    let shell = Shell::new();
    shell.ok(&["add", "On a list"]);
    shell.ok(&["add", "Kept", "--relation", "customer"]);
    let run = shell.run(&["check"]);
    assert!(run.stdout.contains("[no_owner]") && !run.stdout.contains("On a list"), "{}", run.stdout);
    assert!(run.stderr.contains("Left out, as nothing is on record yet: 1 account."), "{}", run.stderr);
    shell.ok(&["account", "archive", "Kept"]);
    assert_eq!(shell.ok(&["check"]), "");
}

#[test]
fn the_playbook_switches_and_tunes_the_rules() {
    let shell = with_demo();
    let text = "checks:\n  - {id: next_step_overdue, severity: info, days: 100}\n  - {id: need_without_essence, enabled: false}\n";
    shell.write("mine.yaml", text);
    shell.ok(&["config", "set", "playbook", "mine.yaml"]);
    assert_eq!(shell.run(&["check"]).code, 0);
    assert_eq!(rules(&shell, &["--rule", "next_step_overdue"]), [("next_step_overdue".to_owned(), 17)]);
    assert!(rules(&shell, &[]).iter().all(|(rule, _)| rule != "need_without_essence"));
    assert!(shell.ok(&["playbook", "show", "checks"]).contains("from 100 days on"));
    assert!(shell.ok(&["playbook", "diff"]).contains("checks.need_without_essence.enabled"));
    shell.write("mine.yaml", "checks:\n  - {id: no_owner, days: 3}\n");
    assert!(shell.run(&["playbook", "check"]).stdout.contains("mine.yaml:2:26: checks.no_owner.days"));
}
