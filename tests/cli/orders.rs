//! What orders say of one account and of all, what is sold to whom, and sums over several currencies.

use crate::shell::Shell;

/// Two accounts: one that orders every month and lately less, and one in dollars.
fn with_orders() -> Shell {
    let shell = Shell::new();
    shell.write(
        "orders.csv",
        "订单号,下单日期,客户名称,产品,产品线,数量,金额,毛利\n\
         A-1,2024-11-10,示例钢铁,轧辊,机械,2,100万,30万\n\
         A-2,2025-06-10,示例钢铁,轧辊,机械,1,60万,\n\
         A-3,2025-10-10,示例钢铁,备件,备件,5,10万,4万\n\
         A-3,2025-10-10,示例钢铁,服务,服务,1,CNY 5万,\n\
         A-4,2025-11-10,示例钢铁,备件,备件,5,10万,\n\
         A-5,2025-12-10,示例钢铁,备件,备件,5,USD 1000,\n\
         B-1,2026-02-01,Example Paper,Rolls,机械,1,USD 50000,USD 9000\n\
         C-1,2026-05-01,Example Later,Rolls,机械,1,CNY 5,\n",
    );
    for name in ["示例钢铁", "Example Paper", "Example Later", "Example Bare"] {
        shell.ok(&["add", name, "--relation", "customer", "--owner", "ann"]);
    }
    // One is still to come when statistics look at it.
    shell.ok(&["import", "orders.csv", "--as-of", "2026-06-01"]);
    shell
}

#[test]
fn the_orders_of_an_account_say_how_often_how_much_of_what_and_whether_that_changes() {
    let shell = with_orders();
    let told = shell.json(&["order", "stats", "示例钢铁"]);
    assert_eq!((&told["orders"], &told["records"]), (&5.into(), &6.into()));
    assert_eq!((&told["first"], &told["last"]), (&"2024-11-10".into(), &"2025-12-10".into()));
    // 212, 122, 31 and 30 days: 77.
    assert_eq!((&told["cycle_days"], &told["expected"]), (&77.into(), &"2026-02-25".into()));
    assert_eq!(told["overdue_days"], 5);
    assert_eq!(told["revenue_12m"]["amount"], "850000.00");
    assert_eq!(told["left_out"][0]["amount"], "1000.00");
    assert_eq!(told["change"], serde_json::Value::Null, "what has no rate may be all of the change");
    assert_eq!(told["rfm"]["monetary"], serde_json::Value::Null, "and more than all that has one");
    assert_eq!((&told["margin"]["known"], &told["margin"]["percent"]), (&2.into(), &30.9.into()));
    assert_eq!(told["fluctuation"], serde_json::Value::Null);
    assert_eq!(told["rfm"]["recency"], 4);
    assert_eq!((&told["lines"][0]["name"], &told["lines"][0]["share"]), (&"机械".into(), &86.5.into()));
    assert_eq!(told["preference"]["trend"], serde_json::Value::Null);
    let months = shell.json(&["order", "stats", "示例钢铁", "--by", "month"])["periods"].clone();
    assert_eq!((months.as_array().unwrap().len(), &months[16]["running"]), (17, &true.into()));

    shell.ok(&["config", "set", "rate.USD", "1"]);
    let told = shell.json(&["order", "stats", "示例钢铁"]);
    assert_eq!((&told["fluctuation"]["percent"], &told["change"]), (&(-74.9).into(), &(-14.9).into()));
    assert_eq!((&told["preference"]["trend"], &told["rfm"]["monetary"]), (&(-29.5).into(), &3.into()));
    assert_eq!(told["fluctuation"]["alert"], true);
    let table = shell.ok(&["order", "stats", "示例钢铁", "--lang", "zh"]);
    for words in ["5 笔", "预计 2026-02-25，已逾期 5 天", "超过 30%", "轧辊", "近12个月"] {
        assert!(table.contains(words), "{words}: {table}");
    }
    assert!(shell.ok(&["order", "stats", "Example Later"]).is_empty());
    assert!(shell.ok(&["show", "示例钢铁", "--lang", "zh"]).contains("85.1万元"));
    assert_eq!(shell.json(&["show", "示例钢铁"])["buying"]["overdue_days"], 5);
    let report = shell.ok(&["report", "account", "示例钢铁", "--lang", "zh"]);
    assert!(report.contains("## 订单统计") && report.contains("| 轧辊 |"), "{report}");
    assert!(!shell.ok(&["report", "account", "Example Bare"]).contains("Statistics of orders"));
}

#[test]
fn amounts_of_several_currencies_are_added_up_by_the_rates_of_the_settings() {
    let shell = with_orders();
    shell.ok(&["config", "set", "rate.usd", "7.1234"]);
    shell.ok(&["config", "set", "rates_date", "2026-03-01"]);
    assert_eq!(shell.ok(&["config", "get", "rate.USD"]), "7.1234\n");
    let told = shell.json(&["order", "stats", "示例钢铁"]);
    assert_eq!(told["revenue_12m"]["amount"], "857123.40");
    assert_eq!((&told["left_out"], &told["converted"][0]), (&serde_json::json!([]), &"USD".into()));
    assert_eq!(told["rates_date"], "2026-03-01");
    let said = shell.run(&["order", "stats"]).stderr;
    assert!(said.contains("CNY 1,213,293.40 in twelve months. Without orders: 2 accounts."), "{said}");
    assert!(said.contains("USD converted into CNY by the rates of 2026-03-01."), "{said}");

    shell.ok(&["project", "add", "示例钢铁", "一期", "--value", "100万", "--probability", "50"]);
    shell.ok(&["project", "add", "示例钢铁", "二期", "--value", "USD 10000", "--probability", "50"]);
    shell.ok(&["project", "add", "示例钢铁", "三期", "--value", "EUR 10", "--probability", "50"]);
    let said = shell.run(&["project", "pipeline"]).stderr;
    assert!(said.contains("Together: CNY 1,071,234; by probability CNY 535,617."), "{said}");
    assert!(said.contains("no rate: EUR 10"), "{said}");
    // What has no probability does not change the currency of the other sum.
    shell.ok(&["project", "add", "Example Paper", "A", "--value", "USD 100"]);
    shell.ok(&["project", "add", "Example Paper", "B", "--value", "EUR 1000", "--probability", "50"]);
    let said = shell.run(&["project", "pipeline", "Example Paper"]).stderr;
    assert!(said.contains("Together: CNY 712.34; by probability CNY 0."), "{said}");

    for (words, code) in [
        (vec!["config", "set", "rate.CNY", "1"], 1),
        (vec!["config", "set", "rate.USD", "0"], 2),
        (vec!["config", "set", "rate.XYZ", "1"], 2),
        (vec!["config", "set", "rates_date", "soon"], 2),
    ] {
        shell.refused(code, &words);
    }
    let said = shell.run(&["config", "set", "currency", "EUR"]).stderr;
    assert!(said.contains("1 rate into CNY"), "{said}");
    shell.ok(&["config", "unset", "rate.usd"]);
}

#[test]
fn all_accounts_stand_in_a_line_each_and_their_periods_add_up() {
    let shell = with_orders();
    let rows = shell.json(&["order", "stats", "--sort", "account"]);
    let names: Vec<&str> =
        rows.as_array().unwrap().iter().map(|row| row["account"].as_str().unwrap()).collect();
    assert_eq!(names, ["Example Paper", "示例钢铁"]);
    assert_eq!(rows[0]["revenue_12m"]["currency"], "USD", "one currency needs no rate");
    assert_eq!(
        shell.json(&["order", "stats", "--sort", "-overdue_days", "--limit", "1"])[0]["account"],
        "示例钢铁"
    );
    assert_eq!(shell.json(&["order", "stats", "--where", "name~Paper"]).as_array().unwrap().len(), 1);
    assert!(shell.refused(2, &["order", "stats", "--sort", "size"]).contains("revenue_12m"));
    let years = shell.json(&["order", "stats", "--by", "year"]);
    assert_eq!((&years[1]["accounts"], &years[1]["orders"]), (&1.into(), &4.into()));
    assert_eq!(
        (&years[1]["change"], &years[1]["left_out"][0]["currency"]),
        (&serde_json::Value::Null, &"USD".into())
    );
    let row = shell.json(&["order", "stats", "--where", "name=示例钢铁"])[0].clone();
    assert_eq!(
        (&row["change"], &row["left_out"][0]["amount"]),
        (&serde_json::Value::Null, &"1000.00".into())
    );
    assert!(shell.refused(2, &["order", "stats", "--sort", "left_out"]).contains("revenue_12m"));
    let table = shell.ok(&["order", "stats", "--lang", "zh"]);
    assert!(table.contains("预计下单") && table.lines().all(|line| line.chars().count() <= 80), "{table}");
}

#[test]
fn product_lines_are_ours_a_rivals_or_nobodys() {
    let shell = with_orders();
    shell.write("mine.yaml", "orders: {lines: [软件]}\n");
    shell.ok(&["config", "set", "playbook", "mine.yaml"]);
    shell.ok(&["rival", "add", "示例钢铁", "示例对手", "--line", "备件", "--line", "传动"]);
    let told = shell.run(&["order", "whitespace", "示例钢铁", "--lang", "en"]);
    assert!(told.stderr.contains("there is no rate: USD 1,000."), "{}", told.stderr);
    let rows = shell.json(&["order", "whitespace", "示例钢铁"]);
    let told: Vec<String> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| format!("{} {}", row["line"].as_str().unwrap(), row["state"].as_str().unwrap()))
        .collect();
    let mut sorted = told.clone();
    sorted.sort();
    let spares = rows.as_array().unwrap().iter().find(|row| row["line"] == "备件").unwrap();
    assert_eq!(spares["left_out"][0]["amount"], "1000.00");
    assert_eq!(sorted, ["传动 rival", "备件 shared", "服务 ours", "机械 ours", "软件 nobody"]);
    let rivals = shell.json(&["order", "whitespace", "--state", "rival"]);
    assert_eq!((rivals.as_array().unwrap().len(), &rivals[0]["rivals"][0]), (1, &"示例对手".into()));
    let said = shell.run(&["order", "whitespace", "--lang", "zh"]);
    assert!(said.stdout.contains("空白"), "{}", said.stdout);
    assert!(said.stderr.contains("没有订单也没有竞争对手的客户 1 家"), "{}", said.stderr);
}

#[test]
fn an_order_that_has_not_come_and_spend_that_fell_are_told() {
    let shell = with_orders();
    shell.ok(&["config", "set", "rate.USD", "7.1"]);
    let rules = ["check", "示例钢铁", "--rule", "order_overdue", "--rule", "order_fluctuation"];
    let found = shell.json(&rules);
    assert_eq!(found.as_array().unwrap().len(), 1, "5 days late are not 14 yet: {found}");
    assert!(found[0]["message"].as_str().unwrap().contains("74% less in 2025-Q4"), "{found}");
    shell.write("mine.yaml", "checks: [{id: order_overdue, days: 5}]\norders: {fluctuation: 80}\n");
    shell.ok(&["config", "set", "playbook", "mine.yaml"]);
    let found = shell.json(&rules);
    assert_eq!((found.as_array().unwrap().len(), &found[0]["rule"]), (1, &"order_overdue".into()));
    let tasks = shell.json(&["next", "--kind", "order"]);
    assert_eq!((tasks.as_array().unwrap().len(), &tasks[0]["due"]), (1, &"2026-02-25".into()));
}

#[test]
fn a_grade_may_read_the_orders() {
    let shell = with_orders();
    shell.ok(&["config", "set", "rate.USD", "7.1"]);
    let before = shell.json(&["tier", "score", "示例钢铁", "--dry-run"]);
    shell.write(
        "mine.yaml",
        "tiers: {dimensions: [{id: brand, inputs: [{metric: rfm, weight: 1}, {metric: revenue_12m, weight: 1}]}]}\n",
    );
    shell.ok(&["config", "set", "playbook", "mine.yaml"]);
    let why = shell.json(&["tier", "why", "示例钢铁"]);
    let of = |name: &str| {
        let inputs = why["inputs"].as_array().unwrap();
        inputs.iter().find(|input| input["input"] == name).unwrap()["points"].clone()
    };
    // 4, 2 and 3 of 5 points; 857,100 between 500,000 (50) and 2,000,000 (75).
    assert_eq!((of("rfm"), of("revenue_12m")), (50.0.into(), 56.0.into()));
    assert_ne!(before["coverage"], why["coverage"]);
    shell.ok(&["tier", "score", "--all"]);
    let bare = shell.json(&["tier", "why", "Example Bare"]);
    let unknown = bare["inputs"].as_array().unwrap().iter().filter(|input| input["points"].is_null()).count();
    assert_eq!(unknown, bare["inputs"].as_array().unwrap().len());
}

#[test]
fn lists_of_orders_are_recognised_by_the_words_of_other_programs() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    shell.write(
        "sales.csv",
        "Order No,Order date,Customer,Product,Product Family,Qty,UOM,Amount,Gross Margin\n\
         4711,2026-01-05,Example Steel,Rolls,Mechanics,2,pcs,USD 1200.50,USD 300\n",
    );
    let told = shell.json(&["import", "sales.csv"]);
    assert_eq!(told["created"], 1, "{told}");
    let order = &shell.json(&["order", "list"])[0];
    for (field, value) in [("title", "Rolls"), ("line", "Mechanics"), ("number", "4711"), ("unit", "pcs")] {
        assert_eq!(order[field], value, "{field}");
    }
    assert_eq!((&order["quantity"], &order["margin"]["amount"]), (&2.0.into(), &"300.00".into()));
    assert_eq!(shell.json(&["import", "sales.csv"])["unchanged"], 1);
}
