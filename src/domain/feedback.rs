//! What customers tell us of ourselves: by themselves, and when they are asked.

use super::account::Account;
use super::contact::Contact;
use super::date::Date;
use super::field_type::{Paragraph, Rating};
use super::id::Id;
use super::need::Aspect;
use super::record::Custom;
use crate::{choices, record};

choices! {
    pub enum FeedbackKind as "feedback_kind" {
        Complaint = "complaint",
        Praise = "praise",
        Request = "request",
        /// Something that may be about to change.
        ChangeSignal = "change_signal",
        Problem = "problem",
    }
}

choices! {
    /// How far we are with it.
    pub enum FeedbackStatus as "feedback_status" {
        Collected = "collected",
        Analysed = "analysed",
        Handled = "handled",
        /// The customer says that it is.
        Confirmed = "confirmed",
    }
}

impl FeedbackStatus {
    /// The fields without which nothing comes to this status.
    #[must_use]
    pub const fn needs(self) -> &'static [&'static str] {
        match self {
            Self::Collected => &[],
            Self::Analysed => &["root_cause"],
            Self::Handled => &["action", "handled_date"],
            Self::Confirmed => &["confirmed_date", "confirmed_by"],
        }
    }

    /// What it takes to come to this status from an earlier one: of each on the way. Praise takes nothing.
    #[must_use]
    pub fn needs_since(self, from: Option<Self>, kind: Option<FeedbackKind>) -> Vec<&'static str> {
        if kind == Some(FeedbackKind::Praise) { Vec::new() } else { self.told_since(from) }
    }

    /// What tells of this status and of each on the way to it from an earlier one.
    #[must_use]
    pub fn told_since(self, from: Option<Self>) -> Vec<&'static str> {
        let from = from.unwrap_or(Self::Collected);
        let passed = Self::ALL.iter().filter(|status| **status > from && **status <= self);
        passed.flat_map(|status| status.needs()).copied().collect()
    }
}

record! {
    /// The voice of a customer: a complaint, praise, a wish.
    pub struct Feedback {
        account: Id<Account>,
        title: String,
        kind: Option<FeedbackKind>,
        status: Option<FeedbackStatus>,
        date: Date [happened],
        /// Who said it.
        contact: Option<Id<Contact>>,
        aspect: Option<Aspect>,
        /// 1 (hardly matters) to 5.
        severity: Option<Rating>,
        root_cause: Option<Paragraph>,
        /// What was done about it.
        action: Option<Paragraph>,
        /// Who of ours looks after it.
        owner: Option<String>,
        due_date: Option<Date> [by],
        handled_date: Option<Date> [happened not_before date],
        confirmed_date: Option<Date> [happened not_before handled_date],
        /// Who of the customer confirmed it.
        confirmed_by: Option<Id<Contact>>,
        source: Option<String>,
        tags: Vec<String>,
        note: Option<Paragraph>,
        external_ids: Vec<String> [external_ids],
        custom: Custom,
    }
}

impl Feedback {
    /// Whether the customer has still to confirm that it is dealt with.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status != Some(FeedbackStatus::Confirmed)
    }
}

record! {
    /// One answer to one question of a survey. Two that are alike are two: of people who need not say who they are.
    pub struct SurveyAnswer {
        account: Id<Account>,
        /// The round: `2026 H1`.
        survey: String,
        /// The id of the question.
        question: String,
        date: Date [happened],
        /// Who answered.
        contact: Option<Id<Contact>>,
        aspect: Option<Aspect>,
        /// Satisfaction 1-5, or readiness to recommend us 0-10, as the question asks.
        score: Option<f64> [not_negative],
        answer: Option<Paragraph>,
        /// Who of ours asked.
        by: Option<String>,
        source: Option<String>,
        tags: Vec<String>,
        note: Option<Paragraph>,
        custom: Custom,
    }
}
