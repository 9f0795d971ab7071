//! Days with something to do as a calendar (iCalendar, RFC 5545) that calendar programs take in or subscribe to.

use std::io::{self, Write};

use crate::domain::date::{Date, Moment, days_after};

/// The most octets that a line has, without its end (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// Something to do on a day, or on several in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The same for the same thing whenever it is written, so that a calendar moves it and does not double it.
    pub uid: String,
    pub date: Date,
    /// The last day, where that is another one.
    pub last: Option<Date>,
    pub summary: String,
    pub description: String,
    pub category: String,
}

/// Writes a calendar of whole-day events, one after the other; `stamp` is when it was made.
///
/// # Errors
/// When `out` fails.
pub fn write_calendar(
    name: &str,
    stamp: Moment,
    events: impl IntoIterator<Item = Event>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let stamp = compact(&stamp.to_string());
    for text in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//acct//acct//EN", "CALSCALE:GREGORIAN"] {
        line(text, out)?;
    }
    line(&format!("X-WR-CALNAME:{}", escaped(name)), out)?;
    for event in events {
        line("BEGIN:VEVENT", out)?;
        line(&format!("UID:{}", escaped(&event.uid)), out)?;
        line(&format!("DTSTAMP:{stamp}"), out)?;
        line(&format!("DTSTART;VALUE=DATE:{}", compact(&event.date.to_string())), out)?;
        // The end is the day after the last one (RFC 5545, 3.6.1); without one the event is of one day.
        let after = event.last.filter(|last| *last > event.date).and_then(|last| days_after(last, 1));
        if let Some(after) = after {
            line(&format!("DTEND;VALUE=DATE:{}", compact(&after.to_string())), out)?;
        }
        line(&format!("SUMMARY:{}", escaped(&event.summary)), out)?;
        line(&format!("DESCRIPTION:{}", escaped(&event.description)), out)?;
        line(&format!("CATEGORIES:{}", escaped(&event.category)), out)?;
        line("TRANSP:TRANSPARENT", out)?;
        line("END:VEVENT", out)?;
    }
    line("END:VCALENDAR", out)?;
    out.flush()
}

/// A day or moment of ISO 8601 in its basic form: `20260302`, `20260302T120000Z`.
fn compact(iso: &str) -> String {
    iso.chars().filter(|letter| !matches!(letter, '-' | ':')).collect()
}

/// A text as a value (RFC 5545, 3.3.11). Control characters have no place in one.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' | '\r' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            control if control.is_control() => {}
            plain => escaped.push(plain),
        }
    }
    escaped
}

/// Writes a line, folded where it is too long; no character is cut.
pub(super) fn line(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut rest = text;
    let mut room = LONGEST_LINE;
    while rest.len() > room {
        let end = (1..=room).rev().find(|end| rest.is_char_boundary(*end)).unwrap_or(room);
        let (before, after) = rest.split_at(end);
        out.write_all(before.as_bytes())?;
        out.write_all(b"\r\n ")?;
        rest = after;
        // The space that a folded line begins with counts.
        room = LONGEST_LINE - 1;
    }
    out.write_all(rest.as_bytes())?;
    out.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(summary: &str) -> String {
        let event = Event {
            uid: "promise-8-20260302T120000Z@acct".to_owned(),
            date: "2026-03-05".parse().unwrap(),
            last: None,
            summary: summary.to_owned(),
            description: "acct log add".to_owned(),
            category: "Promise".to_owned(),
        };
        let mut out = Vec::new();
        write_calendar("acct", "2026-03-02T12:00:00Z".parse().unwrap(), [event], &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// The lines with their folds taken back, as a calendar program reads them.
    fn unfolded(text: &str) -> Vec<String> {
        text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_calendar_is_written_as_the_standard_says() {
        let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//acct//acct//EN\r\nCALSCALE:GREGORIAN\r\n\
            X-WR-CALNAME:acct\r\nBEGIN:VEVENT\r\nUID:promise-8-20260302T120000Z@acct\r\nDTSTAMP:20260302T120000Z\r\n\
            DTSTART;VALUE=DATE:20260305\r\nSUMMARY:Offer\\, price\\; a\\\\b\\nsecond\r\nDESCRIPTION:acct log add\r\n\
            CATEGORIES:Promise\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(written("Offer, price; a\\b\r\nsecond\u{7}"), expected);
    }

    #[test]
    fn several_days_in_a_row_end_before_the_day_after_the_last() {
        let event = |last: Option<&str>| {
            let event = Event {
                uid: "trip-1@acct".to_owned(),
                date: "2026-02-26".parse().unwrap(),
                last: last.map(|last| last.parse().unwrap()),
                summary: "Ann is in Beijing".to_owned(),
                description: String::new(),
                category: "Trip".to_owned(),
            };
            let mut out = Vec::new();
            write_calendar("acct", "2026-03-02T12:00:00Z".parse().unwrap(), [event], &mut out).unwrap();
            unfolded(&String::from_utf8(out).unwrap())
        };
        let span = event(Some("2026-02-28"));
        assert!(span.contains(&"DTSTART;VALUE=DATE:20260226".to_owned()), "{span:?}");
        assert!(span.contains(&"DTEND;VALUE=DATE:20260301".to_owned()), "{span:?}");
        for one_day in [None, Some("2026-02-26")] {
            assert!(!event(one_day).iter().any(|line| line.starts_with("DTEND")), "{one_day:?}");
        }
    }

    proptest! {
        #[test]
        fn lines_are_folded_without_cutting_a_character(summary in "[\\PC华为✓]{0,200}") {
            let text = written(&summary);
            prop_assert!(text.split("\r\n").all(|line| line.len() <= LONGEST_LINE));
            prop_assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
            let line = unfolded(&text).into_iter().find(|line| line.starts_with("SUMMARY:")).unwrap();
            prop_assert_eq!(line, format!("SUMMARY:{}", escaped(&summary)));
        }
    }
}
