//! Words as a shell takes them, for commands that people copy.

use super::language::Language;

/// What stands in a command for what its reader fills in, with the Chinese for it.
const PLACES: &[(&str, &str)] = &[
    ("ACCOUNT", "客户"),
    ("AMOUNT", "金额"),
    ("CHOICE", "选项"),
    ("DATE", "日期"),
    ("FACTOR", "购买因素"),
    ("ITEM", "问题"),
    ("NAME", "姓名"),
    ("NEED", "需求"),
    ("MONEY", "金额"),
    ("NUMBER", "数字"),
    ("OUTCOME", "结果"),
    ("PERSON", "联系人"),
    ("RECORD", "记录"),
    ("RIVAL", "对手"),
    ("SCORE", "分数"),
    ("SIGNAL", "信号"),
    ("STAGE", "阶段"),
    ("STRATEGY", "策略"),
    ("TEXT", "文字"),
    ("TITLE", "标题"),
    ("VALUE", "值"),
    ("WHO", "中标方"),
    ("YEAR", "年份"),
];

/// A command of the playbook with the places that its reader fills in named in a language.
///
/// ```
/// use acct::domain::language::Language;
/// use acct::domain::shell::told_in;
///
/// let command = "acct log add 'TEXT AG' TEXT --learnt TEXT";
/// assert_eq!(told_in(command, Language::Chinese), "acct log add 'TEXT AG' 文字 --learnt 文字");
/// assert_eq!(told_in(command, Language::English), command);
/// ```
#[must_use]
pub fn told_in(command: &str, language: Language) -> String {
    if language == Language::English {
        return command.to_owned();
    }
    let mut quoted = false;
    let words = command.split(' ').map(|word| {
        let place = PLACES.iter().find(|(english, _)| *english == word && !quoted);
        quoted ^= word.matches('\'').count() % 2 == 1;
        place.map_or(word, |(_, chinese)| chinese)
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The text as one word of a POSIX shell: as it is where nothing in it is special, else in single quotes.
///
/// ```
/// use acct::domain::shell::quoted;
///
/// assert_eq!(quoted("华为"), "华为");
/// assert_eq!(quoted("Ann's Steel"), r"'Ann'\''s Steel'");
/// assert_eq!(quoted("#12"), "'#12'");
/// ```
#[must_use]
pub fn quoted(text: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./=:,+@%".contains(letter);
    // At the beginning of a word zsh takes an equals sign for the path of a command.
    if !text.is_empty() && !text.starts_with('=') && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}
