//! Records that are added on the spot: investment plans, and what a form that is left half way keeps.

use super::table::Table;
use crate::prompt::scripted::Answer::{Accept, End, Letter, Option, Text};

#[test]
fn an_investment_plan_is_added_on_the_spot() {
    let table = Table::new();
    let script = [
        ("Answer", Option("Add an investment plan now")),
        ("Project", Text("二期产线")),
        ("Kind", Accept),
        ("Amount", Text("much")),
        ("Amount", Text("3亿")),
        ("Quantity", Text("410 台")),
        ("Purchase", Text("2027-03-31")),
        ("Requirements", Accept),
        ("Owner", Text("li")),
    ];
    let walking = table.through(&["customer.investment_plans"], script).unwrap();
    assert_eq!(walking.walk.tally().on_record, 1);
    let plan = &table.facts().plans[0];
    assert_eq!((plan.title.as_str(), plan.owner.as_deref()), ("二期产线", Some("li")));
    assert_eq!(plan.kind, Some(acct::domain::plan::PlanKind::NewBuild), "as the question asks");
}

#[test]
fn the_kind_that_the_question_is_about_is_set_before_anything_is_asked() {
    let table = Table::new();
    let script = [("Answer", Accept), ("Project", Text("备件框架")), ("Kind", Accept), ("Amount", End)];
    table.through(&["customer.operations_plans"], script).unwrap();
    assert_eq!(table.facts().plans[0].kind, Some(acct::domain::plan::PlanKind::Operations));
}

#[test]
fn an_answer_in_words_becomes_the_record_that_is_asked_for_now() {
    let table = Table::new();
    let said = "二期 410 台，2600 万\n明年招标";
    table.said_in_words("customer.investment_plans", said, "2025-03-02");
    let script = [("Answer", Letter('s')), ("Answer", Accept), ("Project", Accept), ("Kind", End)];
    let items = ["customer.investment_plans", "customer.investment_plans"];
    table.through(&items, script).unwrap();
    let facts = table.facts();
    let [plan] = facts.plans.as_slice() else { panic!("{:?}", facts.plans) };
    assert_eq!(plan.title, "二期 410 台，2600 万");
    assert_eq!(plan.note.as_ref().unwrap().0, said, "nothing that was said is lost");
    assert_eq!(facts.findings.len(), 1, "what was said stays as it is");
}

#[test]
fn records_of_other_kinds_are_added_on_the_spot_too() {
    let table = Table::new();
    table.said_in_words("competition.known_rivals", "对手公司，现场见到", "2025-03-02");
    let script =
        [("Answer", Letter('s')), ("Answer", Accept), ("Name", Text("对手公司")), ("Installed", End)];
    table.through(&["competition.known_rivals", "competition.known_rivals"], script).unwrap();
    let rival = &table.facts().rivals[0];
    assert_eq!(
        (rival.name.as_str(), rival.note.as_ref().unwrap().0.as_str()),
        ("对手公司", "对手公司，现场见到")
    );

    table.said_in_words("opportunity.return_curve", "明年打平", "2025-03-02");
    let script = [("Answer", Letter('s')), ("Answer", Accept), ("Year", Text("2027")), ("Phase", End)];
    table.through(&["opportunity.return_curve", "opportunity.return_curve"], script).unwrap();
    let year = &table.facts().value_years[0];
    assert_eq!(
        (year.year.0, year.note.as_ref().unwrap().0.as_str()),
        (2027, "明年打平"),
        "no words for a year"
    );
}

#[test]
fn a_form_that_is_left_half_way_keeps_what_was_asked_for() {
    let table = Table::new();
    let script = [("Answer", Option("Add a contact")), ("Name", Text("示例董事长")), ("Title", End)];
    let walking = table.through(&["customer.decision_contact"], script).unwrap();
    assert_eq!(walking.walk.tally().on_record, 1);
    let level = table.facts().contacts[0].level.map(acct::domain::contact::Level::as_str);
    assert_eq!(level, Some("decision"));
}
