//! Names of kinds, fields and choices as people see them, and the user's own fields.

use super::CustomField;
use super::labels::Labels;
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::language::{Language, Text};
use crate::domain::record::{Choices, Field, Presence, Shape};
use crate::domain::schema::Schema;

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

    /// The choice that a label names, in either language, whatever its case and width.
    #[must_use]
    pub fn choice(&self, choices: &Choices, text: &str) -> Option<&'static str> {
        let wanted = fold(text);
        choices.values.iter().copied().find(|value| {
            let key = format!("{}.{value}", choices.name);
            let full = format!("{}_name.{value}", choices.name);
            [Language::English, Language::Chinese].into_iter().any(|language| {
                [&key, &full]
                    .into_iter()
                    .any(|key| self.find(key, language).is_some_and(|label| fold(label) == wanted))
            })
        })
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
    let field =
        Field { name: leaked(name), shape, presence: Presence::Optional, private: false, custom: true };
    Some((Kind::named(kind)?, field))
}

fn leaked(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

fn leaked_choices(custom: &CustomField) -> &'static Choices {
    let values: Vec<&'static str> = custom.choices.iter().map(|choice| leaked(&choice.id)).collect();
    Box::leak(Box::new(Choices { name: leaked(&custom.id), values: Box::leak(values.into_boxed_slice()) }))
}
