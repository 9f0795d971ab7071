//! What becomes of an earlier answer: it is left, it still holds, or a new one with its own note takes its place.

use super::table::Table;
use super::*;

#[test]
fn a_note_goes_with_the_answer_that_follows() {
    let table = Table::new();
    let script = [
        ("Answer", Letter('n')),
        ("Note", Text("half of it is hearsay")),
        ("Answer", Option("4 ·")),
        (BASIS, Letter('n')),
        ("Note", Accept),
        (BASIS, Text("call")),
    ];
    table.through(&["trend.rivalry"], script).unwrap();
    assert_eq!(table.answers(), ["trend.rivalry | 4 | call | 2026-03-02 | - | half of it is hearsay"]);
}

#[test]
fn enter_leaves_a_fresh_answer_and_renews_a_stale_one() {
    let table = Table::new();
    let script = [
        ("Answer", Option("4 ·")),
        (BASIS, Text("report")),
        ("Answer", Option("3 ·")),
        (BASIS, Text("2024-01-02")),
    ];
    table.through(&["trend.rivalry", "trend.entrants"], script).unwrap();
    let script = [("Answer", Accept), ("Answer", Accept), (BASIS, Text("visit; today"))];
    table.through(&["trend.rivalry", "trend.entrants"], script).unwrap();
    assert_eq!(
        table.answers(),
        [
            "trend.rivalry | 4 | report | 2026-03-02 | - | -",
            "trend.entrants | 3 | visit | 2026-03-02 | - | -",
        ]
    );
    assert_eq!(table.facts().findings.len(), 3, "the stale answer stays readable");
}

#[test]
fn what_is_still_so_rests_on_what_it_rested_on_and_lends_that_to_no_other_answer() {
    let table = Table::new();
    let script = [
        ("Answer", Letter('n')),
        ("Note", Text("half of it is hearsay")),
        ("Answer", Option("4 ·")),
        (BASIS, Text("association; 2024-01-02; medium")),
    ];
    table.through(&["trend.rivalry"], script).unwrap();
    let mut context = table.context("en", []);
    context.script(ScriptedPrompter::new([
        ("Answer", Option("2 ·")),
        (BASIS, Text("visit; today")),
        ("Answer", Accept),
        (BASIS, Accept),
        ("Answer", Option("1 ·")),
        (BASIS, Accept),
    ]));
    let mut walking = table.walking(&mut context, &["trend.entrants", "trend.rivalry", "trend.substitutes"]);
    walking.basis = Basis::of(context.today);
    walking.go(&mut context).unwrap();
    assert_eq!(
        table.answers(),
        [
            "trend.entrants | 2 | visit | 2026-03-02 | - | -",
            "trend.rivalry | 4 | association | 2026-03-02 | medium | half of it is hearsay",
            "trend.substitutes | 1 | visit | 2026-03-02 | - | -",
        ]
    );
}

#[test]
fn a_note_before_a_new_answer_goes_with_it_and_leaves_the_old_one_as_it_was() {
    let table = Table::new();
    let script =
        [("Answer", Option("4 ·")), (BASIS, Letter('n')), ("Note", Text("as Li said")), (BASIS, Accept)];
    table.through(&["trend.rivalry"], script).unwrap();
    let script = [
        ("Answer", Letter('n')),
        ("Note", Text("NEUNOTE")),
        ("Answer", Letter('s')),
        ("Answer", Letter('b')),
        ("Answer", Option("2 ·")),
        (BASIS, Letter('q')),
    ];
    table.through(&["trend.rivalry", "trend.entrants"], script).unwrap();
    let findings = table.facts().findings;
    let told: Vec<(&str, &str)> = findings
        .iter()
        .map(|finding| (&*finding.value.as_ref().unwrap().0, &*finding.note.as_ref().unwrap().0))
        .collect();
    assert_eq!(told, [("4", "as Li said"), ("2", "NEUNOTE")]);
}

#[test]
fn a_note_without_an_answer_stays_with_the_one_that_stands() {
    let table = Table::new();
    table.through(&["trend.rivalry"], [("Answer", Option("4 ·")), (BASIS, Accept)]).unwrap();
    let script = [("Answer", Letter('n')), ("Note", Text("NEUNOTE")), ("Answer", Accept)];
    table.through(&["trend.rivalry"], script).unwrap();
    assert_eq!(table.answers(), ["trend.rivalry | 4 | - | 2026-03-02 | - | NEUNOTE"]);
}
