//! Runs the `console` blocks of a document, in order and in one folder, and compares what is printed with what is shown.
//!
//! A line that begins with `$ ` is a command for the shell (a backslash at its end goes on with the next line); the lines after
//! it are what it prints on both streams. A line `...` stands for any lines. A comment `<!-- $ COMMAND -->` is run and not
//! shown. With `ACCT_BLESS=1` in the environment the
//! document is written anew with what was printed, except where it already agrees.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// The home folder as documents show it.
const HOME: &str = "/home/ann";
const TODAY: &str = "2026-03-02";
const WIDTH: &str = "92";

/// A folder to run commands in, with a cleared environment and fixed date and width.
pub(crate) struct Folder {
    home: tempfile::TempDir,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self { home: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self) -> &Path {
        self.home.path()
    }

    /// A shell that finds the program.
    pub(crate) fn shell(&self) -> Command {
        let program = Path::new(env!("CARGO_BIN_EXE_acct"));
        let path = format!("{}:/usr/local/bin:/usr/bin:/bin", program.parent().unwrap().display());
        let mut shell = Command::new("/bin/sh");
        shell
            .current_dir(self.path())
            .env_clear()
            .env("TZ", "UTC")
            .env("PATH", path)
            .env("HOME", self.path())
            .env("LC_ALL", "C.UTF-8")
            .env("ACCT_USER", "ann")
            .env("ACCT_AS_OF", TODAY)
            .env("ACCT_WIDTH", WIDTH)
            .stdin(Stdio::null());
        shell
    }

    /// What a command prints on both streams, in order, without spaces at the ends of lines.
    fn run(&self, command: &str) -> Vec<String> {
        let output = self.shell().args(["-c", &format!("exec 2>&1\n{command}")]).output().unwrap();
        let text =
            String::from_utf8(output.stdout).unwrap().replace(&self.path().display().to_string(), HOME);
        text.lines().map(|line| line.trim_end().to_owned()).collect()
    }
}

/// Runs a document.
#[track_caller]
pub(crate) fn check(document: &Path) {
    let text = std::fs::read_to_string(document).unwrap();
    let folder = Folder::new();
    let (mut written, mut wrong, mut ran) = (String::new(), String::new(), 0);
    let mut lines = text.lines().peekable();
    let mut inside = false;
    while let Some(line) = lines.next() {
        writeln!(written, "{line}").unwrap();
        if let Some(hidden) = line.strip_prefix("<!-- $ ").and_then(|line| line.strip_suffix(" -->")) {
            folder.run(hidden);
        }
        if line.starts_with("```") {
            inside = line == "```console";
            continue;
        }
        let Some(command) = line.strip_prefix("$ ").filter(|_| inside) else { continue };
        let mut command = command.to_owned();
        while command.ends_with('\\') {
            let more = lines.next().unwrap();
            writeln!(written, "{more}").unwrap();
            command = format!("{command}\n{}", more.strip_prefix("> ").unwrap_or(more));
        }
        let mut shown = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ") && *line != "```") {
            shown.push(line.to_owned());
        }
        // A blank line before the next command belongs to the document.
        let blank = lines.peek().is_some_and(|line| line.starts_with("$ "))
            && shown.last().is_some_and(String::is_empty);
        if blank {
            shown.pop();
        }
        let printed = folder.run(&command);
        ran += 1;
        let agrees = matches(&shown, &printed);
        if !agrees {
            writeln!(
                wrong,
                "$ {command}\n--- shown\n{}\n--- printed\n{}\n",
                shown.join("\n"),
                printed.join("\n")
            )
            .unwrap();
        }
        for line in if agrees { &shown } else { &printed } {
            writeln!(written, "{line}").unwrap();
        }
        if blank {
            written.push('\n');
        }
    }
    assert!(ran > 0, "{} shows no command", document.display());
    if std::env::var_os("ACCT_BLESS").is_some() {
        std::fs::write(document, written).unwrap();
    } else {
        assert!(wrong.is_empty(), "{}\n{wrong}", document.display());
    }
}

/// Whether lines are as shown, where `...` stands for any lines.
fn matches(shown: &[String], printed: &[String]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((line, rest)) if line.trim() == "..." => {
            (0..=printed.len()).any(|skipped| matches(rest, &printed[skipped..]))
        }
        Some((line, rest)) => printed
            .split_first()
            .is_some_and(|(first, others)| first == line.trim_end() && matches(rest, others)),
    }
}

#[test]
fn dots_stand_for_any_lines() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    for (shown, printed, expected) in [
        ("a\n...\nd", "a\nb\nc\nd", true),
        ("...", "", true),
        ("a\n...", "a", true),
        ("a\n...\nd", "a\nb", false),
        ("a", "a\nb", false),
    ] {
        assert_eq!(matches(&lines(shown), &lines(printed)), expected, "{shown:?} {printed:?}");
    }
}
