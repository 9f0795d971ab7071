//! What people call fields: by identifier, by flag, by label in either language, by what other programs call them.

use super::labels::Labels;
use super::mistake::nearest;
use super::synonyms::{meaning, synonyms};
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::language::Language;
use crate::domain::record::{Field, ID};
use crate::domain::schema::Schema;
use crate::domain::simplified::simplified;

/// What stands before the name of a value of the user's own: `custom.pe`.
pub const OWN: &str = "custom.";

/// The fields in force and the words for them.
#[derive(Clone, Copy)]
pub struct Vocabulary<'a> {
    pub schema: &'a Schema,
    pub labels: &'a Labels,
}

/// By what a field is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// Its identifier or its flag.
    Identifier,
    /// Its label in one of the languages.
    Label,
    /// What others call it.
    Synonym,
}

impl<'a> Vocabulary<'a> {
    /// The field, or the number, that a person names.
    #[must_use]
    pub fn field(self, kind: Kind, name: &str) -> Option<&'a Field> {
        let wanted = plain(name);
        let is_id =
            || Language::ALL.iter().any(|&language| plain(self.labels.get(ID.name, language)) == wanted);
        let named = self.named(kind, name, |_| true).map(|(field, _)| field);
        named.or_else(|| (!wanted.is_empty() && is_id()).then_some(&ID))
    }

    /// The field that people and files fill under this name.
    #[must_use]
    pub fn given_field(self, kind: Kind, name: &str) -> Option<&'a Field> {
        self.given_as(kind, name).map(|(field, _)| field)
    }

    /// The field that people and files fill under this name, and what of it the name is.
    #[must_use]
    pub fn given_as(self, kind: Kind, name: &str) -> Option<(&'a Field, Naming)> {
        self.named(kind, name, Field::is_given)
    }

    fn named(self, kind: Kind, name: &str, admits: impl Fn(&Field) -> bool) -> Option<(&'a Field, Naming)> {
        let as_identifier = |field| (field, Naming::Identifier);
        if let Some(own) = name.trim().strip_prefix(OWN) {
            let mut fields = self.schema.fields(kind);
            return fields.find(|field| field.custom && field.name == own).map(as_identifier);
        }
        if let Some(field) = self.schema.field(kind, name).filter(|field| admits(field)) {
            return Some(as_identifier(field));
        }
        let wanted = plain(name);
        if wanted.is_empty() {
            return None;
        }
        let fields = || self.schema.fields(kind).filter(|field| admits(field));
        fields()
            .find(|field| plain(field.name) == wanted)
            .or_else(|| fields().find(|field| plain(&field.flag()) == wanted))
            .map(as_identifier)
            .or_else(|| {
                let labelled = fields().find(|field| self.is_called(kind, field, &wanted));
                labelled.map(|field| (field, Naming::Label))
            })
            .or_else(|| {
                let own_name = || Some(kind.title_field()).filter(|_| self.is_kind(kind, &wanted));
                let meant = synonym(kind, &wanted).or_else(own_name)?;
                fields().find(|field| field.name == meant).map(|field| (field, Naming::Synonym))
            })
    }

    fn is_called(self, kind: Kind, field: &Field, wanted: &str) -> bool {
        Language::ALL.iter().any(|&language| plain(&self.labels.field(kind, field, language)) == wanted)
    }

    /// Whether a kind is called so: `竞争对手`, the name of which is that of a rival.
    fn is_kind(self, kind: Kind, wanted: &str) -> bool {
        let has_name = matches!(kind.title_field(), "name" | "title");
        has_name
            && Language::ALL.iter().any(|&language| plain(self.labels.get(kind.name(), language)) == wanted)
    }

    /// The field that a misspelt name most likely stands for, as it is to be written: what was near, by identifier, label or another
    /// word for it, or a value of the user's own.
    #[must_use]
    pub fn nearest(self, kind: Kind, name: &str, own: &[String]) -> Option<String> {
        // Of names that are equally near the last one is taken: an identifier.
        let of_kind = synonyms(kind).filter(|synonyms| !synonyms.field.contains(':'));
        let synonyms = of_kind.flat_map(|synonyms| synonyms.names).map(|name| (*name).to_owned());
        let mut known: Vec<String> = own.iter().cloned().chain(synonyms).collect();
        for field in self.schema.fields(kind) {
            known.extend(Language::ALL.map(|language| self.labels.field(kind, field, language)));
            known.push(field.flag());
            known.push(field.name.to_owned());
        }
        nearest(name, known.iter().map(String::as_str)).map(str::to_owned)
    }
}

/// The field for which other programs and people have this word.
fn synonym(kind: Kind, wanted: &str) -> Option<&'static str> {
    meaning(kind, wanted).filter(|field| !field.contains(':'))
}

/// The system whose external ids other programs keep under this name.
#[must_use]
pub fn external_id_system(kind: Kind, name: &str) -> Option<&'static str> {
    meaning(kind, &plain(name)).and_then(|field| Some(field.split_once(':')?.1))
}

/// A name without case, width, spaces and punctuation, in simplified characters: `E-mail` and `ｅｍａｉｌ` are one, and so are
/// `電話` and `电话`.
#[must_use]
pub fn plain(name: &str) -> String {
    fold(name).chars().filter(|letter| letter.is_alphanumeric()).map(simplified).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(kind: Kind, name: &str) -> Option<&'static str> {
        let (schema, labels) = (Schema::default(), Labels::default());
        Vocabulary { schema: &schema, labels: &labels }.field(kind, name).map(|field| field.name)
    }

    #[test]
    fn a_field_goes_by_its_name_its_flag_its_labels_and_other_words_for_it() {
        for (kind, name, field) in [
            (Kind::Account, "industry", "industry"),
            (Kind::Account, "行业", "industry"),
            (Kind::Account, "所属行业", "industry"),
            (Kind::Account, "级别", "tier"),
            (Kind::Account, "等级", "tier"),
            (Kind::Account, "最近联系", "last_contact"),
            (Kind::Account, "Last contact", "last_contact"),
            (Kind::Account, "last-contact", "last_contact"),
            (Kind::Account, "alias", "aliases"),
            (Kind::Account, "Since", "stage_since"),
            (Kind::Account, "编号", "id"),
            (Kind::Contact, "E-Mail", "email"),
            (Kind::Contact, "采购角色", "roles"),
            (Kind::Need, "紧急度", "urgency"),
        ] {
            assert_eq!(found(kind, name), Some(field), "{name}");
        }
        for name in ["", "#", "--", "custom.pe", "colour"] {
            assert_eq!(found(Kind::Account, name), None, "{name}");
        }
    }

    #[test]
    fn a_misspelt_name_brings_the_nearest_one() {
        let (schema, labels) = (Schema::default(), Labels::default());
        let words = Vocabulary { schema: &schema, labels: &labels };
        let own = ["market cap".to_owned()];
        for (name, near) in [
            ("industri", Some("industry")),
            ("所在行业", Some("所属行业")),
            ("年营业收人", Some("年营业收入")),
            ("maket cap", Some("market cap")),
            ("zzz", None),
        ] {
            assert_eq!(words.nearest(Kind::Account, name, &own).as_deref(), near, "{name}");
        }
    }
}
