//! Which field a name resembles that is none of those it goes by: a slip of the pen, or a longer form.

use super::synonyms::synonyms;
use super::vocabulary::{Vocabulary, plain};
use crate::domain::kind::Kind;
use crate::domain::language::Language;
use crate::domain::record::Field;

/// From how much likeness on, in percent, a field is worth a proposal.
const WORTH_TELLING: u8 = 60;

/// From how much likeness on, in percent, a name is taken for a field's, and that is told.
const AS_GOOD_AS_THE_SAME: u8 = 85;

/// A shorter name has too many others that differ by one letter.
const LONG_ENOUGH: usize = 5;

/// Words of lists of companies and people that differ by a letter from a name of ours, and mean something else.
const OTHER_WORDS: &[&str] = &[
    "contract", "contracts", "contactor", "country code", "employer", "employee", "accounting", "discount",
    "position id", "regional", "statue", "states", "titles", "taxes",
];

/// A field whose name is like another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resembling<'a> {
    pub field: &'a Field,
    /// The name of the field that is like it.
    pub name: String,
    /// How like the two are: 100 were the same.
    pub percent: u8,
    /// Whether the likeness is such that the name may be taken for the field's.
    pub is_safe: bool,
}

impl<'a> Vocabulary<'a> {
    /// The field that is given by people and files and whose name is most like this one, if any is like it at all.
    #[must_use]
    pub fn resembling(self, kind: Kind, name: &str) -> Option<Resembling<'a>> {
        let wanted = plain(name);
        let mut best: Option<(u8, &'a Field, String)> = None;
        let mut rival = 0;
        for field in self.schema.fields(kind).filter(|field| field.is_given()) {
            for known in self.names(kind, field) {
                let percent = likeness(&wanted, &plain(&known));
                match &best {
                    Some((most, other, _)) if percent <= *most => {
                        if *other != field {
                            rival = rival.max(percent);
                        }
                    }
                    _ => {
                        if let Some((most, other, _)) = &best
                            && *other != field
                        {
                            rival = *most;
                        }
                        best = Some((percent, field, known));
                    }
                }
            }
        }
        let (percent, field, name) = best.filter(|(percent, ..)| *percent >= WORTH_TELLING)?;
        let is_safe = percent >= AS_GOOD_AS_THE_SAME
            && rival < percent
            && wanted.chars().count() >= LONG_ENOUGH
            && !OTHER_WORDS.iter().any(|word| plain(word) == wanted);
        Some(Resembling { field, name, percent, is_safe })
    }

    /// All that a field goes by.
    fn names(self, kind: Kind, field: &Field) -> Vec<String> {
        let mut names = vec![field.name.replace('_', " ")];
        names.extend(Language::ALL.map(|language| self.labels.field(kind, field, language)));
        let synonyms = synonyms(kind).filter(|known| known.field == field.name);
        names.extend(synonyms.flat_map(|known| known.names).map(|name| (*name).to_owned()));
        names
    }
}

/// How like two plain names are, in percent: by the letters that have to be added, dropped, changed or swapped. Names with
/// different numbers (`Phone 2`, `Phone 3`) are not alike at all.
fn likeness(one: &str, other: &str) -> u8 {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(one) != digits(other) {
        return 0;
    }
    let likeness = strsim::normalized_damerau_levenshtein(one, other) * 100.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between 0 and 100")]
    let percent = likeness as u8;
    percent
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::schema::Schema;
    use crate::playbook::Labels;

    fn resembling(kind: Kind, name: &str) -> Option<(String, u8, bool)> {
        let (schema, labels) = (Schema::default(), Labels::default());
        let words = Vocabulary { schema: &schema, labels: &labels };
        words.resembling(kind, name).map(|found| (found.field.name.to_owned(), found.percent, found.is_safe))
    }

    #[test]
    fn a_slip_is_taken_for_the_field_and_what_is_less_like_only_proposed() {
        for (name, field, percent, is_safe) in [
            ("Industy", "industry", 87, true),
            ("Adress", "address", 85, true),
            ("Employes", "employees", 88, true),
            ("Registred Capital", "registered_capital", 94, true),
            ("统一社会信用代号", "credit_code", 87, true),
            ("所在行业", "industry", 75, false),
            ("Citty", "city", 80, false),
        ] {
            assert_eq!(resembling(Kind::Account, name), Some((field.to_owned(), percent, is_safe)), "{name}");
        }
    }

    #[test]
    fn another_word_another_number_and_a_short_name_are_never_taken() {
        for (kind, name) in [
            (Kind::Contact, "Contract"),
            (Kind::Account, "Employee"),
            (Kind::Account, "Address 2"),
            (Kind::Account, "Phon"),
            (Kind::Account, "Favourite colour"),
            (Kind::Account, "ROI"),
        ] {
            assert!(!resembling(kind, name).is_some_and(|(_, _, is_safe)| is_safe), "{name}");
        }
    }
}
