//! Parses the command line, and speaks the user's language when that ends in help or a usage error.

pub(crate) mod kinds;
mod missing;
mod nearby;
mod texts;
mod tree;
mod usage;

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

use acct::domain::language::Language;
use acct::playbook::labels::Labels;
use clap::{Command, CommandFactory, FromArgMatches};
use missing::Extent;
pub(crate) use missing::{ALONE, Missing, Unfinished, of_command};

use crate::cli::{Cli, GlobalArgs};
use crate::commands;
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
    given
        .or_else(|| variable("ACCT_LANG").filter(|code| Language::from_code(code).is_some()))
        .or_else(|| config.language.clone())
        .or_else(|| variable("LC_ALL"))
        .or_else(|| variable("LC_MESSAGES"))
        .or_else(|| variable("LANG"))
        .and_then(|code| Language::from_code(&code))
        .unwrap_or_default()
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// What `ACCT_LANG` says when that is no language of ours.
pub(crate) fn unknown_language() -> Option<String> {
    variable("ACCT_LANG").filter(|code| Language::from_code(code).is_none())
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

    /// What was wrong, in the user's language.
    pub(crate) fn message(&self) -> String {
        match self.language {
            Language::English => self.error.to_string(),
            Language::Chinese => {
                usage::told(&self.error).map_or_else(|| self.error.to_string(), |told| told.message)
            }
        }
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

/// A command line that was understood.
#[expect(clippy::large_enum_variant, reason = "there is one of them, and it is not copied")]
pub(crate) enum Line {
    Whole(commands::Command),
    Unfinished(Unfinished),
}

impl Line {
    /// Whether it can be told what it means with settings or a playbook that are broken.
    pub(crate) fn mends(&self) -> bool {
        matches!(self, Self::Whole(command) if command.mends())
    }
}

/// Parses the command line. Only where that ends in words, or arguments are missing, is the tree made in the user's
/// language.
pub(crate) fn parse(
    arguments: &[OsString],
    language: Language,
    labels: &Labels,
) -> Result<(GlobalArgs, Line), Ending> {
    let mut tree = Cli::command();
    if let Ok(matches) = tree.try_get_matches_from_mut(arguments)
        && Unfinished::of(&tree, &tree, &matches, arguments, Extent::Needed).is_none()
        && let Ok(Cli { global, command }) = Cli::from_arg_matches(&matches)
    {
        return Ok((global, Line::Whole(command)));
    }
    let width = Ui::speaking(language).width();
    let arguments = &nearby::help_as_option(arguments);
    parse_asking(&tree, arguments, language, labels).map_err(|mut error| {
        nearby::suggest(&mut error, &tree);
        Ending { error, language, width }
    })
}

/// Parses a command line that is in some way not as it should be.
fn parse_asking(
    tree: &Command,
    arguments: &[OsString],
    language: Language,
    labels: &Labels,
) -> Result<(GlobalArgs, Line), clap::Error> {
    let told = told(language, labels, Ui::speaking(language).width());
    let mut asking = missing::asking(told.clone(), language);
    let matches = asking.try_get_matches_from_mut(arguments)?;
    if let Some(unfinished) = Unfinished::of(tree, &told, &matches, arguments, Extent::Needed) {
        return Ok((GlobalArgs::from_arg_matches(&matches)?, Line::Unfinished(unfinished)));
    }
    let Cli { global, command } =
        Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut asking))?;
    Ok((global, Line::Whole(command)))
}

/// A command line with everything that it could still name.
pub(crate) fn extended(arguments: &[OsString], language: Language, labels: &Labels) -> Option<Unfinished> {
    let tree = Cli::command();
    let told = told(language, labels, u16::MAX);
    let matches = missing::asking(tree.clone(), language).try_get_matches_from(arguments).ok()?;
    Unfinished::of(&tree, &told, &matches, arguments, Extent::Every)
}

fn told(language: Language, labels: &Labels, width: u16) -> Command {
    match language {
        Language::English => Cli::command(),
        Language::Chinese => tree::chinese(Cli::command(), labels, width),
    }
}

/// The command tree with its texts in a language.
pub(crate) fn in_language(language: Language, labels: &Labels) -> Command {
    missing::asking(told(language, labels, u16::MAX), language)
}

#[cfg(test)]
mod tests;
