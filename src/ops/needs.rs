//! What changed in the needs, from the history: a changed need is an opportunity.

use std::collections::BTreeMap;

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

/// Every change of needs from a day on, newest first, of one account or of all. What was undone is no change; an undo
/// is one only where it took back what was done before that day.
///
/// # Errors
/// When the file cannot be read.
pub fn changes(store: &Store, account: Option<i64>, since: Date) -> Result<Vec<NeedChange>, OpsError> {
    let since = Moment::start_of(since);
    let mut operations: BTreeMap<i64, Option<Operation>> = BTreeMap::new();
    let mut found = Vec::new();
    for row in store.changes_since(Kind::Need, since)? {
        if account.is_some() && row.account != account {
            continue;
        }
        if let std::collections::btree_map::Entry::Vacant(slot) = operations.entry(row.operation) {
            slot.insert(store.operation(row.operation)?);
        }
        if let Some(Some(operation)) = operations.get(&row.operation)
            && counts(store, operation, since)?
        {
            found.push(change(store, operation, &row)?);
        }
    }
    found.reverse();
    Ok(found)
}

/// Whether an operation changed what was so at the beginning of the span.
fn counts(store: &Store, operation: &Operation, since: Moment) -> Result<bool, StoreError> {
    if operation.undone_by.is_some() {
        return Ok(false);
    }
    let Some(undone) = operation.undoes else { return Ok(true) };
    Ok(store.operation(undone)?.is_some_and(|undone| undone.at < since && undone.undoes.is_none()))
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
