//! Writing much at once: with room for many pages, and into a file that holds nothing yet without the detour by its log.

use super::{Store, StoreError, sqlite};

/// Memory for pages of the file while much is written, in kibibytes: a page that has to make room is written several times.
const ROOM: u32 = 192 << 10;

/// How much is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LongWrite {
    /// By the log, beside readers.
    Logged,
    /// Into the file at once. Who reads it meanwhile waits for the end.
    Straight,
}

impl Store {
    /// Prepares for an operation that writes much; [`Store::after_long_write`] ends that.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn before_long_write(&self) -> Result<LongWrite, StoreError> {
        sqlite::keep_pages(&self.connection, ROOM)?;
        let is_straight = self.has_never_held_anything()? && sqlite::leave_the_log(&self.connection);
        Ok(if is_straight { LongWrite::Straight } else { LongWrite::Logged })
    }

    /// Goes back to how little is written. What was written is kept by then, so that this cannot be done now is no failure: who reads
    /// the file keeps it from its log, to which whoever opens it next goes back.
    pub fn after_long_write(&self, write: LongWrite) {
        if write == LongWrite::Straight {
            sqlite::keep_a_log_again(&self.connection);
        }
        // It is memory that is not used any more.
        let _ = sqlite::keep_pages(&self.connection, sqlite::PAGES);
    }

    fn has_never_held_anything(&self) -> Result<bool, StoreError> {
        let text = "SELECT NOT EXISTS (SELECT 1 FROM \"counter\")";
        Ok(self.connection.query_row(text, [], |row| row.get(0))?)
    }
}
