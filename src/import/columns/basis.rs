//! Why a column goes where it goes.

use super::Target;

/// By what a column was matched, or why it was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The user said so.
    Rule,
    /// A profile says so, at this place among its columns.
    Profile {
        place: usize,
    },
    /// The name is that of a field, or of a value of the user's own.
    Identifier,
    Label,
    Synonym,
    /// The name is like one of the field's.
    Similar {
        name: String,
        percent: u8,
    },
    /// It fills the field where another column, which has the better right, is empty.
    Second {
        by: String,
    },
    /// Another column fills the field and has the better right.
    Outdone {
        field: String,
        by: String,
    },
    /// The user or a profile leaves it out.
    LeftOut {
        by: Authority,
    },
    /// It is of another part of the table.
    OtherPart,
    /// The program computes it itself.
    Computed,
    /// It tells why a row was rejected before.
    Reason,
    /// Nothing matches it; what comes nearest.
    Nothing {
        nearest: Option<Proposal>,
    },
}

/// Who leaves a column out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authority {
    User,
    /// A profile of the user's own, which is the user's word as well.
    OwnProfile,
    /// A ready profile, which leaves out what has no field.
    ReadyProfile,
}

/// A field that a column may have been meant for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub field: String,
    /// How like the names are: 100 were the same.
    pub percent: u8,
}

impl Basis {
    /// Whether this is a guess, to be told.
    #[must_use]
    pub fn is_guess(&self) -> bool {
        matches!(self, Self::Similar { .. })
    }

    /// Whether somebody said that the column is to be left out.
    #[must_use]
    pub fn is_left_out(&self) -> bool {
        matches!(self, Self::LeftOut { .. })
    }

    /// Which of two columns for one field has the better right: the lower one. None for what fills nothing.
    pub(super) fn rank(&self) -> Option<u8> {
        Some(match self {
            Self::Rule => 0,
            Self::Profile { .. } => 1,
            Self::Identifier => 2,
            Self::Label => 3,
            Self::Synonym => 4,
            Self::Similar { percent, .. } => 5 + (100 - *percent.min(&100)),
            _ => return None,
        })
    }
}

/// A column with what it may fill, before others are heard.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    pub(super) targets: Vec<Target>,
    pub(super) basis: Basis,
}
