//! Spans of the calendar as they were named: a day, a month, a quarter, a year.

use std::fmt;

use super::{BeyondCalendar, Date, DateError, Unit, absolute, relative, shift};
use crate::domain::number::half_width;

/// A day, or a longer time that was named as a whole: `2026-07-01`, `2026-W12`, `2026-07`, `2026-Q3`, `2026-H2`, `2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub(super) start: Date,
    pub(super) unit: Unit,
    pub(super) year_assumed: bool,
}

/// How long the periods are by which something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodLength {
    Month,
    Quarter,
    Year,
}

/// A period as understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParsedPeriod {
    pub period: Period,
    /// Whether the text itself named this very time. Otherwise it was relative, and a caller shows the one understood.
    pub exact: bool,
}

/// Reads what [`super::parse_date`] reads, and keeps longer times as such: `2026-Q3`, `next month`.
///
/// # Errors
/// As [`super::parse_date`].
pub fn parse_period(text: &str, today: Date) -> Result<ParsedPeriod, DateError> {
    let (period, exact) = read(text, today)?;
    Ok(ParsedPeriod { period, exact })
}

/// A period, and whether the text named it without a look at the calendar.
pub(super) fn read(text: &str, today: Date) -> Result<(Period, bool), DateError> {
    let plain = half_width(text).to_lowercase();
    let plain = plain.trim();
    if plain.is_empty() {
        return Err(DateError::Missing);
    }
    let shown = text.trim().to_owned();
    if let Some(found) = absolute::read(plain, today).map_err(|flaw| flaw.of(&shown))? {
        return Ok((found, !found.year_assumed));
    }
    match relative::read(plain, today) {
        Some(Ok(found)) => Ok((found, false)),
        Some(Err(BeyondCalendar)) => Err(DateError::OutOfRange { text: shown }),
        None => Err(DateError::NotADate { text: shown }),
    }
}

impl Period {
    /// One day.
    #[must_use]
    pub fn day(start: Date) -> Self {
        Self { start, unit: Unit::Day, year_assumed: false }
    }

    /// The month, quarter or year that a date lies in.
    #[must_use]
    pub fn with(date: Date, length: PeriodLength) -> Self {
        let unit = match length {
            PeriodLength::Month => Unit::Month,
            PeriodLength::Quarter => Unit::Quarter,
            PeriodLength::Year => Unit::Year,
        };
        Self::around(date, unit).unwrap_or(Self::day(date))
    }

    #[must_use]
    pub fn first_day(self) -> Date {
        self.start
    }

    /// Its last day; the last of the calendar where it would end beyond that.
    #[must_use]
    pub fn end(self) -> Date {
        self.last_day().unwrap_or(Date::MAX)
    }

    /// The one before it; `None` beyond the calendar.
    #[must_use]
    pub fn before(self) -> Option<Self> {
        Some(Self { start: shift(self.start, -1, self.unit).ok()?, ..self })
    }

    /// The same a year before; `None` beyond the calendar.
    #[must_use]
    pub fn a_year_before(self) -> Option<Self> {
        Some(Self { start: shift(self.start, -1, Unit::Year).ok()?, ..self })
    }

    /// Reads back what `Display` wrote.
    #[must_use]
    pub fn written(text: &str) -> Option<Self> {
        // Nothing that names its year depends on the day.
        parse_period(text, Date::constant(2000, 1, 1))
            .ok()
            .filter(|parsed| parsed.exact)
            .map(|parsed| parsed.period)
    }

    /// The span of this unit that a date lies in.
    pub(super) fn around(date: Date, unit: Unit) -> Result<Self, BeyondCalendar> {
        let month = date.month();
        let first_of = |month: i8| Date::new(date.year(), month, 1).map_err(|_| BeyondCalendar);
        let start = match unit {
            Unit::Day => date,
            Unit::Week => shift(date, -i64::from(date.weekday().to_monday_zero_offset()), Unit::Day)?,
            Unit::Month => first_of(month)?,
            Unit::Quarter => first_of((month - 1) / 3 * 3 + 1)?,
            Unit::HalfYear => first_of((month - 1) / 6 * 6 + 1)?,
            Unit::Year => first_of(1)?,
        };
        Ok(Self { start, unit, year_assumed: false })
    }

    pub(super) fn last_day(self) -> Result<Date, BeyondCalendar> {
        shift(self.start, 1, self.unit)?.yesterday().map_err(|_| BeyondCalendar)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.start.year(), self.start.month());
        match self.unit {
            Unit::Day => write!(formatter, "{}", self.start),
            Unit::Week => {
                let week = self.start.iso_week_date();
                write!(formatter, "{:04}-W{:02}", week.year(), week.week())
            }
            Unit::Month => write!(formatter, "{year:04}-{month:02}"),
            Unit::Quarter => write!(formatter, "{year:04}-Q{}", (month - 1) / 3 + 1),
            Unit::HalfYear => write!(formatter, "{year:04}-H{}", (month - 1) / 6 + 1),
            Unit::Year => write!(formatter, "{year:04}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_time_stays_what_it_is() {
        // A Wednesday.
        let today = Date::constant(2026, 3, 11);
        for (text, written, exact) in [
            ("2026-Q3", "2026-Q3", true),
            ("2026年第三季度", "2026-Q3", true),
            ("q3 2026", "2026-Q3", true),
            ("2026-03", "2026-03", true),
            ("March 2026", "2026-03", true),
            ("2026年下半年", "2026-H2", true),
            ("2026", "2026", true),
            ("2026-W12", "2026-W12", true),
            ("2027-01-01", "2027-01-01", true),
            ("next month", "2026-04", false),
            ("下周", "2026-W12", false),
            ("本季度", "2026-Q1", false),
            ("3月", "2026-03", false),
            ("明年", "2027", false),
            ("end of 2026-Q3", "2026-09-30", false),
            ("年底", "2026-12-31", false),
            ("in 2 weeks", "2026-03-25", false),
        ] {
            let parsed = parse_period(text, today).unwrap();
            assert_eq!((parsed.period.to_string().as_str(), parsed.exact), (written, exact), "{text}");
            let again = Period::written(written).unwrap();
            assert_eq!((again.start, again.unit), (parsed.period.start, parsed.period.unit), "{text}");
        }
        for text in ["", "today", "3月", "soon"] {
            assert_eq!(Period::written(text), None, "{text}");
        }
    }
}
