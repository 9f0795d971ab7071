//! `acct rival mark`, `compare` and `show`: we beside the rivals, at one account and over all.

use serde_json::json;

use crate::shell::Shell;

fn with_grid() -> Shell {
    let shell = Shell::new();
    shell.ok(&["add", "示例钢铁", "--owner", "li", "--relation", "customer"]);
    shell.ok(&["factor", "add", "示例钢铁", "按期交付", "--weight", "60"]);
    shell.ok(&["factor", "add", "示例钢铁", "总成本", "--weight", "40", "--ours", "4"]);
    shell.ok(&["rival", "add", "示例钢铁", "对手公司", "--share", "40%"]);
    let mark = |factor, side, mark| {
        shell.ok(&["rival", "mark", "示例钢铁", factor, side, mark, "--evidence", "客户原话", "--lang", "en"])
    };
    mark("按期", "对手", "4");
    mark("按期", "us", "2");
    mark("总成本", "对手公司", "3");
    shell
}

#[test]
fn a_mark_takes_the_place_of_the_one_before_and_is_undone_as_one() {
    let shell = with_grid();
    let told = shell.run(&["rival", "mark", "示例钢铁", "按期", "对手", "5", "--evidence", "审计", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&told.stdout).unwrap();
    assert_eq!((&told["mark"], &told["before"]), (&json!(5), &json!(4)));
    let mark = |at: usize| shell.json(&["rival", "compare", "示例钢铁"])["factors"][at]["marks"].clone();
    assert_eq!(mark(0), json!([2, 5]));
    shell.ok(&["rival", "mark", "示例钢铁", "按期", "对手", "1", "--evidence", "x", "--dry-run"]);
    assert_eq!(mark(0), json!([2, 5]));
    shell.ok(&["undo"]);
    assert_eq!(mark(0), json!([2, 4]));
    for (code, arguments) in [
        (1, ["示例钢铁", "按期", "对手", "6"]),
        (1, ["示例钢铁", "按期", "无人公司", "3"]),
        (1, ["示例钢铁", "外观", "对手", "3"]),
    ] {
        let run = shell.run(&[&["rival", "mark"][..], &arguments, &["--evidence", "x"]].concat());
        assert!(run.code == code || run.code == 2, "{arguments:?} {}", run.stderr);
    }
    let stderr = shell.refused(2, &["rival", "mark", "示例钢铁", "按期", "对手", "3"]);
    assert!(stderr.contains("--evidence"), "{stderr}");
}

#[test]
fn the_grid_is_drawn_counted_and_reported_in_both_languages() {
    let shell = with_grid();
    let grid = shell.json(&["rival", "compare", "示例钢铁"]);
    // Us 0.6 x 2 + 0.4 x 4 = 2.8; the rival 0.6 x 4 + 0.4 x 3 = 3.6.
    assert_eq!(grid["leader"], "对手公司");
    assert!((grid["sides"][1]["lead"].as_f64().unwrap() - 0.8).abs() < 1e-9, "{grid}");
    assert_eq!(grid["losses"][0]["factor"], "按期交付");
    let drawn = shell.ok(&["rival", "compare", "示例钢铁", "--lang", "zh"]);
    assert!(drawn.contains("加权平均") && drawn.contains("3.6") && drawn.contains("我方 2 分"), "{drawn}");
    assert!(drawn.lines().all(|line| line.chars().count() <= 80), "{drawn}");
    let shown = shell.json(&["show", "示例钢铁"]);
    assert_eq!(shown["comparison"][1]["rival"], "对手公司");
    for (language, words) in [("en", "Weighted mean"), ("zh", "加权平均")] {
        let report = shell.ok(&["report", "account", "示例钢铁", "--lang", language]);
        assert!(report.contains(words), "{report}");
    }
    let run = shell.run(&["check", "示例钢铁", "--rule", "rival_leads", "--json"]);
    assert!(run.stdout.contains("rival_leads"), "{}", run.stdout);
}

#[test]
fn many_rivals_are_folded_to_the_strongest_and_it_is_said() {
    let shell = with_grid();
    for number in 1..=12 {
        shell.ok(&["rival", "add", "示例钢铁", &format!("Example Rival {number:02}")]);
    }
    let run = shell.run(&["rival", "compare", "示例钢铁", "--lang", "en"]);
    assert!(
        run.stdout.contains("对手公司") && !run.stdout.lines().next().unwrap().contains("Rival 12"),
        "{}",
        run.stdout
    );
    assert!(run.stderr.contains("no room for") && run.stderr.contains("Example Rival 12"), "{}", run.stderr);
}

#[test]
fn a_filled_grid_lets_a_decision_go_on_where_rivals_are_known() {
    let shell = with_grid();
    shell.ok(&["stage", "set", "示例钢铁", "evaluate_solution", "--evidence", "x"]);
    let unmet = |shell: &Shell| shell.json(&["stage", "show", "示例钢铁"])["unmet"].to_string();
    assert!(!unmet(&shell).contains("rivals_compared"), "{}", unmet(&shell));
    shell.ok(&["rival", "add", "示例钢铁", "另一公司"]);
    assert!(unmet(&shell).contains("rivals_compared"), "{}", unmet(&shell));
}

#[test]
fn a_rival_alone_is_shown_at_all_accounts_where_it_is_met() {
    let shell = with_grid();
    shell.ok(&["add", "示例汽车"]);
    shell.ok(&[
        "rival", "add", "示例汽车", "对手公司", "--share", "20%", "--strength", "价格", "--representative",
        "王示例",
    ]);
    shell.ok(&[
        "project", "add", "示例汽车", "二期", "--status", "lost", "--winner", "对手公司", "--reason", "价格",
    ]);
    let met = shell.json(&["rival", "show", "对手公司"]);
    let accounts: Vec<&str> =
        met["at"].as_array().unwrap().iter().map(|rival| rival["account"].as_str().unwrap()).collect();
    assert_eq!(accounts, ["示例钢铁", "示例汽车"]);
    assert_eq!((&met["share"]["mean"], &met["ahead"]), (&json!(30.0), &json!(["示例钢铁"])));
    assert_eq!(met["marks"].as_array().unwrap().len(), 2);
    assert_eq!(met["won"][0]["project"], "二期");
    let told = shell.ok(&["rival", "show", "对手公司", "--lang", "zh"]);
    assert!(
        told.contains("出现在 2 家客户") && told.contains("平均 30.0%") && told.contains("价格（1）"),
        "{told}"
    );
    assert_eq!(shell.json(&["rival", "show", "示例汽车", "对手公司"])["representative"], "王示例");
    assert!(shell.refused(1, &["rival", "show", "无人公司"]).contains("无人公司"));
    shell.refused(2, &["rival", "show", "示例汽车"]);
}

#[test]
fn twins_at_one_account_keep_their_marks_and_are_one_account() {
    let shell = with_grid();
    shell.ok(&["add", "示例汽车"]);
    shell.ok(&["factor", "add", "示例汽车", "按期交付", "--ours", "2"]);
    shell.ok(&["rival", "add", "示例汽车", "对手公司", "--share", "20%"]);
    shell.ok(&["rival", "mark", "示例汽车", "按期交付", "对手公司", "1", "--evidence", "x"]);
    shell.ok(&["account", "merge", "示例汽车", "示例钢铁", "--yes"]);
    let met = shell.json(&["rival", "show", "对手公司"]);
    assert_eq!((&met["accounts"], &met["share"]["known"]), (&json!(1), &json!(1)));
    let leads: Vec<&serde_json::Value> =
        met["at"].as_array().unwrap().iter().map(|rival| &rival["lead"]).collect();
    assert!(!leads.contains(&&json!(null)), "{met}");
    assert_eq!(met["compared"], 1);
}

#[test]
fn marks_for_programs_are_rows_and_no_rival_is_called_as_we_are() {
    let shell = with_grid();
    shell.ok(&["rival", "add", "示例钢铁", "factor"]);
    for (language, format) in [("en", "csv"), ("zh", "csv")] {
        let rows = shell.ok(&["rival", "compare", "示例钢铁", "--format", format, "--lang", language]);
        let mut lines = rows.lines();
        assert_eq!(lines.next(), Some("factor,weight,rival,rival_id,mark"));
        let rows: Vec<&str> = lines.collect();
        assert_eq!(rows[..3], ["按期交付,60,,,2", "按期交付,60,对手公司,1,4", "按期交付,60,factor,2,"]);
        assert_eq!(rows.len(), 6);
    }
    for name in ["us", "Ours", "我司"] {
        assert!(shell.refused(2, &["rival", "add", "示例钢铁", name]).contains(name), "{name}");
    }
    shell.write("rivals.csv", "account,name\n示例钢铁,我方\n");
    let run = shell.run(&["import", "rivals.csv", "--as", "rivals"]);
    assert!(run.code != 0 && run.stderr.contains("我方"), "{}", run.stderr);
    shell.ok(&["rival", "mark", "示例钢铁", "按期", "ours", "5", "--evidence", "x"]);
    assert_eq!(shell.json(&["rival", "compare", "示例钢铁"])["factors"][0]["marks"][0], 5);
    shell.ok(&[
        "economics", "add", "示例钢铁", "收益", "--alternative", "us", "--side", "benefit", "--amount",
        "100", "--year", "2026",
    ]);
    let compared = shell.json(&["economics", "compare", "示例钢铁"]);
    assert_eq!(compared["alternatives"][0]["alternative"], "ours", "{compared}");
}

#[test]
fn a_rival_alone_is_seen_at_all_accounts_with_whom_its_people_know() {
    let shell = with_grid();
    for name in ["李示例", "王示例"] {
        shell.ok(&["contact", "add", "示例钢铁", name]);
    }
    let known = ["--product", "PCS 7", "--knows", "李示例", "--knows", "王示例"];
    shell.ok(&[&["rival", "edit", "示例钢铁", "对手公司"][..], &known].concat());
    shell.ok(&["add", "示例汽车"]);
    shell.ok(&["rival", "add", "示例汽车", "对手公司", "--product", "PCS 7"]);
    for (language, told) in [
        ("en", ["Products: PCS 7 (2)", "Its people know: 李示例, 王示例 (示例钢铁)"]),
        ("zh", ["产品：PCS 7（2）", "认识的人：李示例、王示例（示例钢铁）"]),
    ] {
        let shown = shell.ok(&["rival", "show", "对手公司", "--lang", language]);
        assert!(told.iter().all(|told| shown.contains(told)), "{shown}");
    }
    let shown = shell.json(&["rival", "show", "对手公司"]);
    assert_eq!(shown["knows"], json!([{"account": "示例钢铁", "contacts": ["李示例", "王示例"]}]));
    let told = shell.refused(2, &["rival", "show"]);
    assert!(told.contains("RIVAL_OR_ACCOUNT is missing"), "{told}");
    let mut keyboard = crate::keyboard::Keyboard::open(&shell, &["rival", "show"]);
    keyboard.answers("Which rival?", &["\r"]);
    keyboard.sees("Its people know");
    assert_eq!(keyboard.code(), Some(0));
}

#[test]
fn factors_without_weight_and_shares_above_the_wallet_are_told() {
    let shell = with_grid();
    shell.ok(&["factor", "add", "示例钢铁", "外观", "--ours", "3"]);
    shell.ok(&["rival", "add", "示例钢铁", "另一对手", "--share", "70%"]);
    for (language, told) in [
        ("en", ["counted as 1 beside the others: 外观", "come to 110%"]),
        ("zh", ["只按 1 计：外观", "合计 110%"]),
    ] {
        let drawn = shell.ok(&["rival", "compare", "示例钢铁", "--lang", language]);
        assert!(told.iter().all(|told| drawn.contains(told)), "{drawn}");
    }
    assert_eq!(shell.json(&["rival", "compare", "示例钢铁"])["unweighted"], json!(["外观"]));
    for rule in ["factor_without_weight", "shares_above_all"] {
        let found = shell.run(&["check", "示例钢铁", "--rule", rule, "--json"]).stdout;
        assert!(found.contains(rule), "{found}");
    }
}

#[test]
fn what_names_a_rival_follows_it_and_its_beginning_is_enough() {
    let shell = with_grid();
    let line = ["示例钢铁", "总成本", "--side", "cost", "--amount", "100", "--year", "2026"];
    for alternative in ["ours", "对手公司"] {
        shell.ok(&[&["economics", "add"][..], &line, &["--alternative", alternative]].concat());
    }
    let rename = ["rival", "edit", "示例钢铁", "对手公司", "--name", "示例对手集团"];
    let run = shell.run(&[&rename[..], &["--lang", "en"]].concat());
    assert!(run.stderr.contains("1 benefit or cost goes by the new name."), "{}", run.stderr);
    assert_eq!(shell.json(&["economics", "list", "示例钢铁"])[1]["alternative"], "示例对手集团");
    assert_eq!(shell.json(&["check", "--rule", "alternative_unknown"]), json!([]));
    assert_eq!(shell.json(&["rival", "show", "示例对手"])["accounts"], 1);
    let told = shell.json(&["rival", "compare", "示例钢铁"]);
    assert_eq!(told["factors"][0]["evidence"][1]["evidence"], "客户原话");
    shell.ok(&["undo"]);
    assert_eq!(shell.json(&["economics", "list", "示例钢铁"])[1]["alternative"], "对手公司");
}
