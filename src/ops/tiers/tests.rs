//! Grading against a file: what is recorded, what stays in force, what all accounts come to.

use std::sync::LazyLock;

use super::*;
use crate::analysis::answers::Answer;
use crate::analysis::regrade::Why;
use crate::domain::contact::Contact;
use crate::domain::date::parse_date;
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::ops::looks::{self, AnswerDraft};
use crate::ops::{history, records};
use crate::store::Store;

static PLAYBOOK: LazyLock<Playbook> = LazyLock::new(|| Playbook::built_in().unwrap());

struct Desk {
    session: Session,
    _folder: tempfile::TempDir,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("accounts.db")).unwrap();
    let session = Session {
        store,
        user: "li".into(),
        command: "acct".into(),
        today: Date::constant(2026, 7, 1),
        now: "2026-07-01T08:00:00Z".parse().unwrap(),
        dry_run: false,
        playbook: std::rc::Rc::default(),
    };
    Desk { session, _folder: folder }
}

impl Desk {
    fn account(&mut self, name: &str) -> i64 {
        let mut entry = Entry::blank(Kind::Account);
        entry.set("name", Value::Text(name.into()));
        records::add(&mut self.session, entry).unwrap().value.id
    }

    /// Gives every scale question that the score reads the same answer.
    fn answer_all(&mut self, account: i64, scale: i64) {
        let inputs = PLAYBOOK.tiers.dimensions.iter().flat_map(|dimension| &dimension.inputs);
        let items = inputs.filter_map(|input| input.item.clone());
        let drafts: Vec<AnswerDraft> = items.map(|item| self.draft(&item, Answer::Scale(scale))).collect();
        looks::answer(&mut self.session, &PLAYBOOK, looks::Subject::Account(account), &drafts).unwrap();
    }

    fn draft(&self, item: &str, answer: Answer) -> AnswerDraft {
        let date = self.session.today;
        AnswerDraft {
            item: item.into(),
            answer: Some(answer),
            note: None,
            source: None,
            method: None,
            date,
            confidence: None,
        }
    }

    fn grades(&self, account: i64) -> Vec<Grade> {
        self.session.store.read().of_account(account).unwrap()
    }

    fn standing(&self, account: i64) -> (String, Option<f64>) {
        let entry = self.session.store.read().get(Kind::Account, account).unwrap();
        let Value::Number(score) = entry.get("score") else { return (entry.text("tier").to_owned(), None) };
        (entry.text("tier").to_owned(), Some(*score))
    }
}

#[test]
fn a_grade_is_kept_with_its_inputs_and_shows_beside_the_account() {
    let mut desk = desk();
    let account = desk.account("华为");
    desk.answer_all(account, 4);
    let done = score(&mut desk.session, &PLAYBOOK, account).unwrap();
    let grade = done.value.grade.unwrap();
    assert!(done.operation.is_some() && done.value.before.is_none());
    assert_eq!((grade.tier, grade.method), (done.value.score.tier, GradeMethod::Computed));
    assert_eq!(desk.standing(account), (grade.tier.unwrap().to_string(), grade.score));
    let Some(Json::Object(inputs)) = &grade.inputs else { panic!("{grade:?}") };
    assert_eq!(inputs["trend.rivalry"], json!(25.0));
    assert!(!inputs.contains_key("contact_recency"), "unknown");
}

#[test]
fn the_same_result_on_the_same_day_changes_nothing() {
    let mut desk = desk();
    let account = desk.account("Example Steel");
    desk.answer_all(account, 4);
    score(&mut desk.session, &PLAYBOOK, account).unwrap();
    assert_eq!(score(&mut desk.session, &PLAYBOOK, account).unwrap().operation, None);
    assert_eq!(desk.grades(account).len(), 1);
    desk.session.today = Date::constant(2026, 7, 2);
    assert!(score(&mut desk.session, &PLAYBOOK, account).unwrap().operation.is_some());
    let again = score_all(&mut desk.session, &PLAYBOOK, |_| {}).unwrap();
    assert_eq!((again.operation, again.value.unchanged), (None, 1));
}

#[test]
fn of_an_unknown_account_nothing_is_recorded() {
    let mut desk = desk();
    let account = desk.account("Nobody Knows Ltd");
    let done = score(&mut desk.session, &PLAYBOOK, account).unwrap();
    assert!(done.operation.is_none() && done.value.grade.is_none());
    let draft = desk.draft("customer.brand_beacon", Answer::Scale(5));
    looks::answer(&mut desk.session, &PLAYBOOK, looks::Subject::Account(account), &[draft]).unwrap();
    let grade = score(&mut desk.session, &PLAYBOOK, account).unwrap().value.grade.unwrap();
    // 15 % of the inputs are known: an interval, no grade.
    assert_eq!((grade.tier, grade.score, grade.low, grade.high), (None, None, Some(15.0), Some(100.0)));
}

#[test]
fn a_tier_set_by_hand_stays_in_force_beside_the_computed_one_until_it_is_released() {
    let mut desk = desk();
    let account = desk.account("Example Steel");
    desk.answer_all(account, 3);
    assert!(matches!(
        set(&mut desk.session, &PLAYBOOK, account, Tier::S, "  "),
        Err(OpsError::Refused(Refusal::Required { .. }))
    ));
    set(&mut desk.session, &PLAYBOOK, account, Tier::S, "The board decided").unwrap();
    let set_by_hand = desk.grades(account).pop().unwrap();
    assert_eq!((set_by_hand.tier, set_by_hand.computed), (Some(Tier::S), Some(Tier::B)));
    desk.answer_all(account, 5);
    let scored = score(&mut desk.session, &PLAYBOOK, account).unwrap().value.grade.unwrap();
    assert_eq!(
        (scored.tier, scored.method, scored.computed),
        (Some(Tier::S), GradeMethod::Manual, Some(Tier::A))
    );
    assert_eq!(scored.reason.unwrap().0, "The board decided");
    let released = release(&mut desk.session, &PLAYBOOK, account).unwrap().value.grade.unwrap();
    assert_eq!((released.tier, released.method), (Some(Tier::A), GradeMethod::Computed));
    assert_eq!(desk.standing(account).0, "A");
    let again = release(&mut desk.session, &PLAYBOOK, account);
    assert!(matches!(again, Err(OpsError::Refused(Refusal::NotByHand { .. }))), "{again:?}");
}

#[test]
fn all_accounts_are_graded_in_one_operation_that_can_be_undone() {
    let mut desk = desk();
    let accounts: Vec<i64> = (0..7).map(|number| desk.account(&format!("Example {number}"))).collect();
    for (account, scale) in accounts.iter().zip([5, 4, 3, 1]) {
        desk.answer_all(*account, scale);
    }
    let done = score_all(&mut desk.session, &PLAYBOOK, |_| {}).unwrap();
    let tally = done.value;
    assert_eq!((tally.accounts, tally.changed, tally.without), (7, 4, 3));
    assert_eq!((tally.first, tally.moved.len()), (4, 0));
    for account in &accounts[..4] {
        let one = score(&mut desk.session, &PLAYBOOK, *account).unwrap();
        assert_eq!(one.operation, None, "alone it comes to the same");
    }
    let plan = history::undo_plan(&desk.session, done.operation).unwrap();
    history::undo(&mut desk.session, &plan, |_| {}).unwrap();
    assert_eq!(desk.standing(accounts[0]), (String::new(), None));
}

#[test]
fn who_moved_is_told_with_the_inputs_that_moved_it() {
    let mut desk = desk();
    let account = desk.account("华为");
    desk.answer_all(account, 3);
    score_all(&mut desk.session, &PLAYBOOK, |_| {}).unwrap();
    desk.answer_all(account, 5);
    let tally = score_all(&mut desk.session, &PLAYBOOK, |_| {}).unwrap().value;
    let [moved] = tally.moved.as_slice() else { panic!("{:?}", tally.moved) };
    assert_eq!((moved.from, moved.to), (Some(Tier::B), Some(Tier::A)));
    let named: Vec<&str> = moved.why.iter().map(Why::as_str).collect();
    assert_eq!(named, ["capped", "input", "input"]);
    let heaviest = Why::Input { name: "customer.brand_beacon".into(), from: Some(50.0), to: Some(100.0) };
    assert_eq!(moved.why[1], heaviest);
}

#[test]
fn those_that_fell_furthest_come_first_and_those_that_rose_furthest_last() {
    let mut desk = desk();
    let answers = [(3, 5), (5, 1), (3, 1), (1, 5)];
    let accounts = answers.map(|(before, after)| {
        let account = desk.account(&format!("Example {before} {after}"));
        desk.answer_all(account, before);
        account
    });
    score_all(&mut desk.session, &PLAYBOOK, |_| {}).unwrap();
    for (account, (_, after)) in accounts.iter().zip(answers) {
        desk.answer_all(*account, after);
    }
    let moved = score_all(&mut desk.session, &PLAYBOOK, |_| {}).unwrap().value.moved;
    let order: Vec<i64> = moved.iter().map(|moved| moved.account).collect();
    assert_eq!(order, [1, 2, 0, 3].map(|at: usize| accounts[at]), "{moved:?}");
}

#[test]
fn a_grade_that_grew_old_is_confirmed_under_a_new_date() {
    let mut desk = desk();
    let account = desk.account("Example Steel");
    desk.answer_all(account, 3);
    score_all(&mut desk.session, &PLAYBOOK, |_| {}).unwrap();
    let days = PLAYBOOK.check("grade_old").unwrap().days.unwrap();
    for (later, changed) in [(days - 1, 0), (days, 1)] {
        let day = parse_date(&format!("+{later}d"), desk.session.today).unwrap().date;
        let before = std::mem::replace(&mut desk.session.today, day);
        let tally = score_all(&mut desk.session, &PLAYBOOK, |_| {}).unwrap().value;
        assert_eq!((tally.changed, tally.moved.len()), (changed, 0), "after {later} days");
        desk.session.today = before;
    }
    assert_eq!(desk.grades(account).len(), 2);
}

#[test]
fn what_if_over_many_accounts_counts_who_moves_where_and_writes_nothing() {
    use crate::analysis::what_if::{Assumption, Scenario};
    use crate::ops::portfolio::Chosen;
    let mut desk = desk();
    let accounts: Vec<i64> = (0..5).map(|number| desk.account(&format!("Example {number}"))).collect();
    for (account, scale) in accounts.iter().zip([3, 3, 3, 1]) {
        desk.answer_all(*account, scale);
    }
    let assumptions = vec![Assumption::Threshold { tier: Tier::A, from: 51.0 }];
    let scenario = Scenario::new(&PLAYBOOK, assumptions.clone()).unwrap();
    let today = desk.session.today;
    let run = |chosen: &Chosen, scenario: &Scenario| {
        simulate::simulate(desk.session.store.read(), scenario, chosen, today, |_| {}).unwrap()
    };
    // Everything in the middle gives just 50, the beginning of B.
    assert_eq!(run(&Chosen::All, &scenario).moves, []);
    let raised = Scenario::new(&PLAYBOOK, vec![Assumption::Threshold { tier: Tier::B, from: 50.1 }]).unwrap();
    let outcome = run(&Chosen::All, &raised);
    assert_eq!((outcome.accounts, outcome.moves), (5, vec![(Some(Tier::B), Some(Tier::C), 3)]));
    let one = Chosen::Only(vec![(accounts[1], "Example 1".into()), (accounts[4], "Example 4".into())]);
    let outcome = run(&one, &raised);
    assert_eq!((outcome.accounts, outcome.moved.len(), outcome.moved[0].account), (2, 1, accounts[1]));
    assert!(desk.grades(accounts[1]).is_empty());
}

/// Answers, people and interactions of all sorts, some of them superseded, of people who left, or of questions that nobody
/// could answer: what is read of many accounts gives the scores that everything known of each gives.
#[test]
fn many_accounts_are_scored_as_each_is_from_all_that_is_known_of_it() {
    use crate::analysis::evidence::Evidence;
    use crate::analysis::what_if::{Assumption, Scenario};
    use crate::ops::portfolio::Chosen;
    crate::ops::demo::tests::with_industries(|session| {
        for (account, scale) in [(1, Some(1)), (1, Some(5)), (2, Some(3)), (2, None)] {
            let draft = AnswerDraft {
                item: "trend.rivalry".into(),
                answer: scale.map(Answer::Scale),
                note: None,
                source: None,
                method: None,
                date: session.today,
                confidence: None,
            };
            looks::answer(session, &PLAYBOOK, looks::Subject::Account(account), &[draft]).unwrap();
        }
        let leaver = session.store.read().of_account::<Contact>(1).unwrap().remove(0).to_entry();
        let mut left = leaver.clone();
        left.set("left", Value::YesNo(true));
        session.write(|writer| Ok((writer.update(&leaver, &left)?, Text::default()))).unwrap();
        let weight = Assumption::Weight { dimension: "relationship".into(), weight: 60.0 };
        let scenario = Scenario::new(&PLAYBOOK, vec![weight]).unwrap();
        let (scorers, reader) = (scenario.scorers(), session.store.read());
        let (asked, mut after, mut seen) = (scorers.asked(), 0, 0);
        let today = Date::constant(2026, 9, 1);
        let environments = crate::ops::industries::environments(reader, today).unwrap();
        while let Some(batch) = Chosen::All.batch(reader, &asked, &mut after, (today, &environments)).unwrap()
        {
            for (account, _) in &batch.accounts {
                let facts = crate::ops::facts::load_as_of(reader, *account, today).unwrap();
                let alone = scorers.compare(&Evidence::of(&facts), today);
                assert_eq!(scorers.compare(&batch.stretch.evidence(*account), today), alone, "{account}");
                assert_eq!(batch.stretch.grade(*account), facts.grades.last());
                assert_eq!(
                    batch.stretch.evidence(*account).people().len(),
                    Evidence::of(&facts).people().len()
                );
                seen += 1;
            }
        }
        assert_eq!(seen, 12);
    });
}
