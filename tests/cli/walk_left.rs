//! The walk as people leave it: by Ctrl-C at any prompt, a closed terminal, a killed process, and on the other side of it,
//! to its end, in a window that changes.

use std::os::unix::fs::PermissionsExt as _;

use expectrl::process::unix::Signal;

use crate::keyboard::{CTRL_C, CTRL_D, DOWN, ENTER, Keyboard};
use crate::shell::Shell;

/// A look with one question of each kind.
const PROBE: &str = r#"
labels:
  look.probe: {en: "Probe", zh: "试题"}
looks:
  - id: probe
    about: {en: "One question of each kind.", zh: "每种题各一道。"}
    items:
      - {id: first, kind: choice, label: {en: "First", zh: "第一题"}, ask: {en: "Which one?", zh: "哪一个？"}, why: {en: "Because.", zh: "因为。"}, hint: {en: "Anywhere.", zh: "随处。"}, weight: 1, stale_after: 90, choices: [{id: a, en: "Apples", zh: "苹果"}, {id: b, en: "Pears", zh: "梨子"}]}
      - {id: several, kind: multi_choice, label: {en: "Several", zh: "多选"}, ask: {en: "Which ones?", zh: "哪几个？"}, why: {en: "Because.", zh: "因为。"}, hint: {en: "Anywhere.", zh: "随处。"}, weight: 1, stale_after: 90, choices: [{id: a, en: "Apples", zh: "苹果"}, {id: b, en: "Pears", zh: "梨子"}]}
      - {id: degree, kind: scale, label: {en: "Degree", zh: "程度"}, ask: {en: "How much?", zh: "多大程度？"}, why: {en: "Because.", zh: "因为。"}, hint: {en: "Anywhere.", zh: "随处。"}, weight: 1, stale_after: 90, scale: [{en: "Nothing at all", zh: "一点没有"}, {en: "Little", zh: "一点"}, {en: "Some", zh: "一些"}, {en: "Much", zh: "很多"}, {en: "Everything", zh: "全部"}]}
      - {id: indeed, kind: yes_no, label: {en: "Indeed", zh: "是否"}, ask: {en: "Is it so?", zh: "是这样吗？"}, why: {en: "Because.", zh: "因为。"}, hint: {en: "Anywhere.", zh: "随处。"}, weight: 1, stale_after: 90}
      - {id: amount, kind: money, label: {en: "Worth", zh: "价值"}, ask: {en: "How much is it worth?", zh: "值多少？"}, why: {en: "Because.", zh: "因为。"}, hint: {en: "Anywhere.", zh: "随处。"}, weight: 1, stale_after: 90}
      - {id: number, kind: number, label: {en: "Count", zh: "数目"}, ask: {en: "How many are there?", zh: "有多少？"}, why: {en: "Because.", zh: "因为。"}, hint: {en: "Anywhere.", zh: "随处。"}, weight: 1, stale_after: 90}
      - {id: part, kind: percent, label: {en: "Part", zh: "份额"}, ask: {en: "Which part of it?", zh: "占多少？"}, why: {en: "Because.", zh: "因为。"}, hint: {en: "Anywhere.", zh: "随处。"}, weight: 1, stale_after: 90}
      - {id: day, kind: date, label: {en: "Day", zh: "日子"}, ask: {en: "On which day?", zh: "哪一天？"}, why: {en: "Because.", zh: "因为。"}, hint: {en: "Anywhere.", zh: "随处。"}, weight: 1, stale_after: 90}
      - {id: words, kind: text, label: {en: "Words", zh: "文字"}, ask: {en: "In what words?", zh: "怎么说的？"}, why: {en: "Because.", zh: "因为。"}, hint: {en: "Anywhere.", zh: "随处。"}, weight: 1, stale_after: 90}
      - {id: person, kind: record, label: {en: "Person", zh: "人员"}, ask: {en: "Is there somebody who decides?", zh: "有能拍板的人吗？"}, why: {en: "Because.", zh: "因为。"}, hint: {en: "Anywhere.", zh: "随处。"}, weight: 1, stale_after: 90, rule: {count: contact, where: ["level=decision"]}, fix: "acct contact add ACCOUNT NAME --level decision"}
"#;

fn with_probe() -> Shell {
    let shell = Shell::new();
    shell.write("probe.yaml", PROBE);
    shell.ok(&["config", "set", "playbook", "probe.yaml"]);
    shell.ok(&["add", "示例钢铁"]);
    shell
}

const WALK: &[&str] = &["look", "示例钢铁", "probe", "--ask", "all"];
const REST: &[&str] = &["look", "示例钢铁", "--ask", "rest"];

/// Answers the first question, and passes over the next ones up to the one that asks this.
fn up_to(keyboard: &mut Keyboard, question: &str) {
    keyboard.answers("Which one?", &["1", ENTER]);
    keyboard.answers("Source; date", &[ENTER]);
    for passed in [
        "Which ones?", "How much?", "Is it so?", "worth?", "How many", "Which part", "which day",
        "what words", "decides",
    ] {
        if passed == question {
            return;
        }
        keyboard.answers(passed, &["/s", ENTER]);
    }
}

/// What is answered of the probe, in the order of its questions.
fn answers(shell: &Shell) -> Vec<String> {
    let status = shell.json(&["look", "status", "示例钢铁", "probe"]);
    let items = status["looks"][0]["items"].as_array().unwrap();
    items.iter().filter_map(|item| item["value"].as_str().map(str::to_owned)).collect()
}

/// The next walk goes on at this question.
fn goes_on_at(shell: &Shell, question: &str, place: &str) {
    let mut keyboard = Keyboard::watched(shell, REST, &[]);
    keyboard.sees(question);
    keyboard.answers("/q quit", &[CTRL_D]);
    keyboard.ends_well(0, place);
}

#[test]
fn an_interrupt_at_a_list_loses_nothing() {
    let shell = with_probe();
    let mut keyboard = Keyboard::watched(&shell, WALK, &[]);
    keyboard.answers("Which one?", &["2", DOWN, CTRL_C]);
    keyboard.ends_well(130, "the first list");
    assert!(answers(&shell).is_empty());
    goes_on_at(&shell, "Which one?", "the first list");
    for question in ["Which ones?", "How much?", "Is it so?", "decides"] {
        let shell = with_probe();
        let mut keyboard = Keyboard::watched(&shell, WALK, &[]);
        up_to(&mut keyboard, question);
        keyboard.answers(question, &[DOWN, CTRL_C]);
        keyboard.ends_well(130, question);
        assert_eq!(answers(&shell), ["a"], "{question}");
        goes_on_at(&shell, question, question);
    }
}

#[test]
fn an_interrupt_at_a_line_loses_nothing() {
    for question in ["worth?", "How many", "Which part", "which day", "what words"] {
        let shell = with_probe();
        let mut keyboard = Keyboard::watched(&shell, WALK, &[]);
        up_to(&mut keyboard, question);
        keyboard.answers(question, &["3", CTRL_C]);
        keyboard.ends_well(130, question);
        assert_eq!(answers(&shell), ["a"], "{question}");
        goes_on_at(&shell, question, question);
    }
}

#[test]
fn an_interrupt_at_the_menus_the_source_and_the_note_loses_nothing() {
    let shell = with_probe();
    let mut keyboard = Keyboard::watched(&shell, &["look", "示例钢铁"], &[]);
    keyboard.answers("What shall be asked?", &[DOWN, CTRL_C]);
    keyboard.ends_well(130, "menu");

    let mut keyboard = Keyboard::watched(&shell, WALK, &[]);
    keyboard.answers("Which one?", &["2", ENTER]);
    keyboard.answers("Source; date", &["call with Ms Li", CTRL_C]);
    keyboard.ends_well(130, "source");
    assert_eq!(answers(&shell), ["b"]);

    let mut keyboard = Keyboard::watched(&shell, REST, &[]);
    keyboard.answers("Which ones?", &["/n", ENTER]);
    keyboard.answers("Note", &["ask", CTRL_C]);
    keyboard.ends_well(130, "note");

    let mut keyboard = Keyboard::watched(&shell, REST, &[]);
    keyboard.answers("Which ones?", &["/r", ENTER]);
    keyboard.answers("Which record of", &[CTRL_C]);
    keyboard.ends_well(130, "which record");
    goes_on_at(&shell, "Which ones?", "note");
}

#[test]
fn an_interrupt_in_the_form_of_a_record_keeps_the_fields_that_were_given() {
    let shell = with_probe();
    let mut keyboard = Keyboard::watched(&shell, WALK, &[]);
    up_to(&mut keyboard, "decides");
    keyboard.answers("decides", &["1", ENTER]);
    keyboard.answers("Name", &["示例", CTRL_C]);
    keyboard.ends_well(130, "first field");
    assert!(shell.json(&["contact", "list", "示例钢铁"]).as_array().unwrap().is_empty());

    let mut keyboard = Keyboard::watched(&shell, REST, &[]);
    keyboard.answers("decides", &["1", ENTER]);
    keyboard.answers("Name", &["示例总监\r"]);
    keyboard.answers("Title", &["CFO\r"]);
    keyboard.answers("Level", &[DOWN, CTRL_C]);
    keyboard.ends_well(130, "list of a form");
    let contact = &shell.json(&["contact", "list", "示例钢铁"])[0];
    let told = ["title", "level"].map(|field| contact[field].as_str().unwrap_or_default());
    assert_eq!(told, ["CFO", "decision"], "what the question asks for is part of it from the start");

    let mut keyboard = Keyboard::watched(&shell, WALK, &[]);
    keyboard.answers("Which one?", &["/r", ENTER]);
    keyboard.answers("Which record of", &["18", ENTER]);
    keyboard.answers("Which contact", &[ENTER]);
    keyboard.answers("Which field of", &[CTRL_C]);
    keyboard.ends_well(130, "fields");
    goes_on_at(&shell, "Which one?", "fields");
}

#[test]
fn an_interrupt_in_the_editor_is_the_editors_and_the_question_is_asked_again() {
    let shell = with_probe();
    let editor = shell.write("editor", "#!/bin/sh\necho EDITING\nsleep 30\n");
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o755)).unwrap();
    let environment = [("EDITOR", editor.to_str().unwrap())];
    let mut keyboard = Keyboard::watched(&shell, WALK, &environment);
    up_to(&mut keyboard, "what words");
    keyboard.answers("what words", &["/e", ENTER]);
    keyboard.answers("EDITING", &[CTRL_C]);
    keyboard.answers("Answer:", &[CTRL_C]);
    keyboard.ends_well(130, "editor");
    assert_eq!(answers(&shell), ["a"]);

    std::fs::write(&editor, "#!/bin/sh\nprintf '第一行\\n第二行\\n' > \"$1\"\n").unwrap();
    let mut keyboard = Keyboard::watched(&shell, REST, &environment);
    keyboard.answers("what words", &["/e", ENTER]);
    keyboard.answers("Source; date", &[CTRL_C]);
    keyboard.ends_well(130, "written");
    assert_eq!(answers(&shell), ["a", "第一行\n第二行"]);
}

#[test]
fn an_interrupt_at_the_proposal_of_a_grade_keeps_the_answers() {
    let shell = with_probe();
    for item in [
        "self.turnover_with_us", "opportunity.potential", "customer.margin", "customer.ability_to_pay",
        "customer.brand_beacon", "trend.rivalry", "trend.verdict",
    ] {
        shell.ok(&["look", "answer", "示例钢铁", item, "4"]);
    }
    let mut keyboard = Keyboard::watched(&shell, WALK, &[]);
    keyboard.answers("Which one?", &["1", ENTER]);
    keyboard.answers("Source; date", &[ENTER]);
    keyboard.answers("Which ones?", &["/q", ENTER]);
    keyboard.answers("There is no grade yet", &[CTRL_C]);
    keyboard.ends_well(130, "proposal");
    assert_eq!(answers(&shell), ["a"]);

    let mut keyboard = Keyboard::watched(&shell, REST, &[]);
    keyboard.answers("Which ones?", &["1", ENTER]);
    keyboard.answers("Source; date", &["/q\r"]);
    keyboard.answers("There is no grade yet", &["y"]);
    keyboard.sees("Graded");
    keyboard.ends_well(0, "proposal");
    let newest = &shell.json(&["history"])[0];
    assert_eq!(newest["summary"], "Answered 1 question about 示例钢铁 and graded it");
    shell.ok(&["undo"]);
    assert!(shell.json(&["tier", "history", "示例钢铁"]).as_array().unwrap().is_empty());
}

/// A whole walk in words of a language: through every kind of question, in a window that changes, left by the command,
/// by a kill and by a closed terminal, and gone on with each time.
struct Words {
    language: &'static str,
    menu: &'static str,
    asks: [&'static str; 10],
    source: &'static str,
    text: &'static str,
    name: &'static str,
    level: &'static str,
    coverage: &'static str,
}

#[test]
fn a_whole_walk_in_english() {
    whole(&Words {
        language: "en",
        menu: "Go on where you stopped",
        asks: [
            "Which one?", "Which ones?", "How much?", "Is it so?", "worth?", "How many", "Which part",
            "which day", "what words", "decides",
        ],
        source: "Source; date",
        text: "They close in twelve days",
        name: "Name",
        level: "Level",
        coverage: "Coverage",
    });
}

#[test]
fn a_whole_walk_in_chinese() {
    whole(&Words {
        language: "zh",
        menu: "从上次停下的地方继续",
        asks: [
            "哪一个？", "哪几个？", "多大程度？", "是这样吗？", "值多少？", "有多少？", "占多少？",
            "哪一天？", "怎么说的？", "有能拍板的人吗？",
        ],
        source: "来源；日期",
        text: "关账要十二天",
        name: "姓名",
        level: "层级",
        coverage: "覆盖率",
    });
}

fn whole(words: &Words) {
    let shell = with_probe();
    let speaking = |arguments: &[&'static str]| {
        let mut all = vec!["--lang", words.language];
        all.extend(arguments);
        Keyboard::watched(&shell, &all, &[])
    };
    let [one, several, degree, indeed, worth, number, part, day, text, person] = words.asks;

    // The window changes while a list is open and while a line is written; then the walk is left by its command.
    let mut keyboard = speaking(WALK);
    keyboard.sees(one);
    keyboard.resize(40, 12);
    keyboard.answers("/q", &[DOWN]);
    keyboard.resize(120, 40);
    keyboard.answers("", &[ENTER]);
    keyboard.sees(words.source);
    keyboard.resize(60, 24);
    keyboard.answers("", &["年报", "\r"]);
    keyboard.answers(several, &["1", "2", ENTER]);
    keyboard.answers(words.source, &["\r"]);
    keyboard.answers(degree, &["/b", ENTER]);
    keyboard.answers(several, &[ENTER]);
    keyboard.answers(degree, &["4", ENTER]);
    keyboard.answers(words.source, &["\r"]);
    keyboard.answers(indeed, &["/q", ENTER]);
    keyboard.sees(words.coverage);
    keyboard.ends_well(0, words.language);

    // Gone on with from the menu, then the process is killed while a source is asked for.
    let mut keyboard = Keyboard::open(&shell, &["--lang", words.language, "look", "示例钢铁"]);
    keyboard.answers(words.menu, &[ENTER]);
    keyboard.answers(indeed, &["1", ENTER]);
    keyboard.answers(words.source, &["\r"]);
    keyboard.answers(worth, &["350万\r"]);
    keyboard.sees(words.source);
    keyboard.signal(Signal::SIGKILL);
    drop(keyboard);
    assert_eq!(answers(&shell), ["a", "a; b", "4", "yes", "CNY 3500000.00"]);

    // The terminal is closed in the middle of a line.
    let mut keyboard =
        Keyboard::open(&shell, &["--lang", words.language, "look", "示例钢铁", "--ask", "rest"]);
    keyboard.answers(number, &["12\r"]);
    keyboard.answers(words.source, &["\r"]);
    keyboard.answers(part, &["4"]);
    keyboard.signal(Signal::SIGHUP);
    assert_eq!(keyboard.code(), None, "ended by the signal");

    let mut keyboard = speaking(REST);
    keyboard.answers(part, &["40%\r"]);
    keyboard.answers(words.source, &["\r"]);
    keyboard.answers(day, &["2026-Q3\r"]);
    keyboard.answers(words.source, &["\r"]);
    keyboard.answers(text, &[words.text, "\r"]);
    keyboard.answers(words.source, &["\r"]);
    keyboard.answers(person, &["1", ENTER]);
    keyboard.answers(words.name, &["示例总监\r"]);
    keyboard.answers("", &["\r"]);
    keyboard.answers(words.level, &[ENTER]);
    for _ in 0..4 {
        keyboard.answers("", &["\r"]);
    }
    keyboard.sees(words.coverage);
    keyboard.ends_well(0, words.language);
    assert_eq!(
        answers(&shell),
        ["a", "a; b", "4", "yes", "CNY 3500000.00", "12", "40", "2026-Q3", words.text]
    );
    assert_eq!(shell.json(&["contact", "list", "示例钢铁"])[0]["level"], "decision");
    // The playbook is set, the account added, and each sitting is one operation.
    let history = shell.json(&["history"]);
    assert_eq!(history.as_array().unwrap().len(), 5, "{history}");
    let status = shell.json(&["look", "status", "示例钢铁", "probe"]);
    assert_eq!(status["looks"][0]["coverage"], 100.0);
}
