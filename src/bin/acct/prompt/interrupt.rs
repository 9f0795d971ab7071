//! What Ctrl-C does: at a question it is an answer, in an editor it is the editor's, and anything else it ends.
//!
//! Without a handler of ours a menu would die by the signal that it raises, and leave the cursor hidden.

use std::fs::File;
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Stop;
use super::editor::Edited;

/// The exit code of an interrupted program.
const INTERRUPTED: i32 = 130;
/// How long a question may take to notice an interrupt.
const GRACE: Duration = Duration::from_millis(300);
/// How late the handler may hear of an interrupt that ended an editor, on a machine that is busy.
const LATE: Duration = Duration::from_secs(2);

static STATE: Mutex<State> =
    Mutex::new(State { activity: Activity::Work, asked: 0, heard: 0, listening: None, work: None });
static CHANGED: Condvar = Condvar::new();

/// What the program is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Activity {
    Work,
    /// A line is edited; the editor reads Ctrl-C as a key.
    Line,
    /// A menu is open; it reads Ctrl-C as a key and raises the signal itself.
    Menu,
    /// Another program has the terminal.
    Editor,
}

/// How the terminal was before the first question, as `stty` tells it; empty where there is no `stty`.
struct Terminal {
    settings: String,
}

struct State {
    activity: Activity,
    /// How many questions have been asked, to tell one from the next.
    asked: u64,
    /// How many interrupts the handler has heard.
    heard: u64,
    /// Set when the handler is in place.
    listening: Option<Terminal>,
    /// What work that ends in good order looks at.
    work: Option<Arc<AtomicBool>>,
}

/// What Ctrl-C sets from now on while nothing is asked. A second Ctrl-C ends the program at once.
pub(crate) fn interruption() -> Result<Arc<AtomicBool>, Stop> {
    let flag = Arc::new(AtomicBool::new(false));
    let mut state = lock();
    listen(&mut state)?;
    state.work = Some(Arc::clone(&flag));
    Ok(flag)
}

fn listen(state: &mut State) -> Result<(), Stop> {
    if state.listening.is_none() {
        let terminal = Terminal::now();
        ctrlc::set_handler(on_interrupt).map_err(|error| Stop::Failed(io::Error::other(error)))?;
        state.listening = Some(terminal);
    }
    Ok(())
}

/// Does something that an interrupt must not end the program in.
pub(super) fn during<T>(activity: Activity, ask: impl FnOnce() -> Result<T, Stop>) -> Result<T, Stop> {
    let heard = begin(activity)?;
    let answer = ask();
    let mut state = lock();
    if activity == Activity::Menu && matches!(answer, Err(Stop::Interrupted)) {
        state = hear(state, heard, GRACE);
    }
    end(&mut state);
    answer
}

/// Lets another program have the terminal. An interrupt that ended it is not ours as well.
pub(super) fn during_editor(edit: impl FnOnce() -> Result<Edited, Stop>) -> Result<String, Stop> {
    let heard = begin(Activity::Editor)?;
    let edited = edit();
    let mut state = lock();
    if matches!(&edited, Ok(edited) if edited.was_interrupted) {
        state = hear(state, heard, LATE);
    }
    end(&mut state);
    edited.map(|edited| edited.text)
}

/// Waits until the handler has heard of an interrupt that came. It runs on its own thread: were it to hear of that only when
/// work goes on, it would end the work.
fn hear(state: MutexGuard<'static, State>, heard: u64, most: Duration) -> MutexGuard<'static, State> {
    let waited = CHANGED.wait_timeout_while(state, most, |state| state.heard == heard);
    waited.unwrap_or_else(PoisonError::into_inner).0
}

fn end(state: &mut State) {
    state.activity = Activity::Work;
    CHANGED.notify_all();
}

fn begin(activity: Activity) -> Result<u64, Stop> {
    let mut state = lock();
    listen(&mut state)?;
    state.activity = activity;
    state.asked += 1;
    Ok(state.heard)
}

fn on_interrupt() {
    let mut state = lock();
    state.heard += 1;
    CHANGED.notify_all();
    match state.activity {
        Activity::Editor => {}
        Activity::Work => match &state.work {
            Some(work) if !work.swap(true, Ordering::Relaxed) => {}
            _ => std::process::exit(INTERRUPTED),
        },
        Activity::Line | Activity::Menu => {
            let asked = state.asked;
            let open = |state: &mut State| state.asked == asked && state.activity != Activity::Work;
            let waited =
                CHANGED.wait_timeout_while(state, GRACE, open).unwrap_or_else(PoisonError::into_inner);
            if waited.1.timed_out() {
                // It came in the moment before the question took over the keyboard, which so missed it.
                if let Some(terminal) = &waited.0.listening {
                    terminal.restore();
                }
                std::process::exit(INTERRUPTED);
            }
        }
    }
}

impl Terminal {
    fn now() -> Self {
        let told = stty("-g").and_then(|mut stty| stty.output());
        Self {
            settings: told
                .map(|told| String::from_utf8_lossy(&told.stdout).trim().to_owned())
                .unwrap_or_default(),
        }
    }

    fn restore(&self) {
        let settings = if self.settings.is_empty() { "sane" } else { &self.settings };
        // The program ends here; what cannot be restored now stays as it is.
        let _ = stty(settings).and_then(|mut stty| stty.status());
        // No more marks around what is pasted, and the cursor to be seen.
        let _ = io::stderr().write_all(b"\x1b[?2004l\x1b[?25h\r\n");
    }
}

fn stty(argument: &str) -> io::Result<Command> {
    let terminal = File::open("/dev/tty")?;
    let mut stty = Command::new("stty");
    stty.arg(argument).stdin(terminal).stderr(Stdio::null());
    Ok(stty)
}

fn lock() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}
