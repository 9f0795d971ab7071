//! `acct look` and `acct tier`: answers, what they make of the picture and of the grade.

use serde_json::json;

use crate::shell::Shell;

fn with_huawei() -> Shell {
    let shell = Shell::new();
    shell.ok(&["add", "华为技术有限公司", "--alias", "华为"]);
    shell
}

/// Answers that together weigh enough for a grade, all alike.
fn answer_much(shell: &Shell, scale: &str) {
    for item in [
        "self.turnover_with_us", "opportunity.potential", "customer.margin", "self.need_fit",
        "customer.brand_beacon",
    ] {
        shell.ok(&["look", "answer", "华为", item, scale]);
    }
}

#[test]
fn an_answer_is_kept_with_its_evidence() {
    let shell = with_huawei();
    shell.ok(&[
        "look", "answer", "华为", "trend.rivalry", "4", "--source", "annual report 2025", "--date",
        "2026-03-01", "--confidence", "high",
    ]);
    let status = shell.json(&["look", "status", "华为", "trend"]);
    assert_eq!(status["account"], "华为技术有限公司");
    let items = status["looks"][0]["items"].as_array().unwrap();
    let rivalry = items.iter().find(|item| item["item"] == "trend.rivalry").unwrap();
    let known = ["value", "age", "source", "confidence", "state"].map(|key| rivalry[key].clone());
    assert_eq!(json!(known), json!(["4", 1, "annual report 2025", "high", "answered"]));
    assert!(status["coverage"].as_f64().unwrap() > 0.0);
    assert!(shell.ok(&["look", "status", "华为", "看趋势", "--lang", "zh"]).contains("4 · 常被抢单"));
}

#[test]
fn a_newer_answer_leaves_the_older_one_readable() {
    let shell = with_huawei();
    shell.ok(&["look", "answer", "华为", "rivalry", "4"]);
    let told = shell.run(&["look", "answer", "华为", "rivalry", "--unknown", "--note", "They would not say"]);
    assert!(told.stderr.contains("nobody knows. It was: 4 · Rivals take orders away"), "{}", told.stderr);
    let history = shell.json(&["look", "history", "华为", "trend.rivalry"]);
    let states: Vec<_> =
        history.as_array().unwrap().iter().map(|row| (row["value"].clone(), row["state"].clone())).collect();
    assert_eq!(json!(states), json!([[null, "current"], ["4", "superseded"]]));
    shell.ok(&["undo", "--yes"]);
    assert_eq!(shell.json(&["look", "history", "华为"])[0]["state"], "current");
}

#[test]
fn what_is_no_answer_is_refused_with_what_would_be_one() {
    let shell = with_huawei();
    for (code, arguments, told) in [
        (2, &["rivalry", "9"][..], "hint: 4 = Rivals take orders away, prices slip every year"),
        (1, &["trend.rivalri", "3"][..], "hint: did you mean trend.rivalry"),
        (1, &["trend.rivalri", "3"][..], "hint: the questions of trend: market_size, market_growth"),
        (2, &["trend.phase", "perhaps"][..], "hint: decline = Declining, capacity is being closed"),
        (
            1,
            &["decision_contact", "yes"][..],
            "hint: acct contact add 华为技术有限公司 NAME --level decision",
        ),
        (2, &[][..], "hint: acct look next 华为技术有限公司"),
        (2, &["rivalry"][..], "--unknown"),
        (2, &["rivalry", "3", "--date", "2026-03-03"][..], "lies in the future"),
    ] {
        let arguments: Vec<&str> = ["look", "answer", "华为"].iter().chain(arguments).copied().collect();
        let stderr = shell.refused(code, &arguments);
        assert!(stderr.contains(told), "{arguments:?}: {stderr}");
    }
}

#[test]
fn an_account_may_be_called_like_a_verb() {
    let shell = Shell::new();
    shell.ok(&["add", "status"]);
    assert!(shell.ok(&["--json", "look", "--", "status"]).contains("\"account\": \"status\""));
    assert_eq!(shell.json(&["look", "#1", "trend"])["looks"].as_array().unwrap().len(), 1);
    assert!(shell.refused(1, &["look", "#1", "nothing"]).contains("hint: the looks are trend, customer"));
    assert!(shell.refused(2, &["look", "#1", "status"]).contains("the verb stands before the account"));
}

#[test]
fn a_walk_without_a_person_says_what_scripts_do_instead() {
    let shell = with_huawei();
    for arguments in
        [&["look", "华为"][..], &["look", "walk", "华为", "trend"], &["look", "华为", "--no-input"]]
    {
        let stderr = shell.refused(2, arguments);
        for hint in ["acct look next 华为技术有限公司", "acct look answer 华为技术有限公司 ITEM VALUE"]
        {
            assert!(stderr.contains(hint), "{stderr}");
        }
    }
    assert!(shell.refused(2, &["look", "华为", "--lang", "zh"]).contains("提示：acct look answer"));
}

#[test]
fn of_all_accounts_the_least_known_come_first() {
    let shell = with_huawei();
    shell.ok(&["add", "Example Steel"]);
    shell.ok(&["look", "answer", "华为", "rivalry", "4"]);
    let names: Vec<_> =
        shell.json(&["look", "status"]).as_array().unwrap().iter().map(|row| row["name"].clone()).collect();
    assert_eq!(json!(names), json!(["Example Steel", "华为技术有限公司"]));
}

#[test]
fn a_grade_tells_how_firm_it_is_and_what_is_missing() {
    let shell = with_huawei();
    shell.ok(&["look", "answer", "华为", "customer.brand_beacon", "5"]);
    let score = shell.json(&["tier", "score", "华为"]);
    let known = ["tier", "score", "low", "high", "firm", "coverage"].map(|key| score[key].clone());
    assert_eq!(json!(known), json!([null, null, 15.0, 100.0, false, 15.0]));
    answer_much(&shell, "5");
    // Known: 10.5 + 10.5 + 7 + 7.5 + 15 = 50.5 % of the inputs, all worth 100.
    let score = shell.json(&["tier", "score", "华为"]);
    let known = ["tier", "score", "low", "high", "firm", "coverage"].map(|key| score[key].clone());
    assert_eq!(json!(known), json!(["A", 100.0, 50.5, 100.0, false, 50.5]));
    assert_eq!(score["capped"]["from"], "S");
    assert_eq!(score["capped"]["unmet"][0], json!({"item": "self.executive_would_meet", "answer": null}));
    assert_eq!(score["missing"][0], "customer.ability_to_pay");
    assert_eq!(score["policy"]["cadence_days"], 30);
    let why = shell.ok(&["tier", "why", "华为"]);
    assert!(why.contains("A (B-S), provisional") && why.contains("Capped from S to A"), "{why}");
    let again = shell.run(&["tier", "score", "华为"]);
    assert!(again.stderr.contains("The grade stands as it was."), "{}", again.stderr);
    for item in ["self.executive_would_meet", "self.would_make_good"] {
        shell.ok(&["look", "answer", "华为", item, "是"]);
    }
    assert_eq!(shell.json(&["tier", "score", "华为"])["tier"], "S");
    assert_eq!(shell.json(&["list", "--where", "tier=S"])[0]["name"], "华为技术有限公司");
}

#[test]
fn a_tier_set_by_hand_needs_a_reason_and_shows_the_computed_one() {
    let shell = with_huawei();
    answer_much(&shell, "3");
    assert!(shell.refused(2, &["tier", "set", "华为", "S"]).contains("--reason"));
    assert!(
        shell
            .refused(2, &["tier", "set", "华为", "X", "--reason", "y"])
            .contains("the tiers are S Strategic")
    );
    shell.ok(&["tier", "set", "华为", "战略客户", "--reason", "The board decided"]);
    let shown = shell.json(&["tier", "show", "华为"]);
    assert_eq!(
        json!([shown["tier"], shown["computed"], shown["reason"]]),
        json!(["S", "B", "The board decided"])
    );
    shell.ok(&["tier", "score", "--all"]);
    assert_eq!(shell.json(&["tier", "show", "华为"])["tier"], "S");
    shell.ok(&["tier", "set", "华为", "--computed"]);
    assert_eq!(shell.json(&["tier", "show", "华为"])["tier"], "B");
    assert_eq!(shell.json(&["tier", "history", "华为"]).as_array().unwrap().len(), 2);
    let listed = shell.run(&["tier", "list", "B"]);
    assert!(listed.stdout.contains("华为技术有限公司"), "{}", listed.stdout);
}

#[test]
fn the_next_question_says_what_it_would_change() {
    let shell = with_huawei();
    answer_much(&shell, "4");
    let next = shell.json(&["look", "next", "华为", "--limit", "3"]);
    let reasons: Vec<_> =
        next.as_array().unwrap().iter().map(|row| row["reasons"][0]["reason"].clone()).collect();
    assert_eq!(reasons.len(), 3);
    assert!(reasons.contains(&json!("moves_tier")) || reasons.contains(&json!("needed_to_leave")), "{next}");
    assert!(shell.ok(&["look", "next", "华为", "--format", "ids"]).lines().all(|line| line.contains('.')));
}

#[test]
fn answers_from_a_file_are_one_operation_or_none() {
    let shell = with_huawei();
    shell.write(
        "bad.yaml",
        "trend.rivalry: 2\nself.fit: 9\ntrend.rivalri: 3\ntrend.verdict: {answer: 4, soucre: x}\n",
    );
    let told = shell.refused(1, &["look", "answer", "华为", "--from", "bad.yaml"]);
    for part in [
        "bad.yaml:2: self.fit: \"9\" is not on the scale",
        "bad.yaml:3: trend.rivalri: there is no question",
        "did you mean trend.rivalry?",
        "bad.yaml:4: trend.verdict: there is no key \"soucre\"",
        "hint: --keep-going records the other 1",
    ] {
        assert!(told.contains(part), "{told}");
    }
    assert!(shell.json(&["look", "history", "华为"]).as_array().unwrap().is_empty());
    shell.write("none.yaml", "self.fit: 9\n");
    let told = shell.refused(1, &["look", "answer", "华为", "--from", "none.yaml"]);
    assert!(!told.contains("--keep-going"), "nothing is left over: {told}");
    let kept =
        shell.json(&["look", "answer", "华为", "--from", "bad.yaml", "--keep-going", "--source", "visit"]);
    let states: Vec<_> = kept.as_array().unwrap().iter().map(|row| row["state"].clone()).collect();
    assert_eq!(json!(states), json!(["recorded", "left_out", "left_out", "left_out"]));
    let history = shell.json(&["look", "history", "华为"]);
    assert_eq!(json!([history[0]["item"], history[0]["source"]]), json!(["trend.rivalry", "visit"]));
    shell.write("rows.csv", "item,answer,date\ntrend.rivalry,4,2026-03-01\nself.fit,5,\n");
    shell.ok(&["look", "answer", "华为", "--from", "rows.csv"]);
    shell.write("rows.ndjson", "{\"item\":\"self.fit\",\"answer\":4}\n");
    shell.ok(&["look", "answer", "华为", "--from", "rows.ndjson"]);
    assert_eq!(shell.json(&["look", "history", "华为", "self.fit"])[0]["value"], "4");
    shell.ok(&["undo", "--yes"]);
    assert_eq!(shell.json(&["look", "history", "华为", "self.fit"])[0]["value"], "5");
}

#[test]
fn a_form_comes_back_as_it_went_and_does_not_overwrite_what_is_newer() {
    let shell = with_huawei();
    shell
        .ok(&["look", "answer", "华为", "rivalry", "4", "--source", "annual report", "--date", "2026-01-05"]);
    shell.ok(&["look", "answer", "华为", "demand_drivers", "-5%: \"a\" # b", "--note", "=1+1"]);
    shell.ok(&["look", "answer", "华为", "self.fit", "--unknown"]);
    for file in ["form.yaml", "form.csv", "form.ndjson"] {
        shell.ok(&["look", "export", "华为", "-o", file]);
        let run = shell.run(&["look", "import", file, "--account", "华为"]);
        assert!(run.stderr.contains("0 answers recorded, 3 as before"), "{file}: {}", run.stderr);
    }
    let form = std::fs::read_to_string(shell.path("form.yaml")).unwrap();
    assert!(
        form.contains("account: \"华为技术有限公司\"") && form.contains("# 4 = Rivals take orders away"),
        "{form}"
    );
    shell.write("form.yaml", form.replace("answer: 4\n", "answer: 5\n"));
    let dry = shell.json(&["look", "import", "form.yaml", "--dry-run"]);
    let new = dry.as_array().unwrap().iter().find(|row| row["state"] == "recorded").unwrap();
    assert_eq!(json!([new["value"], new["before"], new["date"]]), json!(["5", "4", "2026-03-02"]));
    shell.ok(&["look", "answer", "华为", "rivalry", "2"]);
    let told = shell.refused(1, &["look", "import", "form.yaml"]);
    assert!(told.contains("trend.rivalry: it was answered anew since the form was written"), "{told}");
    shell.ok(&["look", "import", "form.yaml", "--force"]);
    assert_eq!(shell.json(&["look", "history", "华为", "rivalry"])[0]["value"], "5");
    let empty = shell.ok(&["look", "export", "华为", "trend", "--empty", "--lang", "zh"]);
    assert!(empty.contains("- [ ] 4 · 常被抢单") && !empty.contains("[x]"), "{empty}");
    let ticked = shell.ok(&["look", "export", "华为", "trend", "--format", "markdown"]);
    assert!(ticked.contains("- [x] 5 · "), "{ticked}");
}

#[test]
fn the_portfolio_is_measured_as_of_today_and_sorted_by_any_figure() {
    let shell = with_huawei();
    shell.ok(&["add", "Example Steel", "--region", "East"]);
    shell.ok(&["look", "answer", "华为", "rivalry", "4", "--date", "2020-01-05"]);
    shell.ok(&["look", "answer", "Example Steel", "self.fit", "4"]);
    shell.ok(&["look", "answer", "Example Steel", "self.loyalty", "4"]);
    let rows = shell.json(&["look", "status"]);
    assert_eq!(
        json!([rows[0]["name"], rows[0]["stale"], rows[0]["answered"]]),
        json!(["华为技术有限公司", 1, 1])
    );
    assert_eq!(rows[1]["last_answer"], "2026-03-02");
    assert!(rows[1]["self"].as_f64().unwrap() > 0.0 && rows[1]["trend"] == 0.0, "{rows}");
    let by_trend =
        shell.json(&["look", "status", "--sort", "-trend", "--limit", "1", "--columns", "name,trend"]);
    assert_eq!(by_trend.as_array().unwrap().len(), 1);
    assert_eq!(by_trend[0]["name"], "华为技术有限公司");
    let east = shell.ok(&["look", "status", "--where", "region=East", "--sort", "name", "--format", "csv"]);
    assert_eq!(east.lines().count(), 2, "{east}");
    assert!(shell.refused(2, &["look", "status", "--sort", "name,trend"]).contains("trend is measured"));
    assert!(shell.refused(2, &["look", "status", "华为", "--sort", "name"]).contains("without ACCOUNT"));
}

#[test]
fn conditions_on_figures_look_at_what_is_shown_as_of_today() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel", "--region", "East"]);
    shell.ok(&["add", "Example Coatings"]);
    shell.ok(&["look", "answer", "Example Steel", "self.fit", "4"]);
    shell.ok(&["look", "answer", "Example Steel", "trend.rivalry", "4"]);
    let names = |day: &str, conditions: &[&str]| {
        let mut arguments = vec!["look", "status", "--as-of", day, "--columns", "name"];
        arguments.extend(conditions.iter().flat_map(|condition| ["--where", *condition]));
        let rows = shell.json(&arguments);
        rows.as_array()
            .unwrap()
            .iter()
            .map(|row| row["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let shown = |day: &str, command: &[&str]| {
        let arguments: Vec<&str> = command.iter().copied().chain(["--as-of", day]).collect();
        let data = shell.json(&arguments);
        let first = if data.is_array() { data[0].clone() } else { data };
        first["coverage"].to_string()
    };
    let (then, now) = ("2029-07-01", "2026-03-02");
    let steel = ["look", "status", "--where", "region=East"];
    let (stale, fresh) = (shown(then, &steel), shown(now, &steel));
    let [half, whole] = [&stale, &fresh].map(|percent| percent.parse::<f64>().unwrap());
    assert!((half * 2.0 - whole).abs() < 0.11 && half > 0.0, "{stale} {fresh}");
    assert_eq!(shown(then, &["show", "Example Steel"]), stale);
    assert_eq!(shown(now, &["show", "Example Steel"]), fresh);
    assert_eq!(
        shown(then, &["list", "--where", "region=East", "--columns", "coverage"]),
        fresh,
        "as it is kept"
    );
    for (day, conditions, expected) in [
        (then, vec![format!("coverage={stale}")], &["Example Steel"][..]),
        (then, vec![format!("coverage>={fresh}")], &[]),
        (now, vec![format!("coverage>={fresh}")], &["Example Steel"]),
        (then, vec!["stale=2".to_owned(), "region=East".to_owned()], &["Example Steel"]),
        (then, vec!["stale=2".to_owned(), "region!=East".to_owned()], &[]),
        (then, vec!["trend>0".to_owned()], &["Example Steel"]),
        (then, vec!["last_answer=".to_owned()], &["Example Coatings"]),
        (then, vec!["last_answer>=2026-03-02".to_owned()], &["Example Steel"]),
    ] {
        let conditions: Vec<&str> = conditions.iter().map(String::as_str).collect();
        assert_eq!(names(day, &conditions), expected, "{day} {conditions:?}");
    }
    assert!(shell.refused(2, &["look", "status", "--where", "coverage=much"]).contains("coverage"));
}

#[test]
fn a_quarter_that_was_answered_stays_a_quarter() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    let run = shell.run(&["look", "answer", "#1", "opportunity.timing", "2026年第三季度"]);
    assert!(run.stderr.contains(": 2026-Q3."), "{}", run.stderr);
    let run = shell.run(&["look", "answer", "#1", "competition.rival_contract_end", "next month"]);
    assert!(run.stderr.contains("\"next month\" understood as 2026-04"), "{}", run.stderr);
    let report = shell.ok(&["report", "account", "#1"]);
    assert!(report.contains("| 2026-Q3 |") && report.contains("| 2026-04 |"), "{report}");
    let same = shell.run(&["look", "answer", "#1", "opportunity.timing", "2026-Q3"]);
    assert!(same.stderr.contains("this is the answer already"), "{}", same.stderr);
}

#[test]
fn the_portfolio_has_room_for_what_matters_on_a_narrow_terminal() {
    let shell = with_huawei();
    shell.ok(&["stage", "set", "华为", "goal", "--evidence", "call"]);
    shell.ok(&["tier", "set", "华为", "A", "--reason", "board"]);
    for (language, headings) in [
        ("en", ["Name", "All", "Trend", "Cust.", "Comp.", "Self", "Oppo.", "Tier", "Stage"]),
        ("zh", ["名称", "合计", "趋势", "客户", "竞争", "自己", "机会", "级别", "决策阶段"]),
    ] {
        let mut command = shell.command(&["--lang", language, "look", "status"]);
        let output = command.env("ACCT_WIDTH", "80").output().unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        let first: Vec<&str> = printed.lines().next().unwrap().split_whitespace().collect();
        assert_eq!(first, headings);
    }
}

#[test]
fn on_a_past_day_answers_given_later_do_not_count_for_one_account_or_all() {
    let shell = with_huawei();
    for (value, date) in [("2", "2026-01-10"), ("4", "2026-02-20")] {
        shell.ok(&["look", "answer", "华为", "trend.rivalry", value, "--date", date]);
    }
    shell.ok(&["look", "answer", "华为", "trend.entrants", "3", "--date", "2026-02-20"]);
    let seen = |day: &str| {
        let status = shell.json(&["look", "status", "华为", "trend", "--as-of", day]);
        let items = status["looks"][0]["items"].as_array().unwrap().clone();
        let rivalry = items.iter().find(|item| item["item"] == "trend.rivalry").unwrap()["value"].clone();
        let all = shell.json(&["look", "status", "--as-of", day]);
        json!([rivalry, all[0]["answered"]])
    };
    assert_eq!(seen("2026-03-01"), json!(["4", 2]));
    assert_eq!(seen("2026-02-01"), json!(["2", 1]));
    assert_eq!(seen("2026-01-01"), json!([null, 0]));
}

#[test]
fn an_amount_is_no_percentage_and_a_choice_by_its_number_is_told_by_its_label() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    let told = shell.refused(2, &["look", "answer", "#1", "trend.market_growth", "3.5亿"]);
    assert!(told.contains("write a percentage like 12.5%"), "{told}");
    let run = shell.run(&["look", "answer", "#1", "competition.comparison", "1"]);
    assert!(run.stderr.contains("\"1\" understood as We lead on what counts most"), "{}", run.stderr);
}
