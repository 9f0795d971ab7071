//! What the score of an account is read from, and no more of it, so that many accounts can be scored without loading all
//! that is known of them.

use super::environment::Environment;
use super::facts::Facts;
use super::orders::Deal;
use crate::domain::contact::{Contact, Level};
use crate::domain::date::Date;
use crate::domain::finding::{Answered, Finding, Told};
use crate::domain::interaction::Interaction;

/// Somebody at the customer who has not left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Person {
    pub level: Option<Level>,
    /// 0 to 5.
    pub relationship: Option<i64>,
    /// 1 to 5.
    pub influence: Option<i64>,
}

/// Answers, people, days of interactions and orders of one account.
#[derive(Clone, Debug, Default)]
pub struct Evidence<'e> {
    /// The answers in force that say something, by their questions.
    answers: Vec<Told<'e>>,
    /// What its industry was answered, also where the account has an answer of its own.
    of_industry: Vec<Told<'e>>,
    people: Vec<Person>,
    interactions: Vec<Date>,
    deals: Vec<Deal<'e>>,
}

impl<'e> Evidence<'e> {
    /// From answers that are not superseded, of each question the newest last; from the people who have not left, and the
    /// days of interactions.
    #[must_use]
    pub fn new(mut answers: Vec<Told<'e>>, people: Vec<Person>, interactions: Vec<Date>) -> Self {
        answers.sort_by_key(|told| told.item);
        // What is kept is the first of those that are the same: the newest, seen from the end.
        answers.reverse();
        answers.dedup_by_key(|told| told.item);
        answers.reverse();
        answers.retain(|told| told.answered == Answered::Known);
        Self { answers, people, interactions, ..Self::default() }
    }

    #[must_use]
    pub fn of(facts: &'e Facts) -> Self {
        Self::of_answers(facts.in_force(), &facts.contacts, &facts.interactions)
            .with_deals(facts.orders.iter().map(Deal::of).collect())
            .with_industry(facts.environment.as_deref())
    }

    /// With what its industry was answered.
    #[must_use]
    pub fn with_industry(self, environment: Option<&'e Environment>) -> Self {
        let answers = environment.into_iter().flat_map(Environment::answers).map(Told::from);
        let of_industry = answers.filter(|told| told.answered == Answered::Known).collect();
        Self { of_industry, ..self }
    }

    /// The same without an answer of the account's own on an item, where its industry has one: that holds then.
    #[must_use]
    pub fn left_to_industry(&self, item: &str) -> Option<Self> {
        let answer = *self.of_industry.iter().rev().find(|told| told.item == item)?;
        let mut left = self.clone();
        left.answers.retain(|told| told.item != item);
        let place = left.answers.partition_point(|told| told.item < item);
        left.answers.insert(place, answer);
        Some(left)
    }

    /// With what they ordered.
    #[must_use]
    pub fn with_deals(self, deals: Vec<Deal<'e>>) -> Self {
        Self { deals, ..self }
    }

    /// From whole records, each kind oldest first; superseded answers may be among them.
    #[must_use]
    pub fn of_records(findings: &'e [Finding], contacts: &[Contact], interactions: &[Interaction]) -> Self {
        let in_force = findings.iter().filter(|finding| finding.superseded != Some(true));
        Self::of_answers(in_force, contacts, interactions)
    }

    fn of_answers(
        in_force: impl Iterator<Item = &'e Finding>,
        contacts: &[Contact],
        interactions: &[Interaction],
    ) -> Self {
        let present = contacts.iter().filter(|contact| contact.left != Some(true));
        let people = present.map(|contact| Person {
            level: contact.level,
            relationship: contact.relationship.map(|relationship| relationship.0),
            influence: contact.influence.map(|influence| influence.0),
        });
        let days = interactions.iter().map(|interaction| interaction.date);
        Self::new(in_force.map(Told::from).collect(), people.collect(), days.collect())
    }

    /// The answer in force on an item, where it says something.
    #[must_use]
    pub fn answer(&self, item: &str) -> Option<&Told<'e>> {
        let place = self.answers.binary_search_by_key(&item, |told| told.item).ok()?;
        self.answers.get(place)
    }

    #[must_use]
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// Orders, those of the future among them.
    #[must_use]
    pub fn deals(&self) -> &[Deal<'e>] {
        &self.deals
    }

    /// The days of interactions, those of the future among them.
    #[must_use]
    pub fn interactions(&self) -> &[Date] {
        &self.interactions
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(item: &'static str, text: &'static str) -> Told<'static> {
        let answered = if text.is_empty() { Answered::Unknown } else { Answered::Known };
        Told { item, answered, text, date: Date::constant(2026, 3, 1) }
    }

    #[test]
    fn without_an_own_answer_that_of_the_industry_holds() {
        let answers = vec![told("trend.entrants", "3"), told("trend.rivalry", "2"), told("zeal", "1")];
        let of_industry = vec![told("trend.rivalry", "4"), told("trend.policy", "5")];
        let evidence = Evidence { of_industry, ..Evidence::new(answers, Vec::new(), Vec::new()) };
        let text = |evidence: &Evidence, item: &str| evidence.answer(item).map(|told| told.text.to_owned());
        let left = evidence.left_to_industry("trend.rivalry").unwrap();
        assert_eq!(text(&left, "trend.rivalry").as_deref(), Some("4"));
        assert_eq!(
            (text(&left, "trend.entrants"), text(&left, "zeal")),
            (Some("3".into()), Some("1".into()))
        );
        let left = evidence.left_to_industry("trend.policy").unwrap();
        assert_eq!(text(&left, "trend.policy").as_deref(), Some("5"));
        assert!(evidence.left_to_industry("zeal").is_none(), "its industry does not know it");
    }

    #[test]
    fn the_newest_answer_counts_and_none_where_nobody_knows_any_more() {
        let answers = vec![
            told("trend.rivalry", "2"),
            told("self.loyalty", "4"),
            told("trend.rivalry", "5"),
            told("self.loyalty", ""),
            told("customer.margin", ""),
            told("customer.margin", "1"),
        ];
        let evidence = Evidence::new(answers, Vec::new(), Vec::new());
        let text = |item| evidence.answer(item).map(|told| told.text);
        assert_eq!(text("trend.rivalry"), Some("5"));
        assert_eq!(text("self.loyalty"), None);
        assert_eq!(text("customer.margin"), Some("1"));
        assert_eq!(text("trend.entrants"), None);
    }
}
