//! Numbers of JSON that a computer's own would change: given to the parser as texts, so that they stay as they are written.

/// Whether a number has to stay as it is written: it has more digits than are kept, or ends in zeros that belong to a code (`1.10`).
pub(super) fn is_changed(number: &str) -> bool {
    let unsigned = number.strip_prefix('-').unwrap_or(number);
    if !unsigned.starts_with(|first: char| first.is_ascii_digit()) || unsigned.contains(['e', 'E', '+', '-'])
    {
        return false;
    }
    let Some((whole, fraction)) = unsigned.split_once('.') else {
        let is_canonical = unsigned == "0" || !unsigned.starts_with('0');
        return is_canonical
            && unsigned.len() > 18
            && number.parse::<i64>().is_err()
            && number.parse::<u64>().is_err();
    };
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let is_whole = whole == "0" || !whole.starts_with('0');
    // One zero is how programs write whole numbers, and three digits may be thousands.
    let is_usual = fraction == "0" || (fraction.len() == 3 && whole.len() <= 3);
    is_fraction
        && is_whole
        && !is_usual
        && number.parse::<f64>().is_ok_and(|float| float.to_string() != number)
}

/// A JSON text with such numbers as texts; as it is where it has none.
pub(super) fn kept(text: &str) -> std::borrow::Cow<'_, str> {
    let mut out: Option<String> = None;
    let (mut done, mut at) = (0, 0);
    let bytes = text.as_bytes();
    let mut is_text = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if is_text => at += 1,
            b'"' => is_text = !is_text,
            byte if !is_text && begins(*byte) => {
                let length = bytes[at..].iter().take_while(|byte| goes_on(**byte)).count();
                let number = &text[at..at + length];
                if is_changed(number) {
                    let out = out.get_or_insert_with(String::new);
                    out.push_str(&text[done..at]);
                    out.push('"');
                    out.push_str(number);
                    out.push('"');
                    done = at + length;
                }
                at += length - 1;
            }
            _ => {}
        }
        at += 1;
    }
    match out {
        Some(out) => (out + &text[done..]).into(),
        None => text.into(),
    }
}

/// Whether a number begins with a byte.
pub(super) fn begins(byte: u8) -> bool {
    byte == b'-' || byte.is_ascii_digit()
}

/// Whether a number has a byte.
pub(super) fn goes_on(byte: u8) -> bool {
    begins(byte) || matches!(byte, b'+' | b'.' | b'e' | b'E')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_that_would_be_changed_become_texts() {
        for (text, expected) in [
            (r#"{"a": 12345678901234567.89}"#, r#"{"a": "12345678901234567.89"}"#),
            ("[123456789012345678901,-1]", r#"["123456789012345678901",-1]"#),
            ("[1.10, 40.0, 0.125, 1e21, 1.100]", r#"["1.10", 40.0, 0.125, 1e21, 1.100]"#),
            (
                r#"{"a\"1.10": "1.10", "b": 0.30000000000000004}"#,
                r#"{"a\"1.10": "1.10", "b": 0.30000000000000004}"#,
            ),
            ("[18446744073709551615]", "[18446744073709551615]"),
            ("[0012.50, 1.2.30, -]", "[0012.50, 1.2.30, -]"),
        ] {
            assert_eq!(kept(text), expected);
        }
    }
}
