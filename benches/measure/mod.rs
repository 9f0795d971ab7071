//! Whole processes, measured from outside: how long they take, and the most memory that they have.

#![allow(dead_code, reason = "each benchmark takes what it needs")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The program on a file, with nothing of the surroundings but a home of its own.
pub(crate) fn acct(home: &Path, file: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acct"));
    command.env_clear().env("TZ", "UTC").env("HOME", home).env("ACCT_USER", "bench");
    command.current_dir(home).arg("--db").arg(file).args(arguments);
    command
}

/// Time and the most memory of a run.
pub(crate) struct Run {
    pub(crate) time: Duration,
    /// Kilobytes; nothing where the system does not tell.
    pub(crate) peak: Option<u64>,
}

impl std::fmt::Display for Run {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:>10.2?}", self.time)?;
        match self.peak {
            Some(kilobytes) => write!(formatter, ", at most {} MB", kilobytes / 1024),
            None => Ok(()),
        }
    }
}

impl Run {
    /// Runs a command that has to succeed. What others have left to be written to the disk is written before, so that it does not wait for
    /// that.
    pub(crate) fn of(command: &mut Command) -> Self {
        let _ = Command::new("sync").status();
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let started = Instant::now();
        let mut child = command.spawn().expect("the command starts");
        let mut peak = None;
        loop {
            peak = peak.max(peak_of(child.id()));
            if let Some(status) = child.try_wait().expect("the command can be waited for") {
                assert!(status.success(), "{command:?} failed");
                return Self { time: started.elapsed(), peak };
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Runs a command that has to succeed, without watching its memory: to the microsecond.
    pub(crate) fn timed(command: &mut Command) -> Self {
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let started = Instant::now();
        let status = command.status().expect("the command starts");
        assert!(status.success(), "{command:?} failed");
        Self { time: started.elapsed(), peak: None }
    }

    /// The medians of two commands that take turns, after a first turn that does not count.
    pub(crate) fn pair(
        runs: usize,
        run: fn(&mut Command) -> Self,
        left: impl Fn() -> Command,
        right: impl Fn() -> Command,
    ) -> (Self, Self) {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for turn in 0..=runs {
            let (one, other) = (run(&mut left()), run(&mut right()));
            if turn > 0 {
                ours.push(one);
                theirs.push(other);
            }
        }
        (Self::median(ours), Self::median(theirs))
    }

    /// How often as long as another one it took.
    pub(crate) fn against(&self, other: &Self) -> f64 {
        self.time.as_secs_f64() / other.time.as_secs_f64()
    }

    /// The run of the middle time.
    pub(crate) fn median(mut runs: Vec<Self>) -> Self {
        runs.sort_by_key(|run| run.time);
        runs.swap_remove(runs.len() / 2)
    }
}

/// The most memory that a process has had, in kilobytes, as Linux tells.
fn peak_of(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
