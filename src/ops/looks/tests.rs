//! What recording an answer leaves in the file.

use std::sync::LazyLock;

use super::*;
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::ops::{history, records};
use crate::store::Store;

static PLAYBOOK: LazyLock<Playbook> = LazyLock::new(|| Playbook::built_in().unwrap());

fn with_account(work: impl FnOnce(&mut Session, i64)) {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session {
        store: Store::open(&folder.path().join("accounts.db")).unwrap(),
        user: "li".into(),
        command: "acct look answer".into(),
        today: Date::constant(2026, 7, 1),
        now: "2026-07-01T08:00:00Z".parse().unwrap(),
        dry_run: false,
        playbook: std::rc::Rc::default(),
    };
    let mut entry = Entry::blank(Kind::Account);
    entry.set("name", Value::Text("华为".into()));
    let account = records::add(&mut session, entry).unwrap().value.id;
    work(&mut session, account);
}

fn draft(item: &str, answer: Option<Answer>) -> AnswerDraft {
    AnswerDraft {
        item: item.into(),
        answer,
        note: None,
        source: Some("annual report 2025".into()),
        method: None,
        date: Date::constant(2026, 3, 1),
        confidence: Some(Confidence::High),
    }
}

#[test]
fn a_new_answer_supersedes_the_old_one_which_stays_readable() {
    with_account(|session, account| {
        let first = draft("trend.rivalry", Some(Answer::Scale(4)));
        answer(session, &PLAYBOOK, Subject::Account(account), std::slice::from_ref(&first)).unwrap();
        let again = answer(session, &PLAYBOOK, Subject::Account(account), &[first]).unwrap();
        assert!(again.operation.is_none() && !again.value[0].is_new, "the same changes nothing");
        let second = draft("trend.rivalry", None);
        let done = answer(session, &PLAYBOOK, Subject::Account(account), &[second]).unwrap();
        assert_eq!(done.value[0].before.as_ref().unwrap().value, Some(Paragraph("4".into())));
        let findings: Vec<Finding> = session.store.read().of_account(account).unwrap();
        let told: Vec<_> = findings.iter().map(|finding| (finding.answered, finding.superseded)).collect();
        assert_eq!(told, [(Answered::Known, Some(true)), (Answered::Unknown, None)]);
    });
}

#[test]
fn an_answer_of_an_earlier_day_leaves_the_later_one_in_force() {
    with_account(|session, account| {
        let newer = draft("trend.rivalry", Some(Answer::Scale(3)));
        let older = AnswerDraft {
            date: Date::constant(2025, 3, 1),
            ..draft("trend.rivalry", Some(Answer::Scale(4)))
        };
        answer(session, &PLAYBOOK, Subject::Account(account), &[newer]).unwrap();
        let done =
            answer(session, &PLAYBOOK, Subject::Account(account), std::slice::from_ref(&older)).unwrap();
        let value = |finding: &Finding| finding.value.clone().unwrap().0;
        assert_eq!(done.value[0].later.as_ref().map(value).as_deref(), Some("3"));
        assert!(done.value[0].before.is_none() && done.value[0].is_new);
        let again = answer(session, &PLAYBOOK, Subject::Account(account), &[older]).unwrap();
        assert!(again.operation.is_none() && !again.value[0].is_new, "the same changes nothing");
        let findings: Vec<Finding> = session.store.read().of_account(account).unwrap();
        let told: Vec<_> = findings.iter().map(|finding| (value(finding), finding.superseded)).collect();
        assert_eq!(told, [("3".to_owned(), None), ("4".to_owned(), Some(true))]);
    });
}

#[test]
fn many_answers_are_one_operation_that_can_be_undone() {
    with_account(|session, account| {
        let drafts =
            [draft("trend.rivalry", Some(Answer::Scale(4))), draft("trend.verdict", Some(Answer::Scale(5)))];
        let done = answer(session, &PLAYBOOK, Subject::Account(account), &drafts).unwrap();
        let coverage = |session: &Session| {
            session.store.read().get(Kind::Account, account).unwrap().get("coverage").clone()
        };
        assert!(matches!(coverage(session), Value::Number(percent) if percent > 0.0));
        let operation = session.store.operation(done.operation.unwrap()).unwrap().unwrap();
        assert_eq!(operation.summary.zh, "回答了关于 华为 的 2 个问题");
        let plan = history::undo_plan(session, None).unwrap();
        history::undo(session, &plan, |_| {}).unwrap();
        assert!(session.store.read().of_account::<Finding>(account).unwrap().is_empty());
        assert_eq!(coverage(session), Value::Empty, "as at first");
    });
}

#[test]
fn the_history_names_the_question_and_the_answer() {
    with_account(|session, account| {
        let done = answer(
            session,
            &PLAYBOOK,
            Subject::Account(account),
            &[draft("trend.rivalry", Some(Answer::Scale(4)))],
        )
        .unwrap();
        let operation = session.store.operation(done.operation.unwrap()).unwrap().unwrap();
        assert_eq!(
            operation.summary.en,
            "Answered 华为 · Rivalry: 4 · Rivals take orders away, prices slip every year"
        );
        assert_eq!(shortened(&"长".repeat(61)), format!("{}...", "长".repeat(60)));
        assert_eq!(shortened("one\ntwo"), "one...");
    });
}
