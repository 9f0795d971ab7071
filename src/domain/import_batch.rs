//! One import of a file.

use super::date::Date;
use crate::record;

record! {
    /// What was imported from where, and with what result.
    pub struct ImportBatch {
        file: String,
        /// The kind of record that was imported.
        records: String,
        date: Date,
        encoding: String,
        rows_read: i64,
        rows_created: i64,
        rows_updated: i64,
        rows_unchanged: i64,
        rows_skipped: i64,
        rows_rejected: i64,
    }
}
