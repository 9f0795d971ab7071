//! Mistakes in the user's playbook, each told in both languages with its place, and why a playbook could not be had.

use std::fmt;

use serde::Serialize;

use super::places::Place;
use crate::domain::language::{Bilingual, Language, Text};

/// A text in both languages from two format strings over the same names.
macro_rules! both {
    ($english:literal, $chinese:literal $(, $fact:expr)* $(,)?) => {
        $crate::domain::language::Text {
            en: format!($english $(, $fact)*),
            zh: format!($chinese $(, $fact)*),
        }
    };
}
pub(super) use both;

/// What is wrong, before its place is known.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Complaint {
    pub message: Text,
    pub expected: Option<Text>,
    pub hint: Option<Text>,
}

impl From<Text> for Complaint {
    fn from(message: Text) -> Self {
        Self { message, expected: None, hint: None }
    }
}

impl Complaint {
    pub(super) fn expecting(mut self, expected: Text) -> Self {
        self.expected = Some(expected);
        self
    }

    pub(super) fn hinting(mut self, hint: Option<Text>) -> Self {
        self.hint = hint.or(self.hint);
        self
    }

    /// Adds "did you mean" where one of the known names is near to the one that was written.
    pub(super) fn near<'n>(self, written: &str, known: impl IntoIterator<Item = &'n str>) -> Self {
        let hint =
            nearest(written, known).map(|name| both!("did you mean \"{name}\"?", "是不是想写“{name}”？"));
        self.hinting(hint)
    }
}

/// The known name that a misspelt one most likely stands for.
pub(super) fn nearest<'n>(written: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    const NEAR_ENOUGH: f64 = 0.65;
    let written = written.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::normalized_damerau_levenshtein(&written, &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness >= NEAR_ENOUGH)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, name)| name)
}

/// One mistake in the user's playbook. Line and column count from 1; the column counts characters.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mistake {
    pub file: String,
    pub line: u64,
    pub column: u64,
    /// Where in the playbook: `tiers.dimensions.brand.weight`. Empty where the text is no YAML.
    pub path: String,
    pub message: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
}

impl Mistake {
    pub(super) fn new(file: &str, place: Place, path: String, complaint: Complaint) -> Self {
        Self {
            file: file.to_owned(),
            line: place.line,
            column: place.column,
            path,
            message: complaint.message,
            expected: complaint.expected,
            hint: complaint.hint,
        }
    }

    fn told(&self, language: Language) -> String {
        let Self { file, line, column, path, .. } = self;
        let message = self.message.get(language);
        let mut told = match (path.as_str(), language) {
            ("", _) => format!("{file}:{line}:{column}: {message}"),
            (path, Language::English) => format!("{file}:{line}:{column}: {path}: {message}"),
            (path, Language::Chinese) => format!("{file}:{line}:{column}: {path}：{message}"),
        };
        if let Some(expected) = &self.expected {
            let expected = expected.get(language);
            told += &crate::say!(language, "; expected {expected}", "；应为：{expected}");
        }
        if let Some(hint) = &self.hint {
            let hint = hint.get(language);
            told += &crate::say!(language, " ({hint})", "（{hint}）");
        }
        told
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.told(Language::English))
    }
}

impl std::error::Error for Mistake {}

impl Bilingual for Mistake {
    fn in_chinese(&self) -> String {
        self.told(Language::Chinese)
    }
}

/// Why a playbook could not be had.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaybookError {
    /// There is no such file.
    Missing { file: String },
    /// The file could not be read; the reason is the system's.
    Unreadable { file: String, reason: String },
    /// The file was read and is wrong, in as many places as could be found, in the order of the file.
    Mistaken { mistakes: Vec<Mistake> },
    /// What is built in does not fit together: a fault of the program.
    BuiltIn { reason: String },
}

impl PlaybookError {
    fn told(&self, language: Language) -> String {
        match self {
            Self::Missing { file } => {
                crate::say!(language, "there is no playbook at {file}", "找不到打法文件 {file}")
            }
            Self::Unreadable { file, reason } => crate::say!(
                language,
                "cannot read the playbook {file}: {reason}",
                "无法读取打法文件 {file}：{reason}"
            ),
            Self::Mistaken { mistakes } => {
                let lines: Vec<String> = mistakes.iter().map(|mistake| mistake.told(language)).collect();
                lines.join("\n")
            }
            Self::BuiltIn { reason } => {
                crate::say!(language, "the built-in playbook is broken: {reason}", "内置打法有误：{reason}")
            }
        }
    }
}

impl fmt::Display for PlaybookError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.told(Language::English))
    }
}

impl std::error::Error for PlaybookError {}

impl Bilingual for PlaybookError {
    fn in_chinese(&self) -> String {
        self.told(Language::Chinese)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistake() -> Mistake {
        let key = "wieght";
        let complaint = Complaint::from(both!("unknown key \"{key}\"", "不认识的键“{key}”"))
            .near(key, ["id", "weight", "label"]);
        let place = Place { line: 3, column: 7 };
        Mistake::new("mine.yaml", place, "tiers.dimensions.brand".to_owned(), complaint)
    }

    #[test]
    fn a_mistake_is_told_in_both_languages() {
        assert_eq!(
            mistake().to_string(),
            "mine.yaml:3:7: tiers.dimensions.brand: unknown key \"wieght\" (did you mean \"weight\"?)"
        );
        assert_eq!(
            mistake().in_chinese(),
            "mine.yaml:3:7: tiers.dimensions.brand：不认识的键“wieght”（是不是想写“weight”？）"
        );
    }

    #[test]
    fn nothing_is_suggested_for_a_name_that_is_near_to_none() {
        assert_eq!(nearest("colour", ["weight", "label"]), None);
        assert_eq!(nearest("Trend", ["trend", "self"]), Some("trend"));
    }

    #[test]
    fn an_error_tells_every_mistake_on_its_own_line() {
        let error = PlaybookError::Mistaken { mistakes: vec![mistake(), mistake()] };
        assert_eq!(error.to_string().lines().count(), 2);
    }
}
