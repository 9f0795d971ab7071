//! Questions to a person at a terminal.

/// Why a question got no answer.
#[derive(Debug)]
pub(crate) enum Stop {
    Interrupted,
    Ended,
    Failed(std::io::Error),
}

impl std::fmt::Display for Stop {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Interrupted | Self::Ended => formatter.write_str("interrupted"),
            Self::Failed(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for Stop {}

pub(crate) trait Prompter {
    fn text(&mut self, question: &str, initial: &str) -> Result<String, Stop>;
    fn paragraph(&mut self, question: &str, initial: &str) -> Result<String, Stop>;
    fn choose(&mut self, question: &str, options: &[String], default: usize) -> Result<usize, Stop>;
    fn choose_several(&mut self, question: &str, options: &[String], chosen: &[bool]) -> Result<Vec<usize>, Stop>;
    fn confirm(&mut self, question: &str, default: bool) -> Result<bool, Stop>;
}

#[derive(Debug, Default)]
pub(crate) struct TerminalPrompter;

impl Prompter for TerminalPrompter {
    fn text(&mut self, _: &str, _: &str) -> Result<String, Stop> {
        Err(Stop::Ended)
    }
    fn paragraph(&mut self, _: &str, _: &str) -> Result<String, Stop> {
        Err(Stop::Ended)
    }
    fn choose(&mut self, _: &str, _: &[String], _: usize) -> Result<usize, Stop> {
        Err(Stop::Ended)
    }
    fn choose_several(&mut self, _: &str, _: &[String], _: &[bool]) -> Result<Vec<usize>, Stop> {
        Err(Stop::Ended)
    }
    fn confirm(&mut self, _: &str, _: bool) -> Result<bool, Stop> {
        Err(Stop::Ended)
    }
}
