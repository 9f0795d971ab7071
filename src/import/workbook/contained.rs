//! The readers of XLS and XLSB take bytes of a damaged file without asking whether they are there, and panic. That ends here: for us
//! such a file is damaged.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

use super::{Failed, damaged};

thread_local! {
    /// Whether this thread reads a spreadsheet, so that a panic is nothing to be told.
    static IS_CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a reader; where it panics, the spreadsheet is damaged.
pub(super) fn contained<T>(read: impl FnOnce() -> Result<T, Failed>) -> Result<T, Failed> {
    hush();
    IS_CONTAINED.set(true);
    // Nothing of the reader is used after a panic.
    let result = catch_unwind(AssertUnwindSafe(read));
    IS_CONTAINED.set(false);
    result.unwrap_or_else(|_| Err(damaged("it ends or leads where nothing is")))
}

/// Has panics told as before, but for those that are contained.
fn hush() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_CONTAINED.get() {
                usual(panic);
            }
        }));
    });
}
