//! The market by segments: how the accounts of each stand to us, what they are worth, and where nobody has looked.

use std::collections::BTreeMap;

use crate::domain::account::AccountRelation;
use crate::domain::fold::fold;
use crate::domain::money::{Money, Sums};
use crate::domain::record::Entry;
use crate::domain::value::Value;

/// Coverage (%) from which an account counts as researched: below it, less than a fifth of the five looks is known.
const RESEARCHED: f64 = 20.0;
/// A segment of which less than this share of the accounts is researched is unexplored.
const EXPLORED: f64 = 1.0 / 3.0;

/// The accounts of one segment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ground {
    /// As it is written first; none for accounts without a segment.
    pub name: Option<String>,
    /// Whether the segment itself is recorded.
    pub has_file: bool,
    pub accounts: usize,
    /// By relation to us, in the order of [`AccountRelation::ALL`]; last those of which it is not known.
    pub relations: [usize; 6],
    pub revenue: Sums,
    /// What they ordered in the time that is looked at.
    pub orders: Sums,
    /// Accounts with a coverage from [`RESEARCHED`] on.
    pub researched: usize,
    coverage: f64,
}

/// Why a segment is unexplored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unexplored {
    /// Accounts stand in it, and the segment itself is not recorded.
    NoFile,
    NoAccounts,
    FewResearched,
    /// Accounts without a segment.
    NoSegment,
}

impl Unexplored {
    /// The name that scripts know it by.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoFile => "no_file",
            Self::NoAccounts => "no_accounts",
            Self::FewResearched => "few_researched",
            Self::NoSegment => "no_segment",
        }
    }
}

impl Ground {
    /// The mean coverage of its accounts (%), of which nothing is known counting as 0; none without accounts.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a number of accounts")]
    pub fn coverage(&self) -> Option<f64> {
        (self.accounts > 0).then(|| self.coverage / self.accounts as f64)
    }

    /// What is not explored about it.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a number of accounts")]
    pub fn unexplored(&self) -> Vec<Unexplored> {
        if self.name.is_none() {
            return if self.accounts > 0 { vec![Unexplored::NoSegment] } else { Vec::new() };
        }
        let mut unexplored = Vec::new();
        if !self.has_file {
            unexplored.push(Unexplored::NoFile);
        }
        if self.accounts == 0 {
            unexplored.push(Unexplored::NoAccounts);
        } else if (self.researched as f64) < self.accounts as f64 * EXPLORED {
            unexplored.push(Unexplored::FewResearched);
        }
        unexplored
    }
}

/// The market while accounts are added one by one; its memory is that of the segments, and of a number for each account.
#[derive(Clone, Debug, Default)]
pub struct Market {
    grounds: BTreeMap<String, Ground>,
    /// The segment of each account.
    homes: BTreeMap<i64, String>,
}

impl Market {
    /// A segment that is recorded.
    pub fn add_segment(&mut self, name: &str) {
        let ground = self.grounds.entry(fold(name)).or_default();
        ground.name = Some(name.to_owned());
        ground.has_file = true;
    }

    /// An account, of which segment, relation, revenue and coverage are read.
    pub fn add_account(&mut self, account: &Entry) {
        let name = account.text("segment").trim();
        let key = fold(name);
        self.homes.insert(account.id, key.clone());
        let ground = self.grounds.entry(key).or_default();
        if ground.name.is_none() && !name.is_empty() {
            ground.name = Some(name.to_owned());
        }
        ground.accounts += 1;
        let relation = account.text("relation");
        let place = AccountRelation::ALL.iter().position(|known| known.as_str() == relation);
        ground.relations[place.unwrap_or(AccountRelation::ALL.len())] += 1;
        if let Value::Money(revenue) = account.get("revenue") {
            ground.revenue.add(*revenue);
        }
        if let Value::Number(coverage) = account.get("coverage") {
            ground.coverage += coverage;
            ground.researched += usize::from(*coverage >= RESEARCHED);
        }
    }

    /// What an account ordered; nothing of one that was not added.
    pub fn add_order(&mut self, account: i64, amount: Money) {
        if let Some(ground) = self.homes.get(&account).and_then(|home| self.grounds.get_mut(home)) {
            ground.orders.add(amount);
        }
    }

    /// The segments, those with most accounts first; last the accounts without one.
    #[must_use]
    pub fn grounds(self) -> Vec<Ground> {
        let mut grounds: Vec<Ground> = self.grounds.into_values().collect();
        grounds.sort_by(|left, right| {
            let key = |ground: &Ground| (ground.name.is_none(), std::cmp::Reverse(ground.accounts));
            key(left).cmp(&key(right)).then_with(|| left.name.cmp(&right.name))
        });
        grounds
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;
    use crate::domain::money::Currency;

    fn account(id: i64, segment: &str, relation: &str, revenue: Option<&str>, coverage: f64) -> Entry {
        let mut entry = Entry::blank(Kind::Account);
        entry.id = id;
        entry.set("segment", Value::Text(segment.to_owned()));
        entry.set("relation", Value::Text(relation.to_owned()));
        if let Some(revenue) = revenue {
            entry.set("revenue", Value::Money(Money::parse(revenue, Currency::CNY).unwrap().money));
        }
        entry.set("coverage", Value::Number(coverage));
        entry
    }

    #[test]
    fn segments_are_counted_by_relation_and_currency() {
        let mut market = Market::default();
        market.add_segment("Special steel");
        market.add_segment("Foundries");
        for account in [
            account(1, "special STEEL", "customer", Some("CNY 100"), 40.0),
            account(2, "Special steel", "prospect", Some("USD 7"), 0.0),
            account(3, "Special steel", "customer", Some("CNY 50"), 20.0),
            account(4, "Pipes", "", None, 0.0),
            account(5, "", "lost", None, 80.0),
        ] {
            market.add_account(&account);
        }
        market.add_order(1, Money::new(500, Currency::CNY));
        market.add_order(9, Money::new(500, Currency::CNY));
        let grounds = market.grounds();
        let names: Vec<Option<&str>> = grounds.iter().map(|ground| ground.name.as_deref()).collect();
        assert_eq!(names, [Some("Special steel"), Some("Pipes"), Some("Foundries"), None]);
        let steel = &grounds[0];
        assert_eq!((steel.accounts, steel.relations, steel.researched), (3, [0, 1, 2, 0, 0, 0], 2));
        assert_eq!(steel.coverage(), Some(20.0));
        let sums = |sums: &Sums| {
            sums.counted()
                .map(|(money, of)| {
                    format!("{} {of}", money.in_words(crate::domain::language::Language::English))
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(sums(&steel.revenue).len(), 2);
        assert!(sums(&steel.revenue)[0].ends_with(" 2") && sums(&steel.orders).len() == 1);
        let unexplored: Vec<Vec<Unexplored>> = grounds.iter().map(Ground::unexplored).collect();
        assert_eq!(
            unexplored,
            [
                vec![],
                vec![Unexplored::NoFile, Unexplored::FewResearched],
                vec![Unexplored::NoAccounts],
                vec![Unexplored::NoSegment]
            ]
        );
    }
}
