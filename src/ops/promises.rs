//! Next steps that were promised to a customer and are done.

use super::{OpsError, Refusal, Session, records, summary};
use crate::domain::date::Date;
use crate::domain::interaction::Interaction;
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Record};
use crate::store::{Writer, Written};

/// Marks the next step that was agreed in an interaction as done on a day.
///
/// # Errors
/// When there is no such interaction, nothing was promised in it, or the day has not come.
pub fn done(session: &mut Session, interaction: i64, date: Date) -> Result<Written<Interaction>, OpsError> {
    let today = session.today;
    session.write(|writer| {
        let after = mark(writer, interaction, date, today)?;
        let account = writer.read().get(Kind::Account, after.account.number())?;
        let (name, step) = (account.title(), step(&after));
        let told = summary(format!("Done for {name}: {step}"), format!("{name}：已完成“{step}”"));
        Ok((after, told))
    })
}

/// Adds an interaction and marks next steps of earlier ones as done on its day, as one operation.
///
/// # Errors
/// Those of [`done`], and when the interaction is refused.
pub fn log_and_done(
    session: &mut Session,
    entry: Entry,
    done: &[i64],
    date: Date,
) -> Result<Written<(Entry, Vec<Interaction>)>, OpsError> {
    let today = session.today;
    records::check(&entry, entry.kind.fields(), today)?;
    let mut entry = entry;
    session.write(|writer| {
        records::insert(writer, &mut entry)?;
        let mut settled = Vec::new();
        for interaction in done {
            settled.push(mark(writer, *interaction, date, today)?);
        }
        let told = records::told(writer.read(), &entry)?;
        let steps = settled.iter().map(step).collect::<Vec<_>>();
        let (list, list_zh) = (steps.join("; "), steps.join("；"));
        let told = summary(
            format!("Added interaction {told}; done: {list}"),
            format!("新增互动 {told}；已完成：{list_zh}"),
        );
        Ok(((entry, settled), told))
    })
}

/// Marks a next step as done inside an operation; see [`done`].
pub(super) fn mark(
    writer: &mut Writer,
    interaction: i64,
    date: Date,
    today: Date,
) -> Result<Interaction, OpsError> {
    let before = writer.read().get(Kind::Interaction, interaction)?;
    let promised = Interaction::from_entry(&before)?;
    if step(&promised).is_empty() {
        return Err(Refusal::NoPromise { id: interaction, summary: promised.summary }.into());
    }
    let after = Interaction { next_done: Some(date), ..promised };
    let entry = after.to_entry();
    let field = Kind::Interaction.fields().iter().filter(|field| field.name == "next_done");
    records::check(&entry, field, today)?;
    records::update(writer, &before, &entry)?;
    Ok(after)
}

pub(super) fn step(interaction: &Interaction) -> String {
    interaction.next_step.as_ref().map(|step| step.0.trim().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::Value;
    use crate::ops::history;

    fn talk(account: i64, step: &str) -> Entry {
        let mut entry = Entry::blank(Kind::Interaction);
        entry.set("account", Value::Link(account));
        entry.set("summary", Value::Text("Call".to_owned()));
        entry.set("date", Value::Date("2026-02-01".parse().unwrap()));
        entry.set("next_step", if step.is_empty() { Value::Empty } else { Value::Text(step.to_owned()) });
        entry
    }

    #[test]
    fn a_promise_is_done_on_a_day_alone_or_with_the_talk_in_which_it_was_kept_and_comes_back_by_undo() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = Session::in_folder(&folder);
        let mut account = Entry::blank(Kind::Account);
        account.set("name", Value::Text("Acme".to_owned()));
        let account = records::add(&mut session, account).unwrap().value.id;
        let first = records::add(&mut session, talk(account, "send references")).unwrap().value.id;
        let second = records::add(&mut session, talk(account, "call back")).unwrap().value.id;
        let empty = records::add(&mut session, talk(account, "")).unwrap().value.id;
        let day: Date = "2026-02-20".parse().unwrap();
        assert_eq!(done(&mut session, first, day).unwrap().value.next_done, Some(day));
        log_and_done(&mut session, talk(account, ""), &[second], day).unwrap();
        let newest = &session.store.history(None, 1).unwrap()[0];
        assert_eq!(newest.summary.en, "Added interaction Acme · Call; done: call back");
        let plan = history::undo_plan(&session, None).unwrap();
        history::undo(&mut session, &plan, |_| ()).unwrap();
        let talks: Vec<Interaction> = session.store.read().of_account(account).unwrap();
        let days: Vec<_> = talks.iter().map(|talk| talk.next_done).collect();
        assert_eq!(days, [Some(day), None, None]);
        for (interaction, date) in [(empty, day), (first, "2026-05-01".parse().unwrap())] {
            assert!(done(&mut session, interaction, date).is_err(), "{interaction} {date}");
        }
    }
}
