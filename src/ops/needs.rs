//! What changed in the needs, from the history: a changed need is an opportunity.

use std::collections::{BTreeMap, BTreeSet};

use super::OpsError;
use crate::choices;
use crate::domain::date::{Date, Moment};
use crate::domain::kind::Kind;
use crate::domain::record::{Field, Misfit};
use crate::domain::value::Value;
use crate::store::{Change, Operation, Store, StoreError};

choices! {
    /// What happened to a need.
    pub enum Step as "change" {
        Added = "added",
        Changed = "changed",
        Removed = "removed",
    }
}

/// One change of one need.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedChange {
    pub at: Moment,
    pub operation: i64,
    /// Our person who wrote it down.
    pub by: String,
    pub account: Option<i64>,
    pub need: i64,
    /// What the need is called now, or was when it was removed.
    pub title: String,
    pub step: Step,
    /// For a need that was added or removed, its known fields.
    pub fields: Vec<FieldChange>,
}

/// One field before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    pub field: &'static Field,
    pub before: Value,
    pub after: Value,
}

/// Every change of needs from a day on, newest first, of one account or of all. An operation that was done, undone and
/// redone tells where it ended, and only if that is not where it stood before that day.
///
/// # Errors
/// When the file cannot be read.
pub fn changes(store: &Store, account: Option<i64>, since: Date) -> Result<Vec<NeedChange>, OpsError> {
    let rows = store.changes_since(Kind::Need, Moment::start_of(since))?;
    let numbers: BTreeSet<i64> = rows.iter().map(|row| row.operation).collect();
    let told = told(store, numbers)?;
    let mut found = Vec::new();
    for row in rows.iter().filter(|row| account.is_none() || row.account == account) {
        if let Some(operation) = told.get(&row.operation) {
            found.push(change(store, operation, row)?);
        }
    }
    found.reverse();
    Ok(found)
}

/// Of operations in the order of their numbers those that are told. An undo or redo turns round whether the operation
/// at its root is in force: after an odd number of turns it is no longer as it was, and the last one says so.
fn told(store: &Store, numbers: BTreeSet<i64>) -> Result<BTreeMap<i64, Operation>, StoreError> {
    let mut turns: BTreeMap<i64, (usize, Operation)> = BTreeMap::new();
    for number in numbers {
        let Some(operation) = store.operation(number)? else { continue };
        let root = root(store, &operation)?;
        let turned = turns.get(&root).map_or(0, |(turned, _)| *turned);
        turns.insert(root, (turned + 1, operation));
    }
    let odd = turns.into_values().filter(|(turned, _)| turned % 2 == 1);
    Ok(odd.map(|(_, operation)| (operation.number, operation)).collect())
}

/// The operation that undos and redos go back to.
fn root(store: &Store, operation: &Operation) -> Result<i64, StoreError> {
    let (mut number, mut undoes) = (operation.number, operation.undoes);
    while let Some(undone) = undoes {
        number = undone;
        undoes = store.operation(undone)?.and_then(|operation| operation.undoes);
    }
    Ok(number)
}

fn change(store: &Store, operation: &Operation, row: &Change) -> Result<NeedChange, StoreError> {
    let step = match (&row.before, &row.after) {
        (None, _) => Step::Added,
        (_, None) => Step::Removed,
        _ => Step::Changed,
    };
    let mut fields = Vec::new();
    for field in Kind::Need.fields() {
        let [before, after] =
            [&row.before, &row.after].map(|state| state.as_ref().and_then(|state| state.get(field.name)));
        if before.is_none() && after.is_none() {
            continue;
        }
        let value = |json: Option<&serde_json::Value>| match json {
            None => Ok(Value::Empty),
            Some(json) => Value::from_json(&field.shape, json).ok_or(Misfit::Value {
                kind: Kind::Need,
                id: row.record,
                field: field.name,
            }),
        };
        fields.push(FieldChange { field, before: value(before)?, after: value(after)? });
    }
    Ok(NeedChange {
        at: operation.at,
        operation: operation.number,
        by: operation.user.clone(),
        account: row.account,
        need: row.record,
        title: title(store, row)?,
        step,
        fields,
    })
}

fn title(store: &Store, row: &Change) -> Result<String, StoreError> {
    if let Some(named) = store.read().titles(Kind::Need, &[row.record])?.pop() {
        return Ok(named.name);
    }
    let told = [&row.before, &row.after]
        .into_iter()
        .flatten()
        .find_map(|state| state.get("title").and_then(serde_json::Value::as_str));
    Ok(told.map_or_else(|| format!("#{}", row.record), str::to_owned))
}
