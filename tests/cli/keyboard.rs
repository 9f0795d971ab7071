//! A person at a real terminal: what is typed there, and how it is left.

use std::time::Duration;

use expectrl::process::unix::{Signal, WaitStatus};
use expectrl::session::OsSession;
use expectrl::{Eof, Expect, Session};

use crate::shell::Shell;

pub(crate) const CTRL_C: &str = "\u{3}";
pub(crate) const CTRL_D: &str = "\u{4}";
pub(crate) const DOWN: &str = "\u{1b}[B";
pub(crate) const LEFT: &str = "\u{1b}[D";
pub(crate) const BACKSPACE: &str = "\u{7f}";
pub(crate) const ENTER: &str = "\r";

/// A program in a terminal of 80 columns and 24 rows.
pub(crate) struct Keyboard {
    session: OsSession,
    /// Everything that was shown.
    shown: String,
}

impl Keyboard {
    pub(crate) fn open(shell: &Shell, arguments: &[&str]) -> Self {
        Self::at(shell.command(arguments))
    }

    /// Runs it from a shell that afterwards tells the exit code and how the terminal was left: `CODE 0 SANE`.
    pub(crate) fn watched(shell: &Shell, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let inner = shell.command(arguments);
        let mut command = std::process::Command::new("/bin/sh");
        command.args(["-c", WATCH, "sh"]).arg(inner.get_program()).args(inner.get_args());
        command.env_clear().env("PATH", "/usr/local/bin:/usr/bin:/bin");
        command.envs(inner.get_envs().filter_map(|(name, value)| Some((name, value?))));
        command.envs(environment.iter().copied());
        command.current_dir(shell.folder());
        Self::at(command)
    }

    fn at(mut command: std::process::Command) -> Self {
        command.env("TERM", "xterm").stdin(std::process::Stdio::inherit());
        let mut session = Session::spawn(command).unwrap();
        session.get_process_mut().set_window_size(80, 24).unwrap();
        session.set_expect_timeout(Some(Duration::from_secs(90)));
        Self { session, shown: String::new() }
    }

    /// Waits until something is shown, and gives what was shown before and with it.
    #[track_caller]
    pub(crate) fn sees(&mut self, text: &str) -> String {
        let seen = self.session.expect(text);
        assert!(seen.is_ok(), "{text}: {seen:?}");
        let seen = String::from_utf8_lossy(seen.unwrap().as_bytes()).into_owned();
        self.shown.push_str(&seen);
        seen
    }

    /// Waits for a question and answers it, once it reads the keyboard.
    #[track_caller]
    pub(crate) fn answers(&mut self, question: &str, keys: &[&str]) {
        self.sees(question);
        for keys in keys {
            std::thread::sleep(Duration::from_millis(250));
            self.session.send(keys).unwrap();
        }
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.session.get_process_mut().set_window_size(columns, rows).unwrap();
    }

    pub(crate) fn signal(&mut self, signal: Signal) {
        self.session.get_process_mut().signal(signal).unwrap();
    }

    /// The exit code, once it has ended.
    pub(crate) fn code(mut self) -> Option<i32> {
        self.session.expect(Eof).unwrap();
        match self.session.get_process().wait().unwrap() {
            WaitStatus::Exited(_, code) => Some(code),
            _ => None,
        }
    }

    /// Checks what [`Keyboard::watched`] tells at the end: the exit code, raw mode off, the cursor to be seen.
    #[track_caller]
    pub(crate) fn ends_well(mut self, code: i32, place: &str) {
        self.sees("WATCHED");
        let told = self.shown.clone();
        let rest = self.sees("END");
        assert!(rest.contains(&format!("CODE {code} ")), "{place}: {rest}");
        assert!(rest.contains("SANE"), "{place}: {rest}");
        let hidden = told.rfind("\u{1b}[?25l");
        assert!(hidden <= told.rfind("\u{1b}[?25h"), "{place}: the cursor is hidden: {told:?}");
        let pasting = told.rfind("\u{1b}[?2004h");
        assert!(pasting <= told.rfind("\u{1b}[?2004l"), "{place}: pasting is still marked: {told:?}");
    }
}

const WATCH: &str = r#"
trap : INT
before=$(stty -g)
"$@"
code=$?
[ "$(stty -g)" = "$before" ] && state=SANE || state="CHANGED: $(stty -a)"
echo "WATCHED CODE $code $state END"
"#;
