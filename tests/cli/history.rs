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
    assert!(stderr.contains("acct undo 3"), "{stderr}");
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
