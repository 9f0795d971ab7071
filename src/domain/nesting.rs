//! How an account is one document: itself, and under it what belongs to it, by kind.

use super::kind::Kind;
use super::record::{Field, Shape};

/// The record of which a kind is a part, and the field that says so: what every record of it has leads there. That is the
/// account, unless it is a person or the like of the account.
#[must_use]
pub fn home(kind: Kind) -> Option<(Kind, &'static Field)> {
    let links = || {
        kind.fields().iter().filter(|field| field.is_required()).filter_map(|field| match field.shape {
            Shape::Link(to) => Some((to, field)),
            _ => None,
        })
    };
    if !kind.belongs_to_account() {
        return None;
    }
    links()
        .find(|(to, _)| *to != Kind::Account)
        .or_else(|| links().find(|(_, field)| field.name == "account"))
}

/// The kinds whose records stand under one of this kind.
pub fn parts(of: Kind) -> impl Iterator<Item = Kind> {
    Kind::ALL.iter().copied().filter(move |kind| home(*kind).is_some_and(|(home, _)| home == of))
}

/// Whether a field follows from where a record stands in the document of its account.
#[must_use]
pub fn follows(kind: Kind, field: &Field) -> bool {
    kind.belongs_to_account()
        && (field.name == "account" || home(kind).is_some_and(|(_, home)| home.name == field.name))
}

/// Whether a record of a kind goes with the one that a field leads to, for it is nothing without that: what every record
/// of the kind has, and the project whose move or signal it is. Left behind, that would become one of the account's own
/// process.
#[must_use]
pub fn goes_with(kind: Kind, field: &Field) -> bool {
    field.is_required() || matches!((kind, field.name), (Kind::StageMove | Kind::Signal, "project"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_part_of_a_person_stands_under_them() {
        let of_people: Vec<Kind> = parts(Kind::Contact).collect();
        assert_eq!(of_people, [Kind::Relation, Kind::Trip, Kind::ContactDistinction]);
        let others: Vec<Kind> = parts(Kind::Account).collect();
        assert!(others.contains(&Kind::Contact) && others.contains(&Kind::Signal), "{others:?}");
        assert_eq!(home(Kind::Account), None);
        assert_eq!(home(Kind::ImportBatch), None);
    }

    #[test]
    fn every_record_of_an_account_has_one_place_and_no_section_is_called_as_a_field() {
        for &kind in Kind::ALL.iter().filter(|kind| kind.belongs_to_account()) {
            let (home, _) = home(kind).unwrap();
            assert!(home == Kind::Account || parts(Kind::Account).any(|other| other == home), "{kind}");
            assert_eq!(home.field(&kind.plural()), None, "{kind}");
        }
    }
}
