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
