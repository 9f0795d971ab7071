//! By what a record is known within its account, and how those that share it are told apart: `Ann Example ⁽²⁾` is the
//! second of her name.

use std::borrow::Cow;

use super::fold::fold;
use super::kind::Kind;
use super::nesting::goes_with;
use super::record::{Entry, Field, Shape};
use super::relation::Bond;
use super::round;
use super::value::Value;

const OPENS: char = '⁽';
const CLOSES: char = '⁾';
const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Fields that not every record of their kind has and that tell records apart all the same: of an answer what it says, of
/// an order its number, of an answer in a survey whose it is. A move or a signal is told from others by its project, too.
const TELLING: &[(Kind, &str)] = &[
    (Kind::Finding, "value"),
    (Kind::IndustryFinding, "value"),
    (Kind::Order, "number"),
    (Kind::SurveyAnswer, "contact"),
];

/// The fields by which a record is known within its account: what every record of its kind has, but for what is measured,
/// and what else tells them apart. Where two share them, the order does.
pub fn key_fields(kind: Kind) -> impl Iterator<Item = &'static Field> {
    let is_measured = |field: &Field| matches!(field.shape, Shape::Money | Shape::Integer { .. });
    kind.fields().iter().filter(move |field| {
        field.name != "account"
            && (goes_with(kind, field) && !is_measured(field) || TELLING.contains(&(kind, field.name)))
    })
}

/// Whether people call the records of a kind by a name of their own, so that two rows of one name are about one record
/// unless it is told apart. Those are the records that other systems know, too. Others are events: two that are alike are
/// two; a trip is one though a calendar knows it.
#[must_use]
pub fn is_called_by_name(kind: Kind) -> bool {
    !matches!(kind, Kind::Account | Kind::Trip) && kind.field("external_ids").is_some()
}

/// Whether a record that is alike another one is a second one: an event, or a line of a list that nobody numbered. The first such row
/// of a file is then about the first such record, the second about the second.
#[must_use]
pub fn repeats(entry: &Entry) -> bool {
    let kind = entry.kind;
    !is_called_by_name(kind)
        || !kind.has_unique_titles() && kind.field("number").is_none_or(|_| entry.get("number").is_empty())
}

/// What a record is known by, as one text; equal for records that are not told apart by it.
#[must_use]
pub fn key(entry: &Entry) -> String {
    let mut ends = Vec::new();
    let mut key = String::new();
    for field in key_fields(entry.kind) {
        match (entry.kind, entry.get(field.name)) {
            (Kind::Relation, Value::Link(id)) => ends.push(*id),
            (_, Value::Text(text)) => key.push_str(&fold(text)),
            (_, Value::Empty) => {}
            (_, value) => key.push_str(&value.to_json().to_string()),
        }
        key.push('\u{1}');
    }
    if !has_direction(entry.text("relation")) {
        ends.sort_unstable();
    }
    for id in ends {
        key.push_str(&format!("{id} "));
    }
    key
}

fn has_direction(bond: &str) -> bool {
    Bond::named(bond).is_some_and(Bond::has_direction)
}

/// What no two records of an account have in common: the name of what is named within it, the question that a finding in
/// force answers, the bond between two people, the factor and the rival that a mark is about. None where records that are
/// alike are two.
#[must_use]
pub fn sole(entry: &Entry) -> Option<String> {
    let number = |field| entry.get(field).as_integer().unwrap_or_default();
    match entry.kind {
        kind if kind.has_unique_titles() => Some(fold(&entry.title())),
        kind if kind.is_answer() && entry.get("superseded") != &Value::YesNo(true) => {
            Some(format!("{} {}", number("industry"), entry.text("item")))
        }
        Kind::Relation => {
            let bond = entry.text("relation");
            let (one, other) = (number("from"), number("to"));
            let swaps = other < one && !has_direction(bond);
            let (one, other) = if swaps { (other, one) } else { (one, other) };
            Some(format!("{bond} {one} {other}"))
        }
        Kind::RivalMark => Some(format!("{} {}", number("factor"), number("rival"))),
        _ => None,
    }
}

/// The question of a survey that a person answered: who is known answers each question of a round once. None of an answer of
/// somebody who need not say who they are.
#[must_use]
pub fn answered(entry: &Entry) -> Option<String> {
    let person = entry.get("contact").as_integer().filter(|_| entry.kind == Kind::SurveyAnswer)?;
    Some(format!("{person}\u{1}{}\u{1}{}", round::key(entry.text("survey")), fold(entry.text("question"))))
}

/// A name with its place among those of the same name, from 1. The first needs none.
#[must_use]
pub fn told_apart(name: &str, place: usize) -> Cow<'_, str> {
    if place <= 1 && apart(name).1 == 1 && !name.ends_with(CLOSES) {
        return Cow::Borrowed(name);
    }
    let digits = place.max(1).to_string();
    let raised = digits.chars().filter_map(|digit| DIGITS.get(digit.to_digit(10)? as usize));
    Cow::Owned(format!("{name} {OPENS}{}{CLOSES}", raised.collect::<String>()))
}

/// The name and the place among those of the same name, from a text that [`told_apart`] made, or any other.
#[must_use]
pub fn apart(text: &str) -> (&str, usize) {
    let marked = || {
        let (name, raised) = text.trim_end().strip_suffix(CLOSES)?.rsplit_once(OPENS)?;
        let digit = |letter: char| DIGITS.iter().position(|digit| *digit == letter);
        let mut place = 0_usize;
        for letter in raised.chars() {
            place = place.checked_mul(10)?.checked_add(digit(letter)?)?;
        }
        let name = name.trim_end();
        (place > 0 && !name.is_empty()).then_some((name, place))
    };
    marked().unwrap_or((text, 1))
}

/// What stands between a person's name and that of their company where it is not the record's own.
const AT: &str = " @ ";

/// Whether a field may lead to a record of another account.
#[must_use]
pub fn leads_anywhere(kind: Kind, field: &Field) -> bool {
    (kind, field.name) == (Kind::ContactDistinction, "other")
}

/// A name with the account that the record belongs to.
#[must_use]
pub fn told_elsewhere(name: &str, account: &str) -> String {
    format!("{name}{AT}{account}")
}

/// The name and the account, from a text that [`told_elsewhere`] made.
#[must_use]
pub fn elsewhere(text: &str) -> Option<(&str, &str)> {
    text.split_once(AT)
}

/// The kinds of the records that a kind leads to, beside accounts.
pub fn linked_kinds(kind: Kind) -> impl Iterator<Item = Kind> {
    kind.fields().iter().filter_map(|field| match field.shape {
        Shape::Link(to) | Shape::Links(to) if to != Kind::Account => Some(to),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_among_namesakes_reads_back() {
        for (name, place, told) in [
            ("Ann", 1, "Ann"),
            ("张伟", 2, "张伟 ⁽²⁾"),
            ("Ann", 120, "Ann ⁽¹²⁰⁾"),
            ("Ann ⁽²⁾", 1, "Ann ⁽²⁾ ⁽¹⁾"),
            ("Ann ⁽²⁾", 3, "Ann ⁽²⁾ ⁽³⁾"),
            ("x⁾", 1, "x⁾ ⁽¹⁾"),
        ] {
            assert_eq!(told_apart(name, place), told);
            assert_eq!(apart(told), (name, place));
        }
        for plain in ["Ann", "Ann (2)", "⁽²⁾", "Ann ⁽⁰⁾", "Ann ⁽x⁾", "Ann ⁽⁾", ""] {
            assert_eq!(apart(plain), (plain, 1));
        }
    }

    #[test]
    fn a_record_is_known_by_what_all_of_its_kind_have() {
        let names = |kind| key_fields(kind).map(|field| field.name).collect::<Vec<_>>();
        for (kind, fields) in [
            (Kind::Contact, &["name"][..]),
            (Kind::Need, &["title"]),
            (Kind::Interaction, &["summary", "date"]),
            (Kind::Relation, &["from", "to", "relation"]),
            (Kind::Trip, &["contact", "place", "from"]),
            (Kind::StageMove, &["project", "step", "to_stage", "date"]),
            (Kind::Signal, &["project", "signal", "stage", "date"]),
            (Kind::Grade, &["date", "method"]),
            (Kind::Finding, &["item", "answered", "value", "date"]),
            (Kind::Order, &["title", "date", "number"]),
            (Kind::RivalMark, &["factor", "rival"]),
            (Kind::EconomicLine, &["title", "alternative", "side", "year"]),
            (Kind::ValueYear, &["year"]),
            (Kind::SurveyAnswer, &["survey", "question", "date", "contact"]),
            (Kind::Segment, &["name"]),
            (Kind::Industry, &["name"]),
            (Kind::IndustryFinding, &["industry", "item", "answered", "value", "date"]),
        ] {
            assert_eq!(names(kind), fields, "{kind}");
        }
    }

    #[test]
    fn what_nobody_numbered_may_stand_there_twice() {
        for (kind, may) in [
            (Kind::Contact, false),
            (Kind::Need, false),
            (Kind::Interaction, true),
            (Kind::Order, true),
            (Kind::Feedback, true),
            (Kind::EconomicLine, true),
            (Kind::Trip, true),
        ] {
            assert_eq!(repeats(&Entry::blank(kind)), may, "{kind}");
        }
        let mut order = Entry::blank(Kind::Order);
        order.set("number", Value::Text("7".to_owned()));
        assert!(!repeats(&order));
    }

    #[test]
    fn only_a_mentor_is_told_from_the_one_who_is_led() {
        let relation = |from, to, bond: Bond| {
            let mut entry = Entry::blank(Kind::Relation);
            entry.set("from", Value::Link(from));
            entry.set("to", Value::Link(to));
            entry.set("relation", Value::Text(bond.as_str().to_owned()));
            key(&entry)
        };
        assert_eq!(relation(1, 2, Bond::Ally), relation(2, 1, Bond::Ally));
        assert_ne!(relation(1, 2, Bond::Ally), relation(1, 2, Bond::Rival));
        assert_eq!(relation(1, 2, Bond::Conflict), relation(2, 1, Bond::Conflict));
        assert_ne!(relation(1, 2, Bond::Mentor), relation(2, 1, Bond::Mentor));
        assert_ne!(relation(1, 2, Bond::Influences), relation(2, 1, Bond::Influences));
    }
}
