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
