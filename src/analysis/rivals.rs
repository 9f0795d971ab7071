//! A rival over all accounts where it is met.

use std::collections::{BTreeMap, BTreeSet};

use super::comparison::Comparison;
use crate::domain::factor::{Factor, RivalMark};
use crate::domain::fold::fold;
use crate::domain::rival::Rival;

/// A rival at one account, with the buying factors there and its marks in them.
#[derive(Clone, Debug, PartialEq)]
pub struct Met {
    pub rival: Rival,
    pub factors: Vec<Factor>,
    pub marks: Vec<RivalMark>,
}

impl Met {
    /// By how much it leads us there, where both have marks; see [`Comparison::of`].
    #[must_use]
    pub fn lead(&self) -> Option<f64> {
        let grid = Comparison::of(&self.factors, std::slice::from_ref(&self.rival), &self.marks);
        grid.sides.get(1)?.lead
    }
}

/// The mean marks in factors of one name, over accounts, and in how many there is one.
#[derive(Clone, Debug, PartialEq)]
pub struct FactorMean {
    pub factor: String,
    pub theirs: (f64, usize),
    /// Ours in the same factors.
    pub ours: Option<(f64, usize)>,
}

/// How a rival stands at the accounts where it is met.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    pub accounts: usize,
    /// The mean of its shares of wallet (%), and at how many accounts that is known.
    pub share: Option<(f64, usize)>,
    /// The mean satisfaction with it (1 to 5), and at how many accounts that is known.
    pub satisfaction: Option<(f64, usize)>,
    /// What it is strong in and at how many accounts, most often first.
    pub strengths: Vec<(String, usize)>,
    pub weaknesses: Vec<(String, usize)>,
    pub products: Vec<(String, usize)>,
    pub lines: Vec<(String, usize)>,
    pub representatives: Vec<(String, usize)>,
    /// By the name of the factor, that with most marks first.
    pub marks: Vec<FactorMean>,
    /// At how many accounts both it and we have marks in a factor.
    pub compared: usize,
    /// The accounts where it leads us, by most first.
    pub ahead: Vec<i64>,
}

/// How a rival stands, by its records. What is not known counts nowhere.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "1 to 5")]
pub fn standing(met: &[Met]) -> Standing {
    let rivals = || met.iter().map(|met| &met.rival);
    let single = |value: &dyn Fn(&Rival) -> Option<String>| -> Vec<Vec<String>> {
        rivals().map(|rival| value(rival).into_iter().collect()).collect()
    };
    let leads = met.iter().filter_map(|met| Some((met.rival.account.number(), met.lead()?)));
    let mut leads: Vec<(i64, f64)> = leads.collect();
    leads.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    Standing {
        accounts: met.len(),
        share: mean(rivals().filter_map(|rival| rival.share).map(|share| share.0)),
        satisfaction: mean(rivals().filter_map(|rival| rival.satisfaction).map(|rating| rating.0 as f64)),
        strengths: often(rivals().map(|rival| &rival.strengths)),
        weaknesses: often(rivals().map(|rival| &rival.weaknesses)),
        products: often(single(&|rival| rival.product.clone()).iter()),
        lines: often(rivals().map(|rival| &rival.lines)),
        representatives: often(single(&|rival| rival.representative.clone()).iter()),
        marks: marks(met),
        compared: leads.len(),
        ahead: leads.iter().filter(|(_, lead)| *lead > 1e-9).map(|(account, _)| *account).collect(),
    }
}

/// Factors are one by their names, whatever their case and width.
#[expect(clippy::cast_precision_loss, reason = "1 to 5")]
fn marks(met: &[Met]) -> Vec<FactorMean> {
    let mut told: BTreeMap<String, (String, Vec<f64>, Vec<f64>)> = BTreeMap::new();
    for (met, mark) in met.iter().flat_map(|met| met.marks.iter().map(move |mark| (met, mark))) {
        let Some(factor) = met.factors.iter().find(|factor| factor.id == mark.factor) else { continue };
        let (_, theirs, ours) =
            told.entry(fold(&factor.name)).or_insert_with(|| (factor.name.clone(), Vec::new(), Vec::new()));
        theirs.push(mark.mark.0 as f64);
        ours.extend(factor.ours.map(|mark| mark.0 as f64));
    }
    let means = told.into_values().filter_map(|(factor, theirs, ours)| {
        Some(FactorMean { factor, theirs: mean(theirs.into_iter())?, ours: mean(ours.into_iter()) })
    });
    let mut means: Vec<FactorMean> = means.collect();
    means.sort_by_key(|mean| std::cmp::Reverse(mean.theirs.1));
    means
}

#[expect(clippy::cast_precision_loss, reason = "a number of accounts")]
fn mean(values: impl Iterator<Item = f64>) -> Option<(f64, usize)> {
    let (sum, of) = values.fold((0.0, 0), |(sum, of), value| (sum + value, of + 1));
    (of > 0).then(|| (sum / of as f64, of))
}

/// Points under the way in which they are written first, whatever their case and width.
fn often<'r>(lists: impl Iterator<Item = &'r Vec<String>>) -> Vec<(String, usize)> {
    let mut told: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for list in lists {
        let mut here = BTreeSet::new();
        for point in list {
            let folded = fold(point);
            if here.insert(folded.clone()) {
                told.entry(folded).or_insert_with(|| (point.clone(), 0)).1 += 1;
            }
        }
    }
    let mut points: Vec<(String, usize)> = told.into_values().collect();
    points.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;
    use crate::domain::record::{Entry, Record as _};
    use crate::domain::value::Value;

    fn rival(share: Option<f64>, satisfaction: Option<i64>, strengths: &[&str]) -> Met {
        let mut entry = Entry::blank(Kind::Rival);
        entry.set("account", Value::Link(1));
        entry.set("name", Value::Text("Rival Ltd".to_owned()));
        entry.set("share", share.map_or(Value::Empty, Value::Number));
        entry.set("satisfaction", satisfaction.map_or(Value::Empty, Value::Integer));
        entry.set("strengths", Value::List(strengths.iter().map(|&point| point.to_owned()).collect()));
        Met { rival: Rival::from_entry(&entry).unwrap(), factors: Vec::new(), marks: Vec::new() }
    }

    #[test]
    fn marks_are_means_by_the_name_of_the_factor_and_leads_are_counted() {
        use crate::analysis::comparison::tests::{factor, mark};
        let at = |account: i64, name: &str, theirs: i64, ours: Option<i64>| {
            let mut met = rival(None, None, &[]);
            (met.rival.id, met.rival.account) =
                (crate::domain::id::Id::new(2), crate::domain::id::Id::new(account));
            met.factors = vec![factor(1, name, None, ours)];
            met.marks = vec![mark(1, 2, theirs)];
            met
        };
        let standing = standing(&[
            at(1, "Price", 5, Some(4)),
            at(2, "PRICE", 4, None),
            at(3, "Service", 2, Some(3)),
            at(4, "Price", 5, Some(1)),
        ]);
        let price = &standing.marks[0];
        assert_eq!((price.factor.as_str(), price.theirs.1, price.ours), ("Price", 3, Some((2.5, 2))));
        assert!((price.theirs.0 - 14.0 / 3.0).abs() < 1e-9);
        assert_eq!((standing.compared, standing.ahead), (3, vec![4, 1]));
    }

    #[test]
    fn a_rival_stands_as_its_records_say_and_what_is_unknown_counts_nowhere() {
        let rivals = [
            rival(Some(40.0), Some(2), &["Price", "delivery", "PRICE"]),
            rival(Some(10.0), None, &["price"]),
            rival(None, Some(5), &[]),
        ];
        let standing = standing(&rivals);
        assert_eq!(standing.accounts, 3);
        assert_eq!((standing.share, standing.satisfaction), (Some((25.0, 2)), Some((3.5, 2))));
        assert_eq!(standing.strengths, [("Price".to_owned(), 2), ("delivery".to_owned(), 1)]);
        assert_eq!(standing.weaknesses, []);
    }
}
