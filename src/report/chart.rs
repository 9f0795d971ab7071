//! A value-return curve drawn in letters: for terminals, and for what is read as plain text.

use std::fmt::Write as _;

use crate::analysis::payback::Payback;
use crate::analysis::value_curve::Curve;
use crate::domain::language::{Language, pick};
use crate::domain::money::Money;

/// Columns of a year and the blanks after it, of the axis, and of the amount after a bar with its mark.
const YEAR: usize = 6;
const AXIS: usize = 1;
const AMOUNT: usize = 17;
/// Bars are no longer and no shorter than so many columns.
const CELLS: std::ops::RangeInclusive<usize> = 20..=60;

/// Where zero stands, and what a column is worth.
struct Scale {
    left: usize,
    right: usize,
    /// Minor units that all columns together stand for.
    all: i128,
}

/// The running sum of what comes back less what goes in, a bar for the plan and one for what is expected of each year, in at most
/// `width` columns. Amounts stand behind the bars, so that no letter's width moves them.
#[must_use]
pub fn chart(curve: &Curve, language: Language, width: usize) -> String {
    let cells = width.saturating_sub(YEAR + AXIS + AMOUNT).clamp(*CELLS.start(), *CELLS.end());
    let scale = Scale::of(curve, cells);
    let mut drawn = String::new();
    for year in &curve.years {
        let mut label = year.year.to_string();
        let even = |payback: Option<Payback>| payback.is_some_and(|payback| payback.year == year.year);
        let bars = [
            (year.cumulative_plan, '░', even(curve.planned_break_even)),
            (Some(year.cumulative_expected), '█', even(curve.expected_break_even)),
        ];
        for (sum, letter, is_even) in bars {
            let Some(sum) = sum else { continue };
            let mark = if is_even { " ◆" } else { "" };
            let (bar, amount) = (scale.bar(sum, letter), sum.short(language));
            // Writing to a text does not fail.
            let _ = writeln!(drawn, "{label:<YEAR$}{bar} {amount}{mark}");
            label.clear();
        }
    }
    drawn.push_str(pick(
        language,
        "░ planned, █ done and expected: return less investment so far, ◆ breaks even",
        "░ 计划，█ 实际与预计：累计回报减累计投入，◆ 盈亏平衡",
    ));
    drawn
}

impl Scale {
    fn of(curve: &Curve, cells: usize) -> Self {
        let sums = curve.years.iter().flat_map(|year| [year.cumulative_plan, Some(year.cumulative_expected)]);
        let sums: Vec<i128> = sums.flatten().map(|sum| i128::from(sum.minor)).collect();
        let below = sums.iter().copied().min().unwrap_or(0).min(0).abs();
        let above = sums.iter().copied().max().unwrap_or(0).max(0);
        let scale = Self { left: 0, right: 0, all: (below + above).max(1) };
        let left = scale.cells(below, cells).min(if above > 0 { cells - 1 } else { cells });
        Self { left, right: cells - left, ..scale }
    }

    /// So many of `cells` columns stand for an amount; something is never nothing, to the eye.
    fn cells(&self, amount: i128, cells: usize) -> usize {
        let cells = i128::try_from(cells).unwrap_or(0);
        let rounded = (amount * cells + self.all / 2) / self.all;
        usize::try_from(rounded.max(i128::from(amount > 0))).unwrap_or(0)
    }

    /// A bar to the left of the axis, or to the right, as wide as all others.
    fn bar(&self, sum: Money, letter: char) -> String {
        let Self { left, right, .. } = *self;
        let length = self.cells(i128::from(sum.minor).abs(), left + right);
        let bar = |most: usize| letter.to_string().repeat(length.min(most));
        if sum.minor < 0 {
            format!("{:>left$}│{:right$}", bar(left), "")
        } else {
            format!("{:left$}│{:<right$}", "", bar(right))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::value_curve::curve;
    use crate::domain::economics::ValueYear;
    use crate::domain::kind::Kind;
    use crate::domain::money::Currency;
    use crate::domain::record::{Entry, Record as _};
    use crate::domain::value::Value;

    fn year(year: i64, planned: [i64; 2], forecast: [i64; 2]) -> ValueYear {
        let money = |yuan: i64| Value::Money(Money::new(yuan * 100, Currency::CNY));
        let amounts = [
            ("planned_investment", planned[0]),
            ("planned_return", planned[1]),
            ("forecast_investment", forecast[0]),
            ("forecast_return", forecast[1]),
        ];
        let mut entry = Entry::blank(Kind::ValueYear);
        entry.set("account", Value::Link(1));
        entry.set("year", Value::Integer(year));
        for (name, yuan) in amounts {
            entry.set(name, money(yuan));
        }
        ValueYear::from_entry(&entry).unwrap()
    }

    #[test]
    fn bars_stand_on_both_sides_of_the_axis_and_in_proportion() {
        let years = [
            year(2027, [2_000_000, 0], [3_000_000, 0]),
            year(2028, [0, 3_000_000], [0, 2_000_000]),
            year(2029, [0, 1_000_000], [0, 6_000_000]),
        ];
        let curve = curve(&years, 2027).unwrap();
        assert_eq!(
            chart(&curve, Language::Chinese, 44).lines().collect::<Vec<_>>(),
            [
                "2027     ░░░░░│             -200万元",
                "      ████████│             -300万元",
                "2028          │░░░          100万元 ◆",
                "           ███│             -100万元",
                "2029          │░░░░░        200万元",
                "              │████████████ 500万元 ◆",
                "░ 计划，█ 实际与预计：累计回报减累计投入，◆ 盈亏平衡",
            ]
        );
    }
}
