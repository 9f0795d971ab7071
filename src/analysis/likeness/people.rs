//! How alike two names of people are.

use std::collections::{BTreeMap, BTreeSet};

use strsim::osa_distance;

use super::parts::is_chinese;
use super::{Likeness, Pair, Reason, share_number};
use crate::domain::company::{UniqueKey, UniqueKeyKind};
use crate::domain::person::person_key;

/// A name of a person as it is matched with others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// A person as it is looked at for others that are the same one.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: i64,
    pub account: i64,
    pub name: PersonKey,
    pub keys: Vec<UniqueKey>,
}

/// How many people of one account are held against each other, and how many share an address or a number at most. Of more
/// only those with the same name are pairs: a number that many share is a switchboard.
const TOGETHER: usize = 300;
const SHARING: usize = 20;

/// All pairs of people that are alike from a score on, best first: within an account by all that is known of them, across
/// accounts where they share an e-mail address or a phone number.
#[must_use]
pub fn pairs_of_people(people: &[Person], least: u8) -> Vec<Pair> {
    let mut found: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut add = |places: Vec<usize>, most| {
        if places.len() <= most {
            let with_others = |(at, one): (usize, &usize)| {
                let one = *one;
                places[at + 1..].iter().map(move |other| (one, *other)).collect::<Vec<_>>()
            };
            found.extend(places.iter().enumerate().flat_map(with_others));
        }
    };
    let same_names = shared(people, |person| vec![(person.account, person.name.clone())]);
    let of_account = shared(people, |person| vec![person.account]);
    for places in of_account.into_iter().chain(same_names) {
        add(places, TOGETHER);
    }
    for places in shared(people, |person| person.keys.clone()) {
        add(places, SHARING);
    }
    let mut pairs: Vec<Pair> = found
        .into_iter()
        .map(|(one, other)| (&people[one], &people[other]))
        .map(|(one, other)| Pair { one: one.id, other: other.id, likeness: of_persons(one, other) })
        .filter(|pair| pair.likeness.score >= least)
        .collect();
    pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.likeness.score), pair.one, pair.other));
    pairs
}

/// The places of people that have something in common.
fn shared<K: Ord>(people: &[Person], of: impl Fn(&Person) -> Vec<K>) -> Vec<Vec<usize>> {
    let mut places: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (place, person) in people.iter().enumerate() {
        for key in of(person) {
            places.entry(key).or_default().push(place);
        }
    }
    places.into_values().filter(|places| places.len() > 1).collect()
}

/// How alike two people are. An address is one person's nearly always; a number often belongs to a desk or a department.
#[must_use]
pub fn of_persons(one: &Person, other: &Person) -> Likeness {
    let mut likeness = compare(&one.name, &other.name);
    let is_shared = |kind| one.keys.iter().any(|key| key.kind == kind && other.keys.contains(key));
    let is_alike = likeness.score >= 80;
    if is_shared(UniqueKeyKind::Email) {
        likeness.score = if is_alike { likeness.score.max(99) } else { 85 };
        likeness.reasons.push(Reason::SameEmail);
    }
    if is_shared(UniqueKeyKind::Phone) {
        likeness.score = likeness.score.max(if is_alike { 97 } else { 60 });
        likeness.reasons.push(Reason::SamePhone);
    } else if is_alike && share_number(&one.keys, &other.keys) {
        likeness.score = likeness.score.max(95);
        likeness.reasons.push(Reason::SamePhoneNumber);
    }
    likeness
}
