//! What orders are measured against, and whether those limits can give every account its points.

use serde::{Deserialize, Serialize};

use super::check::Check;
use super::mistake::{Complaint, both};
use super::places::path;

/// How many limits part five points.
const LIMITS: usize = 4;

/// The limits of the statistics of orders.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderRules {
    /// Days since the last order up to which there are 5, 4, 3 and 2 points.
    pub recency: Vec<i64>,
    /// Orders in twelve months from which on there are 5, 4, 3 and 2 points.
    pub frequency: Vec<i64>,
    /// Amount of twelve months in the currency of the settings from which on there are 5, 4, 3 and 2 points.
    pub monetary: Vec<f64>,
    /// Percent by which a quarter may differ from the same one a year before.
    pub fluctuation: f64,
    /// Product lines that are looked for besides those in orders and those that rivals sell.
    pub lines: Vec<String>,
}

/// Complains of limits that are not four in their order.
pub(super) fn check(check: &mut Check) {
    let rules = &check.playbook.orders;
    #[expect(clippy::cast_precision_loss, reason = "a few thousand at most")]
    let numbers = |limits: &[i64]| limits.iter().map(|limit| *limit as f64).collect::<Vec<f64>>();
    let falling = |limits: &[f64]| limits.iter().map(|limit| -limit).collect::<Vec<f64>>();
    for (name, rising) in [
        ("recency", numbers(&rules.recency)),
        ("frequency", falling(&numbers(&rules.frequency))),
        ("monetary", falling(&rules.monetary)),
    ] {
        if rising.len() == LIMITS && rising.windows(2).all(|pair| pair[0] < pair[1]) {
            continue;
        }
        let complaint =
            Complaint::from(both!("these limits do not part five points", "这些界限无法划分 5 个分值"));
        let expected = if name == "recency" {
            both!("four numbers that rise, for 5, 4, 3 and 2 points", "四个递增的数，依次对应 5、4、3、2 分")
        } else {
            both!("four numbers that fall, for 5, 4, 3 and 2 points", "四个递减的数，依次对应 5、4、3、2 分")
        };
        check.merge.complain_at(&[&path(&["orders", name])], complaint.expecting(expected));
    }
}

#[cfg(test)]
mod tests {
    use crate::playbook::Playbook;

    #[test]
    fn limits_are_four_in_their_order() {
        for text in [
            "orders: {recency: [30, 60, 90]}", "orders: {recency: [30, 60, 60, 90]}",
            "orders: {frequency: [2, 6, 12, 24]}", "orders: {monetary: [4, 3, 2, 2]}",
        ] {
            let error = Playbook::overridden_by("mine.yaml", text).unwrap_err().to_string();
            assert!(error.contains("do not part five points"), "{text}: {error}");
        }
        let text =
            "orders: {recency: [7, 14, 30, 60], frequency: [99, 50, 20, 5], lines: [Rolls], fluctuation: 20}";
        let orders = Playbook::overridden_by("mine.yaml", text).unwrap().orders;
        assert_eq!((orders.recency[3], orders.frequency[0], orders.lines.len()), (60, 99, 1));
    }
}
