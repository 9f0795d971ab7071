//! Questions to a person: how they are asked at a terminal, and by a script in tests. Sole home of dialoguer,
//! rustyline and ctrlc.

mod editor;
mod interrupt;
mod list;
mod menu;
mod obeying;
#[cfg(test)]
pub(crate) mod scripted;
mod terminal;

use std::fmt;
use std::io;

use acct::interview::Command;

pub(crate) use interrupt::interruption;
pub(crate) use list::room_above;
pub(crate) use obeying::{Hears, Obeying, no_command};
pub(crate) use terminal::TerminalPrompter;

/// Why a question got no answer.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Ctrl-C.
    Interrupted,
    /// Ctrl-D, or Escape in a menu: no more answers will come.
    Ended,
    /// A command in place of an answer, where commands are heard.
    Command(Command),
    Failed(io::Error),
}

impl fmt::Display for Stop {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Interrupted | Self::Ended | Self::Command(_) => formatter.write_str("interrupted"),
            Self::Failed(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for Stop {}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::Interrupted => Self::Interrupted,
            io::ErrorKind::UnexpectedEof => Self::Ended,
            _ => Self::Failed(error),
        }
    }
}

/// Options to pick from, and letters of commands that may be given instead.
#[derive(Clone, Copy, Debug)]
pub(crate) struct List<'a> {
    /// What leads over to the answer.
    pub(crate) question: &'a str,
    pub(crate) options: &'a [String],
    pub(crate) marks: Marks<'a>,
    pub(crate) numbers: Numbers<'a>,
    pub(crate) letters: &'a [char],
    /// Which options go with no other one, where several may be picked.
    pub(crate) exclusive: &'a [bool],
    /// Rows above the list that stay in sight.
    pub(crate) above: usize,
    pub(crate) heading: Heading,
}

impl<'a> List<'a> {
    /// A list of options under its question.
    pub(crate) fn under(question: &'a str, options: &'a [String], marks: Marks<'a>) -> Self {
        let (numbers, heading) = (Numbers::Positions, Heading::Question);
        Self { question, options, marks, numbers, letters: &[], exclusive: &[], above: 0, heading }
    }
}

/// Whether a list stands under its question, or what is asked stands above it already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    Question,
    Above,
}

/// What a number means that is typed at a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbers<'a> {
    /// The position of an option, which the list shows.
    Positions,
    /// The number that an option shows itself: of a record, or on a scale. Options beyond these have none.
    Own(&'a [i64]),
}

/// Whether one option or several are picked, and which are at first.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Marks<'a> {
    One(Option<usize>),
    Several(&'a [bool]),
}

/// What was picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Picked {
    /// The positions of options; none where nothing was chosen.
    Options(Vec<usize>),
    /// The letter of a command.
    Letter(char),
}

/// Someone who can be asked. Questions and options may come from outside; they are shown harmlessly.
pub(crate) trait Prompter {
    /// Asks for one line, which may be empty. `initial` is there to be edited.
    fn text(&mut self, question: &str, initial: &str) -> Result<String, Stop>;

    /// Asks for a text of any number of lines.
    fn paragraph(&mut self, question: &str, initial: &str) -> Result<String, Stop>;

    /// Asks for a text in an editor, because the person wants one; where there is none that is told, and a line asked for.
    fn in_editor(&mut self, question: &str, initial: &str) -> Result<String, Stop>;

    /// Asks for one of the options, of which there has to be one, and gives its position.
    fn choose(&mut self, question: &str, options: &[String], default: usize) -> Result<usize, Stop> {
        self.choose_numbered(question, options, Numbers::Positions, default)
    }

    /// Asks for one of the options, which may have numbers of their own.
    fn choose_numbered(
        &mut self,
        question: &str,
        options: &[String],
        numbers: Numbers,
        default: usize,
    ) -> Result<usize, Stop>;

    /// Asks for any number of the options and gives their positions. `chosen` says which are marked at first.
    fn choose_several(
        &mut self,
        question: &str,
        options: &[String],
        chosen: &[bool],
    ) -> Result<Vec<usize>, Stop>;

    fn confirm(&mut self, question: &str, default: bool) -> Result<bool, Stop>;

    /// Says something between two questions.
    fn tell(&mut self, text: &str) -> Result<(), Stop>;

    /// Asks for some of the options of a list, or for one of the commands beside it: a slash and its letter.
    fn pick(&mut self, list: &List) -> Result<Picked, Stop>;
}
