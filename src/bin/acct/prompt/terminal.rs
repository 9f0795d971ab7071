//! Questions on a terminal. They are drawn on stderr or on the terminal itself, never on stdout.

use std::io::{self, Write};

use acct::domain::language::Language;
use acct::export::harmless;
use acct::say;
use dialoguer::Confirm;
use dialoguer::console::Term;
use rustyline::error::ReadlineError;
use rustyline::{Behavior, Config, DefaultEditor};

use super::interrupt::{self, Activity};
use super::menu::{Menu, asked, one_line};
use super::{List, Marks, Numbers, Picked, Prompter, Stop, editor, list};
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

    /// The text as it is changed in an editor; says how it begins, as the editor leaves nothing of it on the screen.
    fn edited(&mut self, program: &str, question: &str, initial: &str) -> Result<String, Stop> {
        self.tell(question)?;
        match interrupt::during_editor(|| Ok(editor::edit(program, initial)?)) {
            Ok(edited) => {
                self.tell(&editor::begin(&edited, self.language))?;
                Ok(edited)
            }
            Err(Stop::Failed(error)) if error.kind() == io::ErrorKind::NotFound => {
                let none = say!(self.language, "There is no editor {program}.", "没有编辑器 {program}。");
                self.tell(&none)?;
                self.line(question, initial)
            }
            Err(stop) => Err(stop),
        }
    }
}

impl Prompter for TerminalPrompter {
    fn text(&mut self, question: &str, initial: &str) -> Result<String, Stop> {
        let answer = self.line(question, &initial.replace(['\n', '\r'], " "))?;
        Ok(answer.replace(['\n', '\r'], " "))
    }

    fn paragraph(&mut self, question: &str, initial: &str) -> Result<String, Stop> {
        match editor::chosen() {
            Some(program) => self.edited(&program, question, initial),
            None => self.line(question, initial),
        }
    }

    fn in_editor(&mut self, question: &str, initial: &str) -> Result<String, Stop> {
        match editor::any() {
            Ok(program) => self.edited(&program, question, initial),
            Err(missing) => {
                self.tell(missing.in_words(self.language))?;
                self.line(question, initial)
            }
        }
    }

    fn choose_numbered(
        &mut self,
        question: &str,
        options: &[String],
        numbers: Numbers,
        default: usize,
    ) -> Result<usize, Stop> {
        let marks = Marks::One(Some(default.min(options.len().saturating_sub(1))));
        let picked = self.pick(&List { numbers, ..List::under(question, options, marks) })?;
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
        let menu = Menu::of(self.language, &List::under(question, &[], Marks::One(None)), &term);
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
