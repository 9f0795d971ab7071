//! Questions answered by a script. A test fails on a question that it did not expect and on an answer that was not used.

use std::collections::VecDeque;

use super::{List, Marks, Numbers, Picked, Prompter, Stop};

/// What a script answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Types this instead of what is there.
    Text(&'static str),
    /// Accepts what is there: the initial text, the default, the marks.
    Accept,
    /// Chooses the option that contains this.
    Option(&'static str),
    /// Chooses the options that contain these, and no others.
    Options(Vec<&'static str>),
    Yes,
    No,
    /// A command: a slash and its letter.
    Letter(char),
    /// Presses Ctrl-C.
    Interrupt,
    /// Presses Ctrl-D.
    End,
}

/// Answers questions in the order of a script.
#[derive(Debug)]
pub(crate) struct ScriptedPrompter {
    script: VecDeque<(&'static str, Answer)>,
}

impl ScriptedPrompter {
    /// A part of each expected question, and its answer.
    pub(crate) fn new(script: impl IntoIterator<Item = (&'static str, Answer)>) -> Self {
        Self { script: script.into_iter().collect() }
    }

    /// Fails when an answer was not used. Dropping does the same.
    pub(crate) fn finish(mut self) {
        let unused = std::mem::take(&mut self.script);
        assert!(unused.is_empty(), "never asked: {unused:?}");
    }

    fn next(&mut self, question: &str) -> Result<Answer, Stop> {
        let Some((expected, answer)) = self.script.pop_front() else {
            panic!("an unexpected question: {question}");
        };
        assert!(question.contains(expected), "asked \"{question}\" where \"{expected}\" was expected");
        match answer {
            Answer::Interrupt => Err(Stop::Interrupted),
            Answer::End => Err(Stop::Ended),
            answer => Ok(answer),
        }
    }
}

impl Drop for ScriptedPrompter {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert!(self.script.is_empty(), "never asked: {:?}", self.script);
        }
    }
}

fn position(options: &[String], part: &str) -> usize {
    let found = options.iter().position(|option| option.contains(part));
    found.unwrap_or_else(|| panic!("no option contains \"{part}\": {options:?}"))
}

impl Prompter for ScriptedPrompter {
    fn text(&mut self, question: &str, initial: &str) -> Result<String, Stop> {
        match self.next(question)? {
            Answer::Text(text) => Ok(text.to_owned()),
            Answer::Letter(letter) => Ok(format!("/{letter}")),
            Answer::Accept => Ok(initial.to_owned()),
            other => panic!("{other:?} is no answer to \"{question}\", which asks for text"),
        }
    }

    fn paragraph(&mut self, question: &str, initial: &str) -> Result<String, Stop> {
        self.text(question, initial)
    }

    fn in_editor(&mut self, question: &str, initial: &str) -> Result<String, Stop> {
        self.text(question, initial)
    }

    fn choose_numbered(
        &mut self,
        question: &str,
        options: &[String],
        _: Numbers,
        default: usize,
    ) -> Result<usize, Stop> {
        match self.next(question)? {
            Answer::Option(part) => Ok(position(options, part)),
            Answer::Accept => Ok(default),
            other => panic!("{other:?} is no answer to \"{question}\", which asks for one of {options:?}"),
        }
    }

    fn choose_several(
        &mut self,
        question: &str,
        options: &[String],
        chosen: &[bool],
    ) -> Result<Vec<usize>, Stop> {
        match self.next(question)? {
            Answer::Options(parts) => Ok(parts.into_iter().map(|part| position(options, part)).collect()),
            Answer::Accept => {
                Ok((0..options.len()).filter(|position| chosen.get(*position) == Some(&true)).collect())
            }
            other => panic!("{other:?} is no answer to \"{question}\", which asks for some of {options:?}"),
        }
    }

    fn pick(&mut self, list: &List) -> Result<Picked, Stop> {
        match (self.next(list.question)?, list.marks) {
            (Answer::Letter(letter), _) => {
                assert!(list.letters.contains(&letter), "/{letter} is no command here");
                Ok(Picked::Letter(letter))
            }
            (Answer::Option(part), Marks::One(_)) => Ok(Picked::Options(vec![position(list.options, part)])),
            (Answer::Accept, Marks::One(at)) => Ok(Picked::Options(at.into_iter().collect())),
            (Answer::Options(parts), Marks::Several(_)) => {
                Ok(Picked::Options(parts.into_iter().map(|part| position(list.options, part)).collect()))
            }
            (Answer::Accept, Marks::Several(marks)) => Ok(Picked::Options(
                (0..list.options.len()).filter(|at| marks.get(*at) == Some(&true)).collect(),
            )),
            (other, _) => {
                panic!("{other:?} is no answer to \"{}\", a list of {:?}", list.question, list.options)
            }
        }
    }

    fn tell(&mut self, _: &str) -> Result<(), Stop> {
        Ok(())
    }

    fn confirm(&mut self, question: &str, default: bool) -> Result<bool, Stop> {
        match self.next(question)? {
            Answer::Yes => Ok(true),
            Answer::No => Ok(false),
            Answer::Accept => Ok(default),
            other => panic!("{other:?} is no answer to \"{question}\", which asks for yes or no"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> Vec<String> {
        ["red", "green", "blue"].map(str::to_owned).to_vec()
    }

    #[test]
    fn a_script_answers_in_order() {
        let mut prompter = ScriptedPrompter::new([
            ("Name", Answer::Text("华为")),
            ("Name", Answer::Accept),
            ("Note", Answer::Text("a\nb")),
            ("colour", Answer::Option("green")),
            ("colours", Answer::Options(vec!["blue", "red"])),
            ("colours", Answer::Accept),
            ("Sure", Answer::Yes),
            ("Sure", Answer::No),
            ("Sure", Answer::Interrupt),
            ("Sure", Answer::End),
        ]);
        assert_eq!(prompter.text("Name of the account", "").unwrap(), "华为");
        assert_eq!(prompter.text("Name", "old").unwrap(), "old");
        assert_eq!(prompter.paragraph("Note", "").unwrap(), "a\nb");
        assert_eq!(prompter.choose("Which colour?", &options(), 0).unwrap(), 1);
        assert_eq!(prompter.choose_several("Which colours?", &options(), &[]).unwrap(), [2, 0]);
        assert_eq!(prompter.choose_several("Which colours?", &options(), &[false, true]).unwrap(), [1]);
        assert!(prompter.confirm("Sure?", false).unwrap());
        assert!(!prompter.confirm("Sure?", true).unwrap());
        assert!(matches!(prompter.confirm("Sure?", true), Err(Stop::Interrupted)));
        assert!(matches!(prompter.confirm("Sure?", true), Err(Stop::Ended)));
        prompter.finish();
    }

    #[test]
    #[should_panic(expected = "an unexpected question: Name")]
    fn an_unexpected_question_fails() {
        let _ = ScriptedPrompter::new([]).text("Name", "");
    }

    #[test]
    #[should_panic(expected = "where \"Region\" was expected")]
    fn another_question_fails() {
        let _ = ScriptedPrompter::new([("Region", Answer::Accept)]).text("Name", "");
    }

    #[test]
    #[should_panic(expected = "never asked")]
    fn an_unused_answer_fails() {
        ScriptedPrompter::new([("Name", Answer::Accept)]).finish();
    }
}
