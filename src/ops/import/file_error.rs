//! Files that cannot be imported at all.

use crate::domain::language::Bilingual;
use crate::import::columns::ColumnError;
use crate::import::open::OpenError;

/// A file that cannot be imported at all.
#[derive(Debug)]
pub struct FileError {
    pub file: String,
    pub reason: FileReason,
}

crate::failures_of! {
    /// Why a file cannot be imported.
    pub enum FileReason {
        Open(OpenError),
        Columns(ColumnError),
    }
}

impl std::fmt::Display for FileError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}: {}", self.file, self.reason)
    }
}

impl std::error::Error for FileError {}

impl Bilingual for FileError {
    fn in_chinese(&self) -> String {
        format!("{}：{}", self.file, self.reason.in_chinese())
    }
}
