//! How alike two companies or two people are, so that records of the same one are found.
//!
//! A score is 0 to 100: from [`SAME`] on two names differ in nothing that tells companies apart; from [`LIKELY`] on they are
//! worth a look by a person; below it they are probably two. Nothing is ever merged by a score alone.

mod company;
mod index;
mod name;
mod parts;
mod people;
mod words;

#[cfg(test)]
mod tests;

use crate::choices;
use crate::domain::company::{UniqueKey, UniqueKeyKind, is_one_but_for_code};

pub use index::{Index, Known, Like, Pair};
pub use name::Name;
pub use people::{Person, PersonKey, of_persons, pairs_of_people};

/// From here on two names are one, but for the legal form, marks, script and spaces.
pub const SAME: u8 = 98;

/// From here on two records are worth a look.
pub const LIKELY: u8 = 80;

choices! {
    /// What speaks for two records being one, or against it.
    pub enum Reason as "likeness" {
        SameCreditCode = "same_credit_code",
        SameName = "same_name",
        SameDomain = "same_domain",
        SameEmail = "same_email",
        SamePhone = "same_phone",
        /// One number is the other one without its country or area code.
        SamePhoneNumber = "same_phone_number",
        /// The same text stands for a credit code, and is none.
        SameInvalidCode = "same_invalid_code",
        /// The same words in another order.
        Order = "order",
        /// One is written by its initials.
        Initials = "initials",
        /// A word is written short: Int., Mfg.
        Abbreviation = "abbreviation",
        Spelling = "spelling",
        /// One has a place in its name.
        Place = "place",
        /// One is named as a group or holding.
        Group = "group",
        /// One leaves out its kind of business.
        ShortName = "short_name",
        /// One name holds the other.
        Contained = "contained",
        /// The names differ in their legal forms alone.
        OtherForm = "other_form",
        OtherPlace = "other_place",
        OtherBusiness = "other_business",
        OtherNumber = "other_number",
        OtherCreditCode = "other_credit_code",
    }
}

/// How alike two names or records are, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    /// 0-100.
    pub score: u8,
    pub reasons: Vec<Reason>,
}

impl Likeness {
    fn new(score: u8, reason: Reason) -> Self {
        Self { score, reasons: vec![reason] }
    }

    /// Whether they have something in common that two companies should not: a website, an e-mail address, a phone number, a code.
    #[must_use]
    pub fn shares_key(&self) -> bool {
        let keys = [
            Reason::SameEmail,
            Reason::SameDomain,
            Reason::SamePhone,
            Reason::SamePhoneNumber,
            Reason::SameInvalidCode,
        ];
        self.reasons.iter().any(|reason| keys.contains(reason))
    }

    /// Whether two records that share a website, an e-mail address or a phone number are one, as nothing in what they are called speaks
    /// against it: a place, a group, another legal form or another business are those of daughters and sisters.
    #[must_use]
    pub fn is_one_by_key(&self) -> bool {
        let has = |wanted: &[Reason]| self.reasons.iter().any(|reason| wanted.contains(reason));
        self.score >= LIKELY
            && has(&[Reason::SameDomain, Reason::SameEmail, Reason::SamePhone])
            && has(&[
                Reason::SameName,
                Reason::Spelling,
                Reason::Initials,
                Reason::Abbreviation,
                Reason::Order,
            ])
            && !has(&[
                Reason::ShortName,
                Reason::Place,
                Reason::Group,
                Reason::Contained,
                Reason::OtherForm,
                Reason::OtherPlace,
                Reason::OtherBusiness,
                Reason::OtherNumber,
                Reason::OtherCreditCode,
            ])
    }

    fn cap(mut self, most: u8, reason: Reason) -> Self {
        self.score = self.score.min(most);
        self.reasons.push(reason);
        self
    }
}

/// Whether a phone number of one record is one of the other without its country or area code.
fn share_number(one: &[UniqueKey], other: &[UniqueKey]) -> bool {
    let is_phone = |key: &&UniqueKey| key.kind == UniqueKeyKind::Phone;
    let has = |number: &UniqueKey| {
        other.iter().filter(is_phone).any(|other| is_one_but_for_code(&number.text, &other.text))
    };
    one.iter().filter(is_phone).any(has)
}

/// How alike two names of companies are.
///
/// ```
/// use acct::analysis::likeness::{LIKELY, SAME, of_companies};
/// assert!(of_companies("示例（中国）有限公司", "示例中国有限公司").score >= SAME);
/// assert!(of_companies("深圳华为技术有限公司", "华为技术有限公司").score >= LIKELY);
/// assert!(of_companies("中国石油", "中国石化").score < LIKELY);
/// ```
#[must_use]
pub fn of_companies(one: &str, other: &str) -> Likeness {
    company::compare(&Name::of(one), &Name::of(other))
}

/// How alike two names of people are.
#[must_use]
pub fn of_people(one: &str, other: &str) -> Likeness {
    people::compare(&PersonKey::of(one), &PersonKey::of(other))
}
