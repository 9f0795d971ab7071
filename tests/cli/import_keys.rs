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

#[test]
fn a_list_without_names_is_about_what_is_known_by_its_ids_and_keys() {
    let shell = Shell::new();
    shell.write(
        "a.csv",
        "name,external_ids,website\n示例钢铁,crm:A-1,steel.example\nExample Ships,crm:A-2,\n",
    );
    shell.ok(&["import", "a.csv"]);
    shell.write("ids.csv", "external_ids,employees\ncrm:A-1,120\ncrm:A-2,30\n");
    let done = shell.json(&["import", "ids.csv", "--as", "accounts", "--on-conflict", "update"]);
    assert_eq!((done["updated"].as_u64(), done["rejected"].as_u64()), (Some(2), Some(0)), "{done}");
    assert_eq!(shell.json(&["show", "示例钢铁"])["employees"], 120);
    shell.write("more.csv", "external_ids,website,city\ncrm:A-9,,Lyon\n,https://www.steel.example,苏州\n");
    let told = shell.refused(1, &["import", "more.csv", "--as", "accounts", "--on-conflict", "update"]);
    assert!(told.contains("more.csv:2: name: nothing that is there has this id"), "{told}");
    let left = ["import", "more.csv", "--as", "accounts", "--on-conflict", "update", "--keep-going"];
    shell.run(&left);
    assert_eq!(shell.json(&["show", "示例钢铁"])["city"], "苏州");
}

#[test]
fn a_person_is_known_by_a_mail_address_or_an_id_without_name_or_company() {
    let shell = Shell::new();
    shell.write(
        "people.csv",
        "account,name,email,external_ids\nExample One,Ann Example,ann@one.example,crm:P-1\n\
         Example One,Ann Example ⁽²⁾,ann2@one.example,\nExample Two,王示例,wang@two.example,\nExample Two,Bob,info@two.example,\n",
    );
    shell.ok(&["import", "people.csv", "--as", "contacts", "--create-accounts"]);
    shell.write(
        "titles.csv",
        "email,title\nANN2@one.example,CFO\nwang@two.example,采购总监\nnobody@x.example,CEO\ninfo@two.example,Clerk\n",
    );
    let told = shell.refused(1, &["import", "titles.csv", "--as", "contacts", "--on-conflict", "update"]);
    assert!(told.contains("titles.csv:4: ") && told.contains("titles.csv:5: "), "{told}");
    assert!(!told.contains("titles.csv:2: ") && !told.contains("titles.csv:3: "), "{told}");
    shell.write("titles.csv", "email,title\nANN2@one.example,CFO\nwang@two.example,采购总监\n");
    let done = shell.json(&["import", "titles.csv", "--as", "contacts", "--on-conflict", "update"]);
    assert_eq!(done["updated"], 2, "{done}");
    let people = shell.json(&["contact", "list", "Example One"]);
    let titles: Vec<_> = people.as_array().unwrap().iter().map(|person| person["title"].clone()).collect();
    assert_eq!(titles, [serde_json::Value::Null, "CFO".into()], "{people}");
    // Under another name than the person has, an address tells nobody.
    shell.write(
        "other.csv",
        "name,email,title\nCarl Other,ann2@one.example,CEO\nAnn E.,ann@one.example,CEO\n",
    );
    let told = shell.refused(1, &["import", "other.csv", "--as", "contacts", "--on-conflict", "update"]);
    assert!(told.contains("other.csv:2: ") && !told.contains("other.csv:3: "), "{told}");
    shell.write("id.csv", "external_ids,phone\ncrm:P-1,+86 512 1234567\n");
    assert_eq!(
        shell.json(&["import", "id.csv", "--as", "contacts", "--on-conflict", "update"])["updated"],
        1
    );
}
