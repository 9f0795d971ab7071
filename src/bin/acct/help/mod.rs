//! Parses the command line, and speaks the user's language when that ends in help or a usage error.

mod texts;
mod tree;
mod usage;

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

use acct::domain::language::Language;
use acct::playbook::labels::Labels;
use clap::{Command, CommandFactory, FromArgMatches};

use crate::cli::Cli;
use crate::config::Config;
use crate::ui::Ui;

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

/// An end in help, the version or a usage error.
pub(crate) struct Ending {
    error: clap::Error,
    language: Language,
    width: u16,
}

impl Ending {
    /// Whether something was wrong.
    pub(crate) fn is_error(&self) -> bool {
        self.error.use_stderr()
    }

    /// Tells it in the user's language and gives the exit code.
    pub(crate) fn report(&self) -> ExitCode {
        // Nothing is left to tell when even this cannot be written.
        let _ = match self.language {
            Language::English => self.error.print(),
            Language::Chinese => self.print_chinese(),
        };
        ExitCode::from(u8::try_from(self.error.exit_code()).unwrap_or(crate::failure::USAGE))
    }

    fn print_chinese(&self) -> std::io::Result<()> {
        use clap::error::ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand};
        if let DisplayHelp | DisplayHelpOnMissingArgumentOrSubcommand = self.error.kind() {
            let help = tree::finished(&self.error.render().ansi().to_string(), self.width);
            if self.error.use_stderr() {
                return anstream::stderr().write_all(help.as_bytes());
            }
            return anstream::stdout().write_all(help.as_bytes());
        }
        let Some(told) = usage::told(&self.error) else { return self.error.print() };
        let ui = Ui::speaking(Language::Chinese);
        ui.error(format_args!("{}", told.message));
        for hint in &told.hints {
            ui.hint(format_args!("{hint}"));
        }
        if !told.usage.is_empty() {
            ui.status(format_args!("\n{}", told.usage.trim()));
        }
        Ok(())
    }
}

/// Parses the command line. Only where that ends in words are those made in the user's language.
pub(crate) fn parse(arguments: &[OsString], language: Language, labels: &Labels) -> Result<Cli, Ending> {
    let error = match parse_with(Cli::command(), arguments) {
        Ok(cli) => return Ok(cli),
        Err(error) => error,
    };
    let width = Ui::speaking(language).width();
    let error = match language {
        Language::English => error,
        Language::Chinese => {
            parse_with(tree::chinese(Cli::command(), labels, width), arguments).err().unwrap_or(error)
        }
    };
    Err(Ending { error, language, width })
}

fn parse_with(mut command: Command, arguments: &[OsString]) -> Result<Cli, clap::Error> {
    let matches = command.try_get_matches_from_mut(arguments)?;
    Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// The command tree with its texts in a language.
pub(crate) fn in_language(language: Language, labels: &Labels) -> Command {
    match language {
        Language::English => Cli::command(),
        Language::Chinese => tree::chinese(Cli::command(), labels, u16::MAX),
    }
}

#[cfg(test)]
mod tests;
