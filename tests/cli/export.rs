//! What goes out: forms, what they leave out, and documents by account that are edited and come back.

use serde_json::json;

use crate::shell::Shell;

fn steel() -> Shell {
    let shell = Shell::new();
    shell.ok(&[
        "add", "Example Steel", "--city", "Lyon", "--tag", "east", "--revenue", "EUR 1.2m", "--phone", "=1",
    ]);
    shell.ok(&[
        "contact", "add", "Example Steel", "Ann Example", "--title", "CFO", "--email", "ann@steel.example",
        "--external-id", "sf:003", "--family", "two sons", "--birthday", "1970-01-01", "--messenger",
        "ann;1", "--influence", "5",
    ]);
    shell.ok(&["needs", "add", "Example Steel", "Close faster"]);
    shell
}

fn document(shell: &Shell) -> String {
    std::fs::read_to_string(shell.path("accounts/Example Steel.yaml")).unwrap()
}

/// Writes the document with something in place of something else.
fn edit(shell: &Shell, old: &str, new: &str) {
    let text = document(shell);
    assert!(text.contains(old), "{text}");
    shell.write("accounts/Example Steel.yaml", text.replace(old, new));
}

#[test]
fn what_a_form_does_not_hold_is_told() {
    let shell = steel();
    let run = shell.run(&["export", "-o", "people.vcf", "--personal"]);
    assert!(run.stderr.contains("2 records in people.vcf"), "{}", run.stderr);
    assert!(
        run.stderr.contains("vcard does not hold: account.revenue (1), contact.family (1)"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("contact.influence (1)") && run.stderr.contains("1 need"), "{}", run.stderr);
    let told = shell.json(&["export", "contacts", "-o", "contacts.csv"]);
    assert_eq!(
        told,
        json!({
            "format": "csv",
            "files": [{"path": "contacts.csv", "records": 1}],
            "left_out": [{"kind": "contact", "field": null, "records": 1, "reason": "personal"}],
        })
    );
    let run = shell.run(&["export", "contacts", "--lang", "zh"]);
    assert!(run.stderr.contains("未加 --personal"), "{}", run.stderr);
    shell.ok(&["edit", "Example Steel", "--note", &"x".repeat(32_768)]);
    let told = shell.json(&["export", "accounts", "-o", "accounts.xlsx"]);
    let long =
        json!([{"sheet": "accounts", "row": 2, "field": "note", "characters": 32_768, "reason": "too_long"}]);
    assert_eq!(told["left_out"], long);
}

#[test]
fn cards_come_in_again_as_the_people_they_are_of() {
    let shell = steel();
    shell.ok(&["export", "-o", "people.vcf", "--personal"]);
    let cards = std::fs::read_to_string(shell.path("people.vcf")).unwrap();
    assert!(cards.contains("ORG:Example Steel\r\nTITLE:CFO\r\n"), "{cards}");
    let told = shell.json(&["import", "people.vcf"]);
    assert_eq!((&told["unchanged"], &told["operation"]), (&2.into(), &serde_json::Value::Null), "{told}");
    let other = Shell::new();
    other.write("people.vcf", cards);
    other.ok(&["import", "people.vcf"]);
    let ann = &other.json(&["export", "contacts", "--personal"])[0];
    for (field, value) in
        [("account", "Example Steel"), ("title", "CFO"), ("messenger", "ann;1"), ("birthday", "1970-01-01")]
    {
        assert_eq!(ann[field], value);
    }
    assert_eq!(ann["external_ids"], json!(["sf:003"]));
}

#[test]
fn a_spreadsheet_has_cells_of_the_types_of_their_values_and_no_formula() {
    let shell = steel();
    shell.ok(&["log", "add", "Example Steel", "Call", "--date", "2026-02-01"]);
    shell.ok(&["export", "-o", "all.xlsx"]);
    let sheet = |number: usize| -> String {
        let file = std::fs::File::open(shell.path("all.xlsx")).unwrap();
        let mut archive = zip::ZipArchive::new(file).unwrap();
        let part = archive.by_name(&format!("xl/worksheets/sheet{number}.xml")).unwrap();
        std::io::read_to_string(part).unwrap()
    };
    let accounts = sheet(1);
    assert!(accounts.contains("<v>1200000</v>"), "{accounts}");
    assert!(accounts.contains("<is><t>=1</t></is>") && !accounts.contains("<f>"), "{accounts}");
    assert!(
        accounts.contains("state=\"frozen\"") && accounts.contains("<autoFilter ref=\"A1:"),
        "{accounts}"
    );
    // 46054 is the first of February 2026.
    assert!(sheet(4).contains("<v>46054</v>"), "{}", sheet(4));
}

#[test]
fn what_is_edited_in_a_document_is_shown_and_taken_over() {
    let shell = steel();
    shell.ok(&["export", "--by-account", "-o", "accounts"]);
    edit(&shell, "city: Lyon", "city: Paris\nregion: North");
    edit(&shell, "tags:\n- east", "tags: []");
    edit(&shell, "  influence: 5\n", "");
    edit(&shell, "needs:\n", "needs:\n- title: Pay less\n  urgency: 4\n");
    shell.write("accounts/README.md", "# Our accounts");
    let dry = shell.run(&["import", "accounts", "--dry-run"]);
    assert_eq!(
        dry.stderr,
        "Example Steel\n  ~ region: - -> North\n  ~ city: Lyon -> Paris\n  ~ tags: east -> -\n  \
         + Need Pay less urgency=4 status=open\nWould be imported: 1 created, 1 updated, 2 unchanged\n"
    );
    let refused = shell.refused(1, &["import", "accounts"]);
    assert!(refused.contains("~ city: Lyon -> Paris") && refused.contains("add --yes"), "{refused}");
    assert_eq!(shell.json(&["show", "Example Steel"])["city"], "Lyon");
    let done = shell.json(&["import", "accounts", "--yes"]);
    assert_eq!((&done["created"], &done["updated"]), (&1.into(), &1.into()));
    let change =
        done["changes"].as_array().unwrap().iter().find(|change| change["kind"] == "account").unwrap();
    assert_eq!(change["fields"][1], json!({"field": "city", "before": "Lyon", "after": "Paris"}));
    let account = shell.json(&["show", "Example Steel"]);
    assert_eq!((&account["city"], &account["tags"]), (&"Paris".into(), &json!([])));
    // What a document does not mention stays, the personal file too.
    let ann = &shell.json(&["export", "contacts", "--personal"])[0];
    assert_eq!((&ann["influence"], &ann["family"]), (&5.into(), &"two sons".into()));
    shell.ok(&["undo"]);
    assert_eq!(shell.json(&["show", "Example Steel"])["city"], "Lyon");
    assert_eq!(shell.json(&["export", "needs"]).as_array().unwrap().len(), 1);
}

#[test]
fn records_that_are_in_no_document_stay_and_are_told_and_mistakes_keep_everything_out() {
    let shell = steel();
    shell.ok(&["export", "--by-account", "-o", "accounts"]);
    let whole = document(&shell);
    edit(&shell, "- title: Close faster\n  status: open\n", "");
    let told = shell.run(&["import", "accounts", "--dry-run"]).stderr;
    assert!(told.contains("Example Steel: need #1 Close faster is not in the file, and stays"), "{told}");
    shell.write("accounts/Example Steel.yaml", whole.replace("city: Lyon", "citty: Lyon\nparent: Nobody"));
    let told = shell.refused(1, &["import", "accounts", "--yes"]);
    assert!(
        told.contains("accounts/Example Steel.yaml:3: account has no citty; did you mean city?"),
        "{told}"
    );
    shell.write("accounts/Example Steel.yaml", whole.replace("city: Lyon", "parent: Nobody"));
    let told = shell.refused(1, &["import", "accounts", "--yes", "--lang", "zh"]);
    assert!(told.contains("accounts/Example Steel.yaml:2: parent：没有客户“Nobody”"), "{told}");
    assert!(told.contains("文件中有 1 处错误，未导入任何内容"), "{told}");
    shell.write("list.csv", "name\nOther\n");
    shell.refused(2, &["import", "accounts", "list.csv"]);
}

#[test]
fn a_folder_is_not_written_over_and_files_of_accounts_that_are_gone_are_told() {
    let shell = steel();
    shell.ok(&["add", "A/B"]);
    shell.ok(&["export", "--by-account", "-o", "accounts"]);
    shell.write("accounts/mine.yaml", "a: 1\n");
    edit(&shell, "city: Lyon", "city: Paris");
    let told = shell.refused(1, &["export", "--by-account", "-o", "accounts"]);
    assert!(told.contains("accounts/Example Steel.yaml would change; nothing was written"), "{told}");
    assert!(document(&shell).contains("city: Paris"));
    shell.ok(&["remove", "A/B", "--yes"]);
    let told = shell.json(&["export", "--by-account", "-o", "accounts", "--force"]);
    assert_eq!((&told["written"], &told["unchanged"]), (&1.into(), &0.into()));
    let gone = told["gone"][0].as_str().unwrap();
    assert!(gone.starts_with("accounts/A-B~") && !shell.path(gone).exists(), "{gone}");
    assert!(shell.path("accounts/mine.yaml").exists() && document(&shell).contains("city: Lyon"));
}

#[test]
fn an_account_has_one_file_in_a_folder() {
    let shell = steel();
    shell.ok(&["export", "--by-account", "-o", "accounts"]);
    shell.write("accounts/z.yaml", "name: EXAMPLE STEEL\ncity: Oslo\n");
    let told = shell.refused(1, &["import", "accounts", "--yes"]);
    assert!(
        told.contains("accounts/z.yaml:1: accounts/Example Steel.yaml is about EXAMPLE STEEL as well"),
        "{told}"
    );
    let told = shell.refused(1, &["import", "accounts", "--yes", "--lang", "zh"]);
    assert!(told.contains("accounts/Example Steel.yaml 写的也是EXAMPLE STEEL；请把内容合并"), "{told}");
    shell.write("accounts/z.yaml", "name: New One\ncity: Oslo\n");
    shell.write("accounts/other.yaml", "name: New One\nimage: mine\n");
    shell.ok(&["import", "accounts/z.yaml"]);
    let told = shell.refused(1, &["export", "--by-account", "-o", "accounts"]);
    assert!(
        told.contains("accounts/z.yaml is about an account whose file is accounts/New One.yaml")
            && told.contains("delete accounts/z.yaml"),
        "{told}"
    );
    let told = shell.refused(1, &["export", "--by-account", "-o", "accounts", "--lang", "zh"]);
    assert!(told.contains("写的是另一个文件 accounts/New One.yaml 对应的客户"), "{told}");
    let told = shell.json(&["export", "--by-account", "-o", "accounts", "--force"]);
    assert_eq!(told["gone"], json!(["accounts/z.yaml"]));
    assert!(shell.path("accounts/New One.yaml").exists() && shell.path("accounts/other.yaml").exists());
}

#[test]
fn a_file_that_gives_another_account_than_it_is_called_after_is_told() {
    let shell = steel();
    shell.ok(&["export", "--by-account", "-o", "accounts"]);
    edit(&shell, "name: Example Steel", "name: Example Iron");
    let told = shell.run(&["import", "accounts", "--dry-run"]).stderr;
    assert!(
        told.contains("accounts/Example Steel.yaml was the file of Example Steel, which has none any more and stays; Example Iron is a new account")
            && told.contains("acct account rename 'Example Steel' 'Example Iron'"),
        "{told}"
    );
    let told = shell.run(&["import", "accounts", "--dry-run", "--lang", "zh"]).stderr;
    assert!(told.contains("现在Example Steel没有文件，但仍保留；Example Iron是新客户"), "{told}");
    let told = shell.json(&["import", "accounts", "--dry-run"]);
    assert_eq!(told["renamed"][0]["before"], "Example Steel");
}
