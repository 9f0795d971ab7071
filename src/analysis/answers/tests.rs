//! Answers read, kept, shown and valued.

use std::sync::LazyLock;

use super::*;
use crate::domain::date::Date;
use crate::domain::language::{Bilingual, Text};
use crate::domain::parse::Identifiers;
use crate::playbook::Playbook;

static PLAYBOOK: LazyLock<Playbook> = LazyLock::new(|| Playbook::built_in().unwrap());

fn item(kind: ItemKind) -> Item {
    let mut item = PLAYBOOK.item("trend.rivalry").unwrap().1.clone();
    item.kind = kind;
    let choice = |id: &str, en: &str, zh: &str, score| ItemChoice {
        id: id.into(),
        en: en.into(),
        zh: zh.into(),
        score,
        exclusive: false,
    };
    item.choices = vec![
        choice("we_lead", "We lead, clearly", "我们领先", Some(100.0)),
        choice("even", "No difference", "不相上下", Some(50.0)),
        choice("unclear", "Nobody compared", "没人比较过", None),
    ];
    item.scale = (1..=5).map(|n| Text { en: format!("meaning {n}"), zh: format!("含义{n}") }).collect();
    item
}

fn answer(kind: ItemKind, text: &str) -> Result<Understood, AnswerError> {
    let reading =
        Reading { today: Date::constant(2026, 3, 15), currency: Currency::CNY, words: &Identifiers };
    read("trend.rivalry", &item(kind), text, &reading)
}

#[test]
fn answers_are_read_as_people_write_them_and_kept_in_one_form() {
    for (kind, text, kept) in [
        (ItemKind::Text, " two\nlines ", "two\nlines"),
        (ItemKind::Number, "1,200.50", "1200.5"),
        (ItemKind::Number, "3.5亿", "350000000"),
        (ItemKind::Money, "CNY 1200", "CNY 1200.00"),
        (ItemKind::Money, "3.5亿", "CNY 350000000.00"),
        (ItemKind::Percent, "40%", "40"),
        (ItemKind::Percent, "-2.5", "-2.5"),
        (ItemKind::Scale, "4", "4"),
        (ItemKind::Scale, "４", "4"),
        (ItemKind::Scale, "4/5", "4"),
        (ItemKind::Scale, "Meaning 2", "2"),
        (ItemKind::Scale, "含义5", "5"),
        (ItemKind::YesNo, "是", "yes"),
        (ItemKind::YesNo, "N", "no"),
        (ItemKind::Choice, "we-lead", "we_lead"),
        (ItemKind::Choice, "不相上下", "even"),
        (ItemKind::Choice, "nobody", "unclear"),
        (ItemKind::Choice, "２", "even"),
        (ItemKind::MultiChoice, "2; 1", "we_lead; even"),
        (ItemKind::MultiChoice, "even、we_lead; even", "we_lead; even"),
        (ItemKind::MultiChoice, "even, we_lead", "we_lead; even"),
        (ItemKind::MultiChoice, "We lead, clearly", "we_lead"),
        (ItemKind::Date, "2026-Q3", "2026-Q3"),
        (ItemKind::Date, "下个月", "2026-04"),
        (ItemKind::Date, "2026年3月1日", "2026-03-01"),
        (ItemKind::Date, "yesterday", "2026-03-14"),
    ] {
        let read = answer(kind, text).unwrap().answer;
        let read = read.unwrap();
        assert_eq!(read.canonical(), kept, "{kind:?} {text}");
        assert_eq!(Answer::kept(&item(kind), kept), Some(read), "{kind:?} {text}");
    }
}

#[test]
fn what_is_no_answer_is_refused_with_the_answers_there_are() {
    for (kind, text, told) in [
        (
            ItemKind::Scale,
            "6",
            "\"6\" is not on the scale from 1 to 5: 1 = meaning 1; 2 = meaning 2; 3 = meaning 3; 4 = meaning 4; 5 = meaning 5",
        ),
        (
            ItemKind::Scale,
            "0",
            "\"0\" is not on the scale from 1 to 5: 1 = meaning 1; 2 = meaning 2; 3 = meaning 3; 4 = meaning 4; 5 = meaning 5",
        ),
        (
            ItemKind::Choice,
            "behind",
            "\"behind\" is none of the answers: we_lead (We lead, clearly); even (No difference); unclear (Nobody compared)",
        ),
        (
            ItemKind::Choice,
            "no",
            "\"no\" is none of the answers: we_lead (We lead, clearly); even (No difference); unclear (Nobody compared)",
        ),
        (ItemKind::YesNo, "perhaps", "\"perhaps\" is neither yes nor no"),
        (ItemKind::Text, "  ", "the answer is empty"),
    ] {
        assert_eq!(answer(kind, text).unwrap_err().to_string(), told, "{kind:?} {text}");
    }
    let told = answer(ItemKind::Scale, "9").unwrap_err().in_chinese();
    assert!(told.starts_with("“9”不在 1 到 5 的量表上：1 = 含义1；2 = 含义2"), "{told}");
}

#[test]
fn a_question_about_records_is_not_answered_by_hand() {
    let (_, item) = PLAYBOOK.item("customer.decision_contact").unwrap();
    let reading =
        Reading { today: Date::constant(2026, 3, 15), currency: Currency::CNY, words: &Identifiers };
    let told = read("customer.decision_contact", item, "yes", &reading).unwrap_err().to_string();
    assert!(told.contains("answered by records") && told.contains("acct contact add ACCOUNT NAME"), "{told}");
}

#[test]
fn an_answer_is_worth_what_the_method_says() {
    for (kind, text, worth) in [
        (ItemKind::Scale, "1", Some(0.0)),
        (ItemKind::Scale, "3", Some(50.0)),
        (ItemKind::Scale, "5", Some(100.0)),
        (ItemKind::Percent, "40%", Some(40.0)),
        (ItemKind::Percent, "140%", Some(100.0)),
        (ItemKind::Percent, "-5%", Some(0.0)),
        (ItemKind::YesNo, "yes", Some(100.0)),
        (ItemKind::YesNo, "no", Some(0.0)),
        (ItemKind::Choice, "even", Some(50.0)),
        (ItemKind::Choice, "unclear", None),
        (ItemKind::Text, "5", None),
    ] {
        assert_eq!(answer(kind, text).unwrap().answer.unwrap().worth(&item(kind)), worth, "{kind:?} {text}");
    }
}

#[test]
fn an_answer_is_shown_in_both_languages() {
    for (kind, kept, english, chinese) in [
        (ItemKind::Scale, "4", "4 · meaning 4", "4 · 含义4"),
        (ItemKind::Choice, "even", "No difference", "不相上下"),
        (ItemKind::Choice, "gone", "gone", "gone"),
        (ItemKind::MultiChoice, "we_lead; even", "We lead, clearly; No difference", "我们领先；不相上下"),
        (ItemKind::YesNo, "yes", "yes", "是"),
        (ItemKind::Percent, "40", "40%", "40%"),
    ] {
        assert_eq!(in_words(&item(kind), kept, Language::English), english);
        assert_eq!(in_words(&item(kind), kept, Language::Chinese), chinese);
    }
}

#[test]
fn a_share_or_a_chance_lies_between_0_and_100() {
    let reading =
        Reading { today: Date::constant(2026, 3, 15), currency: Currency::CNY, words: &Identifiers };
    for id in ["opportunity.probability", "opportunity.share_today", "competition.share_of_wallet_rivals"] {
        let item = PLAYBOOK.item(id).unwrap().1;
        let taken = |text| read(id, item, text, &reading).is_ok();
        assert!(taken("0") && taken("100%") && !taken("150%") && !taken("-1"), "{id}");
    }
    let growth = PLAYBOOK.item("trend.market_growth").unwrap().1;
    assert!(read("trend.market_growth", growth, "150%", &reading).is_ok());
}

#[test]
fn nobody_knows_is_said_alike_to_every_kind_of_question() {
    let kinds = [
        ItemKind::Text,
        ItemKind::Number,
        ItemKind::Money,
        ItemKind::Percent,
        ItemKind::Scale,
        ItemKind::YesNo,
        ItemKind::Choice,
        ItemKind::MultiChoice,
        ItemKind::Date,
    ];
    for kind in kinds {
        for text in ["?", "？", " Unknown ", "ＵＮＫＮＯＷＮ", "nobody knows", "未知", "不 知道", "无人知晓"]
        {
            assert_eq!(answer(kind, text).unwrap().answer, None, "{kind:?} {text}");
        }
    }
    assert_ne!(answer(ItemKind::Text, "unknown to us").unwrap().answer, None);
    assert!(answer(ItemKind::Record, "unknown").is_err());
}

#[test]
fn a_choice_that_is_called_unknown_can_be_chosen() {
    let mut item = item(ItemKind::Choice);
    item.choices[2].zh = "未知".into();
    let reading =
        Reading { today: Date::constant(2026, 3, 15), currency: Currency::CNY, words: &Identifiers };
    let understood = read("trend.rivalry", &item, "未知", &reading).unwrap();
    assert_eq!(understood.answer, Some(Answer::Choice("unclear".into())));
    assert_eq!(read("trend.rivalry", &item, "unknown", &reading).unwrap().answer, None);
}

#[test]
fn a_choice_that_goes_with_no_other_is_taken_alone() {
    let mut item = item(ItemKind::MultiChoice);
    item.choices[2].exclusive = true;
    let read = |text: &str| {
        let reading =
            Reading { today: Date::constant(2026, 3, 2), currency: Currency::CNY, words: &Identifiers };
        read("a.b", &item, text, &reading).map(|understood| understood.answer.unwrap().canonical())
    };
    assert_eq!(read("unclear").unwrap(), "unclear");
    assert_eq!(read("even; we_lead").unwrap(), "we_lead; even");
    let error = read("even; unclear").unwrap_err();
    assert_eq!(error.to_string(), "\"even; unclear\": \"Nobody compared\" goes with no other answer");
    assert_eq!(error.in_chinese(), "“even; unclear”：“没人比较过”不能与其他选项同时选");
    // What was kept before the playbook said so is still read.
    assert!(Answer::kept(&item, "even; unclear").is_some());
}
