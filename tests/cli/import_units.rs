//! Lists as people write them: figures in the unit that the header names, numbers kept as they are written, a second column for
//! the same, one company in two forms of writing.

use serde_json::json;

use crate::shell::Shell;

#[test]
fn the_unit_in_a_header_multiplies_the_numbers_below_it_and_is_told() {
    let shell = Shell::new();
    let text = "企业名称,营业收入（万元）,注册资本(万美元),员工人数（人）\n甲厂,3500,1000,300\n乙厂,3.5亿,¥2亿,1.2千\n";
    shell.write("a.csv", text);
    let told = shell.run(&["import", "a.csv", "--lang", "zh"]).stderr;
    assert!(told.contains("“营业收入（万元）”：未写单位的数字按“万元”计"), "{told}");
    assert!(told.contains("第 2 行“3500”理解为 CNY 35,000,000"), "{told}");
    let shown = shell.json(&["show", "甲厂"]);
    assert_eq!(shown["revenue"], json!({"amount": "35000000.00", "currency": "CNY"}));
    assert_eq!(shown["registered_capital"], json!({"amount": "10000000.00", "currency": "USD"}));
    assert_eq!(shown["employees"], 300);
    let shown = shell.json(&["show", "乙厂"]);
    assert_eq!(shown["revenue"], json!({"amount": "350000000.00", "currency": "CNY"}));
    let explained = shell.json(&["import", "--explain", "a.csv"]);
    assert_eq!(explained[0]["columns"][1]["unit"], "万元");
    assert_eq!(explained[0]["columns"][1]["samples"][0]["understood"]["amount"], "35000000.00");
    assert!(shell.ok(&["import", "--explain", "a.csv"]).contains("in 万元"));
}

#[test]
fn the_unit_counts_under_groups_of_columns_with_map_and_above_the_table() {
    let shell = Shell::new();
    shell.write("m.csv", "Who,Revenue (USD m),Staffing (k)\nAcme,12.5,3\n");
    shell.ok(&["import", "m.csv", "--map", "Who=name", "--map", "Staffing (k)=employees"]);
    let shown = shell.json(&["show", "Acme"]);
    assert_eq!(shown["revenue"], json!({"amount": "12500000.00", "currency": "USD"}));
    assert_eq!(shown["employees"], 3000);
    shell.write("g.csv", "企业名称,经营情况,\n,营业收入（万元）,员工人数（人）\n丙厂,20,5\n");
    shell.ok(&["import", "g.csv"]);
    let shown = shell.json(&["show", "丙厂"]);
    assert_eq!((&shown["revenue"]["amount"], &shown["employees"]), (&json!("200000.00"), &json!(5)));
    shell.write("t.csv", "客户清单,,单位：万元\n企业名称,城市,营业收入\n丁厂,上海,7\n");
    shell.ok(&["import", "t.csv"]);
    assert_eq!(shell.json(&["show", "丁厂"])["revenue"]["amount"], "70000.00");
}

#[test]
fn numbers_of_json_stay_as_they_are_written() {
    let shell = Shell::new();
    shell.write(
        "a.json",
        r#"[{"name": "Acme", "revenue": 12345678901234567.89, "listing_code": 1.10, "custom": {"n": 123456789012345678901}}]"#,
    );
    shell.ok(&["import", "a.json"]);
    let shown = shell.json(&["show", "Acme"]);
    assert_eq!(shown["revenue"]["amount"], "12345678901234567.89");
    assert_eq!(
        (&shown["listing_code"], &shown["custom"]["n"]),
        (&json!("1.10"), &json!("123456789012345678901"))
    );
    shell.write("n.json", "[{\"name\": \"Nul\\u0000\"}]");
    let told = shell.refused(1, &["import", "n.json"]);
    assert!(told.contains("a cell has a NUL byte"), "{told}");
}

#[test]
fn a_second_column_counts_where_the_first_one_is_empty() {
    let shell = Shell::new();
    shell.write(
        "p.csv",
        "姓名,公司,电话,手机\n张三,甲公司,,13800138000\n李四,甲公司,021-5555 0101,13900139000\n",
    );
    let told = shell.run(&["import", "p.csv", "--create-accounts"]).stderr;
    assert!(told.contains("电话, 手机: the first of them that is filled becomes phone"), "{told}");
    assert_eq!(shell.json(&["contact", "show", "甲公司", "张三"])["phone"], "13800138000");
    assert_eq!(shell.json(&["contact", "show", "甲公司", "李四"])["phone"], "021-5555 0101");
}

#[test]
fn a_title_above_cells_that_semicolons_part_is_no_column() {
    for mark in [";", "\t", "|", "^"] {
        let shell = Shell::new();
        shell.write("t.csv", "Customer list\nName;City\nA Co;Oslo\nB Co;Rome\n".replace(';', mark));
        shell.ok(&["import", "t.csv"]);
        assert_eq!(shell.json(&["show", "B Co"])["city"], "Rome", "{mark}");
    }
}

#[test]
fn accounts_known_by_an_id_alone_are_filled_by_the_list_that_names_them() {
    let shell = Shell::new();
    let contacts = "Id,IsDeleted,AccountId,LastName,FirstName,Name,Email,ReportsToId\n003A1,false,0015g1,Miller,Ann,Ann Miller,ann@edge.example,\n";
    shell.write("c.csv", contacts);
    shell.ok(&["import", "c.csv", "--create-accounts"]);
    assert_eq!(shell.json(&["show", "sf:0015g1"])["external_ids"], json!(["sf:0015g1"]));
    shell.write("a.csv", "Id,IsDeleted,Name,BillingCity,OwnerId\n0015g1,false,Edge Inc,Austin,005\n");
    shell.ok(&["import", "a.csv"]);
    let shown = shell.json(&["show", "Edge Inc"]);
    assert_eq!((&shown["city"], &shown["aliases"]), (&json!("Austin"), &json!([])));
    assert_eq!(shell.json(&["contact", "list", "Edge Inc"])[0]["name"], "Ann Miller");
    assert_eq!(shell.json(&["list"]).as_array().unwrap().len(), 1);
}

#[test]
fn one_company_in_two_forms_of_writing_is_one_record_within_a_file_too() {
    let shell = Shell::new();
    shell.write("a.csv", "name,city\nBeta Ltd,Rome\nBETA LIMITED,\nGamma GmbH,Ulm\nGamma AG,Bonn\n");
    shell.ok(&["import", "a.csv"]);
    assert_eq!(shell.json(&["list"]).as_array().unwrap().len(), 3);
    shell.write("b.csv", "name,city\nDelta Ltd,Rome\nDELTA LIMITED,Oslo\n");
    let told = shell.refused(1, &["import", "b.csv"]);
    assert!(told.contains("\"Delta Ltd\" stands already on"), "{told}");
}

#[test]
fn lists_of_other_kinds_are_known_by_the_usual_words() {
    let shell = Shell::new();
    for (file, text, kind) in [
        ("visits", "Account;Subject;Date;Type\nA Co;m1;2026-04-03;Meeting\n", "interaction"),
        ("deals", "Account,Title,Win probability,Value\nA Co,Line 3,40%,5m\n", "project"),
        (
            "complaints",
            "Customer,Complaint,Date received,Severity,Status,Resolution\nA Co,Late,2026-03-01,,,\n",
            "feedback",
        ),
        ("factors", "客户,选择因素,权重,我方评分\n甲公司,价格,30%,4\n", "factor"),
        (
            "log",
            "日期,客户,联系人,跟进方式,跟进内容,下次跟进时间\n2026-03-01,甲公司,,电话,看了三号线,2026-04-01\n",
            "interaction",
        ),
        (
            "trips",
            "Name,Company,Destination,From,To,Purpose\nAnn,A Co,Beijing,2026-03-01,2026-03-04,Fair\n",
            "trip",
        ),
        (
            "people",
            "姓名,性别,职务,部门,手机,邮箱,所在公司,微信\n张三,男,总监,设备部,13800138000,z@jia.example,甲公司,zs01\n",
            "contact",
        ),
        ("leute", "Vorname,Nachname,Firma\nAnn,Miller,A Co\n", "contact"),
    ] {
        let file = format!("{file}.csv");
        shell.write(&file, text);
        assert_eq!(shell.json(&["import", "--explain", &file])[0]["kind"], kind, "{file}");
    }
}

#[test]
fn lines_around_a_table_are_passed_over() {
    let shell = Shell::new();
    let text = "序号,名称,员工人数\n1,甲厂,5\n2,乙厂,7\n合计,,12\n制表人：王五,,\n";
    shell.write("a.csv", text);
    let told = shell.run(&["import", "a.csv", "--map", "序号="]).stderr;
    assert!(told.contains("totals on lines 4, 5 passed over"), "{told}");
    assert_eq!(shell.json(&["list"]).as_array().unwrap().len(), 2);
}

#[test]
fn ids_of_other_systems_are_proposed_and_words_of_other_lists_are_not_guessed_at() {
    let shell = Shell::new();
    shell.write(
        "a.csv",
        "name,city,industry,Customer No.,Severity,Date\nAcme,Lyon,Steel,K1,high,2026-01-01\n",
    );
    let told = shell.run(&["import", "a.csv"]).stderr;
    assert!(told.contains("Customer No. (perhaps external_ids:erp?; 1 value)"), "{told}");
    assert!(told.contains("Severity (1 value), Date (1 value)"), "{told}");
}

#[test]
fn dates_with_points_have_the_day_first() {
    let shell = Shell::new();
    shell.write("o.csv", "account,date,summary\nA Co,02.01.2026,visit\n");
    shell.ok(&["import", "o.csv", "--create-accounts"]);
    assert_eq!(shell.json(&["log", "list", "A Co"])[0]["date"], "2026-01-02");
}

#[test]
fn a_company_and_whom_to_ask_there_are_an_account_and_a_contact() {
    let shell = Shell::new();
    shell.write("a.csv", "公司名称,联系人,电话\n甲公司,张三,13800138000\n");
    shell.ok(&["import", "a.csv"]);
    assert_eq!(shell.json(&["contact", "show", "甲公司", "张三"])["phone"], "13800138000");
}

#[test]
fn texts_that_are_json_and_yaml_of_several_documents_are_read_as_what_they_are() {
    let shell = Shell::new();
    shell.write("a.txt", r#"[{"Company name": "Alpha", "City": "Leeds"}]"#);
    shell.write("b.yaml", "---\nname: Beta\ncity: Oslo\n---\nname: Gamma\n");
    shell.ok(&["import", "a.txt", "b.yaml"]);
    assert_eq!(shell.json(&["list"]).as_array().unwrap().len(), 3);
    assert_eq!(shell.json(&["show", "Beta"])["city"], "Oslo");
}

#[test]
fn a_byte_without_a_letter_in_its_encoding_is_no_text() {
    let shell = Shell::new();
    shell.write("a.csv", b"name,city\nA\xe9,Lyon\nB\x8d,Oslo\n");
    let told = shell.refused(3, &["import", "a.csv", "--encoding", "windows-1252"]);
    assert!(told.contains("line 3 (byte 19) is not valid windows-1252"), "{told}");
}

#[test]
fn numbers_in_characters_and_marks_with_their_words_are_understood() {
    let shell = Shell::new();
    shell.write("a.csv", "名称,员工人数,成立时间\n甲厂,五百人,二〇〇八年\n");
    shell.ok(&["import", "a.csv"]);
    let shown = shell.json(&["show", "甲厂"]);
    assert_eq!((&shown["employees"], &shown["founded"]), (&json!(500), &json!(2008)));
    shell.write(
        "f.csv",
        "Customer,Complaint,Date received,Severity,Status\n甲厂,Late,2026-03-01,4分,处理中\n",
    );
    shell.ok(&["import", "f.csv"]);
    let said = shell.json(&["voice", "list", "甲厂"]);
    assert_eq!((&said[0]["severity"], &said[0]["status"]), (&json!(4), &json!("analysed")));
}

#[test]
fn people_who_look_like_others_are_not_called_accounts() {
    let shell = Shell::new();
    shell.ok(&["add", "Acme"]);
    shell.ok(&["contact", "add", "Acme", "Ann Lee", "--email", "ann@acme.example"]);
    shell.write("c.csv", "account,name,email\nAcme,Bob Miller,ann@acme.example\n");
    let told = shell.run(&["import", "c.csv"]).stderr;
    assert!(told.contains("1 row looks like a person who is there"), "{told}");
}

#[test]
fn what_a_program_deleted_and_letters_that_were_lost_are_told() {
    let shell = Shell::new();
    shell.write(
        "a.csv",
        "Id,IsDeleted,Name,BillingCity,OwnerId\n1,true,Old Inc,Austin,005\n2,false,N??? Inc,Ulm,005\n",
    );
    let told = shell.run(&["import", "a.csv"]).stderr;
    assert!(told.contains("IsDeleted: marked as deleted (line 2); not imported"), "{told}");
    assert!(told.contains("Name: signs stand in place of letters (line 3)"), "{told}");
    assert_eq!(shell.json(&["list"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_figure_that_is_only_about_right_has_the_unit_of_its_column() {
    let shell = Shell::new();
    shell.write(
        "a.csv",
        "公司名称,营业收入（万元）,注册资本(万美元)\n甲厂,约3亿,约300\n乙厂,约 300,3000(美元)\n丙厂,3000万(人民币),\n",
    );
    let told = shell.run(&["import", "a.csv"]).stderr;
    assert!(told.contains("line 2 \"约3亿\" as CNY 300,000,000"), "{told}");
    let amount = |name: &str, field: &str| shell.json(&["show", name])[field]["amount"].clone();
    for (name, field, wanted) in [
        ("甲厂", "revenue", "300000000.00"),
        ("甲厂", "registered_capital", "3000000.00"),
        ("乙厂", "revenue", "3000000.00"),
        ("乙厂", "registered_capital", "30000000.00"),
        ("丙厂", "revenue", "30000000.00"),
    ] {
        assert_eq!(amount(name, field), wanted, "{name} {field}");
    }
    shell.write("b.csv", "Name,Revenue (USD m)\nAcme,~12.5\nBolt,approx. 12\nCask,about 3m\n");
    shell.ok(&["import", "b.csv"]);
    let amounts = ["Acme", "Bolt", "Cask"].map(|name| amount(name, "revenue"));
    assert_eq!(amounts, ["12500000.00", "12000000.00", "3000000.00"]);
    shell.write("c.csv", "公司名称,营业收入（万元）\n丁厂,约很多3x\n");
    let told = shell.refused(1, &["import", "c.csv"]);
    assert!(told.contains("\"约很多3x\"") && !told.contains("元 约"), "{told}");
}

#[test]
fn points_part_thousands_where_the_column_shows_it_and_in_whole_numbers() {
    let shell = Shell::new();
    let text = "name;employees;revenue\nA GmbH;1.200;1.234.567,89 EUR\nB GmbH;12;1.234 EUR\n";
    shell.write("eur.csv", text);
    let told = shell.run(&["import", "eur.csv"]).stderr;
    assert!(told.contains("line 2 \"1.200\" as 1200"), "{told}");
    assert!(told.contains("line 3 \"1.234 EUR\" as EUR 1,234"), "{told}");
    assert_eq!(shell.json(&["show", "A GmbH"])["employees"], 1200);
    // Nothing tells, or both are there.
    for text in ["name;revenue\nC GmbH;1.234 EUR\n", "name;revenue\nC GmbH;1.234 EUR\nD;1.234,5\nE;1.5\n"] {
        shell.write("open.csv", text);
        let told = shell.refused(1, &["import", "open.csv"]);
        assert!(told.contains("\"1.234 EUR\" can be read in two ways"), "{told}");
    }
}
