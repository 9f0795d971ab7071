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
fn of_many_later_operations_the_first_are_told() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    for number in 0..7 {
        shell.ok(&["contact", "add", "1", &format!("Person {number}")]);
    }
    let stderr = shell.refused(1, &["undo", "1"]);
    assert!(stderr.contains("and 2 more"), "{stderr}");
}
