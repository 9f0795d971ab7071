//! What an edit of a status asks for, which is what the command asks for that is made for it: `stage close`, `voice advance`.

use super::change::Change;
use super::{OpsError, Refusal};
use crate::domain::closing::lacking;
use crate::domain::date::Date;
use crate::domain::feedback::FeedbackStatus;
use crate::domain::kind::Kind;
use crate::domain::project::ProjectStatus;
use crate::domain::record::{Entry, Field};
use crate::domain::rule::RuleError;
use crate::domain::shell::quoted;
use crate::domain::value::Value;
use crate::playbook::labels::Called;
use crate::store::Reader;

/// The fields that a record would still lack for the status that changes give it.
#[must_use]
pub fn lacking_after(before: &Entry, changes: &[Change]) -> Vec<&'static Field> {
    let mut after = before.clone();
    for change in changes {
        change.clone().apply(&mut after);
    }
    lacking(before, &after)
}

/// Refuses a status without its facts, and gives a project that is over the day on which it ended: today, where no day
/// that has come is recorded.
pub(super) fn settle(reader: Reader, before: &Entry, after: &mut Entry, today: Date) -> Result<(), OpsError> {
    let lacking = lacking(before, after);
    if !lacking.is_empty() {
        return Err(refusal(reader, [before, after], &lacking)?.into());
    }
    take_back(before, after);
    let has_ended = |entry: &Entry| {
        entry.kind == Kind::Project
            && ProjectStatus::named(entry.text("status")).is_some_and(|status| status.outcome().is_some())
    };
    if !has_ended(after) || has_ended(before) {
        return Ok(());
    }
    match *after.get("close_date") {
        Value::Date(date) if date > today && before.get("close_date") != after.get("close_date") => {
            return Err(RuleError::Ahead { date }.into());
        }
        Value::Date(date) if date <= today => {}
        _ => after.set("close_date", Value::Date(today)),
    }
    Ok(())
}

/// Takes back the days of statuses that no longer hold, and who confirmed it, unless the change says them.
fn take_back(before: &Entry, after: &mut Entry) {
    if after.kind != Kind::Feedback {
        return;
    }
    let [from, to] = [before, &*after]
        .map(|entry| FeedbackStatus::named(entry.text("status")).unwrap_or(FeedbackStatus::Collected));
    for (status, name) in [
        (FeedbackStatus::Handled, "handled_date"),
        (FeedbackStatus::Confirmed, "confirmed_date"),
        (FeedbackStatus::Confirmed, "confirmed_by"),
    ] {
        if to < status && status <= from && before.get(name) == after.get(name) {
            after.set(name, Value::Empty);
        }
    }
}

fn refusal(
    reader: Reader,
    [before, after]: [&Entry; 2],
    lacking: &[&'static Field],
) -> Result<Refusal, OpsError> {
    let list = if after.kind == Kind::Project { "project_status" } else { "feedback_status" };
    Ok(Refusal::Unexplained {
        name: after.title().into_owned(),
        status: Called::choice(list, after.text("status")),
        fields: lacking.iter().map(|field| Called::field(after.kind, field.name)).collect(),
        command: command(reader, [before, after], lacking)?,
    })
}

/// The command that is made for it, with capitals for what our person fills in. Nothing is renamed yet where it runs.
fn command(
    reader: Reader,
    [before, after]: [&Entry; 2],
    lacking: &[&'static Field],
) -> Result<String, OpsError> {
    let (status, lacks) = (after.text("status"), |name: &str| lacking.iter().any(|field| field.name == name));
    if after.kind == Kind::Project {
        let account = reader.get(Kind::Account, after.account().unwrap_or(0))?;
        let [account, project] = [account.title(), before.title()].map(|name| quoted(&name));
        return Ok(format!("acct stage close {account} {status} --project {project} --reason TEXT"));
    }
    let mut command = format!("acct voice advance '#{}' --to {status}", after.id);
    let flags = [
        ("root_cause", "--root-cause TEXT"),
        ("action", "--action TEXT"),
        (
            if status == FeedbackStatus::Confirmed.as_str() { "confirmed_date" } else { "handled_date" },
            "--date DATE",
        ),
        ("confirmed_by", "--by NAME"),
    ];
    for (_, flag) in flags.iter().filter(|(name, _)| lacks(name)) {
        command.push(' ');
        command.push_str(flag);
    }
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_back_loses_the_days_of_the_statuses_that_no_longer_hold() {
        let day = |text: &str| Value::Date(text.parse().unwrap());
        let mut before = Entry::blank(Kind::Feedback);
        before.set("status", Value::Text("confirmed".to_owned()));
        before.set("handled_date", day("2026-01-05"));
        before.set("confirmed_date", day("2026-01-09"));
        before.set("confirmed_by", Value::Link(3));
        let back_to = |status: &str, said: Option<&str>| {
            let mut after = before.clone();
            after.set("status", Value::Text(status.to_owned()));
            if let Some(said) = said {
                after.set("handled_date", day(said));
            }
            take_back(&before, &mut after);
            ["handled_date", "confirmed_date", "confirmed_by"].map(|name| !after.get(name).is_empty())
        };
        assert_eq!(back_to("handled", None), [true, false, false]);
        assert_eq!(back_to("collected", None), [false; 3]);
        assert_eq!(back_to("analysed", Some("2026-01-06")), [true, false, false]);
        assert_eq!(back_to("confirmed", None), [true; 3]);
    }
}
