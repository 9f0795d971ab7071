//! `acct account what-if`: answers, fields, marks and the margin otherwise, with all that follows, and nothing written.

use serde_json::json;

use crate::shell::Shell;

/// The sentence that the command is for: growth falls to 2, the margin by five points, and the rival wins on price.
const SENTENCE: [&str; 6] = ["--set", "trend.verdict=2", "--margin", "-5", "--wins", "Example Rival/Price"];

/// An account of which something of everything is recorded.
fn filled() -> Shell {
    let shell = Shell::new();
    for line in [
        "add|Example Steel|--relation|customer|--owner|ann",
        "contact add|Example Steel|Bob Example|--level|decision|--relationship|4|--influence|5|--stance|supporter",
        "contact add|Example Steel|Eve Example|--level|management|--relationship|3|--stance|neutral",
        "log add|Example Steel|Call|--kind|call|--next-step|Send the report|--next-date|2026-03-09",
        "needs add|Example Steel|Fewer stops|--urgency|2|--importance|5",
        "rival add|Example Steel|Example Rival",
        "factor add|Example Steel|Price|--weight|60|--ours|4",
        "factor add|Example Steel|Service|--weight|40|--ours|4",
        "rival mark|Example Steel|Price|Example Rival|3|--evidence|Quote",
        "rival mark|Example Steel|Service|Example Rival|4|--evidence|Visit",
        "order add|Example Steel|Rolls|--date|2025-11-03|--amount|CNY 800000|--margin|CNY 160000",
        "order add|Example Steel|Rolls|--date|2026-02-02|--amount|CNY 200000|--margin|CNY 40000",
        "value add|Example Steel|2025|--planned-investment|CNY 500000|--planned-return|CNY 100000|--actual-investment|CNY 500000|--actual-return|CNY 100000",
        "value add|Example Steel|2026|--planned-investment|CNY 50000|--planned-return|CNY 200000",
        "value add|Example Steel|2027|--planned-investment|CNY 50000|--planned-return|CNY 340000",
        "project add|Example Steel|Mill control|--value|CNY 1000000|--probability|50%|--close-date|2026-06-30|--decision-maker|Bob Example",
        "economics add|Example Steel|Fewer stops|--side|benefit|--amount|CNY 300000|--year|2026",
        "look answer|Example Steel|trend.verdict|5|--source|visit",
        "look answer|Example Steel|self.turnover_with_us|5|--source|orders",
        "look answer|Example Steel|opportunity.potential|4|--source|visit",
        "look answer|Example Steel|customer.margin|4|--source|orders",
        "look answer|Example Steel|customer.ability_to_pay|4|--source|report",
        "look answer|Example Steel|customer.brand_beacon|3|--source|visit",
        "tier score|Example Steel",
    ] {
        let words: Vec<&str> = line.split('|').collect();
        let command: Vec<&str> = words[0].split(' ').chain(words[1..].iter().copied()).collect();
        shell.ok(&command);
    }
    shell
}

fn what_if<'a>(rest: &[&'a str]) -> Vec<&'a str> {
    [&["what-if", "Example Steel"], rest].concat()
}

#[test]
fn the_sentence_tells_score_tier_curve_and_alerts_before_and_after_and_writes_nothing() {
    let shell = filled();
    let file = || std::fs::read(shell.path("accounts.db")).unwrap();
    let before = file();
    let told = shell.json(&what_if(&SENTENCE));
    let made: Vec<_> = told["assumptions"].as_array().unwrap().iter().map(|row| &row["assumption"]).collect();
    assert_eq!(
        json!(made),
        json!([
            "Room to grow",
            "Margin of the last 12 months (2 orders)",
            "Value year 2026 · Forecast return",
            "Value year 2027 · Forecast return",
            "Price · mark of Example Rival",
        ])
    );
    // 35 x (3 x 100 + 3 x 75 + 2 x 75 + 2 x 75) / 10, 15 x 50 and 15 x 100 or 25, of which the relationship has another 10.
    let score = &told["score"];
    let fell = score["before"]["score"].as_f64().unwrap() - score["after"]["score"].as_f64().unwrap();
    assert!((fell - 15.0 * 75.0 / 75.0).abs() < 0.11, "{score}");
    assert_eq!(json!([score["before"]["tier"], score["after"]["tier"]]), json!(["A", "B"]), "{score}");
    // 20 % less 5 points takes a quarter of what is still to come: 50 and 85 of 200 and 340.
    let amount = |when: &str, key: &str| told["curve"][when]["expected"][key]["amount"].clone();
    assert_eq!(
        json!([amount("before", "return"), amount("after", "return")]),
        json!(["640000.00", "505000.00"])
    );
    let even = |when: &str| told["curve"][when]["expected_break_even_year"].clone();
    assert_eq!(json!([even("before"), even("after")]), json!([2027, null]));
    assert_eq!(told["margin"]["after"]["percent"], 15.0);
    // (60 x (5 - 4) + 40 x (4 - 4)) / 100
    assert_eq!(
        json!([told["comparison"]["before"]["leader"], told["comparison"]["after"]["leader"]]),
        json!([null, "Example Rival"])
    );
    assert_eq!(told["comparison"]["after"]["sides"][0]["rival"], json!(null));
    assert_eq!(told["comparison"]["after"]["losses"][0]["factor"], "Price");
    let come: Vec<_> =
        told["alerts"]["come"].as_array().unwrap().iter().map(|row| row["rule"].as_str().unwrap()).collect();
    for rule in ["rival_leads", "value_break_even_late", "grade_differs"] {
        assert!(come.contains(&rule), "{rule}: {come:?}");
    }
    assert_eq!(told["alerts"]["go"], json!([]));
    let planned = told["assumptions"][1]["remarks"].to_string();
    assert!(planned.contains("2026 (CNY 200k), 2027 (CNY 340k)"), "{planned}");
    assert_eq!(told["assumptions"][2]["before"], json!(null), "no forecast is recorded");
    let untouched = told["assumptions"][1]["untouched"].to_string();
    assert!(untouched.contains("2025: over") && untouched.contains("--set customer.margin=N"), "{untouched}");
    assert_eq!(told["unchanged"], json!(["coverage", "economics", "pipeline", "actions"]), "{told}");
    assert_eq!(file(), before, "not a byte of the file is another one");
    assert_eq!(
        shell.json(&[&["account"], what_if(&SENTENCE).as_slice()].concat()),
        told,
        "both names are one"
    );
}

#[test]
fn it_is_told_in_both_languages_within_the_width() {
    let shell = filled();
    let run = shell.command(&what_if(&SENTENCE)).env("ACCT_WIDTH", "80").output().unwrap();
    let english = String::from_utf8(run.stdout).unwrap();
    for part in [
        "  would be  B (",
        "Margin of the last 12",
        "20.0%",
        "15.0%",
        "Example Rival ahead of us by",
        "not in sight",
        "Value-return curve, expected net (CNY)",
        "Alerts that would come (3)",
        "[rival_leads]",
        "Unchanged: coverage, customer economics, pipeline, next actions.",
        "stays: the return of 2025",
    ] {
        assert!(english.contains(part), "{part}\n{english}");
    }
    assert_eq!(String::from_utf8(run.stderr).unwrap(), "Nothing was written: this is a what-if.\n");
    let chinese = shell.run(&[what_if(&SENTENCE).as_slice(), &["--lang", "zh"]].concat());
    for part in [
        "假设",
        "客户成长空间",
        "不受影响：2025 年的回报",
        "会新增的预警（3）",
        "价值回报曲线：预计净额（CNY）",
        "不变：覆盖率、客户经济账",
    ] {
        assert!(chinese.stdout.contains(part), "{part}\n{}", chinese.stdout);
    }
    assert!(chinese.stderr.contains("未保存任何内容"), "{}", chinese.stderr);
    for line in english.lines().filter(|line| !line.trim_start().starts_with("acct ")) {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn money_without_a_rate_is_left_out_and_told_and_what_cannot_be_is_remarked() {
    let shell = filled();
    shell.ok(&[
        "order", "add", "Example Steel", "Coil", "--date", "2026-02-01", "--amount", "USD 100k", "--margin",
        "USD -2000",
    ]);
    shell.ok(&["value", "add", "Example Steel", "2028", "--forecast-return", "USD 50k"]);
    let made = |points: &str| shell.json(&what_if(&["--margin", points]))["assumptions"].clone();
    let told = made("-5");
    assert_eq!(told[0]["assumption"], "Margin of the last 12 months (2 orders)");
    let untouched = told[0]["untouched"].to_string();
    assert!(untouched.contains("without a rate into CNY: 1"), "{untouched}");
    assert!(untouched.contains("the return of 2028: in a currency without a rate into CNY"), "{untouched}");
    assert_eq!(told.as_array().unwrap().len(), 3, "{told}");
    let drawn = shell.ok(&what_if(&["--margin", "-25"]));
    assert!(drawn.contains("note: a return that changes its sign: 2026, 2027"), "{drawn}");
    assert!(made("95")[0]["remarks"][0].as_str().unwrap().starts_with("a margin of 115.0% is more"));
}

#[test]
fn the_last_slash_parts_rival_and_factor_unless_a_rival_is_called_as_what_is_before_another() {
    let shell = filled();
    shell.ok(&["rival", "add", "Example Steel", "A/S Rival"]);
    shell.ok(&["factor", "add", "Example Steel", "Cost/TCO", "--weight", "10", "--ours", "3"]);
    for (text, told) in [
        ("A/S Rival/Price", "Price · mark of A/S Rival"),
        ("Example Rival/Cost/TCO", "Cost/TCO · mark of Example Rival"),
        ("A/S Rival／Cost/TCO", "Cost/TCO · mark of A/S Rival"),
        ("#2/Price", "Price · mark of A/S Rival"),
    ] {
        assert_eq!(shell.json(&what_if(&["--wins", text]))["assumptions"][0]["assumption"], told, "{text}");
    }
    let marked = shell.json(&what_if(&["--mark", "A/S Rival/Price=2", "--mark", "us/Cost/TCO=1"]));
    assert_eq!(marked["assumptions"][1]["assumption"], "Cost/TCO · mark of us");
}

#[test]
fn actions_that_go_are_named_as_those_that_come() {
    let shell = filled();
    let gone = shell.ok(&what_if(&["--set", "log:#1.next_date=2027-01-09"]));
    assert!(gone.contains("Next actions that would go within 30 days (1)"), "{gone}");
    let line = gone.lines().find(|line| line.starts_with("  2026-03-09")).unwrap();
    assert!(
        line.starts_with("  2026-03-09  Example Steel · ") && line.ends_with(": Send the report"),
        "{gone}"
    );
}

#[test]
fn a_change_is_the_difference_of_what_is_shown() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    shell.ok(&["rival", "add", "Example Steel", "Example Rival"]);
    for (factor, weight, ours) in [
        ("Price", "30", "5"),
        ("Service", "25", "5"),
        ("Cost", "20", "4"),
        ("Speed", "15", "4"),
        ("Name", "10", "2"),
    ] {
        shell.ok(&["factor", "add", "Example Steel", factor, "--weight", weight, "--ours", ours]);
    }
    // 4.35, and with 1 in cost 3.75.
    assert!(shell.ok(&["rival", "compare", "Example Steel"]).contains("4.4"));
    assert!(shell.ok(&["show", "Example Steel"]).contains("4.4"));
    let drawn = shell.ok(&what_if(&["--mark", "us/Cost=1"]));
    let line = drawn.lines().find(|line| line.contains("Weighted mark of us")).unwrap();
    assert_eq!(line.split_whitespace().collect::<Vec<_>>()[4..], ["4.4", "3.8", "-0.6"], "{drawn}");
}

#[test]
fn a_file_that_may_only_be_read_will_do() {
    let shell = filled();
    let path = shell.path("accounts.db");
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    assert_eq!(shell.json(&what_if(&SENTENCE))["score"]["after"]["tier"], "B");
}

#[test]
fn any_field_of_any_record_is_read_and_checked_as_by_edit() {
    let shell = filled();
    let told = shell.json(&what_if(&[
        "--set", "project:#1.probability=30", "--set", "联系人:Bob.stance=opponent", "--set",
        "value:2027.forecast_return=CNY 50k", "--set", "account.tags=+key", "--set", "account.tags=+steel",
        "--set", "need:Fewer.urgency=5",
    ]));
    let changed: Vec<_> = told["assumptions"].as_array().unwrap().iter().map(|row| &row["after"]).collect();
    let money = json!({"amount": "50000.00", "currency": "CNY"});
    assert_eq!(json!(changed), json!([30.0, "opponent", money, ["key"], ["key", "steel"], 5]));
    let weighted = |when: &str| told["pipeline"][when][0]["weighted"]["amount"].clone();
    assert_eq!(json!([weighted("before"), weighted("after")]), json!(["500000.00", "300000.00"]));
    let come = told["alerts"]["come"].to_string();
    assert!(come.contains("influential_opponent") && come.contains("value_break_even_late"), "{come}");
    let same = shell.json(&what_if(&["--set", "account.owner=ann", "--mark", "us/Price=4"]));
    assert_eq!(same["alerts"]["come"], json!([]));
    assert_eq!(same["assumptions"][1]["after"], "the same");
    let gone = shell.json(&what_if(&["--set", "account.owner="]));
    assert_eq!(gone["alerts"]["come"][0]["rule"], "no_owner");
}

#[test]
fn other_formats_have_a_row_for_each_difference() {
    let shell = filled();
    let csv = shell.ok(&[what_if(&SENTENCE).as_slice(), &["--format", "csv"]].concat());
    assert!(
        csv.starts_with(
            "id,account,part,name,before,after,change\n1,Example Steel,assumption,Room to grow,5,2,"
        ),
        "{csv}"
    );
    assert!(csv.contains("1,Example Steel,score,Tier,A"), "{csv}");
    assert!(csv.contains("alert,A rival is ahead") || csv.contains(",alert,"), "{csv}");
    let markdown = shell.ok(&[what_if(&SENTENCE).as_slice(), &["--format", "markdown"]].concat());
    assert!(markdown.starts_with("| Part | What | Is | Would be | Change |"), "{markdown}");
    assert_eq!(shell.ok(&[what_if(&SENTENCE).as_slice(), &["--format", "ids"]].concat()), "1\n");
}

#[test]
fn nonsense_is_refused_with_what_was_perhaps_meant() {
    let shell = filled();
    for (code, arguments, told) in [
        (1, &["--set", "trend.verdikt=2"][..], "did you mean trend.verdict"),
        (2, &["--set", "trend.verdict=9"], "hint: 5 = "),
        (2, &["--set", "projekt:#1.probability=3"], "did you mean project?"),
        (2, &["--set", "project:#1.probabilty=3"], "did you mean \"probability\"?"),
        (2, &["--set", "project:#1.probability=300"], "--set project:#1.probability: 300 is not"),
        (2, &["--set", "project:#1=3"], "there is no KIND:RECORD.FIELD"),
        (1, &["--set", "project:Mil kontrol.probability=3"], "did you mean Mill control?"),
        (2, &["--set", "project:#1.stage=goal"], "follows from other records"),
        (1, &["--set", "account.name="], "every account has a name"),
        (1, &["--mark", "Example Rivel/Price=3"], "did you mean Example Rival?"),
        (1, &["--mark", "us/Prize=3"], "did you mean Price?"),
        (2, &["--mark", "us/Price=9"], "\"9\" is not between 1 and 5"),
        (2, &["--mark", "Price=3"], "there is no RIVAL/FACTOR=MARK"),
        (2, &["--wins", "us/Price"], "names a rival"),
        (2, &["--margin", "much"], "\"much\" is no number"),
        (2, &["--margin", "0"], "by how many percentage points"),
        (2, &[], "nothing to assume: --set, --margin"),
    ] {
        let stderr = shell.refused(code, &what_if(arguments));
        assert!(stderr.contains(told), "{arguments:?}: {stderr}");
    }
    let stderr =
        shell.refused(2, &["tier", "simulate", "Example Steel", "--set", "project:#1.probability=3"]);
    assert!(stderr.contains("hint: acct what-if ACCOUNT --set ... takes any question"), "{stderr}");
    shell.ok(&["add", "Bare Ltd"]);
    assert!(shell.refused(2, &["what-if", "Bare Ltd", "--wins", "Price"]).contains("no rival of Bare Ltd"));
    let bare = shell.json(&["what-if", "Bare Ltd", "--margin", "-5"]);
    assert!(bare["assumptions"][0]["untouched"][0].as_str().unwrap().contains("no order of the last twelve"));
}

#[test]
fn the_only_rival_needs_no_name_and_rules_may_be_otherwise_too() {
    let shell = filled();
    let told = shell.json(&what_if(&[
        "--wins", "price", "--weight", "growth=0", "--threshold", "A=60", "--set", "decision_access=20",
    ]));
    let names: Vec<_> =
        told["assumptions"].as_array().unwrap().iter().map(|row| &row["assumption"]).collect();
    assert_eq!(
        json!(names),
        json!([
            "Access to those who decide", "Price · mark of Example Rival", "Weight of Growth", "A begins at"
        ])
    );
    assert_eq!(told["thresholds"][1], json!({"tier": "A", "from": 60.0}));
}
