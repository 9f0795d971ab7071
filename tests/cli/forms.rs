//! Filled forms of the five looks: several at once, cut off, with notes alone.

use serde_json::json;

use crate::shell::Shell;

fn with_huawei() -> Shell {
    let shell = Shell::new();
    shell.ok(&["add", "华为技术有限公司", "--alias", "华为"]);
    shell
}

#[test]
fn several_forms_are_one_operation_and_none_is_taken_where_one_has_a_mistake() {
    let shell = with_huawei();
    shell.ok(&["add", "示例港口"]);
    let form = |account: &str, item: &str, answer: &str| {
        format!("account: {account}\nanswers:\n  {item}:\n    answer: {answer}\n")
    };
    for (name, account, item, answer) in [
        ("one.yaml", "华为", "trend.rivalry", "4"),
        ("two.yaml", "示例港口", "trend.rivalry", "2"),
        ("other.yaml", "华为", "trend.rivalry", "5"),
        ("same.yaml", "华为", "trend.rivalry", "4"),
    ] {
        shell.write(name, form(account, item, answer));
    }
    let import = |files: &[&'static str]| -> Vec<&'static str> { [&["look", "import"], files].concat() };
    let told = shell.refused(1, &import(&["one.yaml", "two.yaml", "other.yaml"]));
    assert!(told.contains("one.yaml has another answer to it on line"), "{told}");
    assert_eq!(shell.json(&["look", "history", "示例港口"]), json!([]));
    shell.ok(&import(&["one.yaml", "two.yaml", "same.yaml"]));
    let newest = &shell.json(&["history"])[0];
    assert_eq!(newest["summary"], "Answered 2 questions about 2 accounts");
    shell.ok(&["undo", "--yes"]);
    for account in ["华为", "示例港口"] {
        assert_eq!(shell.json(&["look", "history", account]), json!([]), "{account}");
    }
}

#[test]
fn a_form_that_is_cut_off_anywhere_is_refused_with_the_place_and_changes_nothing() {
    let shell = with_huawei();
    for (name, whole) in [("form.yaml", None), ("form.csv", Some("csv")), ("form.ndjson", Some("ndjson"))] {
        shell.ok(&["look", "export", "华为", "trend", "-o", name]);
        let form = std::fs::read_to_string(shell.path(name)).unwrap();
        let filled = match whole {
            None => form.replacen("  trend.rivalry:\n    answer:", "  trend.rivalry:\n    answer: 4", 1),
            Some("csv") => form.lines().map(|line| csv_answered(line, "trend.rivalry", "4") + "\n").collect(),
            _ => form.replacen("\"answer\":null", "\"answer\":\"CNY 5m\"", 1),
        };
        assert!(form != filled, "{name}");
        let lines: Vec<&str> = filled.lines().collect();
        // In the middle of a line, and between two.
        for cut in [lines[..lines.len() - 1].join("\n") + "\n", lines[..lines.len() * 2 / 3].join("\n")] {
            for text in [cut.clone(), cut[..cut.floor_char_boundary(cut.len() - 7)].to_owned()] {
                shell.write(name, &text);
                let run = shell.run(&["look", "import", name, "--account", "华为"]);
                assert_ne!(run.code, 0, "{name}: {text}");
                assert!(
                    run.stderr.contains("line ") || run.stderr.contains(&format!("{name}:")),
                    "{}",
                    run.stderr
                );
            }
        }
        assert!(shell.json(&["look", "history", "华为"]).as_array().unwrap().is_empty(), "{name}");
        shell.write(name, &filled);
        shell.ok(&["look", "import", name, "--account", "华为"]);
        assert_eq!(shell.json(&["look", "history", "华为"]).as_array().unwrap().len(), 1, "{name}");
        shell.ok(&["undo"]);
    }
    let form = shell.ok(&["look", "export", "华为", "trend", "--format", "yaml"]);
    let end = form.find("# Leave this last line").unwrap();
    shell.write("form.yaml", &form[..end]);
    let told = shell.refused(3, &["look", "import", "form.yaml"]);
    assert!(told.contains("the form breaks off at line") && told.contains("after trend.verdict"), "{told}");
}

/// A line of a CSV form with an answer, where it is about the question.
fn csv_answered(line: &str, item: &str, answer: &str) -> String {
    match line.strip_prefix(&format!("{item},")) {
        Some(rest) => format!("{item},{}", rest.replacen(",,", &format!(",{answer},"), 1)),
        None => line.to_owned(),
    }
}

#[test]
fn a_note_without_an_answer_in_a_form_is_kept_and_leaves_the_question_open() {
    let shell = with_huawei();
    let form = "account: 华为\nanswers:\n  trend.rivalry: {answer: , note: ask Ms Li}\n  trend.entrants: 3\n";
    shell.write("form.yaml", form);
    let run = shell.run(&["look", "import", "form.yaml"]);
    assert!(
        run.stderr.contains("1 answer recorded, 0 as before, 1 note without an answer kept"),
        "{}",
        run.stderr
    );
    let status = shell.json(&["look", "status", "华为", "trend"]);
    let items = status["looks"][0]["items"].as_array().unwrap();
    let rivalry = items.iter().find(|item| item["item"] == "trend.rivalry").unwrap();
    assert_eq!((&rivalry["state"], &rivalry["note"]), (&"open".into(), &"ask Ms Li".into()));
    assert_eq!(
        shell.json(&["history"])[0]["summary"],
        "Answered 华为技术有限公司 · New entrants: 3 · Some newcomers, none of them felt yet, 1 note made"
    );
    // Read in again it says nothing new; another note stands below the first.
    let again = shell.run(&["look", "import", "form.yaml"]);
    assert!(again.stderr.contains("0 answers recorded, 1 as before, 1 not filled in"), "{}", again.stderr);
    shell.write("form.yaml", "answers:\n  trend.rivalry: {note: or Mr Wang}\n");
    shell.ok(&["look", "import", "form.yaml", "--account", "华为"]);
    let notes = shell.json(&["look", "history", "华为", "trend.rivalry"]);
    assert_eq!(notes[0]["note"], "ask Ms Li\nor Mr Wang");
}

#[test]
fn questions_that_records_answer_name_these_or_the_command_for_the_account() {
    let shell = with_huawei();
    shell.ok(&["contact", "add", "华为", "示例总监", "--level", "decision"]);
    let form = shell.ok(&["look", "export", "华为", "customer"]);
    assert!(form.contains("On record: 示例总监"), "{form}");
    assert!(form.contains("`acct contact add 华为技术有限公司 NAME --function finance`"), "{form}");
    let form = shell.ok(&["--lang", "zh", "look", "export", "华为", "customer", "--format", "yaml"]);
    assert!(form.contains("customer.decision_contact 已有记录：示例总监"), "{form}");
    let empty = shell.ok(&["look", "export", "华为", "customer", "--empty"]);
    assert!(!empty.contains("示例总监"), "{empty}");
}

#[test]
fn a_form_of_another_account_says_nothing_of_newer_answers() {
    let shell = with_huawei();
    shell.ok(&["add", "示例港口"]);
    shell.ok(&["look", "answer", "示例港口", "trend.rivalry", "2", "--date", "2025-01-06"]);
    shell.ok(&["look", "answer", "华为", "trend.rivalry", "4", "--date", "2025-06-01"]);
    shell.ok(&["look", "export", "华为", "trend", "-o", "form.yaml"]);
    shell.ok(&["look", "import", "form.yaml", "--account", "示例港口"]);
    let history = shell.json(&["look", "history", "示例港口", "trend.rivalry"]);
    assert_eq!(history[0]["value"], "4", "{history}");
    // At its own account it holds.
    shell.ok(&["look", "answer", "华为", "trend.rivalry", "5"]);
    let told = shell.refused(1, &["look", "import", "form.yaml"]);
    assert!(told.contains("answered anew since the form was written"), "{told}");
}
