//! The form in which names are compared: width, case and spacing do not matter.

use unicode_normalization::UnicodeNormalization;

use super::words::stands_alone;

/// Folds a text for comparison: compatibility forms (full width, ligatures) become plain, letters
/// lower case, runs of white space one space, or none between Chinese characters, ends trimmed.
///
/// ```
/// use acct::domain::fold::fold;
/// assert_eq!(fold(" ＨＵＡＷＥＩ　Tech "), "huawei tech");
/// assert_eq!(fold("万  科Ａ"), "万科a");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() || text.chars().all(is_plain) {
        let lower = text.to_ascii_lowercase();
        return if is_collapsed(&lower) { lower } else { collapse(&lower) };
    }
    let plain: String = text.nfkc().flat_map(char::to_lowercase).nfkc().collect();
    collapse(&plain)
}

/// Folds an external id for comparison: the system before the colon as a name, the rest in its width alone, for in some
/// systems (15-character ids of Salesforce) the case of letters tells records apart. Without a system it is a name.
///
/// ```
/// use acct::domain::fold::fold_id;
/// assert_eq!(fold_id("SF：0015000000AbCdE"), "sf:0015000000AbCdE");
/// assert_eq!(fold_id("ERP-7"), "erp-7");
/// ```
#[must_use]
pub fn fold_id(id: &str) -> String {
    let plain: String = id.nfkc().collect();
    match plain.split_once(':') {
        Some((system, number)) => format!("{}:{}", fold(system), collapse(number)),
        None => fold(id),
    }
}

/// Folds the part of an external id behind its system: width and spacing do not matter, the case of letters does.
#[must_use]
pub fn fold_code(code: &str) -> String {
    collapse(&code.nfkc().collect::<String>())
}

/// Whether a letter beyond ASCII has no other form and no case, as nearly all Chinese characters: such a text needs no
/// normalisation, which is slow.
pub(super) fn is_plain(letter: char) -> bool {
    letter.is_ascii() || matches!(letter, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{E000}')
}

/// Whether a text whose white space is all ASCII has it in single spaces between words of ASCII.
fn is_collapsed(text: &str) -> bool {
    let bytes = text.as_bytes();
    if !text.is_ascii() && bytes.contains(&b' ') {
        return false;
    }
    !matches!((bytes.first(), bytes.last()), (Some(b' '), _) | (_, Some(b' ')))
        && !bytes.iter().any(|byte| matches!(byte, b'\t'..=b'\r'))
        && !bytes.windows(2).any(|pair| pair == b"  ")
}

fn collapse(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let is_within_chinese = folded.chars().next_back().is_some_and(stands_alone)
            && word.chars().next().is_some_and(stands_alone);
        if !folded.is_empty() && !is_within_chinese {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::fold;

    #[test]
    fn width_case_and_spacing_do_not_matter() {
        for (left, right) in [
            ("Huawei", "ＨＵＡＷＥＩ"),
            ("  A \t B ", "a b"),
            ("（中国）有限公司", "(中国)有限公司"),
            ("STRASSE", "strasse"),
            ("ﬁrm", "FIRM"),
            ("万  科Ａ", "万科A"),
        ] {
            assert_eq!(fold(left), fold(right));
        }
    }

    #[test]
    fn plain_letters_are_those_that_folding_leaves_alone() {
        for letter in (0..0x11_0000)
            .filter_map(char::from_u32)
            .filter(|letter| !letter.is_ascii() && super::is_plain(*letter))
        {
            let folded: String = letter.to_string().nfkc().flat_map(char::to_lowercase).nfkc().collect();
            assert_eq!(folded, letter.to_string());
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["İstanbul", "ǅ", "中　文", "中 a 文 文", "Å", "ﬀ"] {
            assert_eq!(fold(&fold(text)), fold(text));
        }
    }
}
