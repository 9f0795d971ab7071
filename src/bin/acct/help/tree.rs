//! The command tree with Chinese texts, and the rendered help where clap leaves English in it.

use acct::domain::language::Language;
use acct::playbook::labels::Labels;
use clap::{Arg, ArgAction, Command};

use super::kinds;
use super::texts::Texts;
use crate::output::{width_of, wrap};

/// Columns that help takes at most, as clap has it.
const WIDEST: u16 = 100;

/// The tree with its texts in Chinese.
pub(super) fn chinese(command: Command, labels: &Labels, width: u16) -> Command {
    let texts = Texts::read();
    let path = command.get_name().to_owned();
    let command = command.disable_version_flag(true).arg(
        Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version)
            .help(told(texts.argument(&path, "version"))),
    );
    translated(command.term_width(usize::from(width.min(WIDEST))), &path, &texts, labels)
}

fn told(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

fn translated(command: Command, path: &str, texts: &Texts, labels: &Labels) -> Command {
    let mut command = command;
    if let Some(about) = texts.commands.get(path) {
        command = command.about(about.clone()).long_about(None);
    }
    let after = command.get_after_help().map(ToString::to_string);
    if let Some(after) = after.and_then(|english| texts.after(path, &english)) {
        command = command.after_help(after);
    }
    command = command.mut_args(|argument| translated_argument(argument, path, texts, labels));
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(told(texts.argument(path, "help")));
    command = command.disable_help_flag(true).arg(help).subcommand_value_name("命令");
    let below: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    below.into_iter().fold(command, |command, name| {
        command.mut_subcommand(&name, |below| translated(below, &format!("{path} {name}"), texts, labels))
    })
}

fn translated_argument(argument: Arg, path: &str, texts: &Texts, labels: &Labels) -> Arg {
    let id = argument.get_id().as_str().to_owned();
    let mut help = match crate::flags::help_of(&id, labels, Language::Chinese) {
        Some(of_a_field) => of_a_field,
        None => match texts.argument(path, &id) {
            Some(text) => text.to_owned(),
            None => return argument,
        },
    };
    help.push_str(&further(&argument, labels));
    let names: Vec<String> = argument
        .get_value_names()
        .unwrap_or_default()
        .iter()
        .map(|name| texts.placeholder(path, &id, name).unwrap_or(name).to_owned())
        .collect();
    let argument = argument.help(help).long_help(None);
    if !argument.get_action().takes_values() {
        return argument;
    }
    let argument = argument.hide_default_value(true).hide_possible_values(true).hide_env(true);
    if names.is_empty() { argument } else { argument.value_names(names) }
}

/// The default, the possible values and the variable of an argument, which clap would tell in English.
fn further(argument: &Arg, labels: &Labels) -> String {
    let mut text = String::new();
    let takes_a_value = argument.get_action().takes_values();
    let values = argument.get_possible_values();
    let values: Vec<&str> = values
        .iter()
        .filter(|value| !value.is_hide_set())
        .map(clap::builder::PossibleValue::get_name)
        .collect();
    if takes_a_value && !values.is_empty() && !argument.is_hide_possible_values_set() {
        text.push_str(&format!(" [可选值：{}]", kinds::told_in_chinese(&values, labels).join("、")));
    }
    let defaults: Vec<_> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if takes_a_value && !defaults.is_empty() && !argument.is_hide_default_value_set() {
        text.push_str(&format!(" [默认：{}]", defaults.join("、")));
    }
    if let Some(variable) = argument.get_env().filter(|_| !argument.is_hide_env_set()) {
        text.push_str(&format!(" [环境变量：{}]", variable.to_string_lossy()));
    }
    text
}

/// Rendered help with Chinese headings, and lines of Chinese broken where they are too wide: clap breaks at spaces only.
pub(super) fn finished(rendered: &str, width: u16) -> String {
    let texts = Texts::read();
    let width = usize::from(width.min(WIDEST));
    let lines = rendered.lines().map(|line| {
        let line = heading(line, &texts).unwrap_or_else(|| line.to_owned());
        folded(&line.replace("[OPTIONS]", "[选项]"), width) + "\n"
    });
    lines.collect()
}

/// The line with its heading in Chinese, if it begins with one.
fn heading(line: &str, texts: &Texts) -> Option<String> {
    let plain = anstream::adapter::strip_str(line).to_string();
    let (english, rest) = plain.split_once(':')?;
    let chinese = texts.headings.get(english).filter(|_| rest.is_empty() || english == "Usage")?;
    let line = line.replacen(&format!("{english}:"), &format!("{chinese}："), 1);
    // After a full-width colon stands no blank, whatever style ends in between.
    let (before, after) = line.split_once('：')?;
    Some(format!("{before}：{}", after.replacen(' ', "", usize::from(english == "Usage"))))
}

/// A line that is too wide as several, below the column in which its text begins.
fn folded(line: &str, width: usize) -> String {
    let plain = anstream::adapter::strip_str(line).to_string();
    if width_of(&plain) <= width {
        return line.to_owned();
    }
    let start = text_start(&plain);
    let (before, text) = plain.split_at(start);
    let column = width_of(before);
    // Styles are in front of the text; where they are not, the line stays as it is.
    let Some(styled) = line.strip_suffix(text).filter(|_| column + 20 <= width) else {
        return line.to_owned();
    };
    let below = format!("\n{}", " ".repeat(column));
    format!("{styled}{}", wrap(text, width - column).replace('\n', &below))
}

/// Where the explanation on a line begins: after the blanks that follow what is explained, or after the indent.
fn text_start(plain: &str) -> usize {
    let indent = plain.len() - plain.trim_start().len();
    let after = plain[indent..].find("  ").map(|gap| indent + gap);
    after.map_or(indent, |gap| plain.len() - plain[gap..].trim_start().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_lines_are_broken_below_their_text() {
        let line = "  \u{1b}[1m--limit\u{1b}[0m <数量>  最多显示这么多条记录，默认五十条，零表示全部都要显示";
        assert_eq!(
            folded(line, 45),
            "  \u{1b}[1m--limit\u{1b}[0m <数量>  最多显示这么多条记录，默认\n                  五十条，零表示全部都要显示"
        );
        assert_eq!(folded("短", 45), "短");
    }

    #[test]
    fn headings_are_told_in_chinese() {
        let shown = finished("\u{1b}[1mUsage:\u{1b}[0m acct [OPTIONS]\n\nOptions:\n  --json  x\n", 80);
        assert_eq!(shown, "\u{1b}[1m用法：\u{1b}[0macct [选项]\n\n选项：\n  --json  x\n");
    }
}
