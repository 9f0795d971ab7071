//! Values that have the right form and yet cannot be, and how records are called by name and number.

use crate::shell::Shell;

#[test]
fn what_happened_is_neither_ahead_nor_long_ago() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    let stderr = shell.refused(2, &["log", "add", "#1", "Visit", "--date", "2026-03-04"]);
    assert!(stderr.contains("--date: 2026-03-04 has not come yet"), "{stderr}");
    assert!(stderr.contains("hint: what is planned goes with --next-step TEXT --next-date DATE"), "{stderr}");
    let stderr = shell.refused(2, &["log", "add", "#1", "Visit", "--date", "1850-03-04", "--lang", "zh"]);
    assert!(stderr.contains("1850-03-04 早于 1900 年"), "{stderr}");
    shell.ok(&["log", "add", "#1", "Visit", "--date", "tomorrow", "--next-date", "2027-01-01"]);
    shell.refused(2, &["log", "edit", "#1", "--date", "2030-01-01"]);
    shell.refused(2, &["stage", "advance", "#1", "--evidence", "they said so", "--date", "2030-01-01"]);
    shell.write("log.csv", "account,summary,date\nExample Steel,Call,2031-01-01\n");
    let stderr = shell.refused(1, &["import", "log.csv"]);
    assert!(stderr.contains("log.csv:2: date: 2031-01-01 has not come yet"), "{stderr}");
}

#[test]
fn a_point_before_three_digits_is_not_guessed_at() {
    let shell = Shell::new();
    shell.write("de.csv", "name;employees;revenue\nDE1;1.000;EUR 2\nDE2;1,000;EUR 2.000\n");
    let stderr = shell.refused(1, &["import", "de.csv"]);
    // Of people there is no fraction.
    assert!(!stderr.contains("de.csv:2: employees"), "{stderr}");
    assert!(stderr.contains("revenue: \"EUR 2.000\" can be read in two ways; write 2,000"), "{stderr}");
    let stderr = shell.refused(2, &["add", "DE5", "--revenue", "EUR 2.000", "--lang", "zh"]);
    assert!(stderr.contains("有两种读法：整数请写成 2,000，小数请写成 2.0"), "{stderr}");
}

#[test]
fn every_account_that_can_be_made_can_be_named() {
    let shell = Shell::new();
    for refused in ["#12", "＃７"] {
        shell.refused(2, &["add", refused]);
        shell.refused(2, &["add", "Example Glass", "--alias", refused]);
    }
    let names = ["12", "2", "#", "# 5", "#-1", "No. #3", "sf:AbC", "SF:abd", "erp：7", "100%"];
    for name in names {
        shell.ok(&["add", name]);
    }
    shell.ok(&["add", "Example Steel", "--external-id", "sf:ABC"]);
    for name in names {
        assert_eq!(shell.json(&["show", name])["name"], name);
    }
    assert_eq!(shell.json(&["show", "sf:ABC"])["name"], "Example Steel");
    shell.refused(1, &["account", "rename", "Example Steel", "#5"]);
    shell.write("a.csv", "name\n#9\n");
    let stderr = shell.refused(1, &["import", "a.csv"]);
    assert!(stderr.contains("a.csv:2: name: \"#9\" cannot be a name"), "{stderr}");
}

#[test]
fn a_missing_number_leads_to_the_list() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    assert!(shell.refused(1, &["show", "#37"]).contains("hint: those there are: acct list\n"));
    assert!(shell.refused(1, &["needs", "show", "#37"]).contains("acct needs list\n"));
}

#[test]
fn amounts_are_neither_negative_nor_finer_than_money() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    let stderr = shell.refused(2, &["edit", "#1", "--revenue=-5"]);
    assert!(stderr.contains("CNY -5 is negative"), "{stderr}");
    let stderr = shell.refused(2, &["edit", "#1", "--revenue", "0.001", "--lang", "zh"]);
    assert!(stderr.contains("“0.001”小于 CNY 的最小单位"), "{stderr}");
    let run = shell.run(&["edit", "#1", "--revenue", "CNY 0.019"]);
    assert!(run.stderr.contains("understood as CNY 0.02"), "{}", run.stderr);
    let stderr = shell.refused(2, &["look", "answer", "#1", "budget", "-3"]);
    assert!(stderr.contains("is negative"), "{stderr}");
    shell.ok(&["look", "answer", "#1", "market_growth", "-3%"]);
    // A condition may compare with any amount.
    shell.ok(&["list", "--where", "revenue>CNY -5"]);
}

#[test]
fn a_day_is_one_where_the_user_is() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    // Noon of the day is the evening before in UTC.
    let there = |arguments: &[&str]| {
        let output = shell.command(arguments).env("TZ", "NZDT-13").output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    there(&["add", "Example Paper"]);
    let shown = there(&["show", "Example Paper", "--json"]);
    assert!(shown.contains("\"created\": \"2026-03-01T23:00:00Z\""), "{shown}");
    assert!(there(&["show", "Example Paper"]).contains("2026-03-02"));
    assert_eq!(there(&["list", "--where", "created=2026-03-02", "--format", "ids"]).lines().count(), 1);
    assert!(there(&["list", "--where", "created=2026-03-03", "--format", "ids"]).lines().count() == 1);
}
