//! The answer to one question of the five looks.

use std::collections::BTreeSet;

use super::account::Account;
use super::choices::Confidence;
use super::date::Date;
use super::id::Id;
use super::kind::Kind;
use super::record::Paragraph;
use crate::{choices, record};

choices! {
    /// Whether the question found an answer.
    pub enum Answered as "answered" {
        Known = "known",
        /// Asked, and nobody knew.
        Unknown = "unknown",
        /// Only a note was made; the question is as open as before.
        Noted = "noted",
    }
}

choices! {
    /// How an answer was come by.
    pub enum Method as "method" {
        Desk = "desk",
        Visit = "visit",
        Call = "call",
        Interview = "interview",
        Survey = "survey",
        Observation = "observation",
        Estimate = "estimate",
        Other = "other",
    }
}

record! {
    /// An answer with its evidence. A newer answer supersedes it; it stays readable.
    pub struct Finding {
        account: Id<Account>,
        /// The question, as `look.item`.
        item: String,
        answered: Answered,
        /// The answer in its canonical form (`4`, `yes`, `CNY 1200.00`, `2026-03-01`, `a;b`).
        value: Option<Paragraph>,
        note: Option<Paragraph>,
        source: Option<String>,
        method: Option<Method>,
        date: Date [happened],
        confidence: Option<Confidence>,
        by: Option<String>,
        superseded: Option<bool>,
    }
}

/// Of the answers to one question the one that stays in force: what somebody knows counts more than that nobody did, and that
/// more than a mere note; of the same sort the later day counts, then what was recorded last. None of none.
pub fn in_force<'f>(answers: impl IntoIterator<Item = &'f Finding>) -> Option<&'f Finding> {
    let sort = |answered| match answered {
        Answered::Noted => 0,
        Answered::Unknown => 1,
        Answered::Known => 2,
    };
    answers.into_iter().max_by_key(|finding| (sort(finding.answered), finding.date, finding.id.number()))
}

/// Whether what an industry was answered holds for an account of it: where the account knows nothing itself. That nobody knew
/// is an answer of either; of two of those the later holds. A mere note about an industry answers nothing.
#[must_use]
pub fn holds_for_account(industry: (Answered, Date), own: Option<(Answered, Date)>) -> bool {
    match (industry.0, own) {
        (Answered::Noted, _) | (_, Some((Answered::Known, _))) => false,
        (Answered::Unknown, Some((Answered::Unknown, date))) => industry.1 >= date,
        _ => true,
    }
}

/// Answers as they were on a day, oldest first: those that were found later are left out, and what they superseded is in
/// force again.
#[must_use]
pub fn known_by(mut findings: Vec<Finding>, day: Date) -> Vec<Finding> {
    let later = findings.iter().filter(|finding| finding.date > day);
    let overtaken: BTreeSet<String> = later.map(|finding| finding.item.clone()).collect();
    if overtaken.is_empty() {
        return findings;
    }
    findings.retain(|finding| finding.date <= day);
    for item in overtaken {
        let mut of_item: Vec<&mut Finding> =
            findings.iter_mut().filter(|finding| finding.item == item).collect();
        if of_item.iter().any(|finding| finding.superseded != Some(true)) {
            continue;
        }
        if let Some(newest) = of_item.iter_mut().max_by_key(|finding| (finding.date, finding.id.number())) {
            newest.superseded = None;
        }
    }
    findings
}

impl Kind {
    /// Whether records of this kind are answers to questions of the five looks.
    #[must_use]
    pub const fn is_answer(self) -> bool {
        matches!(self, Self::Finding | Self::IndustryFinding)
    }
}

/// What a question was answered with, without its evidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Told<'t> {
    /// The question, by its full name.
    pub item: &'t str,
    pub answered: Answered,
    /// The answer as it is kept; "" where nobody knows.
    pub text: &'t str,
    pub date: Date,
}

impl<'f> From<&'f Finding> for Told<'f> {
    fn from(finding: &'f Finding) -> Self {
        Self {
            item: &finding.item,
            answered: finding.answered,
            text: finding.value.as_ref().map_or("", |value| &value.0),
            date: finding.date,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::{Entry, Record as _};
    use crate::domain::value::Value;

    fn finding(id: i64, answered: Answered, day: i8) -> Finding {
        let mut entry = Entry::blank(Kind::Finding);
        entry.id = id;
        entry.set("account", Value::Link(1));
        entry.set("item", Value::Text("trend.rivalry".to_owned()));
        entry.set("answered", Value::Text(answered.as_str().to_owned()));
        entry.set("date", Value::Date(Date::constant(2026, 3, day)));
        Finding::from_entry(&entry).unwrap()
    }

    #[test]
    fn what_an_industry_was_answered_holds_where_the_account_knows_nothing() {
        use Answered::{Known, Noted, Unknown};
        let on = |answered, day| (answered, Date::constant(2026, 3, day));
        for (industry, own, holds) in [
            (on(Known, 1), None, true),
            (on(Known, 1), Some(on(Unknown, 9)), true),
            (on(Known, 9), Some(on(Known, 1)), false),
            (on(Unknown, 1), None, true),
            (on(Unknown, 1), Some(on(Noted, 9)), true),
            (on(Unknown, 9), Some(on(Known, 1)), false),
            (on(Unknown, 9), Some(on(Unknown, 1)), true),
            (on(Unknown, 1), Some(on(Unknown, 9)), false),
            (on(Noted, 9), None, false),
        ] {
            assert_eq!(holds_for_account(industry, own), holds, "{industry:?} {own:?}");
        }
    }

    #[test]
    fn what_is_known_stays_in_force_before_what_is_later() {
        use Answered::{Known, Noted, Unknown};
        for (answers, stays) in [
            ([finding(1, Known, 1), finding(2, Unknown, 9)], 1),
            ([finding(1, Unknown, 9), finding(2, Known, 1)], 2),
            ([finding(1, Noted, 9), finding(2, Unknown, 1)], 2),
            ([finding(1, Known, 9), finding(2, Known, 1)], 1),
            ([finding(1, Unknown, 1), finding(2, Unknown, 9)], 2),
            ([finding(1, Known, 1), finding(2, Known, 1)], 2),
        ] {
            assert_eq!(in_force(&answers).map(|finding| finding.id.number()), Some(stays), "{answers:?}");
        }
        assert_eq!(in_force([]), None);
    }
}
