//! The settings there are, and what each accepts.

use std::path::{Path, PathBuf};

use acct::domain::language::{Bilingual as _, Language, Text};
use acct::domain::money::Currency;
use clap::ValueEnum;

/// One setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Setting {
    Db,
    Language,
    Currency,
    User,
    Playbook,
}

impl Setting {
    pub(crate) const ALL: &[Self] = &[Self::Db, Self::Language, Self::Currency, Self::User, Self::Playbook];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Db => "db",
            Self::Language => "language",
            Self::Currency => "currency",
            Self::User => "user",
            Self::Playbook => "playbook",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|setting| setting.name() == name)
    }

    /// What is set by a value in the settings file `path`: a language or a currency by its code, a path in full.
    pub(crate) fn read(self, value: &str, path: &Path) -> Result<String, Text> {
        let value = value.trim();
        if value.is_empty() {
            return Err(text("there is no value", "没有值"));
        }
        match self {
            Self::Db | Self::Playbook => {
                let folder = path.parent().unwrap_or(Path::new("."));
                Ok(folder.join(at_home(value)).to_string_lossy().into_owned())
            }
            Self::Language => match Language::from_code(value) {
                Some(language) => Ok(language.code().to_owned()),
                None => Err(Text {
                    en: format!("\"{value}\" is not a language; expected en or zh"),
                    zh: format!("“{value}”不是可选的语言，应为 en 或 zh"),
                }),
            },
            Self::Currency => match value.parse::<Currency>() {
                Ok(currency) => Ok(currency.code().to_owned()),
                Err(error) => Err(Text { en: error.to_string(), zh: error.in_chinese() }),
            },
            Self::User if value.chars().any(char::is_control) => {
                Err(text("a name has one line and no control characters", "姓名只能是一行，且不含控制字符"))
            }
            Self::User => Ok(value.to_owned()),
        }
    }
}

fn text(english: &str, chinese: &str) -> Text {
    Text { en: english.to_owned(), zh: chinese.to_owned() }
}

/// A path that begins with `~/` as one in the user's home folder, since no shell has done that.
fn at_home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}
