//! Lists as people keep them: what stands around values, tables and files, and how it is told.

use crate::shell::Shell;

#[test]
fn words_around_figures_and_the_order_of_dates_are_understood_and_told() {
    let shell = Shell::new();
    shell.write("a.csv", "name,employees,revenue\n\"One\nLtd\",100-499人,约3亿\nTwo,少于50人,(5)\n");
    let told = shell.refused(1, &["import", "a.csv"]);
    for line in [
        "a.csv:4: revenue: CNY -5 is negative, which this cannot be",
        "name: 1 understood differently from how they are written: line 2 \"One\\nLtd\" as One Ltd",
        "line 2 \"100-499人\" as 100, line 4 \"少于50人\" as 50",
        "line 2 \"约3亿\" as CNY 300,000,000",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
    shell.ok(&["import", "a.csv", "--keep-going"]);
    assert_eq!(shell.json(&["show", "One Ltd"])["employees"], 100);
    shell.write("log.csv", "account,date,summary\nOne Ltd,03/04/2025,visit\n");
    let told = shell.refused(1, &["import", "log.csv"]);
    assert!(told.contains("hint: --dates day-first or --dates month-first"), "{told}");
    shell.ok(&["import", "log.csv", "--dates", "day-first"]);
    assert_eq!(shell.json(&["log", "list", "One Ltd"])[0]["date"], "2025-04-03");
}

#[test]
fn a_line_of_totals_is_passed_over_and_told() {
    let shell = Shell::new();
    shell.write("a.csv", "name,employees\nOne,5\nTwo,7\nTotal,12\n");
    let run = shell.run(&["import", "a.csv"]);
    assert!(run.stderr.contains("totals on line 4 passed over"), "{}", run.stderr);
    assert_eq!(shell.json(&["list"]).as_array().unwrap().len(), 2);
    assert_eq!(shell.json(&["import", "--explain", "a.csv"])[0]["totals"][0], 4);
    assert!(shell.ok(&["import", "--explain", "a.csv", "--lang", "zh"]).contains("略过第 4 行的合计"));
}

#[test]
fn what_is_no_list_in_a_folder_is_passed_over_and_told() {
    let shell = Shell::new();
    shell.write("lists/a.csv", "name\nOne\n");
    shell.write("lists/readme.md", "# Our lists\n\nAsk Ann.\n");
    let run = shell.run(&["import", "lists"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("they are no lists: lists/readme.md"), "{}", run.stderr);
    assert!(
        shell
            .run(&["import", "lists", "--lang", "zh"])
            .stderr
            .contains("从文件名看不是名单，已略过：lists/readme.md")
    );
    shell.write("texts/readme.md", "# Our lists\n");
    assert!(shell.refused(1, &["import", "texts"]).contains("there are no lists in texts"));
}

#[test]
#[ignore = "written for one part, not yet brought in line with the others"]
fn people_without_a_company_come_in_under_the_one_that_is_said() {
    let shell = Shell::new();
    let card = |name: &str, more: &str| format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\n{more}END:VCARD\n");
    shell.write("one.vcf", card("Ann Miller", "TEL:010-1\n"));
    let told = shell.refused(2, &["import", "one.vcf"]);
    assert!(told.contains("hint: --default account=NAME puts rows without a company"), "{told}");
    shell.write("two.vcf", card("Ann Miller", "TEL:010-1\n") + &card("Bob Stone", "ORG:Beta\n"));
    let told = shell.refused(1, &["import", "two.vcf", "--create-accounts"]);
    assert!(told.contains("two.vcf[contact]:1: account: no company is named"), "{told}");
    assert!(told.contains("hint: --default account=NAME puts rows without a company"), "{told}");
    let default = ["--default", "account=Acme", "--default", "title=Buyer"];
    let told = shell.refused(1, &[&["import", "one.vcf"], &default[..]].concat());
    assert!(told.contains("account: there is no account \"Acme\""), "{told}");
    shell.ok(&[&["import", "two.vcf", "--create-accounts"], &default[..]].concat());
    assert_eq!(shell.json(&["contact", "show", "Acme", "Ann Miller"])["title"], "Buyer");
    assert_eq!(shell.json(&["contact", "show", "Beta", "Bob Stone"])["phone"], serde_json::Value::Null);
    let told = shell.refused(2, &["import", "two.vcf", "--default", "colour=red"]);
    assert!(told.contains("--default \"colour=red\" is not FIELD=VALUE"), "{told}");
}

#[test]
#[ignore = "written for one part, not yet brought in line with the others"]
fn how_sure_a_recognised_encoding_is_is_told() {
    let shell = Shell::new();
    shell.write("a.csv", b"name\n\xbb\xaa\xce\xaa\xbc\xaf\xcd\xc5\n");
    let run = shell.run(&["import", "a.csv", "--dry-run"]);
    assert!(run.stderr.contains("GBK (recognised, 100% usual characters)"), "{}", run.stderr);
    assert!(!run.stderr.contains("--encoding"), "{}", run.stderr);
    let explained = shell.json(&["import", "--explain", "a.csv"]);
    assert_eq!(
        (&explained[0]["encoding_guessed"], &explained[0]["encoding_percent"]),
        (&true.into(), &100.into())
    );
    shell.write(
        "b.csv",
        "name,city\nMüller,Köln\nÖz,Köln\n"
            .as_bytes()
            .iter()
            .chain(b"\xff,x\n")
            .copied()
            .collect::<Vec<u8>>(),
    );
    let told = shell.refused(3, &["import", "b.csv"]);
    assert!(told.contains("line 4 (byte 34) is not valid UTF-8"), "{told}");
    shell.write("c.csv", b"name\nPipe \xbd\' x \xbe\'\n");
    let told = shell.run(&["import", "c.csv", "--dry-run", "--lang", "zh"]).stderr;
    assert!(told.contains("编码不太确定，可用 --encoding 名称 指定"), "{told}");
}

#[test]
fn a_second_number_is_told_and_kept_when_asked() {
    let shell = Shell::new();
    shell.write(
        "a.csv",
        "企业名称,统一社会信用代码,电话,更多电话\n甲公司,91310000MA1FAKE016,021-1234567,021-7654321\n",
    );
    let run = shell.run(&["import", "a.csv"]);
    for told in [
        "columns left out: 更多电话 (1 value) (--map \"HEADER=FIELD\" names a field, --extra keeps them",
        "统一社会信用代码: the check digit is wrong (line 2); kept as written",
    ] {
        assert!(run.stderr.contains(told), "{told}\n{}", run.stderr);
    }
    let done = shell.run(&["import", "a.csv", "--extra", "--on-conflict", "update", "--lang", "zh"]);
    assert!(done.stderr.contains("更新 1：更多电话 1"), "{}", done.stderr);
    assert!(done.stderr.contains("校验位不正确（第 2 行），已按原文保留"), "{}", done.stderr);
    assert_eq!(shell.json(&["show", "甲公司"])["custom"]["更多电话"], "021-7654321");
    shell.write("p.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nORG:甲公司\nTEL:1\nTEL:2\nEND:VCARD\n");
    let done = shell.json(&["import", "p.vcf", "--extra"]);
    assert_eq!(done["files"][0]["left_over"]["phone_2"], 1);
    assert_eq!(shell.json(&["contact", "show", "甲公司", "Ann"])["custom"]["phone_2"], "2");
}

#[test]
fn updates_and_rows_of_several_kinds_are_told_as_they_are() {
    let shell = Shell::new();
    let mixed = "Company Name,Industry,Contact 1 Name,Contact 2 Name\nOne,Steel,Ann,Bob\nTwo,Paper,Cid,\n";
    shell.write("m.csv", mixed);
    let run = shell.run(&["import", "m.csv"]);
    assert!(run.stderr.starts_with("m.csv: 2 rows: 2 accounts, 3 contacts\n"), "{}", run.stderr);
    assert!(run.stderr.contains("In all 2 rows; records: 5 read: 5 created"), "{}", run.stderr);
    let done = shell.json(&["import", "m.csv"]);
    assert_eq!((&done["rows_read"], &done["read"]), (&2.into(), &5.into()));
    assert_eq!(done["files"][2]["rows_passed_over"], 1);
    shell.write("u.csv", "name,employees,city\nOne,5,Lyon\nTwo,7,\n");
    let arguments = ["import", "u.csv", "--on-conflict", "update"];
    let run = shell.run(&[&arguments[..], &["--dry-run"]].concat());
    assert!(run.stderr.contains("  updated 2: employees 2, city 1\n"), "{}", run.stderr);
    let done = shell.json(&arguments);
    assert_eq!(done["changed_fields"], serde_json::json!({"city": 1, "employees": 2}));
    assert_eq!(done["rows"][1]["changed"], serde_json::json!(["employees"]));
}

#[test]
fn a_file_that_cannot_be_read_is_told_as_data_too() {
    let shell = Shell::new();
    shell.write("b.csv", "name,password\nOne,x\n");
    for (file, code, reason) in
        [("nowhere.csv", 1, "there is no file nowhere.csv"), ("b.csv", 1, "columns that may hold secrets")]
    {
        let run = shell.run(&["import", file, "--json"]);
        let told: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(
            (run.code, &told["operation"], &told["created"]),
            (code, &serde_json::Value::Null, &0.into())
        );
        assert!(told["faults"][0]["reason"].as_str().unwrap().contains(reason), "{told}");
    }
}

#[test]
fn a_profile_keeps_how_dates_are_written_and_what_fields_are_by_default() {
    let shell = Shell::new();
    shell.write("log.csv", "account,date,summary\nOne,03/04/2025,visit\n");
    shell.ok(&["add", "One"]);
    shell.ok(&[
        "import", "log.csv", "--dates", "day-first", "--default", "by=zoe", "--save-profile", "visits",
    ]);
    shell.write("log.csv", "account,date,summary\nOne,05/04/2025,visit\n");
    shell.ok(&["import", "log.csv", "--profile", "visits"]);
    let log = shell.json(&["log", "list", "One"]);
    let told: Vec<String> =
        log.as_array().unwrap().iter().map(|entry| format!("{} {}", entry["date"], entry["by"])).collect();
    assert!(told.contains(&"\"2025-04-05\" \"zoe\"".to_owned()), "{told:?}");
}
