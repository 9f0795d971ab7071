//! The line of totals that people put below a table.

use crate::domain::formula::{says_nothing, unguard};
use crate::domain::kind::Kind;
use crate::domain::money::{Currency, Money};
use crate::domain::number::number_in;
use crate::import::columns::{Columns, Target};
use crate::import::row::StringRecord;
use crate::playbook::vocabulary::plain;

/// What stands where other rows name a company, as [`plain`] writes it.
const TOTALS: &[&str] = &[
    "合计", "总计", "共计", "小计", "累计", "total", "totals", "grandtotal", "subtotal", "sum", "总和",
    "総计", "합계", "gesamt", "summe",
];

/// Whether a row is one: its first cell that is not empty is such a word in place of the company, and all others are empty
/// or numbers.
pub(super) fn is_total(row: &StringRecord, columns: &Columns) -> bool {
    let mut filled =
        row.iter().map(|cell| unguard(cell).trim()).enumerate().filter(|(_, cell)| !cell.is_empty());
    let Some((place, word)) = filled.next() else { return false };
    if row.len() < 2 || !may_be_total(word) || !names_company(columns, place) {
        return false;
    }
    TOTALS.contains(&plain(word).as_str())
        && filled.all(|(_, cell)| is_figure(cell) || says_nothing(cell) || columns.is_blank(cell))
}

/// Whether it is worth a look: hardly a row is one, and an import reads a great many.
fn may_be_total(word: &str) -> bool {
    const LETTERS: &str = "合总總共小累総합tTsSgG";
    word.len() <= 20 && word.starts_with(|letter| LETTERS.contains(letter))
}

fn names_company(columns: &Columns, place: usize) -> bool {
    let wanted = if columns.kind == Kind::Account { "name" } else { "account" };
    let is_company = |target: &Target| matches!(target, Target::Field(field) if field.name == wanted);
    columns.targets.get(place).is_some_and(|targets| targets.iter().any(is_company))
}

fn is_figure(cell: &str) -> bool {
    number_in(cell).is_some() || Money::parse(cell, Currency::CNY).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_for_a_total_is_looked_at_and_plain() {
        for word in TOTALS {
            assert!(may_be_total(word) && may_be_total(&word.to_uppercase()), "{word}");
            assert_eq!(plain(word), *word);
        }
    }
}
