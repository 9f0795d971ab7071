//! The two languages that people read, and a text written in both.

use serde::{Deserialize, Serialize};

/// The language of everything that people read. Identifiers never change with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    #[default]
    English,
    Chinese,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The language a code or a locale names: `en`, `zh`, `zh_CN.UTF-8`, `zh-Hans`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let code = code.to_ascii_lowercase();
        match code.get(..2)? {
            "en" => Some(Self::English),
            "zh" => Some(Self::Chinese),
            _ => None,
        }
    }

    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }
}

/// One text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub en: String,
    pub zh: String,
}

impl Text {
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Chinese => &self.zh,
        }
    }
}

/// An English noun with its article: `an account`, `a need`.
#[must_use]
pub fn with_article(noun: &str) -> String {
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// An error that can be told in both languages. Its `Display` is the English one.
pub trait Bilingual: std::error::Error {
    fn in_chinese(&self) -> String;

    fn told_in(&self, language: Language) -> String {
        match language {
            Language::English => self.to_string(),
            Language::Chinese => self.in_chinese(),
        }
    }
}

/// What the system says in English alone.
impl Bilingual for std::io::Error {
    fn in_chinese(&self) -> String {
        use std::io::ErrorKind;
        let told = match self.kind() {
            ErrorKind::NotFound => "没有这个文件或文件夹",
            ErrorKind::PermissionDenied => "没有权限",
            ErrorKind::AlreadyExists => "已存在同名文件",
            ErrorKind::IsADirectory => "这是一个文件夹",
            ErrorKind::NotADirectory => "路径中有一部分不是文件夹",
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘空间不足",
            ErrorKind::ReadOnlyFilesystem => "磁盘为只读",
            ErrorKind::InvalidFilename => "文件名无效",
            ErrorKind::TimedOut => "等待超时",
            _ => return self.to_string(),
        };
        told.to_owned()
    }
}

/// Formats one of two texts: `say!(language, "Moved {name}.", "已移动{name}。")`.
#[macro_export]
macro_rules! say {
    ($language:expr, $english:literal, $chinese:literal $(, $argument:expr)* $(,)?) => {
        match $language {
            $crate::domain::language::Language::English => format!($english $(, $argument)*),
            $crate::domain::language::Language::Chinese => format!($chinese $(, $argument)*),
        }
    };
}

/// Declares an error enum whose every case is told in English and in Chinese.
///
/// ```
/// acct::failures! {
///     /// Why a weight was refused.
///     pub enum WeightError {
///         Negative { weight: i64 } => "weight {weight} is negative", "权重 {weight} 不能为负";
///     }
/// }
/// assert_eq!(WeightError::Negative { weight: -1 }.to_string(), "weight -1 is negative");
/// ```
#[macro_export]
macro_rules! failures {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$case_meta:meta])* $case:ident $({ $($field:ident : $type:ty),* $(,)? })? => $english:literal, $chinese:literal;)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name { $($(#[$case_meta])* $case $({ $($field: $type),* })?),* }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $(Self::$case $({ $($field),* })? => {
                        $($(let _ = $field;)*)?
                        write!(formatter, $english)
                    })*
                }
            }
        }

        impl std::error::Error for $name {}

        impl $crate::domain::language::Bilingual for $name {
            fn in_chinese(&self) -> String {
                match self {
                    $(Self::$case $({ $($field),* })? => {
                        $($(let _ = $field;)*)?
                        format!($chinese)
                    })*
                }
            }
        }
    };
}

/// Declares an error that is one of several others, told as that one tells itself.
#[macro_export]
macro_rules! failures_of {
    ($(#[$meta:meta])* pub enum $name:ident { $($case:ident($inner:ty)),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug)]
        pub enum $name { $($case($inner)),* }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self { $(Self::$case(inner) => std::fmt::Display::fmt(inner, formatter)),* }
            }
        }

        impl std::error::Error for $name {}

        impl $crate::domain::language::Bilingual for $name {
            fn in_chinese(&self) -> String {
                match self {
                    $(Self::$case(inner) => $crate::domain::language::Bilingual::in_chinese(inner)),*
                }
            }
        }

        $(impl From<$inner> for $name {
            fn from(inner: $inner) -> Self {
                Self::$case(inner)
            }
        })*
    };
}

/// A number of things in English: `1 account`, `503 accounts`.
pub fn count<N: std::fmt::Display + PartialEq + From<u8> + Copy>(
    number: N,
    one: &str,
    several: &str,
) -> String {
    format!("{number} {}", if number == N::from(1) { one } else { several })
}

/// How long ago a day was: `today`, `1 day ago`, `40 days ago`.
#[must_use]
pub fn days_ago(language: Language, days: i64) -> String {
    match (days, language) {
        (0, _) => pick(language, "today", "今天").to_owned(),
        (days, Language::English) => format!("{} ago", count(days, "day", "days")),
        (days, Language::Chinese) => format!("{days} 天前"),
    }
}

/// One of two fixed texts.
#[must_use]
pub const fn pick<'t>(language: Language, english: &'t str, chinese: &'t str) -> &'t str {
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_thing_is_singular() {
        let told = |number: usize| count(number, "reply", "replies");
        assert_eq!(
            [told(0), told(1), told(2), told(21)],
            ["0 replies", "1 reply", "2 replies", "21 replies"]
        );
        assert_eq!(count(-1_i64, "day", "days"), "-1 days");
    }
}
