//! Files that are a little wrong: what is told of them, what is understood, and what is refused.

use acct::import::encoding::encoded;

use crate::shell::Shell;

#[test]
#[ignore = "written for one part, not yet brought in line with the others"]
fn a_bad_byte_is_an_error_with_its_place_and_two_readings_are_told() {
    let shell = Shell::new();
    let (mut bytes, _) = encoded("name,city\nトヨタ自動車株式会社,豊田\n日立製作所,東京\n", "shift_jis");
    bytes.extend(b"\x81\x20x,y\n");
    shell.write("s.csv", &bytes);
    let told = shell.refused(3, &["import", "s.csv"]);
    assert!(told.contains("line 4") && told.contains("is not valid Shift_JIS"), "{told}");
    assert!(told.contains("hint: correct that place"), "{told}");
    shell.write("h.csv", encoded("name\nÕrzõ\n", "windows-1252").0);
    let told = shell.run(&["import", "h.csv", "--dry-run"]).stderr;
    assert!(told.contains("the encoding is doubtful") && told.contains("\"Őrző\""), "{told}");
    shell.write("d.csv", b"name\nM\x81ller\n");
    let told = shell.refused(3, &["import", "d.csv"]);
    assert!(told.contains("no encoding fits it well") && told.contains("--encoding NAME"), "{told}");
}

#[test]
fn people_find_their_company_by_what_its_name_means() {
    let shell = Shell::new();
    shell.write("a.csv", "name\nAlpha Steel GmbH\n示例钢铁有限公司\n");
    shell.ok(&["import", "a.csv"]);
    shell.write("c.csv", "account,name\nAlpha Steel,A\n示例鋼鐵,B\nAlpha Stel GmbH,C\n");
    let run = shell.run(&["import", "c.csv", "--create-accounts"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("line 2 \"Alpha Steel\" as Alpha Steel GmbH"), "{}", run.stderr);
    assert!(run.stderr.contains("Alpha Stel GmbH ~ Alpha Steel GmbH #1"), "{}", run.stderr);
    assert!(run.stderr.contains("then: acct import c.review.csv --create-accounts"), "{}", run.stderr);
    assert_eq!(shell.json(&["list"]).as_array().unwrap().len(), 2);
    let review = std::fs::read_to_string(shell.path("c.review.csv")).unwrap();
    shell.write("c.review.csv", review.replace("\n,", "\nsame,"));
    let done = shell.json(&["import", "c.review.csv", "--create-accounts"]);
    assert_eq!((&done["created"], &done["accounts_created"]), (&1.into(), &0.into()), "{done}");
    assert_eq!(shell.json(&["contact", "list", "Alpha Stel GmbH"]).as_array().unwrap().len(), 2);
}

#[test]
fn people_among_the_companies_of_odoo_are_contacts() {
    let shell = Shell::new();
    shell.write(
        "o.csv",
        "id,name,is_company,parent_id/name,email,function\n1,Example Steel,True,,info@steel.example,\n2,Ann Sample,False,Example Steel,ann@steel.example,CFO\n",
    );
    let done = shell.json(&["import", "o.csv"]);
    assert_eq!((&done["created"], &done["rows_read"]), (&2.into(), &2.into()), "{done}");
    assert_eq!(shell.json(&["list"]).as_array().unwrap().len(), 1);
    assert_eq!(shell.json(&["contact", "list", "Example Steel"])[0]["title"], "CFO");
}

#[test]
fn an_export_of_cards_can_be_imported_by_itself() {
    let shell = Shell::new();
    shell.ok(&["add", "Example Steel"]);
    shell.ok(&["contact", "add", "Example Steel", "Ruth Sample"]);
    shell.ok(&["export", "-o", "all.vcf"]);
    let cards = std::fs::read_to_string(shell.path("all.vcf")).unwrap();
    assert!(cards.contains("N:Sample;Ruth;;;") && cards.contains("X-ABSHOWAS:COMPANY"), "{cards}");
    let other = Shell::new();
    other.write("all.vcf", &cards);
    assert_eq!(other.json(&["import", "all.vcf"])["created"], 2);
    let alone = Shell::new();
    alone.write("one.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nORG:Example Port\nEND:VCARD\n");
    assert_eq!(alone.json(&["import", "one.vcf"])["accounts_created"], 1);
}

#[test]
fn what_lies_below_a_folder_and_what_a_ready_profile_is_called_is_told() {
    let shell = Shell::new();
    shell.write("lists/a.csv", "name\nOne\n");
    shell.write("lists/more/b.csv", "name\nTwo\n");
    let told = shell.run(&["import", "lists"]).stderr;
    assert!(told.contains("folders inside were not read") && told.contains("lists/more"), "{told}");
    shell.write("h.csv", "name,city\n");
    let run = shell.run(&["import", "h.csv"]);
    assert!(run.code == 0 && run.stderr.contains("0 read"), "{}", run.stderr);
    let told = shell.refused(1, &["import", "lists/a.csv", "--save-profile", "hubspot-company"]);
    assert!(told.contains("comes with acct") && told.contains("--yes"), "{told}");
    shell.write("x.csv", "name,city\nOne,\n,Lyon\n");
    let told = shell.ok(&["import", "--explain", "x.csv"]);
    assert!(told.contains("with faults: 1") && told.contains("is missing"), "{told}");
}
