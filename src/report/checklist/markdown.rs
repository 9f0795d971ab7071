//! The form as markdown: boxes to tick, lines to write on.

use super::{Checklist, OnRecord, kept};
use crate::analysis::answers;
use crate::domain::finding::Finding;
use crate::domain::language::pick;
use crate::export::markdown_text;
use crate::playbook::{Item, ItemKind};
use crate::say;

/// A line to write on.
const BLANK: &str = "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_";

pub(super) fn form(list: &Checklist) -> String {
    let language = list.language;
    let name = markdown_text(&list.facts.account.name);
    let mut text = say!(language, "# The five looks: {name}\n", "# 五看表：{name}\n");
    let filled = pick(language, "Filled in by", "填表人");
    let on = pick(language, "on", "日期");
    text.push_str(&format!("\n{} · {filled} {BLANK} {on} {BLANK}\n", list.today));
    for look in list.looks() {
        text.push_str(&format!("\n## {}\n", markdown_text(&list.look_label(look))));
        text.push_str(&format!("\n{}\n", markdown_text(look.about.get(language))));
        for item in &look.items {
            question(list, &format!("{}.{}", look.id, item.id), item, &mut text);
        }
    }
    text
}

fn question(list: &Checklist, id: &str, item: &Item, text: &mut String) {
    let language = list.language;
    let label = markdown_text(item.label.get(language));
    text.push_str(&format!("\n### {label}\n\n{} `{id}`\n", markdown_text(item.ask.get(language))));
    let hint = item.hint.get(language);
    if !hint.is_empty() {
        let found = pick(language, "Where to find it: ", "到哪里找：");
        text.push_str(&format!("\n*{found}{}*\n", markdown_text(hint)));
    }
    if item.kind == ItemKind::Record {
        text.push_str(&match list.on_record(item) {
            OnRecord::By(records) => {
                let records = markdown_text(&records);
                say!(language, "\nOn record: {records}\n", "\n已有记录：{records}\n")
            }
            OnRecord::Missing(command) => {
                say!(language, "\nAnswered by records: `{command}`\n", "\n由记录自动判定：`{command}`\n")
            }
        });
        if let Some(words) = list.in_words(id) {
            let words = markdown_text(words);
            text.push_str(&say!(language, "\nSo far in words: {words}\n", "\n此前的文字回答：{words}\n"));
        }
        return;
    }
    let shown = list.shown(id);
    if let Some(inherited) = list.inherited(id, item) {
        text.push_str(&format!("\n*{}*\n", markdown_text(&inherited)));
    }
    text.push('\n');
    answer(list, item, shown.map(kept).unwrap_or_default(), text);
    text.push_str(&format!("\n{}\n", evidence(list, shown)));
}

/// Boxes to tick, or a line to write on.
fn answer(list: &Checklist, item: &Item, answer: &str, text: &mut String) {
    let language = list.language;
    let mut options = list.options(item);
    if item.kind == ItemKind::YesNo {
        options = [("yes", "Yes", "是"), ("no", "No", "否")]
            .map(|(value, english, chinese)| (value.to_owned(), pick(language, english, chinese).to_owned()))
            .to_vec();
    }
    if options.is_empty() {
        let expected = markdown_text(list.expected(item.kind));
        let is_open = answer.is_empty() || answer == "unknown";
        let words = answers::in_words(item, answer, language);
        let answer = if is_open { BLANK.to_owned() } else { markdown_text(&words) };
        text.push_str(&say!(
            language, "Answer ({expected}): {answer}\n\n", "回答（{expected}）：{answer}\n\n"
        ));
    }
    let chosen: Vec<&str> = answer.split(';').map(str::trim).collect();
    for (value, meaning) in &options {
        let mark = if chosen.contains(&value.as_str()) { "x" } else { " " };
        let number = if item.kind == ItemKind::Scale { format!("{value} · ") } else { String::new() };
        text.push_str(&format!("- [{mark}] {number}{}\n", markdown_text(meaning)));
    }
    let mark = if answer == "unknown" { "x" } else { " " };
    text.push_str(&format!("- [{mark}] {}\n", pick(language, "Nobody knows", "无人知晓")));
}

/// The line for source, date and confidence.
fn evidence(list: &Checklist, shown: Option<&Finding>) -> String {
    let language = list.language;
    let source = shown.and_then(|finding| finding.source.as_deref()).map(markdown_text);
    let date = shown.map(|finding| finding.date.to_string());
    let sure = shown.and_then(|finding| finding.confidence);
    let choices = ["low", "medium", "high"].map(|choice| {
        let label = list.choice("confidence", choice);
        if sure.is_some_and(|sure| sure.as_str() == choice) { format!("**{label}**") } else { label }
    });
    let note = shown.and_then(|finding| finding.note.as_ref()).map(|note| markdown_text(&note.0));
    let blank = || BLANK.to_owned();
    let parts = [
        (pick(language, "Source: ", "来源："), source.unwrap_or_else(blank)),
        (pick(language, "Date: ", "日期："), date.unwrap_or_else(blank)),
        (pick(language, "Sure: ", "可信度："), choices.join(" / ")),
        (pick(language, "Note: ", "备注："), note.unwrap_or_else(blank)),
    ];
    parts.map(|(name, value)| format!("{name}{value}")).join(" · ")
}
