//! `acct next`: what is to be done, in which order, and as a calendar.

use serde_json::json;

use crate::shell::Shell;

fn with_demo() -> Shell {
    let shell = Shell::new();
    shell.ok(&["demo", "--quiet", "--db", "accounts.db"]);
    shell
}

/// Day, account and what of each row.
fn rows(shell: &Shell, arguments: &[&str]) -> Vec<String> {
    let arguments: Vec<&str> = ["next"].iter().chain(arguments).copied().collect();
    let rows = shell.json(&arguments);
    let told = |row: &serde_json::Value| {
        let text = |key: &str| row[key].as_str().unwrap().to_owned();
        format!("{} {} {}: {}", text("due"), text("kind"), text("account"), text("what"))
    };
    rows.as_array().unwrap().iter().map(told).collect()
}

#[test]
fn the_list_is_ordered_by_tier_urgency_and_day() {
    let shell = with_demo();
    assert_eq!(
        rows(&shell, &["--kind", "promise", "--days", "3"]),
        [
            "2026-03-04 promise 示例重工集团股份有限公司: 约总会计师",
            "2026-03-05 promise Example Steel Corporation: Agree on the cost of one hour with finance",
            "2026-03-04 promise Example Motors AG: Find out the bundle",
            "2026-03-03 promise Example Health Network: Ask Brian Sample what happened",
            "2026-03-03 promise 示例重工成都装备有限公司: 请集团一期车间主管通话",
            "2025-10-13 promise Example Shipping Lines: Ask about approval",
            "2026-02-10 promise Example Coatings LLC: Show Peter Sample the cost",
        ]
    );
}

#[test]
fn each_row_has_the_command_that_records_it() {
    let shell = with_demo();
    let told = shell.run(&["next", "Example Coatings", "--kind", "promise"]);
    assert_eq!(
        told.stdout,
        "C General\n! 2026-02-10  Example Coatings LLC · Promise: Show Peter Sample the cost (20 d overdue)\n    acct log done '#8'\n"
    );
    assert!(told.stderr.contains("1 thing to do within 7 days, 1 overdue."), "{}", told.stderr);
    let row = &shell.json(&["next", "Example Coatings", "--kind", "promise"])[0];
    let known =
        ["account_id", "urgency", "days_late", "tier", "owner", "record_kind", "record_id", "command"];
    assert_eq!(
        json!(known.map(|key| row[key].clone())),
        json!([2, "overdue", 20, "C", "Ann Miller", "interaction", 8, "acct log done '#8'"])
    );
    shell.ok(&["log", "add", "Example Coatings", "Showed it", "--kind", "call"]);
    let done = shell.run(&["next", "Example Coatings", "--kind", "promise", "--lang", "zh"]);
    assert!(done.stderr.contains("7 天内没有待办事项。"), "{}", done.stderr);
}

#[test]
fn owners_conditions_and_days_choose_what_is_told() {
    let shell = with_demo();
    let of_wang = rows(&shell, &["--owner", "王磊", "--kind", "promise"]);
    assert_eq!(of_wang.len(), 4, "{of_wang:?}");
    assert_eq!(rows(&shell, &["--where", "tier=S", "--kind", "promise", "--days", "2"]).len(), 1);
    assert!(rows(&shell, &["--kind", "contact", "--days", "0"]).is_empty());
    assert!(!rows(&shell, &["--kind", "contact", "--days", "60"]).is_empty());
    let ids = shell.ok(&["next", "--where", "tier=S", "--format", "ids"]);
    assert_eq!(ids, "7\n1\n");
    shell.refused(2, &["next", "--kind", "party"]);
}

#[test]
fn birthdays_and_trips_are_told_only_when_asked_for() {
    let shell = with_demo();
    assert!(rows(&shell, &[]).iter().all(|row| !row.contains(" trip ") && !row.contains(" birthday ")));
    let trips = rows(&shell, &["--personal", "--kind", "trip", "--where", "tier=S"]);
    assert_eq!(
        trips[0],
        "2026-03-02 trip Example Steel Corporation: Omar Placeholder is in Chicago from 2026-02-28 to 2026-03-04"
    );
    shell.ok(&["contact", "edit", "Example Steel", "Ruth Sample", "--birthday", "1966-03-05"]);
    assert_eq!(
        rows(&shell, &["--personal", "--kind", "birthday"]),
        ["2026-03-05 birthday Example Steel Corporation: Birthday of Ruth Sample"]
    );
    let stderr = shell.refused(2, &["next", "--kind", "trip"]);
    assert!(stderr.contains("--personal"), "{stderr}");
}

#[test]
fn a_calendar_has_stable_names_and_shows_what_is_overdue_today() {
    let shell = with_demo();
    let calendar = shell.ok(&["next", "Example Coatings", "--kind", "promise", "--format", "ics"]);
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"), "{calendar}");
    assert!(calendar.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"), "{calendar}");
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{calendar}");
    let unfolded = calendar.replace("\r\n ", "");
    for line in [
        "DTSTAMP:20260302T120000Z",
        "DTSTART;VALUE=DATE:20260302",
        "SUMMARY:Example Coatings LLC: Show Peter Sample the cost (overdue since 2026-02-10)",
    ] {
        assert!(unfolded.contains(&format!("{line}\r\n")), "{line}\n{unfolded}");
    }
    let uid = |text: &str| text.lines().find(|line| line.starts_with("UID:promise-2-8-")).map(str::to_owned);
    let later = shell
        .ok(&["next", "Example Coatings", "--kind", "promise", "--format", "ics", "--as-of", "2026-03-09"]);
    assert!(uid(&calendar).is_some() && uid(&calendar) == uid(&later), "{later}");
    let stderr = shell.refused(2, &["list", "--format", "ics"]);
    assert!(stderr.contains("hint: acct next --format ics"), "{stderr}");
}

#[test]
fn a_trip_takes_all_its_days_in_the_calendar() {
    let shell = with_demo();
    let trips = shell.ok(&["next", "Example Steel", "--personal", "--kind", "trip", "--format", "ics"]);
    let lines: Vec<&str> =
        trips.lines().filter(|line| line.starts_with("DT") && line.contains("DATE:")).collect();
    assert_eq!(lines[..2], ["DTSTART;VALUE=DATE:20260228", "DTEND;VALUE=DATE:20260305"], "{trips}");
}

#[test]
fn a_promise_that_was_done_goes_away_and_comes_back_by_undo() {
    let shell = with_demo();
    let promises =
        |shell: &Shell| rows(shell, &["--kind", "promise", "--days", "30", "--where", "tier=S"]).len();
    let before = promises(&shell);
    let row = &shell.json(&["next", "--kind", "promise", "--days", "30", "--where", "tier=S"])[0];
    let entry = format!("#{}", row["record_id"]);
    assert_eq!(row["command"], format!("acct log done '{entry}'"));
    shell.ok(&["log", "done", &entry, "--dry-run"]);
    assert_eq!(promises(&shell), before);
    shell.ok(&["log", "done", &entry]);
    assert_eq!(promises(&shell), before - 1);
    shell.ok(&["undo", "--yes"]);
    assert_eq!(promises(&shell), before);
    let stderr = shell.refused(1, &["log", "add", "Example Coatings", "Call", "--done", &entry]);
    assert!(stderr.contains("that entry is not about Example Coatings"), "{stderr}");
}

#[test]
fn a_talk_says_which_next_step_it_settles() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    let promise = ["--next-step", "Send the cost", "--next-date", "2026-02-25", "--date", "2026-02-20"];
    shell.ok(&[&["log", "add", "Example Steel", "Visit"][..], &promise].concat());
    let told = |arguments: &[&str]| {
        let output = shell.command(arguments).output().unwrap();
        String::from_utf8(output.stderr).unwrap()
    };
    let call = told(&["log", "add", "Example Steel", "Their secretary rang", "--kind", "call"]);
    assert!(call.contains("\"Send the cost\" counts as done") && call.contains("log edit '#1'"), "{call}");
    let again = told(&["log", "add", "Example Steel", "Rang again", "--kind", "call"]);
    assert!(!again.contains("counts as done"), "{again}");
}

#[test]
fn a_step_that_is_marked_as_done_is_told_as_data_too() {
    let shell = with_demo();
    let done = shell.json(&["log", "done", "#8"]);
    assert_eq!((&done["id"], done["next_done"].is_string()), (&8.into(), true), "{done}");
}
