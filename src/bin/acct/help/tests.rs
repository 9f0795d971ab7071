//! Every command and every argument has a help in both languages, and an example.

use std::collections::{BTreeMap, BTreeSet};

use super::texts::Texts;
use super::*;

/// What of the whole tree has no text, and the keys of `help_zh.yaml` that were used.
#[derive(Default)]
struct Walk {
    missing: Vec<String>,
    used: BTreeSet<String>,
    /// The English texts that each shared Chinese one stands for.
    shared: BTreeMap<String, BTreeSet<String>>,
}

impl Walk {
    fn command(&mut self, command: &Command, path: &str, texts: &Texts) {
        if command.get_about().is_none_or(|about| about.to_string().trim().is_empty()) {
            self.missing.push(format!("{path}: no help in English"));
        }
        let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        if !command.has_subcommands() && !after.contains("  acct ") {
            self.missing.push(format!("{path}: no example in after_help"));
        }
        if !after.is_empty() && texts.after(path, &after).is_none() {
            self.missing.push(format!("after: {path}: "));
        }
        self.need(&format!("commands: {path}"), texts.commands.contains_key(path));
        for argument in command.get_arguments() {
            self.argument(argument, path, texts);
        }
        for below in command.get_subcommands() {
            self.command(below, &format!("{path} {}", below.get_name()), texts);
        }
    }

    fn argument(&mut self, argument: &clap::Arg, path: &str, texts: &Texts) {
        let id = argument.get_id().as_str();
        let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
        if help.trim().is_empty() {
            self.missing.push(format!("{path} {id}: no help in English"));
        }
        if !id.starts_with("field.") {
            let own = format!("{path} {id}");
            if texts.arguments.contains_key(&own) {
                self.used.insert(own);
            } else {
                self.used.insert(id.to_owned());
                self.shared.entry(id.to_owned()).or_default().insert(help.clone());
            }
            if texts.argument(path, id).is_none() {
                self.missing.push(format!("arguments: {path} {id}: # {help}"));
            }
        }
        for name in argument
            .get_value_names()
            .unwrap_or_default()
            .iter()
            .filter(|_| argument.get_action().takes_values())
        {
            let own = format!("{path} {id}");
            if texts.placeholders.contains_key(&own) {
                self.used.insert(own);
            }
            self.need(&format!("placeholders: {name}"), texts.placeholders.contains_key(name.as_str()));
        }
        if let Some(heading) = argument.get_help_heading() {
            self.need(&format!("headings: {heading}"), texts.headings.contains_key(heading));
        }
    }

    fn need(&mut self, what: &str, there: bool) {
        self.used.insert(what.split_once(": ").map_or(what, |(_, key)| key).to_owned());
        if !there {
            self.missing.push(what.to_owned());
        }
    }
}

#[test]
fn every_command_and_argument_has_its_texts() {
    let texts = Texts::read();
    let mut walk = Walk::default();
    walk.command(&Cli::command(), "acct", &texts);
    let mut told = BTreeSet::new();
    walk.missing.retain(|missing| told.insert(missing.clone()));
    assert!(walk.missing.is_empty(), "{}", walk.missing.join("\n"));
}

#[test]
fn one_chinese_text_stands_for_one_english_one() {
    let mut walk = Walk::default();
    walk.command(&Cli::command(), "acct", &Texts::read());
    // English says these in several ways that mean the same.
    let alike = ["account", "filters", "force", "note", "person"];
    walk.shared.retain(|id, english| english.len() > 1 && !alike.contains(&id.as_str()));
    assert!(walk.shared.is_empty(), "give some of these a text for their command: {:#?}", walk.shared);
}

#[test]
fn no_chinese_text_is_left_of_what_is_gone() {
    let texts = Texts::read();
    let mut walk = Walk::default();
    walk.command(&Cli::command(), "acct", &texts);
    let of_every_command = ["help", "version"];
    let known = texts.commands.keys().chain(texts.arguments.keys()).chain(texts.placeholders.keys());
    let idle: Vec<&String> =
        known.filter(|key| !walk.used.contains(*key) && !of_every_command.contains(&key.as_str())).collect();
    assert!(idle.is_empty(), "{idle:?}");
}

/// The help of a command and of all below it.
fn helps(command: &mut Command, path: &str, shown: &mut Vec<(String, String)>) {
    shown.push((path.to_owned(), tree::finished(&command.render_help().ansi().to_string(), 80)));
    for below in command.get_subcommands_mut() {
        let path = format!("{path} {}", below.get_name());
        helps(below, &path, shown);
    }
}

#[test]
fn chinese_help_fits_and_leaves_no_english() {
    use acct::export::harmless;
    let mut tree = tree::chinese(Cli::command(), &Labels::default(), 80);
    tree.build();
    let mut shown = Vec::new();
    helps(&mut tree, "acct", &mut shown);
    for (path, help) in shown {
        let plain = anstream::adapter::strip_str(&help).to_string();
        assert_eq!(harmless(&plain), plain, "{path}");
        for english in [
            "Usage", "Options", "Commands", "Arguments", "[default", "[possible", "[env", "Print ", "Example",
        ] {
            assert!(!plain.contains(english), "{path}: {english}\n{plain}");
        }
        for line in plain.lines().filter(|line| !line.starts_with("  acct ")) {
            assert!(crate::output::width_of(line) <= 80, "{path}: {line}");
        }
    }
}
