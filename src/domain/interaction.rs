//! One contact with the customer: a visit, a call, a mail.

use super::account::Account;
use super::contact::Contact;
use super::date::Date;
use super::id::Id;
use super::kind::Kind;
use super::money::Money;
use super::record::{Custom, Field, Paragraph};
use crate::{choices, record};

choices! {
    pub enum InteractionKind as "interaction_kind" {
        Visit = "visit",
        Call = "call",
        Mail = "mail",
        Meeting = "meeting",
        Exchange = "exchange",
        Survey = "survey",
        Interview = "interview",
        SiteResearch = "site_research",
        Other = "other",
    }
}

impl Kind {
    /// The field with the day of what a record tells of, where records of this kind tell of something that grows old.
    #[must_use]
    pub fn day_field(self) -> Option<&'static Field> {
        match self {
            Self::Interaction | Self::Order | Self::Feedback | Self::SurveyAnswer => self.field("date"),
            _ => None,
        }
    }
}

record! {
    /// Who spoke with whom, when, what was learnt and what comes next.
    pub struct Interaction {
        account: Id<Account>,
        summary: String,
        kind: Option<InteractionKind>,
        date: Date [happened],
        contacts: Vec<Id<Contact>>,
        place: Option<String>,
        by: Option<String>,
        learnt: Option<Paragraph>,
        next_step: Option<Paragraph>,
        next_date: Option<Date> [by],
        /// When the next step was done.
        next_done: Option<Date> [happened not_before date],
        cost: Option<Money> [not_negative],
        tags: Vec<String>,
        note: Option<Paragraph>,
        external_ids: Vec<String> [external_ids],
        custom: Custom,
    }
}
