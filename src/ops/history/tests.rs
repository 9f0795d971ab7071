//! Whatever was done, any operation can be taken back with what builds on it, and all of that comes back.

use proptest::prelude::*;

use super::*;
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Presence};
use crate::domain::value::Value;
use crate::ops::records;

fn session() -> (tempfile::TempDir, Session) {
    let folder = tempfile::tempdir().unwrap();
    let session = Session::in_folder(&folder);
    (folder, session)
}

#[derive(Clone, Debug)]
enum Act {
    Account,
    Contact(usize),
    Edit(usize, usize, usize),
    Remove(usize),
    Undo(usize),
    UndoLast,
    Redo,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let any = any::<usize>;
    proptest::collection::vec(
        prop_oneof![
            2 => Just(Act::Account),
            3 => any().prop_map(Act::Contact),
            4 => (any(), any(), any()).prop_map(|(which, field, value)| Act::Edit(which, field, value)),
            1 => any().prop_map(Act::Remove),
            2 => any().prop_map(Act::Undo),
            1 => Just(Act::UndoLast),
            2 => Just(Act::Redo),
        ],
        1..16,
    )
}

fn entries(session: &Session) -> Vec<Entry> {
    let reader = session.store.read();
    let numbers = 1..=i64::try_from(session.store.history(None, 0).unwrap().len()).unwrap();
    numbers
        .flat_map(|number| [Kind::Account, Kind::Contact].map(|kind| reader.find(kind, number).unwrap()))
        .flatten()
        .collect()
}

/// The records but for what the program derives.
fn state(session: &Session) -> Vec<Entry> {
    let mut entries = entries(session);
    for entry in &mut entries {
        for field in entry.kind.fields().iter().filter(|field| field.presence == Presence::Derived) {
            entry.set(field.name, Value::Empty);
        }
    }
    entries
}

fn add(session: &mut Session, kind: Kind, account: Option<i64>, superior: Option<i64>) {
    let mut entry = Entry::blank(kind);
    let number = session.store.history(None, 0).unwrap().len();
    entry.set("name", Value::Text(format!("name {number}")));
    if let Some(account) = account {
        entry.set("account", Value::Link(account));
    }
    if let Some(superior) = superior {
        entry.set("reports_to", Value::Link(superior));
    }
    records::add(session, entry).unwrap();
}

/// Does it where it can be done; a refusal changes nothing.
fn perform(session: &mut Session, act: &Act) {
    let all = entries(session);
    let pick = |which: usize| (!all.is_empty()).then(|| all[which % all.len()].clone());
    match *act {
        Act::Account => add(session, Kind::Account, None, None),
        Act::Contact(which) => {
            if let Some(entry) = pick(which)
                && let Some(account) = entry.account()
            {
                let superior = (entry.kind == Kind::Contact).then_some(entry.id);
                add(session, Kind::Contact, Some(account), superior);
            }
        }
        Act::Edit(which, field, value) => {
            if let Some(entry) = pick(which) {
                let name = ["phone", "note"][field % 2];
                let field = entry.kind.field(name).unwrap().clone();
                let change = (field, Value::Text(format!("{}", value % 3)));
                records::edit(session, entry.kind, entry.id, &[change]).unwrap();
            }
        }
        Act::Remove(which) => {
            if let Some(entry) = pick(which) {
                records::remove(session, entry.kind, entry.id).unwrap();
            }
        }
        Act::Undo(which) => {
            let operations = session.store.history(None, 0).unwrap();
            if let Some(operation) = operations.get(which % operations.len().max(1)) {
                let plan = undo_plan_with_later(session, Some(operation.number));
                try_it(session, plan);
            }
        }
        Act::UndoLast => try_it(session, undo_plan(session, None)),
        Act::Redo => try_it(session, redo_plan(session)),
    }
}

fn try_it(session: &mut Session, plan: Result<Undoing, OpsError>) {
    if let Ok(plan) = plan {
        let _ = undo(session, &plan, |_| {});
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_operation_goes_with_what_builds_on_it_and_all_comes_back(acts in acts(), which in any::<usize>()) {
        let (_folder, mut session) = session();
        for act in &acts {
            perform(&mut session, act);
        }
        let operations = session.store.history(None, 0).unwrap();
        let in_force: Vec<_> =
            operations.iter().filter(|one| one.undoes.is_none() && one.undone_by.is_none()).collect();
        if in_force.is_empty() {
            return Ok(());
        }
        let number = in_force[which % in_force.len()].number;
        let before = state(&session);
        let plan = undo_plan_with_later(&mut session, Some(number)).unwrap();
        let steps: Vec<i64> = plan.steps.iter().map(|step| step.operation.number).collect();
        prop_assert!(undo(&mut session, &plan, |_| {}).is_ok(), "undo {number}: {steps:?}");
        let without = state(&session);
        let plan = redo_plan(&session).unwrap();
        prop_assert!(undo(&mut session, &plan, |_| {}).is_ok(), "redo of {number}: {steps:?}");
        prop_assert_eq!(state(&session), before);
        let plan = undo_plan(&session, None).unwrap();
        prop_assert!(undo(&mut session, &plan, |_| {}).is_ok(), "undo {number} again: {steps:?}");
        prop_assert_eq!(state(&session), without);
    }
}

fn steps(session: &mut Session, number: i64) -> Vec<i64> {
    let plan = undo_plan_with_later(session, Some(number)).unwrap();
    plan.steps.iter().map(|step| step.operation.number).collect()
}

#[test]
fn the_removal_of_what_a_removed_record_led_to_stands_in_the_way() {
    let (_folder, mut session) = session();
    for act in [Act::Account, Act::Contact(0), Act::Remove(1), Act::Remove(0)] {
        perform(&mut session, &act);
    }
    let plan = undo_plan(&session, Some(3)).unwrap();
    assert!(matches!(plan.refusal(), Some(Refusal::Depended { number: 3, .. })), "{plan:?}");
    assert_eq!(steps(&mut session, 3), [4, 3]);
}

#[test]
fn what_builds_on_an_operation_once_others_are_taken_back_goes_too() {
    let (_folder, mut session) = session();
    // The second contact reports to the first, until that one is removed.
    for act in [Act::Account, Act::Contact(0), Act::Contact(1), Act::Remove(1)] {
        perform(&mut session, &act);
    }
    assert_eq!(steps(&mut session, 2), [4, 3, 2]);
    assert_eq!(session.store.history(None, 0).unwrap().len(), 4);
}
