//! Many accounts in stretches of neighbouring numbers, so that a pass over all of them makes few queries and needs the
//! memory of one stretch.

use super::OpsError;
use crate::analysis::evidence::Evidence;
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::finding::Finding;
use crate::domain::grade::Grade;
use crate::domain::id::Id;
use crate::domain::interaction::Interaction;
use crate::store::{Query, Reader, Store};

/// How many accounts are loaded at a time.
const STRETCH: usize = 1000;
/// How far apart the numbers in a stretch may lie, so that the records of few accounts among many do not bring along those
/// of all between them.
const SPAN: i64 = 2000;

/// Which accounts a pass is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Chosen {
    /// All that are not archived.
    All,
    /// Numbers and names, by number.
    Only(Vec<(i64, String)>),
}

impl Chosen {
    /// The accounts that a query asks for.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn by(store: &Store, query: &Query) -> Result<Self, OpsError> {
        if query.filters.is_empty() && !query.with_archived {
            return Ok(Self::All);
        }
        let mut chosen = Vec::new();
        store.each(query, |entry| {
            chosen.push((entry.id, entry.title().to_owned()));
            Ok::<(), OpsError>(())
        })?;
        chosen.sort_unstable_by_key(|(id, _)| *id);
        Ok(Self::Only(chosen))
    }

    /// The accounts that are loaded next, after a number; empty at the end.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn after(&self, reader: Reader, after: i64) -> Result<Vec<(i64, String)>, OpsError> {
        match self {
            Self::All => Ok(reader.accounts_after(after, STRETCH)?),
            Self::Only(chosen) => {
                let rest = chosen.get(chosen.partition_point(|(id, _)| *id <= after)..).unwrap_or_default();
                let Some((first, _)) = rest.first() else { return Ok(Vec::new()) };
                let near = rest.iter().take(STRETCH).take_while(|(id, _)| id - first < SPAN);
                Ok(near.cloned().collect())
            }
        }
    }
}

/// What the scores of some neighbouring accounts are read from, each kind by account.
#[derive(Debug)]
pub struct Stretch {
    findings: Vec<Finding>,
    contacts: Vec<Contact>,
    interactions: Vec<Interaction>,
    grades: Vec<Grade>,
}

impl Stretch {
    /// Loads what is known of the accounts from `first` to `last`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn load(reader: Reader, first: i64, last: i64) -> Result<Self, OpsError> {
        Ok(Self {
            findings: reader.of_accounts(first, last)?,
            contacts: reader.of_accounts(first, last)?,
            interactions: reader.of_accounts(first, last)?,
            grades: reader.grades_in_force(first, last)?,
        })
    }

    /// What the score of an account is read from.
    #[must_use]
    pub fn evidence(&self, account: i64) -> Evidence<'_> {
        Evidence {
            findings: slice(&self.findings, account, |finding| finding.account),
            contacts: slice(&self.contacts, account, |contact| contact.account),
            interactions: slice(&self.interactions, account, |interaction| interaction.account),
        }
    }

    /// The grade of an account in force.
    #[must_use]
    pub fn grade(&self, account: i64) -> Option<&Grade> {
        slice(&self.grades, account, |grade| grade.account).last()
    }
}

/// The records of one account among those of several, which are ordered by account.
fn slice<R>(records: &[R], account: i64, of: impl Fn(&R) -> Id<Account>) -> &[R] {
    let start = records.partition_point(|record| of(record).number() < account);
    let rest = records.get(start..).unwrap_or_default();
    let length = rest.partition_point(|record| of(record).number() == account);
    rest.get(..length).unwrap_or_default()
}
