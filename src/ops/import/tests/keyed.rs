//! Rows that are about the record which alone has their website, address or number.

use super::*;

const KNOWN: &str = "name,website,email,phone,credit_code,external_ids\n\
    Example Steel Ltd,https://www.steel.example,info@steel.example,+49 211 123456,,crm:1\n\
    示例重工科技有限公司,heavy.example,,,91310000MA1FAKE015,\n\
    Example Paper,paper.example,,,,\nExample Paper Trading,paper.example,,,,\n\
    Sample Foods,foods@qq.com,,,,\n";

fn import_beside(file: &str, how: &How) -> (Desk, Imported, Vec<String>) {
    let mut desk = Desk::new();
    desk.import(&[("known.csv", KNOWN)], &How { look_alikes: LookAlikes::Create, ..How::default() });
    let (imported, told) = desk.import(&[("new.csv", file)], how);
    (desk, imported, told)
}

#[test]
fn a_key_that_one_account_has_tells_it_where_the_names_are_alike() {
    for row in [
        "Exmaple Steel,steel.example,,", "Example Stel Ltd,,info@steel.example,",
        "Exampel Steel,,,0049 211 123456", ",steel.example,,", ",,,+49 211 123456",
    ] {
        let (desk, imported, told) =
            import_beside(&format!("name,website,email,phone\n{row}\n"), &How::default());
        assert_eq!((counts(&imported), imported.total().near), ([0, 0, 1, 0, 0], 0), "{row} {told:?}");
        assert_eq!(imported.files[0].understood[0].count, 1, "{row}");
        assert_eq!(desk.names(Kind::Account).len(), 5, "{row}");
    }
}

#[test]
fn daughters_and_sisters_and_what_several_share_are_held() {
    for row in [
        "Example Steel Shanghai,steel.example",
        "Example Steel Group,steel.example",
        "Example Steel GmbH,steel.example",
        "Example Steel Logistics,steel.example",
        "Example Iron,steel.example",
        "示例重工贸易有限公司,heavy.example",
        "示例重工,heavy.example",
        "示例重工信息技术有限公司,heavy.example",
        "Example Steel Technologies Ltd,steel.example",
        "Example Steel Manufacturing,steel.example",
        "Example Steel IT,steel.example",
        "示例重工科技（上海）有限公司,heavy.example",
        "Exmaple Paper,paper.example",
    ] {
        let (_, imported, told) = import_beside(&format!("name,website\n{row}\n"), &How::default());
        assert_eq!((counts(&imported), imported.total().near), ([0, 0, 0, 0, 0], 1), "{row} {told:?}");
    }
    let (_, imported, _) = import_beside("name,email\nUnlike,other@qq.com\n", &How::default());
    assert_eq!(counts(&imported), [1, 0, 0, 0, 0], "an address where anybody may have one");
    let (_, _, told) = import_beside("name,website,city\n,paper.example,Lyon\n", &How::default());
    let several =
        "name: several accounts have this website, address or number: Example Paper, Example Paper Trading";
    assert!(told[0].contains(several), "{told:?}");
}

#[test]
fn two_rows_with_the_key_of_one_account_are_held_and_an_update_keeps_the_other_name() {
    let file = "name,website\nExmaple Steel,steel.example\nExample Stell,steel.example\n";
    let (_, imported, _) = import_beside(file, &How::default());
    assert_eq!((counts(&imported), imported.total().near), ([0, 0, 0, 0, 0], 2));
    let how = How { on_conflict: OnConflict::Update, ..How::default() };
    let (mut desk, imported, _) =
        import_beside("name,website,city\nExmaple Steel,steel.example,Lyon\n", &how);
    assert_eq!(counts(&imported), [0, 1, 0, 0, 0]);
    let steel = desk.account("Exmaple Steel");
    assert_eq!((steel.title().as_ref(), steel.text("city")), ("Example Steel Ltd", "Lyon"));
    let (again, _) =
        desk.import(&[("new.csv", "name,website,city\nExmaple Steel,steel.example,Lyon\n")], &How::default());
    assert_eq!(counts(&again), [0, 0, 1, 0, 0]);
}

#[test]
fn a_row_without_a_name_is_known_by_its_ids() {
    for row in ["crm:1,,Lyon", ",91310000MA1FAKE015,Lyon"] {
        let how = How { on_conflict: OnConflict::Update, ..How::default() };
        let (_, imported, told) =
            import_beside(&format!("external_ids,credit_code,city,name\n{row},\n"), &how);
        assert_eq!((counts(&imported), told), ([0, 1, 0, 0, 0], Vec::new()), "{row}");
    }
}

#[test]
fn a_person_is_the_one_with_the_same_address_where_the_names_have_something_in_common() {
    for (row, is_known) in [
        ("A,Ann Miller-Lee,ann@a.example", true),
        ("A,Lee Ann,ANN@a.example", true),
        ("A,安,ann@a.example", true),
        ("A,Bob Stone,ann@a.example", false),
        ("A,René Müller,ann@a.example", false),
        ("A,Cy Lee,info@a.example", false),
    ] {
        let mut desk = Desk::new();
        let known = "account,name,email\nA,Ann Lee,ann@a.example\nA,Dee Lee,info@a.example\n";
        desk.import(&[("a.csv", "name\nA\n"), ("c.csv", known)], &How::default());
        let (imported, told) =
            desk.import(&[("c.csv", &format!("account,name,email\n{row}\n"))], &How::default());
        assert_eq!(counts(&imported)[2] == 1, is_known, "{row} {told:?}");
        assert_eq!(imported.total().near == 1, !is_known, "{row} {told:?}");
    }
}

#[test]
fn an_accent_is_no_other_script() {
    let mut desk = Desk::new();
    let known = "account,name,email,title\nA,René Müller,team@x.example,CEO\n";
    desk.import(&[("a.csv", "name\nA\n"), ("c.csv", known)], &How::default());
    let how = How { on_conflict: OnConflict::Update, ..How::default() };
    let row = "account,name,email,title\nA,Hans Schmidt,team@x.example,Buyer\n";
    let (imported, _) = desk.import(&[("c.csv", row)], &how);
    assert_eq!((counts(&imported), imported.total().near), ([0, 0, 0, 0, 0], 1));
}

#[test]
fn the_order_of_the_rows_does_not_decide_who_is_one() {
    let rows = ["A,A. Smith,team@x.example,1", "A,Anna Smith,team@x.example,2"];
    for rows in [[rows[0], rows[1]], [rows[1], rows[0]]] {
        let mut desk = Desk::new();
        let known = "account,name,email,phone\nA,Anna Smith,team@x.example,\n";
        desk.import(&[("a.csv", "name\nA\n"), ("c.csv", known)], &How::default());
        let how = How { on_conflict: OnConflict::Update, ..How::default() };
        let text = format!("account,name,email,phone\n{}\n", rows.join("\n"));
        let (imported, told) = desk.import(&[("c.csv", &text)], &how);
        assert_eq!((counts(&imported), imported.total().near), ([0, 1, 0, 0, 0], 1), "{rows:?} {told:?}");
        assert_eq!(desk.all(Kind::Contact)[0].text("phone"), "2", "{rows:?}");
    }
}

#[test]
fn the_address_says_more_than_the_name_of_who_is_meant() {
    let mut desk = Desk::new();
    let second = crate::domain::identity::told_apart("Ann Example", 2);
    let known = format!(
        "account,name,email\nA,Ann Example,ann1@x.example\nA,{second},ann2@x.example\n\
        A,Bob Example,both@x.example\nA,Cy Example,both@x.example\n"
    );
    desk.import(&[("a.csv", "name\nA\n"), ("c.csv", &known)], &How::default());
    let people: Vec<i64> = desk.all(Kind::Contact).iter().map(|person| person.id).collect();
    assert_eq!(people.len(), 4);
    for (cell, meant) in [
        ("Ann Example <ann2@x.example>", Some(1)),
        ("Ann Example <ann1@x.example>", Some(0)),
        ("ann2@x.example", Some(1)),
        ("Cy Example <both@x.example>", Some(3)),
        ("Somebody <both@x.example>", None),
        ("Ann Example <ann3@x.example>", None),
    ] {
        let text =
            format!("account,contact,date,survey,question,answer\nA,{cell},2026-01-01,{cell},improve,x\n");
        let how = How { kind: Some(Kind::SurveyAnswer), ..How::default() };
        let (_, told) = desk.import(&[("i.csv", &text)], &how);
        let found = desk.all(Kind::SurveyAnswer).into_iter().find(|one| one.text("survey") == cell);
        let place = found.map(|one| one.get("contact").as_integer());
        assert_eq!(place, meant.map(|place: usize| people.get(place).copied()), "{cell} {told:?}");
    }
}

/// People of two companies, and rows about them whose kind is stated.
fn import_people(known: &str, file: &str, on_conflict: OnConflict) -> (Desk, Imported, Vec<String>) {
    let mut desk = Desk::new();
    let how = How { unknown_accounts: UnknownAccounts::Create, ..How::default() };
    let known = format!("account,name,email,external_ids,left,title\n{known}");
    let (_, told) = desk.import(&[("known.csv", &known)], &how);
    assert_eq!(told, [""; 0]);
    let how = How { kind: Some(Kind::Contact), on_conflict, bad_rows: BadRows::LeaveOut, ..How::default() };
    let (imported, told) = desk.import(&[("new.csv", file)], &how);
    (desk, imported, told)
}

fn update_people(known: &str, file: &str) -> (Desk, Imported, Vec<String>) {
    import_people(known, file, OnConflict::Update)
}

fn field_of(desk: &Desk, person: &str, field: &str) -> String {
    let people = desk.all(Kind::Contact);
    people.iter().find(|one| one.title() == person).map(|one| one.text(field).to_owned()).unwrap_or_default()
}

#[test]
fn where_people_have_their_mail_tells_no_account() {
    let people =
        "email,phone,title\nann@steel.example,+49 1 1234567,CFO\nbob@steel.example,+49 1 7654321,CIO\n";
    let how = || How { on_conflict: OnConflict::Update, ..How::default() };
    let mut desk = Desk::new();
    desk.import(&[("known.csv", KNOWN)], &How { look_alikes: LookAlikes::Create, ..How::default() });
    let refused = desk.try_import(&[("people.csv", people)], &how(), &mut Notes::default());
    assert!(refused.unwrap_err().to_string().contains("no column gives account"));
    let how = || How { kind: Some(Kind::Account), ..how() };
    let (imported, told) = desk.import(&[("people.csv", people)], &how());
    assert!(imported.refused && told.len() == 2, "{told:?}");
    let (_, told) = desk.import(&[("own.csv", "email,city\ninfo@steel.example,Lyon\n")], &how());
    assert_eq!((told, desk.account("Example Steel Ltd").text("city")), (Vec::new(), "Lyon"));
}

#[test]
fn an_account_that_a_system_knows_by_another_id_is_another() {
    let how = || How { kind: Some(Kind::Account), on_conflict: OnConflict::Update, ..How::default() };
    let (_, _, told) = import_beside("external_ids,website,city\ncrm:9,steel.example,Lyon\n", &how());
    let other = "Example Steel Ltd has this website, address or number, but another id in the same system";
    assert!(told.len() == 1 && told[0].contains(other), "{told:?}");
    let (desk, _, told) = import_beside("external_ids,website,city\nerp:9,steel.example,Lyon\n", &how());
    assert_eq!((told, desk.account("Example Steel Ltd").text("city")), (Vec::new(), "Lyon"));
    let named = "name,external_ids,website\nExmaple Steel,crm:9,steel.example\n";
    let (_, imported, _) = import_beside(named, &how());
    assert_eq!((counts(&imported), imported.total().near), ([0, 0, 0, 0, 0], 1));
}

#[test]
fn a_key_leads_to_who_has_it_now() {
    let how = || How { on_conflict: OnConflict::Update, ..How::default() };
    let rows = "name,website,city\n,steel.example,Rome\nExample Steel Ltd,new.example,\n,new.example,Lyon\n";
    let (desk, imported, told) = import_beside(rows, &how());
    assert_eq!((counts(&imported), told), ([0, 3, 0, 0, 0], Vec::new()));
    assert_eq!(desk.account("Example Steel Ltd").text("city"), "Lyon");
    let file = "account,name,external_ids,email,title\n,,crm:P-1,,Buyer\nOne,Ann,,ann.new@one.example,\n\
        ,,,ann.new@one.example,CFO\n,,,ann@one.example,CEO\n";
    let (desk, imported, told) = update_people("One,Ann,ann@one.example,crm:P-1,,\n", file);
    assert_eq!((counts(&imported), field_of(&desk, "Ann", "title").as_str()), ([0, 3, 0, 0, 1], "CFO"));
    assert!(told[0].starts_with("new.csv:5: "), "{told:?}");
}

#[test]
fn an_id_tells_a_person_whatever_the_name_and_whoever_has_left() {
    let known = "One,Ann Miller,ann@one.example,crm:P-1,,\nTwo,Bob Gone,bob@two.example,crm:P-2,yes,\n";
    let file = "external_ids,name,title\ncrm:P-1,Anna Kowalski,CFO\ncrm:P-2,,Buyer\n";
    let (desk, imported, told) = update_people(known, file);
    assert_eq!((counts(&imported), told), ([0, 2, 0, 0, 0], Vec::new()));
    assert_eq!(field_of(&desk, "Bob Gone", "title"), "Buyer");
    assert!(desk.all(Kind::Contact).iter().any(|person| person.text("title") == "CFO"));
    let file = "external_ids,email,title\ncrm:P-9,ann@one.example,CFO\n";
    let (_, _, told) = update_people(known, file);
    assert!(told[0].contains("Ann Miller has this website, address or number, but another id"), "{told:?}");
}

#[test]
fn two_names_with_one_address_are_not_one_person_where_no_company_is_named() {
    let known = "One,Ann Miller,miller@one.example,,,\nTwo,王芳,wang@two.example,,,\n";
    for rows in [
        ["Ann Miller,miller@one.example,CFO", "Bob Miller,miller@one.example,COO"],
        ["Bob Miller,miller@one.example,COO", "Ann Miller,miller@one.example,CFO"],
    ] {
        let (desk, _, told) = update_people(known, &format!("name,email,title\n{}\n", rows.join("\n")));
        assert_eq!(field_of(&desk, "Ann Miller", "title"), "CFO", "{told:?}");
        assert!(
            told.len() == 1 && told[0].contains("Ann Miller has this address, under another name"),
            "{told:?}"
        );
    }
    for (rows, rejected) in [
        (&["A. Miller,miller@one.example,CFO"][..], 0),
        (&["A. Miller,miller@one.example,CFO", "A. Miller,miller@one.example,CFO"], 0),
        (&["A. Miller,miller@one.example,CFO", "B. Miller,miller@one.example,COO"], 2),
        (&["Wang Fang,wang@two.example,CFO", "Peter Miller,wang@two.example,COO"], 2),
    ] {
        let (_, imported, told) = update_people(known, &format!("name,email,title\n{}\n", rows.join("\n")));
        assert_eq!(imported.total().rejected, rejected, "{rows:?} {told:?}");
        assert!(
            told.iter().all(|told| told.contains("rows of several names have the address of")),
            "{told:?}"
        );
    }
}

#[test]
fn a_person_keeps_an_address_as_it_is_written_and_has_it_in_any_form() {
    let known = "One,Ann,Ann <ann2@one.example>,,,CFO\nOne,Bob,all@one.example,,,\nOne,Cy,all@one.example,,,\n\
        One,Dee,office <info@one.example>,,,\n";
    let file = "email,title\nANN2@one.example,CFO\nmailto:ann2@one.example,CFO\n";
    let (desk, imported, told) = import_people(known, file, OnConflict::Fail);
    assert_eq!((counts(&imported), told), ([0, 0, 2, 0, 0], Vec::new()));
    assert_eq!(field_of(&desk, "Ann", "email"), "Ann <ann2@one.example>");
    let (_, _, told) = update_people(known, "account,email\nOne,all@one.example\n");
    assert!(told[0].contains("several people there") && told[0].contains("give the name"), "{told:?}");
    let (_, _, told) = update_people(known, "email,title\nall@one.example,x\noffice <info@one.example>,x\n");
    assert!(told[0].contains("name the company") && told[1].contains("several people read"), "{told:?}");
}

#[test]
fn who_shares_an_address_with_very_many_is_not_looked_for() {
    let known: String = (0..50).map(|place| format!("C{place},Ann {place},none@none.example,,,\n")).collect();
    let (_, _, told) = update_people(&known, "email,title\nnone@none.example,x\n");
    assert!(told[0].contains("several people have this address") && told[0].contains("..."), "{told:?}");
}
