//! Whole numbers in Chinese characters: `三百`, `一万二千`, `二〇〇八`.

const DIGITS: &[(char, i64)] = &[
    ('零', 0),
    ('〇', 0),
    ('○', 0),
    ('一', 1),
    ('二', 2),
    ('两', 2),
    ('兩', 2),
    ('三', 3),
    ('四', 4),
    ('五', 5),
    ('六', 6),
    ('七', 7),
    ('八', 8),
    ('九', 9),
];

/// The number that characters stand for, if they are nothing but one.
#[must_use]
pub fn chinese_integer(text: &str) -> Option<i64> {
    let digit = |letter: char| DIGITS.iter().find(|(known, _)| *known == letter).map(|(_, value)| *value);
    if text.chars().count() > 1 && text.chars().all(|letter| digit(letter).is_some()) {
        return text
            .chars()
            .filter_map(digit)
            .try_fold(0_i64, |sum, digit| sum.checked_mul(10)?.checked_add(digit));
    }
    let (mut total, mut section, mut number) = (0_i64, 0_i64, None::<i64>);
    for letter in text.chars() {
        let unit = match letter {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '万' | '萬' | '亿' | '億' => {
                let times = if matches!(letter, '万' | '萬') { 10_000 } else { 100_000_000 };
                let whole = section.checked_add(number.take().unwrap_or(0))?;
                total = total.checked_add(whole.checked_mul(times)?)?;
                section = 0;
                continue;
            }
            letter => {
                let digit = digit(letter)?;
                if number.is_some_and(|number| number > 0) {
                    return None;
                }
                number = Some(digit);
                continue;
            }
        };
        section = section.checked_add(number.take().unwrap_or(1).checked_mul(unit)?)?;
    }
    let sum = total.checked_add(section)?.checked_add(number.unwrap_or(0))?;
    (!text.is_empty()).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_characters_are_read() {
        for (text, number) in [
            ("三百", Some(300)),
            ("十二", Some(12)),
            ("一万二千", Some(12_000)),
            ("两千零八", Some(2008)),
            ("二〇〇八", Some(2008)),
            ("五百人", None),
            ("", None),
            ("三五十", None),
        ] {
            assert_eq!(chinese_integer(text), number, "{text}");
        }
    }
}
