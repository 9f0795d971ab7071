//! Rows that are about, or look like, what is there.

use super::*;
use crate::analysis::likeness::Reason;

#[test]
fn accounts_that_differ_by_the_legal_form_are_told() {
    let mut desk = Desk::new();
    let (imported, _) = desk.import(
        &[(
            "a.csv",
            "name\n示例钢铁有限公司\n示例钢铁股份有限公司\nExample Steel Ltd\nExample Steel GmbH\nExample Steelworks\n",
        )],
        &How::default(),
    );
    assert_eq!((imported.total().near, imported.files[0].created_near), (0, 2));
    let near = &imported.files[0].near[1];
    assert_eq!((near.line, near.name.as_str(), near.is_held), (5, "Example Steel GmbH", false));
    assert_eq!((near.alike.name.as_str(), near.alike.id), ("Example Steel Ltd", 3));
}

#[test]
fn a_row_is_about_the_account_that_its_name_means_and_what_only_looks_like_one_is_held_back() {
    let mut desk = Desk::new();
    let known = "name,city,website\n示例钢铁有限公司,上海,\nExample Steel,Lyon,https://steel.example\n";
    desk.import(&[("a.csv", known)], &How::default());
    let file = "name,city,website\n示例鋼鐵,上海,\nThe Example Steel Co. Ltd,Lyon,\n示例钢铁股份有限公司,,\nExmaple Steel Ltd,Paris,\nSample Iron,Paris,www.steel.example/x\nUnlike,Paris,\n";
    for turn in 0..2 {
        let (imported, told) = desk.import(&[("b.csv", file)], &How::default());
        assert_eq!(told, [""; 0]);
        let (created, unchanged) = if turn == 0 { (1, 2) } else { (0, 3) };
        assert_eq!(counts(&imported), [created, 0, unchanged, 0, 0]);
        assert_eq!(imported.total().near, 3);
        let names: Vec<(&str, i64)> =
            imported.files[0].near.iter().map(|near| (near.name.as_str(), near.alike.id)).collect();
        assert_eq!(names, [("示例钢铁股份有限公司", 1), ("Exmaple Steel Ltd", 2), ("Sample Iron", 2)]);
    }
    let how = How { look_alikes: LookAlikes::Create, ..How::default() };
    let (imported, _) = desk.import(&[("b.csv", file)], &how);
    assert_eq!((counts(&imported), imported.files[0].created_near), ([3, 0, 3, 0, 0], 3));
}

#[test]
fn a_person_is_known_by_name_and_looks_like_another_by_address() {
    let mut desk = Desk::new();
    desk.import(
        &[("a.csv", "name\nA\n"), ("c.csv", "account,name,email\nA,Anne Sample,anne@a.example\n")],
        &How::default(),
    );
    let file = "account,name,title,email\nA,Anne Sample,,anne@a.example\nA,A. Sample-Example,,Anne@a.example\nA,Bob,,\n";
    let (imported, told) = desk.import(&[("c.csv", file)], &How::default());
    assert_eq!((counts(&imported), imported.total().near), ([1, 0, 1, 0, 0], 1), "{told:?}");
    assert_eq!(imported.files[0].near[0].alike.name, "Anne Sample");
    let review = "same_or_new,looks_like_id,account,name,title\nsame,#1,A,A. Sample-Example,Buyer\n";
    let how = How { on_conflict: OnConflict::Update, ..How::default() };
    let (imported, _) = desk.import(&[("r.csv", review)], &how);
    assert_eq!(counts(&imported), [0, 1, 0, 0, 0]);
    let anne = &desk.all(Kind::Contact)[0];
    assert_eq!((anne.text("name"), anne.text("title")), ("Anne Sample", "Buyer"));
}

#[test]
fn an_update_fills_only_what_is_empty_or_only_what_is_older_where_that_is_wanted() {
    let before = "name,city,industry,tags\nOne,Lyon,,a\n";
    for (fields, file, expected) in [
        (Fields::Overwrite, "name,city,industry,tags\nOne,Paris,Steel,b\n", ("Paris", "Steel", "a; b")),
        (Fields::Fill, "name,city,industry,tags\nOne,Paris,Steel,b\n", ("Lyon", "Steel", "a")),
        (
            Fields::KeepNewer,
            "name,city,industry,updated\nOne,Paris,Steel,2026-03-01\n",
            ("Lyon", "Steel", "a"),
        ),
        (
            Fields::KeepNewer,
            "name,city,industry,Last Modified\nOne,Paris,Steel,2026-03-03T10:00:00Z\n",
            ("Paris", "Steel", "a"),
        ),
    ] {
        let mut desk = Desk::new();
        desk.import(&[("a.csv", before)], &How::default());
        let how = How { on_conflict: OnConflict::Update, fields, ..How::default() };
        let (imported, told) = desk.import(&[("b.csv", file)], &how);
        assert_eq!(counts(&imported), [0, 1, 0, 0, 0], "{fields:?} {told:?}");
        let one = desk.account("One");
        let tags = match one.get("tags") {
            Value::List(tags) => tags.join("; "),
            _ => String::new(),
        };
        assert_eq!((one.text("city"), one.text("industry"), tags.as_str()), expected, "{fields:?}");
    }
}

#[test]
fn what_was_decided_about_a_row_is_done() {
    let mut desk = Desk::new();
    desk.import(&[("a.csv", "name,city\nExample Steel,Lyon\n")], &How::default());
    let review = "same_or_new,looks_like,looks_like_id,name,city\nsame,Example Steel,#1,Exmaple Steel Works,Lyon\nnew,Example Steel,#1,Example Steal,Paris\nskip,x,#1,Exampl Steel,\n,Example Steel,#1,Exemple Steel,\n#99,,,Other,\nmaybe,,,Other,\n";
    let how = || How { bad_rows: BadRows::LeaveOut, ..How::default() };
    let (imported, told) = desk.import(&[("r.csv", review)], &how());
    assert_eq!((counts(&imported), imported.total().near), ([1, 1, 0, 1, 2], 1), "{told:?}");
    assert!(
        told.iter().any(|told| told.contains("r.csv:6: same_or_new: there is no record #99")),
        "{told:?}"
    );
    assert!(told.iter().any(|told| told.contains("r.csv:7: same_or_new: \"maybe\" is not same")), "{told:?}");
    let known = desk.account("Exmaple Steel Works");
    assert_eq!((known.id, known.text("name")), (1, "Example Steel"));
    assert_eq!(desk.account("Example Steal").text("city"), "Paris");
    // Decided once, the name leads there.
    let (again, _) = desk.import(&[("b.csv", "name,city\nExmaple Steel Works,Lyon\n")], &How::default());
    assert_eq!(counts(&again), [0, 0, 1, 0, 0]);
}

#[test]
fn the_same_wrong_code_and_a_number_without_its_country_are_held_back() {
    let mut desk = Desk::new();
    let known = "name,credit_code,phone\nAlpha,91310000MA1FAKE016,\nBeta,,+49 89 5550100\n";
    desk.import(&[("a.csv", known)], &How::default());
    let file = "name,credit_code,phone\nSample Port,91310000ma1fake016,\nExample Mills,,089 5550100\nOther,,030 5550100\n";
    let (imported, _) = desk.import(&[("b.csv", file)], &How::default());
    let near: Vec<(i64, Reason)> =
        imported.files[0].near.iter().map(|near| (near.alike.id, near.alike.reasons[0])).collect();
    assert_eq!(near, [(1, Reason::SameInvalidCode), (2, Reason::SamePhoneNumber)]);
    assert_eq!(imported.total().created, 1);
}

const HOMES: &str = "name\nAlpha Steel GmbH\n示例钢铁有限公司\nBeta（中国）投资有限公司\n";

#[test]
fn the_company_of_a_person_is_the_account_that_its_name_means() {
    for unknown_accounts in [UnknownAccounts::Refuse, UnknownAccounts::Create] {
        let mut desk = Desk::new();
        desk.import(&[("a.csv", HOMES)], &How::default());
        let people = "account,name\nAlpha Steel,A\n示例钢铁,B\n示例鋼鐵有限公司,C\nBeta 中国投资,D\nAlpha Stel GmbH,E\nAlpha Stel GmbH,F\n";
        let how = || How { unknown_accounts, ..How::default() };
        let (imported, told) = desk.import(&[("c.csv", people)], &how());
        assert_eq!((counts(&imported), imported.total().near), ([4, 0, 0, 0, 0], 2), "{told:?}");
        assert_eq!((imported.total().accounts, desk.all(Kind::Account).len()), (0, 3));
        let report = &imported.files[0];
        let told = &report.understood[0].examples[0];
        assert_eq!((report.understood[0].count, told.understood.as_str()), (4, "Alpha Steel GmbH"));
        assert_eq!((report.near[0].name.as_str(), report.near[0].alike.id), ("Alpha Stel GmbH", 1));
        let review = "same_or_new,looks_like_id,account,name\nsame,account #1,Alpha Stel GmbH,E\n,account #1,Alpha Stel GmbH,F\nnew,account #1,Alpha Stahl GmbH,G\n";
        let (imported, told) = desk.import(&[("r.csv", review)], &how());
        assert_eq!((counts(&imported), imported.total().accounts), ([3, 0, 0, 0, 0], 1), "{told:?}");
        assert_eq!(desk.account("Alpha Stel GmbH").id, 1);
    }
}

#[test]
fn the_company_on_a_card_may_leave_out_the_legal_form_of_another_card() {
    let mut desk = Desk::new();
    let cards = "BEGIN:VCARD\nVERSION:3.0\nFN:Example Steel\nKIND:org\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Ann Sample\nORG:Example Steel, Inc.\nEND:VCARD\n";
    let how = How { unknown_accounts: UnknownAccounts::Create, ..How::default() };
    let (imported, told) = desk.import(&[("a.vcf", &cards.replace("l, Inc", "l\\, Inc"))], &how);
    assert_eq!((counts(&imported), imported.total().accounts), ([2, 0, 0, 0, 0], 0), "{told:?}");
}

/// The header of an export of accounts.
fn exported(rows: &[&str]) -> String {
    let fields: Vec<&str> =
        Kind::Account.fields().iter().filter(|field| field.is_given()).map(|field| field.name).collect();
    let row = |name: &&str| format!("{name}{}", ",".repeat(fields.len() - 1));
    format!("{}\n{}\n", fields.join(","), rows.iter().map(row).collect::<Vec<_>>().join("\n"))
}

#[test]
fn each_account_of_an_export_is_its_own_whatever_a_list_would_take_it_for() {
    let names = ["Twin Ltd", "Twin", "Twin GmbH", "示例繁體", "示例繁体", "Total", "合计"];
    for known in [&[][..], &["Twin"], &["Twin", "示例繁体"]] {
        let mut desk = Desk::new();
        desk.import(&[("before.csv", &exported(known))], &How::default());
        for turn in 0..2 {
            let (imported, told) = desk.import(&[("a.csv", &exported(&names))], &How::default());
            assert_eq!(told, [""; 0]);
            let new = if turn == 0 { names.len() - known.len() } else { 0 };
            assert_eq!(counts(&imported), [new as u64, 0, (names.len() - new) as u64, 0, 0], "{known:?}");
        }
        let mut kept = desk.names(Kind::Account);
        kept.sort();
        let mut wanted = names.map(str::to_owned);
        wanted.sort();
        assert_eq!(kept, wanted);
    }
}

#[test]
fn one_of_another_list_is_still_the_account_of_an_export() {
    let mut desk = Desk::new();
    desk.import(&[("a.csv", "name\nTwin\n")], &How::default());
    let (imported, _) = desk.import(&[("b.csv", &exported(&["Twin Ltd", "Other"]))], &How::default());
    assert_eq!(counts(&imported), [1, 0, 1, 0, 0]);
}

#[test]
fn that_two_rows_of_a_list_are_one_account_is_told() {
    let mut desk = Desk::new();
    let (imported, _) = desk.import(&[("a.csv", "name,city\nTwinCo,\nTwinCo Ltd,\n")], &How::default());
    assert_eq!(counts(&imported), [1, 0, 1, 0, 0]);
    let told = &imported.files[0].understood[0].examples[0];
    assert_eq!((told.line, told.written.as_str(), told.understood.as_str()), (3, "TwinCo Ltd", "TwinCo"));
}

#[test]
fn nothing_is_told_apart_from_itself() {
    let mut desk = Desk::new();
    desk.import(&[("a.csv", "name,alias\nA,Alpha\n")], &How::default());
    let how = How { kind: Some(Kind::AccountDistinction), ..How::default() };
    let (_, told) = desk.import(&[("d.csv", "account,other\nA,Alpha\n")], &how);
    assert_eq!(told, ["d.csv:2: \"Alpha\" is on both sides"]);
}
