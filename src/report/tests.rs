//! A report is valid markdown whatever stands in the records, and nothing that is recorded becomes markup.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::account::Named;
use super::*;
use crate::analysis::dossier::{Change, Dossier};
use crate::analysis::facts::{Facts, each_kind_of_fact};
use crate::domain::finding::Finding;
use crate::domain::kind::Kind;
use crate::domain::language::{Language, Text};
use crate::domain::record::{Entry, Record, Shape};
use crate::domain::schema::Schema;
use crate::domain::value::Value;
use crate::playbook::Playbook;
use crate::playbook::labels::Labels;

/// A record of which every field holds something, every text of it the given one.
fn full<R: Record>(text: &str) -> R {
    let mut entry = Entry::blank(R::KIND);
    entry.id = 1;
    for field in R::KIND.fields() {
        let value = match field.shape {
            Shape::Text | Shape::Paragraph | Shape::Own => Value::Text(text.to_owned()),
            Shape::List => Value::List(vec![text.to_owned(), text.to_owned()]),
            Shape::Integer { most, .. } => Value::Integer(most.min(4)),
            Shape::Year => Value::Integer(1958),
            Shape::Number | Shape::Percent => Value::Number(61.5),
            Shape::Money => {
                Value::Money(crate::domain::money::Money::new(120_050, crate::domain::money::Currency::CNY))
            }
            Shape::Date => Value::Date("2026-03-01".parse().unwrap()),
            Shape::Moment => Value::Moment("2026-03-01T08:00:00Z".parse().unwrap()),
            Shape::YesNo => Value::YesNo(false),
            Shape::Choice(choices) => Value::Text(choices.values[0].to_owned()),
            Shape::Choices(choices) => Value::List(vec![choices.values[0].to_owned()]),
            Shape::Link(Kind::Account) if R::KIND == Kind::Account => Value::Empty,
            Shape::Link(_) => Value::Link(1),
            Shape::Links(_) => Value::Links(vec![1]),
            Shape::Custom | Shape::Data => Value::Empty,
        };
        entry.set(field.name, value);
    }
    R::from_entry(&entry).unwrap()
}

macro_rules! told {
    ($($field:ident: $module:ident::$kind:ident,)*) => {
        /// One record of each kind.
        fn facts(text: &str, finding: Finding) -> Facts {
            Facts { findings: vec![finding], $($field: vec![full(text)],)* ..Facts::of(full(text)) }
        }
    };
}
each_kind_of_fact!(told);

fn dossier(text: &str) -> Dossier {
    let mut finding: Finding = full(text);
    finding.item = "trend.bottleneck".to_owned();
    finding.answered = crate::domain::finding::Answered::Known;
    let told = Text { en: text.to_owned(), zh: text.to_owned() };
    Dossier {
        facts: facts(text, finding),
        parent: Some(text.to_owned()),
        daughters: vec![text.to_owned()],
        trips: vec![full(text)],
        changes: vec![Change { date: "2026-03-01".parse().unwrap(), by: text.to_owned(), what: told }],
    }
}

fn report(dossier: &Dossier, language: Language, personal: PersonalFile) -> AccountReport {
    AccountReport::of(&Subject {
        dossier,
        playbook: &Playbook::built_in().unwrap(),
        labels: &Labels::default(),
        schema: &Schema::default(),
        language,
        today: "2026-03-02".parse().unwrap(),
        personal,
    })
}

fn markdown(text: &str, language: Language, personal: PersonalFile) -> String {
    account_markdown(&report(&dossier(text), language, personal), language).unwrap()
}

/// What a reader of markdown sees: everything but the words, and the words.
fn read(markdown: &str) -> (Vec<String>, String) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    let (mut structure, mut words) = (Vec::new(), String::new());
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::InlineHtml(html) if &*html == "<br>" => words.push('\n'),
            Event::SoftBreak => words.push(' '),
            // A plain web address leads to where it says.
            Event::Start(Tag::Link { link_type: LinkType::Autolink, dest_url, .. })
                if dest_url.starts_with("http") => {}
            Event::End(TagEnd::Link) => {}
            other => structure.push(format!("{other:?}")),
        }
    }
    (structure, words)
}

const HOSTILE: &[&str] = &[
    "a | b || c \\| d \\",
    "<script>alert(1)</script><b>x</b><!-- c --> &amp; &lt;",
    "[link](http://x.example) ![image](http://x.example/i.png) <http://x.example> https://x.example www.x.example",
    "*a* **b** _c_ __d__ ~~e~~ `f` ``` $g$ $$h$$",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "---",
    "| --- | --- |",
    "===",
    "[^1]: note [x]: http://x.example",
    "{{ 7 * 7 }} {% raw %} {# c #}",
    "- [x] task",
    "**",
    "）*），**重点：**客户",
];

#[test]
fn nothing_that_is_recorded_becomes_markup() {
    for language in [Language::English, Language::Chinese] {
        let (plain, _) = read(&markdown("plain", language, PersonalFile::Included));
        for hostile in HOSTILE {
            let (structure, words) = read(&markdown(hostile, language, PersonalFile::Included));
            let differs = structure.iter().zip(&plain).find(|(left, right)| left != right);
            assert_eq!(structure.len(), plain.len(), "{hostile}: {differs:?}");
            assert_eq!(structure, plain, "{hostile}");
            assert!(words.contains(hostile.trim()), "{hostile} reads as it was written");
        }
    }
}

/// The sheet for a meeting with the only person.
fn meeting(text: &str, language: Language) -> String {
    let dossier = dossier(text);
    let subject = Subject {
        dossier: &dossier,
        playbook: &Playbook::built_in().unwrap(),
        labels: &Labels::default(),
        schema: &Schema::default(),
        language,
        today: "2026-03-02".parse().unwrap(),
        personal: PersonalFile::Included,
    };
    meeting_markdown(&MeetingReport::of(&subject, &[1]), language).unwrap()
}

#[test]
fn nothing_that_is_recorded_becomes_markup_in_the_sheet_for_a_meeting() {
    for language in [Language::English, Language::Chinese] {
        let (plain, _) = read(&meeting("plain", language));
        for hostile in HOSTILE {
            let (structure, words) = read(&meeting(hostile, language));
            assert_eq!(structure, plain, "{hostile}");
            assert!(words.contains(hostile.trim()), "{hostile} reads as it was written");
        }
    }
}

#[test]
fn lines_break_inside_their_cells() {
    let (plain, _) = read(&markdown("plain", Language::English, PersonalFile::Included));
    for text in ["one\ntwo", "one\r\n\r\n# two", "one\n| two |\n| --- |", "one\n\n    code\n```\nx"] {
        assert_eq!(read(&markdown(text, Language::English, PersonalFile::Included)).0, plain, "{text:?}");
    }
}

#[test]
fn every_row_has_the_cells_of_its_header() {
    let text = markdown("a | b\nc", Language::Chinese, PersonalFile::Included);
    let (mut header, mut cells, mut rows) = (0, 0, 0);
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Table(alignments)) => header = alignments.len(),
            Event::Start(Tag::TableHead | Tag::TableRow) => cells = 0,
            Event::End(TagEnd::TableCell) => cells += 1,
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                assert_eq!(cells, header);
                rows += 1;
            }
            _ => {}
        }
    }
    assert!(rows > 60, "{rows} rows were read");
    // The parser fills up and cuts off rows, so the pipes are counted too.
    let pipes = |line: &str| line.replace("\\\\", "").replace("\\|", "").matches('|').count();
    let mut width = 0;
    for line in text.lines() {
        if !line.starts_with('|') {
            width = 0;
        } else if width == 0 {
            width = pipes(line);
        } else {
            assert_eq!(pipes(line), width, "{line}");
        }
    }
}

#[test]
fn the_personal_file_is_there_only_when_asked_for() {
    let mut dossier = dossier("plain");
    dossier.trips[0].place = "zebra".to_owned();
    dossier.facts.contacts[0].family = Some(crate::domain::record::Paragraph("zebra".to_owned()));
    for language in [Language::English, Language::Chinese] {
        let without = report(&dossier, language, PersonalFile::LeftOut);
        assert!(!account_markdown(&without, language).unwrap().contains("zebra"));
        assert!(!serde_json::to_string(&without).unwrap().contains("zebra"));
        let with = report(&dossier, language, PersonalFile::Included);
        assert_eq!(account_markdown(&with, language).unwrap().matches("zebra").count(), 2);
    }
}

/// An account of which only the name is known.
fn bare() -> Dossier {
    let mut account = Entry::blank(Kind::Account);
    account.id = 1;
    account.set("name", Value::Text("Example".to_owned()));
    let account = Record::from_entry(&account).unwrap();
    let facts = Facts::of(account);
    Dossier { facts, parent: None, daughters: Vec::new(), trips: Vec::new(), changes: Vec::new() }
}

#[test]
fn empty_parts_say_what_is_missing() {
    let text =
        account_markdown(&report(&bare(), Language::English, PersonalFile::LeftOut), Language::English)
            .unwrap();
    for said in [
        "No facts are recorded yet.",
        "Nothing has been found out yet.",
        "No contacts are recorded yet. Nobody is known at: Decision · User",
        "No needs are recorded yet.",
        "no move recorded yet",
        "too little is known for a grade · 0% of the inputs known · needed for a grade: 40%",
        "No tier yet, so no service policy follows.",
        "No next step is agreed.",
        "No interactions are recorded yet.",
        "No answer names a source.",
        "Nothing changed.",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert_eq!(text.matches("\n\n\n").count(), 0);
}

#[test]
fn a_step_that_a_later_talk_has_overtaken_is_no_next_step() {
    let talk = |date: &str, step: &str, due: Option<&str>| {
        let mut talk: crate::domain::interaction::Interaction = full("talk");
        talk.date = date.parse().unwrap();
        talk.next_step = Some(crate::domain::record::Paragraph(step.to_owned()));
        talk.next_date = due.map(|due| due.parse().unwrap());
        talk.next_done = None;
        talk
    };
    let mut dossier = bare();
    dossier.facts.interactions = vec![
        talk("2026-01-05", "overtaken", Some("2026-01-20")),
        talk("2026-01-10", "still to come", Some("2026-03-10")),
        talk("2026-01-11", "undated and old", None),
        talk("2026-02-01", "late", Some("2026-02-20")),
    ];
    let steps = report(&dossier, Language::English, PersonalFile::LeftOut).next_steps;
    let told: Vec<(&str, bool)> = steps.iter().map(|step| (step.step.as_str(), step.overdue)).collect();
    assert_eq!(told, [("late", true), ("still to come", false)]);
}

#[test]
fn what_a_person_confirmed_and_what_the_best_tier_still_needs_are_told() {
    let mut dossier = bare();
    let mut moved: crate::domain::stage_move::StageMove = full("moved");
    moved.confirmed = vec!["cost_agreed".to_owned()];
    moved.waived = Vec::new();
    dossier.facts.moves = vec![moved];
    let text =
        |language| account_markdown(&report(&dossier, language, PersonalFile::LeftOut), language).unwrap();
    let english = text(Language::English);
    assert!(english.contains("<br>confirmed: cost\\_agreed |"), "{english}");
    assert!(english.contains("S stays closed without a yes to: "), "{english}");
    assert!(english.contains("(unknown)"), "{english}");
    assert!(english.contains("| Date | Tier | Score | How |") || !english.contains("### Grades given"));
    let chinese = text(Language::Chinese);
    assert!(chinese.contains("<br>已确认：cost\\_agreed |"), "{chinese}");
    assert!(chinese.contains("S 级还需以下问题得到肯定回答："), "{chinese}");
}

#[test]
fn every_word_of_the_template_is_there_in_both_languages() {
    let template = concat!(include_str!("templates/account.md.j2"), include_str!("templates/meeting.md.j2"));
    let template = template.replace("(w.", " w.");
    let words = words::all(Language::Chinese);
    let used: std::collections::BTreeSet<&str> = template
        .split(" w.")
        .skip(1)
        .filter_map(|rest| rest.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').next())
        .collect();
    for word in &used {
        assert!(words.contains_key(word), "{word} has no words");
    }
    for word in words.keys() {
        assert!(used.contains(word), "{word} is not used");
    }
}

#[test]
fn a_score_that_is_certain_is_one_figure() {
    let mut report = report(&dossier("x"), Language::English, PersonalFile::Included);
    report.worth.grades.clear();
    for (low, high, told) in [(88.8, 88.8, "score 88.8 · "), (60.0, 90.5, "score 88.8 [60–90.5] · ")] {
        let computed = Named { id: "A".into(), text: "A".into() };
        let worth = &mut report.worth;
        (worth.computed, worth.score, worth.low, worth.high) = (Some(computed), Some(88.8), low, high);
        let written = account_markdown(&report, Language::English).unwrap();
        assert_eq!(written.matches(told).count(), 2, "{told}");
    }
}
