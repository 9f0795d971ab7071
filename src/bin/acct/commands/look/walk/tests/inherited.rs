//! A question that is answered for the industry: kept as it is, or overridden for the account.

use acct::analysis::answers::Answer as Said;
use acct::domain::kind::Kind;
use acct::domain::record::Entry;
use acct::domain::value::Value;
use acct::ops::{looks, records};

use super::super::*;
use super::table::Table;
use crate::prompt::scripted::Answer::{Accept, Letter, Option, Text};

const ITEM: &str = "trend.rivalry";

/// An account whose industry is answered 4, on a day.
fn in_steel(on: &str) -> Table {
    let table = Table::new();
    let mut context = table.context("en", []);
    let playbook = context.playbook().unwrap();
    let mut entry = Entry::blank(Kind::Industry);
    entry.set("name", Value::Text("Steel".into()));
    records::add(context.session().unwrap(), entry).unwrap();
    let industry = Kind::Account.field("industry").unwrap().clone();
    let joins = [(industry, Value::Text("steel".into()))];
    records::edit(context.session().unwrap(), Kind::Account, 1, &joins).unwrap();
    let draft = looks::AnswerDraft {
        item: ITEM.to_owned(),
        answer: Some(Said::Scale(4)),
        note: None,
        source: Some("yearbook".to_owned()),
        method: None,
        date: on.parse().unwrap(),
        confidence: None,
    };
    let subject = Subject::Industry(1);
    looks::answer(context.session().unwrap(), &playbook, subject, &[draft]).unwrap();
    table
}

#[test]
fn enter_keeps_what_is_inherited_also_when_it_is_stale() {
    for day in ["2026-02-01", "2020-02-01"] {
        let table = in_steel(day);
        let walking = table.through(&[ITEM], [("Answer", Accept)]).unwrap();
        assert_eq!(walking.walk.tally().kept, 1);
        let facts = table.facts();
        assert!(facts.findings.is_empty() && facts.inherited(ITEM).is_some());
    }
}

#[test]
fn another_answer_holds_for_the_account_alone() {
    let table = in_steel("2026-02-01");
    table.through(&[ITEM], [("Answer", Option("2 · ")), ("Source; date", Accept)]).unwrap();
    let facts = table.facts();
    assert_eq!(facts.answer(ITEM).unwrap().value.as_ref().unwrap().0, "2");
    assert_eq!(facts.inherited_from(ITEM), None);
    assert_eq!(facts.environment.unwrap().answer(ITEM).unwrap().value.as_ref().unwrap().0, "4");
}

#[test]
fn an_industry_is_walked_like_an_account_with_the_questions_about_it() {
    let table = in_steel("2026-02-01");
    let options = Options { look: None, ask: Some(AskArg::Gaps), write: WriteArgs { dry_run: false } };
    let mut context = table.context(
        "en",
        [
            ("Amount", Letter('s')),
            ("Percent", Text("5%")),
            ("Source; date", Text("association; low")),
            ("Answer", Letter('n')),
            ("Note", Text("ask the association")),
            ("Answer", Letter('b')),
            ("Percent", Letter('s')),
            ("Answer", Letter('r')),
            ("Answer", Letter('q')),
        ],
    );
    let about = About::called(&mut context, "steel", true).unwrap();
    start(&mut context, about.clone(), &options).unwrap();
    let facts = about.facts(&mut context).unwrap();
    let told: Vec<String> = facts.findings.iter().map(|finding| finding.item.clone()).collect();
    assert_eq!(told.first().map(String::as_str), Some(ITEM));
    assert!(told.iter().all(|item| context.playbook().unwrap().is_of_industry(item)), "{told:?}");
    let summaries = table.summaries();
    assert_eq!(summaries[0], "Answered 1 question about Steel, made 1 note");
    let session = context.session().unwrap();
    let left = walks::since(session, about.subject, 3).unwrap().unwrap();
    assert!(left.count == 0 && !left.left.items.is_empty(), "{left:?}");
    assert!(walks::since(session, Subject::Account(about.named.id), 3).unwrap().is_none());
    // What is inherited is known of the account at once; an undo takes the whole walk back.
    assert!(table.facts().environment.unwrap().findings.len() >= 2);
    let plan = ops::history::undo_plan(session, None).unwrap();
    ops::history::undo(session, &plan, |_| ()).unwrap();
    assert_eq!(about.facts(&mut context).unwrap().findings.len(), 1);
}
