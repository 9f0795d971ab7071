//! A rival over all accounts where it is met.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::fold::fold;
use crate::domain::rival::Rival;

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
}

/// How a rival stands, by its records. What is not known counts nowhere.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "1 to 5")]
pub fn standing(rivals: &[Rival]) -> Standing {
    Standing {
        accounts: rivals.len(),
        share: mean(rivals.iter().filter_map(|rival| rival.share).map(|share| share.0)),
        satisfaction: mean(
            rivals.iter().filter_map(|rival| rival.satisfaction).map(|rating| rating.0 as f64),
        ),
        strengths: often(rivals.iter().map(|rival| &rival.strengths)),
        weaknesses: often(rivals.iter().map(|rival| &rival.weaknesses)),
    }
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

    fn rival(share: Option<f64>, satisfaction: Option<i64>, strengths: &[&str]) -> Rival {
        let mut entry = Entry::blank(Kind::Rival);
        entry.set("account", Value::Link(1));
        entry.set("name", Value::Text("Rival Ltd".to_owned()));
        entry.set("share", share.map_or(Value::Empty, Value::Number));
        entry.set("satisfaction", satisfaction.map_or(Value::Empty, Value::Integer));
        entry.set("strengths", Value::List(strengths.iter().map(|&point| point.to_owned()).collect()));
        Rival::from_entry(&entry).unwrap()
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
