//! How two people at a customer stand to each other.

use super::account::Account;
use super::contact::Contact;
use super::id::Id;
use crate::{choices, record};

choices! {
    pub enum Bond as "bond" {
        Ally = "ally",
        Rival = "rival",
        /// Against each other in something, for a time or for good.
        Conflict = "conflict",
        /// The colleague goes by what the person says.
        Influences = "influences",
        Mentor = "mentor",
        Family = "family",
        Other = "other",
    }
}

impl Bond {
    /// Whether it leads from the one to the other, and is something else the other way round.
    #[must_use]
    pub const fn has_direction(self) -> bool {
        matches!(self, Self::Mentor | Self::Influences)
    }
}

record! {
    /// One person's relation to a colleague.
    pub struct Relation {
        account: Id<Account>,
        from: Id<Contact>,
        to: Id<Contact>,
        relation: Bond,
        note: Option<String>,
    }
}
