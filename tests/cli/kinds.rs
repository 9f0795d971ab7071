//! What every kind of record that has a command of its own can do: a kind that is missing somewhere fails here.

use acct::domain::kind::Kind;

use crate::shell::Shell;

/// The kinds of record of an account that people work with by a command.
fn kinds() -> impl Iterator<Item = (Kind, &'static str)> {
    let kinds = Kind::ALL.iter().copied().filter(|kind| kind.belongs_to_account());
    kinds.filter_map(|kind| Some((kind, kind.command()?)))
}

/// What a record of a kind is called, and what has to be given beside that.
fn sample(kind: Kind) -> (&'static str, &'static [&'static str]) {
    let flags: &[&str] = match kind {
        Kind::Order => &["--date", "2026-02-01"],
        Kind::EconomicLine => &["--side", "benefit", "--amount", "100万", "--year", "2027"],
        Kind::SurveyAnswer => &["--question", "recommend"],
        Kind::ValueYear => return ("2027", &["--gap-reason", "高炉改造 blast"]),
        _ => &[],
    };
    ("高炉改造 blast", flags)
}

fn add(shell: &Shell, kind: Kind, account: &str, title: &str) {
    let ((_, flags), Some(command)) = (sample(kind), kind.command()) else { return };
    shell.ok(&[&[command, "add", account, title], flags].concat());
}

#[test]
fn every_kind_is_added_listed_shown_changed_found_told_exported_imported_removed_and_undone() {
    for (kind, command) in kinds() {
        let shell = Shell::new();
        shell.ok(&["add", "示例钢铁", "--owner", "li"]);
        let (name, title) = (sample(kind).0, kind.title_field());
        add(&shell, kind, "示例钢铁", name);
        let told = |record: &serde_json::Value| {
            let told = &record[title];
            told.as_str().map_or_else(|| told.to_string(), str::to_owned)
        };

        let listed = shell.json(&[command, "list"]);
        assert_eq!(told(&listed[0]), name, "{kind}");
        assert_eq!(shell.json(&[command, "list", "示例钢铁"]), listed, "{kind}");
        let beginning: String = name.chars().take(3).collect();
        assert_eq!(told(&shell.json(&[command, "show", "示例钢铁", &beginning])), name, "{kind}");
        assert_eq!(shell.json(&["show", "示例钢铁"])[format!("{kind}_count")], 1, "{kind}");
        assert_eq!(shell.json(&["search", "炉改"])[0]["kind"], kind.name(), "{kind}");
        for language in ["en", "zh"] {
            let report = shell.ok(&["report", "account", "示例钢铁", "--lang", language]);
            assert!(report.contains("高炉改造 blast"), "{kind}: {report}");
        }

        shell.ok(&[command, "edit", "#1", "--note", "二期", "--dry-run"]);
        assert_eq!(shell.json(&[command, "show", "#1"])["note"], serde_json::Value::Null, "{kind}");
        shell.ok(&[command, "edit", "#1", "--note", "二期"]);
        assert_eq!(shell.json(&["history", "示例钢铁"]).as_array().unwrap().len(), 3, "{kind}");

        shell.ok(&["export", "-o", "all.json"]);
        let other = Shell::new();
        other.ok(&["import", shell.path("all.json").to_str().unwrap()]);
        assert_eq!(other.json(&[command, "show", "#1"])["note"], "二期", "{kind}");

        shell.ok(&[command, "remove", "#1", "--yes"]);
        assert_eq!(shell.json(&[command, "list"]), serde_json::json!([]), "{kind}");
        shell.ok(&["undo"]);
        shell.ok(&["undo", "3"]);
        assert_eq!(shell.json(&[command, "show", "#1"])["note"], serde_json::Value::Null, "{kind}");
    }
}

#[test]
fn every_kind_is_merged_with_its_account() {
    for (kind, command) in kinds() {
        let shell = Shell::new();
        for (name, title) in [("One", "2027"), ("Two", "2028")] {
            shell.ok(&["add", name]);
            add(&shell, kind, name, title);
        }
        shell.ok(&["account", "merge", "One", "Two", "--yes"]);
        assert_eq!(shell.json(&[command, "list", "One"]).as_array().unwrap().len(), 2, "{kind}");
        shell.ok(&["undo"]);
        assert_eq!(shell.json(&[command, "list", "Two"]).as_array().unwrap().len(), 1, "{kind}");
    }
}

#[test]
fn every_kind_has_help_with_an_example_in_both_languages() {
    for (kind, command) in kinds() {
        for verb in ["add", "list", "show", "edit", "remove"] {
            let shell = Shell::new();
            assert!(shell.ok(&[command, verb, "--help"]).contains("Example"), "{kind} {verb}");
            let chinese = shell.ok(&[command, verb, "--help", "--lang", "zh"]);
            assert!(chinese.contains("示例"), "{kind} {verb}: {chinese}");
        }
    }
}

#[test]
fn rivals_projects_and_requirements_show_in_check_and_next() {
    let shell = Shell::new();
    shell.ok(&["add", "示例钢铁", "--owner", "li", "--relation", "customer"]);
    shell.ok(&["contact", "add", "示例钢铁", "张示例"]);
    shell.ok(&[
        "rival", "add", "示例钢铁", "对手公司", "--share", "40%", "--weakness", "交付", "--knows", "张示例",
    ]);
    shell.ok(&["project", "add", "示例钢铁", "二期", "--value", "3亿", "--close-date", "2026-02-20"]);
    shell.ok(&["requirement", "add", "示例钢铁", "ISO 9001", "--status", "met", "--expires", "2026-03-05"]);
    let found = shell.json(&["check", "示例钢铁"]);
    let rules: Vec<&str> =
        found.as_array().unwrap().iter().map(|found| found["rule"].as_str().unwrap()).collect();
    for rule in ["project_overdue", "project_without_decision_maker", "requirement_expiring"] {
        assert!(rules.contains(&rule), "{rule}: {rules:?}");
    }
    let next = shell.json(&["next", "--kind", "project", "--kind", "requirement"]);
    let kinds: Vec<&str> =
        next.as_array().unwrap().iter().map(|task| task["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["project", "requirement"]);
    shell.ok(&["project", "edit", "示例钢铁", "二期", "--decision-maker", "张示例", "--status", "won"]);
    assert_eq!(shell.json(&["next", "--kind", "project"]), serde_json::json!([]));
    assert_eq!(shell.json(&["rival", "list"])[0]["weaknesses"], serde_json::json!(["交付"]));
}

#[test]
fn a_pipeline_adds_up_what_is_to_be_decided_by_month_and_currency() {
    let shell = Shell::new();
    shell.ok(&["add", "示例钢铁"]);
    for (name, value, probability, closes) in [
        ("一期", "300万", "50%", "2026-04-30"),
        ("二期", "100万", "20%", "2026-04-01"),
        ("海外", "USD 1m", "10%", "2026-05-02"),
    ] {
        shell.ok(&[
            "project", "add", "示例钢铁", name, "--value", value, "--probability", probability,
            "--close-date", closes,
        ]);
    }
    shell.ok(&["project", "add", "示例钢铁", "备件", "--value", "5万", "--status", "won"]);
    shell.ok(&["project", "add", "示例钢铁", "未知"]);
    let rungs = shell.json(&["project", "pipeline"]);
    let totals = &rungs["totals"];
    assert_eq!((&totals["projects"], &totals["value"]["together"]), (&4.into(), &serde_json::json!(null)));
    assert_eq!(
        totals["weighted"]["by_currency"][0],
        serde_json::json!({"amount": "1700000.00", "currency": "CNY"})
    );
    let told: Vec<(&str, &str, i64)> = rungs["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rung| {
            let amount = rung["weighted"]["amount"].as_str().unwrap_or("-");
            (rung["month"].as_str().unwrap_or("-"), amount, rung["projects"].as_i64().unwrap())
        })
        .collect();
    assert_eq!(told, [("2026-04", "1700000.00", 2), ("2026-05", "100000.00", 1), ("-", "-", 1)]);
    let table = shell.ok(&["project", "pipeline", "--lang", "zh", "--all", "--by", "status"]);
    assert!(table.contains("赢单") && table.contains("进行中"), "{table}");
    assert!(shell.refused(2, &["project", "pipeline", "--where", "worth>1"]).contains("worth"));
}

#[test]
fn a_segment_belongs_to_no_account() {
    let shell = Shell::new();
    shell.ok(&["add", "示例钢铁", "--segment", "特钢"]);
    shell.ok(&["segment", "add", "特钢", "--features", "批量小", "--size", "CNY 400亿", "--growth", "6%"]);
    assert!(shell.refused(1, &["segment", "add", "特钢"]).contains("特钢"));
    let shown = shell.json(&["segment", "show", "特"]);
    assert_eq!((&shown["name"], &shown["growth"]), (&"特钢".into(), &6.0.into()));
    assert_eq!(shell.json(&["segment", "show", "#1"]), shown);
    shell.ok(&["segment", "edit", "特钢", "--growth", "4%"]);
    assert_eq!(shell.json(&["segment", "list", "--where", "growth<5%"])[0]["name"], "特钢");
    let found = shell.json(&["search", "批量"]);
    assert_eq!((&found[0]["kind"], &found[0]["account"]), (&"segment".into(), &serde_json::Value::Null));
    assert_eq!(shell.json(&["search", "批量", "--account", "示例钢铁"]), serde_json::json!([]));

    for (options, path) in [
        (&[][..], "all.json"),
        (&[], "all.ndjson"),
        (&[], "all.yaml"),
        (&[], "all.xlsx"),
        (&[], "tables/"),
        (&["--by-account"], "accounts/"),
    ] {
        shell.ok(&[&["export", "-o", path], options].concat());
        let other = Shell::new();
        let path = shell.path(path);
        other.ok(&["import", path.to_str().unwrap(), "--yes"]);
        assert_eq!(other.json(&["segment", "show", "特钢"])["growth"], 4.0, "{path:?}");
        assert_eq!(other.json(&["segment", "show", "特钢"])["size"], shown["size"], "{path:?}");
    }
    let file = shell.path("accounts/segments.yaml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("批量小", "批量小，要求高")).unwrap();
    assert!(shell.refused(1, &["export", "--by-account", "-o", "accounts/"]).contains("segments.yaml"));
    shell.ok(&["import", "accounts/", "--yes"]);
    assert_eq!(shell.json(&["segment", "show", "特钢"])["features"], "批量小，要求高");

    shell.ok(&["segment", "remove", "特钢", "--yes"]);
    assert_eq!(shell.json(&["segment", "list"]), serde_json::json!([]));
    shell.ok(&["undo"]);
    assert_eq!(shell.json(&["segment", "list"])[0]["name"], "特钢");
    let history = shell.json(&["history"]);
    assert!(history[0]["summary"].as_str().unwrap().contains("特钢"), "{history}");
}

#[test]
fn what_leads_to_other_records_is_exported_and_imported_with_them() {
    let shell = Shell::new();
    shell.ok(&["add", "示例钢铁"]);
    shell.ok(&["contact", "add", "示例钢铁", "张示例"]);
    shell.ok(&["factor", "add", "示例钢铁", "交付准时", "--weight", "30", "--ours", "4"]);
    shell.ok(&["rival", "add", "示例钢铁", "对手公司", "--line", "自动化"]);
    shell.ok(&["strategy", "add", "示例钢铁", "2027"]);
    shell.ok(&["objective", "add", "示例钢铁", "份额过半", "--strategy", "2027"]);
    // Of one title there may be several.
    for date in ["2026-01-05", "2026-02-05"] {
        shell.ok(&["voice", "add", "示例钢铁", "备件慢", "--contact", "张示例", "--date", date]);
    }
    for question in ["service", "delivery", "delivery"] {
        shell.ok(&["survey", "add", "示例钢铁", "2026 H1", "--question", question, "--score", "2"]);
    }
    for (title, feedback, answer) in [("备件前置", "#1", "#3"), ("备件前置二期", "#2", "#2")] {
        let links = ["--objective", "份额过半", "--feedback", feedback, "--answer", answer];
        shell.ok(&[&["action", "add", "示例钢铁", title][..], &links].concat());
    }
    let marks = r#"[{"account": "示例钢铁", "factor": "交付准时", "rival": "对手公司", "mark": 3, "evidence": "客户口述"}]"#;
    std::fs::write(shell.path("marks.json"), format!(r#"{{"rival_marks": {marks}}}"#)).unwrap();
    shell.ok(&["import", "marks.json"]);
    std::fs::write(shell.path("marks.json"), format!(r#"{{"rival_marks": {marks}}}"#).replace('3', "2"))
        .unwrap();
    shell.ok(&["import", "marks.json", "--on-conflict", "update"]);
    assert_eq!(shell.json(&["search", "口述"])[0]["kind"], "rival_mark");
    assert!(shell.ok(&["report", "account", "示例钢铁"]).contains("客户口述"));

    let all = |shell: &Shell| shell.json(&["export"]);
    let exported = all(&shell);
    assert_eq!(exported["rival_marks"].as_array().unwrap().len(), 1, "{exported}");
    assert_eq!(exported["rival_marks"][0]["mark"], 2);
    for (options, path) in
        [(&[][..], "all.json"), (&[], "all.xlsx"), (&[], "tables/"), (&["--by-account"], "accounts/")]
    {
        shell.ok(&[&["export", "-o", path], options].concat());
        let other = Shell::new();
        let path = shell.path(path);
        other.ok(&["import", path.to_str().unwrap(), "--yes"]);
        assert_eq!(all(&other), exported, "{path:?}");
    }
    shell.ok(&["factor", "remove", "示例钢铁", "交付准时", "--yes"]);
    assert_eq!(all(&shell)["rival_marks"], serde_json::json!([]));
    shell.ok(&["undo"]);
    assert_eq!(all(&shell), exported);
}

#[test]
fn what_is_to_be_seen_to_shows_in_check_and_next() {
    let shell = Shell::new();
    shell.ok(&["add", "示例钢铁", "--owner", "li", "--relation", "customer"]);
    for command in ["objective", "action", "voice", "research"] {
        shell.ok(&[command, "add", "示例钢铁", "备件", "--due-date", "2026-02-20"]);
    }
    let found = shell.json(&["check", "示例钢铁"]);
    let rules: Vec<&str> =
        found.as_array().unwrap().iter().map(|found| found["rule"].as_str().unwrap()).collect();
    for rule in [
        "objective_overdue", "objective_without_owner", "action_overdue", "action_without_owner",
        "feedback_overdue", "research_overdue", "research_without_owner",
    ] {
        assert!(rules.contains(&rule), "{rule}: {rules:?}");
    }
    let next = shell.json(&[
        "next", "--kind", "objective", "--kind", "action", "--kind", "feedback", "--kind", "research",
    ]);
    let told: Vec<(&str, &str)> = next
        .as_array()
        .unwrap()
        .iter()
        .map(|task| (task["kind"].as_str().unwrap(), task["command"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            ("objective", "acct objective edit '#1' --status CHOICE"),
            ("action", "acct action edit '#1' --status CHOICE"),
            ("feedback", "acct voice advance '#1'"),
            ("research", "acct research edit '#1' --status CHOICE"),
        ]
    );
    shell.ok(&["contact", "add", "示例钢铁", "张示例"]);
    shell.ok(&[
        "voice", "edit", "#1", "--status", "confirmed", "--root-cause", "x", "--action", "y",
        "--handled-date", "today", "--confirmed-date", "today", "--confirmed-by", "张示例",
    ]);
    assert_eq!(shell.json(&["next", "--kind", "feedback"]), serde_json::json!([]));
}

#[test]
fn the_market_is_mapped_by_segments_and_a_segment_has_a_persona() {
    let shell = Shell::new();
    shell.ok(&["segment", "add", "Special steel", "--size", "CNY 40bn"]);
    for (name, segment, relation, revenue) in [
        ("Example Steel", "special steel", "customer", "CNY 100m"),
        ("Sample Forge", "Special steel", "prospect", "USD 7m"),
        ("Example Pipes", "Pipes", "lost", "CNY 1m"),
    ] {
        shell.ok(&[
            "add", name, "--segment", segment, "--relation", relation, "--revenue", revenue, "--employees",
            "90",
        ]);
    }
    shell.ok(&["add", "Example Nowhere"]);
    let map = shell.json(&["segment", "map"]);
    assert_eq!(
        (&map[0]["segment"], &map[0]["accounts"], &map[0]["customer"]),
        (&"Special steel".into(), &2.into(), &1.into())
    );
    assert_eq!(map[0]["revenue"][1]["sum"]["currency"], "USD");
    assert_eq!(map[1]["unexplored"][0], "no_file");
    assert!(map[2]["segment"].is_null() && map[2]["unexplored"][0] == "no_segment");
    assert_eq!(shell.json(&["segment", "map", "--where", "relation=lost"])[0]["segment"], "Pipes");
    assert!(shell.ok(&["segment", "map", "--lang", "zh", "--format", "markdown"]).contains("少有调研"));
    shell.ok(&[
        "contact", "add", "Example Steel", "Ann Example", "--level", "decision", "--function", "finance",
        "--style", "dominant",
    ]);
    shell.ok(&["factor", "add", "Example Steel", "Price", "--weight", "3"]);
    let persona = shell.json(&["segment", "persona", "Special"]);
    assert_eq!(persona["employees"]["of"], 2);
    // The accounts go by the new name with their segment, and come back with it.
    let rename = ["segment", "edit", "Special steel", "--name", "Special alloys"];
    let run = shell.run(&[&rename[..], &["--lang", "zh"]].concat());
    assert!(run.stderr.contains("2 家客户随之改用新名称。"), "{}", run.stderr);
    let listed = |segment: &str| shell.json(&["list", "--where", segment]).as_array().unwrap().len();
    assert_eq!([listed("segment=Special alloys"), listed("segment=Special steel")], [2, 0]);
    assert_eq!(shell.json(&["segment", "persona", "Special alloys"])["accounts"], 2);
    let run = shell.run(&["segment", "remove", "Special alloys", "--dry-run"]);
    assert!(run.stderr.contains("These stay and keep its name: 2 accounts."), "{}", run.stderr);
    shell.ok(&["undo"]);
    assert_eq!(listed("segment=Special steel"), 2);
    assert_eq!(persona["deciding_functions"]["most"][0]["value"], "finance");
    assert_eq!(persona["factors"]["most"][0]["count"], 1);
    assert!(
        shell.ok(&["segment", "persona", "Special steel"]).contains("Key buying factors: Price 1 (of 2)")
    );
    shell.refused(1, &["segment", "persona", "Nobody's"]);
}
