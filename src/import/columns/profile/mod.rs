//! Profiles: which fields the columns of a program's files fill, as data. Some are ready; users keep their own.

mod read;
mod ready;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::basis::{Authority, Claim};
use super::{Basis, ColumnError, Fallback, Rule, Vocabulary, plain};
use crate::domain::date::DayOrder;
use crate::domain::kind::Kind;
use crate::domain::language::Text;

pub use read::{ProfileError, read};
pub use ready::ready;

/// How the files of one program, or of one habit, are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// By what it is called: `salesforce-account`, or the name that the user gave it.
    pub name: String,
    /// Who made it.
    pub by: Authority,
    /// What it is for.
    pub about: Text,
    pub kind: Kind,
    /// Sets of headers; a file that has all of one is taken for a file of the profile.
    pub signatures: Vec<Vec<String>>,
    /// What each column fills, the best one of a field first.
    columns: Vec<(String, Rule)>,
    /// Columns that are left out.
    left_out: Vec<String>,
    /// For each field, how its values are written, folded, and what we call them.
    pub(super) values: BTreeMap<String, BTreeMap<String, String>>,
    /// What stands in cells that are empty.
    pub blanks: Vec<String>,
    /// Whether dates of numbers alone have the day or the month first.
    pub dates: Option<DayOrder>,
    /// What fields are where a row says nothing.
    pub defaults: Vec<Fallback>,
    /// Columns that tell companies from people where rows are of both.
    told_by: Vec<String>,
    /// The profile for the rows that are of the other kind.
    pub(super) others: Option<String>,
    pub encoding: Option<String>,
    pub delimiter: Option<String>,
    pub sheet: Option<String>,
}

impl Profile {
    /// Whether this is the profile, or one of the program, that goes by a name: `salesforce` has several.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let (own, wanted) = (self.name.to_lowercase(), name.trim().to_lowercase());
        own == wanted || own.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with('-'))
    }

    /// How many columns of a header are known.
    pub(super) fn coverage(&self, header: &[String]) -> usize {
        header.iter().filter(|name| self.knows(name)).count()
    }

    pub(super) fn knows(&self, name: &str) -> bool {
        let wanted = plain(name);
        !wanted.is_empty()
            && (self.columns.iter().any(|(known, _)| *known == wanted) || self.left_out.contains(&wanted))
    }

    /// The column of a header that tells companies from people.
    pub(super) fn told_by(&self, header: &[String]) -> Option<usize> {
        header.iter().position(|name| self.told_by.contains(&plain(name)))
    }

    /// How many columns of the header prove that it is one of this program's files.
    pub(super) fn signature_in(&self, header: &[String]) -> Option<usize> {
        let names: Vec<String> = header.iter().map(|name| plain(name)).collect();
        let signed = |signature: &&Vec<String>| signature.iter().all(|name| names.contains(name));
        self.signatures.iter().filter(|signature| !signature.is_empty()).filter(signed).map(Vec::len).max()
    }

    /// What becomes of a column, if the profile knows it.
    pub(super) fn says(&self, name: &str, words: Vocabulary) -> Result<Option<Claim>, ColumnError> {
        let wanted = plain(name);
        if wanted.is_empty() {
            return Ok(None);
        }
        if self.left_out.contains(&wanted) {
            return Ok(Some(Claim { targets: Vec::new(), basis: Basis::LeftOut { by: self.by } }));
        }
        let mut targets = Vec::new();
        let mut first = None;
        for (place, (_, rule)) in self.columns.iter().enumerate().filter(|(_, (known, _))| *known == wanted) {
            targets.extend(rule.target(self.kind, words)?);
            first = first.or(Some(place));
        }
        Ok(first.map(|place| Claim { targets, basis: Basis::Profile { place } }))
    }
}
