//! The clock: today where the user is, and now.

use acct::domain::date::{Date, Moment, parse_date};
use anyhow::Context as _;

/// Today and now: what the clock says, or noon of the day that was given.
pub(crate) fn read(as_of: Option<&str>) -> anyhow::Result<(Date, Moment)> {
    let now = jiff::Zoned::now();
    Moment::count_days_in(now.time_zone().clone());
    let Some(text) = as_of else { return Ok((now.date(), Moment::from(now.timestamp()))) };
    let date = parse_date(text, now.date()).with_context(|| format!("--as-of {text}"))?.date;
    Ok((date, Moment::noon_of(date)))
}
