//! Letting what leads to one record lead to another one.

use std::collections::{BTreeMap, BTreeSet};

use super::relinked;
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::domain::relation::Bond;
use crate::ops::OpsError;
use crate::store::Writer;

/// Lets everything that leads to some records of a kind lead to one, and counts it by kind. What would lead from the record
/// to itself, or say again what is said already, goes; `void` counts the notes among it that two records are not the same.
pub(super) fn lead_to(
    writer: &mut Writer,
    kind: Kind,
    gone: &[i64],
    kept: i64,
    moved: &mut BTreeMap<Kind, usize>,
    void: &mut usize,
) -> Result<(), OpsError> {
    let mut leading: BTreeMap<(Kind, i64), Entry> = BTreeMap::new();
    for (pointing, field) in kind.references() {
        for id in gone {
            for entry in writer.read().pointing_at(pointing, field, *id)? {
                leading.insert((pointing, entry.id), entry);
            }
        }
    }
    let mut said = Said::default();
    for (pointing, before) in leading.into_iter().map(|((pointing, _), entry)| (pointing, entry)) {
        // Of the records themselves the fields are settled, each by itself.
        if pointing == kind && (before.id == kept || gone.contains(&before.id)) {
            continue;
        }
        let after = relinked(&before, |id| if gone.contains(&id) { kept } else { id }, kind);
        if said.is_void(writer, &after)? {
            *void += usize::from(matches!(pointing, Kind::AccountDistinction | Kind::ContactDistinction));
            writer.delete(&before)?;
            continue;
        }
        writer.update(&before, &after)?;
        *moved.entry(pointing).or_insert(0) += 1;
    }
    Ok(())
}

/// What is said of two records once.
#[derive(Default)]
struct Said(BTreeSet<(Kind, String, i64, i64)>);

impl Said {
    /// Whether a record leads from one record to itself, or says what another one says.
    fn is_void(&mut self, writer: &Writer, entry: &Entry) -> Result<bool, OpsError> {
        let Some((of, one, other)) = ends(entry) else { return Ok(false) };
        if one == other {
            return Ok(true);
        }
        let said = (entry.kind, of, one, other);
        if !self.0.insert(said.clone()) {
            return Ok(true);
        }
        let Some(account) = entry.account() else { return Ok(false) };
        let known = writer.read().entries_of_account(entry.kind, account)?;
        Ok(known.iter().any(|known| {
            known.id != entry.id
                && ends(known).is_some_and(|(of, one, other)| (entry.kind, of, one, other) == said)
        }))
    }
}

/// What a record says of which two others; without a direction, the smaller number first.
fn ends(entry: &Entry) -> Option<(String, i64, i64)> {
    let (from, to) = match entry.kind {
        Kind::Relation => ("from", "to"),
        Kind::AccountDistinction => ("account", "other"),
        Kind::ContactDistinction => ("contact", "other"),
        _ => return None,
    };
    let (one, other) = (entry.get(from).as_integer()?, entry.get(to).as_integer()?);
    let bond = entry.text("relation").to_owned();
    let has_direction = Bond::named(&bond).is_some_and(Bond::has_direction);
    Some(if other < one && !has_direction { (bond, other, one) } else { (bond, one, other) })
}
