//! Which editor a text is written in, how it is written there, and what is shown of the text afterwards.

use std::ffi::OsStr;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::{Command, ExitStatus};

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

/// What an editor left.
pub(super) struct Edited {
    pub(super) text: String,
    /// Whether Ctrl-C ended it.
    pub(super) was_interrupted: bool,
}

/// Lets a text be changed in an editor, however that ends; without the line ends that editors put last.
pub(super) fn edit(program: &str, initial: &str) -> io::Result<Edited> {
    let mut file = tempfile::Builder::new().prefix("acct-").suffix(".md").tempfile()?;
    file.write_all(initial.as_bytes())?;
    // Open in the editor alone: some systems let no file be written that another has open.
    let path = file.into_temp_path();
    let words = words(program);
    let Some((command, arguments)) = words.split_first() else { return Err(io::ErrorKind::NotFound.into()) };
    let status = Command::new(command).args(arguments).arg(&path).status()?;
    let text = std::fs::read_to_string(&path)?;
    let text = text.trim_end_matches(['\n', '\r']).to_owned();
    Ok(Edited { text, was_interrupted: was_interrupted(status) })
}

/// A program and its arguments, as a shell takes them apart: `code --wait`, `"/opt/my editor/run" -f`.
fn words(program: &str) -> Vec<String> {
    if Path::new(program).is_file() {
        return vec![program.to_owned()];
    }
    let (mut words, mut quote) = (Vec::new(), None);
    let mut word: Option<String> = None;
    for letter in program.chars() {
        match (quote, letter) {
            (Some(open), letter) if letter == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (None, letter) if letter.is_whitespace() => words.extend(word.take()),
            (_, letter) => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

/// Whether Ctrl-C ended a program: by its signal, or by the code that a shell gives for that.
fn was_interrupted(status: ExitStatus) -> bool {
    /// The codes of a shell, and of Windows.
    const CODES: [i32; 2] = [130, 0xC000_013A_u32.cast_signed()];
    let by_signal = {
        #[cfg(unix)]
        {
            const SIGINT: i32 = 2;
            std::os::unix::process::ExitStatusExt::signal(&status) == Some(SIGINT)
        }
        #[cfg(not(unix))]
        {
            false
        }
    };
    by_signal || status.code().is_some_and(|code| CODES.contains(&code))
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

    #[cfg(unix)]
    #[test]
    fn an_editor_that_ctrl_c_ended_is_told_from_one_that_ended_otherwise() {
        for (script, text, was_interrupted) in [
            ("{ echo new; echo; } >", "new", false),
            ("exit 1; :", "old", false),
            ("kill -INT $$; :", "old", true),
            ("exit 130; :", "old", true),
        ] {
            let editor = format!("sh -c '{script} \"$0\"'");
            let edited = edit(&editor, "old\n").unwrap();
            assert_eq!((edited.text.as_str(), edited.was_interrupted), (text, was_interrupted), "{script}");
        }
        let none = edit("/nowhere/editor", "old").map(|edited| edited.text);
        assert_eq!(none.unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn an_editor_may_have_arguments_and_blanks_in_its_name() {
        for (program, expected) in [
            ("vi", &["vi"][..]),
            (" code  --wait ", &["code", "--wait"]),
            ("'/opt/my editor/run' -f", &["/opt/my editor/run", "-f"]),
            ("run --name=\"a b\" ''", &["run", "--name=a b", ""]),
            ("", &[]),
        ] {
            assert_eq!(words(program), expected, "{program}");
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
