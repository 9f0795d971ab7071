//! Answers from YAML: items with their answers, a list of entries, or a form with its account.

use super::{Answers, AnswersError, Broken, Oddity, RawAnswer, cut_off};
use crate::playbook::yaml::{Content, Node, parse};

/// Keys that tell a form from answers alone.
const FORM: [&str; 2] = ["form", "answers"];

pub(super) fn read(text: &str) -> Result<Answers, AnswersError> {
    let root = parse(text)
        .map_err(|error| AnswersError::NotYaml { line: error.place.line, reason: error.reason })?;
    let mut answers = Answers::default();
    let (mut has_end_of_its_own, mut ends) = (false, false);
    match root.content {
        Content::Record(keys) if keys.iter().any(|(key, _)| FORM.contains(&key.name.as_str())) => {
            for (key, node) in keys {
                match key.name.as_str() {
                    "account" => answers.account = scalar(text, &node).filter(|name| !name.is_empty()),
                    "form" => has_end_of_its_own = true,
                    "end" => ends = true,
                    "answers" => answers.entries.extend(entries(text, node)),
                    _ => {}
                }
            }
        }
        content => answers.entries = entries(text, Node { content, ..root }),
    }
    // A form says at its head that it has an end: without that it was cut off, and what it breaks off in may be half an answer.
    if has_end_of_its_own && !ends { Err(cut_off(text, &answers)) } else { Ok(answers) }
}

fn entries(text: &str, node: Node) -> Vec<Result<RawAnswer, Broken>> {
    match node.content {
        Content::Nothing => Vec::new(),
        Content::List(nodes) => nodes.iter().map(|node| entry(text, node, node.place.line, "")).collect(),
        Content::Record(keys) => {
            keys.iter().map(|(key, node)| entry(text, node, key.place.line, &key.name)).collect()
        }
        _ => vec![Err(Broken { line: node.place.line, item: String::new(), reason: Oddity::NoEntry })],
    }
}

/// An answer from what stands behind the name of its question, or in a list names it itself.
fn entry(text: &str, node: &Node, line: u64, item: &str) -> Result<RawAnswer, Broken> {
    let mut raw = RawAnswer { line, item: item.to_owned(), ..RawAnswer::default() };
    let broken = |item: &str, reason| Broken { line, item: item.to_owned(), reason };
    match &node.content {
        Content::Record(keys) => {
            let mut wrong = None;
            for (key, node) in keys {
                let set = match scalar(text, node) {
                    Some(value) => raw.set(&key.name, value),
                    None => Err(Oddity::Nested { key: key.name.clone() }),
                };
                if let Err(reason) = set {
                    wrong.get_or_insert(Broken { line: key.place.line, item: String::new(), reason });
                }
            }
            match wrong {
                Some(wrong) => Err(Broken { item: raw.item, ..wrong }),
                None => raw.checked(),
            }
        }
        _ if item.is_empty() => Err(broken(item, Oddity::NoEntry)),
        _ => {
            raw.answer = scalar(text, node).ok_or_else(|| broken(item, Oddity::NoEntry))?;
            Ok(raw)
        }
    }
}

/// A value as it was written; several in a list are joined.
pub(in crate::import) fn scalar(text: &str, node: &Node) -> Option<String> {
    match &node.content {
        Content::Nothing => Some(String::new()),
        Content::YesNo(yes) => Some((if *yes { "yes" } else { "no" }).to_owned()),
        Content::Word(word) => Some(word.clone()),
        Content::Whole(number) => Some(number.to_string()),
        Content::Number(number) => Some(node.place.written(text).unwrap_or_else(|| number.to_string())),
        Content::List(nodes) => {
            let values: Option<Vec<String>> = nodes.iter().map(|node| scalar(text, node)).collect();
            values.map(|values| values.join("; "))
        }
        Content::Record(_) => None,
    }
}
