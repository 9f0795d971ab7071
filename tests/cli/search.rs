//! Search: what is found, in which order, and how it is shown.

use crate::shell::Shell;

fn some() -> Shell {
    let shell = Shell::new();
    shell.ok(&[
        "add",
        "上海示例机场集团",
        "--alias",
        "示例机场",
        "--note",
        "The board wants a second runway by 2030",
    ]);
    shell.ok(&["add", "Example Steel Ltd", "--region", "上海", "--relation", "prospect"]);
    shell.ok(&[
        "needs", "add", "示例机场", "Close the books in three days", "--problem",
        "Closing takes 12 days, says the CFO",
    ]);
    shell.ok(&["contact", "add", "示例机场", "王芳", "--title", "CFO", "--family", "two zebras"]);
    shell
}

#[test]
fn json_tells_where_the_hit_stands() {
    let shell = some();
    let found = shell.json(&["search", "clos", "12"]);
    assert_eq!(
        found,
        serde_json::json!([{
            "kind": "need", "id": 1, "account": "上海示例机场集团", "account_id": 1,
            "title": "Close the books in three days",
            "excerpt": "Closing takes 12 days, says the CFO", "field": "problem",
        }])
    );
    let kinds: Vec<serde_json::Value> = shell
        .json(&["search", "海"])
        .as_array()
        .unwrap()
        .iter()
        .map(|found| found["account"].clone())
        .collect();
    assert_eq!(kinds, ["上海示例机场集团", "Example Steel Ltd"], "a name before a field");
    assert_eq!(shell.json(&["search", "示例机场"])[0]["kind"], "account");
}

#[test]
fn the_table_marks_hits_where_colours_are_on() {
    let shell = some();
    let plain = shell.ok(&["search", "CFO"]);
    insta::assert_snapshot!(plain, @r"
    Kind     #   Account           Title                          Found in
    ─────────────────────────────────────────────────────────────────────────────────────────────────
    Contact  #1  上海示例机场集团  王芳                           CFO
    Need     #1  上海示例机场集团  Close the books in three days  Closing takes 12 days, says the CFO
    ");
    let coloured = shell.ok(&["search", "CFO", "--color", "always"]);
    assert!(coloured.contains("\u{1b}[1;33mCFO\u{1b}[0m"), "{coloured}");
}

#[test]
fn scope_and_limit_narrow_the_search() {
    let shell = some();
    assert_eq!(shell.json(&["search", "CFO", "--kind", "contact"]).as_array().unwrap().len(), 1);
    assert_eq!(shell.json(&["search", "上海", "--account", "Example Steel"]).as_array().unwrap().len(), 1);
    let run = shell.run(&["search", "CFO", "--limit", "1"]);
    assert!(run.stderr.contains("1 of 2"), "{}", run.stderr);
    shell.refused(2, &["search", "x", "--kind", "trip"]);
}

#[test]
fn nothing_found_is_no_error() {
    let shell = some();
    for text in ["nothing like it", "zebras", "\"", "*", "OR", "NEAR(", "👍", "(("] {
        let run = shell.run(&["search", text]);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{text}: {}", run.stderr);
        assert!(run.stderr.contains("nothing was found"), "{}", run.stderr);
    }
    assert_eq!(shell.json(&["search", "zebras"]), serde_json::json!([]));
    assert!(shell.run(&["--lang", "zh", "search", "没有"]).stderr.contains("没有找到“没有”"));
    shell.refused(1, &["search", &"long ".repeat(200)]);
}
