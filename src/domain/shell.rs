//! Words as a shell takes them, for commands that people copy.

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
