//! Values with words around them, as lists bring them: about so many, so many people, from so many to so many, and names
//! broken over lines.

use super::number::{NumberError, chinese_integer, half_width, parse_integer};
use super::parse::{Parsed, Reading, ValueError};
use super::record::{Field, Shape};
use super::value::Value;

/// Words that say a figure is only about right.
const ABOUT: &[&str] = &[
    "约为", "大约", "大約", "约", "約", "大概", "将近", "接近", "近", "左右", "上下", "~", "≈",
    "approximately", "approx.", "approx", "about", "around", "circa", "environ", "env.", "ca.", "c.",
];

/// Words for those who are counted.
const COUNTED: &[&str] = &[
    "名员工", "位员工", "员工", "人", "名", "位", "명", "personen", "personnes", "salariés", "employees",
    "employee", "people", "persons", "staff", "fte", "mitarbeiter",
];

/// Words by which a figure is one end of a range.
const BOUNDS: &[&str] = &[
    "不少于", "不低于", "不足", "不到", "少于", "小于", "低于", "超过", "大于", "多于", "高于", "至少",
    "最多", "及以上", "及以下", "以上", "以下", "以内", "余", "多", "超過", "少於", "餘", "+", "<=", ">=",
    "<", ">", "≤", "≥", "less than", "fewer than", "under", "below", "up to", "more than", "over", "above",
    "at least", "or more", "and more",
];

/// What stands between the two ends of a range.
const BETWEEN: &[&str] = &["-", "~", "—", "至", "到", " to "];

impl Field {
    /// Reads one value as [`Field::parse`] does, and what it refuses once more without the words around it: `约3亿` is 3亿,
    /// `300人` is 300, `(1,000)` is less than nothing, a line break in a name is a space. Of a range of people, `100-499`,
    /// `500+`, `少于50人`, it is the first number. How it was understood stands beside the value, and is to be told.
    ///
    /// # Errors
    /// As [`Field::parse`].
    pub fn parse_loosely(&self, text: &str, reading: &Reading) -> Result<Parsed, ValueError> {
        let refused = match self.parse(text, reading) {
            Ok(parsed) => return Ok(parsed),
            Err(refused) => refused,
        };
        let bare = match self.shape {
            Shape::Text => one_line(text),
            Shape::Integer { most: i64::MAX, .. } => count(text).map(|count| count.to_string()),
            Shape::Integer { .. } => marked(text).or_else(|| in_characters(&plain(text))),
            Shape::Year => in_characters(text.trim().trim_end_matches('年')),
            Shape::Number => bare_figure(text).or_else(|| marked(text)).or_else(|| self.weighed(text)),
            Shape::Money | Shape::Percent => bare_figure(text),
            _ => None,
        };
        let Some(bare) = bare else { return Err(refused) };
        let parsed = self.parse(&bare, reading).map_err(|error| match error {
            ValueError::Rule(rule) => ValueError::Rule(rule),
            _ => refused,
        })?;
        let understood_as = parsed.understood_as.or_else(|| shown(&parsed.value)).or(Some(bare));
        Ok(Parsed { understood_as, ..parsed })
    }
}

/// A number in Chinese characters in digits: `三百` is 300.
fn in_characters(text: &str) -> Option<String> {
    chinese_integer(text).map(|number| number.to_string())
}

impl Field {
    /// A weight in percent. Weights count beside each other, so that `20%` is 20.
    fn weighed(&self, text: &str) -> Option<String> {
        let bare = plain(text).strip_suffix('%')?.trim().to_owned();
        (self.name == "weight").then_some(bare)
    }
}

/// A figure without what it counts: marks, people.
fn marked(text: &str) -> Option<String> {
    const MARKS: &[&str] = &["分", "星", "级", "points", "point", "stars", "star", "/5"];
    let plain = plain(text);
    let bare = without(&plain, &[MARKS, COUNTED]);
    (bare != plain && !bare.is_empty()).then(|| bare.to_owned())
}

fn shown(value: &Value) -> Option<String> {
    match value {
        Value::Money(money) => Some(money.to_string()),
        _ => None,
    }
}

/// A name that was broken over lines to fit its cell.
fn one_line(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect();
    (words.len() > 1).then(|| words.join(" "))
}

/// A figure without "about", and one in brackets, as accountants write what is less than nothing, with its sign.
fn bare_figure(text: &str) -> Option<String> {
    let plain = plain(text);
    let bare = without(&plain, &[ABOUT]);
    let bare = in_brackets(bare).unwrap_or_else(|| bare.to_owned());
    (bare != plain && !bare.is_empty()).then_some(bare)
}

/// `(1,000)` and `USD (1,000)` with a minus before the figure; what holds no figure without its brackets.
fn in_brackets(text: &str) -> Option<String> {
    let (before, rest) = text.split_once('(')?;
    let (within, after) = rest.split_once(')')?;
    if !within.contains(|letter: char| letter.is_ascii_digit()) {
        // What it is in: `3000万(人民币)`.
        return Some(format!("{before} {within}{after}"));
    }
    let is_one = !format!("{before}{after}")
        .contains(|letter: char| letter.is_ascii_digit() || "()-".contains(letter));
    (is_one && within.starts_with(|letter: char| letter != '-')).then(|| format!("{before}-{within}{after}"))
}

/// How many there are, or of a range its first number. None of what can be read in two ways, such as `1-5万`.
fn count(text: &str) -> Option<i64> {
    const AROUND: &[&[&str]] = &[ABOUT, COUNTED, BOUNDS];
    let plain = plain(text);
    let bare = without(&plain, AROUND);
    if let Ok(number) = whole(bare) {
        return (bare != plain || bare.contains('.')).then_some(number);
    }
    if let Some(number) = chinese_integer(bare) {
        return Some(number);
    }
    let (first, last) = BETWEEN.iter().find_map(|mark| bare.split_once(mark))?;
    let (first, last) = (without(first, AROUND), without(last, AROUND));
    let has_unit = |text: &str| text.contains(char::is_alphabetic);
    let (least, most) = (whole(first).ok()?, whole(last).ok()?);
    (least <= most && has_unit(first) == has_unit(last)).then_some(least)
}

/// A whole number, of which points can only part the thousands: `1.200` is 1200.
fn whole(text: &str) -> Result<i64, NumberError> {
    match parse_integer(text) {
        Err(NumberError::Thousands { thousands, .. }) => parse_integer(&thousands),
        number => number,
    }
}

/// A text without the words that say a figure is only about right; none where there are none.
#[must_use]
pub(crate) fn without_about(text: &str) -> Option<String> {
    let written = half_width(text);
    let (written, lower) = (written.trim(), plain(text));
    let bare = without(&lower, &[ABOUT]);
    let start = lower.find(bare).filter(|_| bare.len() < lower.len() && lower.len() == written.len())?;
    Some(written.get(start..start + bare.len())?.to_owned())
}

fn plain(text: &str) -> String {
    half_width(text).trim().to_lowercase()
}

/// What is left between the words of lists, before it and after it.
fn without<'t>(text: &'t str, lists: &[&[&str]]) -> &'t str {
    let words = || lists.iter().copied().flatten();
    let mut bare = text.trim();
    while let Some(rest) =
        words().find_map(|word| bare.strip_prefix(word).or_else(|| bare.strip_suffix(word))).map(str::trim)
    {
        bare = rest;
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Date;
    use crate::domain::kind::Kind;
    use crate::domain::money::Currency;
    use crate::domain::parse::Identifiers;

    /// What a cell is understood as; `!` for what is refused.
    fn understood(field: &str, text: &str) -> String {
        let reading =
            Reading { today: Date::constant(2026, 3, 2), currency: Currency::CNY, words: &Identifiers };
        match Kind::Account.field(field).unwrap().parse_loosely(text, &reading) {
            Ok(parsed) => parsed.understood_as.unwrap_or_default(),
            Err(error) => format!("! {error}"),
        }
    }

    #[test]
    fn counted_people_are_read_with_the_words_around_them() {
        for (texts, number) in [
            (
                &[
                    "300人", "300 人", "约300", "~300", "～300", "approx. 300", "About 300", "ca. 300",
                    "300左右", "300+", "300人以上", "300+人", "300名员工", "300 employees", "超过300人",
                    "300余人", "少于300人", "<300", "300-499", "300-499人", "300~499人", "３００－４９９人",
                    "300人-499人", "300–499 employees", "300 to 499", "300至499人", "约300-499人", "約300人",
                    "300명", "env. 300 salariés",
                ][..],
                "300",
            ),
            (&["1,200名", "1,200-5,000", "1200—5000人", "1.200", "1.200人", "1.200-5.000"], "1200"),
            (&["约3万人", "3万-5万人", "3万人以上"], "30000"),
        ] {
            for text in texts {
                assert_eq!(understood("employees", text), number, "{text}");
            }
        }
    }

    #[test]
    fn what_is_no_count_or_more_than_one_stays_refused() {
        for text in [
            "many", "人", "约", "1-5万", "500-100", "12.5人", "50-10-2", "(5)", "300(2023)", "10-Nov", "约-5",
        ] {
            assert!(
                understood("employees", text).starts_with("! "),
                "{text}: {}",
                understood("employees", text)
            );
        }
        assert_eq!(understood("employees", "many"), "! \"many\" is not a number");
        assert_eq!(understood("employees", "300"), "");
    }

    #[test]
    fn amounts_are_read_without_about_and_brackets_are_a_minus() {
        for (text, amount) in [
            ("约3亿", "CNY 300,000,000"),
            ("约 USD 3m", "USD 3,000,000"),
            ("~$3m", "USD 3,000,000"),
            ("3亿元左右", "CNY 300,000,000"),
            ("3000万(人民币)", "CNY 30,000,000"),
            ("3000万（美元）", "USD 30,000,000"),
        ] {
            assert_eq!(understood("revenue", text), amount, "{text}");
        }
        for text in ["(1,000)", "（1,000）", "(USD 1,000)", "USD (1,000)", "($1,000)"] {
            let told = understood("revenue", text);
            assert!(told.contains("-1,000"), "{text}: {told}");
        }
        for text in ["约", "(abc)", "1,000 (2023)", "(-5)", "约很多"] {
            assert!(
                understood("revenue", text).ends_with("money"),
                "{text}: {}",
                understood("revenue", text)
            );
        }
    }

    #[test]
    fn a_name_broken_over_lines_is_one_line() {
        assert_eq!(understood("name", "Huawei\nTechnologies"), "Huawei Technologies");
        assert_eq!(understood("name", "Huawei \r\n\r\n Technologies"), "Huawei Technologies");
        assert_eq!(understood("city", "New\nYork"), "New York");
    }
}
