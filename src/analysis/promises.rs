//! Next steps that were agreed with a customer and that no later conversation has overtaken.

use crate::domain::date::Date;
use crate::domain::interaction::Interaction;

/// A next step that is still to be done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Promise<'i> {
    /// The conversation in which it was agreed.
    pub agreed: &'i Interaction,
    pub step: &'i str,
    pub due: Option<Date>,
}

/// Steps due after the last conversation, and those of the last one itself, unless they are marked as done. Soonest first, those without a date last;
/// of several on one day the one agreed last first.
#[must_use]
pub fn open(interactions: &[Interaction], today: Date) -> Vec<Promise<'_>> {
    let past = interactions.iter().map(|interaction| interaction.date).filter(|date| *date <= today);
    let Some(last) = past.max() else { return Vec::new() };
    let is_open = |interaction: &&Interaction| match interaction.next_date {
        Some(due) => due > last || interaction.date == last,
        None => interaction.date >= last,
    };
    let mut promises: Vec<Promise> = interactions
        .iter()
        .filter(|interaction| interaction.next_done.is_none())
        .filter(is_open)
        .filter_map(|agreed| {
            let step = agreed.next_step.as_ref()?.0.trim();
            (!step.is_empty()).then_some(Promise { agreed, step, due: agreed.next_date })
        })
        .collect();
    promises.sort_by_key(|promise| {
        let newest_first = std::cmp::Reverse((promise.agreed.date, promise.agreed.id.number()));
        (promise.due.is_none(), promise.due, newest_first)
    });
    promises
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;
    use crate::domain::record::{Entry, Record};
    use crate::domain::value::Value;

    fn talk(id: i64, on: &str, step: Option<(&str, Option<&str>)>) -> Interaction {
        let mut entry = Entry::blank(Kind::Interaction);
        entry.id = id;
        entry.set("account", Value::Link(1));
        entry.set("summary", Value::Text("Call".to_owned()));
        entry.set("date", Value::Date(on.parse().unwrap()));
        if let Some((step, due)) = step {
            entry.set("next_step", Value::Text(step.to_owned()));
            entry.set("next_date", due.map_or(Value::Empty, |due| Value::Date(due.parse().unwrap())));
        }
        Interaction::from_entry(&entry).unwrap()
    }

    #[test]
    fn a_step_that_was_done_is_open_no_more() {
        let today = "2026-03-11".parse().unwrap();
        let mut talks = [
            talk(1, "2026-02-10", Some(("now", None))),
            talk(2, "2026-02-10", Some(("late", Some("2026-03-01")))),
        ];
        talks[1].next_done = Some("2026-03-02".parse().unwrap());
        let steps: Vec<&str> = open(&talks, today).iter().map(|promise| promise.step).collect();
        assert_eq!(steps, ["now"]);
    }

    #[test]
    fn a_step_is_open_until_a_conversation_after_it_was_due() {
        let today = "2026-03-11".parse().unwrap();
        let talks = [
            talk(1, "2026-01-10", Some(("overtaken", Some("2026-02-01")))),
            talk(2, "2026-01-20", Some(("still ahead", Some("2026-04-01")))),
            talk(3, "2026-01-25", Some(("dropped", None))),
            talk(4, "2026-02-10", Some(("now", None))),
            talk(5, "2026-02-10", Some(("late", Some("2026-03-01")))),
            talk(6, "2026-02-10", None),
        ];
        let steps: Vec<&str> = open(&talks, today).iter().map(|promise| promise.step).collect();
        assert_eq!(steps, ["late", "still ahead", "now"]);
        assert!(open(&[], today).is_empty());
    }
}
