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
