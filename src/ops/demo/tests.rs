//! The sample as it stands in a file.

use super::*;
use crate::domain::grade::Grade;
use crate::store::Store;

/// Works on a new file with the sample in it.
pub(in crate::ops) fn with_sample(work: impl FnOnce(&mut Session)) {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session {
        store: Store::open(&folder.path().join("demo.db")).unwrap(),
        user: "li".into(),
        command: "acct demo".into(),
        today: Date::constant(2026, 7, 1),
        now: "2026-07-01T08:00:00Z".parse().unwrap(),
        dry_run: false,
        playbook: std::rc::Rc::default(),
    };
    write(&mut session).unwrap();
    work(&mut session);
}

/// The same with what is known of two industries of it, in part from later than the sample.
pub(in crate::ops) fn with_industries(work: impl FnOnce(&mut Session)) {
    with_sample(|session| {
        session.today = Date::constant(2026, 12, 1);
        for (industry, name, alias, item, value, date) in [
            (1, "Steel", "钢铁", "trend.rivalry", Some(5), "2026-02-01"),
            (1, "", "", "trend.rivalry", Some(2), "2026-08-10"),
            (1, "", "", "trend.entrants", Some(1), "2020-03-01"),
            (1, "", "", "trend.technology", None, "2026-06-20"),
            (2, "Food", "食品", "trend.substitutes", Some(4), "2026-06-01"),
            (2, "", "", "trend.policy", None, "2026-04-20"),
            (2, "", "", "trend.rivalry", Some(3), "2026-10-01"),
        ] {
            if !name.is_empty() {
                let mut entry = Entry::blank(Kind::Industry);
                entry.set("name", Value::Text(name.into()));
                entry.set("aliases", Value::List(vec![alias.into()]));
                records::add(session, entry).unwrap();
            }
            let draft = AnswerDraft {
                item: item.into(),
                answer: value.map(answers::Answer::Scale),
                note: None,
                source: None,
                method: None,
                date: date.parse().unwrap(),
                confidence: None,
            };
            let playbook = session.playbook.get().unwrap();
            looks::answer(session, &playbook, looks::Subject::Industry(industry), &[draft]).unwrap();
        }
        session.today = Date::constant(2026, 7, 1);
        work(session);
    });
}

#[test]
fn the_sample_is_a_dozen_accounts_with_all_that_belongs_to_them() {
    with_sample(|session| {
        let reader = session.store.read();
        for (kind, count) in [
            (Kind::Account, 12),
            (Kind::Contact, 53),
            (Kind::Need, 33),
            (Kind::Plan, 4),
            (Kind::Finding, 328),
            (Kind::Project, 10),
            (Kind::RivalMark, 20),
            (Kind::SurveyAnswer, 36),
        ] {
            assert_eq!(reader.live(kind).unwrap(), count, "{kind}");
        }
        assert_eq!(content(reader).unwrap(), Content::Sample);
    });
}

#[test]
fn a_file_with_accounts_is_left_alone() {
    with_sample(|session| {
        assert!(matches!(write(session), Err(OpsError::Demo(DemoError::Occupied { accounts: 12 }))));
        let mut entry = Entry::blank(Kind::Account);
        entry.set("name", Value::Text("Own".into()));
        records::add(session, entry).unwrap();
        assert_eq!(content(session.store.read()).unwrap(), Content::Own);
    });
}

#[test]
fn grades_of_all_sorts_are_there() {
    with_sample(|session| {
        let reader = session.store.read();
        let told = |name: &str| {
            let id = reader.account_by_key(name).unwrap().unwrap().id;
            let grade: Grade = reader.of_account(id).unwrap().pop().unwrap();
            let tier = |tier: Option<Tier>| tier.map_or("-".to_owned(), |tier| tier.to_string());
            let firm = if grade.firm == Some(true) { "firm" } else { "provisional" };
            format!("{} {} {firm} {}", tier(grade.tier), tier(grade.computed), grade.method)
        };
        for (name, expected) in [
            ("示例重工", "S S firm computed"),
            ("Example Steel", "S S firm computed"),
            ("示例银行", "A A firm computed"),
            ("示例轨交", "A B firm manual"),
            ("Example Motors", "A A provisional computed"),
            ("Example Shipping", "C C firm computed"),
            ("示例乳业", "- - provisional computed"),
        ] {
            assert_eq!(told(name), expected, "{name}");
        }
    });
}
