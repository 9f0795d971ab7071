//! Dates as people write them, in English and Chinese, and moments in time.

mod absolute;
mod moment;
mod order;
mod period;
mod range;
mod relative;
#[cfg(test)]
mod tests;
mod year;
mod zone;

use jiff::Span;

pub use jiff::civil::Date;
pub use moment::{Moment, MomentError};
pub use order::DayOrder;
pub use period::{ParsedPeriod, Period, PeriodLength, parse_period};
pub use range::{DateRange, parse_range};
pub use year::parse_year;
pub use zone::Zone;

/// A date as understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParsedDate {
    /// The date understood.
    pub date: Date,
    /// Whether the text itself named this very day. Otherwise it was relative or coarser than a day, and a caller
    /// shows the date understood.
    pub exact: bool,
}

crate::failures! {
    /// Why a text was not taken as a date or a year.
    pub enum DateError {
        Missing => "a date is missing", "缺少日期";
        NotADate { text: String } => "\"{text}\" is not a date; write it like 2026-03-01, today, -3d or next friday", "“{text}”不是日期，请写成 2026-03-01、今天、3天前或下周五这样的形式";
        DayOrMonthFirst { text: String, month_first: Date, day_first: Date } => "\"{text}\" can mean {month_first} or {day_first}; write the one you mean", "“{text}”可以是 {month_first}，也可以是 {day_first}，请写明是哪一天";
        OtherOrder { text: String } => "\"{text}\" has day and month the other way round than the other dates of its column", "“{text}”的日、月顺序与该列其他日期不同";
        NoSuchDay { text: String } => "there is no such day as \"{text}\"", "“{text}”这一天不存在";
        OutOfRange { text: String } => "\"{text}\" is beyond the calendar", "“{text}”超出了日历范围";
        NotAYear { text: String } => "\"{text}\" is not a year; write it like 1987", "“{text}”不是年份，请写成 1987 这样的形式";
    }
}

/// Reads a date. `today` is what relative dates count from.
///
/// - A day: `2026-03-01`, `2026/3/1`, `2026.3.1`, `20260301`, `2026年3月1日`, `1 Mar 2026`, `March 1, 2026`; a time of day
///   after it is ignored. Without a year (`3月1日`, `1 March`) it is in the year of `today`.
/// - A longer time is its first day: `2026-03`, `2026-Q3`, `2026`, `2026-W12`, `next month`, `下周`; `end of ...` and
///   `...底` are its last day.
/// - Counted from today: `today`, `-3d`, `+2w`, `-1m`, `3 days ago`, `in 2 weeks`, `后天`, `半年前`. A month that is too
///   short gives its last day.
/// - Weekdays: weeks run from Monday to Sunday. `next friday` and `下周五` are the Friday of the next week, `last monday`
///   and `上周一` the Monday of the last week, `this friday` and `本周五` the Friday of this week, even if it is past.
///   A weekday alone is the nearest one from today on, today included.
///
/// # Errors
/// Refuses what is no date, days that do not exist, and `03/04/2026`, which is read differently by different people.
pub fn parse_date(text: &str, today: Date) -> Result<ParsedDate, DateError> {
    let (found, exact) = period::read(text, today)?;
    Ok(ParsedDate { date: found.start, exact: exact && found.unit == Unit::Day })
}

/// The days from one date to another; negative when the second is earlier.
#[must_use]
pub fn span_days(from: Date, to: Date) -> i64 {
    (to - from).get_days().into()
}

/// The date so many days before another; nothing beyond the calendar.
#[must_use]
pub fn days_before(date: Date, days: i64) -> Option<Date> {
    shift(date, days.checked_neg()?, Unit::Day).ok()
}

/// The date so many days after another; nothing beyond the calendar.
#[must_use]
pub fn days_after(date: Date, days: i64) -> Option<Date> {
    shift(date, days, Unit::Day).ok()
}

/// The same day so many years before; of 29 February the 28th in other years. Nothing beyond the calendar.
#[must_use]
pub fn years_before(date: Date, years: i64) -> Option<Date> {
    shift(date, years.checked_neg()?, Unit::Year).ok()
}

/// How many years lie from one day to another, both included; `None` where they are not whole years of the calendar.
#[must_use]
pub fn whole_years(from: Date, until: Date) -> Option<i64> {
    let after = days_after(until, 1)?;
    let years = i64::from(after.year()) - i64::from(from.year());
    (years > 0 && years_before(after, years) == Some(from)).then_some(years)
}

/// The first day from `today` on that is a year, or several, after a date; what falls on 29 February is kept on the
/// 28th in other years.
#[must_use]
pub fn anniversary(date: Date, today: Date) -> Option<Date> {
    let years = i64::from(today.year()) - i64::from(date.year());
    let in_years = |years| shift(date, years, Unit::Year).ok();
    in_years(years).filter(|day| *day >= today).or_else(|| in_years(years + 1))
}

/// The units in which people count time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    HalfYear,
    Year,
}

/// Counting led out of the years that the calendar has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct BeyondCalendar;

/// The date so many units later; in a month that is too short, its last day.
fn shift(date: Date, count: i64, unit: Unit) -> Result<Date, BeyondCalendar> {
    let (span, months) = (Span::new(), |each: i64| count.saturating_mul(each));
    let span = match unit {
        Unit::Day => span.try_days(count),
        Unit::Week => span.try_weeks(count),
        Unit::Month => span.try_months(count),
        Unit::Quarter => span.try_months(months(3)),
        Unit::HalfYear => span.try_months(months(6)),
        Unit::Year => span.try_years(count),
    };
    span.and_then(|span| date.checked_add(span)).map_err(|_| BeyondCalendar)
}
