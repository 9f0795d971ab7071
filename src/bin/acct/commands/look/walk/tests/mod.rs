//! Walks by a script: every kind of question and every command.

mod earlier;
mod inherited;
mod keys;
mod meanwhile;
mod opening;
mod plans;
mod table;

use acct::domain::{contact::Contact, interaction::Interaction, need::Need};
use acct::ops::history;

use self::table::Table;
use super::*;
use crate::prompt::scripted::Answer::{Accept, End, Interrupt, Letter, Option, Options, Text, Yes};
use crate::prompt::scripted::ScriptedPrompter;

const BASIS: &str = "Source; date";

/// Begins as the command does.
fn started(context: &mut Context, options: &super::Options) -> anyhow::Result<()> {
    let about = About::called(context, "示例钢铁", false)?;
    start(context, about, options)
}

#[test]
fn every_kind_of_question_has_its_prompt() {
    for (item, answers, kept) in [
        ("trend.rivalry", vec![("Answer", Option("4 · Rivals"))], "4"),
        ("trend.phase", vec![("Answer", Option("Mature"))], "mature"),
        ("self.executive_would_meet", vec![("Answer", Option("no"))], "no"),
        ("trend.bottleneck", vec![("Answer", Text("高端人才，设备交期长"))], "高端人才，设备交期长"),
        ("trend.market_size", vec![("Amount", Text("much")), ("Amount", Text("3.5亿"))], "CNY 350000000.00"),
        ("trend.market_growth", vec![("Percent", Text("-3%"))], "-3"),
        ("opportunity.timing", vec![("Date", Text("soon")), ("Date", Text("2026-Q3"))], "2026-Q3"),
    ] {
        let table = Table::new();
        let mut script = answers;
        script.push((BASIS, Accept));
        let mut context = table.context("en", []);
        context.script(ScriptedPrompter::new(script));
        let mut walking = table.walking(&mut context, &[item]);
        walking.go(&mut context).unwrap();
        assert_eq!(table.answers(), [format!("{item} | {kept} | - | 2026-03-02 | - | -")]);
    }
}

#[test]
fn several_choices_are_marked() {
    let table = Table::new();
    let context = table.context("en", []);
    let playbook = context.playbook().unwrap();
    let (id, _, item) =
        playbook.items().find(|(_, _, item)| item.kind == acct::playbook::ItemKind::MultiChoice).unwrap();
    let [first, second, ..] = item.choices.as_slice() else { panic!("{item:?}") };
    let labels: Vec<&'static str> = [second, first].map(|choice| &*choice.en.clone().leak()).into();
    table.through(&[&id], [("Answer", Options(labels)), (BASIS, Accept)]).unwrap();
    assert_eq!(table.answers(), [format!("{id} | {}; {} | - | 2026-03-02 | - | -", first.id, second.id)]);
    table.through(&[&id], [("Answer", Accept)]).unwrap();
    assert_eq!(table.summaries().len(), 2, "what is marked already changes nothing");
    let script = [("Answer", Options(Vec::new())), ("Answer", Letter('s'))];
    let walking = table.through(&[&id], script).unwrap();
    assert_eq!(
        walking.walk.tally().kept,
        1,
        "no mark at all is no answer, and no word that the old one holds"
    );
}

#[test]
fn source_date_and_confidence_of_the_last_answer_serve_the_next() {
    let table = Table::new();
    let items = ["trend.rivalry", "trend.entrants", "trend.substitutes"];
    let script = [
        ("Answer", Option("4 ·")),
        (BASIS, Text("年报 2025; 2026-13-01")),
        (BASIS, Text("年报 2025; yesterday; high")),
        ("Answer", Option("2 ·")),
        (BASIS, Accept),
        ("Answer", Option("1 ·")),
        (BASIS, Text("低")),
    ];
    table.through(&items, script).unwrap();
    assert_eq!(
        table.answers(),
        [
            "trend.rivalry | 4 | 年报 2025 | 2026-03-01 | high | -",
            "trend.entrants | 2 | 年报 2025 | 2026-03-01 | high | -",
            "trend.substitutes | 1 | 年报 2025 | 2026-03-01 | low | -",
        ]
    );
    assert_eq!(table.summaries()[0], "Answered 3 questions about 示例钢铁");
    assert_eq!(table.summaries().len(), 2);
}

#[test]
fn every_command_is_obeyed_at_a_list_and_at_a_line() {
    for (item, prompt) in
        [("trend.rivalry", "Answer"), ("trend.bottleneck", "Answer"), ("trend.market_size", "Amount")]
    {
        let table = Table::new();
        let script = [
            (prompt, Letter('b')),
            (prompt, Letter('n')),
            ("Note", Text("ask Ms Li")),
            (prompt, Letter('r')),
            ("Which record", Option("Back")),
            (prompt, Letter('s')),
            ("Percent", Letter('b')),
            (prompt, Letter('d')),
            ("Percent", Letter('q')),
        ];
        let walking = table.through(&[item, "trend.market_growth"], script).unwrap();
        assert_eq!((walking.walk.number(), walking.walk.tally().unknown), (2, 1), "{item}");
        // What was noted about it is kept with the earlier word that nobody knew, and comes with the later one.
        assert_eq!(table.facts().findings[0].note.as_ref().unwrap().0, "ask Ms Li");
        assert!(table.facts().answer(item).is_none());
    }
}

#[test]
fn a_long_answer_is_written_in_the_editor() {
    let table = Table::new();
    let script = [("Answer", Letter('e')), ("What holds back", Text("第一行\n第二行")), (BASIS, Accept)];
    table.through(&["trend.bottleneck"], script).unwrap();
    assert_eq!(table.answers(), ["trend.bottleneck | 第一行\n第二行 | - | 2026-03-02 | - | -"]);
    // A later walk does not lose the lines to a prompt of one.
    table.through(&["trend.bottleneck"], [("Answer", Accept)]).unwrap();
    assert_eq!(table.facts().findings.len(), 1);
}

#[test]
fn at_the_line_for_the_source_the_commands_hold_too() {
    let table = Table::new();
    let items = ["trend.rivalry", "trend.entrants", "trend.substitutes"];
    let script = [
        ("Answer", Option("4 ·")),
        (BASIS, Letter('b')),
        ("Answer", Option("5 ·")),
        (BASIS, Text("visit; high")),
        ("Answer", Option("2 ·")),
        (BASIS, Letter('d')),
        ("Answer", Option("1 ·")),
        (BASIS, Letter('q')),
    ];
    table.through(&items, script).unwrap();
    assert_eq!(
        table.answers(),
        [
            "trend.rivalry | 5 | visit | 2026-03-02 | high | -",
            "trend.entrants | 2 | - | 2026-03-02 | - | -",
            "trend.substitutes | 1 | visit | 2026-03-02 | high | -",
        ]
    );
}

#[test]
fn a_missing_record_is_added_on_the_spot_and_answers_the_question() {
    let table = Table::new();
    let script = [
        ("Answer", Option("Add a contact")),
        ("Name", Text("示例财务总监")),
        ("Title", Text("CFO")),
        ("Level", Accept),
        ("Function", Option("Finance")),
        ("Stance", Accept),
        ("Influence", Text("5")),
        ("Relationship", Option("1 ·")),
        ("Answer", Option("4 ·")),
        (BASIS, Accept),
    ];
    let items = ["customer.decision_contact", "customer.finance_contact", "trend.rivalry"];
    let walking = table.through(&items, script).unwrap();
    let contact: Vec<Contact> = table.facts().contacts;
    assert_eq!(
        (contact[0].name.as_str(), contact[0].level.map(acct::domain::contact::Level::as_str)),
        ("示例财务总监", Some("decision"))
    );
    assert_eq!(walking.walk.tally().on_record, 2, "the same record answers both");
    assert_eq!(table.summaries()[0], "Answered 1 question about 示例钢铁, added 1 record");
    let mut context = table.context("en", []);
    let session = context.session().unwrap();
    let plan = history::undo_plan(session, None).unwrap();
    history::undo(session, &plan, |_| ()).unwrap();
    assert!(table.facts().contacts.is_empty() && table.facts().findings.is_empty());
}

#[test]
fn a_record_that_lacks_something_is_completed() {
    let table = Table::new();
    let script = [
        ("Answer", Option("Add a contact")),
        ("Name", Text("Ann")),
        ("Title", Accept),
        ("Level", Option("Management")),
        ("Function", Accept),
        ("Stance", Accept),
        ("Influence", Accept),
        ("Relationship", Accept),
        ("Answer", Option("Complete a contact")),
        ("Which contact?", Option("Ann")),
        ("Which field", Option("Level")),
        ("Level", Option("Decision")),
        ("Which field", Option("Done")),
    ];
    let walking = table.through(&["customer.decision_contact"], script).unwrap();
    assert_eq!(walking.walk.tally().on_record, 1);
    assert_eq!(table.facts().contacts.len(), 1);
}

#[test]
fn a_need_and_a_visit_can_be_missing_too() {
    let table = Table::new();
    let script = [
        ("Answer", Option("Add a need")),
        ("Need", Text("Close in three days")),
        ("Kind", Accept),
        ("Problem", Text("closing takes twelve")),
        ("Urgency", Accept),
        ("Importance", Accept),
        ("Measurable goal", Text("3 days")),
        ("Answer", Option("Add a")),
        ("Summary", Text("first visit")),
        ("Kind", Accept),
        ("learnt", Accept),
        ("ext step", Text("send references")),
        ("Due", Text("next friday")),
    ];
    table.through(&["opportunity.measurable_need", "opportunity.next_step"], script).unwrap();
    let facts = table.facts();
    let (needs, visits): (&[Need], &[Interaction]) = (&facts.needs, &facts.interactions);
    assert_eq!((needs.len(), visits.len()), (1, 1));
    assert_eq!(visits[0].kind.map(acct::domain::interaction::InteractionKind::as_str), Some("visit"));
}

#[test]
fn a_refusal_or_leaving_on_the_way_comes_back_to_the_question() {
    let table = Table::new();
    let script = [
        ("Answer", Option("Add a contact")),
        ("Name", End),
        ("Answer", Letter('r')),
        ("Which record", Option("Add: contact")),
        ("Name", End),
        ("Answer", Letter('d')),
    ];
    let walking = table.through(&["customer.decision_contact"], script).unwrap();
    assert_eq!(walking.walk.tally().unknown, 1);
    let state = walking.state(&table.context("en", []), "customer.decision_contact");
    assert_eq!(state, State::Unknown, "so it is not asked again soon");
}

#[test]
fn an_interrupt_anywhere_keeps_what_was_answered_and_the_place() {
    for place in ["list", "line", "source", "note", "record"] {
        let table = Table::new();
        let mut script = vec![("Answer", Option("4 ·")), (BASIS, Accept)];
        let item = match place {
            "list" => "trend.entrants",
            "record" => "customer.decision_contact",
            _ => "trend.bottleneck",
        };
        match place {
            "source" => script.extend([("Answer", Text("talent")), (BASIS, Interrupt)]),
            "note" => script.extend([("Answer", Letter('n')), ("Note", Interrupt)]),
            "record" => script.extend([("Answer", Option("Add a contact")), ("Name", Interrupt)]),
            _ => script.push(("Answer", Interrupt)),
        }
        let mut context = table.context("en", []);
        context.script(ScriptedPrompter::new(script));
        let mut walking = table.walking(&mut context, &["trend.rivalry", item, "trend.verdict"]);
        let error = walking.go(&mut context).unwrap_err();
        assert!(matches!(error.downcast_ref(), Some(Stop::Interrupted)), "{place}");
        let answered = table.answers().len();
        assert_eq!(answered, if place == "source" { 2 } else { 1 }, "{place}");
        let since = walks::since(context.session().unwrap(), Subject::Account(1), 3).unwrap().unwrap();
        let left = if place == "source" { &["trend.verdict"][..] } else { &[item, "trend.verdict"] };
        assert_eq!(since.left.items, left, "{place}");
    }
}

#[test]
fn the_walk_opens_with_a_choice_and_goes_on_where_it_was_left() {
    let table = Table::new();
    let options = super::Options { look: None, ask: None, write: WriteArgs { dry_run: false } };
    let mut context = table.context(
        "zh",
        [
            ("问哪些", Option("其中一看")),
            ("哪一看", Option("看趋势：空白（15）")),
            ("金额", Letter('s')),
            ("百分比", Text("5")),
            ("来源", Accept),
            ("答案", Letter('q')),
        ],
    );
    started(&mut context, &options).unwrap();
    let mut context =
        table.context("zh", [("问哪些", Option("还有 13 题，下一题是“行业所处阶段”")), ("答案", End)]);
    started(&mut context, &options).unwrap();
    let mut context = table.context("zh", [("答案", Interrupt)]);
    let rest = super::Options { look: None, ask: Some(AskArg::Rest), write: WriteArgs { dry_run: false } };
    assert!(started(&mut context, &rest).is_err());
    assert_eq!(table.answers(), ["trend.market_growth | 5 | - | 2026-03-02 | - | -"]);
}

#[test]
fn what_looks_like_a_command_is_told_and_two_slashes_are_a_text() {
    let table = Table::new();
    let script = [
        ("Answer", Text("/save")),
        ("Answer", Text("//help desk")),
        (BASIS, Text("/sources")),
        (BASIS, Text("/备注")),
        ("Note", Text("/保存")),
        (BASIS, Text("visit, yesterday, low")),
        ("Percent", Text("/不知道")),
    ];
    table.through(&["trend.bottleneck", "trend.market_growth"], script).unwrap();
    assert_eq!(
        table.answers(),
        [
            "trend.bottleneck | /help desk | visit | 2026-03-01 | low | -",
            "trend.market_growth | - | - | 2026-03-02 | - | -",
        ]
    );
}

#[test]
fn trying_keeps_neither_answers_nor_the_place() {
    let table = Table::new();
    let mut context =
        table.context("en", [("Amount", Text("3m")), ("Percent", Letter('d')), ("Answer", Letter('q'))]);
    let options = super::Options {
        look: Some("trend".into()),
        ask: Some(AskArg::Gaps),
        write: WriteArgs { dry_run: true },
    };
    started(&mut context, &options).unwrap();
    assert!(table.answers().is_empty());
    assert!(walks::since(context.session().unwrap(), Subject::Account(1), 3).unwrap().is_none());
}
