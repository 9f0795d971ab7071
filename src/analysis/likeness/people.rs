//! How alike two names of people are.

use strsim::osa_distance;

use super::parts::is_chinese;
use super::{Likeness, Reason};
use crate::domain::person::person_key;

/// A name of a person as it is matched with others.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PersonKey(String);

impl PersonKey {
    #[must_use]
    pub fn of(name: &str) -> Self {
        Self(person_key(name))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

pub(super) fn compare(one: &PersonKey, other: &PersonKey) -> Likeness {
    let (one, other) = (one.as_str(), other.as_str());
    if one == other {
        return Likeness::new(if one.is_empty() { 0 } else { 100 }, Reason::SameName);
    }
    // One character makes another Chinese name: 李明, 李敏.
    if is_chinese(one) || is_chinese(other) {
        return Likeness::default();
    }
    let sorted = |name: &str| {
        let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    if sorted(one) == sorted(other) {
        return Likeness::new(95, Reason::Order);
    }
    if is_abbreviated(one, other) || is_abbreviated(other, one) {
        return Likeness::new(85, Reason::Initials);
    }
    match (osa_distance(one, other), one.chars().count().min(other.chars().count())) {
        (1, 10..) => Likeness::new(90, Reason::Spelling),
        (1, 6..) => Likeness::new(80, Reason::Spelling),
        (2, 12..) => Likeness::new(75, Reason::Spelling),
        _ => Likeness::default(),
    }
}

/// Whether one name is the other with first names as initials or left out: J. Smith, John Smith, John B. Smith.
fn is_abbreviated(short: &str, long: &str) -> bool {
    let (short, long): (Vec<&str>, Vec<&str>) = (short.split(' ').collect(), long.split(' ').collect());
    let ([given @ .., family], [long_given @ .., long_family]) = (short.as_slice(), long.as_slice()) else {
        return false;
    };
    if given.is_empty() || family != long_family || given.len() > long_given.len() {
        return false;
    }
    let is_short_of =
        |(short, long): (&&str, &&str)| short == long || short.len() == 1 && long.starts_with(short);
    given.iter().zip(long_given).all(is_short_of)
}
