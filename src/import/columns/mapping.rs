//! How the user wants the columns of files to be matched with fields.

use std::collections::BTreeMap;

use super::profile::Profile;
use super::{Fallback, Rule, Unmatched, Vocabulary};
use crate::domain::date::DayOrder;
use crate::domain::kind::Kind;

/// What holds for all files of an import.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    /// What the rows are; guessed from the header without it.
    pub kind: Option<Kind>,
    /// What the rows of single tables are, as a person says.
    pub kinds: BTreeMap<String, Kind>,
    pub rules: Vec<Rule>,
    pub unmatched: Unmatched,
    pub profiles: Profiles,
    pub sensitive: Sensitive,
    /// Whether dates of numbers alone have the day or the month first; as the other dates of their column show without it.
    pub dates: Option<DayOrder>,
    /// What fields are where a row says nothing.
    pub fallbacks: Vec<Fallback>,
}

/// Which profiles are considered.
#[derive(Clone, Debug)]
pub enum Profiles {
    /// The first of these whose signature a header has; without one the file is matched by the names of its columns.
    Recognised(Vec<Profile>),
    /// One of these, which the user named; the one that fits a header best.
    Chosen(Vec<Profile>),
}

/// What becomes of columns that hold secrets, or numbers by which people are identified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sensitive {
    #[default]
    Refuse,
    Allow,
}

impl Default for Profiles {
    fn default() -> Self {
        Self::Recognised(Vec::new())
    }
}

impl Mapping {
    /// Whether the user says what a field of a kind is where rows say nothing.
    pub(in crate::import) fn says_of_all(&self, kind: Kind, field: &str, words: Vocabulary) -> bool {
        let of_kind = |fallback: &Fallback| fallback.of(kind, words);
        self.fallbacks.iter().filter_map(of_kind).any(|(known, _)| known.name == field)
    }

    /// What the rows of a table are, where the user says it.
    pub(super) fn kind_of(&self, table: &str) -> Option<Kind> {
        self.kinds.get(table).copied().or(self.kind)
    }

    /// What the user says of one table.
    pub(crate) fn of_table(&self, table: &str) -> Self {
        let rules = self.rules.iter().filter(|rule| rule.concerns(table)).cloned().collect();
        Self { kind: self.kind_of(table), rules, ..self.clone() }
    }

    /// The same without what is said of columns by their names, which are others now.
    pub(crate) fn without_rules(&self) -> Self {
        Self { rules: Vec::new(), ..self.clone() }
    }

    /// Whether the user or a profile that is considered names a column so.
    #[must_use]
    pub fn knows(&self, name: &str) -> bool {
        let profiles = match &self.profiles {
            Profiles::Recognised(profiles) | Profiles::Chosen(profiles) => profiles,
        };
        self.rules.iter().any(|rule| rule.names(name)) || profiles.iter().any(|profile| profile.knows(name))
    }
}

impl Profiles {
    /// The one of a name among those that are considered, whoever it is for.
    pub(super) fn named(&self, name: &str) -> Option<&Profile> {
        let (Self::Recognised(profiles) | Self::Chosen(profiles)) = self;
        profiles.iter().find(|profile| profile.name == name)
    }

    /// The profile for a header, and whether it was recognised by it. A kind that the user named rules others out.
    pub(super) fn of(&self, header: &[String], kind: Option<Kind>) -> Option<(&Profile, bool)> {
        let fits = |profile: &&Profile| kind.is_none_or(|kind| profile.kind == kind);
        match self {
            Self::Chosen(profiles) => {
                let best = profiles.iter().filter(fits).rev().max_by_key(|profile| profile.coverage(header));
                best.map(|profile| (profile, false))
            }
            Self::Recognised(profiles) => {
                let signed = profiles.iter().filter(fits).filter_map(|profile| {
                    let signature = profile.signature_in(header)?;
                    Some((signature, profile.coverage(header), profile))
                });
                // Of those with equal right the first one is taken.
                let best = signed.rev().max_by_key(|(signature, coverage, _)| (*signature, *coverage));
                best.map(|(_, _, profile)| (profile, true))
            }
        }
    }
}
