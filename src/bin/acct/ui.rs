//! What is said on stderr, and the streams that data goes to. Sole home of anstream and indicatif.

use std::cell::Cell;
use std::fmt;
use std::io::{self, BufWriter, IsTerminal, Write};

use acct::domain::language::Language;
use acct::export::{Format, harmless};
use anstream::{AutoStream, ColorChoice};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::{ColorArg, GlobalArgs};

const DIM: &str = "\u{1b}[2m";
const BOLD: &str = "\u{1b}[1m";
const RED: &str = "\u{1b}[1;31m";
const YELLOW: &str = "\u{1b}[1;33m";
const CYAN: &str = "\u{1b}[1;36m";
const PLAIN: &str = "\u{1b}[0m";

/// Width of what is printed to no terminal, unless `ACCT_WIDTH` or `COLUMNS` say another.
const WIDTH_OF_A_PIPE: u16 = 100;

/// How the program talks to the person at the terminal.
#[derive(Clone, Debug)]
pub(crate) struct Ui {
    pub(crate) language: Language,
    talk: Talk,
    color: ColorChoice,
    width: u16,
    asks: bool,
    /// An error has been told, so that a hint belongs to it.
    failed: Cell<bool>,
}

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Talk {
    All,
    ErrorsOnly,
}

impl Default for Ui {
    fn default() -> Self {
        Self::speaking(Language::default())
    }
}

impl Ui {
    pub(crate) fn new(language: Language, global: &GlobalArgs) -> Self {
        let color = match global.color {
            ColorArg::Auto => ColorChoice::Auto,
            ColorArg::Always => ColorChoice::Always,
            ColorArg::Never => ColorChoice::Never,
        };
        let talk = if global.quiet { Talk::ErrorsOnly } else { Talk::All };
        Self { talk, color, ..Self::speaking(language) }
    }

    /// What there is to talk with before the command line is understood.
    pub(crate) fn speaking(language: Language) -> Self {
        Self {
            language,
            talk: Talk::All,
            color: ColorChoice::Auto,
            width: width(),
            asks: io::stdin().is_terminal() && io::stderr().is_terminal() && !is_dumb(),
            failed: Cell::new(false),
        }
    }

    /// Says what was done.
    pub(crate) fn status(&self, message: fmt::Arguments) {
        if self.talk == Talk::All {
            self.say_wrapped("", "", message);
        }
    }

    /// Says what is good to know beside what was done, as how a value was understood.
    pub(crate) fn note(&self, message: fmt::Arguments) {
        if self.talk == Talk::All {
            self.say_wrapped(DIM, self.pick("note: ", "说明："), message);
        }
    }

    /// Says what may be wrong.
    pub(crate) fn warning(&self, message: fmt::Arguments) {
        if self.talk == Talk::All {
            self.say_wrapped(YELLOW, self.pick("warning: ", "警告："), message);
        }
    }

    /// Says why the command failed.
    pub(crate) fn error(&self, message: fmt::Arguments) {
        self.failed.set(true);
        self.say_wrapped(RED, self.pick("error: ", "错误："), message);
    }

    /// Says what is wrong with one place of a file, as `file:line: reason`, which editors and scripts can follow.
    pub(crate) fn fault(&self, message: fmt::Arguments) {
        self.say("", "", message);
    }

    /// Says which command comes next. When only errors are said, only after an error.
    pub(crate) fn hint(&self, message: fmt::Arguments) {
        if self.talk == Talk::All || self.failed.get() {
            self.say_wrapped(CYAN, self.pick("hint: ", "提示："), message);
        }
    }

    fn pick(&self, english: &'static str, chinese: &'static str) -> &'static str {
        match self.language {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }

    /// As [`Ui::say`], in lines that fit a terminal. A pipe gets one line, which scripts can read.
    fn say_wrapped(&self, style: &str, prefix: &str, message: fmt::Arguments) {
        if !io::stderr().is_terminal() {
            return self.say(style, prefix, message);
        }
        let told = crate::output::hanging(prefix, &message.to_string(), usize::from(width()));
        self.say(style, prefix, format_args!("{}", told.strip_prefix(prefix).unwrap_or(&told)));
    }

    fn say(&self, style: &str, prefix: &str, message: fmt::Arguments) {
        let message = message.to_string();
        let message = harmless(&message);
        let mut stderr = AutoStream::new(io::stderr().lock(), self.color);
        // Where nobody hears, there is nobody to tell that either.
        let _ = if prefix.is_empty() {
            writeln!(stderr, "{message}")
        } else {
            writeln!(stderr, "{style}{prefix}{PLAIN}{message}")
        };
    }

    /// Stdout for what is drawn for people. Styles are dropped where they are not wanted: by `--color`, `NO_COLOR`,
    /// `TERM=dumb`, or without a terminal.
    pub(crate) fn stdout(&self) -> AutoStream<io::StdoutLock<'static>> {
        AutoStream::new(io::stdout().lock(), self.color)
    }

    /// Stdout for a list or a record in this format: as [`Ui::stdout`] for a table; buffered for data, which passes
    /// byte for byte, except that a terminal is spared its control characters. It has to be flushed.
    pub(crate) fn output(&self, format: Format) -> Box<dyn Write> {
        let stdout = io::stdout().lock();
        match format {
            Format::Table => Box::new(self.stdout()),
            _ if stdout.is_terminal() => Box::new(Harmless { out: stdout, tail: Vec::new() }),
            _ => Box::new(BufWriter::with_capacity(1 << 16, stdout)),
        }
    }

    /// Stderr for what is drawn around questions, with styles as [`Ui::stdout`] has them. It is seen even when only
    /// errors are said: who is asked has to see what.
    pub(crate) fn aside(&self) -> AutoStream<io::StderrLock<'static>> {
        AutoStream::new(io::stderr().lock(), self.color)
    }

    /// The text in bold, for what goes to [`Ui::stdout`].
    pub(crate) fn bold(text: &str) -> String {
        format!("{BOLD}{text}{PLAIN}")
    }

    /// The text dimmed, for what goes to [`Ui::stdout`].
    pub(crate) fn dim(text: &str) -> String {
        format!("{DIM}{text}{PLAIN}")
    }

    /// Columns that what is printed may take.
    pub(crate) fn width(&self) -> u16 {
        self.width
    }

    /// Columns that it may take by now: the window may have got another size meanwhile.
    pub(crate) fn width_now() -> u16 {
        width()
    }

    /// Whether a person can be asked: stdin and stderr are a terminal that can do more than print.
    pub(crate) fn is_terminal(&self) -> bool {
        self.asks
    }

    /// Takes a script for a person at a terminal.
    #[cfg(test)]
    pub(crate) fn answers(&mut self) {
        self.asks = true;
    }

    /// Progress of something long, of `total` steps if that is known. Silent without a terminal, or when only errors
    /// are said.
    pub(crate) fn progress(&self, total: Option<u64>) -> Progress {
        let seen = self.talk == Talk::All && io::stderr().is_terminal() && !is_dumb();
        let target = if seen { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(total, target);
        let template = match total {
            Some(_) => "{wide_bar} {human_pos}/{human_len} {eta}",
            None => "{spinner} {human_pos} ({elapsed})",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("━╸ "));
        }
        Progress { bar }
    }
}

/// `ACCT_WIDTH`, or the width of the terminal, or `COLUMNS`.
fn width() -> u16 {
    let from = |name: &str| std::env::var(name).ok()?.trim().parse().ok().filter(|width| *width > 0);
    from("ACCT_WIDTH")
        .or_else(crate::output::terminal_width)
        .or_else(|| from("COLUMNS"))
        .unwrap_or(WIDTH_OF_A_PIPE)
}

fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// A bar on stderr that goes away when it is dropped. Nothing else should be said before that.
pub(crate) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Says something above the bar.
    pub(crate) fn above(&self, say: impl FnOnce()) {
        self.bar.suspend(say);
    }

    /// So many steps are done.
    pub(crate) fn at(&self, done: u64) {
        self.bar.set_position(done);
    }

    /// How far it is in the words of the one who does it, instead of the number of steps; for so many steps in all.
    pub(crate) fn in_words(&self, total: u64) {
        self.bar.set_length(total);
        if let Ok(style) = ProgressStyle::with_template("{wide_bar} {msg} {eta}") {
            self.bar.set_style(style.progress_chars("━╸ "));
        }
    }

    /// Says how far it is.
    pub(crate) fn say(&self, words: String) {
        self.bar.set_message(words);
    }

    /// For how long it goes on already.
    pub(crate) fn elapsed(&self) -> std::time::Duration {
        self.bar.elapsed()
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// Passes text on without what a terminal would obey.
struct Harmless<W: Write> {
    out: W,
    /// The first bytes of a letter whose last ones have not come yet.
    tail: Vec<u8>,
}

impl<W: Write> Write for Harmless<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.tail.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.tail) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => self.tail.len(),
        };
        let rest = self.tail.split_off(whole);
        let text = String::from_utf8_lossy(&self.tail);
        self.out.write_all(harmless(&text).as_bytes())?;
        self.tail = rest;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_spared_control_characters_wherever_the_text_is_cut() {
        let text = "华\u{1b}[2J\u{9b}为\r\n";
        for cut in 0..=text.len() {
            let mut out = Harmless { out: Vec::new(), tail: Vec::new() };
            out.write_all(&text.as_bytes()[..cut]).unwrap();
            out.write_all(&text.as_bytes()[cut..]).unwrap();
            let shown = String::from_utf8(out.out).unwrap();
            assert_eq!(shown.replace("\u{fffd}\n", "\n"), "华\u{fffd}[2J\u{fffd}为\n", "cut at {cut}");
        }
    }
}
