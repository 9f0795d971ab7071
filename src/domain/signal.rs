//! Something seen at the customer that tells where its decision stands.

use super::account::Account;
use super::choices::Stage;
use super::contact::Contact;
use super::date::Date;
use super::id::Id;
use super::project::Project;
use super::record::Paragraph;
use crate::record;

record! {
    /// A customer signal of the playbook that was seen.
    pub struct Signal {
        account: Id<Account>,
        /// Of which project it tells; none where it tells of the account's own process.
        project: Option<Id<Project>>,
        /// Its identifier in the playbook.
        signal: String,
        /// The stage it speaks for.
        stage: Stage,
        date: Date [happened],
        contact: Option<Id<Contact>>,
        note: Option<Paragraph>,
    }
}
