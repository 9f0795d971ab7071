//! A need of the customer: the problem under what was said.

use super::account::Account;
use super::contact::Contact;
use super::date::Date;
use super::id::Id;
use super::record::{Custom, Paragraph, Rating};
use crate::{choices, record};

choices! {
    pub enum NeedKind as "need_kind" {
        Requirement = "requirement",
        Want = "want",
        Pain = "pain",
    }
}

choices! {
    pub enum Basis as "basis" {
        Basic = "basic",
        Latent = "latent",
    }
}

choices! {
    pub enum Layer as "layer" {
        Organisation = "organisation",
        Personal = "personal",
    }
}

choices! {
    pub enum NeedDimension as "need_dimension" {
        Technology = "technology",
        Equipment = "equipment",
        System = "system",
        Network = "network",
        Business = "business",
        Operation = "operation",
        Strategy = "strategy",
    }
}

choices! {
    pub enum Aspect as "aspect" {
        Function = "function",
        Performance = "performance",
        Quality = "quality",
        Price = "price",
        Delivery = "delivery",
        Service = "service",
        Qualification = "qualification",
    }
}

choices! {
    pub enum Horizon as "horizon" {
        Short = "short",
        Mid = "mid",
        Long = "long",
    }
}

choices! {
    pub enum NeedStatus as "need_status" {
        Open = "open",
        Analysing = "analysing",
        Agreed = "agreed",
        Delivering = "delivering",
        Done = "done",
        Dropped = "dropped",
    }
}

choices! {
    /// What makes the customer act.
    pub enum Driver as "driver" {
        LeadTheMarket = "lead_the_market",
        SellMore = "sell_more",
        AnswerCompetition = "answer_competition",
        Regulation = "regulation",
        Cost = "cost",
        Risk = "risk",
    }
}

record! {
    /// One row of the evaluation table of needs.
    pub struct Need {
        account: Id<Account>,
        title: String,
        kind: Option<NeedKind>,
        basis: Option<Basis>,
        layer: Option<Layer>,
        dimension: Option<NeedDimension>,
        aspect: Option<Aspect>,
        horizon: Option<Horizon>,
        urgency: Option<Rating>,
        importance: Option<Rating>,
        status: Option<NeedStatus>,
        driver: Option<Driver>,
        /// The problem as the customer raised it.
        problem: Option<Paragraph>,
        /// The chain of whys that leads from the problem to its essence.
        whys: Vec<String>,
        /// The root problem.
        essence: Option<Paragraph>,
        stakeholders: Vec<Id<Contact>>,
        customer_solution: Option<Paragraph>,
        guided_solution: Option<Paragraph>,
        final_solution: Option<Paragraph>,
        /// What the customer thinks of the final solution.
        verdict: Option<Rating>,
        verdict_words: Option<Paragraph>,
        /// The measurable goal.
        goal: Option<Paragraph>,
        confirmed_by: Option<Id<Contact>>,
        confirmed_on: Option<Date> [happened],
        /// Whether stakeholders contradict each other.
        contradicted: Option<bool>,
        contradiction: Option<Paragraph>,
        tags: Vec<String>,
        note: Option<Paragraph>,
        external_ids: Vec<String> [external_ids],
        custom: Custom,
        /// Urgency x importance, 1-25.
        priority: Option<i64> [derived],
    }
}
