//! Rows that are told by a website, an address or a number, and pairs that are found to be two.

use crate::shell::Shell;

fn known() -> Shell {
    let shell = Shell::new();
    shell.write("known.csv", "name,website,city\nExample Steel Ltd,https://www.steel.example,Lyon\n");
    shell.ok(&["import", "known.csv"]);
    shell
}

#[test]
fn an_account_is_known_by_what_it_alone_has_and_its_daughters_are_not_it() {
    let shell = known();
    shell.write(
        "new.csv",
        "name,website\nExmaple Steel,steel.example\nExample Steel Shanghai,steel.example\n",
    );
    let run = shell.run(&["import", "new.csv"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("line 2 \"Exmaple Steel\" as Example Steel Ltd"), "{}", run.stderr);
    assert!(run.stderr.contains("new.csv:3 Example Steel Shanghai ~ Example Steel Ltd #1"), "{}", run.stderr);
    let run = shell.run(&["import", "new.csv", "--lang", "zh"]);
    assert!(run.stderr.contains("第 2 行“Exmaple Steel”理解为 Example Steel Ltd"), "{}", run.stderr);
    shell.write("nameless.csv", "name,website,city\n,steel.example,Paris\n");
    shell.ok(&["import", "nameless.csv", "--on-conflict", "update"]);
    assert_eq!(shell.json(&["show", "Example Steel Ltd"])["city"], "Paris");
}

#[test]
fn a_word_written_short_is_a_look_alike() {
    let shell = Shell::new();
    shell.write("a.csv", "name\nInternational Business Machines Corp\n");
    shell.ok(&["import", "a.csv"]);
    shell.write("b.csv", "name\nInt. Business Machines\n");
    assert_eq!(shell.json(&["import", "b.csv"])["near"], 1);
    shell.ok(&["import", "b.csv", "--near", "create"]);
    assert_eq!(shell.json(&["account", "dupes"])[0]["reasons"][0], "abbreviation");
    assert!(shell.ok(&["account", "dupes", "--lang", "zh"]).contains("单词缩写"));
}
