//! What a customer demands of its suppliers, and whether we meet it.

use super::account::Account;
use super::date::Date;
use super::field_type::Paragraph;
use super::id::Id;
use super::record::Custom;
use crate::{choices, record};

choices! {
    pub enum RequirementKind as "requirement_kind" {
        Capital = "capital",
        Licence = "licence",
        Certificate = "certificate",
        QualityDocument = "quality_document",
        Reference = "reference",
        Terms = "terms",
        Other = "other",
    }
}

choices! {
    /// How far we are with it.
    pub enum RequirementStatus as "requirement_status" {
        Open = "open",
        InProgress = "in_progress",
        Met = "met",
        NotMet = "not_met",
        Waived = "waived",
    }
}

record! {
    /// One demand on suppliers: a licence, a certificate, a document of quality.
    pub struct Requirement {
        account: Id<Account>,
        title: String,
        kind: Option<RequirementKind>,
        status: Option<RequirementStatus>,
        /// Where the proof is: paths or addresses.
        documents: Vec<String>,
        /// Until when the proof holds.
        expires: Option<Date> [by],
        /// By when it has to be met.
        due_date: Option<Date> [by],
        /// Who of ours looks after it.
        owner: Option<String>,
        source: Option<String>,
        tags: Vec<String>,
        note: Option<Paragraph>,
        external_ids: Vec<String> [external_ids],
        custom: Custom,
    }
}

impl Requirement {
    /// Whether something is still to be done for it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.status, None | Some(RequirementStatus::Open | RequirementStatus::InProgress))
    }

    /// Whether its proof holds no longer than until a day.
    #[must_use]
    pub fn expires_by(&self, day: Date) -> bool {
        let holds = matches!(self.status, None | Some(RequirementStatus::Met));
        holds && self.expires.is_some_and(|expires| expires <= day)
    }
}
