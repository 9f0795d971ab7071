//! Single values: which of them fit a shape.

use serde_json::{Value, json};

use super::shape::Shape;
use super::yaml::Content;

/// A single value, where it fits its shape.
pub(super) fn scalar(shape: &Shape, content: &Content) -> Option<Value> {
    match (shape, content) {
        (Shape::Word, Content::Word(word)) => Some(json!(word)),
        (Shape::Identifier, Content::Word(word)) if is_identifier(word) => Some(json!(word)),
        (Shape::FieldName, Content::Word(word)) if is_field_name(word) => Some(json!(word)),
        (Shape::OneOf(names), Content::Word(word)) if names.contains(&word.as_str()) => Some(json!(word)),
        (Shape::Whole { least, most }, Content::Whole(number)) if (least..=most).contains(&number) => {
            Some(json!(number))
        }
        (Shape::Weight, Content::Whole(number)) if *number > 0 => Some(json!(number)),
        (Shape::Weight, Content::Number(number)) if *number > 0.0 => Some(json!(number)),
        (Shape::Percent, Content::Whole(number)) if (0..=100).contains(number) => Some(json!(number)),
        (Shape::Percent, Content::Number(number)) if (0.0..=100.0).contains(number) => Some(json!(number)),
        (Shape::Flag, Content::YesNo(flag)) => Some(json!(flag)),
        _ => None,
    }
}

fn is_identifier(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_lowercase())
        && word.chars().all(|character| matches!(character, 'a'..='z' | '0'..='9' | '_'))
}

fn is_field_name(word: &str) -> bool {
    word.split_once('.')
        .is_some_and(|(kind, name)| ["account", "contact", "need"].contains(&kind) && is_identifier(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(shape: &Shape, text: &str) -> bool {
        scalar(shape, &crate::playbook::yaml::parse(text).unwrap().content).is_some()
    }

    #[test]
    fn a_value_fits_its_shape_or_is_refused() {
        let days = Shape::Whole { least: 1, most: 9 };
        let cases: &[(&Shape, &[&str], &[&str])] = &[
            (&Shape::Word, &["a", "\"5\"", "no"], &["5", "true", "~", "[a]"]),
            (&Shape::Identifier, &["a", "a_1"], &["A", "1a", "a-b", "a.b", "客户", "\"\""]),
            (
                &Shape::FieldName,
                &["account.code", "need.a_1"],
                &["code", "rival.code", "account.", "account.a.b"],
            ),
            (&Shape::OneOf(&["S", "A"]), &["S"], &["s", "5"]),
            (&days, &["1", "9"], &["0", "10", "1.0", "\"1\""]),
            (&Shape::Weight, &["1", "0.1"], &["0", "-1", ".inf", "0.0"]),
            (&Shape::Percent, &["0", "100", "0.5"], &["-1", "101", "100.1", "40%"]),
            (&Shape::Flag, &["true", "false"], &["yes", "1"]),
        ];
        for (shape, good, bad) in cases {
            for text in *good {
                assert!(fits(shape, text), "{shape:?} {text}");
            }
            for text in *bad {
                assert!(!fits(shape, text), "{shape:?} {text}");
            }
        }
    }
}
