//! Tests of reading calendars.

use super::*;
use crate::import::row::{RowError, StringRecord};

fn told(text: &str) -> Vec<String> {
    let document = read(text.as_bytes()).unwrap();
    let mut told = Vec::new();
    for section in document.sections {
        let (header, mut rows) = section.rows.into_rows().unwrap();
        told.push(format!("{} {}", section.name.unwrap_or_default(), header.join("|")));
        let mut row = StringRecord::new();
        loop {
            match rows.next_row(&mut row) {
                Ok(None) => break,
                Ok(Some(line)) => told.push(format!("{line} {}", row.iter().collect::<Vec<_>>().join("|"))),
                Err(RowError::NotARecord { line, english, .. }) => {
                    told.push(format!("{line} {} ! {english}", &row[0]));
                }
                Err(error) => panic!("{error}"),
            }
        }
    }
    told.extend(document.passed_over);
    told
}

#[test]
fn events_become_trips_and_what_stands_in_alarms_is_theirs() {
    let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:X\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:a,1@example.com\r\n\
        DTSTART;VALUE=DATE:20260302\r\nDTEND;VALUE=DATE:20260305\r\nSUMMARY:Steel fair\\, \r\n second day\r\nLOCATION:Beijing\\, Hall 3\r\n\
        ATTENDEE;CN=\"Example; Ann\":mailto:ann@example.com\r\nORGANIZER:MAILTO:bob@example.com\r\nRRULE:FREQ=YEARLY\r\n\
        BEGIN:VALARM\r\nSUMMARY:no\r\nEND:VALARM\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\nUID:b\nRECURRENCE-ID:20260309\nDTSTART:20260309T090000Z\nSUMMARY:北京出差\nLOCATION:北京\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:c\nDTSTART:20260309\nSTATUS:CANCELLED\nEND:VEVENT\nBEGIN:VTODO\nEND:VTODO\nEND:VCALENDAR\n";
    assert_eq!(
        told(text),
        [
            "trip account|contact|place|from|to|note|external_ids",
            "6 |Example  Ann <ann@example.com>; bob@example.com|Beijing, Hall 3|2026-03-02|2026-03-04|Steel fair, second day|calendar:a,1@example.com",
            "20 ||北京|2026-03-09|2026-03-09|北京出差|calendar:b/20260309",
            "RRULE",
            "STATUS:CANCELLED",
            "VTODO",
        ]
    );
}

#[test]
fn a_broken_event_is_told_and_the_others_are_read() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\nBEGIN:VEVENT\nSUMMARY:b\nDTSTART:20260302\nDTEND:20260301\nEND:VEVENT\n\
        BEGIN:VEVENT\nSUMMARY:c\nwithout a colon\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:d\nDTSTART:soon\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:e\nEND:VCALENDAR\n";
    assert_eq!(
        told(text),
        [
            "trip account|contact|place|from|to|note|external_ids",
            "2 a ! the event has no END:VEVENT",
            "4 b ! the event ends before it begins",
            "9 c ! \"without a colon\" is no property",
            "13 |||soon||d|",
            "17 e ! the event has no END:VEVENT",
        ]
    );
}

#[test]
fn an_event_without_end_takes_no_endless_memory() {
    let text = format!("BEGIN:VEVENT\nSUMMARY:a\n{}END:VEVENT\n", "X:1\n".repeat(20_001));
    let all = told(&text);
    assert!(all[1].ends_with("! it is too long"), "{all:?}");
}

#[test]
fn days_of_times_in_utc_are_those_of_the_calendar_s_zone() {
    let event = |uid: &str| {
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nDTSTART:20260302T230000Z\nDTEND:20260303T010000Z\nSUMMARY:x\nEND:VEVENT\n"
        )
    };
    let calendar =
        |zone: &str, event: String| format!("BEGIN:VCALENDAR\nX-WR-TIMEZONE:{zone}\n{event}END:VCALENDAR\n");
    let text = calendar("Asia/Shanghai", event("1")) + &calendar("No Such Zone", event("2"));
    let told = told(&text);
    assert!(told[1].contains("|2026-03-03|2026-03-03|x|calendar:1"), "{told:?}");
    assert!(told[2].contains("|2026-03-02|2026-03-03|x|calendar:2"), "{told:?}");
    let shifted = Shifted { events: 1, zone: Some("Asia/Shanghai".to_owned()), is_stated: true };
    assert_eq!(read(text.as_bytes()).unwrap().shifted, [shifted]);
}
