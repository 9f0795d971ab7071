//! People: the stakeholder map, the tree, relations, trips, and forgetting a personal file.

use crate::shell::Shell;

fn customer() -> Shell {
    let shell = Shell::new();
    shell.ok(&["add", "华为技术有限公司", "--alias", "华为"]);
    shell.ok(&[
        "contact", "add", "华为", "示例财务总监", "--title", "CFO", "--level", "decision", "--function",
        "finance", "--role", "approver", "--stance", "neutral", "--influence", "5", "--relationship", "1",
    ]);
    shell.ok(&[
        "contact", "add", "华为", "王芳", "--level", "management", "--function", "technical", "--role",
        "coach", "--stance", "supporter", "--relationship", "3", "--reports-to", "示例财务总监", "--family",
        "SECRET-FAMILY",
    ]);
    shell.ok(&[
        "contact", "add", "华为", "Alexander von Humboldt-Example", "--level", "operation", "--function",
        "user",
    ]);
    shell
}

const GRID: &str = "           │ User          │ Technical     │ Finance       │ Procurement │ Other
───────────┼───────────────┼───────────────┼───────────────┼─────────────┼──────
Decision   │ (gap)         │ (gap)         │ 示例财务总监  │ –           │ –
           │               │               │ = ●○○○○ ▲     │             │
───────────┼───────────────┼───────────────┼───────────────┼─────────────┼──────
Management │ (gap)         │ 王芳          │ (gap)         │ –           │ –
           │               │ + ●●●○○ ★     │               │             │
";

fn map(shell: &Shell, width: &str, arguments: &[&str]) -> String {
    let output = shell.command(arguments).env("ACCT_WIDTH", width).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_map_fits_eighty_columns_and_shows_marks_and_gaps() {
    let drawn = map(&customer(), "80", &["contact", "map", "华为"]);
    assert!(drawn.starts_with(GRID), "{drawn}");
}

#[test]
fn the_map_as_data_has_cells_gaps_and_alerts() {
    let map = customer().json(&["contact", "map", "华为"]);
    assert_eq!(map["cells"].as_array().unwrap().len(), 15);
    assert_eq!(map["gaps"].as_array().unwrap().len(), 6);
    let alerts: Vec<&str> =
        map["alerts"].as_array().unwrap().iter().map(|alert| alert["alert"].as_str().unwrap()).collect();
    assert_eq!(alerts, ["single_threaded", "not_seen"]);
}

#[test]
fn a_name_full_of_tricks_draws_harmlessly() {
    let shell = customer();
    shell.ok(&[
        "contact", "add", "华为", "\u{1b}[2J|evil\u{202e}name", "--level", "decision", "--function", "user",
    ]);
    for command in ["map", "tree"] {
        let drawn = shell.ok(&["contact", command, "华为"]);
        assert!(!drawn.contains(['\u{1b}', '\u{202e}']), "{drawn:?}");
    }
}

#[test]
fn the_tree_puts_people_below_their_superiors() {
    let drawn = customer().ok(&["contact", "tree", "华为"]);
    assert!(
        drawn.starts_with("示例财务总监  CFO  = ●○○○○ ▲  #1\n└─ 王芳  + ●●●○○ ★  #2\nAlexander"),
        "{drawn}"
    );
}

#[test]
fn relations_are_noted_changed_shown_and_taken_away() {
    let shell = customer();
    shell.ok(&["contact", "relate", "华为", "王芳", "盟友", "Alex", "--note", "同校"]);
    assert!(
        shell.run(&["contact", "relate", "华为", "Alex", "ally", "王芳"]).stderr.contains("Known already")
    );
    let person = shell.json(&["contact", "show", "华为", "Alex"]);
    assert_eq!(person["relations"][0]["note"], "同校");
    assert!(
        shell
            .ok(&["contact", "map", "华为"])
            .contains("王芳 is an ally of Alexander von Humboldt-Example (同校)")
    );
    shell.refused(1, &["contact", "relate", "华为", "王芳", "rival", "Alex", "--remove"]);
    shell.refused(1, &["contact", "relate", "华为", "王芳", "rival", "王芳"]);
    shell.ok(&["contact", "relate", "华为", "Alex", "ally", "王芳", "--remove"]);
    assert_eq!(shell.json(&["contact", "show", "华为", "Alex"])["relations"].as_array().unwrap().len(), 0);
}

#[test]
fn influence_has_a_direction_and_conflict_has_none() {
    let shell = customer();
    let relate = |from: &str, relation: &str, to: &str| {
        shell.run(&["contact", "relate", "华为", from, relation, to]).stderr
    };
    assert!(relate("王芳", "影响", "Alex").contains("王芳 influences Alexander"));
    assert!(relate("Alex", "influences", "王芳").contains("Noted"), "the other way round is another one");
    assert!(relate("王芳", "冲突", "Alex").contains("王芳 is in conflict with"));
    assert!(relate("Alex", "conflict", "王芳").contains("Known already"));
    let map = shell.ok(&["contact", "map", "华为"]);
    assert!(map.contains("王芳 → Alexander von Humboldt-Example: influence"), "{map}");
    let ties = shell.ok(&["contact", "relations", "华为", "--lang", "zh"]);
    assert!(
        ties.contains("→ Alexander") && ties.contains("≠ Alexander") && ties.contains("→ 影响"),
        "{ties}"
    );
    let exported = shell.ok(&["export", "relations", "--format", "csv"]);
    let other = Shell::new();
    other.ok(&["add", "华为技术有限公司", "--alias", "华为"]);
    for name in ["王芳", "Alexander von Humboldt-Example"] {
        other.ok(&["contact", "add", "华为", name]);
    }
    other.write("relations.csv", exported);
    other.ok(&["import", "relations.csv", "--as", "relations"]);
    assert_eq!(other.json(&["contact", "map", "华为"])["relations"].as_array().unwrap().len(), 3);
}

#[test]
fn one_command_tells_who_is_where_this_week() {
    let shell = customer();
    shell.ok(&["add", "Example Steel Ltd"]);
    shell.ok(&["contact", "add", "Example Steel", "Ann"]);
    // Today is Monday, 2 March 2026.
    for (account, person, place, from, to) in [
        ("华为", "王芳", "北京", "2026-03-05", "2026-03-12"),
        ("Example Steel", "Ann", "北京朝阳", "2026-02-20", "2026-03-02"),
        ("Example Steel", "Ann", "上海", "2026-03-03", "2026-03-04"),
        ("华为", "Alex", "北京", "2026-03-09", "2026-03-09"),
        ("华为", "Alex", "北京", "2026-02-01", "2026-03-01"),
    ] {
        shell.ok(&[
            "contact", "trip", "add", account, person, place, "--from", from, "--to", to, "--by", "train",
        ]);
    }
    let ids = |arguments: &[&str]| -> Vec<i64> {
        let list = shell.json(&[&["contact", "trip", "list"], arguments].concat());
        list.as_array().unwrap().iter().map(|trip| trip["id"].as_i64().unwrap()).collect()
    };
    assert_eq!(ids(&["--in", "北京", "--when", "this week"]), [2, 1]);
    assert_eq!(ids(&["--in", "北京", "--from", "2026-03-05"]), [1, 4]);
    assert_eq!(ids(&["--from", "2026-03-03", "--to", "2026-03-04"]), [3]);
    shell.ok(&["log", "add", "华为", "Spoke", "--contact", "王芳", "--date", "2026-02-27"]);
    let there = shell.json(&["contact", "trip", "--in", "ＢＥＩ", "--when", "本周"]);
    assert_eq!(there.as_array().unwrap().len(), 0);
    let there = shell.json(&["contact", "trip", "--in", "北京", "--when", "this week"]);
    assert_eq!(there[1]["contact"], "王芳");
    assert_eq!(there[1]["relationship"], 3);
    assert_eq!(there[1]["last_contact"], "2026-02-27");
    assert!(there[0]["last_contact"].is_null() && there[0]["tier"].is_null());
    assert_eq!(ids(&["--in", "北京", "--when", "下周"]), [1, 4]);
    assert_eq!(ids(&["--when", "2026-02-01..2026-02-28"]), [5, 2]);
    assert_eq!(ids(&[]), [2, 3, 1, 4]);
    assert_eq!(ids(&["华为", "--all"]), [5, 1, 4]);
    shell.refused(2, &["contact", "trip", "list", "--when", "soon"]);
    shell.refused(
        1,
        &["contact", "trip", "add", "华为", "王芳", "北京", "--from", "2026-03-05", "--to", "2026-03-04"],
    );
    shell.ok(&["contact", "trip", "remove", "#1"]);
    assert_eq!(ids(&["--in", "北京", "--when", "this week"]), [2]);
}

#[test]
fn relations_are_drawn_with_the_way_to_those_who_decide() {
    let shell = customer();
    shell.ok(&["contact", "relate", "华为", "王芳", "rival", "Alex"]);
    shell.ok(&["contact", "edit", "华为", "王芳", "--known-by", "Eve Sample"]);
    let drawn = map(&shell, "80", &["contact", "relations", "华为"]);
    assert!(
        drawn.contains("王芳  + ●●●○○ ★\n  ↑ 示例财务总监\n  ╳ Alexander von Humboldt-Example\n"),
        "{drawn}"
    );
    assert!(drawn.contains("  → 示例财务总监: 王芳 ↑ 示例财务总监 (begins with relationship 3)"), "{drawn}");
    assert!(drawn.contains("Eve Sample"), "{drawn}");
    let data = shell.json(&["contact", "relations", "华为"]);
    assert_eq!(data["ways"][0]["path"][1]["relation"], "reports_to");
    assert_eq!(data["ours"][0]["contacts"][0], "王芳");
    assert_eq!(shell.ok(&["contact", "relations", "华为", "--format", "csv"]).lines().count(), 3);
}

#[test]
fn a_calendar_brings_trips_of_people_who_are_known() {
    let shell = customer();
    shell.ok(&["contact", "edit", "华为", "Alexander von Humboldt-Example", "--email", "alex@example.com"]);
    let event = |uid: &str, end: &str, more: &str| {
        format!("BEGIN:VEVENT\nUID:{uid}\nDTSTART:20260302\nDTEND:{end}\nLOCATION:北京\n{more}\nEND:VEVENT\n")
    };
    let calendar = |events: &[String]| format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", events.concat());
    let (alex, fang) = ("ATTENDEE;CN=A:mailto:Alex@example.com", "SUMMARY:王芳出差北京");
    std::fs::write(
        shell.path("trips.ics"),
        calendar(&[event("1", "20260305", alex), event("2", "20260303", fang)]),
    )
    .unwrap();
    let done = shell.json(&["import", "trips.ics"]);
    assert_eq!((&done["created"], &done["rejected"]), (&2.into(), &0.into()), "{done}");
    let trips = || shell.json(&["contact", "trip", "--in", "北京"]);
    assert_eq!(
        (&trips()[0]["contact"], &trips()[0]["to"]),
        (&"Alexander von Humboldt-Example".into(), &"2026-03-04".into())
    );
    assert_eq!(trips()[1]["contact"], "王芳");
    // The same event is the same trip, also where it was moved.
    std::fs::write(
        shell.path("trips.ics"),
        calendar(&[event("1", "20260308", alex), event("2", "20260303", fang)]),
    )
    .unwrap();
    let done = shell.json(&["import", "trips.ics", "--on-conflict", "update"]);
    assert_eq!((&done["updated"], &done["unchanged"]), (&1.into(), &1.into()), "{done}");
    assert_eq!(trips()[0]["to"], "2026-03-07");
    // Whom nobody knows is told with the line; a person can be named for all events.
    let fair = event("3", "20260309", "SUMMARY:Fair").replace("START:20260302", "START:20260308");
    std::fs::write(shell.path("other.ics"), calendar(&[fair])).unwrap();
    let told = shell.refused(1, &["import", "other.ics"]);
    assert!(
        told.contains("names nobody whom we know (Fair)") && told.contains("other.ics[trip]:2:"),
        "{told}"
    );
    assert_eq!(shell.json(&["import", "other.ics", "--contact", "王芳"])["created"], 1);
    assert_eq!(trips().as_array().unwrap().len(), 3);
    shell.ok(&["undo"]);
    assert_eq!(trips().as_array().unwrap().len(), 2);
    // To tell the account makes nobody unknown; of another account it is nobody.
    let later = event("4", "20260323", fang).replace("START:20260302", "START:20260320");
    std::fs::write(shell.path("later.ics"), calendar(&[later])).unwrap();
    shell.ok(&["add", "Example Motors"]);
    let told = shell.refused(1, &["import", "later.ics", "--default", "account=Example Motors"]);
    assert!(told.contains("contact"), "{told}");
    let done = shell.json(&["import", "later.ics", "--default", "account=华为技术有限公司"]);
    assert_eq!((&done["created"], &done["rejected"]), (&1.into(), &0.into()), "{done}");
}

#[test]
fn an_event_that_became_shorter_or_was_moved_leaves_no_old_end() {
    let shell = customer();
    let import = |start: &str, end: &str| {
        let event = format!("UID:3\nDTSTART:{start}\nDTEND:{end}\nLOCATION:北京\nSUMMARY:王芳");
        shell.write(
            "trip.ics",
            format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{event}\nEND:VEVENT\nEND:VCALENDAR\n"),
        );
        shell.json(&["import", "trip.ics", "--on-conflict", "update"])["updated"].clone()
    };
    let days = |day: &str| {
        let trips = shell.json(&["contact", "trip", "--when", day]);
        (trips[0]["from"].clone(), trips[0]["to"].clone())
    };
    import("20260302", "20260306");
    assert_eq!(import("20260302", "20260303"), 1);
    assert_eq!(days("2026-03-02"), ("2026-03-02".into(), "2026-03-02".into()));
    assert_eq!(import("20260310", "20260311"), 1);
    assert_eq!(days("2026-03-10"), ("2026-03-10".into(), "2026-03-10".into()));
}

#[test]
fn times_in_utc_are_told_by_the_clock_of_the_calendar_s_zone() {
    let shell = customer();
    shell.write(
        "trip.ics",
        "BEGIN:VCALENDAR\nX-WR-TIMEZONE:Asia/Shanghai\nBEGIN:VEVENT\nUID:4\nDTSTART:20260302T230000Z\n\
         DTEND:20260303T010000Z\nLOCATION:北京\nSUMMARY:王芳\nEND:VEVENT\nEND:VCALENDAR\n",
    );
    let told = shell.run(&["import", "trip.ics", "--lang", "zh"]).stderr;
    assert!(told.contains("1 个日程的时间为 UTC；日期按 Asia/Shanghai（日历注明）计算"), "{told}");
    let trips = shell.json(&["contact", "trip", "--when", "2026-03-03"]);
    assert_eq!((&trips[0]["from"], &trips[0]["to"]), (&"2026-03-03".into(), &"2026-03-03".into()));
    shell.ok(&["undo"]);
    let done = shell.run(&["import", "trip.ics", "--json"]);
    assert!(
        done.stderr.contains("1 event has its times in UTC; the days are those of Asia/Shanghai"),
        "{}",
        done.stderr
    );
    let data: serde_json::Value = serde_json::from_str(&done.stdout).unwrap();
    assert_eq!(data["files"][0]["times_of_utc"][0]["time_zone"], "Asia/Shanghai", "{data}");
}

#[test]
fn lines_that_are_folded_within_a_character_are_read() {
    let shell = customer();
    let folded = |text: &str| {
        let at = text.find('京').unwrap() + 1;
        [&text.as_bytes()[..at], b"\r\n ", &text.as_bytes()[at..]].concat()
    };
    let event = "BEGIN:VEVENT\r\nDTSTART:20260302\r\nLOCATION:北京\r\nSUMMARY:王芳\r\nEND:VEVENT\r\n";
    shell.write("trip.ics", folded(&format!("BEGIN:VCALENDAR\r\n{event}END:VCALENDAR\r\n")));
    assert_eq!(shell.json(&["import", "trip.ics"])["created"], 1);
    assert_eq!(shell.json(&["contact", "trip"])[0]["place"], "北京");
    shell.write("card.vcf", folded("BEGIN:VCARD\r\nFN:示例京生\r\nORG:华为\r\nEND:VCARD\r\n"));
    assert_eq!(shell.json(&["import", "card.vcf"])["created"], 1);
    shell.ok(&["contact", "show", "华为", "示例京生"]);
}

#[test]
fn a_forgotten_personal_file_is_gone_for_good() {
    let shell = customer();
    shell.ok(&["contact", "trip", "add", "华为", "王芳", "SECRET-PLACE", "--from", "today"]);
    assert!(shell.refused(1, &["contact", "forget", "华为", "王芳"]).contains("--yes"));
    shell.ok(&["contact", "forget", "华为", "王芳", "--dry-run"]);
    assert_eq!(shell.json(&["contact", "show", "华为", "王芳", "--personal"])["family"], "SECRET-FAMILY");
    shell.ok(&["contact", "forget", "华为", "王芳", "--yes"]);
    for name in ["accounts.db", "accounts.db-wal"] {
        let bytes = std::fs::read(shell.path(name)).unwrap_or_default();
        assert!(!bytes.windows(6).any(|window| window == b"SECRET"), "{name}");
    }
    let history = shell.json(&["history"]);
    assert_eq!(history[0]["summary"], "Forgot the personal file of 华为技术有限公司 · 王芳");
    assert!(shell.refused(1, &["undo"]).contains("removed for good"));
    let person = shell.json(&["contact", "show", "华为", "王芳", "--personal"]);
    assert!(person["family"].is_null() && person["stance"] == "supporter");
}

#[test]
fn the_personal_file_is_shown_only_when_asked_for() {
    let shell = customer();
    assert!(!shell.ok(&["contact", "show", "华为", "王芳"]).contains("SECRET"));
    assert!(shell.ok(&["contact", "show", "华为", "王芳", "--personal"]).contains("SECRET-FAMILY"));
}

#[test]
fn style_advice_comes_from_the_playbook() {
    let shell = customer();
    assert_eq!(shell.json(&["contact", "style", "华为", "王芳"]).as_array().unwrap().len(), 3);
    shell.ok(&["contact", "edit", "华为", "王芳", "--style", "social"]);
    let advice = shell.json(&["contact", "style", "华为", "王芳"]);
    assert_eq!(advice[0]["silent_question"], "Do you care about me?");
}
