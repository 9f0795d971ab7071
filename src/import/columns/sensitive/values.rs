//! Secrets by the values of a column whose name is harmless.

use super::Secret;
use crate::domain::credit_code::is_credit_code;
use crate::domain::date::Date;

/// How many card numbers there have to be before a column is taken for one of them: one digit in ten fits by chance.
const CARDS: usize = 3;

/// What the cells of a column hold; none for what is harmless. One identity number is enough, for hardly another number
/// has a province, a birthday and the right last digit. Of card numbers there have to be some, and little else.
#[must_use]
pub fn by_values<'c>(cells: impl IntoIterator<Item = &'c str>) -> Option<Secret> {
    let (mut filled, mut cards) = (0, 0);
    for cell in cells.into_iter().map(str::trim).filter(|cell| !cell.is_empty()) {
        filled += 1;
        if is_identity_number(cell) && !is_credit_code(cell) {
            return Some(Secret::Identity);
        }
        cards += usize::from(is_card_number(cell));
    }
    let is_full_of_cards = cards >= CARDS.min(filled) && cards * 5 >= filled * 4 && filled >= CARDS;
    is_full_of_cards.then_some(Secret::Card)
}

/// Whether a text is the number of a Chinese identity card (GB 11643): province, birthday, and a last digit that fits.
fn is_identity_number(text: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const LAST: &[u8; 11] = b"10X98765432";
    let number: Vec<u8> = text.bytes().filter(|byte| *byte != b' ').collect();
    let [digits @ .., last] = number.as_slice() else { return false };
    if digits.len() != WEIGHTS.len() || !digits.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let figures = |from: usize, to: usize| -> u32 {
        digits[from..to].iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
    };
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let fits = usize::try_from(sum % 11).is_ok_and(|rest| LAST[rest] == last.to_ascii_uppercase());
    let is_province =
        matches!(figures(0, 2), 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83);
    fits && is_province && is_birthday(figures(6, 10), figures(10, 12), figures(12, 14))
}

fn is_birthday(year: u32, month: u32, day: u32) -> bool {
    (1900..2100).contains(&year) && format!("{year}-{month:02}-{day:02}").parse::<Date>().is_ok()
}

/// Whether a text is the number of a payment card: the prefix and length of one of the large issuers, and a last digit
/// that fits (Luhn).
fn is_card_number(text: &str) -> bool {
    if !text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b' ' | b'-')) {
        return false;
    }
    let digits: Vec<u32> = text.chars().filter_map(|letter| letter.to_digit(10)).collect();
    let prefix = |length: usize| digits.iter().take(length).fold(0, |number, digit| number * 10 + digit);
    let is_issued = match digits.len() {
        13 => prefix(1) == 4,
        14 => matches!(prefix(2), 36 | 38),
        15 => matches!(prefix(2), 34 | 37),
        16 => {
            prefix(1) == 4
                || matches!(prefix(2), 51..=55 | 62 | 65 | 35)
                || matches!(prefix(4), 2221..=2720 | 6011)
        }
        17..=19 => prefix(2) == 62,
        _ => false,
    };
    is_issued && luhn(&digits)
}

/// From the right, each second digit counts twice; all add up to a multiple of ten.
fn luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match digit << (place % 2) {
            two @ 10.. => two - 9,
            one => one,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_identity_number_tells_what_a_column_holds() {
        assert_eq!(by_values(["", "无", "11010519491231002X"]), Some(Secret::Identity));
        assert_eq!(by_values(["440301199001010012"]), Some(Secret::Identity));
    }

    #[test]
    fn a_column_of_card_numbers_is_told_by_issuer_and_last_digit() {
        let cards = ["4111 1111 1111 1111", "5500-0000-0000-0004", "340000000000009", "6222020000000000008"];
        assert!(is_card_number(cards[0]) && is_card_number(cards[1]) && is_card_number(cards[2]));
        assert_eq!(by_values(cards[..3].iter().copied()), Some(Secret::Card));
        assert_eq!(by_values(["4111111111111111", "A-17", "A-18", "A-19"]), None);
    }

    #[test]
    fn credit_codes_phones_and_plain_numbers_are_harmless() {
        for cells in [
            &["91310000MA1FAKE015", "914403001922038216"][..],
            &["13800138000", "+86 138 0013 8000", "010-62511234"],
            &["123456789012345678", "202603011230450001", "100000000000000000"],
            &["4111111111111112", "4111111111111113", "4111111111111114"],
            &["110105194912310021", "110105194913310028"],
            &["", "", ""],
        ] {
            assert_eq!(by_values(cells.iter().copied()), None, "{cells:?}");
        }
    }
}
