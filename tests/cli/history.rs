//! What was done, taken back and done again.

use crate::shell::Shell;

#[test]
fn every_write_is_in_the_history_with_who_and_how() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel", "--note", "a b"]);
    let history = shell.json(&["history"]);
    assert_eq!(history[0]["operation"], 1);
    assert_eq!(history[0]["by"], "ann");
    assert_eq!(history[0]["summary"], "Added account Example Steel");
    assert_eq!(history[0]["command"], "acct add 'Example Steel' --note 'a b'");
    assert_eq!(history[0]["at"], "2026-03-02T12:00:00Z");
}

#[test]
fn undo_and_redo_go_back_and_forth() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel", "--region", "East"]);
    shell.ok(&["edit", "Example Steel", "--region", "West"]);
    shell.ok(&["undo"]);
    assert_eq!(shell.json(&["show", "#1"])["region"], "East");
    shell.ok(&["redo"]);
    assert_eq!(shell.json(&["show", "#1"])["region"], "West");
    shell.ok(&["undo"]);
    shell.ok(&["undo"]);
    shell.refused(1, &["show", "#1"]);
    shell.refused(1, &["undo"]);
    shell.ok(&["redo"]);
    shell.ok(&["redo"]);
    assert_eq!(shell.json(&["show", "#1"])["region"], "West");
    shell.refused(1, &["redo"]);
}

#[test]
fn an_undo_is_refused_where_something_was_built_on_it() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    shell.ok(&["contact", "add", "Example Steel", "Ann Example"]);
    shell.ok(&["contact", "add", "Example Steel", "Bob Example", "--reports-to", "Ann"]);
    let stderr = shell.refused(1, &["undo", "1"]);
    assert!(stderr.contains("hint: take them back with it: acct undo 1 --with-later"), "{stderr}");
    let stderr = shell.refused(1, &["undo", "2"]);
    assert!(stderr.contains("Bob Example"), "{stderr}");
    shell.ok(&["undo", "3"]);
    shell.ok(&["undo", "2"]);
    assert!(shell.json(&["contact", "list"]).as_array().unwrap().is_empty());
}

#[test]
fn an_older_edit_of_another_field_can_be_undone() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    shell.ok(&["edit", "#1", "--region", "East"]);
    shell.ok(&["edit", "#1", "--industry", "Steel"]);
    shell.ok(&["edit", "#1", "--region", "West"]);
    shell.refused(1, &["undo", "2"]);
    shell.ok(&["undo", "3"]);
    let account = shell.json(&["show", "#1"]);
    assert_eq!((account["region"].as_str(), account["industry"].as_str()), (Some("West"), None));
}

#[test]
fn numbers_are_never_given_twice() {
    let shell = Shell::new();
    shell.ok(&["add", "One"]);
    shell.ok(&["remove", "One", "--yes"]);
    shell.ok(&["add", "Two"]);
    assert_eq!(shell.json(&["show", "Two"])["id"], 2);
    shell.ok(&["undo", "2"]);
    assert_eq!(shell.json(&["show", "One"])["id"], 1);
}

fn cities(shell: &Shell) {
    shell.ok(&["add", "Example Steel", "--city", "Rome"]);
    shell.ok(&["edit", "#1", "--city", "Paris"]);
    shell.ok(&["edit", "#1", "--city", "Oslo"]);
}

fn city(shell: &Shell) -> String {
    shell.json(&["show", "#1"])["city"].as_str().unwrap().to_owned()
}

#[test]
fn an_undo_that_stands_between_is_not_passed_over() {
    let shell = Shell::new();
    cities(&shell);
    shell.ok(&["undo"]);
    shell.ok(&["undo"]);
    assert_eq!(city(&shell), "Rome");
    // Oslo was set on top of Paris, which is taken back: first that has to come again.
    shell.refused(1, &["undo", "4"]);
    shell.ok(&["redo"]);
    assert_eq!(city(&shell), "Paris");
    shell.ok(&["redo"]);
    assert_eq!(city(&shell), "Oslo");
}

#[test]
fn what_was_undone_and_redone_in_between_forbids_nothing() {
    let shell = Shell::new();
    cities(&shell);
    shell.ok(&["undo", "3"]);
    shell.ok(&["undo", "2"]);
    assert_eq!(city(&shell), "Rome");
    shell.ok(&["redo"]);
    assert_eq!(city(&shell), "Paris");
    shell.ok(&["undo"]);
    assert_eq!(city(&shell), "Rome");
}

#[test]
fn a_redo_is_not_undone_but_what_it_redid() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel", "--city", "Rome"]);
    shell.ok(&["edit", "#1", "--city", "Paris"]);
    shell.ok(&["undo"]);
    shell.ok(&["redo"]);
    let stderr = shell.refused(1, &["undo", "4"]);
    assert!(stderr.contains("undo operation 2"), "{stderr}");
    shell.ok(&["undo", "2"]);
    assert_eq!(city(&shell), "Rome");
}

#[test]
fn the_undo_of_an_addition_is_not_followed_by_its_edits() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel", "--city", "Rome"]);
    shell.ok(&["edit", "#1", "--city", "Paris"]);
    shell.ok(&["undo"]);
    shell.ok(&["undo"]);
    shell.refused(1, &["undo", "3"]);
    shell.ok(&["redo"]);
    shell.ok(&["redo"]);
    assert_eq!(city(&shell), "Paris");
}

#[test]
fn what_comes_back_was_added_when_it_was() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel", "--as-of", "2026-01-05"]);
    shell.ok(&["remove", "Example Steel", "--yes", "--as-of", "2026-02-05"]);
    shell.ok(&["undo"]);
    assert_eq!(shell.json(&["show", "#1"])["created"], "2026-01-05T12:00:00Z");
}

#[test]
fn what_was_changed_is_told_as_data() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    assert_eq!(shell.json(&["edit", "1", "--city", "Rome"])["city"], "Rome");
    let undone = shell.json(&["undo"]);
    assert_eq!(
        (&undone["operation"], &undone["undone"], &undone["changes"]),
        (&3.into(), &2.into(), &1.into())
    );
    assert_eq!(shell.json(&["redo"])["redone"], 2);
    shell.ok(&["contact", "add", "1", "Ann Example"]);
    shell.ok(&["contact", "add", "1", "Bob Example", "--reports-to", "Ann"]);
    let run = shell.run(&["contact", "remove", "1", "Ann", "--yes", "--json"]);
    assert!(run.stderr.contains("lose their link to it: 1 contact"), "{}", run.stderr);
    let removed: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(removed["removed"]["contact"], 1);
}

#[test]
fn an_operation_is_undone_with_all_that_builds_on_it_and_redone_so() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    shell.ok(&["add", "Example Glass"]);
    shell.ok(&["contact", "add", "Example Steel", "Ann Example"]);
    shell.ok(&["contact", "edit", "Example Steel", "Ann", "--title", "CFO"]);
    shell.ok(&["edit", "Example Glass", "--city", "Oslo"]);
    let run = shell.run(&["undo", "1", "--with-later"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("--yes"), "{}", run.stderr);
    assert!(
        run.stderr.contains("Added contact Example Steel · Ann Example\n  goes: 1 contact"),
        "{}",
        run.stderr
    );
    shell.ok(&["undo", "1", "--with-later", "--dry-run"]);
    assert_eq!(shell.json(&["list"]).as_array().unwrap().len(), 2);
    let told = shell.json(&["undo", "1", "--with-later", "--yes"]);
    let expected = serde_json::json!({"operation": 8, "undone": 1, "with": [4, 3], "changes": 3});
    assert_eq!(told, expected);
    let left = shell.json(&["list"]);
    assert_eq!((left.as_array().unwrap().len(), &left[0]["city"]), (1, &serde_json::json!("Oslo")));
    // All come back at once, and go again at once.
    let told = shell.json(&["redo"]);
    assert_eq!((&told["redone"], &told["with"]), (&serde_json::json!(1), &serde_json::json!([3, 4])));
    assert_eq!(shell.json(&["contact", "list"])[0]["title"], "CFO");
    shell.refused(1, &["redo"]);
    let told = shell.json(&["undo"]);
    assert_eq!((&told["undone"], &told["with"]), (&serde_json::json!(1), &serde_json::json!([4, 3])));
    shell.ok(&["redo"]);
    assert_eq!(shell.json(&["contact", "list"])[0]["title"], "CFO");
}

#[test]
fn what_goes_with_an_undone_operation_is_found_in_what_was_redone_too() {
    let shell = Shell::new();
    cities(&shell);
    shell.ok(&["undo"]);
    shell.ok(&["redo"]);
    // Oslo stands on Paris, again; and Bern on it.
    shell.ok(&["edit", "#1", "--city", "Bern"]);
    let told = shell.json(&["undo", "2", "--with-later", "--yes"]);
    assert_eq!(told["with"], serde_json::json!([6, 3]));
    assert_eq!(city(&shell), "Rome");
    shell.ok(&["redo"]);
    assert_eq!(city(&shell), "Bern");
}

#[test]
fn undo_takes_back_what_was_redone_last() {
    let shell = Shell::new();
    cities(&shell);
    shell.ok(&["edit", "#1", "--region", "West"]);
    shell.ok(&["undo", "3"]);
    shell.ok(&["redo"]);
    assert_eq!(shell.json(&["undo"])["undone"], 3);
    assert_eq!(city(&shell), "Paris");
    assert_eq!(shell.json(&["undo"])["undone"], 4);
    assert_eq!(shell.json(&["undo"])["undone"], 2);
    assert_eq!(shell.json(&["redo"])["redone"], 2);
    assert_eq!(shell.json(&["redo"])["redone"], 4);
    assert_eq!(shell.json(&["redo"])["redone"], 3);
    assert_eq!(city(&shell), "Oslo");
}

#[test]
fn of_many_later_operations_five_are_named_in_the_language_in_use() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    for city in ["Rome", "Paris", "Oslo", "Bern", "Wien", "Riga", "Bonn"] {
        shell.ok(&["edit", "#1", "--city", city]);
    }
    let stderr = shell.refused(1, &["undo", "1"]);
    assert!(stderr.contains("6 (Changed account Example Steel: city) and 2 more\n"), "{stderr}");
    let stderr = shell.refused(1, &["undo", "1", "--lang", "zh"]);
    assert!(stderr.contains("6（修改客户 Example Steel：城市），另有 2 项\n"), "{stderr}");
    assert!(stderr.contains("acct undo 1 --with-later"), "{stderr}");
}

#[test]
fn a_redo_that_something_stands_in_the_way_of_names_what_clears_it() {
    let shell = Shell::new();
    cities(&shell);
    shell.ok(&["undo"]);
    shell.ok(&["edit", "#1", "--city", "Bern"]);
    let stderr = shell.refused(1, &["redo"]);
    assert!(stderr.contains("operation 3 cannot be redone"), "{stderr}");
    assert!(stderr.contains("acct undo 4 --with-later"), "{stderr}");
    shell.ok(&["undo", "4", "--with-later", "--yes"]);
    assert_eq!(city(&shell), "Oslo");
}

#[test]
fn the_history_keeps_personal_files_to_itself_unless_asked() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    shell.ok(&["contact", "add", "Example Steel", "Ann Example", "--title", "CFO", "--family", "two sons"]);
    shell.ok(&["contact", "edit", "#1", "--clear", "family", "--pets", "a dog"]);
    shell.ok(&["contact", "trip", "add", "Example Steel", "Ann", "Rome", "--from", "2026-04-01"]);
    for arguments in [&["history"][..], &["history", "--changes"], &["history", "--json"]] {
        let told = shell.ok(arguments).to_lowercase();
        for secret in ["family", "sons", "pets", "dog", "rome"] {
            assert!(!told.contains(secret), "{arguments:?} {secret}: {told}");
        }
    }
    let history = shell.json(&["history"]);
    assert_eq!(history[2]["command"], "acct contact add 'Example Steel' 'Ann Example' --title CFO …");
    assert!(shell.ok(&["history", "--personal"]).contains("--pets 'a dog'"));
    assert!(shell.ok(&["history", "--changes", "--personal"]).contains("two sons"));
}

#[test]
fn changes_are_told_by_names_and_labels_and_kept_as_data() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    shell.ok(&["contact", "add", "Example Steel", "Ann Example"]);
    shell.ok(&[
        "contact", "add", "Example Steel", "Bob Example", "--reports-to", "Ann", "--level", "decision",
    ]);
    let told = shell.ok(&["history", "--operation", "3", "--format", "markdown", "--lang", "zh"]);
    assert!(told.contains("| 上级 |  | Ann Example |"), "{told}");
    assert!(told.contains("| 层级 |  | 决策层 |"), "{told}");
    let data = shell.json(&["history", "--operation", "3"]);
    let of = |field: &str| {
        let mut rows = data.as_array().unwrap().iter();
        rows.find(|row| row["field"] == field).unwrap()["after"].clone()
    };
    assert_eq!((of("reports_to"), of("level")), (serde_json::json!(1), serde_json::json!("decision")));
}
