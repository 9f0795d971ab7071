//! How each kind of mistake in a playbook file is put into words.

use crate::domain::language::Text;

use super::mistake::{Complaint, both};
use super::shape::{Key, Shape};
use super::yaml::Content;

impl Shape {
    /// What is expected here, as it reads after "expected".
    pub(super) fn expected(&self) -> Text {
        match self {
            Self::Word => both!("a text", "文本"),
            Self::Identifier => {
                both!("an identifier of small letters, digits and _", "由小写字母、数字和下划线组成的标识")
            }
            Self::FieldName => both!(
                "account., contact. or need. and an identifier, such as account.customs_code",
                "account.、contact. 或 need. 加标识，例如 account.customs_code"
            ),
            Self::OneOf(names) => {
                let (english, chinese) = (names.join(", "), names.join("、"));
                both!("one of {english}", "{chinese} 之一")
            }
            Self::Whole { least, most } => {
                both!("a whole number from {least} to {most}", "{least} 到 {most} 的整数")
            }
            Self::Weight => both!("a number above 0", "大于 0 的数"),
            Self::Percent => both!("a number from 0 to 100", "0 到 100 的数"),
            Self::Flag => both!("true or false", "true 或 false"),
            Self::List(_) => both!("a list", "列表"),
            Self::Entries(..) => both!("a list of entries with an id", "带 id 的条目列表"),
            Self::Record(keys) | Self::Replaced(keys) => {
                let names: Vec<&str> = keys.iter().map(|key| key.name).collect();
                let (english, chinese) = (names.join(", "), names.join("、"));
                both!("keys and values ({english})", "“键: 值”（{chinese}）")
            }
            Self::Labels => both!("label keys and their texts", "标签键及其文本"),
        }
    }
}

/// A value that does not fit its place.
pub(super) fn unfit(shape: &Shape, content: &Content) -> Complaint {
    let complaint = Complaint::from(found(content)).expecting(shape.expected());
    match (shape, content) {
        (Shape::OneOf(names), Content::Word(word)) => {
            complaint.near(word, names.iter().copied()).hinting(punctuation(word))
        }
        (_, Content::Word(word)) => complaint.hinting(punctuation(word)),
        (Shape::Word, Content::Whole(_) | Content::Number(_) | Content::YesNo(_)) => {
            complaint.hinting(Some(both!("put it in quotes", "请加上引号")))
        }
        _ => complaint,
    }
}

fn found(content: &Content) -> Text {
    match content {
        Content::Nothing => both!("there is no value", "没有值"),
        Content::YesNo(flag) => both!("found {flag}", "这里是 {flag}"),
        Content::Whole(number) => both!("found the number {number}", "这里是数字 {number}"),
        Content::Number(number) => both!("found the number {number}", "这里是数字 {number}"),
        Content::Word(word) => both!("found the text \"{word}\"", "这里是文本“{word}”"),
        Content::List(_) => both!("found a list", "这里是列表"),
        Content::Record(_) => both!("found keys and values", "这里是“键: 值”"),
    }
}

/// A hint where a text looks like a key whose colon was typed wrong.
fn punctuation(word: &str) -> Option<Text> {
    let start = word.find(|character: char| !is_key_character(character))?;
    let (key, rest) = word.split_at(start);
    match rest.chars().next() {
        Some('：') => Some(full_width_colon(key)),
        Some(':') => {
            Some(both!("write \"{key}: \" with a space after the colon", "冒号后要有一个空格：“{key}: ”"))
        }
        _ => None,
    }
}

/// Advice for a full-width colon after a key.
pub(super) fn full_width_colon(key: &str) -> Text {
    both!(
        "the colon is full-width (：); write \"{key}: \" with a half-width colon and a space",
        "这里用了全角冒号（：），请改用半角冒号加空格：“{key}: ”"
    )
}

/// Whether a character may stand in a key of a playbook.
pub(super) fn is_key_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '.')
}

pub(super) fn doubled_key(name: &str) -> Complaint {
    both!("the key \"{name}\" is written twice", "键“{name}”写了两次").into()
}

pub(super) fn doubled_id(id: &str) -> Complaint {
    both!("\"{id}\" is listed twice", "“{id}”重复出现").into()
}

pub(super) fn unknown_key(name: &str, keys: &[Key]) -> Complaint {
    let known: Vec<&str> = keys.iter().map(|key| key.name).collect();
    let (english, chinese) = (known.join(", "), known.join("、"));
    Complaint::from(both!("unknown key \"{name}\"", "不认识的键“{name}”"))
        .expecting(both!("one of {english}", "{chinese} 之一"))
        .near(name, known)
}

pub(super) fn unknown_id(id: &str, known: &[&str]) -> Complaint {
    let (english, chinese) = (known.join(", "), known.join("、"));
    Complaint::from(both!("there is no \"{id}\" here", "这里没有“{id}”"))
        .expecting(both!("one of {english}", "{chinese} 之一"))
        .near(id, known.iter().copied())
}

pub(super) fn unknown_label(name: &str, known: impl IntoIterator<Item = &'static str>) -> Complaint {
    Complaint::from(both!("there is no label \"{name}\"", "没有标签“{name}”")).near(name, known)
}

pub(super) fn lacking(names: &[&str]) -> Complaint {
    let (english, chinese) = (names.join(", "), names.join("、"));
    both!("lacks {english}", "缺少 {chinese}").into()
}

pub(super) fn idle_beside_removal(name: &str) -> Complaint {
    both!("\"{name}\" beside \"remove: true\" has no effect", "已写 remove: true，“{name}”不起作用").into()
}

pub(super) fn unremovable(id: &str) -> Complaint {
    both!("\"{id}\" cannot be removed", "“{id}”不能删除").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(shape: &Shape, content: &Content) -> Option<String> {
        unfit(shape, content).hint.map(|hint| hint.en)
    }

    #[test]
    fn a_colon_typed_wrong_is_named() {
        let record = Shape::Record(&[]);
        let told = hint(&record, &Content::Word("weight：30".to_owned())).unwrap();
        assert!(told.contains("full-width") && told.contains("\"weight: \""), "{told}");
        let told = hint(&record, &Content::Word("weight:30".to_owned())).unwrap();
        assert!(told.contains("a space after the colon"), "{told}");
        assert_eq!(hint(&record, &Content::Word("说明：很重要".to_owned())), None);
    }

    #[test]
    fn a_number_in_place_of_a_text_wants_quotes() {
        assert_eq!(hint(&Shape::Word, &Content::Whole(2025)).as_deref(), Some("put it in quotes"));
    }

    #[test]
    fn one_of_a_few_names_is_suggested() {
        let shape = Shape::OneOf(&["screen", "decide"]);
        let told = hint(&shape, &Content::Word("sceen".to_owned()));
        assert_eq!(told.as_deref(), Some("did you mean \"screen\"?"));
    }
}
