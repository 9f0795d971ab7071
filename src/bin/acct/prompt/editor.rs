//! Which editor a text is written in, and what is shown of the text afterwards.

use std::ffi::OsStr;
use std::io::{self, IsTerminal};

use acct::domain::language::{Language, count, pick};
use acct::say;

/// Editors that a terminal has where nobody has chosen one.
const USUAL: [&str; 2] = ["vi", "nano"];

/// Why no editor can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoEditor {
    /// Editors draw on stdout, which goes elsewhere.
    Elsewhere,
    NoneFound,
}

impl NoEditor {
    pub(super) fn in_words(self, language: Language) -> &'static str {
        match self {
            Self::Elsewhere => pick(
                language,
                "The editor needs the terminal, and the output goes elsewhere.",
                "输出不在终端上，无法打开编辑器。",
            ),
            Self::NoneFound => pick(
                language,
                "No editor was found: EDITOR names one.",
                "没有找到编辑器：可用 EDITOR 环境变量指定。",
            ),
        }
    }
}

/// The editor that the user has chosen, if it could be used.
pub(super) fn chosen() -> Option<String> {
    let named = |name| std::env::var(name).ok().filter(|program| !program.trim().is_empty());
    if io::stdout().is_terminal() { named("VISUAL").or_else(|| named("EDITOR")) } else { None }
}

/// The editor that the user has chosen, else a usual one that is there.
pub(super) fn any() -> Result<String, NoEditor> {
    if !io::stdout().is_terminal() {
        return Err(NoEditor::Elsewhere);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    chosen().or_else(|| usual(&path).map(str::to_owned)).ok_or(NoEditor::NoneFound)
}

/// The first usual editor in the folders of a search path.
fn usual(path: &OsStr) -> Option<&'static str> {
    USUAL.into_iter().find(|name| std::env::split_paths(path).any(|folder| folder.join(name).is_file()))
}

/// The first line of a text, and how many more there are.
pub(super) fn begin(text: &str, language: Language) -> String {
    let mut lines = text.trim().lines();
    let first = lines.next().unwrap_or_default();
    match lines.count() {
        0 => first.to_owned(),
        more => {
            let lines = count(more, "more line", "more lines");
            say!(language, "{first} (and {lines})", "{first}（另有 {more} 行）")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_editor_is_taken_where_there_is_one() {
        let (empty, nano, both) =
            (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for (folder, name) in [(&nano, "nano"), (&both, "nano"), (&both, "vi")] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        for (folders, expected) in
            [(vec![&empty], None), (vec![&empty, &nano], Some("nano")), (vec![&nano, &both], Some("vi"))]
        {
            let path = std::env::join_paths(folders.iter().map(|folder| folder.path())).unwrap();
            assert_eq!(usual(&path), expected);
        }
    }

    #[test]
    fn of_what_was_written_the_first_line_is_shown() {
        for (text, english, chinese) in [
            ("one\n", "one", "one"),
            ("\n一\n二\n三\n", "一 (and 2 more lines)", "一（另有 2 行）"),
            ("", "", ""),
        ] {
            assert_eq!(begin(text, Language::English), english);
            assert_eq!(begin(text, Language::Chinese), chinese);
        }
    }
}
