//! What records are called by: external ids with their system, aliases that differ, names that are there.

use crate::shell::Shell;

#[test]
fn an_external_id_names_its_system_on_every_way_in() {
    let shell = Shell::new();
    let stderr = shell.refused(2, &["add", "Example Steel", "--external-id", "foo"]);
    assert!(stderr.contains("--external-id: \"foo\" does not say which system"), "{stderr}");
    assert!(stderr.contains("SYSTEM:ID, such as erp:100231"), "{stderr}");
    let stderr = shell.refused(2, &["add", "Example Steel", "--external-id", "foo", "--lang", "zh"]);
    assert!(stderr.contains("“foo”没有写明来自哪个系统，请写成“系统:编号”，例如 erp:100231"), "{stderr}");
    shell.ok(&["add", "Example Steel", "--external-id", "金蝶：A1", "--external-id", "sf:1"]);
    assert_eq!(shell.json(&["show", "#1"])["external_ids"], serde_json::json!(["金蝶:A1", "sf:1"]));
    shell.ok(&["edit", "金蝶：A1", "--external-id", "+erp：7", "--external-id=-SF：1"]);
    assert_eq!(shell.json(&["show", "#1"])["external_ids"], serde_json::json!(["金蝶:A1", "erp:7"]));
    shell.refused(2, &["edit", "#1", "--external-id", "+foo"]);
    shell.refused(2, &["edit", "#1", "--external-id", "foo"]);
    shell.refused(2, &["contact", "add", "#1", "Ann Example", "--external-id", ":7"]);
    shell.refused(2, &["needs", "add", "#1", "Fewer stops", "--external-id", "erp:"]);
    shell.refused(2, &["log", "add", "#1", "Visit", "--external-id", "7"]);
}

#[test]
fn an_import_tells_how_the_ids_of_one_system_are_named() {
    let shell = Shell::new();
    shell.write("list.csv", "name,external id\nExample Steel,0015X\nExample Paper,sf:0015Y\n");
    let stderr = shell.refused(1, &["import", "list.csv"]);
    assert!(stderr.contains("list.csv:2: external id: \"0015X\" does not say which system"), "{stderr}");
    assert!(stderr.contains("hint: if all ids in external id come from one system"), "{stderr}");
    assert!(stderr.contains("--map 'external id=external_ids:SYSTEM'"), "{stderr}");
    shell.ok(&["import", "list.csv", "--map", "external id=external_ids:sf"]);
    assert_eq!(shell.json(&["show", "sf:0015X"])["name"], "Example Steel");
    assert_eq!(shell.json(&["show", "sf:0015Y"])["name"], "Example Paper");
    shell.write("empty.csv", "name,code\nExample Glass,sf:\n");
    let stderr = shell.refused(1, &["import", "empty.csv", "--map", "code=external_ids:sf", "--lang", "zh"]);
    assert!(stderr.contains("“sf:”没有写明来自哪个系统"), "{stderr}");
}

#[test]
fn an_alias_that_is_a_name_already_is_left_out_and_told() {
    let shell = Shell::new();
    let run = shell.run(&["add", "Big Blue", "--alias", "IBM", "--alias", "ibm", "--alias", "ＢＩＧ blue"]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("alias \"ibm\" left out: the account goes by that name already"));
    assert!(run.stderr.contains("alias \"ＢＩＧ blue\" left out"), "{}", run.stderr);
    let aliases = |shell: &Shell| shell.json(&["show", "#1"])["aliases"].clone();
    assert_eq!(aliases(&shell), serde_json::json!(["IBM"]));
    let run = shell.run(&["edit", "#1", "--alias", "+ＩＢＭ", "--alias", "+B.B.", "--lang", "zh"]);
    assert_eq!((run.code, aliases(&shell)), (0, serde_json::json!(["IBM", "B.B."])), "{}", run.stderr);
    shell.ok(&["edit", "#1", "--alias=-ibm"]);
    assert_eq!(aliases(&shell), serde_json::json!(["B.B."]));
    let run = shell.run(&["edit", "#1", "--alias", "+big blue", "--lang", "zh"]);
    assert!(run.stderr.contains("未加别名“big blue”：客户已有这个名称"), "{}", run.stderr);
    shell.write("list.csv", "name,short name\nExample Steel,example steel; EXS; exs\n");
    shell.ok(&["import", "list.csv"]);
    assert_eq!(shell.json(&["show", "EXS"])["aliases"], serde_json::json!(["EXS"]));
    assert!(shell.run(&["import", "list.csv"]).stderr.contains("1 unchanged"));
    shell.ok(&["account", "rename", "EXS", "Exs"]);
    assert_eq!(shell.json(&["show", "exs"])["aliases"], serde_json::json!(["Example Steel"]));
}

#[test]
fn a_name_that_is_nothing_is_told_by_its_place() {
    let shell = Shell::new();
    for name in ["", "  "] {
        let stderr = shell.refused(2, &["add", name]);
        assert!(stderr.contains("error: NAME is missing\nhint: acct add NAME"), "{stderr}");
    }
    shell.ok(&["add", "Example Steel"]);
    let stderr = shell.refused(2, &["contact", "add", "Example Steel", "", "--lang", "zh"]);
    assert!(stderr.contains("缺少姓名"), "{stderr}");
    for person in ["Ann Example", "Bob Example"] {
        shell.ok(&["contact", "add", "#1", person]);
    }
    let stderr = shell.refused(2, &["contact", "relate", "#1", "Ann", " ", "Bob"]);
    assert!(stderr.contains("RELATION is missing"), "{stderr}");
    let stderr = shell.refused(2, &["contact", "relate", "#1", "Ann", "", "Bob", "--lang", "zh"]);
    assert!(stderr.contains("缺少关系"), "{stderr}");
    let stderr = shell.refused(2, &["add", "#12", "--lang", "zh"]);
    assert!(stderr.contains("名称：“#12”不能作名称"), "{stderr}");
    let run = shell.run(&["edit", "#1", "--region", "华东", "--lang", "zh"]);
    assert!(run.stderr.contains("地区：– → 华东"), "{}", run.stderr);
    let stderr = shell.refused(1, &["account", "rename", "Example Steel", " "]);
    assert!(stderr.contains("every account has a name"), "{stderr}");
    let stderr = shell.refused(2, &["add", "Example Paper", "--founded", "1998.5"]);
    assert!(stderr.contains("\"1998.5\" is not a year"), "{stderr}");
}
