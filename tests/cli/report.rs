//! Reports: what they print, and that no file is lost to them.

use crate::shell::Shell;

fn some() -> Shell {
    let shell = Shell::new();
    shell.ok(&["add", "示例重工", "--industry", "装备制造", "--note", "a | b <b>c</b>"]);
    shell.ok(&[
        "contact", "add", "示例重工", "王芳", "--level", "decision", "--function", "finance", "--family",
        "two zebras",
    ]);
    shell.ok(&[
        "needs", "add", "示例重工", "三天月结", "--urgency", "4", "--importance", "5", "--why",
        "数据手工汇总",
    ]);
    shell.ok(&[
        "log", "add", "示例重工", "first visit", "--date", "2026-02-20", "--next-step", "send the offer",
        "--next-date", "2026-02-27",
    ]);
    shell
}

#[test]
fn the_report_goes_to_stdout_in_the_method_s_order() {
    let text = some().ok(&["report", "account", "示例重工"]);
    let headings: Vec<&str> =
        text.lines().filter(|line| line.starts_with("# ") || line.starts_with("## ")).collect();
    assert_eq!(
        headings,
        [
            "# 示例重工", "## At a glance", "## 1 Look at trends", "## 2 Look at the customer",
            "## 3 Look at the competition", "## 4 Look at ourselves", "## 5 Look at the opportunity",
            "## Decision process", "## Worth to us", "## Interactions and next steps", "## Sources",
            "## Gaps and next questions", "## What changed lately",
        ]
    );
    assert!(text.contains("a \\| b &lt;b&gt;c&lt;/b&gt;"), "{text}");
    assert!(text.contains("| Next step | send the offer · 2026-02-27 · **overdue** |"), "{text}");
    assert!(!text.contains("zebras"));
}

#[test]
fn both_languages_and_the_personal_file_are_there_when_asked_for() {
    let shell = some();
    let text = shell.ok(&["report", "account", "示例重工", "--lang", "zh", "--personal"]);
    for said in [
        "## 概览",
        "## 2 看客户",
        "### 个人档案（保密）",
        "two zebras",
        "| 三天月结 |  | 4 × 5 = 20 | 立即行动 |",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
}

#[test]
fn a_file_is_written_whole_and_only_over_another_by_force() {
    let shell = some();
    shell.ok(&["report", "account", "示例重工", "-o", "report.md"]);
    let written = std::fs::read_to_string(shell.path("report.md")).unwrap();
    assert_eq!(written, shell.ok(&["report", "account", "示例重工"]));
    shell.write("report.md", "mine");
    let stderr = shell.refused(1, &["report", "account", "示例重工", "-o", "report.md"]);
    assert!(stderr.contains("report.md is already there") && stderr.contains("--force"), "{stderr}");
    assert_eq!(std::fs::read_to_string(shell.path("report.md")).unwrap(), "mine");
    shell.ok(&["report", "account", "示例重工", "-o", "report.md", "--force"]);
    assert_eq!(std::fs::read_to_string(shell.path("report.md")).unwrap(), written);
    let rests = std::fs::read_dir(shell.folder())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().ends_with(".part"));
    assert_eq!(rests.count(), 0);
    shell.refused(3, &["report", "account", "示例重工", "-o", "no/such/folder/report.md"]);
}

#[test]
fn json_is_the_report_as_data() {
    let shell = some();
    let report = shell.json(&["report", "account", "示例重工"]);
    assert_eq!(report["name"], "示例重工");
    assert_eq!(report["decision"]["stage"]["id"], "unaware");
    assert_eq!(report["needs"][0]["priority"], 20);
    assert_eq!(report["people"]["personal"], serde_json::json!([]));
    assert_eq!(report["next_steps"][0]["overdue"], true);
    assert!(report["worth"]["dimensions"][0]["inputs"].is_array());
    shell.refused(2, &["report", "account", "示例重工", "--format", "csv"]);
}

#[test]
fn a_meeting_is_prepared_with_what_is_known_of_each_person() {
    let shell = some();
    shell.ok(&["contact", "edit", "示例重工", "王芳", "--style", "dominant", "--known-by", "Eve Sample"]);
    shell.ok(&["contact", "add", "示例重工", "李伟", "--reports-to", "王芳"]);
    shell.ok(&[
        "log", "add", "示例重工", "second visit", "--contact", "王芳", "--date", "2026-03-01", "--next-step",
        "call back",
    ]);
    shell.ok(&[
        "voice", "add", "示例重工", "Late again", "--kind", "complaint", "--contact", "王芳", "--date",
        "2026-02-25",
    ]);
    let sheet = shell.ok(&["report", "meeting", "王芳", "李伟"]);
    for told in [
        "# Meeting preparation: 示例重工", "## 王芳", "### Style: Dominant",
        "Contradicting in front of others", "Leads: 李伟", "2026-03-01 second visit", "call back",
        "Late again", "## 李伟", "*The style is not known yet", "**三天月结** · 4 × 5 = 20",
        "### Questions to ask\n\n1. ",
    ] {
        assert!(sheet.contains(told), "{told}\n{sheet}");
    }
    assert!(!sheet.contains("zebras"));
    assert!(shell.ok(&["report", "meeting", "王芳", "--personal"]).contains("two zebras"));
    let data = shell.json(&["report", "meeting", "#1", "--account", "示例重工"]);
    assert_eq!(data["people"][0]["style"]["name"]["id"], "dominant");
    assert_eq!(data["next_questions"].as_array().unwrap().len(), 5);
    let chinese = shell.ok(&["report", "meeting", "王芳", "--lang", "zh"]);
    assert!(chinese.contains("# 会谈准备：示例重工") && chinese.contains("当众顶撞"), "{chinese}");
    // Who has a namesake elsewhere is asked for with the account.
    shell.ok(&["add", "Example Steel"]);
    shell.ok(&["contact", "add", "Example Steel", "王芳"]);
    assert!(shell.refused(1, &["report", "meeting", "王芳"]).contains("示例重工"));
    shell.ok(&["report", "meeting", "王芳", "--account", "Example Steel"]);
    shell.refused(1, &["report", "meeting", "Nobody"]);
}

#[test]
fn surveys_are_one_table_with_a_summary_and_no_raw_names() {
    let shell = Shell::new();
    shell.ok(&["add", "示例钢铁", "--relation", "customer"]);
    for name in ["张示例", "李示例"] {
        shell.ok(&["contact", "add", "示例钢铁", name]);
    }
    for (round, person, answers) in [
        ("2025 H2", "张示例", &["nps=6", "quality=2", "loyalty_basis=inertia"][..]),
        ("2026上半年", "张示例", &["nps=9", "quality=4"]),
        ("2026 H1", "李示例", &["nps=10", "improve=备件"]),
    ] {
        let date = if round.starts_with("2025") { "2025-10-01" } else { "2026-02-01" };
        let asked = ["survey", "answer", "示例钢铁", round, "--contact", person, "--date", date];
        shell.ok(&[&asked[..], answers].concat());
    }
    shell.ok(&[
        "action", "add", "示例钢铁", "改质量", "--kind", "improvement", "--answer", "#2", "--owner", "li",
    ]);
    shell.ok(&[
        "economics", "add", "示例钢铁", "省电", "--alternative", "ours", "--side", "benefit", "--amount",
        "10万", "--year", "2027",
    ]);
    shell.ok(&["stage", "signal", "示例钢铁", "asks_for_price_cut"]);
    shell.ok(&["stage", "set", "示例钢铁", "evaluate_cost", "--evidence", "x"]);
    shell.ok(&["stage", "close", "示例钢铁", "won", "--evidence", "合同"]);
    shell.ok(&["stage", "advance", "示例钢铁", "--evidence", "启动会"]);
    let report = shell.ok(&["report", "account", "示例钢铁"]);
    for told in [
        "**2026上半年** · compared with 2025 H2",
        "| 0–10 | 2 | NPS +100 (100% promote, 0% detract) | -100 | +200 |",
        "| 2025 H2 | 2026上半年 |",
        "| **6** 张示例 | **9** 张示例<br>**10** 李示例 |",
        "There was no reason to look round",
        "2025 H2 · Quality · 张示例",
        "Evaluating cost → Implementation",
        "Closed: Won",
        "Recorded signals of 示例钢铁: Asks for a lower price or better terms",
    ] {
        assert!(report.contains(told), "{told}\n{report}");
    }
    for raw in ["| ours |", "asks\\_for", "asks_for", "Advance: Won", "| inertia"] {
        assert!(!report.contains(raw), "{raw}");
    }
    let report = shell.ok(&["report", "account", "示例钢铁", "--lang", "zh"]);
    assert!(report.contains("### 客户调查") && report.contains("NPS +100（推荐者 100%"), "{report}");
    let data = shell.json(&["report", "account", "示例钢铁"]);
    assert_eq!(data["surveys"]["rounds"].as_array().unwrap().len(), 2);
}
