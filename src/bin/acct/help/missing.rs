//! What a command line leaves out, and how it would be written in full.

use std::ffi::OsString;

use acct::domain::kind::Kind;
use acct::domain::language::Language;
use acct::domain::shell::quoted;
use clap::{Arg, ArgMatches, Command};

/// A command line that lacks arguments.
#[derive(Clone, Debug)]
pub(crate) struct Unfinished {
    arguments: Vec<OsString>,
    /// The arguments that are there, as they were written, by what stands for them in the English help (`ACCOUNT`).
    pub(crate) given: Vec<(String, String)>,
    pub(crate) missing: Vec<Missing>,
    /// The command with a name in the place of each argument that is not there: `acct tier set 华为 TIER`.
    pub(crate) form: String,
}

/// What stands for a rival, which is meant at all accounts where nothing follows it, or for an account.
pub(crate) const ALONE: &str = "RIVAL_OR_ACCOUNT";

/// What stands for an industry, which is meant instead of an account where a flag says so.
const INDUSTRY: &str = "INDUSTRY";

/// Which arguments count as missing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Those without which the command cannot be run.
    Needed,
    /// Every one that was not given.
    Every,
}

/// An argument that is missing.
#[derive(Clone, Debug)]
pub(crate) struct Missing {
    /// What stands for it in the English help: `ACCOUNT`.
    pub(crate) placeholder: String,
    /// The same in the user's language.
    pub(crate) name: String,
    /// What it is for, in the user's language.
    pub(crate) help: String,
    /// The values that it takes, where those are counted.
    pub(crate) values: Vec<String>,
}

impl Unfinished {
    /// What `arguments` lack of the command that they name. `told` is `tree` in the user's language.
    pub(super) fn of(
        tree: &Command,
        told: &Command,
        matches: &ArgMatches,
        arguments: &[OsString],
        extent: Extent,
    ) -> Option<Self> {
        let (mut tree, mut told, mut matches) = (tree, told, matches);
        let mut form = vec![tree.get_name().to_owned()];
        while let Some((name, below)) = matches.subcommand() {
            (tree, told, matches) = (tree.find_subcommand(name)?, told.find_subcommand(name)?, below);
            form.push(name.to_owned());
        }
        let (mut given, mut missing) = (Vec::new(), Vec::new());
        for argument in tree.get_positionals() {
            let id = argument.get_id().as_str();
            let mut words = words(matches, id);
            // What was given as nothing is still to be given.
            if extent == Extent::Every {
                words.retain(|word| !word.trim().is_empty());
            }
            let told = told.get_positionals().find(|told| told.get_id() == argument.get_id())?;
            let is_missing =
                || extent == Extent::Every || is_needed(tree, argument, matches, &given, &missing);
            if words.is_empty() {
                let name = placeholder(told);
                if is_missing() {
                    form.push(name);
                    let is_of_industry = is_given(matches, "industry") && placeholder(argument) == "ACCOUNT";
                    let mut lacking = Missing::of(argument, told);
                    if is_of_industry {
                        INDUSTRY.clone_into(&mut lacking.placeholder);
                    }
                    missing.push(lacking);
                } else if !is_replaced(tree, argument, matches) {
                    form.push(format!("[{name}]"));
                }
            }
            form.extend(words.iter().map(|word| quoted(word)));
            given.extend(words.into_iter().map(|word| (placeholder(argument), word)));
        }
        let unfinished = Self { arguments: arguments.to_vec(), given, missing, form: form.join(" ") };
        (!unfinished.missing.is_empty()).then_some(unfinished)
    }

    /// The command line with the answers in the places of what is missing.
    pub(crate) fn with(&self, answers: impl IntoIterator<Item = String>) -> Vec<OsString> {
        let mut arguments = self.arguments.clone();
        // What is missing are the last arguments, and an answer that begins with a hyphen is no option.
        if !arguments.iter().any(|argument| argument == "--") {
            arguments.push("--".into());
        }
        arguments.extend(answers.into_iter().map(OsString::from));
        arguments
    }
}

impl Missing {
    fn of(argument: &Arg, told: &Arg) -> Self {
        let values = argument.get_possible_values();
        let help = told.get_help().map(ToString::to_string).unwrap_or_default();
        // Chinese help lists the values that a menu shows anyway.
        let help = if values.is_empty() { &help } else { help.split(" [").next().unwrap_or_default() };
        Self {
            placeholder: placeholder(argument),
            name: placeholder(told),
            help: help.to_owned(),
            values: values.iter().map(|value| value.get_name().to_owned()).collect(),
        }
    }
}

/// What an argument names within an account; its number alone (`#12`) stands for both.
fn is_within_an_account(argument: &Arg) -> bool {
    let placeholder = placeholder(argument);
    matches!(placeholder.as_str(), "PERSON" | "ENTRY") || of_command(&placeholder).is_some()
}

/// The kind of record of an account that stands for an argument and has a command of its own: `NEED`, `PLAN`.
pub(crate) fn of_command(placeholder: &str) -> Option<Kind> {
    let is_ours = |kind: &Kind| kind.belongs_to_account() && kind.command().is_some();
    Kind::named(&placeholder.to_lowercase()).filter(is_ours)
}

/// Whether a flag that takes no value was given.
fn is_given(matches: &ArgMatches, flag: &str) -> bool {
    matches!(matches.try_get_one::<bool>(flag), Ok(Some(true)))
}

/// Whether an argument that was not given is needed.
fn is_needed(
    command: &Command,
    argument: &Arg,
    matches: &ArgMatches,
    given: &[(String, String)],
    missing: &[Missing],
) -> bool {
    if argument.is_required_set() {
        return !is_replaced(command, argument, matches);
    }
    let is_whole = given.first().is_some_and(|(_, of)| crate::resolve::is_number(of));
    let is_alone = |placeholder: Option<&String>| placeholder.is_some_and(|name| name == ALONE);
    if is_alone(given.first().map(|(name, _)| name))
        || is_alone(missing.first().map(|missing| &missing.placeholder))
    {
        return false;
    }
    is_within_an_account(argument) && (!missing.is_empty() || !given.is_empty() && !is_whole)
}

/// Whether an option was given that stands for the argument: `--all` for an account.
fn is_replaced(command: &Command, argument: &Arg, matches: &ArgMatches) -> bool {
    let excludes = |one: &Arg, other: &Arg| {
        command.get_arg_conflicts_with(one).iter().any(|conflict| conflict.get_id() == other.get_id())
    };
    command
        .get_arguments()
        .filter(|other| other.get_id() != argument.get_id())
        .filter(|other| is_there(matches, other.get_id().as_str()))
        .any(|other| excludes(argument, other) || excludes(other, argument))
}

fn is_there(matches: &ArgMatches, id: &str) -> bool {
    matches.try_contains_id(id).unwrap_or_default()
        && matches.value_source(id) == Some(clap::parser::ValueSource::CommandLine)
}

fn words(matches: &ArgMatches, id: &str) -> Vec<String> {
    if !is_there(matches, id) {
        return Vec::new();
    }
    let raw = matches.try_get_raw(id).ok().flatten();
    raw.into_iter().flatten().map(|word| word.to_string_lossy().into_owned()).collect()
}

fn placeholder(argument: &Arg) -> String {
    let names = argument.get_value_names().unwrap_or_default();
    names.first().map_or_else(|| argument.get_id().to_string().to_uppercase(), ToString::to_string)
}

/// The tree in which nothing is required, as the missing is asked for; its help says so.
pub(super) fn asking(command: Command, language: Language) -> Command {
    let suffix = match language {
        Language::English => " (asked for when missing)",
        Language::Chinese => "（不写则询问）",
    };
    let command = command.mut_args(|argument| {
        if !argument.is_positional() || !(argument.is_required_set() || is_within_an_account(&argument)) {
            return argument;
        }
        let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
        argument.required(false).help(help + suffix)
    });
    let below: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    below
        .into_iter()
        .fold(command, |command, name| command.mut_subcommand(&name, |below| asking(below, language)))
}
