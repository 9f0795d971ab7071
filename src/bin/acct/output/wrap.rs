//! Text broken into lines that fit: at spaces, and between Chinese characters where punctuation allows it.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns that the widest line of the text takes.
pub(crate) fn width_of(text: &str) -> usize {
    text.split('\n').map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// The columns that the widest word takes, as far as it is no wider than `most`; a wider one counts as that.
pub(crate) fn width_of_word(text: &str, most: usize) -> usize {
    let (mut widest, mut word) = (0, 0);
    let mut before: Option<char> = None;
    for letter in text.chars() {
        if letter == '\n' || before.is_some_and(|before| breaks_between(before, letter)) {
            word = 0;
        }
        if letter != ' ' {
            word += letter.width().unwrap_or(0);
        }
        widest = word.max(widest);
        if widest >= most {
            return most;
        }
        before = Some(letter);
    }
    widest
}

/// The text with line breaks, so that no line is wider than `width` columns, or than one letter.
pub(crate) fn wrap(text: &str, width: usize) -> String {
    if width_of(text) <= width {
        return text.to_owned();
    }
    let mut lines: Vec<&str> = Vec::new();
    for line in text.split('\n') {
        let mut rest = line;
        while rest.width() > width {
            let end = line_end(rest, width);
            lines.push(rest[..end].trim_end());
            rest = rest[end..].trim_start();
        }
        if !rest.is_empty() || line.is_empty() {
            lines.push(rest);
        }
    }
    lines.join("\n")
}

/// The text after a mark, broken so that its further lines stand below its first.
pub(crate) fn hanging(mark: &str, text: &str, width: usize) -> String {
    let room = width.saturating_sub(width_of(mark)).max(1);
    let below = format!("\n{}", " ".repeat(width_of(mark)));
    format!("{mark}{}", wrap(text, room).replace('\n', &below))
}

/// A command on lines of its own below what it belongs to. One that is too wide goes on before a flag, as a shell reads it,
/// so that it can be copied.
pub(crate) fn command_below(command: &str, width: usize) -> String {
    const INDENT: usize = 4;
    const ON: &str = " \\";
    let room = width.saturating_sub(INDENT);
    if width_of(command) <= room {
        return format!("{}{command}", " ".repeat(INDENT));
    }
    let mut lines: Vec<String> = Vec::new();
    for part in flags(command) {
        let taken = |line: &String| width_of(line) + 1 + width_of(part) + width_of(ON);
        match lines.last_mut() {
            Some(line) if taken(line) <= room => line.extend([" ", part]),
            Some(_) => lines.push(format!("  {part}")),
            None => lines.push(part.to_owned()),
        }
    }
    let indent = " ".repeat(INDENT);
    format!("{indent}{}", lines.join(&format!("{ON}\n{indent}")))
}

/// The parts of a command: what stands before its flags, and each flag with its value.
fn flags(command: &str) -> Vec<&str> {
    let (mut parts, mut begin, mut quote) = (Vec::new(), 0, None);
    for (at, letter) in command.char_indices() {
        match (letter, quote) {
            ('\'' | '"', None) => quote = Some(letter),
            (letter, Some(open)) if letter == open => quote = None,
            (' ', None) if command.get(at..).is_some_and(|rest| rest.starts_with(" --")) => {
                parts.extend(command.get(begin..at));
                begin = at + 1;
            }
            _ => {}
        }
    }
    parts.extend(command.get(begin..));
    parts
}

/// Where the first line of a text that is too wide ends: after the last place to break, or else where it is full.
fn line_end(text: &str, width: usize) -> usize {
    let (mut taken, mut end, mut full) = (0, 0, 0);
    let mut before: Option<char> = None;
    for (at, letter) in text.char_indices() {
        if before.is_some_and(|before| breaks_between(before, letter)) {
            end = at;
        }
        taken += letter.width().unwrap_or(0);
        // A space at the end of a line needs no room.
        if taken > width && letter != ' ' {
            break;
        }
        full = at + letter.len_utf8();
        before = Some(letter);
    }
    let first = text.chars().next().map_or(0, char::len_utf8);
    if end > 0 { end } else { full.max(first) }
}

fn breaks_between(before: char, after: char) -> bool {
    if after == ' ' || after.width() == Some(0) || before == '\u{200D}' {
        return false;
    }
    before == ' ' || (is_wide(before) || is_wide(after)) && !opens(before) && !closes(after)
}

fn is_wide(letter: char) -> bool {
    letter.width() == Some(2)
}

/// Whether the letter must not end a line.
fn opens(letter: char) -> bool {
    "（《「『【〔〈“‘([{¥￥$＄#".contains(letter)
}

/// Whether the letter must not begin a line.
fn closes(letter: char) -> bool {
    "，。、；：！？）》」』】〕〉”’…—·％,.;:!?)]}%".contains(letter)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_break_where_people_break_them() {
        let cases = [
            ("short", 10, "short"),
            ("one two three", 8, "one two\nthree"),
            ("one two", 3, "one\ntwo"),
            ("unbreakable", 4, "unbr\neaka\nble"),
            ("华为技术有限公司", 7, "华为技\n术有限\n公司"),
            ("确认流程。下一步", 8, "确认流\n程。下一\n步"),
            ("关注（预算）", 6, "关注\n（预\n算）"),
            ("fiscal year，并确认", 12, "fiscal\nyear，并确认"),
            ("a\nb c d", 3, "a\nb c\nd"),
            ("华", 1, "华"),
            ("华为", 1, "华\n为"),
        ];
        for (text, width, lines) in cases {
            assert_eq!(wrap(text, width), lines, "{text:?} in {width}");
        }
    }

    #[test]
    fn further_lines_stand_below_the_first() {
        assert_eq!(hanging("  - ", "one two three", 9), "  - one\n    two\n    three");
        assert_eq!(hanging("预算：", "华为技术", 10), "预算：华为\n      技术");
    }

    #[test]
    fn a_command_goes_to_the_left_before_it_is_too_wide() {
        assert_eq!(command_below("acct next", 13), "    acct next");
        let told = command_below("acct log add '示例 --kind' TEXT --kind call --contact Ann", 34);
        assert_eq!(told, "    acct log add '示例 --kind' TEXT \\\n      --kind call --contact Ann");
        assert_eq!(command_below("acct 华为", 5), "    acct 华为", "without a flag it stays whole");
    }

    proptest! {
        #[test]
        fn lines_fit_and_nothing_but_space_is_lost(text in "[a-c ，（中文👍e\u{301}\n]{0,30}", width in 2usize..12) {
            let wrapped = wrap(&text, width);
            prop_assert!(width_of(&wrapped) <= width, "{wrapped:?}");
            let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&wrapped), letters(&text));
        }
    }
}
