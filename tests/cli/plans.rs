//! Investment plans: as records like any other, and as what questions, checks and the list of things to do make of them.

use crate::shell::Shell;

fn with_plan() -> Shell {
    let shell = Shell::new();
    shell.ok(&["add", "示例钢铁", "--owner", "li", "--relation", "customer"]);
    shell.ok(&[
        "plan", "add", "示例钢铁", "二期产线", "--kind", "new_build", "--amount", "3亿", "--purchase-date",
        "2026-03-06", "--quantity", "一条线", "--requirements", "与一期同一平台",
    ]);
    shell
}

#[test]
fn a_plan_is_added_listed_changed_shown_and_removed() {
    let shell = with_plan();
    shell.ok(&[
        "plan", "add", "示例钢铁", "备件", "--kind", "运维", "--budget", "120万", "--spares", "减速机",
    ]);
    let plans = shell.json(&["plan", "list"]);
    let titles: Vec<&str> =
        plans.as_array().unwrap().iter().map(|plan| plan["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["二期产线", "备件"], "by purchase date, those without one last");
    assert_eq!(plans[0]["amount"], serde_json::json!({"amount": "300000000.00", "currency": "CNY"}));
    shell.ok(&["plan", "edit", "示例钢铁", "二期", "--status", "tendering", "--owner", "wang"]);
    let shown = shell.json(&["plan", "show", "#1"]);
    assert_eq!((&shown["status"], &shown["owner"]), (&"tendering".into(), &"wang".into()));
    assert_eq!(shell.json(&["show", "示例钢铁"])["plan_count"], 2);
    assert!(
        shell.ok(&["report", "account", "示例钢铁"]).contains("| 二期产线 | New build | Out to tender |")
    );
    assert_eq!(shell.json(&["search", "同一平台"])[0]["kind"], "plan");
    shell.ok(&["plan", "remove", "#1", "--yes"]);
    shell.ok(&["undo"]);
    assert_eq!(shell.json(&["plan", "list"]).as_array().unwrap().len(), 2);
    let told = shell.refused(1, &["plan", "add", "示例钢铁", "二期产线"]);
    assert!(told.contains("二期产线"), "a plan is known by its project within its account: {told}");
}

#[test]
fn plans_are_exported_and_imported_again() {
    let shell = with_plan();
    let file = shell.ok(&["export", "plans"]);
    shell.write("plans.csv", &file);
    let other = Shell::new();
    other.write("plans.csv", &file);
    other.ok(&["import", "plans.csv", "--as", "plans", "--create-accounts"]);
    assert_eq!(other.ok(&["export", "plans"]), file);
    let again = shell.json(&["import", "plans.csv"]);
    assert_eq!((&again["created"], &again["unchanged"]), (&0.into(), &1.into()), "{again}");
}

#[test]
fn a_plan_answers_its_question_and_shows_in_check_and_next() {
    let shell = with_plan();
    let status = shell.json(&["look", "status", "示例钢铁", "customer"]);
    let items = status["looks"][0]["items"].as_array().unwrap();
    let state = |item: &str| items.iter().find(|status| status["item"] == item).unwrap()["state"].clone();
    assert_eq!(state("customer.investment_plans"), "answered");
    assert_eq!(state("customer.operations_plans"), "open");
    let found = shell.json(&["check", "--rule", "plan_without_owner"]);
    assert_eq!(found[0]["fix"], "acct plan edit '#1' --owner li", "{found}");
    let tasks = shell.json(&["next", "--kind", "purchase"]);
    assert_eq!(
        (&tasks[0]["due"], &tasks[0]["record_kind"]),
        (&"2026-03-06".into(), &"plan".into()),
        "{tasks}"
    );
    let told = shell.refused(1, &["look", "answer", "示例钢铁", "investment_plans", "a new line"]);
    assert!(told.contains("acct plan add 示例钢铁 TITLE --kind new_build"), "{told}");
}
