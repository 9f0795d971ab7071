//! Parses the command line, and speaks the user's language when that ends in help or a usage error.

use std::ffi::OsString;

use acct::domain::language::Language;
use acct::playbook::labels::Labels;
use clap::{CommandFactory, FromArgMatches};

use crate::cli::Cli;
use crate::config::Config;

/// The language before the command line is parsed: `--lang`, else `ACCT_LANG`, the settings, the locale.
pub(crate) fn language(arguments: &[OsString], config: &Config) -> Language {
    let mut given = None;
    let mut words = arguments.iter().skip(1).map(|argument| argument.to_string_lossy());
    while let Some(word) = words.next() {
        if word == "--" {
            break;
        }
        if let Some(code) = word.strip_prefix("--lang=") {
            given = Some(code.to_owned());
        } else if word == "--lang" {
            given = words.next().map(std::borrow::Cow::into_owned);
        }
    }
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    given
        .or_else(|| variable("ACCT_LANG"))
        .or_else(|| config.language.clone())
        .or_else(|| variable("LC_ALL"))
        .or_else(|| variable("LC_MESSAGES"))
        .or_else(|| variable("LANG"))
        .and_then(|code| Language::from_code(&code))
        .unwrap_or_default()
}

/// Parses the command line.
pub(crate) fn parse(arguments: &[OsString], _language: Language, _labels: &Labels) -> Result<Cli, clap::Error> {
    let mut command = Cli::command();
    let matches = command.try_get_matches_from_mut(arguments)?;
    Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}
