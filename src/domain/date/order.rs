//! Whether the day or the month comes first in dates of numbers alone, `03/04/2026`.

use super::{Date, absolute};
use crate::domain::number::half_width;

/// Which of the first two numbers of a date is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    DayFirst,
    MonthFirst,
}

impl DayOrder {
    pub const ALL: [Self; 2] = [Self::DayFirst, Self::MonthFirst];

    /// As flags and profiles name it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DayFirst => "day-first",
            Self::MonthFirst => "month-first",
        }
    }

    /// The order that a date shows since one of its numbers is no month: `25/04/2026` has the day first.
    #[must_use]
    pub fn shown_by(text: &str) -> Option<Self> {
        let plain = half_width(text);
        let (one, two) = absolute::day_and_month(plain.trim())?;
        match (one > 12, two > 12) {
            (true, false) => Some(Self::DayFirst),
            (false, true) => Some(Self::MonthFirst),
            _ => None,
        }
    }

    /// The order of all dates of a column: that of those which show one, unless they differ.
    pub fn shown_by_all<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<Self> {
        let mut orders = texts.into_iter().filter_map(Self::shown_by);
        let first = orders.next()?;
        orders.all(|order| order == first).then_some(first)
    }

    /// The date that is meant of the two that a text can mean.
    #[must_use]
    pub fn of_two(self, month_first: Date, day_first: Date) -> Date {
        match self {
            Self::DayFirst => day_first,
            Self::MonthFirst => month_first,
        }
    }
}
