//! What can be typed at a question in place of an answer: a slash and a letter, or the word for it, the same at each
//! question; and a question mark alone, for what these are.

use std::borrow::Cow;

use crate::domain::fold::fold;

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
    /// What can be done here.
    Help,
}

impl Command {
    pub const ALL: [Self; 8] = [
        Self::Skip,
        Self::Back,
        Self::Unknown,
        Self::Note,
        Self::Record,
        Self::Editor,
        Self::Quit,
        Self::Help,
    ];

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
            Self::Help => '?',
        }
    }

    #[must_use]
    pub fn of_letter(letter: char) -> Option<Self> {
        let letter = if letter == '？' { '?' } else { letter.to_ascii_lowercase() };
        Self::ALL.into_iter().find(|command| command.letter() == letter)
    }

    /// The command that a line is, if it is one: `/s`, `/skip`, `/跳过`. A Chinese keyboard types the slash as a pause mark
    /// or wide.
    #[must_use]
    pub fn of_line(line: &str) -> Option<Self> {
        match Typed::read(line) {
            Typed::Command(command) => Some(command),
            _ => None,
        }
    }

    /// The command of a word behind the slash: its letter or its name.
    fn named(word: &str) -> Option<Self> {
        let word = fold(word);
        let mut letters = word.chars();
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            return Self::of_letter(letter);
        }
        let word = word.replace([' ', '\'', '’', '_', '-'], "");
        Self::ALL.into_iter().find(|command| command.names().contains(&word.as_str()))
    }

    /// What it is called where it is written out, without spaces and apostrophes.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Skip => &["skip", "跳过", "略过"],
            Self::Back => &["back", "返回", "上一题", "上一项", "后退"],
            Self::Unknown => &["dontknow", "unknown", "不知道", "不清楚", "未知"],
            Self::Note => &["note", "备注"],
            Self::Record => &["record", "记录", "其他记录"],
            Self::Editor => &["editor", "edit", "编辑器", "编辑"],
            Self::Quit => &["quit", "exit", "退出"],
            Self::Help => &["help", "keys", "帮助", "按键"],
        }
    }

    /// What was typed into a line that held a text already: a command typed behind it alone, else the line.
    ///
    /// ```
    /// use acct::interview::Command;
    /// assert_eq!(Command::apart("Not decided/s", "Not decided"), "/s");
    /// assert_eq!(Command::apart("Not decided/跳过", "Not decided"), "/跳过");
    /// assert_eq!(Command::apart("Not decided yet", "Not decided"), "Not decided yet");
    /// assert_eq!(Command::apart("Ann/Bob", "Ann"), "Ann/Bob");
    /// ```
    #[must_use]
    pub fn apart<'l>(line: &'l str, present: &str) -> &'l str {
        let behind = line.trim().strip_prefix(present.trim()).map(str::trim).filter(|_| !present.is_empty());
        let is_command = |behind: &&str| match Typed::read(behind) {
            Typed::Command(_) => true,
            // A name may well be typed behind another one; a single letter is a slip of the finger.
            Typed::NoCommand(word) => word.chars().count() <= 1,
            Typed::Text(_) => false,
        };
        behind.filter(is_command).unwrap_or(line)
    }
}

/// What a line is where commands are heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed<'l> {
    Command(Command),
    /// A slash and a word that is no command, which is told and not taken for an answer.
    NoCommand(&'l str),
    /// An answer. One that begins with a slash is written with two.
    Text(Cow<'l, str>),
}

impl<'l> Typed<'l> {
    /// Tells commands from answers. What holds another slash, a figure or several words is an answer, as `/etc/passwd`.
    ///
    /// ```
    /// use acct::interview::{Command, Typed};
    /// assert_eq!(Typed::read("/back"), Typed::Command(Command::Back));
    /// assert_eq!(Typed::read("/xyz"), Typed::NoCommand("xyz"));
    /// assert_eq!(Typed::read("//xyz"), Typed::Text("/xyz".into()));
    /// ```
    #[must_use]
    pub fn read(line: &'l str) -> Self {
        if matches!(line.trim(), "?" | "？") {
            return Self::Command(Command::Help);
        }
        let Some(word) = line.trim().strip_prefix(is_slash) else { return Self::Text(Cow::Borrowed(line)) };
        if word.starts_with(is_slash) {
            return Self::Text(Cow::Borrowed(word));
        }
        let word = word.trim();
        if let Some(command) = Command::named(word) {
            return Self::Command(command);
        }
        // Behind a command nothing stands: what is meant by it is not clear.
        let first = word.split_whitespace().next().unwrap_or_default();
        let is_word = word.chars().all(char::is_alphabetic) || Command::named(first).is_some();
        if is_word { Self::NoCommand(word) } else { Self::Text(Cow::Borrowed(line)) }
    }
}

/// Whether a key begins a command.
fn is_slash(letter: char) -> bool {
    matches!(letter, '/' | '／' | '、')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slash_and_a_letter_or_a_name_are_a_command_whichever_keyboard_types_them() {
        for line in
            ["/s", " /S ", "、s", "／s", "/ s", "／ｓ", "/skip", "/Skip", "/跳过", "、跳过", "／ ｓｋｉｐ"]
        {
            assert_eq!(Command::of_line(line), Some(Command::Skip), "{line}");
        }
        for (line, command) in [
            ("/don't know", Command::Unknown),
            ("/不知道", Command::Unknown),
            ("/返回", Command::Back),
            ("/退出", Command::Quit),
            ("/备注", Command::Note),
            ("/编辑器", Command::Editor),
            ("/其他记录", Command::Record),
            ("?", Command::Help),
            (" ？ ", Command::Help),
            ("/?", Command::Help),
        ] {
            assert_eq!(Command::of_line(line), Some(command), "{line}");
        }
    }

    #[test]
    fn what_looks_like_a_command_is_no_answer_and_a_text_may_begin_with_a_slash() {
        for line in ["/x", "/", "/sk", "/save", "/保存", "/note ask Ms Li", "、x"] {
            assert!(matches!(Typed::read(line), Typed::NoCommand(_)), "{line}");
        }
        for line in ["s", "/etc/passwd", "1/2", "", "/24 subnets", "/product line A", "km/h", "why?", "??"] {
            assert_eq!(Typed::read(line), Typed::Text(line.into()), "{line}");
        }
        assert_eq!(Typed::read("//help"), Typed::Text("/help".into()));
        assert_eq!(Typed::read("、、顿号"), Typed::Text("、顿号".into()));
    }

    #[test]
    fn no_two_commands_share_a_letter_or_a_name() {
        for command in Command::ALL {
            assert_eq!(Command::of_letter(command.letter()), Some(command));
            assert!(command.names().iter().all(|name| Command::named(name) == Some(command)), "{command:?}");
        }
    }
}
