//! Text from outside, made safe to show: nothing in it moves the cursor, changes the order of letters, or hides.

use std::borrow::Cow;

const REPLACEMENT: char = '\u{FFFD}';

/// The text with U+FFFD for each control character but line feed and tab, each bidirectional control, and each other
/// letter that cannot be seen. A carriage return that belongs to a line feed is dropped. Copies only when it must.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|letter| is_hidden(letter) || is_joiner(letter)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let joins = is_joiner(letter) && shown.chars().next_back().is_some_and(takes_joiner);
        if letter == '\r' && letters.peek() == Some(&'\n') {
            continue;
        }
        shown.push(if is_hidden(letter) || is_joiner(letter) && !joins { REPLACEMENT } else { letter });
    }
    Cow::Owned(shown)
}

/// Whether the letter is a control, a bidirectional control or invisible. Line feed and tab are not.
pub(super) fn is_hidden(letter: char) -> bool {
    match letter {
        '\n' | '\t' | ' '..='~' => false,
        _ => letter.is_control() || is_bidirectional(letter) || is_invisible(letter),
    }
}

fn is_bidirectional(letter: char) -> bool {
    matches!(letter, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Format characters (Unicode category Cf), line and paragraph separators, and letters made to show nothing.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{00AD}'
            | '\u{034F}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Zero-width joiner and non-joiner: needed in emoji and in some scripts, a disguise anywhere else.
fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200C}' | '\u{200D}')
}

/// Arabic and Indic letters, and emoji.
fn takes_joiner(letter: char) -> bool {
    matches!(letter, '\u{0600}'..='\u{109F}' | '\u{1780}'..='\u{18AF}' | '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_hidden_becomes_visible() {
        let cases = [
            ("华为 Ω \t\n\"'|", "华为 Ω \t\n\"'|"),
            ("\u{1b}[31mred", "\u{fffd}[31mred"),
            ("bell\u{7}, del\u{7f}, csi\u{9b}2J", "bell\u{fffd}, del\u{fffd}, csi\u{fffd}2J"),
            ("over\rwrite", "over\u{fffd}write"),
            ("windows\r\nline", "windows\nline"),
            ("evil\u{202e}txt.exe", "evil\u{fffd}txt.exe"),
            ("a\u{2066}b\u{2069}c\u{200e}d\u{200f}e", "a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}e"),
            ("华\u{200b}为\u{feff}", "华\u{fffd}为\u{fffd}"),
            ("华\u{200d}为", "华\u{fffd}为"),
            ("👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}", "👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("tag\u{e0041}", "tag\u{fffd}"),
        ];
        for (text, shown) in cases {
            assert_eq!(harmless(text), shown, "{text:?}");
        }
    }

    #[test]
    fn clean_text_is_not_copied() {
        assert!(matches!(harmless("华为技术\n"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_left(text in any::<String>()) {
            let shown = harmless(&text);
            prop_assert!(!shown.chars().any(is_hidden));
            prop_assert_eq!(harmless(&shown), shown.as_ref());
        }
    }
}
