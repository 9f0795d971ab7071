//! Rows as they are met, and the drafts they become.

use super::*;
use crate::domain::date::Date;
use crate::domain::money::Currency;
use crate::domain::schema::Schema;
use crate::import::columns::{Head, Mapping, Rule, Unmatched, Vocabulary};
use crate::import::csv::Reader;
use crate::import::table::{Heading, Rows};
use crate::playbook::labels::Labels;

fn read(kind: Kind, text: &str, rules: &[&str]) -> (Vec<Result<Draft, Vec<Fault>>>, Vec<Understood>) {
    let labels = Labels::default();
    let today: Date = "2026-03-01".parse().unwrap();
    let reading = Reading { today, currency: Currency::CNY, words: &labels };
    let reader = Reader::open(text.as_bytes(), None).unwrap();
    let rows = Table::headed(Rows::Text(Box::new(reader)), Heading::FirstRow).unwrap();
    let rules: Vec<Rule> = rules.iter().map(|rule| Rule::parse(rule).unwrap()).collect();
    let words = Vocabulary { schema: &Schema::default(), labels: &labels };
    let mapping = Mapping { kind: Some(kind), rules, unmatched: Unmatched::Keep, ..Mapping::default() };
    let columns = Columns::of_table(
        Head { name: "a.csv", header: rows.header(), stated: None, sample: &[] },
        words,
        &mapping,
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
    (all, drafts.understood().to_vec())
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
