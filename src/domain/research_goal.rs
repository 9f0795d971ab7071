//! What we have to learn of a customer, and what we learnt.

use super::account::Account;
use super::contact::Contact;
use super::date::Date;
use super::field_type::Paragraph;
use super::id::Id;
use super::money::Money;
use super::record::Custom;
use super::strategy::Progress;
use crate::record;

record! {
    /// One goal of research at a customer.
    pub struct ResearchGoal {
        account: Id<Account>,
        /// What we have to learn.
        title: String,
        /// Our strategy that it serves.
        strategy: Option<Paragraph>,
        /// How we go about it.
        method: Option<Paragraph>,
        status: Option<Progress>,
        /// Whom we ask.
        contacts: Vec<Id<Contact>>,
        findings: Option<Paragraph>,
        conclusion: Option<Paragraph>,
        cost: Option<Money> [not_negative],
        /// Who of ours looks after it.
        owner: Option<String>,
        due_date: Option<Date> [by],
        done_date: Option<Date> [happened],
        source: Option<String>,
        tags: Vec<String>,
        note: Option<Paragraph>,
        external_ids: Vec<String> [external_ids],
        custom: Custom,
    }
}
