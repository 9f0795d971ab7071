//! Each command at each kind of question, at the line for the source, and in the form of a record.

use acct::domain::contact::Level;
use acct::domain::finding::Answered;
use acct::playbook::ItemKind;

use super::super::*;
use super::BASIS;
use super::table::Table;
use crate::prompt::scripted::Answer::{self, Accept, Interrupt, Letter, Option, Text};
use crate::prompt::scripted::ScriptedPrompter;

/// A question that is asked after the one in question, and its prompt.
const NEXT: (&str, &str) = ("trend.market_growth", "Percent");

/// A question of each kind with what its prompt asks and an answer to it; none where records answer.
fn each_kind(table: &Table) -> Vec<(ItemKind, String, &'static str, std::option::Option<Answer>)> {
    let playbook = table.context("en", []).playbook().unwrap();
    [
        (ItemKind::Text, "Answer", Some(Text("words"))),
        (ItemKind::Number, "Number", Some(Text("12"))),
        (ItemKind::Money, "Amount", Some(Text("3m"))),
        (ItemKind::Percent, "Percent", Some(Text("4"))),
        (ItemKind::Scale, "Answer", Some(Option("4 ·"))),
        (ItemKind::YesNo, "Answer", Some(Option("yes"))),
        (ItemKind::Choice, "Answer", Some(Option(""))),
        (ItemKind::MultiChoice, "Answer", Some(Answer::Options(vec![""]))),
        (ItemKind::Date, "Date", Some(Text("2026-09-30"))),
        (ItemKind::Record, "Answer", None),
    ]
    .into_iter()
    .filter_map(|(kind, prompt, answer)| {
        let mut items = playbook.items().filter(|(id, _, item)| item.kind == kind && *id != NEXT.0);
        items.next().map(|(id, ..)| (kind, id, prompt, answer))
    })
    .collect()
}

fn walk(table: &Table, items: &[&str], script: Vec<(&'static str, Answer)>) -> Walking {
    let mut context = table.context("en", []);
    context.script(ScriptedPrompter::new(script));
    let mut walking = table.walking(&mut context, items);
    walks::begin(context.session().unwrap(), Subject::Account(1));
    walking.go(&mut context).unwrap();
    walks::end(context.session().unwrap());
    walking
}

#[test]
fn the_method_has_questions_of_all_kinds_but_bare_numbers() {
    assert_eq!(each_kind(&Table::new()).len(), 9);
}

#[test]
fn a_number_is_read_as_people_type_it() {
    let table = Table::new();
    let script =
        [("Number", Letter('s')), ("Number", Text("many")), ("Number", Text("1,200")), (BASIS, Accept)];
    let mut context = table.context("en", script);
    let mut walking = table.walking(&mut context, &["trend.market_growth", "trend.market_growth"]);
    let mut playbook = (*walking.playbook).clone();
    for item in playbook.looks.iter_mut().flat_map(|look| &mut look.items) {
        if item.id == "market_growth" {
            item.kind = ItemKind::Number;
        }
    }
    walking.playbook = Rc::new(playbook);
    walking.go(&mut context).unwrap();
    assert_eq!(table.answers(), ["trend.market_growth | 1200 | - | 2026-03-02 | - | -"]);
}

#[test]
fn skipping_goes_on_and_records_nothing() {
    for (kind, item, prompt, _) in each_kind(&Table::new()) {
        let table = Table::new();
        let walking = walk(&table, &[&item, NEXT.0], vec![(prompt, Letter('s')), (NEXT.1, Letter('q'))]);
        assert_eq!((walking.walk.tally().skipped, walking.walk.number()), (1, 2), "{kind:?}");
        assert!(table.facts().findings.is_empty(), "{kind:?}");
    }
}

#[test]
fn going_back_asks_the_question_before_again_and_stays_at_the_first() {
    for (kind, item, prompt, _) in each_kind(&Table::new()) {
        let table = Table::new();
        let script = vec![
            (NEXT.1, Letter('b')),
            (NEXT.1, Letter('s')),
            (prompt, Letter('b')),
            (NEXT.1, Letter('s')),
            (prompt, Letter('q')),
        ];
        let walking = walk(&table, &[NEXT.0, &item], script);
        assert_eq!(walking.walk.number(), 2, "{kind:?}");
    }
}

#[test]
fn nobody_knows_is_kept_and_not_asked_again_soon() {
    for (kind, item, prompt, _) in each_kind(&Table::new()) {
        let table = Table::new();
        let walking = walk(&table, &[&item], vec![(prompt, Letter('d'))]);
        assert_eq!(walking.walk.tally().unknown, 1, "{kind:?}");
        let facts = table.facts();
        assert_eq!(facts.findings[0].answered, Answered::Unknown, "{kind:?}");
        let scope = Scope { which: Which::Gaps, look: None };
        let gaps = Walk::plan(&walking.playbook, &facts, table.context("en", []).today, &scope);
        assert!(!gaps.remaining().contains(&item), "{kind:?}");
    }
}

#[test]
fn a_note_alone_leaves_the_question_open() {
    for (kind, item, prompt, _) in each_kind(&Table::new()) {
        let table = Table::new();
        let script = vec![
            (prompt, Letter('n')),
            ("Note", Text("ask Ms Li")),
            (prompt, Letter('n')),
            ("Note", Letter('b')),
            (prompt, Letter('s')),
        ];
        walk(&table, &[&item], script);
        let facts = table.facts();
        assert_eq!(facts.findings.len(), 1, "{kind:?}");
        assert_eq!(facts.findings[0].note.as_ref().unwrap().0, "ask Ms Li");
        let context = table.context("en", []);
        let playbook = context.playbook().unwrap();
        let known = coverage(&playbook, &facts, context.today);
        let state = known.items().find(|status| status.id == item).unwrap().state;
        assert_eq!(state, State::Open, "{kind:?}");
        let scope = Scope { which: Which::Gaps, look: None };
        let gaps = Walk::plan(&playbook, &facts, context.today, &scope);
        assert!(gaps.remaining().contains(&item), "{kind:?}");
        assert_eq!(table.summaries()[0], "Made 1 note for 示例钢铁");
    }
}

#[test]
fn a_note_comes_with_the_answer_or_with_the_word_that_nobody_knows() {
    for (kind, item, prompt, answer) in each_kind(&Table::new()) {
        for answer in [answer, Some(Letter('d'))].into_iter().flatten() {
            let table = Table::new();
            let is_known = answer != Letter('d');
            walk(&table, &[&item], vec![(prompt, Letter('n')), ("Note", Text("n")), (prompt, Letter('s'))]);
            let mut script = vec![(prompt, answer)];
            script.extend(is_known.then_some((BASIS, Text("call; 2026-02-01"))));
            walk(&table, &[&item], script);
            let facts = table.facts();
            let finding = facts.finding(&item).unwrap();
            assert_eq!(finding.note.as_ref().unwrap().0, "n", "{kind:?}");
            let expected = if is_known { Answered::Known } else { Answered::Unknown };
            assert_eq!(finding.answered, expected, "{kind:?}");
        }
    }
}

#[test]
fn a_question_mark_tells_the_keys_and_is_no_answer() {
    for (kind, item, prompt, answer) in each_kind(&Table::new()) {
        let table = Table::new();
        let is_typed = answer.as_ref().is_some_and(|answer| matches!(answer, Text(_)));
        let mut script = vec![(prompt, Letter('?')), (prompt, Letter('q'))];
        if is_typed {
            script.insert(0, (prompt, Text("?")));
        }
        let walking = walk(&table, &[&item], script);
        assert_eq!((walking.walk.number(), walking.walk.tally().unknown), (1, 0), "{kind:?}");
        assert!(table.facts().findings.is_empty(), "{kind:?}");
    }
}

#[test]
fn another_record_is_opened_and_the_question_asked_again() {
    for (kind, item, prompt, _) in each_kind(&Table::new()) {
        let table = Table::new();
        let script = vec![
            (prompt, Letter('r')),
            ("Which record", Option("Add: need")),
            ("Need", Text("Close in three days")),
            ("Kind", Letter('q')),
        ];
        let walking = walk(&table, &[&item, NEXT.0], script);
        assert_eq!(walking.walk.number(), 1, "{kind:?}");
        assert_eq!(table.facts().needs.len(), 1, "what was given is kept: {kind:?}");
        let table = Table::new();
        let script = vec![
            (prompt, Letter('r')),
            ("Which record", Letter('b')),
            (prompt, Letter('r')),
            ("Which record", Answer::End),
            (prompt, Letter('q')),
        ];
        walk(&table, &[&item], script);
    }
}

#[test]
fn the_editor_is_for_words_alone_and_what_it_leaves_is_asked_again() {
    for (kind, item, prompt, _) in each_kind(&Table::new()) {
        let table = Table::new();
        let mut script = vec![(prompt, Letter('e'))];
        if kind == ItemKind::Text {
            script.push(("", Accept));
        }
        script.push((prompt, Letter('q')));
        walk(&table, &[&item], script);
        assert!(table.facts().findings.is_empty(), "{kind:?}");
    }
}

#[test]
fn an_answer_of_each_kind_is_kept_before_its_source_is_asked_for() {
    for (kind, item, prompt, answer) in each_kind(&Table::new()) {
        let Some(answer) = answer else { continue };
        for command in ['q', 's', 'b', 'd'] {
            let table = Table::new();
            let mut script = vec![(prompt, answer.clone()), (BASIS, Letter(command))];
            match command {
                'b' => script.push((prompt, Letter('q'))),
                'q' => {}
                _ => script.push((NEXT.1, Letter('q'))),
            }
            walk(&table, &[&item, NEXT.0], script);
            assert!(table.facts().answer(&item).is_some(), "{kind:?} {command}");
        }
    }
}

#[test]
fn in_the_form_of_a_record_each_command_holds_at_lines_and_at_lists() {
    let table = Table::new();
    let script = vec![
        ("Answer", Option("Add a contact")),
        ("Name", Letter('s')),
        ("Name", Text("示例总监")),
        ("Title", Letter('b')),
        ("Name", Text("示例财务总监")),
        ("Title", Letter('n')),
        ("Note", Text("back from leave in May")),
        ("Title", Letter('r')),
        ("Title", Letter('e')),
        ("Title", Letter('d')),
        ("Level", Letter('b')),
        ("Title", Text("CFO")),
        ("Level", Letter('e')),
        ("Level", Option("Management")),
        ("Function", Letter('b')),
        ("Level", Option("Operation")),
        ("Function", Letter('q')),
    ];
    let walking = walk(&table, &["customer.decision_contact", NEXT.0], script);
    assert_eq!(walking.walk.number(), 1);
    let contact = &table.facts().contacts[0];
    let told = (contact.name.as_str(), contact.title.as_deref(), contact.level.map(Level::as_str));
    assert_eq!(told, ("示例财务总监", Some("CFO"), Some("operation")));
    assert_eq!(contact.note.as_ref().unwrap().0, "back from leave in May");
    assert_eq!(table.summaries()[0], "Added 1 record for 示例钢铁", "one operation for all of it");
}

#[test]
fn a_form_that_is_left_at_its_first_field_records_nothing() {
    for leave in [Letter('b'), Answer::End] {
        let table = Table::new();
        let script = vec![("Answer", Option("Add a contact")), ("Name", leave), ("Answer", Letter('q'))];
        walk(&table, &["customer.decision_contact"], script);
        assert!(table.facts().contacts.is_empty());
    }
}

#[test]
fn a_name_that_is_taken_is_told_and_asked_for_again() {
    let table = Table::new();
    let script = |name| {
        vec![
            ("Answer", Option("Add a contact")),
            ("Name", Text("Ann")),
            ("Title", Letter('b')),
            ("Name", Text(name)),
            ("Title", Answer::End),
            ("Answer", Letter('q')),
        ]
    };
    walk(&table, &["customer.stakeholders"], script("Bob"));
    let script = vec![
        ("Answer", Option("Add a contact")),
        ("Name", Text("Bob")),
        ("Name", Text("Ann")),
        ("Title", Answer::End),
        ("Answer", Letter('q')),
    ];
    walk(&table, &["customer.stakeholders"], script);
    assert_eq!(table.facts().contacts.len(), 2);
}

#[test]
fn a_record_is_changed_field_by_field_and_a_command_goes_back_to_the_fields() {
    let table = Table::new();
    let script = vec![
        ("Answer", Option("Add a contact")),
        ("Name", Text("Ann")),
        ("Title", Answer::End),
        ("Answer", Option("Complete a contact")),
        ("Which contact?", Letter('b')),
        ("Answer", Option("Complete a contact")),
        ("Which contact?", Option("Ann")),
        ("Which field", Option("Title")),
        ("Title", Letter('b')),
        ("Which field", Option("Title")),
        ("Title", Text("CFO")),
        ("Which field", Option("Level")),
        ("Level", Letter('q')),
    ];
    walk(&table, &["customer.stakeholders"], script);
    assert_eq!(table.facts().contacts[0].title.as_deref(), Some("CFO"));
}

#[test]
fn an_interrupt_in_a_form_keeps_the_fields_that_were_given() {
    let table = Table::new();
    let mut context = table.context("en", []);
    context.script(ScriptedPrompter::new([
        ("Answer", Option("Add a contact")),
        ("Name", Text("Ann")),
        ("Title", Text("CFO")),
        ("Level", Interrupt),
    ]));
    let mut walking = table.walking(&mut context, &["customer.decision_contact"]);
    assert!(walking.go(&mut context).is_err());
    assert_eq!(table.facts().contacts[0].title.as_deref(), Some("CFO"));
}

#[test]
fn an_answer_takes_the_place_of_the_one_shown_whatever_day_the_last_source_was_of() {
    let table = Table::new();
    let items = ["trend.rivalry", "trend.entrants", "trend.rivalry"];
    let script = vec![
        ("Answer", Option("4 ·")),
        (BASIS, Text("today")),
        ("Answer", Option("2 ·")),
        (BASIS, Text("report; 2026-01-05")),
        ("Answer", Option("5 ·")),
        (BASIS, Accept),
    ];
    walk(&table, &items, script);
    let facts = table.facts();
    let finding = facts.finding("trend.rivalry").unwrap();
    assert_eq!(
        (finding.value.as_ref().unwrap().0.as_str(), finding.date.to_string()),
        ("5", "2026-03-02".to_owned())
    );
}
