//! How two people at a customer stand to each other.

use super::account::Account;
use super::contact::Contact;
use super::id::Id;
use crate::{choices, record};

choices! {
    pub enum Bond as "bond" {
        Ally = "ally",
        Rival = "rival",
        Mentor = "mentor",
        Family = "family",
        Other = "other",
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
