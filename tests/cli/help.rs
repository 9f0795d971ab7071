//! Help, usage errors, completions and manual pages, in both languages.

use crate::shell::Shell;

#[test]
fn help_is_in_the_language_of_the_user() {
    let shell = Shell::new();
    assert!(shell.ok(&["account", "add", "--help"]).contains("Usage: acct account add"));
    let chinese = shell.ok(&["account", "add", "--help", "--lang", "zh"]);
    for part in ["新增客户", "用法：", "字段：", "--revenue <金额>", "通用选项：", "[默认：auto]", "示例："]
    {
        assert!(chinese.contains(part), "{chinese}");
    }
    let by_variable = shell.command(&["account", "add", "--help"]).env("ACCT_LANG", "zh").output().unwrap();
    assert_eq!(String::from_utf8(by_variable.stdout).unwrap(), chinese);
}

#[test]
fn help_needs_neither_a_file_nor_a_playbook() {
    let shell = Shell::new();
    for arguments in [["--help"], ["--version"], ["-V"]] {
        shell.ok(&arguments);
    }
    assert_eq!(shell.ok(&["--version", "--lang", "zh"]), shell.ok(&["-V"]));
    assert!(!shell.path("accounts.db").exists());
}

#[test]
fn usage_errors_say_what_was_meant() {
    let shell = Shell::new();
    let english = shell.refused(2, &["stge"]);
    assert!(english.contains("a similar subcommand exists: 'stage'"), "{english}");
    for (arguments, told) in [
        (["stge", "--lang", "zh"].as_slice(), "没有命令“stge”\n提示：是不是想用“stage”？"),
        (&["help", "--lang", "zh"], "没有命令“help”"),
        (&["list", "--limt", "3", "--lang", "zh"], "不认识的参数“--limt”\n提示：是不是想用“--limit”？"),
        (&["list", "--limit", "x", "--lang", "zh"], "“--limit <数字>”的值“x”无效：不是整数"),
        (&["list", "--format", "jsn", "--lang", "zh"], "可选：table、json"),
        (&["list", "--json", "--format", "csv", "--lang", "zh"], "“--json”不能与“--format <格式>”同时使用"),
        (&["account", "rename", "A", "--lang", "zh"], "缺少必填参数：<名称>"),
        (&["list", "--quiet", "--quiet", "--lang", "zh"], "“--quiet”只能给一次"),
        (&["contact", "trip", "--lang", "zh"], "后面还缺少命令，可选：add、list、remove"),
    ] {
        let chinese = shell.refused(2, arguments);
        assert!(chinese.starts_with("错误：") && chinese.contains(told), "{chinese}");
        assert!(chinese.contains("加 --help") && !chinese.contains("Usage"), "{chinese}");
    }
}

#[test]
fn the_usage_line_names_no_flag_that_was_not_given() {
    let shell = Shell::new();
    assert!(
        shell.refused(2, &["account", "rename", "A"]).contains("Usage: acct account rename <ACCOUNT> <NAME>")
    );
}

#[test]
fn every_shell_gets_its_completions() {
    let shell = Shell::new();
    for name in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(shell.ok(&["completions", name]).contains("playbook"), "{name}");
    }
    assert!(shell.ok(&["completions", "fish", "--lang", "zh"]).contains("新增客户"));
}

#[test]
fn every_command_gets_a_page_of_the_manual() {
    let shell = Shell::new();
    assert!(shell.ok(&["man"]).starts_with(".ie"));
    shell.ok(&["man", "-o", "pages"]);
    let page = std::fs::read_to_string(shell.path("pages/acct-account-add.1")).unwrap();
    assert!(page.contains("\\-\\-revenue") && page.contains("Example"), "{page}");
}
