//! Cells that hold several people, or several numbers and addresses where a field holds one.

use super::Draft;
use crate::domain::kind::Kind;
use crate::domain::parse::split_list;
use crate::domain::record::Field;
use crate::domain::value::Value;

/// Fields that hold one, of which people write several into a cell.
const SINGLE: &[&str] = &["email", "phone", "messenger", "website"];

/// The fewest digits of a phone number.
const DIGITS: usize = 7;

/// What parts them in exports of address books.
const MARK: &str = ":::";

/// Fields that are one person's own: a row that fills one is about one person, or nobody knows about which.
const OF_ONE: &[&str] = &["email", "phone", "messenger", "title", "birthday", "external_ids", "wechat"];

/// The longest name of a person, in letters.
const LONGEST: usize = 40;

/// The values of a cell for a field that holds one; none where the cell has one.
pub(super) fn values(field: &Field, cell: &str) -> Option<Vec<String>> {
    if !SINGLE.contains(&field.name) {
        return None;
    }
    let is_marked = cell.contains(MARK);
    if !is_marked && !cell.contains([';', '；', '、', '|', '\n']) {
        return None;
    }
    let parts: Vec<String> = if is_marked {
        cell.split(MARK).map(|part| part.trim().to_owned()).collect()
    } else {
        split_list(cell)
    };
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    // What has a query, or names somebody in a program, may have any sign in it.
    let is_one = |part: &String| match field.name {
        "email" => part.contains('@'),
        "phone" => part.chars().filter(char::is_ascii_digit).count() >= DIGITS,
        _ => is_marked,
    };
    (parts.len() > 1 && parts.iter().all(is_one)).then_some(parts)
}

/// The people in the name of one.
pub(super) enum People {
    One,
    /// Several, each a person by itself.
    Each(Vec<String>),
    /// Several, and other cells of the row that may be of any of them.
    Unclear,
}

pub(super) fn people(draft: &Draft) -> People {
    if draft.entry.kind != Kind::Contact {
        return People::One;
    }
    let name = draft.entry.title();
    if !name.contains([';', '；', '、', '|', '\n']) {
        return People::One;
    }
    let names = split_list(&name);
    let is_name = |name: &String| {
        name.chars().any(char::is_alphabetic)
            && name.chars().count() <= LONGEST
            && !name.chars().any(|letter| letter.is_ascii_digit() || letter == '@')
    };
    if names.len() < 2 || !names.iter().all(is_name) {
        return People::One;
    }
    let is_own =
        |field: &&str| draft.entry.kind.position(field).is_some() && !draft.entry.get(field).is_empty();
    if OF_ONE.iter().any(is_own) { People::Unclear } else { People::Each(names) }
}

/// The row as that of one of its people.
pub(super) fn named(draft: &Draft, name: &str) -> Draft {
    let mut own = draft.clone();
    own.entry.set("name", Value::Text(name.to_owned()));
    own
}
