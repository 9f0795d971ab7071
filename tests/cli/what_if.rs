//! `acct tier simulate`, `tier score --all` and `tier history`: what if, what changed, and from what.

use serde_json::json;

use crate::shell::Shell;

/// Accounts of which enough is known for a grade: all answers the same scale.
fn with_accounts(accounts: &[(&str, &str)]) -> Shell {
    let shell = Shell::new();
    for (name, scale) in accounts {
        shell.ok(&["add", name]);
        answer(&shell, name, scale);
    }
    shell
}

fn answer(shell: &Shell, name: &str, scale: &str) {
    for item in [
        "self.turnover_with_us", "opportunity.potential", "customer.margin", "customer.ability_to_pay",
        "customer.brand_beacon", "trend.rivalry",
    ] {
        shell.ok(&["look", "answer", name, item, scale]);
    }
}

#[test]
fn what_if_tells_the_score_the_interval_and_the_tier_before_and_after() {
    let shell = with_accounts(&[("华为", "4")]);
    let before = shell.ok(&["history"]);
    let told = shell.json(&["tier", "simulate", "华为", "--set", "trend.rivalry=2", "--weight", "brand=30"]);
    // (35 x 75 + 15 x 25 + 15 x 75) / 65 and (35 x 75 + 15 x 75 + 30 x 75) / 80
    assert_eq!(json!([told["before"]["score"], told["after"]["score"]]), json!([63.5, 75.0]));
    assert_eq!(json!([told["before"]["tier"], told["after"]["tier"]]), json!(["B", "A"]));
    assert_eq!(told["inputs"][0]["input"], "customer.brand_beacon");
    assert_eq!(told["assumptions"][0]["before"], "4 · Rivals take orders away, prices slip every year");
    assert_eq!(told["moves"], true);
    let drawn = shell.ok(&["tier", "simulate", "华为", "--set", "同行竞争强度=2", "--lang", "zh"]);
    assert!(drawn.contains("影响得分的输入") && drawn.contains("2 · 对手不多"), "{drawn}");
    assert_eq!(shell.ok(&["history"]), before, "nothing is written");
    let csv = shell.ok(&["tier", "simulate", "华为", "--threshold", "B=65", "--format", "csv"]);
    assert!(csv.lines().nth(1).unwrap().starts_with("1,华为,B,C,63.5,63.5,0"), "{csv}");
}

#[test]
fn over_the_portfolio_it_counts_who_moves_where() {
    let shell = with_accounts(&[("A one", "4"), ("B two", "4"), ("C three", "1")]);
    shell.ok(&["edit", "A one", "--region", "East"]);
    let told = shell.json(&["tier", "simulate", "--all", "--threshold", "A=60"]);
    assert_eq!(told["moves"], json!([{"from": "B", "to": "A", "accounts": 2}]));
    assert_eq!(json!([told["tiers_before"]["B"], told["tiers_after"]["B"]]), json!([2, 0]));
    let east = ["tier", "simulate", "--where", "region=East", "--threshold", "A=60"];
    assert_eq!(shell.json(&east)["movers"][0]["account"], "A one");
    assert!(shell.ok(&["tier", "simulate", "--all", "--threshold", "A=60"]).contains("B->A: 2"));
    assert_eq!(shell.ok(&["tier", "simulate", "--all", "--threshold", "A=60", "--format", "ids"]), "1\n2\n");
}

#[test]
fn over_the_portfolio_it_says_whom_the_reciprocity_test_caps() {
    let shell = with_accounts(&[("A one", "5"), ("C three", "1")]);
    let assumed =
        ["tier", "simulate", "--all", "--threshold", "S=60", "--threshold", "A=40", "--threshold", "B=30"];
    let told = shell.json(&assumed);
    assert_eq!(json!([told["caps_before"], told["caps_after"]]), json!([0, 1]), "{told}");
    assert_eq!(
        json!([told["capped"][0]["account"], told["capped"][0]["capped_after"]]),
        json!(["A one", "S"])
    );
    let run = shell.run(&assumed);
    assert!(
        run.stderr.contains("the reciprocity test would cap 1 account (now 0): A one (S->A)"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_cannot_be_assumed_is_refused_with_what_can() {
    let shell = with_accounts(&[("A one", "4")]);
    for (flag, value, told) in [
        ("--set", "rivalri=2", "did you mean trend.rivalry?"),
        ("--set", "trend.market_size=2", "trend.market_size (Market size) is no input of the score"),
        ("--set", "rivalry=9", "hint: 5 = Price war"),
        ("--set", "rivalry", "no NAME=VALUE"),
        ("--weight", "brnd=2", "the dimensions are financial, strategic, growth, brand, relationship"),
        ("--weight", "brand=-2", "the weight of brand is below 0"),
        ("--threshold", "D=2", "the thresholds are S, A, B, C, coverage"),
        ("--threshold", "A=95", "S would begin at 85 and A at 95"),
    ] {
        let stderr = shell.refused(2, &["tier", "simulate", "A one", flag, value]);
        assert!(stderr.contains(told), "{flag} {value}: {stderr}");
    }
    assert!(shell.refused(2, &["tier", "simulate", "A one"]).contains("--weight or --threshold is missing"));
}

#[test]
fn grading_all_tells_who_moved_and_why() {
    let shell = with_accounts(&[("A one", "4"), ("B two", "4")]);
    let first = shell.json(&["tier", "score", "--all"]);
    assert_eq!(json!([first["first"], first["moved"]]), json!([2, []]));
    shell.ok(&["look", "answer", "A one", "customer.brand_beacon", "1"]);
    shell.ok(&["look", "answer", "A one", "customer.margin", "1"]);
    let again = shell.json(&["tier", "score", "--all"]);
    assert_eq!(json!([again["first"], again["changed"], again["unchanged"]]), json!([0, 1, 1]));
    let moved = &again["moved"][0];
    assert_eq!(json!([moved["account"], moved["from"], moved["to"]]), json!(["A one", "B", "C"]));
    assert_eq!(moved["why"][0]["input"], "customer.brand_beacon");
    assert_eq!(moved["why"][0]["text"], "Beacon for others 75 → 0");
    shell.ok(&["look", "answer", "B two", "customer.brand_beacon", "5"]);
    let anew = shell.json(&["tier", "score", "--all", "--dry-run"]);
    let named = |row: &serde_json::Value| json!([row["account"], row["tier"], row["score_before"]]);
    assert_eq!(
        anew["regraded"].as_array().unwrap().iter().map(named).collect::<Vec<_>>(),
        [json!(["B two", "B", 63.5])]
    );
    let history = shell.json(&["tier", "history", "A one", "--inputs"]);
    let changed: Vec<_> = history.as_array().unwrap().iter().filter(|row| !row["change"].is_null()).collect();
    assert_eq!(changed.len(), 2);
    let one = shell.json(&["tier", "history", "A one", &changed[0]["id"].to_string()]);
    assert_eq!(one.as_array().unwrap().len(), 6, "of one grade all inputs");
    assert!(shell.refused(1, &["tier", "history", "A one", "99"]).contains("the grades are"));
}

#[test]
fn an_input_may_weigh_otherwise_and_the_cap_is_told() {
    let shell = with_accounts(&[("A one", "5")]);
    let weighed = shell.json(&["tier", "simulate", "A one", "--weight", "trend.rivalry=9"]);
    assert_eq!(weighed["assumptions"][0]["assumption"], "Weight of Rivalry");
    let assumed =
        ["tier", "simulate", "A one", "--threshold", "S=60", "--threshold", "A=40", "--threshold", "B=30"];
    let capped = shell.json(&assumed);
    assert_eq!(
        json!([capped["capped_before"], capped["capped_after"]["from"]]),
        json!([null, "S"]),
        "{capped}"
    );
    assert!(shell.ok(&assumed).contains("Capped from S to A by the reciprocity test"));
    let stderr = shell.refused(2, &["tier", "simulate", "A one", "--weight", "rivalrie=9"]);
    assert!(stderr.contains("there is no dimension or input \"rivalrie\""), "{stderr}");
}
