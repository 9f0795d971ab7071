//! What a person most likely meant who wrote a word that is no command: the verb of a group, or `help`.

use std::ffi::{OsStr, OsString};

use acct::domain::likeness::{Among, likeness, worth_proposing};
use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Options of every command that take their value as the next word.
const WITH_VALUE: [&str; 5] = ["--db", "--lang", "--format", "--color", "--as-of"];

/// `acct help stage advance` as `acct stage advance --help`.
pub(super) fn help_as_option(arguments: &[OsString]) -> Vec<OsString> {
    let mut at = 1;
    while let Some(word) = arguments.get(at) {
        if word == OsStr::new("help") {
            let mut asked = arguments.to_vec();
            asked.remove(at);
            asked.push("--help".into());
            return asked;
        }
        if !word.to_string_lossy().starts_with('-') {
            break;
        }
        at += if WITH_VALUE.iter().any(|option| word == OsStr::new(option)) { 2 } else { 1 };
    }
    arguments.to_vec()
}

/// Names the verbs of groups that an unknown first word may stand for: `acct rename` is `acct account rename`.
pub(super) fn suggest(error: &mut clap::Error, tree: &Command) {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else { return };
    let is_first = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string().contains("acct [OPTIONS] <"),
        _ => false,
    };
    if error.kind() != ErrorKind::InvalidSubcommand || !is_first {
        return;
    }
    let verbs = verbs(tree, word);
    if !verbs.is_empty() {
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(verbs));
    }
}

/// The verbs of all groups that are called so, or else everything that is called nearly so.
fn verbs(tree: &Command, word: &str) -> Vec<String> {
    let mut known: Vec<(f64, String)> = Vec::new();
    for group in tree.get_subcommands() {
        known.push((likeness(group.get_name(), word), group.get_name().to_owned()));
        for verb in group.get_subcommands() {
            let name = format!("{} {}", group.get_name(), verb.get_name());
            known.push((likeness(verb.get_name(), word), name));
        }
    }
    if known.iter().any(|(likeness, _)| *likeness >= 1.0) {
        known.retain(|(likeness, _)| *likeness >= 1.0);
    }
    worth_proposing(known, Among::Commands).into_iter().take(5).collect()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::Cli;

    #[test]
    fn a_verb_without_its_group_is_known() {
        let tree = Cli::command();
        assert_eq!(verbs(&tree, "rename"), ["account rename"]);
        assert_eq!(verbs(&tree, "advance"), ["voice advance", "stage advance"]);
        assert_eq!(verbs(&tree, "why"), ["needs why", "tier why"]);
        assert!(verbs(&tree, "advanse").contains(&"stage advance".to_owned()));
        assert!(verbs(&tree, "acount").contains(&"account".to_owned()));
        assert!(verbs(&tree, "xyzzy").is_empty());
    }

    #[test]
    fn help_before_a_command_is_help_after_it() {
        let words = |line: &str| -> Vec<OsString> { line.split(' ').map(OsString::from).collect() };
        for (line, meant) in [
            ("acct help", "acct --help"),
            ("acct help stage advance", "acct stage advance --help"),
            ("acct --lang zh -q help stage", "acct --lang zh -q stage --help"),
            ("acct add help", "acct add help"),
            ("acct --db help list", "acct --db help list"),
        ] {
            assert_eq!(help_as_option(&words(line)), words(meant), "{line}");
        }
    }
}
