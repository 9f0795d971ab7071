//! From when to when an event is, in days.

use crate::domain::date::{Date, Zone, days_after};

const DAY: i64 = 24 * 60;

/// The first and the last day of an event, written as dates, also where they are one: a trip that takes a day has to say so, lest an
/// event that became shorter leave the old end. What is no date stays as it is written, to be refused as one. An end at midnight, as
/// that of whole days always is, belongs to the day before it (RFC 5545, 3.6.1). Times of UTC are those of the zone.
///
/// # Errors
/// When the event ends before it begins, in both languages.
pub(super) fn span(
    start: &str,
    end: &str,
    duration: &str,
    zone: &Zone,
) -> Result<(String, String), (String, String)> {
    let moment = |text: &str| moment(text, zone);
    let Some((first, minute)) = moment(start) else { return Ok((start.to_owned(), String::new())) };
    let last = match (moment(end), minutes(duration)) {
        (Some((day, 0)), _) if day > first => days_after(day, -1),
        (Some((day, until)), _) if (day, until) >= (first, minute) => Some(day),
        (Some(_), _) => {
            return Err(("the event ends before it begins".to_owned(), "日程的结束早于开始".to_owned()));
        }
        (None, _) if !end.is_empty() => return Ok((first.to_string(), end.to_owned())),
        (None, Some(length)) => days_after(first, (minute + length - 1).max(0) / DAY),
        (None, None) if duration.is_empty() => None,
        (None, None) => return Ok((first.to_string(), duration.to_owned())),
    };
    let last = last.filter(|last| *last > first).unwrap_or(first);
    Ok((first.to_string(), last.to_string()))
}

/// Whether a time is one of UTC, `20260302T090000Z`, and not of the clock where the person is.
pub(super) fn is_of_utc(text: &str) -> bool {
    text.contains('T') && text.ends_with('Z')
}

/// The day and the minute of it in `20260302` or `20260302T090000`, as it is written: where the person is, the clock there counts. A
/// time of UTC, as programs write that know of no such place, is told by the clock of the zone.
fn moment(text: &str, zone: &Zone) -> Option<(Date, i64)> {
    let (day, time) = text.split_once('T').unwrap_or((text, "0000"));
    if day.len() != 8 || !day.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let date = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]).parse().ok()?;
    let part = |range: std::ops::Range<usize>| time.get(range)?.parse::<i64>().ok().filter(|part| *part >= 0);
    let (hour, minute) = (part(0..2)?, part(2..4)?);
    let of_day = (hour < 24 && minute < 60).then_some(hour * 60 + minute)?;
    Some(if is_of_utc(text) { zone.there(date, of_day) } else { (date, of_day) })
}

/// How many minutes `P3D`, `P1W` or `P1DT8H30M` are.
fn minutes(text: &str) -> Option<i64> {
    let mut rest = text.strip_prefix('+').unwrap_or(text).strip_prefix('P')?;
    let mut total: i64 = 0;
    while !rest.is_empty() {
        rest = rest.strip_prefix('T').unwrap_or(rest);
        let end = rest.find(|letter: char| !letter.is_ascii_digit())?;
        let number: i64 = rest[..end].parse().ok()?;
        let unit = match rest.as_bytes().get(end)? {
            b'W' => 7 * DAY,
            b'D' => DAY,
            b'H' => 60,
            b'M' => 1,
            b'S' => 0,
            _ => return None,
        };
        total = total.checked_add(number.checked_mul(unit)?)?;
        rest = &rest[end + 1..];
    }
    (total <= 366 * 100 * DAY).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_from_its_first_to_its_last_day() {
        let zone = Zone::named("Asia/Shanghai").unwrap();
        let span = |start: &str, end: &str, duration: &str| span(start, end, duration, &zone);
        for (start, end, duration, from, to) in [
            ("20260302", "", "", "2026-03-02", "2026-03-02"),
            ("20260302", "20260303", "", "2026-03-02", "2026-03-02"),
            ("20260302", "20260305", "", "2026-03-02", "2026-03-04"),
            // In the night of Beijing it is still the day before in UTC.
            ("20260302T230000Z", "20260303T010000Z", "", "2026-03-03", "2026-03-03"),
            ("20260302T230000Z", "20260303T160000Z", "", "2026-03-03", "2026-03-03"),
            ("20260302T230000Z", "", "P1D", "2026-03-03", "2026-03-04"),
            ("20260302T230000", "20260303T010000", "", "2026-03-02", "2026-03-03"),
            ("20260302T090000", "20260304T000000", "", "2026-03-02", "2026-03-03"),
            ("20260302T090000", "20260302T090000", "", "2026-03-02", "2026-03-02"),
            ("20260302", "", "P3D", "2026-03-02", "2026-03-04"),
            ("20260302", "", "P1W", "2026-03-02", "2026-03-08"),
            ("20260302T220000", "", "PT4H30M", "2026-03-02", "2026-03-03"),
            ("20260302T220000", "", "PT2H", "2026-03-02", "2026-03-02"),
            ("soon", "20260304", "", "soon", ""),
            ("20260302", "later", "", "2026-03-02", "later"),
            ("20260302", "", "P9X", "2026-03-02", "P9X"),
            ("20260302", "", "P99999999999999999999D", "2026-03-02", "P99999999999999999999D"),
            ("20261302", "", "", "20261302", ""),
            ("20260302T99", "", "", "20260302T99", ""),
        ] {
            let told = (from.to_owned(), to.to_owned());
            assert_eq!(span(start, end, duration), Ok(told), "{start} {end} {duration}");
        }
        assert!(span("20260302", "20260301", "").is_err());
        assert!(span("20260302T090000", "20260302T080000", "").is_err());
    }
}
