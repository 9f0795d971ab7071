//! The unified social credit code of Chinese organisations (GB 32100-2015).

/// What a code is written with; the place of a character is its value. I, O, S, V and Z look like digits or each other.
const CHARACTERS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Whether 18 characters are a code whose last one checks the others: with weights of 3 to the power of the place, the
/// sum is a multiple of 31 (GB 32100-2015, 4.6). Capitals alone are taken.
///
/// ```
/// use acct::domain::company::is_credit_code;
/// assert!(is_credit_code("91350100M000100Y43"));
/// assert!(!is_credit_code("91350100M000100Y44"));
/// ```
#[must_use]
pub fn is_credit_code(code: &str) -> bool {
    if code.len() != 18 {
        return false;
    }
    let (mut sum, mut weight) = (0, 1);
    for (place, letter) in code.bytes().enumerate() {
        let Some(value) = CHARACTERS.iter().position(|known| *known == letter) else { return false };
        // The character that checks counts for itself.
        sum += if place < 17 { value * weight } else { value };
        weight = weight * 3 % 31;
    }
    sum % 31 == 0
}

#[cfg(test)]
mod tests {
    use super::is_credit_code;

    #[test]
    fn one_wrong_or_swapped_character_is_found_out() {
        let code = "91350100M000100Y43";
        assert!(is_credit_code(code));
        for place in 0..18 {
            let mut wrong = code.as_bytes().to_vec();
            wrong[place] = if wrong[place] == b'7' { b'8' } else { b'7' };
            assert!(!is_credit_code(std::str::from_utf8(&wrong).unwrap()), "{place}");
        }
        for wrong in
            ["", "91350100m000100y43", "9135010M0000100Y43", "91350100M000100Y4", "91350100M000100YI3"]
        {
            assert!(!is_credit_code(wrong), "{wrong}");
        }
    }
}
