//! Where there is room: each product line at an account, with what we sell there and who else does.

use std::collections::{BTreeMap, BTreeSet};

use super::spend::twelve_months;
use crate::choices;
use crate::domain::date::Date;
use crate::domain::fold::fold;
use crate::domain::money::{Money, Rates, Summed, Sums};
use crate::domain::order::Order;
use crate::domain::rival::Rival;

/// The product lines that are looked for, each under the way in which it is written first.
#[derive(Clone, Debug, Default)]
pub struct Lines(BTreeMap<String, String>);

choices! {
    /// Who sells a product line to an account.
    pub enum State as "line_state" {
        /// We alone, as far as is known.
        Ours = "ours",
        /// We and a rival.
        Shared = "shared",
        Rival = "rival",
        Nobody = "nobody",
    }
}

/// One product line at one account.
#[derive(Clone, Debug, PartialEq)]
pub struct LineSpace {
    pub line: String,
    /// Orders of the last twelve months.
    pub orders: usize,
    /// What they amount to; `None` where there are none or their amounts are not known.
    pub ours: Option<Summed>,
    /// The day of the last order, also an older one.
    pub last: Option<Date>,
    pub rivals: Vec<String>,
    pub state: State,
}

impl Lines {
    /// Adds a line, unless one of that name is there, whatever its case and width.
    pub fn add(&mut self, line: &str) {
        let line = line.trim();
        if !line.is_empty() {
            self.0.entry(fold(line)).or_insert_with(|| line.to_owned());
        }
    }

    /// Adds those of orders and of what rivals sell.
    pub fn add_all(&mut self, orders: &[Order], rivals: &[Rival]) {
        orders.iter().filter_map(|order| order.line.as_deref()).for_each(|line| self.add(line));
        rivals.iter().flat_map(|rival| &rival.lines).for_each(|line| self.add(line));
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// Each line at an account, in the order of their names. Orders count that are of the twelve months up to `today`: whoever bought
/// before and no more has room again.
#[must_use]
pub fn whitespace(
    lines: &Lines,
    orders: &[Order],
    rivals: &[Rival],
    rates: &Rates,
    today: Date,
) -> Vec<LineSpace> {
    let (first, _) = twelve_months(today, 0);
    let mut last: BTreeMap<String, Date> = BTreeMap::new();
    let mut ours: BTreeMap<String, (usize, Sums)> = BTreeMap::new();
    for order in orders.iter().filter(|order| order.date <= today) {
        let Some(line) = order.line.as_deref().map(str::trim).map(fold) else { continue };
        if order.date >= first {
            let (orders, sums) = ours.entry(line.clone()).or_default();
            *orders += 1;
            sums.extend(order.amount);
        }
        let newest = last.entry(line).or_insert(order.date);
        *newest = order.date.max(*newest);
    }
    let mut theirs: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for rival in rivals {
        for line in &rival.lines {
            theirs.entry(fold(line.trim())).or_default().insert(rival.name.trim());
        }
    }
    let space = |(folded, line): (&String, &String)| {
        let rivals: Vec<String> =
            theirs.get(folded).into_iter().flatten().map(|&name| name.to_owned()).collect();
        let (orders, sums) = ours.get(folded).cloned().unwrap_or_default();
        LineSpace {
            line: line.clone(),
            orders,
            ours: sums.told(rates),
            last: last.get(folded).copied(),
            state: match (orders > 0, !rivals.is_empty()) {
                (true, false) => State::Ours,
                (true, true) => State::Shared,
                (false, true) => State::Rival,
                (false, false) => State::Nobody,
            },
            rivals,
        }
    };
    lines.0.iter().map(space).collect()
}

impl LineSpace {
    /// What the orders of the last twelve months amount to.
    #[must_use]
    pub fn amount(&self) -> Option<Money> {
        self.ours.as_ref().map(|summed| summed.money)
    }
}
