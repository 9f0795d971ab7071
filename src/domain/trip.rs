//! Where a person is or will be.

use super::account::Account;
use super::contact::Contact;
use super::date::Date;
use super::id::Id;
use crate::record;

record! {
    /// One stay of a person somewhere. Part of the personal file.
    pub struct Trip {
        account: Id<Account>,
        contact: Id<Contact>,
        place: String [private],
        from: Date [private],
        to: Option<Date> [private not_before from],
        travelling_by: Option<String> [private],
        note: Option<String> [private],
        /// The event of a calendar that it was imported from.
        external_ids: Vec<String> [private external_ids],
    }
}
