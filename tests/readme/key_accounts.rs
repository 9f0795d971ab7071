//! The two key accounts of `examples/`, told by their scripts: what is known of them, and the report of each.
//!
//! With `ACCT_BLESS=1` in the environment the kept reports are written anew.

use std::path::Path;

use crate::console::Folder;
use crate::examples::{acct, copied, ok};

/// When the stories end.
const LAST_DAY: &str = "2026-11-30";

/// The story, and what its script printed.
fn told(language: &str) -> (Folder, String) {
    let folder = copied();
    let script = format!("key_account_{language}.sh");
    let printed = ok(&folder.shell().args([&script, "account.db"]).output().unwrap());
    (folder, printed)
}

/// What a command prints about the story on its last day.
fn printed(folder: &Folder, language: &str, command: &str) -> String {
    acct(folder, &format!("--db account.db --as-of {LAST_DAY} --lang {language} {command}"))
}

fn assert_report_is_kept(folder: &Folder, language: &str, account: &str) {
    let name = format!("key_account_{language}.md");
    let report = printed(folder, language, &format!("report account '{account}'"));
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(&name);
    if std::env::var_os("ACCT_BLESS").is_some() {
        std::fs::write(&kept, &report).unwrap();
    }
    let kept = std::fs::read_to_string(&kept).unwrap_or_default();
    let differing = report.lines().zip(kept.lines()).find(|(now, kept)| now != kept);
    assert!(
        report == kept,
        "the report is not that of examples/{name}, first in {differing:?}; see ACCT_BLESS"
    );
}

fn assert_nearly_all_is_known(folder: &Folder, language: &str, account: &str) {
    let status = printed(folder, language, &format!("look status '{account}' --json"));
    let status: serde_json::Value = serde_json::from_str(&status).unwrap();
    let coverage = status["coverage"].as_f64().unwrap();
    assert!(coverage >= 95.0, "{coverage}");
}

/// `acct check` fails where it finds an error.
fn assert_nothing_is_wrong(folder: &Folder, language: &str, account: &str) {
    printed(folder, language, &format!("check '{account}'"));
}

/// The last line of a story asks what would be if growth, margin and price went against us.
fn assert_what_if_is_told(printed: &str) {
    let lines: Vec<&str> = printed.lines().collect();
    assert!(lines.len() > 30, "{printed}");
    let points = |line: &str| -> f64 {
        let words = line.split([',', '，', ' ']).filter_map(|word| word.parse().ok());
        words.into_iter().next().unwrap()
    };
    assert!(points(lines[1]) > points(lines[2]) + 1.0, "{printed}");
    for year in ["2027", "2028"] {
        assert!(lines.iter().any(|line| line.starts_with(year)), "{printed}");
    }
}

/// An export, imported into an empty file, gives the same records.
fn assert_export_and_import_lose_nothing(folder: &Folder, language: &str) {
    printed(folder, language, "export --personal -o all.ndjson");
    for command in ["import all.ndjson", "export --personal -o again.ndjson"] {
        acct(folder, &format!("--db again.db --as-of {LAST_DAY} {command}"));
    }
    let sorted = |name: &str| {
        let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted("all.ndjson"), sorted("again.ndjson"));
}

fn assert_all_holds(language: &str, account: &str) {
    let (folder, said) = told(language);
    assert_what_if_is_told(&said);
    assert_nearly_all_is_known(&folder, language, account);
    assert_nothing_is_wrong(&folder, language, account);
    let history = printed(&folder, language, &format!("history '{account}' --limit 0 --format csv"));
    assert!(history.lines().count() > 100, "{history}");
    assert_export_and_import_lose_nothing(&folder, language);
    assert_report_is_kept(&folder, language, account);
}

#[test]
fn the_chinese_key_account_is_told_whole() {
    assert_all_holds("zh", "示例新材");
}

#[test]
fn the_english_key_account_is_told_whole() {
    assert_all_holds("en", "Example Grocers");
}
