//! A playbook as one YAML file, to be edited: small records on one line, every text in quotes.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Playbook;
use crate::domain::language::Text;

const HEAD: &str = "\
# The playbook of acct. Laid over the built-in one: keep what you change and delete the rest.
# Lists whose entries have an id are merged by it; `remove: true` takes an entry out. One language of a text is enough.
# acct 的打法文件，会叠加在内置内容之上：保留要改的部分，其余可以删掉。
# 带 id 的列表按 id 合并；写 remove: true 可删除条目；文本只写一种语言也可以。
";

/// The playbook as YAML. Laid over the built-in playbook, what is exported from that changes nothing.
#[must_use]
pub fn export(playbook: &Playbook) -> String {
    let Ok(Value::Object(sections)) = serde_json::to_value(playbook) else { return HEAD.to_owned() };
    let sections = sections.iter().map(|(name, value)| format!("\n{}", keyed(name, value, 0)));
    HEAD.to_owned() + &sections.collect::<String>()
}

/// Labels as a section of that file.
pub(super) fn labels(labels: &BTreeMap<String, Text>) -> String {
    let labels = serde_json::to_value(labels).unwrap_or_default();
    format!("\n{}", keyed("labels", &labels, 0))
}

fn keyed(key: &str, value: &Value, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    match value {
        Value::Array(items) if !is_small(value) => {
            let members: String = items.iter().map(|item| member(item, depth + 1)).collect();
            format!("{indent}{key}:\n{members}")
        }
        Value::Object(entries) if !is_small(value) => {
            format!("{indent}{key}:\n{}", block(entries, depth + 1))
        }
        _ => format!("{indent}{key}: {}\n", flow(value)),
    }
}

fn block(entries: &Map<String, Value>, depth: usize) -> String {
    entries.iter().map(|(key, value)| keyed(key, value, depth)).collect()
}

/// A member of a list; its first key stands beside the dash.
fn member(item: &Value, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    match item {
        Value::Object(entries) if !is_small(item) => {
            format!("{indent}- {}", block(entries, depth + 1).trim_start_matches(' '))
        }
        _ => format!("{indent}- {}\n", flow(item)),
    }
}

/// Whether a value is written on one line: single values, and lists and records of nothing else.
fn is_small(value: &Value) -> bool {
    let single = |value: &Value| !value.is_array() && !value.is_object();
    match value {
        Value::Array(items) => items.iter().all(single),
        Value::Object(entries) => entries.values().all(single),
        _ => true,
    }
}

fn flow(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(entries) => {
            let entries: Vec<String> =
                entries.iter().map(|(key, value)| format!("{key}: {}", flow(value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
        Value::String(text) => quoted(text),
        single => single.to_string(),
    }
}

/// A text in double quotes, with what YAML does not print escaped.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

fn escaped(character: char) -> String {
    let code = u32::from(character);
    match character {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        '\n' => "\\n".to_owned(),
        '\u{feff}' | '\u{2028}' | '\u{2029}' => format!("\\U{code:08x}"),
        _ if character.is_control() || code & 0xfffe == 0xfffe => format!("\\U{code:08x}"),
        _ => character.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::playbook::{diff, yaml};

    #[test]
    fn what_is_exported_changes_nothing_when_laid_over() {
        let built_in = Playbook::built_in().unwrap();
        let text = export(&built_in);
        let again = Playbook::overridden_by("export.yaml", &text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(diff(&built_in, &again), []);
        assert_eq!(again, built_in);
    }

    #[test]
    fn an_overridden_playbook_is_exported_with_its_changes() {
        let text = "tiers: {minimum_coverage: 55.5}\nfields: [{id: account.code, kind: text, label: {en: \"Code\"}}]\n";
        let changed = Playbook::overridden_by("mine.yaml", text).unwrap();
        let again = Playbook::overridden_by("export.yaml", &export(&changed)).unwrap();
        assert_eq!(again, changed);
    }

    #[test]
    fn small_records_stand_on_one_line() {
        let text = export(&Playbook::built_in().unwrap());
        assert!(text.contains(
            "\nstages:\n  - id: \"unaware\"\n    phase: \"define_need\"\n    expected_days: 180\n    win_probability: 2.0\n"
        ));
        assert!(text.contains("      label: {en: \"Brand effect\", zh: \"品牌效应\"}\n"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_it_was_written(text in any::<String>()) {
            prop_assert_eq!(yaml::read::<String>(&quoted(&text)).unwrap(), text);
        }
    }
}
