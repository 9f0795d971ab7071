//! A person at the customer who touches a purchase.

use super::account::Account;
use super::date::Date;
use super::id::Id;
use super::record::{Custom, Degree, Paragraph, Rating};
use crate::{choices, record};

choices! {
    pub enum Level as "level" {
        Operation = "operation",
        Management = "management",
        Decision = "decision",
    }
}

choices! {
    pub enum Function as "function" {
        User = "user",
        Technical = "technical",
        Finance = "finance",
        Procurement = "procurement",
        Other = "other",
    }
}

choices! {
    /// What the person does in the purchase.
    pub enum Role as "role" {
        Approver = "approver",
        Influencer = "influencer",
        Evaluator = "evaluator",
        User = "user",
        Coach = "coach",
        Gatekeeper = "gatekeeper",
    }
}

choices! {
    /// How the person stands to us, worst first.
    pub enum Stance as "stance" {
        Opponent = "opponent",
        Sceptic = "sceptic",
        Neutral = "neutral",
        Supporter = "supporter",
        Champion = "champion",
    }
}

choices! {
    pub enum Style as "style" {
        Dominant = "dominant",
        Analytical = "analytical",
        Social = "social",
    }
}

choices! {
    /// What drives the person (Maslow, *A Theory of Human Motivation*, 1943).
    pub enum PersonalNeed as "personal_need" {
        Physiological = "physiological",
        Safety = "safety",
        Belonging = "belonging",
        Esteem = "esteem",
        SelfActualization = "self_actualization",
    }
}

record! {
    /// A person at the customer, with place, attitude and, apart from it, a personal file.
    pub struct Contact {
        account: Id<Account>,
        name: String,
        title: Option<String>,
        department: Option<String>,
        level: Option<Level>,
        function: Option<Function>,
        roles: Vec<Role>,
        stance: Option<Stance>,
        influence: Option<Rating>,
        /// 0 not met, 1 known, 2 works with us, 3 trusts us, 4 confides, 5 acts for us.
        relationship: Option<Degree>,
        /// How well the person knows our product.
        awareness: Option<Degree>,
        reports_to: Option<Id<Contact>>,
        style: Option<Style>,
        email: Option<String>,
        phone: Option<String>,
        messenger: Option<String>,
        /// What the office looks at.
        office_needs: Option<Paragraph>,
        organisational_interest: Option<Paragraph>,
        personal_interest: Option<Paragraph>,
        personal_needs: Vec<PersonalNeed>,
        /// Who of us knows the person.
        known_by: Vec<String>,
        tags: Vec<String>,
        note: Option<Paragraph>,
        external_ids: Vec<String> [external_ids],
        left: Option<bool>,
        custom: Custom,
        birthday: Option<Date> [private happened],
        family: Option<Paragraph> [private],
        home_town: Option<String> [private],
        university: Option<String> [private],
        sports: Option<String> [private],
        food: Option<String> [private],
        pets: Option<String> [private],
        books: Option<String> [private],
        last_holiday: Option<String> [private],
        next_holiday: Option<String> [private],
        goals_this_year: Option<Paragraph> [private],
        ambitions: Option<Paragraph> [private],
        role_in_organisation: Option<Paragraph> [private],
        personal_facts: Option<Paragraph> [private],
    }
}
