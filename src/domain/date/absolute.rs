//! Dates that name their day, month, quarter or year themselves.

use jiff::civil::{ISOWeekDate, Weekday};

use super::{Date, DateError, Period, Unit};

/// What is wrong with a date, before it is known which text it came from.
pub(super) enum Flaw {
    NoSuchDay,
    DayOrMonthFirst { month_first: Date, day_first: Date },
}

impl Flaw {
    pub(super) fn of(self, text: &str) -> DateError {
        let text = text.to_owned();
        match self {
            Self::NoSuchDay => DateError::NoSuchDay { text },
            Self::DayOrMonthFirst { month_first, day_first } => {
                DateError::DayOrMonthFirst { text, month_first, day_first }
            }
        }
    }
}

/// Reads a half-width, lower-case text. `None` when it has not the shape of such a date.
pub(super) fn read(text: &str, today: Date) -> Result<Option<Period>, Flaw> {
    use Part::{Number as N, Word as W};
    let Some(mut parts) = parts(without_time(text)) else {
        return Ok(None);
    };
    if parts.len() > 2 && matches!(parts.last(), Some(W("日" | "号" | "號"))) {
        parts.pop();
    }
    parts.retain(|part| !matches!(part, W("st" | "nd" | "rd" | "th" | "of" | "," | "the")));
    let this_year = i32::from(today.year());
    match parts[..] {
        [N(y, 4), N(m, 1 | 2), N(d, 1 | 2)] | [N(y, 4), W("年"), N(m, 1 | 2), W("月"), N(d, 1 | 2)] => {
            day(y, m, d)
        }
        [N(ymd, 8)] => day(ymd / 10000, ymd / 100 % 100, ymd % 100),
        [N(y, 4), N(m, 1 | 2)] | [N(y, 4), W("年"), N(m, 1 | 2), W("月")] => period(y, m, Unit::Month),
        [N(y, 4)] | [N(y, 4), W("年")] => period(y, 1, Unit::Year),
        [N(y, 4), W("q"), N(q, 1)] | [N(y, 4), W("年"), W("q"), N(q, 1)] | [W("q"), N(q, 1), N(y, 4)] => {
            quarter(y, q)
        }
        [N(y, 4), W("h"), N(h, 1)] | [W("h"), N(h, 1), N(y, 4)] if h > 0 => {
            period(y, h * 6 - 5, Unit::HalfYear)
        }
        [N(y, 4), W("w"), N(w, 1 | 2)] => week(y, w),
        [N(y, 4), W("年"), W("上半年")] => period(y, 1, Unit::HalfYear),
        [N(y, 4), W("年"), W("下半年")] => period(y, 7, Unit::HalfYear),
        [N(y, 4), W("年"), W(word)] => chinese_quarter(word).map_or(Ok(None), |number| quarter(y, number)),
        // Nobody who writes points has the month first.
        [N(one, 1 | 2), N(two, 1 | 2), N(y, 4)] if is_dotted(text) && date(y, two, one).is_ok() => {
            day(y, two, one)
        }
        [N(one, 1 | 2), N(two, 1 | 2), N(y, 4)] => day_or_month_first(y, one, two),
        [N(d, 1 | 2), W(m), N(y, 4)] | [W(m), N(d, 1 | 2), N(y, 4)] | [N(y, 4), W(m), N(d, 1 | 2)] => {
            with_month(m, |m| day(y, m, d))
        }
        [W(m), N(y, 4)] | [N(y, 4), W(m)] => with_month(m, |m| period(y, m, Unit::Month)),
        [N(m, 1 | 2), W("月")] => Ok(period(this_year, m, Unit::Month)?.map(without_year)),
        [N(m, 1 | 2), W("月"), N(d, 1 | 2)] => Ok(day(this_year, m, d)?.map(without_year)),
        [N(d, 1 | 2), W(m)] | [W(m), N(d, 1 | 2)] => {
            with_month(m, |m| Ok(day(this_year, m, d)?.map(without_year)))
        }
        _ => Ok(None),
    }
}

/// The first two numbers of a date that is written in numbers alone with the year at its end.
pub(super) fn day_and_month(text: &str) -> Option<(i32, i32)> {
    match parts(without_time(text))?[..] {
        [Part::Number(one, 1 | 2), Part::Number(two, 1 | 2), Part::Number(_, 4)] => Some((one, two)),
        _ => None,
    }
}

/// Whether points part the numbers of a date: `02.01.2026`.
fn is_dotted(text: &str) -> bool {
    let date = without_time(text);
    date.matches('.').count() == 2 && !date.contains(['/', '-'])
}

fn without_year(period: Period) -> Period {
    Period { year_assumed: true, ..period }
}

fn date(year: i32, month: i32, day: i32) -> Result<Date, Flaw> {
    let date = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
    date.and_then(|((year, month), day)| Date::new(year, month, day).ok()).ok_or(Flaw::NoSuchDay)
}

fn period(year: i32, month: i32, unit: Unit) -> Result<Option<Period>, Flaw> {
    Ok(Some(Period { start: date(year, month, 1)?, unit, year_assumed: false }))
}

fn day(year: i32, month: i32, day: i32) -> Result<Option<Period>, Flaw> {
    Ok(Some(Period { start: date(year, month, day)?, unit: Unit::Day, year_assumed: false }))
}

fn quarter(year: i32, quarter: i32) -> Result<Option<Period>, Flaw> {
    period(year, quarter * 3 - 2, Unit::Quarter)
}

fn week(year: i32, week: i32) -> Result<Option<Period>, Flaw> {
    let monday = i16::try_from(year)
        .ok()
        .zip(i8::try_from(week).ok())
        .and_then(|(year, week)| ISOWeekDate::new(year, week, Weekday::Monday).ok());
    let start = monday.ok_or(Flaw::NoSuchDay)?.date();
    Ok(Some(Period { start, unit: Unit::Week, year_assumed: false }))
}

/// `03/04/2026` is March to some and April to others; `25/04/2026` and `04/04/2026` are clear.
fn day_or_month_first(year: i32, one: i32, two: i32) -> Result<Option<Period>, Flaw> {
    match (date(year, one, two), date(year, two, one)) {
        (Ok(month_first), Ok(day_first)) if month_first != day_first => {
            Err(Flaw::DayOrMonthFirst { month_first, day_first })
        }
        (Ok(_), _) => day(year, one, two),
        _ => day(year, two, one),
    }
}

fn with_month<F>(word: &str, read: F) -> Result<Option<Period>, Flaw>
where
    F: FnOnce(i32) -> Result<Option<Period>, Flaw>,
{
    match month(word) {
        Some(month) => read(month),
        None => Ok(None),
    }
}

fn month(word: &str) -> Option<i32> {
    const MONTHS: [&str; 12] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    ];
    let named = |month: &&str| {
        *month == word
            || (word.len() == 3 && month.starts_with(word))
            || (word == "sept" && *month == "september")
    };
    MONTHS.iter().position(named).and_then(|at| i32::try_from(at + 1).ok())
}

fn chinese_quarter(word: &str) -> Option<i32> {
    let number = word.strip_suffix("季度").or_else(|| word.strip_suffix("季"))?;
    match number.strip_prefix('第').unwrap_or(number) {
        "一" => Some(1),
        "二" => Some(2),
        "三" => Some(3),
        "四" => Some(4),
        _ => None,
    }
}

/// A run of digits with its length, or a run of letters.
#[derive(Clone, Copy, Debug)]
enum Part<'t> {
    Number(i32, usize),
    Word(&'t str),
}

/// Takes a text apart at `-`, `/`, `.`, `,`, spaces, and between digits and letters. `None` when it is not made of these.
fn parts(text: &str) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        if parts.len() > 6 || !(digits || first.is_alphabetic()) {
            return None;
        }
        let same = |c: char| if digits { c.is_ascii_digit() } else { c.is_alphabetic() };
        // 年 is a part of its own, also right before a word: 2026年第三季度.
        let end =
            if first == '年' { first.len_utf8() } else { rest.find(|c| !same(c)).unwrap_or(rest.len()) };
        let (run, after) = rest.split_at(end);
        parts.push(if digits { Part::Number(run.parse().ok()?, run.len()) } else { Part::Word(run) });
        rest = after.trim_start_matches(' ');
        rest = rest.strip_prefix(['-', '/', '.', ',']).unwrap_or(rest).trim_start_matches(' ');
        if rest.is_empty() && !after.trim().is_empty() {
            return None;
        }
    }
    Some(parts)
}

/// Cuts off a time of day, as spreadsheets add it: `2026/3/1 0:00:00`, `2026-03-01T10:00:00Z`.
fn without_time(text: &str) -> &str {
    let Some((before, after)) = text.split_once(':') else {
        return text;
    };
    let is_time =
        after.chars().all(|c| matches!(c, '0'..='9' | ':' | '.' | '+' | '-' | 'z' | ' ' | 'a' | 'p' | 'm'));
    let day = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let day = ["上午", "下午"].iter().find_map(|half| day.trim_end().strip_suffix(half)).unwrap_or(day);
    match day.strip_suffix([' ', 't']) {
        Some(day) if is_time && day.len() + 1 < before.len() => day.trim_end(),
        _ => text,
    }
}
