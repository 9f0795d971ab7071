//! Records that look like one: finding them, saying that they are two, making one of them, and taking that back.

use serde_json::{Value as Json, json};

use crate::shell::Shell;

#[test]
fn look_alikes_are_listed_best_first_with_reasons() {
    let shell = Shell::new();
    for name in [
        "深圳华为技术有限公司", "华为技术有限公司", "IBM", "International Business Machines", "中国石油",
        "中国石化",
    ] {
        shell.ok(&["add", name]);
    }
    shell.ok(&["add", "Huawei", "--website", "https://www.huawei.com"]);
    shell.ok(&["edit", "#1", "--website", "huawei.com"]);
    let run = shell.run(&["account", "dupes"]);
    insta::assert_snapshot!(run.stdout, @r"
    #  Name                  #  Looks like                       Score  Because
    ────────────────────────────────────────────────────────────────────────────────
    1  深圳华为技术有限公司  2  华为技术有限公司                    90  a place more
    1  深圳华为技术有限公司  7  Huawei                              85  same domain
    3  IBM                   4  International Business Machines     80  initials
    ");
    assert!(run.stderr.contains("3 pairs in all."), "{}", run.stderr);
    assert!(run.stderr.contains("acct account merge '#1' '#2'"), "{}", run.stderr);
    let found = shell.json(&["account", "dupes", "--where", "name=IBM"]);
    let ibm = json!([{
        "id": 3, "name": "IBM", "other_id": 4, "other_name": "International Business Machines", "score": 80,
        "reasons": ["initials"],
    }]);
    assert_eq!(found, ibm);
    assert_eq!(shell.json(&["account", "dupes", "--min-score", "99"]), json!([]));
    assert_eq!(shell.json(&["account", "dupes", "--limit", "1"]).as_array().unwrap().len(), 1);
    let chinese = shell.run(&["account", "dupes", "--lang", "zh"]);
    assert!(
        chinese.stdout.contains("多一个地名") && chinese.stderr.contains("共 3 对"),
        "{}",
        chinese.stderr
    );
    shell.refused(2, &["account", "dupes", "--min-score", "101"]);
}

#[test]
fn what_is_not_the_same_is_not_shown_again() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel Ltd"]);
    shell.ok(&["add", "Example Steel Inc"]);
    let trial = shell.run(&["account", "dupes", "--not-the-same", "#1", "#2", "--dry-run"]);
    assert!(
        trial.stderr.contains("Would note: Example Steel Ltd is not Example Steel Inc."),
        "{}",
        trial.stderr
    );
    assert_eq!(shell.json(&["account", "dupes"]).as_array().unwrap().len(), 1);
    let noted = ["account", "dupes", "--not-the-same", "#2", "Example Steel Ltd", "--reason", "two plants"];
    shell.ok(&noted);
    assert!(shell.run(&noted).stderr.contains("Known already"));
    assert_eq!(shell.json(&["account", "dupes"]), json!([]));
    shell.ok(&["undo"]);
    assert_eq!(shell.json(&["account", "dupes"]).as_array().unwrap().len(), 1);
    shell.refused(1, &["account", "dupes", "--not-the-same", "#1", "#1"]);
}

#[test]
fn people_look_alike_within_an_account_and_by_their_address_across() {
    let shell = Shell::new();
    for account in ["Steel", "Paper"] {
        shell.ok(&["add", account]);
    }
    shell.ok(&["contact", "add", "Steel", "Ann Example"]);
    shell.ok(&["contact", "add", "Steel", "Example, Ann", "--email", "ann@example.com"]);
    shell.ok(&["contact", "add", "Paper", "A. Example", "--email", "ANN@example.com"]);
    let pairs = |shell: &Shell, arguments: &[&str]| -> Vec<(Json, Json)> {
        let found = shell.json(&[&["contact", "dupes"], arguments].concat());
        let found = found.as_array().unwrap().iter();
        found.map(|pair| (pair["id"].clone(), pair["other_id"].clone())).collect()
    };
    assert_eq!(pairs(&shell, &[]), [(json!(1), json!(2)), (json!(2), json!(3))]);
    assert_eq!(pairs(&shell, &["Paper"]), [(json!(2), json!(3))]);
    let across = shell.refused(1, &["contact", "merge", "#2", "#3"]);
    assert!(across.contains("are of two accounts"), "{across}");
    shell.ok(&["contact", "dupes", "Steel", "--not-the-same", "Ann Example", "#3"]);
    shell.ok(&["contact", "dupes", "--not-the-same", "#3", "#2"]);
    assert_eq!(pairs(&shell, &[]), [(json!(1), json!(2))]);
    shell.ok(&["contact", "merge", "Steel", "Ann Example", "Example, Ann"]);
    let ann = shell.json(&["contact", "show", "#1"]);
    assert_eq!((&ann["name"], &ann["email"]), (&json!("Ann Example"), &json!("ann@example.com")));
    shell.refused(2, &["contact", "merge", "Steel", "Ann Example"]);
}

/// Two records of one company with something of every kind.
fn twice() -> Shell {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel", "--city", "Lyon", "--tag", "east"]);
    shell.ok(&[
        "add", "示例钢铁", "--alias", "示钢", "--city", "Paris", "--phone", "021-55550100", "--tag", "west",
        "--external-id", "sf:7",
    ]);
    shell.ok(&["contact", "add", "#1", "Ann", "--title", "CFO"]);
    shell.ok(&["contact", "add", "#2", "ann", "--title", "CEO", "--email", "ann@example.com"]);
    shell.ok(&["contact", "add", "#2", "Bob", "--reports-to", "ann"]);
    shell.ok(&["contact", "relate", "#2", "Bob", "ally", "ann"]);
    shell.ok(&["needs", "add", "#2", "Fewer stops", "--stakeholder", "ann"]);
    shell.ok(&["log", "add", "#2", "Visit", "--contact", "Bob", "--contact", "ann"]);
    shell.ok(&["look", "answer", "#1", "trend.rivalry", "3", "--date", "2026-01-01"]);
    shell.ok(&["look", "answer", "#2", "trend.rivalry", "4", "--date", "2026-02-01"]);
    shell.ok(&["stage", "set", "#1", "aware"]);
    shell.ok(&["stage", "set", "#2", "goal"]);
    shell.ok(&["tier", "set", "#2", "A", "--reason", "as agreed"]);
    shell.ok(&["add", "Daughter", "--parent", "#2"]);
    shell
}

#[test]
fn a_merge_is_told_field_by_field_and_as_data() {
    let shell = twice();
    let before = shell.json(&["export"]);
    let trial = shell.run(&["account", "merge", "Example Steel", "示例钢铁", "--dry-run"]);
    insta::assert_snapshot!(trial.stderr, @r"
      Name: Example Steel; becomes an alias: 示例钢铁 (示例钢铁  #2)
      Also known as: 示钢 (united)
      City: Lyon; goes: Paris (示例钢铁  #2)
      Phone: 021-55550100 (from 示例钢铁  #2)
      Tags: east, west (united)
      External ids: sf:7 (united)
    Both had the contact ann: #2 went into #1.
      Title: CFO; goes: CEO
    Now of Example Steel: 1 account, 1 contact, 1 relation, 1 need, 1 stage move, 1 grade, 1 finding, 1 interaction.
    Would merge 示例钢铁  #2 into Example Steel  #1. Nothing was changed.
    ");
    let chinese = shell.run(&["account", "merge", "#1", "#2", "--dry-run", "--lang", "zh"]);
    assert!(chinese.stderr.contains("城市：Lyon；不保留：Paris"), "{}", chinese.stderr);
    assert!(
        chinese.stderr.contains("将把 示例钢铁  #2 合并到 Example Steel  #1。未做改动。"),
        "{}",
        chinese.stderr
    );
    assert_eq!(shell.json(&["export"]), before);
    let merged = shell.json(&["account", "merge", "#1", "#2", "--take", "city=other"]);
    assert_eq!(merged["account"], "Example Steel");
    assert_eq!(merged["merged"], json!([{"id": 2, "name": "示例钢铁"}]));
    assert_eq!(
        merged["moved"],
        json!({"account": 1, "contact": 1, "relation": 1, "need": 1, "stage_move": 1, "grade": 1, "finding": 1,
            "interaction": 1})
    );
    let city = merged["fields"].as_array().unwrap().iter().find(|field| field["field"] == "city").unwrap();
    let lost = json!([{"id": 1, "value": "Lyon"}]);
    assert_eq!(city, &json!({"field": "city", "value": "Paris", "from": 2, "lost": lost}));
    assert_eq!(merged["operation"], shell.json(&["history", "--limit", "1"])[0]["operation"]);
}

#[test]
fn every_name_and_number_leads_to_the_kept_account_and_undo_parts_them_again() {
    let shell = twice();
    let export = |shell: &Shell| shell.ok(&["export", "--json", "--personal"]);
    let before = export(&shell);
    shell.ok(&["account", "merge", "#1", "#2"]);
    for name in ["Example Steel", "示例钢铁", "示钢", "sf:7", "#2"] {
        assert_eq!(shell.json(&["show", name])["id"], 1, "{name}");
    }
    assert!(shell.run(&["show", "#2"]).stderr.contains("#2 was merged into Example Steel (#1)"));
    let account = shell.json(&["show", "#1"]);
    assert_eq!((&account["stage"], &account["tier"]), (&json!("goal"), &json!("A")));
    let history = shell.json(&["look", "history", "#1", "trend.rivalry"]);
    assert_eq!(history.as_array().unwrap().len(), 2);
    let in_force: Vec<&Json> =
        history.as_array().unwrap().iter().filter(|answer| answer["state"] == "current").collect();
    assert_eq!((in_force.len(), &in_force[0]["value"]), (1, &json!("4")), "{history}");
    let told = shell.ok(&["history", "#1", "--limit", "0"]);
    assert!(
        told.contains("Added account 示例钢铁") && told.contains("Added account Example Steel"),
        "{told}"
    );
    let merged = export(&shell);
    shell.ok(&["undo"]);
    assert!(!shell.ok(&["history", "#1", "--limit", "0"]).contains("Added account 示例钢铁"));
    assert_eq!(export(&shell), before);
    shell.ok(&["redo"]);
    assert_eq!(export(&shell), merged);
    let operation = shell
        .json(&["history", "--limit", "0"])
        .as_array()
        .unwrap()
        .iter()
        .find(|operation| operation["summary"].as_str().unwrap().starts_with("Merged account"))
        .unwrap()["operation"]
        .to_string();
    shell.ok(&["contact", "add", "#1", "Carl"]);
    shell.ok(&["stage", "set", "#1", "pain", "--reason", "they said so"]);
    shell.ok(&["look", "answer", "#1", "trend.rivalry", "5", "--date", "2026-03-01"]);
    shell.ok(&["undo", &operation]);
    assert_eq!(shell.json(&["contact", "show", "#1", "Carl"])["name"], "Carl");
    assert_eq!(shell.json(&["show", "#1"])["stage"], "pain");
    assert_eq!(shell.json(&["show", "#2"])["stage"], "goal");
    assert_eq!(shell.json(&["contact", "list", "#2"]).as_array().unwrap().len(), 2);
}

/// Two records of one company of which each has everything that an account has once.
fn with_everything_twice() -> Shell {
    let shell = twice();
    for account in ["#1", "#2"] {
        shell.ok(&[
            "rival",
            "add",
            account,
            "Rival Ltd",
            "--satisfaction",
            if account == "#1" { "4" } else { "2" },
        ]);
        for (noun, title) in [
            ("factor", "Price"),
            ("requirement", "ISO 9001"),
            ("strategy", "Hold 2026"),
            ("control", "Portal"),
            ("objective", "Half of it"),
            ("action", "Visit the mill"),
            ("research", "Who decides"),
            ("project", "Line 2"),
            ("plan", "New mill"),
        ] {
            shell.ok(&[noun, "add", account, title]);
        }
        let mark = if account == "#1" { "5" } else { "3" };
        shell.ok(&["rival", "mark", account, "Price", "Rival Ltd", mark, "--evidence", "as they say"]);
        shell.ok(&["value", "add", account, "2025", "--planned-return", "CNY 100"]);
        shell.ok(&[
            "order", "add", account, "Gears", "--date", "2026-01-05", "--amount", "CNY 450k", "--number",
            "HT-3", "--project", "Line 2",
        ]);
    }
    shell
}

#[test]
fn what_an_account_has_once_is_united_and_the_file_comes_back_from_its_export() {
    let shell = with_everything_twice();
    let before = shell.ok(&["export", "--json", "--personal"]);
    let merged = shell.json(&["account", "merge", "#1", "#2"]);
    let twins = merged["twins"].as_array().unwrap();
    let rival = twins.iter().find(|twin| twin["kind"] == "rival").unwrap();
    assert_eq!(rival["fields"], json!([{"field": "satisfaction", "value": 4, "lost": [2]}]));
    for noun in [
        "rival", "factor", "requirement", "strategy", "control", "objective", "action", "research",
        "project", "plan", "value", "order",
    ] {
        let left = shell.json(&[noun, "list", "#1"]);
        assert_eq!(left.as_array().unwrap().len(), 1, "{noun}: {left}");
    }
    let stats = shell.json(&["order", "stats", "#1"]);
    assert!(stats.to_string().contains("450000.00") && !stats.to_string().contains("900000"), "{stats}");
    let compared = shell.json(&["rival", "compare", "#1"]);
    assert!(compared.to_string().contains("Rival Ltd"), "{compared}");
    let known = |shell: &Shell| {
        let all = shell.ok(&["export", "--personal", "--computed", "--format", "ndjson"]);
        let without_stamps = |line: &str| {
            let mut record: Json = serde_json::from_str(line).unwrap();
            let record = record.as_object_mut().unwrap();
            for stamp in ["created", "updated"] {
                record.remove(stamp);
            }
            serde_json::to_string(record).unwrap()
        };
        let mut all: Vec<String> = all.lines().map(without_stamps).collect();
        all.sort();
        all
    };
    for file in ["all.json", "all.xlsx", "all.yaml"] {
        shell.ok(&["export", "--personal", "-o", file]);
        let other = Shell::new();
        other.ok(&["import", shell.path(file).to_str().unwrap()]);
        assert_eq!(known(&other), known(&shell), "{file}");
    }
    shell.ok(&["undo"]);
    assert_eq!(shell.ok(&["export", "--json", "--personal"]), before);
}

#[test]
fn what_stands_in_the_way_of_parting_is_named() {
    let shell = twice();
    shell.ok(&["account", "merge", "#1", "#2"]);
    let operation = shell.json(&["history", "--limit", "1"])[0]["operation"].to_string();
    shell.ok(&["log", "add", "#1", "Call", "--contact", "Bob"]);
    let refused = shell.refused(1, &["undo", &operation]);
    assert!(refused.contains("\"Bob\"") && refused.contains("\"Call\""), "{refused}");
    let refused = shell.refused(1, &["undo", &operation, "--lang", "zh"]);
    assert!(refused.contains("“Bob”") && refused.contains("“Call”"), "{refused}");
}

#[test]
fn a_circle_of_parents_is_refused() {
    let shell = Shell::new();
    shell.ok(&["add", "Top"]);
    shell.ok(&["add", "Between", "--parent", "Top"]);
    shell.ok(&["add", "Bottom", "--parent", "Between"]);
    let refused = shell.refused(1, &["account", "merge", "Top", "Bottom"]);
    assert!(refused.contains("would stand below itself: Between (#2)"), "{refused}");
    shell.refused(1, &["account", "merge", "Top", "#1"]);
    let missing = shell.refused(2, &["account", "merge", "Top"]);
    assert_eq!(missing, "error: OTHER is missing\nhint: acct account merge Top OTHER\n");
    for (take, told) in
        [("city", "not FIELD=RECORD"), ("city=Bottom", "none of the records"), ("city=other", "has no")]
    {
        let refused = shell.run(&["account", "merge", "Top", "Between", "--take", take]);
        assert!(refused.code != 0 && refused.stderr.contains(told), "{}", refused.stderr);
    }
}
