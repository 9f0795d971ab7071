//! Rows as they are met, and the drafts they become.

use super::*;
use crate::domain::date::Date;
use crate::domain::money::Currency;
use crate::domain::record::Entry;
use crate::domain::schema::Schema;
use crate::import::columns::{Head, Mapping, Rule, Unmatched, Vocabulary};
use crate::import::csv::Reader;
use crate::import::table::{Heading, Rows};
use crate::playbook::labels::Labels;

fn read(kind: Kind, text: &str, rules: &[&str]) -> (Vec<Result<Draft, Vec<Fault>>>, Vec<Understood>) {
    let rules: Vec<Rule> = rules.iter().map(|rule| Rule::parse(rule).unwrap()).collect();
    let mapping = Mapping { kind: Some(kind), rules, unmatched: Unmatched::Keep, ..Mapping::default() };
    read_as(&mapping, text, |drafts| drafts.understood().to_vec())
}

/// The rows of a text, and what is known when all were read.
fn read_as<T>(
    mapping: &Mapping,
    text: &str,
    known: impl FnOnce(&Drafts) -> T,
) -> (Vec<Result<Draft, Vec<Fault>>>, T) {
    let labels = Labels::default();
    let today: Date = "2026-03-01".parse().unwrap();
    let reading = Reading { today, currency: Currency::CNY, words: &labels };
    let reader = Reader::open(text.as_bytes(), None).unwrap();
    let rows = Table::headed(Rows::Text(Box::new(reader)), Heading::FirstRow).unwrap();
    let words = Vocabulary { schema: &Schema::default(), labels: &labels };
    let columns = Columns::of_table(
        Head { name: "a.csv", header: rows.header(), stated: None, sample: &[], unit: None },
        words,
        mapping,
    )
    .unwrap()
    .remove(0)
    .sound()
    .unwrap();
    let mut drafts = Drafts::of(rows, columns);
    let mut all = Vec::new();
    while let Some(draft) = drafts.next_draft(&reading) {
        all.push(draft);
    }
    let known = known(&drafts);
    (all, known)
}

fn doubtful(drafts: &Drafts) -> Vec<Doubted> {
    drafts.doubts()
}

#[test]
fn a_value_that_finds_its_field_filled_is_counted_and_kept_under_its_column_when_asked() {
    let text = "name,Tel,Phone Number,Rank,Rank\nA,1,1,,\nB,1,2,first,second\nC,,3,N/A,-\n";
    for (unmatched, kept) in [
        (Unmatched::LeaveOut, serde_json::json!(null)),
        (Unmatched::Keep, serde_json::json!({"Phone Number": "2", "Rank": "first", "Rank 2": "second"})),
    ] {
        let mapping = Mapping { kind: Some(Kind::Account), unmatched, ..Mapping::default() };
        let (drafts, left_over) = read_as(&mapping, text, |drafts| drafts.left_over().to_vec());
        assert_eq!(left_over, [0, 0, 1, 1, 1], "the same number twice is one");
        let entries: Vec<&Entry> = drafts.iter().map(|draft| &draft.as_ref().unwrap().entry).collect();
        assert_eq!(entries.iter().map(|entry| entry.text("phone")).collect::<Vec<_>>(), ["1", "1", "3"]);
        assert_eq!(entries[1].get("custom").to_json(), kept);
        assert!(entries[0].get("custom").is_empty());
    }
    let mapping = Mapping { kind: Some(Kind::Finding), unmatched: Unmatched::Keep, ..Mapping::default() };
    let text = "account,item,answered,date,Rank\nA,trend.rivalry,known,2026-01-01,first\n";
    let (_, columns) = read_as(&mapping, text, |drafts| drafts.columns().clone());
    assert_eq!(columns.unmatched, ["Rank"], "records without own values cannot keep any");
}

#[test]
fn a_wrong_credit_code_is_kept_and_in_doubt() {
    let text = "name,credit_code\nA,91310000MA1FAKE015\nB,91310000MA1FAKE016\nC,310000400000000\nD,91310000MA1FAKE016\n";
    let mapping = Mapping { kind: Some(Kind::Account), ..Mapping::default() };
    let (drafts, doubts) = read_as(&mapping, text, doubtful);
    assert_eq!(drafts[1].as_ref().unwrap().entry.text("credit_code"), "91310000MA1FAKE016");
    let told: Vec<_> = doubts.iter().map(|doubted| (doubted.doubt, doubted.lines.clone())).collect();
    assert_eq!(told, [(Doubt::CheckDigit, vec![3, 5]), (Doubt::NoCreditCode, vec![4])]);
}

#[test]
fn a_day_of_change_that_can_be_two_days_is_in_doubt_unless_their_order_is_said() {
    let text = "name,Last Modified\nA,03/04/2025\nB,2025-04-03\n";
    let mapping = Mapping { kind: Some(Kind::Account), ..Mapping::default() };
    let (drafts, doubts) = read_as(&mapping, text, doubtful);
    assert_eq!((doubts[0].doubt, &doubts[0].lines), (Doubt::DayOfChange, &vec![2]));
    assert_eq!(drafts[0].as_ref().unwrap().changed, None);
    let said = Mapping { dates: Some(crate::domain::date::DayOrder::DayFirst), ..mapping };
    let (drafts, doubts) = read_as(&said, text, doubtful);
    let changed = |row: usize| drafts[row].as_ref().unwrap().changed;
    assert!(doubts.is_empty() && changed(0).is_some() && changed(0) == changed(1));
}

#[test]
fn a_row_becomes_the_values_it_means() {
    let text = "名称,员工人数,年营业收入,关系,别名,英文名,code,pe\n华为,20.7万,3.5亿,潜在客户,HW;菊厂,Huawei,002502,=1+1\n";
    let (drafts, _) = read(Kind::Account, text, &["code=external_ids:sz"]);
    let draft = drafts[0].as_ref().unwrap();
    assert_eq!(draft.line, 2);
    assert_eq!(draft.entry.get("employees"), &Value::Integer(207_000));
    assert_eq!(draft.entry.get("revenue").to_json()["amount"], "350000000.00");
    assert_eq!(draft.entry.text("relation"), "prospect");
    assert_eq!(draft.entry.get("aliases").to_json(), serde_json::json!(["HW", "菊厂", "Huawei"]));
    assert_eq!(draft.entry.get("external_ids").to_json(), serde_json::json!(["sz:002502"]));
    assert_eq!(draft.entry.get("custom").to_json(), serde_json::json!({"pe": "=1+1"}));
}

#[test]
fn an_id_without_its_system_is_a_fault_of_its_cell_and_aliases_that_repeat_a_name_go() {
    let text = "name,alias,external id,code\nIBM,ibm; Big Blue; ＢＩＧ blue,sf：1,7\nB,,foo,sz:\n";
    let (drafts, _) = read(Kind::Account, text, &["code=external_ids:sz"]);
    let entry = &drafts[0].as_ref().unwrap().entry;
    assert_eq!(entry.get("external_ids").to_json(), serde_json::json!(["sf:1", "sz:7"]));
    assert_eq!(entry.get("aliases").to_json(), serde_json::json!(["Big Blue"]));
    let columns: Vec<_> = drafts[1].as_ref().unwrap_err().iter().map(|fault| fault.column).collect();
    assert_eq!(columns, [Some(2), Some(3)]);
}

#[test]
fn what_was_understood_differently_is_told() {
    let text = "name,founded\na,2013 (1888)\nb,1990\nc,1902 (1880)\nd,2001 (1999)\ne,2002 (1998)\n";
    let (drafts, understood) = read(Kind::Account, text, &[]);
    assert_eq!(drafts[0].as_ref().unwrap().entry.get("founded"), &Value::Integer(2013));
    assert_eq!(understood[1].count, 4);
    assert_eq!(understood[1].examples.len(), 3);
    assert_eq!(
        understood[1].examples[0],
        Example { line: 2, written: "2013 (1888)".to_owned(), understood: "2013".to_owned() }
    );
}

#[test]
fn an_alias_that_repeats_a_name_in_another_way_is_told() {
    let text = "name,aliases\nIBM,IBM\nBig Blue,Ibm; ＩＢＭ; big blue\n";
    let (drafts, understood) = read(Kind::Account, text, &[]);
    assert_eq!(drafts[1].as_ref().unwrap().entry.get("aliases").to_json(), serde_json::json!(["Ibm"]));
    let told: Vec<_> = understood[1]
        .examples
        .iter()
        .map(|one| (one.line, one.written.as_str(), one.understood.as_str()))
        .collect();
    assert_eq!(told, [(3, "ＩＢＭ", "Ibm"), (3, "big blue", "Big Blue")]);
}

#[test]
fn every_bad_cell_of_a_row_is_told_and_the_next_row_is_read() {
    let text = "name,employees,founded\na,many,then\nb,\"12\",1999\nc,1,2,3\nd,3,2000\n";
    let (drafts, _) = read(Kind::Account, text, &[]);
    let faults = drafts[0].as_ref().unwrap_err();
    assert_eq!(
        faults.iter().map(|fault| (fault.line, fault.column)).collect::<Vec<_>>(),
        [(2, Some(1)), (2, Some(2))]
    );
    assert!(drafts[1].is_ok());
    assert!(matches!(
        drafts[2].as_ref().unwrap_err()[0],
        Fault { line: 4, column: None, reason: Unread::Row(_) }
    ));
    assert!(drafts[3].is_ok());
}

#[test]
fn what_says_nothing_is_empty_and_told() {
    let text = "name,city,industry,phone\na,N/A,无,-\nb,—,null,\\N\nNA Steel,Nan,#REF!,/\n";
    let (drafts, understood) = read(Kind::Account, text, &[]);
    for draft in &drafts {
        let entry = &draft.as_ref().unwrap().entry;
        assert!(["city", "industry", "phone"].iter().all(|name| entry.get(name).is_empty()), "{entry:?}");
    }
    assert_eq!(understood.iter().map(|one| one.count).collect::<Vec<_>>(), [0, 3, 3, 3]);
}

#[test]
fn links_stay_names_and_guarded_cells_lose_their_apostrophe() {
    let text = "account,name,reports to,phone\n华为,'=Zhang,李四,'+86 138\n";
    let (drafts, _) = read(Kind::Contact, text, &[]);
    let draft = drafts[0].as_ref().unwrap();
    assert_eq!(draft.entry.title(), "=Zhang");
    assert_eq!(draft.entry.text("phone"), "+86 138");
    let named: Vec<(&str, &[String])> =
        draft.links.iter().map(|link| (link.field.name, link.names.as_slice())).collect();
    assert_eq!(named, [("account", &["华为".to_owned()][..]), ("reports_to", &["李四".to_owned()][..])]);
}

#[test]
fn several_people_in_a_cell_are_people_each_where_nothing_is_one_person_s_own() {
    let text =
        "account,name,email\nA,Ann Example; Bob Sample,\nA,张三、李四,\nA,Carl;Dora,c@a.example\nA,Smith,\n";
    let mapping = Mapping { kind: Some(Kind::Contact), ..Mapping::default() };
    let (drafts, (understood, doubts, parted)) =
        read_as(&mapping, text, |drafts| (drafts.understood().to_vec(), drafts.doubts(), drafts.parted()));
    let names: Vec<String> =
        drafts.iter().map(|draft| draft.as_ref().unwrap().entry.title().into_owned()).collect();
    assert_eq!(names, ["Ann Example", "Bob Sample", "张三", "李四", "Carl;Dora", "Smith"]);
    assert_eq!((understood[1].count, parted), (2, 2));
    assert_eq!(understood[1].examples[1].understood, "张三 + 李四");
    assert_eq!((doubts[0].doubt, &*doubts[0].lines), (Doubt::SeveralPeople, &[4][..]));
}

#[test]
fn of_several_numbers_or_addresses_the_first_fills_the_field() {
    let text = "account,name,phone,email\nA,Ann,13800138000、13900139000,a@a.example ::: b@a.example\n";
    for (unmatched, kept) in [
        (Unmatched::LeaveOut, serde_json::json!(null)),
        (Unmatched::Keep, serde_json::json!({"email": "b@a.example", "phone": "13900139000"})),
    ] {
        let mapping = Mapping { kind: Some(Kind::Contact), unmatched, ..Mapping::default() };
        let (drafts, (understood, left_over)) =
            read_as(&mapping, text, |drafts| (drafts.understood().to_vec(), drafts.left_over().to_vec()));
        let entry = &drafts[0].as_ref().unwrap().entry;
        assert_eq!((entry.text("phone"), entry.text("email")), ("13800138000", "a@a.example"));
        assert_eq!((left_over, understood[3].count), (vec![0, 0, 1, 1], 1));
        assert_eq!(entry.get("custom").to_json(), kept);
    }
}

#[test]
fn a_code_that_a_spreadsheet_took_for_a_number_is_told() {
    let mapping = Mapping { kind: Some(Kind::Account), ..Mapping::default() };
    let text = "name,credit_code\nA,913302000000000000\nB,913302000000000019\n";
    let (_, (doubts, ())) = read_as(&mapping, text, |drafts| (drafts.doubts(), ()));
    let doubts: Vec<Doubt> = doubts.iter().map(|doubted| doubted.doubt).collect();
    assert_eq!(doubts, [Doubt::Digits, Doubt::CheckDigit]);
}

#[test]
fn habits_of_writing_are_understood_and_told() {
    let text = "name,phone,city,listing_code\nNone,０２１ ５５,None,=\"\"00123\"\"\n'None,1.38E+10,'none,1\n";
    let text = text.replace("=\"\"00123\"\"", "\"=\"\"00123\"\"\"");
    let mapping = Mapping { kind: Some(Kind::Account), ..Mapping::default() };
    let (drafts, (understood, doubts)) =
        read_as(&mapping, &text, |drafts| (drafts.understood().to_vec(), drafts.doubts()));
    let entries: Vec<&Entry> = drafts.iter().map(|draft| &draft.as_ref().unwrap().entry).collect();
    let texts =
        |entry: &Entry| ["name", "phone", "city", "listing_code"].map(|field| entry.text(field).to_owned());
    assert_eq!(texts(entries[0]), ["None", "021 55", "", "00123"]);
    assert_eq!(texts(entries[1]), ["None", "1.38E+10", "none", "1"]);
    assert_eq!(understood.iter().map(|column| column.count).collect::<Vec<_>>()[..4], [0, 1, 1, 1]);
    assert_eq!(doubts[0].doubt, Doubt::Exponent);
}
