//! The settings file: shown, changed, broken and mended.

use crate::shell::Shell;

const FILE: &str = ".config/acct/config.yaml";

fn with_settings(text: &str) -> Shell {
    let shell = Shell::new();
    std::fs::create_dir_all(shell.path(".config/acct")).unwrap();
    shell.write(FILE, text);
    shell
}

#[test]
fn every_setting_says_where_it_comes_from() {
    let shell = with_settings("language: en # ours\n");
    let shown = shell.json(&["config", "show"]);
    let said: Vec<(&str, &str)> = shown
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["setting"].as_str().unwrap(), row["source"].as_str().unwrap()))
        .collect();
    assert_eq!(
        said,
        [
            ("db", "environment"),
            ("language", "file"),
            ("currency", "default"),
            ("user", "environment"),
            ("playbook", "default"),
            ("rates_date", "default"),
        ]
    );
    assert_eq!(shell.json(&["config", "show", "--db", "x.db"])[0]["place"], "--db");
    assert_eq!(shell.json(&["config", "get", "language", "--lang", "zh"])["source"], "flag");
}

#[test]
fn a_setting_is_checked_written_and_in_force() {
    let shell = Shell::new();
    assert_eq!(shell.ok(&["config", "path"]).trim_end(), shell.path(FILE).display().to_string());
    shell.ok(&["config", "set", "currency", "usd"]);
    assert_eq!(shell.ok(&["config", "get", "currency"]), "USD\n");
    shell.ok(&["add", "Example Steel", "--revenue", "1.5m"]);
    assert_eq!(shell.json(&["show", "Example Steel"])["revenue"]["currency"], "USD");
    shell.ok(&["config", "set", "language", "zh_CN"]);
    assert_eq!(std::fs::read_to_string(shell.path(FILE)).unwrap(), "currency: USD\nlanguage: zh\n");
    assert!(shell.ok(&["show", "Example Steel"]).contains("名称"));
    shell.ok(&["config", "unset", "language"]);
    shell.ok(&["config", "unset", "currency"]);
    assert_eq!(shell.ok(&["config", "get", "currency"]), "CNY\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(shell.path(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn what_no_command_could_use_is_not_written() {
    let shell = Shell::new();
    for (code, key, value, told) in [
        (2, "currency", "nonsense", "CNY, USD or EUR"),
        (2, "language", "german", "expected en or zh"),
        (2, "user", " ", "there is no value"),
        (1, "db", ".", "is a folder"),
        (3, "playbook", "none.yaml", "there is no playbook"),
    ] {
        let stderr = shell.refused(code, &["config", "set", key, value]);
        assert!(stderr.contains(told), "{stderr}");
    }
    assert!(!shell.path(FILE).exists());
    assert!(shell.refused(2, &["config", "set", "langage", "zh"]).contains("language"));
}

#[test]
fn a_broken_file_is_told_with_its_place_and_can_be_mended() {
    let shell = with_settings("# ours\nlanguage: german\n");
    let stderr = shell.refused(3, &["list"]);
    assert!(stderr.contains(&format!("{}:2:11: language:", shell.path(FILE).display())), "{stderr}");
    shell.refused(3, &["config", "show"]);
    shell.ok(&["config", "path"]);
    shell.ok(&["--help"]);
    shell.ok(&["config", "set", "language", "zh"]);
    assert_eq!(std::fs::read_to_string(shell.path(FILE)).unwrap(), "# ours\nlanguage: zh\n");
}

#[test]
fn a_playbook_that_is_gone_can_be_unset() {
    let shell = with_settings("playbook: gone.yaml\n");
    let stderr = shell.refused(3, &["list"]);
    assert!(stderr.contains("acct config unset playbook"), "{stderr}");
    shell.ok(&["config", "unset", "playbook"]);
    assert!(shell.refused(3, &["list"]).contains("acct demo"));
}
