//! Questions beside which commands may be given, as throughout a walk: a slash and a letter at each of them.

use acct::domain::language::Language;
use acct::interview::{Command, Typed};
use acct::say;

use super::{List, Marks, Numbers, Picked, Prompter, Stop};

/// Whether commands are heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hears {
    Answers,
    Commands,
}

/// Passes questions on. Where commands are heard, one ends the question ([`Stop::Command`]).
pub(crate) struct Obeying {
    inner: Box<dyn Prompter>,
    language: Language,
    pub(crate) hears: Hears,
}

/// What is said of a slash and a word that is no command.
pub(crate) fn no_command(language: Language, word: &str) -> String {
    say!(
        language,
        "There is no command /{word}. An answer that begins with a slash is written with two: //{word}",
        "没有 /{word} 这个命令。答案以斜杠开头时请写两个斜杠：//{word}"
    )
}

impl Obeying {
    pub(crate) fn new(inner: Box<dyn Prompter>, language: Language) -> Self {
        Self { inner, language, hears: Hears::Answers }
    }

    /// The line, unless it is a command; asks again where it was meant as one that there is not, and says so.
    fn line(
        &mut self,
        initial: &str,
        mut ask: impl FnMut(&mut dyn Prompter) -> Result<String, Stop>,
    ) -> Result<String, Stop> {
        loop {
            let line = ask(self.inner.as_mut())?;
            // What stood in the line already is no command, whatever it begins with.
            if self.hears == Hears::Answers || line == initial {
                return Ok(line);
            }
            match Typed::read(Command::apart(&line, initial)) {
                Typed::Command(command) => return Err(Stop::Command(command)),
                Typed::NoCommand(word) => self.inner.tell(&no_command(self.language, word))?,
                Typed::Text(text) => return Ok(text.into_owned()),
            }
        }
    }

    fn picked(&mut self, list: &List) -> Result<Vec<usize>, Stop> {
        let letters = Command::ALL.map(Command::letter);
        match self.inner.pick(&List { letters: &letters, ..*list })? {
            Picked::Options(positions) => Ok(positions),
            Picked::Letter(letter) => Err(Command::of_letter(letter).map_or(Stop::Ended, Stop::Command)),
        }
    }
}

impl Prompter for Obeying {
    fn text(&mut self, question: &str, initial: &str) -> Result<String, Stop> {
        self.line(initial, |inner| inner.text(question, initial))
    }

    fn paragraph(&mut self, question: &str, initial: &str) -> Result<String, Stop> {
        self.line(initial, |inner| inner.paragraph(question, initial))
    }

    fn in_editor(&mut self, question: &str, initial: &str) -> Result<String, Stop> {
        self.line(initial, |inner| inner.in_editor(question, initial))
    }

    fn choose_numbered(
        &mut self,
        question: &str,
        options: &[String],
        numbers: Numbers,
        default: usize,
    ) -> Result<usize, Stop> {
        if self.hears == Hears::Answers {
            return self.inner.choose_numbered(question, options, numbers, default);
        }
        let list = List { numbers, ..List::under(question, options, Marks::One(Some(default))) };
        let picked = self.picked(&list)?;
        Ok(picked.first().copied().unwrap_or(default))
    }

    fn choose_several(
        &mut self,
        question: &str,
        options: &[String],
        chosen: &[bool],
    ) -> Result<Vec<usize>, Stop> {
        if self.hears == Hears::Answers {
            return self.inner.choose_several(question, options, chosen);
        }
        self.picked(&List::under(question, options, Marks::Several(chosen)))
    }

    fn confirm(&mut self, question: &str, default: bool) -> Result<bool, Stop> {
        self.inner.confirm(question, default)
    }

    fn tell(&mut self, text: &str) -> Result<(), Stop> {
        self.inner.tell(text)
    }

    fn pick(&mut self, list: &List) -> Result<Picked, Stop> {
        self.inner.pick(list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prompt::scripted::Answer::{Accept, Letter, Option, Options, Text};
    use crate::prompt::scripted::ScriptedPrompter;

    #[test]
    fn a_command_ends_a_question_of_each_form_where_commands_are_heard() {
        let options = ["red".to_owned(), "green".to_owned()];
        let script = ScriptedPrompter::new([
            ("Name", Text("/x")),
            ("Name", Letter('b')),
            ("Note", Letter('s')),
            ("Colour", Letter('q')),
            ("Colour", Accept),
            ("Colours", Letter('d')),
            ("Colours", Options(vec!["red"])),
            ("Name", Text("/etc")),
            ("Name", Text("/退出")),
            ("Name", Text("//etc")),
            ("Name", Text("Ann/b")),
            ("Name", Text("Ann/Bob")),
        ]);
        let mut prompter = Obeying::new(Box::new(script), Language::English);
        prompter.hears = Hears::Commands;
        let command = |stop: Stop| match stop {
            Stop::Command(command) => command,
            stop => panic!("{stop}"),
        };
        assert_eq!(command(prompter.text("Name", "").unwrap_err()), Command::Back);
        assert_eq!(command(prompter.paragraph("Note", "").unwrap_err()), Command::Skip);
        assert_eq!(command(prompter.choose("Colour", &options, 1).unwrap_err()), Command::Quit);
        assert_eq!(prompter.choose("Colour", &options, 1).unwrap(), 1);
        assert_eq!(command(prompter.choose_several("Colours", &options, &[]).unwrap_err()), Command::Unknown);
        assert_eq!(prompter.choose_several("Colours", &options, &[]).unwrap(), [0]);
        assert_eq!(command(prompter.text("Name", "").unwrap_err()), Command::Quit);
        assert_eq!(prompter.text("Name", "").unwrap(), "/etc");
        assert_eq!(command(prompter.text("Name", "Ann").unwrap_err()), Command::Back);
        assert_eq!(prompter.text("Name", "Ann").unwrap(), "Ann/Bob");
    }

    #[test]
    fn elsewhere_a_slash_is_a_letter_like_any_other() {
        let options = ["red".to_owned(), "green".to_owned()];
        let script = ScriptedPrompter::new([("Name", Text("/b")), ("Colour", Option("green"))]);
        let mut prompter = Obeying::new(Box::new(script), Language::English);
        assert_eq!(prompter.text("Name", "").unwrap(), "/b");
        assert_eq!(prompter.choose("Colour", &options, 0).unwrap(), 1);
    }
}
