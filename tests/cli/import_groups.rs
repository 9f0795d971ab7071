//! Lists in which rows stand below others, or are alike: what each takes from above, and how it is told.

use crate::shell::Shell;

#[test]
fn a_customer_on_the_first_line_of_its_group_is_carried_and_told() {
    let shell = Shell::new();
    shell.write(
        "a.csv",
        "客户,产品,订单日期,金额\n示例钢铁,泵,2026-01-01,5\n,阀,2026-01-02,6\n示例纸业,管,2026-01-03,7\n,泵,2026-01-04,8\n",
    );
    let run = shell.run(&["import", "a.csv", "--create-accounts", "--dry-run", "--lang", "zh"]);
    assert!(run.stderr.contains("客户：下面为空的行沿用该内容：第 2 行用于其下 1 行"), "{}", run.stderr);
    let told = shell.json(&["import", "a.csv", "--create-accounts"]);
    assert_eq!(
        told["files"][0]["taken_from_above"],
        serde_json::json!([{
            "column": "客户", "are_headings": false, "groups": 2, "rows": 2,
            "first": [{"line": 2, "rows": 1}, {"line": 4, "rows": 1}]
        }])
    );
    let orders = shell.json(&["order", "list", "示例钢铁"]);
    assert_eq!(orders.as_array().unwrap().len(), 2);
}

#[test]
fn headings_of_rows_are_told_and_what_may_be_one_is_refused() {
    let shell = Shell::new();
    shell.write(
        "a.csv",
        "Group,Company,City\nExample Group,,\n,Sub One,Oslo\n,Sub Two,Rome\nSample Group,,\n,Part One,Lyon\n",
    );
    let run = shell.run(&["import", "a.csv", "--create-accounts"]);
    assert!(
        run.stderr
            .contains("Group: what stands alone in a row heads the rows below: that of line 2 to 2 lines"),
        "{}",
        run.stderr
    );
    assert!(shell.ok(&["account", "tree", "Example Group"]).contains("Sub Two"));
    shell.write("b.csv", "公司名称,行业,城市\n华东区,,\n示例机械,机械,\n示例纸业,造纸,\n示例纺织,纺织,\n");
    let told = shell.refused(1, &["import", "b.csv", "--lang", "zh"]);
    assert!(told.contains("b.csv:2: 公司名称：“华东区”独占一行，像是下面各行的小标题"), "{told}");
    shell.write("c.csv", "Group,Company,City\nExample Group,,\n,Sub Three,Oslo\n");
    let told = shell.refused(1, &["import", "c.csv", "--create-accounts"]);
    assert!(told.contains("c.csv:2: Company: is missing"), "{told}");
}

#[test]
fn orders_that_are_alike_stay_as_many_through_export_and_import() {
    let shell = Shell::new();
    shell.write("a.csv", "account,title,date,amount\nA,Pump,2026-01-01,5\nA,Pump,2026-01-01,5\n");
    shell.ok(&["import", "a.csv", "--create-accounts"]);
    for out in ["all.yaml", "all.xlsx", "all/"] {
        shell.ok(&["export", "-o", out]);
        shell.ok(&["--db", "copy.db", "import", out]);
        assert_eq!(shell.json(&["--db", "copy.db", "order", "list"]).as_array().unwrap().len(), 2, "{out}");
        let again = shell.json(&["import", out]);
        assert_eq!((&again["created"], &again["operation"]), (&0.into(), &serde_json::Value::Null), "{out}");
    }
}
