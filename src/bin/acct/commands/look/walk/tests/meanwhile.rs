//! A colleague answers in another terminal while a question of the walk stands.

use acct::analysis::answers::Answer as Said;
use acct::ops::looks::{self, AnswerDraft};

use super::table::Table;
use super::*;

const ITEM: &str = "trend.rivalry";

/// Another process records this answer.
fn says(table: &Table, number: i64) {
    let mut other = table.context("en", []);
    let playbook = other.playbook().unwrap();
    let draft = AnswerDraft {
        item: ITEM.to_owned(),
        answer: Some(Said::Scale(number)),
        note: None,
        source: Some("li".to_owned()),
        method: None,
        date: other.today,
        confidence: None,
    };
    looks::answer(other.session().unwrap(), &playbook, Subject::Account(1), &[draft]).unwrap();
}

/// Asks the question as it was shown before somebody answered 4.
fn asked<const N: usize>(script: [(&'static str, crate::prompt::scripted::Answer); N]) -> (Table, Walking) {
    let table = Table::new();
    let mut context = table.context("en", script);
    let mut walking = table.walking(&mut context, &[ITEM]);
    says(&table, 4);
    question::ask(&mut context, &mut walking).unwrap();
    (table, walking)
}

#[test]
fn their_answer_stays_unless_ours_is_meant_to_take_its_place() {
    let place = "Put yours in its place: 2 · ";
    let (table, walking) = asked([("Answer", Option("2 ·")), (place, Accept)]);
    assert_eq!(table.answers(), ["trend.rivalry | 4 | li | 2026-03-02 | - | -"]);
    assert_eq!(walking.walk.tally().kept, 1);
    let (table, walking) = asked([("Answer", Option("2 ·")), (place, Yes), (BASIS, Accept)]);
    assert_eq!(table.answers(), ["trend.rivalry | 2 | - | 2026-03-02 | - | -"]);
    assert_eq!(walking.walk.tally().answered, 1);
}

#[test]
fn that_we_do_not_know_does_not_hide_that_they_do() {
    let (table, walking) = asked([("Answer", Letter('d'))]);
    assert_eq!(table.answers(), ["trend.rivalry | 4 | li | 2026-03-02 | - | -"]);
    assert_eq!(walking.walk.tally().kept, 1);
}

#[test]
fn our_note_goes_to_their_answer_and_the_question_is_asked_with_it() {
    let (table, walking) = asked([("Answer", Letter('n')), ("Note", Text("ask Li")), ("Answer", Accept)]);
    assert_eq!(table.answers(), ["trend.rivalry | 4 | li | 2026-03-02 | - | ask Li"]);
    assert_eq!(walking.walk.tally().kept, 1);
}
