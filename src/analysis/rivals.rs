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
    fn account(&self) -> i64 {
        self.rival.account.number()
    }

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
pub struct RivalStanding {
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

/// How a rival stands, by its records. What is not known counts nowhere; an account counts once, though there be several records
/// of the rival at it.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "1 to 5")]
pub fn standing(met: &[Met]) -> RivalStanding {
    let rivals = || met.iter().map(|met| &met.rival);
    let leads = met.iter().filter_map(|met| Some((met.account(), met.lead()?)));
    let mut leads: Vec<(i64, f64)> = leads.collect();
    leads.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    let mut compared = BTreeSet::new();
    // Of several at one account the one that leads by most stands for it.
    leads.retain(|(account, _)| compared.insert(*account));
    let known = |value: &dyn Fn(&Rival) -> Option<f64>| {
        mean(rivals().filter_map(|rival| Some((rival.account.number(), value(rival)?))))
    };
    let single = |point: &Option<String>| -> Vec<String> { point.iter().cloned().collect() };
    RivalStanding {
        accounts: met.iter().map(Met::account).collect::<BTreeSet<i64>>().len(),
        share: known(&|rival| rival.share.map(|share| share.0)),
        satisfaction: known(&|rival| rival.satisfaction.map(|rating| rating.0 as f64)),
        strengths: often(met, |rival| rival.strengths.clone()),
        weaknesses: often(met, |rival| rival.weaknesses.clone()),
        products: often(met, |rival| single(&rival.product)),
        lines: often(met, |rival| rival.lines.clone()),
        representatives: often(met, |rival| single(&rival.representative)),
        marks: marks(met),
        compared: leads.len(),
        ahead: leads.iter().filter(|(_, lead)| *lead > 1e-9).map(|(account, _)| *account).collect(),
    }
}

/// What the shares of wallet (%) of the rivals at one account come to, where that is more than there is.
#[must_use]
pub fn too_much<'r>(rivals: impl IntoIterator<Item = &'r Rival>) -> Option<f64> {
    /// Shares are estimates: what rounding adds up to is let through.
    const ALL: f64 = 100.5;
    let shares: f64 = rivals.into_iter().filter_map(|rival| rival.share).map(|share| share.0).sum();
    (shares > ALL).then_some(shares)
}

/// Factors are one by their names, whatever their case and width.
#[expect(clippy::cast_precision_loss, reason = "1 to 5")]
fn marks(met: &[Met]) -> Vec<FactorMean> {
    type Marks = Vec<(i64, f64)>;
    let mut told: BTreeMap<String, (String, Marks, Marks)> = BTreeMap::new();
    for (met, mark) in met.iter().flat_map(|met| met.marks.iter().map(move |mark| (met, mark))) {
        let Some(factor) = met.factors.iter().find(|factor| factor.id == mark.factor) else { continue };
        let (_, theirs, ours) =
            told.entry(fold(&factor.name)).or_insert_with(|| (factor.name.clone(), Vec::new(), Vec::new()));
        theirs.push((met.account(), mark.mark.0 as f64));
        ours.extend(factor.ours.map(|mark| (met.account(), mark.0 as f64)));
    }
    let means = told.into_values().filter_map(|(factor, theirs, ours)| {
        Some(FactorMean { factor, theirs: mean(theirs.into_iter())?, ours: mean(ours.into_iter()) })
    });
    let mut means: Vec<FactorMean> = means.collect();
    means.sort_by_key(|mean| std::cmp::Reverse(mean.theirs.1));
    means
}

/// The mean of values, each of an account, and of how many accounts they are.
#[expect(clippy::cast_precision_loss, reason = "a number of records")]
fn mean(values: impl Iterator<Item = (i64, f64)>) -> Option<(f64, usize)> {
    let (mut sum, mut of, mut accounts) = (0.0, 0_usize, BTreeSet::new());
    for (account, value) in values {
        sum += value;
        of += 1;
        accounts.insert(account);
    }
    (of > 0).then(|| (sum / of as f64, accounts.len()))
}

/// Points and at how many accounts they are told, under the way in which they are written first, whatever their case and width.
fn often(met: &[Met], points: impl Fn(&Rival) -> Vec<String>) -> Vec<(String, usize)> {
    let mut told: BTreeMap<String, (String, BTreeSet<i64>)> = BTreeMap::new();
    for met in met {
        for point in points(&met.rival) {
            let (_, accounts) = told.entry(fold(&point)).or_insert_with(|| (point.clone(), BTreeSet::new()));
            accounts.insert(met.account());
        }
    }
    let points = told.into_values().map(|(point, accounts)| (point, accounts.len()));
    let mut points: Vec<(String, usize)> = points.collect();
    points.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;
    use crate::domain::record::{Entry, Record as _};
    use crate::domain::value::Value;

    fn rival(account: i64, share: Option<f64>, satisfaction: Option<i64>, strengths: &[&str]) -> Met {
        let mut entry = Entry::blank(Kind::Rival);
        entry.set("account", Value::Link(account));
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
            let mut met = rival(account, None, None, &[]);
            met.rival.id = crate::domain::id::Id::new(2);
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
    fn shares_of_one_wallet_are_no_more_than_all_of_it() {
        let shares = |shares: &[f64]| -> Vec<Rival> {
            shares.iter().map(|share| rival(1, Some(*share), None, &[]).rival).collect()
        };
        assert_eq!(too_much(&shares(&[70.0, 60.0, 10.0])), Some(140.0));
        assert_eq!(too_much(&shares(&[33.4, 33.4, 33.4])), None, "as rounded");
        assert_eq!(too_much(&shares(&[])), None);
    }

    #[test]
    fn several_records_at_one_account_are_one_account() {
        use crate::analysis::comparison::tests::{factor, mark};
        let twin = |id: i64, share: f64, theirs: i64| {
            let mut met = rival(1, Some(share), None, &["Price"]);
            met.rival.id = crate::domain::id::Id::new(id);
            met.factors = vec![factor(1, "Price", None, Some(3)), factor(2, "price", None, Some(2))];
            met.marks = vec![mark(id, id, theirs)];
            met
        };
        let standing = standing(&[twin(1, 10.0, 5), twin(2, 30.0, 1)]);
        assert_eq!((standing.accounts, standing.share), (1, Some((20.0, 1))));
        assert_eq!(standing.strengths, [("Price".to_owned(), 1)]);
        assert_eq!((standing.compared, standing.ahead), (1, vec![1]));
        assert_eq!((standing.marks[0].theirs, standing.marks[0].ours), ((3.0, 1), Some((2.5, 1))));
    }

    #[test]
    fn a_rival_stands_as_its_records_say_and_what_is_unknown_counts_nowhere() {
        let rivals = [
            rival(1, Some(40.0), Some(2), &["Price", "delivery", "PRICE"]),
            rival(2, Some(10.0), None, &["price"]),
            rival(3, None, Some(5), &[]),
        ];
        let standing = standing(&rivals);
        assert_eq!(standing.accounts, 3);
        assert_eq!((standing.share, standing.satisfaction), (Some((25.0, 2)), Some((3.5, 2))));
        assert_eq!(standing.strengths, [("Price".to_owned(), 2), ("delivery".to_owned(), 1)]);
        assert_eq!(standing.weaknesses, []);
    }
}
