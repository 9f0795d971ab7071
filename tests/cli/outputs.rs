//! Where output goes that may go to a file.

use crate::shell::Shell;

fn with_an_account() -> Shell {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    shell
}

fn files(shell: &Shell) -> Vec<String> {
    let entries = std::fs::read_dir(shell.folder()).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !name.starts_with("accounts.db"));
    names.sort();
    names
}

#[test]
fn a_hyphen_for_a_file_is_the_standard_output() {
    let shell = with_an_account();
    for (arguments, begins) in [
        (&["report", "account", "Example Steel"][..], "# Example Steel"),
        (&["look", "export", "Example Steel"], "# "),
        (&["playbook", "export"], "# "),
        (&["export", "accounts"], "name,"),
        (&["export"], "{"),
        (&["man"], ".ie"),
    ] {
        let to_stdout = [arguments, &["-o", "-"]].concat();
        let printed = shell.ok(&to_stdout);
        assert!(printed.starts_with(begins), "{to_stdout:?}: {}", printed.lines().next().unwrap_or_default());
        assert_eq!(printed, shell.ok(arguments), "{arguments:?}");
    }
    assert_eq!(files(&shell), Vec::<String>::new());
}

#[test]
fn a_file_that_cannot_hold_an_export_becomes_no_folder() {
    let shell = with_an_account();
    let stderr = shell.refused(2, &["export", "all", "-o", "x.csv"]);
    assert!(stderr.contains("csv holds one kind of record"), "{stderr}");
    let stderr = shell.refused(2, &["export", "-o", "e.foo"]);
    assert!(stderr.contains("\".foo\" is the ending of no format"), "{stderr}");
    assert!(stderr.contains("-o e.foo/ a folder"), "{stderr}");
    let stderr = shell.refused(2, &["export", "accounts", "-o", "e.xls", "--lang", "zh"]);
    assert!(stderr.contains("“.xls”不是可导出格式的扩展名"), "{stderr}");
    let stderr = shell.refused(2, &["export", "--format", "xlsx", "-o", "e/"]);
    assert!(stderr.contains("xlsx is one file, and e/ is a folder"), "{stderr}");
    shell.refused(2, &["list", "--format", "vcard"]);
    shell.refused(2, &["export", "--by-account"]);
    shell.refused(2, &["export", "contacts", "--by-account", "-o", "e"]);
    shell.refused(2, &["export", "--format", "csv", "-o", "e.foo"]);
    assert_eq!(files(&shell), Vec::<String>::new());
    shell.ok(&["export", "-o", "e.foo/"]);
    shell.ok(&["export", "-o", "e.foo", "--force"]);
    shell.ok(&["export", "-o", "backup"]);
    shell.ok(&["export", "accounts", "-o", "a.foo", "--format", "json"]);
    shell.ok(&["export", "-o", "all.json"]);
    assert_eq!(files(&shell), ["a.foo", "all.json", "backup", "e.foo"]);
}
