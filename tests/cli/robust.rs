//! Two processes at once, hostile text, large text, pipes that close.

use std::process::Stdio;

use crate::shell::{Run, Shell};

#[test]
fn two_processes_that_write_at_once_lose_nothing() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    std::thread::scope(|scope| {
        for worker in 0..4 {
            let shell = &shell;
            scope.spawn(move || {
                for turn in 0..10 {
                    shell.ok(&["contact", "add", "Example Steel", &format!("Person {worker} {turn}")]);
                }
            });
        }
    });
    assert_eq!(shell.json(&["contact", "list", "--limit", "0"]).as_array().unwrap().len(), 40);
    let history = shell.json(&["history", "--limit", "0"]);
    let numbers: Vec<i64> =
        history.as_array().unwrap().iter().map(|row| row["operation"].as_i64().unwrap()).collect();
    assert_eq!(numbers, (1..=41).rev().collect::<Vec<_>>());
}

#[test]
fn a_new_file_is_made_once_by_processes_that_start_together() {
    let shell = Shell::new();
    std::thread::scope(|scope| {
        for worker in 0..6 {
            let shell = &shell;
            scope.spawn(move || shell.ok(&["add", &format!("Company {worker}")]));
        }
    });
    assert_eq!(shell.json(&["list"]).as_array().unwrap().len(), 6);
}

const HOSTILE: &[&str] = &[
    "\u{1b}[2J\u{1b}]0;owned\u{7}red\u{1b}[31m",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "| a | b |\n|---|---|\n<script>alert(1)</script> **bold** [link](javascript:alert(1))",
    "\u{202e}txt.exe\u{2066}",
    "👩‍👩‍👧 عربى שלום 🇨🇳",
    "'; DROP TABLE account; --",
    "\"quoted\", 'both' \\ back",
];

#[test]
fn hostile_text_is_kept_as_it_is_and_shown_harmlessly() {
    let shell = Shell::new();
    for (number, text) in HOSTILE.iter().enumerate() {
        shell.ok(&["add", &format!("Company {number}"), "--note", text]);
        assert_eq!(shell.json(&["show", &format!("#{}", number + 1)])["note"], *text);
        for format in ["table", "markdown"] {
            let shown = shell.ok(&["show", &format!("#{}", number + 1), "--format", format]);
            let harmful = |letter: char| {
                (letter.is_control() && letter != '\n')
                    || ('\u{202a}'..='\u{202e}').contains(&letter)
                    || ('\u{2066}'..='\u{2069}').contains(&letter)
            };
            assert!(format == "markdown" || !shown.contains(harmful), "{shown:?}");
            assert!(!shown.contains("<script>") || format == "table", "{shown}");
        }
        let csv = shell.ok(&["show", &format!("#{}", number + 1), "--format", "csv"]);
        assert!(!csv.contains(",=cmd") && !csv.contains(",@SUM"), "{csv}");
    }
}

#[test]
fn a_name_cannot_hold_a_line_break() {
    let stderr = Shell::new().refused(2, &["add", "Two\nLines"]);
    assert!(stderr.contains("line break"), "{stderr}");
}

#[test]
fn a_note_of_a_megabyte_is_kept() {
    let shell = Shell::new();
    let note = "客户说：先看看。".repeat(45_000);
    let path = shell.write("args.csv", format!("name,note\nBig,\"{note}\"\n"));
    shell.ok(&["import", path.to_str().unwrap()]);
    assert_eq!(shell.json(&["show", "Big"])["note"].as_str().unwrap().len(), note.len());
    shell.ok(&["edit", "Big", "--region", "East"]);
    shell.ok(&["undo"]);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let shell = Shell::new();
    for number in 0..30 {
        shell.ok(&["add", &format!("Company {number}"), "--note", &"long ".repeat(2_000)]);
    }
    let mut child =
        shell.command(&["list", "--json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_dry_run_leaves_no_file_behind() {
    let shell = Shell::new();
    let csv = shell.write("accounts.csv", "name\nExample Steel\n");
    for arguments in [&["add", "A"][..], &["import", csv.to_str().unwrap()], &["demo"]] {
        let arguments: Vec<&str> = arguments.iter().copied().chain(["--dry-run"]).collect();
        shell.ok(&arguments);
    }
    let left: Vec<_> = std::fs::read_dir(shell.folder()).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(left, [csv]);
}

#[cfg(unix)]
#[test]
fn an_empty_file_that_is_not_ours_is_left_alone() {
    let shell = Shell::new();
    let path = shell.write("empty.csv", "");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o644);
    std::fs::set_permissions(&path, mode).unwrap();
    for arguments in [&["list"][..], &["add", "A"], &["add", "A", "--dry-run"]] {
        let arguments: Vec<&str> = arguments.iter().copied().chain(["--db", "empty.csv"]).collect();
        let stderr = shell.refused(3, &arguments);
        assert!(stderr.contains("is not an acct file"), "{stderr}");
    }
    assert_eq!(std::fs::metadata(&path).unwrap().len(), 0);
}

/// Runs the program as someone for whom rights hold, which they do not for root.
#[cfg(unix)]
fn run_with_rights(shell: &Shell, arguments: &[&str]) -> Run {
    use std::os::unix::fs::MetadataExt as _;
    use std::os::unix::process::CommandExt as _;
    let mut command = shell.command(arguments);
    if std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0) {
        command.uid(NOBODY).gid(NOBODY);
    }
    Run::of(command.output().unwrap())
}

#[cfg(unix)]
const NOBODY: u32 = 65_534;

#[cfg(unix)]
#[test]
fn what_may_only_be_read_can_be_read_and_is_not_changed() {
    use std::os::unix::fs::{PermissionsExt as _, chown};
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    shell.ok(&["needs", "add", "Example Steel", "Faster closing", "--kind", "pain"]);
    shell.write("more.csv", "name\nA\nB\n");
    // For root alone, and for it alone this matters.
    for path in [shell.folder(), &shell.path("accounts.db")] {
        let _ = chown(path, Some(NOBODY), Some(NOBODY));
    }
    let before = std::fs::read(shell.path("accounts.db")).unwrap();
    let set = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    for (file, folder) in [(0o444, 0o755), (0o444, 0o555), (0o644, 0o555)] {
        set(&shell.path("accounts.db"), file);
        set(shell.folder(), folder);
        let shown = run_with_rights(&shell, &["show", "Example Steel", "--json"]);
        assert!(shown.code == 0 && shown.stdout.contains("\"id\": 1"), "{}", shown.stderr);
        for write in [
            &["add", "Another"][..],
            &["edit", "Example Steel", "--note", "x"],
            &["remove", "Example Steel", "--yes"],
            &["needs", "verdict", "#1", "Faster closing", "4"],
            &["stage", "set", "Example Steel", "pain"],
            &["tier", "score", "--all"],
            &["look", "answer", "Example Steel", "trend.rivalry", "3"],
            &["import", "more.csv"],
            &["undo", "--yes"],
        ] {
            for (language, told) in [("en", "may only be read\nhint: "), ("zh", "为只读，不能写入\n提示：")]
            {
                let arguments: Vec<&str> = write.iter().copied().chain(["--lang", language]).collect();
                let run = run_with_rights(&shell, &arguments);
                assert_eq!(run.code, 3, "{arguments:?}: {}", run.stderr);
                assert!(run.stderr.contains(told), "{arguments:?}: {}", run.stderr);
            }
        }
        set(shell.folder(), 0o755);
        assert!(std::fs::read(shell.path("accounts.db")).unwrap() == before, "nothing was written");
        for log in ["accounts.db-wal", "accounts.db-shm"] {
            let _ = std::fs::remove_file(shell.path(log));
        }
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_was_left_half_written_is_not_read_where_it_cannot_be_put_right() {
    use std::os::unix::fs::{PermissionsExt as _, chown};
    let shell = Shell::new();
    shell.ok(&["demo"]);
    let whole = rusqlite::Connection::open(shell.path("accounts.db")).unwrap();
    whole.execute_batch("PRAGMA journal_mode = delete; PRAGMA cache_size = 2; BEGIN; UPDATE \"finding\" SET \"note\" = 'half'").unwrap();
    std::fs::create_dir(shell.path("left")).unwrap();
    // As one leaves it who is stopped now.
    for name in ["accounts.db", "accounts.db-journal"] {
        let copy = shell.path("left").join(name);
        std::fs::copy(shell.path(name), &copy).unwrap();
        std::fs::set_permissions(&copy, std::fs::Permissions::from_mode(0o444)).unwrap();
        let _ = chown(&copy, Some(NOBODY), Some(NOBODY));
    }
    for path in [shell.folder(), &shell.path("left")] {
        let _ = chown(path, Some(NOBODY), Some(NOBODY));
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o555)).unwrap();
    }
    for (language, told) in
        [("en", "a write to it has not come to its end\nhint: "), ("zh", "尚未完成\n提示：")]
    {
        let run = run_with_rights(&shell, &["list", "--db", "left/accounts.db", "--lang", language]);
        assert!(run.code == 3 && run.stderr.contains(told), "{}", run.stderr);
    }
    for path in [shell.folder(), &shell.path("left")] {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    for name in ["left/accounts.db", "left/accounts.db-journal"] {
        std::fs::set_permissions(shell.path(name), std::fs::Permissions::from_mode(0o644)).unwrap();
    }
    let run = run_with_rights(&shell, &["list", "--db", "left/accounts.db"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn a_wrong_use_is_told_from_a_refusal() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    shell.refused(2, &["list", "--as-of", "foo"]);
    shell.refused(2, &["search", ""]);
    shell.refused(1, &["history", "--operation", "999"]);
    let stderr = shell.refused(2, &["history", "--format", "ids", "--lang", "zh"]);
    assert!(stderr.contains("这份列表没有编号"), "{stderr}");
}

#[test]
fn the_last_and_the_first_day_of_the_calendar_are_days() {
    let shell = Shell::new();
    shell.ok(&["demo"]);
    for day in ["9999-12-31", "0000-01-01"] {
        for arguments in [
            &["report", "account", "#1"][..],
            &["look", "status", "#1"],
            &["look", "next", "#1"],
            &["next"],
            &["show", "#1"],
            &["stage", "stalled"],
            &["needs", "changes", "--since", "2020-01-01"],
            &["list", "--where", "updated<2026-01-01"],
        ] {
            shell.ok(&[arguments, &["--as-of", day]].concat());
        }
        let run = shell.run(&["check", "#1", "--as-of", day]);
        assert!(run.code < 2, "{}", run.stderr);
    }
    let stderr =
        shell.refused(2, &["contact", "trip", "list", "--when", "next year", "--as-of", "9999-12-31"]);
    assert!(stderr.contains("beyond the calendar"), "{stderr}");
}
