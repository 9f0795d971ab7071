//! A walk is one operation, whatever it records, and loses nothing.

use std::sync::LazyLock;

use super::*;
use crate::analysis::answers::Answer;
use crate::domain::date::Date;
use crate::domain::kind::Kind;
use crate::domain::language::Language;
use crate::domain::record::{Entry, Paragraph};
use crate::domain::value::Value;
use crate::interview::{Outcome, Scope, Which};
use crate::ops::looks::{self, AnswerDraft};
use crate::ops::{facts, history, records};
use crate::store::Store;

static PLAYBOOK: LazyLock<Playbook> = LazyLock::new(|| Playbook::built_in().unwrap());

fn session(folder: &tempfile::TempDir, user: &str) -> Session {
    Session {
        store: Store::open(&folder.path().join("accounts.db")).unwrap(),
        user: user.into(),
        command: "acct look 华为".into(),
        today: Date::constant(2026, 7, 1),
        now: "2026-07-01T08:00:00Z".parse().unwrap(),
        dry_run: false,
        playbook: std::rc::Rc::default(),
    }
}

fn with_account(work: impl FnOnce(&tempfile::TempDir, &mut Session, i64)) {
    let folder = tempfile::tempdir().unwrap();
    let mut session = session(&folder, "li");
    let mut entry = Entry::blank(Kind::Account);
    entry.set("name", Value::Text("华为".into()));
    let account = records::add(&mut session, entry).unwrap().value.id;
    work(&folder, &mut session, account);
}

fn answer(session: &mut Session, account: i64, item: &str, answer: Option<Answer>) -> (Finding, Option<i64>) {
    let draft = AnswerDraft {
        item: item.into(),
        answer,
        note: None,
        source: None,
        method: None,
        date: Date::constant(2026, 7, 1),
        confidence: None,
    };
    let written = looks::answer(session, &PLAYBOOK, Subject::Account(account), &[draft]).unwrap();
    (written.value[0].finding.clone(), written.operation)
}

fn add_contact(session: &mut Session, account: i64, name: &str) -> Option<i64> {
    let mut entry = Entry::blank(Kind::Contact);
    entry.set("account", Value::Link(account));
    entry.set("name", Value::Text(name.into()));
    records::add(session, entry).unwrap().operation
}

fn summary_of(session: &Session, number: i64, language: Language) -> String {
    session.store.operation(number).unwrap().unwrap().summary.get(language).to_owned()
}

#[test]
fn everything_recorded_on_a_walk_is_one_operation_and_is_taken_back_as_one() {
    with_account(|_, session, account| {
        begin(session, Subject::Account(account));
        let (rivalry, first) = answer(session, account, "trend.rivalry", Some(Answer::Scale(4)));
        let basis = Basis { source: Some("annual report".into()), ..Basis::of(session.today) };
        rest_on(session, Subject::Account(account), rivalry.id.number(), &basis).unwrap();
        answer(session, account, "trend.verdict", None);
        looks::seen::note(session, &PLAYBOOK, Subject::Account(account), "trend.rivalry", "", "from the CFO")
            .unwrap();
        answer(session, account, "trend.rivalry", Some(Answer::Scale(5)));
        let contact = add_contact(session, account, "Ann");
        assert_eq!(first, contact);
        assert_eq!(end(session), first);
        let number = first.unwrap();
        assert_eq!(
            summary_of(session, number, Language::English),
            "Answered 2 questions about 华为, added 1 record"
        );
        assert_eq!(
            summary_of(session, number, Language::Chinese),
            "回答了关于 华为 的 2 个问题，新增 1 条记录"
        );
        assert_eq!(session.store.history(None, 0).unwrap().len(), 2);
        let plan = history::undo_plan(session, None).unwrap();
        history::undo(session, &plan, |_| ()).unwrap();
        let left = facts::load(session.store.read(), account).unwrap();
        assert!(left.findings.is_empty() && left.contacts.is_empty());
        let plan = history::redo_plan(session).unwrap();
        history::undo(session, &plan, |_| ()).unwrap();
        let back = facts::load(session.store.read(), account).unwrap();
        assert_eq!(back.finding("trend.rivalry").unwrap().value, Some(Paragraph("5".into())));
        let amended = back.findings.iter().find(|finding| finding.id == rivalry.id).unwrap();
        assert_eq!(amended.source.as_deref(), Some("annual report"));
        assert_eq!(amended.note, Some(Paragraph("from the CFO".into())));
    });
}

#[test]
fn what_somebody_else_does_meanwhile_stays_their_own_operation() {
    with_account(|folder, session, account| {
        begin(session, Subject::Account(account));
        let (_, first) = answer(session, account, "trend.rivalry", Some(Answer::Scale(4)));
        let theirs = add_contact(&mut self::session(folder, "wang"), account, "Ann");
        let (_, second) = answer(session, account, "trend.verdict", Some(Answer::Scale(4)));
        let (_, third) = answer(session, account, "trend.policy", Some(Answer::Scale(4)));
        assert_eq!([first, theirs, second, third], [Some(2), Some(3), Some(4), Some(4)]);
        assert_eq!(summary_of(session, 4, Language::English), "Answered 2 questions about 华为");
        end(session);
        let (_, after) = answer(session, account, "trend.entrants", Some(Answer::Scale(4)));
        assert_eq!(after, Some(5), "after the walk");
    });
}

#[test]
fn an_undone_walk_is_not_gone_on_with() {
    with_account(|folder, session, account| {
        begin(session, Subject::Account(account));
        answer(session, account, "trend.rivalry", Some(Answer::Scale(4)));
        let mut other = self::session(folder, "li");
        let plan = history::undo_plan(&other, None).unwrap();
        history::undo(&mut other, &plan, |_| ()).unwrap();
        let (_, number) = answer(session, account, "trend.verdict", Some(Answer::Scale(4)));
        assert_eq!(number, Some(4));
        assert_eq!(summary_of(session, 4, Language::English), "Answered 1 question about 华为");
    });
}

#[test]
fn trying_keeps_nothing() {
    with_account(|_, session, account| {
        session.dry_run = true;
        let began = newest(session).unwrap();
        begin(session, Subject::Account(account));
        let (_, number) = answer(session, account, "trend.rivalry", Some(Answer::Scale(4)));
        let facts = facts::load(session.store.read(), account).unwrap();
        let scope = Scope { which: Which::Gaps, look: None };
        let walk = Walk::plan(&PLAYBOOK, &facts, session.today, &scope);
        keep_place(session, Subject::Account(account), &PLAYBOOK, &facts, &walk, began).unwrap();
        assert_eq!((number, end(session)), (None, None));
        assert!(since(session, Subject::Account(account), 3).unwrap().is_none());
    });
}

#[test]
fn the_place_where_a_walk_was_left_is_kept_for_each_of_us_with_what_happened_since() {
    with_account(|folder, session, account| {
        let began = newest(session).unwrap();
        begin(session, Subject::Account(account));
        answer(session, account, "trend.rivalry", Some(Answer::Scale(4)));
        let facts = facts::load(session.store.read(), account).unwrap();
        let scope = Scope { which: Which::Gaps, look: Some("trend".into()) };
        let mut walk = Walk::plan(&PLAYBOOK, &facts, session.today, &scope);
        walk.settle(Outcome::Skipped);
        keep_place(session, Subject::Account(account), &PLAYBOOK, &facts, &walk, began).unwrap();
        end(session);
        session.now = "2026-07-01T09:00:00Z".parse().unwrap();
        add_contact(session, account, "Ann");
        let since = since(session, Subject::Account(account), 3).unwrap().unwrap();
        assert_eq!(since.left.items, walk.remaining());
        assert_eq!((since.left.scope.as_str(), since.left.tier.as_str()), ("gaps:trend", "-"));
        assert!(since.left.coverage > 0.0);
        let told: Vec<&str> =
            since.operations.iter().map(|operation| operation.summary.en.as_str()).collect();
        assert_eq!(told, ["Added contact 华为 · Ann"]);
        assert!(
            super::since(&self::session(folder, "wang"), Subject::Account(account), 3).unwrap().is_none()
        );
    });
}

#[test]
fn what_others_did_while_a_walk_went_on_is_told_by_the_next_one_and_counted() {
    with_account(|folder, session, account| {
        let began = newest(session).unwrap();
        begin(session, Subject::Account(account));
        let scope = Scope { which: Which::Gaps, look: Some("trend".into()) };
        for (item, colleague) in [("trend.rivalry", "Ann"), ("trend.verdict", "Bob"), ("trend.policy", "Cao")]
        {
            answer(session, account, item, Some(Answer::Scale(4)));
            add_contact(&mut self::session(folder, "wang"), account, colleague);
            let facts = facts::load(session.store.read(), account).unwrap();
            let walk = Walk::plan(&PLAYBOOK, &facts, session.today, &scope);
            keep_place(session, Subject::Account(account), &PLAYBOOK, &facts, &walk, began).unwrap();
        }
        answer(session, account, "trend.entrants", Some(Answer::Scale(4)));
        end(session);
        let mut other = self::session(folder, "wang");
        let plan =
            history::undo_plan(&other, Some(session.store.history(None, 0).unwrap()[1].number)).unwrap();
        history::undo(&mut other, &plan, |_| ()).unwrap();
        let since = since(session, Subject::Account(account), 1).unwrap().unwrap();
        let told: Vec<&str> =
            since.operations.iter().map(|operation| operation.summary.en.as_str()).collect();
        assert_eq!((told, since.count), (vec!["Added contact 华为 · Bob"], 2), "Cao was undone");
    });
}

#[test]
fn a_walk_that_only_put_notes_on_what_was_known_made_notes() {
    with_account(|_, session, account| {
        answer(session, account, "trend.rivalry", Some(Answer::Scale(4)));
        looks::seen::note(session, &PLAYBOOK, Subject::Account(account), "trend.policy", "", "ask").unwrap();
        begin(session, Subject::Account(account));
        looks::seen::note(session, &PLAYBOOK, Subject::Account(account), "trend.rivalry", "", "from the CFO")
            .unwrap();
        let number = so_far(session).unwrap();
        assert_eq!(summary_of(session, number, Language::English), "Made 1 note for 华为");
        assert_eq!(summary_of(session, number, Language::Chinese), "为 华为 添加 1 条备注");
        looks::seen::note(
            session,
            &PLAYBOOK,
            Subject::Account(account),
            "trend.rivalry",
            "from the CFO",
            "of May",
        )
        .unwrap();
        looks::seen::note(session, &PLAYBOOK, Subject::Account(account), "trend.policy", "ask", "ask Ann")
            .unwrap();
        assert_eq!(summary_of(session, number, Language::English), "Made 2 notes for 华为");
        answer(session, account, "trend.policy", Some(Answer::Scale(4)));
        assert_eq!(
            summary_of(session, number, Language::English),
            "Answered 1 question about 华为, made 1 note"
        );
        end(session);
    });
}
