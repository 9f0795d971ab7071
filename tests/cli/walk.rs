//! The guided walk in a real terminal.

use expectrl::process::unix::Signal;

use crate::keyboard::{BACKSPACE, CTRL_C, DOWN, Keyboard, LEFT};
use crate::shell::Shell;

fn with_account() -> Shell {
    let shell = Shell::new();
    shell.ok(&["add", "示例钢铁"]);
    shell
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
    let mut keyboard = Keyboard::open(&shell, &["--lang", "zh", "look", "示例钢铁"]);
    keyboard.sees("合计");
    // The gaps of the first look.
    keyboard.answers("问哪些？", &[DOWN, DOWN, DOWN, "\r"]);
    keyboard.answers("哪一看？", &["\r"]);
    keyboard.answers("金额", &["3.5艺", BACKSPACE, "亿\r"]);
    keyboard.sees("理解为");
    // The third letter is replaced from before the last one.
    keyboard.answers("来源；日期；低/中/高", &["年报误告", LEFT, BACKSPACE, "公", "\u{1b}[F", "；高\r"]);
    keyboard.answers("百分比", &["、d\r"]);
    keyboard.answers("数字或 ↑↓ 选择", &["4", "\r"]);
    keyboard.answers("来源；日期；低/中/高", &["\r"]);
    keyboard.answers("需求驱动因素", &[]);
    keyboard.answers("答案：", &["/q\r"]);
    keyboard.sees("已回答 2 题");
    assert_eq!(keyboard.code(), Some(0));
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
    let mut keyboard = Keyboard::open(&shell, &["look", "示例钢铁", "trend", "--ask", "gaps"]);
    keyboard.answers("Amount", &["/s\r"]);
    keyboard.answers("Percent", &["5%\r"]);
    // Already kept while its source is asked for.
    keyboard.answers("Source; date", &[CTRL_C]);
    keyboard.sees("--ask rest goes on here");
    assert_eq!(keyboard.code(), Some(130));
    assert_eq!(answers(&shell), ["trend.market_growth | 5 | - | -"]);

    let mut keyboard = Keyboard::open(&shell, &["look", "示例钢铁"]);
    keyboard.sees("Since the last walk on 2026-03-02");
    keyboard.answers("Go on where you stopped: 13 left, next Industry phase", &["\r"]);
    keyboard.answers("a number or", &[CTRL_C]);
    assert_eq!(keyboard.code(), Some(130));

    shell.ok(&["undo", "--yes"]);
    assert!(answers(&shell).is_empty());
}

#[test]
fn an_answer_and_its_source_are_one_finding_where_a_walk_is_taken_back() {
    let shell = with_account();
    let mut keyboard = Keyboard::open(&shell, &["look", "示例钢铁", "trend", "--ask", "gaps"]);
    keyboard.answers("Amount", &["5m\r"]);
    keyboard.answers("Source; date", &["report, high\r"]);
    keyboard.answers("Percent", &["/quit\r"]);
    keyboard.sees("1 answered");
    assert_eq!(keyboard.code(), Some(0));
    assert_eq!(answers(&shell), ["trend.market_size | CNY 5000000.00 | report | high"]);
    let run = shell.run(&["undo", "--dry-run"]);
    assert!(
        run.stderr.contains("goes: 1 finding\n") && !run.stderr.contains("becomes what it was"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_killed_walk_loses_nothing() {
    let shell = with_account();
    let mut keyboard = Keyboard::open(&shell, &["look", "walk", "示例钢铁", "trend", "--ask", "all"]);
    keyboard.answers("Amount", &["3m\r"]);
    keyboard.answers("Source; date", &["annual report; medium\r"]);
    keyboard.answers("Percent", &["5%\r"]);
    keyboard.sees("Source; date");
    keyboard.signal(Signal::SIGKILL);
    drop(keyboard);
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
    let mut keyboard = Keyboard::open(&shell, &["look", "示例钢铁", "opportunity", "--ask", "gaps"]);
    keyboard.answers("1/16", &["/s\r"]);
    keyboard.answers("2/16", &["/s\r"]);
    keyboard.sees("Is there an open need with a goal");
    keyboard.resize(50, 20);
    keyboard.answers("then Enter", &["1"]);
    keyboard.resize(120, 40);
    keyboard.answers("then Enter", &["\r"]);
    for (question, keys) in [
        ("Need", "三天内关账\r"),
        ("Kind", "\r"),
        ("Problem", "关账要十二天\r"),
        ("Urgency", "4\r"),
        ("Importance", "5\r"),
        ("Measurable goal", "三天\r"),
    ] {
        keyboard.answers(question, &[keys]);
    }
    keyboard.sees("Answered by what is on record: 1");
    keyboard.answers("4/16", &["/q\r"]);
    assert_eq!(keyboard.code(), Some(0));
    assert_eq!(shell.json(&["needs", "list", "示例钢铁"])[0]["title"], "三天内关账");
    let newest = &shell.json(&["history"])[0];
    assert!(newest["summary"].as_str().unwrap().starts_with("Added 1 record for 示例钢铁"), "{newest}");
}

#[test]
fn an_industry_is_walked_and_an_interrupt_keeps_what_was_answered() {
    let shell = with_account();
    shell.ok(&["industry", "add", "钢铁"]);
    shell.ok(&["edit", "示例钢铁", "--industry", "钢铁"]);
    let told = shell.refused(2, &["look", "walk", "--industry", "钢铁"]);
    assert!(told.contains("acct look answer --industry 钢铁 ITEM VALUE"), "{told}");
    let mut keyboard = Keyboard::open(&shell, &["look", "walk", "--industry", "钢铁", "--ask", "gaps"]);
    keyboard.sees("Industry of 1 account");
    keyboard.answers("Amount", &["/s\r"]);
    keyboard.answers("Percent", &["5%\r"]);
    keyboard.answers("Source; date", &[CTRL_C]);
    keyboard.sees("acct look walk --industry 钢铁 --ask rest goes on here");
    assert_eq!(keyboard.code(), Some(130));
    let known = shell.json(&["look", "history", "--industry", "钢铁"]);
    assert_eq!((&known[0]["item"], &known[0]["value"]), (&"trend.market_growth".into(), &"5".into()));
    assert_eq!(shell.json(&["history"])[0]["summary"], "Answered 1 question about 钢铁");

    let mut keyboard = Keyboard::open(&shell, &["look", "walk", "--industry", "钢铁", "--lang", "zh"]);
    keyboard.sees("行业：1 家客户");
    keyboard.answers("从上次停下的地方继续", &["\r"]);
    keyboard.answers("数字或 ↑↓ 选择", &["4", "\r"]);
    keyboard.answers("来源；日期；低/中/高", &["年鉴\r"]);
    keyboard.answers("答案：", &["/q\r"]);
    keyboard.sees("该行业有 1 家客户");
    assert_eq!(keyboard.code(), Some(0));
    shell.ok(&["undo", "--yes"]);
    assert_eq!(shell.json(&["look", "history", "--industry", "钢铁"]).as_array().unwrap().len(), 1);
}
