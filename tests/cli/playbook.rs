//! The method: shown, checked, exported, compared.

use crate::shell::Shell;

const MISTAKEN: &str = "tiers:\n  minimum_coverage: 高\n  dimensions:\n    - {id: brand, wieght: 20}\nlabels:\n  accont: {zh: 公司}\n";

#[test]
fn one_entry_is_shown_in_full_in_the_users_language() {
    let shell = Shell::new();
    let stage = shell.ok(&["playbook", "show", "evaluate_risk", "--lang", "zh"]);
    for part in ["评估风险", "客户信号", "acct contact add ACCOUNT NAME --level decision"] {
        assert!(stage.contains(part), "{stage}");
    }
    assert_eq!(shell.json(&["playbook", "show", "trend.rivalry"])["scale"].as_array().unwrap().len(), 5);
    assert_eq!(shell.json(&["playbook", "show", "rivalry"])["id"], "rivalry");
    assert_eq!(shell.json(&["playbook", "show", "S"])["cadence_days"], 14);
    assert!(shell.ok(&["playbook", "show", "asks_for_price_cut"]).contains("evaluate_cost"));
    assert!(shell.refused(1, &["playbook", "show", "evaluate_rsk"]).contains("show evaluate_risk"));
}

#[test]
fn every_section_is_shown_and_fits_the_width() {
    use unicode_width::UnicodeWidthStr as _;
    let shell = Shell::new();
    for section in ["stages", "tiers", "looks", "people", "needs"] {
        for language in ["en", "zh"] {
            let arguments = ["playbook", "show", section, "--lang", language];
            let output = shell.command(&arguments).env("ACCT_WIDTH", "80").output().unwrap();
            let shown = String::from_utf8(output.stdout).unwrap();
            assert!(shown.lines().count() > 10, "{shown}");
            for line in shown.lines().filter(|line| !line.contains(" – ")) {
                assert!(line.width() <= 80, "{line}");
            }
        }
    }
    assert_eq!(shell.json(&["playbook", "show", "stages"]).as_array().unwrap().len(), 12);
    assert_eq!(shell.json(&["playbook", "show"])["looks"].as_array().unwrap().len(), 5);
}

#[test]
fn every_mistake_is_told_with_its_place() {
    let shell = Shell::new();
    shell.write("mine.yaml", MISTAKEN);
    let run = shell.run(&["playbook", "check", "mine.yaml"]);
    assert_eq!(run.code, 1);
    let places: Vec<&str> = run.stdout.lines().map(|line| line.split(": ").next().unwrap()).collect();
    assert_eq!(places, ["mine.yaml:2:21", "mine.yaml:4:19", "mine.yaml:6:3"]);
    assert!(
        run.stdout.contains("expected a number from 0 to 100")
            && run.stdout.contains("did you mean \"weight\"?")
    );
    assert!(run.stderr.contains("3 mistakes"), "{}", run.stderr);
}

#[test]
fn a_mistaken_playbook_stops_other_commands_and_can_be_unset() {
    let shell = Shell::new();
    shell.write("mine.yaml", "");
    shell.ok(&["config", "set", "playbook", "mine.yaml"]);
    shell.write("mine.yaml", MISTAKEN);
    let stderr = shell.refused(3, &["list"]);
    assert!(stderr.contains("3 mistakes") && stderr.contains("mine.yaml:2:21"), "{stderr}");
    assert_eq!(shell.run(&["playbook", "check"]).code, 1);
    shell.ok(&["playbook", "export", "--built-in"]);
    shell.ok(&["config", "unset", "playbook"]);
    shell.ok(&["playbook", "check"]);
}

#[test]
fn a_mistake_found_while_writing_is_told_like_any_other() {
    let shell = Shell::new();
    shell.ok(&["add", "Acme"]);
    shell.write("mine.yaml", "");
    shell.ok(&["config", "set", "playbook", "mine.yaml"]);
    shell.write("mine.yaml", "tiers:\n  dimensions:\n    - {id: brand, weight: heavy}\n");
    for arguments in [&["log", "add", "Acme", "Call"][..], &["look", "status", "Acme"]] {
        let stderr = shell.refused(3, arguments);
        assert!(
            stderr.contains("the playbook has 1 mistake:\n  ")
                && stderr.contains("acct config unset playbook"),
            "{arguments:?}: {stderr}"
        );
    }
}

#[test]
fn what_is_exported_changes_nothing_and_is_not_written_over() {
    let shell = Shell::new();
    shell.ok(&["playbook", "export", "-o", "mine.yaml"]);
    shell.ok(&["playbook", "check", "mine.yaml"]);
    assert_eq!(shell.json(&["playbook", "diff", "mine.yaml"]), serde_json::json!([]));
    shell.write("mine.yaml", "labels: {account: {zh: \"公司\"}}\ntiers: {minimum_coverage: 50}\n");
    assert!(shell.refused(1, &["playbook", "export", "-o", "mine.yaml"]).contains("--force"));
    shell.ok(&["config", "set", "playbook", "mine.yaml"]);
    let changes = shell.json(&["playbook", "diff"]);
    assert_eq!(changes[0]["path"], "tiers.minimum_coverage");
    assert_eq!((changes[0]["before"].as_str(), changes[0]["after"].as_str()), (Some("40"), Some("50")));
    assert_eq!(changes[1]["path"], "labels.account.zh");
    shell.ok(&["playbook", "export", "-o", "again.yaml"]);
    assert_eq!(shell.json(&["playbook", "diff", "again.yaml"]), changes);
}

#[test]
fn weights_that_do_not_add_up_are_told_and_limits_are_shown() {
    let shell = Shell::new();
    shell.write("mine.yaml", "tiers: {dimensions: [{id: brand, weight: 40}]}\n");
    let run = shell.run(&["playbook", "check", "mine.yaml"]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("warning: the weights of the dimensions add up to 125"), "{}", run.stderr);
    let run = shell.run(&["playbook", "check", "mine.yaml", "--lang", "zh"]);
    assert!(run.stderr.contains("各维度权重合计 125，不是 100"), "{}", run.stderr);
    assert!(shell.ok(&["playbook", "show", "trend.market_size"]).contains("not negative"));
    let share = shell.ok(&["playbook", "show", "competition.share_of_wallet_rivals", "--lang", "zh"]);
    assert!(share.contains("0% 到 100%"), "{share}");
}
