//! Tasks that come from the personal file: birthdays and trips.

use super::{Meant, Subject, Task, TaskKind};
use crate::domain::contact::Contact;
use crate::domain::date::{Date, anniversary};
use crate::domain::language::Text;
use crate::domain::shell::quoted;
use crate::domain::trip::Trip;

impl Subject<'_> {
    fn present(&self) -> impl Iterator<Item = &Contact> {
        self.facts.contacts.iter().filter(|contact| contact.left != Some(true))
    }

    fn log_with(&self, kind: &str, contact: &Contact) -> String {
        let (account, person) = (quoted(&self.facts.account.name), quoted(&contact.name));
        format!("acct log add {account} TEXT --kind {kind} --contact {person}")
    }

    pub(super) fn birthdays(&self) -> Vec<Task> {
        let task = |contact: &Contact| {
            let due = anniversary(contact.birthday?, self.horizon.today)?;
            let name = &contact.name;
            let what = Text { en: format!("Birthday of {name}"), zh: format!("{name} 生日") };
            let task = self.task(TaskKind::Birthday, due, Meant::of(contact), what)?;
            let key = format!("{}-{}", contact.id.number(), due.year());
            Some(Task { key, command: self.log_with("call", contact), ..task })
        };
        self.present().filter_map(task).collect()
    }

    /// Trips that are under way or begin within the horizon.
    pub(super) fn trips(&self, trips: &[Trip]) -> Vec<Task> {
        let task = |trip: &Trip| {
            let last: Date = trip.to.unwrap_or(trip.from);
            let contact = self.present().find(|contact| contact.id == trip.contact)?;
            if last < self.horizon.today {
                return None;
            }
            let (name, place, from) = (&contact.name, &trip.place, trip.from);
            let what = Text {
                en: format!("{name} is in {place} from {from} to {last}"),
                zh: format!("{name} · {place}（{from} 至 {last}）"),
            };
            let record = Meant::of(trip);
            let task = self.task(TaskKind::Trip, from.max(self.horizon.today), record, what)?;
            let span = (trip.from < last).then_some((trip.from, last));
            Some(Task { span, command: self.log_with("visit", contact), ..task })
        };
        trips.iter().filter_map(task).collect()
    }
}
