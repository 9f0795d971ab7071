//! Lists of kinds that are rare, and what they are told by.

use serde_json::json;

use crate::shell::Shell;

fn with_people() -> Shell {
    let shell = Shell::new();
    shell.write("people.csv", "account,name\n示例钢铁,张示例\n示例钢铁,李示例\n");
    shell.ok(&["import", "people.csv", "--as", "contacts", "--create-accounts"]);
    shell
}

#[test]
fn relations_and_signals_are_known_by_their_headers() {
    let shell = with_people();
    shell.write("relations.csv", "客户,联系人,对方,关系类型\n示例钢铁,张示例,李示例,盟友\n");
    assert_eq!(shell.json(&["import", "relations.csv"])["files"][0]["kind"], "relation");
    shell.write(
        "signals.csv",
        "Account,Signal,Date\n示例钢铁,invites_bids,2026-01-05\n示例钢铁,打听同行是怎么做的,2026-01-06\n",
    );
    assert_eq!(shell.json(&["import", "signals.csv"])["created"], 2);
    shell.ok(&["export", "signals", "-o", "out.json"]);
    let known: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(shell.path("out.json")).unwrap()).unwrap();
    let known: Vec<_> =
        known.as_array().unwrap().iter().map(|one| (one["signal"].clone(), one["stage"].clone())).collect();
    assert_eq!(known[1], (json!("asks_what_others_do"), json!("aware")));
    assert_eq!(shell.json(&["import", "signals.csv"])["unchanged"], 2);
    shell.write("unknown.csv", "Account,Signal,Date\n示例钢铁,Smiles,2026-01-05\n");
    assert!(
        shell
            .refused(1, &["import", "unknown.csv"])
            .contains("signal: the playbook has no signal \"Smiles\"")
    );
    assert!(shell.refused(1, &["import", "unknown.csv", "--lang", "zh"]).contains("打法中没有信号“Smiles”"));
}

#[test]
fn a_scale_in_words_is_understood_and_told_where_it_is_one() {
    let shell = with_people();
    shell
        .write("needs.csv", "Account,Need,Urgency,Importance\n示例钢铁,a,高,high\n示例钢铁,b,中,very high\n");
    let run = shell.run(&["import", "needs.csv"]);
    assert!(run.stderr.contains("Urgency: 2 understood differently"), "{}", run.stderr);
    assert!(run.stderr.contains("line 2 \"high\" as 4, line 3 \"very high\" as 5"), "{}", run.stderr);
    let needs = shell.json(&["needs", "list"]);
    let urgency: Vec<_> = needs.as_array().unwrap().iter().map(|need| need["urgency"].clone()).collect();
    assert!(urgency.contains(&json!(5)) && urgency.contains(&json!(3)), "{urgency:?}");
    shell.write("mixed.csv", "Account,Need,Urgency\n示例钢铁,c,high\n示例钢铁,d,4\n");
    assert!(
        shell.refused(1, &["import", "mixed.csv"]).contains("mixed.csv:2: Urgency: \"high\" is not a number")
    );
}

#[test]
fn a_byte_that_is_no_text_has_its_line_as_data() {
    let shell = Shell::new();
    for (name, rows) in [("few.csv", 1), ("many.csv", 5000)] {
        shell.write(name, [b"name,city\n".as_slice(), &b"A,Oslo\n".repeat(rows), b"B,\xff\n"].concat());
        let run = shell.run(&["import", name, "--encoding", "utf-8", "--json"]);
        let told: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(told["faults"][0]["line"], rows + 2, "{name}");
    }
}

#[test]
fn a_list_of_names_and_what_they_do_is_of_people() {
    let shell = Shell::new();
    for text in ["name,title,phone\nAnn Sample,CEO,1\n", "姓名,职务,电话\n示例甲,总经理,1\n"] {
        shell.write("p.csv", text);
        let told = shell.refused(2, &["import", "p.csv"]);
        assert!(told.contains("no column gives account, which every contact needs"), "{told}");
    }
    let told = shell.refused(2, &["import", "p.csv", "--lang", "zh"]);
    assert!(told.contains("没有哪一列给出"), "{told}");
    shell.write("c.csv", "name,title,industry\nAcme,Maker of pumps,Steel\n");
    shell.ok(&["import", "c.csv"]);
}
