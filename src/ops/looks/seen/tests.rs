//! Two of us on one file: what the other one says while a prompt stands is never lost.

use std::sync::LazyLock;

use super::*;
use crate::analysis::answers::Answer;
use crate::analysis::facts::Facts;
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::interview::Basis;
use crate::ops::looks::{Sheaf, answer, answer_several};
use crate::ops::{facts, history, records, walks};

static PLAYBOOK: LazyLock<Playbook> = LazyLock::new(|| Playbook::built_in().unwrap());
const ITEM: &str = "trend.rivalry";

/// Ann and Li at work on a file with one account.
fn two(work: impl FnOnce(&mut Session, &mut Session, i64)) {
    let folder = tempfile::tempdir().unwrap();
    let mut ann = Session::in_folder(&folder);
    let mut li = Session { user: "li".to_owned(), ..Session::in_folder(&folder) };
    let mut entry = Entry::blank(Kind::Account);
    entry.set("name", Value::Text("示例钢铁".into()));
    let account = records::add(&mut ann, entry).unwrap().value.id;
    work(&mut ann, &mut li, account);
}

fn draft(session: &Session, number: i64) -> AnswerDraft {
    AnswerDraft {
        item: ITEM.into(),
        answer: Some(Answer::Scale(number)),
        note: None,
        source: None,
        method: None,
        date: session.today,
        confidence: None,
    }
}

fn known(session: &Session, account: i64) -> Facts {
    facts::load(session.store.read(), account).unwrap()
}

fn says(session: &mut Session, account: i64, number: i64) -> Finding {
    let draft = draft(session, number);
    answer(session, &PLAYBOOK, Subject::Account(account), &[draft]).unwrap().value.remove(0).finding
}

fn value(facts: &Facts) -> String {
    facts.answer(ITEM).unwrap().value.clone().unwrap().0
}

#[test]
fn an_answer_that_was_not_seen_is_given_back_instead_of_superseded() {
    two(|ann, li, account| {
        let seen = known(ann, account).finding(ITEM).cloned();
        let theirs = says(li, account, 4);
        let ours = draft(ann, 2);
        let done =
            answer_seen(ann, &PLAYBOOK, Subject::Account(account), &ours, seen.as_ref().map(Seen::from))
                .unwrap();
        assert!(matches!(&done.value, Given::Overtaken(now) if now.id == theirs.id), "{done:?}");
        assert!(done.operation.is_none());
        assert_eq!(value(&known(ann, account)), "4");
        let seen = known(ann, account).finding(ITEM).cloned();
        let done =
            answer_seen(ann, &PLAYBOOK, Subject::Account(account), &ours, seen.as_ref().map(Seen::from))
                .unwrap();
        assert!(matches!(done.value, Given::Recorded(_)), "what was seen is superseded");
        assert_eq!(value(&known(ann, account)), "2");
    });
}

#[test]
fn nor_is_a_note_that_was_put_to_the_answer_meanwhile() {
    two(|ann, li, account| {
        says(ann, account, 3);
        let seen = known(ann, account).finding(ITEM).cloned();
        note(li, &PLAYBOOK, Subject::Account(account), ITEM, "", "ask Wang").unwrap();
        let ours = draft(ann, 2);
        let done =
            answer_seen(ann, &PLAYBOOK, Subject::Account(account), &ours, seen.as_ref().map(Seen::from))
                .unwrap();
        assert!(matches!(&done.value, Given::Overtaken(now) if now.note.is_some()));
    });
}

#[test]
fn a_note_that_was_meant_for_the_answer_to_come_goes_with_it() {
    two(|ann, _, account| {
        says(ann, account, 3);
        note(ann, &PLAYBOOK, Subject::Account(account), ITEM, "", "as Li said").unwrap();
        let before = known(ann, account).finding(ITEM).cloned().unwrap();
        note(ann, &PLAYBOOK, Subject::Account(account), ITEM, "as Li said", "new").unwrap();
        let seen = known(ann, account).finding(ITEM).cloned().unwrap();
        let ours = AnswerDraft { note: Some("new".into()), ..draft(ann, 4) };
        let seen = Seen { finding: &seen, note: before.note.as_ref() };
        answer_seen(ann, &PLAYBOOK, Subject::Account(account), &ours, Some(seen)).unwrap();
        let findings = known(ann, account).findings;
        let notes: Vec<_> =
            findings.iter().map(|finding| finding.note.as_ref().unwrap().0.as_str()).collect();
        assert_eq!(notes, ["as Li said", "new"]);
    });
}

#[test]
fn a_note_on_an_open_question_goes_to_the_answer_that_came_meanwhile() {
    two(|ann, li, account| {
        let theirs = says(li, account, 4);
        let noted =
            note(ann, &PLAYBOOK, Subject::Account(account), ITEM, "", "half of it is hearsay").unwrap();
        assert_eq!(noted.value.as_ref().map(|finding| finding.id), Some(theirs.id));
        let known = known(ann, account);
        assert_eq!((value(&known).as_str(), known.findings.len()), ("4", 1));
        let plan = history::undo_plan(li, None).unwrap();
        history::undo(li, &plan, |_| ()).unwrap();
        let plan = history::redo_plan(li).unwrap();
        history::undo(li, &plan, |_| ()).unwrap();
        assert_eq!(value(&self::known(ann, account)), "4", "back and forth");
    });
}

#[test]
fn two_notes_of_the_same_minute_are_both_kept() {
    two(|ann, li, account| {
        let text =
            |known: Facts| known.finding(ITEM).and_then(|finding| finding.note.clone()).map(|note| note.0);
        note(li, &PLAYBOOK, Subject::Account(account), ITEM, "", "ask Wang").unwrap();
        note(ann, &PLAYBOOK, Subject::Account(account), ITEM, "", "ask Li").unwrap();
        assert_eq!(text(known(ann, account)).as_deref(), Some("ask Wang\nask Li"));
        note(ann, &PLAYBOOK, Subject::Account(account), ITEM, "ask Wang\nask Li", "asked").unwrap();
        assert_eq!(text(known(ann, account)).as_deref(), Some("asked"));
        note(li, &PLAYBOOK, Subject::Account(account), ITEM, "ask Wang\nask Li", "").unwrap();
        assert_eq!(text(known(ann, account)).as_deref(), Some("asked"), "only what was seen is taken away");
    });
}

#[test]
fn a_note_that_is_taken_away_from_nothing_leaves_nothing() {
    two(|ann, _, account| {
        assert!(note(ann, &PLAYBOOK, Subject::Account(account), ITEM, "gone", " ").unwrap().value.is_none());
        assert!(known(ann, account).findings.is_empty());
    });
}

#[test]
fn the_source_of_an_answer_that_was_overtaken_stays_with_it() {
    two(|ann, li, account| {
        let ours = says(ann, account, 2);
        let theirs = says(li, account, 4);
        let basis = Basis { source: Some("annual report".into()), ..Basis::of(ann.today) };
        let rested = walks::rest_on(ann, Subject::Account(account), ours.id.number(), &basis).unwrap().value;
        assert_eq!(rested.later.map(|later| later.id), Some(theirs.id));
        let known = known(ann, account);
        assert_eq!(value(&known), "4");
        let ours = known.findings.iter().find(|finding| finding.id == ours.id).unwrap();
        assert_eq!(ours.source.as_deref(), Some("annual report"));
    });
}

#[test]
fn answers_of_a_file_that_were_judged_before_another_one_came_are_judged_anew() {
    two(|ann, li, account| {
        let drafts = [draft(ann, 2)];
        let seen = known(ann, account).findings;
        says(li, account, 4);
        let stale = [Sheaf { subject: Subject::Account(account), seen: &seen, drafts: &drafts, notes: &[] }];
        let done = answer_several(ann, &PLAYBOOK, &stale).unwrap();
        assert!(done.value.is_none() && done.operation.is_none());
        assert_eq!(value(&known(ann, account)), "4");
        let seen = known(ann, account).findings;
        let done = answer_several(
            ann,
            &PLAYBOOK,
            &[Sheaf { subject: Subject::Account(account), seen: &seen, drafts: &drafts, notes: &[] }],
        )
        .unwrap();
        assert_eq!(done.value.unwrap()[0][0].before.as_ref().unwrap().value, Some(Paragraph("4".into())));
    });
}
