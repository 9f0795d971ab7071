//! The scripts of `examples/`, run as a reader would run them.

use std::path::Path;
use std::process::Output;

use crate::console::Folder;

/// A folder with a copy of the examples in it.
pub(crate) fn copied() -> Folder {
    let folder = Folder::new();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"), folder.path());
    folder
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let from = entry.unwrap().path();
        let to = to.join(from.file_name().unwrap());
        if from.is_dir() {
            std::fs::create_dir(&to).unwrap();
            copy(&from, &to);
        } else {
            std::fs::copy(&from, &to).unwrap();
        }
    }
}

#[track_caller]
pub(crate) fn ok(output: &Output) -> String {
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{printed}{told}");
    printed
}

pub(crate) fn acct(folder: &Folder, command: &str) -> String {
    ok(&folder.shell().args(["-c", &format!("acct {command}")]).output().unwrap())
}

#[test]
fn the_bulk_import_brings_all_files_in_and_can_be_repeated() {
    let folder = copied();
    ok(&folder.shell().arg("import.sh").output().unwrap());
    let count = |kind: &str| acct(&folder, &format!("{kind} list --limit 0 --format ids")).lines().count();
    assert_eq!((count("account"), count("contact"), count("needs"), count("log")), (11, 8, 5, 5));
    assert!(
        acct(&folder, "show 示例港口 --json").contains("\"region\": \"华东\""),
        "the file in GBK was read as such"
    );
    ok(&folder.shell().arg("import.sh").output().unwrap());
    assert_eq!(count("account"), 11, "a second time adds nothing");
}

#[test]
fn the_weekly_script_moves_stages_and_writes_a_report_for_every_strategic_account() {
    let folder = copied();
    acct(&folder, "demo --db sample.db");
    let script = folder.shell().args(["weekly.sh", "sample.db", "reports"]).output().unwrap();
    ok(&script);
    let mut reports: Vec<_> = std::fs::read_dir(folder.path().join("reports"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    reports.sort();
    assert_eq!(reports, ["1.md", "7.md"], "two accounts of the sample are strategic");
    let report = std::fs::read_to_string(folder.path().join("reports/7.md")).unwrap();
    assert!(report.starts_with("# 示例重工集团股份有限公司"), "{report}");
}

#[test]
fn the_playbook_with_three_classes_has_no_mistakes() {
    let folder = copied();
    acct(&folder, "playbook check playbook.yaml");
    acct(&folder, "config set playbook playbook.yaml");
    acct(&folder, "add 'Example Ltd' --installed-capacity 40");
    assert!(acct(&folder, "show 'Example Ltd'").contains("Installed capacity"));
}
