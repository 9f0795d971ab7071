//! Spans of days as people write them: `this week`, `2026-03`, `2026-03-01..2026-03-05`.

use super::{Date, DateError, parse_date};

/// Days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    pub first: Date,
    pub last: Date,
}

impl DateRange {
    /// Whether a stay from `first` to `last` touches these days.
    #[must_use]
    pub fn touches(self, first: Date, last: Date) -> bool {
        first <= self.last && self.first <= last
    }
}

/// Between the first and the last date of a written range.
const BETWEEN: &[&str] = &["..", " to ", "～", "~", "至", "到"];

/// Reads one date or longer time (`this week`, `下周`, `2026-Q1`), or two with `..`, `to` or 至 between them.
/// Dates in the wrong order are exchanged.
///
/// # Errors
/// As [`parse_date`].
pub fn parse_range(text: &str, today: Date) -> Result<DateRange, DateError> {
    // A single date first: 到 and 至 are no part of any, but a hyphen or a blank is.
    let single = parse_date(text, today);
    if let (Err(error), Some((first, last))) =
        (&single, BETWEEN.iter().find_map(|mark| text.split_once(mark)))
    {
        let (Ok(from), Ok(to)) = (parse_date(first, today), last_day(last, today)) else {
            return Err(error.clone());
        };
        let from = from.date;
        return Ok(if from <= to {
            DateRange { first: from, last: to }
        } else {
            DateRange { first: to, last: from }
        });
    }
    Ok(DateRange { first: single?.date, last: last_day(text, today)? })
}

/// The last day of a longer time, or the day itself.
fn last_day(text: &str, today: Date) -> Result<Date, DateError> {
    let end = parse_date(&format!("end of {}", text.trim()), today).or_else(|_| parse_date(text, today));
    end.map(|parsed| parsed.date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_time_is_all_its_days() {
        // A Wednesday.
        let today: Date = "2026-03-11".parse().unwrap();
        for (text, first, last) in [
            ("today", "2026-03-11", "2026-03-11"),
            ("this week", "2026-03-09", "2026-03-15"),
            ("next week", "2026-03-16", "2026-03-22"),
            ("本周", "2026-03-09", "2026-03-15"),
            ("下周", "2026-03-16", "2026-03-22"),
            ("下个月", "2026-04-01", "2026-04-30"),
            ("2026-04", "2026-04-01", "2026-04-30"),
            ("2026-Q2", "2026-04-01", "2026-06-30"),
            ("2026-03-20", "2026-03-20", "2026-03-20"),
            ("2026-03-20..2026-03-25", "2026-03-20", "2026-03-25"),
            ("2026-03-25..2026-03-20", "2026-03-20", "2026-03-25"),
            ("2026-03..2026-04", "2026-03-01", "2026-04-30"),
            ("3月1日至3月5日", "2026-03-01", "2026-03-05"),
            ("today to next friday", "2026-03-11", "2026-03-20"),
        ] {
            let range = parse_range(text, today).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(
                (range.first.to_string(), range.last.to_string()),
                (first.to_owned(), last.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_range_is_refused() {
        let today: Date = "2026-03-11".parse().unwrap();
        for text in ["", "..", "soon", "2026-03-01..", "..2026-03-01"] {
            assert!(parse_range(text, today).is_err(), "{text}");
        }
    }

    #[test]
    fn stays_touch_a_range_when_they_share_a_day() {
        let day = |text: &str| -> Date { text.parse().unwrap() };
        let week = DateRange { first: day("2026-03-09"), last: day("2026-03-15") };
        for (first, last, touches) in [
            ("2026-03-01", "2026-03-08", false),
            ("2026-03-01", "2026-03-09", true),
            ("2026-03-15", "2026-03-20", true),
            ("2026-03-16", "2026-03-20", false),
            ("2026-03-01", "2026-03-31", true),
        ] {
            assert_eq!(week.touches(day(first), day(last)), touches, "{first} to {last}");
        }
    }
}
