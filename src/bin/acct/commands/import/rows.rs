//! What became of each row, for the data that is printed: kept in memory while they are few, then in a file of its own.

use std::io::{self, BufWriter, Read as _, Seek as _, Write};

use acct::ops::import::{PlacedRow, RowOutcome};
use serde_json::json;
use tempfile::SpooledTempFile;

/// How much is held in memory.
const HELD: usize = 8 << 20;

pub(super) struct RowLog {
    kept: BufWriter<SpooledTempFile>,
    is_empty: bool,
}

impl RowLog {
    pub(super) fn new() -> Self {
        Self { kept: BufWriter::with_capacity(1 << 16, SpooledTempFile::new(HELD)), is_empty: true }
    }

    pub(super) fn push(&mut self, table: &str, row: &PlacedRow) -> io::Result<()> {
        let outcome = match row.outcome {
            RowOutcome::Created => "created",
            RowOutcome::Updated => "updated",
            RowOutcome::Unchanged => "unchanged",
            RowOutcome::Skipped => "skipped",
            RowOutcome::Near => "near",
            RowOutcome::Rejected => "rejected",
        };
        let mut data = json!({"file": table, "line": row.line, "outcome": outcome, "kind": row.kind.name(), "id": row.id});
        if row.outcome == RowOutcome::Updated {
            data["changed"] = json!(row.changed);
        }
        if let Some((kind, id)) = row.looks_like {
            data["looks_like"] = json!({"kind": kind.name(), "id": id});
        }
        let before = if self.is_empty { "\n    " } else { ",\n    " };
        self.is_empty = false;
        write!(self.kept, "{before}{data}")
    }

    /// Writes a JSON object with the rows as its last value.
    pub(super) fn write_after(self, object: &str, out: &mut dyn Write) -> io::Result<()> {
        let open = object.trim_end().strip_suffix('}').unwrap_or(object).trim_end();
        write!(out, "{open},\n  \"rows\": [")?;
        let mut kept = self.kept.into_inner().map_err(io::IntoInnerError::into_error)?;
        kept.rewind()?;
        let mut block = vec![0; 1 << 16];
        loop {
            let read = kept.read(&mut block)?;
            if read == 0 {
                break;
            }
            out.write_all(&block[..read])?;
        }
        writeln!(out, "{}]\n}}", if self.is_empty { "" } else { "\n  " })?;
        out.flush()
    }
}
