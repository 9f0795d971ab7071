//! A row of a file as the record that it describes, and what is wrong with a row or understood differently.

use crate::domain::date::Date;
use crate::domain::parse::ValueError;
use crate::domain::record::{Entry, Field};
use crate::import::review::{Decision, DecisionError};
use crate::import::row::RowError;

/// A record as a row of a file describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The line of the file on which the row starts.
    pub line: u64,
    /// The values, without links.
    pub entry: Entry,
    /// What the row names, to be looked up.
    pub links: Vec<Link>,
    /// What was decided about it, where it was written aside because it looks like an account that is there.
    pub decision: Option<Decision>,
    /// When the record was last changed where the row comes from.
    pub changed: Option<Date>,
}

impl Draft {
    /// Names a record that the row belongs to, unless an earlier column did.
    pub(super) fn link(&mut self, column: usize, field: &Field, name: String) {
        if self.links.iter().all(|link| link.field.name != field.name) {
            self.links.push(Link { column, field: field.clone(), names: vec![name] });
        }
    }
}

/// What a cell of a linking column names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The place of the column.
    pub column: usize,
    pub field: Field,
    /// The name of each record that is linked.
    pub names: Vec<String>,
}

/// What is wrong with a row.
#[derive(Debug)]
pub struct Fault {
    pub line: u64,
    /// The place of the column that it is about, unless it is about the whole row.
    pub column: Option<usize>,
    pub reason: Unread,
}

crate::failures_of! {
    /// Why a row could not be read.
    pub enum Unread {
        Row(RowError),
        Value(ValueError),
        Decision(DecisionError),
    }
}

/// Cells of one column that were understood differently from how they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Understood {
    pub count: u64,
    /// The first of them.
    pub examples: Vec<Example>,
}

/// One cell that was understood differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    pub line: u64,
    pub written: String,
    pub understood: String,
}
