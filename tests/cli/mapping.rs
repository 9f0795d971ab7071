//! What the columns of a file are taken for, and how that is told, changed and kept.

use crate::shell::Shell;

#[test]
fn an_account_is_known_by_its_credit_code_under_another_name() {
    let shell = Shell::new();
    let codes = "甲公司,91310000MA1FAKE015,\n乙公司,,uscc:91110108MA0EXAMP19\n丙公司,-,\n丁公司,-,\n";
    shell.write("a.csv", format!("企业名称,统一社会信用代码,外部编号\n{codes}"));
    assert_eq!(shell.json(&["import", "a.csv"])["created"], 4);
    shell.write("b.csv", "名称,信用代码\n甲集团,91310000ma1fake015\n乙集团,91110108MA0EXAMP19\n");
    assert_eq!(shell.json(&["import", "b.csv", "--on-conflict", "update"])["updated"], 2);
    assert_eq!(shell.json(&["show", "甲公司"])["name"], "甲集团");
    assert_eq!(shell.json(&["show", "uscc:91110108MA0EXAMP19"])["aliases"][0], "乙公司");
}
