//! The unified social credit code, by which the Chinese state knows every company (GB 32100-2015).

use super::fold::fold_code;

/// The digits of a code: no I, O, S, V, Z, which look like others.
const DIGITS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// How many digits a code has; the last one checks the others.
const LENGTH: usize = 18;

/// The system that stands before a code where it is one external id among others.
pub const SYSTEM: &str = "uscc";

/// Whether a text is a code whose last digit fits the others, in whatever case and width.
///
/// ```
/// use acct::domain::credit_code::is_credit_code;
/// assert!(is_credit_code("91310000MA1FAKE015"));
/// assert!(!is_credit_code("91310000MA1FAKE016"));
/// ```
#[must_use]
pub fn is_credit_code(text: &str) -> bool {
    flaw(text).is_none()
}

/// Why a text is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It has not 18 of the digits that codes have.
    Form,
    /// The last digit does not fit the others.
    CheckDigit,
}

/// Why a text is no code, in whatever case and width; nothing for one that is.
#[must_use]
pub fn flaw(text: &str) -> Option<Flaw> {
    let code = fold_code(text).to_ascii_uppercase();
    let digits: Option<Vec<usize>> = code.chars().map(|letter| DIGITS.find(letter)).collect();
    match digits.as_deref() {
        Some(digits) if digits.len() == LENGTH => (!checked(digits)).then_some(Flaw::CheckDigit),
        _ => Some(Flaw::Form),
    }
}

/// The i-th digit weighs 3 to the power of i, modulo 31; all with the last one add up to a multiple of 31.
fn checked(digits: &[usize]) -> bool {
    let (mut weight, mut sum) = (1, 0);
    for digit in &digits[..LENGTH - 1] {
        sum += digit * weight;
        weight = weight * 3 % 31;
    }
    (sum + digits[LENGTH - 1]).is_multiple_of(31)
}

/// A code as an external id, by which its company is found; none for a text that is no code.
#[must_use]
pub fn as_external_id(text: &str) -> Option<String> {
    is_credit_code(text).then(|| format!("{SYSTEM}:{}", fold_code(text).to_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_told_from_other_numbers_by_its_last_digit() {
        for (text, expected) in [
            ("91310000MA1FAKE015", true),
            (" 91310000ma1fake015", true),
            ("９１３１００００ＭＡ１ＦＡＫＥ０１５", true),
            ("91310000MA1FAKE014", false),
            ("91310000MA1FAKE01", false),
            ("91310000MA1FAKEO15", false),
            ("11010519491231002X", false),
            ("-", false),
            ("", false),
        ] {
            assert_eq!(is_credit_code(text), expected, "{text}");
        }
    }

    #[test]
    fn a_code_is_wrong_in_its_form_or_in_its_last_digit() {
        for (text, expected) in [
            ("91310000MA1FAKE015", None),
            ("91310000ma1fake014", Some(Flaw::CheckDigit)),
            ("91310000MA1FAKE01", Some(Flaw::Form)),
            ("310000400000000", Some(Flaw::Form)),
        ] {
            assert_eq!(flaw(text), expected, "{text}");
        }
    }

    #[test]
    fn a_code_is_an_external_id_in_one_form() {
        assert_eq!(as_external_id(" 91310000ma1fake015 ").as_deref(), Some("uscc:91310000MA1FAKE015"));
        assert_eq!(as_external_id("000123"), None);
    }
}
