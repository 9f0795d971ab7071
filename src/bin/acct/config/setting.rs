//! The settings there are, and what each accepts.

use std::path::{Path, PathBuf};

use acct::domain::date::Date;
use acct::domain::language::{Bilingual as _, Language, Text};
use acct::domain::money::Currency;
use acct::domain::number::parse_pointed;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

/// One setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    Db,
    Language,
    Currency,
    User,
    Playbook,
    /// The day of the exchange rates.
    RatesDate,
    /// What one unit of a currency is worth in that of the settings.
    Rate(Currency),
}

/// What the names of rates begin with.
const RATE: &str = "rate.";

impl Setting {
    /// Those of which there is one each; beside them every currency may have a rate.
    pub(crate) const ALL: &[Self] =
        &[Self::Db, Self::Language, Self::Currency, Self::User, Self::Playbook, Self::RatesDate];

    pub(crate) fn name(self) -> String {
        let name = match self {
            Self::Db => "db",
            Self::Language => "language",
            Self::Currency => "currency",
            Self::User => "user",
            Self::Playbook => "playbook",
            Self::RatesDate => "rates_date",
            Self::Rate(currency) => return format!("{RATE}{currency}"),
        };
        name.to_owned()
    }

    /// The names of all settings, for who looks for one.
    pub(crate) fn names() -> Vec<String> {
        Self::ALL.iter().copied().chain([Self::Rate(Currency::USD)]).map(Self::name).collect()
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        if let Some(code) = name.strip_prefix(RATE) {
            return code.parse().ok().map(Self::Rate);
        }
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
            Self::RatesDate => match value.parse::<Date>() {
                Ok(date) => Ok(date.to_string()),
                Err(_) => Err(Text {
                    en: format!("\"{value}\" is not a date such as 2026-03-01"),
                    zh: format!("“{value}”不是 2026-03-01 这样的日期"),
                }),
            },
            Self::Rate(_) => match parse_pointed(value) {
                Ok(rate) if rate.is_positive() => Ok(rate.to_string()),
                Ok(_) => Err(text("a rate is more than 0", "汇率必须大于 0")),
                Err(error) => Err(Text { en: error.to_string(), zh: error.in_chinese() }),
            },
            Self::User if value.chars().any(char::is_control) => {
                Err(text("a name has one line and no control characters", "姓名只能是一行，且不含控制字符"))
            }
            Self::User => Ok(value.to_owned()),
        }
    }
}

/// Reads the name of a setting on the command line.
#[derive(Clone)]
pub(crate) struct SettingParser;

impl TypedValueParser for SettingParser {
    type Value = Setting;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<Setting, clap::Error> {
        let name = value.to_string_lossy();
        if let Some(setting) = Setting::named(&name) {
            return Ok(setting);
        }
        if name.starts_with(RATE) {
            let rate = |name: &str| name.trim_start_matches(RATE).parse::<Currency>().map(Setting::Rate);
            return rate.parse_ref(command, argument, value);
        }
        let refused = PossibleValuesParser::new(Setting::names());
        refused.map(|_| Setting::Db).parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Setting::names().into_iter().map(PossibleValue::new)))
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
