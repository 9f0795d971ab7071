//! What a walk opens with, beside the choice of what is asked.

use super::super::*;
use super::table::Table;
use crate::prompt::scripted::Answer::Letter;

#[test]
fn the_opening_leaves_room_for_the_choices_and_tells_how_much_more_happened() {
    let table = Table::new();
    table.through(&["trend.rivalry", "trend.entrants"], [("Answer", Letter('q'))]).unwrap();
    for day in 1..=6 {
        table.said_in_words("trend.bottleneck", "talent", &format!("2026-02-0{day}"));
    }
    let mut context = table.context("en", []);
    let left = walks::since(context.session().unwrap(), Subject::Account(1), 0).unwrap().unwrap().left;
    let operations = context.store().unwrap().history(None, opening::SHOWN).unwrap();
    let since = walks::Since { left, operations, count: 6, grades_from: None };
    let (playbook, facts) = (context.playbook().unwrap(), table.facts());
    let choices = opening::choices(&context, &playbook, &facts, Some(&since.left), None);
    let names: Vec<String> = choices.iter().map(|(name, _)| name.clone()).collect();
    let opening = Opening::of(&context, &playbook, &facts, Some(&since), &choices, "").unwrap();
    let told = opening.lines().join("\n");
    assert!(opening.lines().len() <= crate::prompt::room_above(context.language, "What?", &names), "{told}");
    assert!(told.contains(" more") || told.contains("6 changes"), "{told}");
}

#[test]
fn a_tier_that_was_set_by_hand_since_the_last_walk_is_told_and_so_is_its_end() {
    use acct::domain::choices::Tier;
    use acct::ops::tiers;
    let table = Table::new();
    let opened = || {
        let mut context = table.context("en", []);
        let since =
            walks::since(context.session().unwrap(), Subject::Account(1), opening::SHOWN).unwrap().unwrap();
        let (playbook, facts) = (context.playbook().unwrap(), table.facts());
        let opening = Opening::of(&context, &playbook, &facts, Some(&since), &Vec::new(), "").unwrap();
        opening.lines().join(" ")
    };
    let walked = || {
        let mut context = table.context("en", [("Answer", Letter('s'))]);
        let mut walking = table.walking(&mut context, &["trend.rivalry"]);
        walking.began = walks::newest(context.session().unwrap()).unwrap();
        walking.go(&mut context).unwrap();
        walking.keep_place(&mut context).unwrap();
    };
    let mut context = table.context("en", []);
    let playbook = context.playbook().unwrap();
    walked();
    assert!(!opened().contains("tier no grade"), "{}", opened());
    tiers::set(context.session().unwrap(), &playbook, 1, Tier::S, "board").unwrap();
    assert!(opened().contains("tier no grade → S (set by hand)"), "{}", opened());
    walked();
    assert!(!opened().contains("→ S"), "{}", opened());
    tiers::release(context.session().unwrap(), &playbook, 1).unwrap();
    assert!(opened().contains("tier S (set by hand) → no grade"), "{}", opened());
}
