//! What the accounts of a segment are typically like, and who decides there; computed from their records.

use std::collections::{BTreeMap, BTreeSet};

use super::median::median;
use crate::domain::fold::fold;
use crate::domain::money::{Currency, Sums};
use crate::domain::record::Entry;
use crate::domain::value::Value;

/// How often something is named, as it is written first, most often first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally(BTreeMap<String, (String, usize)>);

impl Tally {
    fn add(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.0.entry(fold(text)).or_insert_with(|| (text.trim().to_owned(), 0)).1 += 1;
        }
    }

    /// Of how many it is known.
    #[must_use]
    pub fn known(&self) -> usize {
        self.0.values().map(|(_, times)| times).sum()
    }

    /// Most often first.
    #[must_use]
    pub fn most(&self) -> Vec<(&str, usize)> {
        let mut most: Vec<(&str, usize)> =
            self.0.values().map(|(text, times)| (text.as_str(), *times)).collect();
        most.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
        most
    }
}

/// Between which some numbers lie, all and the half of them in the middle, and the median.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    pub least: i64,
    /// What a quarter of them does not exceed.
    pub lower: i64,
    /// Of an even number of them the mean of the two in the middle.
    pub median: f64,
    /// What three quarters of them do not exceed.
    pub upper: i64,
    pub most: i64,
    /// Of how many it is known.
    pub of: usize,
}

/// What accounts of a segment are like. Figures are counts; each says of how many it is known.
#[derive(Clone, Debug, Default)]
pub struct Persona {
    pub accounts: usize,
    employees: Vec<i64>,
    revenues: BTreeMap<&'static str, (Currency, Vec<i64>)>,
    pub revenue: Sums,
    pub regions: Tally,
    pub industries: Tally,
    pub tiers: Tally,
    /// Key buying factors, and at how many accounts each is named.
    pub factors: Tally,
    pub need_aspects: Tally,
    pub need_dimensions: Tally,
    pub needs: usize,
    pub people: usize,
    /// How those are who decide: on the decision level, or approving.
    pub deciders: usize,
    pub deciding_levels: Tally,
    pub deciding_functions: Tally,
    pub deciding_styles: Tally,
    /// How all of them are and stand to us.
    pub styles: Tally,
    pub stances: Tally,
    named: BTreeSet<(i64, String)>,
}

impl Persona {
    pub fn add_account(&mut self, account: &Entry) {
        self.accounts += 1;
        self.employees.extend(account.get("employees").as_integer());
        if let Value::Money(revenue) = account.get("revenue") {
            self.revenue.add(*revenue);
            let currency = revenue.currency;
            self.revenues.entry(currency.code()).or_insert((currency, Vec::new())).1.push(revenue.minor);
        }
        self.regions.add(account.text("region"));
        self.industries.add(account.text("industry"));
        self.tiers.add(account.text("tier"));
    }

    /// A key buying factor; one account names it once.
    pub fn add_factor(&mut self, factor: &Entry) {
        let account = factor.account().unwrap_or_default();
        if self.named.insert((account, fold(factor.text("name")))) {
            self.factors.add(factor.text("name"));
        }
    }

    /// A need that was not dropped.
    pub fn add_need(&mut self, need: &Entry) {
        if need.text("status") != "dropped" {
            self.needs += 1;
            self.need_aspects.add(need.text("aspect"));
            self.need_dimensions.add(need.text("dimension"));
        }
    }

    /// A person who has not left.
    pub fn add_person(&mut self, person: &Entry) {
        if *person.get("left") == Value::YesNo(true) {
            return;
        }
        self.people += 1;
        self.styles.add(person.text("style"));
        self.stances.add(person.text("stance"));
        let approves = person.list("roles").iter().any(|role| role == "approver");
        if approves || person.text("level") == "decision" {
            self.deciders += 1;
            self.deciding_levels.add(person.text("level"));
            self.deciding_functions.add(person.text("function"));
            self.deciding_styles.add(person.text("style"));
        }
    }

    /// How many people the accounts employ.
    #[must_use]
    pub fn employees(&self) -> Option<Spread> {
        spread(&self.employees)
    }

    /// Annual revenues in minor units, by currency.
    pub fn revenues(&self) -> impl Iterator<Item = (Currency, Spread)> {
        self.revenues.values().filter_map(|(currency, revenues)| Some((*currency, spread(revenues)?)))
    }
}

/// The quarters by nearest rank: the smallest number that a quarter, three quarters of all do not exceed.
fn spread(numbers: &[i64]) -> Option<Spread> {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    let at = |quarters: usize| sorted.get((sorted.len() * quarters).div_ceil(4).max(1) - 1).copied();
    Some(Spread {
        least: *sorted.first()?,
        lower: at(1)?,
        upper: at(3)?,
        most: *sorted.last()?,
        of: sorted.len(),
        median: median(sorted)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;

    fn entry(kind: Kind, account: i64, values: &[(&str, Value)]) -> Entry {
        let mut entry = Entry::blank(kind);
        entry.set("account", Value::Link(account));
        for (name, value) in values {
            entry.set(name, value.clone());
        }
        entry
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn a_spread_tells_all_the_middle_half_and_the_median() {
        for (numbers, expected) in [
            (&[][..], None),
            (&[7], Some(([7, 7, 7, 7], 7.0))),
            (&[4, 1, 3, 2], Some(([1, 1, 3, 4], 2.5))),
            (&[10, 20, 30, 1000], Some(([10, 10, 30, 1000], 25.0))),
            (&[5, 1, 4, 2, 3], Some(([1, 2, 4, 5], 3.0))),
        ] {
            let found = spread(numbers)
                .map(|spread| ([spread.least, spread.lower, spread.upper, spread.most], spread.median));
            assert_eq!(found, expected, "{numbers:?}");
        }
    }

    #[test]
    fn a_persona_counts_what_is_known_and_says_of_how_many() {
        let mut persona = Persona::default();
        persona.add_account(&entry(
            Kind::Account,
            0,
            &[("region", text("East")), ("employees", Value::Integer(90))],
        ));
        persona.add_account(&entry(Kind::Account, 0, &[("region", text("EAST"))]));
        for (account, name) in [(1, "Price"), (1, "price"), (2, "Delivery"), (2, "Price")] {
            persona.add_factor(&entry(Kind::Factor, account, &[("name", text(name))]));
        }
        persona.add_need(&entry(Kind::Need, 1, &[("aspect", text("quality"))]));
        persona.add_need(&entry(Kind::Need, 1, &[("aspect", text("price")), ("status", text("dropped"))]));
        let approver = Value::List(vec!["approver".to_owned()]);
        for values in [
            &[("level", text("decision")), ("style", text("dominant"))][..],
            &[("level", text("management")), ("roles", approver)],
            &[("level", text("operation")), ("style", text("social"))],
            &[("level", text("decision")), ("left", Value::YesNo(true))],
        ] {
            persona.add_person(&entry(Kind::Contact, 1, values));
        }
        assert_eq!(
            persona.employees(),
            Some(Spread { least: 90, lower: 90, median: 90.0, upper: 90, most: 90, of: 1 })
        );
        assert_eq!((persona.regions.most(), persona.regions.known()), (vec![("East", 2)], 2));
        assert_eq!(persona.factors.most(), [("Price", 2), ("Delivery", 1)]);
        assert_eq!((persona.needs, persona.need_aspects.most()), (1, vec![("quality", 1)]));
        assert_eq!((persona.people, persona.deciders), (3, 2));
        assert_eq!(persona.deciding_styles.most(), [("dominant", 1)]);
        assert_eq!(persona.styles.known(), 2);
    }
}
