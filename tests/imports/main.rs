//! What the readers of `acct import` make of files as they are met: every format, encoding and habit with its broken siblings, tables
//! that come back as they were written, and files that were made to do harm.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod answers;
mod bombs;
mod books;
mod cards;
mod documents;
mod encodings;
mod old_books;
mod packed;
mod reading;
mod round_trips;
mod tables;
mod values;
