//! Everything that a report of an account is made of.

use super::facts::Facts;
use crate::domain::date::Date;
use crate::domain::language::Text;
use crate::domain::trip::Trip;

/// An account with its records, its place among other accounts, and what changed lately.
#[derive(Clone, Debug)]
pub struct Dossier {
    pub facts: Facts,
    /// The name of the account above it.
    pub parent: Option<String>,
    /// The names of the accounts below it.
    pub daughters: Vec<String>,
    /// Part of the personal file.
    pub trips: Vec<Trip>,
    /// Operations that touched it and are in force, newest first.
    pub changes: Vec<Change>,
}

/// One operation of the history.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub date: Date,
    pub by: String,
    pub what: Text,
}
