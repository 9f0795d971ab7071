//! The form as YAML. Texts are written as JSON strings, which YAML reads as they are, whatever stands in them.

use super::{Checklist, OnRecord, kept};
use crate::domain::language::pick;
use crate::playbook::{Item, ItemKind};
use crate::say;

/// Letters on a line of comment, so that it reads on a narrow screen.
const LINE: usize = 100;

pub(super) fn form(list: &Checklist) -> String {
    let language = list.language;
    let name = &list.facts.account.name;
    let mut text = String::new();
    comment(&mut text, "", &say!(language, "The five looks of {name}, {}", "{name} 五看表，{}", list.today));
    for line in [
        pick(
            language,
            "Fill in answer, and source, date, confidence (low, medium, high) where you can; what stays empty is passed over.",
            "填写 answer，尽量写明 source（来源）、date（日期）、confidence（low、medium、high）；留空的不处理。",
        ),
        pick(
            language,
            "\"unknown\" says that it was asked and nobody knows. A changed answer whose date was left as it is counts as found on the day it is read in.",
            "unknown 表示问过但无人知晓。改了回答而没有改 date 的，按导入当天得知处理。",
        ),
        pick(language, "Read it in with: acct look import FILE", "填好后导入：acct look import 文件"),
    ] {
        comment(&mut text, "", line);
    }
    // The second form: it says where it ends, so that one which was cut off is noticed.
    text.push_str(&format!("account: {}\nexported: {}\nform: 2\nanswers:\n", quoted(name), list.today));
    let empty = text.len();
    for look in list.looks() {
        text.push('\n');
        comment(&mut text, "  ", &format!("=== {} ===", list.look_label(look)));
        for item in &look.items {
            question(list, &format!("{}.{}", look.id, item.id), item, &mut text);
        }
    }
    if text.len() == empty {
        text.push_str("  {}\n");
    }
    text.push('\n');
    comment(
        &mut text,
        "",
        pick(
            language,
            "Leave this last line: it shows that nothing of the form is missing.",
            "请保留最后一行，它表明表格没有缺失。",
        ),
    );
    text.push_str("end: true\n");
    text
}

fn question(list: &Checklist, id: &str, item: &Item, text: &mut String) {
    let language = list.language;
    text.push('\n');
    let label = item.label.get(language);
    comment(text, "  ", &format!("{label}{}{}", pick(language, ": ", "："), item.ask.get(language)));
    if item.kind == ItemKind::Record {
        let told = match list.on_record(item) {
            OnRecord::By(records) => {
                say!(language, "{id} is answered by what is on record: {records}", "{id} 已有记录：{records}")
            }
            OnRecord::Missing(command) => {
                say!(language, "{id} is answered by records: {command}", "{id} 由记录自动判定：{command}")
            }
        };
        comment(text, "  ", &told);
        if let Some(words) = list.in_words(id) {
            let told = say!(language, "So far in words: {words}", "此前的文字回答：{words}");
            comment(text, "  ", &told);
        }
        return;
    }
    let options = list.options(item);
    for (value, meaning) in &options {
        comment(text, "    ", &format!("{value} = {meaning}"));
    }
    if options.is_empty() || item.kind == ItemKind::MultiChoice {
        comment(text, "    ", list.expected(item.kind));
    }
    if let Some(inherited) = list.inherited(id, item) {
        let hint = pick(
            language,
            "left empty, it stays so; an answer here holds for this account alone",
            "留空即沿用；在此回答则只用于该客户",
        );
        comment(text, "    ", &say!(language, "{inherited}; {hint}", "{inherited}；{hint}"));
    }
    text.push_str(&format!("  {id}:\n"));
    fields(list, id, text);
}

/// The keys under the name of a question.
fn fields(list: &Checklist, id: &str, text: &mut String) {
    let shown = list.shown(id);
    let standing = list.finding(id);
    let number = standing.map_or_else(|| "none".to_owned(), |finding| finding.id.number().to_string());
    let mut line = |key: &str, value: &str| {
        let value = scalar(value);
        let gap = if value.is_empty() { "" } else { " " };
        text.push_str(&format!("    {key}:{gap}{value}\n"));
    };
    line("answer", shown.map_or("", kept));
    line("source", shown.and_then(|finding| finding.source.as_deref()).unwrap_or_default());
    line("date", &shown.map(|finding| finding.date.to_string()).unwrap_or_default());
    line("confidence", shown.and_then(|finding| finding.confidence).map_or("", |sure| sure.as_str()));
    if let Some(method) = shown.and_then(|finding| finding.method) {
        line("method", method.as_str());
    }
    line("note", shown.and_then(|finding| finding.note.as_ref()).map_or("", |note| note.0.as_str()));
    line("standing", &number);
}

/// Lines of comment, none longer than fits a screen.
fn comment(text: &mut String, indent: &str, told: &str) {
    let mut line = String::new();
    for word in told.split_whitespace() {
        if !line.is_empty() && line.chars().count() + word.chars().count() > LINE {
            text.push_str(&format!("{indent}# {line}\n"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    text.push_str(&format!("{indent}# {line}\n"));
}

/// A value that reads back as this very text.
fn scalar(value: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
    let is_word = value.starts_with(|first: char| first.is_ascii_lowercase())
        && value.chars().all(plain)
        && !["null", "true", "false"].contains(&value);
    let is_digits = value.chars().all(|letter| letter.is_ascii_digit()) && value.len() < 16;
    let is_number = is_digits && !value.starts_with('0');
    let is_date = value.len() == 10 && value.starts_with("20") && value.chars().all(plain);
    if value.is_empty() || is_word || is_number || is_date { value.to_owned() } else { quoted(value) }
}

/// A JSON string. Letters that YAML takes for line ends, or that do not print, are escaped as well.
fn quoted(value: &str) -> String {
    let json = serde_json::Value::String(value.to_owned()).to_string();
    let mut safe = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                safe.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            letter => safe.push(letter),
        }
    }
    safe
}
