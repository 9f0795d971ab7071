//! The Chinese help texts, read from `help_zh.yaml` when a help or a usage error is asked for.

use std::collections::BTreeMap;

use serde::Deserialize;

const CHINESE: &str = include_str!("../help_zh.yaml");

/// What stands in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Texts {
    /// By the heading as clap prints it, without its colon.
    pub(super) headings: BTreeMap<String, String>,
    /// By the name of a value: `ACCOUNT`, `FILE`; or where that is not enough by the command's words and the argument's id.
    pub(super) placeholders: BTreeMap<String, String>,
    /// Names in examples.
    pub(super) examples: Vec<(String, String)>,
    /// What a command does, by its words: `acct account add`.
    pub(super) commands: BTreeMap<String, String>,
    /// What follows the help of a command, where that is more than examples.
    pub(super) after: BTreeMap<String, String>,
    /// What an argument is for, by its id, or where that is not the same everywhere by the command's words and its id.
    pub(super) arguments: BTreeMap<String, String>,
}

impl Texts {
    /// The texts; none where the file is broken, which a test rules out.
    pub(super) fn read() -> Self {
        serde_yaml::from_str(CHINESE).unwrap_or_default()
    }

    /// What an argument of a command is for.
    pub(super) fn argument(&self, path: &str, id: &str) -> Option<&str> {
        let own = self.arguments.get(&format!("{path} {id}"));
        own.or_else(|| self.arguments.get(id)).map(String::as_str)
    }

    /// The name of the value of an argument.
    pub(super) fn placeholder(&self, path: &str, id: &str, name: &str) -> Option<&str> {
        let own = self.placeholders.get(&format!("{path} {id}"));
        own.or_else(|| self.placeholders.get(name)).map(String::as_str)
    }

    /// What follows the help of a command: its own text, or the English one where that is nothing but examples.
    pub(super) fn after(&self, path: &str, english: &str) -> Option<String> {
        if let Some(own) = self.after.get(path) {
            return Some(own.clone());
        }
        let mut lines = Vec::new();
        for line in english.lines() {
            lines.push(match line {
                "Example:" | "Examples:" => "示例：".to_owned(),
                code if code.is_empty() || code.starts_with("  ") => self.example(code),
                _ => return None,
            });
        }
        Some(lines.join("\n"))
    }

    fn example(&self, line: &str) -> String {
        self.examples.iter().fold(line.to_owned(), |line, (english, chinese)| line.replace(english, chinese))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read() {
        let texts: Texts = serde_yaml::from_str(CHINESE).unwrap_or_else(|error| panic!("{error}"));
        assert!(!texts.commands.is_empty());
    }

    #[test]
    fn examples_are_told_without_a_text_of_their_own() {
        let texts = Texts {
            examples: vec![("Example Steel".to_owned(), "示例钢铁".to_owned())],
            ..Texts::default()
        };
        let told =
            texts.after("acct show", "Examples:\n  acct show \"Example Steel\"\n\nExample:\n  acct list");
        assert_eq!(told.as_deref(), Some("示例：\n  acct show \"示例钢铁\"\n\n示例：\n  acct list"));
        assert_eq!(texts.after("acct show", "Try it:\n  acct demo"), None);
    }
}
