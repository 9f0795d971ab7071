//! What a trial run would do is told as what would be done, and nothing is done.

use crate::shell::Shell;

#[test]
fn every_trial_says_what_would_be_done() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    shell.ok(&["add", "Example Paper"]);
    for person in ["Ann Example", "Bob Example", "Carl Example"] {
        shell.ok(&["contact", "add", "#1", person, "--family", "two sons"]);
    }
    shell.ok(&["contact", "relate", "#1", "Ann Example", "ally", "Bob Example"]);
    shell.ok(&["needs", "add", "#1", "Fewer stops"]);
    shell.ok(&["contact", "trip", "add", "#1", "Ann Example", "Berlin", "--from", "2026-03-04"]);
    shell.ok(&["log", "add", "#1", "Visit"]);
    shell.ok(&["tier", "set", "#1", "A", "--reason", "as agreed"]);
    shell.write("list.csv", "name\nExample Glass\n");
    let before = (shell.json(&["history"]), shell.json(&["export"]));
    for (arguments, english, chinese) in [
        (&["add", "X"][..], "Would add account X. Nothing was kept.", "将新增客户 X。未保存。"),
        (&["edit", "#1", "--region", "East"], "Would change Example Steel.", "将修改 Example Steel。"),
        (&["account", "rename", "#1", "Y"], "Example Steel would become Y.", "Example Steel 将更名为 Y。"),
        (&["account", "archive", "#1"], "Would archive Example Steel.", "将归档 Example Steel。"),
        (
            &["account", "merge", "#1", "#2"],
            "Would merge Example Paper  #2 into",
            "将把 Example Paper  #2 合并到",
        ),
        (
            &["account", "dupes", "--not-the-same", "#1", "#2"],
            "Would note: Example Steel is not Example Paper.",
            "将注明：Example Steel 与 Example Paper 并非同一个。",
        ),
        (&["remove", "#2"], "Would remove account Example Paper.", "将删除客户 Example Paper。"),
        (
            &["contact", "relate", "#1", "Ann Example", "mentor", "Carl Example"],
            "Would note: Ann Example is a mentor of Carl Example.",
            "将记录：Ann Example 是 Carl Example 的导师。",
        ),
        (
            &["contact", "relate", "#1", "Ann Example", "ally", "Bob Example", "--remove"],
            "Would forget: Ann Example is an ally of Bob Example.",
            "将删除：Ann Example 与 Bob Example 是同盟。",
        ),
        (&["contact", "trip", "remove", "#1"], "Would remove the trip", "将删除行程"),
        (
            &["needs", "verdict", "#1", "Fewer stops", "4"],
            "Would change Fewer stops.",
            "将修改 Fewer stops。",
        ),
        (&["needs", "why", "#1", "Fewer stops", "worn"], "Would change Fewer stops.", "将修改 Fewer stops。"),
        (&["log", "edit", "#1", "--summary", "Call"], "Would change Call.", "将修改 Call。"),
        (&["stage", "set", "#1", "goal"], "would be set to", "将设为"),
        (&["stage", "close", "#1", "won", "--evidence", "signed"], "would be closed", "将结束"),
        (
            &["tier", "set", "#1", "B", "--reason", "why not"],
            "Example Steel would be B",
            "Example Steel 将为 B",
        ),
        (&["tier", "score", "--all"], "Would grade 2 accounts", "将为 2 家客户定级"),
        (&["look", "answer", "#1", "trend.rivalry", "4"], "would be: 4", "将记为：4"),
        (&["import", "list.csv"], "Nothing was kept (--dry-run).", "试运行，未保存。"),
        (&["undo"], "would be taken back. Nothing was changed.", "将还原"),
    ] {
        for (language, told) in [("en", english), ("zh", chinese)] {
            let run = shell.run(&[arguments, &["--dry-run", "--lang", language]].concat());
            assert_eq!(run.code, 0, "{arguments:?}\n{}", run.stderr);
            assert!(run.stderr.contains(told), "{arguments:?}\n{}", run.stderr);
        }
    }
    assert_eq!((shell.json(&["history"]), shell.json(&["export"])), before);
    shell.ok(&["undo"]);
    let run = shell.run(&["redo", "--dry-run"]);
    assert!(run.stderr.contains("would be made again. Nothing was changed."), "{}", run.stderr);
    assert!(shell.run(&["redo", "--dry-run", "--lang", "zh"]).stderr.contains("将重做"));
}
