//! What an edit of a status asks for, which is what the command asks for that is made for it: `stage close`, `voice advance`.

use super::change::Change;
use super::{OpsError, Refusal};
use crate::domain::closing::{has_ended, is_reopened, lacking};
use crate::domain::date::Date;
use crate::domain::feedback::FeedbackStatus;
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Field, Shape};
use crate::domain::rule::RuleError;
use crate::domain::shell::quoted;
use crate::domain::strategy::Progress;
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

/// The fields that a new record lacks for its status.
#[must_use]
pub fn lacking_in(entry: &Entry) -> Vec<&'static Field> {
    lacking(&Entry::blank(entry.kind), entry)
}

/// The field that tells why a record goes back that was over or further on, where changes give it no value.
#[must_use]
pub fn why_back(before: &Entry, changes: &[Change]) -> Option<&'static Field> {
    let mut after = before.clone();
    for change in changes {
        change.clone().apply(&mut after);
    }
    let [from, to] = [before, &after].map(|entry| FeedbackStatus::named(entry.text("status")));
    let name = match before.kind {
        Kind::Project if is_reopened(before, &after) => "reason",
        Kind::Feedback if to < from => "note",
        _ => return None,
    };
    before.kind.field(name).filter(|_| before.get(name) == after.get(name) || after.get(name).is_empty())
}

/// What is to be done so that a status has its facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mending {
    /// The command that is made for it.
    Command(String),
    /// What the command that was refused has to say as well.
    Flags(String),
}

/// Refuses a status without its facts, and gives a project that is over the day on which it ended: today, where no day
/// that has come is recorded.
pub(super) fn settle(reader: Reader, before: &Entry, after: &mut Entry, today: Date) -> Result<(), OpsError> {
    let lacking = lacking(before, after);
    if !lacking.is_empty() {
        let command = command(reader, [before, after], &lacking)?;
        return Err(unexplained(after, &lacking, Mending::Command(command)).into());
    }
    take_back(before, after, |name, after| before.get(name) != after.get(name));
    settle_done(before, after, today);
    settle_end(before, after, today)
}

/// The same of a record that is not there yet.
pub(super) fn settle_new(entry: &mut Entry, today: Date) -> Result<(), OpsError> {
    let lacking = lacking_in(entry);
    if !lacking.is_empty() {
        let flags: Vec<String> = lacking.iter().map(|field| flag(field)).collect();
        return Err(unexplained(entry, &lacking, Mending::Flags(flags.join(" "))).into());
    }
    settle_done(&Entry::blank(entry.kind), entry, today);
    settle_end(&Entry::blank(entry.kind), entry, today)
}

/// Whether records of a kind have a status that is settled.
pub(super) fn is_settled(kind: Kind) -> bool {
    matches!(kind, Kind::Project | Kind::Feedback)
}

/// Brings the days in order that go with the status which a row of a file gives, and gives the day to come that it says of a
/// project that is over: that is not kept. Lists of what ended long ago lack its facts, which `acct check` tells, and its day,
/// which nobody knows then.
pub(super) fn settle_row(
    before: Option<&Entry>,
    given: &Entry,
    after: &mut Entry,
    today: Date,
) -> Option<Date> {
    if let Some(before) = before {
        take_back(before, after, |name, _| !given.get(name).is_empty());
    }
    let changes = |name: &str| before.is_none_or(|before| before.get(name) != after.get(name));
    if !has_ended(after) || !(changes("status") || changes("close_date")) {
        return None;
    }
    let was_over = before.filter(|before| has_ended(before));
    let has_come = |day: &Value| matches!(day, Value::Date(day) if *day <= today);
    match *after.get("close_date") {
        Value::Date(date) if date > today => {
            let known = was_over.map(|before| before.get("close_date").clone()).filter(has_come);
            after.set("close_date", known.unwrap_or(Value::Date(today)));
            (*given.get("close_date") == Value::Date(date)).then_some(date)
        }
        Value::Empty if before.is_some() && was_over.is_none() => {
            after.set("close_date", Value::Date(today));
            None
        }
        _ => None,
    }
}

fn settle_end(before: &Entry, after: &mut Entry, today: Date) -> Result<(), OpsError> {
    if !has_ended(after) {
        return Ok(());
    }
    match *after.get("close_date") {
        Value::Date(date) if date > today && before.get("close_date") != after.get("close_date") => {
            return Err(RuleError::Ahead { date }.into());
        }
        _ if has_ended(before) => {}
        Value::Date(date) if date <= today => {}
        // What was over before keeps what was recorded of it.
        _ if has_ended(before) => {}
        _ => after.set("close_date", Value::Date(today)),
    }
    Ok(())
}

/// Gives what is done now the day on which it was, today unless it is said; and takes that from what is to be done again.
fn settle_done(before: &Entry, after: &mut Entry, today: Date) {
    let Some(day) = after.kind.field("done_date").filter(|_| before.get("status") != after.get("status"))
    else {
        return;
    };
    let is_done = |entry: &Entry| entry.text("status") == Progress::Done.as_str();
    match (is_done(before), is_done(after)) {
        (false, true) if after.get(day.name).is_empty() => after.set(day.name, Value::Date(today)),
        (true, false) if before.get(day.name) == after.get(day.name) => after.set(day.name, Value::Empty),
        _ => {}
    }
}

/// Takes back the days of statuses that no longer hold, and who confirmed it, unless the change says them.
fn take_back(before: &Entry, after: &mut Entry, says: impl Fn(&str, &Entry) -> bool) {
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
        if to < status && status <= from && !says(name, after) {
            after.set(name, Value::Empty);
        }
    }
}

fn unexplained(entry: &Entry, lacking: &[&'static Field], mending: Mending) -> Refusal {
    let list = if entry.kind == Kind::Project { "project_status" } else { "feedback_status" };
    Refusal::Unexplained {
        name: entry.title().into_owned(),
        status: Called::choice(list, entry.text("status")),
        fields: lacking.iter().map(|field| Called::field(entry.kind, field.name)).collect(),
        mending,
    }
}

/// The flag that gives a field, with what our person fills in.
fn flag(field: &Field) -> String {
    let value = match field.shape {
        Shape::Date => "DATE",
        Shape::Link(_) => "PERSON",
        _ => "TEXT",
    };
    format!("--{} {value}", field.flag())
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

    fn project(status: &str, close_date: Option<&str>) -> Entry {
        let mut entry = Entry::blank(Kind::Project);
        entry.set("name", Value::Text("Mill".to_owned()));
        entry.set("status", Value::Text(status.to_owned()));
        entry.set("close_date", close_date.map_or(Value::Empty, |day| Value::Date(day.parse().unwrap())));
        entry
    }

    const TODAY: Date = Date::constant(2026, 3, 2);

    #[test]
    fn a_new_record_has_the_facts_of_its_status() {
        let mut lost = project("lost", None);
        let refused = settle_new(&mut lost, TODAY).unwrap_err();
        assert!(
            matches!(&refused, OpsError::Refused(Refusal::Unexplained { mending, .. })
                if *mending == Mending::Flags("--reason TEXT".to_owned())),
            "{refused:?}"
        );
        lost.set("reason", Value::Text("price".to_owned()));
        settle_new(&mut lost, TODAY).unwrap();
        assert_eq!(lost.get("close_date"), &Value::Date(TODAY));
        assert!(settle_new(&mut project("won", Some("2026-12-01")), TODAY).is_err(), "it has not come yet");
        let over = |day| project("won", Some(day));
        assert!(
            settle_end(&over("2026-01-01"), &mut over("2026-12-01"), TODAY).is_err(),
            "nor of what was over"
        );
        let mut kept = over("2026-12-01");
        settle_end(&over("2026-12-01"), &mut kept, TODAY).unwrap();
        assert_eq!(kept, over("2026-12-01"), "it was recorded on a later day");
        let mut open = project("open", Some("2026-12-01"));
        settle_new(&mut open, TODAY).unwrap();
        assert_eq!(open, project("open", Some("2026-12-01")));
    }

    #[test]
    fn what_is_over_was_not_decided_on_a_day_to_come() {
        let before = project("won", Some("2026-03-01"));
        assert!(settle_end(&before, &mut project("won", Some("2026-12-01")), TODAY).is_err());
        settle_end(&before, &mut project("won", Some("2026-02-01")), TODAY).unwrap();
        // What a file brought can stay.
        let odd = project("won", Some("2026-12-01"));
        let mut same = odd.clone();
        settle_end(&odd, &mut same, TODAY).unwrap();
        assert_eq!(same, odd);
    }

    #[test]
    fn a_row_keeps_no_day_to_come_of_what_is_over() {
        let settled = |before: Option<Entry>, given: Entry| {
            let mut after = given.clone();
            if let Some(before) = before.as_ref().filter(|_| given.get("close_date").is_empty()) {
                after.set("close_date", before.get("close_date").clone());
            }
            let not_kept = settle_row(before.as_ref(), &given, &mut after, TODAY);
            (after.get("close_date").to_json(), not_kept.map(|day| day.to_string()))
        };
        let (ahead, past) = (Some("2026-12-01"), Some("2025-12-01"));
        let (day, told) = (|day: &str| serde_json::json!(day), Some("2026-12-01".to_owned()));
        for (before, given, expected) in [
            (None, project("lost", None), (serde_json::Value::Null, None)),
            (None, project("lost", past), (day("2025-12-01"), None)),
            (None, project("lost", ahead), (day("2026-03-02"), told.clone())),
            (Some(project("open", ahead)), project("lost", None), (day("2026-03-02"), None)),
            (Some(project("open", None)), project("lost", None), (day("2026-03-02"), None)),
            (Some(project("lost", past)), project("lost", ahead), (day("2025-12-01"), told)),
            (Some(project("lost", None)), project("lost", None), (serde_json::Value::Null, None)),
            (Some(project("lost", ahead)), project("lost", None), (day("2026-12-01"), None)),
            (Some(project("lost", ahead)), project("lost", ahead), (day("2026-12-01"), None)),
            (Some(project("lost", ahead)), project("won", None), (day("2026-03-02"), None)),
            (Some(project("open", None)), project("open", ahead), (day("2026-12-01"), None)),
        ] {
            assert_eq!(settled(before.clone(), given.clone()), expected, "{before:?} {given:?}");
        }
    }

    #[test]
    fn what_is_done_has_a_day_until_it_is_to_be_done_again() {
        let task = |status: &str, day: Option<Date>| {
            let mut entry = Entry::blank(Kind::Action);
            entry.set("status", Value::Text(status.to_owned()));
            entry.set("done_date", day.map_or(Value::Empty, Value::Date));
            entry
        };
        let said = Date::constant(2026, 2, 1);
        for (before, after, expected) in [
            (task("open", None), task("done", None), Some(TODAY)),
            (task("open", None), task("done", Some(said)), Some(said)),
            (task("done", Some(said)), task("open", Some(said)), None),
            (task("done", None), task("done", None), None),
        ] {
            let mut settled = after.clone();
            settle_done(&before, &mut settled, TODAY);
            assert_eq!(settled.get("done_date").as_date(), expected, "{before:?} {after:?}");
        }
    }

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
            take_back(&before, &mut after, |name, after| before.get(name) != after.get(name));
            ["handled_date", "confirmed_date", "confirmed_by"].map(|name| !after.get(name).is_empty())
        };
        assert_eq!(back_to("handled", None), [true, false, false]);
        assert_eq!(back_to("collected", None), [false; 3]);
        assert_eq!(back_to("analysed", Some("2026-01-06")), [true, false, false]);
        assert_eq!(back_to("confirmed", None), [true; 3]);
    }
}
