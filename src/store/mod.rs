//! The file: the sole home of SQL and of the database.

mod cells;
mod conditions;
mod derived;
mod forget;
mod gather;
mod heard;
mod industries;
mod journal;
mod keys;
mod leading;
mod long_write;
mod merged;
mod migrations;
mod namesakes;
mod order;
mod people;
mod portfolio;
mod prepared;
mod query;
mod ranges;
mod reader;
mod records;
mod restored;
mod rows;
mod search;
mod sql;
mod sqlite;
mod statements;
#[cfg(test)]
mod tests;
mod together;
mod undo;
mod walks;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::domain::kind::Kind;
use crate::domain::language::Bilingual;
use crate::domain::record::Misfit;
use crate::playbook::labels::Called;

pub use derived::{Decided, Living};
pub use forget::Forgotten;
pub use gather::Gathered;
use gather::Gathering;
pub use journal::{Change, Operation};
pub use keys::{Likeness, Named};
pub use long_write::LongWrite;
pub use people::Known;
pub use portfolio::Day;
pub use prepared::Prepared;
pub use query::{Page, PassedOver, Query, Sort};
pub use reader::Reader;
pub use records::{OperationDraft, Writer, Written};
pub use search::{Hit, SearchScope, searched_texts};
pub use together::Together;
pub use undo::{Dependence, UndoPlan};

/// An open file.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    gathering: Option<Gathering>,
}

/// Why the file could not be read or written.
#[derive(Debug)]
pub enum StoreError {
    Sql(rusqlite::Error),
    Io {
        path: PathBuf,
        error: std::io::Error,
    },
    NotADatabase {
        path: PathBuf,
    },
    /// Written by a newer program.
    Newer {
        path: PathBuf,
        found: i64,
        known: i64,
    },
    /// The file or its folder may not be written.
    ReadOnly {
        path: PathBuf,
    },
    /// The file may only be read, and what would make it whole stands in other files beside it.
    Unfinished {
        path: PathBuf,
    },
    /// Another program holds the file for longer than we wait.
    Busy {
        path: PathBuf,
    },
    Misfit(Misfit),
    Missing {
        kind: Kind,
        id: i64,
    },
    /// A name that another account or industry already goes by.
    NameTaken {
        kind: Kind,
        name: String,
        by: String,
        id: i64,
    },
    /// A record that would come back leads to one that is gone.
    LeadsNowhere {
        kind: Kind,
        name: String,
        to: Kind,
        id: i64,
    },
    /// Another record stands by now where one would come back.
    PlaceTaken {
        kind: Kind,
        name: String,
    },
    /// Two records that were tied to each other since would be of two accounts.
    Parted {
        kind: Kind,
        name: String,
        tied: Kind,
        to: String,
    },
    /// A cycle of parents or superiors.
    Cycle {
        kind: Kind,
        name: String,
    },
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sql(error) => write!(formatter, "the database reports: {error}"),
            Self::Io { path, error } => write!(formatter, "{}: {error}", path.display()),
            Self::NotADatabase { path } => write!(formatter, "{} is not an acct file", path.display()),
            Self::Newer { path, found, known } => write!(
                formatter,
                "{} was written by a newer acct (schema {found}; this one knows {known})",
                path.display()
            ),
            Self::ReadOnly { path } => write!(formatter, "{} may only be read", path.display()),
            Self::Unfinished { path } => write!(
                formatter,
                "{} may only be read, and a write to it has not come to its end",
                path.display()
            ),
            Self::Busy { path } => {
                write!(formatter, "{} is being written by another program", path.display())
            }
            Self::Misfit(error) => error.fmt(formatter),
            Self::Missing { kind, id } => write!(formatter, "there is no {kind} #{id}"),
            Self::NameTaken { kind, name, by, id } => {
                write!(formatter, "\"{name}\" already names {} #{id} {by}", Called::from(*kind))
            }
            Self::LeadsNowhere { kind, name, to, id } => {
                write!(formatter, "the {kind} \"{name}\" would lead to the {to} #{id}, which is gone")
            }
            Self::PlaceTaken { kind, name } => {
                write!(formatter, "another {kind} stands by now where \"{name}\" would come back")
            }
            Self::Parted { kind, name, tied, to } => write!(
                formatter,
                "the {kind} \"{name}\" would go back to another account, and the {tied} \"{to}\", which is tied to it by now, would not"
            ),
            Self::Cycle { kind: Kind::Account, name } => {
                write!(formatter, "{name} cannot stand below itself")
            }
            Self::Cycle { name, .. } => {
                write!(formatter, "{name} cannot report to themselves, directly or through others")
            }
        }
    }
}

impl std::error::Error for StoreError {}

impl Bilingual for StoreError {
    fn in_chinese(&self) -> String {
        match self {
            Self::Sql(error) => format!("数据库报告：{error}"),
            Self::Io { path, error } => format!("{}：{}", path.display(), error.in_chinese()),
            Self::NotADatabase { path } => format!("{} 不是 acct 的数据文件", path.display()),
            Self::Newer { path, found, known } => format!(
                "{} 由更新版本的 acct 写成（结构版本 {found}，本程序只认识到 {known}）",
                path.display()
            ),
            Self::ReadOnly { path } => format!("{} 为只读，不能写入", path.display()),
            Self::Unfinished { path } => {
                format!("{} 为只读，且有一次写入尚未完成", path.display())
            }
            Self::Busy { path } => format!("{} 正被另一个程序写入", path.display()),
            Self::Misfit(error) => error.in_chinese(),
            Self::Missing { kind, id } => format!("没有 {kind} #{id}"),
            Self::NameTaken { kind, name, by, id } => {
                format!("“{name}”已是{:#} #{id} {by} 的名称", Called::from(*kind))
            }
            Self::LeadsNowhere { kind, name, to, id } => {
                format!("“{name}”（{kind}）指向的记录 {to} #{id} 已不存在")
            }
            Self::PlaceTaken { kind, name } => format!("“{name}”（{kind}）原来的位置现在已有另一条记录"),
            Self::Parted { kind, name, tied, to } => {
                format!("“{name}”（{kind}）将退回另一家客户，而现在与它相关的“{to}”（{tied}）不会")
            }
            Self::Cycle { kind: Kind::Account, name } => format!("{name} 不能隶属于自己"),
            Self::Cycle { name, .. } => format!("{name} 不能直接或间接向自己汇报"),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<Misfit> for StoreError {
    fn from(error: Misfit) -> Self {
        Self::Misfit(error)
    }
}

impl Store {
    /// Opens the file, or makes it when there is none.
    ///
    /// # Errors
    /// When it is not ours, is newer than this program, or cannot be read or written.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let mut connection = sqlite::open(path)?;
        migrations::bring_up_to_date(&mut connection, path)?;
        Ok(Self { connection, path: path.to_owned(), gathering: None })
    }

    /// A new store in place of the file, for trying what would be kept there. Nothing is left of it.
    ///
    /// # Errors
    /// When there is no room for it.
    pub fn temporary(path: &Path) -> Result<Self, StoreError> {
        let mut connection = sqlite::open_temporary()?;
        migrations::bring_up_to_date(&mut connection, path)?;
        Ok(Self { connection, path: path.to_owned(), gathering: None })
    }

    #[must_use]
    pub fn read(&self) -> Reader<'_> {
        Reader::of(&self.connection)
    }

    /// Reads in `work` see one state of the file, whatever other programs write meanwhile.
    ///
    /// # Errors
    /// Those of `work`, and when the file cannot be read.
    pub fn snapshot<T, E: From<StoreError>>(&self, work: impl FnOnce(&Self) -> Result<T, E>) -> Result<T, E> {
        // Takes no lock until the first read. Nothing is written, so its end by rolling back loses nothing.
        let _reading = self.connection.unchecked_transaction().map_err(StoreError::from)?;
        work(self)
    }

    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}
