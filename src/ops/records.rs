//! Adding and changing records of any kind. Removing them stands in a file of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::change::Change;
pub use super::removal::{Removal, removal, remove};
use super::{
    OpsError, Refusal, Session, closing, comparison, industries, naming, research, spans, stages, summary,
    surveys,
};
use crate::domain::account::drop_repeated_names;
use crate::domain::date::Date;
use crate::domain::economics::OURS;
use crate::domain::factor::RivalMark;
use crate::domain::kind::Kind;
use crate::domain::language::{Language, Text, pick};
use crate::domain::record::{Entry, Field, Record as _, Shape};
use crate::domain::value::Value;
use crate::playbook::LazyPlaybook;
use crate::playbook::labels::Labels;
use crate::store::{Reader, Writer, Written};

/// What an edit made of a record.
#[derive(Clone, Debug)]
pub struct Edited {
    pub before: Entry,
    pub after: Entry,
    pub changed: Vec<&'static Field>,
    /// What followed elsewhere: what became of the decision of a project that got another status, or who named it.
    pub followed: Option<Text>,
    /// Aliases that were left out because the account goes by them already but for case and width.
    pub left_out: Vec<String>,
}

/// Adds a record.
///
/// # Errors
/// When a required value is missing or one cannot be true, or its name is taken.
pub fn add(session: &mut Session, mut entry: Entry) -> Result<Written<Entry>, OpsError> {
    check(&entry, entry.kind.fields(), session.today)?;
    surveys::settle(&session.playbook, &mut entry)?;
    closing::settle_new(&mut entry, session.today)?;
    session.write(|writer| {
        research::settle(writer.read(), None, &mut entry)?;
        insert(writer, &mut entry)?;
        let told = told(writer.read(), &entry)?;
        let text = Labels::default();
        let kind = |language| text.get(entry.kind.name(), language).to_owned();
        let told = summary(
            format!("Added {} {told}", kind(Language::English).to_lowercase()),
            format!("新增{} {told}", kind(Language::Chinese)),
        );
        Ok((entry, told))
    })
}

/// Adds a record inside an operation, after checking it.
///
/// # Errors
/// When a required value is missing, or its name is taken.
pub fn insert(writer: &mut Writer, entry: &mut Entry) -> Result<i64, OpsError> {
    for field in entry.kind.fields() {
        if field.is_required() && entry.get(field.name).is_empty() {
            return Err(Refusal::required(entry.kind, field.name).into());
        }
    }
    drop_repeated_names(entry);
    refuse_duplicate(writer.read(), entry)?;
    refuse_second_mark(writer.read(), entry)?;
    refuse_second_answer(writer.read(), entry)?;
    Ok(writer.insert(entry)?)
}

/// Refuses values that cannot be true, wherever they come from.
pub(super) fn check<'f>(
    entry: &Entry,
    fields: impl IntoIterator<Item = &'f Field>,
    today: Date,
) -> Result<(), OpsError> {
    let fields: Vec<&Field> = fields.into_iter().collect();
    for field in &fields {
        field.check(entry.get(field.name), today)?;
    }
    refuse_backwards(entry, &fields)
}

/// Refuses a record that ends before it begins by one of some fields.
fn refuse_backwards(entry: &Entry, fields: &[&Field]) -> Result<(), OpsError> {
    let is_meant = |field: &Field| fields.iter().any(|meant| meant.name == field.name);
    spans::backwards(entry, is_meant).map_or(Ok(()), |(_, error)| Err(error.into()))
}

/// As [`check`], of what a change brings: what was there already, from before there was a rule, can stay or go.
fn check_new([before, after]: [&Entry; 2], changed: &[&Field], today: Date) -> Result<(), OpsError> {
    for field in changed {
        let brought = match (before.get(field.name), after.get(field.name)) {
            (Value::List(held), Value::List(items)) => {
                Value::List(items.iter().filter(|item| !held.contains(item)).cloned().collect())
            }
            (_, value) => value.clone(),
        };
        field.check(&brought, today)?;
    }
    refuse_backwards(after, changed)
}

/// What is named within its account cannot have the name of another one there.
fn refuse_duplicate(reader: Reader, entry: &Entry) -> Result<(), OpsError> {
    if !entry.kind.has_unique_titles() {
        return Ok(());
    }
    let (account, title) = (entry.account().unwrap_or(0), entry.title());
    let twin = reader.titled(entry.kind, account, &title)?.into_iter().find(|other| other.id != entry.id);
    match twin {
        Some(twin) => {
            Err(Refusal::Duplicate { kind: entry.kind.into(), name: title.into_owned(), id: twin.id }.into())
        }
        None => Ok(()),
    }
}

/// A rival has one mark in a factor.
fn refuse_second_mark(reader: Reader, entry: &Entry) -> Result<(), OpsError> {
    if entry.kind != Kind::RivalMark {
        return Ok(());
    }
    let mark = RivalMark::from_entry(entry)?;
    match comparison::known(reader, mark.factor, mark.rival)? {
        Some(known) => {
            let name = reader.get(Kind::Factor, mark.factor.number())?.title().into_owned();
            Err(Refusal::Duplicate { kind: entry.kind.into(), name, id: known.id.number() }.into())
        }
        None => Ok(()),
    }
}

/// A person answers a question of a round once.
fn refuse_second_answer(reader: Reader, entry: &Entry) -> Result<(), OpsError> {
    match surveys::earlier(reader, entry)? {
        Some(known) => {
            let name = format!("{} · {}", known.title(), known.text("question"));
            Err(Refusal::Duplicate { kind: entry.kind.into(), name, id: known.id }.into())
        }
        None => Ok(()),
    }
}

/// Changes fields of a record.
///
/// # Errors
/// When the record is gone, a required value would be lost or a name is taken.
pub fn edit<C: Into<Change> + Clone>(
    session: &mut Session,
    kind: Kind,
    id: i64,
    changes: &[C],
) -> Result<Written<Edited>, OpsError> {
    edit_with(session, kind, id, |_| changes.iter().cloned().map(Into::into).collect())
}

/// Gives an account another name. Unless it is to be forgotten, the old one becomes an alias.
///
/// # Errors
/// When the account is gone or the name is empty.
pub fn rename(
    session: &mut Session,
    account: i64,
    name: &str,
    forget: bool,
) -> Result<Written<Edited>, OpsError> {
    edit_with(session, Kind::Account, account, |before| {
        let mut changes = Vec::new();
        if let Some(field) = Kind::Account.field("aliases") {
            changes.push(Change::Remove(field.clone(), name.to_owned()));
            if !forget && before.title() != name {
                changes.push(Change::Add(field.clone(), before.title().into_owned()));
            }
        }
        let title =
            Kind::Account.field("name").map(|field| Change::Set(field.clone(), Value::Text(name.to_owned())));
        changes.extend(title);
        changes
    })
}

/// What changes would make of a record, with nothing written; refused as [`edit`] would.
///
/// # Errors
/// When a required value would be lost, a name is taken or a value cannot be true.
pub fn would_be(session: &Session, before: &Entry, changes: Vec<Change>) -> Result<Entry, OpsError> {
    let reader = session.store.read();
    changed(reader, &session.playbook, before, changes, session.today).map(|(after, _)| after)
}

/// What changes make of a record, checked, and the names that were left out as the account goes by them already.
fn changed(
    reader: Reader,
    playbook: &LazyPlaybook,
    before: &Entry,
    changes: Vec<Change>,
    today: Date,
) -> Result<(Entry, Vec<String>), OpsError> {
    let mut after = before.clone();
    for change in changes {
        change.apply(&mut after);
    }
    let mut left_out = Vec::new();
    industries::keep_old_name(before, &mut after);
    if before.get("aliases") != after.get("aliases") || before.title() != after.title() {
        left_out = drop_repeated_names(&mut after);
    }
    surveys::settle(playbook, &mut after)?;
    research::settle(reader, Some(before), &mut after)?;
    closing::settle(reader, before, &mut after, today)?;
    check_whole(reader, before, &after)?;
    let fields = before.kind.fields().iter();
    let touched: Vec<&Field> =
        fields.filter(|field| before.get(field.name) != after.get(field.name)).collect();
    check_new([before, &after], &touched, today)?;
    Ok((after, left_out))
}

/// Refuses a record that would lose a required value, or get the name of another one.
fn check_whole(reader: Reader, before: &Entry, after: &Entry) -> Result<(), OpsError> {
    for field in after.kind.fields() {
        if field.is_required() && after.get(field.name).is_empty() {
            return Err(Refusal::required(after.kind, field.name).into());
        }
    }
    if before.title() == after.title() { Ok(()) } else { refuse_duplicate(reader, after) }
}

fn edit_with(
    session: &mut Session,
    kind: Kind,
    id: i64,
    changes: impl FnOnce(&Entry) -> Vec<Change>,
) -> Result<Written<Edited>, OpsError> {
    let labels = Labels::default();
    let (today, user, playbook) = (session.today, session.user.clone(), Rc::clone(&session.playbook));
    session.write(|writer| {
        let before = writer.read().get(kind, id)?;
        let (mut after, left_out) = changed(writer.read(), &playbook, &before, changes(&before), today)?;
        let changed = writer.update(&before, &after)?;
        let mut told = edited_summary(writer.read(), [&before, &after], &changed, &labels)?;
        let decided = stages::follow_edit(writer, &before, &mut after, (today, &user))?;
        let followed = decided.or(naming::follow_rename(writer, &before, &after, |_, _| ())?);
        if let Some(Text { en, zh }) = &followed {
            told.en.push_str(&format!(". {en}"));
            told.zh.push_str(&format!("。{zh}"));
        }
        Ok((Edited { before, after, changed, followed, left_out }, told))
    })
}

/// Changes a record inside an operation, after checking what it becomes.
///
/// # Errors
/// When a required value would be lost or a name is taken.
pub fn update(writer: &mut Writer, before: &Entry, after: &Entry) -> Result<Vec<&'static Field>, OpsError> {
    check_whole(writer.read(), before, after)?;
    Ok(writer.update(before, after)?)
}

fn edited_summary(
    reader: Reader,
    [before, after]: [&Entry; 2],
    changed: &[&'static Field],
    labels: &Labels,
) -> Result<Text, OpsError> {
    let told = told(reader, after)?;
    let fields = |language: Language, separator: &str| {
        changed_names([before, after], changed, labels, language).join(separator)
    };
    Ok(summary(
        format!(
            "Changed {} {told}: {}",
            labels.get(after.kind.name(), Language::English).to_lowercase(),
            fields(Language::English, ", ").to_lowercase()
        ),
        format!(
            "修改{} {told}：{}",
            labels.get(after.kind.name(), Language::Chinese),
            fields(Language::Chinese, "、")
        ),
    ))
}

/// What changed, by name. The summary stands in reports that leave the personal file out, so that file is named as a
/// whole.
fn changed_names(
    [before, after]: [&Entry; 2],
    changed: &[&'static Field],
    labels: &Labels,
    language: Language,
) -> Vec<String> {
    let mut names = Vec::new();
    for field in changed {
        match (before.get(field.name), after.get(field.name)) {
            _ if field.private => {
                let file = pick(language, "personal file", "个人档案");
                if !names.iter().any(|name| name == file) {
                    names.push(file.to_owned());
                }
            }
            (one, other) if matches!(field.shape, Shape::Custom) => {
                names.extend(changed_own(one, other).into_iter().map(|name| {
                    labels.find(&format!("{}.{name}", after.kind), language).unwrap_or(name).to_owned()
                }));
            }
            _ => names.push(labels.get(&format!("{}.{}", after.kind, field.name), language).to_owned()),
        }
    }
    names
}

/// The names of the user's own fields that differ.
#[must_use]
pub fn changed_own<'v>(before: &'v Value, after: &'v Value) -> Vec<&'v str> {
    let values = |value: &'v Value| match value {
        Value::Custom(values) => Some(values),
        _ => None,
    };
    let (before, after) = (values(before), values(after));
    let names: BTreeSet<&str> =
        [before, after].into_iter().flatten().flat_map(BTreeMap::keys).map(String::as_str).collect();
    let value =
        |values: Option<&'v BTreeMap<String, Value>>, name: &str| values.and_then(|values| values.get(name));
    names.into_iter().filter(|name| value(before, name) != value(after, name)).collect()
}

/// How a summary names a record: its title, and whose it is.
///
/// # Errors
/// When the file cannot be read.
pub fn told(reader: Reader, entry: &Entry) -> Result<String, OpsError> {
    if entry.kind == Kind::Account {
        return Ok(entry.title().into_owned());
    }
    let account = match entry.account() {
        Some(account) => reader.titles(Kind::Account, &[account])?.pop(),
        None => None,
    };
    Ok(match account {
        Some(account) => format!("{} · {}", account.name, entry.title()),
        None => entry.title().into_owned(),
    })
}

/// Fills what a person usually leaves out: the date is today, a need is open, we are the ones who did it.
pub fn fill_defaults(entry: &mut Entry, today: Date, user: &str) {
    let (today, user) = (Value::Date(today), Value::Text(user.to_owned()));
    let defaults = [
        (Kind::Interaction, "date", today.clone()),
        (Kind::Interaction, "by", user.clone()),
        (Kind::EconomicLine, "alternative", Value::Text(OURS.to_owned())),
        (Kind::Feedback, "date", today.clone()),
        (Kind::SurveyAnswer, "date", today),
        (Kind::SurveyAnswer, "by", user),
    ];
    for (kind, field, value) in defaults {
        if entry.kind == kind && entry.get(field).is_empty() {
            entry.set(field, value);
        }
    }
    fill_status(entry);
}

/// What has no status yet is open.
pub(super) fn fill_status(entry: &mut Entry) {
    if let Some(status) = entry.kind.first_status().filter(|_| entry.get("status").is_empty()) {
        entry.set("status", Value::Text(status.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_names_own_fields_one_by_one_and_private_ones_not_at_all() {
        let before = Entry::blank(Kind::Contact);
        let mut after = before.clone();
        let own = |text: &str| Value::Text(text.to_owned());
        after.set("custom", Value::Custom(BTreeMap::from([("badge".to_owned(), own("7"))])));
        let names = ["title", "birthday", "family", "custom"];
        let changed: Vec<&Field> = names.iter().filter_map(|name| Kind::Contact.field(name)).collect();
        let told = |language| changed_names([&before, &after], &changed, &Labels::default(), language);
        assert_eq!(told(Language::English)[1..], ["personal file", "badge"]);
        assert_eq!(told(Language::Chinese)[1..], ["个人档案", "badge"]);
    }
}
