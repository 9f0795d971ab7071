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
        (&["list", "--limt", "3", "--lang", "zh"], "不认识的参数“--limt”\n提示：是不是想用“--limit”？"),
        (&["list", "--limit", "x", "--lang", "zh"], "“--limit <数字>”的值“x”无效：不是整数"),
        (&["list", "--format", "jsn", "--lang", "zh"], "可选：table、json"),
        (&["import", "x.csv", "--as", "nope", "--lang", "zh"], "可选：客户（accounts）、联系人（contacts）"),
        (&["list", "--json", "--format", "csv", "--lang", "zh"], "“--json”不能与“--format <格式>”同时使用"),
        (&["list", "--quiet", "--quiet", "--lang", "zh"], "“--quiet”只能给一次"),
        (&["contact", "--lang", "zh"], "后面还缺少命令，可选：add、list、"),
    ] {
        let chinese = shell.refused(2, arguments);
        assert!(chinese.starts_with("错误：") && chinese.contains(told), "{chinese}");
        assert!(chinese.contains("加 --help") && !chinese.contains("Usage"), "{chinese}");
    }
    let chinese = shell.refused(2, &["export", "nope", "--lang", "zh"]);
    assert!(chinese.contains("可用：全部（all）、互动记录（log）、客户（accounts）"), "{chinese}");
}

#[test]
fn the_usage_line_names_no_flag_that_was_not_given() {
    let shell = Shell::new();
    let told = shell.refused(2, &["account", "rename", "--x"]);
    assert!(told.contains("Usage: acct account rename [OPTIONS] [ACCOUNT] [NAME]\n"), "{told}");
}

#[test]
fn what_is_missing_is_named_with_the_command_in_full() {
    let shell = Shell::new();
    for (arguments, english, chinese) in [
        (
            &["account", "rename", "A b"][..],
            "error: NAME is missing\nhint: acct account rename 'A b' NAME\n",
            "错误：缺少名称\n提示：acct account rename 'A b' 名称\n",
        ),
        (
            &["tier", "set"],
            "error: ACCOUNT and TIER are missing\nhint: acct tier set ACCOUNT TIER\n",
            "错误：缺少客户和级别\n提示：acct tier set 客户 级别\n",
        ),
        (
            &["needs", "verdict", "A", "--json"],
            "error: NEED is missing\nhint: acct needs verdict A NEED [SCORE]\n",
            "错误：缺少需求\n提示：acct needs verdict A 需求 [评分]\n",
        ),
        (
            &["contact", "add", "--title", "CFO"],
            "error: ACCOUNT is missing\nhint: acct contact add ACCOUNT [NAME]\n",
            "错误：缺少客户\n提示：acct contact add 客户 [姓名]\n",
        ),
        (
            &["log", "show", "A"],
            "error: ENTRY is missing\nhint: acct log show A ENTRY\n",
            "错误：缺少记录\n提示：acct log show A 记录\n",
        ),
    ] {
        assert_eq!(shell.refused(2, arguments), english);
        let in_chinese: Vec<&str> = arguments.iter().copied().chain(["--lang", "zh"]).collect();
        assert_eq!(shell.refused(2, &in_chinese), chinese);
    }
}

#[test]
fn an_option_or_a_number_stands_for_what_is_missing() {
    let shell = Shell::new();
    shell.ok(&["add", "360"]);
    shell.ok(&["add", "Example Steel"]);
    shell.ok(&["needs", "add", "Example Steel", "Faster closing", "--kind", "pain"]);
    shell.ok(&["tier", "score", "--all"]);
    shell.ok(&["tier", "set", "360", "A", "--reason", "The board decided"]);
    shell.ok(&["tier", "set", "360", "--computed"]);
    shell.ok(&["stage", "signal", "--list"]);
    for number in ["#1", "1"] {
        assert_eq!(shell.json(&["needs", "show", number])["title"], "Faster closing");
    }
}

/// The words of every command that does something.
fn commands(shell: &Shell, path: &[String]) -> Vec<Vec<String>> {
    let words: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
    let help = shell.ok(&words);
    let Some((_, listed)) = help.split_once("\nCommands:\n") else { return vec![path.to_vec()] };
    let listed = listed.lines().take_while(|line| !line.is_empty());
    let names = listed.filter(|line| !line.starts_with("   ")).filter_map(|line| line.split(' ').nth(2));
    names
        .flat_map(|name| commands(shell, &path.iter().cloned().chain([name.to_owned()]).collect::<Vec<_>>()))
        .collect()
}

#[test]
fn no_command_without_arguments_does_worse_than_name_what_is_missing() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    let commands = commands(&shell, &[]);
    assert!(commands.len() > 70, "{commands:?}");
    for command in commands {
        for (language, missing) in [("en", "missing"), ("zh", "缺少")] {
            let options = ["--no-input", "--lang", language];
            let words: Vec<&str> = command.iter().map(String::as_str).chain(options).collect();
            let run = shell.run(&words);
            // What can be undone, redone or shown as a sample depends on what was done before.
            let may_refuse = matches!(words[0], "undo" | "redo" | "demo") && run.code == 1;
            assert!(run.code == 0 || run.code == 2 || may_refuse, "{words:?}: {} {}", run.code, run.stderr);
            if run.code == 2 {
                assert!(run.stderr.contains(missing), "{words:?}: {}", run.stderr);
                assert!(run.stderr.contains(&format!("acct {}", command.join(" "))), "{}", run.stderr);
                assert_eq!(run.stderr.contains("error:"), language == "en", "{}", run.stderr);
            }
        }
    }
}

#[test]
fn help_says_what_is_asked_for() {
    let shell = Shell::new();
    let english = shell.ok(&["tier", "set", "--help"]);
    assert!(english.contains("Usage: acct tier set [OPTIONS] [ACCOUNT] [TIER]"), "{english}");
    assert!(english.contains("The account (asked for when missing)"), "{english}");
    let chinese = shell.ok(&["tier", "set", "--help", "--lang", "zh"]);
    assert!(chinese.contains("级别名称（不写则询问）"), "{chinese}");
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

#[test]
fn a_verb_without_its_group_is_told_with_it() {
    let shell = Shell::new();
    let stderr = shell.refused(2, &["rename", "X", "Y"]);
    assert!(stderr.contains("'account rename'"), "{stderr}");
    assert!(!stderr.contains("'remove'"), "{stderr}");
    let stderr = shell.refused(2, &["why", "X", "--lang", "zh"]);
    assert!(stderr.contains("是不是想用“needs why、tier why”？"), "{stderr}");
    let stderr = shell.refused(2, &["stage", "rename", "X"]);
    assert!(!stderr.contains("account rename"), "{stderr}");
}

#[test]
fn help_is_a_word_too() {
    let shell = Shell::new();
    assert_eq!(shell.ok(&["help"]), shell.ok(&["--help"]));
    assert_eq!(shell.ok(&["help", "stage", "advance"]), shell.ok(&["stage", "advance", "--help"]));
    assert_eq!(shell.ok(&["--lang", "zh", "help", "add"]), shell.ok(&["--lang", "zh", "add", "--help"]));
    let stderr = shell.refused(2, &["help", "frob"]);
    assert!(stderr.contains("frob"), "{stderr}");
}

#[test]
fn a_command_to_copy_names_its_places_in_the_language() {
    let shell = Shell::new();
    shell.ok(&["add", "示例钢铁"]);
    let shown = shell.ok(&["stage", "show", "示例钢铁", "--lang", "zh"]);
    assert!(shown.contains("acct log add 示例钢铁 文字 --kind visit --learnt 文字"), "{shown}");
    let next = shell.json(&["next", "--lang", "zh"]);
    assert!(!next.to_string().contains("文字"), "data does not change with the language: {next}");
}
