//! A company that we research.

use super::choices::{Outcome, Stage, Tier};
use super::date::Date;
use super::id::Id;
use super::money::Money;
use super::record::{Custom, Paragraph, Percent, Year};
use crate::{choices, record};

choices! {
    /// How the company stands to us.
    pub enum Standing as "relation_to_us" {
        NonCustomer = "non_customer",
        Prospect = "prospect",
        Customer = "customer",
        RivalCustomer = "rival_customer",
        Lost = "lost",
    }
}

choices! {
    /// Who owns the company.
    pub enum Ownership as "ownership" {
        StateOwned = "state_owned",
        Private = "private",
        Listed = "listed",
        Foreign = "foreign",
        JointVenture = "joint_venture",
        PublicSector = "public_sector",
        Cooperative = "cooperative",
        Other = "other",
    }
}

record! {
    /// A company that we research: a customer, or one that may become one, again or never.
    pub struct Account {
        name: String [names],
        /// Other names it is known by; no two accounts share one.
        aliases: Vec<String> [names],
        parent: Option<Id<Account>>,
        relation: Option<Standing>,
        industry: Option<String>,
        segment: Option<String>,
        country: Option<String>,
        region: Option<String>,
        city: Option<String>,
        address: Option<String>,
        website: Option<String>,
        phone: Option<String>,
        employees: Option<i64>,
        /// Annual revenue.
        revenue: Option<Money> [not_negative],
        ownership: Option<Ownership>,
        listing_code: Option<String>,
        founded: Option<Year>,
        /// The person of ours who looks after it.
        owner: Option<String>,
        tags: Vec<String>,
        /// Its names in other systems, as `system:id`.
        external_ids: Vec<String>,
        note: Option<Paragraph>,
        archived: Option<bool>,
        custom: Custom,
        stage: Option<Stage> [derived],
        stage_since: Option<Date> [derived],
        outcome: Option<Outcome> [derived],
        tier: Option<Tier> [derived],
        /// 0-100.
        score: Option<f64> [derived],
        score_low: Option<f64> [derived],
        score_high: Option<f64> [derived],
        /// Share of the five looks that is answered, when last written.
        coverage: Option<Percent> [derived],
        last_contact: Option<Date> [derived],
    }
}
