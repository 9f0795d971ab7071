//! Words as a shell takes them, for commands that people copy.

/// The text as one word of a POSIX shell: as it is where nothing in it is special, else in single quotes.
///
/// ```
/// assert_eq!(acct::domain::shell::quoted("华为"), "华为");
/// assert_eq!(acct::domain::shell::quoted("Ann's Steel"), r"'Ann'\''s Steel'");
/// ```
#[must_use]
pub fn quoted(text: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./".contains(letter);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}
