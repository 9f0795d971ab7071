//! Answers and documents of an account in the layouts that people hand in, with mistakes.

use acct::domain::money::Currency;
use acct::domain::parse::Reading;
use acct::domain::schema::Schema;
use acct::import::answers::{Layout, read};
use acct::import::by_account;
use acct::import::columns::Vocabulary;
use acct::playbook::Labels;

fn answers(text: &str) -> Vec<String> {
    match read(text, Layout::of("-", text)) {
        Ok(answers) => {
            let told = |entry| match entry {
                Ok(acct::import::answers::RawAnswer { line, item, answer, .. }) => {
                    format!("{line} {item}={answer}")
                }
                Err(acct::import::answers::Broken { line, item, reason }) => {
                    format!("{line} {item}! {reason}")
                }
            };
            answers.entries.into_iter().map(told).collect()
        }
        Err(error) => vec![format!("! {error}")],
    }
}

#[test]
fn answers_are_read_in_every_layout() {
    for (text, lines) in [
        ("a.b: 1\nc.d: x\n", &["1 a.b=1", "2 c.d=x"][..]),
        ("\u{feff}item,answer\na.b,1\n", &["2 a.b=1"]),
        ("item;answer\r\na.b;1,5\r\n", &["2 a.b=1,5"]),
        ("{\"item\":\"a.b\",\"answer\":1.50}\n", &["1 a.b=1.5"]),
        (
            "{\"item\":\"a.b\",\"answer\":[1,2]}\n{\"item\":\"a\",\"answer\":{}}\n",
            &["1 a.b=1; 2", "2 ! answer is no single value"],
        ),
        (
            "- item: a.b\n  answer: 1\n- 5\n",
            &["1 a.b=1", "3 ! this is no answer: item: value, or item: with answer, source, date below"],
        ),
        ("条目,答案\na.b,1\n", &["2 a.b=1"]),
        (" \n", &["! the file is empty"]),
        ("item,answer\n", &[]),
        ("item,answer\n\"a,1\n", &["2 ! the quote opened in the row of line 2 is never closed"]),
    ] {
        assert_eq!(answers(text), lines, "{text:?}");
    }
    let deep = "[".repeat(100_000);
    assert!(answers(&deep)[0].starts_with("! "));
    assert!(answers(&format!("{{\"item\":{deep}\n"))[0].contains('!'));
}

#[test]
fn a_document_of_an_account_is_read_or_refused_with_all_its_faults() {
    let (schema, labels) = (Schema::default(), Labels::default());
    let words = Vocabulary { schema: &schema, labels: &labels };
    let reading = Reading { today: "2026-03-02".parse().unwrap(), currency: Currency::CNY, words: &labels };
    let told = |text: &str| match by_account::read(
        text,
        words,
        (&reading, acct::import::columns::Sensitive::Refuse),
    ) {
        Ok(document) => vec![format!("{} {}", document.account, document.records.len())],
        Err(faults) => faults.iter().map(|fault| format!("{} {}", fault.line, fault.reason)).collect(),
    };
    for (text, lines) in [
        ("name: A\ncity: B\ncontacts:\n  - name: C\n", &["A 2"][..]),
        ("- name: A\n", &["1 keys and values are expected here, such as name: Example"]),
        ("", &["1 keys and values are expected here, such as name: Example"]),
        ("name: A\nname: B\n", &["2 name is given twice"]),
        ("name: A\ncontacts: x\n", &["2 a list is expected here, each record after a hyphen"]),
        ("name: [A, [B]]\n", &["1 one value or a list is expected here"]),
    ] {
        assert_eq!(told(text), lines, "{text:?}");
    }
    assert_eq!(told(&"[".repeat(100_000)).len(), 1);
    assert_eq!(told("name: [A\n").len(), 1);
}
