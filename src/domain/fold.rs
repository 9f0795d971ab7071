//! The form in which names are compared: width, case and spacing do not matter.

use unicode_normalization::UnicodeNormalization;

/// Folds a text for comparison: compatibility forms (full width, ligatures) become plain, letters
/// lower case, runs of white space one space, ends trimmed.
///
/// ```
/// use acct::domain::fold::fold;
/// assert_eq!(fold(" ＨＵＡＷＥＩ　Tech "), "huawei tech");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return collapse(&text.to_ascii_lowercase());
    }
    let plain: String = text.nfkc().flat_map(char::to_lowercase).nfkc().collect();
    collapse(&plain)
}

fn collapse(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn width_case_and_spacing_do_not_matter() {
        for (left, right) in [
            ("Huawei", "ＨＵＡＷＥＩ"),
            ("  A \t B ", "a b"),
            ("（中国）有限公司", "(中国)有限公司"),
            ("STRASSE", "strasse"),
            ("ﬁrm", "FIRM"),
        ] {
            assert_eq!(fold(left), fold(right));
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["İstanbul", "ǅ", "中　文", "Å", "ﬀ"] {
            assert_eq!(fold(&fold(text)), fold(text));
        }
    }
}
