//! Value to the customer and to us, our strategy, and what customers mean to buy.

use serde_json::json;

use crate::shell::Shell;

fn steel() -> Shell {
    let shell = Shell::new();
    shell.ok(&["add", "示例钢铁", "--owner", "li", "--relation", "customer"]);
    shell
}

fn line(shell: &Shell, alternative: &str, side: &str, title: &str, amount: &str, years: [&str; 2]) {
    shell.ok(&[
        "economics", "add", "示例钢铁", title, "--alternative", alternative, "--side", side, "--amount",
        amount, "--year", years[0], "--until", years[1],
    ]);
}

fn compared() -> Shell {
    let shell = steel();
    line(&shell, "ours", "cost", "价款", "1000万", ["2027", "2027"]);
    line(&shell, "ours", "benefit", "少出废品", "400万", ["2028", "2031"]);
    line(&shell, "对手公司", "cost", "许可费", "300万", ["2027", "2027"]);
    line(&shell, "对手公司", "benefit", "少出废品", "200万", ["2028", "2031"]);
    shell
}

#[test]
fn alternatives_are_compared_with_what_the_ranking_hangs_on() {
    let shell = compared();
    let told = shell.json(&["economics", "compare", "示例钢铁"]);
    assert_eq!((&told["best"], &told["best_other"]), (&"ours".into(), &"对手公司".into()));
    assert_eq!(told["lead"], json!({"amount": "1000000.00", "currency": "CNY"}));
    let ours = &told["alternatives"][0];
    assert_eq!(ours["net"]["amount"], "6000000.00");
    assert_eq!((&ours["payback_year"], &ours["payback_after_years"]), (&2030.into(), &3.5.into()));
    assert_eq!(told["alternatives"][2]["alternative"], "nothing");
    assert_eq!(told["lines"][0]["title"], "少出废品");
    assert_eq!(told["lines"][0]["break_even_percent"], -6.25);
    let dear =
        shell.json(&["economics", "compare", "示例钢铁", "--discount", "25%", "--years", "2027至2029"]);
    // 10m against 4m/1.25 + 4m/1.5625
    assert_eq!(dear["alternatives"][0]["present_value"]["amount"], "-4240000.00");
    assert_eq!(dear["best"], "nothing");
    for (language, expected) in [("en", "Against doing nothing"), ("zh", "与维持现状相比")] {
        let shown = shell.ok(&["economics", "compare", "示例钢铁", "--lang", language]);
        assert!(shown.contains(expected), "{shown}");
    }
    let report = shell.ok(&["report", "account", "示例钢铁"]);
    assert!(report.contains("| 少出废品 | Ours | CNY 16m | -6.3% |"), "{report}");
}

#[test]
fn what_cannot_be_compared_is_refused_with_a_way_out() {
    let shell = steel();
    let told = shell.refused(1, &["economics", "compare", "示例钢铁"]);
    assert!(
        told.contains("no benefits or costs are recorded") && told.contains("acct economics add"),
        "{told}"
    );
    line(&shell, "ours", "benefit", "a", "100万", ["2027", "2027"]);
    line(&shell, "ours", "cost", "b", "USD 1m", ["2027", "2027"]);
    let told = shell.refused(1, &["economics", "compare", "示例钢铁"]);
    assert!(told.contains("several currencies (CNY, USD)"), "{told}");
    assert!(told.contains("acct config set rate.USD NUMBER"), "{told}");
    assert!(shell.ok(&["report", "account", "示例钢铁"]).contains("several currencies"));
    shell.ok(&["config", "set", "rate.USD", "7"]);
    assert_eq!(shell.json(&["economics", "compare", "示例钢铁"])["lead"]["amount"], "-6000000.00");
    shell.refused(2, &["economics", "compare", "示例钢铁", "--years", "soon"]);
    shell.refused(2, &["economics", "compare", "示例钢铁", "--discount", "-3%"]);
}

#[test]
fn a_value_case_of_a_benefit_and_a_cost_of_ours_lets_a_customer_move_on() {
    let shell = steel();
    shell.ok(&["stage", "set", "示例钢铁", "evaluate_value"]);
    let unmet = |shell: &Shell| shell.json(&["stage", "show", "示例钢铁"])["unmet"].as_array().unwrap().len();
    line(&shell, "ours", "benefit", "a", "100万", ["2027", "2027"]);
    line(&shell, "对手公司", "cost", "b", "100万", ["2027", "2027"]);
    assert_eq!(unmet(&shell), 1);
    line(&shell, "ours", "cost", "c", "10万", ["2027", "2027"]);
    assert_eq!(unmet(&shell), 0);
}

fn valued() -> Shell {
    let shell = steel();
    for (year, flags) in [
        ("2024", ["200万", "0", "--actual-investment", "220万", "--actual-return", "30万"]),
        ("2025", ["100万", "350万", "--actual-investment", "140万", "--actual-return", "150万"]),
        ("2026", ["50万", "300万", "--forecast-investment", "60万", "--forecast-return", "400万"]),
    ] {
        let plan = [
            "value", "add", "示例钢铁", year, "--planned-investment", flags[0], "--planned-return", flags[1],
        ];
        shell.ok(&[&plan, &flags[2..]].concat());
    }
    shell
}

#[test]
fn a_curve_tells_plan_and_expectation_and_is_drawn_in_both_languages() {
    let shell = valued();
    let told = shell.json(&["value", "curve", "示例钢铁"]);
    assert_eq!((&told["course"], &told["planned_break_even_year"]), (&"overdue".into(), &2025.into()));
    assert_eq!(told["expected_break_even_year"], 2026);
    assert_eq!(told["years"][1]["gap"], json!({"amount": "-2400000.00", "currency": "CNY"}));
    assert_eq!(told["years"][2]["phase"], "break_even");
    let drawn = shell.ok(&["value", "curve", "示例钢铁", "--lang", "zh", "--color", "never"]);
    assert!(drawn.contains("已结年度差距"), "{drawn}");
    for expected in
        ["░│", "█│", "◆", "盈亏平衡：计划 2025年（1.8 年），预计 2026年（2.5 年）。已过计划年份。"]
    {
        assert!(drawn.contains(expected), "{expected}\n{drawn}");
    }
    assert!(drawn.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 100), "{drawn}");
    let found =
        shell.json(&["check", "示例钢铁", "--rule", "value_below_plan", "--rule", "value_break_even_late"]);
    let rules: Vec<&str> =
        found.as_array().unwrap().iter().map(|one| one["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["value_below_plan", "value_break_even_late"]);
    let report = shell.ok(&["report", "account", "示例钢铁"]);
    assert!(report.contains("```text\n2024"), "{report}");
}

#[test]
fn a_portfolio_tells_sums_by_currency_and_what_is_overdue_first() {
    let shell = valued();
    shell.ok(&["add", "Example Motors"]);
    shell.ok(&[
        "value", "add", "Example Motors", "2026", "--planned-investment", "USD 1m", "--planned-return",
        "USD 3m",
    ]);
    shell.ok(&["add", "Example Mixed"]);
    shell.ok(&[
        "value", "add", "Example Mixed", "2026", "--planned-investment", "USD 1m", "--planned-return", "3m",
    ]);
    let run = shell.run(&["value", "portfolio", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let named: Vec<&str> =
        told["accounts"].as_array().unwrap().iter().map(|one| one["account"].as_str().unwrap()).collect();
    assert_eq!(named, ["示例钢铁", "Example Motors"]);
    assert_eq!((&told["totals"][0]["currency"], &told["totals"][0]["overdue"]), (&"CNY".into(), &1.into()));
    assert_eq!(told["totals"][1]["plan"]["net"], json!({"amount": "2000000.00", "currency": "USD"}));
    assert!(run.stderr.contains("1 account left out"), "{}", run.stderr);
    let together = |told: &serde_json::Value| told["expected_together"]["investment"]["together"].clone();
    assert_eq!(together(&told), json!(null));
    shell.ok(&["config", "set", "rate.USD", "7"]);
    let run = shell.run(&["value", "portfolio"]);
    assert!(run.stderr.contains("Together: CNY ") && run.stderr.contains("USD converted"), "{}", run.stderr);
    assert_eq!(together(&shell.json(&["value", "portfolio"]))["currency"], "CNY");
    let few = shell.json(&["value", "portfolio", "--where", "owner=li"]);
    assert_eq!(few["accounts"].as_array().unwrap().len(), 1);
}

#[test]
fn a_portfolio_ranks_amounts_of_several_currencies_by_the_rates() {
    let shell = Shell::new();
    for (rate, is) in [("rate.USD", "7"), ("rate.JPY", "0.05")] {
        shell.ok(&["config", "set", rate, is]);
    }
    for (name, investment) in [
        ("Example Dollar", "USD 1000"),
        ("Example Yuan", "CNY 2000"),
        ("Example Yen", "JPY 100000"),
        ("Example Euro", "EUR 1000000"),
    ] {
        shell.ok(&["add", name]);
        shell.ok(&["value", "add", name, "2026", "--actual-investment", investment]);
    }
    shell.ok(&["value", "add", "Example Dollar", "2025", "--actual-return", "CNY 1"]);
    let run = shell.run(&["value", "portfolio", "--json", "--lang", "en"]);
    let told: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let named: Vec<&str> =
        told["accounts"].as_array().unwrap().iter().map(|one| one["account"].as_str().unwrap()).collect();
    // -6,999, -5,000 and -2,000 yuan; what has no rate comes last.
    assert_eq!(named, ["Example Dollar", "Example Yen", "Example Yuan", "Example Euro"]);
    assert!(run.stderr.contains("USD converted into CNY"), "{}", run.stderr);
}

#[test]
fn the_strategy_page_tells_what_is_committed_held_and_missing() {
    let shell = steel();
    shell.ok(&["tier", "set", "示例钢铁", "S", "--reason", "样板"]);
    shell.ok(&[
        "strategy", "add", "示例钢铁", "2026", "--why-us", "成材率最高", "--committed-people", "1", "--from",
        "2026-01-01",
    ]);
    shell.ok(&["control", "add", "示例钢铁", "联合实验室", "--stickiness", "2", "--since", "2024-03-02"]);
    shell.ok(&["objective", "add", "示例钢铁", "拿下二期", "--due-date", "2026-02-01"]);
    shell.ok(&["objective", "add", "示例钢铁", "挤出对手"]);
    shell.ok(&[
        "action", "add", "示例钢铁", "高层会面", "--objective", "拿下二期", "--due-date", "2026-02-20",
    ]);
    let told = shell.json(&["strategy", "view", "示例钢铁"]);
    assert_eq!((&told["strategy"]["title"], &told["tier"]), (&"2026".into(), &"S".into()));
    assert_eq!(told["resources"]["people_verdict"], "below");
    assert_eq!(
        (&told["control_points"][0]["days"], &told["actions"][0]["days_late"]),
        (&730.into(), &10.into())
    );
    assert_eq!(
        (&told["objectives"][0]["actions_done"], &told["objectives"][0]["actions"]),
        (&0.into(), &1.into())
    );
    let rules: Vec<&str> =
        told["warnings"].as_array().unwrap().iter().map(|one| one["rule"].as_str().unwrap()).collect();
    for rule in ["strategy_unlike_policy", "objective_without_action", "objective_overdue", "action_overdue"]
    {
        assert!(rules.contains(&rule), "{rule}: {rules:?}");
    }
    assert!(!rules.contains(&"strategic_without_control"));
    assert_eq!(told["missing"][0]["fix"], "acct strategy edit '#1' --selling-mode CHOICE");
    for language in ["en", "zh"] {
        let shown = shell.ok(&["strategy", "view", "示例钢铁", "--lang", language]);
        assert!(shown.contains("●●○") && shown.contains("成材率最高"), "{shown}");
    }
    let report = shell.ok(&["report", "account", "示例钢铁"]);
    assert!(report.contains("### Our strategy") && report.contains("10 d overdue"), "{report}");
}

#[test]
fn a_calendar_and_totals_tell_what_customers_mean_to_buy() {
    let shell = steel();
    for (title, flags) in [
        ("二期", &["--kind", "new_build", "--amount", "3亿", "--purchase-date", "2027-03-31"][..]),
        ("备件", &["--kind", "operations", "--budget", "120万", "--purchase-date", "2026-02-10"]),
        ("实验室", &["--kind", "new_build"]),
        (
            "海外",
            &[
                "--kind", "new_build", "--amount", "USD 2m", "--purchase-date", "2027-03-05", "--status",
                "ordered",
            ],
        ),
    ] {
        shell.ok(&[&["plan", "add", "示例钢铁", title], flags].concat());
    }
    let told = shell.json(&["plan", "calendar", "--by", "quarter"]);
    assert_eq!(told["totals"]["plans"], 3);
    let rows: Vec<_> = told["plans"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            (row["title"].as_str().unwrap(), row["period"].as_str(), row["overdue"].as_bool().unwrap())
        })
        .collect();
    assert_eq!(
        rows,
        [("备件", Some("2026-Q1"), true), ("二期", Some("2027-Q1"), false), ("实验室", None, false)]
    );
    let few = shell
        .json(&["plan", "calendar", "--kind", "新建", "--from", "2026-06-01", "--until", "2027", "--all"]);
    assert_eq!(few["plans"].as_array().unwrap().len(), 2);
    let all = shell.json(&["plan", "totals"]);
    assert_eq!(all["totals"]["bought"]["by_currency"][0], json!({"amount": "2000000.00", "currency": "USD"}));
    let totals = &all["groups"];
    assert_eq!(totals[0]["open"], json!({"amount": "1200000.00", "currency": "CNY"}));
    assert_eq!(totals[2]["bought"], json!({"amount": "2000000.00", "currency": "USD"}));
    assert_eq!((&totals[3]["year"], &totals[3]["plans"]), (&json!(null), &1.into()));
    let shown = shell.ok(&["plan", "calendar", "--lang", "zh"]);
    assert!(shown.contains("时间未定"), "{shown}");
    // Without a rate nothing is added up across currencies, and it is told.
    let told = shell.run(&["plan", "calendar", "--all"]).stderr;
    assert!(told.contains("Not in the sums, as there is no rate: USD 2,000,000"), "{told}");
    shell.ok(&["config", "set", "rate.USD", "7"]);
    let all = shell.json(&["plan", "calendar", "--all"]);
    let together = json!({"amount": "315200000.00", "currency": "CNY"});
    assert_eq!(all["totals"]["amount"]["together"], together);
    let told = shell.run(&["plan", "calendar", "--all"]).stderr;
    assert!(told.contains("Together: CNY 315,200,000.") && told.contains("USD converted into CNY"), "{told}");
    shell.ok(&["plan", "add", "示例钢铁", "二线", "--amount", "USD 1m"]);
    let told = shell.run(&["plan", "totals", "--lang", "zh"]).stderr;
    assert!(told.contains("待采购：") && told.contains("USD 按设置中的汇率折算为 CNY"), "{told}");
}

#[test]
fn research_names_the_strategy_that_it_serves() {
    let shell = steel();
    shell.ok(&["strategy", "add", "示例钢铁", "2026 Ｈold", "--why-us", "最稳", "--from", "2026-01-01"]);
    shell.ok(&["research", "add", "示例钢铁", "谁拍板", "--strategy", "2026 hold"]);
    shell.ok(&["research", "add", "示例钢铁", "预算多少", "--strategy", "#1"]);
    shell.ok(&["research", "add", "示例钢铁", "别的", "--strategy", "守住备件"]);
    let served = |id: &str| shell.json(&["research", "show", id])["strategy"].clone();
    assert_eq!([served("#1"), served("#2"), served("#3")], ["2026 Ｈold", "2026 Ｈold", "守住备件"]);
    let told = shell.refused(1, &["research", "add", "示例钢铁", "还有", "--strategy", "#99"]);
    assert!(told.contains("the account has no strategy #99"), "{told}");
    shell.refused(1, &["research", "edit", "#3", "--strategy", "#99"]);
    shell.write("goals.csv", "account,title,strategy\n示例钢铁,还有,#99\n");
    let told = shell.refused(1, &["import", "goals.csv", "--as", "research-goals"]);
    assert!(told.contains("goals.csv:2: strategy: ") && told.contains("#99"), "{told}");
    let page = shell.json(&["strategy", "view", "示例钢铁"]);
    assert_eq!(page["research"].as_array().unwrap().len(), 2, "{page}");
    shell.ok(&["research", "edit", "#3", "--strategy", "2026 HOLD"]);
    for (language, heading) in [("en", "What we have to learn for it"), ("zh", "为此要了解的")] {
        let page = shell.ok(&["strategy", "view", "示例钢铁", "--lang", language]);
        assert!(page.contains(heading) && page.contains("别的"), "{page}");
    }
}

#[test]
fn research_follows_its_strategy_to_its_new_name() {
    let shell = steel();
    shell.ok(&["strategy", "add", "示例钢铁", "守住备件", "--why-us", "最稳", "--from", "2026-01-01"]);
    shell.ok(&["research", "add", "示例钢铁", "谁拍板", "--strategy", "#1"]);
    shell.ok(&["research", "add", "示例钢铁", "别的", "--strategy", "与备件无关"]);
    let list = "account,title,strategy\n示例钢铁,预算多少,#1\n示例钢铁,谁审批,守住备件\n";
    shell.write("research.csv", list);
    let run = shell.run(&["import", "research.csv", "--as", "research-goals"]);
    assert!(run.code == 0 && run.stderr.contains("line 2 \"#1\" as 守住备件"), "{}", run.stderr);
    let again = shell.json(&["import", "research.csv", "--as", "research-goals"]);
    assert_eq!(again["unchanged"], 2, "{again}");
    let served = || {
        let goals = shell.json(&["research", "list", "--sort", "id"]);
        let goals = goals.as_array().unwrap().iter();
        goals.map(|goal| goal["strategy"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(served(), ["守住备件", "与备件无关", "守住备件", "守住备件"]);
    let rename = ["strategy", "edit", "示例钢铁", "守住备件", "--title", "扩大备件"];
    let run = shell.run(&[&rename[..], &["--dry-run"]].concat());
    assert!(
        run.stderr.contains("The history would say: 3 research goals go by the new name."),
        "{}",
        run.stderr
    );
    assert_eq!(served()[0], "守住备件");
    let run = shell.run(&[&rename[..], &["--lang", "zh"]].concat());
    assert!(run.stderr.contains("3 条研究目标随之改用新名称。"), "{}", run.stderr);
    assert_eq!(served(), ["扩大备件", "与备件无关", "扩大备件", "扩大备件"]);
    assert_eq!(shell.json(&["strategy", "view", "示例钢铁"])["research"].as_array().unwrap().len(), 3);
    shell.ok(&["undo"]);
    assert_eq!(served()[0], "守住备件", "with its strategy, in one step");
}
