//! Reads a year, as lists of companies give the year of foundation.

use super::DateError;
use crate::domain::number::half_width;

/// Reads a year from 1000 to 2999, and whether the text was that year and nothing else: `1902` and `1987年` are exact; of
/// `2013 (1888)`, `1881/1894`, `1987-09-15` and `c. 1850` it is the first year, not exact.
///
/// # Errors
/// Refuses a text that does not start with a year from 1000 to 2999 (after `c.`, `约` and the like), and `1998.5`.
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
    let year = year.ok_or_else(|| DateError::NotAYear { text: text.trim().to_owned() })?;
    Ok((year, about.is_none() && matches!(rest.trim(), "" | "年")))
}

/// `.5` and `,50`, but not `.9.15`, which is a month and a day.
fn is_fraction(rest: &str) -> bool {
    let digits = rest.strip_prefix(['.', ',']).map(str::trim).unwrap_or_default();
    !digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_digit())
}
