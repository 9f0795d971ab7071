//! Questions on a terminal. They are drawn on stderr or on the terminal itself, never on stdout.

use std::io::{self, IsTerminal, Write};

use acct::domain::language::Language;
use acct::export::harmless;
use dialoguer::console::Term;
use dialoguer::{Confirm, Editor};
use rustyline::error::ReadlineError;
use rustyline::{Behavior, Config, DefaultEditor};

use super::interrupt::{self, Activity};
use super::menu::{Menu, asked, one_line};
use super::{List, Marks, Picked, Prompter, Stop, list};
use crate::output::wrap;

/// Asks the person at the terminal. There has to be one ([`crate::ui::Ui::is_terminal`]).
#[derive(Default)]
pub(crate) struct TerminalPrompter {
    language: Language,
    /// Kept from line to line for what was typed ahead.
    line: Option<DefaultEditor>,
}

impl TerminalPrompter {
    pub(crate) fn speaking(language: Language) -> Self {
        Self { language, line: None }
    }

    fn line(&mut self, question: &str, initial: &str) -> Result<String, Stop> {
        let editor = match &mut self.line {
            Some(editor) => editor,
            none => none.insert(line_editor()?),
        };
        let shown = harmless(initial);
        let answer = interrupt::during(Activity::Line, || {
            editor.readline_with_initial(&asked(question), (&shown, "")).map_err(stop)
        })?;
        // What was left as it stood is not changed by having been shown harmlessly.
        Ok(if answer == shown { initial.to_owned() } else { answer })
    }
}

impl Prompter for TerminalPrompter {
    fn text(&mut self, question: &str, initial: &str) -> Result<String, Stop> {
        let answer = self.line(question, &initial.replace(['\n', '\r'], " "))?;
        Ok(answer.replace(['\n', '\r'], " "))
    }

    fn paragraph(&mut self, question: &str, initial: &str) -> Result<String, Stop> {
        let Some(program) = editor() else { return self.line(question, initial) };
        let mut stderr = io::stderr().lock();
        writeln!(stderr, "{}", one_line(question))?;
        drop(stderr);
        let edit = || Editor::new().executable(&program).extension(".md").require_save(false).edit(initial);
        match interrupt::during(Activity::Editor, || edit().map_err(io_error)) {
            Ok(edited) => Ok(edited.unwrap_or_else(|| initial.to_owned())),
            Err(Stop::Failed(error)) if error.kind() == io::ErrorKind::NotFound => {
                self.line(question, initial)
            }
            Err(stop) => Err(stop),
        }
    }

    fn choose(&mut self, question: &str, options: &[String], default: usize) -> Result<usize, Stop> {
        let marks = Marks::One(Some(default.min(options.len().saturating_sub(1))));
        let picked = self.pick(&List::under(question, options, marks))?;
        // Of no options none can be picked.
        positions(picked).into_iter().next().ok_or(Stop::Ended)
    }

    fn choose_several(
        &mut self,
        question: &str,
        options: &[String],
        chosen: &[bool],
    ) -> Result<Vec<usize>, Stop> {
        Ok(positions(self.pick(&List::under(question, options, Marks::Several(chosen)))?))
    }

    fn pick(&mut self, list: &List) -> Result<Picked, Stop> {
        let term = Term::buffered_stderr();
        in_menu(&term, || list::pick(&term, self.language, list).map(Some).map_err(dialoguer::Error::from))
    }

    fn tell(&mut self, text: &str) -> Result<(), Stop> {
        let width = usize::from(Term::stderr().size().1).saturating_sub(1);
        Ok(writeln!(io::stderr().lock(), "{}", wrap(&one_line(text), width))?)
    }

    fn confirm(&mut self, question: &str, default: bool) -> Result<bool, Stop> {
        let term = Term::buffered_stderr();
        let menu = Menu::new(self.language, question, &[], &term);
        // Dialoguer draws one line again and again, so only the last line of the question is given to it.
        let (above, last) = menu.question().rsplit_once('\n').unwrap_or(("", menu.question()));
        if !above.is_empty() {
            term.write_line(above)?;
        }
        let confirm =
            Confirm::with_theme(&menu).with_prompt(last.trim_end_matches([':', '：', ' '])).default(default);
        in_menu(&term, || confirm.interact_on_opt(&term)).inspect_err(|_| {
            // The question stands on the line where the shell would go on.
            let _ = term.write_line("").and_then(|()| term.flush());
        })
    }
}

fn positions(picked: Picked) -> Vec<usize> {
    match picked {
        Picked::Options(positions) => positions,
        Picked::Letter(_) => Vec::new(),
    }
}

/// Runs a menu; whatever becomes of it, the cursor can be seen again.
fn in_menu<T>(term: &Term, ask: impl FnOnce() -> dialoguer::Result<Option<T>>) -> Result<T, Stop> {
    interrupt::during(Activity::Menu, || {
        let answer = ask().map_err(io_error);
        term.show_cursor()?;
        term.flush()?;
        answer?.ok_or(Stop::Ended)
    })
}

fn io_error(error: dialoguer::Error) -> Stop {
    io::Error::from(error).into()
}

/// An editor of lines on the terminal itself, whatever stdin and stdout are.
fn line_editor() -> Result<DefaultEditor, Stop> {
    let config = Config::builder().behavior(Behavior::PreferTerm).build();
    DefaultEditor::with_config(config).map_err(stop)
}

fn stop(error: ReadlineError) -> Stop {
    match error {
        ReadlineError::Interrupted => Stop::Interrupted,
        ReadlineError::Eof => Stop::Ended,
        ReadlineError::Io(error) => error.into(),
        other => Stop::Failed(io::Error::other(other)),
    }
}

/// The user's editor, if it could be used: it draws on stdout.
fn editor() -> Option<String> {
    let named = |name| std::env::var(name).ok().filter(|program| !program.trim().is_empty());
    if io::stdout().is_terminal() { named("VISUAL").or_else(|| named("EDITOR")) } else { None }
}
