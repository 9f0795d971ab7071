//! What is known of industries, loaded once for many accounts, and the accounts that inherit it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::OpsError;
use crate::analysis::environment::{Environment, Environments};
use crate::domain::date::Date;
use crate::domain::industry::{Industry, IndustryFinding, key};
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Record};
use crate::domain::value::Value;
use crate::store::{Reader, Writer};

/// Every industry with its answers as they were known on a day.
///
/// # Errors
/// When the file cannot be read.
pub fn environments(reader: Reader, day: Date) -> Result<Environments, OpsError> {
    let industries: Vec<Industry> = standing_alone(reader)?;
    if industries.is_empty() {
        return Ok(Environments::default());
    }
    let findings: Vec<IndustryFinding> = standing_alone(reader)?;
    Ok(Environments::new(&industries, findings, day))
}

/// The industry that goes by a name, with its answers as they were known on a day, and no other.
///
/// # Errors
/// When the file cannot be read.
pub fn environment(
    reader: Reader,
    name: Option<&str>,
    day: Date,
) -> Result<Option<Arc<Environment>>, OpsError> {
    let Some(wanted) = name.map(key) else { return Ok(None) };
    let industries: Vec<Industry> = standing_alone(reader)?;
    let own = industries.iter().find(|industry| key(&industry.name) == wanted);
    let other = || industries.iter().find(|industry| industry.keys().any(|name| name == wanted));
    let Some(industry) = own.or_else(other) else { return Ok(None) };
    let findings = of_industry(reader, industry.id.number())?;
    let environments = Environments::new(std::slice::from_ref(industry), findings, day);
    Ok(environments.named(&industry.name).cloned())
}

/// The accounts, archived ones among them, whose industry goes by a name.
///
/// # Errors
/// When the file cannot be read.
pub fn accounts_of(reader: Reader, industry: &str) -> Result<Vec<i64>, OpsError> {
    Ok(match names_of(reader, industry)? {
        Some(is_named) => reader.accounts_in(is_named)?,
        None => Vec::new(),
    })
}

/// The same of those that are not archived, with their names, by their numbers.
///
/// # Errors
/// When the file cannot be read.
pub fn living_in(reader: Reader, industry: &str) -> Result<Vec<(i64, String)>, OpsError> {
    Ok(match names_of(reader, industry)? {
        Some(is_named) => reader.living_in(is_named)?,
        None => Vec::new(),
    })
}

/// Whether a name is one of the industry that goes by another.
fn names_of(reader: Reader, industry: &str) -> Result<Option<impl Fn(&str) -> bool>, OpsError> {
    let Some(found) = environment(reader, Some(industry), Date::MAX)? else { return Ok(None) };
    let all = environments(reader, Date::MAX)?;
    Ok(Some(move |name: &str| all.named(name).is_some_and(|other| other.id == found.id)))
}

/// The answers about an industry, superseded ones among them, oldest first.
///
/// # Errors
/// When the file cannot be read.
pub fn of_industry(reader: Reader, industry: i64) -> Result<Vec<IndustryFinding>, OpsError> {
    let Some(field) = Kind::IndustryFinding.field("industry") else { return Ok(Vec::new()) };
    let entries = reader.pointing_at(Kind::IndustryFinding, field, industry)?;
    let findings = entries.iter().map(IndustryFinding::from_entry);
    Ok(findings.collect::<Result<_, _>>()?)
}

fn standing_alone<R: Record>(reader: Reader) -> Result<Vec<R>, OpsError> {
    Ok(reader.of_account(0)?)
}

/// The industry of each account from `first` to `last` that is recorded, by account.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn inherited(
    reader: Reader,
    environments: &Environments,
    (first, last): (i64, i64),
) -> Result<Vec<(i64, Arc<Environment>)>, OpsError> {
    if environments.is_empty() {
        return Ok(Vec::new());
    }
    let industries = reader.industries_of(first, last)?.into_iter();
    Ok(industries
        .filter_map(|(account, industry)| Some((account, Arc::clone(environments.named(&industry)?))))
        .collect())
}

/// The accounts that inherit other answers than before because of what an operation wrote.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn heirs(writer: &Writer) -> Result<BTreeSet<i64>, OpsError> {
    let (reader, living) = (writer.read(), writer.living());
    let mut heirs = BTreeSet::new();
    if living.is_empty() {
        return Ok(heirs);
    }
    let industries: Vec<Industry> = standing_alone(reader)?;
    let mut changed: BTreeSet<String> = living.names.iter().map(|name| key(name)).collect();
    let answered = industries.iter().filter(|industry| living.answered.contains(&industry.id.number()));
    changed.extend(answered.flat_map(Industry::keys));
    if !changed.is_empty() {
        heirs.extend(reader.accounts_in(|name| changed.contains(&key(name)))?);
    }
    if industries.is_empty() && changed.is_empty() {
        return Ok(heirs);
    }
    heirs.extend(&living.moved);
    let known: BTreeSet<String> = industries.iter().flat_map(Industry::keys).collect();
    let new = living.new.iter().filter(|(name, _)| known.contains(&key(name)));
    heirs.extend(new.flat_map(|(_, accounts)| accounts));
    Ok(heirs)
}

/// Accounts name their industry: one that is called otherwise now still goes by its old name.
pub(super) fn keep_old_name(before: &Entry, after: &mut Entry) {
    let (old, new) = (before.title(), after.title());
    if after.kind != Kind::Industry || new.is_empty() || key(&old) == key(&new) {
        return;
    }
    let mut names = after.list("aliases").to_vec();
    if !names.iter().any(|name| key(name) == key(&old)) {
        names.push(old.into_owned());
        after.set("aliases", Value::List(names));
    }
}
