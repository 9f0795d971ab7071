//! Names of people as they are matched.

use super::plain::plain;
use super::words::stands_alone;

/// How people are addressed; no part of the name.
const ADDRESSES: &[&str] =
    &["mr", "mrs", "ms", "miss", "dr", "prof", "professor", "herr", "frau", "sir", "ing", "phd", "mba"];

/// The same in Chinese, behind the name. Longer ones stand before those they end with.
const CHINESE_ADDRESSES: &[&str] = &["先生", "女士", "小姐", "博士", "教授"];

/// A name as it is matched: without case, width, accents, address and spaces between Chinese characters, traditional
/// characters as simplified ones, the family name behind a comma put last.
///
/// ```
/// use acct::domain::person::person_key;
/// assert_eq!(person_key("Dr. Smith, John"), "john smith");
/// assert_eq!(person_key("陳　偉先生"), "陈伟");
/// ```
#[must_use]
pub fn person_key(name: &str) -> String {
    let key = match name.split_once([',', '，']) {
        Some((family, given)) if !given.trim().is_empty() => plain(&format!("{given} {family}"), &[]),
        _ => plain(name, &[]),
    };
    if key.chars().next().is_some_and(stands_alone) {
        let rest = CHINESE_ADDRESSES.iter().find_map(|address| key.strip_suffix(address));
        return match rest {
            Some(rest) if rest.chars().nth(1).is_some() => rest.to_owned(),
            _ => key,
        };
    }
    let words: Vec<&str> = key.split(' ').filter(|word| !ADDRESSES.contains(word)).collect();
    if words.is_empty() { key } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::person_key;

    #[test]
    fn how_a_person_is_addressed_does_not_matter() {
        for (name, key) in [
            ("Ann Example", "ann example"),
            ("EXAMPLE, Ann", "ann example"),
            ("Prof. Dr. Ánn  Example", "ann example"),
            ("Ann O'Example", "ann oexample"),
            ("王 小明", "王小明"),
            ("王小明女士", "王小明"),
            ("王女士", "王女士"),
            ("Mr", "mr"),
            ("", ""),
        ] {
            assert_eq!(person_key(name), key, "{name}");
        }
    }
}
