//! The user's settings: a small YAML file, read by every command.

mod file;
mod setting;
mod yaml;

use std::path::{Path, PathBuf};

use acct::domain::date::Date;
use acct::domain::language::Language;
use acct::domain::money::{Currency, Rates};
use acct::domain::number::{Decimal, parse_pointed};
use anyhow::Context as _;
use etcetera::{AppStrategy, AppStrategyArgs, choose_app_strategy};

pub(crate) use file::{Kept, SettingsFile};
pub(crate) use setting::{Setting, SettingParser};

/// What the file says. Flags and environment win over it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Config {
    /// The file to work on.
    pub(crate) db: Option<PathBuf>,
    /// `en` or `zh`.
    pub(crate) language: Option<String>,
    /// The currency of amounts that name none.
    pub(crate) currency: Option<String>,
    /// Our person, for the history.
    pub(crate) user: Option<String>,
    /// The user's playbook.
    pub(crate) playbook: Option<PathBuf>,
    /// The day of the exchange rates.
    pub(crate) rates_date: Option<Date>,
    /// What one unit of other currencies is worth in `currency`, in the order of the file.
    pub(crate) rates: Vec<(Currency, Decimal)>,
}

/// Where the settings and, by default, the data are.
pub(crate) struct Places {
    pub(crate) config: PathBuf,
    pub(crate) data: PathBuf,
}

impl Places {
    pub(crate) fn find() -> anyhow::Result<Self> {
        let strategy = choose_app_strategy(AppStrategyArgs {
            top_level_domain: String::new(),
            author: String::new(),
            app_name: "acct".to_owned(),
        })
        .context("finding your home folder")?;
        let config = match std::env::var_os("ACCT_CONFIG") {
            Some(path) if !path.is_empty() => PathBuf::from(path),
            _ => strategy.config_dir().join("config.yaml"),
        };
        Ok(Self { config, data: strategy.data_dir().join("accounts.db") })
    }
}

impl Config {
    /// The exchange rates into a currency.
    pub(crate) fn rates_into(&self, base: Currency) -> Rates {
        Rates::new(base, self.rates_date, self.rates.iter().copied())
    }

    /// Reads the settings; there need not be any. What is wrong with them is told in `language`.
    pub(crate) fn read(path: &Path, language: Language) -> anyhow::Result<Self> {
        let mut config = Self::default();
        let Some(file) = SettingsFile::read(path, language)? else { return Ok(config) };
        for line in &file.lines {
            let Some(setting) = Setting::named(&line.key) else {
                return Err(file.unknown(line, language).into());
            };
            let Some(value) = line.value() else { continue };
            let value = setting.read(value, path).map_err(|reason| file.refused(line, &reason, language))?;
            match setting {
                Setting::Db => config.db = Some(value.into()),
                Setting::Language => config.language = Some(value),
                Setting::Currency => config.currency = Some(value),
                Setting::User => config.user = Some(value),
                Setting::Playbook => config.playbook = Some(value.into()),
                Setting::RatesDate => config.rates_date = value.parse().ok(),
                Setting::Rate(currency) => {
                    config.rates.extend(parse_pointed(&value).ok().map(|rate| (currency, rate)));
                }
            }
        }
        Ok(config)
    }
}

#[cfg(test)]
mod tests {
    use acct::domain::language::Language;

    use super::*;
    use crate::failure::Failure;

    fn read(text: &str) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.yaml");
        std::fs::write(&path, text).unwrap();
        Config::read(&path, Language::English).map_err(|error| {
            let failure = error.downcast_ref::<Failure>().unwrap();
            assert_eq!(failure.code, crate::failure::STORAGE);
            failure.message.replace(&format!("{}/", folder.path().display()), "")
        })
    }

    #[test]
    fn no_file_and_a_file_of_comments_set_nothing() {
        assert_eq!(
            Config::read(Path::new("/nowhere/config.yaml"), Language::English).unwrap(),
            Config::default()
        );
        for text in ["", "\u{feff}", "# language: zh\n", "user:\n", "{}\n"] {
            assert_eq!(read(text), Ok(Config::default()), "{text}");
        }
    }

    #[test]
    fn what_is_set_is_read_whatever_it_looks_like() {
        let config = read(
            "language: zh_CN # ours\ncurrency: 人民币\nuser: 007\nrates_date: 2026-03-01\nrate.USD: 7.1200\nrate.eur: '7.8'\n",
        )
        .unwrap();
        let rates = config.rates_into(Currency::CNY);
        let told: Vec<String> = rates.iter().map(|(of, rate)| format!("{of} {rate}")).collect();
        assert_eq!((told.join(", ").as_str(), rates.date()), ("EUR 7.8, USD 7.12", config.rates_date));
        assert!(config.rates_date.is_some());
        assert_eq!(config.language.as_deref(), Some("zh"));
        assert_eq!(config.currency.as_deref(), Some("CNY"));
        assert_eq!(config.user.as_deref(), Some("007"));
    }

    #[test]
    fn paths_are_relative_to_the_file_and_to_home() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.yaml");
        std::fs::write(&path, "db: data/accounts.db\nplaybook: ~/mine.yaml\n").unwrap();
        let config = Config::read(&path, Language::English).unwrap();
        assert_eq!(config.db, Some(folder.path().join("data/accounts.db")));
        assert_eq!(config.playbook, std::env::home_dir().map(|home| home.join("mine.yaml")));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (text, told) in [
            (
                "user: ann\nlanguage: german\n",
                "config.yaml:2:11: language: \"german\" is not a language; expected en or zh",
            ),
            (
                "currency: XX\n",
                "config.yaml:1:11: currency: \"XX\" is not a currency code such as CNY, USD or EUR",
            ),
            (
                "# mine\nlangage: zh\n",
                "config.yaml:2:1: there is no setting \"langage\"; expected one of db, language, currency, user, playbook, rates_date, rate.USD",
            ),
            ("rate.USD: 0\n", "config.yaml:1:11: rate.USD: a rate is more than 0"),
            (
                "rates_date: yesterday\n",
                "config.yaml:1:13: rates_date: \"yesterday\" is not a date such as 2026-03-01",
            ),
            ("user: [ann]\n", "config.yaml:1:7: user: expected one value"),
            ("user: ann\nuser: bob\n", "config.yaml:2:1: user is set twice"),
        ] {
            assert_eq!(read(text), Err(told.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_yaml_is_told_with_its_place() {
        for (text, place) in
            [("user: 'ann\n", "1:7"), ("user: ann\n  language: zh\n", "2:"), ("language：zh\n", "1:9")]
        {
            let told = read(text).unwrap_err();
            assert!(told.starts_with(&format!("config.yaml:{place}")), "{told}");
        }
    }
}
