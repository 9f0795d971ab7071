//! The program in a real terminal: what is missing is asked for, and an interrupt changes nothing.

use std::time::Duration;

use expectrl::process::unix::WaitStatus;
use expectrl::{Eof, Expect, Session};

use crate::shell::Shell;

const CTRL_C: &str = "\u{3}";
const DOWN: &str = "\u{1b}[B";
const UP: &str = "\u{1b}[A";

fn open(shell: &Shell, arguments: &[&str]) -> expectrl::session::OsSession {
    let mut command = shell.command(arguments);
    command.env("TERM", "xterm").stdin(std::process::Stdio::inherit());
    let mut session = Session::spawn(command).unwrap();
    session.set_expect_timeout(Some(Duration::from_secs(90)));
    session
}

fn code(session: &expectrl::session::OsSession) -> Option<i32> {
    match session.get_process().wait().unwrap() {
        WaitStatus::Exited(_, code) => Some(code),
        _ => None,
    }
}

#[test]
fn a_missing_name_is_asked_for_and_chinese_can_be_typed() {
    let shell = Shell::new();
    let mut session = open(&shell, &["add", "--region", "华南"]);
    session.expect("Name").unwrap();
    session.send("示例公同").unwrap();
    std::thread::sleep(Duration::from_millis(200));
    session.send("\u{7f}司\r").unwrap();
    session.expect("Added account #1 示例公司").unwrap();
    session.expect(Eof).unwrap();
    assert_eq!(code(&session), Some(0));
    assert_eq!(shell.json(&["show", "示例公司"])["region"], "华南");
}

#[test]
fn an_ambiguous_name_is_picked_from_a_list() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Shipping"]);
    shell.ok(&["add", "Example Steel", "--region", "East"]);
    let mut session = open(&shell, &["show", "Exam"]);
    session.expect("Which account").unwrap();
    session.expect("Example Steel").unwrap();
    session.send(DOWN).unwrap();
    session.send("\r").unwrap();
    session.expect("East").unwrap();
    session.expect(Eof).unwrap();
    assert_eq!(code(&session), Some(0));
}

#[test]
fn what_would_be_imported_from_a_folder_is_asked_about() {
    let shell = Shell::new();
    shell.ok(&["add", "One", "--city", "Lyon"]);
    shell.ok(&["export", "--by-account", "-o", "accounts"]);
    let text = std::fs::read_to_string(shell.path("accounts/One.yaml")).unwrap();
    shell.write("accounts/One.yaml", text.replace("Lyon", "Paris"));
    for (answer, told, city) in
        [("n", "Nothing was changed", "Lyon"), ("y", "Imported: 0 created, 1 updated", "Paris")]
    {
        let mut session = open(&shell, &["import", "accounts"]);
        session.expect("~ city: Lyon -> Paris").unwrap();
        session.expect("Take these changes over?").unwrap();
        session.send(answer).unwrap();
        session.expect(told).unwrap();
        session.expect(Eof).unwrap();
        assert_eq!(code(&session), Some(0));
        assert_eq!(shell.json(&["show", "One"])["city"], city);
    }
}

#[test]
fn an_interrupt_at_a_prompt_changes_nothing() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    for (arguments, question) in [
        (&["add"][..], "Name"),
        (&["remove", "Example Steel"], "Remove account Example Steel?"),
        (&["edit", "Example Steel"], "Which field of Example Steel?"),
        (&["stage", "close", "--evidence", "x"], "Which account?"),
        (&["stage", "close", "Example Steel", "--evidence", "x"], "How did it end?"),
        (&["account", "rename", "Example Steel"], "Its new name"),
    ] {
        let mut session = open(&shell, arguments);
        session.expect(question).unwrap();
        std::thread::sleep(Duration::from_millis(400));
        session.send(CTRL_C).unwrap();
        session.expect(Eof).unwrap();
        assert_eq!(code(&session), Some(130), "{arguments:?}");
    }
    assert_eq!(shell.json(&["history"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_confirmation_is_asked_in_the_users_language() {
    let shell = Shell::new();
    shell.ok(&["add", "示例钢铁"]);
    let mut session = open(&shell, &["--lang", "zh", "remove", "示例钢铁"]);
    session.expect("删除客户 示例钢铁？").unwrap();
    session.send("y").unwrap();
    session.expect("已删除客户 示例钢铁").unwrap();
    session.expect(Eof).unwrap();
    assert_eq!(code(&session), Some(0));
    assert!(shell.json(&["list"]).as_array().unwrap().is_empty());
}

#[test]
fn a_missing_account_person_and_choice_are_picked() {
    let shell = Shell::new();
    shell.ok(&["add", "示例钢铁"]);
    shell.ok(&["add", "360"]);
    for name in ["Ann Example", "Bob Example"] {
        shell.ok(&["contact", "add", "360", name]);
    }
    let mut session = open(&shell, &["contact", "relate"]);
    session.expect("Which account?").unwrap();
    session.expect("360").unwrap();
    session.send(DOWN).unwrap();
    session.send("\r").unwrap();
    session.expect("Which contact of 360?").unwrap();
    session.send("\r").unwrap();
    session.expect("How do they relate?").unwrap();
    session.send("\r").unwrap();
    session.expect("To which colleague?").unwrap();
    session.send(DOWN).unwrap();
    session.send("\r").unwrap();
    session.expect(Eof).unwrap();
    assert_eq!(code(&session), Some(0));
    let person = shell.json(&["contact", "show", "360", "Ann"]);
    assert!(person.to_string().contains("Bob Example"), "{person}");
    let history = shell.json(&["history"]);
    assert!(history[0]["command"].as_str().unwrap().contains("relate -- 360 '#1' ally '#2'"), "{history}");
}

#[test]
fn of_many_accounts_a_part_of_the_name_is_asked_for() {
    let shell = Shell::new();
    let rows: String = (0..200).map(|number| format!("示例钢铁{number}厂\n")).collect();
    shell.write("many.csv", format!("name\n{rows}Example Motors\n"));
    shell.ok(&["import", "many.csv"]);
    let mut session = open(&shell, &["--lang", "zh", "tier", "set", "--reason", "董事会决定"]);
    session.expect("哪个客户？（名称的一部分）").unwrap();
    session.send("zzz\r").unwrap();
    session.expect("没有名称含“zzz”的。").unwrap();
    session.send("motors\r").unwrap();
    session.expect("Example Motors").unwrap();
    session.send("\r").unwrap();
    session.expect("哪个级别？").unwrap();
    session.send("\r").unwrap();
    session.expect("Example Motors 现为").unwrap();
    session.expect(Eof).unwrap();
    assert_eq!(code(&session), Some(0));
    assert_eq!(shell.json(&["show", "Example Motors"])["tier"], "C");
}

#[test]
fn menus_start_at_what_is_there_and_nobody_is_their_own_colleague() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    for name in ["Ann Example", "Bob Example"] {
        shell.ok(&["contact", "add", "#1", name]);
    }
    shell.ok(&["stage", "set", "#1", "pain", "--evidence", "they said so"]);
    shell.ok(&["tier", "set", "#1", "A", "--reason", "as agreed"]);
    shell.ok(&["look", "answer", "#1", "trend.rivalry", "5"]);
    let mut session = open(&shell, &["contact", "relate", "#1", "Ann", "ally"]);
    session.expect("To which colleague?").unwrap();
    session.expect("> Bob Example").unwrap();
    session.send("\r").unwrap();
    session.expect("Noted: Ann Example is an ally of Bob Example.").unwrap();
    session.expect(Eof).unwrap();
    for (arguments, question, at) in [
        (&["stage", "set", "#1", "--reason", "x"][..], "Which stage?", "> 3 · Pain or ambition"),
        (&["tier", "set", "#1", "--reason", "x"], "Which tier?", "> 3 · Partner"),
        (&["look", "answer", "#1", "trend.rivalry"], "?", "> 5 "),
    ] {
        let mut session = open(&shell, arguments);
        session.expect(question).unwrap();
        session.expect(at).unwrap();
        session.send(UP).unwrap();
        session.send("\r").unwrap();
        session.expect(Eof).unwrap();
        assert_eq!(code(&session), Some(0), "{arguments:?}");
    }
    let account = shell.json(&["show", "#1"]);
    assert_eq!((&account["stage"], &account["tier"]), (&"aware".into(), &"B".into()));
}

#[test]
fn a_column_that_is_not_clear_is_arranged_before_it_is_imported() {
    let shell = Shell::new();
    shell.write("list.csv", "name,Rank\nExample Steel,first\n");
    let mut session = open(&shell, &["import", "list.csv"]);
    session.expect("a column to change, or go on").unwrap();
    session.expect("Go on with these").unwrap();
    session.send(UP).unwrap();
    session.send("\r").unwrap();
    session.expect("What is Rank?").unwrap();
    session.expect("As it is").unwrap();
    session.send("note").unwrap();
    session.send("\r").unwrap();
    session.expect("Go on with these").unwrap();
    session.send("\r").unwrap();
    session.expect("Keep this as a profile for the next time?").unwrap();
    session.send("n").unwrap();
    session.expect("Imported as operation 1").unwrap();
    session.expect(Eof).unwrap();
    assert_eq!(code(&session), Some(0));
    assert_eq!(shell.json(&["show", "Example Steel"])["note"], "first");
    // Nobody is asked where --yes or --no-input says so.
    for option in ["--yes", "--no-input"] {
        let mut session = open(&shell, &["import", "list.csv", option]);
        session.expect("columns left out: Rank").unwrap();
        session.expect(Eof).unwrap();
        assert_eq!(code(&session), Some(0));
    }
}
