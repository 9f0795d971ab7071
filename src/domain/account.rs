//! A company that we research.

use super::choices::{Outcome, Stage, Tier};
use super::date::Date;
use super::fold::fold;
use super::id::Id;
use super::kind::Kind;
use super::money::Money;
use super::record::{Custom, Entry, Paragraph, Percent, Year};
use super::value::Value;
use crate::{choices, record};

choices! {
    /// How the company stands to us.
    pub enum AccountRelation as "relation_to_us" {
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
        relation: Option<AccountRelation>,
        industry: Option<String>,
        segment: Option<String>,
        country: Option<String>,
        region: Option<String>,
        city: Option<String>,
        address: Option<String>,
        website: Option<String>,
        phone: Option<String>,
        email: Option<String>,
        employees: Option<i64>,
        /// Annual revenue.
        revenue: Option<Money> [not_negative],
        registered_capital: Option<Money> [not_negative],
        ownership: Option<Ownership>,
        legal_representative: Option<String>,
        listing_code: Option<String>,
        /// The unified social credit code, by which the state knows it.
        credit_code: Option<String>,
        founded: Option<Year>,
        /// The person of ours who looks after it.
        owner: Option<String>,
        tags: Vec<String>,
        /// Its names in other systems, as `system:id`.
        external_ids: Vec<String> [external_ids],
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

/// Drops the aliases of an account that are its name or an earlier alias but for case, width and spacing, by which no
/// name is told from another. Gives those that were dropped, as they were written.
pub fn drop_repeated_names(entry: &mut Entry) -> Vec<String> {
    let (Kind::Account, Value::List(aliases)) = (entry.kind, entry.get("aliases")) else { return Vec::new() };
    let mut names = vec![fold(&entry.title())];
    let is_new = |alias: &String| {
        let folded = fold(alias);
        let is_new = !names.contains(&folded);
        names.push(folded);
        is_new
    };
    let (kept, dropped): (Vec<String>, Vec<String>) = aliases.iter().cloned().partition(is_new);
    if !dropped.is_empty() {
        entry.set("aliases", if kept.is_empty() { Value::Empty } else { Value::List(kept) });
    }
    dropped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_that_repeats_a_name_goes_and_the_first_as_written_stays() {
        for (name, aliases, kept, dropped) in [
            ("Big Blue", &["IBM", "ibm", "ＩＢＭ"][..], &["IBM"][..], &["ibm", "ＩＢＭ"][..]),
            ("ＩＢＭ", &["ibm", "Big  Blue", "big blue"], &["Big  Blue"], &["ibm", "big blue"]),
            ("IBM", &["Ibm"], &[], &["Ibm"]),
            ("华为", &["HW", "菊厂"], &["HW", "菊厂"], &[]),
        ] {
            let list = |names: &[&str]| Value::List(names.iter().map(|name| (*name).to_owned()).collect());
            let mut entry = Entry::blank(Kind::Account);
            entry.set("name", Value::Text(name.to_owned()));
            entry.set("aliases", list(aliases));
            assert_eq!(drop_repeated_names(&mut entry), dropped);
            assert_eq!(*entry.get("aliases"), if kept.is_empty() { Value::Empty } else { list(kept) });
        }
    }
}
