//! The guided walk in a real terminal.

use std::time::Duration;

use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use expectrl::{Eof, Expect, Session};

use crate::shell::Shell;

const CTRL_C: &str = "\u{3}";
const DOWN: &str = "\u{1b}[B";
const LEFT: &str = "\u{1b}[D";
const BACKSPACE: &str = "\u{7f}";

fn with_account() -> Shell {
    let shell = Shell::new();
    shell.ok(&["add", "示例钢铁"]);
    shell
}

fn open(shell: &Shell, arguments: &[&str]) -> OsSession {
    let mut command = shell.command(arguments);
    command.env("TERM", "xterm").stdin(std::process::Stdio::inherit());
    let mut session = Session::spawn(command).unwrap();
    session.get_process_mut().set_window_size(80, 24).unwrap();
    session.set_expect_timeout(Some(Duration::from_secs(20)));
    session
}

/// Waits for a question and answers it, once it reads the keyboard.
#[track_caller]
fn answer(session: &mut OsSession, question: &str, keys: &[&str]) {
    let seen = session.expect(question);
    assert!(seen.is_ok(), "{question}: {seen:?}");
    for keys in keys {
        std::thread::sleep(Duration::from_millis(250));
        session.send(keys).unwrap();
    }
}

fn code(mut session: OsSession) -> Option<i32> {
    session.expect(Eof).unwrap();
    match session.get_process().wait().unwrap() {
        WaitStatus::Exited(_, code) => Some(code),
        _ => None,
    }
}

/// The answers in force, newest first: question, answer, source, confidence.
fn answers(shell: &Shell) -> Vec<String> {
    let history = shell.json(&["look", "history", "示例钢铁"]);
    let rows = history.as_array().unwrap().iter().filter(|row| row["state"] == "current");
    let text = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap_or("-").to_owned();
    rows.map(|row| ["item", "value", "source", "confidence"].map(|key| text(row, key)).join(" | ")).collect()
}

#[test]
fn a_short_walk_in_chinese_with_typing_deleting_and_moving() {
    let shell = with_account();
    let mut session = open(&shell, &["--lang", "zh", "look", "示例钢铁"]);
    session.expect("合计").unwrap();
    // The gaps of the first look.
    answer(&mut session, "问哪些？", &[DOWN, DOWN, DOWN, "\r"]);
    answer(&mut session, "金额", &["3.5艺", BACKSPACE, "亿\r"]);
    session.expect("理解为").unwrap();
    // The third letter is replaced from before the last one.
    answer(&mut session, "来源；日期；低/中/高", &["年报误告", LEFT, BACKSPACE, "公", "\u{1b}[F", "；高\r"]);
    answer(&mut session, "百分比", &["、d\r"]);
    answer(&mut session, "数字或 ↑↓ 选择", &["4", "\r"]);
    answer(&mut session, "来源；日期；低/中/高", &["\r"]);
    answer(&mut session, "需求驱动因素", &[]);
    answer(&mut session, "答案：", &["/q\r"]);
    session.expect("已回答 2 题").unwrap();
    assert_eq!(code(session), Some(0));
    let told = answers(&shell);
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[2], "trend.market_size | CNY 350000000.00 | 年报公告 | high");
    assert_eq!(told[1], "trend.market_growth | - | - | -");
    assert_eq!(told[0], "trend.phase | mature | 年报公告 | high");
    let history = shell.json(&["history"]);
    assert_eq!(history.as_array().unwrap().len(), 2, "one operation: {history}");
    assert!(history[0]["summary"].as_str().unwrap().contains("3 questions"), "{history}");
}

#[test]
fn an_interrupt_keeps_what_was_answered_and_the_next_walk_goes_on_there() {
    let shell = with_account();
    let mut session = open(&shell, &["look", "示例钢铁", "trend", "--ask", "gaps"]);
    answer(&mut session, "Amount", &["/s\r"]);
    answer(&mut session, "Percent", &["5%\r"]);
    // Already kept while its source is asked for.
    answer(&mut session, "Source; date", &[CTRL_C]);
    session.expect("--ask rest goes on here").unwrap();
    assert_eq!(code(session), Some(130));
    assert_eq!(answers(&shell), ["trend.market_growth | 5 | - | -"]);

    let mut session = open(&shell, &["look", "示例钢铁"]);
    session.expect("Since the last walk on 2026-03-02").unwrap();
    answer(&mut session, "Go on where you stopped: 13 left, next Industry phase", &["\r"]);
    answer(&mut session, "a number or", &[CTRL_C]);
    assert_eq!(code(session), Some(130));

    shell.ok(&["undo", "--yes"]);
    assert!(answers(&shell).is_empty());
}

#[test]
fn a_killed_walk_loses_nothing() {
    let shell = with_account();
    let mut session = open(&shell, &["look", "walk", "示例钢铁", "trend", "--ask", "all"]);
    answer(&mut session, "Amount", &["3m\r"]);
    answer(&mut session, "Source; date", &["annual report; medium\r"]);
    answer(&mut session, "Percent", &["5%\r"]);
    session.expect("Source; date").unwrap();
    session.get_process_mut().signal(expectrl::process::unix::Signal::SIGKILL).unwrap();
    drop(session);
    let told = answers(&shell);
    assert_eq!(
        told,
        [
            "trend.market_growth | 5 | annual report | medium",
            "trend.market_size | CNY 3000000.00 | annual report | medium"
        ]
    );
}

#[test]
fn a_missing_record_is_added_on_the_walk_while_the_window_changes_its_size() {
    let shell = with_account();
    let mut session = open(&shell, &["look", "示例钢铁", "opportunity", "--ask", "gaps"]);
    answer(&mut session, "1/14", &["/s\r"]);
    answer(&mut session, "2/14", &["/s\r"]);
    session.expect("Is there an open need with a goal").unwrap();
    session.get_process_mut().set_window_size(50, 20).unwrap();
    answer(&mut session, "then Enter", &["1"]);
    session.get_process_mut().set_window_size(120, 40).unwrap();
    answer(&mut session, "then Enter", &["\r"]);
    for (question, keys) in [
        ("Need", "三天内关账\r"),
        ("Kind", "\r"),
        ("Problem", "关账要十二天\r"),
        ("Urgency", "4\r"),
        ("Importance", "5\r"),
        ("Measurable goal", "三天\r"),
    ] {
        answer(&mut session, question, &[keys]);
    }
    session.expect("Answered by what is on record: 1").unwrap();
    answer(&mut session, "4/14", &["/q\r"]);
    assert_eq!(code(session), Some(0));
    assert_eq!(shell.json(&["needs", "list", "示例钢铁"])[0]["title"], "三天内关账");
    let newest = &shell.json(&["history"])[0];
    assert!(newest["summary"].as_str().unwrap().starts_with("Added 1 record for 示例钢铁"), "{newest}");
}
