//! What the user says that fields are where a row says nothing: `--default FIELD=VALUE`.

use super::likely::is_imported;
use super::{ColumnError, Vocabulary, plain};
use crate::domain::kind::Kind;
use crate::domain::record::Field;

/// What a field is where a row says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fallback {
    field: String,
    value: String,
}

impl Fallback {
    /// Reads `FIELD=VALUE`.
    ///
    /// # Errors
    /// When there is no `=`, no value behind it, or no record that files bring has the field.
    pub fn parse(text: &str, words: Vocabulary) -> Result<Self, ColumnError> {
        let (field, value) = text.split_once('=').unwrap_or((text, ""));
        let (field, value) = (field.trim().to_owned(), value.trim().to_owned());
        let fallback = Self { field, value };
        let is_of = |kind: &Kind| is_imported(*kind) && fallback.of(*kind, words).is_some();
        if fallback.value.is_empty() || !Kind::ALL.iter().any(is_of) {
            return Err(ColumnError::NotADefault { text: text.to_owned() });
        }
        Ok(fallback)
    }

    /// The field of a kind with what it is; none of a kind that has no such field. What a record is called, which the word
    /// for a company is to accounts, cannot be the same for all.
    pub(super) fn of(&self, kind: Kind, words: Vocabulary) -> Option<(Field, String)> {
        let field = words.given_field(kind, &self.field)?;
        // A round is the same for all of its answers.
        let is_title = field.name == kind.title_field() && kind != Kind::SurveyAnswer;
        let is_name = is_title || plain(&self.field) == "name";
        (!is_name).then(|| (field.clone(), self.value.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::schema::Schema;
    use crate::playbook::Labels;

    #[test]
    fn a_default_names_a_field_by_any_of_its_names() {
        let (schema, labels) = (Schema::default(), Labels::default());
        let words = Vocabulary { schema: &schema, labels: &labels };
        let told = |text: &str, kind: Kind| {
            Fallback::parse(text, words).map(|fallback| {
                fallback.of(kind, words).map(|(field, value)| format!("{} {value}", field.name))
            })
        };
        assert_eq!(told("account= Acme = Co ", Kind::Contact), Ok(Some("account Acme = Co".to_owned())));
        assert_eq!(told("account=Acme", Kind::Account), Ok(None));
        assert_eq!(told("行业=钢铁", Kind::Account), Ok(Some("industry 钢铁".to_owned())));
        assert_eq!(told("客户=Acme", Kind::Account), Ok(None));
        for text in ["name=Acme", "account", "account=", "=Acme", "colour=red"] {
            assert_eq!(told(text, Kind::Contact), Err(ColumnError::NotADefault { text: text.into() }));
        }
    }
}
