//! Rows that stand below others, and rows that are alike.

use super::*;
use crate::import::drafts::Doubt;

const CREATES: How = How {
    on_conflict: OnConflict::Fail,
    look_alikes: LookAlikes::Hold,
    fields: Fields::Overwrite,
    bad_rows: BadRows::LeaveOut,
    unknown_accounts: UnknownAccounts::Create,
    rules: &[],
    defaults: &[],
    kind: None,
};

/// For each column whose values were taken: whether they are headings, and each group with its rows.
fn grouped(imported: &Imported) -> Vec<(bool, Vec<(u64, u64)>)> {
    let groups = imported.files.iter().flat_map(|file| &file.grouped);
    groups
        .map(|grouped| {
            let first = grouped.first.iter().map(|group| (group.line, group.rows)).collect();
            (grouped.are_headings, first)
        })
        .collect()
}

#[test]
fn a_customer_on_the_first_line_of_its_group_goes_to_the_lines_below() {
    for (name, text, kind) in [
        (
            "orders.csv",
            "Customer,Product,Order date\nA,Pump,2026-01-01\n,Valve,2026-01-02\nB,Pipe,2026-01-03\n,Hose,2026-01-04\n",
            Kind::Order,
        ),
        ("people.csv", "Company,Name,Title\nA,Ann,CEO\n,Bob,CFO\nB,Cy,CEO\n,Dee,CFO\n", Kind::Contact),
        ("projects.csv", "客户,项目名称,负责人\nA,甲,x\n,乙,y\nB,丙,x\n,丁,y\n", Kind::Project),
        ("needs.csv", "Account,Need,Urgency\nA,a,1\n,b,2\nB,c,3\n,d,4\n", Kind::Need),
    ] {
        let mut desk = Desk::new();
        let (imported, told) = desk.import(&[(name, text)], &How { kind: Some(kind), ..CREATES });
        assert_eq!((counts(&imported), told), ([4, 0, 0, 0, 0], Vec::new()), "{name}");
        assert_eq!(grouped(&imported), [(false, vec![(2, 1), (4, 1)])], "{name}");
        let homes: Vec<Option<i64>> = desk.all(kind).iter().map(Entry::account).collect();
        assert_eq!((homes[0] == homes[1], homes[2] == homes[3], homes[1] == homes[2]), (true, true, false));
        let (again, _) = desk.import(&[(name, text)], &How { kind: Some(kind), ..CREATES });
        assert_eq!(counts(&again), [0, 0, 4, 0, 0], "{name}");
    }
}

#[test]
fn an_empty_cell_is_a_mistake_where_each_line_names_its_customer_or_the_person_comes_first() {
    for text in [
        "Customer,Product,Order date\nA,Pump,2026-01-01\nA,Valve,2026-01-02\n,Pipe,2026-01-03\n",
        "Product,Customer,Order date\nPump,A,2026-01-01\nValve,,2026-01-02\n",
        "Full Name,Company,E-mail\nAnn,A,\nBob,,b@b.example\n",
        "First Name,Last Name,Company,Industry\nAnn,Lee,A,Steel\nBob,Ray,,\n",
        // One cell was forgotten among lines that each have a customer of their own.
        "Customer,Product,Order date\nA,Pump,2026-01-01\nB,Valve,2026-01-02\n,Pipe,2026-01-03\nC,Hose,2026-01-04\n",
        "Company,Name\nA,Ann\n,Bob\nC,Cy\n",
    ] {
        let (_, told) = Desk::new().import(&[("a.csv", text)], &CREATES);
        assert_eq!(told.len(), 1, "{text} {told:?}");
        assert!(told[0].contains("no company is named"), "{told:?}");
    }
}

#[test]
fn what_stands_alone_in_a_row_heads_the_rows_below_where_its_column_says_what_it_is() {
    let mut desk = Desk::new();
    let text = "Region,Company,City\nEast,,\n,A,Oslo\n,B,Rome\nWest,,\n,C,Lyon\n";
    let (imported, _) = desk.import(&[("a.csv", text)], &CREATES);
    assert_eq!(counts(&imported), [3, 0, 0, 0, 0]);
    assert_eq!(grouped(&imported), [(true, vec![(2, 2), (5, 1)])]);
    let regions: Vec<String> =
        desk.all(Kind::Account).iter().map(|entry| entry.text("region").to_owned()).collect();
    assert_eq!(regions, ["East", "East", "West"]);
    let mut desk = Desk::new();
    let text = "Company,Name,Phone\nExample Steel,,\n,Ann,1234567\n,Bob,\nExample Paper,,\n,Cy,\n";
    let (imported, _) = desk.import(&[("a.csv", text)], &How { kind: Some(Kind::Contact), ..CREATES });
    assert_eq!(
        (counts(&imported), desk.names(Kind::Account)),
        ([3, 0, 0, 0, 0], vec!["Example Steel".to_owned(), "Example Paper".to_owned()])
    );
}

#[test]
fn a_row_that_lost_its_name_is_no_heading_and_changes_nothing_below() {
    let known = "Region,Company,City\nNorth,A,Oslo\nSouth,B,Rome\n";
    for (text, defaults) in [
        ("Region,Company,City\n,A,Bergen\nEast,,\n,B,Rome\n", &[][..]),
        ("Region,Company,City\nNorth,A,Bergen\nEast,,\nWest,,\n,B,Rome\n", &[]),
        ("Region,Company,City\nEast,,\nWest,,\n,A,Bergen\n,B,Rome\n", &["region=Elsewhere"]),
    ] {
        let mut desk = Desk::new();
        desk.import(&[("known.csv", known)], &CREATES);
        let how = How { on_conflict: OnConflict::Update, defaults, ..CREATES };
        let (imported, told) = desk.import(&[("a.csv", text)], &how);
        assert!(!told.is_empty() && told.iter().all(|told| told.contains("is missing")), "{told:?}");
        assert_eq!(grouped(&imported), [], "{text}");
        assert_eq!(desk.account("A").text("city"), "Bergen", "{text}");
        assert_eq!(desk.account("B").text("region"), "South", "{text}");
    }
}

#[test]
fn names_alone_that_end_as_headings_do_are_told_where_most_rows_have_only_a_name() {
    let mut desk = Desk::new();
    let text = "名称,备注,城市\n财政部,,\n水利部,,\n浦东新区,,\n示例钢铁,甲,\n";
    let (imported, told) = desk.import(&[("a.csv", text)], &CREATES);
    assert_eq!((counts(&imported), told), ([4, 0, 0, 0, 0], Vec::new()));
    let doubts: Vec<_> =
        imported.files[0].doubts.iter().map(|doubted| (doubted.doubt, &*doubted.lines)).collect();
    assert_eq!(doubts, [(Doubt::OnlyName, &[2, 3, 4][..])]);
}

#[test]
fn a_heading_among_names_is_refused_and_a_name_alone_is_told() {
    let mut desk = Desk::new();
    let text = "公司名称,行业,城市\n华东区,,\n示例钢铁,钢铁,上海\n示例机械,机械,南京\n示例电子,电子,深圳\n示例纸业,,\n示例化工,化工,\n示例纺织,纺织,\n示例船舶,船舶,\n";
    let (imported, told) = desk.import(&[("a.csv", text)], &CREATES);
    assert_eq!(counts(&imported), [7, 0, 0, 0, 1]);
    assert!(told[0].starts_with("a.csv:2: 公司名称: \"华东区\" stands alone"), "{told:?}");
    let doubts: Vec<_> =
        imported.files[0].doubts.iter().map(|doubted| (doubted.doubt, &*doubted.lines)).collect();
    assert_eq!(doubts, [(Doubt::OnlyName, &[6][..])]);
    let text = "No.,Company,City\n\"South, see below\",,\n1,A,Oslo\n";
    let (_, told) = Desk::new().import(&[("b.csv", text)], &CREATES);
    assert!(told[0].contains("No.: nothing else stands in this row"), "{told:?}");
}

#[test]
fn rows_that_are_alike_and_have_no_number_are_as_many_records() {
    for (text, kind) in [
        (
            "account,title,date,amount\nA,Pump,2026-01-01,5\nA,Pump,2026-01-01,5\nA,Pump,2026-01-01,7\n",
            Kind::Order,
        ),
        (
            "account,date,summary\nA,2026-01-01,Call\nA,2026-01-01,Call\nA,2026-01-01,Call\n",
            Kind::Interaction,
        ),
    ] {
        let mut desk = Desk::new();
        let how = How { kind: Some(kind), ..CREATES };
        let (first, _) = desk.import(&[("a.csv", text)], &how);
        assert_eq!(counts(&first), [3, 0, 0, 0, 0]);
        let (second, _) = desk.import(&[("a.csv", text)], &how);
        assert_eq!((counts(&second), second.operation), ([0, 0, 3, 0, 0], None));
        let more = format!("{text}{}\n", text.lines().nth(1).unwrap());
        let (third, _) = desk.import(&[("a.csv", &more)], &how);
        assert_eq!(counts(&third), [1, 0, 3, 0, 0]);
    }
    let mut desk = Desk::new();
    let text = "account,title,date,number\nA,Pump,2026-01-01,7\nA,Pump,2026-01-01,7\n";
    let (imported, _) = desk.import(&[("a.csv", text)], &How { kind: Some(Kind::Order), ..CREATES });
    assert_eq!(counts(&imported), [1, 0, 1, 0, 0]);
    let text = "account,date,summary,external_ids\nA,2026-01-01,Call,c:1\nA,2026-01-01,Call,c:2\n";
    for created in [2, 0] {
        let (imported, told) =
            desk.import(&[("b.csv", text)], &How { kind: Some(Kind::Interaction), ..CREATES });
        assert_eq!((counts(&imported), told), ([created, 0, 2 - created, 0, 0], Vec::new()));
    }
}
