//! Columns that say in which currency the amounts of their rows are.

use crate::shell::Shell;

#[test]
fn a_column_of_the_currency_gives_it_to_the_amounts_of_its_row() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    for (column, file) in [
        ("Currency", "orders.csv"),
        ("Currency Code", "codes.csv"),
        ("CurrencyIsoCode", "iso.csv"),
        ("币别", "zh.csv"),
        ("币种", "kinds.csv"),
        ("货币", "money.csv"),
    ] {
        let rows = format!(
            "Account,Product,Order Date,Total Price,Margin,{column}\n\
             Example Steel,Gears,2026-01-05,\"12,500.00\",2000,USD\n\
             Example Steel,Bolts,2026-01-06,$100,-,cad\n\
             Example Steel,Nuts,2026-01-07,¥300,,人民币\n\
             Example Steel,Pins,2026-01-08,7,1,\n"
        );
        shell.write(file, rows);
        shell.ok(&["import", file]);
        let listed = shell.json(&["order", "list", "Example Steel", "--sort", "date"]);
        let amounts: Vec<String> = listed
            .as_array()
            .unwrap()
            .iter()
            .map(|order| {
                let told = |field: &str| match &order[field] {
                    serde_json::Value::Null => "-".to_owned(),
                    money => format!("{} {}", money["currency"], money["amount"]).replace('"', ""),
                };
                format!("{} {}", told("amount"), told("margin"))
            })
            .collect();
        assert_eq!(
            amounts,
            ["USD 12500.00 USD 2000.00", "CAD 100.00 -", "CNY 300.00 -", "CNY 7.00 CNY 1.00"],
            "{column}"
        );
        shell.ok(&["undo"]);
    }
}

#[test]
fn another_currency_than_the_column_says_and_one_that_is_none_are_refused_with_their_place() {
    let shell = Shell::new();
    shell.write(
        "orders.csv",
        "account,title,date,amount,Currency\nA,Gears,2026-01-05,EUR 5,USD\nA,Nuts,2026-01-05,5,Taler\nA,Pins,2026-01-05,USD 5,USD\n",
    );
    let import = ["import", "orders.csv", "--create-accounts"];
    let told = shell.refused(1, &import);
    for line in [
        "orders.csv:2: amount: \"EUR 5\" is in EUR, but the column \"Currency\" says USD",
        "orders.csv:3: Currency: \"Taler\" is no currency; write it like CNY, USD or EUR",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
    assert!(!told.contains("orders.csv:4"), "{told}");
    let told = shell.refused(1, &[&import[..], &["--lang", "zh"]].concat());
    assert!(told.contains("“EUR 5”的货币是 EUR，而“Currency”一列写的是 USD"), "{told}");
}

#[test]
fn every_kind_with_amounts_and_every_format_knows_it_and_it_is_explained() {
    let shell = Shell::new();
    shell.write("accounts.csv", "客户,城市,年营业收入,币种\n示例钢铁,上海,100,USD\n");
    let explained = shell.json(&["import", "--explain", "accounts.csv"]);
    let column = &explained[0]["columns"][3];
    assert!(column.to_string().contains("\"currency\""), "{explained}");
    assert!(explained.to_string().contains("USD 100"), "{explained}");
    assert!(shell.ok(&["import", "--explain", "accounts.csv"]).contains("Currency of the row"));
    assert!(shell.ok(&["import", "--explain", "accounts.csv", "--lang", "zh"]).contains("本行金额的币种"));
    shell.ok(&["import", "accounts.csv"]);
    assert_eq!(shell.json(&["show", "示例钢铁"])["revenue"]["currency"], "USD");
    for (file, rows, noun, field) in [
        ("projects.csv", "客户,项目名称,金额,币种\n示例钢铁,二号线,5,EUR\n", "project", "value"),
        (
            "plans.csv",
            "客户,计划名称,投资额,采购日期,币种\n示例钢铁,新厂,5,2027-01-01,EUR\n",
            "plan",
            "amount",
        ),
        ("years.csv", "客户,年度,计划投入,币种\n示例钢铁,2026,5,EUR\n", "value", "planned_investment"),
        (
            "lines.json",
            "[{\"account\": \"示例钢铁\", \"title\": \"Power\", \"alternative\": \"ours\", \"side\": \"cost\", \
             \"amount\": \"5\", \"year\": 2026, \"currency\": \"EUR\"}]",
            "economics",
            "amount",
        ),
    ] {
        shell.write(file, rows);
        shell.ok(&["import", file]);
        assert_eq!(shell.json(&[noun, "list", "示例钢铁"])[0][field]["currency"], "EUR", "{file}");
    }
    shell.write("orders.csv", "account,title,date,amount,In\n示例钢铁,Gears,2026-01-05,5,GBP\n");
    shell.ok(&["import", "orders.csv", "--map", "In=currency"]);
    assert_eq!(shell.json(&["order", "list", "示例钢铁"])[0]["amount"]["currency"], "GBP");
}

#[test]
fn programs_that_are_known_tell_it_in_columns_of_their_own() {
    let shell = Shell::new();
    for (file, rows) in [
        (
            "sf.csv",
            "Id,IsDeleted,Name,BillingCity,OwnerId,AnnualRevenue,CurrencyIsoCode\n1,0,Example Steel,Lyon,5,100,EUR\n",
        ),
        (
            "pd.csv",
            "Organization - Name,Organization - Owner,Organization - Annual revenue,Organization - Currency of Annual revenue\n\
             Example Paper,Ann,100,EUR\n",
        ),
        (
            "hs.csv",
            "Record ID,Company name,Company owner,Annual Revenue,Currency\n7,Example Mills,Ann,100,EUR\n",
        ),
    ] {
        shell.write(file, rows);
        let run = shell.run(&["import", file]);
        assert!(run.code == 0 && run.stderr.contains("recognised as"), "{}", run.stderr);
    }
    for account in shell.json(&["list"]).as_array().unwrap() {
        let account = shell.json(&["show", account["name"].as_str().unwrap()]);
        assert_eq!(account["revenue"]["currency"], "EUR", "{account}");
    }
}

#[test]
fn rows_of_which_only_the_name_is_understood_are_not_imported_as_they_are() {
    let shell = Shell::new();
    shell.write("list.csv", "客户,颜色,口味,形状\n示例钢铁,红,甜,圆\n");
    let told = shell.refused(2, &["import", "list.csv"]);
    assert!(told.contains("most columns would be lost (\"颜色\", \"口味\", \"形状\")"), "{told}");
    let explained = shell.run(&["import", "--explain", "list.csv", "--json"]).stdout;
    assert!(explained.contains("would be lost"), "{explained}");
    for more in [&["--as", "accounts"][..], &["--extra"], &["--map", "颜色=note"]] {
        shell.ok(&[&["import", "list.csv", "--dry-run"], more].concat());
    }
    shell.write("more.csv", "客户,城市,颜色,口味,形状\n示例钢铁,上海,红,甜,圆\n");
    let run = shell.run(&["import", "more.csv"]);
    assert!(
        run.code == 0 && run.stderr.contains("more than half of the columns are left out"),
        "{}",
        run.stderr
    );
}

#[test]
fn benefits_and_costs_are_known_by_the_headers_that_people_write() {
    let shell = Shell::new();
    shell.ok(&["add", "示例钢铁"]);
    shell.write(
        "lines.csv",
        "客户,名目,方案,效益/成本,金额,年度\n示例钢铁,节电,我方,效益,100,2026\n示例钢铁,改造,我方,费用,60,2026\n",
    );
    shell.ok(&["import", "lines.csv"]);
    let lines = shell.json(&["economics", "list", "示例钢铁"]);
    let sides: Vec<&str> =
        lines.as_array().unwrap().iter().map(|line| line["side"].as_str().unwrap()).collect();
    assert_eq!(sides, ["benefit", "cost"]);
    for (file, kind, rows) in [
        (
            "feedback.csv",
            "feedbacks",
            "客户,反馈内容,类别,严重度,反馈日期,状态,期限\n示例钢铁,太慢,抱怨,4分,2026-01-05,待处理,2026-06-01\n",
        ),
        (
            "rivals.csv",
            "rivals",
            "客户,竞争对手,使用年份,满意度,销售代表\n示例钢铁,对手公司,2019,5分,示例某\n",
        ),
        ("needs.csv", "requirements", "客户,要求名称,类别,期限\n示例钢铁,ISO 9001,证书,2026-06-01\n"),
        (
            "projects.csv",
            "projects",
            "客户,项目名称,状态,成功率\n示例钢铁,二号线,已丢单,20%\n示例钢铁,三号线,Closed Won,90%\n",
        ),
        (
            "plans.csv",
            "plans",
            "客户,计划名称,类别,状态,升级,服务包,采购日期\n示例钢铁,新厂,O&M,立项,控制系统,年度维保,2027-01-01\n",
        ),
        (
            "strategies.csv",
            "strategies",
            "客户,策略名称,提供价值,开始,结束,投入人力\n示例钢铁,守,省电,2026-01-01,2026-12-31,2人\n",
        ),
        ("factors.csv", "factors", "客户,关键购买因素,权重\n示例钢铁,价格,20%\n"),
        ("years.csv", "value-years", "客户,年度,计划投入,偏差原因\n示例钢铁,2026,5,晚了\n"),
        ("controls.csv", "control-points", "客户,控制点,黏性,开始时间\n示例钢铁,门户,2级,2025-01-01\n"),
    ] {
        shell.write(file, rows);
        let run = shell.run(&["import", file, "--as", kind]);
        assert!(run.code == 0 && !run.stderr.contains("left out"), "{file}: {}", run.stderr);
    }
    assert_eq!(shell.json(&["factor", "list", "示例钢铁"])[0]["weight"], 20.0);
}
