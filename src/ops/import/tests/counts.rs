//! What is told of an import: how many rows became what, and what updates changed.

use super::*;

#[test]
fn each_part_of_a_table_accounts_for_all_its_rows() {
    let mut desk = Desk::new();
    let file = "Company Name,Industry,Contact 1 Name,Contact 2 Name\nA,Steel,Ann,Bob\nB,Paper,Cid,\n,,Dan,\nTotal,,,\n";
    let (imported, told) = desk.import(&[("a.csv", file)], &How::default());
    assert_eq!(told, [""; 0]);
    let rows: Vec<(u64, u64)> =
        imported.files.iter().map(|file| (file.tally.read, file.rows_passed_over)).collect();
    assert!(rows.iter().all(|(read, passed_over)| read + passed_over == 4), "{rows:?}");
    assert_eq!((imported.rows(), imported.total().read), (4, 6));
    assert_eq!(imported.tables().map(<[FileReport]>::len).collect::<Vec<_>>(), [3]);
}

#[test]
fn updates_tell_the_fields_that_they_changed() {
    let mut desk = Desk::new();
    desk.import(&[("a.csv", "name,employees,city\nA,1,Lyon\nB,2,Ulm\nC,3,Riga\n")], &How::default());
    let how = How { on_conflict: OnConflict::Update, rules: &["Rank=custom.Rank"], ..How::default() };
    let file = "name,employees,city,Rank\nA,5,Lyon,\nB,6,Bonn,first\nC,3,,\n";
    let (imported, _) = desk.import(&[("b.csv", file)], &how);
    let changed: Vec<(&str, u64)> = imported.changed().into_iter().collect();
    assert_eq!(changed, [("Rank", 1), ("city", 1), ("employees", 2)]);
    assert_eq!(imported.total().updated, 2);
}

#[test]
fn a_default_fills_what_is_empty_and_changes_nothing() {
    let mut desk = Desk::new();
    desk.import(&[("a.csv", "name,city\nA,Lyon\nB,\n")], &How::default());
    let how = How { on_conflict: OnConflict::Update, defaults: &["city=Ulm"], ..How::default() };
    let (imported, _) = desk.import(&[("b.csv", "name,industry\nA,Steel\nB,Paper\n")], &how);
    assert_eq!(imported.changed().into_iter().collect::<Vec<_>>(), [("city", 1), ("industry", 2)]);
    let cities: Vec<String> =
        desk.all(Kind::Account).iter().map(|account| account.text("city").to_owned()).collect();
    assert_eq!(cities, ["Lyon", "Ulm"]);
}

#[test]
fn rejected_rows_leave_no_accounts_behind() {
    let mut desk = Desk::new();
    desk.import(&[("a.csv", "name,city\nSteel,Lyon\n")], &How::default());
    let how =
        How { unknown_accounts: UnknownAccounts::Create, bad_rows: BadRows::LeaveOut, ..How::default() };
    let contacts =
        "account,name,reports_to\nLost,Ann,Nobody\nLost,Bob,Bob\nLost,Cai,#9\nNew,Dan,Eve\nNew,Eve,\n";
    let (imported, told) = desk.import(&[("b.csv", contacts)], &how);
    assert_eq!(
        told,
        [
            "b.csv:3: reports_to: Bob would stand below itself",
            "b.csv:4: reports_to: there is no record #9",
            "b.csv:2: reports_to: the account has no contact \"Nobody\"",
        ]
    );
    assert_eq!((counts(&imported), imported.total().accounts), ([2, 0, 0, 0, 3], 1));
    assert_eq!(desk.names(Kind::Account), ["Steel", "New"]);
    let children = "name,city,alias,parent\nSteel,Paris,,Group\nGlass,,Steel,Holding\nPaper,,,Trust\n";
    let how = How { on_conflict: OnConflict::Fail, kind: Some(Kind::Account), ..how };
    let (imported, told) = desk.import(&[("c.csv", children)], &how);
    assert_eq!((told.len(), counts(&imported), imported.total().accounts), (2, [1, 0, 0, 0, 2], 1));
    assert_eq!(desk.names(Kind::Account), ["Steel", "New", "Trust", "Paper"]);
}

#[test]
fn rows_that_change_a_record_and_change_it_back_change_nothing() {
    let mut desk = Desk::new();
    let how = || How { on_conflict: OnConflict::Update, ..How::default() };
    let file = [("a.csv", "name,city\nOne,Lyon\nOne,Paris\nOne,Rome\nTwo,Oslo\n")];
    let (first, _) = desk.import(&file, &how());
    assert_eq!((counts(&first), first.files[0].contradicted), ([2, 2, 0, 0, 0], 2));
    let quarrel = &first.files[0].quarrels[0];
    assert_eq!(
        (quarrel.line, quarrel.place.as_str(), &*quarrel.fields),
        (3, "a.csv:2", &["city".to_owned()][..])
    );
    let (second, _) = desk.import(&file, &how());
    assert_eq!((counts(&second), second.operation, second.refused), ([0, 0, 4, 0, 0], None, false));
    assert!(second.files[0].changed.is_empty());
    let (third, _) = desk.import(&[("a.csv", &format!("{}Three,\n", file[0].1))], &how());
    assert_eq!((counts(&third), third.operation), ([1, 0, 4, 0, 0], Some(2)));
    assert_eq!(desk.account("One").text("city"), "Rome");
}
