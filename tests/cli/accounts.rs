//! Accounts: adding, naming, listing, changing, removing.

use crate::shell::Shell;

fn three() -> Shell {
    let shell = Shell::new();
    shell.ok(&[
        "add", "华为技术有限公司", "--alias", "华为", "--alias", "Huawei", "--industry", "ICT", "--region",
        "深圳", "--employees", "207000", "--revenue", "CNY 8621亿",
    ]);
    shell.ok(&[
        "add", "Example Steel Ltd", "--external-id", "sf:0015", "--relation", "prospect", "--tag", "east",
    ]);
    shell.ok(&["add", "Example Shipping", "--industry", "Shipping", "--founded", "2013 (1888)"]);
    shell
}

#[test]
fn an_account_is_found_by_every_name_whatever_its_case_and_width() {
    let shell = three();
    for name in ["华为技术有限公司", "华为", "huawei", "ＨＵＡＷＥＩ", "#1", "＃1", "华为技"]
    {
        assert_eq!(shell.json(&["show", name])["name"], "华为技术有限公司", "{name}");
    }
    assert_eq!(shell.json(&["show", "SF:0015"])["name"], "Example Steel Ltd");
    assert_eq!(shell.json(&["show", "example st"])["name"], "Example Steel Ltd");
}

#[test]
fn a_text_that_names_nothing_is_not_the_only_account() {
    let shell = Shell::new();
    shell.ok(&["add", "Solo", "--external-id", "cn:0015"]);
    shell.ok(&["needs", "add", "Solo", "Less scrap"]);
    for nothing in ["", " ", "cn:"] {
        shell.refused(2, &["remove", nothing, "--yes"]);
        shell.refused(2, &["edit", nothing, "--region", "East"]);
        let stderr = shell.refused(2, &["log", "add", nothing, "Visit"]);
        assert!(stderr.contains("which account?"), "{stderr}");
    }
    assert!(shell.refused(2, &["needs", "show", "Solo", ""]).contains("which need?"));
    assert_eq!(shell.json(&["show", "cn:0015"])["name"], "Solo");
}

#[test]
fn a_flag_that_nobody_set_is_no() {
    let shell = three();
    shell.ok(&["account", "archive", "#1"]);
    assert_eq!(shell.json(&["list", "--where", "archived=no"]).as_array().unwrap().len(), 2);
    assert_eq!(shell.json(&["list", "--where", "archived=yes"]).as_array().unwrap().len(), 1);
}

#[test]
fn an_ambiguous_name_lists_the_candidates() {
    let stderr = three().refused(1, &["show", "exam"]);
    assert!(stderr.contains("Example Shipping  #3") && stderr.contains("Example Steel Ltd  #2"), "{stderr}");
}

#[test]
fn a_near_miss_is_asked_back() {
    let stderr = three().refused(1, &["show", "Exampel Steel"]);
    assert!(stderr.contains("did you mean Example Steel Ltd"), "{stderr}");
    let stderr = three().refused(1, &["--lang", "zh", "show", "华为技木有限公司"]);
    assert!(stderr.contains("是不是：华为技术有限公司"), "{stderr}");
}

#[test]
fn json_keeps_money_and_lists_as_they_are() {
    let account = three().json(&["show", "华为"]);
    assert_eq!(account["revenue"]["amount"], "862100000000.00");
    assert_eq!(account["revenue"]["currency"], "CNY");
    assert_eq!(account["aliases"], serde_json::json!(["华为", "Huawei"]));
    assert_eq!(account["employees"], 207_000);
}

#[test]
fn what_was_understood_differently_is_told() {
    let shell = Shell::new();
    let run = shell.run(&["add", "Old Mill", "--founded", "2013 (1888)", "--revenue", "1.2m"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("understood as 2013"), "{}", run.stderr);
    assert!(run.stderr.contains("understood as CNY 1,200,000"), "{}", run.stderr);
}

#[test]
fn a_missing_name_is_an_error_without_a_terminal() {
    let stderr = Shell::new().refused(2, &["add"]);
    assert!(stderr.contains("NAME"), "{stderr}");
}

#[test]
fn a_name_that_is_taken_is_refused() {
    let stderr = three().refused(1, &["add", "Another", "--alias", "hＵawei"]);
    assert!(stderr.contains("already names account #1"), "{stderr}");
    assert_eq!(three().json(&["list"]).as_array().unwrap().len(), 3);
}

#[test]
fn conditions_orders_and_columns() {
    let shell = three();
    let ids = |arguments: &[&str]| {
        let mut all = vec!["list", "--format", "ids"];
        all.extend(arguments);
        shell.ok(&all).split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ")
    };
    for (arguments, expected) in [
        (&["--where", "industry=ict"][..], "1"),
        (&["--where", "industry!=ICT"], "2 3"),
        (&["--where", "industry="], "2"),
        (&["--where", "industry!="], "1 3"),
        (&["--where", "name~STEEL"], "2"),
        (&["--where", "tag=east"], "2"),
        (&["--where", "alias~hua"], "1"),
        (&["--where", "employees>=207000"], "1"),
        (&["--where", "revenue>CNY 1亿"], "1"),
        (&["--where", "founded<2014"], "3"),
        (&["--where", "relation>=prospect"], "2"),
        (&["--where", "updated<-30d"], ""),
        (&["--where", "updated>=today"], "1 2 3"),
        (&["--sort", "-name"], "1 2 3"),
        (&["--sort", "name", "--limit", "1"], "3"),
        (&["--sort", "founded,-id"], "3 2 1"),
    ] {
        assert_eq!(ids(arguments), expected, "{arguments:?}");
    }
    let csv = shell.ok(&["list", "--columns", "name,founded", "--format", "csv", "--where", "founded!="]);
    assert_eq!(csv, "id,name,founded\n3,Example Shipping,2013\n");
}

#[test]
fn an_unknown_field_lists_the_known_ones() {
    let stderr = three().refused(2, &["list", "--where", "colour=red"]);
    assert!(stderr.contains("no field \"colour\"") && stderr.contains("industry, segment"), "{stderr}");
}

#[test]
fn parents_form_a_tree_without_cycles() {
    let shell = three();
    shell.ok(&["edit", "#2", "--parent", "华为"]);
    let stderr = shell.refused(1, &["edit", "华为", "--parent", "#2"]);
    assert!(stderr.contains("cannot stand below itself"), "{stderr}");
    assert_eq!(shell.ok(&["account", "tree", "#2"]), "华为技术有限公司  #1\n└─ Example Steel Ltd  #2  ◀\n");
}

#[test]
fn a_renamed_account_keeps_its_old_name() {
    let shell = three();
    shell.ok(&["account", "rename", "#3", "Example Lines"]);
    assert_eq!(shell.json(&["show", "Example Shipping"])["name"], "Example Lines");
}

#[test]
fn a_removal_needs_a_yes_and_comes_back() {
    let shell = three();
    shell.ok(&["contact", "add", "华为", "示例财务总监", "--level", "decision"]);
    let stderr = shell.refused(1, &["remove", "华为"]);
    assert!(stderr.contains("--yes") && stderr.contains("1 contact"), "{stderr}");
    shell.ok(&["remove", "华为", "--yes"]);
    shell.refused(1, &["show", "华为"]);
    shell.ok(&["undo"]);
    assert_eq!(shell.json(&["contact", "show", "华为", "示例"])["level"], "decision");
    assert_eq!(shell.json(&["show", "Huawei"])["id"], 1);
}

#[test]
fn a_dry_run_keeps_nothing() {
    let shell = three();
    let run = shell.run(&["add", "Ghost", "--dry-run"]);
    assert!(run.code == 0 && run.stderr.contains("Nothing was kept"), "{}", run.stderr);
    shell.refused(1, &["show", "Ghost"]);
    shell.ok(&["edit", "华为", "--region", "北京", "--dry-run"]);
    assert_eq!(shell.json(&["show", "华为"])["region"], "深圳");
}

#[test]
fn a_list_of_tags_is_added_to_and_taken_from() {
    let shell = three();
    shell.ok(&["edit", "#2", "--tag", "+key", "--tag=-east"]);
    assert_eq!(shell.json(&["show", "#2"])["tags"], serde_json::json!(["key"]));
    shell.ok(&["edit", "#2", "--clear", "tags"]);
    assert_eq!(shell.json(&["show", "#2"])["tags"], serde_json::json!([]));
}

#[test]
fn the_file_is_its_owners_alone() {
    let shell = three();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(shell.path("accounts.db")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn a_file_that_is_not_ours_is_refused() {
    let shell = Shell::new();
    shell.write("accounts.db", "name,industry\nExample,Steel\n");
    let stderr = shell.refused(3, &["list"]);
    assert!(stderr.contains("is not an acct file"), "{stderr}");
}

#[test]
fn reading_makes_no_file() {
    let shell = Shell::new();
    let stderr = shell.refused(3, &["list"]);
    assert!(stderr.contains("acct demo"), "{stderr}");
    assert!(!shell.path("accounts.db").exists());
}

#[test]
fn a_tree_of_accounts_has_every_format() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Group"]);
    shell.ok(&["add", "Example Steel", "--parent", "Example Group"]);
    assert_eq!(
        shell.ok(&["account", "tree", "2", "--format", "csv"]),
        "id,name,depth,parent,parent_id\n1,Example Group,0,,\n2,Example Steel,1,Example Group,1\n"
    );
    assert_eq!(shell.ok(&["account", "tree", "2", "--format", "ids"]), "1\n2\n");
    let markdown = shell.ok(&["account", "tree", "2", "--format", "markdown"]);
    assert!(markdown.ends_with("| 2 | Example Steel | 1 | Example Group | 1 |\n"), "{markdown}");
    assert_eq!(shell.json(&["account", "tree", "2"])["daughters"][0]["name"], "Example Steel");
}

#[test]
fn a_code_is_no_number() {
    let shell = Shell::new();
    shell.write(
        "codes.csv",
        "code,name\n000002,Example Homes\n000001,Example Bank\n2,Example Two\n700,Example Chat\n",
    );
    shell.ok(&["import", "codes.csv", "--map", "code=external_ids:cn"]);
    shell.ok(&["add", "Example Listed", "--listing-code", "600000"]);
    for (code, name) in [
        ("000002", "Example Homes"),
        ("０００００１", "Example Bank"),
        ("600000", "Example Listed"),
        ("700", "Example Chat"),
        ("4", "Example Chat"),
    ] {
        assert!(shell.ok(&["show", code, "--json"]).contains(&format!("\"name\": \"{name}\"")), "{code}");
    }
    let both = shell.run(&["show", "2"]);
    assert_eq!(both.code, 1);
    assert!(both.stderr.contains("Example Bank") && both.stderr.contains("Example Two"), "{}", both.stderr);
    let unknown = shell.run(&["show", "000004"]);
    assert_eq!(unknown.code, 1, "{}", unknown.stdout);
}

#[test]
fn what_belongs_to_an_archived_account_is_put_aside_with_it() {
    let shell = Shell::new();
    for name in ["示例钢铁", "示例汽车"] {
        shell.ok(&["add", name]);
        shell.ok(&["contact", "add", name, "张示例"]);
        shell.ok(&["project", "add", name, "一期", "--value", "100"]);
        shell.ok(&["plan", "add", name, "扩建", "--kind", "new_build", "--amount", "100"]);
        shell.ok(&["voice", "add", name, "备件慢", "--date", "2026-02-01"]);
        shell.ok(&["survey", "answer", name, "2026 H1", "nps=9"]);
        shell.ok(&["rival", "add", name, "对手公司"]);
        shell.ok(&["contact", "trip", "add", name, "张示例", "北京", "--from", "2026-03-10"]);
    }
    shell.ok(&["account", "archive", "示例汽车"]);
    let rows = |arguments: &[&str]| shell.json(arguments).as_array().unwrap().len();
    assert_eq!(shell.json(&["project", "pipeline"])["totals"]["projects"], 1);
    assert_eq!(shell.json(&["plan", "totals"])["totals"]["plans"], 1);
    assert_eq!(shell.json(&["plan", "calendar"])["totals"]["plans"], 1);
    assert_eq!(shell.json(&["voice", "board"])["total"], 1);
    assert_eq!(shell.json(&["survey", "results"])["answers"], 1);
    assert_eq!(shell.json(&["rival", "show", "对手公司"])["accounts"], 1);
    assert_eq!(shell.json(&["project", "conversion"])["without_moves"], 1);
    assert_eq!(rows(&["contact", "trip"]), 1);
    assert_eq!(rows(&["contact", "list"]), 1);
    // Who names it, or asks for archived ones, means it.
    assert_eq!(shell.json(&["voice", "board", "示例汽车"])["total"], 1);
    assert_eq!(shell.json(&["voice", "board", "--where", "archived=yes"])["total"], 1);
    assert_eq!(rows(&["contact", "list", "示例汽车"]), 1);
    assert_eq!(rows(&["contact", "list", "--where", "account=示例汽车"]), 1);
    assert_eq!(rows(&["contact", "list", "--archived"]), 2);
    assert_eq!(shell.json(&["project", "pipeline", "示例汽车"])["groups"][0]["projects"], 1);
}
