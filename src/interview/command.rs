//! What can be typed at a question in place of an answer: a slash and a letter, the same at each question.

/// A command at a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    Skip,
    Back,
    /// Asked, and nobody knows.
    Unknown,
    Note,
    /// Another record: add or change one, then come back to the question.
    Record,
    /// Write in the editor.
    Editor,
    Quit,
}

impl Command {
    pub const ALL: [Self; 7] =
        [Self::Skip, Self::Back, Self::Unknown, Self::Note, Self::Record, Self::Editor, Self::Quit];

    /// The letter after the slash.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Skip => 's',
            Self::Back => 'b',
            Self::Unknown => 'd',
            Self::Note => 'n',
            Self::Record => 'r',
            Self::Editor => 'e',
            Self::Quit => 'q',
        }
    }

    #[must_use]
    pub fn of_letter(letter: char) -> Option<Self> {
        let letter = letter.to_ascii_lowercase();
        Self::ALL.into_iter().find(|command| command.letter() == letter)
    }

    /// The command that a line is, if it is one: `/s`. A Chinese keyboard types the slash as a pause mark or wide.
    #[must_use]
    pub fn of_line(line: &str) -> Option<Self> {
        let mut letters = line.trim().strip_prefix(is_slash)?.trim_start().chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) => Self::of_letter(narrow(letter)),
            _ => None,
        }
    }

    /// What was typed into a line that held a text already: a command typed behind it alone, else the line.
    ///
    /// ```
    /// use acct::interview::Command;
    /// assert_eq!(Command::apart("Not decided/s", "Not decided"), "/s");
    /// assert_eq!(Command::apart("Not decided yet", "Not decided"), "Not decided yet");
    /// ```
    #[must_use]
    pub fn apart<'l>(line: &'l str, present: &str) -> &'l str {
        let behind = line.trim().strip_prefix(present.trim()).map(str::trim).filter(|_| !present.is_empty());
        behind.filter(|behind| !behind.is_empty() && Self::is_meant(behind)).unwrap_or(line)
    }

    /// Whether a line was meant as a command, known or not: a slash and one letter.
    #[must_use]
    pub fn is_meant(line: &str) -> bool {
        let rest = line.trim().strip_prefix(is_slash);
        rest.is_some_and(|rest| rest.chars().count() <= 1)
    }
}

/// Whether a key begins a command.
fn is_slash(letter: char) -> bool {
    matches!(letter, '/' | '／' | '、')
}

/// A wide letter as its narrow one.
fn narrow(letter: char) -> char {
    match letter {
        'ａ'..='ｚ' => char::from_u32(letter as u32 - 'ａ' as u32 + 'a' as u32).unwrap_or(letter),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slash_and_a_letter_are_a_command_whichever_keyboard_types_them() {
        for line in ["/s", " /S ", "、s", "／s", "/ s", "／ｓ"] {
            assert_eq!(Command::of_line(line), Some(Command::Skip), "{line}");
        }
        for line in ["s", "/sk", "/etc/passwd", "/", "/x", "1/2", ""] {
            assert_eq!(Command::of_line(line), None, "{line}");
        }
        assert!(Command::is_meant("/x") && Command::is_meant("/") && !Command::is_meant("/etc"));
    }

    #[test]
    fn no_two_commands_share_a_letter() {
        for command in Command::ALL {
            assert_eq!(Command::of_letter(command.letter()), Some(command));
        }
    }
}
