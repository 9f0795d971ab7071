//! How alike two names of companies are, by their matching keys.

use strsim::osa_distance;

use super::name::Name;
use super::parts::{Parts, is_chinese, tokens};
use super::words::{LATIN_DIRECTIONS, TELLING};
use super::{Likeness, Reason};

/// What two names that tell two companies are at most.
const APART: u8 = 50;

pub(super) fn compare(one: &Name, other: &Name) -> Likeness {
    let whole = [one.key(), other.key()];
    if whole[0] == whole[1] {
        return Likeness::new(if whole[0].is_empty() { 0 } else { 100 }, Reason::SameName);
    }
    if without_spaces(whole[0]).eq(without_spaces(whole[1])) {
        return Likeness::new(98, Reason::SameName);
    }
    if one.digits() != other.digits() {
        return Likeness::default().cap(APART, Reason::OtherNumber);
    }
    if (one.is_dotted() || other.is_dotted()) && is_abbreviated(whole) {
        return Likeness::new(84, Reason::Abbreviation);
    }
    let mut likeness = around(cores(one.core(), other.core(), whole), one.parts(), other.parts());
    if likeness.reasons.is_empty() && likeness.score == 100 {
        likeness.reasons.push(Reason::SameName);
    }
    likeness
}

fn without_spaces(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|letter| *letter != ' ')
}

/// What tells the companies, and what the words around it take off.
fn around(cores: Likeness, left: &Parts, right: &Parts) -> Likeness {
    let mut likeness = cores;
    let less = |likeness: &mut Likeness, points: u8, reason| {
        likeness.score = likeness.score.saturating_sub(points);
        likeness.reasons.push(reason);
    };
    // Initials are of the whole names.
    if likeness.reasons.first() == Some(&Reason::Initials) {
        return likeness;
    }
    if left.groups.is_empty() != right.groups.is_empty() {
        less(&mut likeness, 6, Reason::Group);
    }
    if differ(&left.businesses, &right.businesses) {
        if left.businesses.is_empty() || right.businesses.is_empty() {
            less(&mut likeness, 8, Reason::ShortName);
        } else {
            likeness = likeness.cap(60, Reason::OtherBusiness);
        }
    }
    if differ(&left.places, &right.places) {
        let holds = |all: &[&str], some: &[&str]| some.iter().all(|place| all.contains(place));
        if holds(&left.places, &right.places) || holds(&right.places, &left.places) {
            less(&mut likeness, 10, Reason::Place);
        } else {
            likeness = likeness.cap(60, Reason::OtherPlace);
        }
    }
    likeness
}

fn differ(one: &[&str], other: &[&str]) -> bool {
    one.len() != other.len() || one.iter().any(|word| !other.contains(word))
}

/// How alike what tells the companies is; the whole names are for initials.
fn cores(one: &str, other: &str, whole: [&str; 2]) -> Likeness {
    if without_spaces(one).eq(without_spaces(other)) {
        return Likeness { score: 100, reasons: Vec::new() };
    }
    let sorted = |name| {
        let mut words: Vec<&str> = tokens(name).filter(|word| *word != "of").collect();
        words.sort_unstable();
        words
    };
    let (left, right) = (sorted(one), sorted(other));
    if left == right {
        // Two words in another order are often another company: Air China, China Air.
        return Likeness::new(if left.len() > 2 { 90 } else { 70 }, Reason::Order);
    }
    initials(whole).or_else(|| spelling(one, other)).unwrap_or_else(|| shared(one, other, &left, &right))
}

/// Whether one of two names is the initials of the other, with or without "of"; company or corporation may count (TSMC).
fn initials(whole: [&str; 2]) -> Option<Likeness> {
    let [one, other] = whole;
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let is_short = (3..=6).contains(&short.len()) && short.bytes().all(|letter| letter.is_ascii_lowercase());
    if !is_short || !long.is_ascii() {
        return None;
    }
    let points = if short.len() > 3 { 85 } else { 80 };
    initials_of(long).any(|initials| initials == short).then(|| Likeness::new(points, Reason::Initials))
}

/// Whether two names are word for word the same, but that one of them writes some short: Int. Business Machines.
fn is_abbreviated([one, other]: [&str; 2]) -> bool {
    let is_short_of = |short: &str, long: &str| {
        short.len() > 2 && short.len() + 2 <= long.len() && long.is_ascii() && long.starts_with(short)
            || SHORT.contains(&(short, long))
    };
    let (mut same, mut shorter, mut longer) = (0, 0, 0);
    let mut words = (tokens(one), tokens(other));
    loop {
        match (words.0.next(), words.1.next()) {
            (None, None) => return same > 0 && (shorter > 0) != (longer > 0),
            (Some(left), Some(right)) if left == right => same += 1,
            (Some(left), Some(right)) if is_short_of(left, right) => shorter += 1,
            (Some(left), Some(right)) if is_short_of(right, left) => longer += 1,
            _ => return false,
        }
    }
}

/// Words that are written short and do not begin as they do.
const SHORT: &[(&str, &str)] = &[
    ("intl", "international"),
    ("natl", "national"),
    ("mfg", "manufacturing"),
    ("bros", "brothers"),
    ("pwr", "power"),
];

/// The initials that a name of three words or more may be called by.
pub(super) fn initials_of(key: &str) -> impl Iterator<Item = String> {
    let is_long = (3..=7).contains(&key.split(' ').count());
    let skipped = ["", "of"].into_iter().filter(move |_| is_long);
    skipped.flat_map(|skipped| {
        let words = key.split(' ').filter(|word| *word != skipped);
        let initials: String = words.filter_map(|word| word.chars().next()).collect();
        [format!("{initials}c"), initials]
    })
}

/// A slip of the pen. One letter tells little in a long name; one Chinese character often tells another company.
fn spelling(one: &str, other: &str) -> Option<Likeness> {
    let [left, right] = [one, other].map(|name| without_spaces(name).collect::<String>());
    let (long, short) =
        (left.chars().count().max(right.chars().count()), left.chars().count().min(right.chars().count()));
    if long - short > 2 || short < 4 {
        return None;
    }
    let distance = osa_distance(&left, &right);
    if distance > 2 {
        return None;
    }
    if left.chars().chain(right.chars()).any(|letter| is_chinese(letter.encode_utf8(&mut [0; 4]))) {
        return chinese_spelling(&left, &right, distance, short);
    }
    if is_another_direction(one, other) {
        return Some(Likeness::default().cap(APART, Reason::OtherNumber));
    }
    let score = match (distance, short) {
        (1, 10..) => 92,
        (1, 7..) | (2, 14..) => 86,
        (1, 6) | (2, 10..) => 76,
        (1, 5) => 70,
        _ => return None,
    };
    Some(Likeness::new(score, Reason::Spelling))
}

fn chinese_spelling(one: &str, other: &str, distance: usize, short: usize) -> Option<Likeness> {
    let of = |name: &str| name.chars().filter(|letter| TELLING.contains(*letter)).collect::<Vec<_>>();
    if of(one) != of(other) {
        return Some(Likeness::default().cap(APART, Reason::OtherNumber));
    }
    // A character more or less is a slip more often than another one is.
    let is_longer = one.chars().count() != other.chars().count();
    let score = match (distance, short) {
        (1, 8..) => 84,
        (1, 5..) if is_longer => 80,
        (1, 6..) => 74,
        (1, 4..) => 60,
        _ => return None,
    };
    Some(Likeness::new(score, Reason::Spelling))
}

fn is_another_direction(one: &str, other: &str) -> bool {
    let of = |name| tokens(name).filter(|word| LATIN_DIRECTIONS.contains(word)).collect::<Vec<_>>();
    of(one) != of(other)
}

/// Names that have words in common.
fn shared(one: &str, other: &str, left: &[&str], right: &[&str]) -> Likeness {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let ends_word = |rest: &str| rest.starts_with(' ') || is_chinese(short) || is_chinese(rest);
    if short.chars().nth(1).is_some() && long.strip_prefix(short).is_some_and(ends_word) {
        return Likeness::new(65, Reason::Contained);
    }
    let common = left.iter().filter(|word| right.contains(word)).count();
    let all = left.len() + right.len() - common;
    let share = u8::try_from(common * 100 / all.max(1)).unwrap_or(100);
    if common == left.len().min(right.len()) && common > 0 {
        return Likeness::new(60, Reason::Contained);
    }
    Likeness { score: share / 2, reasons: Vec::new() }
}
