//! Names of kinds, fields and choices as people see them, and the user's own fields.

use super::CustomField;
use super::choice_words;
use super::labels::Labels;
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::language::{Language, Text};
use crate::domain::parse::ChoiceWords;
use crate::domain::record::{Choices, Field, Presence, Shape};
use crate::domain::schema::Schema;
use crate::domain::words::stands_alone;

impl Labels {
    /// These labels and those of the user's own fields.
    #[must_use]
    pub fn with_fields(mut self, fields: &[CustomField]) -> Self {
        for field in fields {
            self.overrides.entry(field.id.clone()).or_insert_with(|| field.label.clone());
            for choice in &field.choices {
                let text = Text { en: choice.en.clone(), zh: choice.zh.clone() };
                self.overrides.entry(format!("{}.{}", field.id, choice.id)).or_insert(text);
            }
        }
        self
    }

    /// The name of a kind of record.
    #[must_use]
    pub fn kind(&self, kind: Kind, language: Language) -> String {
        self.get(kind.name(), language).to_owned()
    }

    /// The name of a field.
    #[must_use]
    pub fn field(&self, kind: Kind, field: &Field, language: Language) -> String {
        let own = format!("{kind}.{}", field.name);
        let found = self.find(&own, language).or_else(|| self.find(field.name, language));
        found.unwrap_or(field.name).to_owned()
    }

    /// Whether a label of a choice, short or in full and in either language, passes a test. Labels are compared folded.
    fn is_called(&self, choices: &Choices, value: &str, test: impl Fn(&str) -> bool) -> bool {
        let keys = [format!("{}.{value}", choices.name), format!("{}_name.{value}", choices.name)];
        let labels =
            keys.iter().flat_map(|key| Language::ALL.map(|language| self.find(key, language))).flatten();
        labels.into_iter().any(|label| test(&fold(label)))
    }
}

impl ChoiceWords for Labels {
    /// The choice that a label names, in either language, whatever its case and width; or another word for it, or
    /// the beginning of one Chinese label alone: 流失 is 流失客户.
    fn choice(&self, choices: &Choices, text: &str) -> Option<&'static str> {
        let wanted = fold(text);
        let called = |test: &dyn Fn(&str) -> bool| -> Vec<&'static str> {
            choices.values.iter().copied().filter(|value| self.is_called(choices, value, test)).collect()
        };
        let exact = called(&|label| label == wanted).first().copied();
        exact.or_else(|| choice_words::choice(choices, &wanted)).or_else(|| {
            let is_beginning = wanted.chars().count() >= 2 && wanted.chars().all(stands_alone);
            match called(&|label| is_beginning && label.starts_with(&wanted)).as_slice() {
                [only] => Some(*only),
                _ => None,
            }
        })
    }

    fn label(&self, choices: &Choices, value: &str, language: Language) -> Option<String> {
        let key = format!("{}.{value}", choices.name);
        let full = format!("{}_name.{value}", choices.name);
        self.find(&full, language).or_else(|| self.find(&key, language)).map(str::to_owned)
    }
}

/// The fields in force with those that a playbook declares.
#[must_use]
pub fn custom_schema(fields: &[CustomField]) -> Schema {
    Schema::with_custom(fields.iter().filter_map(declared).collect())
}

/// A declared field. Its names live as long as the program, like those of built-in fields.
fn declared(custom: &CustomField) -> Option<(Kind, Field)> {
    let (kind, name) = custom.id.split_once('.')?;
    let shape = match custom.kind.as_str() {
        "number" => Shape::Number,
        "money" => Shape::Money,
        "percent" => Shape::Percent,
        "date" => Shape::Date,
        "yes_no" => Shape::YesNo,
        "list" => Shape::List,
        "choice" => Shape::Choice(leaked_choices(custom)),
        _ => Shape::Text,
    };
    let field = Field {
        name: leaked(name),
        shape,
        presence: Presence::Optional,
        private: false,
        custom: true,
        rule: None,
        not_before: None,
    };
    Some((Kind::named(kind)?, field))
}

fn leaked(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

fn leaked_choices(custom: &CustomField) -> &'static Choices {
    let values: Vec<&'static str> = custom.choices.iter().map(|choice| leaked(&choice.id)).collect();
    Box::leak(Box::new(Choices { name: leaked(&custom.id), values: Box::leak(values.into_boxed_slice()) }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::account::Account;
    use crate::domain::contact::Contact;
    use crate::domain::record::Record;

    fn chosen(fields: &'static [Field], field: &str, text: &str) -> Option<&'static str> {
        let field = fields.iter().find(|known| known.name == field).unwrap();
        let (Shape::Choice(choices) | Shape::Choices(choices)) = field.shape else { panic!("no choice") };
        Labels::default().choice(choices, text)
    }

    #[test]
    fn a_choice_goes_by_its_labels_by_other_words_and_by_one_chinese_beginning() {
        for (field, text, value) in [
            ("relation", "Rival's customer", Some("rival_customer")),
            ("relation", "流失客户", Some("lost")),
            ("relation", "流失", Some("lost")),
            ("relation", "客户", Some("customer")),
            ("relation", "竞争对手客户", Some("rival_customer")),
            ("ownership", "国有", Some("state_owned")),
            ("ownership", "央企", Some("state_owned")),
            ("stage", "评估", None),
            ("stage", "痛苦", Some("pain")),
            ("tier", "战略客户", Some("S")),
            ("tier", "s级", Some("S")),
            ("relation", "l", None),
        ] {
            assert_eq!(chosen(Account::FIELDS, field, text), value, "{field}={text}");
        }
        for (text, value) in [("审批者", "approver"), ("决策者", "approver"), ("教练", "coach")] {
            assert_eq!(chosen(Contact::FIELDS, "roles", text), Some(value), "{text}");
        }
    }
}
