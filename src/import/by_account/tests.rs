//! Documents as a person leaves them.

use super::*;
use crate::domain::money::Currency;
use crate::domain::schema::Schema;
use crate::domain::value::Value;
use crate::playbook::labels::Labels;

fn read_text(text: &str) -> Result<Document, Vec<DocumentFault>> {
    let (labels, schema) = (Labels::default(), Schema::default());
    let reading = Reading { today: "2026-03-02".parse().unwrap(), currency: Currency::CNY, words: &labels };
    read(text, Vocabulary { schema: &schema, labels: &labels }, (&reading, Sensitive::Refuse))
}

const STEEL: &str = "\
name: Steel
city:
tags: []
revenue: USD 9,200.50
custom: {pe: 12.5, code: '007', kept: true, sites: [a, b]}
contacts:
- name: Ann
  roles: [user, approver]
  reports_to: Bob
  relations:
  - to: Bob
    relation: ally
- name: Bob
  birthday: 1970-01-01
grades:
- date: 2026-03-01
  method: computed
  score: 50
  inputs: {trend.rivalry: {value: 4.0, known: yes}, list: []}
";

#[test]
fn a_document_describes_an_account_and_what_belongs_to_it() {
    let document = read_text(STEEL).unwrap();
    let told = document
        .records
        .iter()
        .map(|record| (record.draft.entry.kind, record.draft.line, record.draft.entry.title().into_owned()));
    let told: Vec<(Kind, u64, String)> = told.collect();
    let told: Vec<(Kind, u64, &str)> =
        told.iter().map(|(kind, line, title)| (*kind, *line, title.as_str())).collect();
    assert_eq!(
        told,
        [
            (Kind::Account, 1, "Steel"),
            (Kind::Contact, 7, "Ann"),
            (Kind::Relation, 11, "ally"),
            (Kind::Contact, 13, "Bob"),
            (Kind::Grade, 16, ""),
        ]
    );
    let [account, ann, relation, _, grade] = document.records.as_slice() else { panic!() };
    assert_eq!(account.emptied, ["city", "tags"]);
    assert_eq!(
        account.draft.entry.get("custom").to_json(),
        serde_json::json!({"code": "007", "kept": true, "pe": 12.5, "sites": ["a", "b"]})
    );
    let links = |record: &Described| -> Vec<String> {
        let links = record.draft.links.iter();
        links.map(|link| format!("{}={}", link.field.name, link.names.join("+"))).collect()
    };
    assert_eq!(links(ann), ["account=Steel", "reports_to=Bob"]);
    assert_eq!(links(relation), ["account=Steel", "from=Ann", "to=Bob"]);
    assert_eq!(grade.draft.entry.get("score"), &Value::Number(50.0));
    assert_eq!(
        grade.draft.entry.get("inputs").to_json().to_string(),
        r#"{"trend.rivalry":{"value":4.0,"known":"yes"},"list":[]}"#
    );
    assert!(document.listed.contains(&Kind::Relation) && !document.listed.contains(&Kind::Need));
}

#[test]
fn everything_that_is_wrong_is_told_with_its_line() {
    let text = "name: Steel\ncitty: Lyon\nemployees: many\ncity: a\ncity: b\ncontacts:\n- Ann\n- name: Bob\n  influence: 9\nneeds: none\ntier: S\n";
    let told: Vec<String> = read_text(text)
        .unwrap_err()
        .iter()
        .map(|fault| format!("{} {}: {}", fault.line, fault.field.as_deref().unwrap_or("-"), fault.reason))
        .collect();
    assert_eq!(
        told,
        [
            "2 -: account has no citty; did you mean city?",
            "3 employees: \"many\" is not a number",
            "5 -: city is given twice",
            "7 -: keys and values are expected here, such as name: Example",
            "9 influence: \"9\" is not between 1 and 5",
            "10 needs: a list is expected here, each record after a hyphen",
        ]
    );
    assert!(matches!(
        read_text("a: [").unwrap_err()[0].reason,
        DocumentReason::Document(DocumentError::NotYaml { .. })
    ));
}

#[test]
fn a_secret_among_the_users_own_values_is_refused() {
    let faults = read_text("name: Steel\ncustom:\n  pe: 12\n  password: abc\n").unwrap_err();
    let told: Vec<_> = faults.iter().map(|fault| (fault.line, fault.reason.to_string())).collect();
    let secret =
        "password may hold secrets or identify people; take it out, or import with --allow-sensitive";
    assert_eq!(told, [(4, secret.to_owned())]);
}
