//! Calendars (iCalendar, RFC 5545): each event as a trip of one of the people whom it names.

mod span;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::io::{BufReader, Read};

use super::document::{Document, Failed, read_line};
use super::property::{Properties, Property};
use crate::domain::date::Zone;
use crate::domain::external_id::of_system;
use crate::domain::formula::guard;
use crate::domain::kind::Kind;
use crate::domain::parse::join_list;

/// Properties that are read, or say nothing about where somebody is.
const READ: &[&str] = &[
    "UID", "DTSTAMP", "DTSTART", "DTEND", "DURATION", "SUMMARY", "LOCATION", "ATTENDEE", "ORGANIZER",
    "RECURRENCE-ID", "STATUS", "CLASS", "CREATED", "LAST-MODIFIED", "SEQUENCE", "TRANSP", "PRIORITY",
];

/// By which property a calendar names the zone that it is kept in.
const ZONE: &str = "X-WR-TIMEZONE";

/// The system that the number of an event is told under.
const SYSTEM: &str = "calendar";

/// Reads all events as rows of trips. A repeated event is one trip, its first, and that it repeats is told with what is passed over.
///
/// # Errors
/// When the text cannot be read. A broken event is a broken record.
pub fn read(text: impl Read) -> Result<Document, Failed> {
    let mut calendar = Calendar::default();
    let mut text = BufReader::new(text);
    let mut line = String::new();
    for number in 1.. {
        if read_line(&mut text, &mut line, number)? == 0 {
            break;
        }
        calendar.line(line.trim_end_matches(['\r', '\n']), number)?;
    }
    calendar.end(End::Missing)?;
    calendar.document.passed_over = calendar.passed_over.into_iter().collect();
    Ok(calendar.document)
}

/// Events whose times are those of UTC, by the clock of which zone their days were told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shifted {
    pub events: u64,
    /// `Asia/Shanghai`; none for the machine's own where that has no name.
    pub zone: Option<String>,
    /// Whether the calendar itself names it.
    pub is_stated: bool,
}

/// Where a calendar is at home.
struct Home {
    zone: Zone,
    is_stated: bool,
}

impl Default for Home {
    fn default() -> Self {
        Self { zone: Zone::of_user(), is_stated: false }
    }
}

/// How an event ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Said,
    Missing,
}

/// An event that began.
struct Event {
    line: u64,
    properties: Properties,
}

#[derive(Default)]
struct Calendar {
    document: Document,
    home: Home,
    begun: Option<Event>,
    /// In how many components within the event the line stands, as in an alarm.
    depth: usize,
    passed_over: BTreeSet<String>,
}

impl Calendar {
    fn line(&mut self, line: &str, number: u64) -> Result<(), Failed> {
        // A folded line begins with a space and is no mark, whatever it says.
        let mark = line.trim_end().to_ascii_uppercase();
        match (mark.strip_prefix("BEGIN:"), mark.strip_prefix("END:")) {
            (Some("VEVENT"), _) => {
                self.end(End::Missing)?;
                self.begun = Some(Event { line: number, properties: Properties::default() });
            }
            (Some(_), _) if self.begun.is_some() => self.depth += 1,
            (Some("VCALENDAR"), _) => self.home = Home::default(),
            (Some(other @ ("VTODO" | "VJOURNAL" | "VFREEBUSY")), _) => {
                self.passed_over.insert(other.to_owned());
            }
            (_, Some("VEVENT")) => self.end(End::Said)?,
            (_, Some("VCALENDAR")) => self.end(End::Missing)?,
            (_, Some(_)) => self.depth = self.depth.saturating_sub(1),
            _ => match &mut self.begun {
                Some(event) if self.depth == 0 => event.properties.add(line),
                Some(_) => {}
                None => self.at_home(line),
            },
        }
        Ok(())
    }

    /// Takes the zone that a calendar names as its own. One that nobody knows leaves that of the machine.
    fn at_home(&mut self, line: &str) {
        let property = Property::parse(line).filter(|property| property.name == ZONE);
        let named = property.and_then(|property| property.text().ok());
        if let Some(zone) = named.and_then(|name| Zone::named(&name)) {
            self.home = Home { zone, is_stated: true };
        }
    }

    /// Counts an event by the clock of which zone it is told, where that is another one than it says.
    fn note_shift(&mut self) {
        let zone = self.home.zone.name().map(str::to_owned);
        if matches!(zone.as_deref(), Some("UTC" | "Etc/UTC")) {
            return;
        }
        let shifted = &mut self.document.shifted;
        match shifted.iter_mut().find(|known| known.zone == zone) {
            Some(known) => known.events += 1,
            None => shifted.push(Shifted { events: 1, zone, is_stated: self.home.is_stated }),
        }
    }

    fn end(&mut self, end: End) -> Result<(), Failed> {
        self.depth = 0;
        let Some(mut event) = self.begun.take() else { return Ok(()) };
        if end == End::Missing {
            let flaw = ("the event has no END:VEVENT".to_owned(), "日程缺少 END:VEVENT".to_owned());
            event.properties.flaw = Some(flaw);
        }
        let read = match event.properties.flaw.take() {
            Some(flaw) => Err(flaw),
            None => event.read(&self.home.zone, &mut self.passed_over),
        };
        if matches!(read, Ok(Some(_))) && event.is_of_utc() {
            self.note_shift();
        }
        let rows = self.document.rows(Some(Kind::Trip.name()));
        match read {
            Ok(None) => {}
            Ok(Some(cells)) => rows.push_named(event.line, cells.map(|(name, cell)| (name, guard(cell))))?,
            Err((english, chinese)) => {
                let title = event.properties.first("SUMMARY").unwrap_or_default();
                rows.push_broken(event.line, title, english, chinese)?;
            }
        }
        Ok(())
    }
}

/// What a trip has, by the names of its fields.
type Cells = [(&'static str, String); 7];

impl Event {
    /// The cells of the trip; nothing of an event that was cancelled. All columns are named, so that they can be filled in where
    /// a row is rejected.
    fn read(
        &self,
        zone: &Zone,
        passed_over: &mut BTreeSet<String>,
    ) -> Result<Option<Cells>, (String, String)> {
        let text = |name: &str| {
            let text = self.properties.first(name).map_err(|reason| (reason.clone(), reason))?;
            Ok::<_, (String, String)>(text.trim().to_owned())
        };
        if text("STATUS")?.eq_ignore_ascii_case("CANCELLED") {
            passed_over.insert("STATUS:CANCELLED".to_owned());
            return Ok(None);
        }
        let more = self.properties.all.iter().map(|property| &property.name);
        passed_over.extend(more.filter(|name| !READ.contains(&name.as_str())).cloned());
        let (from, to) = span::span(&text("DTSTART")?, &text("DTEND")?, &text("DURATION")?, zone)?;
        Ok(Some([
            ("account", String::new()),
            ("contact", self.people()?),
            ("place", text("LOCATION")?.replace('\n', ", ")),
            ("from", from),
            ("to", to),
            ("note", text("SUMMARY")?),
            ("external_ids", key(&text("UID")?, &text("RECURRENCE-ID")?)),
        ]))
    }

    fn is_of_utc(&self) -> bool {
        let is_of_utc = |name| self.properties.first(name).is_ok_and(|time| span::is_of_utc(time.trim()));
        is_of_utc("DTSTART") || is_of_utc("DTEND")
    }

    /// Those whom the event names, as `Ann Example <ann@example.com>`, one after the other.
    fn people(&self) -> Result<String, (String, String)> {
        let mut people: Vec<String> = Vec::new();
        for property in self.properties.named("ATTENDEE").chain(self.properties.named("ORGANIZER")) {
            let person = person(property).map_err(|reason| (reason.clone(), reason))?;
            if !person.is_empty() && !people.contains(&person) {
                people.push(person);
            }
        }
        Ok(people.join("; "))
    }
}

fn person(property: &Property) -> Result<String, String> {
    let plain = |text: &str| text.replace([';', '<', '>'], " ").trim().to_owned();
    let address = property.text()?;
    let is_mail = address.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("mailto:"));
    let mail = if is_mail { plain(&address[7..]) } else { String::new() };
    let name = plain(property.parameter("CN").unwrap_or_default());
    Ok(match (name.is_empty(), mail.is_empty()) {
        (_, true) => name,
        (true, false) => mail,
        (false, false) if name == mail => mail,
        (false, false) => format!("{name} <{mail}>"),
    })
}

/// The number of an event as an external id. One of several that repeat is told by its day, too.
fn key(uid: &str, instance: &str) -> String {
    if uid.is_empty() {
        return String::new();
    }
    let instance = if instance.is_empty() { String::new() } else { format!("/{instance}") };
    join_list([of_system(SYSTEM, &format!("{uid}{instance}")).as_str()])
}
