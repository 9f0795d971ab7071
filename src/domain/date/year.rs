//! Reads a year, as lists of companies give the year of foundation.

use super::absolute::{self, Flaw};
use super::{Date, DateError};
use crate::domain::number::half_width;

/// Reads a year from 1000 to 2999, and whether the text was that year and nothing else: `1902` and `1987年` are exact; of
/// `2013 (1888)`, `1881/1894`, `1987-09-15` and `c. 1850` it is the first year, and of a date such as `12/31/1999` or
/// `3 Mar 1999` its year, not exact.
///
/// # Errors
/// Refuses a text that is no date and does not start with a year from 1000 to 2999 (after `c.`, `约` and the like), and `1998.5`.
pub fn parse_year(text: &str) -> Result<(i32, bool), DateError> {
    let plain = half_width(text).to_lowercase();
    let plain = plain.trim();
    if plain.is_empty() {
        return Err(DateError::Missing);
    }
    let about = ["circa", "ca.", "c.", "about", "约", "~"].iter().find_map(|word| plain.strip_prefix(word));
    let bare = about.unwrap_or(plain).trim_start();
    let end = bare.find(|c: char| !c.is_ascii_digit()).unwrap_or(bare.len());
    let (digits, rest) = bare.split_at(end);
    let year = digits.parse().ok().filter(|year| end == 4 && (1000..3000).contains(year));
    let year = year.filter(|_| !is_fraction(rest));
    match year.or_else(|| year_of_date(plain)) {
        Some(found) => Ok((found, year.is_some() && about.is_none() && matches!(rest.trim(), "" | "年"))),
        None => Err(DateError::NotAYear { text: text.trim().to_owned() }),
    }
}

/// The year of a date that does not start with it, whichever of its other parts is the month.
fn year_of_date(plain: &str) -> Option<i32> {
    const ANY_DAY: Date = Date::constant(2000, 1, 1);
    if plain.bytes().take_while(u8::is_ascii_digit).count() > 2 {
        return None;
    }
    let year = match absolute::read(plain, ANY_DAY) {
        Ok(found) => found.filter(|found| !found.year_assumed)?.start.year(),
        Err(Flaw::DayOrMonthFirst { month_first, .. }) => month_first.year(),
        Err(Flaw::NoSuchDay) => return None,
    };
    Some(i32::from(year)).filter(|year| (1000..3000).contains(year))
}

/// `.5` and `,50`, but not `.9.15`, which is a month and a day.
fn is_fraction(rest: &str) -> bool {
    let digits = rest.strip_prefix(['.', ',']).map(str::trim).unwrap_or_default();
    !digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_digit())
}
