//! Scores as people and forms write them: `5 - Very satisfied`, `5分`, `非常满意`, stars.

use super::fold::fold;

/// Words for a satisfaction from 1 to 5, folded; the lowest first.
const WORDS: [&[&str]; 5] = [
    &[
        "very dissatisfied", "extremely dissatisfied", "very unsatisfied", "strongly disagree",
        "very unlikely", "extremely unlikely", "not at all likely", "非常不满意", "很不满意", "非常不同意",
        "非常不可能", "很不可能",
    ],
    &[
        "dissatisfied", "unsatisfied", "somewhat dissatisfied", "disagree", "unlikely", "不满意", "不太满意",
        "不同意", "不太可能",
    ],
    &[
        "neutral", "neither satisfied nor dissatisfied", "neither agree nor disagree", "average", "一般",
        "中立", "不确定",
    ],
    &[
        "satisfied", "somewhat satisfied", "agree", "likely", "满意", "比较满意", "较满意", "同意",
        "比较可能", "可能",
    ],
    &[
        "very satisfied", "extremely satisfied", "strongly agree", "very likely", "extremely likely",
        "非常满意", "很满意", "十分满意", "非常同意", "非常可能", "很可能",
    ],
];

/// The number in a score that words stand beside: in front, or in brackets at the end.
///
/// ```
/// use acct::domain::satisfaction::number_beside_words;
/// for text in ["5 - Very satisfied", "5分", "非常满意（5分）", "Very satisfied (5)", "5"] {
///     assert_eq!(number_beside_words(text), Some(5), "{text}");
/// }
/// for text in ["3.5", "3 or 4", "4–5", "1e1", "2x", "4½", "5 分钟", "4 - five"] {
///     assert_eq!(number_beside_words(text), None, "{text}");
/// }
/// ```
#[must_use]
pub fn number_beside_words(text: &str) -> Option<i64> {
    // Folding would make digits of a fraction or a raised number.
    let is_digit = |letter: char| letter.is_ascii_digit() || ('０'..='９').contains(&letter);
    if text.chars().any(|letter| letter.is_numeric() && !is_digit(letter)) {
        return None;
    }
    let folded = fold(text);
    let digits = |text: &str| -> Option<(i64, String)> {
        let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
        Some((
            text.get(..end).filter(|digits| digits.len() < 3)?.parse().ok()?,
            text[end..].trim().to_owned(),
        ))
    };
    if let Some((number, rest)) = digits(&folded) {
        return says_no_more(&rest).then_some(number);
    }
    let inner = folded.strip_suffix(')')?.rsplit_once('(')?.1;
    digits(inner)
        .filter(|(_, rest)| matches!(rest.as_str(), "" | "分" | "points" | "point"))
        .map(|(number, _)| number)
}

/// What a score is counted in, folded; longer ones stand before those they begin with.
const UNITS: &[&str] = &["points", "point", "pts", "stars", "star", "分", "星"];

/// Numbers in words: behind a dash they make a range.
const NUMBERS: &[&str] =
    &["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// Whether what stands behind a number says nothing but what the number means: a fraction, a range or a share is no score.
fn says_no_more(rest: &str) -> bool {
    if rest.contains(|letter: char| letter.is_numeric()) {
        return false;
    }
    let rest = UNITS.iter().find_map(|unit| rest.strip_prefix(unit)).unwrap_or(rest).trim();
    let words = rest.trim_start_matches(['-', '–', '—', ':', '：', '=', '(', ' ']);
    let is_marked = words.len() < rest.len();
    let words = words.trim_end_matches([')', ' ']);
    let is_number =
        NUMBERS.contains(&words) || words.chars().all(|letter| "一二三四五六七八九十".contains(letter));
    rest.is_empty()
        || WORDS.iter().any(|known| known.contains(&words))
        || is_marked && !is_number && words.starts_with(char::is_alphabetic)
}

/// The satisfaction from 1 to 5 that words or stars say.
///
/// ```
/// use acct::domain::satisfaction::in_words;
/// assert_eq!(in_words("非常满意"), Some(5));
/// assert_eq!(in_words("Dissatisfied"), Some(2));
/// assert_eq!(in_words("★★★☆☆"), Some(3));
/// assert_eq!(in_words("good"), None);
/// ```
#[must_use]
pub fn in_words(text: &str) -> Option<i64> {
    let text = text.trim();
    if !text.is_empty() && text.chars().all(|letter| matches!(letter, '★' | '☆' | '⭐')) {
        let stars = text.chars().filter(|letter| *letter != '☆').count();
        return i64::try_from(stars).ok().filter(|stars| (1..=5).contains(stars));
    }
    let folded = fold(text);
    let place = WORDS.iter().position(|words| words.contains(&folded.as_str()))?;
    i64::try_from(place + 1).ok()
}
