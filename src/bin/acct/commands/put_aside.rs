//! Rows that are printed in another order than they are found in, of any number: until then they lie in a file that goes
//! away by itself, so that memory holds no more than what they are ordered by.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;

use acct::export::{Cell, Column, ListWriter};
use serde_json::Value as Json;

use crate::context::Context;

/// Rows put aside, some at a time, each with what it is ordered by.
pub(super) struct PutAside<Key> {
    file: BufWriter<File>,
    path: PathBuf,
    end: u64,
    kept: Vec<(Key, u64, usize)>,
    /// What went wrong while rows were found; told when they are printed.
    failed: Option<io::Error>,
}

impl<Key: Ord> PutAside<Key> {
    pub(super) fn new() -> io::Result<Self> {
        let (file, path) = file_of_our_own()?;
        Ok(Self { file: BufWriter::new(file), path, end: 0, kept: Vec::new(), failed: None })
    }

    /// Puts rows aside that are printed one after the other.
    pub(super) fn push(&mut self, key: Key, rows: &[Vec<Cell>]) {
        if self.failed.is_some() || rows.is_empty() {
            return;
        }
        let cells: Vec<Vec<(&Json, &str)>> = rows
            .iter()
            .map(|row| row.iter().map(|cell| (&cell.data, cell.text.as_str())).collect())
            .collect();
        let written = serde_json::to_vec(&cells).map_err(io::Error::from);
        match written.and_then(|bytes| self.file.write_all(&bytes).map(|()| bytes.len())) {
            Ok(length) => {
                self.kept.push((key, self.end, length));
                self.end += length as u64;
            }
            Err(error) => self.failed = Some(error),
        }
    }

    /// Prints the rows in their order, but those that `wants` refuses; how many.
    pub(super) fn print(
        mut self,
        context: &Context,
        columns: &[Column],
        mut wants: impl FnMut(&[Cell]) -> bool,
    ) -> anyhow::Result<usize> {
        if let Some(error) = self.failed.take() {
            return Err(error.into());
        }
        self.file.flush()?;
        self.kept.sort_by(|left, right| left.0.cmp(&right.0));
        let mut out = context.ui.output(context.format());
        let mut writer = ListWriter::begin(context.format(), columns, &mut *out)?;
        let mut printed = 0;
        let mut bytes = Vec::new();
        for (_, start, length) in std::mem::take(&mut self.kept) {
            let file = self.file.get_mut();
            file.seek(SeekFrom::Start(start))?;
            bytes.resize(length, 0);
            file.read_exact(&mut bytes)?;
            let rows: Vec<Vec<(Json, String)>> = serde_json::from_slice(&bytes)?;
            for row in rows {
                let row: Vec<Cell> = row.into_iter().map(|(data, text)| Cell { data, text }).collect();
                if wants(&row) {
                    writer.push(&row)?;
                    printed += 1;
                }
            }
        }
        writer.finish()?;
        Ok(printed)
    }
}

impl<Key> Drop for PutAside<Key> {
    fn drop(&mut self) {
        // Where an open file cannot be removed it goes now.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// A new file among the temporary ones that nobody else reads. It has no name any more where the system allows that.
fn file_of_our_own() -> io::Result<(File, PathBuf)> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let process = std::process::id();
    let mut number = 0_u32;
    loop {
        let path = std::env::temp_dir().join(format!("acct-{process}-{number}.tmp"));
        match options.open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 1000 => number += 1,
            Err(error) => return Err(error),
            Ok(file) => {
                #[cfg(unix)]
                std::fs::remove_file(&path)?;
                return Ok((file, path));
            }
        }
    }
}
