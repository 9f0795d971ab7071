//! That two records which look alike were found to be two: companies, or people.

use super::account::Account;
use super::contact::Contact;
use super::id::Id;
use crate::record;

record! {
    /// Two accounts that somebody found to be two.
    pub struct AccountDistinction {
        account: Id<Account>,
        other: Id<Account>,
        reason: Option<String>,
        by: Option<String>,
    }
}

record! {
    /// Two people that somebody found to be two; the second may be of another account.
    pub struct ContactDistinction {
        account: Id<Account>,
        contact: Id<Contact>,
        other: Id<Contact>,
        reason: Option<String>,
        by: Option<String>,
    }
}
