//! Habits of writing that say nothing about a value: texts put as formulas, words for nothing, wide digits, days as numbers.

use std::borrow::Cow;

use crate::domain::date::{Date, days_after};
use crate::domain::formula::says_little;
use crate::domain::record::{Field, Shape};
use crate::domain::satisfaction::number_beside_words;

/// The first and the last day that a number stands for in a column of dates: 1970 to 2099. No year is among them.
const DAYS: std::ops::RangeInclusive<i64> = 25_569..=73_050;

/// Two digits of a year up to here are of this century.
const THIS_CENTURY: u32 = 69;

/// The text of a cell like `="00123"`, by which programs keep the zeros of a code.
pub(super) fn without_formula(cell: &str) -> Option<&str> {
    let text = cell.strip_prefix("=\"")?.strip_suffix('"')?;
    (!text.contains('"')).then_some(text)
}

/// Whether a cell says that there is nothing, for a field in which the words mean nothing else.
pub(super) fn is_nothing(field: &Field, cell: &str) -> bool {
    let may_be = field.name != "name" && field.name != "account";
    let takes_words = matches!(
        field.shape,
        Shape::Text
            | Shape::Integer { .. }
            | Shape::Year
            | Shape::Number
            | Shape::Percent
            | Shape::Money
            | Shape::Date
            | Shape::Link(_)
    );
    says_little(cell) && may_be && takes_words
}

/// A cell as the field understands it, where people write it otherwise. In a spreadsheet a day may have lost its format.
pub(in crate::import) fn meant<'c>(field: &Field, cell: &'c str, of_spreadsheet: bool) -> Cow<'c, str> {
    match field.shape {
        Shape::Date => {
            let counted = if of_spreadsheet { counted_day(cell) } else { None };
            counted.or_else(|| with_century(cell)).map_or(Cow::Borrowed(cell), Cow::Owned)
        }
        Shape::Number if field.name == "score" && cell.chars().any(|letter| !letter.is_ascii_digit()) => {
            number_beside_words(cell).map_or(Cow::Borrowed(cell), |number| Cow::Owned(number.to_string()))
        }
        _ if field.name == "phone" && cell.chars().any(|letter| narrow(letter) != letter) => {
            Cow::Owned(cell.chars().map(narrow).collect())
        }
        _ => Cow::Borrowed(cell),
    }
}

/// The tags of a cell as lists have them: `* myContacts ::: VIP` of an address book, where a star marks what the program adds itself, and
/// `a,b` of the programs that profiles know.
pub(super) fn tags(cell: &str, is_of_program: bool) -> Cow<'_, str> {
    if cell.contains(":::") {
        let each = cell.split(":::").map(str::trim).filter(|tag| !tag.is_empty() && *tag != "* myContacts");
        return Cow::Owned(each.map(|tag| tag.trim_start_matches("* ")).collect::<Vec<_>>().join("; "));
    }
    if is_of_program && cell.contains(',') && !cell.contains(';') {
        return Cow::Owned(cell.replace(',', ";"));
    }
    Cow::Borrowed(cell)
}

/// Whether a number was written with an exponent, as spreadsheets do with long ones, so that its last digits are lost.
pub(super) fn has_exponent(cell: &str) -> bool {
    let Some((number, power)) = cell.split_once(['e', 'E']) else { return false };
    number.contains('.')
        && number.parse::<f64>().is_ok()
        && power.trim_start_matches('+').parse::<u8>().is_ok()
}

/// Whether a share is written as a fraction: `0.4`.
pub(super) fn is_fraction(cell: &str) -> bool {
    cell.parse::<f64>().is_ok_and(|number| number > 0.0 && number < 1.0)
}

fn narrow(letter: char) -> char {
    match letter {
        '０'..='９' | '＋' | '－' | '（' | '）' | '．' | '／' => {
            char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter)
        }
        '　' => ' ',
        letter => letter,
    }
}

/// `46023` as the day that spreadsheets mean by it.
fn counted_day(cell: &str) -> Option<String> {
    let is_number = cell.len() == 5 && cell.bytes().all(|byte| byte.is_ascii_digit());
    let days = cell.parse::<i64>().ok().filter(|days| is_number && DAYS.contains(days))?;
    let first: Date = "1899-12-30".parse().ok()?;
    days_after(first, days).map(|date| date.to_string())
}

/// `03-Apr-26` with its century.
fn with_century(cell: &str) -> Option<String> {
    let mut parts = cell.split(['-', ' ', '/']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_number =
        |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_word = month.len() >= 3 && month.chars().all(|letter| letter.is_ascii_alphabetic());
    if parts.next().is_some() || !is_number(day) || !is_word || year.len() != 2 || !is_number(year) {
        return None;
    }
    let number: u32 = year.parse().ok()?;
    let century = if number <= THIS_CENTURY { 20 } else { 19 };
    Some(format!("{day} {month} {century}{year}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;

    #[test]
    fn what_people_and_programs_write_is_understood() {
        assert_eq!(without_formula("=\"00123\""), Some("00123"));
        assert_eq!(without_formula("=A1&\"x\""), None);
        assert_eq!(tags("* myContacts ::: VIP ::: * East", false), "VIP; East");
        assert_eq!((tags("a,b", true).as_ref(), tags("a,b", false).as_ref()), ("a;b", "a,b"));
        let field = |kind: Kind, name| kind.field(name).unwrap();
        for (field, cell, expected) in [
            (field(Kind::Account, "phone"), "０２１－５５５５　０１", "021-5555 01"),
            (field(Kind::Interaction, "date"), "46023", "2026-01-01"),
            (field(Kind::Interaction, "date"), "03-Apr-26", "03 Apr 2026"),
            (field(Kind::Interaction, "date"), "2026", "2026"),
            (field(Kind::Account, "city"), "０１", "０１"),
            (field(Kind::SurveyAnswer, "score"), "5分", "5"),
            (field(Kind::SurveyAnswer, "score"), "4.5", "4.5"),
        ] {
            assert_eq!(meant(field, cell, true), expected);
        }
        assert_eq!(meant(field(Kind::Interaction, "date"), "46023", false), "46023");
        for (name, is_it) in [("city", true), ("employees", true), ("name", false)] {
            assert_eq!(is_nothing(field(Kind::Account, name), "None"), is_it, "{name}");
        }
        assert!(!is_nothing(field(Kind::Contact, "name"), "NA"));
        for (cell, is_it) in
            [("1.38E+10", true), ("1.3800138E10", true), ("13800138000", false), ("E10", false)]
        {
            assert_eq!(has_exponent(cell), is_it, "{cell}");
        }
        assert!(is_fraction("0.4") && !is_fraction("40") && !is_fraction("40%"));
    }
}
