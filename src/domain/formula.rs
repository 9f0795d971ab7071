//! Text that a spreadsheet would take for a formula: guarded on the way out, bare again on the way in.

/// A leading apostrophe for what a spreadsheet would take for a formula, and for what looks guarded already, so that
/// [`unguard`] always gives the text back.
#[must_use]
pub fn guard(text: String) -> String {
    if is_formula(text.trim_start_matches('\'')) { format!("'{text}") } else { text }
}

/// The text without the apostrophe that keeps spreadsheets from taking it for a formula; any other text as it is.
#[must_use]
pub fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
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
            ("", ""),
        ];
        for (text, guarded) in cases {
            assert_eq!(guard(text.to_owned()), guarded, "{text:?}");
            assert_eq!(unguard(guarded), text, "{text:?}");
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
