//! Fields and choices as people name them: in both languages, in other words, and misspelt.

use crate::shell::Shell;

fn list() -> Shell {
    let shell = Shell::new();
    let rows = "名称,行业,关系,营收,市盈率\n甲公司,银行,现有客户,USD 3bn,12.5\n乙公司,银行,流失客户,12亿,8\n丙公司,钢铁,潜在客户,5000万,1200\n";
    shell.write("rows.csv", rows);
    shell.ok(&["import", "rows.csv", "--extra"]);
    shell
}

fn names(shell: &Shell, arguments: &[&str]) -> Vec<String> {
    let listed = shell.json(&[&["list"], arguments].concat());
    let rows = listed.as_array().unwrap().iter();
    rows.map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_condition_names_fields_and_choices_in_either_language() {
    let shell = list();
    for (condition, found) in [
        ("行业=银行", vec!["甲公司", "乙公司"]),
        ("所属行业＝钢铁", vec!["丙公司"]),
        ("Annual revenue<1亿", vec!["丙公司"]),
        ("关系=流失", vec!["乙公司"]),
        ("relation=客户", vec!["甲公司"]),
        ("relation=Prospect", vec!["丙公司"]),
        ("级别=", vec!["甲公司", "乙公司", "丙公司"]),
        ("级别!=", vec![]),
        ("市盈率>10", vec!["甲公司", "丙公司"]),
        ("custom.市盈率<=8", vec!["乙公司"]),
    ] {
        assert_eq!(names(&shell, &["--where", condition]), found, "{condition}");
    }
}

#[test]
fn orders_and_columns_name_fields_in_either_language_and_values_of_the_users_own() {
    let shell = list();
    assert_eq!(names(&shell, &["--sort", "-市盈率，名称"]), ["丙公司", "甲公司", "乙公司"]);
    let listed =
        shell.ok(&["list", "--columns", "名称、市盈率、Our owner", "--format", "csv", "--limit", "1"]);
    assert_eq!(listed.trim_start_matches('\u{feff}').lines().next(), Some("id,name,市盈率,owner"));
}

#[test]
fn an_unknown_field_lists_the_known_ones_and_the_nearest() {
    let shell = list();
    let told = shell.refused(2, &["list", "--where", "industri=x"]);
    assert!(told.contains("it has name, aliases") && told.contains("市盈率"), "{told}");
    assert!(told.contains("did you mean \"industry\"?"), "{told}");
    let told = shell.refused(2, &["--lang", "zh", "list", "--sort", "市赢率"]);
    assert!(told.contains("客户没有字段“市赢率”") && told.contains("行业（industry）"), "{told}");
    assert!(told.contains("是不是想写“市盈率”"), "{told}");
}

#[test]
fn a_refused_choice_lists_identifiers_with_their_labels() {
    let shell = list();
    let told = shell.refused(2, &["list", "--where", "relation=foo"]);
    assert!(told.contains("prospect, customer, rival_customer (Rival's customer)"), "{told}");
    let told = shell.refused(2, &["--lang", "zh", "edit", "甲公司", "--relation", "foo"]);
    assert!(told.contains("customer（现有客户）、rival_customer（对手客户）"), "{told}");
}

#[test]
fn amounts_in_another_currency_are_left_out_and_told() {
    let shell = list();
    for (arguments, told) in [
        (
            vec!["list", "--where", "revenue>1e9"],
            "1 account left out: Annual revenue in another currency than CNY",
        ),
        (vec!["list", "--where", "revenue>USD 1bn"], "2 accounts left out"),
        (vec!["export", "accounts", "--where", "revenue>1e9"], "1 account left out"),
        (vec!["--lang", "zh", "list", "--where", "营收>10亿"], "另有 1 家客户未参与比较"),
    ] {
        let run = shell.run(&arguments);
        assert!(run.code == 0 && run.stderr.contains(told), "{arguments:?}: {}", run.stderr);
    }
    assert!(!shell.run(&["list", "--where", "revenue!=5"]).stderr.contains("left out"));
}

#[test]
fn a_tree_is_rows_in_every_format_but_json() {
    let shell = Shell::new();
    shell.ok(&["add", "集团"]);
    shell.ok(&["add", "Daughter", "--parent", "集团"]);
    shell.ok(&["add", "Grandchild", "--parent", "Daughter"]);
    let rows = shell.ok(&["account", "tree", "Daughter", "--format", "csv"]);
    let rows = rows.trim_start_matches('\u{feff}').replace('\r', "");
    assert_eq!(
        rows,
        "id,name,depth,parent,parent_id\n1,集团,0,,\n2,Daughter,1,集团,1\n3,Grandchild,2,Daughter,2\n"
    );
    assert_eq!(shell.ok(&["account", "tree", "集团", "--format", "ids"]), "1\n2\n3\n");
    assert_eq!(shell.ok(&["account", "tree", "集团", "--format", "ndjson"]).lines().count(), 3);
    assert_eq!(
        shell.json(&["account", "tree", "集团"])["daughters"][0]["daughters"][0]["name"],
        "Grandchild"
    );
}

#[test]
fn what_is_empty_is_the_same_everywhere() {
    let shell = Shell::new();
    shell.ok(&["add", "Leer"]);
    let account = shell.json(&["show", "Leer"]);
    assert_eq!((&account["tags"], &account["note"]), (&serde_json::json!([]), &serde_json::Value::Null));
    let exported: serde_json::Value =
        serde_json::from_str(&shell.ok(&["export", "accounts", "--format", "json"])).unwrap();
    assert_eq!(exported[0]["tags"], serde_json::json!([]));
    for list in [
        vec!["list", "--where", "name=x"],
        vec!["contact", "list"],
        vec!["contact", "tree", "Leer"],
        vec!["contact", "trip", "list"],
        vec!["needs", "list"],
        vec!["needs", "rank"],
        vec!["needs", "changes"],
        vec!["log", "list"],
        vec!["stage", "board"],
        vec!["stage", "stalled"],
        vec!["stage", "history", "Leer"],
        vec!["tier", "list", "S"],
        vec!["tier", "history", "Leer"],
        vec!["look", "history", "Leer"],
        vec!["search", "zzz"],
    ] {
        assert_eq!(shell.json(&list), serde_json::json!([]), "{list:?}");
    }
}

#[test]
fn an_unknown_language_of_the_environment_is_told() {
    let shell = list();
    let mut command = shell.command(&["list"]);
    let output = command.env("ACCT_LANG", "fr").output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("ACCT_LANG is \"fr\"") && told.contains("en and zh"), "{told}");
    let mut command = shell.command(&["--lang", "zh", "list"]);
    let output = command.env("ACCT_LANG", "fr").output().unwrap();
    assert!(!String::from_utf8(output.stderr).unwrap().contains("ACCT_LANG"));
}

#[test]
fn one_of_a_thing_is_told_in_the_singular() {
    let shell = Shell::new();
    shell.ok(&["add", "Leer"]);
    let told = shell.run(&["undo", "--yes"]).stderr;
    assert!(told.contains("(1 change)"), "{told}");
    shell.ok(&["add", "Leer"]);
    let told = shell.run(&["tier", "score", "--all"]).stderr;
    assert!(told.contains("Graded 1 account:"), "{told}");
}

#[test]
fn chinese_output_says_amounts_as_people_do_and_no_blank_follows_a_full_width_colon() {
    let shell = Shell::new();
    shell.ok(&["add", "甲", "--revenue", "CNY 486亿"]);
    shell.ok(&["add", "乙", "--revenue", "USD 12m"]);
    let listed = shell.ok(&["--lang", "zh", "list", "--columns", "name,revenue"]);
    assert!(listed.contains("486亿元") && listed.contains("1200万美元"), "{listed}");
    assert_eq!(shell.json(&["show", "甲"])["revenue"]["amount"], "48600000000.00");
    let help = shell.ok(&["--lang", "zh", "stage", "close", "--help"]);
    assert!(help.contains("用法：acct") && help.contains("<中标方>"), "{help}");
}
