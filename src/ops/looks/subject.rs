//! What answers are about: an account, or an industry with all its accounts.

use crate::domain::account::Account;
use crate::domain::finding::Finding;
use crate::domain::id::Id;
use crate::domain::industry::IndustryFinding;
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Record};
use crate::ops::{OpsError, industries};
use crate::playbook::Playbook;
use crate::store::{Reader, Writer};

/// What an answer is about, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Account(i64),
    Industry(i64),
}

impl Subject {
    /// What a recorded answer is about; none for other records.
    pub(in crate::ops) fn of(entry: &Entry) -> Option<Self> {
        match entry.kind {
            Kind::Finding => entry.account().map(Self::Account),
            Kind::IndustryFinding => entry.get("industry").as_integer().map(Self::Industry),
            _ => None,
        }
    }

    /// The kind of the record that it is.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Account(_) => Kind::Account,
            Self::Industry(_) => Kind::Industry,
        }
    }

    /// The number of the record that it is.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Account(number) | Self::Industry(number) => number,
        }
    }

    /// What it is called.
    ///
    /// # Errors
    /// When there is no such record, or the file cannot be read.
    pub fn name(self, reader: Reader) -> Result<String, OpsError> {
        Ok(reader.get(self.kind(), self.number())?.title().into_owned())
    }

    /// All answers, superseded ones among them, oldest first. Those about an industry are of no account.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn findings(self, reader: Reader) -> Result<Vec<Finding>, OpsError> {
        match self {
            Self::Account(account) => Ok(reader.of_account(account)?),
            Self::Industry(industry) => {
                let findings = industries::of_industry(reader, industry)?;
                Ok(findings.into_iter().map(Finding::from).collect())
            }
        }
    }

    /// One answer by its number.
    ///
    /// # Errors
    /// When there is none, or the file cannot be read.
    pub(in crate::ops) fn finding(self, reader: Reader, number: i64) -> Result<Finding, OpsError> {
        Ok(match self {
            Self::Account(_) => Finding::from_entry(&reader.get(Kind::Finding, number)?)?,
            Self::Industry(_) => {
                IndustryFinding::from_entry(&reader.get(Kind::IndustryFinding, number)?)?.into()
            }
        })
    }

    /// Its kind and number.
    pub(in crate::ops) const fn record(self) -> (Kind, i64) {
        (self.kind(), self.number())
    }

    /// Whose an answer is that is about it.
    pub(super) const fn account(self) -> Id<Account> {
        match self {
            Self::Account(account) => Id::new(account),
            Self::Industry(_) => Id::new(0),
        }
    }

    /// An answer as the record that keeps it.
    #[must_use]
    pub fn entry(self, finding: &Finding) -> Entry {
        match self {
            Self::Account(_) => finding.to_entry(),
            Self::Industry(industry) => IndustryFinding::about(Id::new(industry), finding.clone()).to_entry(),
        }
    }

    /// Adds an answer.
    pub(super) fn insert(self, writer: &mut Writer, finding: &Finding) -> Result<Finding, OpsError> {
        let mut entry = self.entry(finding);
        writer.insert(&mut entry)?;
        Ok(match self {
            Self::Account(_) => Finding::from_entry(&entry)?,
            Self::Industry(_) => IndustryFinding::from_entry(&entry)?.into(),
        })
    }

    /// Changes an answer from what it was.
    pub(in crate::ops) fn update(
        self,
        writer: &mut Writer,
        before: &Finding,
        after: &Finding,
    ) -> Result<(), OpsError> {
        writer.update(&self.entry(before), &self.entry(after))?;
        Ok(())
    }

    /// Refuses questions that are about each account where this is an industry.
    pub(super) fn check<'i>(
        self,
        playbook: &Playbook,
        items: impl IntoIterator<Item = &'i String>,
    ) -> Result<(), OpsError> {
        if let Self::Industry(_) = self {
            items.into_iter().try_for_each(|item| playbook.check_of_industry(item))?;
        }
        Ok(())
    }
}
