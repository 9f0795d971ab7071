//! Text that a spreadsheet would take for a formula, or a reader for nothing: guarded on the way out, bare again on the way in.

use std::borrow::Cow;

/// What people and programs write into a cell where there is nothing to write.
const NOTHING: &[&str] = &[
    "null", "(null)", "\\n", "n/a", "#n/a", "n.a.", "nan", "-", "--", "—", "——", "–", "/", "无", "暂无",
    "不详", "#ref!", "#value!", "#div/0!", "#name?", "#num!", "#null!",
];

/// Words for nothing where no name can stand; of a name they may be all there is.
const LITTLE: &[&str] = &["none", "na", "無", "没有", "沒有"];

/// A leading apostrophe for what would be taken for a formula or for nothing, and for what looks guarded already, so that
/// [`unguard`] always gives the text back.
#[must_use]
pub fn guard(text: String) -> String {
    match guarded(&text) {
        Cow::Owned(guarded) => guarded,
        Cow::Borrowed(_) => text,
    }
}

/// The same of a text that another one keeps.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_mistakable(text.trim_start_matches('\'')) || is_marked_code(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A leading apostrophe only where [`unguard`] would give another text back, or a reader take it for nothing: for files that
/// tell texts from formulas.
#[must_use]
pub fn guard_if_misread(text: String) -> String {
    if says_nothing(&text) || says_little(&text) || unguard(&text) != text {
        format!("'{text}")
    } else {
        text
    }
}

/// A leading apostrophe only for what would be taken for a formula, and not for what stands for nothing: for texts of files
/// that tell them from formulas, on their way to one that does not.
#[must_use]
pub fn guard_formula(text: String) -> String {
    if is_formula(&text) && !says_nothing(text.trim()) { format!("'{text}") } else { text }
}

/// The text without the apostrophe that guards it; any other text as it is.
#[must_use]
pub fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_mistakable(rest.trim_start_matches('\'')) || is_marked_code(text) => rest,
        _ => text,
    }
}

/// Whether a cell holds what stands for nothing: `N/A`, a dash, an error of a spreadsheet.
#[must_use]
pub fn says_nothing(cell: &str) -> bool {
    // Most cells begin with what none of these does.
    let begins_otherwise = |first: &u8| first.is_ascii_alphanumeric() && !first.eq_ignore_ascii_case(&b'n');
    cell.len() <= 9
        && !cell.as_bytes().first().is_some_and(begins_otherwise)
        && NOTHING.iter().any(|nothing| nothing.eq_ignore_ascii_case(cell))
}

/// Whether a cell holds a word that says that there is nothing, unless it stands in the place of a name.
#[must_use]
pub fn says_little(cell: &str) -> bool {
    cell.len() <= 6 && LITTLE.iter().any(|little| little.eq_ignore_ascii_case(cell))
}

fn is_mistakable(text: &str) -> bool {
    is_formula(text) || says_nothing(text) || says_little(text)
}

/// Whether an apostrophe keeps the zeros of a code, as people write it for a spreadsheet: `'000001`.
fn is_marked_code(text: &str) -> bool {
    let digits = text.trim_start_matches('\'');
    digits.len() < text.len() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a spreadsheet may take the text for a formula. Some take the full-width signs as well (OWASP, "CSV Injection").
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) && !is_plain_number(text)
}

/// A sign, digits, and perhaps a fraction and an exponent.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    digits.starts_with(|first: char| first.is_ascii_digit() || first == '.') && digits.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn no_text_is_a_formula() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+86 138", "'+86 138"),
            ("-x", "'-x"),
            ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("＝1", "'＝1"),
            ("-12.5", "-12.5"),
            ("+8613800138000", "+8613800138000"),
            ("-1e5", "-1e5"),
            ("-inf", "'-inf"),
            ("'quoted'", "'quoted'"),
            ("'=1", "''=1"),
            ("a=b", "a=b"),
            ("N/A", "'N/A"),
            ("None", "'None"),
            ("'无", "''无"),
            ("", ""),
        ];
        for (text, guarded) in cases {
            assert_eq!(guard(text.to_owned()), guarded, "{text:?}");
            assert_eq!(unguard(guarded), text, "{text:?}");
        }
    }

    #[test]
    fn a_text_of_a_spreadsheet_is_guarded_where_it_is_no_number_and_says_something() {
        for (text, guarded) in [
            ("=1+1", "'=1+1"),
            ("+86 138", "'+86 138"),
            ("@a", "'@a"),
            ("-12.5", "-12.5"),
            ("-", "-"),
            ("N/A", "N/A"),
            ("'=1", "'=1"),
            ("a", "a"),
        ] {
            assert_eq!(guard_formula(text.to_owned()), guarded);
        }
    }

    proptest! {
        #[test]
        fn a_guard_comes_off_again(text in "['=+@\\-\t\r0-9.eE a中]{0,6}") {
            let guarded = guard(text.clone());
            prop_assert_eq!(unguard(&guarded), text.as_str());
            prop_assert!(!is_formula(&guarded));
        }
    }
}
